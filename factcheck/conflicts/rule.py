"""What a rule tells of itself: the codes that it raises, how a reader is told of them, and the function that finds."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Literal

import msgspec

from factcheck.conflicts.board import Outcome, TopicView

__all__ = ["Code", "Find", "Kind", "Rule", "Sides"]

Find = Callable[[TopicView], tuple[Outcome, ...]]
Kind = Literal["disputing", "supporting"]
# how a finding's positions stand to each other: they exclude each other, are wordings of one quotation, are one after
# the other (in words alone, or as steps of one number), or are what the message itself tells in full
Sides = Literal["rivals", "wordings", "changes", "steps", "told"]


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code: what its finding is called, its rule in one line, and how a report shows its positions.

    `page` has the docstring that is the code's page of the manual, where that is not the rule's own. A code that is
    `alone` is listed apart, after the findings of all the others; one with `evidence` tells what an origin rests on.
    """

    code: str
    title: str
    line: str
    sides: Sides = "rivals"
    alone: bool = False
    evidence: bool = False
    page: Callable[..., object] | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """The function that finds, and the codes that it raises.

    A rule of the kind "disputing" finds what does not go together; one that is "supporting" is about what nothing
    speaks against, and is asked only where no conflict, dispute or tension is.
    """

    find: Find
    codes: tuple[Code, ...]
    kind: Kind = "disputing"

    def page_of(self, code: Code) -> str:
        """Return a code's page of the manual: what is found, a bad example, a good one, and why."""
        return inspect.getdoc(code.page or self.find) or ""
