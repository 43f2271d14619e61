"""Short claims as the YAML cases write them → sources, claims and what floor 3 makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from unittest import mock

import msgspec

from factcheck.claims.frame.notes import noted, weekdays_told
from factcheck.conflicts import find_findings
from factcheck.lexicon.catalogue import load_measures
from factcheck.lexicon.categories import load_categories
from factcheck.lexicon.comparing import load_words
from factcheck.lexicon.hedges import load_hedges
from factcheck.models import (
    Alias,
    Attribution,
    Base,
    Category,
    Claim,
    Context,
    Finding,
    Frame,
    Hedge,
    Origin,
    Quantity,
    Quotation,
    Reading,
    Scope,
    Source,
    Span,
    Story,
    Topic,
    Value,
)
from factcheck.numerals import Numeral, scan_numerals
from factcheck.numerals.intervals import intervals, range_interval
from factcheck.settings import Settings
from factcheck.stories import group_topics

__all__ = ["Outcome", "claim", "quantity", "run", "source"]

_UNITS = {"hour": ("second", 3600), "day": ("second", 86400), "week": ("second", 604800), "kilometer": ("meter", 1000)}
_CUES = {
    "about": "about",
    "nearly": "nearly",
    "more_than": "more than",
    "at_least": "at least",
    "less_than": "less than",
    "at_most": "no more than",
}

# the cases ask what the rules find; how likely a finding is to be real has its own tests
SURE = {"bias": 9.0}


class Outcome(msgspec.Struct, frozen=True):
    """What floor 3 made of a case."""

    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...]
    claims: dict[str, Claim]

    def codes(self) -> list[str]:
        return sorted(finding.code for finding in self.findings)

    def rules(self) -> set[str]:
        """Return the names of the rules that read a claim."""
        return {name for claim in self.claims.values() for name in claim.read_by}

    def finding(self, code: str) -> Finding:
        return next(finding for finding in self.findings if finding.code == code)


def source(number: int, *, text: str = "", published: dt.date | None = None) -> Source:
    return Source(id=f"s{number}", number=number, text=text, published=published)


def quantity(spec: Mapping[str, Any]) -> Quantity:
    """Return the quantity of a spec.

    {nominal: 2000, hedge: more_than, unit: day}, {vague: dozens}, {range: [12, 15]}.
    """
    table = load_hedges()
    if "range" in spec:
        numerals = [_numeral(str(end)) for end in spec["range"]]
        interval = range_interval(*numerals)
        nominal = tuple(numeral.value for numeral in numerals)
        surface = " to ".join(str(end) for end in spec["range"])
        return Quantity(
            nominal=nominal, strict=interval, plausible=interval, hedge=Hedge("range", "to"), surface=surface
        )
    if "vague" in spec:
        numeral = _numeral(spec["vague"])
        strict, plausible = intervals(numeral, Hedge("vague", spec["vague"]), table)
        hedge = Hedge("vague", spec["vague"])
        return Quantity(
            nominal=(numeral.value,),
            strict=strict,
            plausible=plausible,
            hedge=hedge,
            surface=spec["vague"],
            noun=spec.get("noun"),
        )
    hedge = Hedge(spec.get("hedge", "exact"), _CUES.get(spec.get("hedge", "exact"), ""))
    numeral = _numeral(str(spec["nominal"]))
    unit = spec.get("unit")
    strict, plausible = intervals(numeral, hedge, table, count=unit is None)
    noun = spec.get("noun")
    words = [hedge.cue, f"{numeral.value:,}", unit or noun or ""]
    return Quantity(
        nominal=(numeral.value,),
        strict=strict,
        plausible=plausible,
        unit=unit,
        base=Base(_UNITS[unit][0], Decimal(_UNITS[unit][1])) if unit else None,
        noun=noun,
        hedge=hedge,
        surface=" ".join(word for word in words if word),
    )


def _numeral(text: str) -> Numeral:
    return next(iter(scan_numerals(text.split())))


def _value(spec: Mapping[str, Any]) -> Value:
    if "quote" in spec:
        return Quotation(text=spec["quote"], surface=f'"{spec["quote"]}"')
    if "label" in spec:
        return Category(
            slot=spec["measure"], label=spec["label"], surface=spec["label"].partition(": ")[2] or spec["label"]
        )
    return quantity(spec)


def claim(spec: Mapping[str, Any], at: int) -> Claim:
    """Return the claim of a spec; `at` makes its id and its place in the text."""
    value = _value(spec)
    surface = value.surface
    speaker = spec.get("speaker")
    stance = spec.get("stance", "asserts")
    said = Attribution(speaker=speaker, stance=stance) if speaker or stance != "asserts" else None
    sentence = spec.get("sentence", surface)
    plain = Claim(
        id=spec.get("id", f"s{spec['source']}-{spec['measure']}-{at}"),
        source_id=f"s{spec['source']}",
        measure=spec["measure"],
        about=spec.get("about"),
        value=value,
        span=Span(at * 100, at * 100 + len(surface), surface),
        sentence=Span(at * 100, at * 100 + len(sentence), sentence),
        scope=Scope(population=spec.get("population"), place=spec.get("place"), part=spec.get("part", "whole")),
        frame=Frame(
            event=spec.get("event"),
            window=spec.get("window"),
            role=spec.get("role"),
            standing=spec.get("standing", "stated"),
            licence=spec.get("licence", "opening"),
        ),
        status=spec.get("status", "actual"),
        attribution=said,
        as_of=spec.get("as_of"),
        derived_from=tuple(spec.get("sum_of", ())),
        confidence=spec.get("confidence", "high"),
        read_by=tuple(spec.get("read_by", ())),
        origin_id=f"o-s{spec['from']}" if "from" in spec else None,
    )
    return noted(plain, "")


def context(spec: Mapping[str, Any], at: int) -> Context:
    """Return the words around the claim of a spec: {near: ryburn fairview}."""
    return Context(claim_id=claim(spec, at).id, noun=None, clause=frozenset(spec["near"].split()))


def run(case: Mapping[str, Any], *, settings: Settings | None = None) -> Outcome:
    """Return what floor 3 makes of a case's claims; all its sources are one story unless `stories` says otherwise."""
    claims = [claim(spec, at) for at, spec in enumerate(case["given"])]
    numbers = sorted({spec["source"] for spec in case["given"]} | set(case.get("silent", ())))
    return compare(
        claims, [source(number) for number in numbers], case, settings or Settings(**case.get("settings", {}))
    )


