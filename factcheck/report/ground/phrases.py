"""Codes, numbers and days → the words that a reader sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal

from factcheck.conflicts.wording import display
from factcheck.models import Category, Claim, Estimate, Quantity
from factcheck.report.ground.text import clean_line

__all__ = [
    "CONFIDENCE",
    "ESTIMATE_RULES",
    "MATRIX_KEY",
    "SETTINGS",
    "SEVERITIES",
    "SIGNS",
    "STANCES",
    "STATUSES",
    "SURELY",
    "TERMS",
    "VERDICTS",
    "counted",
    "day",
    "day_range",
    "estimate_text",
    "listed",
    "number",
    "quantity",
    "source_numbers",
    "tick_number",
    "value_surface",
]  # fmt: skip

_LOCALE = "en_GB"
_LONG_NUMBER = 1_000_000
_LONGEST_NUMBER = 30  # powers of ten; longer ones are given by their power

SEVERITIES: Mapping[str, str] = {"high": "High", "medium": "Medium", "low": "Low", "info": "Note"}
SIGNS: Mapping[str, str] = {"high": "▲", "medium": "◆", "low": "△", "info": "■"}
CONFIDENCE: Mapping[str, str] = {
    "high": "The words behind this were read with high confidence.",
    "medium": "The words behind this were read with medium confidence: check them against the source.",
    "low": "The words behind this were read with low confidence: read the source before relying on it.",
}
STANCES: Mapping[str, str] = {
    "asserts": "according to",
    "denies": "denied by",
    "doubts": "doubted by",
    "confirms": "confirmed by",
    "demands": "demanded by",
    "promises": "promised by",
    "reports": "reported by",
}
STATUSES: Mapping[str, str] = {
    "actual": "",
    "planned": "planned",
    "feared": "feared",
    "suspected": "suspected",
    "hypothetical": "hypothetical",
    "denied": "denied",
}
# verdict: how the table calls it, and what that means
MATRIX_KEY: Mapping[str, tuple[str, str]] = {
    "conflict": ("conflict", "values that exclude each other"),
    "dispute": ("dispute", "named speakers say what excludes each other"),
    "tension": ("tension", "both can be true, but a plain reader would not think so"),
    "revised": ("revised", "a later value replaces an earlier one"),
    "unclear": ("unclear", "one report gives two values that exclude each other"),
    "reconciled": ("reconciled", "different words for the same number"),
    "agreement": ("agreement", "two or more independent sources say the same"),
    "single_origin": ("one origin only", "all that say so go back to one report"),
    "uncorroborated": ("one source only", "no second source says it"),
}
VERDICTS: Mapping[str, str] = {**{key: name for key, (name, _) in MATRIX_KEY.items()}, "not_compared": "not compared"}
SURELY: Mapping[str, str] = {"high": "almost certainly", "medium": "probably", "low": "possibly"}
SETTINGS: Mapping[str, str] = {
    "estimate": "Rule for the best figure",
    "gap_high": "Gap from which a conflict is of high severity",
    "gap_medium": "Gap from which a conflict is of medium severity",
    "hedges": "Table of inexact numbers",
    "language": "Language",
    "measures": "Own measures",
    "pipeline": "Own pipeline",
    "same_quotation": "Share of words that makes two quotations one",
    "settles_after": "Days after which a story is settled",
}
# what the report means by its words
TERMS: Mapping[str, str] = {
    "claim": "one statement by one source: a number or a category, about something, said by someone",
    "topic": "the claims of one story that can be compared: the same thing counted, of the same part of the whole",
    "position": "claims of a topic that can all be true together; a finding's positions exclude each other",
    "origin": "the report that sources were copied or rewritten from; its copies count once",
    "story": "the sources that report on the same event",
    "planned, feared, denied": "the claim is about what was announced, feared or denied, not about what was seen",
    "strictly": "what the words leave open; beside it stands what a reader takes from them",
    "weight": "how much a difference on this kind of claim matters, from 0 to 1; deaths weigh most",
}
ESTIMATE_RULES: Mapping[str, str] = {
    "range": "The best figure is the one that most independent origins support; inexact words count only where nobody "
    "gives an exact figure.",
    "acled": "The most conservative figure is taken as the best one.",
    "gtd": "The most recent figure is taken, failing that the majority's, failing that the lowest.",
    "ucdp": "Low, best and high come from the figures held to be reliable.",
}


def number(value: Decimal | int) -> str:
    """Return a number with its thousands grouped.

    >>> number(Decimal(2000))
    '2,000'
    """
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact.adjusted()) > _LONGEST_NUMBER:
        return str(exact)
    with localcontext(prec=4 * _LONGEST_NUMBER):
        return str(format_decimal(exact, locale=_LOCALE, decimal_quantization=False))


def tick_number(value: Decimal) -> str:
    """Return a number as a scale has room for it.

    >>> tick_number(Decimal(2500)), tick_number(Decimal(10_000_000))
    ('2,500', '10M')
    """
    if abs(value) < _LONG_NUMBER:
        return number(value)
    return str(format_compact_decimal(value, locale=_LOCALE, format_type="short", fraction_digits=2))


def day(value: dt.date | None) -> str:
    """Return a day as "6 January 2022"; "undated" for None."""
    return "undated" if value is None else str(format_date(value, "d MMMM y", locale=_LOCALE))


def day_range(days: Iterable[dt.date]) -> str:
    """Return the first and the last of the days; "" where there are none."""
    known = sorted(set(days))
    if not known:
        return ""
    first, last = known[0], known[-1]
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{format_date(first, 'd MMMM', locale=_LOCALE) if first.year == last.year else day(first)} – {day(last)}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 source", "5 sources"; "no sources" for 0."""
    if count == 0:
        return f"no {many or one + 's'}"
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Return "a, b and c"; "" for nothing."""
    return str(format_list(list(items), locale=_LOCALE)) if items else ""


def source_numbers(numbers: Iterable[int]) -> str:
    """Return the numbers of sources in words, each once.

    >>> source_numbers([3, 1, 3])
    'sources 1 and 3'
    """
    known = sorted(set(numbers))
    return f"{'source' if len(known) == 1 else 'sources'} {listed([str(number) for number in known])}" if known else ""


def quantity(value: Quantity) -> str:
    """Return a quantity as a sum shows it: the number with its hedge in words.

    >>> from factcheck.models import Hedge, Interval
    >>> two = Decimal(2000)
    >>> quantity(Quantity(nominal=(two,), strict=Interval(), plausible=Interval(), hedge=Hedge("nearly", "almost")))
    'almost 2,000'
    """
    if value.hedge.kind == "vague" or not value.nominal:
        return clean_line(value.hedge.cue or value.surface)
    figures = "–".join(map(number, value.nominal))
    if value.hedge.kind in {"exact", "range"} or not value.hedge.cue:
        return figures
    return f"{clean_line(value.hedge.cue)} {figures}"


def value_surface(claim: Claim) -> str:
    """Return the value of a claim as printed, a sum in numbers."""
    value = claim.value
    if claim.derived_from and isinstance(value, Quantity):
        return quantity(value)
    if isinstance(value, Quantity):
        return clean_line(value.surface) or quantity(value)
    return clean_line(display(claim) if isinstance(value, Category) else value.surface or claim.span.quote)


def estimate_text(estimate: Estimate, unit: str | None) -> str:
    """Return an estimate in words; "" where it says nothing."""
    best = "" if estimate.best is None else f"best figure {number(estimate.best)}"
    span = _span_text(estimate)
    unit_text = f", in {_plural(unit)}" if unit else ""
    said = "; ".join(part for part in (best, span) if part)
    return f"{said[:1].upper()}{said[1:]}{unit_text}" if said else ""


def _span_text(estimate: Estimate) -> str:
    low, high = estimate.low, estimate.high
    if low is not None and high is not None:
        return f"range {number(low)} to {number(high)}" if low != high else ""
    if low is not None:
        return f"at least {number(low)}"
    return "" if high is None else f"at most {number(high)}"


def _plural(unit: str) -> str:
    return {"percentage": "per cent"}.get(unit, clean_line(unit) + ("" if unit.endswith("s") else "s"))
