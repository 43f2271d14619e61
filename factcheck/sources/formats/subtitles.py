"""SRT and WebVTT → a document: the words said, in paragraphs, with the times at which they are said as places."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from factcheck.errors import SourceError
from factcheck.sources.decoding import decode
from factcheck.sources.documents import Document, digest
from factcheck.sources.formats.assembly import Assembled, assembled
from factcheck.sources.given import Given

__all__ = ["read"]

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,80})>")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_TURN = re.compile(r"(?:>>|--?)\s*(?=\S)|[A-Z][\w.’' -]{0,40}:\s")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_PAUSE, _LONG = 2_000, 600  # milliseconds; characters of a paragraph that a sentence's end may close
_NO_CUES = "there are no subtitles in it"

Cue = tuple[int, int, str]  # when it begins and ends, in milliseconds; its text


def read(given: Given) -> list[Document]:
    """Return the one document of a file of subtitles. A pause and another speaker begin a paragraph."""
    text, problems = decode(given.data, given.path)
    cues = list(_cues(text, given.path))
    if not cues:
        raise SourceError(given.path, _NO_CUES)
    body: list[str] = []
    places: list[list[tuple[int, str]]] = []
    for paragraph in _paragraphs(cues):
        said, marks = "", []
        for start, _, words in paragraph:
            said = f"{said} {words}" if said else words
            marks.append((len(said) - len(words), _clock(start)))
        body.append(said)
        places.append(marks)
    found = Assembled(body=body, places=places)
    return [
        assembled(found, name=given.stem, path=given.path, sha256=digest(given.data), problems=problems),
    ]


def _cues(text: str, path: str) -> Iterator[Cue]:
    import pysubs2

    voiced = _VOICE.sub(lambda voice: f"{voice[1].strip()}: ", text)
    try:
        events = pysubs2.SSAFile.from_string(voiced, format_="vtt" if text.lstrip().startswith("WEBVTT") else "srt")
    except (pysubs2.exceptions.Pysubs2Error, ValueError) as error:
        raise SourceError(path, f"its subtitles cannot be read ({type(error).__name__})") from None
    before = ""
    for event in sorted(events, key=lambda event: (event.start, event.end)):
        words = " ".join(html.unescape(_TAG.sub("", event.plaintext)).split())
        if words and words != before and not event.is_comment:
            yield event.start, event.end, words
        before = words or before


def _paragraphs(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    held: list[Cue] = []
    for cue in cues:
        if held:
            before = held[-1]
            ended = _ENDED.search(before[2]) is not None
            length = sum(len(each[2]) for each in held)
            if _TURN.match(cue[2]) or (ended and (cue[0] - before[1] >= _PAUSE or length > _LONG)):
                yield held
                held = []
        held.append(cue)
    if held:
        yield held


def _clock(milliseconds: int) -> str:
    """Return a time as it is shown: hours, minutes, seconds."""
    seconds = milliseconds // 1_000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
