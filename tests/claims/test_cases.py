"""What a sentence or a short dispatch claims in numbers: the cases are tests/cases/claims/*.yaml, a file a phenomenon.

A case is a name with `text`, the day it was `published` where that matters, `claims` (keys that a claim must have; the
rest is free), `only: true` where these are all the numeric claims, and `absent` (measures, single numbers or keys of a
claim that must not occur). `parse: true` says that a slip of the parser is the likeliest cause where the case fails;
`xfail: why` keeps a known failure in sight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.claims import read_claims
from factcheck.models import Claim, Interval, Quantity, Source
from factcheck.settings import Settings

CASES = Path(__file__).parent.parent / "cases" / "claims"
CASE_KEYS = {"text", "published", "claims", "absent", "only", "parse", "xfail"}


def files() -> list[Path]:
    return sorted(CASES.glob("*.yaml"))


def params() -> list[Any]:
    return list(_params())


def _params() -> Iterator[Any]:
    for file in files():
        for name, case in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            yield pytest.param(case, id=f"{file.stem}-{name}", marks=marks)


@cache
def numeric_claims(text: str, published: dt.date | None = None) -> tuple[Claim, ...]:
    (reading,) = read_claims([Source.from_text(text, published=published)], settings=Settings())
    return tuple(claim for claim in reading.claims if isinstance(claim.value, Quantity))


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


def numbers(values: tuple[Decimal, ...]) -> list[float]:
    return [float(value) for value in values]


def ends(interval: Interval) -> list[float | None]:
    return [None if end is None else float(end) for end in (interval.low, interval.high)]


# what a case may say of a claim
SEEN: Mapping[str, Callable[[Claim], object]] = {
    "measure": lambda claim: claim.measure,
    "nominal": lambda claim: numbers(quantity(claim).nominal),
    "hedge": lambda claim: quantity(claim).hedge.kind,
    "cue": lambda claim: quantity(claim).hedge.cue,
    "noun": lambda claim: quantity(claim).noun,
    "unit": lambda claim: quantity(claim).unit,
    "plausible": lambda claim: ends(quantity(claim).plausible),
    "strict": lambda claim: ends(quantity(claim).strict),
    "quote": lambda claim: claim.span.quote,
    "population": lambda claim: claim.scope.population,
    "place": lambda claim: claim.scope.place,
    "part": lambda claim: claim.scope.part,
    "status": lambda claim: claim.status,
    "as_of": lambda claim: claim.as_of,
    "about": lambda claim: claim.about,
    "event": lambda claim: claim.frame.event,
    "window": lambda claim: claim.frame.window,
    "speaker": lambda claim: None if claim.attribution is None else claim.attribution.speaker,
    "parts": lambda claim: len(claim.derived_from),
    "confidence": lambda claim: claim.confidence,
}


def fits(claim: Claim, wanted: Mapping[str, object]) -> bool:
    return all(SEEN[key](claim) == value for key, value in wanted.items())


def shown(claim: Claim) -> str:
    keys = "measure nominal hedge noun unit quote population part status about event window speaker parts"
    return ", ".join(f"{key}={SEEN[key](claim)!r}" for key in keys.split() if SEEN[key](claim))


@pytest.mark.model
@pytest.mark.parametrize("case", params())
def test_claims(case: dict[str, Any]):
    found = numeric_claims(case["text"], case.get("published"))
    wanted = case.get("claims", [])
    listing = "\n".join(map(shown, found)) or "nothing"
    missing = [each for each in wanted if not any(fits(claim, each) for claim in found)]
    assert not missing, f"missing {missing}\nin {case['text']}\nfound:\n{listing}"
    if case.get("only"):
        extra = [shown(claim) for claim in found if not any(fits(claim, each) for each in wanted)]
        assert not extra, f"too much in {case['text']}\n" + "\n".join(extra)
    seen = {claim.measure for claim in found} | {n for claim in found for n in numbers(quantity(claim).nominal)}
    absent = case.get("absent", [])
    assert not seen & {each for each in absent if not isinstance(each, dict)}, listing
    unwanted = [each for each in absent if isinstance(each, dict) and any(fits(claim, each) for claim in found)]
    assert not unwanted, f"unwanted {unwanted}\nin {case['text']}\nfound:\n{listing}"


def keys_of(file: Path) -> list[str]:
    root = yaml.compose(file.read_text(encoding="utf-8"))
    assert isinstance(root, yaml.MappingNode)
    return [key.value for key, _ in root.value]


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_cases_are_well_formed(file: Path):
    names = keys_of(file)
    assert sorted(set(names)) == sorted(names)
    for name, case in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        assert set(case) <= CASE_KEYS, name
        assert case.get("claims") or case.get("absent") or case.get("only"), f"{name} asserts nothing"
        assert {key for claim in case.get("claims", []) for key in claim} <= set(SEEN), name
