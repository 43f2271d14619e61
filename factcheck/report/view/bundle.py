"""Sources → the numbered list that citations point into: what each is, its problems, its text with claims marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import msgspec

from factcheck.models import Claim, Report, Source
from factcheck.report.ground.cite import text_anchor
from factcheck.report.ground.index import Index
from factcheck.report.ground.phrases import counted, day, listed, number
from factcheck.report.ground.text import Piece, clean_line, cut_pieces, shorten
from factcheck.report.view.passages import cut_passages

__all__ = ["AsideView", "PassageView", "SourceView", "attachment_name", "view_sources"]

_LINKED = {"http", "https"}
_ADDRESS = 400


class AsideView(msgspec.Struct, frozen=True):
    """Parts of a source's text that were not read for claims, for one reason; `count` is "" for a single one."""

    reason: str
    count: str


class PassageView(msgspec.Struct, frozen=True):
    """A paragraph that findings or the table cite, their words marked."""

    pieces: tuple[Piece, ...]


class SourceView(msgspec.Struct, frozen=True):
    """One source; `link` is "" where its address is no web address.

    `stated` tells where the title, the publisher, the author and the day stand. The page shows `text`, the whole text;
    the print shows `passages`, the paragraphs that findings cite. `attachment` is the name of the file in the PDF.
    """

    number: str
    anchor: str
    title: str
    name: str
    outlet: str
    author: str
    date: str
    url: str
    link: str
    read: str
    stated: tuple[str, ...]
    problems: tuple[str, ...]
    set_aside: tuple[AsideView, ...]
    text: tuple[Piece, ...]
    passages: tuple[PassageView, ...]
    attachment: str
    sha256: str
    text_sha256: str


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
        url=shorten(clean_line(source.url), _ADDRESS),
        link=_link(source.url),
        read=f"{counted(len(claims), 'claim')} read in {counted(len(source.text.split()), 'word')}",
        stated=_stated(source),
        problems=tuple(map(clean_line, source.problems)),
        set_aside=_set_aside(source),
        text=_text(source, claims, index) if index.full_text else (),
        passages=() if index.full_text else _passages(source, claims, index),
        attachment=attachment_name(index.number_of(source.id)),
        sha256=clean_line(source.sha256),
        text_sha256=clean_line(source.text_sha256),
    )


def attachment_name(number: int) -> str:
    """Return the name under which the PDF carries the text of a source."""
    return f"source-{number}.txt"


def _stated(source: Source) -> tuple[str, ...]:
    """Return where the source says what it is: "title, publisher from the file’s header"."""
    names = {"title": "title", "publisher": "publisher", "author": "author", "published": "date"}
    places: defaultdict[str, list[str]] = defaultdict(list)
    for field, name in names.items():
        if field in source.found_in:
            places[clean_line(source.found_in[field])].append(name)
    return tuple(f"{listed(fields)} from {place}" for place, fields in places.items())


def _text(source: Source, claims: Sequence[Claim], index: Index) -> tuple[Piece, ...]:
    anchors: Mapping[int, str] = {claim.span.start: text_anchor(claim, index) for claim in claims}
    cited = _cited(claims, index)
    marks = [(claim.span.start, claim.span.end) for claim in cited if not claim.derived_from]
    read = [(claim.span.start, claim.span.end) for claim in claims if not claim.derived_from]
    asides = [(aside.start, aside.end) for aside in source.set_aside]
    found = _findings(claims, index)
    return cut_pieces(source.text, marks, asides=asides, read=read, anchors=anchors, findings=found)


def _findings(claims: Sequence[Claim], index: Index) -> Mapping[int, tuple[str, ...]]:
    """Return the numbers of the findings that cite the words which end at an offset."""
    ending: defaultdict[int, list[str]] = defaultdict(list)
    for claim in claims:
        ending[claim.span.end] += index.cited_by.get(claim.id, ())
    return {at: tuple(sorted(dict.fromkeys(numbers), key=int)) for at, numbers in ending.items() if numbers}


def _cited(claims: Sequence[Claim], index: Index) -> list[Claim]:
    """Return the claims that a finding or the table shows, and the parts of their sums."""
    shown = [claim for claim in claims if claim.id in index.cited_by or claim.id in index.tabled]
    parts = {id_ for claim in shown for id_ in claim.derived_from} - {claim.id for claim in shown}
    return [*shown, *(claim for claim in claims if claim.id in parts)]


def _passages(source: Source, claims: Sequence[Claim], index: Index) -> tuple[PassageView, ...]:
    """Return the paragraphs that findings and the table cite, the words of each claim marked."""
    cited = _cited(claims, index)
    ends = _findings(cited, index)
    views = []
    for passage in cut_passages(source.text, cited):
        start, end = passage.start, passage.end
        inside = [claim for claim in cited if start <= claim.span.start and claim.span.end <= end]
        pieces = cut_pieces(
            source.text[start:end],
            [(claim.span.start - start, claim.span.end - start) for claim in inside if not claim.derived_from],
            asides=[(aside.start - start, aside.end - start) for aside in source.set_aside],
            anchors={claim.span.start - start: text_anchor(claim, index) for claim in inside},
            findings={at - start: numbers for at, numbers in ends.items() if start < at <= end},
        )
        before = (Piece("[…] "),) if passage.cut_before else ()
        views.append(PassageView((*before, *pieces, *((Piece(" […]"),) if passage.cut_after else ()))))
    return tuple(views)


def _set_aside(source: Source) -> tuple[AsideView, ...]:
    """Return what was set aside, by reason in the order of the text."""
    often = Counter(clean_line(aside.reason) for aside in source.set_aside)
    return tuple(AsideView(reason, number(count) if count > 1 else "") for reason, count in often.items())


def _link(url: str | None) -> str:
    """Return a web address as it is; "" for any other address and for one with characters that no address has."""
    if not url or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in _LINKED and parts.hostname else ""
