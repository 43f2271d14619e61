"""Sources → origins: which of them are copies or rewritings of one report, with what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from factcheck.ids import short_id
from factcheck.lexicon.catalogue import Measure, are_open, load_measures
from factcheck.models import (
    Category,
    Claim,
    Confidence,
    CopiedPassage,
    Origin,
    Quantity,
    Quotation,
    Reading,
    Source,
    Story,
    weakest,
)
from factcheck.prose import listed
from factcheck.stories.copies.alike import find_shared
from factcheck.stories.copies.credits import agency_of
from factcheck.stories.copies.lineage import Wording, age_of, family_tree, weigh
from factcheck.stories.copies.taken import find_passages
from factcheck.stories.copies.telling import read_words
from factcheck.stories.links import connected
from factcheck.stories.utterances.quoted import fold_words, likeness

__all__ = ["find_origins"]

_TELLING = frozenset({"cause", "condition"})  # who holds which office, and when it was, any report tells
_COPY = 0.7  # of a text's words: it is the other, less or more some of it
_REWORDED, _UNCHANGED = 0.5, 0.75  # … where those words stand among others
_SURE_ROW = 20
_FACTS, _FACT_SHARE = 3, 0.4
_MANY_FACTS = 4  # with them one quotation is enough
_LIKE, _QUOTED_WORDS, _QUOTED_SHARE = 0.6, 6, 0.6
_NEIGHBOURS = 24


class Traits(msgspec.Struct, frozen=True):
    """What a source can have taken from another besides its words.

    Facts in order, quotations, and the agency that it credits.
    """

    source: Source
    facts: tuple[str, ...]
    quotations: tuple[tuple[str, ...], ...]
    agency: str


class Link(msgspec.Struct, frozen=True):
    """Why two sources are taken for one origin: their wording, or facts in a row and like quotations."""

    ends: tuple[int, int]
    wording: Wording | None = None
    facts: int = 0
    quotations: int = 0

    @property
    def confidence(self) -> Confidence:
        sure = self.wording is not None and self.wording.most >= _COPY and self.wording.row >= _SURE_ROW
        return "high" if sure else "medium"


def find_origins(
    sources: Sequence[Source],
    readings: Sequence[Reading],
    catalogue: Mapping[str, Measure] | None = None,
    stories: Sequence[Story] = (),
) -> tuple[Origin, ...]:
    """Return the origins, each source in exactly one, in the order of their first source.

    Copies share their wording, whole, trimmed or with more. A rewriting of an agency's report shares the sequence of
    facts and most quotations. What reports of their own have in single passages from another, its origin lists. What
    numbers of open measures count is no fact; without a catalogue these are the shipped one's. Where
    `stories` tell which sources report on one event, no others are held against each other: what the reports of one
    outlet have in common whatever they tell of is its furniture.
    """
    catalogue = catalogue if catalogue is not None else load_measures()
    by_source = {reading.source_id: reading for reading in readings}
    traits = [_traits(source, by_source.get(source.id), catalogue) for source in sources]
    texts = [read_words(source) for source in sources]
    event = {id_: at for at, story in enumerate(stories, start=1) for id_ in story.source_ids}
    events = [event.get(source.id, 0) for source in sources]
    shared = find_shared(texts, events)
    wordings = {one.ends: weigh(one, *(texts[end] for end in one.ends)) for one in shared}
    links = [link for ends, wording in wordings.items() if (link := _copied(ends, wording)) is not None]
    linked = {link.ends for link in links}
    order = sorted(range(len(sources)), key=lambda at: sources[at].id)
    links += [
        link
        for ends in _candidates(traits, order)
        if ends not in linked
        and events[ends[0]] == events[ends[1]]
        and (link := _retold(ends, traits[ends[0]], traits[ends[1]], wordings.get(ends))) is not None
    ]
    groups = connected(len(sources), [link.ends for link in links])
    home = {at: place for place, group in enumerate(groups) for at in group}
    ties: dict[int, dict[tuple[str, str], Link]] = {}
    for link in links:
        a, b = (sources[end].id for end in link.ends)
        ties.setdefault(home[link.ends[0]], {})[a, b] = link
    passages: dict[int, list[CopiedPassage]] = {}
    at_of = {source.id: at for at, source in enumerate(sources)}
    numbers = {source.id: source.number for source in sources}
    for one in shared:
        if home[one.ends[0]] != home[one.ends[1]]:
            for passage in find_passages(one, texts):
                passages.setdefault(home[at_of[passage.of]], []).append(passage)
    return tuple(
        _make_origin([traits[at] for at in group], ties.get(place, {}), passages.get(place, ()), numbers)
        for place, group in enumerate(groups)
    )


def _copied(ends: tuple[int, int], wording: Wording) -> Link | None:
    kin = wording.most >= _COPY or (wording.most >= _REWORDED and wording.unchanged < _UNCHANGED)
    return Link(ends, wording) if kin else None


def _traits(source: Source, reading: Reading | None, catalogue: Mapping[str, Measure]) -> Traits:
    claims = sorted(reading.claims if reading else (), key=lambda claim: (claim.span.start, claim.span.end, claim.id))
    quotations = [fold_words(claim.value.text) for claim in claims if isinstance(claim.value, Quotation)]
    facts = tuple(dict.fromkeys(fact for claim in claims if (fact := _fact(claim, catalogue))))
    return Traits(source, facts, tuple(words for words in quotations if len(words) >= _QUOTED_WORDS), agency_of(source))


def _fact(claim: Claim, catalogue: Mapping[str, Measure]) -> str:
    """Return what a claim states, apart from its wording; "" for quotations and for numbers of any other noun."""
    value = claim.value
    if isinstance(value, Quantity) and not are_open(catalogue, claim.measure):
        numbers = " ".join(str(number.normalize()) for number in value.nominal)
        return f"{claim.measure} {value.hedge.kind} {numbers} {value.unit or ''}"
    if isinstance(value, Category) and value.slot in _TELLING:
        return f"{value.slot} {value.label.casefold().partition(':')[0].strip()}"
    return ""


def _candidates(traits: Sequence[Traits], order: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs that share a fact; a fixed number of neighbours for each."""
    buckets: dict[str, list[int]] = {}
    for at in order:
        for fact in traits[at].facts:
            buckets.setdefault(fact, []).append(at)
    pairs: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        for start, a in enumerate(bucket):
            pairs.update((min(a, b), max(a, b)) for b in bucket[start + 1 : start + 1 + _NEIGHBOURS])
    return sorted(pairs)


