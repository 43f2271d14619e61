"""Reports beside what they report: "as X noted, …", "X went on: "…"", "in a poll by X, …", "X appeared to …"."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from factcheck.claims.attribution.extent import has_to, reach
from factcheck.claims.attribution.paragraph import Paragraph, Range, clip, trim
from factcheck.claims.attribution.subjects import FINITE
from factcheck.language.docview import tokens_in
from factcheck.language.grammar import children_of, is_negated, object_of, phrase_of, preposition_of, subject_of
from factcheck.lexicon.loader import word_list

__all__ = [
    "content_of_as_clause",
    "content_of_seeming",
    "gapped_object",
    "is_misread_verb",
    "study_named_in",
]

OPENS_MAIN = word_list("attribution", "asides.opens_main")
LONGEST_ASIDE = 14


def content_of_as_clause(verb: Token, subject: Token, paragraph: Paragraph) -> list[Range]:
    """Return the clause around "as X noted": the rest of the sentence after it, with what stands before it.

    Empty where the words before the speaker are not a clause's own "as".
    """
    doc = paragraph.doc
    start, end = paragraph.sentence_of(verb)
    first = min(phrase_of(subject)[0], verb.i)
    marker = first - 1
    if marker < start or doc[marker].lower_ != "as" or doc[marker].i in paragraph.quote_at:
        return []
    opens = all(doc[i].lower_ in OPENS_MAIN or doc[i].pos_ in {"ADV", "CCONJ"} for i in range(start, marker))
    if not opens and doc[marker - 1].text not in OPENS_MAIN:
        return []
    stop = next((i for i in range(verb.i + 1, min(end, verb.i + LONGEST_ASIDE)) if doc[i].text == ","), None)
    if opens:
        return [trim((stop + 1, end), paragraph)] if stop is not None and end - stop > 2 else []
    before = trim((start, marker), paragraph)
    after = [trim((stop + 1, end), paragraph)] if stop is not None and end - stop > 2 else []
    return [before, *after]


def content_of_seeming(verb: Token) -> list[Token]:
    """Return the heads of what seems so: who and what they seem to do; empty where somebody appears in a place."""
    if is_negated(verb) and verb.tag_ == "VB" and not any(children_of(verb, "aux")):
        return []
    subject = subject_of(verb)
    complements = [
        child
        for child in children_of(verb, "xcomp", "ccomp", "csubj")
        if child.i > verb.i and (child.dep_ != "xcomp" or has_to(child) or child.pos_ in {"ADJ", "NOUN", "VERB"})
    ]
    if not complements:
        return []
    impersonal = subject is None or subject.lower_ in {"it", "there"}
    return complements if impersonal or subject is None else [subject, *complements]


def study_named_in(preposition: Token, documents: Collection[str], paragraph: Paragraph) -> tuple[Range, Range] | None:
    """Return the study and what it found in "in a survey by X, …": both as ranges, or None."""
    doc = paragraph.doc
    start, end = paragraph.sentence_of(preposition)
    noun = preposition.head
    if preposition.i != start or noun.i <= preposition.i or noun.lower_ not in documents:
        return None
    phrase = phrase_of(noun, clauses=True)
    stop = next((i for i in range(noun.i + 1, min(end, phrase[1] + 8)) if doc[i].text == ","), None)
    while stop is not None and stop < phrase[1] - 1:
        stop = next((i for i in range(stop + 1, end) if doc[i].text == ","), None)
    if stop is None or end - stop < 4:
        return None
    return (max(phrase[0], preposition.i + 1), min(phrase[1], stop)), trim((stop + 1, end), paragraph)


def gapped_object(verb: Token, subject: Token | None, paragraph: Paragraph) -> list[Range]:
    """Return the relative pronoun, or the noun, that a relative clause's verb reports: "the plan that X has backed"."""
    named = object_of(verb)
    if subject is None or subject.i > verb.i or (named is not None and named.i > verb.i):
        return []
    first = phrase_of(subject)[0]
    before = paragraph.doc[first - 1] if first else None
    if before is not None and before.lower_ in {"which", "that", "what", "whom", "who"} and before.i != subject.i:
        after = [child for child in children_of(verb, "xcomp", "ccomp", "obl") if child.i > verb.i]
        further = [child for child in after if child.dep_ != "obl" or preposition_of(child) in {"as", "for", "of"}]
        return [(before.i, before.i + 1), *reach(further, verb, paragraph)]
    head = verb.head
    if verb.dep_ == "acl:relcl" and head.i < first and head.pos_ in {"NOUN", "PROPN"}:
        part = phrase_of(head)
        return [clip(part[0], min(part[1], first), paragraph)]
    return []


def is_misread_verb(noun: Token, paragraph: Paragraph) -> bool:
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
    return not any(token.tag_ in FINITE | {"POS"} for token in tokens_in(noun.doc, start, noun.i))
