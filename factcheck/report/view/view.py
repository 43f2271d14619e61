"""Report → view model: every string that the templates print, so that they hold loops and names only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from factcheck.conflicts.registry import code_of
from factcheck.models import SEVERITIES, Report
from factcheck.report.ground.index import Index, index_report
from factcheck.report.ground.phrases import MATRIX_KEY, counted, day, day_range, listed, number, source_numbers
from factcheck.report.ground.text import clean_line
from factcheck.report.view.bundle import SourceView, view_sources
from factcheck.report.view.family import FamilyView, view_families
from factcheck.report.view.findings import FindingView, GroupView, group_findings, view_findings
from factcheck.report.view.matrix import MatrixView, view_matrices
from factcheck.report.view.method import FactView, MethodView, view_method

__all__ = ["ChoiceView", "FilterView", "View", "build_view"]

_KEY = 12  # so many sources are named on the first page
_LISTED = 25  # so many findings of one severity are
_LONG = 60  # more findings than these are laid out as they come into sight
_FAMILIES = 3  # so many origins are named on the first page
_AGREED = 6  # so many topics without a difference are named
_AGREEING = {"agreement", "reconciled"}
_PORTRAIT = 4  # so many columns stand side by side on an upright page
_LANDSCAPE = 9  # and so many on one that is turned


class ChoiceView(msgspec.Struct, frozen=True):
    """What a reader can choose in a filter: the word in the finding's data, and what is shown for it."""

    value: str
    label: str


class FilterView(msgspec.Struct, frozen=True):
    """What the findings can be filtered by; a list of fewer than two is empty."""

    severities: tuple[ChoiceView, ...]
    stories: tuple[ChoiceView, ...]
    measures: tuple[ChoiceView, ...]
    sources: tuple[ChoiceView, ...]


class View(msgspec.Struct, frozen=True):
    """Everything that a template prints.

    `groups` are the findings for the first page, `findings` all but those of one source only, which are
    `uncorroborated`. `is_wide` says that the tables need a page turned on its side, `is_long` that the findings are
    many, `full_text` that the sources' texts are shown, `lacks_font` that in print some characters are counted only.
    """

    language: str
    title: str
    titled_after: str
    summary: str
    created: str
    facts: tuple[FactView, ...]
    stories: tuple[FactView, ...]
    skipped: tuple[FactView, ...]
    agreed: str
    groups: tuple[GroupView, ...]
    findings: tuple[FindingView, ...]
    uncorroborated: tuple[FindingView, ...]
    uncorroborated_count: str
    matrices: tuple[MatrixView, ...]
    matrix_key: tuple[FactView, ...]
    is_wide: bool
    is_long: bool
    key: tuple[SourceView, ...]
    filters: FilterView
    families: tuple[FamilyView, ...]
    sources: tuple[SourceView, ...]
    method: MethodView
    full_text: bool
    lacks_font: bool = False


def build_view(report: Report, *, full_text: bool) -> View:
    """Return the view of a report.

    `full_text` says whether the sources' texts are shown, as on a page; in print the cited paragraphs are, and tables
    are as wide as the paper.
    """
    index = index_report(report, full_text=full_text)
    findings, sources = view_findings(report, index), view_sources(report, index)
    generated = _generated(report.generated_at)
    alone = tuple(finding for finding in findings if code_of(finding.code).alone)
    shown = tuple(finding for finding in findings if not code_of(finding.code).alone)
    matrices = view_matrices(report, index, widest=None if full_text else _widest(report))
    verdicts = {row.verdict for matrix in matrices for row in matrix.rows}
    return View(
        language="en",
        title=_title(report),
        titled_after=_titled_after(report, index),
        summary=_summary(shown),
        created=clean_line(report.generated_at) if generated else "",
        facts=_facts(report, index, generated),
        stories=_stories(report, index),
        skipped=tuple(FactView(clean_line(skipped.path), clean_line(skipped.reason)) for skipped in report.skipped),
        agreed=_agreed(report),
        groups=group_findings(shown, most=_LISTED),
        findings=shown,
        uncorroborated=alone,
        uncorroborated_count=counted(len(alone), "statement"),
        matrices=matrices,
        matrix_key=tuple(FactView(*MATRIX_KEY[verdict]) for verdict in MATRIX_KEY if verdict in verdicts),
        is_long=len(shown) > _LONG,
        is_wide=any(len(matrix.columns) > _PORTRAIT for matrix in matrices),
        key=sources if _has_key(report) else (),
        filters=_filters(report, shown, index),
        families=view_families(report, index),
        sources=sources,
        method=view_method(report, index),
        full_text=full_text,
    )


def _widest(report: Report) -> int:
    """Return how many sources stand side by side in print: upright where that is enough for every story."""
    most = max((len(story.source_ids) for story in report.stories), default=len(report.sources))
    return _PORTRAIT if most <= _PORTRAIT else _LANDSCAPE


