"""Which day a wording means, seen from a day of publication."""

from __future__ import annotations

import datetime as dt

import pytest

from factcheck.claims import read_claims
from factcheck.claims.frame import days
from factcheck.claims.frame.days import days_in
from factcheck.models import Source
from factcheck.settings import Settings

TUESDAY = dt.date(2022, 1, 11)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("on Sunday", "2022-01-09"),
        ("on Tuesday", "2022-01-11"),
        ("last Tuesday", "2022-01-04"),
        ("on Tuesday last week", "2022-01-04"),
        ("on Wednesday", "2022-01-05"),
        ("yesterday", "2022-01-10"),
        ("last night", "2022-01-10"),
        ("today", "2022-01-11"),
        ("this morning", "2022-01-11"),
        ("three days ago", "2022-01-08"),
        ("a week ago", "2022-01-04"),
        ("January 8", "2022-01-08"),
        ("Jan. 8", "2022-01-08"),
        ("the 8th of January", "2022-01-08"),
        ("8 January 2021", "2021-01-08"),
        ("December 30", "2021-12-30"),
        ("2021-05-03", "2021-05-03"),
    ],
)
def test_a_wording_means_a_day(wording: str, expected: str):
    (named,) = days_in(f"It was counted {wording}.", TUESDAY)
    assert named.day == day(expected)


@pytest.mark.parametrize("wording", ["next Monday", "the coming Friday", "January 12", "31 February"])
def test_days_ahead_and_days_that_never_are_mean_none(wording: str):
    assert [named.day for named in days_in(f"It is due {wording}.", TUESDAY)] == [None]


@pytest.mark.parametrize(
    "text", ["In May 2021 it rained.", "You may 12 times.", "March 12,000 miles.", "Sundays are quiet."]
)
def test_months_and_words_name_no_day(text: str):
    assert days_in(text, TUESDAY) == ()


def test_a_date_beside_a_weekday_is_one_day():
    assert [named.day for named in days_in("Sunday, Jan. 9, 2022, was cold.", TUESDAY)] == [day("2022-01-09")]


def test_later_counts_from_the_day_named_last():
    assert [named.day for named in days_in("On Friday 3 died. Two days later 5 had died.", TUESDAY)] == [
        day("2022-01-07"),
        day("2022-01-09"),
    ]
    assert [named.day for named in days_in("Two days later 5 had died.", TUESDAY)] == [None]


def test_without_a_day_of_publication_only_whole_dates_mean_a_day():
    found = days_in("On Sunday, on January 8, yesterday and on 8 January 2022.", None)
    assert [named.day for named in found] == [None, None, None, day("2022-01-08")]


def test_a_wording_is_parsed_once_for_a_day_of_publication():
    days._parsed.cache_clear()
    for number in range(5):
        days_in(f"Three days ago {number} were missing, and three days ago 5 were hurt.", TUESDAY)
    assert days._parsed.cache_info().misses == 1


def test_spans_are_the_words():
    text = "Late on Sunday night, as of January 8."
    assert [text[named.start : named.end] for named in days_in(text, TUESDAY)] == ["Sunday", "January 8"]


@pytest.mark.model
def test_an_account_is_of_the_day_on_which_it_was_given():
    text = "The minister said on Sunday that the troops would leave only when the town was calm."
    (reading,) = read_claims([Source.from_text(text, published=TUESDAY)], settings=Settings())
    assert [claim.as_of for claim in reading.claims if claim.measure == "condition"] == [day("2022-01-09")]
