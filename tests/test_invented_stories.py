"""What a careful editor expects of whole dispatches: five invented events, tests/cases/stories/*.yaml, a file an event.

A file holds the `dispatches` and four tables of expectations, each under a name:

- `conflicts`: a finding of this measure and code, in which each phrase of `between` is cited by another position;
- `verdicts`: a topic of this `verdict` that `holds` a claim on each phrase, or a sum (`derives`) of a measure;
- `speakers`: who is said to have said the claim on these `words` (None: nobody is named);
- `not_raised`: `words` that no conflict may cite (`codes` names other findings than conflicts).

Whatever is raised beyond these fails `test_nothing_else_is_raised`. `xfail: why` keeps a known failure in sight, under
`nothing_else` for that test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.checker import check
from factcheck.models import Citation, Claim, Finding, Quantity, Report, Source

EVENTS = sorted((Path(__file__).parent / "cases" / "stories").glob("*.yaml"))
CONFLICTS = tuple("FC101 FC102 FC103 FC104 FC105 FC106 FC301 FC401 FC402".split())

pytestmark = pytest.mark.model
each_event = pytest.mark.parametrize("event", EVENTS, ids=lambda path: path.stem)


@cache
def load(event: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(event.read_text(encoding="utf-8"))
    return loaded


@cache
def report(event: Path) -> Report:
    return check([Source.from_text(**dispatch) for dispatch in load(event)["dispatches"]])


def expectations(table: str) -> list[Any]:
    return list(_expectations(table))


def _expectations(table: str) -> Iterator[Any]:
    for event in EVENTS:
        for name, expected in load(event).get(table, {}).items():
            marks = [pytest.mark.xfail(reason=expected["xfail"], strict=True)] if "xfail" in expected else []
            yield pytest.param(event, expected, id=f"{event.stem}-{name}", marks=marks)


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


def is_expected(finding: Finding, expected: dict[str, Any], made: Report) -> bool:
    measure = next(topic.measure for topic in made.topics if topic.id == finding.topic_id)
    same = (finding.code, measure) == (expected["code"], expected["measure"])
    return same and is_between(finding, expected["between"])


def claims_on(made: Report, words: str) -> list[Claim]:
    return [claim for claim in made.claims if words in claim.span.quote and not claim.derived_from]


@each_event
def test_one_story(event: Path):
    made = report(event)
    assert [len(story.source_ids) for story in made.stories] == [len(load(event)["dispatches"])]


@each_event
def test_every_citation_is_a_slice_of_its_source(event: Path):
    made = report(event)
    texts = {source.id: source.text for source in made.sources}
    cited = [citation for finding in made.findings for citation in citations(finding)]
    assert cited
    assert [c for c in cited if texts[c.source_id][c.start : c.end] != c.quote] == []


@each_event
def test_words_of_the_expectations_are_in_the_dispatches(event: Path):
    loaded = load(event)
    tables = [row for table in ("conflicts", "verdicts", "speakers", "not_raised") for row in loaded[table].values()]
    words = [word for row in tables for word in [*row.get("between", []), *row.get("holds", []), row.get("words", "")]]
    assert [word for word in words if not any(word in dispatch["text"] for dispatch in loaded["dispatches"])] == []


@pytest.mark.parametrize(("event", "expected"), expectations("conflicts"))
def test_conflict_is_found(event: Path, expected: dict[str, Any]):
    made = report(event)
    assert [finding.message for finding in made.findings if is_expected(finding, expected, made)]


@pytest.mark.parametrize(("event", "expected"), expectations("verdicts"))
def test_topic(event: Path, expected: dict[str, Any]):
    made = report(event)
    if "derives" in expected:
        derived = [claim for claim in made.claims if claim.derived_from]
        sums = [(c.measure, c.value.nominal) for c in derived if isinstance(c.value, Quantity)]
        assert (expected["measure"], (Decimal(expected["derives"]),)) in sums
        return
    held = [{claim.topic_id for claim in claims_on(made, words)} for words in expected["holds"]]
    common = set.intersection(*held)
    assert [topic.verdict for topic in made.topics if topic.id in common] == [expected["verdict"]]


@pytest.mark.parametrize(("event", "expected"), expectations("speakers"))
def test_speaker(event: Path, expected: dict[str, Any]):
    said = claims_on(report(event), expected["words"])
    assert {claim.attribution.speaker if claim.attribution else None for claim in said} == {expected["speaker"]}


@pytest.mark.parametrize(("event", "expected"), expectations("not_raised"))
def test_not_raised(event: Path, expected: dict[str, Any]):
    codes = expected.get("codes", CONFLICTS)
    raised = [finding for finding in report(event).findings if finding.code in codes]
    assert [finding.message for finding in raised if cites(citations(finding), expected["words"])] == []


def _quiet_events() -> Iterator[Any]:
    for event in EVENTS:
        known = load(event).get("nothing_else", {}).get("xfail")
        marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
        yield pytest.param(event, id=event.stem, marks=marks)


@pytest.mark.parametrize("event", list(_quiet_events()))
def test_nothing_else_is_raised(event: Path):
    made, loaded = report(event), load(event)
    traps = [row["words"] for row in loaded["not_raised"].values()]
    others = [
        finding.message
        for finding in made.findings
        if finding.code in CONFLICTS
        and not any(is_expected(finding, expected, made) for expected in loaded["conflicts"].values())
        and not any(cites(citations(finding), words) for words in traps)
    ]
    assert others == []
