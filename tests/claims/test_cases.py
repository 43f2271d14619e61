"""Every case of tests/cases/claims/: what a sentence or a short dispatch claims, counts, says and tells of its event.

The keys are those of tests/cases/README.md. `parse: true` says that a slip of the parser is the likeliest cause where
the case fails.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from factcheck.claims import attributions, read_claims
from factcheck.claims.account.read import extract_categories
from factcheck.claims.attribution.read import extract_attributions
from factcheck.claims.attribution.speakers import resolve_speakers
from factcheck.claims.parse.parsed import Block
from factcheck.claims.quantity.read import extract_quantities
from factcheck.language import clean, load_pipeline
from factcheck.lexicon.hedges import load_hedges
from factcheck.models import Category, Claim, Interval, Quantity, Source
from factcheck.reads import tracing
from factcheck.settings import Settings
from tests.caseload import Case, cases_of, params

Seen = Mapping[str, Callable[[Claim], object]]
# the day of publication of an account whose case names none: a Wednesday
DAY = dt.date(2021, 5, 5)


@cache
def all_claims(text: str, published: dt.date | None) -> tuple[tuple[Claim, ...], frozenset[str]]:
    """The claims of a text, and the names of the rules that made them or refused a number."""
    with tracing() as noted:
        (reading,) = read_claims([Source.from_text(text, published=published)], settings=Settings())
    refused = {each.rule for each in noted}
    return reading.claims, frozenset(refused.union(*(claim.read_by for claim in reading.claims)))


def numeric_claims(case: Case) -> list[Claim]:
    claims, _ = all_claims(case.given["text"], case.given.get("published"))
    return [claim for claim in claims if isinstance(claim.value, Quantity)]


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


def numbers(values: tuple[Decimal, ...]) -> list[float]:
    return [float(value) for value in values]


def ends(interval: Interval) -> list[float | None]:
    return [None if end is None else float(end) for end in (interval.low, interval.high)]


# what a case may say of a claim with a number
SEEN: Seen = {
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
    "role": lambda claim: claim.frame.role,
    "standing": lambda claim: claim.frame.standing,
    "licence": lambda claim: claim.frame.licence,
    "speaker": lambda claim: None if claim.attribution is None else claim.attribution.speaker,
    "parts": lambda claim: len(claim.derived_from),
    "confidence": lambda claim: claim.confidence,
}


def fits(claim: Claim, wanted: Mapping[str, object]) -> bool:
    return all(SEEN[key](claim) == value for key, value in wanted.items())


def shown(claim: Claim) -> str:
    keys = "measure nominal hedge noun unit quote population part status about event window speaker parts"
    return ", ".join(f"{key}={SEEN[key](claim)!r}" for key in keys.split() if SEEN[key](claim))


def check_claims(case: Case) -> None:
    """Check that each of `claims` is there, and nothing else where these are all the numbers (`only`)."""
    found, wanted = numeric_claims(case), case.expected.get("claims", [])
    listing = "\n".join(map(shown, found)) or "nothing"
    missing = [each for each in wanted if not any(fits(claim, each) for claim in found)]
    assert not missing, f"missing {missing}\nin {case.given['text']}\nfound:\n{listing}"
    if case.expected.get("only"):
        extra = [shown(claim) for claim in found if not any(fits(claim, each) for each in wanted)]
        assert not extra, f"too much in {case.given['text']}\n" + "\n".join(extra)


def check_absent(case: Case) -> None:
    """Check that no claim has a measure, a number or all the keys that `absent` names."""
    found, absent = numeric_claims(case), case.expected["absent"]
    listing = "\n".join(map(shown, found)) or "nothing"
    seen = {claim.measure for claim in found} | {n for claim in found for n in numbers(quantity(claim).nominal)}
    assert not seen & {each for each in absent if not isinstance(each, dict)}, listing
    unwanted = [each for each in absent if isinstance(each, dict) and any(fits(claim, each) for claim in found)]
    assert not unwanted, f"unwanted {unwanted}\nin {case.given['text']}\nfound:\n{listing}"


@cache
def all_quantities(text: str) -> tuple[tuple[Quantity, ...], frozenset[str]]:
    """The quantities of a text, whatever they measure, and the names of the rules that read them."""
    doc = load_pipeline()(clean(text))
    found = extract_quantities(doc, load_hedges())
    read = (each.to_quantity(text[slice(*Block(doc, 0).range_of(each))], whole=True) for each in found)
    return tuple(read), frozenset(name for each in found for name in each.read_by)


def check_quantities(case: Case) -> None:
    """Check that `quantities` are those of the text, in its order."""
    read, _ = all_quantities(case.given["text"])
    assert [row(each) for each in read] == [wanted_row(cell) for cell in case.expected["quantities"]]


def row(found: Quantity) -> list[object]:
    """The numbers of a quantity, its unit or "of" its noun, and its hedge where it has one."""
    values = numbers(found.nominal)
    named = found.unit or (f"of {found.noun}" if found.noun else "-")
    hedge = [] if found.hedge.kind == "exact" else [found.hedge.kind]
    return [values[0] if len(values) == 1 else values, named, *hedge]


def wanted_row(cell: list[Any]) -> list[object]:
    value = [float(end) for end in cell[0]] if isinstance(cell[0], list) else float(cell[0])
    return [value, *cell[1:]]


def check_attributions(case: Case) -> None:
    """Check that `attributions` are those of the text, in its order."""
    text = case.given["text"]
    found = [
        {
            "speaker": each.speaker,
            "cue": each.cue,
            "content": [text[start:end] for start, end in each.content_spans],
            "stance": each.stance,
        }
        for each in attributions([text])[0]
    ]
    assert found == case.expected["attributions"]


def check_speakers(case: Case) -> None:
    """Check that each of `speakers` is said to have said something."""
    found = attributions([case.given["text"]])[0]
    assert {each.speaker for each in found} >= set(case.expected["speakers"])


def check_accounts(case: Case) -> None:
    """Check that `accounts` are the text's causes, conditions, states, roles and blames, in its order."""
    found, wanted = accounts(case.given), case.expected["accounts"]
    assert len(found) == len(wanted), [claim.value for claim in found]
    assert [account(claim, each) for claim, each in zip(found, wanted, strict=True)] == wanted


