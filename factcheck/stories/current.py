"""The numeric claims of a topic → accounts: what each source, through each holder, gives as its number now.

A toll is read from claims with a licence; where a source tells none, it has no account, and its numbers are shown with
it. Of a source's licensed claims those of the latest day stand, a toll word before the title, the title before the
opening; what was withdrawn or replaced is history. Values of one account that exclude each other leave it unclear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import get_args

from factcheck.ids import short_id
from factcheck.lexicon.catalogue import Measure
from factcheck.lexicon.comparing import Words
from factcheck.models import Account, Claim, Interval, Licence, Quantity, Topic
from factcheck.numerals.intervals import whole_numbers
from factcheck.stories.voices import OUTLET, UNKNOWN, group_speakers, speaker_of

__all__ = ["make_accounts", "whole_interval"]

_RANKS: tuple[Licence, ...] = get_args(Licence)
_FROM_WORDS = len(_RANKS)  # the rank of a claim without a licence, where none is asked for


def make_accounts(topic: Topic, claims: Iterable[Claim], measure: Measure, words: Words) -> tuple[Account, ...]:
    """Return the accounts of a topic's numbers, by source, holder and id.

    `claims` are the topic's own, dated by their source where they name no day.
    """
    numeric = [claim for claim in claims if isinstance(claim.value, Quantity)]
    licensed = measure.people and topic.scope.part == "whole" and topic.told_of is None
    eligible = [claim for claim in numeric if claim.frame.licence is not None] if licensed else numeric
    voices = group_speakers([speaker_of(claim, words) for claim in numeric], words)
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in eligible:
        voice = voices[speaker_of(claim, words)]
        groups.setdefault((claim.source_id, OUTLET if voice == UNKNOWN else voice), []).append(claim)
    made = [_account(topic, holder, group) for (_, holder), group in groups.items()]
    return tuple(sorted(made, key=lambda account: (account.source_id, account.holder, account.id)))


def _account(topic: Topic, holder: str, group: Sequence[Claim]) -> Account:
    standing = [claim for claim in group if claim.frame.standing != "withdrawn"] or list(group)
    latest = max((claim.as_of for claim in standing if claim.as_of is not None), default=None)
    now = [claim for claim in standing if claim.as_of in (latest, None)]
    often = {claim.id: sum(_meet(claim, other) for other in now) for claim in now}
    first = min(now, key=lambda claim: (bool(claim.derived_from), _rank(claim), -often[claim.id], claim.span.start))
    carriers = [claim for claim in now if claim.id != first.id and _meet(claim, first)]
    rivals = [claim for claim in now if not _meet(claim, first) and _is_rival(claim, first)]
    old = [claim for claim in group if claim not in now]
    value = first.value
    assert isinstance(value, Quantity)  # noqa: S101  `make_accounts` keeps no others
    return Account(
        id=short_id("a", topic.id, first.source_id, holder),
        source_id=first.source_id,
        topic_id=topic.id,
        holder=holder,
        value=value,
        as_of=latest,
        claim_ids=(first.id, *sorted(claim.id for claim in carriers)),
        history=tuple(sorted(claim.id for claim in old)),
        clear=not rivals,
    )


def _rank(claim: Claim) -> int:
    return _RANKS.index(claim.frame.licence) if claim.frame.licence is not None else _FROM_WORDS


def _is_rival(claim: Claim, first: Claim) -> bool:
    """Whether a number speaks against the one that stands: as well licensed, and no sum that we made ourselves.

    A larger one of the opening speaks against a headline's, which may count only some.
    """
    larger = _low(claim) > _low(first)
    least = max(_rank(first), _RANKS.index("opening" if larger else "title"))
    return not claim.derived_from and _rank(claim) <= least


def _low(claim: Claim) -> Decimal:
    return whole_interval(claim).low or Decimal(0)


def _meet(one: Claim, two: Claim) -> bool:
    return whole_interval(one).meets(whole_interval(two))


def whole_interval(claim: Claim) -> Interval:
    """Return what a number's words allow, in the base unit; a count's with closed ends."""
    value = claim.value
    if not isinstance(value, Quantity):
        return Interval()
    strict = value.strict.scaled(value.base.factor if value.base else Decimal(1))
    return whole_numbers(strict) if value.unit is None else strict
