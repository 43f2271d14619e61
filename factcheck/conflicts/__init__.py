"""Topics → findings: a file a rule family, each rule a pure function of one topic and the board around it.

The rules about numbers and accounts come first and give the verdict; what stands undisputed gets its verdict from how
many sources and origins stand for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import msgspec

from factcheck.catalogue import Measure, measure_of
from factcheck.conflicts.board import Board, Categories, NoCategories, Outcome, TopicView
from factcheck.conflicts.dates import find_other_day
from factcheck.conflicts.disputes import find_dispute
from factcheck.conflicts.estimates import estimate
from factcheck.conflicts.nouns import find_wandering_number
from factcheck.conflicts.numbers import make_items, settle
from factcheck.conflicts.parts import find_excess_part, find_incomplete_sum
from factcheck.conflicts.quotations import find_other_mouth, find_wordings
from factcheck.conflicts.revisions import find_revision
from factcheck.conflicts.slips import find_slip
from factcheck.conflicts.sums import find_reconciled
from factcheck.conflicts.support import find_single_origin, find_single_source, support_verdict
from factcheck.conflicts.tension import find_tension
from factcheck.conflicts.values import find_exclusions
from factcheck.lexicon.comparing import Words
from factcheck.models import Claim, Finding, Origin, Quantity, Source, Topic, Verdict
from factcheck.settings import Settings

__all__ = ["DISPUTING", "SUPPORTING", "find_findings", "rule_of"]

Rule = Callable[[TopicView], tuple[Outcome, ...]]

# rules that find what does not go together
DISPUTING: tuple[Rule, ...] = (
    find_exclusions,
    find_excess_part,
    find_incomplete_sum,
    find_wandering_number,
    find_tension,
    find_revision,
    find_dispute,
    find_other_day,
    find_wordings,
    find_other_mouth,
)
# rules about what nothing speaks against; they are asked only where no conflict, dispute or tension is
SUPPORTING: tuple[Rule, ...] = (find_single_origin, find_single_source, find_reconciled)

# the rule that raises each code; its docstring is the code's page of the manual
_RULES: Mapping[str, Callable[..., object]] = {
    "FC101": find_exclusions,
    "FC102": find_exclusions,
    "FC103": find_excess_part,
    "FC104": find_incomplete_sum,
    "FC105": find_wandering_number,
    "FC106": find_slip,
    "FC107": find_tension,
    "FC201": find_revision,
    "FC202": find_revision,
    "FC301": find_dispute,
    "FC302": find_dispute,
    "FC303": find_other_day,
    "FC401": find_wordings,
    "FC402": find_other_mouth,
    "FC501": find_single_origin,
    "FC502": find_single_source,
    "FC601": find_reconciled,
}

# the first of these that a finding gives is the topic's verdict
_STRONGEST: tuple[Verdict, ...] = (
    "conflict",
    "dispute",
    "tension",
    "revised",
    "uncorroborated",
    "single_origin",
    "reconciled",
)
_SEVERITIES = ("high", "medium", "low", "info")


def find_findings(  # noqa: PLR0917  the floors' interface: what the floors below made, in their order
    topics: Sequence[Topic],
    claims: Sequence[Claim],
    sources: Sequence[Source],
    origins: Sequence[Origin],
    catalogue: Mapping[str, Measure],
    settings: Settings,
    *,
    categories: Categories | None = None,
    words: Words | None = None,
) -> tuple[tuple[Finding, ...], tuple[Topic, ...]]:
    """Return the findings, the gravest first, and the topics with verdict and estimate.

    Topics that come in as "not_compared" get an estimate and no finding. Without `categories` no accounts exclude each
    other; without `words` no cue is known.
    """
    by_source = {source.id: source for source in sources}
    by_id = {claim.id: _dated(claim, by_source.get(claim.source_id)) for claim in claims}
    board = Board(
        sources=by_source,
        origins={id_: origin for origin in origins for id_ in origin.source_ids},
        claims=by_id,
        story_topics=_by_story(topics),
        started=_first_days(topics, by_id),
        summed=frozenset(id_ for claim in claims for id_ in claim.derived_from),
        catalogue=catalogue,
        settings=settings,
        categories=categories or NoCategories(),
        words=words or Words(),
    )
    judged = [_judge(_make_view(topic, board)) for topic in topics]
    findings = [outcome.finding for _, outcomes in judged for outcome in outcomes]
    return tuple(sorted(findings, key=_finding_order)), tuple(topic for topic, _ in judged)


def rule_of(code: str) -> Callable[..., object] | None:
    """Return the rule that raises a code, None where no rule does."""
    return _RULES.get(code)


def _by_story(topics: Sequence[Topic]) -> dict[str, tuple[Topic, ...]]:
    ordered = sorted(topics, key=lambda topic: (topic.story_id, topic.id))
    return {story: tuple(members) for story, members in groupby(ordered, key=lambda topic: topic.story_id)}


def _dated(claim: Claim, source: Source | None) -> Claim:
    """Return a claim made for the day of its source's publication where it names no day."""
    if claim.as_of is not None or source is None or source.published is None:
        return claim
    return msgspec.structs.replace(claim, as_of=source.published)


def _first_days(topics: Sequence[Topic], claims: Mapping[str, Claim]) -> dict[str, dt.date]:
    """Return the first day of which each story's claims speak."""
    first: dict[str, dt.date] = {}
    for topic in topics:
        for day in (claims[id_].as_of for id_ in topic.claim_ids):
            if day is not None:
                first[topic.story_id] = min(day, first.get(topic.story_id, day))
    return first


def _make_view(topic: Topic, board: Board) -> TopicView:
    claims = tuple(sorted((board.claims[id_] for id_ in topic.claim_ids), key=lambda claim: claim.id))
    settled = None
    measure = measure_of(board.catalogue, topic.measure)
    if claims and all(isinstance(claim.value, Quantity) for claim in claims):
        items = make_items(claims, board.words)
        settled = settle(
            items,
            started=board.started.get(topic.story_id),
            settles_after=board.settings.settles_after,
            words=board.words,
            one_thing=measure.dimension == "count" and measure.name != "count",
        )
    return TopicView(topic=topic, claims=claims, measure=measure, board=board, settled=settled)


def _judge(view: TopicView) -> tuple[Topic, tuple[Outcome, ...]]:
    best = estimate(view)
    if view.topic.verdict == "not_compared":
        return msgspec.structs.replace(view.topic, estimate=best), ()
    outcomes = [outcome for rule in DISPUTING for outcome in rule(view)]
    if not {"conflict", "dispute", "tension"} & {outcome.verdict for outcome in outcomes}:
        outcomes += [outcome for rule in SUPPORTING for outcome in rule(view)]
    given = {outcome.verdict for outcome in outcomes}
    verdict = next((verdict for verdict in _STRONGEST if verdict in given), None) or support_verdict(view)
    return msgspec.structs.replace(view.topic, verdict=verdict, estimate=best), tuple(outcomes)


def _finding_order(finding: Finding) -> tuple[int, str, str]:
    return _SEVERITIES.index(finding.severity), finding.code, finding.id
