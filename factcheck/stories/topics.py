"""Readings of a story → topics: the claims that can be compared, each with its topic's id.

Two claims share a topic where story, measure, dimension, standing (stated, feared, denied, …), part of the whole, place
and what they are about agree. Where one of them names less, it joins the only one that it can mean; else it is not
compared.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

import msgspec

from factcheck.catalogue import Measure, measure_of
from factcheck.categories import is_another
from factcheck.ids import short_id
from factcheck.lexicon.comparing import Words
from factcheck.models import Category, Claim, Quantity, Quotation, Reading, Scope, Story, Topic
from factcheck.settings import Settings
from factcheck.stories.quoting import group_quotations
from factcheck.stories.voices import fold_name

__all__ = ["group_topics"]

_STATED, _FEARED, _SPOKEN_DENIALS = ("actual", "planned"), ("feared", "suspected"), ("denies", "doubts")
_UNCOMPARED_STANDINGS = ("hypothetical", "denied")
VICTIMS = "victims"  # those who died at the hands of another, where a text counts the attacker apart
_TOLLS = ("deaths", "injured")
_UNCLEAR = "?"  # a subset of nobody knows whom, an addition to nobody knows what
_MONTH = re.compile(r"\d{4}-\d\d")
_WORD = re.compile(r"[^\W_]+")
Names = tuple[tuple[str, str], ...]


_OF_EVENTS = frozenset({"starts_in", "duration"})  # of what event, a claim must say to be compared


class Frame(msgspec.Struct, frozen=True, order=True):
    """What two claims must have in common to be compared, but for what they are about and where."""

    story_id: str
    measure: str
    dimension: str
    standing: str
    part: str


class Placed(msgspec.Struct, frozen=True):
    """A claim with its frame, and the words of what it is about and of where; empty where it names neither."""

    claim: Claim
    frame: Frame
    about: frozenset[str]
    place: frozenset[str]


def group_topics(
    stories: Sequence[Story],
    readings: Sequence[Reading],
    catalogue: Mapping[str, Measure],
    *,
    settings: Settings | None = None,
    words: Words | None = None,
) -> tuple[tuple[Topic, ...], tuple[Claim, ...]]:
    """Return the topics by story, measure and id, and all claims with `story_id` and `topic_id` filled.

    Claims of sources that are in no story come back as they are. A topic whose claims cannot be compared has the
    verdict "not_compared".
    """
    story_of = {id_: story.id for story in stories for id_ in story.source_ids}
    read = {reading.source_id: reading for reading in readings}
    names = {story.id: _names([read[id_] for id_ in story.source_ids if id_ in read]) for story in stories}
    words, threshold = words or Words(), float((settings or Settings()).same_quotation)
    everything = [claim for reading in readings for claim in reading.claims]
    told = [claim for claim in everything if claim.source_id in story_of]
    weekdays = {reading.source_id: frozenset[str](reading.weekdays) for reading in readings}
    parts = {(id_, claim.measure) for claim in told for id_ in claim.derived_from}
    told = _read_as_own_events(_read_as_own_month(told, story_of), story_of)
    told = _read_as_victims(_read_as_part(_read_as_whole(told, words)), story_of)
    placed = [
        _place(claim, story_of[claim.source_id], names[story_of[claim.source_id]], parts, words) for claim in told
    ]
    topics: list[Topic] = []
    for frame, members in _by_frame(placed):
        if frame.dimension == "quotation":
            quotations = [member.claim for member in members]
            groups = [(group, False) for group in group_quotations(quotations, weekdays, words, threshold)]
        else:
            nobody = words.anyone if frame.measure == "age" else frozenset()
            groups = _group_abouts(members, nobody, exact=frame.measure == "count")
            if frame.measure not in ("age", "deaths", "injured", "casualties"):
                own = {member.claim.id for member in members if _is_own(member.about, words)}
                groups = [(group, unclear or any(claim.id in own for claim in group)) for group, unclear in groups]
            if frame.measure == "count":
                groups = [(group, unclear or all(map(_says_only_what, group))) for group, unclear in groups]
        topics += [_make_topic(frame, group, catalogue, unclear=unclear) for group, unclear in groups]
    topics.sort(key=lambda topic: (topic.story_id, topic.measure, topic.label, topic.id))
    topic_of = {id_: topic for topic in topics for id_ in topic.claim_ids}
    return tuple(topics), tuple(_filed(claim, topic_of.get(claim.id)) for claim in everything)


def _read_as_whole(claims: Sequence[Claim], words: Words) -> list[Claim]:
    """Return the claims, those as ones of the whole whose noun only describes and that no whole of the source exceeds.

    "Four men were killed" is the toll of a report that has no larger one; beside "six people" it is a part.
    """
    describing = {
        claim.id: claim
        for claim in claims
        if claim.scope.part == "subset"
        and fold_name(claim.scope.population or "") in words.describing
        and isinstance(claim.value, Quantity)
        and claim.value.noun not in words.people
    }
    largest: dict[tuple[str, str], Decimal] = {}
    for claim in claims:
        if claim.id not in describing and claim.scope.part != "addition":
            key = (claim.source_id, claim.measure)
            largest[key] = max(largest.get(key, Decimal(0)), _number(claim))
    kinds: dict[tuple[str, str], set[str]] = {}
    for claim in describing.values():
        kinds.setdefault((claim.source_id, claim.measure), set()).add(claim.scope.population or "")
    return [
        msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, part="whole"))
        if claim.id in describing
        and len(kinds[claim.source_id, claim.measure]) == 1
        and _number(claim) >= largest.get((claim.source_id, claim.measure), Decimal(0))
        else claim
        for claim in claims
    ]


def _read_as_own_month(claims: Sequence[Claim], story_of: Mapping[str, str]) -> list[Claim]:
    """Return the claims, those of a named month as the story's own where its first report came in it or right after."""
    first: dict[str, dt.date] = {}
    for claim in claims:
        if claim.as_of is not None:
            story = story_of[claim.source_id]
            first[story] = min(claim.as_of, first.get(story, claim.as_of))
    return [
        msgspec.structs.replace(claim, about=None)
        if claim.about
        and _MONTH.fullmatch(claim.about)
        and (began := first.get(story_of[claim.source_id])) is not None
        and claim.about in {began.isoformat()[:7], (began - dt.timedelta(days=7)).isoformat()[:7]}
        else claim
        for claim in claims
    ]


