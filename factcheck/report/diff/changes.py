"""A finding or a source as it was and as it is → what differs: levels, code, positions, values, words, fields.

Sources are numbered anew when one is added: what a message or a label says of their numbers is no change.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from factcheck.conflicts.wording import display
from factcheck.models import Category, Claim, Finding, Position, Quantity, Source
from factcheck.prose import listed
from factcheck.report.diff.pairing import Key, Pairs, Side, best_pairs, common
from factcheck.report.ground.text import shorten

__all__ = ["Change", "What", "finding_changes", "position_label", "source_changes", "source_name", "sources_of"]

What = Literal[
    "severity", "confidence", "code", "position", "moved", "source", "message",
    "text", "title", "publisher", "author", "published", "url",
]  # fmt: skip

_TOKENS = re.compile(r"\bsources? (?P<sources>\d+(?:(?:, | and )\d+)*)|[^\s.,;:()]+")
_FIELDS: tuple[What, ...] = ("title", "publisher", "author", "published", "url")
_MOST = 4
_NAME = 48


class Change(msgspec.Struct, frozen=True):
    """One thing that differs; None is nothing on that side. `of` names the sources that a value is held by.

    A "position" is a value that some hold; "moved" is a source that went over from one position to another.
    """

    what: What
    old: str | None
    new: str | None
    of: str = ""


def finding_changes(old: Finding, new: Finding, pairs: Pairs) -> tuple[Change, ...]:
    """Return what differs between a finding as it was and as it is; the message only where nothing else does."""
    here, there = sources_of(old, pairs.old), sources_of(new, pairs.new)
    changes = (
        *_levels(old, new),
        *_position_changes(old, new, pairs),
        *(Change("source", source_name(source), None) for key, source in here.items() if key not in there),
        *(Change("source", None, source_name(source)) for key, source in there.items() if key not in here),
    )
    if changes or _words(old.message, pairs.old) == _words(new.message, pairs.new):
        return changes
    return (Change("message", old.message, new.message),)


def source_changes(old: Source, new: Source) -> tuple[Change, ...]:
    """Return what differs between a source as it was and as it is: its text by length and hash, and its names."""
    return tuple(_field_changes(old, new))


def sources_of(finding: Finding, side: Side) -> dict[Key, Source]:
    """Return the sources that a finding rests on, by key and in the order of the report."""
    held = {claim.source_id for claim in side.claims_of((*finding.claim_ids, *finding.compatible_claim_ids))}
    return {side.source_key(source.id): source for source in side.report.sources if source.id in held}


def source_name(source: Source) -> str:
    """Return how a source is called, in short: its publisher, else its title, else its id."""
    return shorten(" ".join((source.publisher or source.title or source.id).split()), _NAME)


def position_label(position: Position, side: Side) -> str:
    """Return the values of a position, those beyond the first few counted; its own label where it has no claims."""
    claims = side.claims_of(position.claim_ids)
    names = list(dict.fromkeys(display(claim, side.claims_of(claim.derived_from)) for claim in claims))
    rest = len(names) - _MOST
    return listed([*names[:_MOST], f"{rest} more"] if rest > 1 else names) or position.label


def _levels(old: Finding, new: Finding) -> Iterator[Change]:
    if old.severity != new.severity:
        yield Change("severity", old.severity, new.severity)
    if old.confidence != new.confidence:
        yield Change("confidence", old.confidence, new.confidence)
    if old.code != new.code:
        yield Change("code", old.code, new.code)


def _words(text: str, side: Side) -> Counter[Hashable]:
    """Return the words of a message in any order; sources by their keys, with the word before them."""
    found: list[Hashable] = []
    before = ""
    for match in _TOKENS.finditer(text):
        if match["sources"]:
            named = frozenset(side.numbered.get(number, number) for number in re.findall(r"\d+", match["sources"]))
            found.append((before, named))
        else:
            before = match[0]
            found.append(before)
    return Counter(found)


# ------------------------------------------------------------------ positions
class _Place(msgspec.Struct, frozen=True):
    """A position: what it is called, its values, who holds it, and who holds which value."""

    at: int
    label: str
    values: frozenset[Hashable]
    sources: frozenset[Key]
    held: frozenset[tuple[Key, Hashable]]


def _places(finding: Finding, side: Side) -> list[_Place]:
    positions = finding.positions or (Position(label="", claim_ids=finding.claim_ids),)
    places = (_place(at, position, side) for at, position in enumerate(positions))
    return [place for place in places if place.values]


def _place(at: int, position: Position, side: Side) -> _Place:
    claims = side.claims_of(position.claim_ids)
    values = frozenset(map(_value_key, claims)) or frozenset(_words(position.label, side).items())
    return _Place(
        at=at,
        label=position_label(position, side),
        values=values,
        sources=frozenset(side.source_key(claim.source_id) for claim in claims),
        held=frozenset((side.source_key(claim.source_id), _value_key(claim)) for claim in claims),
    )


def _value_key(claim: Claim) -> Hashable:
    """Return what makes two claims' values one: the number with its hedge, the account's label, the quoted words."""
    value = claim.value
    if isinstance(value, Quantity):
        return (tuple(value.nominal), value.hedge.kind, value.unit)
    if isinstance(value, Category):
        return (value.slot, value.label.casefold(), claim.status == "denied")
    return " ".join(value.text.casefold().split())


def _position_changes(old: Finding, new: Finding, pairs: Pairs) -> Iterator[Change]:
    before, after = _places(old, pairs.old), _places(new, pairs.new)
    found = best_pairs(before, after, _places_alike)
    kept = ({one.at for one, _ in found}, {other.at for _, other in found})
    for one, other in sorted(found, key=lambda pair: pair[1].at):
        if one.values != other.values:
            yield Change("position", one.label, other.label, _names(_changing(one, other), pairs))
    for place in before:
        if place.at not in kept[0]:
            yield Change("position", place.label, None, _names(place.sources, pairs))
    for place in after:
        if place.at not in kept[1]:
            yield Change("position", None, place.label, _names(place.sources, pairs))
    yield from _moved(found, pairs)


def _changing(old: _Place, new: _Place) -> frozenset[Key]:
    """Return the sources that no longer give the values that they gave in a position, or give others."""
    return frozenset(key for key, _ in old.held ^ new.held) or new.sources


def _places_alike(old: _Place, new: _Place) -> float:
    return common(old.held, new.held) * 100 + common(old.values, new.values) * 10 + common(old.sources, new.sources)


def _moved(found: Sequence[tuple[_Place, _Place]], pairs: Pairs) -> Iterator[Change]:
    """Yield the sources that left one lasting position and hold another lasting one."""
    for at, (left, stayed) in enumerate(found):
        for to, (had, joined) in enumerate(found):
            gone = (left.sources - stayed.sources) & (joined.sources - had.sources)
            if at != to and gone:
                yield Change("moved", left.label, joined.label, _names(gone, pairs))


def _names(keys: Iterable[Key], pairs: Pairs) -> str:
    wanted = set(keys)
    olds = {pairs.old.source_key(source.id): source_name(source) for source in pairs.old.report.sources}
    news = {pairs.new.source_key(source.id): source_name(source) for source in pairs.new.report.sources}
    return listed([name for key, name in (olds | news).items() if key in wanted])


# ------------------------------------------------------------------ sources
def _field_changes(old: Source, new: Source) -> Iterator[Change]:
    if old.text != new.text:
        yield Change("text", _size(old.text), _size(new.text))
    for name in _FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(name, _said(before), _said(after))


def _size(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{len(text.split()):,} words, SHA-256 {digest[:12]}"


def _said(value: object) -> str | None:
    return None if value is None else str(value)
