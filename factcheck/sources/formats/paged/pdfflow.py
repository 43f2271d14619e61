"""The lines of pages → paragraphs in reading order, the footnotes below them, the running heads apart."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from factcheck.sources.formats.assembly import Assembled
from factcheck.sources.formats.paged.columns import Line, Page, in_order, in_row
from factcheck.sources.formats.paged.hyphens import joined

__all__ = ["flow"]

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.?)?\W*#(?:\s*(?:of|/|\||[-–—])\s*#)?\W*", re.IGNORECASE)
_NOTE = re.compile(r"\[?(?:\d{1,3}|[*†‡§]{1,3})[\].)]?\s*[^\W\d]")
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_MARGIN = 0.07
_OFTEN = 0.45  # of the pages: heads of left and of right pages
_BULLETS = re.compile(r"[•◦▪‣●○■□➢✓]")
_INITIAL = 1.6  # times as large as the text that it opens
_ITEM = re.compile(rf"{_BULLETS.pattern}\s|\*\s|[–—-]\s+\S|\(?(?:\d{{1,2}}|[a-z])[.)]\s")
_EDGE = 0.14  # of a page's height, above and below, where running heads stand
_SMALL, _LIKE = 0.93, 0.12
_APART = 1.35  # of the usual distance of two lines
_NEAR = 8  # lines that tell how wide a column is


def flow(pages: Sequence[Page]) -> Assembled:
    """Return the paragraphs of the pages, each with the places at which its pages begin."""
    heads = _running(pages)
    kept = [[line for line in page.lines if id(line) not in heads] for page in pages]
    body_size = _usual_size([line for lines in kept for line in lines])
    body: list[Line] = []
    notes: list[Line] = []
    for page, lines in zip(pages, kept, strict=True):
        text, below = _without_notes(lines, page, body_size)
        body += in_order(_attached(text))
        notes += below
    paragraphs = list(_paragraphs(body))
    grouped = list(_grouped_notes(notes))
    told = dict.fromkeys(_DIGITS.sub("#", line.text) for line in heads.values())
    first = {key: next(line.text for line in heads.values() if _DIGITS.sub("#", line.text) == key) for key in told}
    return Assembled(
        body=[_put_together(paragraph)[0] for paragraph in paragraphs],
        places=[_put_together(paragraph)[1] for paragraph in paragraphs],
        notes=[_put_together(note)[0] for note in grouped],
        note_places=[_put_together(note)[1] for note in grouped],
        heads=list(first.values()),
    )


def _usual_size(lines: Sequence[Line]) -> float:
    """Return the height of the letters that most of the text is set in."""
    weights: dict[float, int] = defaultdict(int)
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return max(weights, key=lambda size: (weights[size], size), default=1.0)


def _running(pages: Sequence[Page]) -> dict[int, Line]:
    """Return the lines at the pages' edges that recur but for their numbers, and the page numbers."""
    found: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            upper, lower = line.bottom < page.height * _EDGE, line.top > page.height * (1 - _EDGE)
            if upper or lower:
                found[_DIGITS.sub("#", line.text.casefold()), upper].append(line)
    alike = [
        line
        for (key, _), lines in found.items()
        if _PAGE_NUMBER.fullmatch(key) or _recur(lines, len(pages))
        for line in lines
    ]
    known = {id(line) for line in alike}
    rest = {page.number: [line for line in page.lines if id(line) not in known] for page in pages}
    apart = [
        line for line in alike if not any(_touches(line, other) or in_row(line, other) for other in rest[line.page])
    ]
    return {id(line): line for line in (*apart, *(line for page in pages for line in _in_margin(page)))}


def _in_margin(page: Page) -> Iterator[Line]:
    """Yield the lines alone in the upper or the lower margin, where no text of news is set."""
    for line in page.lines:
        outer = line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)
        near = [each for each in page.lines if -line.size / 2 < _distance(each, line) < 1.5 * line.size]
        if outer and not near and not _ENDED.search(line.text):
            yield line


def _touches(one: Line, two: Line) -> bool:
    """Tell whether two lines stand under one another as those of a paragraph do."""
    beside = min(one.right, two.right) > max(one.left, two.left)
    return beside and abs(_distance(one, two)) < one.size / 2


def _distance(one: Line, two: Line) -> float:
    """Return the empty space between two lines from above to below; less than 0 where they stand side by side."""
    return max(one.top - two.bottom, two.top - one.bottom)


