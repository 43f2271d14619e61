"""A report → tables of plain cells, which the CSV and the spreadsheet write out each in its own way.

A cell is a text, a number, a day, or None for nothing. Texts are cleaned; a quote and a sentence keep their line
breaks, every other text stands on one line.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from factcheck.models import Claim, Finding, Quantity, Report, Topic
from factcheck.report.ground.cite import value_words
from factcheck.report.ground.index import Index, index_report
from factcheck.report.ground.text import clean, clean_line
from factcheck.report.view.findings import FindingView, PositionView, view_findings

__all__ = ["Cell", "Column", "Table", "is_formula", "view_claims", "view_tables"]

Cell = str | int | Decimal | dt.date | None

_LOST = "\N{REPLACEMENT CHARACTER}"  # what cleaning puts in place of a control character
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


class Column(msgspec.Struct, frozen=True):
    """A column: its name, and how many characters wide a sheet sets it."""

    name: str
    width: int


class Table(msgspec.Struct, frozen=True):
    """A named table; each row has a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _columns(**widths: int) -> tuple[Column, ...]:
    return tuple(Column(name, width) for name, width in widths.items())


_CLAIMS = _columns(
    finding=8, finding_id=14, code=8, severity=9, confidence=10, story=28, topic=28, position=9, role=11, value=28,
    low=11, high=11, hedge=10, unit=11, speaker=24, stance=10, status=10, as_of=12, source=8, publisher=22, title=36,
    published=12, url=36, quote=36, start=8, end=8, sentence=60, message=60,
    origin=32,
)  # fmt: skip
_FINDINGS = _columns(
    finding=8, severity=9, confidence=10, code=8, kind=24, topic=28, message=70, positions=60, sources=12,
    estimate_low=11, estimate_best=11, estimate_high=11, estimate_unit=11,
)  # fmt: skip
_SOURCES = _columns(
    source=8, title=48, publisher=24, author=24, published=12, url=48, words=8, origin=32, sha256=66, problems=48
)
_METHOD = _columns(what=28, value=80)


def view_claims(report: Report) -> Table:
    """Return a row for each claim that a finding cites, in the order of the findings' numbers.

    `position` is the letter of the position that holds the claim (several with commas), "" where the finding has fewer
    than two; `role` is "position", "compatible", "part" (of a sum that the finding cites) or "cited". `low` and `high`
    are the ends of the strict interval in `unit`, None where nothing bounds it. `start` and `end` are half-open
    character offsets into the source's text. `origin` is that of the passage of a claim, else its source's.
    """
    index = index_report(report, full_text=False)
    return _claims(index, view_findings(report, index))


