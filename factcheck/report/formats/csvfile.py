"""Report → CSV: one line for each claim that a finding cites, for a desk that filters and sorts.

The file is RFC 4180 (commas, CRLF, quotes doubled) in UTF-8 with a byte order mark: a spreadsheet opens a file without
one in the machine's old encoding and garbles every curly quote, while Python reads it with `encoding="utf-8-sig"`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

from factcheck.models import Report
from factcheck.report.formats import Format
from factcheck.report.view.rows import Cell, is_formula, view_claims

__all__ = ["FORMAT", "render"]

FORMAT = Format("csv", "a spreadsheet")

_LONGEST = 40
_ONE_LINE = str.maketrans("\n\t", "  ")


def render(report: Report, *, templates: Path | None = None, paper: str = "a4") -> bytes:  # noqa: ARG001  all renderers have one signature
    """Return the claims that the findings cite as CSV.

    The columns are those of `rows.view_claims`. A text that a spreadsheet could take for a formula has an apostrophe
    before it; a line break or a tab in a text is a space, so that one record is one line and offsets still hold.
    """
    table = view_claims(report)
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return _number(cell)
    return str(cell) if isinstance(cell, int) else _neutral(cell)


def _number(value: Decimal) -> str:
    """Return a number in plain digits; "" for infinity, which bounds nothing, with an exponent where it is endless."""
    if not value.is_finite():
        return ""
    return str(value) if abs(value.adjusted()) > _LONGEST else format(value, "f")


def _neutral(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula.

    Where a semicolon separates columns, a spreadsheet cuts this file at each one, so what follows one is held to start
    a cell too.
    """
    first, *rest = text.split(";")
    parts = [_quoted(first, first), *(_quoted(part, part.lstrip("\"' ")) for part in rest)]
    return ";".join(parts).translate(_ONE_LINE)


def _quoted(part: str, seen: str) -> str:
    return f"'{part}" if is_formula(seen) else part
