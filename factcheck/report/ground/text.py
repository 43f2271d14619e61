"""Source text → pieces that are safe to show: cleaned characters, marked words, wordings told apart.

Cleaning replaces characters one for one, so that spans into the original text hold for the cleaned text too.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

import msgspec
from rapidfuzz.distance import Levenshtein

from factcheck.models import Span

__all__ = ["Piece", "clean", "clean_line", "compare_wordings", "cut_pieces", "sentence_pieces", "shorten"]

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# embeddings, overrides and isolates would reorder what stands around them; tags are invisible
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_QUICK = 40_000  # words times words that the finer comparison is quick with
_KEPT = {"\t", "\n"}
_WORDS = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_", re.UNICODE)


class Piece(msgspec.Struct, frozen=True):
    """A run of text shown in one way.

    `marked` is what a finding cites, `read` what else was read as a claim, `aside` what was not read. `anchor` is the
    id that links lead to, "" where there is none; `findings` are the numbers of the findings that cite what ends here.
    """

    text: str
    marked: bool = False
    aside: bool = False
    read: bool = False
    anchor: str = ""
    findings: tuple[str, ...] = ()


@cache
def _shown(char: str) -> str:
    if char in _KEPT or char == "\r":
        return " " if char == "\r" else char
    code = ord(char)
    hidden = code in _BIDI or 0xE0000 <= code <= 0xE0FFF or code & 0xFFFE == 0xFFFE
    return _REPLACEMENT if hidden or unicodedata.category(char) in {"Cc", "Cs"} else char


def clean(text: str) -> str:
    """Return the text with every character that is invisible and harmful replaced, one for one."""
    return "".join(map(_shown, text))


def clean_line(text: str | None) -> str:
    """Return the cleaned text on one line; "" for None."""
    return " ".join(clean(text or "").split())


def shorten(text: str, length: int) -> str:
    """Return a text of at most `length` characters and an ellipsis, cut between words where it can be.

    >>> shorten("Washington tells the alliance to go home", 24)
    'Washington tells the …'
    """
    if len(text) <= length:
        return text
    start, space, _ = text[:length].rpartition(" ")
    return f"{start} …" if space else f"{text[:length]}…"


def cut_pieces(
    text: str,
    marks: Iterable[tuple[int, int]],
    *,
    asides: Iterable[tuple[int, int]] = (),
    read: Iterable[tuple[int, int]] = (),
    anchors: Mapping[int, str] | None = None,
    findings: Mapping[int, tuple[str, ...]] | None = None,
) -> tuple[Piece, ...]:
    """Return a text cut wherever a mark, an aside or an anchor begins or ends, or findings are named.

    Spans are half-open offsets into the text; parts of them outside the text are ignored, overlapping ones are joined.
    """
    shown = clean(text)
    anchors, findings = anchors or {}, findings or {}
    marked, aside, known = (_inside(spans, len(text)) for spans in (marks, asides, read))
    cuts = {0, len(text), *(at for at in anchors if 0 <= at < len(text)), *(at for at in findings if at <= len(text))}
    cuts.update(at for span in (*marked, *aside, *known) for at in span)
    return tuple(
        Piece(
            shown[start:end],
            marked=_covers(marked, start),
            aside=_covers(aside, start),
            read=_covers(known, start),
            anchor=anchors.get(start, ""),
            findings=findings.get(end, ()),
        )
        for start, end in pairwise(sorted(cuts))
    )


def _inside(spans: Iterable[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    """Return the spans clipped to the text, in order, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _covers(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Return whether one of the spans, which are in order and apart, covers an offset."""
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


def sentence_pieces(sentence: Span, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Return a sentence with the words of the spans marked; the spans alone where they lie outside the sentence."""
    inside = [
        (span.start - sentence.start, span.end - sentence.start)
        for span in spans
        if sentence.start <= span.start and span.end <= sentence.end
    ]
    if not inside or any(sentence.quote[a:b] != span.quote for (a, b), span in zip(inside, spans, strict=False)):
        return tuple(Piece(clean(span.quote), marked=True) for span in spans)
    return cut_pieces(sentence.quote, inside)


def compare_wordings(wordings: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
    """Return each wording, the words marked that the first one has not; in the first, those that another has not."""
    tokens = [_WORDS.findall(clean(wording)) for wording in wordings]
    if not tokens:
        return ()
    differing = [_differing(tokens[0], other) for other in tokens[1:]]
    first = {at for here, _ in differing for at in here}
    return tuple(
        _joined(words, marked)
        for words, marked in zip(tokens, [first, *(there for _, there in differing)], strict=True)
    )


def _differing(left: Sequence[str], right: Sequence[str]) -> tuple[set[int], set[int]]:
    """Return the indexes of the words on either side that the other side has not in that place."""
    folded = [word.casefold() for word in left], [word.casefold() for word in right]
    if len(left) * len(right) > _QUICK:
        # it takes no cubic time
        steps = [
            (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
            for step in Levenshtein.opcodes(*folded)
        ]
    else:
        matcher = difflib.SequenceMatcher(None, *folded, autojunk=False)
        steps = [(tag, a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()]
    here: set[int] = set()
    there: set[int] = set()
    for tag, left_start, left_end, right_start, right_end in steps:
        if tag != "equal":
            here.update(range(left_start, left_end))
            there.update(range(right_start, right_end))
    return here, there


def _joined(words: Sequence[str], marked: set[int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for at, word in enumerate(words):
        # a space between two marked words is marked with them, one at the edge is not
        is_marked = (at - 1 in marked and at + 1 in marked) if word.isspace() else at in marked
        if pieces and pieces[-1].marked == is_marked:
            pieces[-1] = Piece(pieces[-1].text + word, is_marked)
        else:
            pieces.append(Piece(word, is_marked))
    return tuple(pieces)
