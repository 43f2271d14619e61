"""What one text has from another: stretches, passages, the family tree, whom a report credits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from factcheck.models import Claim, Origin, Reading, Source, Span, Story
from factcheck.stories import find_origins, with_origins
from factcheck.stories.copies.alike import find_shared
from factcheck.stories.copies.credits import agency_of
from factcheck.stories.copies.telling import read_words
from tests.conflicts.build import claim

LEAD = "The harbour of Eastmouth was closed for a night after a barge loaded with gravel broke its mooring and sank."
TOLL = "At least 14 dockers were hurt when the crane beside the basin toppled, and divers searched the silt."
CAUSE = (
    "Inspectors had warned in spring that the rusted bollards along the northern quay would not hold a loaded vessel."
)
TRADE = "Farmers upstream fear that their early potatoes will rot in the sheds unless the channel is dredged soon."
OTHER = (
    "Ferries to the islands sailed from a pontoon further west, where passengers queued between stacked empty crates."
)
OWN = "Our reporter counted nine lorries on the ramp. A cook sold soup to the waiting drivers until well past midnight."
DAY = dt.date(2021, 3, 4)


def source(number: int, *parts: str, **more: Any) -> Source:
    return Source(id=f"s{number}", number=number, text="\n\n".join(parts), **{"published": DAY, **more})


def origin_of(origins: tuple[Origin, ...], id_: str) -> Origin:
    return next(origin for origin in origins if id_ in origin.source_ids)


def test_a_trimmed_copy_is_of_its_report() -> None:
    origins = find_origins([source(1, LEAD, TOLL, CAUSE, TRADE), source(2, LEAD, TOLL)], [])
    assert [origin.source_ids for origin in origins] == [("s1", "s2")]
    kin = origins[0].kin
    assert [(one.source_id, one.of, one.how) for one in kin] == [("s1", None, None), ("s2", "s1", "trimmed")]
    assert kin[1].share == pytest.approx(1, abs=0.05)


def test_a_reordered_copy_is_of_its_report() -> None:
    origins = find_origins([source(1, LEAD, TOLL, CAUSE, TRADE), source(2, TRADE, CAUSE, TOLL, LEAD)], [])
    assert [origin.source_ids for origin in origins] == [("s1", "s2")]


def test_a_reworded_copy_is_of_its_report_probably() -> None:
    lead = LEAD.replace("closed", "shut").replace("broke", "tore").replace("loaded with gravel", "full of gravel")
    toll = TOLL.replace("toppled", "fell").replace("hurt", "injured").replace("searched", "combed")
    cause = CAUSE.replace("warned", "cautioned").replace("along", "on").replace("would not hold", "could not hold")
    origins = find_origins([source(1, LEAD, TOLL, CAUSE), source(2, lead, toll, cause)], [])
    assert [origin.source_ids for origin in origins] == [("s1", "s2")]
    assert origins[0].confidence == "medium"


def test_a_passage_is_of_the_older_report_and_the_rest_is_not() -> None:
    old, new = source(1, LEAD, TOLL, CAUSE), source(2, OWN, TOLL, OTHER, TRADE, published=DAY + dt.timedelta(days=1))
    origins = find_origins([old, new], [])
    assert [origin.source_ids for origin in origins] == [("s1",), ("s2",)]
    (passage,) = origin_of(origins, "s1").passages
    assert (passage.source_id, passage.of) == ("s2", "s1")
    assert "14 dockers" in new.text[passage.start : passage.end]
    assert "14 dockers" in old.text[passage.of_start : passage.of_end]
    assert origin_of(origins, "s2").passages == ()


def at(one: Source, words: str) -> Claim:
    """Return a claim whose span is the words and whose sentence is their paragraph."""
    start = one.text.index(words)
    first, last = one.text.rfind("\n", 0, start) + 1, one.text.find("\n", start)
    made = claim({"source": one.number, "measure": "injured", "nominal": 14}, 0)
    sentence = Span.of(one.text, first, len(one.text) if last < 0 else last)
    changes = {"id": f"{one.id}-{start}", "span": Span.of(one.text, start, start + len(words)), "sentence": sentence}
    return Claim(**{**{name: getattr(made, name) for name in made.__struct_fields__}, **changes})


def test_a_claim_in_a_passage_has_its_origin() -> None:
    old, new = source(1, LEAD, TOLL, CAUSE), source(2, OWN, TOLL, OTHER)
    claims = (at(new, "14 dockers"), at(new, "nine lorries"))
    readings = [Reading(source_id="s1"), Reading(source_id="s2", claims=claims)]
    origins = find_origins([old, new], readings)
    _, read = with_origins(readings, [old, new], origins)
    assert [one.origin_id for one in read.claims] == [origin_of(origins, "s1").id, None]


def test_a_number_that_the_copy_changed_is_its_own() -> None:
    old, new = source(1, LEAD, TOLL, CAUSE), source(2, OWN, TOLL.replace("14", "15"), OTHER)
    readings = [Reading(source_id="s1"), Reading(source_id="s2", claims=(at(new, "15 dockers"),))]
    origins = find_origins([old, new], readings)
    assert origin_of(origins, "s1").passages
    assert with_origins(readings, [old, new], origins)[1].claims[0].origin_id is None


def test_a_passage_that_went_through_two_hands_is_of_the_first() -> None:
    days = [DAY + dt.timedelta(days=at) for at in range(3)]
    first, second = source(1, LEAD, TOLL, CAUSE), source(2, OWN, TOLL, OTHER, published=days[1])
    third = source(3, TRADE, OTHER.replace("islands", "isles"), TOLL, published=days[2])
    readings = [Reading(source_id="s3", claims=(at(third, "14 dockers"),))]
    origins = find_origins([first, second, third], readings)
    assert with_origins(readings, [first, second, third], origins)[0].claims[0].origin_id == origin_of(origins, "s1").id


def test_what_reports_of_two_events_share_is_furniture() -> None:
    sources = [source(1, LEAD, TOLL, CAUSE), source(2, OWN, TOLL, OTHER)]
    apart = [Story(id="y1", title="", source_ids=("s1",)), Story(id="y2", title="", source_ids=("s2",))]
    assert [origin.passages for origin in find_origins(sources, [], stories=apart)] == [(), ()]


@pytest.mark.parametrize(
    "words",
    [
        '"The quay was a trap for every loaded vessel along the rusted bollards this spring," the pilot said.',
        "We will rebuild the northern quay stone by stone before the spring fair opens and the early potatoes ripen.",
        "Ann Marlow, a Senior Fellow at the Institute for Ports and a former Deputy Harbour Master, said so.",
    ],
    ids=["a quotation", "a statement", "a title"],
)
def test_what_anybody_tells_alike_is_no_copied_passage(words: str) -> None:
    origins = find_origins([source(1, LEAD, words, CAUSE), source(2, OWN, words, OTHER)], [])
    assert [origin.passages for origin in origins] == [(), ()]


def test_two_reports_of_one_event_share_nothing() -> None:
    told = "A crane fell into the basin at Eastmouth and hurt at least 14 dockers; the harbour stays closed, they said."
    assert find_shared([read_words(source(1, LEAD, TOLL)), read_words(source(2, told, OWN))]) == []


@pytest.mark.parametrize(
    ("text", "more", "agency"),
    [
        ("EASTMOUTH (AP) - A barge sank.", {}, "AP"),
        ("By Ann Marlow\nAssociated Press Writer\n\nA barge sank.", {}, "AP"),
        ("By Ann Marlow, Reuters\n\nA barge sank.", {}, "Reuters"),
        ("A barge sank.\n\nCopyright 2011 The Associated Press. All rights reserved.", {}, "AP"),
        ("A barge sank.", {"author": "Agence France-Presse"}, "AFP"),
        ("A barge sank.", {"publisher": "Reuters"}, "Reuters"),
        ("A barge sank.\n\nReuters contributed to this report.", {}, ""),
        ("A barge sank, Reuters reported on Monday.", {}, ""),
    ],
)
def test_whom_a_report_credits(text: str, more: dict[str, str], agency: str) -> None:
    assert agency_of(source(1, text, **more)) == agency


def test_the_agency_stands_before_those_that_print_it() -> None:
    wire = source(2, LEAD, TOLL, CAUSE, publisher="Reuters")
    origins = find_origins([source(1, LEAD, TOLL, CAUSE, publisher="Eastmouth Post"), wire], [])
    assert [(one.source_id, one.of, one.how) for one in origins[0].kin] == [("s2", None, None), ("s1", "s2", "copy")]
    assert origins[0].label == "Reuters"
