"""Tell the time over which a number was counted where its words make it narrower than the event.

"In the past 24 hours", "since Monday", "on Sunday alone". The night of the event itself ("killed overnight") is no
window, nor is the day on which it happened.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
from factcheck.language.words import has_words
from factcheck.lexicon.loader import word_list
from factcheck.models import WEEKDAYS

__all__ = ["window_of"]

LATEST = word_list("frame", "windows.latest")
LEADING = word_list("frame", "windows.leading")
SPANS = word_list("common", "time_units") | word_list("frame", "windows.spans")
NAMED = word_list("common", "months") | frozenset(WEEKDAYS) | word_list("frame", "windows.named")
BETWEEN = frozenset({"last", "early", "late", "the", "about", "around", "of"})
TOTALLING = frozenset({"bringing", "raising", "taking", "pushing"})
CUES = LATEST | {"since", "span", "alone", "overnight"}
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
VERBS = frozenset({"VERB", "AUX"})
# words between "the past" and its span: "the past two and a half days"
LONGEST = 5


def window_of(found: Found, assigned: Assigned) -> str | None:
    """Return the window that a count is told of, in small letters and its own words; None where it is of the whole.

    A state that goes on ("missing since Monday") has a beginning and no window.
    """
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    if found.unit is not None or assigned.measure.group or not has_words(doc, sent.start, sent.end, CUES):
        return None
    for start, end, time in _windows(found, assigned):
        if not found.start <= time.i < found.end and _is_told(time, found, assigned.trigger):
            return " ".join(lowers_in(doc, start, end))
    return None


def _windows(found: Found, assigned: Assigned) -> Iterator[tuple[int, int, Token]]:
    """Yield the windows that a sentence names: where the words begin and end, and the word for the time."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    for token in sent:
        if token.lower_ in LATEST:
            yield from _latest(token)
        elif token.lower_ == "span":
            yield from _span(token)
        elif token.lower_ == "since" and not assigned.measure.lasts:
            yield from _since(token)
        elif token.lower_ == "alone":
            yield from _alone(token)
        elif token.lower_ == "overnight" and token.pos_ != "ADJ":
            added = any(each.lower_ in TOTALLING for each in tokens_in(doc, token.i, sent.end))
            added = added or lowers_in(doc, token.i + 1, token.i + 3) == ["in", "hospital"]
            if added and found.start < token.i:
                yield token.i, token.i + 1, token


def _latest(word: Token) -> Iterator[tuple[int, int, Token]]:
    """ "In the past 24 hours", "over the last two days"; "the past week's attacks" tells which attacks."""
    doc = word.doc
    if word.i < sentence_of(word).start + 2 or word.nbor(-1).lower_ not in {"the", "these"}:
        return
    if word.nbor(-2).lower_ not in LEADING:
        return
    for token in tokens_in(doc, word.i + 1, min(word.i + 1 + LONGEST, sentence_of(word).end)):
        if token.lower_ in SPANS:
            behind = doc[token.i + 1].tag_ if token.i + 1 < len(doc) else ""
            if behind != "POS" and not behind.startswith("NN"):
                yield word.i - 2, token.i + 1, token
            return
        if token.is_punct and token.text != "-":
            return


def _span(word: Token) -> Iterator[tuple[int, int, Token]]:
    """ "In a span of nine days", "over a span of two weeks"."""
    doc, at = word.doc, word.i
    if at < sentence_of(word).start + 2 or at + 1 >= sentence_of(word).end or doc[at + 1].lower_ != "of":
        return
    if doc[at - 1].lower_ in {"a", "the"} and doc[at - 2].lower_ in LEADING:
        for token in tokens_in(doc, at + 2, min(at + 2 + LONGEST, sentence_of(word).end)):
            if token.lower_ in SPANS:
                yield at - 2, token.i + 1, token
                return


def _since(word: Token) -> Iterator[tuple[int, int, Token]]:
    """ "Since Monday", "since early March"; "since the blast" is the whole of it."""
    doc, at = word.doc, word.i + 1
    while at < sentence_of(word).end and doc[at].lower_ in BETWEEN:
        at += 1
    if at < sentence_of(word).end and doc[at].lower_ in NAMED and word.dep_ != "mark":
        yield word.i, at + 1, doc[at]


def _alone(word: Token) -> Iterator[tuple[int, int, Token]]:
    """ "On Sunday alone", "in the first week alone"."""
    doc = word.doc
    if word.i <= sentence_of(word).start:
        return
    time = word.nbor(-1)
    if time.lower_ not in NAMED | SPANS and not (time.is_digit and len(time) < 3 and time.ent_type_ == "DATE"):
        return
    start = time.i
    while start > sentence_of(word).start and doc[start - 1].ent_type_ == "DATE":
        start -= 1
    while start > sentence_of(word).start and (
        doc[start - 1].lower_ in BETWEEN | {"that", "this"} or doc[start - 1].tag_ == "IN"
    ):
        start -= 1
        if doc[start].tag_ == "IN":
            break
    yield start, word.i + 1, time


# ------------------------------------------------------------------ whose window it is
def _is_told(time: Token, found: Found, trigger: Token) -> bool:
    """Whether a time belongs to a number: to its noun, to its verb, or to a verb that shares its clause with that."""
    if found.carrier in time.ancestors or (trigger.pos_ == "NOUN" and trigger in time.ancestors):
        return True
    over = _verb_over(time.head if time.dep_ != "ROOT" else time)
    own = {_verb_over(trigger), _verb_over(found.carrier)}
    if over in own:
        return True
    return any(_shares(verb, over, time) for verb in own)


def _verb_over(token: Token) -> Token:
    while token.head != token and token.pos_ not in VERBS:
        token = token.head
    return token


def _shares(verb: Token, over: Token, time: Token) -> bool:
    """ "In the past day 7 were killed and 12 hurt", "killed 7 and hurt 12 in the past day"."""
    if verb.dep_ == "conj" and over in verb.ancestors:
        return time.i < over.i or not _has_subject(verb)
    return over.dep_ == "conj" and verb in over.ancestors and time.i > over.i and not _has_subject(over)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in dependents(verb))
