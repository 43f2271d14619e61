"""Two numeric claims of two sources → how likely they answer one question, by a logistic model over named features.

A feature states a fact of the two claims' frames and words; its weight is fitted in `training/` on pairs that readers
labelled, with whole clusters left out to measure it. What is not told in either claim is unknown and weighs nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import Claim, Context, Quantity

__all__ = ["CITIZENS", "COUNTS", "Told", "counted", "features_of", "probability", "tell"]

LEAD = 400  # characters: a headline and the first sentence
NEWS = 2000  # … and the paragraphs that tell the news
WEEK = 7
BOUNDS = frozenset({"more_than", "at_least", "less_than", "at_most"})
FEW, LARGE = Decimal(3), Decimal(20)
CITIZENS = frozenset({"national", "citizen"})
COUNTS = frozenset({"count"})
ENOUGH = 2.0  # the rarity that three rare words have together


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A numeric claim with its context, and what its own source tells beside it.

    `others` are the other numbers (low, high) that its source gives of the same measure and unit. `largest`, `first`
    and `repeated`: whether it is the largest of these, the first in the text, and given more than once; `company` is
    how many others stand in its sentence, `lone` whether its source counts its noun once only, `sole` whether it gives
    one number alone of what is counted; `plain`, whether its measure is an open one: `count`, or a class of things.
    """

    claim: Claim
    context: Context
    others: tuple[tuple[Decimal, Decimal], ...] = ()
    largest: bool = True
    first: bool = True
    repeated: bool = False
    company: int = 0
    lone: bool = True
    sole: bool = True
    plain: bool = False

    @property
    def value(self) -> Quantity:
        assert isinstance(self.claim.value, Quantity)  # noqa: S101  only such claims are told
        return self.claim.value

    @property
    def size(self) -> Decimal:
        return _size(self.claim)


def probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return what a logistic model gives for the features; those without a weight count nothing.

    >>> probability({"bias": 1.0}, {"bias": 0.0})
    0.5
    """
    total = sum(value * weights.get(name, 0.0) for name, value in features.items())
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


def features_of(left: Told, right: Told) -> dict[str, float]:
    """Return the named features of two claims; each is between 0 and 1, and the same when the two trade places."""
    return {
        "bias": 1.0,
        **_of_measure(left, right),
        **_of_words(left.context, right.context),
        **_of_frame(left.claim, right.claim),
        **_of_value(left, right),
        **_of_sources(left, right),
    }


def _of_measure(left: Told, right: Told) -> dict[str, float]:
    a, b = left.claim, right.claim
    same = a.measure == b.measure
    plain = same and left.plain and right.plain
    nouns = left.context.noun, right.context.noun
    return {
        "measure.same": float(same and not plain),
        "measure.count": float(plain),
        "measure.unit": float(left.value.unit is not None),
        f"measure.is.{'count' if plain else a.measure}" if same else "measure.other": 1.0,
        "noun.same": float(nouns[0] is not None and nouns[0] == nouns[1]),
        "noun.other": float(None not in nouns and nouns[0] != nouns[1]),
        "noun.count-other": float(plain and nouns[0] != nouns[1]),
        "noun.lone": float(nouns[0] is not None and nouns[0] == nouns[1] and left.lone and right.lone),
        "noun.rare": rarity(nouns[0]) if nouns[0] is not None and nouns[0] == nouns[1] else 0.0,
        "noun.lone-rare": rarity(nouns[0]) if nouns[0] and nouns[0] == nouns[1] and left.lone and right.lone else 0.0,
    }


def _of_words(a: Context, b: Context) -> dict[str, float]:
    found = {
        "predicate.same": float(a.predicate == b.predicate),
        "role.same": float(a.role == b.role),
        "before.same": float(a.before == b.before and a.before != ""),
        "behind.same": float(a.behind == b.behind and a.behind.isalpha()),
    }
    for name in ("described", "subject", "clause", "sentence", "names", "places", "times"):
        one, two = getattr(a, name), getattr(b, name)
        found[f"{name}.common"] = _weight(one & two)
        found[f"{name}.share"] = _share(one, two)
        found[f"{name}.apart"] = float(bool(one) and bool(two) and not one & two)
        found[f"{name}.one"] = float(bool(one) != bool(two))
    return found


def _weight(words: Iterable[str]) -> float:
    return min(1.0, math.fsum(map(rarity, words)) / ENOUGH)


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    every = math.fsum(map(rarity, one | two))
    return math.fsum(map(rarity, one & two)) / every if every else 0.0


def _of_frame(a: Claim, b: Claim) -> dict[str, float]:
    scopes, frames = (a.scope, b.scope), (a.frame.elsewhere, b.frame.elsewhere)
    parts = {scope.part for scope in scopes}
    return {
        **_known("about", a.about, b.about),
        **_known("place", scopes[0].place, scopes[1].place),
        **_known("population", scopes[0].population, scopes[1].population),
        "part.wholes": float(parts == {"whole"}),
        "part.one": float("whole" in parts and len(parts) > 1),
        "part.addition": float("addition" in parts),
        "event.other": float(frames[0] != frames[1]),
        "event.same": float(frames[0] is not None and frames[0] == frames[1]),
        "status.other": float(a.status != b.status),
        "speaker.same": float(_speaker(a) is not None and _speaker(a) == _speaker(b)),
        "speaker.both": float(None not in (_speaker(a), _speaker(b)) and _speaker(a) != _speaker(b)),
        "derived": float(bool(a.derived_from or b.derived_from)),
        "note.other": float(bool({"other", "others", "remaining"} & {*a.notes, *b.notes})),
        "unsure": float("low" in (a.confidence, b.confidence)),
    }


def _known(name: str, one: str | None, two: str | None) -> dict[str, float]:
    left, right = set((one or "").casefold().split()), set((two or "").casefold().split())
    met = bool(left and right) and (left <= right or right <= left)
    return {
        f"{name}.same": float(met),
        f"{name}.other": float(bool(left and right) and not met),
        f"{name}.one": float(bool(left) != bool(right)),
    }


def _speaker(claim: Claim) -> str | None:
    return claim.attribution.speaker if claim.attribution is not None else None


def _of_value(left: Told, right: Told) -> dict[str, float]:
    low, high = sorted((abs(left.size), abs(right.size)))
    kinds = {left.value.hedge.kind, right.value.hedge.kind}
    ratio = math.log10(float(high / low)) if low > 0 else 1.0
    counted = left.value.unit is None
    return {
        "gap.small": float(high > 0 and (high - low) / high <= Decimal("0.1")),
        "gap.fifth": float(high > 0 and (high - low) / high > Decimal("0.2")),
        "gap.tenfold": min(1.0, ratio),
        "gap.hundredfold": float(ratio > 1.5),
        "few.both": float(counted and high <= FEW),
        "few.one": float(counted and low <= 1 < high),
        "vague": float("vague" in kinds),
        "range": float("range" in kinds),
        "bound": float(bool(kinds & BOUNDS)),
        "exact": float(kinds == {"exact"}),
        "large": float(counted and low >= LARGE),
    }


def _of_sources(left: Told, right: Told) -> dict[str, float]:
    starts = left.claim.span.start, right.claim.span.start
    days = left.claim.as_of, right.claim.as_of
    apart = abs((days[0] - days[1]).days) if days[0] and days[1] else None
    met = _is_met(left, right), _is_met(right, left)
    return {
        "opening.both": float(max(starts) <= LEAD),
        "opening.one": float(min(starts) <= LEAD < max(starts)),
        "news.both": float(max(starts) <= NEWS),
        "deep.both": float(min(starts) > NEWS),
        "days.same": float(apart == 0),
        "days.apart": min(1.0, (apart or 0) / WEEK),
        "days.unknown": float(apart is None),
        "met.one": float(met[0] != met[1]),
        "met.both": float(all(met)),
        "rivals": min(1.0, math.log1p(len(left.others) + len(right.others)) / 4),
        "only": float(not left.others and not right.others),
        "only.one": float(bool(left.others) != bool(right.others)),
        "largest.both": float(left.largest and right.largest),
        "largest.neither": float(not left.largest and not right.largest),
        "first.both": float(left.first and right.first),
        "first.neither": float(not left.first and not right.first),
        "repeated.both": float(left.repeated and right.repeated),
        "repeated.one": float(left.repeated != right.repeated),
        "company.one": float(bool(left.company) != bool(right.company)),
        "company.both": float(bool(left.company) and bool(right.company)),
        "toll-word.both": float(_is_toll(left.claim) and _is_toll(right.claim)),
        "toll-word.one": float(_is_toll(left.claim) != _is_toll(right.claim)),
        "one-more": float(abs(left.size - right.size) == 1 and left.value.unit is None),
        "agent.one-more": float(
            abs(left.size - right.size) == 1 and left.value.unit is None and _has_agent(left) != _has_agent(right)
        ),
    }


def _is_toll(claim: Claim) -> bool:
    return any(name.startswith("measure.toll") for name in claim.read_by)


def _has_agent(told: Told) -> bool:
    """Whether the words say who did it: "the man, who killed 12 people"; the number leaves him out."""
    return "measure.after-verb" in told.claim.read_by


def _is_met(told: Told, other: Told) -> bool:
    """Whether the other source gives the claim's own number too: then the two numbers are of two things."""
    size = told.size
    return any(low <= size <= high for low, high in other.others)


