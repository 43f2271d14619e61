"""Readings of a story → topics: the claims that can be compared, each with its topic's id.

Two claims share a topic where story, measure, dimension, standing (stated, feared, denied, …), part of the whole, place
and what they are about agree. Where one of them names less, it joins the only one that it can mean; else it is not
compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

import msgspec

from factcheck.lexicon.catalogue import Measure, are_open, measure_of
from factcheck.lexicon.comparing import Words
from factcheck.models import Claim, Context, Quantity, Reading, Story, Topic
from factcheck.settings import Settings
from factcheck.stories.current import make_accounts
from factcheck.stories.deeds.denied import group_assertions, is_assertion
from factcheck.stories.grouped import Grouped
from factcheck.stories.keys import Key, Placed, aliases_of, by_key, place_claim
from factcheck.stories.naming import make_topic
from factcheck.stories.onebody import are_two, joined, pair_bodies
from factcheck.stories.placed import group_places, is_place
from factcheck.stories.questions import Lines, is_open, line_up
from factcheck.stories.rereading import Around, reread
from factcheck.stories.spelt.spellings import One, group_by_story, is_name
from factcheck.stories.spelt.toponyms import group_place_names, is_place_name
from factcheck.stories.timed import days_of_events, group_acts, is_act
from factcheck.stories.utterances.quoting import group_quotations
from factcheck.stories.victims.harmed import group_harms, is_harm
from factcheck.stories.victims.suspects import group_custody, is_custody
from factcheck.stories.voices import fold_name

__all__ = ["group_topics"]

# what shows that a number at a place is one of the news
_TOLD = ("toll", "title", "opening")

Group = tuple[list[Claim], bool]  # claims about one thing, and whether what they mean is unclear


def group_topics(
    stories: Sequence[Story],
    readings: Sequence[Reading],
    catalogue: Mapping[str, Measure],
    *,
    published: Mapping[str, dt.date | None] | None = None,
    settings: Settings | None = None,
    words: Words | None = None,
) -> Grouped:
    """Return the topics, the claims as they were compared, the accounts, and how likely two claims are of one question.

    `published` is the day of each source by its id: a claim that names no day is made for it. Claims of sources that
    are in no story come back as they are; a name that is in no topic is left out. A topic whose claims cannot be
    compared has the verdict "not_compared".
    """
    story_of = {id_: story.id for story in stories for id_ in story.source_ids}
    words, threshold = words or Words(), float((settings or Settings()).same_quotation)
    everything = [claim for reading in readings for claim in reading.claims]
    contexts = {context.claim_id: context for reading in readings for context in reading.contexts}
    around = Around(story_of, catalogue, words)
    told = reread([claim for claim in everything if claim.source_id in story_of], around)
    weekdays = {reading.source_id: frozenset[str](reading.weekdays) for reading in readings}
    dated = {claim.id: _dated(claim, published or {}) for claim in told}
    mains = {reading.source_id: reading.main for reading in readings}
    days = days_of_events(told)
    lines = line_up(
        dated.values(), readings, words.own, frozenset(name for name in catalogue if are_open(catalogue, name))
    )
    pairs = pair_bodies(told, contexts, story_of, days, catalogue)
    topics: list[Topic] = []
    persons = group_by_story(told, story_of)
    ones = {story: One.of(groups) for story, groups in persons.items()}
    spelt = dict(persons)  # whose names, and which streets, are compared on their own
    for key, every in by_key(_place_all([claim for claim in told if not _is_named(claim)], stories, readings, around)):
        members = [member for member in every if not _is_of_one(member.claim)]
        acts = group_acts([member.claim for member in every if is_act(member.claim)], contexts, mains, days)
        placed = group_places([member.claim for member in every if is_place(member.claim)], contexts)
        acts += placed
        spelt[key.story_id] = [*spelt.get(key.story_id, ()), *placed]
        if harms := [member.claim for member in every if is_harm(member.claim)]:
            acts += group_harms(harms, [each for each in told if story_of[each.source_id] == key.story_id], catalogue)
        acts += group_custody([member.claim for member in every if is_custody(member.claim)], contexts, mains)
        topics += [make_topic(key, group, catalogue, unclear=False) for group in acts]
        if key.dimension == "quotation":
            quotations = [member.claim for member in members]
            groups = [(group, False) for group in group_quotations(quotations, weekdays, words, threshold)]
        else:
            measure = measure_of(catalogue, key.measure)
            if measure.of_person and key.story_id in ones:
                members = [_as_spelled(member, ones[key.story_id]) for member in members]
            groups = _group_numbers(members, measure, words, lines, contexts)
            if measure.of_person:
                groups = joined(groups, pairs)
        topics += [make_topic(key, group, catalogue, unclear=unclear) for group, unclear in groups]
    named = [*persons.items(), *group_place_names(told, story_of, spelt).items()]
    named += group_assertions(told, story_of, words).items()
    topics += [_named(story, group, catalogue) for story, groups in named for group in groups]
    topics.sort(key=lambda topic: (topic.story_id, topic.measure, topic.label, topic.id))
    topic_of = {id_: topic for topic in topics for id_ in topic.claim_ids}
    read = {claim.id: claim for claim in told}
    accounts = [
        account
        for topic in topics
        for account in make_accounts(
            topic, [dated[id_] for id_ in topic.claim_ids], measure_of(catalogue, topic.measure), words
        )
    ]
    return Grouped(
        topics=tuple(topics),
        claims=tuple(
            _filed(read.get(claim.id, claim), topic_of.get(claim.id))
            for claim in everything
            if not _is_named(claim) or claim.id in topic_of
        ),
        accounts=tuple(accounts),
        alignments=lines.within(topics),
        bearings=lines.borne(topics),
    )


def _is_named(claim: Claim) -> bool:
    """Whether a claim is a person's or a place's name, or a deed: what nothing differs from is filed nowhere."""
    return is_name(claim) or is_place_name(claim) or is_assertion(claim)


def _is_of_one(claim: Claim) -> bool:
    """Whether a claim is filed with those of the same act or person alone."""
    return is_act(claim) or is_place(claim) or is_harm(claim) or is_custody(claim)


def _named(story_id: str, group: Sequence[Claim], catalogue: Mapping[str, Measure]) -> Topic:
    key = Key(story_id, group[0].measure, group[0].measure, "stated", "")
    return make_topic(key, group, catalogue, unclear=False)


def _as_spelled(member: Placed, one: One) -> Placed:
    return msgspec.structs.replace(member, about=one.spelled(member.about))


def _dated(claim: Claim, published: Mapping[str, dt.date | None]) -> Claim:
    """Return a claim made for the day of its source's publication where it names no day."""
    day = published.get(claim.source_id)
    return claim if claim.as_of is not None or day is None else msgspec.structs.replace(claim, as_of=day)