def compare(claims: Sequence[Claim], sources: Sequence[Source], case: Mapping[str, Any], settings: Settings) -> Outcome:
    """Return what floor 3 makes of claims and sources, with the case's stories, origins and aliases."""
    aliases = tuple(Alias(name, short) for name, short in case.get("aliases", ()))
    contexts = [context(spec, at) for at, spec in enumerate(case.get("given", ())) if "near" in spec]
    readings = [
        Reading(
            source_id=each.id,
            claims=(mine := tuple(one for one in claims if one.source_id == each.id)),
            aliases=aliases if at == 0 else (),
            weekdays=weekdays_told(mine, ()),
            contexts=tuple(each for each in contexts if each.claim_id in {one.id for one in mine}),
        )
        for at, each in enumerate(sources)
    ]
    groups = case.get("stories", [[each.number for each in sources]])
    stories = [
        Story(id=f"y{at}", title="", source_ids=tuple(f"s{n}" for n in group)) for at, group in enumerate(groups)
    ]
    catalogue = load_measures(settings.measures)
    grouped = group_topics(stories, readings, catalogue, settings=settings, words=load_words())
    with mock.patch("factcheck.conflicts.probability.load_weights", return_value=SURE):
        findings, topics = find_findings(
            grouped,
            sources,
            _origins(sources, case),
            catalogue,
            settings,
            categories=load_categories(),
            words=load_words(),
        )
    return Outcome(topics, findings, {one.id: one for one in grouped.claims})


def _origins(sources: Sequence[Source], case: Mapping[str, Any]) -> tuple[Origin, ...]:
    shared = [[f"s{number}" for number in group] for group in case.get("origins", ())]
    taken = {id_ for group in shared for id_ in group}
    groups = shared + [[each.id] for each in sources if each.id not in taken]
    return tuple(
        Origin(
            id="o-" + "-".join(group),
            label="a wire report",
            source_ids=tuple(group),
            confidence="medium" if len(group) > 1 else "high",
        )
        for group in groups
    )
