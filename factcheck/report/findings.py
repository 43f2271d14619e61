"""Findings → what the report shows of each: positions with their citations, gaps, sums, ways to reconcile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from string import ascii_uppercase

import msgspec

from factcheck.models import Claim, Finding, Pair, Position, Quantity, Quotation, Report, Topic
from factcheck.report.cite import CitationView, SumView, cite_all, holder
from factcheck.report.index import Index
from factcheck.report.ruler import RulerView, view_ruler
from factcheck.report.text import Piece, clean, clean_line, compare_wordings
from factcheck.report.wording import (
    CONFIDENCE,
    ESTIMATE_RULES,
    RULES,
    SEVERITIES,
    SIGNS,
    counted,
    estimate_text,
    listed,
    number,
)

__all__ = [
    "EstimateView",
    "FindingView",
    "GroupView",
    "OriginView",
    "PositionView",
    "ReconciliationView",
    "group_findings",
    "shared_origins",
    "view_findings",
]

UNCORROBORATED = "FC502"
_ONE_ORIGIN = "FC501"
_WORDINGS = {"FC401", "FC402"}
_SIDE_BY_SIDE = 3
_SURELY = {"high": "almost certainly", "medium": "probably", "low": "possibly"}


class PositionView(msgspec.Struct, frozen=True):
    """One position: a letter, what it says, who holds it, and the citations."""

    letter: str
    label: str
    wording: tuple[Piece, ...]
    holders: str
    support: str
    citations: tuple[CitationView, ...]


class ReconciliationView(msgspec.Struct, frozen=True):
    """What would let the claims stand together, and the sources that carry it."""

    assumption: str
    citations: tuple[CitationView, ...]


class OriginView(msgspec.Struct, frozen=True):
    """The report that several of the finding's sources go back to, and what shows it."""

    text: str
    evidence: tuple[str, ...]


class EstimateView(msgspec.Struct, frozen=True):
    """A topic's figures, and the rule that chose them."""

    text: str
    rule: str


class FindingView(msgspec.Struct, frozen=True):
    """One finding, ready to print. `layout` is "columns", "stack" or "wordings"."""

    number: str
    anchor: str
    severity: str
    severity_word: str
    sign: str
    kind: str
    code: str
    has_evidence: bool
    message: str
    reasons: str
    topic: str
    story: str
    confidence: str
    layout: str
    positions: tuple[PositionView, ...]
    sums: tuple[SumView, ...]
    gaps: tuple[str, ...]
    compatible: tuple[CitationView, ...]
    cited: tuple[CitationView, ...]
    reconciled_if: tuple[ReconciliationView, ...]
    origins: tuple[OriginView, ...]
    related: tuple[str, ...]
    estimate: EstimateView | None
    ruler: RulerView | None


class GroupView(msgspec.Struct, frozen=True):
    """The findings of one severity."""

    severity: str
    word: str
    sign: str
    count: str
    findings: tuple[FindingView, ...]


def view_findings(report: Report, index: Index) -> tuple[FindingView, ...]:
    """Return the findings by severity, those of one source only last; within that in the report's order."""
    order = {severity: at for at, severity in enumerate(SEVERITIES)}
    ranked = sorted(report.findings, key=lambda finding: (finding.code == UNCORROBORATED, order[finding.severity]))
    many_stories = len(report.stories) > 1
    return tuple(_view(finding, at, index, many_stories=many_stories) for at, finding in enumerate(ranked, start=1))


def group_findings(findings: Iterable[FindingView]) -> tuple[GroupView, ...]:
    """Return the findings in groups of one severity, without those of one source only."""
    kept = [finding for finding in findings if finding.code != UNCORROBORATED]
    groups = ((severity, [finding for finding in kept if finding.severity == severity]) for severity in SEVERITIES)
    return tuple(_group(severity, members) for severity, members in groups if members)


def _group(severity: str, findings: Sequence[FindingView]) -> GroupView:
    word = SEVERITIES[severity]
    count = counted(len(findings), "note") if severity == "info" else f"{len(findings)} {word.lower()}"
    return GroupView(severity, word, SIGNS[severity], count, tuple(findings))


def _view(finding: Finding, at: int, index: Index, *, many_stories: bool) -> FindingView:
    topic = index.topics.get(finding.topic_id)
    claims = index.claims_of(finding.claim_ids)
    positions = _positions(finding, index)
    story = index.stories.get(topic.story_id) if topic and many_stories else None
    return FindingView(
        number=str(at),
        anchor=f"finding-{at}",
        severity=finding.severity,
        severity_word=SEVERITIES[finding.severity],
        sign=SIGNS[finding.severity],
        kind=RULES.get(finding.code, ("Finding", ""))[0],
        code=clean_line(finding.code),
        has_evidence=finding.code == _ONE_ORIGIN,
        message=clean_line(finding.message),
        reasons=clean_line(finding.explanation),
        topic=_capital(clean_line(topic.label)) if topic else "",
        story=clean_line(story.title) if story else "",
        confidence=CONFIDENCE[finding.confidence],
        layout=_layout(finding.code, len(positions)),
        positions=positions,
        sums=_sums(claims, index),
        gaps=_gaps(finding),
        compatible=cite_all(index.claims_of(finding.compatible_claim_ids), index),
        cited=cite_all(_elsewhere(finding, claims), index),
        reconciled_if=tuple(
            ReconciliationView(clean_line(way.assumption), cite_all(index.claims_of(way.claim_ids), index))
            for way in finding.reconciled_if
        ),
        origins=shared_origins((claim.source_id for claim in claims), index),
        related=tuple(clean_line(index.topics[id_].label) for id_ in finding.related_topic_ids if id_ in index.topics),
        estimate=_estimate(topic, claims),
        ruler=view_ruler(_compared(finding, index), index) if len(positions) > 1 else None,
    )


