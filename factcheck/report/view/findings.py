"""Findings → what the report shows of each: positions with their citations, gaps, sums, ways to reconcile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_uppercase

import msgspec

from factcheck.conflicts.registry import code_of
from factcheck.models import Claim, Finding, Pair, Position, Quantity, Quotation, Report, Topic
from factcheck.report.ground.cite import CitationView, SumView, cite_all, holder
from factcheck.report.ground.index import Index, anchor_of
from factcheck.report.ground.phrases import (
    CONFIDENCE,
    ESTIMATE_RULES,
    SEVERITIES,
    SIGNS,
    counted,
    estimate_text,
    listed,
    number,
)
from factcheck.report.ground.text import Piece, clean, clean_line, compare_wordings, shorten
from factcheck.report.view.family import OriginView, shared_origins, shared_passages
from factcheck.report.view.headline import headline, position_name
from factcheck.report.view.ruler import RulerView, TimelineView, view_ruler, view_timeline

__all__ = [
    "EstimateView",
    "FindingView",
    "GroupView",
    "PositionView",
    "ReconciliationView",
    "RelatedView",
    "group_findings",
    "position_marks",
    "view_findings",
]

_MOVED = {"steps", "changes"}
_SIDE_BY_SIDE = 3
_TOPIC = 140
_MOST_PLACES = 3
_TONES = "abcd"


class PositionView(msgspec.Struct, frozen=True):
    """One position: a letter, the tone of its colour ("a" to "d", else "x"), what it says, who holds it, citations."""

    letter: str
    tone: str
    label: str
    wording: tuple[Piece, ...]
    holders: str
    support: str
    citations: tuple[CitationView, ...]


class ReconciliationView(msgspec.Struct, frozen=True):
    """What would let the claims stand together, and the sources that carry it."""

    assumption: str
    citations: tuple[CitationView, ...]


class EstimateView(msgspec.Struct, frozen=True):
    """A topic's figures, and the rule that chose them."""

    text: str
    rule: str


class RelatedView(msgspec.Struct, frozen=True):
    """Another topic that a finding bears on; `link` leads to that topic's finding, "" where it has none."""

    label: str
    link: str


class FindingView(msgspec.Struct, frozen=True):
    """One finding, ready to print: `headline` is short, `message` says all, `rule` is its rule in a sentence.

    `layout` is "columns", "stack" or "wordings". The page filters by `sources`, `story_key` and `measure`.
    """

    number: str
    anchor: str
    severity: str
    severity_word: str
    sign: str
    kind: str
    code: str
    has_evidence: bool
    headline: str
    message: str
    rule: str
    reasons: str
    topic: str
    story: str
    story_key: str
    measure: str
    sources: tuple[str, ...]
    confidence: str
    layout: str
    positions: tuple[PositionView, ...]
    sums: tuple[SumView, ...]
    gaps: tuple[str, ...]
    compatible: tuple[CitationView, ...]
    cited: tuple[CitationView, ...]
    reconciled_if: tuple[ReconciliationView, ...]
    origins: tuple[OriginView, ...]
    related: tuple[RelatedView, ...]
    estimate: EstimateView | None
    ruler: RulerView | None
    timeline: TimelineView | None


class GroupView(msgspec.Struct, frozen=True):
    """The findings of one severity: those that the first page lists, and how many more there are ("" for none)."""

    severity: str
    word: str
    sign: str
    count: str
    findings: tuple[FindingView, ...]
    more: str
    more_link: str


def view_findings(report: Report, index: Index) -> tuple[FindingView, ...]:
    """Return the findings in the order of their numbers."""
    many_stories = len(report.stories) > 1
    return tuple(_view(finding, at, index, many_stories=many_stories) for at, finding in enumerate(index.findings, 1))


def group_findings(findings: Iterable[FindingView], *, most: int) -> tuple[GroupView, ...]:
    """Return the findings in groups of one severity, of each the first `most`; without those of one source only."""
    kept = [finding for finding in findings if not code_of(finding.code).alone]
    groups = ((severity, [finding for finding in kept if finding.severity == severity]) for severity in SEVERITIES)
    return tuple(_group(severity, members, most) for severity, members in groups if members)


def _group(severity: str, findings: Sequence[FindingView], most: int) -> GroupView:
    rest = findings[most:]
    return GroupView(
        severity,
        SEVERITIES[severity],
        SIGNS[severity],
        counted(len(findings), "note" if severity == "info" else "finding"),
        tuple(findings[:most]),
        f"{number(len(rest))} more, from finding {rest[0].number} on" if rest else "",
        f"#{rest[0].anchor}" if rest else "",
    )


def position_marks(finding: Finding) -> Mapping[str, tuple[str, str]]:
    """Return the letter and the tone of the position that holds a claim, by the claim's id."""
    if len(finding.positions) < 2:
        return {}
    return {
        id_: (_letter(at), _tone(at)) for at, position in enumerate(finding.positions) for id_ in position.claim_ids
    }


