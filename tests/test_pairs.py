"""Small stories of two reports each, and what a careful editor expects of the report; skipped where they are absent."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.checker import check
from factcheck.models import Finding, Report, Source

ROOT = Path(__file__).resolve().parents[1]
FILE = Path(os.environ.get("FACTCHECK_DATA", ROOT.parent / "shared")) / "cases" / "pairs.yaml"
# from which severity on a finding that is wanted counts
WANTED = frozenset({"high", "medium"})
ALARMS = frozenset({"high", "medium"})
SIDES: dict[str, tuple[str, ...]] = {
    "corrected-age": ("36", "40"),
    "polar-injuries": ("life-threatening",),
    "he-and-six-others": ("six",),
    "clock": ("11:45", "10:45"),
    "child-age": ("3", "4"),
    "times-shot": ("seven", "eight"),
    "town-slip": ("412", "512"),
    "official-and-activists": ("31", "120"),
    "nationals": ("72", "67"),
    "strikers": ("350,000", "400,000"),
    "magnitude": ("6.3", "5.7"),
    "responsibility": ("Red Front", "Brigade"),
}
STEPS: dict[str, tuple[str, ...]] = {
    "third-dies": ("two", "third"),
    "rising-toll": ("15", "38", "61"),
    "past-day": ("290", "297"),
}
UNSURE = "the finding is raised, but too few like it were judged real to tell it aloud"
FAILS: dict[str, str] = {
    "polar-injuries": UNSURE,
    "official-and-activists": UNSURE,
    "town-slip": "the town of the second report is not its number's place, so the town stands against the whole",
    "strikers": "some 400,000 may be 350,000; the schools, 578 or 675, are told of",
    "responsibility": "a claim of responsibility and a blame are not held against each other",
}


@cache
def stories() -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in yaml.safe_load(FILE.read_text("utf8"))} if FILE.is_file() else {}


def params() -> list[Any]:
    marks = {name: [pytest.mark.xfail(reason=why, strict=True)] for name, why in FAILS.items()}
    return [pytest.param(name, marks=marks.get(name, [])) for name in stories()]


def compared(report: Report, severities: frozenset[str]) -> list[Finding]:
    return [
        one for one in report.findings if one.code[:3] in {"FC1", "FC2", "FC3", "FC4"} and one.severity in severities
    ]


def words_of(finding: Finding) -> str:
    quotes = [each.quote for position in finding.positions for each in position.citations]
    return " ".join([finding.message, *quotes])


def test_the_stories_are_here() -> None:
    if not stories():
        pytest.skip("the stories are not here: set FACTCHECK_DATA to the folder that holds cases/pairs.yaml")
    assert {*SIDES, *STEPS, *FAILS} <= set(stories())


@pytest.mark.model
@pytest.mark.parametrize("name", params())
def test_what_an_editor_expects(name: str) -> None:
    case = stories()[name]
    report = check(
        [
            Source.from_text(each["text"], id=f"s{at}", title=each["title"], published=each["published"])
            for at, each in enumerate(case["sources"], 1)
        ]
    )
    if name in SIDES:
        told = [words_of(one) for one in compared(report, WANTED)]
        assert any(all(has(side, text) for side in SIDES[name]) for text in told), told
    elif name in STEPS:
        assert not [one.message for one in compared(report, WANTED) if not one.code.startswith("FC2")]
        messages = [one.message for one in report.findings if one.code == "FC201"]
        order = ".*".join(rf"\b{re.escape(step)}\b" for step in STEPS[name])
        assert any(re.search(order, message) for message in messages), messages
    else:
        assert not [one.message for one in compared(report, ALARMS)]
    if name == "undated-two-events":
        assert len(report.stories) == 2


def has(side: str, text: str) -> bool:
    return re.search(rf"(?<![\d,.]){re.escape(side)}(?![\d])", text) is not None
