"""Two wordings → the stretches in which they run alongside each other, and in what they differ there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from factcheck.lexicon.loader import word_list
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.stories.utterances.kinship import are_kin, is_one_run, is_other_form
from factcheck.stories.utterances.quoted import GAP

__all__ = ["Apart", "Meeting", "meet", "weight_of"]

_KEY = 4  # letters by which words are sought before they are compared
_FUNCTION = 0.4  # what a shared word of grammar is worth
_FORM = 0.1  # what another form of a word costs
_OTHER = -0.5  # a word in the place of another
_MORE, _MORE_FUNCTION = -0.4, -0.15  # a word that only one has
_LEAST_STRETCH = 2  # words of substance
_LEFT_OUT = 4  # words of substance that one has more: a passage that the other leaves out
_END = 2  # words of substance with which one of them ends, behind the last that they share
_LARGE, _SMALL, _LEAST = 1.0, 0.25, 0.05  # what a number tells, a single figure, and any word
_BETWEEN = 2  # words of grammar
_WHOLE = 0.7  # share of a wording that stands in the other
_ARTICLES = frozenset({"a", "an", "the"})
_LONGEST = 400  # words; what is behind them is not compared


class Apart(msgspec.Struct, frozen=True):
    """What two wordings differ in where they run alongside each other.

    `replaced` are words of substance with another in their place, `added` those that only one has; `number` and
    `negation` whether such a one is replaced or added; `exact` whether all else is word for word, `small` whether
    words of grammar or forms of words differ. `share` is the weight of the differing words of substance among all.
    """

    replaced: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    number: bool = False
    negation: bool = False
    exact: bool = True
    small: bool = False
    share: float = 0.0

    @property
    def any(self) -> bool:
        return bool(self.replaced or self.added or self.number or self.negation or self.small)

    @property
    def substance(self) -> bool:
        """Whether the sense may be another: a number, a negation, one word for another, or one that is lost.

        A word that only one has tells that where all else is word for word. Where most of what differs are such words,
        and forms with them, the speaker said it twice.
        """
        swapped = self.replaced and (self.exact or len(self.added) <= len(self.replaced))
        return bool(self.number or self.negation or swapped or (self.added and self.exact))


class Meeting(msgspec.Struct, frozen=True):
    """Where two wordings run alongside each other.

    `words` of substance and their `weight` are shared, `quality` is their share of all in those stretches, `cover`
    their share of the wording that has less of substance.
    """

    words: int
    weight: float
    quality: float
    cover: float
    apart: Apart


_Pairs = list[tuple[int, int]]
_Run = tuple[Sequence[str], Sequence[str]]


def weight_of(word: str, function_words: frozenset[str]) -> float:
    """Return what a word tells: how rare it is; nothing where it is one of grammar, a large number the most."""
    if word == GAP or word in function_words:
        return 0.0
    if word.isdigit():
        return _LARGE if len(word) > 1 else _SMALL
    return max(_LEAST, rarity(word))


def meet(left: Sequence[str], right: Sequence[str], function_words: frozenset[str]) -> Meeting | None:
    """Return where two folded wordings run alongside each other; None where they share too little to tell."""
    a, b = tuple(left[:_LONGEST]), tuple(right[:_LONGEST])
    weights = {word: weight_of(word, function_words) for word in {*a, *b}}
    shared = {word[:_KEY] for word in a if weights[word]} & {word[:_KEY] for word in b if weights[word]}
    if len(shared) < _LEAST_STRETCH and a != b:
        return None
    stretches = list(_stretches(a, b, (0, len(a)), (0, len(b)), weights))
    if not stretches:
        return None
    matched = [(i, j) for pairs in stretches for i, j in pairs if weights[a[i]]]
    common = sum(max(weights[a[i]], weights[b[j]]) for i, j in matched)
    more = sum(
        weights[word] for pairs in stretches for runs in _runs(a, b, pairs, weights) for run in runs for word in run
    )
    least = min(sum(weights[word] for word in words) for words in (a, b))
    cover = min(1.0, common / least) if least else 1.0
    return Meeting(
        words=len(matched),
        weight=common,
        quality=common / (common + more / 2),
        cover=cover,
        apart=_apart(a, b, stretches, weights, whole=cover >= _WHOLE),
    )


def _stretches(
    a: tuple[str, ...], b: tuple[str, ...], ours: tuple[int, int], theirs: tuple[int, int], weights: dict[str, float]
) -> Iterator[_Pairs]:
    """Yield the best stretch, and those before and behind it, in their order."""
    if min(ours[1] - ours[0], theirs[1] - theirs[0]) < _LEAST_STRETCH:
        return
    pairs = _best(a, b, ours, theirs, weights)
    if sum(1 for i, _ in pairs if weights[a[i]]) < _LEAST_STRETCH:
        return
    (first, other), (last, end) = pairs[0], pairs[-1]
    yield from _stretches(a, b, (ours[0], first), (theirs[0], other), weights)
    yield pairs
    yield from _stretches(a, b, (last + 1, ours[1]), (end + 1, theirs[1]), weights)


def _best(
    a: tuple[str, ...], b: tuple[str, ...], ours: tuple[int, int], theirs: tuple[int, int], weights: dict[str, float]
) -> _Pairs:
    """Return the pairs of words of the best local alignment.

    Smith and Waterman (1981), https://doi.org/10.1016/0022-2836(81)90087-5.
    """
    columns = range(theirs[0], theirs[1])
    cost = {word: _MORE if weight else _MORE_FUNCTION for word, weight in weights.items()}
    cost[GAP] = 0.0
    above = [0.0] * (len(columns) + 1)
    steps: list[list[int]] = []
    best, at = 0.0, (-1, -1)
    for i in range(ours[0], ours[1]):
        row, step = [0.0], [0]
        for k, j in enumerate(columns):
            choices = (0.0, above[k] + _gain(a[i], b[j], weights), above[k + 1] + cost[a[i]], row[k] + cost[b[j]])
            value = max(choices)
            row.append(value)
            step.append(choices.index(value))
            if value > best:
                best, at = value, (i - ours[0], k + 1)
        above = row
        steps.append(step)
    pairs: _Pairs = []
    i, k = at
    while i >= 0 and k > 0 and steps[i][k]:
        step_ = steps[i][k]
        if step_ == 1 and are_kin(a[i + ours[0]], b[k - 1 + theirs[0]]):
            pairs.append((i + ours[0], k - 1 + theirs[0]))
        i, k = i - (step_ in {1, 2}), k - (step_ in {1, 3})
    return pairs[::-1]


def _gain(one: str, two: str, weights: dict[str, float]) -> float:
    if one == two:
        return _FUNCTION + 2 * weights[one] if one != GAP else 0.0
    if weights[one] and weights[two] and are_kin(one, two):
        return _FUNCTION + weights[one] + weights[two] - _FORM
    return _OTHER if weights[one] or weights[two] else -_FORM


def _runs(a: Sequence[str], b: Sequence[str], pairs: _Pairs, weights: dict[str, float]) -> list[_Run]:
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


def _apart(
    a: Sequence[str], b: Sequence[str], stretches: Sequence[_Pairs], weights: dict[str, float], *, whole: bool
) -> Apart:
    """Return what two wordings differ in; their ends are compared where one is nearly `whole` in the other."""
    negations = word_list("stories", "negations")
    swapped: list[tuple[set[str], set[str]]] = []
    added: set[str] = set()
    small = any(is_other_form(a[i], b[j]) for pairs in stretches for i, j in pairs)
    exact, number, denied = not small, False, 0
    apart = [
        [
            word
            for at, word in enumerate(words)
            if at not in {pair[side] for pairs in stretches for pair in pairs} and (weights[word] or word in negations)
        ]
        for side, words in enumerate((a, b))
    ]
    inner = _without_moved([runs for pairs in stretches for runs in _runs(a, b, pairs, weights)], *apart)
    outer = _ends(a, b, stretches, weights) if whole else []
    ends = [runs for runs in _without_moved(outer, *apart) if all(runs)]
    for runs in (*inner, *ends):
        left, right = runs
        ours, theirs = ([word for word in run if weights[word]] for run in runs)
        if GAP in (*left, *right) or is_one_run(left, right) or (ours and theirs and is_one_run(ours, theirs)):
            continue
        if max(len(ours), len(theirs)) >= _LEFT_OUT and not negations & {*left, *right}:
            exact = False
            continue
        denied += sum(word in negations for word in left) - sum(word in negations for word in right)
        figures = [{word for word in run if word.isdigit()} for run in (ours, theirs)]
        number = number or (figures[0] != figures[1] and all(figures))
        if ours and theirs:
            swapped.append((set(ours), set(theirs)))
        elif ours or theirs:
            added |= {*ours, *theirs}
            exact = exact and not (left and right)  # "our centre" and "the coalition's centre"
        else:
            small, exact = True, False
    # a word that one wording leaves out time and again is not replaced by its neighbour
    replaced = {word for both in swapped if all(side - added for side in both) for side in both for word in side}
    added |= {word for both in swapped for side in both for word in side} - replaced
    every = [word for pairs in stretches for side, words in ((0, a), (1, b)) for word in _span(words, pairs, side)]
    every += [word for runs in ends for run in runs for word in run]
    total = sum(weights[word] for word in every)
    share = sum(weights[word] for word in every if word in replaced | added) / total if total else 0.0
    return Apart(frozenset(replaced), frozenset(added), number, bool(denied), exact, small, min(1.0, share))


def _span(words: Sequence[str], pairs: _Pairs, side: int) -> Sequence[str]:
    return words[pairs[0][side] : pairs[-1][side] + 1]


def _ends(a: Sequence[str], b: Sequence[str], stretches: Sequence[_Pairs], weights: dict[str, float]) -> list[_Run]:
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
