"""Two wordings → the stretches in which they run alongside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from factcheck.lexicon.loader import word_list
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.stories.utterances.apart import Apart, Pairs, runs_between, tell_apart
from factcheck.stories.utterances.kinship import are_kin
from factcheck.stories.utterances.quoted import GAP

__all__ = ["Meeting", "meet", "weight_of"]

_KEY = 4  # letters by which words are sought before they are compared
_FUNCTION = 0.4  # what a shared word of grammar is worth
_FORM = 0.1  # what another form of a word costs
_OTHER = -0.5  # a word in the place of another
_MORE, _MORE_FUNCTION = -0.4, -0.15  # a word that only one has
_LEAST_STRETCH = 2  # words of substance
_LARGE, _SMALL, _LEAST = 1.0, 0.25, 0.05  # what a number tells, a single figure, and any word
_WHOLE = 0.7  # share of a wording that stands in the other
_LONGEST = 400  # words; what is behind them is not compared


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
    between = [run for pairs in stretches for runs in runs_between(a, b, pairs, weights) for run in runs]
    more = sum(weights[word] for run in between for word in run)
    least = min(sum(weights[word] for word in words) for words in (a, b))
    cover = min(1.0, common / least) if least else 1.0
    return Meeting(
        words=len(matched),
        weight=common,
        quality=common / (common + more / 2),
        cover=cover,
        apart=tell_apart(a, b, stretches, weights, whole=cover >= _WHOLE),
    )


def _stretches(
    a: tuple[str, ...], b: tuple[str, ...], ours: tuple[int, int], theirs: tuple[int, int], weights: dict[str, float]
) -> Iterator[Pairs]:
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
) -> Pairs:
    """Return the pairs of words of the best local alignment.

    Smith and Waterman (1981), https://doi.org/10.1016/0022-2836(81)90087-5.
    """
    columns = range(theirs[0], theirs[1])
    small = word_list("stories", "negations")  # "we never paid" runs alongside "we paid"
    cost = {word: _MORE if weight and word not in small else _MORE_FUNCTION for word, weight in weights.items()}
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
    pairs: Pairs = []
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
