"""What the shared types promise: the algebra of intervals, plain data, and a report that comes back from JSON."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import (
    Alias,
    Assumption,
    Attribution,
    Base,
    Category,
    Citation,
    Claim,
    Estimate,
    Finding,
    Frame,
    Hedge,
    Interval,
    Mention,
    Origin,
    Pair,
    Position,
    Quantity,
    Quotation,
    Report,
    Scope,
    SetAside,
    Skipped,
    Source,
    Span,
    Story,
    Tool,
    Topic,
    json_schema,
    parse_day,
)

NUMBERS = st.integers(min_value=-20, max_value=20).map(Decimal)
PROBES = [Decimal(n) / 2 for n in range(-90, 91)]


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval that is not empty; an unbounded end is never open."""
    low = draw(st.none() | NUMBERS)
    high = draw(st.none() | NUMBERS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is not None and low == high:
        return Interval.point(low)
    return Interval(low, high, low is not None and draw(st.booleans()), high is not None and draw(st.booleans()))


def holds(interval: Interval, number: Decimal) -> bool:
    """Membership, said plainly."""
    above = interval.low is None or number > interval.low or (number == interval.low and not interval.low_open)
    below = interval.high is None or number < interval.high or (number == interval.high and not interval.high_open)
    return above and below


@given(intervals(), NUMBERS)
def test_membership(interval: Interval, number: Decimal):
    assert (number in interval) == holds(interval, number)


@given(intervals(), intervals())
def test_meets_is_symmetric(one: Interval, other: Interval):
    assert one.meets(other) == other.meets(one)


@given(intervals(), intervals())
def test_meets_means_a_number_in_both(one: Interval, other: Interval):
    assert one.meets(other) == any(holds(one, probe) and holds(other, probe) for probe in PROBES)


@given(intervals())
def test_interval_meets_itself(interval: Interval):
    assert interval.meets(interval)
    assert interval.common(interval) == interval


@given(intervals(), intervals())
def test_common_is_what_both_hold(one: Interval, other: Interval):
    common = one.common(other)
    assert (common is None) == (not one.meets(other))
    for probe in PROBES:
        assert (common is not None and holds(common, probe)) == (holds(one, probe) and holds(other, probe))


@given(intervals(), intervals())
def test_common_is_symmetric(one: Interval, other: Interval):
    assert one.common(other) == other.common(one)


@given(intervals(), intervals(), NUMBERS, NUMBERS)
def test_sum_holds_every_sum(one: Interval, other: Interval, first: Decimal, second: Decimal):
    if holds(one, first) and holds(other, second):
        assert first + second in one + other


@given(intervals(), intervals())
def test_sum_is_commutative(one: Interval, other: Interval):
    assert one + other == other + one


@given(NUMBERS, NUMBERS)
def test_points_add_like_numbers(one: Decimal, other: Decimal):
    assert Interval.point(one) + Interval.point(other) == Interval.point(one + other)


@given(intervals(), NUMBERS, st.integers(min_value=1, max_value=50).map(Decimal))
def test_scaled(interval: Interval, number: Decimal, factor: Decimal):
    assert (number * factor in interval.scaled(factor)) == (number in interval)


@pytest.mark.parametrize("value", [2000, 2000.0, "2000", None])
def test_only_decimals_are_members(value: object):
    assert value not in Interval()


def test_nearly_and_more_than_exclude_each_other_at_one_number():
    nearly = Interval(Decimal(1800), Decimal(2000), high_open=True)
    more_than = Interval(Decimal(2000), None, low_open=True)
    assert not nearly.meets(more_than)
    assert more_than.meets(Interval(Decimal(2300), Decimal(2700)))


def test_is_point():
    assert Interval.point(Decimal(3)).is_point
    assert not any(wide.is_point for wide in (Interval(), Interval(Decimal(1)), Interval(Decimal(1), Decimal(2))))


# ------------------------------------------------------------------ sources
def test_source_id_comes_from_its_text():
    assert Source.from_text("Two dead.").id == Source.from_text("Two dead.", title="Other").id
    assert Source.from_text("Two dead.").id != Source.from_text("Three dead.").id
    assert Source.from_text("Two dead.", id="a").id == "a"


@pytest.mark.parametrize("text", ["", "\ud800 lone surrogate", "null \x00 byte", "é" * 10])
def test_any_text_makes_a_source(text: str):
    source = Source.from_text(text)
    assert len(source.text) == len(text)
    assert len(source.sha256) == 64
    made = Report(sources=(source,))
    assert Report.from_json(made.to_json().encode()) == made


def test_source_keeps_its_text():
    text = "\ufeffNearly\u00a02,000 “troops”\r\nleft\x00"
    assert Source.from_text(text).text == text


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (None, None),
        ("", None),
        ("None", None),
        ("2024-05-01", dt.date(2024, 5, 1)),
        ("2024-05-01T10:30:00Z", dt.date(2024, 5, 1)),
        (" 2024-05-01 ", dt.date(2024, 5, 1)),
        (dt.date(2024, 5, 1), dt.date(2024, 5, 1)),
        (dt.datetime(2024, 5, 1, 23, 59, tzinfo=dt.UTC), dt.date(2024, 5, 1)),
    ],
)
def test_published(value: dt.date | str | None, day: dt.date | None):
    assert parse_day(value) == day
    assert Source.from_text("x", published=value).published == day