# ------------------------------------------------------------------ a source's claims
def tell(claims: Iterable[Claim], contexts: Mapping[str, Context], plain: Container[str] = COUNTS) -> list[Told]:
    """Return the numeric claims of one source, each beside the others of its measure; of the `plain` ones, of all."""
    numeric = [claim for claim in claims if claim.id in contexts and isinstance(claim.value, Quantity)]
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in numeric:
        groups.setdefault(_group(claim, plain), []).append(claim)
    nouns = Counter(contexts[claim.id].noun for claim in numeric)
    numbers: dict[str | None, set[str]] = {}
    for claim in numeric:
        numbers.setdefault(counted(contexts[claim.id]), set()).add(str(_size(claim)))
    sole = {noun for noun, given in numbers.items() if len(given) == 1}
    told = (_told(claim, groups[_group(claim, plain)], contexts, nouns, sole) for claim in numeric)
    return [msgspec.structs.replace(each, plain=each.claim.measure in plain) for each in told]


def _group(claim: Claim, plain: Container[str]) -> tuple[str, str]:
    return "count" if claim.measure in plain else claim.measure, dimension_of(claim)


def counted(context: Context) -> str | None:
    """Return the noun that is counted; of citizens the nation: "67 German nationals" are as many Germans."""
    nations = context.described if context.noun in CITIZENS else frozenset()
    return min(nations) if len(nations) == 1 else context.noun


def _told(
    claim: Claim,
    group: Sequence[Claim],
    contexts: Mapping[str, Context],
    nouns: Mapping[str | None, int],
    sole: Container[str | None],
) -> Told:
    beside = [other for other in group if other.id != claim.id and not _same_number(claim, other)]
    context, size = contexts[claim.id], _size(claim)
    return Told(
        claim=claim,
        context=context,
        others=tuple(_ends(other) for other in beside),
        largest=all(size >= _size(other) for other in beside),
        first=all(claim.span.start <= other.span.start for other in beside),
        repeated=any(other.id != claim.id and _same_number(claim, other) for other in group),
        company=sum(other.sentence.start == claim.sentence.start for other in beside),
        lone=nouns[context.noun] == 1,
        sole=counted(context) in sole,
    )


def dimension_of(claim: Claim) -> str:
    """Return the base unit of a quantity; "share" for a number below 1 of what is counted, "count" for other counts."""
    value = claim.value
    if not isinstance(value, Quantity):
        return ""
    if value.unit is None and value.nominal and 0 < value.nominal[0] < 1:
        return "share"
    return value.base.unit if value.base else value.unit or "count"


def _same_number(one: Claim, two: Claim) -> bool:
    left, right = one.value, two.value
    if not isinstance(left, Quantity) or not isinstance(right, Quantity):
        return False
    return (left.nominal, left.unit) == (right.nominal, right.unit)


def _size(claim: Claim) -> Decimal:
    value = claim.value
    if not isinstance(value, Quantity):
        return Decimal(0)
    number = value.nominal[0] if value.nominal else value.plausible.low or Decimal(0)
    return number * (value.base.factor if value.base else 1)


def _ends(claim: Claim) -> tuple[Decimal, Decimal]:
    value = claim.value
    if not isinstance(value, Quantity):
        return Decimal(0), Decimal(0)
    factor = value.base.factor if value.base else Decimal(1)
    low, high = value.strict.low, value.strict.high
    return (low or Decimal(0)) * factor, Decimal("Infinity") if high is None else high * factor
