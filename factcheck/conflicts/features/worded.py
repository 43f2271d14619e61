"""Of what kind the difference of two wordings of a quotation is, as features between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.uttered import words_of
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import Claim, Quotation
from factcheck.stories.utterances.abreast import Meeting, meet
from factcheck.stories.utterances.quoted import fold_words

__all__ = ["features_of_wordings"]

_SHARED = 12  # words of substance from which on two wordings are surely of one utterance


def features_of_wordings(sides: Sequence[Sequence[Claim]], view: TopicView) -> dict[str, float]:
    """Return of what kind the difference of two wordings is, and how much they share; nothing for what is no quotation.

    Of several wordings those two speak that differ in substance, or else share the most.
    """
    texts = [fold_words(words_of(claim)) for claim in (side[0] for side in sides) if isinstance(claim.value, Quotation)]
    met = [meet(one, two, view.board.words.function_words) for one, two in combinations(texts, 2)]
    differing = [each for each in met if each is not None and each.apart.any]
    if not differing:
        return {}
    best = max(differing, key=_telling)
    apart = best.apart
    return {
        # of what kind the difference is
        "words.number": float(apart.number),
        "words.negation": float(apart.negation),
        "words.replaced": float(any(not word.isdigit() for word in apart.replaced) and apart.substance),
        "words.added": float(bool(apart.added) and not apart.substance),
        "words.alike": float(apart.alike and not apart.replaced and not apart.added),
        "words.grammar": float(not apart.telling),
        # how much of the sense it may carry
        "words.rare": max(map(rarity, apart.replaced), default=0.0),
        "words.share": min(1.0, 2 * apart.share),
        "words.places": min(1.0, len(apart.places) / 3),
        # whether the two are one sentence
        "words.exact": float(apart.exact),
        "words.quality": best.quality,
        "words.cover": best.cover,
        "words.shared": min(1.0, best.words / _SHARED),
    }


def _telling(met: Meeting) -> tuple[bool, bool, float]:
    return met.apart.substance, met.apart.telling, met.weight