def _layout(code: str, count: int) -> str:
    if code in _WORDINGS:
        return "wordings"
    return "columns" if 2 <= count <= _SIDE_BY_SIDE else "stack"


def _positions(finding: Finding, index: Index) -> tuple[PositionView, ...]:
    wordings: tuple[tuple[Piece, ...], ...] = ((),) * len(finding.positions)
    if finding.code in _WORDINGS:
        wordings = compare_wordings([_wording(position, index) for position in finding.positions])
    return tuple(
        _position(position, _letter(at) if len(finding.positions) > 1 else "", wording, index)
        for at, (position, wording) in enumerate(zip(finding.positions, wordings, strict=True))
    )


def _position(position: Position, letter: str, wording: tuple[Piece, ...], index: Index) -> PositionView:
    claims = index.claims_of(position.claim_ids)
    source_ids = {claim.source_id for claim in claims}
    origins = index.origin_count(source_ids)
    support = counted(len(source_ids), "source") + (
        f" from {counted(origins, 'origin')}" if origins < len(source_ids) else ""
    )
    holders = dict.fromkeys(holder(claim, index) for claim in claims)
    return PositionView(
        letter, clean_line(position.label), wording, listed(tuple(holders)), support, cite_all(claims, index)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _letter(at: int) -> str:
    return ascii_uppercase[at] if at < len(ascii_uppercase) else str(at + 1)


def _wording(position: Position, index: Index) -> str:
    for claim in index.claims_of(position.claim_ids):
        if isinstance(claim.value, Quotation):
            return " ".join(claim.value.text.split())
    return clean(position.label)


def _gaps(finding: Finding) -> tuple[str, ...]:
    """Return the pairs of positions in words, where they tell more than the finding's own name does."""
    count = len(finding.positions)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for pair in finding.pairs:
        left, right = pair.positions
        if 0 <= left < count and 0 <= right < count and (pair.gap or pair.code != finding.code):
            said[_gap(pair)].append(f"{_letter(left)} against {_letter(right)}")
    return tuple(f"{listed(pairs)}: {gap}" for gap, pairs in said.items())


def _gap(pair: Pair) -> str:
    meaning = RULES.get(pair.code, ("", ""))[1] or "They exclude each other."
    return f"{meaning} The gap is {number(round(pair.gap * 100))}% of the larger figure." if pair.gap else meaning


def _compared(finding: Finding, index: Index) -> tuple[Claim, ...]:
    """Return the claims of a finding's positions and those that fit them all, each once."""
    ids = (*(id_ for position in finding.positions for id_ in position.claim_ids), *finding.compatible_claim_ids)
    return index.claims_of(dict.fromkeys(ids))


def _elsewhere(finding: Finding, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims of a finding that no position and no other list of it cites."""
    shown = {id_ for position in finding.positions for id_ in position.claim_ids} | set(finding.compatible_claim_ids)
    derived = {id_ for claim in claims for id_ in claim.derived_from}
    return tuple(claim for claim in claims if claim.id not in shown | derived)


def _sums(claims: tuple[Claim, ...], index: Index) -> tuple[SumView, ...]:
    sums = (citation.sum for citation in cite_all(claims, index))
    return tuple(dict.fromkeys(sum_ for sum_ in sums if sum_))


def shared_origins(source_ids: Iterable[str], index: Index) -> tuple[OriginView, ...]:
    """Return the origins that at least two of the sources go back to."""
    source_ids = dict.fromkeys(source_ids)
    shared = dict.fromkeys(index.sources[id_].origin_id for id_ in source_ids if id_ in index.sources)
    views = []
    for origin in (index.origins[id_] for id_ in shared if id_ and id_ in index.origins):
        numbers = sorted(index.number_of(id_) for id_ in origin.source_ids if id_ in source_ids)
        if len(numbers) < 2:
            continue
        who, surely = listed([str(n) for n in numbers]), _SURELY[origin.confidence]
        text = f"Sources {who} {surely} go back to one report ({clean_line(origin.label)}) and count once."
        views.append(OriginView(text, tuple(map(clean_line, origin.evidence))))
    return tuple(views)


def _estimate(topic: Topic | None, claims: tuple[Claim, ...]) -> EstimateView | None:
    if topic is None or topic.estimate is None:
        return None
    units = (claim.value.unit for claim in claims if isinstance(claim.value, Quantity))
    text = estimate_text(topic.estimate, next(units, None))
    return EstimateView(text, ESTIMATE_RULES[topic.estimate.rule]) if text else None
