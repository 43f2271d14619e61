"""Topics and sources → the table of who says what: a row a topic, a column a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from factcheck.conflicts.wording import same_value
from factcheck.models import Claim, Report, Source, Topic
from factcheck.report.ground.cite import text_anchor, value_words
from factcheck.report.ground.index import Index, anchor_of, has_row
from factcheck.report.ground.phrases import VERDICTS, source_numbers
from factcheck.report.ground.text import clean_line, shorten
from factcheck.report.view.findings import position_marks

__all__ = ["CellView", "ColumnView", "MatrixView", "RowView", "ValueView", "view_matrices"]

_ORDER = (
    "conflict",
    "dispute",
    "tension",
    "revised",
    "unclear",
    "reconciled",
    "agreement",
    "single_origin",
    "uncorroborated",
)
_SHOWN = 3
_LENGTH = 72
_LABEL = 64


class ValueView(msgspec.Struct, frozen=True):
    """A value with its hedge, as printed; the letter and the tone of the position that holds it, "" for none."""

    text: str
    letter: str
    tone: str
    link: str


class CellView(msgspec.Struct, frozen=True):
    """What one source says on one topic; no values where it is silent, `more` where there are too many to print."""

    values: tuple[ValueView, ...]
    more: str


class RowView(msgspec.Struct, frozen=True):
    """One topic; `verdict_words` is what the report calls its verdict, `link` leads to its gravest finding."""

    label: str
    verdict: str
    verdict_words: str
    finding: str
    link: str
    cells: tuple[CellView, ...]


class ColumnView(msgspec.Struct, frozen=True):
    """One source, as the head of a column."""

    number: str
    link: str
    outlet: str


class MatrixView(msgspec.Struct, frozen=True):
    """A table of sources of one story, whose title is "" where there is one story only."""

    story: str
    caption: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]


class _Table(msgspec.Struct, frozen=True):
    """What every cell needs: claims by topic and source, and of each topic the number and marks of its finding."""

    claims: Mapping[tuple[str, str], Sequence[Claim]]
    findings: Mapping[str, str]
    marks: Mapping[str, Mapping[str, tuple[str, str]]]
    index: Index


def view_matrices(report: Report, index: Index, *, widest: int | None) -> tuple[MatrixView, ...]:
    """Return a table for each story, of at most `widest` sources; none where nothing was compared.

    A topic that one source alone speaks of has no row, unless there is one source only. Where `widest` is None all
    sources of a story stand in one table.
    """
    table = _table(report, index)
    last = len(report.findings) + 1
    topics: defaultdict[str, list[Topic]] = defaultdict(list)
    for topic in report.topics:
        if has_row(topic, report):
            topics[topic.story_id].append(topic)
    views = []
    for story_id, rows in topics.items():
        rows.sort(key=lambda topic: (int(table.findings.get(topic.id, last)), _ORDER.index(topic.verdict)))
        story = index.stories.get(story_id)
        held = [index.sources[id_] for id_ in story.source_ids if id_ in index.sources] if story else report.sources
        ordered = sorted(held, key=lambda source: index.number_of(source.id))
        title = clean_line(story.title) if story and len(index.stories) > 1 else ""
        views += [_matrix(block, rows, table, title) for block in _blocks(ordered, widest or len(ordered))]
    return tuple(view for view in views if view.rows)


def _table(report: Report, index: Index) -> _Table:
    """Return the claims by topic and source, and the gravest findings; in a sum's own row its parts give way to it."""
    cells: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for topic in report.topics:
        held = index.claims_of(topic.claim_ids)
        parts = {id_ for claim in held for id_ in claim.derived_from}
        for claim in held:
            if claim.id not in parts:
                cells[topic.id, claim.source_id].append(claim)
    numbers: dict[str, str] = {}
    marks: dict[str, Mapping[str, tuple[str, str]]] = {}
    for at, finding in enumerate(index.findings, start=1):
        numbers.setdefault(finding.topic_id, str(at))
        if len(finding.positions) > 1 and finding.topic_id not in marks:
            marks[finding.topic_id] = position_marks(finding)
            # a finding over two topics shows all its claims in the row of its own
            for claim in index.claims_of(marks[finding.topic_id]):
                cell = cells[finding.topic_id, claim.source_id]
                cell += [claim] if claim not in cell else []
    return _Table(cells, numbers, marks, index)


def _blocks(sources: Sequence[Source], size: int) -> Iterator[Sequence[Source]]:
    """Yield the sources in blocks of one length, as far as that goes: 13 of at most 10 are 7 and 6."""
    count = -(-len(sources) // max(1, size))
    length = -(-len(sources) // max(1, count))
    for start in range(0, len(sources), max(1, length)):
        yield sources[start : start + length]


def _matrix(sources: Sequence[Source], topics: Sequence[Topic], table: _Table, story: str) -> MatrixView:
    index = table.index
    columns = tuple(
        ColumnView(str(index.number_of(source.id)), f"#source-{index.number_of(source.id)}", index.outlet_of(source.id))
        for source in sources
    )
    spoken = (topic for topic in topics if any(table.claims.get((topic.id, source.id)) for source in sources))
    rows = tuple(_row(topic, sources, table) for topic in spoken)
    return MatrixView(story, source_numbers(index.number_of(source.id) for source in sources), columns, rows)


def _row(topic: Topic, sources: Sequence[Source], table: _Table) -> RowView:
    number = table.findings.get(topic.id, "")
    return RowView(
        label=shorten(clean_line(topic.label), _LABEL),
        verdict=topic.verdict,
        verdict_words=VERDICTS[topic.verdict],
        finding=number,
        link=f"#{anchor_of(number)}" if number else "",
        cells=tuple(_cell(topic, table.claims.get((topic.id, source.id), ()), table) for source in sources),
    )


_SILENT = CellView((), "")


def _cell(topic: Topic, claims: Sequence[Claim], table: _Table) -> CellView:
    if not claims:
        return _SILENT
    marks = table.marks.get(topic.id, {})
    # what a finding's positions hold comes before what goes with all of them
    ordered = sorted(claims, key=lambda claim: (claim.id not in marks, claim.span.start, claim.span.end))
    shown: list[tuple[Claim, ValueView]] = []
    for claim in ordered:
        letter, tone = marks.get(claim.id, ("", ""))
        text = shorten(value_words(claim, table.index), _LENGTH)
        if not any(letter == view.letter and same_value(claim, text, other, view.text) for other, view in shown):
            shown.append((claim, ValueView(text, letter, tone, f"#{text_anchor(claim, table.index)}")))
    more = f"and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return CellView(tuple(view for _, view in shown[:_SHOWN]), more)
