"""Words as the lexicon knows them: the lemma, with the slips of a small lemmatizer mended from a tested table."""

from __future__ import annotations

import functools

from spacy.tokens import Doc, Span, Token

from factcheck.language.docview import view_of
from factcheck.language.lemmas import load_lemminflect

__all__ = ["ent_at", "has_words", "is_plural", "lemma_of", "text_of", "tokens_of", "verb_lemma"]

_PLURALS, _VERB_FORMS = frozenset({"NNS", "NNPS"}), frozenset({"VBD", "VBN", "VBZ", "VBG"})


def ent_at(token: Token) -> Span | None:
    """Return the named entity that a token is in, or None; a doc's own list is made anew for each question."""
    if not token.ent_type:
        return None
    doc, start, end = token.doc, token.i, token.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return Span(doc, start, end, label=token.ent_type)


def lemma_of(token: Token) -> str:
    """Return the token's lemma in lower case; of an inflected form one that the table knows ("fled" → "flee").

    Where the pipeline's own lemma is among the table's it stands; a word that the table does not know keeps it too.
    """
    lemmas, at = view_of(token.doc).lemmas, token.i
    known = lemmas[at]
    if known is None:
        known = lemmas[at] = _lemma_of(token)
    return known


def _lemma_of(token: Token) -> str:
    tag = token.tag_
    part = "NOUN" if tag in _PLURALS else "VERB" if tag in _VERB_FORMS else None
    lemma = str(token.lemma_).lower()
    return lemma if part is None else _mended(token.lower_, lemma, part)


def tokens_of(doc: Doc, words: frozenset[str]) -> list[Token]:
    """Return the tokens whose small letters are among the words, in text order, without making the others."""
    return view_of(doc).among(words)


def text_of(doc: Doc) -> str:
    """Return a parse's text, which spaCy puts together from its tokens each time that it is asked."""
    return view_of(doc).text


def has_words(doc: Doc, start: int, end: int, words: frozenset[str]) -> bool:
    """Return whether one of the words, or a number of four digits, stands between two tokens."""
    view = view_of(doc)
    if not words.isdisjoint(view.words) and any(word in words for word in view.lowers[start:end]):
        return True
    return any(start <= at < end for at in view.years)


@functools.lru_cache(maxsize=10_000)
def verb_lemma(word: str) -> str | None:
    """Return the verb that a small-letter word is a form of, whatever a tagger takes it for; None where it is none."""
    known = load_lemminflect().getAllLemmas(word, upos="VERB").get("VERB", ())
    return str(known[0]) if known else None


@functools.lru_cache(maxsize=10_000)
def is_plural(word: str) -> bool:
    """Return whether a small-letter word may be a plural: it ends in "s", or the table knows it as one ("aircraft")."""
    if word.endswith("s"):
        return True
    singulars = load_lemminflect().getAllLemmas(word, upos="NOUN").get("NOUN", ())
    return any(word in load_lemminflect().getInflection(each, "NNS") for each in singulars)


@functools.lru_cache(maxsize=100_000)
def _mended(word: str, lemma: str, part: str) -> str:
    known = load_lemminflect().getAllLemmas(word, upos=part).get(part, ())
    if known:
        return lemma if lemma in known and lemma != word else str(known[0])
    if lemma != word:
        return lemma
    guessed = load_lemminflect().getAllLemmasOOV(word, part).get(part, ())
    return str(guessed[0]) if guessed else lemma
