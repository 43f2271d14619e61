"""Origins → the family tree of the sources: which go back to one report, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from factcheck.models import Origin, Report
from factcheck.report.ground.index import Index
from factcheck.report.ground.phrases import SURELY, listed
from factcheck.report.ground.text import clean_line

__all__ = ["FamilyView", "MemberView", "OriginView", "shared_origins", "view_families"]


class MemberView(msgspec.Struct, frozen=True):
    """One source in the tree."""

    number: str
    link: str
    outlet: str
    date: str


class FamilyView(msgspec.Struct, frozen=True):
    """The sources of one origin, or those that share none ("" as the label); `surely` says how sure that is."""

    label: str
    surely: str
    members: tuple[MemberView, ...]
    evidence: tuple[str, ...]


class OriginView(msgspec.Struct, frozen=True):
    """The report that several of the finding's sources go back to, and what shows it."""

    text: str
    evidence: tuple[str, ...]


def view_families(report: Report, index: Index) -> tuple[FamilyView, ...]:
    """Return the origins that two or more sources go back to, then the sources that stand alone."""
    shared = [origin for origin in report.origins if len(_known(origin, index)) > 1]
    families = [
        FamilyView(
            clean_line(origin.label),
            SURELY[origin.confidence],
            _members(_known(origin, index), index),
            tuple(map(clean_line, origin.evidence)),
        )
        for origin in shared
    ]
    related = {id_ for origin in shared for id_ in origin.source_ids}
    alone = [source.id for source in report.sources if source.id not in related]
    return (*families, *((FamilyView("", "", _members(alone, index), ()),) if alone else ()))


def _known(origin: Origin, index: Index) -> list[str]:
    return [id_ for id_ in origin.source_ids if id_ in index.sources]


def _members(source_ids: Iterable[str], index: Index) -> tuple[MemberView, ...]:
    numbers = sorted((index.number_of(id_), id_) for id_ in source_ids)
    return tuple(
        MemberView(str(number), f"#source-{number}", index.outlet_of(id_), index.day_of(id_)) for number, id_ in numbers
    )


def shared_origins(
    source_ids: Iterable[str], index: Index, sides: Sequence[frozenset[str]] = ()
) -> tuple[OriginView, ...]:
    """Return the origins that at least two of the sources go back to.

    `sides` are the sources of each position; where copies of one report stand apart, the text says so.
    """
    source_ids = dict.fromkeys(source_ids)
    shared = dict.fromkeys(index.sources[id_].origin_id for id_ in source_ids if id_ in index.sources)
    views = []
    for origin in (index.origins[id_] for id_ in shared if id_ and id_ in index.origins):
        numbers = sorted(index.number_of(id_) for id_ in origin.source_ids if id_ in source_ids)
        if len(numbers) < 2:
            continue
        who, surely = listed([str(n) for n in numbers]), SURELY[origin.confidence]
        text = f"Sources {who} {surely} go back to one report ({clean_line(origin.label)}) and count once."
        own = [side & set(origin.source_ids) for side in sides]
        if sum(map(bool, own)) > 1 and not frozenset.intersection(*filter(None, own)):
            text += " Here they differ, so that one of them departs from it."
        views.append(OriginView(text, tuple(_sentence(clean_line(item)) for item in origin.evidence)))
    return tuple(views)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
