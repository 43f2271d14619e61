"""A finding → how likely it is real, by a logistic model over named features of how it was read.

The weights are fitted in `training/` on findings that readers judged, with whole clusters left out to measure them.
`high` needs at least 0.9 and weight, `medium` 0.75; the rest is `low`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.features.denials import features_of_assertions
from factcheck.conflicts.features.evidence import (
    features_of_ages,
    features_of_counts,
    features_of_harms,
    features_of_hours,
    features_of_names,
    features_of_place_names,
    features_of_places,
    features_of_tolls,
)
from factcheck.conflicts.features.properties import features_of_units
from factcheck.conflicts.features.worded import features_of_wordings
from factcheck.lexicon.catalogue import are_open
from factcheck.lexicon.weighed.fitted import load_weights
from factcheck.models import Category, Claim, Confidence, Finding, Quantity, Quotation, Severity, mildest
from factcheck.stories.alignment import probability

__all__ = ["explain", "features_of", "weigh"]

_HIGH, _MEDIUM = 0.9, 0.75
_FEW, _ENOUGH_WORDS = Decimal(3), 8
_BOUNDS = frozenset({"more_than", "at_least", "less_than", "at_most"})
_WEEK = 7
_CONFIDENCE: Mapping[Confidence, str] = {
    "high": "the passages say it plainly",
    "medium": "part of it is inferred from the wording",
    "low": "the passages can be read in another way",
}


def weigh(finding: Finding, view: TopicView) -> Finding:
    """Return the finding with its probability, a confidence from it, and a severity no graver than it allows.

    Its explanation says both in words.
    """
    told = round(probability(features_of(finding, view), load_weights("finding")), 4)
    severity = finding.severity if finding.severity == "info" else mildest(finding.severity, _allowed(told))
    confidence: Confidence = "high" if told >= _HIGH else "medium" if told >= _MEDIUM else "low"
    reason = finding.explanation
    if severity != finding.severity:
        reason = f"{reason}, but it may be misread"
    return msgspec.structs.replace(
        finding,
        probability=told,
        severity=severity,
        confidence=confidence,
        explanation=f"{_grade(severity)}: {reason}. {_in_words(told)}",
    )


def explain(finding: Finding) -> Finding:
    """Return a finding that is not weighed, with an explanation of its severity and its confidence in words."""
    said = f"{_grade(finding.severity)}: {finding.explanation}."
    read = f"Confidence is {finding.confidence}: {_CONFIDENCE[finding.confidence]}."
    return msgspec.structs.replace(finding, explanation=f"{said} {read}")


def _grade(severity: Severity) -> str:
    return "A note" if severity == "info" else f"Severity is {severity}"


def _in_words(told: float) -> str:
    """Return what a probability means: how many of a hundred findings that were read like this one are real."""
    return f"Read with confidence {told:.2f}: of 100 findings read like this about {round(100 * told)} are real."


def _allowed(told: float) -> Severity:
    return "high" if told >= _HIGH else "medium" if told >= _MEDIUM else "low"


def features_of(finding: Finding, view: TopicView) -> dict[str, float]:
    """Return the named features of a finding, each between 0 and 1."""
    sides = [
        [view.board.claims[id_] for id_ in position.claim_ids if id_ in view.board.claims]
        for position in finding.positions
    ] or [[view.board.claims[id_]] for id_ in finding.claim_ids]
    claims = [claim for side in sides for claim in side]
    found: dict[str, float] = {
        "bias": 1.0,
        f"code.{finding.code}": 1.0,
        f"kind.{_kind(view)}": 1.0,
        "own.low": float(finding.severity in ("low", "info")),  # the rule itself takes it for little
        "own.unsure": float(finding.confidence == "low"),
        **_of_sides(sides, view),
        **_of_numbers(finding, claims, view),
        **_of_time(claims),
        **features_of_names(sides, view),
        **features_of_ages(sides, view),
        **features_of_place_names(sides),
        **features_of_hours(claims, view),
        **features_of_tolls(sides, view),
        **features_of_counts(sides, view),
        **features_of_places(sides),
        **features_of_units(sides, view),
        **features_of_harms(claims, view),
        **features_of_wordings(sides, view),
        **features_of_assertions(claims, view),
    }
    # what a rule takes for little weighs otherwise with words than with numbers, and a licence with a toll alone
    weighty = finding.severity not in ("low", "info")
    return found | {
        f"weighty.{finding.code}": float(weighty),
        f"sure.{_kind(view)}": found["licence.sure"],
        f"one-more.{_kind(view)}": found.get("one-more", 0.0),
        f"line.{_kind(view)}": found.get("line.best", 0.0),
    }


def _kind(view: TopicView) -> str:
    """Return of what kind the numbers or labels are, coarsely: what is read alike is wrong alike."""
    measure = view.measure
    if measure.harm in ("fatal", "injury"):
        return "toll"
    if measure.people:
        return "either" if measure.harm == "either" else "people"
    if measure.of_person:
        return "person"
    if measure.kind == "categorical":
        return measure.name
    return "count" if measure.dimension == "count" else "unit"


def _of_sides(sides: Sequence[Sequence[Claim]], view: TopicView) -> dict[str, float]:
    sources = [{claim.source_id for claim in side} for side in sides]
    voices = [{view.speaker(claim) for claim in side} - {"", "?"} for side in sides]
    licences = [{claim.frame.licence for claim in side} - {None} for side in sides]
    every = set().union(*sources)
    of = "number" if view.settled is not None else "words"  # who says it weighs otherwise with a quotation
    return {
        f"{of}.source.one": float(len(every) == 1),
        f"{of}.sources.many": min(1.0, len(every) / 6),
        f"{of}.side.alone": float(min(map(len, sources)) == 1),
        f"{of}.sides.more": float(len(sides) > 2),
        f"{of}.speakers.named": float(all(voices)),
        f"{of}.speakers.one": float(bool(voices) and all(voices) and len(set().union(*voices)) == 1),
        "licence.toll": sum("toll" in each for each in licences) / len(sides),
        "licence.title": sum("title" in each for each in licences) / len(sides),
        "licence.opening": sum("opening" in each for each in licences) / len(sides),
        "licence.only": sum(each == {"only"} for each in licences) / len(sides),
        "licence.sure": float(all(bool(each & {"toll", "title"}) for each in licences)),
        "licence.none": float(view.measure.people and any(not each for each in licences)),
        "sole": float(_is_sole(sides, view)),
        "sole.sure": float(_is_sole(sides, view) and all(each & {"toll", "title", "opening"} for each in licences)),
        "unsure": float(any(all(claim.confidence == "low" for claim in side) for side in sides)),
        "part": float(view.topic.scope.part != "whole"),
        "place": float(view.topic.scope.place is not None),
        "about": float(view.topic.told_of is not None),
    }


def _is_sole(sides: Sequence[Sequence[Claim]], view: TopicView) -> bool:
    """Whether each source gives one number alone of the measure, whatever it is said to be of."""
    ids = {claim.source_id for side in sides for claim in side}
    told: dict[str, set[tuple[Decimal, ...]]] = {}
    for topic in view.board.story_topics[view.topic.story_id]:
        same = topic.measure == view.topic.measure
        if same or are_open(view.board.catalogue, topic.measure, view.topic.measure):
            for claim in (view.board.claims[id_] for id_ in topic.claim_ids):
                if claim.source_id in ids and isinstance(claim.value, Quantity) and not claim.derived_from:
                    told.setdefault(claim.source_id, set()).add(claim.value.nominal)
    return view.settled is not None and all(len(numbers) == 1 for numbers in told.values())


def _of_numbers(finding: Finding, claims: Sequence[Claim], view: TopicView) -> dict[str, float]:
    gaps = [pair.gap for pair in finding.pairs if pair.gap is not None]
    lines = [pair.alignment for pair in finding.pairs if pair.alignment is not None]
    values = [claim.value for claim in claims if isinstance(claim.value, Quantity)]
    sizes = [value.nominal[0] for value in values if value.nominal]
    kinds = {value.hedge.kind for value in values}
    found: dict[str, float] = {
        "dissolved": float(bool(finding.reconciled_if)),
        "words": _of_words(claims),
    }
    if lines:
        found |= {"line.best": max(lines), "line.least": min(lines)}
    if gaps:
        gap = float(max(gaps))
        found |= {"gap": gap, "gap.small": float(gap <= 0.1), "gap.wide": float(gap > 0.6)}
    if sizes and view.measure.dimension == "count":
        low, high = min(sizes), max(sizes)
        found |= {
            "one-more": float(high - low == 1),
            "few": float(high <= _FEW),
            "one": float(low <= 1),
            "none": float(low == 0),
            "large": float(low >= 20),
        }
    found |= {
        "vague": float("vague" in kinds),
        "bound": float(bool(kinds & _BOUNDS)),
        "derived": float(any(claim.derived_from for claim in claims)),
    }
    return found


def _of_words(claims: Sequence[Claim]) -> float:
    """Return 1 where every quotation is a sentence, 0 for fragments and for what is none; 0 for numbers."""
    texts = [claim.value.text for claim in claims if isinstance(claim.value, Quotation)]
    return float(bool(texts) and min(len(text.split()) for text in texts) >= _ENOUGH_WORDS)


def _of_time(claims: Sequence[Claim]) -> Mapping[str, float]:
    days = sorted(claim.as_of for claim in claims if claim.as_of is not None)
    apart = (days[-1] - days[0]).days if days else 0
    denied = any(isinstance(claim.value, Category) and claim.status == "denied" for claim in claims)
    return {
        "days.apart": min(1.0, apart / _WEEK),
        "days.one": float(len(days) > 1 and apart == 0),
        "days.unknown": float(not days),
        "denied": float(denied),
    }
