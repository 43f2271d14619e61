"""A source's numeric claims → the evidence that a number is its source's total: its licence.

A toll takes part as a total only with a licence: a toll word ("the toll", "in all", "bringing … to"), the title or the
opening without a narrowing word, being the only number of its kind and event, or a count of bare people that somebody
is said to give. Every other number is shown with its source and carries no finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from factcheck.claims.frame.scope import IN_HOSPITAL
from factcheck.lexicon.catalogue import Measure, measure_of
from factcheck.lexicon.comparing import load_words
from factcheck.lexicon.loader import word_list
from factcheck.models import ATTACKER, VICTIMS, Claim, Context, Licence, Quantity, Source
from factcheck.reads import reads

__all__ = ["OPENING", "with_licences"]

OPENING = 700  # characters: the paragraphs in which news tells what happened
BLOCKS = 4
NEWS = 2000  # … and those in which it tells the news
NARROWING = frozenset({"other", "others", "remaining"})
PERSONS = ("person.", "tally.one-")
INSIDE = frozenset({"including", "among", "include", "includes", "included"})
NEVER_ALL = frozenset({ATTACKER, VICTIMS, IN_HOSPITAL, "child", "civilian"})
SEVERAL = 3
OWNED = frozenset({"a", "an", "her", "his", "one", "the", "their"})
STATED = frozenset({"asserts", "confirms", "reports"})
BEFORE, BEHIND = 40, 24  # characters around a number in which a toll word stands
SURE = ("toll", "title", "opening")
MOST = Decimal("0.9")
_WEAK = ("opening", "only", "said")
Kind = tuple[str, str | None]
_WORD = re.compile(r"[^\W_]+")


def with_licences(
    claims: Sequence[Claim], contexts: Mapping[str, Context], source: Source, catalogue: Mapping[str, Measure]
) -> list[Claim]:
    """Return the claims in their order, those that count people with the licence in their frame, if they have one."""
    counts: dict[Kind, set[str]] = {}
    for claim in sorted(claims, key=_is_vague):
        if _may_be_total(claim, catalogue) and not (_is_vague(claim) and _kind(claim) in counts):
            counts.setdefault(_kind(claim), set()).add(_number(claim))
    title = _end_of_title(source)
    persons = {claim.id for claim in claims if _is_one_person(claim)}
    dead = _first_of_dead(claims, source.text, catalogue)
    attacked = any(claim.scope.population == ATTACKER for claim in claims)
    told = {
        claim.id: [
            other
            for other in claims
            if other.measure == claim.measure and other.span.end <= claim.span.start and not _is_vague(other)
        ]
        for claim in claims
        if measure_of(catalogue, claim.measure).harm == "injury" and dead is not None and dead < claim.span.start
    }

    claims = [_as_all(claim) if _is_sole(claim, claims, title, catalogue) else claim for claim in claims]

    def licence(claim: Claim) -> Licence | None:
        alone = persons.intersection((claim.id, *claim.derived_from)) and not _is_closed(claim)
        if not (_may_be_total(claim, catalogue) or _is_all(claim)) or alone:
            return None
        if claim.frame.role == "total" or _has_toll_word(claim, source.text):
            return "toll"
        narrowed = _is_narrowed(claim) and (attacked or claim.scope.population != VICTIMS) and not _is_all(claim)
        if narrowed or _is_of_others(claim, told):
            return None
        if claim.span.end <= title:
            return "title"
        context = contexts.get(claim.id)
        if claim.span.start <= title + OPENING and (context is None or context.block <= BLOCKS):
            return "opening"
        if claim.scope.place is not None or _is_one(claim) or claim.span.start > title + NEWS:
            return None  # one is one of those whom the text tells of; deep in it much is of other events
        if len(counts.get(_kind(claim), ())) == 1:
            return "only"
        return "said" if _is_said(claim) else None

    return _without_parts(_without_places([_licensed(claim, licence(claim)) for claim in claims]), title)


def _first_of_dead(claims: Sequence[Claim], text: str, catalogue: Mapping[str, Measure]) -> int | None:
    """Return where a text first tells of somebody dead: in a number, or of a person ("the boy was killed")."""
    fatal = [measure for measure in catalogue.values() if measure.harm == "fatal"]
    states = {word for measure in fatal for word in measure.state}
    words = (match.start() for match in _WORD.finditer(text) if match[0].casefold() in states)
    counted = (claim.span.start for claim in claims if measure_of(catalogue, claim.measure).harm == "fatal")
    return min((*counted, next(words, len(text))), default=None)


def _without_places(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, a place's number without a licence where its source has a larger total that names none."""
    whole: dict[str, Decimal] = {}
    for claim in claims:
        if claim.frame.licence in SURE and claim.scope.place is None:
            whole[claim.measure] = max(whole.get(claim.measure, Decimal(0)), _size(claim))
    return [
        _licensed(claim, None)
        if claim.scope.place is not None and claim.frame.licence and _size(claim) < whole.get(claim.measure, Decimal(0))
        else claim
        for claim in claims
    ]