def _place_all(
    claims: Sequence[Claim], stories: Sequence[Story], readings: Sequence[Reading], around: Around
) -> list[Placed]:
    """Return the claims with their keys, each by the aliases of its own story."""
    read = {reading.source_id: reading for reading in readings}
    story_of = {id_: story.id for story in stories for id_ in story.source_ids}
    names = {story.id: aliases_of([read[id_] for id_ in story.source_ids if id_ in read]) for story in stories}
    # of a sum that only may be one ("the gunman was found dead", years later) the toll stays the whole
    sums = (claim for claim in claims if claim.confidence != "low")
    parts = {(id_, claim.measure) for claim in sums for id_ in claim.derived_from}
    homes = [story_of[claim.source_id] for claim in claims]
    return [
        place_claim(claim, home, names[home], parts, around.words, plain=are_open(around.catalogue, claim.measure))
        for claim, home in zip(claims, homes, strict=True)
    ]


def _filed(claim: Claim, topic: Topic | None) -> Claim:
    return claim if topic is None else msgspec.structs.replace(claim, story_id=topic.story_id, topic_id=topic.id)


def _group_numbers(
    members: Sequence[Placed], measure: Measure, words: Words, lines: Lines, contexts: Mapping[str, Context]
) -> list[Group]:
    """Return groups of numbers or categories about the same thing, each with whether what it means is unclear.

    A number of a catalogued measure of people answers a known question; every other one answers the question that the
    words around it ask.
    """
    nobody = words.anyone if measure.of_person else frozenset()
    groups = _group_abouts(members, nobody, exact=measure.open, tolls=measure.harm != "none")
    if not (measure.people or measure.of_person):
        own = {member.claim.id for member in members if _is_own(member.about, words)}
        groups = [(group, unclear or any(claim.id in own for claim in group)) for group, unclear in groups]
    if measure.open:
        groups = [(group, unclear or all(map(_says_only_what, group))) for group, unclear in groups]
    if is_open(measure):
        return lines.regroup(groups)
    if measure.of_person:  # "a boy" of two reports is one where the words around him say so
        described = [group for group in groups if group[1]]
        told = partial(are_two, contexts=contexts)
        return [*(group for group in groups if not group[1]), *lines.regroup(described, told)]
    return groups


def _says_only_what(claim: Claim) -> bool:
    """Whether a count names what is counted in one word, with nothing said of it: "three men" may be any three."""
    noun = claim.value.noun if isinstance(claim.value, Quantity) else None
    named = fold_name(claim.told_of or noun or "")
    return " " not in named and " " not in (noun or "")


def _is_own(about: frozenset[str], words: Words) -> bool:
    """Whether a number is one that each person has of their own: a sentence, a bail, counts of murder."""
    return bool(about & words.own)


def _group_abouts(
    members: Sequence[Placed], nobody: frozenset[str], *, exact: bool, tolls: bool = False
) -> list[Group]:
    """Return groups of claims about the same thing in the same place, each with whether what it means is unclear.

    `nobody` are words that name no one thing of a story; where there are any, what names nothing is nobody's either.
    """
    of_none = [member.claim for member in members if nobody and not member.about]
    named = [member for member in members if not (nobody and not member.about)]
    groups = [(of_none, True)] if of_none else []
    for about, unclear in _resolve({member.about for member in named}, exact=exact):
        here = [member for member in named if member.about in about]
        for place in _places(here, tolls=tolls):
            group = [member for member in here if member.place in place]
            of_nobody = bool(nobody) and all(member.about <= nobody for member in group)
            groups.append(([member.claim for member in group], unclear or of_nobody))
    return groups


def _places(members: Sequence[Placed], *, tolls: bool) -> list[set[frozenset[str]]]:
    """Return the places of claims in groups of one meaning; what names none joins the only place that there is.

    A toll that names none is of the whole event, which a place deep in a text is not.
    """
    groups = [group for group, _ in _resolve({member.place for member in members}, exact=False)]
    unnamed: frozenset[str] = frozenset()
    told = any(member.place and member.claim.frame.licence in _TOLD for member in members)
    total = any(not member.place and member.claim.frame.licence for member in members)
    if not tolls or told or not total:
        return groups
    apart = [group - {unnamed} for group in groups]
    return [group for group in [*apart, {unnamed} if any(unnamed in group for group in groups) else set()] if group]


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
