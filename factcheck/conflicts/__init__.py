"""Topics → findings: a file a rule in `rules`, each a pure function of one topic and the board around it.

The strongest of what the rules find gives the topic its verdict; what stands undisputed gets it from how many sources
and origins stand for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

import msgspec

from factcheck.conflicts.board import Board, Categories, NoCategories, Outcome, TopicView
from factcheck.conflicts.estimates import estimate
from factcheck.conflicts.numbers import make_items, settle
from factcheck.conflicts.probability import explain, weigh
from factcheck.conflicts.registry import all_rules, page_of
from factcheck.conflicts.rule import Kind
from factcheck.conflicts.support import support_verdict
from factcheck.lexicon.catalogue import Measure, measure_of
from factcheck.lexicon.comparing import Words
from factcheck.models import SEVERITIES, Account, Claim, Finding, Origin, Quantity, Source, Topic, Verdict
from factcheck.settings import Settings
from factcheck.stories.grouped import Grouped

__all__ = ["find_findings", "make_board", "make_view", "page_of", "raise_disputes"]

# the first of these that a finding gives is the topic's verdict
_STRONGEST: tuple[Verdict, ...] = (
    "conflict",
    "dispute",
    "tension",
    "revised",
    "unclear",
    "uncorroborated",
    "single_origin",
    "reconciled",
)


def find_findings(
    grouped: Grouped,
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
    other; without `words` names and wordings are compared as they stand.
    """
    board = make_board(grouped, sources, origins, catalogue, settings, categories=categories, words=words)
    judged = [_judge(make_view(topic, board)) for topic in grouped.topics]
    findings = [outcome.finding for _, outcomes in judged for outcome in outcomes]
    return tuple(sorted(findings, key=_finding_order)), tuple(topic for topic, _ in judged)


def make_board(
    grouped: Grouped,
    sources: Sequence[Source],
    origins: Sequence[Origin],
    catalogue: Mapping[str, Measure],
    settings: Settings,
    *,
    categories: Categories | None = None,
    words: Words | None = None,
) -> Board:
    """Return everything that the rules may ask beyond one topic."""
    topics, claims = grouped.topics, grouped.claims
    by_source = {source.id: source for source in sources}
    by_id = {claim.id: _dated(claim, by_source.get(claim.source_id)) for claim in claims}
    return Board(
        sources=by_source,
        origins={id_: origin for origin in origins for id_ in origin.source_ids},
        origins_by_id={origin.id: origin for origin in origins},
        claims=by_id,
        story_topics=_by_story(topics),
        started=_first_days(topics, by_id),
        summed=frozenset(id_ for claim in claims for id_ in claim.derived_from),
        accounts=_by_topic(grouped.accounts),
        alignments=grouped.alignments,
        bearings=grouped.bearings,
        catalogue=catalogue,
        settings=settings,
        categories=categories or NoCategories(),
        words=words or Words(),
    )


def _by_story(topics: Sequence[Topic]) -> dict[str, tuple[Topic, ...]]:
    ordered = sorted(topics, key=lambda topic: (topic.story_id, topic.id))
    return {story: tuple(members) for story, members in groupby(ordered, key=lambda topic: topic.story_id)}


def _by_topic(accounts: Sequence[Account]) -> dict[str, tuple[Account, ...]]:
    ordered = sorted(accounts, key=lambda account: (account.topic_id, account.id))
    return {topic: tuple(members) for topic, members in groupby(ordered, key=lambda account: account.topic_id)}


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


def make_view(topic: Topic, board: Board) -> TopicView:
    """Return a topic as the rules see it."""
    claims = tuple(sorted((board.claims[id_] for id_ in topic.claim_ids), key=lambda claim: claim.id))
    settled = None
    measure = measure_of(board.catalogue, topic.measure)
    accounts = board.accounts.get(topic.id, ())
    if claims and all(isinstance(claim.value, Quantity) for claim in claims):
        items = make_items(claims, measure, board.words)
        started = board.started.get(topic.story_id)
        settled = settle(
            items,
            accounts,
            started=started,
            settles_after=board.settings.settles_after,
            grows=measure.people and not measure.fixed,
        )
    return TopicView(topic=topic, claims=claims, measure=measure, board=board, settled=settled, accounts=accounts)


def _judge(view: TopicView) -> tuple[Topic, tuple[Outcome, ...]]:
    best = estimate(view)
    if view.topic.verdict == "not_compared":
        return msgspec.structs.replace(view.topic, estimate=best), ()
    outcomes = [_weighed(outcome, view) for outcome in raise_disputes(view)]
    if not {"conflict", "dispute", "tension"} & {outcome.verdict for outcome in outcomes}:
        outcomes += [Outcome(explain(each.finding), each.verdict) for each in _ask("supporting", view)]
    given = {outcome.verdict for outcome in outcomes}
    verdict = next((verdict for verdict in _STRONGEST if verdict in given), None) or support_verdict(view)
    return msgspec.structs.replace(view.topic, verdict=verdict, estimate=best), tuple(outcomes)


def raise_disputes(view: TopicView) -> list[Outcome]:
    """Return what the rules find that does not go together, before it is weighed; nothing where nothing is compared."""
    return [] if view.topic.verdict == "not_compared" else _ask("disputing", view)


def _weighed(outcome: Outcome, view: TopicView) -> Outcome:
    revised = outcome.verdict == "revised"  # shown as what it is
    finding = explain(outcome.finding) if revised else weigh(outcome.finding, view)
    return Outcome(finding, outcome.verdict)


def _ask(kind: Kind, view: TopicView) -> list[Outcome]:
    return [outcome for rule in all_rules() if rule.kind == kind for outcome in rule.find(view)]


def _finding_order(finding: Finding) -> tuple[int, str, str]:
    return SEVERITIES.index(finding.severity), finding.code, finding.id
