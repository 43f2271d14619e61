"""Copy in capitals is read as its twin in small letters; spans and quotes stay those of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims import attributions, quantities, read_claims
from factcheck.claims.parse.capitals import in_small_letters, is_in_capitals
from factcheck.language import load_pipeline
from factcheck.models import Source


@pytest.mark.parametrize(
    "text",
    [
        "SIX DIE IN FIRE",
        "12 DEAD AFTER FERRY SINKS",
        "“WE WILL LEAVE,” SAID ANNA BERG.",
        "MCKAY SAID McKAY WAS NOT THERE WHEN THE STORM CAME",
        "ÖSTERREICH WÄHLT NEU",
    ],
)
def test_capitals_are_known(text: str) -> None:
    assert is_in_capitals(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 2 3 4",
        "OSLO (NTB)",
        "ADVERTISEMENT",
        "OSLO, NORWAY (NTB) — Six people died in a fire on Monday.",
        "NATO, the EU and the UN met.",
        "Six Die in Fire, Mayor Says",
        "ÐÑ six die in a fire",
    ],
)
def test_other_text_is_not_taken_for_capitals(text: str) -> None:
    assert not is_in_capitals(text)


@pytest.mark.model
def test_blocks_in_small_letters_stay_and_are_not_parsed() -> None:
    blocks = ["Six people died in Oslo.", "OSLO (NTB)"]
    nlp = load_pipeline()
    assert in_small_letters(blocks, nlp) == blocks


@pytest.mark.model
@pytest.mark.parametrize(
    ("blocks", "twin"),
    [
        (["SIX PEOPLE WERE KILLED IN THE FIRE."], "Six people were killed in the fire."),
        (["SIX DIE. THE MAYOR CALLED IT A DISASTER."], "Six die. The mayor called it a disaster."),
        (["MAYOR ANNA BERG SAID I AM SORRY."], "Mayor Anna Berg said I am sorry."),
        (["KRALL LEAVES THE TOWN FOR GOOD", "On Monday the mayor, Ada Krall, left."], "Krall leaves the town for good"),
        (["THE UN SENDS HELP", "Help from the UN came on Monday."], "The UN sends help"),
        (["HUNTER SHOT BY FARMER", "A hunter was shot by a farmer."], "Hunter shot by farmer"),
    ],
)
def test_twin(blocks: list[str], twin: str) -> None:
    assert in_small_letters(blocks, load_pipeline())[0] == twin


@pytest.mark.model
@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ABC ÄİßŒǅﬁ.-'’\"12", min_size=6, max_size=40))
def test_a_twin_has_the_length_of_its_block(text: str) -> None:
    block = f"THE ARMY LEFT {text}"
    (twin,) = in_small_letters([block], load_pipeline())
    assert len(twin) == len(block)
    assert [a.lower() for a in twin] == [b.lower() for b in block]


@pytest.mark.model
def test_quotes_and_spans_are_of_the_text_as_read() -> None:
    text = "MINISTER ANNA BERG SAID “THE BRIDGE WAS NEVER SAFE” AFTER 9 PEOPLE WERE KILLED IN OSLO."
    (reading,) = read_claims([Source.from_text(text)])
    assert {claim.measure for claim in reading.claims} >= {"deaths", "quotation"}
    assert all(text[c.span.start : c.span.end] == c.span.quote for c in reading.claims)
    assert all(claim.value.surface in text for claim in reading.claims)
    assert all(text[m.start : m.end] == m.text for m in reading.mentions)


@pytest.mark.model
def test_the_other_public_functions_read_capitals_too() -> None:
    (found,) = quantities(["NEARLY 2,000 TROOPS LEFT THE CITY."])
    assert [each.surface for each in found] == ["NEARLY 2,000 TROOPS"]
    (said,) = attributions(["MAYOR ANNA BERG SAID ON MONDAY THAT THE BRIDGE WAS SAFE."])
    assert [each.speaker for each in said] == ["Anna Berg"]
