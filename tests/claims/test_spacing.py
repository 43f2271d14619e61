"""However a text is spaced, it is read alike, and what is read points at the text as it stands."""

from __future__ import annotations

import textwrap
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.fuzz import COPIES, copy_of, told
from factcheck.claims import attributions, quantities, read_claims
from factcheck.claims.parse.spacing import Spaced
from factcheck.claims.read import read_doc
from factcheck.language import load_pipeline
from factcheck.models import Reading, SetAside, Source
from factcheck.settings import Settings
from tests.claims.test_spans import check_reading

DISPATCH = """Ferry sinks off Norby, killing at least 14

NORBY, May 3 (Coastal Wire) - At least 14 people were killed and nearly 30 injured when a ferry with 212 passengers
sank off Norby on Tuesday, the coast guard said.

"We heard a loud bang and then the lights went out," said Ada Lund, 44, a nurse who was on board with her two sons.

The minister of transport, Per Dahl, told reporters:

"Nobody who was on that deck had been told about the leak."

The National Rescue Office (NRO) wants  about 3,500 euros for each of the 12 boats that it sent. It took between six
and eight hours.
"""
ORIGINAL = "\n\n".join(" ".join(part.split()) for part in DISPATCH.split("\n\n"))


def reading_of(text: str) -> Reading:
    (reading,) = read_claims([Source.from_text(text)])
    return reading


def test_twin_has_single_spaces_inside_its_blocks_alone():
    text = "A \xa0title\t\n\n  At  least\n12\u200b died.[1]  "
    spaced = Spaced.of(Source.from_text(text), [(0, 9), (11, len(text))])
    assert [spaced.twin.text[start:end] for start, end in spaced.blocks] == ["A title", "At least 12 died."]
    assert "\n\n" in spaced.twin.text


def test_block_of_spaces_is_none():
    text = "One.\n\n\ufeff\u200b \n\nTwo."
    spaced = Spaced.of(Source.from_text(text), [(0, 4), (6, 9), (11, 15)])
    assert [spaced.twin.text[start:end] for start, end in spaced.blocks] == ["One.", "Two."]


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d", "\u200f", "\u2060", "\ufeff"])
def test_what_nobody_sees_parts_no_word(unseen: str):
    text = f"At le{unseen}ast 12{unseen} peo{unseen}ple {unseen} died."
    spaced = Spaced.of(Source.from_text(text), [(0, len(text))])
    assert spaced.twin.text == "At least 12 people died."
    assert text[slice(*spaced.range_of(3, 8))] == f"le{unseen}ast"


@given(st.text(alphabet="ab \n\t\xa0\u200b\u00ad.[1]", max_size=40))
def test_every_place_of_a_twin_is_its_sources(text: str):
    spaced = Spaced.of(Source.from_text(text), [(0, len(text))])
    assert len(spaced.places) == len(spaced.twin.text)
    assert list(spaced.places) == sorted(set(spaced.places))
    for start, end in spaced.blocks:
        block = spaced.twin.text[start:end]
        assert block == block.strip()
        assert "  " not in block
        first, last = spaced.range_of(start, end)
        assert text[first:last][0] == block[0]
        assert text[first:last][-1] == block[-1]


@pytest.mark.model
@pytest.mark.parametrize("style", COPIES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_copy_claims_what_the_original_claims(style: str, seed: int):
    text = copy_of(ORIGINAL, style, Random(seed))  # noqa: S311  a seeded width is no secret
    reading, wanted = reading_of(text), reading_of(ORIGINAL)
    assert text != ORIGINAL
    assert len(wanted.claims) > 8
    assert told(reading.claims) == told(wanted.claims)
    assert reading.aliases == wanted.aliases
    check_reading(reading, text)


@pytest.mark.model
def test_spans_and_ids_are_those_of_the_text_as_published():
    text = "At  least\u00a0 12\tpeople   were  killed,  the\tMinistry  of Health said."
    (claim,) = reading_of(text).claims
    assert claim.span.quote == "At  least\u00a0 12\tpeople"
    assert claim.value.surface == claim.span.quote
    assert claim.id.endswith(f"-deaths-{claim.span.start}-{claim.span.end}")
    assert claim.attribution is not None
    assert claim.attribution.speaker == "Ministry of Health"
    assert [text[slice(*span)] for span in claim.attribution.speaker_spans] == ["the\tMinistry  of Health"]


@pytest.mark.model
def test_sum_rests_on_claims_by_their_new_ids():
    reading = reading_of("The  blast killed  26  rebels and  18  soldiers.")
    ids = {claim.id for claim in reading.claims}
    sums = [claim for claim in reading.claims if claim.derived_from]
    assert sums
    assert all(set(claim.derived_from) < ids for claim in sums)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Tokayev wants  peace.",
        "Tokayev wants\u00a0 peace.",
        "Tokayev wants\n   peace.",
        "He knows  \u200b that  it  ended.",
        'Blinken asked:\n\n"Why do they want Russian soldiers?"',
        "Blinken asked:",
        "  said:  \n\n  ",
    ],
)
def test_spaces_and_open_colons_fell_nothing(text: str):
    check_reading(reading_of(text), text)
    assert len(attributions([text])) == len(quantities([text])) == 1


@pytest.mark.model
def test_quantities_and_attributions_are_read_alike():
    text = "About  2,500\u00a0troops  left, the ministry  said."
    ((quantity,),) = quantities([text])
    assert (quantity.surface, quantity.noun) == ("About  2,500\u00a0troops", "troop")
    ((said,),) = attributions([text])
    assert said.speaker == "ministry"
    assert [text[slice(*span)] for span in said.speaker_spans] == ["the ministry"]


@pytest.mark.model
@pytest.mark.parametrize("text", ["Tokayev wants  peace.", "   ", "", "  At  least 12 people   were killed in Oslo. "])
def test_component_reads_a_doc_with_tokens_of_space(text: str):
    plain = " ".join(text.split())
    nlp, settings = load_pipeline(), Settings()
    claims = read_doc(nlp(text), settings=settings)
    assert told(claims) == told(read_doc(nlp(plain), settings=settings))
    assert all(text[claim.span.start : claim.span.end] == claim.span.quote for claim in claims)


@pytest.mark.model
def test_wrapped_dateline_does_not_part_its_sentence():
    text = textwrap.fill(
        ORIGINAL.split("\n\n")[1] + " It is the worst loss of the line in nine years, and it may rise.", 62
    )
    aside = SetAside(0, text.index("At least"), "dateline")
    (reading,) = read_claims([Source(id="a", text=text, set_aside=(aside,))])
    assert reading.claims[0].sentence.quote.endswith("the coast guard said.")
