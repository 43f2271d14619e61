"""Every case of tests/cases/conflicts/: short claims, and the findings, verdicts and estimates that they must give."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from factcheck.models import Topic
from tests.caseload import Case, params
from tests.conflicts.build import Outcome, run


def _surfaces(outcome: Outcome, ids: tuple[str, ...]) -> list[str]:
    return sorted(outcome.claims[id_].value.surface for id_ in ids)


def _topic(outcome: Outcome, wanted: dict[str, Any]) -> Topic:
    found = [
        topic
        for topic in outcome.topics
        if topic.measure == wanted["measure"]
        and ("population" not in wanted or topic.scope.population == wanted["population"])
        and ("about" not in wanted or topic.about == wanted["about"])
        and ("size" not in wanted or len(topic.claim_ids) == wanted["size"])
    ]
    assert len(found) == 1, [(topic.label, topic.verdict, len(topic.claim_ids)) for topic in outcome.topics]
    return found[0]


@pytest.mark.parametrize("case", params("conflicts"))
def test_case(case: Case) -> None:
    outcome, wanted = run(case.given), case.expected
    messages = [f"{finding.message} {finding.explanation}" for finding in outcome.findings]
    if "codes" in wanted:
        assert outcome.codes() == sorted(wanted["codes"]), messages
    for each in wanted.get("findings", ()):
        _check_finding(outcome, each)
    for each in wanted.get("topics", ()):
        _check_topic(outcome, each)
    for text in wanted.get("says", ()):
        assert any(text in message for message in messages), messages
    assert set(case.rules) <= outcome.rules()


def _check_finding(outcome: Outcome, wanted: dict[str, Any]) -> None:
    finding = outcome.finding(wanted["code"])
    if "positions" in wanted:
        assert [_surfaces(outcome, position.claim_ids) for position in finding.positions] == [
            sorted(p) for p in wanted["positions"]
        ]
    if "compatible" in wanted:
        assert _surfaces(outcome, finding.compatible_claim_ids) == sorted(wanted["compatible"])
    if "pairs" in wanted:
        assert [pair.code for pair in finding.pairs] == wanted["pairs"]
    for name in ("severity", "confidence"):
        if name in wanted:
            assert getattr(finding, name) == wanted[name], finding.message
    if "assumptions" in wanted:
        assert len(finding.reconciled_if) == wanted["assumptions"]
    if "citations" in wanted:
        assert sum(len(position.citations) for position in finding.positions) == wanted["citations"]


def _check_topic(outcome: Outcome, wanted: dict[str, Any]) -> None:
    topic = _topic(outcome, wanted)
    if "verdict" in wanted:
        assert topic.verdict == wanted["verdict"], [finding.message for finding in outcome.findings]
    if "estimate" in wanted:
        assert topic.estimate is not None
        ends = [topic.estimate.low, topic.estimate.best, topic.estimate.high]
        assert ends == [None if end is None else Decimal(str(end)) for end in wanted["estimate"]]
