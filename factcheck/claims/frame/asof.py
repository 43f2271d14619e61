"""Turn the day that a sentence gives for a number ("as of Sunday", "said on Tuesday") into the claim's as-of day.

The day of the event ("killed on Saturday") is none: what was known of it was known when the report was published.
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc, Token

from factcheck.claims.frame.days import DAY_WORDS, days_in
from factcheck.claims.measure.read import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, sentence_of, tokens_in
from factcheck.language.grammar import preposition_of
from factcheck.language.words import has_words, lemma_of, text_of
from factcheck.lexicon.loader import pattern_of, word_list
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import Status

__all__ = ["as_of", "day_told", "named_days"]

# what stands before a day up to which a count goes; "late on", "the end of" may stand between
_OPENERS, _PARTS, _HOURS, _SMALL = (
    pattern_of(word_list("frame", f"asof.{name}")) for name in ("openers", "parts_of", "hours", "small")
)
_MARKED = re.compile(
    rf"\b{_OPENERS}\s+(?:(?:the\s+)?{_PARTS}\s+of\s+|{_HOURS}\s+"
    rf"|\d{{1,2}}(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s+(?:\w+\s+time\s+)?|(?:{_SMALL}[\s-]+))*$",
    re.IGNORECASE,
)
_AHEAD = frozenset({"planned", "hypothetical"})
# a count that holds at a time rather than happens at one
_STAYING = frozenset({"still", "remain", "stay", "stand"})
_TOLLS = frozenset({"toll", "number", "count", "tally", "total"})
_CONTENT = frozenset({"ccomp", "parataxis"})
# whose object, not only whose content, is what was told on a day: "reported 14 new deaths on Monday"
_COUNTING = frozenset({"report", "confirm", "count", "record", "register", "announce", "list"})
_ACCORDING = frozenset({"according to", "in", "by"})
_ISSUED = frozenset({"publish", "release", "issue", "update", "compile", "post", "obtain", "report"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})


def as_of(found: Found, assigned: Assigned, status: Status, published: dt.date | None) -> dt.date | None:
    """Return the day for which a count is given: one that its clause names, else the day of publication.

    A deadline is none ("must leave by Monday"), nor a day inside a clause about something else.
    """
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    for at, end, day in named_days(doc, sent.start, sent.end, published):
        if found.start <= at < found.end or (published is not None and day > published):
            continue
        if _holds(doc[at], _governor(doc[at], end), found, assigned, status):
            return day
    return published


def day_told(doc: Doc, start: int, end: int, published: dt.date | None) -> dt.date | None:
    """Return the day for which the words between two characters are told: that of their verb of saying.

    The day of publication where none is named, or where the words are none of the doc's.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return published
    sent = sentence_of(span.root)
    for at, stop, day in named_days(doc, sent.start, sent.end, published):
        outside = not span.start <= at < span.end and (published is None or day <= published)
        if outside and _is_told(_governor(doc[at], stop), span.root, at, (span.start, span.end)):
            return day
    return published


def _holds(token: Token, governor: Token, found: Found, assigned: Assigned, status: Status) -> bool:
    """Whether a day tells for when the count is given: "as of" it, said or published on it, a level on it."""
    trigger, surface = assigned.trigger, (found.start, found.end)
    paths = [path for start in (trigger, found.carrier) if (path := _path(start, governor)) is not None]
    if any("acl:relcl" not in path for path in paths) or _shares(governor, trigger, token.i):
        if _is_marked(token):
            return status not in _AHEAD
        if paths and _is_level(assigned) and _is_own(governor, found, assigned):
            return True
    told = any(_is_told(governor, start, token.i, surface) for start in (trigger, found.carrier))
    return told or _is_issued(governor, set(trigger.ancestors) | set(found.carrier.ancestors))


def named_days(doc: Doc, start: int, end: int, published: dt.date | None) -> list[tuple[int, int, dt.date]]:
    """Return the days named between two tokens, as (first token, end, day); days before them are counted from."""
    if not has_words(doc, start, end, DAY_WORDS):
        return []
    first, stop = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    out = []
    for named in days_in(text_of(doc), published):
        if first <= named.start < stop and named.day is not None:
            inside = [token.i for token in tokens_in(doc, start, end) if named.start <= token.idx < named.end]
            if inside:
                out.append((inside[0], inside[-1] + 1, named.day))
    return out


def _is_marked(token: Token) -> bool:
    start = sentence_of(token).start_char
    return _MARKED.search(text_of(token.doc)[start : token.idx]) is not None


def _governor(token: Token, end: int) -> Token:
    """Return the verb, or the predicate, that a day belongs to; the root of the sentence where none is above it."""
    start = token.i
    while token.head != token and (
        start <= token.head.i < end
        or (token.head.pos_ not in {"VERB", "AUX"} and not _is_predicate(token.head) and token.dep_ != "acl")
    ):
        token = token.head
    return token if token.head == token else token.head


def _is_predicate(token: Token) -> bool:
    return token.dep_ == "ROOT" or any(child.dep_ in {"cop", "nsubj", "nsubj:pass"} for child in dependents(token))


def _path(token: Token, governor: Token) -> list[str] | None:
    """Return the labels from a token up to one above it; None where that is not above it."""
    path: list[str] = []
    while token != governor:
        if token.head == token:
            return None
        path.append(token.dep_)
        token = token.head
    return path


def _shares(governor: Token, trigger: Token, at: int) -> bool:
    """Whether a day in front of a clause holds for the clause that is coordinated with it."""
    first = trigger
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    return first == governor and at < governor.i


def _is_told(governor: Token, token: Token, at: int, surface: tuple[int, int]) -> bool:
    """Whether a day belongs to a verb of saying of whose content a token is.

    A day behind the words and their verb of saying is theirs: "police said 12 were killed on Saturday".
    """
    frames = load_reporting().frames_of(governor.text)
    if not frames or any(c.dep_ == "aux" and c.lower_ in {"will", "would", "to"} for c in dependents(governor)):
        return False
    if governor.i < surface[0] < at:
        return False
    path = _path(token, governor)
    if path is None:
        beside = governor.dep_ in {"parataxis", "conj"} and _path(token, governor.head) is not None
        spoken = "clause.strong" in frames and any(child.dep_ == "nsubj" for child in dependents(governor))
        return beside and spoken and governor.i >= surface[1]
    return bool(path) and (path[-1] in _CONTENT or lemma_of(governor) in _COUNTING)


def _is_issued(governor: Token, above: set[Token]) -> bool:
    """Whether a day is when a count came out: "according to figures published on Sunday"."""
    if governor.dep_ != "acl" or lemma_of(governor) not in _ISSUED:
        return False
    source = governor.head
    return source.head in above and (source.dep_ in {"nsubj", "nsubj:pass"} or preposition_of(source) in _ACCORDING)


def _is_level(assigned: Assigned) -> bool:
    """Whether a count is a level at a time: a toll, the missing, those who remain in hospital."""
    trigger = assigned.trigger
    lemmas = {lemma_of(token) for token in (trigger, trigger.head, *dependents(trigger))}
    return assigned.measure.lasts or lemma_of(trigger) in _TOLLS or bool(lemmas & _STAYING)


def _is_own(governor: Token, found: Found, assigned: Assigned) -> bool:
    carrier = found.carrier
    while carrier.dep_ in _HELPERS:
        carrier = carrier.head
    return governor in {assigned.trigger, assigned.trigger.head, carrier, carrier.head}
