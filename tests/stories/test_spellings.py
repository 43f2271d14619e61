"""Names of persons: which are two spellings of one, which side each is on, and what becomes of the others."""

from __future__ import annotations

from typing import Any
from unittest import mock

import msgspec
import pytest

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.probability import features_of
from factcheck.lexicon.told.localities import Locality
from factcheck.lexicon.told.spelling import is_foreign, is_letter_off, spelled
from factcheck.models import Category, Claim, Finding
from factcheck.stories.spelt.spellings import One, Told, compare_names, group_names, sides_of
from tests.conflicts.build import claim, run


def names(*rows: tuple[int, str], sentences: tuple[str, ...] = ()) -> list[Claim]:
    """Return name claims of (source, label), each in a sentence of its own."""
    made = []
    for at, (source, label) in enumerate(rows):
        spec: dict[str, Any] = {"source": source, "measure": "name", "label": label, "about": label}
        if sentences:
            spec["sentence"] = sentences[at]
        made.append(claim(spec, at))
    return made


def labels(groups: list[list[Claim]]) -> list[set[str]]:
    return [{each.value.label for each in group if isinstance(each.value, Category)} for group in groups]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ostrander", "ostrandor"),
        ("keyshawn", "keyshwan"),
        ("quintrel", "quintrell"),
        ("javell", "jovall"),
        ("schimmer", "shimmer"),
        ("philo", "filo"),
        ("olaf", "olav"),
        ("elhaddad", "haddad"),
        ("pattersen", "pattsen"),
    ],
)
def test_close_spellings(one: str, two: str) -> None:
    assert spelled(one, two) is not None
    assert spelled(one, two) == spelled(two, one)


@pytest.mark.parametrize(("one", "two"), [("perry", "petty"), ("terry", "danny"), ("venn", "vosn"), ("ann", "bea")])
def test_other_names(one: str, two: str) -> None:
    assert spelled(one, two) is None


@pytest.mark.parametrize(
    ("one", "two"), [("nadim sarrafi", "nadim sarafy"), ("akhmed darov", "akhmad darov"), ("qen lu", "qenn lu")]
)
def test_names_of_another_language(one: str, two: str) -> None:
    assert is_foreign(tuple(one.split()), tuple(two.split()))


@pytest.mark.parametrize(("one", "two"), [("dale baker", "dale baaker"), ("melvin ostrander", "melvin ostrandor")])
def test_names_of_english_letters(one: str, two: str) -> None:
    assert not is_foreign(tuple(one.split()), tuple(two.split()))


def test_one_person_in_three_spellings_is_one_group() -> None:
    claims = names((1, "sarah bledo"), (2, "sarah beldo"), (3, "sara bledo"), (4, "bea lund"))
    assert labels(group_names(claims, Told())) == [{"sarah bledo", "sarah beldo", "sara bledo"}]


def test_a_middle_name_makes_no_side_of_its_own() -> None:
    claims = names((1, "john ernest ulmer"), (2, "john ulmer"), (3, "john ulmar"))
    (group,) = group_names(claims, Told())
    assert [len(side) for side in sides_of(group)] == [2, 1]


def test_two_middle_names_that_are_not_close_are_nothing() -> None:
    assert group_names(names((1, "john ernest ulmer"), (2, "john walter ulmer"), (3, "john ulmer")), Told()) == []


def test_a_last_name_alone_is_of_its_own_source() -> None:
    assert labels(group_names(names((1, "marla quintrell"), (1, "quintrel")), Told())) == [
        {"marla quintrell", "quintrel"}
    ]
    assert group_names(names((1, "marla quintrell"), (2, "quintrel")), Told()) == []


def test_a_last_name_alone_is_not_one_of_somebody_else_in_the_story() -> None:
    assert group_names(names((1, "marla quintrell"), (1, "quintrel"), (2, "bea quintrel")), Told()) == []


def test_common_names_need_words_in_common() -> None:
    rows = (1, "john walker"), (2, "john walter")
    assert group_names(names(*rows, sentences=("John Walker ran.", "John Walter fell.")), Told()) == []
    same = "The lighthouse keeper {} smuggled barometers."
    told = tuple(same.format(name) for name in ("John Walker", "John Walter"))
    assert len(group_names(names(*rows, sentences=told), Told())) == 1


def test_an_age_years_apart_parts_them_and_the_same_age_joins_them() -> None:
    one, two = names((1, "dean halvers"), (2, "sean halvers"))
    aged = [
        claim({"source": at, "measure": "age", "about": f"{name} halvers", "nominal": 14}, at)
        for at, name in ((1, "dean"), (2, "sean"))
    ]
    assert compare_names([one], [two], Told()) is None
    likeness = compare_names([one], [two], Told.of(aged))
    assert likeness is not None
    assert likeness.same_age
    older = claim({"source": 2, "measure": "age", "about": "sean halvers", "nominal": 41}, 3)
    assert compare_names([one], [two], Told.of([aged[0], older])) is None


def test_the_spelling_of_most_sources_stands_for_the_others() -> None:
    groups = [names((1, "keyshawn halvers"), (2, "keyshwan halvers"), (3, "keyshawn halvers"))]
    one = One.of(groups)
    assert one.spelled(frozenset({"keyshwan", "halvers"})) == {"keyshawn", "halvers"}
    assert one.spelled(frozenset({"halvers"})) == {"halvers"}


