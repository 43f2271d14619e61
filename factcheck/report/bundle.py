"""Sources → the numbered list that citations point into: what each is, its problems, its text with claims marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import msgspec

from factcheck.models import Claim, Report, Source
from factcheck.report.cite import text_anchor
from factcheck.report.index import Index
from factcheck.report.text import Piece, clean_line, cut_pieces, shorten
from factcheck.report.wording import counted, day, listed, number

__all__ = ["AsideView", "SourceView", "view_sources"]

_LINKED = {"http", "https"}
_ADDRESS = 400


class AsideView(msgspec.Struct, frozen=True):
    """Parts of a source's text that were not read for claims, for one reason."""

    reason: str
    places: str


class SourceView(msgspec.Struct, frozen=True):
    """One source; `link` is "" where its address is no web address."""

    number: str
    anchor: str
    title: str
    name: str
    outlet: str
    author: str
    date: str
    undated: bool
    url: str
    link: str
    read: str
    problems: tuple[str, ...]
    set_aside: tuple[AsideView, ...]
    text: tuple[Piece, ...]
    sha256: str


def view_sources(report: Report, index: Index) -> tuple[SourceView, ...]:
    """Return the sources by their number; their texts only where the view holds full texts."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        claims[claim.source_id].append(claim)
    ordered = sorted(report.sources, key=lambda source: index.number_of(source.id))
    return tuple(_view(source, claims[source.id], index) for source in ordered)


def _view(source: Source, claims: Sequence[Claim], index: Index) -> SourceView:
    return SourceView(
        number=str(index.number_of(source.id)),
        anchor=f"source-{index.number_of(source.id)}",
        title=clean_line(source.title) or "Untitled",
        name=index.outlet_of(source.id),
        outlet=clean_line(source.publisher),
        author=clean_line(source.author),
        date=day(source.published),
        undated=source.published is None,
        url=shorten(clean_line(source.url), _ADDRESS),
        link=_link(source.url),
        read=f"{counted(len(claims), 'claim')} read in {counted(len(source.text.split()), 'word')}",
        problems=tuple(map(clean_line, source.problems)),
        set_aside=_set_aside(source),
        text=_text(source, claims, index) if index.full_text else (),
        sha256=clean_line(source.sha256),
    )


def _text(source: Source, claims: Sequence[Claim], index: Index) -> tuple[Piece, ...]:
    anchors: Mapping[int, str] = {claim.span.start: text_anchor(claim, index) for claim in claims}
    marks = [(claim.span.start, claim.span.end) for claim in claims if not claim.derived_from]
    asides = [(aside.start, aside.end) for aside in source.set_aside]
    return cut_pieces(source.text, marks, asides=asides, anchors=anchors)


def _set_aside(source: Source) -> tuple[AsideView, ...]:
    """Return what was set aside, by reason in the order of the text."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for aside in source.set_aside:
        places[clean_line(aside.reason)].append(f"{number(aside.start)}–{number(aside.end)}")
    return tuple(AsideView(reason, f"characters {listed(spans)}") for reason, spans in places.items())


def _link(url: str | None) -> str:
    """Return a web address as it is; "" for any other address and for one with characters that no address has."""
    if not url or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in _LINKED and parts.hostname else ""
