"""Two reports on one story, made at two times → what is new, changed and resolved, and which sources brought it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from factcheck.models import SEVERITIES, Estimate, Finding, Report, Severity, Source, Topic
from factcheck.report.diff.changes import Change, finding_changes, source_changes, source_name, sources_of
from factcheck.report.diff.pairing import Key, Pairs, Side, pair_reports

__all__ = ["EstimateChange", "FindingChange", "Kind", "ReportDiff", "SourceChange", "compare_reports"]

Kind = Literal["new", "changed", "resolved"]


class FindingChange(msgspec.Struct, frozen=True):
    """A finding that is in one report only, or in both and not the same.

    `because` names the finding's sources that were added, withdrawn or rewritten; those of a finding that changed are
    told by its changes where they came or went.
    """

    kind: Kind
    old: Finding | None
    new: Finding | None
    changes: tuple[Change, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def finding(self) -> Finding:
        """The finding as it is now; as it was, where it is resolved."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change without a finding")
        return found

    @property
    def is_note(self) -> bool:
        """Whether it is information only on both sides."""
        return all(one.severity == "info" for one in (self.old, self.new) if one)

    @property
    def is_worse(self) -> bool:
        """Whether it is new, or more severe than it was."""
        if self.new is None or self.old is None:
            return self.new is not None
        return SEVERITIES.index(self.new.severity) < SEVERITIES.index(self.old.severity)


class SourceChange(msgspec.Struct, frozen=True):
    """A source that was added (`old` is None), withdrawn (`new` is None) or changed."""

    old: Source | None
    new: Source | None
    changes: tuple[Change, ...] = ()

    @property
    def source(self) -> Source:
        """The source as it is now; as it was, where it is withdrawn."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change without a source")
        return found


class EstimateChange(msgspec.Struct, frozen=True):
    """A topic whose low, best and high differ."""

    old_topic: Topic
    new_topic: Topic

    @property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """The name of each figure that differs, as it was and as it is; "none" where there is none."""
        old, new = _figures(self.old_topic.estimate), _figures(self.new_topic.estimate)
        return tuple((name, old[name], new[name]) for name in old if old[name] != new[name])


class ReportDiff(msgspec.Struct, frozen=True):
    """What differs between two reports, each list from the gravest on; `cautions` tell what else may be behind it."""

    pairs: Pairs
    new_findings: tuple[FindingChange, ...]
    changed: tuple[FindingChange, ...]
    resolved: tuple[FindingChange, ...]
    unchanged: tuple[Finding, ...]
    sources: tuple[SourceChange, ...]
    estimates: tuple[EstimateChange, ...]
    cautions: tuple[str, ...]

    @property
    def old(self) -> Report:
        """The older report."""
        return self.pairs.old.report

    @property
    def new(self) -> Report:
        """The newer report."""
        return self.pairs.new.report

    @property
    def findings(self) -> tuple[FindingChange, ...]:
        """All that differ: new, changed, resolved."""
        return (*self.new_findings, *self.changed, *self.resolved)

    def fails(self, level: Severity) -> bool:
        """Return whether a finding of this severity or above is new, or became more severe."""
        return any(
            one.is_worse and SEVERITIES.index(one.finding.severity) <= SEVERITIES.index(level) for one in self.findings
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the findings that differ as plain data: `{"new": […], "changed": […], "resolved": […], …}`."""
        return {
            "new": [_row(one) for one in self.new_findings],
            "changed": [_row(one) for one in self.changed],
            "resolved": [_row(one) for one in self.resolved],
            "unchanged": len(self.unchanged),
            "sources": {
                "added": [_source_row(one) for one in self.sources if one.old is None],
                "changed": [_source_row(one) for one in self.sources if one.old and one.new],
                "withdrawn": [_source_row(one) for one in self.sources if one.new is None],
            },
            "estimates": [
                {"topic": one.new_topic.label, "old": _plain(one.old_topic), "new": _plain(one.new_topic)}
                for one in self.estimates
            ],
            "cautions": list(self.cautions),
        }


def compare_reports(old: Report, new: Report) -> ReportDiff:
    """Return what differs between an older and a newer report."""
    pairs = pair_reports(old, new)
    sources = tuple(_all_sources(pairs))
    told = {key: word for one in sources if (word := _told(one)) for key in _keys_of(one, pairs)}
    both = [_compared(before, after, pairs, told) for before, after in pairs.findings]
    olds, news = {one.id for one, _ in pairs.findings}, {other.id for _, other in pairs.findings}
    added = (one for one in new.findings if one.id not in news)
    gone = (one for one in old.findings if one.id not in olds)
    return ReportDiff(
        pairs=pairs,
        new_findings=_gravest_first(
            FindingChange("new", None, one, because=_because(one, pairs.new, told)) for one in added
        ),
        changed=_gravest_first([one for one in both if one.changes]),
        resolved=_gravest_first(
            FindingChange("resolved", one, None, because=_because(one, pairs.old, told)) for one in gone
        ),
        unchanged=tuple(one.finding for one in both if not one.changes),
        sources=sources,
        estimates=tuple(
            EstimateChange(before, after) for before, after in pairs.topics if before.estimate != after.estimate
        ),
        cautions=tuple(_cautions(pairs)),
    )


