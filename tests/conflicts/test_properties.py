"""What must hold whatever the claims: order, silence, scale, copies, and stories apart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.conflicts import find_findings, make_board, make_view
from factcheck.conflicts.board import Board
from factcheck.conflicts.numbers import Settled
from factcheck.lexicon.catalogue import load_measures
from factcheck.lexicon.comparing import load_words
from factcheck.models import Claim, Quantity, Reading, Source, Story, Topic
from factcheck.settings import Settings
from factcheck.stories import group_topics
from tests.conflicts.build import Outcome, claim, compare, source

NUMBERS = st.integers(1, 40).map(lambda number: number * 100)
HEDGES = st.sampled_from(["exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most"])
DAYS = st.none() | st.dates(min_value=dt.date(2021, 5, 1), max_value=dt.date(2021, 5, 20))
SPECS = st.fixed_dictionaries(
    {
        "source": st.integers(1, 4),
        "measure": st.sampled_from(["deaths", "troops"]),
        "nominal": NUMBERS,
        "hedge": HEDGES,
        "speaker": st.sampled_from([None, None, "Ada Marsh", "Bo Lind"]),
        "as_of": DAYS,
        "status": st.sampled_from(["actual", "actual", "planned"]),
        "licence": st.sampled_from(["toll", "title", "opening", "opening", "only", "said", None]),
        "standing": st.sampled_from(["stated", "stated", "stated", "withdrawn"]),
    }
)
CLAIMS = st.lists(SPECS, min_size=1, max_size=7)
SOURCES = [source(number) for number in range(1, 5)]


def check(specs: list[dict[str, Any]], sources: list[Source] | None = None, **case: Any) -> Outcome:
    return compare([claim(spec, at) for at, spec in enumerate(specs)], sources or SOURCES, case, Settings())


def essence(outcome: Outcome) -> list[tuple[Any, ...]]:
    return sorted(
        (finding.id, finding.code, finding.severity, finding.confidence, [p.claim_ids for p in finding.positions])
        for finding in outcome.findings
    )


@given(CLAIMS, st.randoms())
def test_order_changes_nothing(specs: list[dict[str, Any]], random) -> None:
    claims = [claim(spec, at) for at, spec in enumerate(specs)]
    shuffled, sources = list(claims), list(SOURCES)
    random.shuffle(shuffled)
    random.shuffle(sources)
    first, second = compare(claims, SOURCES, {}, Settings()), compare(shuffled, sources, _one_story(), Settings())
    assert essence(first) == essence(second)
    assert [topic.to_dict() for topic in first.topics] == [topic.to_dict() for topic in second.topics]


def _one_story() -> dict[str, Any]:
    return {"stories": [[1, 2, 3, 4]]}


@given(CLAIMS)
def test_a_silent_source_changes_nothing(specs: list[dict[str, Any]]) -> None:
    before, after = check(specs), check(specs, [*SOURCES, source(5)])
    assert [finding.to_dict() for finding in before.findings] == [finding.to_dict() for finding in after.findings]
    assert before.topics == after.topics


@given(CLAIMS)
def test_ten_times_as_many_stand_in_the_same_relations(specs: list[dict[str, Any]]) -> None:
    small = [claim(spec, at) for at, spec in enumerate(specs)]
    large = [_times_ten(one) for one in small]
    before, after = compare(small, SOURCES, {}, Settings()), compare(large, SOURCES, {}, Settings())
    assert [topic.verdict for topic in before.topics] == [topic.verdict for topic in after.topics]
    assert _positions(before) == _positions(after)


def _times_ten(one: Claim) -> Claim:
    value, ten = one.value, Decimal(10)
    assert isinstance(value, Quantity)
    scaled = msgspec.structs.replace(
        value,
        nominal=tuple(number * ten for number in value.nominal),
        strict=value.strict.scaled(ten),
        plausible=value.plausible.scaled(ten),
    )
    return msgspec.structs.replace(one, value=scaled)


def _positions(outcome: Outcome) -> list[tuple[str, list[tuple[str, ...]]]]:
    return sorted(
        (finding.code, [position.claim_ids for position in finding.positions]) for finding in outcome.findings
    )


@given(CLAIMS)
def test_a_copy_changes_no_verdict_but_corroboration(specs: list[dict[str, Any]]) -> None:
    copies = [{**spec, "source": 5} for spec in specs if spec["source"] == 1]
    sources = [*SOURCES, source(5)]
    before = check(specs, sources, origins=[[1, 5]])
    after = check([*specs, *copies], sources, origins=[[1, 5]])
    single = {"uncorroborated", "single_origin", "agreement", "not_compared"}
    for topic in before.topics:
        twin = next(other for other in after.topics if set(topic.claim_ids) <= set(other.claim_ids))
        assert twin.verdict == topic.verdict or {twin.verdict, topic.verdict} <= single


@settings(max_examples=40)
@given(CLAIMS)
def test_no_finding_spans_two_stories(specs: list[dict[str, Any]]) -> None:
    outcome = check(specs, stories=[[1, 2], [3, 4]])
    for finding in outcome.findings:
        assert len({outcome.claims[id_].story_id for id_ in finding.claim_ids}) == 1


@given(CLAIMS)
def test_every_finding_is_sound(specs: list[dict[str, Any]]) -> None:
    outcome = check(specs)
    topics = {topic.id: topic for topic in outcome.topics}
    for finding in outcome.findings:
        related = {id_ for other in finding.related_topic_ids for id_ in topics[other].claim_ids}
        assert set(finding.claim_ids) <= set(topics[finding.topic_id].claim_ids) | related
        assert all(position.claim_ids and position.citations for position in finding.positions)
        assert all(set(position.claim_ids) <= set(finding.claim_ids) for position in finding.positions)
        assert not set(finding.compatible_claim_ids) & set(finding.claim_ids)
        assert len({position.claim_ids for position in finding.positions}) == len(finding.positions)
    for topic in outcome.topics:
        estimate = topic.estimate
        assert estimate is not None
        ends = [end for end in (estimate.low, estimate.best, estimate.high) if end is not None]
        assert ends == sorted(ends)


@given(CLAIMS)
def test_agreement_stands_over_no_values_that_exclude_each_other(specs: list[dict[str, Any]]) -> None:
    claims = [claim(spec, at) for at, spec in enumerate(specs)]
    board, topics = judged(claims)
    for topic in topics:
        current = settled_of(topic, board).current
        if topic.verdict == "agreement":
            assert not [(one, two) for one in current for two in current if one.excludes(two)]


@given(CLAIMS)
def test_no_message_says_what_a_number_is_more_like(specs: list[dict[str, Any]]) -> None:
    assert not [finding for finding in check(specs).findings if "more like" in finding.message]


@given(CLAIMS)
def test_an_unclear_account_is_never_current(specs: list[dict[str, Any]]) -> None:
    board, topics = judged([claim(spec, at) for at, spec in enumerate(specs)])
    for topic in topics:
        unclear = {id_ for each in board.accounts.get(topic.id, ()) if not each.clear for id_ in each.claim_ids}
        assert not unclear & {item.claim.id for item in settled_of(topic, board).current}


@given(CLAIMS)
def test_a_number_of_people_without_a_licence_or_withdrawn_carries_no_weight(specs: list[dict[str, Any]]) -> None:
    outcome = check(specs)
    people = load_measures(None)
    for finding in outcome.findings:
        if finding.severity in {"high", "medium"}:
            carried = [outcome.claims[id_] for position in finding.positions for id_ in position.claim_ids]
            for one in carried:
                assert not people[one.measure].people or one.frame.licence is not None
                assert one.frame.standing != "withdrawn" or one.measure == "troops"


def judged(claims: list[Claim]) -> tuple[Board, tuple[Topic, ...]]:
    """Return the board of claims of one story, and its topics with their verdicts."""
    catalogue = load_measures(None)
    readings = [
        Reading(source_id=each.id, claims=tuple(one for one in claims if one.source_id == each.id)) for each in SOURCES
    ]
    story = Story(id="y0", title="", source_ids=tuple(each.id for each in SOURCES))
    grouped = group_topics([story], readings, catalogue, settings=Settings(), words=load_words())
    board = make_board(grouped, SOURCES, (), catalogue, Settings(), words=load_words())
    _, topics = find_findings(grouped, SOURCES, (), catalogue, Settings(), words=load_words())
    return board, topics


def settled_of(topic: Topic, board: Board) -> Settled:
    settled = make_view(topic, board).settled
    assert settled is not None
    return settled
