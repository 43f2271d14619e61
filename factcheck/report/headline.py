"""A finding → one plain sentence for the first page, and the short name of each position."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.conflicts.wording import display, either, in_marks, same_value
from factcheck.models import Claim, Finding, Position, Quotation
from factcheck.report.index import Index
from factcheck.report.text import clean_line, shorten
from factcheck.report.wording import listed

__all__ = ["headline", "position_name"]

_SENTENCE = 220
_LEAD = 130
_NAME = 64
_MOST = 2
_POSITIONS = 3
# their messages tell more than the values of their positions
_SAID_WHOLE = frozenset({"FC107", "FC601"})


def headline(finding: Finding, index: Index) -> str:
    """Return what a finding says in one sentence that is short enough for a list.

    The message itself where it is short; else its opening, and the values without who gives them.
    """
    message = clean_line(finding.message)
    lead, colon, told = message.partition(": ")
    if not colon or len(lead) > _LEAD:
        return shorten(message, _SENTENCE)
    names = [position_name(position, index, most=_MOST) for position in finding.positions]
    if finding.code not in _SAID_WHOLE and names:
        rest = len(names) - _POSITIONS
        return f"{lead}: {either([*names[:_POSITIONS], f'{rest} more'] if rest > 0 else names)}."
    sentence = next((part for part in told.split(". ") if part), told)
    return message if len(message) <= _SENTENCE else f"{lead}: {shorten(sentence.rstrip('.'), _SENTENCE)}."


def position_name(position: Position, index: Index, *, most: int | None = None) -> str:
    """Return the values of a position, each once: "more than 2,000 and about 2,500".

    Of more than `most` values the rest are counted; a position without claims has its label.
    """
    values: list[tuple[Claim, str]] = []
    for claim in sorted(index.claims_of(position.claim_ids), key=_place(index)):
        text = _value(claim, index)
        if not any(same_value(claim, text, other, said) for other, said in values):
            values.append((claim, text))
    if not values:
        return clean_line(position.label)
    names = [text for _, text in values]
    if most is None or len(names) <= most:
        return listed(names)
    return listed([*names[:most], f"{len(names) - most} more"])


def _place(index: Index) -> Callable[[Claim], tuple[int, int, str]]:
    return lambda claim: (index.number_of(claim.source_id), claim.span.start, claim.id)


def _value(claim: Claim, index: Index) -> str:
    if isinstance(claim.value, Quotation):
        return in_marks(shorten(clean_line(claim.value.text), _NAME))
    return shorten(clean_line(display(claim, index.claims_of(claim.derived_from))), _NAME)
