"""Origins → the family tree of the sources: which go back to one report, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from factcheck.models import Claim, Descent, Kin, Origin, Report
from factcheck.report.ground.index import Index
from factcheck.report.ground.phrases import SURELY, counted, listed
from factcheck.report.ground.text import clean_line, shorten

__all__ = ["FamilyView", "MemberView", "OriginView", "shared_origins", "shared_passages", "view_families"]

_QUOTE = 120  # characters of a passage
_HOW: Mapping[Descent, str] = {
    "copy": "a copy of",
    "trimmed": "trimmed from",
    "extended": "a longer version of",
    "reworded": "reworded from",
    "retold": "retold from",
}


class MemberView(msgspec.Struct, frozen=True):
    """One source in the tree; `descent` says from which other one it has its text, "" where that is not known."""

    number: str
    link: str
    outlet: str
    date: str
    descent: str = ""


class FamilyView(msgspec.Struct, frozen=True):
    """The sources of one origin, or those that share none ("" as the label); `surely` says how sure that is.

    `passages` tell which single passages reports of their own have in common.
    """

    label: str
    surely: str
    members: tuple[MemberView, ...]
    evidence: tuple[str, ...]
    passages: tuple[str, ...] = ()


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
            _members(_known(origin, index), index, origin.kin),
            tuple(map(clean_line, origin.evidence)),
            tuple(_passages(origin, index)),
        )
        for origin in shared
    ]
    related = {id_ for origin in shared for id_ in origin.source_ids}
    alone = [source.id for source in report.sources if source.id not in related]
    lone = [line for origin in report.origins if origin not in shared for line in _passages(origin, index)]
    return (*families, *((FamilyView("", "", _members(alone, index), (), tuple(lone)),) if alone else ()))


def _known(origin: Origin, index: Index) -> list[str]:
    return [id_ for id_ in origin.source_ids if id_ in index.sources]


def _members(source_ids: Iterable[str], index: Index, kin: Iterable[Kin] = ()) -> tuple[MemberView, ...]:
    numbers = sorted((index.number_of(id_), id_) for id_ in source_ids)
    descent = {one.source_id: _descent(one, index) for one in kin}
    return tuple(
        MemberView(str(number), f"#source-{number}", index.outlet_of(id_), index.day_of(id_), descent.get(id_, ""))
        for number, id_ in numbers
    )


def _descent(one: Kin, index: Index) -> str:
    """Return in words from which source another has its text: "a copy of source 1, 98 % of its words"."""
    if one.of is None or one.how is None:
        return ""
    share = "" if one.share is None else f", {round(one.share * 100)} % of its words"
    return f"probably {_HOW[one.how]} source {index.number_of(one.of)}{share}"


def _passages(origin: Origin, index: Index) -> Iterator[str]:
    """Yield for each pair of sources what one has in passages from the other, with the beginning of the longest."""
    for source_id, of in dict.fromkeys((one.source_id, one.of) for one in origin.passages):
        mine = [one for one in origin.passages if (one.source_id, one.of) == (source_id, of)]
        longest = max(mine, key=lambda one: one.row)
        source = index.sources.get(source_id)
        if source is None or of not in index.sources:
            continue
        said = clean_line(shorten(clean_line(source.text[longest.start : longest.end]), _QUOTE))
        yield (
            f"Source {index.number_of(source_id)} {SURELY[longest.confidence]} has "
            f"{counted(len(mine), 'passage')} in common with source {index.number_of(of)} from one report: “{said}”"
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


def shared_passages(claims: Iterable[Claim], index: Index) -> tuple[OriginView, ...]:
    """Return for each source of which a claim stands in a passage of another report whose passage that is."""
    views: dict[tuple[int, str], OriginView] = {}
    for claim in claims:
        origin = index.origins.get(claim.origin_id or "")
        source = index.sources.get(claim.source_id)
        if origin is None or source is None:
            continue
        number = index.number_of(claim.source_id)
        text = (
            f"What source {number} says here stands in a passage that it probably has from one report with "
            f"{clean_line(origin.label)}; it counts once."
        )
        views.setdefault((number, origin.id), OriginView(text, ()))
    return tuple(views[key] for key in sorted(views))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
