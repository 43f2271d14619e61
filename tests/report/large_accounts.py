"""Accounts, quotations and agreement in one story of a large report → one finding on them: FC301 to FC601.

`RECIPES` has all codes; `agree` and `leave_open` write topics that no finding is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factcheck.models import Assumption, Category, Claim, Finding, HedgeKind, Quotation
from tests.report.large_desk import Desk, Subject, conclude, told
from tests.report.large_numbers import NUMBERS, added, amount, counted_subject, figure, pairs_of, some_number
from tests.report.large_words import WORDS, days_after

__all__ = ["RECIPES", "agree", "leave_open"]


# ------------------------------------------------------------------ accounts
def account(desk: Desk, slot: str, label: str) -> Category:
    """Return an account in its words; a difficult one at times has more behind them."""
    hard = desk.difficult and desk.rng.random() < 0.3
    surface = f"{label} {desk.rng.choice(WORDS['difficult']['values'])}" if hard else label
    return Category(slot=slot, label=label, surface=surface)


def disputed(desk: Desk, story: int) -> Finding:
    """FC301: two or three accounts that exclude each other."""
    slot = list(WORDS["accounts"])[len(desk.subjects) % len(WORDS["accounts"])]
    subject = desk.subject(story, slot, "dispute")
    words = WORDS["accounts"][slot]
    labels = desk.rng.sample(words["values"], desk.rng.choice((2, 2, 3)))
    positions = [
        [told(desk, subject, draft, account(desk, slot, label), content=words["text"]) for draft in group]
        for label, group in zip(labels, desk.shares(story, len(labels)), strict=True)
    ]
    lead = f"Accounts of the {slot} of the {subject.about} exclude each other"
    pairs = pairs_of("FC301", positions)
    return conclude(desk, subject, "FC301", lead, positions, why="different speakers hold them", pairs=pairs)


def changed(desk: Desk, story: int) -> Finding:
    """FC302: one speaker, two accounts, two days."""
    subject, by, words = desk.subject(story, "status", "revised"), desk.speaker(), WORDS["accounts"]["status"]
    positions = [
        [
            desk.state(
                subject, draft, account(desk, "status", label), by=by, content=words["text"], as_of=days_after(at)
            )
            for draft in group
        ]
        for at, (label, group) in enumerate(
            zip(desk.rng.sample(words["values"], 2), desk.shares(story, 2, most=2), strict=True)
        )
    ]
    lead = f"One speaker gives two accounts of the status of the {subject.about}"
    return conclude(
        desk, subject, "FC302", lead, positions, severity="info", why="one speaker gives both", between="then"
    )


def other_day(desk: Desk, story: int) -> Finding:
    """FC303: two days of one event."""
    subject = desk.subject(story, "date_of", "conflict")
    first = -desk.rng.randint(3, 9)
    days = [days_after(first), days_after(first + desk.rng.choice((1, 2, 3)))]
    text = "the {event} at {place} began on {value}"
    positions = [
        [
            told(
                desk, subject, draft, content=text,
                value=Category(slot="date_of", label=day.isoformat(), surface=f"{day.day} {day:%B}"),
            )
            for draft in group
        ]
        for day, group in zip(days, desk.shares(story, 2), strict=True)
    ]  # fmt: skip
    lead = f"Days given for the {subject.about} differ"
    pairs = pairs_of("FC303", positions)
    return conclude(desk, subject, "FC303", lead, positions, why="the days cannot both be right", pairs=pairs)


# ------------------------------------------------------------------ quotations
def quoted(desk: Desk, subject: Subject, story: int, words: list[str], speakers: list[str]) -> list[list[Claim]]:
    """Let sources quote a speaker in the words given, one wording a position."""
    hard = f", {desk.rng.choice(WORDS['difficult']['fragments'])}" if desk.difficult and desk.rng.random() < 0.3 else ""
    texts = [f"{text.replace('{place}', subject.place)}{hard}".replace("“", "‘").replace("”", "’") for text in words]
    return [
        [desk.state(subject, draft, Quotation(text=text, surface=text), by=by, content="“{value}”") for draft in group]
        for text, by, group in zip(texts, speakers, desk.shares(story, len(texts)), strict=True)
    ]


def other_wording(desk: Desk, story: int) -> Finding:
    """FC401: one sentence in two to four wordings."""
    subject, by = desk.subject(story, "quotation", "conflict"), desk.speaker()
    wordings = desk.rng.choice(WORDS["quotations"])[: desk.rng.choice((2, 3, 4))]
    positions = quoted(desk, subject, story, wordings, [by] * len(wordings))
    pairs = pairs_of("FC401", positions)
    ways = [
        Assumption("one of the wordings is translated or retold", tuple(claims[0].id for claims in positions)),
    ]
    lead = f"Sources word a quotation from {by} differently"
    return conclude(
        desk, subject, "FC401", lead, positions, severity=("medium", "low")[len(pairs) % 2],
        why="words of substance differ", pairs=pairs, ways=ways,
    )  # fmt: skip


def other_speaker(desk: Desk, story: int) -> Finding:
    """FC402: one sentence, two speakers."""
    subject = desk.subject(story, "quotation", "dispute")
    words = desk.rng.choice(WORDS["quotations"])[0]
    speakers = [desk.speaker(), f"a neighbour of {subject.place}"]
    positions = quoted(desk, subject, story, [words, words], speakers)
    lead = f"One quotation on {subject.place} is given to {speakers[0]} and to {speakers[1]}"
    pairs = pairs_of("FC402", positions)
    return conclude(desk, subject, "FC402", lead, positions, why="the words are the same", pairs=pairs, between="and")


# ------------------------------------------------------------------ agreement
def one_origin(desk: Desk, story: int) -> Finding:
    """FC501: all sources that agree are copies of one report."""
    subject = counted_subject(desk, story, "single_origin")
    value, by = figure(desk, subject, some_number(desk)), desk.speaker()
    claims = [desk.state(subject, draft, value, by=by) for draft in desk.copies(story)]
    lead = f"Agreement on the number of {subject.noun} in the {subject.about} from a single origin"
    why = "copies of one report count once"
    return conclude(desk, subject, "FC501", lead, [claims], severity="info", why=why)


def alone(desk: Desk, story: int) -> Finding:
    """FC502: one source only."""
    subject = counted_subject(desk, story, "uncorroborated")
    number = some_number(desk)
    kinds: tuple[HedgeKind, ...] = ("exact", "about", "vague", "range")
    value = amount(number, kinds[len(desk.subjects) % 4], subject.noun, desk.rng)
    claim = told(desk, subject, desk.shares(story, 1, most=1)[0][0], value)
    lead = f"Only source {desk.number(claim)} gives the number of {subject.noun} in the {subject.about}"
    why = "one source is not a contradiction"
    return conclude(desk, subject, "FC502", lead, [[claim]], severity="info", why=why)


def reconciled(desk: Desk, story: int) -> Finding:
    """FC601: the parts of one source come to the number of the others."""
    subject = counted_subject(desk, story, "reconciled")
    first, second = some_number(desk, largest=3), some_number(desk, largest=3)
    summed, *whole = [draft for group in desk.shares(story, 3, most=1) for draft in group]
    sum_, parts = added(desk, subject, summed, (first, second))
    total = figure(desk, subject, first + second)
    claims = [sum_, *(told(desk, subject, draft, total) for draft in whole)]
    lead = f"Different words, one number for the {subject.noun} in the {subject.about}"
    return conclude(
        desk, subject, "FC601", lead, [claims], severity="info", why="nothing is in dispute", parts=parts
    )  # fmt: skip


def agree(desk: Desk, story: int) -> None:
    """Let some sources give one number."""
    subject = counted_subject(desk, story, "agreement")
    value = figure(desk, subject, some_number(desk))
    for draft in desk.shares(story, 1)[0]:
        told(desk, subject, draft, value)


def leave_open(desk: Desk, story: int) -> None:
    """Let two sources speak of what cannot be compared: the words can be read in another way."""
    subject = counted_subject(desk, story, "not_compared")
    kinds: tuple[HedgeKind, ...] = ("about", "at_most")
    for (draft, *_), kind in zip(desk.shares(story, 2, most=1), kinds, strict=True):
        desk.state(subject, draft, amount(some_number(desk), kind, subject.noun, desk.rng), confidence="low")


RECIPES: Mapping[str, Callable[[Desk, int], Finding]] = {
    **NUMBERS,
    "FC301": disputed,
    "FC302": changed,
    "FC303": other_day,
    "FC401": other_wording,
    "FC402": other_speaker,
    "FC501": one_origin,
    "FC502": alone,
    "FC601": reconciled,
}
