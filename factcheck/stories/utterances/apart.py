"""Two wordings that run alongside each other → in what they differ, and of what kind the difference is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from factcheck.lexicon.loader import word_list
from factcheck.stories.utterances.kinship import are_kin, are_synonyms, is_one_run, is_other_form
from factcheck.stories.utterances.quoted import GAP

__all__ = ["Apart", "Pairs", "runs_between", "tell_apart"]

_LEFT_OUT = 4  # words of substance that one has more: a passage that the other leaves out
_END = 2  # words of substance with which one of them ends, behind the last that they share
_BETWEEN = 2  # words of grammar
_ONE = "1"
_ARTICLES = frozenset({"a", "an", "the"})

Pairs = list[tuple[int, int]]
_Run = tuple[Sequence[str], Sequence[str]]
_Words = tuple[str, ...]


class Apart(msgspec.Struct, frozen=True):
    """What two wordings differ in where they run alongside each other.

    `replaced` are words of substance with another in their place that is no synonym, `added` those that only one has;
    `number` and `negation` whether such a one is replaced or added, `alike` whether one stands for its synonym;
    `exact` whether all else is word for word, `small` whether words of grammar or forms of words differ. `share` is
    the weight of the differing words of substance among all. `places` has the words of both at each place where words
    of substance differ.
    """

    replaced: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    number: bool = False
    negation: bool = False
    alike: bool = False
    exact: bool = True
    small: bool = False
    share: float = 0.0
    places: tuple[tuple[_Words, _Words], ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.replaced or self.added or self.number or self.negation or self.alike or self.small)

    @property
    def telling(self) -> bool:
        """Whether more differs than words of grammar and forms of words."""
        return bool(self.replaced or self.added or self.number or self.negation or self.alike)

    @property
    def substance(self) -> bool:
        """Whether the sense may be another: a number, a negation, or one word for another that is no synonym.

        Where most of what differs are words that only one has, and forms with them, the speaker said it twice.
        """
        swapped = self.replaced and (self.exact or len(self.added) <= len(self.replaced))
        return bool(self.number or self.negation or swapped)


def runs_between(a: Sequence[str], b: Sequence[str], pairs: Pairs, weights: Mapping[str, float]) -> list[_Run]:
    """Return the words between each pair of a stretch and the next, on both sides.

    Runs with no more than a word or two of grammar between them are one: "known not as" and "not considered".
    """
    found: list[tuple[int, int, int, int]] = []
    for (i, j), (k, m) in pairwise(pairs):
        if k - i == 1 and m - j == 1:
            continue
        if found and i + 1 - found[-1][1] <= _BETWEEN and not any(weights[word] for word in a[found[-1][1] : i + 1]):
            start, _, other, _ = found.pop()
            found.append((start, k, other, m))
        else:
            found.append((i + 1, k, j + 1, m))
    return [(a[i:k], b[j:m]) for i, k, j, m in found]


class _Found(msgspec.Struct):
    """What is gathered run by run, between two wordings with these words."""

    ours: frozenset[str]
    theirs: frozenset[str]
    swapped: list[tuple[set[str], set[str]]] = []
    added: set[str] = set()
    places: list[tuple[_Words, _Words]] = []
    number: bool = False
    denied: int = 0
    alike: bool = False
    exact: bool = True
    small: bool = False


def tell_apart(
    a: Sequence[str], b: Sequence[str], stretches: Sequence[Pairs], weights: Mapping[str, float], *, whole: bool
) -> Apart:
    """Return what two wordings differ in; their ends are compared where one is nearly `whole` in the other."""
    negations = word_list("stories", "negations")
    small = any(is_other_form(a[i], b[j]) for pairs in stretches for i, j in pairs)
    found = _Found(frozenset(a), frozenset(b), small=small, exact=not small)
    apart = [
        [
            word
            for at, word in enumerate(words)
            if at not in {pair[side] for pairs in stretches for pair in pairs} and (weights[word] or word in negations)
        ]
        for side, words in enumerate((a, b))
    ]
    inner = _without_moved([runs for pairs in stretches for runs in runs_between(a, b, pairs, weights)], *apart)
    outer = _ends(a, b, stretches, weights) if whole else []
    ends = [runs for runs in _without_moved(outer, *apart) if all(runs)]
    for left, right in (*inner, *ends):
        _look_at(left, right, weights, found)
    # a word that one wording leaves out time and again is not replaced by its neighbour
    replaced = {
        word for both in found.swapped if all(side - found.added for side in both) for side in both for word in side
    }
    added = (found.added | {word for both in found.swapped for side in both for word in side}) - replaced
    every = [word for pairs in stretches for side, words in ((0, a), (1, b)) for word in _span(words, pairs, side)]
    every += [word for runs in ends for run in runs for word in run]
    total = sum(weights[word] for word in every)
    share = sum(weights[word] for word in every if word in replaced | added) / total if total else 0.0
    return Apart(
        replaced=frozenset(replaced),
        added=frozenset(added),
        number=found.number,
        negation=bool(found.denied),
        alike=found.alike,
        exact=found.exact,
        small=found.small,
        share=min(1.0, share),
        places=tuple(found.places),
    )


def _look_at(left: Sequence[str], right: Sequence[str], weights: Mapping[str, float], found: _Found) -> None:
    """Add what stands between two pairs to what is found."""
    negations, light = word_list("stories", "negations"), word_list("stories", "light")
    ours, theirs = ([word for word in run if weights[word] and word not in light] for run in (left, right))
    if GAP in (*left, *right) or is_one_run(left, right) or (ours and theirs and is_one_run(ours, theirs)):
        return
    denied = sum(word in negations for word in left) - sum(word in negations for word in right)
    if max(len(ours), len(theirs)) >= _LEFT_OUT and not (ours and theirs and negations & {*left, *right}):
        found.exact = False
        return
    figures = [{word for word in run if word.isdigit()} for run in (ours, theirs)]
    found.number = found.number or (figures[0] != figures[1] and all(figures))
    if not all(figures):  # "one" is an article beside what is no number
        ours, theirs = ([word for word in run if word != _ONE] for run in (ours, theirs))
    alike = bool(ours and theirs)
    ours, theirs = _without_synonyms(ours, theirs)
    if (ours or theirs) and {*ours} <= found.theirs and {*theirs} <= found.ours:
        found.small, found.exact = True, False  # words that the other wording has too, said once more or elsewhere
        return
    found.denied += denied
    if ours and theirs:
        found.swapped.append((set(ours), set(theirs)))
    elif ours or theirs:
        found.added |= {*ours, *theirs}
        found.exact = found.exact and not (left and right)  # "our centre" and "the coalition's centre"
    elif alike:
        found.alike = True
    else:
        found.small, found.exact = True, found.exact and bool(denied)
    if ours or theirs or denied:
        found.places.append((tuple(left), tuple(right)))


def _without_synonyms(ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return two runs without the words that have a synonym in the other."""
    return (
        [word for word in ours if not any(are_synonyms(word, other) for other in theirs)],
        [word for word in theirs if not any(are_synonyms(word, other) for other in ours)],
    )