def _view(finding: Finding, at: int, index: Index, *, many_stories: bool) -> FindingView:
    topic = index.topics.get(finding.topic_id)
    claims = index.claims_of(finding.claim_ids)
    positions = _positions(finding, index)
    story = index.stories.get(topic.story_id) if topic else None
    rule = code_of(finding.code)
    compared = _compared(finding, index)
    cited = (*compared, *claims)
    return FindingView(
        number=str(at),
        anchor=anchor_of(at),
        severity=finding.severity,
        severity_word=SEVERITIES[finding.severity],
        sign=SIGNS[finding.severity],
        kind=rule.title,
        code=clean_line(finding.code),
        has_evidence=rule.evidence,
        headline=headline(finding, index),
        message=clean_line(finding.message),
        rule=rule.line,
        reasons=clean_line(finding.explanation),
        topic=_capital(shorten(clean_line(topic.label), _TOPIC)) if topic else "",
        story=clean_line(story.title) if story and many_stories else "",
        story_key=clean_line(story.id) if story else "",
        measure=clean_line(topic.measure) if topic else "",
        sources=tuple(map(str, sorted({index.number_of(claim.source_id) for claim in cited}))),
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
        origins=(
            *shared_origins((claim.source_id for claim in claims), index, _sides(finding, index)),
            *shared_passages(claims, index),
        ),
        related=_related(finding, index),
        estimate=_estimate(topic, claims),
        ruler=view_ruler(compared, index, position_marks(finding)) if len(positions) > 1 else None,
        timeline=view_timeline(compared, index) if rule.sides in _MOVED else None,
    )


def _sides(finding: Finding, index: Index) -> tuple[frozenset[str], ...]:
    """Return the sources of each position, where there are several."""
    if len(finding.positions) < 2:
        return ()
    return tuple(
        frozenset(claim.source_id for claim in index.claims_of(position.claim_ids)) for position in finding.positions
    )


def _related(finding: Finding, index: Index) -> tuple[RelatedView, ...]:
    """Return the other topics of a finding, each label once."""
    numbers = {each.topic_id: at for at, each in reversed(list(enumerate(index.findings, start=1)))}
    own = index.topics.get(finding.topic_id)
    views: dict[str, RelatedView] = {}
    for id_ in finding.related_topic_ids:
        label = clean_line(index.topics[id_].label) if id_ in index.topics else ""
        if label and (own is None or label != clean_line(own.label)):
            views.setdefault(label, RelatedView(label, f"#{anchor_of(numbers[id_])}" if id_ in numbers else ""))
    return tuple(views.values())


def _layout(code: str, count: int) -> str:
    if code_of(code).sides == "wordings":
        return "wordings"
    return "columns" if 2 <= count <= _SIDE_BY_SIDE else "stack"


def _positions(finding: Finding, index: Index) -> tuple[PositionView, ...]:
    wordings: tuple[tuple[Piece, ...], ...] = ((),) * len(finding.positions)
    if code_of(finding.code).sides == "wordings":
        wordings = compare_wordings([_wording(position, index) for position in finding.positions])
    return tuple(
        _position(position, at if len(finding.positions) > 1 else None, wording, index)
        for at, (position, wording) in enumerate(zip(finding.positions, wordings, strict=True))
    )


def _position(position: Position, at: int | None, wording: tuple[Piece, ...], index: Index) -> PositionView:
    claims = index.claims_of(position.claim_ids)
    source_ids = {claim.source_id for claim in claims}
    numbers = _numbers(claims, index)
    origins = index.origins_behind(claims)
    support = f"{'source' if len(numbers) == 1 else 'sources'} {listed(numbers)}" if numbers else ""
    if origins < len(source_ids):
        support += f", {counted(origins, 'origin')}"
    holders = dict.fromkeys(holder(claim, index) for claim in claims)
    return PositionView(
        letter="" if at is None else _letter(at),
        tone="x" if at is None else _tone(at),
        label=position_name(position, index),
        wording=wording,
        holders=listed(tuple(holders)),
        support=support,
        citations=cite_all(claims, index),
    )


def _numbers(claims: Sequence[Claim], index: Index) -> list[str]:
    """Return the numbers of the sources of claims, each with the pages or times where it has some: "2 (p. 3)"."""
    places: dict[int, list[str]] = {}
    for claim in sorted(claims, key=lambda claim: claim.span.start):
        places.setdefault(index.number_of(claim.source_id), []).append(index.place_of(claim))
    named = {number: list(dict.fromkeys(filter(None, found)))[:_MOST_PLACES] for number, found in places.items()}
    return [f"{number} ({', '.join(found)})" if found else str(number) for number, found in sorted(named.items())]


def _tone(at: int) -> str:
    return _TONES[at] if at < len(_TONES) else "x"


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
        told = (pair.gap and code_of(pair.code).sides != "wordings") or pair.code != finding.code
        if 0 <= left < count and 0 <= right < count and told:
            said[_gap(pair, finding.code)].append(f"{_letter(left)} against {_letter(right)}")
    return tuple(f"{listed(pairs)}: {gap}" for gap, pairs in said.items())


def _gap(pair: Pair, code: str) -> str:
    """Return a gap in words, and the pair's own rule where it is another than the finding's."""
    meaning = code_of(pair.code).line if pair.code != code else ""
    is_told = pair.gap is not None and pair.gap.is_finite() and pair.gap > 0
    apart = f"the gap is {number(round((pair.gap or 0) * 100))}% of the larger figure" if is_told else ""
    return " ".join(filter(None, (f"{apart}." if meaning and apart else apart, meaning.removesuffix("."))))


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


def _estimate(topic: Topic | None, claims: tuple[Claim, ...]) -> EstimateView | None:
    if topic is None or topic.estimate is None:
        return None
    units = (claim.value.unit for claim in claims if isinstance(claim.value, Quantity))
    text = estimate_text(topic.estimate, next(units, None))
    return EstimateView(text, ESTIMATE_RULES[topic.estimate.rule]) if text else None
