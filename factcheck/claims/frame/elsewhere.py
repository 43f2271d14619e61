"""Tell the counts of other events than the one that a text is about: of another year, of "another shooting"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.categories import ANOTHER, Events
from factcheck.lexicon.loader import word_list, words_in_order
from factcheck.models import Frame

__all__ = ["BEFORE", "elsewhere"]

# a year's count is of more than the story, also of the story's own
SO_FAR = re.compile(r"\bso far in ((?:19|20)\d\d)\b", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
OF_YEAR = frozenset({"in", "of", "during", "between"})
SINCE = OF_YEAR | {"since"}
PERFECT = frozenset({"have", "has", "had"})
YEAR_LABELS = frozenset({"obl", "obl:unmarked", "nmod", "nmod:unmarked", "nummod", "compound", "amod"})
OTHERS = word_list("frame", "elsewhere.others")
MONTHS = words_in_order("common", "months")
# how far above a count the event may stand that it is of
REACH = 5
# events of a moment, of which "17 shootings" are so many; a protest goes on for weeks
SUDDEN = frozenset({"attack", "explosion", "fire", "crash"})
# events that each stand for themselves where there are several; blasts of one day are one attack
SINGLE = frozenset({"attack", "fire", "crash", "event"})
BLASTS = word_list("frame", "elsewhere.blasts")
# how an event is told of that went before the text's own
BEFORE = f"{ANOTHER} earlier event"
SPANS = word_list("common", "time_units")
ANSWERS = frozenset({"retaliation", "revenge", "reprisal", "vengeance"})
ACROSS = frozenset({"across", "throughout", "citywide", "statewide", "nationwide"})
PERIODS = word_list("frame", "elsewhere.periods")


def elsewhere(
    found: Found, trigger: Token, published: dt.date | None, events: Events, *, people: bool = False
) -> Frame:
    """Return the year, month or event ("another attack") that a count is of where it is not the text's own."""
    if (year := _other_year(found, trigger, published)) is not None:
        return Frame(window=year)
    several = _several_events(found, trigger, events) or _event_before(found, trigger, events) if people else None
    if (event := several or _other_event(found, trigger, events)) is not None:
        return Frame(event=event)
    return Frame(window=_other_month(found, trigger, published))


