"""A page's lines in reading order: column by column where they were set row by row, a table row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from factcheck.sources.fragments import joined_cells

__all__ = ["Line", "Page", "in_order", "in_row"]

_ALIGNED = 2.0  # points
_CELL = 2.0  # of a line's height between two cells
_FEWEST_PAIRS, _PAIRED, _COLUMN_WORDS = 4, 0.4, 18


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of text on a page; distances are from the page's left and upper edges.

    `font` is the one of the whole line, "" where it has several. `is_row` is a row of a table, which is a paragraph of
    its own.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str = ""
    is_row: bool = False


class Page(msgspec.Struct, frozen=True):
    """A page with its lines in the order in which they were set."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Return a page's lines in reading order: as they were set, unless they were set row by row across columns."""
    pairs = [(one, two) for one, two in pairwise(lines) if beside(one, two)]
    paired = {id(line) for pair in pairs for line in pair}
    long = median(len(line.text) for pair in pairs for line in pair) >= _COLUMN_WORDS if pairs else False
    if len(pairs) >= _FEWEST_PAIRS and len(paired) >= len(lines) * _PAIRED and long:
        return list(_by_columns(lines, _gutters(pairs)))
    return list(_rows(lines))


def beside(one: Line, two: Line) -> bool:
    """Tell whether the second line stands to the right of the first, in the same row."""
    overlap = min(one.bottom, two.bottom) - max(one.top, two.top)
    return overlap > 0.6 * min(one.size, two.size) and two.left > one.right


def _gutters(pairs: Sequence[tuple[Line, Line]]) -> list[float]:
    """Return where the columns are parted: the middles of the gaps that most rows share."""
    gaps = sorted((one.right, two.left) for one, two in pairs)
    found: list[float] = []
    for _, right in gaps:
        inside = [left for left, end in gaps if left < right - 1 and end > right - 2]
        middle = right - 1
        if len(inside) * 4 >= len(pairs) and all(abs(middle - each) > 20 for each in found):
            found.append(middle)
    return sorted(found)


def _by_columns(lines: Sequence[Line], gutters: Sequence[float]) -> Iterator[Line]:
    """Yield the lines column by column; one that crosses a gutter ends the columns above it."""
    held: list[Line] = []
    for line in sorted(lines, key=lambda line: (round(line.top), line.left)):
        if any(line.left < gutter - 2 and line.right > gutter + 2 for gutter in gutters):
            yield from _columns(held, gutters)
            held = []
            yield line
        else:
            held.append(line)
    yield from _columns(held, gutters)


def _columns(lines: Sequence[Line], gutters: Sequence[float]) -> Iterator[Line]:
    def column(line: Line) -> int:
        return sum(gutter < (line.left + line.right) / 2 for gutter in gutters)

    yield from sorted(lines, key=lambda line: (column(line), line.top))


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, those of one row as one: words that stand far apart, or the cells of a table."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and beside(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    gaps = [_gaps(row) for row in rows]
    for at, row in enumerate(rows):
        near = [gap for each in (*gaps[max(0, at - 1) : at], *gaps[at + 1 : at + 2]) for gap in each]
        yield _row(row, near)


def _gaps(row: Sequence[Line]) -> list[tuple[float, float]]:
    pairs = pairwise(row)
    return [(one.right, two.left) for one, two in pairs if two.left - one.right > _CELL * one.size]


def _row(lines: Sequence[Line], near: Sequence[tuple[float, float]]) -> Line:
    """Return a row as one line; a gap parts two cells where the row above or below has one in its place."""
    if len(lines) == 1:
        return lines[0]
    cells = [lines[0].text]
    for one, two in pairwise(lines):
        wide = two.left - one.right > _CELL * one.size
        shared = any(min(two.left, end) - max(one.right, start) > one.size for start, end in near)
        if (wide and shared) or any(abs(two.left - end) < _ALIGNED for _, end in near):
            cells.append(two.text)
        else:
            cells[-1] += f" {two.text}"
    return msgspec.structs.replace(lines[0], text=joined_cells(cells), right=lines[-1].right, is_row=len(cells) > 1)


def in_row(one: Line, two: Line) -> bool:
    """Tell whether two lines stand side by side."""
    return beside(one, two) or beside(two, one)
