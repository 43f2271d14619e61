"""A parsed paragraph becomes by whose hand somebody was shot or killed: by the own one, or by another's.

"The boy shot himself", "a self-inflicted wound", "he was accidentally shot by his brother".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from factcheck.claims.happening.statement import NOT_YET, Statement
from factcheck.claims.harm.bearer import bearer_of, is_apart
from factcheck.claims.harm.wounds import struck_by, sufferer
from factcheck.language.grammar import agent_of, children_of, is_hypothetical, is_negated, object_of, subject_of
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.people import is_people
from factcheck.reads import reads

__all__ = ["find_shooters"]

SHOT = frozenset({"shot", "shoots", "killed", "kills"})
INFLICTED = frozenset({"self-inflicted", "inflicted"})
PLURAL, COLLECTIVE = frozenset({"NNS"}), frozenset({"NN"})
REFLEXIVE = frozenset({"himself", "herself"})


def find_shooters(doc: Doc) -> Iterator[Statement]:
    """Yield by whose hand a paragraph says that somebody was shot, in text order."""
    for token in tokens_of(doc, SHOT | INFLICTED):
        if is_apart(token):
            continue
        if token.lower_ in INFLICTED:
            yield from _inflicted(token)
        elif token.pos_ == "VERB" and not _is_unreal(token):
            yield from _by_hand(token)


@reads("shooter.hand")
def _by_hand(verb: Token) -> Iterator[Statement]:
    """Read "shot himself", "was shot by his brother", "a boy shot his sister"."""
    target = object_of(verb)
    if target is not None and target.lower_ in REFLEXIVE:
        about = bearer_of(subject_of(verb))
        if about is not None:
            yield Statement("shooter", about, -1, min(verb.i, target.i), target.i + 1, "high", "actual", "self")
        return
    hand = agent_of(verb) or (subject_of(verb) if target is not None else None)
    who, about = _name_of(hand), bearer_of(struck_by(verb))
    if hand is not None and who is not None and about is not None and who != about:
        first, last = sorted((verb.i, hand.i))
        yield Statement("shooter", about, -1, first, last + 1, "high", "actual", f"other: {who}")


def _name_of(hand: Token | None) -> str | None:
    """Return who a hand is: somebody, or several together ("police", "two officers"); a blast or a bullet is nobody."""
    if hand is not None and hand.tag_ in PLURAL | COLLECTIVE and is_people(lemma_of(hand)):
        return lemma_of(hand)
    return bearer_of(hand)


@reads("shooter.self-inflicted")
def _inflicted(word: Token) -> Iterator[Statement]:
    """Read "a self-inflicted gunshot wound"."""
    first = next((each.i for each in word.doc[max(0, word.i - 2) : word.i + 1] if "self" in each.lower_), None)
    about = bearer_of(sufferer(word.head)) if first is not None else None
    if first is not None and about is not None and not is_negated(word):
        yield Statement("shooter", about, -1, first, word.i + 1, "high", "actual", "self")


def _is_unreal(verb: Token) -> bool:
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    return is_hypothetical(verb) or is_negated(verb) or not helpers.isdisjoint(NOT_YET)
