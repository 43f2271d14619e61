"""What a noun or an adjective reports: "the claim that …", "confident that …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factcheck.claims.attribution.heard import Heard
from factcheck.claims.attribution.paragraph import Paragraph
from factcheck.claims.attribution.reported import has_to, reach
from factcheck.claims.attribution.subjects import (
    speaker_phrase,
)
from factcheck.language.docview import tokens_in
from factcheck.language.grammar import (
    children_of,
    preposition_of,
    subject_of,
)
from factcheck.lexicon.loader import word_map
from factcheck.lexicon.reporting import Reporting

__all__ = ["OWN_VOICE", "heard_of_adjective", "heard_of_noun"]

# which prepositions link a noun to what it is about, of, for or against
LINKING = word_map("attribution", "nominal.linking")
OWNING = frozenset({"by", "from", "among"})
COPULAR = frozenset({"remain", "feel", "become", "grow", "stay", "sound"})
OWN_VOICE = frozenset({"you"})


def heard_of_noun(noun: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read "X's announcement that …", "the demand by X to …"."""
    shapes = words.nouns[noun.lemma_.lower()]
    clauses = [child for child in children_of(noun, "acl", "ccomp", "acl:relcl") if child.i > noun.i]
    heads = [
        child for child in clauses if ("that" in shapes and _has_that(child)) or ("to" in shapes and has_to(child))
    ]
    if not heads and "that" in shapes:
        heads = _that_after(noun)
    linking = frozenset().union(*(LINKING.get(shape, ()) for shape in shapes))
    about = next(
        (child for child in _phrases_after(noun) if child.i > noun.i and preposition_of(child) in linking),
        None,
    )
    if not heads and about is not None:
        heads = [about]
    owner = next(children_of(noun, "nmod:poss"), None)
    owner = owner or next((child for child in children_of(noun, "nmod") if preposition_of(child) in OWNING), None)
    if not heads:
        return None
    if owner is None:
        carrier = noun.head
        if noun.dep_ == "obj" and words.forms.get(carrier.lower_, carrier.lemma_.lower()) in words.carriers:
            owner = subject_of(carrier)
    if (
        owner is None
        and ("that" not in shapes or heads == [about])
        and not (heads == [about] and noun.tag_ == "NNS" and ("about" in shapes or shapes >= {"that", "of"}))
    ):
        return None
    speaker = speaker_phrase(owner, noun) if owner is not None else None
    return Heard(speaker, [noun.i], reach(heads, noun, paragraph), noun.lemma_.lower(), words)


def _that_after(noun: Token) -> list[Token]:
    """Return the clause that "that" opens right after the noun or the day behind it, wherever the parse hangs it."""
    for token in tokens_in(noun.doc, noun.i + 1, noun.i + 4):
        if token.lower_ == "that":
            return [token.head] if token.dep_ == "mark" and token.head.i > token.i else []
        if token.pos_ not in {"ADP", "PROPN", "NOUN"} or token.is_punct:
            return []
    return []


def _phrases_after(noun: Token) -> Iterator[Token]:
    """Yield the prepositional phrases of a noun, those right after it that the parse hangs on its verb too."""
    yield from children_of(noun, "nmod", "obl")
    if noun.dep_ == "obj":
        yield from (child for child in children_of(noun.head, "obl") if child.left_edge.i == noun.i + 1)


def heard_of_adjective(word: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read "X is confident that …", "X was worried about …"."""
    heads = [
        child
        for child in children_of(word, "ccomp", "advcl", "xcomp")
        if child.i > word.i and (child.dep_ == "ccomp" or _has_that(child)) and not has_to(child)
    ]
    heads = heads or [
        child
        for child in children_of(word, "obl", "nmod", "advcl")
        if child.i > word.i and preposition_of(child) in {"about", "of", "over", "with"}
    ]
    wishes = word.lower_ in words.wishing
    if not heads and (wishes or word.tag_ == "VBN"):
        heads = [child for child in children_of(word, "xcomp", "advcl", "ccomp") if child.i > word.i and has_to(child)]
    subject = subject_of(word)
    if subject is None and (word.tag_ == "VBN" or word.dep_ == "xcomp"):
        subject = next(children_of(word, "nsubj:pass"), None) or subject_of(word.head)
    if (
        not heads
        or subject is None
        or subject.i > word.i
        or subject.lower_ in OWN_VOICE | {"it", "that", "this", "there"}
        or not (any(children_of(word, "cop", "aux:pass")) or _stays(word))
    ):
        return None
    return Heard(speaker_phrase(subject, word), [word.i], reach(heads, word, paragraph), word.lower_, words)


def _stays(word: Token) -> bool:
    """Return whether somebody remains, feels or becomes what the adjective says."""
    return word.dep_ == "xcomp" and word.head.lemma_.lower() in COPULAR


def _has_that(verb: Token) -> bool:
    return any(child.lower_ == "that" for child in children_of(verb, "mark"))
