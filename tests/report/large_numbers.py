"""Numbers of one story of a large report → one finding on them: FC101 to FC107, FC201 and FC202.

A recipe takes the desk and a story's number, writes what the sources say into their texts, and sums it up. Figures that
are said to exclude each other do, in what the words allow.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import combinations

from factcheck.lexicon.hedges import load_hedges
from factcheck.models import (
    Assumption,
    Base,
    Claim,
    Finding,
    Hedge,
    HedgeKind,
    Pair,
    Quantity,
    Scope,
    Severity,
    Verdict,
)
from factcheck.numerals import scan_numerals
from factcheck.numerals.intervals import intervals, range_interval
from tests.report.large_desk import Desk, Draft, Subject, conclude, told
from tests.report.large_words import WORDS, days_after

__all__ = ["NUMBERS", "added", "amount", "counted_subject", "figure", "some_number"]

GAPS = (Decimal("1.04"), Decimal("1.15"), Decimal("1.9"), Decimal(60))
HEDGES: tuple[HedgeKind, ...] = (
    "exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "range", "vague",
)  # fmt: skip
VAGUE = (("dozens of", 24), ("hundreds of", 200), ("thousands of", 2000), ("tens of thousands of", 20000))
PARTS = ("guards", "dockers", "pupils", "pilgrims")


def amount(number: Decimal, kind: HedgeKind, noun: str, rng: random.Random) -> Quantity:
    """Return a number under a hedge of a kind, with the intervals that its words allow.

    The number written is the nearest one with two digits on the side that the hedge speaks from; a vague word stands
    for the largest class that the number reaches.
    """
    table, unit = load_hedges(), "dollar" if noun == "dollars" else None
    base = Base("dollar", Decimal(1)) if unit else None
    if kind == "vague":
        cue = max((pair for pair in VAGUE if pair[1] <= number), key=lambda pair: pair[1], default=VAGUE[0])[0]
        words, hedge, surface = cue.removesuffix(" of"), Hedge("vague", cue.removesuffix(" of")), f"{cue} {noun}"
    else:
        mode = {"nearly": ROUND_CEILING, "less_than": ROUND_CEILING, "at_most": ROUND_CEILING, "about": ROUND_HALF_EVEN}
        kept = number if kind == "exact" else _rounded(number, mode.get(kind, ROUND_FLOOR))
        cue = rng.choice(WORDS["cues_of"][kind]) if kind in WORDS["cues_of"] else ""
        words, hedge = f"{kept:,}", Hedge(kind, cue)
        surface = f"{cue} {words} {noun}".strip()
    numeral = next(scan_numerals(words.split()))
    strict, plausible = intervals(numeral, hedge, table)
    nominal = numeral.values
    if kind == "range":
        above = next(scan_numerals([f"{_rounded(number, ROUND_CEILING) + number // 4:,}"]))
        nominal, surface = (numeral.value, above.value), f"{words} to {above.value:,} {noun}"
        strict = plausible = range_interval(numeral, above)
    return Quantity(
        nominal=nominal, strict=strict, plausible=plausible, unit=unit, base=base,
        noun=None if unit else noun, hedge=hedge, surface=surface,
    )  # fmt: skip


def _rounded(number: Decimal, mode: str) -> Decimal:
    step = Decimal(1).scaleb(max(0, number.adjusted() - 1))
    return Decimal(int((number / step).to_integral_value(mode) * step))


# ------------------------------------------------------------------ what recipes share
def counted_subject(desk: Desk, story: int, verdict: Verdict) -> Subject:
    return desk.subject(story, list(WORDS["nouns"])[len(desk.subjects) % len(WORDS["nouns"])], verdict)


def some_number(desk: Desk, *, largest: int = 5) -> Decimal:
    """Return a number of two to `largest` digits that nobody would take for a round one."""
    return Decimal(int(desk.rng.randint(11, 99) * 10 ** desk.rng.randint(0, largest - 2)) // 10 * 10 + 3)


def figure(desk: Desk, subject: Subject, number: Decimal) -> Quantity:
    return amount(number, "exact", subject.noun, desk.rng)


def gap_of(low: Sequence[Claim], high: Sequence[Claim]) -> Decimal:
    """Return the gap between the exact figures that two positions open with, as a share of the larger."""
    first, second = (claims[0].value.nominal[0] for claims in (low, high) if isinstance(claims[0].value, Quantity))
    return (abs(first - second) / max(first, second)).quantize(Decimal("0.0001"))


def pairs_of(code: str, positions: Sequence[Sequence[Claim]], *, counted: bool = False) -> list[Pair]:
    return [
        Pair(positions=(a, b), code=code, gap=gap_of(positions[a], positions[b]) if counted else None)
        for a, b in combinations(range(len(positions)), 2)
    ]


def severity_of(pairs: Sequence[Pair]) -> tuple[Severity, str]:
    widest = max(pair.gap or Decimal(0) for pair in pairs)
    severity: Severity = "high" if widest >= Decimal("0.25") else "medium" if widest >= Decimal("0.05") else "low"
    return severity, f"the values lie {round(widest * 100)} % apart"


def hedged(desk: Desk, subject: Subject, own: Decimal, others: Sequence[Quantity]) -> Quantity:
    """Return a number that allows a figure and none of the others, under whatever hedge the turn brings."""
    kinds = HEDGES[len(desk.claims) % len(HEDGES) :] + HEDGES
    made = (amount(own, kind, subject.noun, desk.rng) for kind in kinds)
    return next(
        value for value in made if own in value.strict and not any(value.strict.meets(other.strict) for other in others)
    )


def camps(desk: Desk, subject: Subject, numbers: Sequence[Decimal]) -> list[list[Claim]]:
    """Let some sources give each of the numbers: one of them exactly, the others as their words happen to be."""
    said = [[figure(desk, subject, number)] for number in numbers]
    groups = desk.shares(subject.story, len(numbers))
    for at, group in enumerate(groups):
        for _ in group[1:]:
            others = [value for other, values in enumerate(said) for value in values if other != at]
            said[at].append(hedged(desk, subject, numbers[at], others))
    return [
        [told(desk, subject, draft, value) for draft, value in zip(group, values, strict=True)]
        for group, values in zip(groups, said, strict=True)
    ]


# ------------------------------------------------------------------ numbers
def exclude(desk: Desk, story: int) -> Finding:
    """FC101: two or three figures, from a few per cent to several orders of magnitude apart."""
    subject = counted_subject(desk, story, "conflict")
    first, factor = some_number(desk), GAPS[len(desk.subjects) % len(GAPS)]
    numbers = [first, (first * factor).to_integral_value() + 1]
    if desk.rng.random() < 0.4:
        numbers.append((numbers[1] * factor).to_integral_value() + 1)
    positions = camps(desk, subject, numbers)
    pairs = pairs_of("FC101", positions, counted=True)
    severity, why = severity_of(pairs)
    ways = [Assumption("one report is older than the others", tuple(claim.id for claim in positions[0]))]
    lead = f"Sources disagree on the number of {subject.noun} in the {subject.about}"
    return conclude(
        desk, subject, "FC101", lead, positions, severity=severity, why=why, pairs=pairs, ways=ways
    )  # fmt: skip


def bound(desk: Desk, story: int) -> Finding:
    """FC102: nearly a number against more than that number."""
    subject = counted_subject(desk, story, "conflict")
    number = Decimal(desk.rng.randint(2, 9) * 1000)
    kinds: tuple[HedgeKind, ...] = ("nearly", "more_than")
    positions = [
        [told(desk, subject, draft, amount(number, kind, subject.noun, desk.rng)) for draft in group]
        for kind, group in zip(kinds, desk.shares(story, 2), strict=True)
    ]
    lead = f"Bounds on the number of {subject.noun} in the {subject.about} exclude each other"
    why = "the bounds meet at one number and leave nothing in common"
    pair = Pair(positions=(0, 1), code="FC102", gap=Decimal(0))
    return conclude(desk, subject, "FC102", lead, positions, why=why, pairs=[pair])


def part_exceeds(desk: Desk, story: int) -> Finding:
    """FC103: a part larger than the whole that the same source gives."""
    subject = counted_subject(desk, story, "conflict")
    part = desk.subject(story, subject.measure, "uncorroborated", like=subject)
    part.noun, part.scope = PARTS[len(desk.subjects) % len(PARTS)], Scope(population="guard", part="subset")
    whole = some_number(desk, largest=3)
    draft = desk.shares(story, 1, most=1)[0][0]
    positions = [
        [told(desk, subject, draft, figure(desk, subject, whole))],
        [told(desk, part, draft, figure(desk, part, whole + 11))],
    ]
    lead = f"A part of the {subject.noun} in the {subject.about} exceeds the whole"
    pairs = pairs_of("FC103", positions, counted=True)
    severity, why = severity_of(pairs)
    return conclude(
        desk, subject, "FC103", lead, positions, severity=severity, why=why, pairs=pairs, related=[part], between="and"
    )


def added(desk: Desk, subject: Subject, draft: Draft, numbers: tuple[Decimal, Decimal]) -> tuple[Claim, list[Claim]]:
    """Let a source give two parts in one sentence, and return their sum and the parts."""
    values = [amount(number, "exact", noun, desk.rng) for number, noun in zip(numbers, PARTS, strict=False)]
    by = desk.speaker()
    content = subject.sentence.replace("{value}", "{a} and {b}")
    said = desk.say(subject, draft, {"a": values[0].surface, "b": values[1].surface}, by=by, content=content)
    parts = [
        desk.claim(subject, said, value, name, scope=Scope(population=noun, part="subset"))
        for value, name, noun in zip(values, "ab", PARTS, strict=False)
    ]
    total = amount(sum(numbers, Decimal(0)), "exact", subject.noun, desk.rng)
    return desk.claim(subject, said, total, "a", "b", parts=parts), parts


def parts_miss(desk: Desk, story: int) -> Finding:
    """FC104: parts that do not give the stated total."""
    subject = counted_subject(desk, story, "conflict")
    first, second = some_number(desk, largest=3), some_number(desk, largest=3)
    draft = desk.shares(story, 1, most=1)[0][0]
    total = told(desk, subject, draft, figure(desk, subject, first + second + 7))
    sum_, parts = added(desk, subject, draft, (first, second))
    pairs = pairs_of("FC104", [[total], [sum_]], counted=True)
    severity, why = severity_of(pairs)
    lead = f"The parts of the {subject.noun} in the {subject.about} do not add up to the total"
    return conclude(
        desk, subject, "FC104", lead, [[total], [sum_]], severity=severity, why=why, pairs=pairs, parts=parts
    )  # fmt: skip


def other_noun(desk: Desk, story: int) -> Finding:
    """FC105: the same number of two different things."""
    subject = counted_subject(desk, story, "conflict")
    measures = list(WORDS["nouns"])
    other = desk.subject(
        story, measures[(measures.index(subject.measure) + 3) % len(measures)], "uncorroborated", like=subject
    )
    number = some_number(desk) + 1000
    positions = [
        [told(desk, each, draft, figure(desk, each, number)) for draft in group]
        for each, group in zip((subject, other), desk.shares(story, 2, most=2), strict=True)
    ]
    lead = f"One number stands for different things in reports on the {subject.about}"
    return conclude(
        desk, subject, "FC105", lead, positions, why="the number has three significant digits", related=[other]
    )  # fmt: skip


def slip(desk: Desk, story: int) -> Finding:
    """FC106: a figure ten times the other, or with two digits swapped."""
    subject = counted_subject(desk, story, "conflict")
    number = Decimal(desk.rng.choice((2350, 412, 58, 7190)))
    digits = str(number)
    swapped = Decimal(f"{digits[1]}{digits[0]}{digits[2:]}")
    positions = camps(desk, subject, sorted((number, desk.rng.choice((number * 10, swapped)))))
    pairs = pairs_of("FC106", positions, counted=True)
    severity, why = severity_of(pairs)
    lead = f"One figure of the {subject.noun} in the {subject.about} is probably a slip"
    ways = [Assumption("one of the figures was mistyped", tuple(claim.id for claim in positions[1]))]
    return conclude(
        desk, subject, "FC106", lead, positions, severity=severity, why=why, pairs=pairs, ways=ways
    )  # fmt: skip


def tension(desk: Desk, story: int) -> Finding:
    """FC107: a bound, and a value far beyond it; a lower bound fits both."""
    subject = counted_subject(desk, story, "tension")
    number, factor = some_number(desk, largest=3), desk.rng.choice((4, 300))
    groups = desk.shares(story, 3, most=2)
    values = [
        amount(number, "at_least", subject.noun, desk.rng),
        figure(desk, subject, number * factor),
        amount(number // 2 + 1, "more_than", subject.noun, desk.rng),
    ]
    first, second, fits = (
        [told(desk, subject, draft, value) for draft in group] for value, group in zip(values, groups, strict=True)
    )
    lead = f"Figures of the {subject.noun} in the {subject.about} can both be true, but not in plain reading"
    return conclude(
        desk, subject, "FC107", lead, [first, second], severity="low", why="logic allows both", fits=fits, between="and"
    )


def revised(code: str, steps: tuple[str, ...]) -> Callable[[Desk, int], Finding]:
    """Return the recipe for FC201 or FC202: one speaker gives another figure as the days go by."""

    def recipe(desk: Desk, story: int) -> Finding:
        subject, by = counted_subject(desk, story, "revised"), desk.speaker()
        number = some_number(desk, largest=4)
        numbers = sorted((number, number + 9, number * 3), reverse=code == "FC202")[: desk.rng.choice((2, 3))]
        positions = [
            [
                desk.state(subject, draft, figure(desk, subject, each), by=by, as_of=days_after(2 * at))
                for draft in group
            ]
            for at, (each, group) in enumerate(zip(numbers, desk.shares(story, len(numbers)), strict=True))
        ]
        lead = f"The number of {subject.noun} in the {subject.about} was revised {steps[0]}"
        why = "the later value replaces the earlier one"
        return conclude(desk, subject, code, lead, positions, severity="info", why=why, between=steps[1])

    return recipe


NUMBERS: Mapping[str, Callable[[Desk, int], Finding]] = {
    "FC101": exclude,
    "FC102": bound,
    "FC103": part_exceeds,
    "FC104": parts_miss,
    "FC105": other_noun,
    "FC106": slip,
    "FC107": tension,
    "FC201": revised("FC201", ("up", "then")),
    "FC202": revised("FC202", ("down", "then")),
}
