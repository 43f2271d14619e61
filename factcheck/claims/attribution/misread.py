"""Verbs of the present that a parse takes for nouns: "Harbour chief calls for …", "…, the Harbour Journal reports"."""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.claims.attribution.heard import Heard
from factcheck.claims.attribution.paragraph import Paragraph, trim
from factcheck.claims.attribution.subjects import FINITE, speaker_phrase
from factcheck.language.grammar import subject_of
from factcheck.lexicon.reporting import Reporting

__all__ = ["heard_of_misread"]

CLAUSES = frozenset({"clause.strong", "clause.weak"})


def heard_of_misread(verb: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read a verb of the present that the parse takes for a noun."""
    if verb.lower_ not in words.forms:
        return None
    if _is_root_verb(verb, paragraph):
        return _only_verb(verb, paragraph, words)
    return _named_last(verb, paragraph, words) or _second_verb(verb, paragraph, words)


def _only_verb(verb: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read "Clinton plans to …", "Harbour chief calls for …"."""
    start, end = paragraph.sentence_of(verb)
    lemma = words.forms[verb.lower_]
    frames = words.frames.get(lemma, frozenset())
    following = verb.nbor(1)
    first = verb.i + 1
    cue = [verb.i]
    if following.lower_ == "that":
        if CLAUSES.isdisjoint(frames):
            return None
    elif following.lower_ in words.prepositions.get(lemma, frozenset()):
        cue, first = [verb.i, first], first + 1
    elif following.lower_ == "to":
        if "infinitive.strong" not in frames:
            return None
    elif frames.isdisjoint({"object.strong", "clause.strong"}) or following.is_punct:
        return None
    content = trim((first, end), paragraph)
    return Heard((start, verb.i), cue, [content], lemma, words) if content[1] > content[0] else None


def _named_last(verb: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read "The gate held, the Harbour Journal reports.", where the parse takes the verb for a noun."""
    start, end = paragraph.sentence_of(verb)
    before = verb.doc[verb.i - 1] if verb.i > start else None
    ends = verb.i + 1 >= end or verb.nbor(1).text == "."
    comma = next((i for i in range(verb.i - 1, start, -1) if verb.doc[i].text == ","), None)
    if not ends or comma is None or before is None or before.pos_ != "PROPN":
        return None
    named = verb.doc[comma + 1 : verb.i]
    told = any(token.tag_ in FINITE for token in verb.doc[start:comma])
    if (
        not told
        or any(token.pos_ not in {"PROPN", "DET"} for token in named)
        or "clause.strong" not in (words.frames_of(verb.lower_))
    ):
        return None
    content = trim((start, comma), paragraph)
    return Heard((comma + 1, verb.i), [verb.i], [content], words.forms[verb.lower_], words)


def _second_verb(verb: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read "He proposes a tax and plans to …", where the parse takes the second verb for a noun."""
    first = verb.head
    if verb.dep_ != "conj" or first.tag_ != "VBZ" or verb.i + 2 >= len(verb.doc) or verb.nbor(1).lower_ != "to":
        return None
    subject = subject_of(first)
    lemma = words.forms[verb.lower_]
    if subject is None or "infinitive.strong" not in words.frames[lemma] or verb.nbor(2).tag_ != "VB":
        return None
    _, end = paragraph.sentence_of(verb)
    return Heard(speaker_phrase(subject, first), [verb.i], [trim((verb.i + 1, end), paragraph)], lemma, words)


def _is_root_verb(noun: Token, paragraph: Paragraph) -> bool:
    """Return whether a noun is a verb of the present misread: the top of a sentence without a finite verb before it."""
    if (
        noun.dep_ != "ROOT"
        or not noun.lower_.endswith("s")
        or noun.i + 1 >= len(noun.doc)
        or noun.i in paragraph.quote_at
    ):
        return False
    start, _ = paragraph.sentence_of(noun)
    if noun.i == start or noun.doc[noun.i - 1].pos_ not in {"NOUN", "PROPN"}:
        return False
    return not any(token.tag_ in FINITE | {"POS"} for token in noun.doc[start : noun.i])
