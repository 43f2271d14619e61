"""Dates in their plain forms are read without dateparser, and as it reads them."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from factcheck.sources.dates import _parse_plain, _parse_written, find_date, parse_date

DAYS = ("Monday, ", "", "TUESDAY ", "Wed., ")
FORMS = ("{day} {month} {year}", "{day}th of {month}, {year}", "{month} {day}, {year}", "{month}. {day}st {year}")
DATES = [
    weekday + form.format(day=day, month=month, year=year)
    for weekday, form in product(DAYS, FORMS)
    for day, month, year in [
        (1, "January", 2021), ("03", "Feb", 1999), (29, "February", 2024), (29, "February", 2023), (31, "sept", 2020),
        (30, "SEPTEMBER", 1066), (0, "May", 2022), (12, "Mars", 2022), (12, "Marble", 2022), (5, "July", "0999"),
    ]
]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_plain_date_is_read_as_the_library_reads_it(text: str):
    dated = find_date(text)
    if dated is not None:
        words = text[dated.start : dated.end]
        assert _parse_plain(words) in {None, _parse_written(words)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 May 2023", dt.date(2023, 5, 3)),
        ("Friday, Sept. 1st, 2023", dt.date(2023, 9, 1)),
        ("Friday, 1st Sept. 2023", dt.date(2023, 9, 1)),
        ("DECEMBER 31 1999", dt.date(1999, 12, 31)),
        ("31 April 2023", None),
        ("3 Mayor 2023", None),
        ("12-May-2023", None),
        ("03/04/2024", None),
    ],
)
def test_plain_date(text: str, day: dt.date | None):
    assert _parse_plain(text) == day


def test_other_forms_are_left_to_the_library():
    assert parse_date("12-May-2023") == dt.date(2023, 5, 12)
    assert parse_date("13/05/2023") == dt.date(2023, 5, 13)
