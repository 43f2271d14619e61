"""Claims read anew in the light of their source or story: what is filed is what was compared, with the rule's name.

The cases are tests/cases/stories/*.yaml: `filed` are the claims read anew by the rules of the case, in their order, and
`kept` the rules to whose cases the claims are near and keep their reading.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.checker import check
from factcheck.lexicon.catalogue import load_measures
from factcheck.models import Claim, Reading, Report, Source, Story
from factcheck.reads import rules
from factcheck.report.explain import explain, load_report
from factcheck.stories import group_topics
from tests.caseload import Case, cases_of, params
from tests.conflicts.build import claim, run


def test_every_rule_has_its_cases_and_says_in_one_line_what_it_does() -> None:
    known = {name: rule for name, rule in rules().items() if name.startswith("story.")}
    cases = cases_of("stories")
    assert sorted(known) == sorted({name for case in cases for name in case.rules})
    assert sorted(known) == sorted({name for case in cases for name in case.expected.get("kept", ())})
    assert all(rule.says.endswith(".") for rule in known.values())


def _seen(claim: Claim, key: str) -> object:
    return getattr(claim.frame if key in {"event", "window"} else claim.scope, key)


@pytest.mark.parametrize("case", params("stories", "filed"))
def test_what_is_read_anew_is_filed_so(case: Case) -> None:
    outcome, wanted = run(case.given), case.expected["filed"]
    for id_, keys in wanted.items():
        again = outcome.claims[id_]
        assert again.read_by == case.rules
        assert {key: _seen(again, key) for key in keys} == keys
        (topic,) = [topic for topic in outcome.topics if id_ in topic.claim_ids]
        assert again.topic_id == topic.id
        assert topic.scope.part == again.scope.part
    assert all(not one.read_by for id_, one in outcome.claims.items() if id_ not in wanted)


@pytest.mark.parametrize("case", params("stories", "kept"))
def test_what_is_near_to_it_keeps_its_reading(case: Case) -> None:
    given = [claim(spec, at) for at, spec in enumerate(case.given["given"])]
    filed = run(case.given).claims
    assert not case.rules
    assert [(one.scope, one.frame, one.read_by) for one in given] == [
        (filed[one.id].scope, filed[one.id].frame, filed[one.id].read_by) for one in given
    ]


def test_the_rules_that_read_a_claim_stand_in_their_order() -> None:
    specs = [
        {"source": 1, "measure": "deaths", "event": "another attack", "nominal": 3, "id": "again"},
        {"source": 2, "measure": "deaths", "nominal": 3, "part": "subset", "population": "victims"},
        {"source": 3, "measure": "deaths", "nominal": 3},
    ]
    assert run({"given": specs}).claims["again"].read_by == ("story.own-events", "story.victims")


def test_a_measure_of_the_desk_is_a_toll_as_deaths_is(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[measure]]\nname = "poisoned"\nlabel = "poisoned"\nphrase = "the number of people poisoned"\n'
        'people = true\nharm = "injury"\nobject = ["poison"]\n',
        "utf8",
    )
    specs = [
        {"source": 1, "measure": "deaths", "nominal": 2},
        {"source": 1, "measure": "poisoned", "nominal": 9},
        {"source": 1, "measure": "casualties", "nominal": 4, "id": "again"},
    ]
    reading = Reading(source_id="s1", claims=tuple(claim(spec, at) for at, spec in enumerate(specs)))
    filed = group_topics([Story(id="y", title="", source_ids=("s1",))], [reading], load_measures(own)).claims
    (again,) = [one for one in filed if one.id == "again"]
    assert (again.scope.part, again.read_by) == ("subset", ("story.part-of-own-tolls",))


@pytest.mark.model
def test_json_and_explanation_show_what_was_compared(tmp_path: Path) -> None:
    texts = ("Four men were killed in a blast at a mill in Norby on Monday.", "A blast in Norby killed six people.")
    report = check([Source.from_text(text, id=f"s{at}", published="2021-05-03") for at, text in enumerate(texts)])
    file = tmp_path / "report.json"
    file.write_text(report.to_json(), "utf8")
    (finding,) = [one for one in Report.from_json(file.read_text("utf8")).findings if one.code == "FC101"]
    claims = {one.id: one for one in Report.from_json(file.read_text("utf8")).claims}
    four = next(claims[id_] for id_ in finding.claim_ids if claims[id_].source_id == "s0")
    assert (four.scope.part, four.read_by[-1]) == ("whole", "story.whole-by-description")
    shown = explain(load_report(file), finding.id)
    assert "story.whole-by-description" in shown
    assert "part: subset" not in shown
