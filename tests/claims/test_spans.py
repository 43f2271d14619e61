"""Whatever the text, everything read out of it points back at it: spans lie inside, quotes are the slices."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims import quantities, read_claims
from factcheck.models import Attribution, Claim, Interval, Quantity, Quotation, Reading, SetAside, Source, Span

NEWS = """
At least 12 people were killed | nearly 2,000 troops | dozens injured | hundreds of thousands of | $2.4 million
12-15 | one of | between 3 and | a couple of | the death toll rose to 44 | 26 rebels and 18 soldiers died | he said
said Anna Berg, 61, | don’t | according to the ministry | the World Food Council (WFC) | “We will leave | ‘soon’
in two days | no more than 10 days | Berg s | a bloc of six states and Oslo | because of fuel costs | F-16 | 1/2
on 3 May 2024 | at 3:45 p.m. | 68-year-old | 5 percent | km/h | half a | more than | up to | or more | ( | )
including 7 children | " | « | » | “ | ” | '
"""
FRAGMENTS = [piece for line in NEWS.strip().splitlines() for piece in line.split(" | ")]
SPACES = [" ", " ", " ", ". ", ", ", "\n", "\n\n", "\r\n", "\u00a0", "\u202f", "\u2028", "\t", "", " — ", "…"]
DIRT = ["\x00", "\u200b", "\ufeff", "🙂", "\u0301", "\u200f", "שלום ", "\u202e", "１２", "𝟏𝟐", "²"]
JOINTS = SPACES + DIRT


@st.composite
def news(draw: st.DrawFn) -> str:
    """Pieces of news and dirt in any order."""
    pieces = draw(st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(JOINTS)), max_size=9))
    return "".join(piece + joint for piece, joint in pieces)


def is_slice(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.quote


def within(inner: Interval, outer: Interval) -> bool:
    """Whether every number of one interval is in the other."""
    return inner.common(outer) == inner


def check_quantity(value: Quantity) -> None:
    assert value.nominal
    assert value.surface.strip()
    assert value.plausible.low is not None
    assert value.plausible.high is not None
    assert value.plausible.low <= value.plausible.high
    assert within(value.plausible, value.strict)
    if value.unit is None and value.strict.low is not None:
        assert value.strict.low >= 0


def check_claim(claim: Claim, text: str, ids: set[str]) -> None:
    assert is_slice(claim.span, text)
    assert is_slice(claim.sentence, text)
    assert set(claim.derived_from) < ids
    assert claim.value.surface in text
    if isinstance(claim.value, Quantity):
        assert claim.value.surface == claim.span.quote
        check_quantity(claim.value)
    elif isinstance(claim.value, Quotation):
        assert claim.value.text.strip()
    if claim.attribution is not None:
        check_attribution(claim.attribution, text)


def check_attribution(said: Attribution, text: str) -> None:
    for start, end in (*said.speaker_spans, *said.cue_spans, *said.content_spans):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
    if said.cue_spans:
        assert said.cue.strip()


def check_reading(reading: Reading, text: str) -> None:
    ids = {claim.id for claim in reading.claims}
    assert len(ids) == len(reading.claims)
    for claim in reading.claims:
        check_claim(claim, text, ids)
    for mention in reading.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.strip()
        assert "\n\n" not in mention.text
    for said in reading.attributions:
        check_attribution(said, text)
    for alias in reading.aliases:
        assert alias.name in " ".join(text.split())
        assert alias.alias in text


@pytest.mark.model
@settings(max_examples=300)
@given(news())
def test_readings_of_news_point_back_at_the_text(text: str):
    (reading,) = read_claims([Source.from_text(text)])
    check_reading(reading, text)


@pytest.mark.model
@settings(max_examples=150)
@given(st.text(max_size=120))
def test_readings_of_any_text_point_back_at_it(text: str):
    (reading,) = read_claims([Source.from_text(text)])
    check_reading(reading, text)


@pytest.mark.model
@settings(max_examples=150)
@given(news())
def test_quantities_hold_together(text: str):
    (found,) = quantities([text])
    for quantity in found:
        check_quantity(quantity)
        assert quantity.surface in text


@pytest.mark.model
@settings(max_examples=100)
@given(news(), st.integers(min_value=0, max_value=300), st.integers(min_value=0, max_value=300))
def test_nothing_is_read_out_of_what_is_set_aside(text: str, one: int, other: int):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    made = Source.from_text(text)
    source = Source(id=made.id, text=text, set_aside=(SetAside(start, end, "menu"),))
    (reading,) = read_claims([source])
    check_reading(reading, text)
    read = [claim.span for claim in reading.claims if not claim.derived_from]
    assert not [span for span in read if start < end and span.start < end and start < span.end]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ufeffAt least 12 people were killed.",
        "At least\u00a012\u00a0people were killed.",
        "At least 12\r\npeople were\rkilled.",
        "1,000," * 300,
        "(" * 500,
        '"' * 301,
        "and " * 400 + "12 people died.",
        "one hundred " * 100,
        "tens of thousands of hundreds of millions of people died",
        "0.000000000000000001 percent",
        "𝟏𝟐 people died; ١٢ people died; 12² people died; Ⅻ people died",
        "e\u0301migre\u0301s: 12 were killed \u202eelpoep 21\u202c",
        "<script>12 people died</script> {{ 7 * 7 }} %s \\x00",
        "Dozens",
        "12",
        "More than",
        "Dozens of people of dozens of towns of dozens",
    ],
    ids=lambda text: repr(text[:24]),
)
def test_odd_text(text: str):
    (reading,) = read_claims([Source.from_text(text)])
    check_reading(reading, text)


@pytest.mark.model
@pytest.mark.parametrize("text", ["no more than 9 people died\u202e at least 9 people died ", "12-15 $2.4 million "])
def test_sentence_encloses_the_claim(text: str):
    (reading,) = read_claims([Source.from_text(text)])
    assert reading.claims
    for claim in reading.claims:
        assert claim.sentence.start <= claim.span.start
        assert claim.span.end <= claim.sentence.end


@pytest.mark.model
@pytest.mark.parametrize("text", ["12" * 400, "9" * 60 + " people died", "1" + "0" * 28])
def test_number_of_many_digits_stops_nothing(text: str):
    whole = f"{text} and 12 people died."
    (reading,) = read_claims([Source.from_text(whole)])
    check_reading(reading, whole)


@pytest.mark.model
def test_the_same_text_gives_the_same_reading():
    text = ". ".join(FRAGMENTS)
    one, other = read_claims([Source.from_text(text, id="a"), Source.from_text(text, id="b")])
    assert [(claim.measure, claim.span) for claim in one.claims] == [
        (claim.measure, claim.span) for claim in other.claims
    ]
    assert read_claims([Source.from_text(text, id="a")]) == [one]
