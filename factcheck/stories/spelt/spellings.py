"""The names of persons in a story's sources → those that are two spellings of one person's name.

Two spellings are of one person where one word of the name differs by a letter or two, the others are the same, and
nothing parts them: a source that tells of both, ages that are years apart. Names that many people bear need more: the
same age, the same office, rare words in common around both. A name in one spelling is filed nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from factcheck.lexicon.loader import word_list
from factcheck.lexicon.told.spelling import (
    Spelled,
    are_forms,
    are_spoken_alike,
    are_ways,
    fold_letters,
    is_common,
    is_foreign,
    spelled,
)
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import Category, Claim, Quantity
from factcheck.stories.links import connected

__all__ = ["Likeness", "One", "Told", "compare_names", "group_by_story", "group_names", "is_name", "sides_of"]

Name = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]+")
_YEARS = 3  # two ages of one person that a slip or a birthday explains
_EVIDENCE = 1.5  # the rarity of words in common that make one person of two that many names fit
_LEAST_RARE = 0.3
_PAIR = 2
_MEMBERS = ("ian", "ist")  # endings of who belongs to a people or a creed, not of last names


class Told(msgspec.Struct, frozen=True):
    """What a story's sources tell of named persons: ages and offices by the words of the name, folded."""

    ages: tuple[tuple[str, frozenset[str], Decimal], ...] = ()
    roles: tuple[tuple[str, frozenset[str], str], ...] = ()

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Told:
        """Return what the claims of a story tell of persons whom they name in full."""
        ages, roles = [], []
        for claim in claims:
            words = _words(claim.about or "")
            if len(words) < _PAIR:
                continue
            if claim.measure == "age" and isinstance(claim.value, Quantity) and claim.value.nominal:
                ages.append((claim.source_id, frozenset(words), claim.value.nominal[0]))
            if claim.measure == "role" and isinstance(claim.value, Category):
                roles.append((claim.source_id, frozenset(words), claim.value.label.partition(":")[0]))
        return cls(tuple(ages), tuple(roles))

    def ages_of(self, name: Name) -> set[Decimal]:
        return {age for _, words, age in self.ages if words.issuperset(name)}

    def roles_of(self, name: Name) -> set[str]:
        return {role for _, words, role in self.roles if words.issuperset(name)}


class Likeness(msgspec.Struct, frozen=True):
    """How two spellings differ, and what speaks for one person: an age, an office, words in common (their rarity)."""

    letters: Spelled
    given: bool
    foreign: bool
    common: bool
    same_age: bool = False
    same_role: bool = False
    words: float = 0.0
    one_source: bool = False

    @property
    def is_transliteration(self) -> bool:
        """Whether the two are one foreign name in two systems of letters: a slip is of one letter that nobody hears."""
        return self.letters.alike and not self.letters.heard and (self.foreign or self.letters.edits >= _PAIR)

    @property
    def is_backed(self) -> bool:
        return self.same_age or self.same_role or self.words >= _EVIDENCE


