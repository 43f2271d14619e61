"""Report → a spreadsheet with a sheet each for the findings, the claims they cite, the sources, and the method."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import msgspec
import xlsxwriter  # type: ignore[import-untyped]  # the package does not say that it is typed

from factcheck.models import Report
from factcheck.report.formats import Format
from factcheck.report.ground.phrases import counted
from factcheck.report.ground.text import clean_line
from factcheck.report.view.rows import Cell, Column, Table, is_formula, view_tables

__all__ = ["FORMAT", "render"]

FORMAT = Format("xlsx", "a spreadsheet")

# what Excel holds: rows of a sheet, UTF-16 units of a cell, digits of a number, and days (it has a 29 February 1900)
_ROWS = 1_048_576
_CELL = 32_767
_DIGITS = 15
_FIRST_DAY = dt.date(1900, 3, 1)
_NO_DAY = dt.datetime(1980, 1, 1)  # noqa: DTZ001  a spreadsheet's days have no time zone
_NAMES = {"url": "URL", "sha256": "SHA-256"}


class _Formats(msgspec.Struct, frozen=True):
    header: xlsxwriter.format.Format
    text: xlsxwriter.format.Format
    formula: xlsxwriter.format.Format
    number: xlsxwriter.format.Format
    day: xlsxwriter.format.Format


def render(report: Report, *, templates: Path | None = None, paper: str = "a4") -> bytes:  # noqa: ARG001  all renderers have one signature
    """Return the report as a workbook; texts are texts, never formulas or links.

    A text that is longer than a cell holds is cut with an ellipsis. Rows beyond a sheet's last are counted in it.
    """
    file = BytesIO()
    # in memory, so that no part of an unpublished story is left in a temporary folder
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(file, options)
    tool = " ".join(filter(None, (clean_line(report.tool.name), clean_line(report.tool.version))))
    workbook.set_properties({"created": _created(report.generated_at), "author": tool[:255]})
    formats = _formats(workbook)
    for table in view_tables(report):
        _write(workbook.add_worksheet(table.name), table, formats)
    workbook.close()
    return file.getvalue()


def _created(moment: str | None) -> dt.datetime:
    """Return the moment that the report names, in UTC; a fixed one where it names none."""
    try:
        made = dt.datetime.fromisoformat(moment or "")
        return (made.astimezone(dt.UTC) if made.tzinfo else made).replace(tzinfo=None, microsecond=0)
    except (ValueError, OverflowError):
        return _NO_DAY


def _formats(workbook: xlsxwriter.Workbook) -> _Formats:
    top = {"valign": "top"}
    return _Formats(
        header=workbook.add_format({**top, "bold": True, "text_wrap": True, "bottom": 1}),
        text=workbook.add_format({**top, "text_wrap": True}),
        # the mark keeps a text a text when somebody edits the cell
        formula=workbook.add_format({**top, "text_wrap": True, "quote_prefix": True}),
        number=workbook.add_format(top),
        day=workbook.add_format({**top, "num_format": "yyyy-mm-dd"}),
    )


def _write(sheet: xlsxwriter.worksheet.Worksheet, table: Table, formats: _Formats) -> None:
    rows = table.rows
    if len(rows) >= _ROWS:
        left = counted(len(rows) - _ROWS + 2, "more row")
        rows = (*rows[: _ROWS - 2], (f"{left}: see the report", *(None for _ in table.columns[1:])))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, _header(column), formats.header)
    for line, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            _put(sheet, line, at, cell, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _header(column: Column) -> str:
    return _NAMES.get(column.name, column.name.replace("_", " ").capitalize())


def _put(sheet: xlsxwriter.worksheet.Worksheet, line: int, at: int, cell: Cell, formats: _Formats) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, dt.date) and cell >= _FIRST_DAY:
        sheet.write_datetime(line, at, dt.datetime(cell.year, cell.month, cell.day), formats.day)  # noqa: DTZ001  as above
    elif isinstance(cell, int | Decimal) and _is_held(cell):
        sheet.write_number(line, at, float(cell), formats.number)
    elif not isinstance(cell, Decimal) or cell.is_finite():
        text = _cut(str(cell))
        if text.startswith("<r>") and text.endswith("</r>"):
            text += " "  # the library would take it for its own markup
        sheet.write_string(line, at, text, formats.formula if is_formula(text) else formats.text)


def _is_held(value: int | Decimal) -> bool:
    """Return whether a spreadsheet keeps every digit of a number."""
    exact = Decimal(value)
    if not exact.is_finite() or len(exact.normalize().as_tuple().digits) > _DIGITS:
        return False
    near = float(exact)
    return math.isfinite(near) and Decimal(repr(near)) == exact


def _cut(text: str) -> str:
    """Return a text that one cell holds; Excel counts a character beyond the basic plane twice."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * _CELL:
        return text
    return units[: 2 * (_CELL - 1)].decode("utf-16-le", "ignore") + "…"
