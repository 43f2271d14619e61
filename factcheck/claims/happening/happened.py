"""A parsed paragraph becomes days of an event: "the blast on Monday", "was shot Saturday night", "it began on 3 May".

Only the source's main event is dated, and only by a weekday or a date that the text writes: "today" and "three days
ago" hang on a publication date that may be wrong.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.frame.asof import named_days
from factcheck.claims.frame.days import DAY_WORDS
from factcheck.claims.frame.stretches import FINITE, event_of, is_noun
from factcheck.claims.happening.statement import NOT_YET, OTHERS, Statement
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
from factcheck.language.grammar import children_of, is_hypothetical, is_negated, preposition_of, subject_of
from factcheck.language.words import has_words, lemma_of, tokens_of
from factcheck.lexicon.categories import Events, load_events
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import WEEKDAYS
from factcheck.reads import reads

__all__ = ["LEAD", "NEWS", "becomes", "day_label", "events_told", "find_days", "with_part"]

REACH = 14  # tokens between an event and its day where the parse tells nothing
LEAD = 6  # paragraphs in which a report tells when its own event was; further down it may be another's
NEWS = 2  # paragraphs that may bring the event up as news: "a shooting"
OPENING = 3  # what a mention in the first two paragraphs counts
LEAST = 4  # mentions of the event that is dated
OFTEN = 2  # mentions of an event that is no background
SHORT = 12  # paragraphs of a text that has no background
HAPPENINGS = word_list("account", "happened.happenings")
HARMING = frozenset({"kill", "die", "wound", "injure", "hurt", "strike", "hit"})
SWEEPING = word_list("account", "happened.sweeping")
HAPPENING = word_list("account", "happened.happening")
BECOMING = frozenset({"into", "to", "under"})
INCIDENTS = frozenset({"it", "this", "incident", "violence", "tragedy", "disaster", "accident"})
# hours by which one night belongs to two days
NIGHTS = frozenset({"night", "midnight", "overnight", "late", "evening", "early", "morning", "afternoon"})
ELSEWHERE = word_list("account", "happened.elsewhere")
PLACED = frozenset({"obl", "nmod", "obj", "nmod:unmarked", "obl:unmarked", "compound", "flat", "appos"})
DAY_PARTS = word_list("account", "happened.day_parts")


@cache
def _event_words() -> frozenset[str]:
    events = load_events()
    return frozenset({*events.nouns, *events.verbs, *(verb for verb, _ in events.particles)})


def events_told(docs: Sequence[Doc], events: Events) -> tuple[str | None, frozenset[str]]:
    """Return the class of the event that a source speaks of most, of those that happen on a day, and all it is about.

    A source is about the events of its lead, and about those that it names often; what it names once further down is
    background. None where nothing happens.
    """
    counted: Counter[str] = Counter()
    told: set[str] = set()
    for at, doc in enumerate(docs):
        for token in tokens_of(doc, _event_words()):
            found = event_of(token, events)
            if found is not None:
                counted[found] += OPENING if at < 2 else 1
                told.update({found} if at < LEAD or len(docs) <= SHORT else ())
    told.update(found for found, count in counted.items() if count >= OFTEN)
    happened = [(found, count) for found, count in counted.most_common() if found in HAPPENINGS and count >= LEAST]
    return (happened[0][0] if happened else None), frozenset(told)


@reads("date.of-event")
def find_days(
    doc: Doc, events: Events, main: str | None, published: dt.date | None, place: int = 0
) -> Iterator[Statement]:
    """Read "the blast on Monday", "it began on 3 May": the day of the main event; `place` is the paragraph's number."""
    if main is None or place >= LEAD or not has_words(doc, 0, len(doc), DAY_WORDS):
        return
    for sent in doc.sents:
        if any(token.lower_ in ELSEWHERE for token in sent):
            continue
        for first, last, day in named_days(doc, sent.start, sent.end, published):
            label = day_label(doc, first, last, day)
            event = _event_of_day(doc[first], last, events, main) if label is not None else None
            if event is not None and place >= NEWS and any(each.lower_ in {"a", "an"} for each in dependents(event)):
                continue  # "after a shooting on Sunday", further down: another one
            if label is None or event is None or (published is not None and day > published):
                continue
            yield Statement("date_of", main, event.i, *with_part(doc, first, last), "high", "actual", label)