def _gravest_first(found: Iterable[FindingChange]) -> tuple[FindingChange, ...]:
    def rank(one: FindingChange) -> tuple[int, bool, str, str]:
        finding = one.finding
        return (SEVERITIES.index(finding.severity), not one.is_worse, finding.code, finding.id)

    return tuple(sorted(found, key=rank))


# ------------------------------------------------------------------ findings
def _compared(old: Finding, new: Finding, pairs: Pairs, told: Mapping[Key, str]) -> FindingChange:
    here, there = sources_of(old, pairs.old), sources_of(new, pairs.new)
    # a source that came or went is among the changes
    because = tuple(told[key] for key in here if key in there and key in told)
    return FindingChange("changed", old, new, finding_changes(old, new, pairs), because)


def _because(finding: Finding, side: Side, told: Mapping[Key, str]) -> tuple[str, ...]:
    return tuple(told[key] for key in sources_of(finding, side) if key in told)


# ------------------------------------------------------------------ sources, settings, figures
def _all_sources(pairs: Pairs) -> Iterator[SourceChange]:
    """Yield the sources that were added, those that changed, those that were withdrawn."""
    before = {after.id: old for old, after in pairs.sources}
    yield from (SourceChange(None, source) for source in pairs.new.report.sources if source.id not in before)
    for old, source in pairs.sources:
        changes = source_changes(old, source)
        if changes:
            yield SourceChange(old, source, changes)
    kept = {source.id for source, _ in pairs.sources}
    yield from (SourceChange(source, None) for source in pairs.old.report.sources if source.id not in kept)


def _told(change: SourceChange) -> str:
    """Return what happened to a source, in words; "" where its text and its day are as they were."""
    if change.old is None:
        return f"{source_name(change.source)} was added"
    if change.new is None:
        return f"{source_name(change.source)} was withdrawn"
    what = {one.what for one in change.changes}
    if "text" in what:
        return f"the text of {source_name(change.source)} changed"
    return f"the date of {source_name(change.source)} changed" if "published" in what else ""


def _keys_of(change: SourceChange, pairs: Pairs) -> Iterator[Key]:
    if change.old:
        yield pairs.old.source_key(change.old.id)
    if change.new:
        yield pairs.new.source_key(change.new.id)


def _cautions(pairs: Pairs) -> Iterator[str]:
    old, new = pairs.old.report, pairs.new.report
    if not pairs.sources and old.sources and new.sources:
        yield "The two reports have no source in common: they may be about different stories."
    made = [*_differing(_made_with(old), _made_with(new)), *_differing(old.settings, new.settings)]
    if made:
        yield f"Findings may differ because the reports were made differently: {'; '.join(made)}."


def _made_with(report: Report) -> dict[str, str]:
    tool = report.tool
    return {"factcheck": tool.version, "pipeline": tool.pipeline, "pipeline's SHA-256": tool.pipeline_sha256[:12]}


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield f"{name} {_setting(before)}, now {_setting(after)}"


def _setting(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or "none"
    return json.dumps(value, default=str)


def _figures(estimate: Estimate | None) -> dict[str, str]:
    if estimate is None:
        return dict.fromkeys(("low", "best", "high", "rule"), "none")
    figures = {name: getattr(estimate, name) for name in ("low", "best", "high")}
    return {name: "none" if value is None else f"{value:,f}" for name, value in figures.items()} | {
        "rule": estimate.rule
    }


def _plain(topic: Topic) -> dict[str, Any] | None:
    return topic.estimate.to_dict() if topic.estimate else None


def _row(one: FindingChange) -> dict[str, Any]:
    finding = one.finding
    row = {name: getattr(finding, name) for name in ("id", "code", "severity", "confidence", "message")}
    if one.old and one.new:
        row |= {"old_id": one.old.id, "changes": [msgspec.to_builtins(change) for change in one.changes]}
    return row | {"because": list(one.because)}


def _source_row(one: SourceChange) -> dict[str, Any]:
    source = one.source
    row: dict[str, Any] = {
        name: getattr(source, name) for name in ("id", "title", "publisher", "url", "path", "sha256")
    }
    if one.old and one.new:
        row |= {"changes": [msgspec.to_builtins(change) for change in one.changes]}
    return row
