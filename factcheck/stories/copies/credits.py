"""A source → the agency that it credits with its text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from factcheck.lexicon.loader import pattern_of, word_list, word_map
from factcheck.models import Source

__all__ = ["agency_of", "is_agency"]

_DATELINE = re.compile(
    r"(?:^|\n)[^\n]{0,60}?\((?P<agency>[A-Z][A-Za-z]{1,20})\)\s*(?:-{1,2}|_|\N{EN DASH}|\N{EM DASH})\s"
)
_HEAD, _FOOT = 1500, 300  # characters in which a report says whose it is


def agency_of(source: Source) -> str:
    """Return the agency named in the dateline, "PARIS (AFP) -", in a credit line, "Via BBC", or in the byline; else "".

    What only contributed to a report ("Reuters contributed to this report") is not its agency.
    """
    return next(_named(source), "")


def is_agency(source: Source) -> bool:
    """Return whether a source is published by an agency itself."""
    return (source.publisher or "").strip().casefold() in word_map("stories", "agencies")


def _named(source: Source) -> Iterator[str]:
    known = word_map("stories", "agencies")
    if found := _DATELINE.search(source.text[:_HEAD]):
        yield known.get(found["agency"].casefold(), found["agency"])
    if found := _credit().search(source.text[-_FOOT:]):
        yield known.get(found["agency"].strip().casefold(), found["agency"].strip())
    if found := _byline().search(source.text[:_HEAD]) or _owner().search(source.text[-_FOOT:]):
        yield known[" ".join(found["agency"].casefold().split())]
    for field in (source.author, source.publisher):
        if name := known.get((field or "").strip().casefold()):
            yield name


@functools.cache
def _credit() -> re.Pattern[str]:
    openings = "|".join(sorted(word_list("stories", "credits")))
    return re.compile(rf"(?:^|\n)\s*(?:{openings})\s*:?\s+(?P<agency>[A-Z][\w.& ]{{1,30}}?)\s*$", re.MULTILINE)


@functools.cache
def _byline() -> re.Pattern[str]:
    """Return the pattern of a line that names who wrote it and for which agency: "By Ann Lee, Associated Press"."""
    return re.compile(
        rf"^(?:by\s[^\n.]{{0,60}}?[,|/\s]\s*)?(?P<agency>{_agencies()})(?:\s+writer)?\s*$", re.IGNORECASE | re.MULTILINE
    )


@functools.cache
def _owner() -> re.Pattern[str]:
    """Return the pattern of a line that says whose a text is: "Copyright 2014 The Associated Press"."""
    return re.compile(
        rf"(?:copyright|\N{{COPYRIGHT SIGN}})\W{{0,5}}(?:\d{{4}}\W{{1,3}})?(?:by\s)?(?P<agency>{_agencies()})\b",
        re.IGNORECASE,
    )


def _agencies() -> str:
    return pattern_of(word_map("stories", "agencies"))
