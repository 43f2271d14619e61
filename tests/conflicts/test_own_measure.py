"""A people-measure of one's own, in a TOML file with the fields of `deaths`, is compared as `deaths` is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from factcheck.lexicon.catalogue import Measure, load_measures
from factcheck.settings import Settings
from tests.caseload import Case, params
from tests.conflicts.build import Outcome, run

OWN = "deaths_by_poison"
_FIELDS = "weight accumulates people harm persons singles".split()


def case_of(parameter: Any) -> Case:
    """Return the case that a parameter of the tests of cases holds."""
    case: Case = parameter.values[0]
    return case


WITH_DEATHS = [
    each for each in params("conflicts") if any(spec["measure"] == "deaths" for spec in case_of(each).given["given"])
]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a measure that says of itself what the shipped one says of deaths, but for its words."""
    file = tmp_path_factory.mktemp("own") / "measures.toml"
    shipped = tomllib.loads(resources.files("factcheck").joinpath("lexicon/en/measures.toml").read_text("utf8"))
    deaths = next(measure for measure in shipped["measure"] if measure["name"] == "deaths")
    lines = [
        f"{name} = {str(deaths[name]).lower() if deaths[name] is True else repr(deaths[name])}" for name in _FIELDS
    ]
    named = [f'name = "{OWN}"', 'label = "poisoned"', 'phrase = "the number of people poisoned"']
    named += [f'counted_in.injury = "{deaths["counted_in"]["injury"]}"', 'object = ["poison"]']
    file.write_text("\n".join(["[[measure]]", *named, *lines]), "utf8")
    return file


def renamed(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return a case with one's own measure in the place of deaths."""
    claims = [
        {**claim, "measure": OWN if claim["measure"] == "deaths" else claim["measure"]} for claim in case["given"]
    ]
    ids = {f"s{claim['source']}-deaths-{at}": f"s{claim['source']}-{OWN}-{at}" for at, claim in enumerate(claims)}
    for claim in claims:
        if "sum_of" in claim:
            claim["sum_of"] = [ids.get(id_, id_) for id_ in claim["sum_of"]]
    return {**case, "given": claims}


def essence(outcome: Outcome) -> list[Any]:
    findings = sorted(
        (one.code, one.severity, one.confidence, len(one.positions), [way.assumption for way in one.reconciled_if])
        for one in outcome.findings
    )
    topics = sorted((topic.verdict, len(topic.claim_ids), str(topic.estimate)) for topic in outcome.topics)
    return [findings, topics]


def test_it_has_what_deaths_has(own: Path):
    deaths, mine = (load_measures(own)[name] for name in ("deaths", OWN))
    said = [name for name in Measure.__struct_fields__ if getattr(mine, name) == getattr(deaths, name)]
    assert {*_FIELDS, "counted_in"} <= set(said)


@pytest.mark.parametrize("case", WITH_DEATHS)
def test_it_is_compared_as_deaths_are(case: Case, own: Path):
    settings = case.given.get("settings", {})
    assert essence(run(renamed(case.given), settings=Settings(**settings, measures=own))) == essence(run(case.given))


def test_the_cases_are_about_harm():
    told = " ".join(str(essence(run(case_of(case).given))) for case in WITH_DEATHS)
    assert all(word in told for word in ("FC101", "FC106", "the attacker is counted", "the missing are counted"))


def test_the_killed_and_the_injured_swapped_are_named(own: Path):
    claims = [
        {"source": source, "measure": measure, "nominal": number}
        for source, numbers in ((1, (4, 9)), (2, (9, 4)))
        for measure, number in zip((OWN, "injured"), numbers, strict=True)
    ]
    outcome = run({"given": claims}, settings=Settings(measures=own))
    assert all("the killed and the injured the other way round" in one.message for one in outcome.findings)
    assert outcome.codes() == ["FC106", "FC106"]
