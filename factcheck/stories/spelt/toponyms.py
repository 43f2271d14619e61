"""The names of places and bodies in a story's sources → those that are two spellings of one name.

Two names of a kind are one where a single word differs, by a letter or two, and no sentence has both. A name in one
spelling is filed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from factcheck.lexicon.told.localities import Apart, Locality
from factcheck.models import Category, Claim
from factcheck.stories.links import connected

__all__ = ["group_place_names", "is_place_name", "place_names_apart", "sides_of_place"]


def is_place_name(claim: Claim) -> bool:
    """Return whether a claim is a place's or a body's name."""
    return claim.measure == "place_name"


def group_place_names(
    claims: Iterable[Claim], story_of: Mapping[str, str], known: Mapping[str, Sequence[Sequence[Claim]]]
) -> dict[str, list[list[Claim]]]:
    """Return by story the names of each place that is spelled in two ways or more; nothing of other stories.

    `story_of` is the story of each source by its id; `known` are by story the names of each person who is spelled in
    two ways, and the streets of each act: a word that is spelled so in one of these is compared there.
    """
    by_story: dict[str, list[Claim]] = {}
    for claim in claims:
        if is_place_name(claim):
            by_story.setdefault(story_of[claim.source_id], []).append(claim)
    found = {story: _groups(members, _pairs(known.get(story, ()))) for story, members in by_story.items()}
    return {story: groups for story, groups in sorted(found.items()) if groups}


def _pairs(groups: Iterable[Sequence[Claim]]) -> set[frozenset[str]]:
    """Return every two words of the names in one group each."""
    words = [{word for claim in group for word in _name(claim).words} for group in groups]
    return {frozenset(pair) for each in words for pair in combinations(sorted(each), 2)}


def _groups(claims: Sequence[Claim], known: set[frozenset[str]]) -> list[list[Claim]]:
    """Return the claims of the names that a word in two spellings connects, but for the pairs that are `known`."""
    found = [apart for apart in place_names_apart(claims) if frozenset((apart.one, apart.two)) not in known]
    words = sorted({word for apart in found for word in (apart.one, apart.two)})
    at = {word: place for place, word in enumerate(words)}
    groups = []
    for group in connected(len(words), [(at[apart.one], at[apart.two]) for apart in found]):
        spellings = {words[place] for place in group}
        members = [claim for claim in claims if any(_is_apart(claim, other, spellings) for other in claims)]
        groups.append(sorted(members, key=lambda claim: claim.id))
    return groups


def _is_apart(one: Claim, two: Claim, spellings: set[str]) -> bool:
    apart = _name(one).apart(_name(two))
    return apart is not None and apart.one in spellings


def place_names_apart(claims: Sequence[Claim]) -> list[Apart]:
    """Return the words of names that are spelled in two ways, each pair once, in the order of the alphabet."""
    by_kind: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        for beginning in {word[:1] for word in _name(claim).words}:
            by_kind.setdefault((_name(claim).head, beginning), []).append(claim)
    found: dict[tuple[str, str], Apart] = {}
    both: set[tuple[str, str]] = set()
    for alike in by_kind.values():
        for one, two in combinations(alike, 2):
            apart = _name(one).apart(_name(two)) if _name(one) != _name(two) else None
            if apart is None:
                continue
            first, second = sorted((apart.one, apart.two))
            found[first, second] = Apart(first, second, apart.how)
            if _in_one_sentence(one, two):
                both.add((first, second))
    return [found[pair] for pair in sorted(found.keys() - both)]


def _in_one_sentence(one: Claim, two: Claim) -> bool:
    return (
        one.source_id == two.source_id
        and one.sentence.start < two.sentence.end
        and two.sentence.start < one.sentence.end
    )


def sides_of_place(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims of one name by the spelling of its word, those of the first source first."""
    words = {word for apart in place_names_apart(claims) for word in (apart.one, apart.two)}
    sides: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.source_id, claim.span.start, claim.id)):
        spelt = next((word for word in _name(claim).words if word in words), None)
        if spelt is not None:
            sides.setdefault(spelt, []).append(claim)
    return list(sides.values())


def _name(claim: Claim) -> Locality:
    return Locality.from_label(claim.value.label if isinstance(claim.value, Category) else "")