def _several_events(found: Found, trigger: Token, events: Events) -> str | None:
    """ "Seven dead in 17 shootings", "a violent weekend saw 20 people shot": the count of more than one event."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    for noun in sent:
        kind = events.of_noun(noun.lower_) if noun.tag_ in {"NNS", "NN"} else None
        if kind in SUDDEN and noun.lower_.endswith("s") and not found.start <= noun.i < found.end:
            opening = lowers_in(doc, max(sent.start, noun.i - 7), noun.i)
            behind = doc[noun.i + 1].lower_ if noun.i + 1 < len(doc) else ""
            if opening and (opening[-1] in {*PERIODS, "holiday", "overnight"} or behind in ACROSS):
                return f"{ANOTHER} {kind}"  # "8 dead in weekend shootings", "in shootings across the city"
            at = max((i for i, word in enumerate(opening) if word in {"in", "across", "during"}), default=-1)
            if (
                at >= 0
                and not _is_blast(noun)
                and _is_many(tokens_in(doc, noun.i - len(opening) + at + 1, noun.i), noun)
            ):
                return f"{ANOTHER} {kind}"
    over = (
        trigger,
        *(token for token in trigger.ancestors if token.pos_ in {"VERB", "AUX"} and sentence_of(token) == sent),
    )
    subjects = [child for token in over for child in dependents(token) if child.dep_ in {"nsubj", "nsubj:pass"}]
    meant = (
        each
        for token in subjects
        if token.lower_ == "that"
        for each in tokens_in(doc, max(sent.start, token.i - 4), token.i)
    )
    told = (each for each in meant if any(child.lower_ in {"a", "an"} for child in dependents(each)))
    if any(lemma_of(token) in PERIODS for token in (*subjects, *told)):
        return f"{ANOTHER} event"
    return None


def _event_before(found: Found, trigger: Token, events: Events) -> str | None:
    """ "50 minutes earlier, six guests were stabbed", "the blast came nine months after an attack that killed 13"."""
    for child in dependents(trigger):
        if child.lower_ == "earlier" and any(c.tag_ == "NNS" and c.i < child.i for c in dependents(child)):
            return BEFORE
    doc = found.carrier.doc
    before = tokens_in(doc, sentence_of(found.carrier).start, found.start)
    answered = next((token.i for token in before if token.lower_ in ANSWERS), None)
    if answered is not None and any(
        events.of_noun(each.lower_) in SUDDEN for each in tokens_in(doc, answered, found.start)
    ):
        return BEFORE  # "in retaliation for a shooting that injured two"
    for at, token in enumerate(before):
        kinds = [events.of_noun(each.lower_) for each in before[at + 2 : at + 5]]
        if token.lower_ == "after" and at > 1 and before[at - 1].lower_ in SPANS and kinds and any(kinds):
            new = before[at + 1].lower_ in {"a", "an", "another"}
            own = any(events.of_noun(each.lower_) in SUDDEN for each in before[: at - 1])
            return BEFORE if new and own else None
    return None


def _is_blast(noun: Token) -> bool:
    """Whether several of an event are one attack: "two bombings at the port", "three blasts"."""
    return lemma_of(noun) in BLASTS


def _is_many(tokens: Iterable[Token], noun: Token) -> bool:
    """Whether what stands before a plural noun tells that there are more than one; "the Sept. 11 attacks" does not."""
    for token in tokens:
        if token.lower_ in {"several", "multiple", "separate", "various", "numerous", *PERIODS}:
            return True
        dated = token.i > 0 and token.nbor(-1).lower_.rstrip(".")[:3] in {month[:3] for month in MONTHS}
        counted = token.pos_ == "NUM" and token.lower_ not in {"one", "1"} and not dated
        if counted and (token.head == noun or token.i == noun.i - 1):
            return True
    return False


def _other_event(found: Found, trigger: Token, events: Events) -> str | None:
    """ "Another shooting came a day after 14 people were hurt", "in a separate attack, two were killed"."""
    for token in _around(trigger):
        apart = any(child.lower_ in OTHERS and child.i < token.i for child in dependents(token))
        others = (child for child in dependents(token) if not found.start <= child.i < found.end)
        kind = events.of_noun(token.lower_) or ("event" if token.lower_ in {"incident", "incidents"} else None)
        many = token.tag_ == "NNS" and kind in SINGLE and not _is_blast(token)
        apart = apart or (many and any(map(_is_several, others)))
        if apart and token.pos_ == "NOUN" and kind is not None:
            return f"{ANOTHER} {kind}"
    return None


def _is_several(token: Token) -> bool:
    """ "In seven shootings across the city": a count of several events is that of none of them."""
    if token.dep_ == "nmod":
        return any(child.lower_ in {"across", "throughout", "around"} for child in dependents(token))
    counted = token.pos_ == "NUM" and "." not in token.text and not _is_hyphenated(token)
    return token.dep_ in {"nummod", "amod"} and (counted or token.lower_ in {"several", "multiple", "various"})


def _is_hyphenated(token: Token) -> bool:
    """ "A 6.8-magnitude quake strikes": a number that belongs to the word behind its hyphen counts no events."""
    return token.i + 1 < len(token.doc) and token.nbor().text == "-"


def _around(trigger: Token) -> Iterator[Token]:
    """Yield the nouns that a clause speaks of or hangs on: places, times, the clauses above it with their subjects."""
    joined = [child for child in dependents(trigger) if child.dep_ == "conj" and child.pos_ == "VERB"]
    for verb in (trigger, *joined):
        yield from (child for child in dependents(verb) if child.dep_ in {"obl", "nsubj", "nsubj:pass", "nmod"})
    token, below = trigger, trigger
    for _ in range(REACH):
        if token.head == token or below.dep_ in {"ccomp", "parataxis", "conj"}:
            return
        below, token = token, token.head
        yield token
        if below.dep_ in {"advcl", "acl", "acl:relcl", "obl", "nmod", "obj"}:
            yield from (
                child for child in dependents(token) if child.dep_ in {"nsubj", "nsubj:pass"} and child != below
            )
            if token.pos_ == "NOUN" and below.dep_ == "advcl":
                # "the scene of another shooting, when one person was killed"
                yield from (child for child in dependents(token) if child.dep_ == "nmod" and child != below)


def _other_year(found: Found, trigger: Token, published: dt.date | None) -> str | None:
    """Return the year that a claim is about where its clause names one and it is not the year of publication.

    "… which killed 112 people in 1985", "the 1985 flood, which killed 112", "since 1985"; None without such a year.
    """
    above = trigger.head if trigger.dep_ in {"acl:relcl", "acl", "advcl"} else trigger
    subjects = [child for child in dependents(trigger) if child.dep_ in {"nsubj", "nsubj:pass"}]
    near = (*dependents(trigger), *dependents(found.carrier))
    if published is not None and (back := next(filter(None, map(_years_back, near)), None)) is not None:
        return str(published.year + 1 - back)  # a year's count is of more than the story
    if above != trigger and YEAR.fullmatch(above.text) and above.text != str(published.year if published else ""):
        return above.text  # "the quake of 1999, which killed 17,000"
    for token in (found.carrier, trigger, above, *subjects):
        for child in dependents(token):
            before = {c.lower_ for c in dependents(child) if c.dep_ == "case"}
            years = SINCE if any(each.lower_ in PERFECT for each in dependents(trigger)) else OF_YEAR
            if YEAR.fullmatch(child.text) and before <= years and child.dep_ in YEAR_LABELS:
                return None if published is not None and child.text == str(published.year) else child.text
    above = _event_above(trigger) or above
    if above != trigger and above.pos_ == "NOUN":
        # "the March 3, 2009, ferry fire that left 31 sailors dead"
        opening = above.doc[max(above.left_edge.i, above.i - 9) : above.i]
        dated = [each.text for each in opening if YEAR.fullmatch(each.text)]
        if dated and (published is None or dated[0] != str(published.year)):
            return dated[0]
    behind = tokens_in(found.carrier.doc, found.carrier.i + 1, found.carrier.i + 3)
    if trigger.pos_ == "NOUN" and len(behind) == 2 and behind[0].lower_ == "in" and YEAR.fullmatch(behind[1].text):
        return None if published is not None and behind[1].text == str(published.year) else behind[1].text
    so_far = SO_FAR.search(sentence_of(trigger).text)
    return None if so_far is None else so_far[1]


def _event_above(trigger: Token) -> Token | None:
    """Return the noun that the clause of a trigger describes, also through what the trigger is coordinated with."""
    token = trigger
    for _ in range(4):
        if token.dep_ in {"acl", "acl:relcl"}:
            return token.head
        if token.dep_ not in {"conj", "xcomp", "obj", "amod"}:
            return None
        token = token.head
    return None


def _other_month(found: Found, trigger: Token, published: dt.date | None) -> str | None:
    """ "… that hurt six people in March": the last such month before publication, as year and month."""
    if published is None:
        return None
    above = trigger.head if trigger.dep_ == "conj" else trigger
    joined = [child for child in dependents(trigger) if child.dep_ == "conj"]
    for token in (found.carrier, trigger, _event_above(trigger) or trigger, above, *joined):
        for child in dependents(token):
            cases = {c.lower_ for c in dependents(child) if c.dep_ == "case"}
            bare = not any(c.like_num for c in dependents(child)) and not (
                child.i + 1 < len(child.doc) and child.nbor().like_num
            )
            cases |= {c.lower_ for c in dependents(child) if c.lower_ == "last"}
            if child.lower_ in MONTHS and cases & {"in", "last"} and bare:
                month = MONTHS.index(child.lower_) + 1
                return f"{published.year - (month > published.month)}-{month:02d}"
    return None


def _years_back(token: Token) -> int:
    """Return 1 for "so far this year", 2 for "at this time last year", 0 where no such year is named."""
    for year in (token, *dependents(token)):
        if year.lower_ == "year":
            words = {child.lower_ for child in dependents(year)}
            return 1 if "this" in words else 2 if "last" in words else 0
    return 0