def _read_as_own_events(claims: Sequence[Claim], story_of: Mapping[str, str]) -> list[Claim]:
    """Return the claims, those of "another attack" as the story's own where half of its sources count nothing else.

    "40 killed in strikes across the country" counts several events, and they are what the story is about.
    """
    told: dict[tuple[str, str], dict[str, bool]] = {}
    for claim in claims:
        if isinstance(claim.value, Quantity) and claim.scope.part == "whole" and not claim.derived_from:
            sources = told.setdefault((story_of[claim.source_id], claim.measure), {})
            other = is_another(claim.about)
            sources[claim.source_id] = other and sources.get(claim.source_id, True)
    own = {key for key, sources in told.items() if len(sources) > 1 and 2 * sum(sources.values()) >= len(sources)}
    return [
        msgspec.structs.replace(claim, about=None)
        if is_another(claim.about) and (story_of[claim.source_id], claim.measure) in own
        else claim
        for claim in claims
    ]


def _read_as_part(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, a number of people killed or injured as a part where its source's own tolls come to more."""
    tolls: dict[tuple[str, str], Decimal] = {}
    for claim in claims:
        if claim.scope.part == "whole" and not claim.derived_from and claim.about is None and claim.status == "actual":
            key = (claim.source_id, claim.measure)
            tolls[key] = max(tolls.get(key, Decimal(0)), _number(claim))
    return [
        msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, population=None, part="subset"))
        if claim.measure == "casualties"
        and claim.scope.part == "whole"
        and _number(claim) < sum((tolls.get((claim.source_id, each), Decimal(0)) for each in _TOLLS), Decimal(0))
        else claim
        for claim in claims
    ]


