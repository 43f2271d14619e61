"""Claims, gaps and levels → the English of a finding's message."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec
from rapidfuzz import fuzz

from factcheck.conflicts.board import TopicView
from factcheck.lexicon.loader import words_in_order
from factcheck.models import Category, Claim, Quantity, Quotation
from factcheck.prose import listed
from factcheck.stories.voices import OUTLET, UNKNOWN, group_speakers

__all__ = [
    "ASSERTION",
    "act_text",
    "day_text",
    "display",
    "either",
    "figures",
    "in_marks",
    "is_denied",
    "is_difference",
    "number_text",
    "percent",
    "said_by",
    "same_value",
    "sources_text",
    "sum_text",
    "with_sources",
]

MOST = 3  # values and names that a sentence can hold
SPOKEN_DENIALS = frozenset({"denies", "doubts"})
ASSERTION, CUSTODY = "assertion", "custody"
LONGEST = 30  # powers of ten; longer numbers are given by their power
ALIKE = 85  # of 100: "coup attempt" and "a coup attempt aided from abroad"
_DIGITS_FIRST = re.compile(r"^(.*\d[\d,.]*\d|.*\d)(\s+(?:hundred|thousand|million|billion|trillion))?(?=\s|$)")
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_MARKS = dict.fromkeys(map(ord, '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'))


def display(claim: Claim, parts: Iterable[Claim] = ()) -> str:
    """Return a claim's value as printed, without the noun after a number in digits; a sum as "26 + 18 = 44"."""
    value = claim.value
    if not isinstance(value, Quantity):
        text = _balanced(" ".join(value.surface.split())) or claim.span.quote
        if isinstance(value, Category) and value.slot == CUSTODY:
            return in_marks(text)
        if isinstance(value, Category) and value.slot == ASSERTION:  # a clause, which may say itself that it is not so
            return in_marks(text) if claim.status == "denied" or not is_denied(claim) else f"denied: {in_marks(text)}"
        if is_denied(claim) and isinstance(value, Category):
            return text if text.lower().startswith("not ") else f"not {text}"
        return f"only when {text}" if _is_awaited(value) else text
    summed = sum_text(claim, parts)
    if summed:
        return summed
    text = _inside(" ".join(value.surface.split()), claim) or figures(value)
    shown = _DIGITS_FIRST.match(text) if value.unit is None else None
    return shown.group(0) if shown else text


def is_denied(claim: Claim) -> bool:
    """Return whether an account is given to be denied, by the words themselves or by whoever is said to deny it."""
    return claim.status == "denied" or (claim.attribution is not None and claim.attribution.stance in SPOKEN_DENIALS)


def _inside(text: str, claim: Claim) -> str:
    """Return a surface as it reads inside a sentence: the capital of a sentence's first word is not its own."""
    first = text.split(maxsplit=1)[0] if text else ""
    opens = claim.span.start == claim.sentence.start and first.istitle() and first.isalpha()
    return text[:1].lower() + text[1:] if opens else text


def _is_awaited(value: Category | Quotation) -> bool:
    """Return whether a value is a condition in a clause's words, which say nothing without "when"."""
    return isinstance(value, Category) and value.slot == "condition" and not value.label.startswith("fixed_time")


def _balanced(text: str) -> str:
    """Return a text without its double quotation marks where one of a pair is missing."""
    opening, closing = text.count("\N{LEFT DOUBLE QUOTATION MARK}"), text.count("\N{RIGHT DOUBLE QUOTATION MARK}")
    if opening == closing and text.count('"') % 2 == 0:
        return text
    return text.translate(_NO_MARKS)


def sum_text(claim: Claim, parts: Iterable[Claim]) -> str:
    """Return a derived claim as a sum of its parts' numbers; "" where it is none or a part is not at hand."""
    parts_at_hand = list(parts)
    values = [part.value for part in parts_at_hand if isinstance(part.value, Quantity)]
    if not isinstance(claim.value, Quantity) or len(values) < 2 or len(values) != len(claim.derived_from):
        return ""
    sign = " \N{MINUS SIGN} " if is_difference(claim, parts_at_hand) else " + "
    return f"{sign.join(figures(value) for value in values)} = {figures(claim.value)}"


def is_difference(claim: Claim, parts: Sequence[Claim]) -> bool:
    """Return whether a derived claim is what is left of its first part: of those hit, the ones who did not die."""
    return len(parts) == 2 and parts[0].measure != claim.measure


