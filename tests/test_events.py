"""What a careful editor expects of whole dispatches: the invented events of tests/cases/events/, a file an event.

All cases of a file give the same `dispatches`. What a case expects of the report on them is one of

- `stories`: how many there are;
- `conflict`: a finding of this measure and code, in which each phrase of `between` is cited by another position;
- `verdict`: a topic of this `verdict` that `holds` a claim on each phrase, or a sum (`derives`) of a measure;
- `speaker`: who is said to have said the claim on these `words` (null: nobody is named);
- `not_raised`: `words` that no conflict may cite (`codes` names other findings than conflicts);
- `nothing_else`: no conflict is raised but those that cases of the file expect, or rule out.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from factcheck.checker import check
from factcheck.models import Citation, Claim, Finding, Quantity, Report, Source
from tests.caseload import Case, cases_of, params

CONFLICTS = tuple("FC101 FC102 FC103 FC104 FC105 FC106 FC301 FC401 FC402".split())

pytestmark = pytest.mark.model


@cache
def event(file: Path) -> tuple[Case, ...]:
    return tuple(case for case in cases_of("events") if case.file == file)


@cache
def report_on(file: Path) -> Report:
    return check([Source.from_text(**dispatch) for dispatch in event(file)[0].given["dispatches"]])


def report(case: Case) -> Report:
    return report_on(case.file)


def citations(finding: Finding) -> list[Citation]:
    return [citation for position in finding.positions for citation in position.citations]


def cites(found: Iterable[Citation], words: str) -> bool:
    return any(words in citation.quote for citation in found)


def is_between(finding: Finding, phrases: list[str]) -> bool:
    """Return whether there are two positions or more, and each phrase is cited by another one."""
    held = [
        {i for i, position in enumerate(finding.positions) if cites(position.citations, phrase)} for phrase in phrases
    ]
    return len(finding.positions) > 1 and all(held) and len(set.union(*held)) >= len(phrases)


def is_expected(finding: Finding, case: Case, made: Report) -> bool:
    """Return whether a finding is the conflict that a case expects."""
    expected = case.expected["conflict"]
    measure = next(topic.measure for topic in made.topics if topic.id == finding.topic_id)
    same = (finding.code, measure) == (expected["code"], expected["measure"])
    return same and is_between(finding, expected["between"])


def claims_on(made: Report, words: str) -> list[Claim]:
    return [claim for claim in made.claims if words in claim.span.quote and not claim.derived_from]


@pytest.mark.parametrize("case", params("events", "stories"))
def test_stories(case: Case):
    held = [len(story.source_ids) for story in report(case).stories]
    assert (len(held), sum(held)) == (case.expected["stories"], len(case.given["dispatches"]))


@pytest.mark.parametrize("case", params("events", "stories"))
def test_every_citation_is_a_slice_of_its_source(case: Case):
    made = report(case)
    texts = {source.id: source.text for source in made.sources}
    cited = [citation for finding in made.findings for citation in citations(finding)]
    assert cited
    assert [c for c in cited if texts[c.source_id][c.start : c.end] != c.quote] == []


@pytest.mark.parametrize("file", sorted({case.file for case in cases_of("events")}), ids=lambda file: file.stem)
def test_words_of_the_expectations_are_in_the_dispatches(file: Path):
    first, *others = event(file)
    assert [case.id for case in others if case.given != first.given] == []
    rows = [row for case in event(file) for row in case.expected.values() if isinstance(row, dict)]
    words = [word for row in rows for word in [*row.get("between", []), *row.get("holds", []), row.get("words", "")]]
    told = [dispatch["text"] for dispatch in first.given["dispatches"]]
    assert [word for word in words if not any(word in text for text in told)] == []


@pytest.mark.parametrize("case", params("events", "conflict"))
def test_conflict_is_found(case: Case):
    made = report(case)
    assert [finding.message for finding in made.findings if is_expected(finding, case, made)]


@pytest.mark.parametrize("case", params("events", "verdict"))
def test_topic(case: Case):
    made, expected = report(case), case.expected["verdict"]
    if "derives" in expected:
        derived = [claim for claim in made.claims if claim.derived_from]
        sums = [(c.measure, c.value.nominal) for c in derived if isinstance(c.value, Quantity)]
        assert (expected["measure"], (Decimal(expected["derives"]),)) in sums
        return
    held = [{claim.topic_id for claim in claims_on(made, words)} for words in expected["holds"]]
    common = set.intersection(*held)
    assert [topic.verdict for topic in made.topics if topic.id in common] == [expected["verdict"]]


@pytest.mark.parametrize("case", params("events", "speaker"))
def test_speaker(case: Case):
    said = claims_on(report(case), case.expected["speaker"]["words"])
    speakers = {claim.attribution.speaker if claim.attribution else None for claim in said}
    assert speakers == {case.expected["speaker"]["speaker"]}


@pytest.mark.parametrize("case", params("events", "not_raised"))
def test_not_raised(case: Case):
    expected = case.expected["not_raised"]
    raised = [finding for finding in report(case).findings if finding.code in expected.get("codes", CONFLICTS)]
    assert [finding.message for finding in raised if cites(citations(finding), expected["words"])] == []


@pytest.mark.parametrize("case", params("events", "nothing_else"))
def test_nothing_else_is_raised(case: Case):
    made, told = report(case), event(case.file)
    traps = [other.expected["not_raised"]["words"] for other in told if "not_raised" in other.expected]
    conflicts = [other for other in told if "conflict" in other.expected]
    others = [
        finding.message
        for finding in made.findings
        if finding.code in CONFLICTS
        and not any(is_expected(finding, conflict, made) for conflict in conflicts)
        and not any(cites(citations(finding), words) for words in traps)
    ]
    assert others == []
