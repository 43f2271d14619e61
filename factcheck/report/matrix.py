"""Topics and sources → the table of who says what: a row a topic, a column a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from factcheck.models import Claim, Report, Source, Topic
from factcheck.report.cite import value_words
from factcheck.report.index import Index
from factcheck.report.text import clean_line, shorten
from factcheck.report.wording import VERDICTS

__all__ = ["CellView", "ColumnView", "MatrixView", "RowView", "view_matrices"]

_ORDER = ("conflict", "dispute", "tension", "revised", "reconciled", "agreement", "single_origin", "uncorroborated")
_SHOWN = 3
_LENGTH = 90


class CellView(msgspec.Struct, frozen=True):
    """What one source says on one topic; no values where it is silent, `more` where there are too many to print."""

    values: tuple[str, ...]
    more: str


class RowView(msgspec.Struct, frozen=True):
    """One topic; `verdict` is its name, `verdict_words` how the report calls it."""

    label: str
    story: str
    verdict: str
    verdict_words: str
    cells: tuple[CellView, ...]


class ColumnView(msgspec.Struct, frozen=True):
    """One source, as the head of a column."""

    number: str
    link: str
    outlet: str


class MatrixView(msgspec.Struct, frozen=True):
    """A table of some sources; a report with many has several tables in print."""

    caption: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]


def view_matrices(report: Report, index: Index, *, widest: int | None) -> tuple[MatrixView, ...]:
    """Return the tables, each of at most `widest` sources; one where that is None, none where nothing was compared."""
    topics = sorted(filter(_is_shown, report.topics), key=lambda topic: _ORDER.index(topic.verdict))
    claims = _claims_by_cell(report)
    ordered = sorted(report.sources, key=lambda source: index.number_of(source.id))
    blocks = _blocks(ordered, widest or len(ordered))
    return tuple(view for block in blocks if (view := _matrix(block, topics, claims, index)).rows)


def _is_shown(topic: Topic) -> bool:
    """Return whether a topic has a row; a quotation of one source says nothing that another could have said."""
    return topic.verdict in _ORDER and not (topic.measure == "quotation" and topic.verdict == "uncorroborated")


def _claims_by_cell(report: Report) -> dict[tuple[str, str], list[Claim]]:
    """Return the claims by topic and source; the parts of a sum give way to the sum."""
    parts = {id_ for claim in report.claims for id_ in claim.derived_from}
    cells: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    by_id = {claim.id: claim for claim in report.claims}
    for topic in report.topics:
        for claim in (by_id[id_] for id_ in topic.claim_ids if id_ in by_id and id_ not in parts):
            cells[topic.id, claim.source_id].append(claim)
    return cells


def _blocks(sources: Sequence[Source], size: int) -> Iterator[Sequence[Source]]:
    for start in range(0, len(sources), max(1, size)):
        yield sources[start : start + max(1, size)]


def _matrix(
    sources: Sequence[Source], topics: Sequence[Topic], claims: dict[tuple[str, str], list[Claim]], index: Index
) -> MatrixView:
    columns = tuple(
        ColumnView(str(index.number_of(source.id)), f"#source-{index.number_of(source.id)}", index.outlet_of(source.id))
        for source in sources
    )
    rows = tuple(
        row
        for topic in topics
        if any((row := _row(topic, sources, claims, index)).cells[at].values for at in range(len(sources)))
    )
    caption = (
        f"Sources {columns[0].number} to {columns[-1].number}" if len(columns) > 1 else f"Source {columns[0].number}"
    )
    return MatrixView(caption, columns, rows)


def _row(topic: Topic, sources: Sequence[Source], claims: dict[tuple[str, str], list[Claim]], index: Index) -> RowView:
    story = index.stories.get(topic.story_id) if len(index.stories) > 1 else None
    cells = tuple(_cell(claims.get((topic.id, source.id), []), index) for source in sources)
    return RowView(
        clean_line(topic.label), clean_line(story.title) if story else "", topic.verdict, VERDICTS[topic.verdict], cells
    )


def _cell(claims: Sequence[Claim], index: Index) -> CellView:
    ordered = sorted(claims, key=lambda claim: (claim.span.start, claim.span.end))
    values = tuple(dict.fromkeys(shorten(value_words(claim, index), _LENGTH) for claim in ordered))
    return CellView(values[:_SHOWN], f"and {len(values) - _SHOWN} more" if len(values) > _SHOWN else "")
