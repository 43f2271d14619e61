from __future__ import annotations

from typing import Any

from factcheck.models import Origin, Reading, Source
from factcheck.stories import find_origins
from tests.conflicts.build import claim

WIRE = (
    "NORTHVILLE (NPA) - A blast at a mill killed 12 people on Monday and left a quarter of the town without power "
    "for the night, the mayor said. Crews worked until dawn to clear the road to the harbour, where two ships wait."
)
FACTS: list[dict[str, Any]] = [
    {"source": 1, "measure": "deaths", "nominal": 12},
    {"source": 1, "measure": "injured", "nominal": 40, "hedge": "about"},
    {"source": 1, "measure": "duration", "nominal": 10, "unit": "day", "hedge": "at_most"},
    {"source": 1, "measure": "cause", "label": "accident: leak"},
]
WORDS = "We shall not rest until the last of them is found"
RETOLD = "We shall not rest before the last of them has been found"


def reading(number: int, facts: list[dict[str, Any]], quote: str | None = None) -> Reading:
    specs = [{**spec, "source": number} for spec in facts]
    if quote is not None:
        specs.append({"source": number, "measure": "quotation", "quote": quote})
    return Reading(source_id=f"s{number}", claims=tuple(claim(spec, at) for at, spec in enumerate(specs)))


def made(number: int, text: str, **more: str) -> Source:
    return Source(id=f"s{number}", number=number, text=text, **more)  # type: ignore[arg-type]  # fields by name


def groups(origins: tuple[Origin, ...]) -> list[tuple[str, ...]]:
    return [origin.source_ids for origin in origins]


def test_copies_have_one_origin() -> None:
    origins = find_origins([made(1, WIRE), made(2, "By our desk. " + WIRE), made(3, "Something else entirely.")], [])
    assert groups(origins) == [("s1", "s2"), ("s3",)]
    assert origins[0].confidence == "high"
    assert origins[0].label == "NPA"
    assert any("of their wording" in text for text in origins[0].evidence)
    assert origins[1].evidence == ()


def test_a_rewriting_has_the_same_facts_in_order_and_the_same_quotations() -> None:
    sources = [made(1, WIRE), made(2, "Twelve died in a mill, it was reported.")]
    origins = find_origins(sources, [reading(1, FACTS, WORDS), reading(2, FACTS, RETOLD)])
    assert groups(origins) == [("s1", "s2")]
    assert origins[0].confidence == "medium"
    assert "source 1 credits NPA" in origins[0].evidence
    assert any("up to 4 in a row" in text for text in origins[0].evidence)


def test_the_same_facts_alone_are_no_rewriting() -> None:
    sources = [made(1, WIRE), made(2, "Twelve died in a mill, it was reported.")]
    assert len(find_origins(sources, [reading(1, FACTS), reading(2, FACTS)])) == 2


def test_the_same_facts_in_another_order_are_no_rewriting() -> None:
    sources = [made(1, "One text."), made(2, "Another text.")]
    assert len(find_origins(sources, [reading(1, FACTS, WORDS), reading(2, FACTS[::-1], WORDS)])) == 2


def test_one_quotation_in_two_reports_is_no_rewriting() -> None:
    sources = [made(1, "One text."), made(2, "Another text.")]
    assert len(find_origins(sources, [reading(1, FACTS[:1], WORDS), reading(2, FACTS[1:], WORDS)])) == 2


def test_the_order_of_sources_changes_no_origin() -> None:
    sources = [made(1, WIRE), made(2, "By our desk. " + WIRE), made(3, "Something else entirely.")]
    assert {origin.id for origin in find_origins(sources, [])} == {o.id for o in find_origins(sources[::-1], [])}