def with_part(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return a day's tokens with the part of the day beside it: "Friday" becomes "Friday afternoon", "late Friday"."""
    behind = doc[last].lower_ if last < len(doc) else ""
    ahead = doc[first - 1].lower_ if first > 0 else ""
    return first - (ahead in {"late", "early"}), last + (behind in {"morning", "afternoon", "evening", "night"})


def day_label(doc: Doc, first: int, last: int, day: dt.date) -> str | None:
    """Return what the text writes: a weekday, a date, or both; None for a day that only the publication date tells.

    The hour beside it stays ("saturday night"): a night belongs to two days.
    """
    words = [token.lower_.strip(".,") for token in tokens_in(doc, first, last)]
    weekday = next((word for word in words if word in WEEKDAYS), None)
    written = any(word[:1].isdigit() for word in words)
    if weekday is None and not written:
        return None
    around = lowers_in(doc, max(0, first - 3), first) + [token.lower_ for token in tokens_in(doc, last, last + 2)]
    hours = sorted(NIGHTS.intersection(around))
    day_text = day.isoformat() if written else weekday or ""
    return " ".join([day_text, *hours])


def _event_of_day(token: Token, end: int, events: Events, main: str) -> Token | None:
    """Return the word of the main event that the day is the day of, or None."""
    while token.head.i != token.i and (token.i <= token.head.i < end or token.head.lower_ in DAY_PARTS):
        token = token.head
    if token.dep_ in {"parataxis", "appos", "list", "conj"}:
        return None
    if not any(each.tag_ in FINITE for each in sentence_of(token)):
        return _event_in_order(token, events, main)
    head = token.head
    for _ in range(2):  # "sank off Norby on Saturday": hung on the place
        if head.pos_ in {"NOUN", "PROPN", "NUM"} and event_of(head, events) is None and head.dep_ in PLACED:
            head = head.head
    if is_noun(head) and event_of(head, events) == main:
        return None if _is_other(head) else head
    if head.pos_ not in {"VERB", "AUX"} or _is_not_told(head):
        return None
    return _event_of_verb(head, events, main)


def _event_in_order(token: Token, events: Events, main: str) -> Token | None:
    """Return the event before the day in a sentence whose verb the parse has lost: "a dam there burst on Friday"."""
    for before in reversed(tokens_in(token.doc, max(sentence_of(token).start, token.i - REACH), token.i)):
        if before.text in {",", ";", ":"}:
            return None
        if event_of(before, events) == main:
            return None if _is_other(before) else before
    return None


def _event_of_verb(verb: Token, events: Events, main: str) -> Token | None:
    if event_of(verb, events) == main and lemma_of(verb) not in {"fail", "close"}:
        return verb
    if lemma_of(verb) in HAPPENING and not becomes(verb):
        subject = subject_of(verb)
        if subject is not None and (event_of(subject, events) == main or subject.lower_ in INCIDENTS):
            return None if _is_other(subject) else subject
    if lemma_of(verb) in HARMING | SWEEPING:
        subject = subject_of(verb)
        if subject is not None and subject.lower_ in {"that", "which"} and verb.dep_ == "acl:relcl":
            subject = verb.head
        if subject is not None and is_noun(subject) and event_of(subject, events) == main and not _is_other(subject):
            return subject
        for child in children_of(verb, "obl", "advcl"):
            if event_of(child, events) == main and not _is_other(child) and not _is_later(verb, child):
                return child
    return None


def becomes(verb: Token) -> bool:
    """Return whether what came only came to be something: "came into focus", "came under fire", "came to an end"."""
    return lemma_of(verb) == "come" and any(preposition_of(child) in BECOMING for child in children_of(verb, "obl"))


def _is_later(verb: Token, event: Token) -> bool:
    """Return whether who was harmed died some time after the event: "died on Friday after he was shot"."""
    return lemma_of(verb) == "die" and any(child.lower_ == "after" for child in dependents(event))


def _is_other(noun: Token) -> bool:
    return noun.tag_ == "NNS" or any(child.lower_ in OTHERS for child in dependents(noun))


def _is_not_told(verb: Token) -> bool:
    """Return whether a verb states no event: one of saying, to come, only possible, or denied."""
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    if is_hypothetical(verb) or is_negated(verb) or not helpers.isdisjoint(NOT_YET):
        return True
    return "clause.strong" in load_reporting().frames_of(verb.lower_) or "had" in helpers