def _recur(lines: Sequence[Line], count: int) -> bool:
    """Tell whether alike lines stand once a page at one height, on two pages or more and on many of them."""
    pages = {line.page for line in lines}
    at_one_height = max(line.top for line in lines) - min(line.top for line in lines) < lines[0].size
    return at_one_height and len(lines) == len(pages) >= max(2, count * _OFTEN)


def _without_notes(lines: Sequence[Line], page: Page, usual: float) -> tuple[list[Line], list[Line]]:
    """Part a page's lines into those of the text and those of its footnotes, which are small and open with a mark."""
    text: list[Line] = []
    notes: list[Line] = []
    within = False
    for line in lines:
        small = line.size < usual * _SMALL
        low = line.top > page.height * (1 - 0.6)
        opens = low and _NOTE.match(line.text) is not None and not any(in_row(line, other) for other in lines)
        within = small and (within or opens)
        (notes if within else text).append(line)
    return text, notes


def _grouped_notes(notes: Sequence[Line]) -> Iterator[list[Line]]:
    held: list[Line] = []
    for line in notes:
        if held and _NOTE.match(line.text):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _attached(lines: Sequence[Line]) -> list[Line]:
    """Put a large initial and the mark of a list's item, which are often set apart, before the line that they open."""
    found = list(lines)
    for mark in lines:
        initial = len(mark.text) == 1 and mark.text.isupper()
        if not initial and not _BULLETS.fullmatch(mark.text):
            continue
        hosts = [
            line
            for line in found
            if mark.right - 1 <= line.left < mark.right + 2 * mark.size
            and min(line.bottom, mark.bottom) - max(line.top, mark.top) > line.size / 3
            and (not initial or mark.size > _INITIAL * line.size)
        ]
        if hosts:
            host = min(hosts, key=lambda line: line.top)
            text = f"{mark.text}{host.text}" if initial else f"• {host.text}"
            found = [msgspec.structs.replace(host, text=text) if line is host else line for line in found]
            found = [line for line in found if line is not mark]
    return found


# ------------------------------------------------------------------ paragraphs
def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph."""
    pitches = sorted(_pitches(lines)) or [1.0]
    pitch = pitches[len(pitches) // 4]
    held: list[Line] = []
    for at, line in enumerate(lines):
        if held and not _goes_on(held, line, pitch, lines[max(0, at - _NEAR) : at + _NEAR]):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _pitches(lines: Sequence[Line]) -> list[float]:
    """Return the distances of lines that stand under one another."""
    pairs = itertools.pairwise(lines)
    return [two.top - one.top for one, two in pairs if _under(one, two) and two.top - one.top < 4 * one.size]


def _under(one: Line, two: Line) -> bool:
    overlap = min(one.right, two.right) - max(one.left, two.left)
    narrow = min(one.right - one.left, two.right - two.left)
    return one.page == two.page and two.top > one.top and overlap > narrow / 2


def _goes_on(held: Sequence[Line], line: Line, pitch: float, around: Sequence[Line]) -> bool:
    """Tell whether a line goes on with the paragraph above it, in its column, in the next one or on the next page."""
    before = held[-1]
    if before.font and line.font and before.font != line.font:
        return False
    if line.is_row or before.is_row or _ITEM.match(line.text):
        return False
    if abs(line.size - before.size) > _LIKE * before.size:
        return False
    column = [each for each in around if _in_column(each, before)]
    left, right = min(each.left for each in column), max(each.right for each in column)
    room = right - before.right
    ended = _ENDED.search(before.text) is not None
    first = _width(line.text.split(maxsplit=1)[0], line)
    if not _under(before, line):
        return not ended and room < (right - left) / 4
    if line.top - before.top > _APART * max(pitch, before.size):
        return False
    if room > (right - left) / 2:
        return False
    if ended and room > first + before.size / 2:
        return False
    if line.right - before.right > first + before.size and abs(line.left - before.left) < 1.5 * before.size:
        return False  # it had room for the next word
    return not (ended and line.left > before.left + 0.8 * before.size)


def _in_column(one: Line, two: Line) -> bool:
    alike = one.page == two.page and abs(one.size - two.size) <= _LIKE * two.size
    return alike and abs(one.left - two.left) < 3 * two.size


def _width(word: str, line: Line) -> float:
    return len(word) * (line.right - line.left) / max(1, len(line.text))


def _put_together(lines: Sequence[Line]) -> tuple[str, list[tuple[int, str]]]:
    """Return a paragraph's text and the offsets at which its pages begin."""
    text, places = lines[0].text, [(0, f"p. {lines[0].page}")]
    for before, line in itertools.pairwise(lines):
        text, at = joined(text, line.text)
        if line.page != before.page:
            places.append((at, f"p. {line.page}"))
    return text, places