def test_a_name_in_one_spelling_is_in_no_topic_and_not_in_the_report() -> None:
    given = [
        {"source": 1, "measure": "name", "label": "marla quintrell", "about": "Marla Quintrell"},
        {"source": 2, "measure": "name", "label": "marla quintrell", "about": "Marla Quintrell"},
        {"source": 1, "measure": "deaths", "nominal": 2},
    ]
    outcome = run({"given": given})
    assert {topic.measure for topic in outcome.topics} == {"deaths"}
    assert {each.measure for each in outcome.claims.values()} == {"deaths"}


def test_names_of_two_stories_do_not_meet() -> None:
    given = [
        {"source": 1, "measure": "name", "label": "marla quintrell", "about": "Marla Quintrell"},
        {"source": 2, "measure": "name", "label": "marla quintrel", "about": "Marla Quintrel"},
    ]
    assert run({"given": given, "stories": [[1], [2]]}).topics == ()
    assert len(run({"given": given}).topics) == 1


def test_features_tell_how_two_spellings_differ() -> None:
    given = [
        {"source": 1, "measure": "name", "label": "keyshawn halvers", "about": "Keyshawn Halvers"},
        {"source": 1, "measure": "age", "about": "keyshawn halvers", "nominal": 9},
        {"source": 2, "measure": "name", "label": "keyshwan halvers", "about": "Keyshwan Halvers"},
        {"source": 2, "measure": "age", "about": "keyshwan halvers", "nominal": 9},
    ]
    seen: list[dict[str, float]] = []

    def keep(finding: Finding, view: TopicView) -> dict[str, float]:
        seen.append(features_of(finding, view))
        return seen[-1]

    with mock.patch("factcheck.conflicts.probability.features_of", side_effect=keep):
        run({"given": given})
    (found,) = seen
    assert {name for name, weight in found.items() if name.startswith("name.") and weight == 1} == {
        "name.swapped", "name.heard", "name.given", "name.age", "name.even",
    }  # fmt: skip
    assert found["kind.name"] == 1


def test_both_words_spelled_otherwise_need_an_age_or_an_office() -> None:
    claims = names((1, "maranda quillon"), (2, "miranda quillion"))
    ages = [
        claim({"source": source, "measure": "age", "about": about, "nominal": 18}, at)
        for at, (source, about) in enumerate([(1, "maranda quillon"), (2, "miranda quillion")], 5)
    ]
    assert group_names(claims, Told()) == []
    assert labels(group_names(claims, Told.of(ages))) == [{"maranda quillon", "miranda quillion"}]


def test_one_of_two_spellings_is_told_of_as_a_persons() -> None:
    sure, unsure = names((1, "dravious quill")), names((2, "dravius quill"))
    perhaps = [msgspec.structs.replace(each, confidence="low") for each in (*sure, *unsure)]
    assert len(group_names([sure[0], perhaps[1]], Told())) == 1
    assert group_names(perhaps, Told()) == []


def test_a_given_name_alone_is_of_the_person_of_the_same_source() -> None:
    claims = names((1, "tyshorn quill"), (1, "tyshron"), sentences=("Tyshorn Quill fell.", "Tyshron swam."))
    assert labels(group_names(claims, Told())) == [{"tyshorn quill", "tyshron"}]
    assert group_names(names((1, "tyshorn quill"), (2, "tyshron")), Told()) == []


def test_a_name_alone_goes_with_its_own_spelling() -> None:
    claims = names((1, "damarkus quill"), (1, "demarkus"), (2, "demarkus quill"))
    (group,) = group_names(claims, Told())
    assert [len(side) for side in sides_of(group)] == [1, 2]


@pytest.mark.parametrize(
    ("alone", "name", "beside", "is_off"),
    [
        ("ferquist", "nathidia fernquist", False, True),
        ("mcleon", "bryan mcleom", True, True),
        ("mcleon", "bryan mcleom", False, False),
        ("schrieber", "dakota scheirber", True, True),
        ("fernquists", "nathidia fernquist", True, False),
        ("just", "jost fernquist", False, False),
        ("walkar", "john walker", False, True),
        ("johnson", "ann jonson", False, False),
    ],
)
def test_a_word_a_letter_from_a_name(alone: str, name: str, *, beside: bool, is_off: bool) -> None:
    assert is_letter_off(alone, name, beside=beside) is is_off


@pytest.mark.parametrize(("one", "two"), [("mohammed", "muhammad"), ("yousef", "yusuf"), ("sergei", "sergey")])
def test_one_name_of_another_alphabet_is_written_in_several_ways(one: str, two: str) -> None:
    written = names((1, f"{one} quintrell"), (2, f"{two} quintrell"))
    assert group_names(written, Told.of(written)) == []


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("quillane", "quillaned", False),
        ("norbian", "norbean", False),
        ("quillane", "quillanne", True),
        ("norbird", "norbirt", True),
    ],
)
def test_a_word_made_of_a_name_is_no_spelling_of_it(one: str, two: str, apart: bool) -> None:  # noqa: FBT001  a case's outcome
    left, right = Locality((one, "tavenbeck")), Locality((two, "tavenbeck"))
    assert (left.apart(right) is not None) == apart