def _without_parts(claims: Sequence[Claim], title: int) -> list[Claim]:
    """Return the claims, a number of the text without a licence where its source told a larger total before.

    "Five were hurt. Three are in serious condition, and two suffered cuts": the two are some of them. What another
    speaker gives, a toll word or another day stands; a headline may be the one that is wrong.
    """
    told: dict[Kind, list[Claim]] = {}
    kept: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda each: each.span.start):
        before = told.setdefault(_kind(claim), [])
        is_part = claim.frame.licence in _WEAK and claim.span.start > title
        if is_part and any(_holds(whole, claim) for whole in before):
            kept[claim.id] = _licensed(claim, None)
        elif claim.frame.licence in SURE and not claim.derived_from:
            before.append(claim)
    return [kept.get(claim.id, claim) for claim in claims]


def _holds(whole: Claim, claim: Claim) -> bool:
    speakers = {each.attribution.speaker for each in (whole, claim) if each.attribution is not None}
    exact = not _is_vague(claim) and not _is_vague(whole)
    less = _size(claim) <= MOST * _size(whole)  # 238 beside 239 is no part
    return exact and len(speakers) < 2 and whole.as_of == claim.as_of and less


def _size(claim: Claim) -> Decimal:
    return claim.value.nominal[0] if isinstance(claim.value, Quantity) and claim.value.nominal else Decimal(0)


def _licensed(claim: Claim, licence: Licence | None) -> Claim:
    return msgspec.structs.replace(claim, frame=msgspec.structs.replace(claim.frame, licence=licence))


def _may_be_total(claim: Claim, catalogue: Mapping[str, Measure]) -> bool:
    return (
        isinstance(claim.value, Quantity)
        and measure_of(catalogue, claim.measure).people
        and (claim.scope.part == "whole" or _only_describes(claim))
        and claim.frame.elsewhere is None
        and claim.status == "actual"
        and claim.frame.standing == "stated"
        and (claim.frame.role in (None, "total") or _only_describes(claim))
    )


@reads("licence.counts-no-others")
def _as_all(claim: Claim) -> Claim:
    """ "Wounded 21 shoppers" is all that a report knows of the wounded, where it counts no others."""
    return msgspec.structs.replace(claim)


def _is_all(claim: Claim) -> bool:
    return claim.read_by[-1:] == ("licence.counts-no-others",)


def _is_sole(claim: Claim, claims: Sequence[Claim], title: int, catalogue: Mapping[str, Measure]) -> bool:
    """Whether a part is one by its noun alone, and its source tells no number of the measure but parts of it."""
    if not measure_of(catalogue, claim.measure).people or claim.scope.part != "subset" or not _is_news(claim):
        return False
    if claim.span.start > title + OPENING:
        return False
    if claim.frame.role != "part" or claim.scope.population in NEVER_ALL or _size(claim) < SEVERAL or _is_inside(claim):
        return False
    if _is_joined(claim):
        return False
    return not NARROWING.intersection(claim.notes) and all(
        _size(other) == _size(claim) or _is_detail(other, claim) for other in claims if other.measure == claim.measure
    )


def _is_detail(other: Claim, claim: Claim) -> bool:
    """Whether a smaller number is told of as inside another, or far behind: "only 14 had been named"."""
    far = other.span.start - claim.span.start > OPENING and _size(other) <= MOST / 2 * _size(claim)
    return far or (_is_inside(other) and _size(other) < _size(claim))