def _read_as_victims(claims: Sequence[Claim], story_of: Mapping[str, str]) -> list[Claim]:
    """Return the claims, a toll of a story as one of its victims where another source counts the attacker beside it."""
    apart: dict[tuple[str, str], set[Decimal]] = {}
    for claim in claims:
        if claim.scope.population == VICTIMS and claim.scope.part == "subset":
            apart.setdefault((story_of[claim.source_id], claim.measure), set()).add(_number(claim))
    return [
        msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, population=VICTIMS, part="subset"))
        if claim.scope.part == "whole"
        and not claim.derived_from
        and _number(claim) in apart.get((story_of[claim.source_id], claim.measure), ())
        else claim
        for claim in claims
    ]


def _number(claim: Claim) -> Decimal:
    return claim.value.nominal[0] if isinstance(claim.value, Quantity) else Decimal(0)


def _filed(claim: Claim, topic: Topic | None) -> Claim:
    return claim if topic is None else msgspec.structs.replace(claim, story_id=topic.story_id, topic_id=topic.id)


def _names(readings: Sequence[Reading]) -> Names:
    """Return (name, short form) of the aliases that a story's readings define, folded, the longest names first."""
    pairs = {(fold_name(alias.name), fold_name(alias.alias)) for reading in readings for alias in reading.aliases}
    return tuple(
        sorted(
            (pair for pair in pairs if pair[0] and pair[1] and pair[0] != pair[1]),
            key=lambda pair: (-len(pair[0]), pair),
        )
    )


def _place(claim: Claim, story_id: str, names: Names, parts: set[tuple[str, str]], words: Words) -> Placed:
    value = claim.value
    dimension = (
        (value.base.unit if value.base else value.unit or "count") if isinstance(value, Quantity) else _kind(value)
    )
    if isinstance(value, Quantity) and value.unit is None and value.nominal and 0 < value.nominal[0] < 1:
        dimension = "share"  # "half of the suspects"
    # a claim about another event, or that of a named other year, is compared with its like alone
    standing = claim.about if claim.about and _is_elsewhere(claim) else _standing(claim)
    frame = Frame(story_id, claim.measure, dimension, standing, _part(claim, parts, words))
    about = claim.about if claim.about or claim.measure != "count" else getattr(value, "noun", None)
    return Placed(claim, frame, _words_of(about, names), _words_of(claim.scope.place, names))


def _says_only_what(claim: Claim) -> bool:
    """Whether a count names what is counted in one word, with nothing said of it: "three men" may be any three."""
    noun = claim.value.noun if isinstance(claim.value, Quantity) else None
    named = fold_name(claim.about or noun or "")
    return " " not in named and " " not in (noun or "")


def _is_own(about: frozenset[str], words: Words) -> bool:
    """Whether a number is one that each person has of their own: a sentence, a bail, counts of murder."""
    return bool(about & words.own)


def _is_elsewhere(claim: Claim) -> bool:
    about = claim.about or ""
    counted = isinstance(claim.value, Quantity) and claim.value.unit is None and claim.measure != "count"
    return about.isdigit() or (counted and (is_another(about) or _MONTH.fullmatch(about) is not None))


def _kind(value: Category | Quotation) -> str:
    return value.slot if isinstance(value, Category) else "quotation"


def _standing(claim: Claim) -> str:
    """Return what a claim stands for.

    Stated, feared, hypothetical or denied. A denied account is one side of a dispute.
    """
    if not isinstance(claim.value, Quantity):
        return "stated"
    if claim.attribution is not None and claim.attribution.stance in _SPOKEN_DENIALS:
        return "denied"
    return "stated" if claim.status in _STATED else "feared" if claim.status in _FEARED else claim.status


def _part(claim: Claim, parts: set[tuple[str, str]], words: Words) -> str:
    """Return "" for the whole, the population for a subset; a part of a sum is a subset of its own population."""
    if not isinstance(claim.value, Quantity):
        return ""
    if claim.scope.part == "addition":
        return _UNCLEAR
    is_part = claim.scope.part == "subset" or (claim.id, claim.measure) in parts
    if not is_part:
        return ""
    population = fold_name(claim.scope.population or claim.value.noun or "")
    return _UNCLEAR if not population or population in words.people else population


def _words_of(text: str | None, names: Names) -> frozenset[str]:
    if not text:
        return frozenset()
    folded = f" {' '.join(_WORD.findall(fold_name(text)))} "
    for name, short in names:
        folded = folded.replace(f" {' '.join(_WORD.findall(name))} ", f" {' '.join(_WORD.findall(short))} ")
    return frozenset(folded.split())