@pytest.mark.parametrize("value", ["yesterday", "2024-13-01", "01/05/2024"])
def test_other_string_is_no_day(value: str):
    with pytest.raises(ValueError, match=r"."):
        parse_day(value)


def test_span_of():
    assert Span.of("nearly 2,000 troops", 0, 12) == Span(0, 12, "nearly 2,000")


# ------------------------------------------------------------------ plain data
TEXT = "The ministry said nearly 2,000 troops left because of fuel costs: “we go home.”"


SAID = Attribution(
    speaker="ministry",
    speaker_spans=((4, 12),),
    cue="said",
    cue_spans=((13, 17),),
    content_spans=((18, 79),),
    stance="reports",
)


def quantity_claim() -> Claim:
    value = Quantity(
        nominal=(Decimal(2000),),
        strict=Interval(Decimal(1800), Decimal(2000), high_open=True),
        plausible=Interval(Decimal(1800), Decimal(2000), high_open=True),
        base=Base("s", Decimal("0.5")),
        noun="troop",
        hedge=Hedge("nearly", "nearly"),
        surface="nearly 2,000 troops",
    )
    return Claim(
        id="c1",
        source_id="a",
        measure="troops",
        about=None,
        value=value,
        span=Span.of(TEXT, 18, 37),
        sentence=Span.of(TEXT, 0, len(TEXT)),
        scope=Scope(population="soldier", place="Oslo", part="subset"),
        status="planned",
        attribution=SAID,
        as_of=dt.date(2024, 5, 1),
        derived_from=("c2",),
        confidence="medium",
        story_id="s",
        topic_id="t",
    )


def other_claim(id_: str, value: Category | Quotation) -> Claim:
    span, sentence = Span.of(TEXT, 38, 63), Span.of(TEXT, 0, 5)
    return Claim(id=id_, source_id="a", measure="cause", about="unrest", value=value, span=span, sentence=sentence)


def report() -> Report:
    made = Source.from_text(TEXT, id="a", title="Title", publisher="Paper", author="Anna", published="2024-05-01")
    source = msgspec.structs.replace(made, number=1, set_aside=(SetAside(0, 3, "menu"),), problems=("odd",))
    cited = Citation(claim_id="c1", source_id="a", source_number=1, start=18, end=37, quote="nearly 2,000 troops")
    topic = Topic(
        id="t",
        story_id="s",
        measure="troops",
        about=None,
        label="troops",
        claim_ids=("c1",),
        verdict="conflict",
        estimate=Estimate(low=Decimal(1800), best=Decimal(2000), high=None),
    )
    finding = Finding(
        id="f",
        code="FC101",
        severity="high",
        confidence="low",
        topic_id="t",
        message="They differ.",
        claim_ids=("c1",),
        positions=(Position(label="nearly 2,000", claim_ids=("c1",), citations=(cited,)),),
        pairs=(Pair(positions=(0, 1), code="FC102", gap=Decimal("0.25")), Pair(positions=(0, 2), code="FC101")),
        compatible_claim_ids=("c2",),
        related_topic_ids=("u",),
        reconciled_if=(Assumption("not all were sent", ("c1",)),),
    )
    return Report(
        tool=Tool(version="1", pipeline="en", pipeline_sha256="0"),
        settings={"estimate": "range", "settles_after": 7},
        generated_at="2024-05-01T00:00:00+00:00",
        sources=(source,),
        skipped=(Skipped("b.pdf", "no text"),),
        origins=(Origin(id="o", label="Wire", source_ids=("a",), evidence=("signed",), confidence="medium"),),
        stories=(Story(id="s", title="Withdrawal", source_ids=("a",)),),
        claims=(
            quantity_claim(),
            other_claim("c2", Category(slot="cause", label="cost: fuel", surface="fuel costs")),
            other_claim("c3", Quotation(text="we go home", surface="“we go home.”")),
        ),
        topics=(topic,),
        findings=(finding,),
    )