def _retold(ends: tuple[int, int], left: Traits, right: Traits, wording: Wording | None) -> Link | None:
    """Return that one source retells the other: an agency's facts in their order, and most of what it quotes.

    Where neither credits an agency, two reporters sat in one room.
    """
    if not (left.agency or right.agency):
        return None
    run = _common_run(left.facts, right.facts)
    if run < _FACTS or run < _FACT_SHARE * min(len(left.facts), len(right.facts)):
        return None
    quoted = sum(1 for words in left.quotations if any(likeness(words, other) >= _LIKE for other in right.quotations))
    least = 1 if run >= _MANY_FACTS else 2
    if quoted < max(least, _QUOTED_SHARE * min(len(left.quotations), len(right.quotations))):
        return None
    return Link(ends, wording, run, quoted)


def _common_run(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for one in left:
        diagonal = 0
        for at, other in enumerate(right, start=1):
            diagonal, row[at] = row[at], diagonal + 1 if one == other else max(row[at], row[at - 1])
    return row[-1]


def _make_origin(
    members: Sequence[Traits],
    links: Mapping[tuple[str, str], Link],
    passages: Sequence[CopiedPassage],
    numbers: Mapping[str, int],
) -> Origin:
    ids = tuple(member.source.id for member in members)
    sure = [link.confidence for link in links.values()] or [passage.confidence for passage in passages]
    ordered = sorted(passages, key=lambda one: (numbers[one.source_id], one.source_id, one.start, one.of, one.of_start))
    shown = (*_evidence(members, links, numbers), *_taken(ordered, numbers))
    return Origin(
        id=short_id("o", *sorted(ids)),
        label=_label(members),
        source_ids=ids,
        evidence=shown,
        confidence=weakest(sure) if sure else "high",
        kin=family_tree([member.source for member in members], {key: link.wording for key, link in links.items()})
        if links
        else (),
        passages=tuple(ordered),
    )


def _evidence(
    members: Sequence[Traits], links: Mapping[tuple[str, str], Link], numbers: Mapping[str, int]
) -> Iterator[str]:
    if not links:
        return
    for member in sorted(members, key=lambda member: (member.source.number, member.source.id)):
        if member.agency:
            yield f"source {member.source.number} credits {member.agency}"
    copied = {key: link.wording for key, link in links.items() if link.wording is not None}
    if copied:
        share = round(max(wording.most for wording in copied.values()) * 100)
        yield f"{_named(copied, numbers)} share up to {share} % of their wording"
    told = {key: link for key, link in links.items() if link.facts}
    if told:
        row = max(link.facts for link in told.values())
        yield f"{_named(told, numbers)} give the same facts in the same order, up to {row} in a row"
        count = max(link.quotations for link in told.values())
        yield f"{_named(told, numbers)} quote the same {f'{count} sentences' if count > 1 else 'sentence'}"


def _taken(passages: Sequence[CopiedPassage], numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield what other reports have in single passages."""
    for source_id, of in dict.fromkeys((one.source_id, one.of) for one in passages):
        mine = [one for one in passages if (one.source_id, one.of) == (source_id, of)]
        said = f"{len(mine)} passages" if len(mine) > 1 else "a passage"
        row = max(one.row for one in mine)
        yield f"source {numbers[source_id]} shares {said} with source {numbers[of]}, {row} telling words in a row"


def _named(pairs: Iterable[tuple[str, str]], numbers: Mapping[str, int]) -> str:
    return f"sources {listed([str(number) for number in sorted({numbers[id_] for pair in pairs for id_ in pair})])}"


def _label(members: Sequence[Traits]) -> str:
    """Return the agency that most of several sources credit, else the publisher or title of the earliest source."""
    agencies = [member.agency for member in members if member.agency]
    if len(members) > 1 and agencies:
        return min(agencies, key=lambda name: (-agencies.count(name), name))
    first = min((member.source for member in members), key=age_of)
    return first.publisher or first.title or f"source {first.number}"
