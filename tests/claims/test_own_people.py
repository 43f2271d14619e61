"""A desk's own measures of people are read as the shipped ones are: tallies, sums, the attacker, those who lived.

The shipped measures of harm under other names, in a file of one's own, must give the same claims under those names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from factcheck.claims import read_claims
from factcheck.lexicon.catalogue import load_measures
from factcheck.lexicon.loader import table_of
from factcheck.models import Source
from factcheck.settings import Settings
from tests.caseload import cases_of

pytestmark = [pytest.mark.model, pytest.mark.slow]

NAMES = {"deaths": "fallen", "injured": "harmed", "casualties": "struck"}
TOLD = ("claims/compose", "claims/measure/outcomes")


def own_file(tmp_path: Path) -> Path:
    """The shipped entries of harm under names of a desk's own."""
    path = tmp_path / "own.toml"
    entries = [renamed(each) for each in table_of("measures")["measure"] if each["name"] in NAMES]
    path.write_text("\n".join(f"[[measure]]\n{written(entry)}" for entry in entries), encoding="utf-8")
    return path


def renamed(entry: dict[str, Any]) -> dict[str, Any]:
    changed = {**entry, "name": NAMES[entry["name"]]}
    if "becomes" in entry:
        changed["becomes"] = {NAMES.get(name, name): words for name, words in entry["becomes"].items()}
    return changed


def written(table: dict[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    return msgspec.json.encode(value).decode()


def texts() -> Iterator[str]:
    """The texts of the cases about people, one for each."""
    yield from (case.given["text"] for place in TOLD for case in cases_of(place))


def shown(text: str, settings: Settings, names: dict[str, str]) -> list[tuple[object, ...]]:
    (reading,) = read_claims([Source.from_text(text, id="s")], settings=settings)
    return sorted(
        (names.get(claim.measure, claim.measure), claim.span.start, claim.span.end, claim.value.surface, claim.status,
         str(claim.scope), len(claim.derived_from), claim.read_by, claim.confidence)
        for claim in reading.claims
    )  # fmt: skip


def test_measures_of_ones_own_are_read_as_the_shipped_ones(tmp_path: Path):
    own = Settings(measures=own_file(tmp_path))
    differing = [text for text in texts() if shown(text, own, {}) != shown(text, Settings(), NAMES)]
    assert differing == []


def test_the_cases_hold_every_way_to_add_people_up(tmp_path: Path):
    own = Settings(measures=own_file(tmp_path))
    readings = read_claims([Source.from_text(text, id=f"s{at}") for at, text in enumerate(texts())], settings=own)
    told = {(claim.measure, name) for reading in readings for claim in reading.claims for name in claim.read_by}
    for name in ("compose.sum", "tally.one-by-one", "tally.with-attacker"):
        assert ("fallen", name) in told
    assert ("harmed", "tally.survivors") in told


def test_a_new_measure_says_what_befell_its_people(tmp_path: Path):
    path = tmp_path / "poisoned.toml"
    path.write_text(
        '[[measure]]\nname = "poisoned"\nlabel = "poisoned"\nphrase = "the number of people poisoned"\n'
        'people = true\nharm = "injury"\nsingles = true\nobject = ["poison"]\nstate = ["poisoned"]\n',
        encoding="utf-8",
    )
    text = "Four guests and three cooks were poisoned. The cake poisoned Ada Krall, Tom Reed and a waiter."
    (reading,) = read_claims([Source.from_text(text)], settings=Settings(measures=path))
    sums = [claim for claim in reading.claims if claim.derived_from]
    assert {claim.measure for claim in sums} == {"poisoned"}
    assert load_measures(path)["poisoned"].harm == "injury"
