"""Stretches of a parsed paragraph: where a phrase ends, which event stands before or after a word.

Which words carry meaning.

The questions lean on tags and words more than on the tree, so that one wrong head does not lose a statement.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from factcheck.language.docview import lowers_in, tokens_in, view_of
from factcheck.language.words import tokens_of
from factcheck.lexicon.categories import Events
from factcheck.lexicon.loader import word_list
from factcheck.models import WEEKDAYS

__all__ = [
    "content_words", "event_before", "event_of", "event_within", "is_noun", "last_event", "phrase_from",
    "sentence_end", "sentence_start",
]  # fmt: skip

MONTHS = word_list("common", "months")
STOPS = word_list("frame", "stretches.stops")
SUBORDINATORS = word_list("frame", "stretches.subordinators")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
QUOTE_MARKS = frozenset({'"', "'", "''", "``", "“", "”", "‘", "’"})
MEANINGFUL = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV"})
EMPTY_WORDS = word_list("frame", "stretches.empty_words") | frozenset(WEEKDAYS)
MOST_WORDS = 6
STRIKES = frozenset({"strike", "strikes"})
WORK = word_list("frame", "stretches.work")


def sentence_start(token: Token) -> int:
    """Return the number of the sentence's first token; a sentence ends at an end mark, whatever the parse says."""
    return view_of(token.doc).start_at(token.i)


def sentence_end(token: Token) -> int:
    """Return the number after the sentence's last token."""
    return view_of(token.doc).end_at(token.i)


def phrase_from(doc: Doc, start: int) -> tuple[int, int] | None:
    """Return the phrase that begins at a token, without its determiner and quotation marks.

    None where there is none.

    It ends at a comma, a relative or subordinate clause, a finite verb, or a conjunction with a verb after it.
    """
    first = start
    while first < len(doc) and (
        doc[first].text in QUOTE_MARKS or doc[first].pos_ == "DET" or doc[first].lower_ in {"a", "an", "the"}
    ):
        first += 1
    first = _past_naming(doc, first)
    last = first
    while last < len(doc) and not _ends_phrase(doc, first, last):
        last += 1
    while last > first and (
        doc[last - 1].text in QUOTE_MARKS or doc[last - 1].pos_ in {"ADP", "CCONJ", "DET", "AUX", "SCONJ"}
    ):
        last -= 1
    return (first, last) if last > first else None


def _past_naming(doc: Doc, first: int) -> int:
    """Return where the phrase goes on after "what he called" and "so-called"."""
    if first < len(doc) and doc[first].lower_ == "what":
        verb = next(
            (i for i in range(first + 1, min(first + 6, len(doc))) if doc[i].tag_ in {"VBD", "VBZ", "VBP", "VBN"}), None
        )
        if verb is not None:
            first = verb + 1
            while first < len(doc) and (doc[first].text in QUOTE_MARKS or doc[first].pos_ == "DET"):
                first += 1
    return first


def _ends_phrase(doc: Doc, first: int, at: int) -> bool:
    token = doc[at]
    if token.text in STOPS:
        # a comma between two adjectives does not end the phrase
        return not (
            token.text == ","
            and at > first
            and doc[at - 1].pos_ == "ADJ"
            and at + 1 < len(doc)
            and doc[at + 1].pos_ == "ADJ"
        )
    if token.lower_ in SUBORDINATORS or token.tag_ in FINITE:
        return at > first or token.tag_ in FINITE
    if token.pos_ == "CCONJ":
        following = doc[at + 1] if at + 1 < len(doc) else None
        return following is None or _goes_on(following)
    return at > first and token.pos_ == "ADP" and token.lower_ in {"on", "in", "at", "for"} and _is_late(doc, at)


def _goes_on(token: Token) -> bool:
    """Return whether a word after a conjunction opens a clause or a phrase of its own, not a second noun."""
    if token.tag_ in FINITE or token.pos_ in {"AUX", "ADP"} or token.lower_ in SUBORDINATORS:
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.pos_ == "VERB" and (following is None or following.pos_ not in {"NOUN", "PROPN"})


def _is_late(doc: Doc, at: int) -> bool:
    """Return whether a preposition opens a time or place that no longer belongs to the phrase."""
    following = doc[at + 1] if at + 1 < len(doc) else None
    if following is None or doc[at].lower_ == "for":
        return following is not None
    return following.ent_type_ in {"DATE", "TIME", "LOC"} or following.pos_ in {"PROPN", "DET"}


def is_noun(token: Token) -> bool:
    """Return whether a word stands as a noun: tagged so, or where only a noun stands, right after a determiner."""
    if token.pos_ in {"NOUN", "PROPN"} or token.tag_ in {"NN", "NNS"}:
        return True
    before = token.doc[token.i - 1] if token.i else None
    placed = before is not None and (before.pos_ == "DET" or before.tag_ in {"JJ", "PRP$", "POS"})
    return token.pos_ in {"ADJ", "VERB", "AUX", "X", "ADV"} and token.tag_ not in {"VBD", "VBP", "MD"} and placed


def event_of(token: Token, events: Events) -> str | None:
    """Return the class of the event that a noun names or a verb tells, or None."""
    named, is_action = events.of_noun(token.lower_), token.pos_ in {"VERB", "ADJ"}
    if not (named or is_action) or (token.lower_ in MONTHS and token.text.istitle() and not token.is_sent_start):
        return None  # "the March attack" is no march
    if is_noun(token):
        return "walkout" if token.lower_ in STRIKES and tokens_of(token.doc, WORK) else named
    if is_action:
        if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to" and token.lemma_ == "fail":
            return None  # "failed to answer" is no collapse
        nearby = lowers_in(token.doc, token.i + 1, token.i + 5)
        return events.of_verb(token.text, nearby) or (named if token.tag_ == "VBG" else None)
    return None


def event_within(doc: Doc, first: int, last: int, events: Events) -> Token | None:
    """Return the first token of a stretch that is an event's noun, or None."""
    stretch = (doc[i] for i in range(first, min(last, len(doc))))
    return next((token for token in stretch if events.of_noun(token.lower_) and is_noun(token)), None)


def event_before(token: Token, events: Events, *, verbs: bool = False) -> Token | None:
    """Return the nearest event before a token in its clause: a noun, with `verbs` also a verb.

    None where a new verb starts.
    """
    doc = token.doc
    start = sentence_start(token)
    for index in range(token.i - 1, start - 1, -1):
        each = doc[index]
        if event_of(each, events) is not None and (verbs or is_noun(each)):
            return each
        if each.pos_ == "CCONJ" and any(
            later.tag_ in FINITE or later.tag_ == "VBN" for later in tokens_in(doc, index + 1, min(index + 3, token.i))
        ):
            return None
        if each.text in {";", ":"} or (each.lower_ == "that" and each.dep_ == "mark"):
            return None
    return None


def last_event(token: Token, events: Events) -> str | None:
    """Return the class of the last event that the paragraph names before a token, for what "it" stands for.

    None without one.
    """
    for index in range(token.i - 1, -1, -1):
        found = event_of(token.doc[index], events) if is_noun(token.doc[index]) else None
        if found is not None:
            return found
    return None


def content_words(doc: Doc, first: int, last: int) -> list[str]:
    """Return the lower-case words of a stretch that carry its meaning, at most six."""
    kept = [
        token.lower_
        for token in tokens_in(doc, first, last)
        if token.pos_ in MEANINGFUL and token.lower_ not in EMPTY_WORDS
    ]
    return kept[:MOST_WORDS] or [token.lower_ for token in tokens_in(doc, first, last) if token.is_alpha][:MOST_WORDS]
