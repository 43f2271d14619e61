"""Claims read anew in the light of their source or story: what is filed is what was compared, with the rule's name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from factcheck.checker import check
from factcheck.lexicon.catalogue import load_measures
from factcheck.models import Claim, Reading, Report, Source, Story
from factcheck.reads import rules
from factcheck.report.explain import explain, load_report
from factcheck.stories import group_topics
from tests.conflicts.build import claim, run

MAY = dt.date(2021, 5, 3)
# rule: claims of a story, of which those with the id "again" are read anew, and what is then said of them
CASES: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "story.own-month": (
        [{"source": 1, "measure": "injured", "window": "2021-04", "nominal": 7, "as_of": MAY, "id": "again"}],
        {"window": None, "part": "whole"},
    ),
    "story.own-events": (
        [
            {"source": 1, "measure": "deaths", "event": "another attack", "nominal": 20, "id": "again"},
            {"source": 2, "measure": "deaths", "nominal": 30},
        ],
        {"event": None, "part": "whole"},
    ),
    "story.whole-by-description": (
        [{"source": 1, "measure": "deaths", "nominal": 4, "part": "subset", "population": "man", "id": "again"}],
        {"part": "whole", "population": "man"},
    ),
    "story.part-of-own-tolls": (
        [
            {"source": 1, "measure": "deaths", "nominal": 2},
            {"source": 1, "measure": "injured", "nominal": 3},
            {"source": 1, "measure": "casualties", "nominal": 4, "id": "again"},
        ],
        {"part": "subset", "population": None},
    ),
    "story.victims": (
        [
            {"source": 1, "measure": "deaths", "nominal": 3, "part": "subset", "population": "victims"},
            {"source": 2, "measure": "deaths", "nominal": 3, "id": "again"},
        ],
        {"part": "subset", "population": "victims"},
    ),
}
# rule: claims that are near to its case and keep their reading
KEPT: dict[str, list[dict[str, Any]]] = {
    "story.own-month": [
        {"source": 1, "measure": "injured", "window": "2021-02", "nominal": 7, "as_of": MAY},
        {"source": 1, "measure": "injured", "window": "2021", "nominal": 9, "as_of": MAY},
    ],
    "story.own-events": [{"source": 1, "measure": "deaths", "event": "another attack", "nominal": 20}],
    "story.whole-by-description": [
        {"source": 1, "measure": "deaths", "nominal": 4, "part": "subset", "population": "man"},
        {"source": 1, "measure": "deaths", "nominal": 6},
    ],
    "story.part-of-own-tolls": [
        {"source": 1, "measure": "deaths", "nominal": 2},
        {"source": 2, "measure": "injured", "nominal": 3},
        {"source": 1, "measure": "casualties", "nominal": 4},
    ],
    "story.victims": [
        {"source": 1, "measure": "deaths", "nominal": 3, "part": "subset", "population": "victims"},
        {"source": 2, "measure": "deaths", "nominal": 4},
    ],
}


def test_every_rule_has_its_cases_and_says_in_one_line_what_it_does() -> None:
    known = {name: rule for name, rule in rules().items() if name.startswith("story.")}
    assert sorted(known) == sorted(CASES) == sorted(KEPT)
    assert all(rule.says.endswith(".") for rule in known.values())


def _seen(claim: Claim, key: str) -> object:
    return getattr(claim.frame if key in {"event", "window"} else claim.scope, key)


@pytest.mark.parametrize("rule", CASES)
def test_what_is_read_anew_is_filed_so(rule: str) -> None:
    specs, wanted = CASES[rule]
    outcome = run({"claims": specs})
    again = outcome.claims["again"]
    assert again.read_by == (rule,)
    assert {key: _seen(again, key) for key in wanted} == wanted
    (topic,) = [topic for topic in outcome.topics if "again" in topic.claim_ids]
    assert again.topic_id == topic.id
    assert topic.scope.part == again.scope.part
    assert all(not one.read_by for id_, one in outcome.claims.items() if id_ != "again")


@pytest.mark.parametrize("rule", KEPT)
def test_what_is_near_to_it_keeps_its_reading(rule: str) -> None:
    specs = KEPT[rule]
    given = [claim(spec, at) for at, spec in enumerate(specs)]
    filed = run({"claims": specs}).claims
    assert [(one.scope, one.frame, one.read_by) for one in given] == [
        (filed[one.id].scope, filed[one.id].frame, filed[one.id].read_by) for one in given
    ]


def test_the_rules_that_read_a_claim_stand_in_their_order() -> None:
    specs = [
        {"source": 1, "measure": "deaths", "event": "another attack", "nominal": 3, "id": "again"},
        {"source": 2, "measure": "deaths", "nominal": 3, "part": "subset", "population": "victims"},
        {"source": 3, "measure": "deaths", "nominal": 3},
    ]
    assert run({"claims": specs}).claims["again"].read_by == ("story.own-events", "story.victims")


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
    _, filed = group_topics([Story(id="y", title="", source_ids=("s1",))], [reading], load_measures(own))
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