def _is_news(claim: Claim) -> bool:
    return (
        isinstance(claim.value, Quantity)
        and claim.frame.elsewhere is None
        and claim.status == "actual"
        and claim.frame.standing == "stated"
        and not claim.derived_from
        and claim.scope.place is None
    )


def _is_joined(claim: Claim) -> bool:
    """Whether persons stand beside a number: "his parents and three sisters", "three sisters and his mother"."""
    at = claim.span.start - claim.sentence.start
    before = claim.sentence.quote[:at].casefold().split()
    behind = claim.sentence.quote[at + len(claim.span.quote) :].casefold().split()
    return before[-1:] == ["and"] or (behind[:1] == ["and"] and behind[1:2] != [] and behind[1] in OWNED)


def _is_inside(claim: Claim) -> bool:
    """Whether a number is told of as inside another: "including four children"."""
    before = claim.sentence.quote[: claim.span.start - claim.sentence.start].casefold().split()
    of = " of the " in f" {claim.span.quote.casefold()} "  # "nine of the dead"
    return of or any("among" in name for name in claim.read_by) or bool(INSIDE.intersection(before))


def _only_describes(claim: Claim) -> bool:
    """Whether a part is one by its noun alone, which may fit all the people: "four men were killed"."""
    return claim.scope.part == "subset" and _describes(claim)


def _describes(claim: Claim) -> bool:
    return (claim.scope.population or "") in load_words().describing


def _kind(claim: Claim) -> Kind:
    return claim.measure, claim.about


def _number(claim: Claim) -> str:
    return str(claim.value.nominal) if isinstance(claim.value, Quantity) else ""


def _is_one_person(claim: Claim) -> bool:
    """Whether a claim is of one person who is named or described: whoever adds such persons up may miss some."""
    return claim.frame.role != "total" and any(name.startswith(PERSONS) for name in claim.read_by)


def _is_closed(claim: Claim) -> bool:
    """ "He and six others": the sum of a person and the others is of all of them."""
    return "compose.sum" in claim.read_by and "others" in claim.notes


def _is_vague(claim: Claim) -> bool:
    return isinstance(claim.value, Quantity) and claim.value.hedge.kind == "vague"


def _is_one(claim: Claim) -> bool:
    return isinstance(claim.value, Quantity) and [*claim.value.nominal] == [1]


def _is_narrowed(claim: Claim) -> bool:
    return claim.scope.population is not None and not _describes(claim)


def _is_of_others(claim: Claim, told: Mapping[str, Sequence[Claim]]) -> bool:
    """Whether a number is of others than were told of before.

    Behind the dead the first number of the injured is of all of them: "one man was killed and three others were hurt".
    """
    if not NARROWING.intersection(claim.notes) or _is_closed(claim):
        return False
    first = claim.id in told and all(_number(other) == _number(claim) for other in told[claim.id])
    return not first or "remaining" in claim.notes


def _is_said(claim: Claim) -> bool:
    """Whether somebody named or an office gives the number, of people whom no noun describes."""
    said = claim.attribution
    return said is not None and bool(said.speaker) and said.stance in STATED and not claim.derived_from


def _has_toll_word(claim: Claim, text: str) -> bool:
    """Whether a word for the whole stands right before or behind the number, in its sentence."""
    start, end = claim.span.start, claim.span.end
    before = text[max(claim.sentence.start, start - BEFORE) : start]
    behind = text[end : min(claim.sentence.end, end + BEHIND)]
    near = f" {' '.join(f'{before} {text[start:end]} {behind}'.casefold().split())} "
    own = any(name.startswith("measure.toll") for name in claim.read_by)
    return own or any(f" {word}" in near for word in word_list("frame", "licence.toll"))


def _end_of_title(source: Source) -> int:
    """Return where the title ends that the text opens with; 0 where it does not."""
    first = source.text.strip().partition("\n")[0]
    title = _letters(source.title or "")
    return source.text.find(first) + len(first) if title and _letters(first)[: len(title)] == title[:80] else 0


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())[:80]