def view_tables(report: Report) -> tuple[Table, ...]:
    """Return the findings, their claims, the sources, and the method, each as a table."""
    index = index_report(report, full_text=False)
    views = view_findings(report, index)
    findings = (_finding(finding, view, index) for finding, view in zip(index.findings, views, strict=True))
    return (
        Table("Findings", _FINDINGS, tuple(findings)),
        _claims(index, views),
        Table("Sources", _SOURCES, tuple(_sources(report, index))),
        Table("Method", _METHOD, tuple(_method(report))),
    )


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula, as OWASP describes CSV injection.

    >>> [is_formula(text) for text in ("=1+1", " ＠SUM", "2 - 1", "")]
    [True, True, False, False]
    """
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    shown = (char for char in text if char != _LOST and unicodedata.category(char) not in _INVISIBLE)
    return unicodedata.normalize("NFKC", next(shown, ""))[:1] in {"=", "+", "-", "@"}


def _claims(index: Index, views: Sequence[FindingView]) -> Table:
    rows = (
        _claim(finding, view, claim, role, index)
        for finding, view in zip(index.findings, views, strict=True)
        for claim, role in _cited(finding, index)
    )
    return Table("Claims", _CLAIMS, tuple(rows))


def _cited(finding: Finding, index: Index) -> Iterator[tuple[Claim, str]]:
    """Yield each claim that a finding names, once, with its role: those of the first position first."""
    held = {id_ for position in finding.positions for id_ in position.claim_ids}
    carried = [id_ for way in finding.reconciled_if for id_ in way.claim_ids]
    lists = [*(position.claim_ids for position in finding.positions), finding.compatible_claim_ids, finding.claim_ids]
    claims = index.claims_of(dict.fromkeys(id_ for ids in [*lists, carried] for id_ in _by_place(ids, index)))
    parts = {id_ for claim in claims for id_ in claim.derived_from}
    for claim in claims:
        if claim.id in held:
            yield claim, "position"
        elif claim.id in finding.compatible_claim_ids:
            yield claim, "compatible"
        else:
            yield claim, "part" if claim.id in parts else "cited"


def _by_place(ids: Iterable[str], index: Index) -> list[str]:
    claims = index.claims_of(ids)
    return [
        claim.id
        for claim in sorted(
            claims, key=lambda claim: (index.number_of(claim.source_id), claim.span.start, claim.span.end, claim.id)
        )
    ]


def _claim(finding: Finding, view: FindingView, claim: Claim, role: str, index: Index) -> tuple[Cell, ...]:
    topic, source = index.topics.get(finding.topic_id), index.sources.get(claim.source_id)
    figure = claim.value if isinstance(claim.value, Quantity) else None
    said = claim.attribution
    return (
        int(view.number),
        clean_line(finding.id),
        clean_line(finding.code),
        finding.severity,
        finding.confidence,
        _story(claim, topic, index),
        clean_line(topic.label) if topic else "",
        _letters(claim, finding, view),
        role,
        value_words(claim, index),
        figure.strict.low if figure else None,
        figure.strict.high if figure else None,
        figure.hedge.kind if figure else "",
        clean_line(figure.unit) if figure else "",
        clean_line(said.speaker) if said else "",
        said.stance if said else "",
        claim.status,
        claim.as_of,
        index.number_of(claim.source_id),
        clean_line(source.publisher) if source else "",
        clean_line(source.title) if source else "",
        source.published if source else None,
        clean_line(source.url) if source else "",
        clean(claim.span.quote),
        claim.span.start,
        claim.span.end,
        clean(claim.sentence.quote),
        clean_line(finding.message),
        _origin(claim.origin_id or (source.origin_id if source else None), index),
    )


def _story(claim: Claim, topic: Topic | None, index: Index) -> str:
    story = index.stories.get((topic.story_id if topic else claim.story_id) or "")
    return clean_line(story.title) if story else ""


def _letters(claim: Claim, finding: Finding, view: FindingView) -> str:
    pairs = zip(finding.positions, view.positions, strict=True)
    return ", ".join(shown.letter for position, shown in pairs if claim.id in position.claim_ids and shown.letter)


def _finding(finding: Finding, view: FindingView, index: Index) -> tuple[Cell, ...]:
    topic = index.topics.get(finding.topic_id)
    estimate = topic.estimate if topic else None
    claims = [claim for claim, _ in _cited(finding, index)]
    units = (claim.value.unit for claim in claims if isinstance(claim.value, Quantity))
    return (
        int(view.number),
        finding.severity,
        finding.confidence,
        clean_line(finding.code),
        view.kind,
        clean_line(topic.label) if topic else "",
        clean_line(finding.message),
        "\n".join(_position(position) for position in view.positions),
        ", ".join(map(str, sorted({index.number_of(claim.source_id) for claim in claims}))),
        estimate.low if estimate else None,
        estimate.best if estimate else None,
        estimate.high if estimate else None,
        clean_line(next(units, None)) if estimate else "",
    )


def _position(view: PositionView) -> str:
    lead = f"{view.letter}: " if view.letter else ""
    who = ", ".join(filter(None, (view.holders, view.support)))
    return f"{lead}{view.label} ({who})" if who else f"{lead}{view.label}"


def _sources(report: Report, index: Index) -> Iterator[tuple[Cell, ...]]:
    for source in sorted(report.sources, key=lambda source: index.number_of(source.id)):
        yield (
            index.number_of(source.id),
            clean_line(source.title),
            clean_line(source.publisher),
            clean_line(source.author),
            source.published,
            clean_line(source.url),
            len(source.text.split()),
            _origin(source.origin_id, index),
            clean_line(source.sha256),
            "\n".join(map(clean_line, source.problems)),
        )


def _origin(origin_id: str | None, index: Index) -> str:
    origin = index.origins.get(origin_id or "")
    return clean_line(origin.label) if origin else ""


def _method(report: Report) -> Iterator[tuple[Cell, ...]]:
    tool = report.tool
    yield "Tool", clean_line(tool.name)
    yield "Version", clean_line(tool.version)
    yield "English pipeline", clean_line(tool.pipeline)
    yield "SHA-256 of the pipeline", clean_line(tool.pipeline_sha256)
    yield "Schema version", report.schema_version
    yield "Report made", clean_line(report.generated_at)
    for key, value in sorted(report.settings.items()):
        yield f"Setting: {clean_line(key).replace('_', ' ')}", "not set" if value is None else clean_line(str(value))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for skipped in report.skipped:
        found[clean_line(skipped.path)].append(clean_line(skipped.reason))
    for path, reasons in found.items():
        yield "Could not be read", f"{path}: {'; '.join(reasons)}"
