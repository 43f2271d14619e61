"""Every case of tests/cases/findings/*.yaml.

Short claims, and the findings, verdicts and estimates that they must give.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.models import Topic
from tests.conflicts.build import Outcome, run

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "findings"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf8"))
]
EXPECTED = {"codes", "findings", "topics", "says"}
GIVEN = {"name", "claims", "aliases", "origins", "stories", "settings", "silent"}


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


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= EXPECTED | GIVEN
    assert set(case) & EXPECTED
    outcome = run(case)
    messages = [f"{finding.message} {finding.explanation}" for finding in outcome.findings]
    if "codes" in case:
        assert outcome.codes() == sorted(case["codes"]), messages
    for wanted in case.get("findings", ()):
        _check_finding(outcome, wanted)
    for wanted in case.get("topics", ()):
        _check_topic(outcome, wanted)
    for text in case.get("says", ()):
        assert any(text in message for message in messages), messages


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