class One(msgspec.Struct, frozen=True):
    """Spellings that are of one person: the words of each leads to those of the spelling that most sources have."""

    known: Mapping[frozenset[str], frozenset[str]] = {}

    @classmethod
    def of(cls, groups: Iterable[Sequence[Claim]]) -> One:
        """Return what the groups of one person each make of their spellings."""
        known: dict[frozenset[str], frozenset[str]] = {}
        for group in groups:
            sides = [side for side in sides_of(group) if " " in _label(side[0])]
            if len(sides) < _PAIR:
                continue
            often = min(sides, key=lambda side: (-len({claim.source_id for claim in side}), _label(side[0])))
            known |= {frozenset(_ends(_name(side[0]))): frozenset(_ends(_name(often[0]))) for side in sides}
        return cls(known)

    def spelled(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words of a name as most sources spell it; the same where there is one spelling."""
        if len(words) < _PAIR or not self.known:
            return words
        for name, often in self.known.items():
            if name != often and name <= words:
                return words - name | often
        return words


def is_name(claim: Claim) -> bool:
    """Return whether a claim is a person's name."""
    return claim.measure == "name"


def group_by_story(claims: Iterable[Claim], story_of: Mapping[str, str]) -> dict[str, list[list[Claim]]]:
    """Return by story the names of each person who is spelled in two ways or more; nothing of other stories.

    `story_of` is the story of each source by its id.
    """
    by_story: dict[str, list[Claim]] = {}
    for claim in claims:
        by_story.setdefault(story_of[claim.source_id], []).append(claim)
    found = {
        story: group_names([claim for claim in members if is_name(claim)], Told.of(members))
        for story, members in by_story.items()
    }
    return {story: groups for story, groups in sorted(found.items()) if groups}


def group_names(claims: Sequence[Claim], told: Told) -> list[list[Claim]]:
    """Return the names of each person whom the sources of one story spell in two ways or more."""
    named: dict[Name, list[Claim]] = {}
    for claim in claims:
        named.setdefault(_name(claim), []).append(claim)
    full = sorted(name for name in named if len(name) > 1)
    at = {name: place for place, name in enumerate(full)}
    links = [
        (at[one], at[two])
        for one, two in _near(full)
        if _are_people(named[one], named[two]) and compare_names(named[one], named[two], told) is not None
    ]
    same = [(place, other) for place, one in enumerate(full) for other in _forms(place, one, full)]
    groups = []
    for group in connected(len(full), [*links, *same]):
        names = [full[at] for at in group]
        found = [claim for name in names for claim in named[name]]
        found += [claim for name in named if len(name) == 1 for claim in named[name] if _is_of(claim, found, full)]
        if len(sides_of(found)) > 1:
            groups.append(sorted(found, key=lambda claim: claim.id))
    return [group for group in groups if not any(_begins(group, other) for other in groups)]


def _begins(one: Sequence[Claim], two: Sequence[Claim]) -> bool:
    """Whether the names of one group are those of the other without the last word."""
    whole = {_name(claim) for claim in two}
    return all(any(name != full and name == full[: len(name)] for full in whole) for name in map(_name, one))


def _are_people(one: Sequence[Claim], two: Sequence[Claim]) -> bool:
    """Whether one of two spellings at least is told of as a person's somewhere."""
    return any(claim.confidence != "low" for claim in (*one, *two))


def _forms(at: int, name: Name, full: Sequence[Name]) -> list[int]:
    """Return the places of the later names that are this one with another number of middle names."""
    return [
        other
        for other in range(at + 1, len(full))
        if _ends(full[other]) == _ends(name) and (set(name) < set(full[other]) or set(full[other]) < set(name))
    ]


def _is_of(alone: Claim, found: Sequence[Claim], full: Sequence[Name]) -> bool:
    """Whether a last name alone is that of a person in the same source, and of nobody else in the story."""
    word, own = _label(alone), {_name(claim) for claim in found}
    if any(word in name or spelled(name[-1], word) is not None for name in full if name not in own):
        return False
    return any(
        claim.source_id == alone.source_id
        and claim.confidence != "low"
        and any(spelled(_name(claim)[end], word) is not None for end in (0, -1))
        for claim in found
        if len(_name(claim)) > 1
    )


def _near(names: Sequence[Name]) -> Iterable[tuple[Name, Name]]:
    """Yield the pairs of names that have the first or the last word in common, or how both begin."""
    by_word: dict[tuple[int, str], list[Name]] = {}
    for name in names:
        for key in ((0, name[0]), (-1, name[-1]), (1, name[0][0] + name[-1][:2])):
            by_word.setdefault(key, []).append(name)
    pairs = {(one, two) for alike in by_word.values() for at, one in enumerate(alike) for two in alike[at + 1 :]}
    return sorted(pairs)


def compare_names(one: Sequence[Claim], two: Sequence[Claim], told: Told) -> Likeness | None:
    """Return how the claims of two spellings are alike where they are of one person; None where not or unknown."""
    left, right = _name(one[0]), _name(two[0])
    if len(left) == 1 or len(right) == 1:
        letters = _of_one_word(left, right)
        if letters is None:
            return None
        foreign = is_foreign(left, right)
        quiet = msgspec.structs.replace(letters, heard=letters.heard and not (foreign and letters.alike))
        return Likeness(quiet, False, foreign, False, one_source=True)
    found = _other_words(left, right)
    if not found:
        return None
    at, letters = found[0][0], _both([how for _, how in found])
    pair, given = (left[at], right[at]), at == 0
    both = bool({claim.source_id for claim in one} & {claim.source_id for claim in two})
    if are_ways(*pair) or (given and (are_forms(*pair) or (both and letters.first))):
        return None  # one report that has an Ella and a Bella has two
    ages, others = told.ages_of(_ends(left)), told.ages_of(_ends(right))
    if ages and others and min(abs(a - b) for a in ages for b in others) > _YEARS:
        return None
    heard_and_common = letters.heard and all(map(is_common, pair)) and (given or is_common(left[0]))
    likeness = Likeness(
        letters=letters,
        given=given,
        foreign=is_foreign(left, right),
        common=heard_and_common,
        same_age=bool(ages & others),
        same_role=bool(told.roles_of(_ends(left)) & told.roles_of(_ends(right))),
        words=max(_in_common(a, b) for a in one for b in two),
        one_source=both,
    )
    if _told_apart(one, two, family=given and not are_spoken_alike(*pair)) or (
        heard_and_common and not likeness.is_backed
    ):
        return None
    return likeness if len(found) == 1 or likeness.same_age or likeness.same_role else None


def _of_one_word(left: Name, right: Name) -> Spelled | None:
    """Return how a name alone differs from the word of the other name that is nearest to it."""
    found = [how for a in {left[0], left[-1]} for b in {right[0], right[-1]} if (how := spelled(a, b)) is not None]
    return min(found, key=lambda how: how.edits, default=None)


def _both(found: Sequence[Spelled]) -> Spelled:
    """Return how words differ that all are spelled otherwise."""
    if len(found) == 1:
        return found[0]
    return Spelled(
        edits=sum(how.edits for how in found),
        first=any(how.first for how in found),
        swapped=any(how.swapped for how in found),
        alike=all(how.alike for how in found),
        heard=any(how.heard for how in found),
    )


def _other_words(left: Name, right: Name) -> list[tuple[int, Spelled]]:
    """Return the places of the words that differ and how; nothing where they are not close, or more than two differ.

    A middle name that one of them leaves out is no difference. Where both the first and the last name differ, each
    does by one letter.
    """
    one, two = (left, right) if len(left) == len(right) else (_ends(left), _ends(right))
    apart = [at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if set(left) < set(right) or set(right) < set(left) or _is_plural(one[-1], two[-1], only=_MEMBERS):
        return []
    if not 0 < len(apart) <= _PAIR or (len(apart) == _PAIR and apart != [0, len(one) - 1]):
        return []
    found = [spelled(one[at], two[at]) for at in apart]
    if apart[0] == 0 and max(len(left), len(right)) > _PAIR and _is_plural(one[0], two[0]):
        return []
    letters = [how for how in found if how is not None and (len(apart) == 1 or (how.edits == 1 and not how.first))]
    if len(letters) < len(apart):
        return []
    return [(-1 if at == len(one) - 1 else at, how) for at, how in zip(apart, letters, strict=True)]


def _is_plural(one: str, two: str, only: tuple[str, ...] = ("",)) -> bool:
    """Whether two words are a noun in its two numbers: "Laplander" and "Laplanders"; of `only` these endings."""
    short, long = sorted((one, two), key=len)
    return f"{short}s" == long and short.endswith(only)


def _told_apart(one: Sequence[Claim], two: Sequence[Claim], *, family: bool) -> bool:
    """Whether a source tells of both as of two: in one sentence, or where `family` as of one family."""
    kin = word_list("names", "kin")
    for a in one:
        for b in two:
            if a.source_id != b.source_id or _is_alone(a) or _is_alone(b):
                continue
            if a.sentence.start < b.sentence.end and b.sentence.start < a.sentence.end:
                return True
            if family and kin & {*_small_words(a), *_small_words(b)}:
                return True
    return False


def _in_common(one: Claim, two: Claim) -> float:
    """Return how much the sentences of two names have in common: the sum of how rare their words are."""
    shared = _small_words(one) & _small_words(two)
    return round(sum(told for word in shared if (told := rarity(word)) >= _LEAST_RARE), 4)


def _small_words(claim: Claim) -> set[str]:
    return {word for word in _WORD.findall(claim.sentence.quote) if word.islower()}


def sides_of(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return the claims of one person by the spelling of the first and the last name, else by that of the others."""
    members = sorted(claims, key=lambda claim: (_is_alone(claim), claim.source_id, claim.span.start, claim.id))
    full = {_name(claim) for claim in members if len(_name(claim)) > 1}
    ends = {_ends(name) for name in full}
    sides: dict[Name, list[Claim]] = {}
    for claim in members:
        name = _name(claim)
        key: Name | None = _ends(name)
        if len(name) == 1:
            key = next((end for end in sorted(ends) if name[0] in (end[0], end[-1])), name)
        elif len(ends) == 1 and len(full) > 1:  # it is a middle name that differs
            key = name if any(_other_words(name, other) for other in full) else None
        if key is not None:
            sides.setdefault(key, []).append(claim)
    return list(sides.values())


def _is_alone(claim: Claim) -> bool:
    return " " not in _label(claim)


def _words(text: str) -> Name:
    return tuple(fold_letters(word) for word in text.split())


def _label(claim: Claim) -> str:
    return claim.value.label if isinstance(claim.value, Category) else ""


def _name(claim: Claim) -> Name:
    return tuple(_label(claim).split())


def _ends(name: Name) -> Name:
    return name if len(name) <= _PAIR else (name[0], name[-1])
