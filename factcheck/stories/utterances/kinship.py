"""Two words → whether they are one word in two forms (an inflection, a spelling, a derived form), or synonyms."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from factcheck.lexicon.loader import table_of, word_list

__all__ = ["are_kin", "are_synonyms", "is_acronym_of", "is_one_run", "is_other_form"]

_LEAST_ROOT = 3  # letters that two forms of a word share
_LEAST_SPELLED = 4  # letters from which on a single other letter is a slip or a spelling
_LEAST_SURE = 6  # … also where the first letter is the other one


@functools.lru_cache(maxsize=200_000)
def are_kin(left: str, right: str) -> bool:
    """Return whether two words, in lower case, are forms or spellings of one; numbers only where they are the same.

    >>> are_kin("beliefs", "belief"), are_kin("centre", "center"), are_kin("reinstate", "reinstall")
    (True, True, False)
    """
    if left == right:
        return True
    if left.isdigit() or right.isdigit() or min(len(left), len(right)) < _LEAST_ROOT:
        return False
    return is_other_form(left, right) or _is_spelled(left, right)


def is_other_form(left: str, right: str) -> bool:
    """Return whether two words differ in their endings alone: "extreme" and "extremist", "stop" and "stopped"."""
    if left == right:
        return False
    shared = next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    endings = word_list("stories", "word_endings")
    for at in range(shared, max(_LEAST_ROOT, shared - 2) - 1, -1):
        ends = (left[at:], right[at:])
        if at >= _LEAST_ROOT and all(end in endings or _is_doubled(left[:at], end) for end in ends if end):
            return True
    return _root(left) == _root(right)


def _is_doubled(root: str, end: str) -> bool:
    """Whether an ending begins with its root's last letter once more: "stop-ped"."""
    return end[0] == root[-1] and end[1:] in word_list("stories", "word_endings")


@functools.cache
def _roots() -> dict[str, str]:
    rows = [row.split() for row in sorted(word_list("stories", "irregular"))]
    return {form: row[0] for row in rows for form in row}


def _root(word: str) -> str:
    return _roots().get(word, word)


@functools.lru_cache(maxsize=200_000)
def are_synonyms(left: str, right: str) -> bool:
    """Return whether two words have a sense in common that is a usual one of both.

    >>> are_synonyms("biggest", "largest"), are_synonyms("began", "started"), are_synonyms("adopted", "copied")
    (True, True, False)
    """
    return bool(_senses(left) & _senses(right))


@functools.lru_cache(maxsize=50_000)
def _senses(word: str) -> frozenset[int]:
    """Return the senses of a word and of what it may be a form of."""
    by_word = _by_word()
    stems = {word, _root(word)}
    for end in ("s", "es", "d", "ed", "ing", "r", "er", "st", "est"):
        if word.endswith(end) and len(word) - len(end) >= _LEAST_ROOT:
            stem = word.removesuffix(end)
            stems |= {stem, stem + "e", stem[:-1] + "y" if stem.endswith("i") else stem}
            stems |= {stem[:-1]} if stem[-1] == stem[-2] else set()
    return frozenset().union(*(by_word.get(stem, frozenset()) for stem in stems))


@functools.cache
def _by_word() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for at, row in enumerate(table_of("synonyms")["rows"].splitlines()):
        for word in row.split():
            found.setdefault(word, set()).add(at)
    return {word: frozenset(rows) for word, rows in found.items()}


def _is_spelled(left: str, right: str) -> bool:
    """Whether two words are a letter apart, or two that trade places: "lyric" and "lyrik", "centre" and "center"."""
    shorter = min(len(left), len(right))
    if shorter < _LEAST_SPELLED or (left[0] != right[0] and shorter < _LEAST_SURE):
        return False
    return OSA.distance(left, right) <= 1


def is_acronym_of(short: str, words: Sequence[str]) -> bool:
    """Return whether a word is made of the first letters of others: "eu" and "european", "union".

    >>> is_acronym_of("eu", ["european", "union"])
    True
    """
    return len(words) > 1 and short == "".join(word[0] for word in words)


def is_one_run(left: Sequence[str], right: Sequence[str]) -> bool:
    """Return whether two runs of words are one in two spellings: "any way" and "anyway", "EU" and "European Union"."""
    if "".join(left) == "".join(right) or _contracted(left) == _contracted(right):
        return True
    if len(left) == 1 or len(right) == 1:
        short, words = (left[0], right) if len(left) == 1 else (right[0], left)
        return is_acronym_of(short, words)
    return False


def _contracted(words: Sequence[str]) -> tuple[str, ...]:
    """Return words as they are said fast, and written without the apostrophe: "the dam is" as "the dams"."""
    shown: list[str] = []
    for word in words:
        if shown and word in {"is", "has"}:
            shown[-1] += "s"
        else:
            shown.append(word)
    return tuple(shown)
