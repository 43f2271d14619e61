"""A clause of a parsed paragraph → the question that it answers, in words that stand behind "whether"."""

from __future__ import annotations

import functools

from spacy.tokens import Doc, Token

from factcheck.language.grammar import children_of, patient_of, preposition_of, subject_of
from factcheck.language.lemmas import load_lemminflect
from factcheck.language.words import is_plural, lemma_of

__all__ = ["whether"]


def whether(verb: Token) -> str:
    """Return what is told, as it stands behind "whether": "a ransom was paid", "the guild met in the tower"."""
    patient, subject = patient_of(verb), subject_of(verb)
    if verb.pos_ == "NOUN":
        case = next((child.lower_ for child in children_of(verb, "case")), "")
        return f"{_phrase(subject)} {_was(subject)} {case} {_phrase(verb)}"
    particle = " ".join(child.lower_ for child in children_of(verb, "compound:prt"))
    if patient is None:
        place = next(children_of(verb, "obl"), None)
        told = [_phrase(subject), _form(lemma_of(verb), "VBD"), particle]
        told += [] if place is None else [preposition_of(place), _phrase(place)]
    elif lemma_of(verb) == "have":
        told = ["there", _was(patient), _phrase(patient)]
    else:
        told = [_phrase(patient), _was(patient), _form(lemma_of(verb), "VBN"), particle]
    return " ".join(word for word in told if word)


def _phrase(noun: Token | None) -> str:
    """Return a noun with its article and what stands right before it; "it" for none."""
    if noun is None:
        return "it"
    doc: Doc = noun.doc
    parts = [noun.i, *(child.i for child in children_of(noun, "amod", "compound", "flat", "nmod:poss"))]
    words = doc[min(parts) : max(parts) + 1].text
    if noun.pos_ == "PROPN" or any(children_of(noun, "nmod:poss")):
        return words
    article = next((child.lower_ for child in children_of(noun, "det") if child.lower_ in {"a", "an", "the"}), "")
    return " ".join(filter(None, (article or ("" if _is_plural(noun) else "any"), words)))


def _is_plural(noun: Token | None) -> bool:
    return noun is not None and noun.tag_ in {"NNS", "NNPS"} and is_plural(noun.lower_)


def _was(noun: Token | None) -> str:
    return "were" if _is_plural(noun) else "was"


@functools.lru_cache(maxsize=10_000)
def _form(verb: str, tag: str) -> str:
    """Return a form of a verb by its lemma; the lemma where the table has none."""
    found = load_lemminflect().getInflection(verb, tag)
    return str(found[0]) if found else verb
