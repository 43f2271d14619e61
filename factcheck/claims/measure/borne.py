"""A number with a unit → what it measures and what stands near: "a 27-minute video", "a range of 3,000 km".

A number that stands before a noun as its modifier, or that a verb of measuring says of its subject, is a property of
that one thing: it has one length, one price. Elsewhere ("$2 million in aid") a number says how much of something.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from factcheck.language.docview import dependents, sentence_of, tokens_in
from factcheck.language.grammar import object_of, preposition_of, subject_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list

__all__ = ["bearer_of", "near", "noun_behind"]

MEASURING = word_list("measure", "borne.measuring")
EXTENT = word_list("measure", "borne.extent")
EMPTY = word_list("measure", "borne.empty")
POSSESSIVES = frozenset({"PRP$", "WP$"})
SIGNS = frozenset({"$", "£", "€", "¥"})
OF = frozenset({"of", "in", "for"})
NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod:unmarked"})
JOINED = frozenset({"ccomp", "advcl", "parataxis", "conj", "acl:relcl"})
AMOUNTS = frozenset({"percent", "magnitude", "%"})
REACH, STEPS = 8, 3


def bearer_of(words: Span) -> tuple[str, bool]:
    """Return the lemma of what a number measures, and whether it is a property of it; "" where nothing says."""
    top = _top(words)
    noun = noun_behind(words.doc, words.end, sentence_of(words.root).end) if _stands_before(words) else None
    noun = noun or _measured(words, top)
    if noun is not None:
        return _named(noun, borne=not _is_somebodys(noun))
    inner = next(
        (child for child in dependents(top) if child.dep_ == "nmod" and _is_of(child) and child.i > top.i), None
    )
    if inner is None and top.dep_ == "nmod" and top.head.pos_ in NOUNS and preposition_of(top) == "of":
        inner = top.head
    return ("", False) if inner is None else _named(inner, borne=False)


def near(words: Span) -> Iterator[Token]:
    """Yield the words within three steps of a number in the parse; out of a clause is two."""
    top, own = _top(words), {token.i for token in words}
    steps, queue = {top.i: 0}, [top]
    while queue:
        token = queue.pop(0)
        for other in (*dependents(token), token.head):
            if other.i in steps:
                continue
            out = other == token.head and token.dep_ in JOINED and token.pos_ in {"VERB", "AUX"}
            steps[other.i] = steps[token.i] + (0 if other.i in own else 1 + out)
            if steps[other.i] <= STEPS:
                queue.append(other)
                if other.i not in own:
                    yield other


def _top(words: Span) -> Token:
    """Return the word by which a number hangs in its sentence, above its sign or unit."""
    own, top = {token.i for token in words}, words.root
    while top.head != top and (
        top.head.i in own or (top.dep_ in MODIFIERS | {"nmod"} and top.head.pos_ in {"SYM", "NUM"})
    ):
        top = top.head
    return top


def _is_of(noun: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ in OF for child in dependents(noun))


def _is_somebodys(noun: Token) -> bool:
    """ "Her six-year term": of the terms of a story, hers alone; whose it is, the noun does not tell."""
    return any(child.tag_ in POSSESSIVES for child in dependents(noun))


def _named(noun: Token, *, borne: bool) -> tuple[str, bool]:
    name = lemma_of(noun).lower()
    return ("", False) if name in EMPTY else (name, borne)


# ------------------------------------------------------------------ before its noun
def _stands_before(words: Span) -> bool:
    """Whether a number modifies the noun behind it: "10-year", "the $2 billion", "a 17 minute"; not "$2 million"."""
    first, last = words[0], words[-1]
    before = first.nbor(-1) if first.i > sentence_of(first).start else None
    led = before is not None and (before.pos_ in {"DET", "ADJ"} or before.tag_ == "POS" or before.dep_ == "nmod:poss")
    if any(token.text in SIGNS for token in words) or last.lower_ in AMOUNTS:
        top = words.root
        return led or (top.dep_ in MODIFIERS and top.head.i > last.i)
    return any(token.text == "-" for token in words) or (led and last.tag_ not in {"NNS", "CD"})


def noun_behind(doc: Doc, start: int, end: int) -> Token | None:
    """Return the last noun of the phrase that goes on from `start`, behind a number: "21-year diplomatic veteran".

    An adjective alone stands for one: "a 30-year low".
    """
    noun = last = None
    for token in tokens_in(doc, start, min(end, start + REACH)):
        if token.pos_ in NOUNS:
            noun = token
        elif token.pos_ == "ADJ":
            last = token
        elif token.text != "-" and (token.text != "," or noun is not None):
            break
    return noun or last


# ------------------------------------------------------------------ said of its subject
def _measured(words: Span, top: Token) -> Token | None:
    """ "The siege lasted ten days", "the wall is six metres high": the subject of which a measure is said."""
    doc, verb = words.doc, top.head
    behind = doc[words.end] if words.end < sentence_of(top).end else None
    if behind is not None and behind.lower_ in EXTENT:
        said = (subject_of(token) for token in (behind, top, behind.head, top.head))
    elif lemma_of(verb) in MEASURING and verb.pos_ == "VERB" and object_of(verb) in {None, top}:
        said = (subject_of(token) for token in (verb,))
    else:
        return None
    return next((noun for noun in said if noun is not None and noun.pos_ in NOUNS and noun.i < words.start), None)
