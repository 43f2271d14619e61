"""A parsed paragraph becomes conditions: "only when the water has receded", "until a deal is signed", "in two days".

A condition is stated of an event to come: a modal, an infinitive or a plan stands before it. To stay until something
is to leave once it is, so "remain until" is a condition of the departure.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from factcheck.claims.frame.stretches import QUOTE_MARKS, event_of, is_noun, sentence_end, sentence_start
from factcheck.claims.happening.statement import Statement
from factcheck.language.docview import lowers_in, tokens_in
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.categories import Events
from factcheck.lexicon.loader import modals, word_list
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import WEEKDAYS
from factcheck.reads import reads

__all__ = ["find_conditions"]

MARKERS = frozenset({"when", "if", "once", "until", "unless", "till", "after", "provided"})
CLAUSE_MARKERS = MARKERS | {"that", "which", "who"}
MODALS = modals()
PLANS = frozenset({"to", "planned", "scheduled", "due", "set", "expected"})
UNITS = word_list("common", "time_units")
DAYS = frozenset({*WEEKDAYS, "tomorrow"})
TIME_OPENERS = frozenset({"in", "within", "on", "tomorrow"})
WISHES = word_list("account", "conditions.wishes")
TRIGGERS = MARKERS | TIME_OPENERS | {"as"}
REACH = 5  # words between "would" and its verb
STAY_MARKS = frozenset({"until", "till"})
WISH_REACH = 3  # verbs between a wish and what is wished: "calls on them to respect … and, importantly, to depart"


def find_conditions(doc: Doc, events: Events) -> Iterator[Statement]:
    """Yield the conditions of a paragraph in text order."""
    for token in tokens_of(doc, TRIGGERS):
        lower = token.lower_
        if lower in MARKERS or (lower == "as" and _is_as_soon(token)):
            yield from _marked(token, events)
        elif lower in TIME_OPENERS:
            yield from _scheduled(token, events)


def _is_as_soon(token: Token) -> bool:
    following = lowers_in(token.doc, token.i, token.i + 3)
    return following in (["as", "soon", "as"], ["as", "long", "as"])


@reads("condition.clause")
def _marked(marker: Token, events: Events) -> Iterator[Statement]:
    """ "Will leave once order is restored", "only if asked"."""
    doc = marker.doc
    first = marker.i + (3 if marker.lower_ == "as" else 1)
    if marker.i + 1 < len(doc) and doc[marker.i + 1].lower_ == "that":
        first += 1
    opens = _opens_clause(marker)
    last = _clause_end(doc, first, opens=opens)
    if last <= first or not _states(doc, first, last):
        return
    event = _planned_after(doc, last, events) if opens else _planned_before(marker, events)
    if event is None or _is_wished(event) or _only_dates(marker, event, first, last):
        return
    found = event_of(event, events) or ""
    if found == "stay" or (marker.lower_ in STAY_MARKS and _is_negated_plan(event)):
        found = "departure" if found == "stay" else found
        if marker.lower_ not in STAY_MARKS | {"as"}:
            return
    yield Statement(
        "condition",
        found,
        event.i,
        first,
        last,
        "high" if _is_only(marker) or marker.lower_ in STAY_MARKS else "medium",
    )


def _only_dates(marker: Token, event: Token, first: int, last: int) -> bool:
    """Whether a clause says when, or whether, and sets no condition: "when he was hit", "to know if it is true".

    Behind "only" each of them sets one; a past tense does where it is that of reported words ("would leave when the
    town was calm").
    """
    if _is_only(marker):
        return False
    doc = marker.doc
    past = any(token.tag_ == "VBD" for token in tokens_in(doc, first, last))
    reported = any(
        token.lower_ == "would" for token in tokens_in(doc, max(sentence_start(event), event.i - REACH), event.i)
    )
    return marker.lower_ in {"if", "after"} or (marker.lower_ == "when" and past and not reported)


def _is_wished(event: Token) -> bool:
    """Return whether the event is only what someone wants: "calls on them to leave when asked" states no condition."""
    verb = event
    for _ in range(WISH_REACH):
        if verb.dep_ not in {"xcomp", "ccomp", "advcl", "acl", "conj"}:
            return False
        verb = verb.head
        if load_reporting().stance_of(lemma_of(verb)) == "demands":
            return True
    return False


def _opens_clause(marker: Token) -> bool:
    """Return whether the condition stands before what it is the condition of."""
    before = marker.i - 1
    while before >= 0 and (
        marker.doc[before].text in QUOTE_MARKS or marker.doc[before].lower_ in {"only", "but", "and", "that"}
    ):
        before -= 1
    return before < sentence_start(marker) or (
        marker.doc[before].text in {",", ":"} and marker.doc[before + 1].lower_ in {"that", "and", "but"}
    )


def _is_only(marker: Token) -> bool:
    return any(each.lower_ == "only" for each in tokens_in(marker.doc, max(0, marker.i - 3), marker.i))


def _clause_end(doc: Doc, first: int, *, opens: bool) -> int:
    """Return where the condition's clause ends: at a comma or the sentence's end, before a closing mark."""
    if first >= len(doc):
        return first
    stop = sentence_end(doc[first])
    stops = {",", ";"} if opens or _has_comma_clause(doc, first, stop) else {";"}
    last = next((i for i in range(first, stop) if doc[i].text in stops), stop)
    while last > first and (doc[last - 1].is_punct and doc[last - 1].text not in QUOTE_MARKS):
        last -= 1
    while last > first and doc[last - 1].text in QUOTE_MARKS and not _is_balanced(doc, first, last):
        last -= 1
    return last


def _has_comma_clause(doc: Doc, first: int, stop: int) -> bool:
    return any(doc[i].text == "," for i in range(first, stop))


def _is_balanced(doc: Doc, first: int, last: int) -> bool:
    return sum(token.text == '"' for token in tokens_in(doc, first, last)) % 2 == 0


def _states(doc: Doc, first: int, last: int) -> bool:
    """Return whether the words make a clause or a participle ("when requested"), not a bare time ("until Friday")."""
    return any(
        token.tag_.startswith("VB") or token.lower_ in {"request", "approval", "decision", "order"}
        for token in tokens_in(doc, first, last)
    )


def _is_plan(doc: Doc, first: int, last: int) -> bool:
    return any(
        token.lower_ in MODALS or (token.lower_ in PLANS and token.i + 1 < len(doc))
        for token in tokens_in(doc, first, last)
    )


def _planned_before(marker: Token, events: Events) -> Token | None:
    """Return the nearest event before the marker that is still to come, or None."""
    doc, start = marker.doc, sentence_start(marker)
    for index in range(marker.i - 1, start - 1, -1):
        token = doc[index]
        if token.text == ";" or token.lower_ in MARKERS:
            return None
        if event_of(token, events) is None:
            continue
        if not is_noun(token):
            stretch = doc[max(start, index - 6) : index]
            past = any(each.tag_ == "VBD" and each.lower_ not in WISHES for each in stretch) and token.tag_ != "VB"
            if (_is_plan(doc, stretch.start, index) and not past) or token.tag_ == "VB":
                return token
            return None
        if _is_plan(doc, index + 1, marker.i):
            return token
    return None


def _planned_after(doc: Doc, last: int, events: Events) -> Token | None:
    """Return the first event after a condition's clause that is still to come, or None."""
    stop = sentence_end(doc[last]) if last < len(doc) else len(doc)
    for index in range(last, min(stop, last + 12)):
        found = event_of(doc[index], events)
        if found is None:
            continue
        if doc[index].pos_ == "VERB" and _is_modal_near(doc, max(last, index - 4), index):
            return doc[index]
        if is_noun(doc[index]) and _is_modal_near(doc, index + 1, min(stop, index + 6)):
            return doc[index]
    return None


def _is_negated_plan(event: Token) -> bool:
    return any(
        each.lower_ in {"not", "n't", "n’t", "never", "no"}
        for each in tokens_in(event.doc, max(0, event.i - 5), event.i)
    )


@reads("condition.set-time")
def _scheduled(token: Token, events: Events) -> Iterator[Statement]:
    """Read a set time for an event to come: "would begin in two days", "will leave on Friday"."""
    doc = token.doc
    last = _time_end(token)
    verb = _verb_before(token)
    if last is None or verb is None:
        return
    start = sentence_start(token)
    if not (_is_plan(doc, max(start, verb.i - 4), verb.i) and _is_modal_near(doc, max(start, verb.i - 4), verb.i)):
        return
    own = event_of(verb, events)
    if own is not None and own != "stay":
        event: Token | None = verb
    elif verb.lower_ in events.onset:
        event = _noun_before(verb, events)
    else:
        event = None
    if event is None:
        return
    found = event_of(event, events) or ""
    words = " ".join(lowers_in(doc, token.i, last))
    yield Statement("condition", found, event.i, token.i, last, "high", "planned", label=f"fixed_time: {words}")


def _is_modal_near(doc: Doc, first: int, last: int) -> bool:
    near = {*lowers_in(doc, first, last)}
    return not near.isdisjoint(MODALS) or not near.isdisjoint(PLANS - {"to"})


def _time_end(token: Token) -> int | None:
    doc = token.doc
    following = lowers_in(doc, token.i + 1, token.i + 4)
    if token.lower_ == "tomorrow":
        return token.i + 1
    if token.lower_ == "on":
        return token.i + 2 if following and following[0] in DAYS else None
    unit = next((at for at, word in enumerate(following) if word in UNITS), None)
    return None if unit is None or unit == 0 else token.i + 2 + unit


def _verb_before(token: Token) -> Token | None:
    """Return the verb that the time is said of: the nearest one before it with no punctuation or clause between."""
    for index in range(token.i - 1, max(-1, token.i - 9), -1):
        each = token.doc[index]
        if each.pos_ == "VERB":
            return each
        if each.text in {",", ";", ":"} or each.lower_ in CLAUSE_MARKERS:
            return None
    return None


def _noun_before(verb: Token, events: Events) -> Token | None:
    """Return the event noun of the verb's own clause: the first of its subject, looking left to a clause boundary."""
    doc, found = verb.doc, None
    for index in range(verb.i - 1, sentence_start(verb) - 1, -1):
        token = doc[index]
        if (
            token.lower_ in {"that", "which", "who"}
            or token.text in {",", ";", ":"}
            or (token.pos_ == "VERB" and token.tag_ not in {"VBN", "VBG"})
        ):
            break
        if is_noun(token) and events.of_noun(token.text):
            found = token
    return found