@pytest.mark.parametrize("made", [report(), Report()], ids=["full", "empty"])
def test_report_comes_back_from_json(made: Report):
    assert Report.from_json(made.to_json()) == made
    assert Report.from_json(made.to_json().encode()) == made
    assert Report.from_json(made.to_json()).to_json() == made.to_json()


def test_a_report_that_knows_no_frames_is_still_read():
    data = json.loads(report().to_json())
    for row in (*data["claims"], *data["topics"]):
        assert row.pop("frame") == Frame().to_dict()
        row.pop("read_by", None)
    data["settings"]["language"] = "en"  # an option that there was
    opened = Report.from_json(json.dumps(data))
    assert {one.frame for one in opened.claims} | {one.frame for one in opened.topics} == {Frame()}
    assert {one.read_by for one in opened.claims} == {()}


@pytest.mark.parametrize("made", [report(), Report()], ids=["full", "empty"])
def test_json_fits_the_published_schema(made: Report):
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(made.to_json()), schema)
    jsonschema.validate(made.to_dict(), schema)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("claims", 0, "measure"), 7),
        (("claims", 0, "value", "kind"), "guess"),
        (("claims", 0, "scope", "part"), "most"),
        (("findings", 0, "severity"), "awful"),
        (("sources", 0, "text"), None),
        (("topics", 0, "verdict"), "fine"),
    ],
)
def test_schema_refuses_what_does_not_fit(path: tuple[str | int, ...], value: object):
    data = report().to_dict()
    inner = data
    for key in path[:-1]:
        inner = inner[key]  # type: ignore[index]  # a walk through plain data
    inner[path[-1]] = value  # type: ignore[index]  # as above
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json_schema())
    with pytest.raises(ValueError, match=r"."):
        Report.from_json(json.dumps(data))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"schema_version": 3}', '{"claims": 3}'])
def test_what_is_no_report(text: str):
    with pytest.raises(ValueError, match=r"."):
        Report.from_json(text)


def test_json_is_the_same_every_time_and_ends_in_a_newline():
    assert report().to_json() == report().to_json()
    assert report().to_json().endswith("}\n")
    assert "“we go home.”" in report().to_json()


def test_quantity_is_the_designs_value_object():
    value = quantity_claim().value.to_dict()
    assert value == {
        "kind": "quantity",
        "nominal": [2000],
        "strict": {"low": 1800, "high": 2000, "low_open": False, "high_open": True},
        "plausible": {"low": 1800, "high": 2000, "low_open": False, "high_open": True},
        "unit": None,
        "base": {"unit": "s", "factor": 0.5},
        "noun": "troop",
        "hedge": {"kind": "nearly", "cue": "nearly"},
        "surface": "nearly 2,000 troops",
    }


def test_attribution_is_spans_alone():
    assert SAID.to_dict() == {"speaker": [[4, 12]], "cue": [[13, 17]], "content": [[18, 79]], "stance": "reports"}


def test_free_quotation_has_no_cue():
    assert Attribution(speaker="Anna", content_spans=((0, 3),)).to_dict()["cue"] == []


@pytest.mark.parametrize(
    "value",
    [
        Category(slot="cause", label="x"),
        Quotation(text="x"),
        Mention("Oslo", "LOC", 0, 4),
        Alias("World Bank", "WB"),
        Hedge(),
        Scope(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_everything_is_plain_data(value: Category | Quotation | Mention | Alias | Hedge | Scope):
    assert json.loads(json.dumps(value.to_dict())) == value.to_dict()


def test_models_are_frozen():
    with pytest.raises(AttributeError):
        Hedge().kind = "about"  # type: ignore[misc]  # what must not work


def test_half_characters_of_a_text_in_hand_are_replaced():
    odd = dict.fromkeys(("id", "title", "publisher", "author", "url"), "a\ud800")
    source = Source.from_text("Two died\udfff.", **odd)
    assert {getattr(source, name) for name in odd} == {"a\ufffd"}
    assert source.text == "a\ufffd\n\nTwo died\ufffd."
    assert Report.from_json(Report(sources=(source,)).to_json()).sources == (source,)
