"""Sources → origins: which of them are copies or rewritings of one report, with what shows it."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from factcheck.ids import short_id
from factcheck.lexicon.catalogue import Measure, are_open, load_measures
from factcheck.lexicon.loader import word_list
from factcheck.models import Category, Claim, Confidence, Origin, Quantity, Quotation, Reading, Source
from factcheck.prose import listed
from factcheck.stories.events.names import own_text
from factcheck.stories.links import connected
from factcheck.stories.utterances.quoted import fold_words, likeness

__all__ = ["find_origins"]

_TELLING = frozenset({"cause", "condition"})  # who holds which office, and when it was, any report tells
_SHINGLE = 6  # words in a row
_COPY, _TRACE = 0.5, 0.08  # shares of the shorter text's shingles
_FACTS, _FACT_SHARE = 3, 0.4
_LIKE, _QUOTED_WORDS = 0.6, 6
_NEIGHBOURS = 24
_DATELINE = re.compile(
    r"(?:^|\n)[^\n]{0,60}?\((?P<agency>[A-Z][A-Za-z]{1,20})\)\s*(?:-{1,2}|\N{EN DASH}|\N{EM DASH})\s"
)


class Traits(msgspec.Struct, frozen=True):
    """What a source can have taken from another.

    Wording, facts in order, quotations, and the agency that it credits.
    """

    source: Source
    shingles: frozenset[int]
    facts: tuple[str, ...]
    quotations: tuple[tuple[str, ...], ...]
    agency: str


class Link(msgspec.Struct, frozen=True):
    """Why two sources are taken for one origin: shares of wording, facts in a row, like quotations."""

    ends: tuple[int, int]
    wording: float = 0.0
    facts: int = 0
    quotations: int = 0

    @property
    def confidence(self) -> Confidence:
        return "high" if self.wording >= _COPY else "medium"


def find_origins(
    sources: Sequence[Source], readings: Sequence[Reading], catalogue: Mapping[str, Measure] | None = None
) -> tuple[Origin, ...]:
    """Return the origins, each source in exactly one, in the order of their first source.

    Copies share their wording: high confidence. Rewritings share the sequence of facts and long quotations: medium. A
    source of its own has no evidence. What numbers of open measures count is no fact; without a catalogue these are
    the shipped one's.
    """
    catalogue = catalogue if catalogue is not None else load_measures()
    by_source = {reading.source_id: reading for reading in readings}
    traits = [_traits(source, by_source.get(source.id), catalogue) for source in sources]
    order = sorted(range(len(sources)), key=lambda at: sources[at].id)
    links = [
        link for a, b in _candidates(traits, order) if (link := _compare((a, b), traits[a], traits[b])) is not None
    ]
    groups = connected(len(sources), [link.ends for link in links])
    return tuple(_make_origin(group, traits, [link for link in links if link.ends[0] in group]) for group in groups)


def _traits(source: Source, reading: Reading | None, catalogue: Mapping[str, Measure]) -> Traits:
    claims = sorted(reading.claims if reading else (), key=lambda claim: (claim.span.start, claim.span.end, claim.id))
    quotations = [fold_words(claim.value.text) for claim in claims if isinstance(claim.value, Quotation)]
    words = fold_words(own_text(source))
    shingles = frozenset(hash_words(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    facts = tuple(dict.fromkeys(fact for claim in claims if (fact := _fact(claim, catalogue))))
    return Traits(
        source, shingles, facts, tuple(words for words in quotations if len(words) >= _QUOTED_WORDS), _agency(source)
    )


def hash_words(words: Iterable[str]) -> int:
    """Return a number for a run of words, the same in every process."""
    return int(short_id("", *words), 16)


def _fact(claim: Claim, catalogue: Mapping[str, Measure]) -> str:
    """Return what a claim states, apart from its wording; "" for quotations and for numbers of any other noun."""
    value = claim.value
    if isinstance(value, Quantity) and not are_open(catalogue, claim.measure):
        numbers = " ".join(str(number.normalize()) for number in value.nominal)
        return f"{claim.measure} {value.hedge.kind} {numbers} {value.unit or ''}"
    if isinstance(value, Category) and value.slot in _TELLING:
        return f"{value.slot} {value.label.casefold().partition(':')[0].strip()}"
    return ""


@functools.cache
def _credit() -> re.Pattern[str]:
    openings = "|".join(sorted(word_list("stories", "credits")))
    return re.compile(rf"(?:^|\n)\s*(?:{openings})\s*:?\s+(?P<agency>[A-Z][\w.& ]{{1,30}}?)\s*$", re.MULTILINE)


def _agency(source: Source) -> str:
    """Return the agency named in the dateline, "PARIS (AFP) -", or in a credit line, "Via BBC"; "" where none is."""
    for pattern, text in ((_DATELINE, source.text[:1500]), (_credit(), source.text[-300:])):
        found = pattern.search(text)
        if found:
            return found["agency"].strip()
    return ""


def _candidates(traits: Sequence[Traits], order: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs that share a run of words, a fact or a quotation's beginning.

    A fixed number of neighbours for each.
    """
    buckets: dict[object, list[int]] = {}
    for at in order:
        for key in (*traits[at].shingles, *traits[at].facts):
            buckets.setdefault(key, []).append(at)
    pairs: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        for start, a in enumerate(bucket):
            pairs.update((min(a, b), max(a, b)) for b in bucket[start + 1 : start + 1 + _NEIGHBOURS])
    return sorted(pairs)


