"""A text → its lines with their places, and questions about the shape of a line: a sentence, a headline, a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from factcheck.language.wrapping import goes_on, wrap_width
from factcheck.lexicon.boilerplate import words_of
from factcheck.lexicon.loader import word_list

__all__ = ["Line", "blocks_of", "is_headline", "is_label", "is_sentence", "is_wrapped", "split_lines"]

_SPACE = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_RUNS = re.compile(r"\s+|\S+")
_CLOSING = "\"'”’»)]*_ "
_SENTENCE_WITHIN = re.compile(r"[a-z0-9)][.!?][\"'”’)]*\s+[\"'“‘(]*[A-Z]")
_OPENS = re.compile(r"[\W_]*[A-Z0-9À-Þ]")
_SMALL_WORDS = word_list("sources", "lines.small_words")
_LONG = 160
_QUESTION_WORDS = 15
_WRAP = 40


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank: its place in the text without the spaces around it, and the block it belongs to.

    `text` has single spaces, `raw` is the line as it stands. A block is a run of lines without a blank one between
    them. A line that was wrapped at a fixed width is one line.
    """

    start: int
    end: int
    text: str
    block: int
    raw: str

    def place_of(self, length: int) -> int:
        """Return where the first characters of `text` end in the document, the spaces behind them included."""
        left, at = length, 0
        for run in _RUNS.finditer(self.raw):
            if run[0].isspace():
                left, at = left - 1, run.end()
            else:
                at = run.start() + min(left, len(run[0]))
                left -= at - run.start()
            if left <= 0:
                break
        return self.start + at


def split_lines(text: str) -> tuple[Line, ...]:
    r"""Return the lines of a text that are not blank.

    >>> [(line.text, line.block) for line in split_lines("A title\n\n One.\nTwo.")]
    [('A title', 0), ('One.', 1), ('Two.', 1)]
    """
    lines: list[Line] = []
    width, offset, block, blank = wrap_width(text), 0, -1, True
    for raw in text.split("\n"):
        match = _SPACE.search(raw)
        if match:
            block += blank
            start, end = offset + match.start(), offset + match.end()
            if not blank and goes_on(text, offset - 1, offset, width):
                start = lines.pop().start
            lines.append(Line(start, end, " ".join(text[start:end].split()), block, text[start:end]))
        blank = match is None
        offset += len(raw) + 1
    return tuple(lines)


def blocks_of(lines: Sequence[Line]) -> list[range]:
    """Return the line numbers of each block; none of a text without lines."""
    if not lines:
        return []
    starts = [number for number, line in enumerate(lines) if number == 0 or lines[number - 1].block != line.block]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def is_sentence(text: str) -> bool:
    """Tell running text: it ends as a sentence does, holds the end of one, is a quotation, or is long."""
    words = words_of(text)
    if len(words) < 2:
        return False
    end = text.rstrip(_CLOSING)[-1:]
    if end in {".", "…", ":", ";", ","} or len(text) > _LONG or _SENTENCE_WITHIN.search(text):
        return True
    return (end in {"?", "!"} and len(words) > _QUESTION_WORDS) or (text[0] in '"“' and text[-1] in '"”')


def is_headline(text: str) -> bool:
    """Tell what has the shape of a headline: some words, a capital first, no end of a sentence."""
    return not is_sentence(text) and 3 <= len(words_of(text)) <= 20 and _OPENS.match(text) is not None


def is_label(text: str, *, longest: int) -> bool:
    """Tell a name or a noun phrase in capitals, of at most `longest` words and without a number."""
    words = words_of(text)
    if is_sentence(text) or not 1 <= len(words) <= longest or any(char.isdigit() for char in text):
        return False
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words)


def is_wrapped(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line may go on with the sentence of the line above, as in paragraphs of a fixed width."""
    if number == 0 or lines[number - 1].block != lines[number].block:
        return False
    above = lines[number - 1].text
    ended = above.rstrip(_CLOSING)[-1:] in {".", "!", "?", "…"}
    return not ended and (len(above) >= _WRAP or lines[number].text[0].islower())
