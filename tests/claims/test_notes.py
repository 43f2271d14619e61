"""What a claim's words say beside its value: the notes that comparing asks for."""

from __future__ import annotations

import datetime as dt
import json
from typing import get_args

import msgspec
import pytest

from factcheck.claims.frame.notes import noted, weekdays_told
from factcheck.claims.read import read_claims
from factcheck.lexicon.loader import table_of
from factcheck.models import Attribution, Category, Claim, Mention, Note, Report, Source, Span, Value
from tests.conflicts.build import claim, quantity


def notes(surface: str, sentence: str = "") -> set[str]:
    """Return the notes of a number of people with these words."""
    said = Span(0, len(sentence or surface), sentence or surface)
    return set(noted(with_value(quantity({"nominal": 2, "surface": surface}), surface, said), "").notes)


def with_value(value: Value, surface: str, sentence: Span) -> Claim:
    value = msgspec.structs.replace(value, surface=surface)
    span = Span(0, len(surface), surface)
    return Claim(id="c", source_id="a", measure="injured", about=None, value=value, span=span, sentence=sentence)


@pytest.mark.parametrize(
    ("surface", "said"),
    [
        ("two guards", set()),
        ("two other guards", {"other"}),
        ("six others", {"others"}),
        ("the remaining two", {"remaining"}),
        ("two brothers", set()),
        ("one guard", {"single"}),
        ("A single guard", {"single"}),
        ("one of the guards", set()),
        ("a guard", set()),
        ("one", {"one"}),
    ],
)
def test_words_of_a_number(surface: str, said: set[str]):
    assert notes(surface) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Two guards were hurt.", set()),
        ("The number of hurt guards rose\nto two.", {"update"}),
        ("The count was corrected to two guards.", {"update", "fall"}),
        ("Two guards in all were hurt.", {"exhaustive"}),
        ("Two guards were taken to hospital.", {"whereabouts"}),
        ("Two guards were found on the pier.", {"whereabouts"}),
    ],
)
def test_words_beside_a_number(sentence: str, said: set[str]):
    assert notes("two guards", sentence) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("2021-05-03", ()),
        ("monday night", ("late",)),
        ("2021-05-03 early", ("early",)),
        ("midnight", ("late", "early")),
    ],
)
def test_hours_of_a_day(label: str, said: tuple[str, ...]):
    spec = {"source": 1, "measure": "date_of", "about": "blast", "label": label}
    assert claim(spec, 0).notes == said


def test_hours_are_told_of_days_alone():
    value = Category(slot="cause", label="night")
    span = Span(0, 5, "night")
    made = Claim(id="c", source_id="a", measure="cause", about=None, value=value, span=span, sentence=span)
    assert noted(made, "").notes == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [("Bo Lind said so.", ()), ("Mr Lind said so.", ()), ("He told us so.", ("pronoun",)), ("", ())],
)
def test_a_speaker_who_is_named_elsewhere(text: str, said: tuple[str, ...]):
    spans = ((0, 7),) if text else ()
    plain = claim({"source": 1, "measure": "quotation", "quote": "We stay", "speaker": "Bo Lind"}, 0)
    made = msgspec.structs.replace(plain, attribution=Attribution(speaker="Bo Lind", speaker_spans=spans))
    assert noted(made, text).notes == said


def test_weekdays_are_told_in_their_order():
    spec = {"source": 1, "measure": "quotation", "quote": "We stay", "sentence": 'On Sunday and on Monday: "We stay"'}
    made = claim(spec, 0)
    assert made.notes == ("monday", "sunday")
    assert weekdays_told([made], [Mention("last Friday", "DATE", 0, 11)]) == ("monday", "friday", "sunday")


def test_every_note_of_the_file_is_one():
    table = table_of("notes")
    told = {note for name in ("sentence", "word", "whole", "day") for note in table[name]} | {"single"}
    assert told <= set(get_args(Note))


@pytest.mark.model
def test_a_reading_has_them():
    text = 'On Tuesday two other guards were taken to hospital. "We stay in the port," said Bo Lind on Friday.'
    (reading,) = read_claims([Source.from_text(text, id="a", published=dt.date(2021, 5, 8))])
    said = {claim.measure: set(claim.notes) for claim in reading.claims}
    assert {"other", "whereabouts"} <= said["injured"]
    assert said["quotation"] == {"friday"}
    assert reading.weekdays == ("tuesday", "friday")


def test_a_report_without_them_still_reads():
    made = claim({"source": 1, "measure": "deaths", "nominal": 2, "sentence": "Two have died so far."}, 0)
    assert made.notes == ("update",)
    text = Report(claims=(made,)).to_json()
    assert Report.from_json(text).claims == (made,)
    plain = Report(claims=(made,)).to_dict()
    del plain["claims"][0]["notes"]
    assert Report.from_json(json.dumps(plain)).claims[0].notes == ()
