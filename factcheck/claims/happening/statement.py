"""The type of a categorical value in token numbers, and the words by which an act is to come, possible or another."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.lexicon.loader import word_list
from factcheck.models import Confidence, Status

__all__ = ["COMING", "NOT_YET", "OTHERS", "POSSIBLE", "Statement"]

COMING, POSSIBLE = word_list("common", "modals.future"), word_list("common", "modals.possible")
NOT_YET = COMING | POSSIBLE  # auxiliaries by which nothing is said to have happened
OTHERS = word_list("account", "states.others")


class Statement(NamedTuple):
    """A categorical value in token numbers: the word of what it is about, and the words `[first, last)` that state it.

    `told` is a token of the words in which it is said, where these are not the value's own.
    """

    slot: str
    about: str
    event: int
    first: int
    last: int
    confidence: Confidence = "high"
    status: Status = "actual"
    label: str | None = None
    told: int | None = None
    read_by: tuple[str, ...] = ()
