"""What makes a number its source's total: each licence, and each narrowing word against it."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from factcheck.claims.frame.licence import OPENING, with_licences
from factcheck.lexicon.catalogue import load_measures
from factcheck.models import Claim, Context, Source, Span
from tests.conflicts.build import claim

HEAD = "Fire at the Orrin mill"
FILLER = "The river was calm. " * (OPENING // 10)


def licences(*sentences: tuple[str, dict[str, object]], filler: str = "", block: int = 0) -> list[str | None]:
    """Return the licences of claims, each the number that opens in its sentence with the given spec."""
    text, claims = f"{HEAD}\n{filler}", []
    for at, (sentence, spec) in enumerate(sentences):
        start = len(text)
        number = str(spec["nominal"])
        place = start + sentence.index(number)
        one = claim({"source": 1, "measure": "deaths", "licence": None, "id": f"c{at}", **spec}, at)
        claims.append(
            msgspec.structs.replace(
                one,
                span=Span(place, place + len(number), number),
                sentence=Span(start, start + len(sentence), sentence),
            )
        )
        text += f"{sentence} "
    return [one.frame.licence for one in licensed(claims, text, block)]


def licensed(claims: list[Claim], text: str, block: int = 0) -> list[Claim]:
    source = Source(id="s1", number=1, title=HEAD, text=text, published=dt.date(2021, 5, 3))
    contexts = {one.id: Context(claim_id=one.id, noun=None, block=block) for one in claims}
    return with_licences(claims, contexts, source, load_measures(None))


def test_a_toll_word_wherever_it_stands() -> None:
    assert licences(("The death toll is 7 now.", {"nominal": 7}), filler=FILLER) == ["toll"]


def test_a_total_by_its_role() -> None:
    assert licences(("It comes to 7.", {"nominal": 7, "role": "total"}), filler=FILLER) == ["toll"]


def test_the_opening() -> None:
    assert licences(("It killed 7 men.", {"nominal": 7})) == ["opening"]


def test_the_title() -> None:
    one = claim({"source": 1, "measure": "deaths", "nominal": 7, "licence": None}, 0)
    text = f"{HEAD}\nMore."
    (told,) = licensed([msgspec.structs.replace(one, span=Span(0, 4, "Fire"), sentence=Span(0, 4, "Fire"))], text)
    assert told.frame.licence == "title"


def test_the_only_number_of_its_kind() -> None:
    assert licences(("It killed 7 men.", {"nominal": 7}), filler=FILLER, block=9) == ["only"]


def test_what_somebody_is_said_to_give() -> None:
    one = ("It killed 7 men.", {"nominal": 7, "speaker": "Ada Marsh"})
    assert licences(one, ("It killed 9.", {"nominal": 9}), filler=FILLER, block=9) == ["said", None]


@pytest.mark.parametrize("denied", ["denies", "doubts"])
def test_what_a_speaker_denies_is_no_number_of_hers(denied: str) -> None:
    one = ("It killed 7 men.", {"nominal": 7, "speaker": "Ada Marsh", "stance": denied})
    assert licences(one, ("It killed 9.", {"nominal": 9}), filler=FILLER, block=9) == [None, None]


@pytest.mark.parametrize(
    "narrowed",
    [
        {"part": "subset"},
        {"part": "addition"},
        {"event": "another attack"},
        {"window": "2020-10"},
        {"status": "feared"},
        {"standing": "withdrawn"},
        {"population": "child"},
    ],
)
def test_a_narrowed_number_is_no_total(narrowed: dict[str, object]) -> None:
    assert licences(("It killed 7 men.", {"nominal": 7, **narrowed})) == [None]


def test_a_number_at_a_place_is_a_total_in_the_opening_alone() -> None:
    one = ("It killed 7 men.", {"nominal": 7, "place": "Norby"})
    assert licences(one) == ["opening"]
    assert licences(("It killed 9.", {"nominal": 9}), one, filler=FILLER, block=9)[-1] is None


@pytest.mark.parametrize("noun", ["other people", "others", "remaining people"])
def test_others_are_not_all(noun: str) -> None:
    assert licences(("It hurt 7 more.", {"measure": "injured", "nominal": 7, "noun": noun})) == [None]


def test_a_number_of_no_people_needs_none() -> None:
    assert licences(("It broke 7 windows.", {"measure": "count", "nominal": 7})) == [None]