def _filters(report: Report, findings: Sequence[FindingView], index: Index) -> FilterView:
    """Return the choices that some finding has."""
    severities = {finding.severity: finding.severity_word for finding in findings}
    labels = {topic.measure: clean_line(topic.measure).replace("_", " ") for topic in report.topics}
    measures = {finding.measure: labels.get(finding.measure, finding.measure) for finding in findings}
    stories = {story.id: clean_line(story.title) or clean_line(story.id) for story in report.stories}
    told = {finding.story_key for finding in findings}
    numbers = {number for finding in findings for number in finding.sources}
    sources = {
        str(number): f"{number} {index.outlet_of(id_)}"
        for id_, number in sorted(index.numbers.items(), key=lambda pair: pair[1])
        if str(number) in numbers
    }
    return FilterView(
        severities=_choices(severities),
        stories=_choices({clean_line(id_): title for id_, title in stories.items() if clean_line(id_) in told}),
        measures=_choices(dict(sorted(measures.items(), key=lambda pair: pair[1]))),
        sources=_choices(sources),
    )


def _choices(labels: Mapping[str, str]) -> tuple[ChoiceView, ...]:
    return tuple(ChoiceView(value, label) for value, label in labels.items() if value) if len(labels) > 1 else ()


def _generated(moment: str | None) -> str:
    """Return the day on which the report was made; "" where it says none or none that can be read."""
    try:
        return day(dt.datetime.fromisoformat(moment or "").date())
    except ValueError:
        return ""


def _title(report: Report) -> str:
    titles = [clean_line(story.title) for story in report.stories if clean_line(story.title)]
    if len(titles) == 1:
        return titles[0]
    if titles:
        return f"{counted(len(titles), 'story', 'stories').capitalize()} compared"
    return f"{counted(len(report.sources), 'source').capitalize()} compared"


def _summary(findings: Sequence[FindingView]) -> str:
    """Return in one sentence what the comparison found."""
    grave = [finding for finding in findings if finding.severity != "info"]
    if not findings:
        return "Nothing in these sources contradicts or confirms anything else in them."
    if not grave:
        return "Nothing in these sources contradicts anything else in them."
    counts = {word: sum(finding.severity == word for finding in grave) for word in SEVERITIES[:-1]}
    words = [f"{number(count)} of {word}" for word, count in counts.items() if count]
    points = counted(len(grave), "point")
    if len(grave) > 1 and len(words) == 1:
        return f"The sources differ on {points}, all {words[0].partition(' ')[2]} severity."
    return f"The sources differ on {points}: {listed(words)} severity."


def _agreed(report: Report) -> str:
    """Return on what independent sources agree; "" where they do on nothing."""
    labels = [clean_line(topic.label) for topic in report.topics if topic.verdict in _AGREEING]
    if not labels:
        return ""
    shown = [*labels[:_AGREED], *([f"{number(len(labels) - _AGREED)} more"] if len(labels) > _AGREED else [])]
    return f"Independent sources agree on {counted(len(labels), 'topic')}: {listed(shown)}."


def _facts(report: Report, index: Index, generated: str) -> tuple[FactView, ...]:
    days = [source.published for source in report.sources if source.published]
    undated = [source.id for source in report.sources if source.published is None]
    publishers = dict.fromkeys(
        clean_line(source.publisher) for source in report.sources if clean_line(source.publisher)
    )
    origins = index.origin_count(source.id for source in report.sources)
    facts = (
        FactView(
            "Compared",
            f"{counted(len(report.sources), 'source')} from {counted(origins, 'origin')}: "
            f"{counted(len(report.claims), 'claim')} on {counted(len(report.topics), 'topic')}",
        ),
        FactView("Published", day_range(days)),
        FactView("Publishers", "" if _has_key(report) else listed(list(publishers))),
        FactView("Undated", _undated(undated, report, index)),
        FactView("Same origin", _one_origin(report, index)),
        FactView("With care", _with_care(report, index)),
        FactView("Report made", generated),
    )
    return tuple(fact for fact in facts if fact.text)


def _titled_after(report: Report, index: Index) -> str:
    """Return whose headline the report's title is; "" where there are several stories."""
    if len(report.stories) != 1:
        return ""
    title = clean_line(report.stories[0].title)
    numbers = [index.number_of(source.id) for source in report.sources if clean_line(source.title) == title]
    return f"titled after source {numbers[0]}" if title and numbers else ""


def _one_origin(report: Report, index: Index) -> str:
    """Return which sources go back to one report; "" where none do."""
    families = [family for family in view_families(report, index) if family.label]
    told = [
        f"{source_numbers(int(member.number) for member in family.members)} {family.surely} one report ({family.label})"
        for family in families[:_FAMILIES]
    ]
    rest = len(families) - _FAMILIES
    return "; ".join([*told, *([f"{number(rest)} more: see Sources"] if rest > 0 else [])])


def _with_care(report: Report, index: Index) -> str:
    """Return the sources whose own words about themselves are doubtful."""
    doubtful = [index.number_of(source.id) for source in report.sources if source.problems]
    return f"{source_numbers(doubtful)}: date or name in doubt, see Sources" if doubtful else ""


def _undated(source_ids: Sequence[str], report: Report, index: Index) -> str:
    """Return the undated sources by number and name; "" where the first page lists each source with its day."""
    if not source_ids or _has_key(report):
        return ""
    return listed([f"[{index.number_of(id_)}] {index.outlet_of(id_)}" for id_ in source_ids])


def _has_key(report: Report) -> bool:
    """Return whether the sources are few enough to be listed on the first page."""
    return len(report.sources) <= _KEY


def _stories(report: Report, index: Index) -> tuple[FactView, ...]:
    """Return the stories with their sources, where there is more than one."""
    if len(report.stories) < 2:
        return ()
    return tuple(
        FactView(clean_line(story.title), source_numbers(map(index.number_of, story.source_ids)))
        for story in report.stories
    )