def _compare(ends: tuple[int, int], left: Traits, right: Traits) -> Link | None:
    wording = len(left.shingles & right.shingles) / max(1, min(len(left.shingles), len(right.shingles)))
    if wording >= _COPY:
        return Link(ends, wording)
    run = _common_run(left.facts, right.facts)
    if run < _FACTS or run < _FACT_SHARE * min(len(left.facts), len(right.facts)):
        return None
    quoted = sum(1 for words in left.quotations if any(likeness(words, other) >= _LIKE for other in right.quotations))
    credited = bool(left.agency) and left.agency == right.agency
    return Link(ends, wording, run, quoted) if quoted or credited or wording >= _TRACE else None


def _common_run(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for one in left:
        diagonal = 0
        for at, other in enumerate(right, start=1):
            diagonal, row[at] = row[at], diagonal + 1 if one == other else max(row[at], row[at - 1])
    return row[-1]


def _make_origin(group: Sequence[int], traits: Sequence[Traits], links: Sequence[Link]) -> Origin:
    members = [traits[at] for at in group]
    ids = tuple(member.source.id for member in members)
    confidence: Confidence = "medium" if any(link.confidence == "medium" for link in links) else "high"
    evidence = tuple(_evidence(members, traits, links)) if len(members) > 1 else ()
    return Origin(
        id=short_id("o", *sorted(ids)), label=_label(members), source_ids=ids, evidence=evidence, confidence=confidence
    )


def _evidence(members: Sequence[Traits], traits: Sequence[Traits], links: Sequence[Link]) -> Iterator[str]:
    for member in sorted(members, key=lambda member: (member.source.number, member.source.id)):
        if member.agency:
            yield f"source {member.source.number} credits {member.agency}"
    copied = [link for link in links if link.wording >= _TRACE]
    if copied:
        share = round(max(link.wording for link in copied) * 100)
        yield f"{_numbers(traits, copied)} share up to {share} % of their wording"
    told = [link for link in links if link.facts]
    if told:
        row = max(link.facts for link in told)
        yield f"{_numbers(traits, told)} give the same facts in the same order, up to {row} in a row"
    quoted = [link for link in links if link.quotations]
    if quoted:
        count = max(link.quotations for link in quoted)
        yield f"{_numbers(traits, quoted)} quote the same {f'{count} sentences' if count > 1 else 'sentence'}"


def _numbers(traits: Sequence[Traits], links: Iterable[Link]) -> str:
    numbers = sorted({traits[at].source.number for link in links for at in link.ends})
    return f"sources {listed([str(number) for number in numbers])}"


def _label(members: Sequence[Traits]) -> str:
    """Return the agency that most of several sources credit, else the publisher or title of the earliest source."""
    agencies = [member.agency for member in members if member.agency]
    if len(members) > 1 and agencies:
        return min(agencies, key=lambda name: (-agencies.count(name), name))
    first = min(
        members, key=lambda member: (member.source.published or dt.date.max, member.source.number, member.source.id)
    )
    return first.source.publisher or first.source.title or f"source {first.source.number}"