def accounts(given: Mapping[str, Any]) -> list[Claim]:
    doc, day = load_pipeline()(clean(given["text"])), given.get("published", DAY)
    said, topic = resolve_speakers(extract_attributions(doc, offset=0), [doc], [0]), given.get("topic")
    return extract_categories(
        doc, offset=0, source_id="s", attributions=said, text=given["text"], topic=topic, published=day
    )


def check_names(case: Case) -> None:
    """Check that `names` are the persons' names of the text, folded, each once, in its order."""
    assert labels(case, "name") == case.expected["names"]


def check_places(case: Case) -> None:
    """Check that `places` are the names of places and bodies in the text, folded, each once, in its order."""
    assert labels(case, "place_name") == case.expected["places"]


def check_deeds(case: Case) -> None:
    """Check that `deeds` are what was done and what was denied, each as the question that it answers."""
    claims, _ = all_claims(case.given["text"], case.given.get("published"))
    assert [deed(claim) for claim in claims if claim.measure == "assertion"] == case.expected["deeds"]


def deed(claim: Claim) -> str:
    """The question that a deed answers, "no" before what is not so, "denied" before what somebody denies."""
    disowned = claim.attribution is not None and claim.attribution.stance == "denies"
    told = "no: " if claim.status == "denied" else "denied: " if disowned else ""
    return f"{told}{claim.about}"


def labels(case: Case, measure: str) -> list[str]:
    claims, _ = all_claims(case.given["text"], case.given.get("published"))
    values = [claim.value for claim in claims if claim.measure == measure]
    return [value.label for value in values if isinstance(value, Category)]


def account(claim: Claim, expected: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a claim what the case speaks of, in the case's form."""
    assert isinstance(claim.value, Category)
    name, _, words = claim.value.label.rpartition(": ")
    found = {
        "measure": claim.measure,
        "about": claim.about,
        "class": name,
        "words": expected.get("words", "") if expected.get("words", "") in words else words,
        "speaker": claim.attribution.speaker if claim.attribution else None,
        "stance": claim.attribution.stance if claim.attribution else None,
        "status": claim.status,
        "confidence": claim.confidence,
    }
    return {key: found[key] for key in expected}


def rules_of(case: Case) -> frozenset[str]:
    """The names of the rules that made the case's claims and, where it has `quantities`, those; and that refused."""
    _, names = all_claims(case.given["text"], case.given.get("published"))
    return names | all_quantities(case.given["text"])[1] if "quantities" in case.expected else names


CHECKS: Mapping[str, Callable[[Case], None]] = {
    "claims": check_claims,
    "only": check_claims,
    "absent": check_absent,
    "quantities": check_quantities,
    "attributions": check_attributions,
    "speakers": check_speakers,
    "accounts": check_accounts,
    "names": check_names,
    "places": check_places,
    "deeds": check_deeds,
}


@pytest.mark.model
@pytest.mark.parametrize("case", params("claims"))
def test_case(case: Case) -> None:
    for check in dict.fromkeys(CHECKS[key] for key in case.expected):
        check(case)
    assert set(case.rules) <= (rules_of(case) if case.rules else set())


def test_cases_speak_of_what_a_claim_has() -> None:
    for case in cases_of("claims"):
        told = {key for claim in case.expected.get("claims", []) for key in claim}
        assert told <= set(SEEN), case.id
        assert "only" not in case.expected or case.expected["only"] is True, case.id
