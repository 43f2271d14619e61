"""Claims, gaps and levels → the English of a finding's message."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.speakers import OUTLET, UNKNOWN
from factcheck.models import Claim, Confidence, Quantity, Severity

__all__ = [
    "day_text",
    "display",
    "explain",
    "figures",
    "in_marks",
    "listed",
    "percent",
    "said_by",
    "sources_text",
    "sum_text",
    "with_sources",
]

_MONTHS = tuple("January February March April May June July August September October November December".split())
_DIGITS_FIRST = re.compile(r"^(.*\d[\d,.]*\d|.*\d)(\s+(?:hundred|thousand|million|billion|trillion))?(?=\s|$)")
_NO_MARKS = dict.fromkeys(map(ord, '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'))
_CONFIDENCE = {
    "high": "the passages say it plainly",
    "medium": "part of it is inferred from the wording",
    "low": "the passages can be read in another way",
}


def display(claim: Claim, parts: Iterable[Claim] = ()) -> str:
    """Return a claim's value as printed, without the noun after a number in digits; a sum as "26 + 18 = 44"."""
    value = claim.value
    if not isinstance(value, Quantity):
        return _balanced(" ".join(value.surface.split())) or claim.span.quote
    summed = sum_text(claim, parts)
    if summed:
        return summed
    text = " ".join(value.surface.split()) or figures(value)
    shown = _DIGITS_FIRST.match(text) if value.unit is None else None
    return shown.group(0) if shown else text


def _balanced(text: str) -> str:
    """Return a text without its double quotation marks where one of a pair is missing."""
    opening, closing = text.count("\N{LEFT DOUBLE QUOTATION MARK}"), text.count("\N{RIGHT DOUBLE QUOTATION MARK}")
    if opening == closing and text.count('"') % 2 == 0:
        return text
    return text.translate(_NO_MARKS)


def sum_text(claim: Claim, parts: Iterable[Claim]) -> str:
    """Return a derived claim as a sum of its parts' numbers; "" where it is none or a part is not at hand."""
    values = [part.value for part in parts if isinstance(part.value, Quantity)]
    if not isinstance(claim.value, Quantity) or len(values) < 2 or len(values) != len(claim.derived_from):
        return ""
    return f"{' + '.join(figures(value) for value in values)} = {figures(claim.value)}"


def figures(value: Quantity) -> str:
    """Return a quantity in figures with its hedge's cue: "about 2,500", "12 to 15"; a vague word as it is."""
    if value.hedge.kind == "vague":
        return value.hedge.cue or value.surface
    numbers = " to ".join(number_text(number) for number in value.nominal)
    return numbers if value.hedge.kind in ("exact", "range") or not value.hedge.cue else f"{value.hedge.cue} {numbers}"


def number_text(number: Decimal) -> str:
    """Return a number with its thousands grouped and no trailing zeros: 2000 → "2,000", 2.50 → "2.5"."""
    whole = number.to_integral_value()
    return f"{int(whole):,}" if number == whole else f"{number.normalize():,f}"


def in_marks(text: str) -> str:
    """Return a text between double quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"


def percent(gap: Decimal) -> str:
    """Return a gap from 0 to 1 as "13 %", "less than 1 %" where it rounds to nothing."""
    rounded = round(gap * 100)
    return f"{rounded} %" if rounded else "less than 1 %"


def day_text(day: dt.date | None) -> str:
    """Return a day as "6 January 2022"; "an unknown day" for None."""
    return "an unknown day" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "a, b and c"; "" for nothing."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def sources_text(view: TopicView, claims: Iterable[Claim]) -> str:
    """Return "source 3" or "sources 2, 3 and 5" for the claims' sources."""
    numbers = sorted({view.board.number(claim.source_id) for claim in claims})
    return f"source{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"


def said_by(view: TopicView, claim: Claim) -> str:
    """Return the speaker's name as printed; "" for the outlet's own voice and for someone unnamed."""
    name = view.speaker(claim)
    return "" if name in (OUTLET, UNKNOWN) else name


def with_sources(view: TopicView, claims: Iterable[Claim]) -> str:
    """Return the claims' distinct values, each with who says it.

    "nearly 2,000 (source 4) and about 2,500 (Price, source 5)".
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(
        claims, key=lambda claim: (view.board.number(claim.source_id), claim.source_id, claim.span.start, claim.id)
    ):
        parts = [view.board.claims[id_] for id_ in claim.derived_from if id_ in view.board.claims]
        groups.setdefault((display(claim, parts), said_by(view, claim)), []).append(claim)
    return listed(
        [
            f"{text} ({f'{speaker}, ' if speaker else ''}{sources_text(view, group)})"
            for (text, speaker), group in groups.items()
        ]
    )


def explain(reason: str, severity: Severity, confidence: Confidence) -> str:
    """Return the sentence that gives both levels and why."""
    return f"Severity is {severity}: {reason}. Confidence is {confidence}: {_CONFIDENCE[confidence]}."