def _by_frame(placed: Iterable[Placed]) -> list[tuple[Frame, list[Placed]]]:
    ordered = sorted(placed, key=lambda member: (member.frame, member.claim.id))
    return [(frame, list(members)) for frame, members in groupby(ordered, key=lambda member: member.frame)]


def _group_abouts(members: Sequence[Placed], nobody: frozenset[str], *, exact: bool) -> list[tuple[list[Claim], bool]]:
    """Return groups of claims about the same thing in the same place, each with whether what it means is unclear.

    `nobody` are words that name no one thing of a story.
    """
    groups = []
    for about, unclear in _resolve({member.about for member in members}, exact=exact):
        here = [member for member in members if member.about in about]
        for place, _ in _resolve({member.place for member in here}, exact=False):
            group = [member for member in here if member.place in place]
            groups.append(
                (
                    [member.claim for member in group],
                    unclear or (bool(nobody) and all(m.about <= nobody for m in group)),
                )
            )
    return groups


def _resolve(names: set[frozenset[str]], *, exact: bool) -> list[tuple[set[frozenset[str]], bool]]:
    """Return the names in groups of one meaning: a name joins the only fullest name that holds all its words.

    A name that fits two fuller ones stands alone and is unclear. `exact` joins nothing but the empty name.
    """
    full = [name for name in names if not any(name < other for other in names) or (exact and name)]
    groups = {name: {name} for name in full}
    unclear = []
    for name in names - set(full):
        homes = [other for other in full if name < other]
        if len(homes) == 1:
            groups[homes[0]].add(name)
        else:
            unclear.append(name)
    known = [(group, False) for _, group in sorted(groups.items(), key=lambda entry: sorted(entry[0]))]
    return known + [({name}, True) for name in sorted(unclear, key=sorted)]


def _make_topic(frame: Frame, claims: Sequence[Claim], catalogue: Mapping[str, Measure], *, unclear: bool) -> Topic:
    ids = tuple(sorted(claim.id for claim in claims))
    about = _best_name(claim.about for claim in claims)
    place = _best_name(claim.scope.place for claim in claims)
    unclear = unclear or (about is None and frame.measure in _OF_EVENTS)
    compared = not unclear and frame.part != _UNCLEAR and frame.standing not in _UNCOMPARED_STANDINGS
    addition = all(claim.scope.part == "addition" for claim in claims)
    return Topic(
        id=short_id("t", *ids),
        story_id=frame.story_id,
        measure=frame.measure,
        about=about,
        label=_label(frame, claims, catalogue, about, place),
        claim_ids=ids,
        scope=Scope(
            population=frame.part if frame.part not in ("", _UNCLEAR) else None,
            place=place,
            part="addition" if addition else "subset" if frame.part else "whole",
        ),
        verdict="uncorroborated" if compared else "not_compared",
    )


def _best_name(names: Iterable[str | None]) -> str | None:
    """Return the name that most claims use, the longest and then the first in the alphabet on ties.

    None where none has one.
    """
    known = [name for name in names if name]
    return min(known, key=lambda name: (-known.count(name), -len(name), name), default=None)


def _label(
    frame: Frame, claims: Sequence[Claim], catalogue: Mapping[str, Measure], about: str | None, place: str | None
) -> str:
    label = measure_of(catalogue, frame.measure).label
    if frame.dimension == "quotation":
        return f"{label}: {_opening(claims)}"
    named = f"{label}: {about}" if about else label
    notes = [_part_note(frame, claims), place, None if frame.standing == "stated" else frame.standing]
    shown = [note for note in notes if note]
    return f"{named} ({', '.join(shown)})" if shown else named


def _opening(claims: Iterable[Claim]) -> str:
    """Return the first words of the longest quotation."""
    texts = [claim.value.text for claim in claims if isinstance(claim.value, Quotation)]
    words = min(texts, key=lambda text: (-len(text), text)).split()
    return " ".join(words[:8]) + (" \N{HORIZONTAL ELLIPSIS}" if len(words) > 8 else "")


def _part_note(frame: Frame, claims: Sequence[Claim]) -> str:
    if claims[0].scope.part == "addition":
        return "addition"
    return "part" if frame.part == _UNCLEAR else frame.part
