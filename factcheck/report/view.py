"""Report → view model: every string that the templates print, so that they hold loops and names only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from factcheck.models import Report, Topic
from factcheck.report.bundle import SourceView, view_sources
from factcheck.report.findings import (
    UNCORROBORATED,
    FindingView,
    GroupView,
    OriginView,
    group_findings,
    shared_origins,
    view_findings,
)
from factcheck.report.index import Index, index_report
from factcheck.report.matrix import MatrixView, view_matrices
from factcheck.report.text import clean_line
from factcheck.report.wording import RULES, counted, day, day_range, listed

__all__ = ["FactView", "MethodView", "RuleView", "View", "build_view"]


_KEY = 12


class FactView(msgspec.Struct, frozen=True):
    """A label and what stands beside it."""

    label: str
    text: str


class RuleView(msgspec.Struct, frozen=True):
    """A rule's code, what its finding is called, and the rule in one line."""

    code: str
    kind: str
    meaning: str


class MethodView(msgspec.Struct, frozen=True):
    """How the report was made, and what was left uncompared."""

    tool: tuple[FactView, ...]
    settings: tuple[FactView, ...]
    rules: tuple[RuleView, ...]
    not_compared: tuple[FactView, ...]


class View(msgspec.Struct, frozen=True):
    """Everything that a template prints."""

    language: str
    title: str
    summary: str
    created: str
    facts: tuple[FactView, ...]
    stories: tuple[FactView, ...]
    skipped: tuple[FactView, ...]
    groups: tuple[GroupView, ...]
    findings: tuple[FindingView, ...]
    uncorroborated: tuple[FindingView, ...]
    uncorroborated_count: str
    matrices: tuple[MatrixView, ...]
    key: tuple[SourceView, ...]
    origins: tuple[OriginView, ...]
    sources: tuple[SourceView, ...]
    method: MethodView
    full_text: bool


def build_view(report: Report, *, full_text: bool, widest: int | None = None) -> View:
    """Return the view of a report.

    `full_text` says whether the sources' texts are shown, `widest` is how many sources a table may have.
    """
    index = index_report(report, full_text=full_text)
    findings, sources = view_findings(report, index), view_sources(report, index)
    generated = _generated(report.generated_at)
    alone = tuple(finding for finding in findings if finding.code == UNCORROBORATED)
    return View(
        language="en",
        title=_title(report),
        summary=_summary(findings),
        created=clean_line(report.generated_at) if generated else "",
        facts=_facts(report, index, generated),
        stories=_stories(report, index),
        skipped=tuple(FactView(clean_line(skipped.path), clean_line(skipped.reason)) for skipped in report.skipped),
        groups=group_findings(findings),
        findings=tuple(finding for finding in findings if finding.code != UNCORROBORATED),
        uncorroborated=alone,
        uncorroborated_count=counted(len(alone), "statement"),
        matrices=view_matrices(report, index, widest=widest),
        key=sources if _has_key(report) else (),
        origins=shared_origins((source.id for source in report.sources), index),
        sources=sources,
        method=_method(report, index),
        full_text=full_text,
    )


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


def _summary(findings: Iterable[FindingView]) -> str:
    """Return in one sentence what the comparison found."""
    kept = [finding for finding in findings if finding.code != UNCORROBORATED]
    grave = [finding for finding in kept if finding.severity != "info"]
    if not kept:
        return "Nothing in these sources contradicts or confirms anything else in them."
    if not grave:
        return "Nothing in these sources contradicts anything else in them."
    counts = {word: sum(finding.severity == word for finding in grave) for word in ("high", "medium", "low")}
    words = [f"{count} of {word}" for word, count in counts.items() if count]
    return f"The sources differ on {counted(len(grave), 'point')}: {listed(words)} severity."


def _facts(report: Report, index: Index, generated: str) -> tuple[FactView, ...]:
    days = [source.published for source in report.sources if source.published]
    undated = [source.id for source in report.sources if source.published is None]
    publishers = dict.fromkeys(
        clean_line(source.publisher) for source in report.sources if clean_line(source.publisher)
    )
    origins = index.origin_count(source.id for source in report.sources)
    facts = (
        FactView("Compared", f"{counted(len(report.sources), 'source')} from {counted(origins, 'origin')}"),
        FactView("Published", day_range(days)),
        FactView("Publishers", "" if _has_key(report) else listed(list(publishers))),
        FactView("Undated", _undated(undated, report, index)),
        FactView("Report made", generated),
        FactView("Read", f"{counted(len(report.claims), 'claim')} on {counted(len(report.topics), 'topic')}"),
    )
    return tuple(fact for fact in facts if fact.text)


def _undated(source_ids: Sequence[str], report: Report, index: Index) -> str:
    """Return the undated sources by number, and by name where the first page lists no sources."""
    if not source_ids or _has_key(report):
        return _numbers(source_ids, index) if source_ids else ""
    return listed([f"[{index.number_of(id_)}] {index.outlet_of(id_)}" for id_ in source_ids])


def _has_key(report: Report) -> bool:
    """Return whether the sources are few enough to be listed on the first page."""
    return len(report.sources) <= _KEY


def _stories(report: Report, index: Index) -> tuple[FactView, ...]:
    """Return the stories with their sources, where there is more than one."""
    if len(report.stories) < 2:
        return ()
    return tuple(FactView(clean_line(story.title), _numbers(story.source_ids, index)) for story in report.stories)


def _numbers(source_ids: Iterable[str], index: Index) -> str:
    numbers = sorted(index.number_of(id_) for id_ in source_ids)
    return f"{'source' if len(numbers) == 1 else 'sources'} {listed([str(n) for n in numbers])}"


def _method(report: Report, index: Index) -> MethodView:
    tool = report.tool
    facts = (
        FactView("Made with", " ".join(filter(None, (clean_line(tool.name), clean_line(tool.version))))),
        FactView("English pipeline", clean_line(tool.pipeline)),
        FactView("Its SHA-256", clean_line(tool.pipeline_sha256)),
        FactView("Format of the data", f"schema version {report.schema_version}"),
    )
    return MethodView(
        tool=tuple(fact for fact in facts if fact.text),
        settings=tuple(
            FactView(clean_line(key).replace("_", " "), _setting(value))
            for key, value in sorted(report.settings.items())
        ),
        rules=tuple(RuleView(code, kind, meaning) for code, (kind, meaning) in RULES.items()),
        not_compared=tuple(
            FactView(clean_line(topic.label), _why(topic, index))
            for topic in report.topics
            if topic.verdict == "not_compared"
        ),
    )


def _setting(value: object) -> str:
    return "not set" if value is None else clean_line(str(value))


def _why(topic: Topic, index: Index) -> str:
    """Return why a topic was left uncompared, as far as its claims show it, and where it is spoken of."""
    claims = index.claims_of(topic.claim_ids)
    where = _numbers(dict.fromkeys(claim.source_id for claim in claims), index)
    if any(claim.confidence == "low" for claim in claims):
        return f"some of the words could be read with low confidence only ({where})"
    if topic.about is None:
        return f"the words do not say what is meant ({where})"
    return f"the words leave open whether the same part of the whole is meant ({where})"