def _span(words: Sequence[str], pairs: Pairs, side: int) -> Sequence[str]:
    return words[pairs[0][side] : pairs[-1][side] + 1]


def _ends(a: Sequence[str], b: Sequence[str], stretches: Sequence[Pairs], weights: Mapping[str, float]) -> list[_Run]:
    """Return the words right before the first that two wordings share and right behind the last, where both tell.

    Where both go on from there, they go on to other things.
    """
    (first, other), (last, end) = stretches[0][0], stretches[-1][-1]
    sides = (((a[:first][::-1]), (b[:other][::-1])), (a[last + 1 :], b[end + 1 :]))
    return [
        (left[:1], right[:1])
        for left, right in (tuple(_from_first(side) for side in both) for both in sides)
        if left
        and right
        and weights[left[0]]
        and weights[right[0]]
        and min(sum(1 for word in side if weights[word]) for side in (left, right)) <= _END
    ]


def _from_first(words: Sequence[str]) -> Sequence[str]:
    """Return words from the first on that is no article."""
    return words[next((at for at, word in enumerate(words) if word not in _ARTICLES), len(words)) :]


def _without_moved(
    runs: Sequence[_Run], left: Sequence[str], right: Sequence[str]
) -> list[tuple[list[str], list[str]]]:
    """Return runs without the words that both wordings have, each at another place.

    `left` and `right` are the words of each that the other has not at the same place.
    """
    kept = [
        (
            [word for word in ours if word == GAP or not any(are_kin(word, other) for other in right)],
            [word for word in theirs if word == GAP or not any(are_kin(word, other) for other in left)],
        )
        for ours, theirs in runs
    ]
    return [run for run in kept if run[0] or run[1]]