def figures(value: Quantity) -> str:
    """Return a quantity in figures with its hedge's cue: "about 2,500", "12 to 15"; a vague word as it is."""
    if value.hedge.kind == "vague":
        return value.hedge.cue or value.surface
    numbers = " to ".join(number_text(number) for number in value.nominal)
    return numbers if value.hedge.kind in ("exact", "range") or not value.hedge.cue else f"{value.hedge.cue} {numbers}"


def number_text(number: Decimal) -> str:
    """Return a number with its thousands grouped and no trailing zeros: 2000 → "2,000", 2.50 → "2.5"."""
    if not number.is_finite() or abs(number.adjusted()) > LONGEST:
        return str(number)
    whole = number.to_integral_value()
    return f"{int(whole):,}" if number == whole else f"{number.normalize():,f}"


def act_text(act: str, claims: Iterable[Claim]) -> str:
    """Return an event as "the blast", an act that a verb tells in marks: "body found"; names as they are printed."""
    if " " not in act and not act.endswith("ed"):
        return f"the {act}"
    printed = [word for claim in claims for word in _LETTERS.findall(claim.sentence.quote)]
    small = {word for word in printed if word.islower()}
    large = {word.casefold(): word for word in printed if word.istitle() and word.casefold() not in small}
    return in_marks(" ".join(large.get(word, word) for word in act.split()))


def in_marks(text: str) -> str:
    """Return a text between double quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"


def percent(gap: Decimal) -> str:
    """Return a gap from 0 to 1 as "13%", "less than 1%" where it rounds to nothing."""
    rounded = round(gap * 100)
    return f"{rounded}%" if rounded else "less than 1%"


def day_text(day: dt.date | None) -> str:
    """Return a day as "6 January 2022"; "an unknown day" for None."""
    return (
        "an unknown day"
        if day is None
        else f"{day.day} {words_in_order('common', 'months')[day.month - 1].capitalize()} {day.year}"
    )


def either(labels: Sequence[str]) -> str:
    """Return positions as "a or b"; "a, b and c; or d" where a position is itself a list."""
    return listed(labels, "or") if not any(", " in label for label in labels) else "; or ".join(labels)


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

    "nearly 2,000 (source 4) and about 2,500 (Price, source 5)". Wordings of one value are one; of more than MOST
    numbers the lowest and the highest are named, of more than MOST other values the first.
    """
    rows: list[_Row] = []
    for claim in sorted(
        claims, key=lambda claim: (view.board.number(claim.source_id), claim.source_id, claim.span.start, claim.id)
    ):
        parts = [view.board.claims[id_] for id_ in claim.derived_from if id_ in view.board.claims]
        text = display(claim, parts)
        row = next((row for row in rows if same_value(row.first, row.text, claim, text)), None)
        if row is None:
            row = _Row(text, claim, [])
            rows.append(row)
        row.claims.append(claim)
    return listed([f"{row.text} ({_voices(view, row.claims)})" for row in _most_telling(rows)])


def _most_telling(rows: Sequence[_Row]) -> Sequence[_Row]:
    """Return the rows to be named: all of a few, the lowest and the highest of many numbers, else the first."""
    if len(rows) <= MOST:
        return rows
    sized = [(size, at) for at, row in enumerate(rows) if (size := _size(row.first)) is not None]
    if len(sized) < len(rows):
        return rows[:MOST]
    return [rows[min(sized)[1]], rows[max(sized)[1]]]


def _size(claim: Claim) -> Decimal | None:
    value = claim.value
    return value.nominal[0] if isinstance(value, Quantity) and value.nominal else None


class _Row(msgspec.Struct):
    """A value as printed and the claims that give it."""

    text: str
    first: Claim
    claims: list[Claim]


def same_value(one: Claim, one_text: str, two: Claim, two_text: str) -> bool:
    """Return whether two claims give one value: the same number in the same unit, or nearly the same words.

    The texts are the values as `display` gives them.
    """
    left, right = one.value, two.value
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return (left.nominal, left.unit, left.hedge.kind, one.derived_from == ()) == (
            right.nominal,
            right.unit,
            right.hedge.kind,
            two.derived_from == (),
        )
    return fuzz.token_set_ratio(one_text.casefold(), two_text.casefold()) >= ALIKE


def _voices(view: TopicView, claims: Sequence[Claim]) -> str:
    """Return who gives a value: "Price, source 5"; each speaker once, by the fullest name."""
    names = [name for claim in claims if (name := said_by(view, claim))]
    voices = group_speakers([said_by(view, claim) for claim in view.claims], view.board.words)
    speakers = list(dict.fromkeys(voices[name] for name in names))
    return ", ".join([*speakers[:MOST], *(["others"] if len(speakers) > MOST else []), sources_text(view, claims)])
