"""What the stories' floor hands to the comparison: topics, claims as they are compared, accounts and alignments."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from factcheck.models import Account, Claim, Topic

__all__ = ["Grouped"]


class Grouped(msgspec.Struct, frozen=True, kw_only=True):
    """The topics by story, measure and id, and all claims with their story and topic.

    `accounts` are by topic and source; `alignments` has, for two claims of one topic that are not one number, how
    likely it is that they answer one question (0 to 1), by the set of their ids; `bearings`, for two numbers with a
    unit, the features of what they measure.
    """

    topics: tuple[Topic, ...] = ()
    claims: tuple[Claim, ...] = ()
    accounts: tuple[Account, ...] = ()
    alignments: Mapping[frozenset[str], float] = {}
    bearings: Mapping[frozenset[str], Mapping[str, float]] = {}
