"""A parsed paragraph → where acts took place, by street: "the shooting at 512 Oak Ave.", "found on Elm Street".

An address is a category, as a clock time is: its label is the address in one form. The act decides whether it is a
place at all: where somebody lives, or a chase goes along, nothing took place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from factcheck.claims.happening.acts import Act, act_of, act_of_verb
from factcheck.claims.happening.happened import ELSEWHERE, HAPPENINGS
from factcheck.claims.happening.statement import Statement
from factcheck.language.docview import Sentence, dependents, sentence_at
from factcheck.language.grammar import children_of, is_hypothetical, is_negated, patient_of
from factcheck.language.words import lemma_of, text_of
from factcheck.lexicon.categories import Events
from factcheck.lexicon.loader import pattern_of, word_list, word_map
from factcheck.lexicon.told.addresses import Address, Street
from factcheck.models import WEEKDAYS
from factcheck.reads import reads

__all__ = ["find_calls", "find_streets"]

_NEAR, _AT = (pattern_of(word_list("streets", name)) for name in ("near", "at"))
_NOT_NAMES, UNPLACED, COMING, LYING = (
    word_list("streets", name) for name in ("not_names", "unplaced", "coming", "lying")
)
_PLURALS = word_list("streets", "plurals")
YEAR = re.compile(r"(?:19|20)\d\d")
INCIDENT = "incident"  # the event of a source that names none
ORDINALS = word_list("streets", "ordinals")
FRAMING = frozenset({"while", "as"})
CLIMB = 4  # words of a place between an address and its verb: "at a home in a lot on Oak Street"
REACH = 30  # characters before an address in which its preposition stands


def _capital(words: Iterable[str]) -> str:
    return pattern_of(word.title() for word in words)


_FORMS, _TURNS, _ROADS = (word_map("streets", name) for name in ("types", "directions", "roads"))
_OF_BLOCK, _CORNERS, _BESIDE = (pattern_of(word_list("streets", name)) for name in ("of_block", "corners", "beside"))
_FULL = pattern_of({*_PLURALS, *(word.removesuffix("s") for word in _PLURALS)})
_TYPE = rf"(?:(?:{_capital((*_FORMS, *_PLURALS))}|{_FULL})\b)"
_TURN = rf"(?:{_capital(word for word in _TURNS if len(word) > 2)}|(?:N\.?[EW]|S\.?[EW]|[NSEW])(?:\.|\b))"
_QUOTE = "\N{RIGHT SINGLE QUOTATION MARK}"
_NAME = (
    rf"(?:{pattern_of(word_list('streets', 'short'))}\.|[A-Z]\."
    rf"|[A-Z][\w'{_QUOTE}]*(?:-[A-Z]\w+)?|\d{{1,3}}(?:st|nd|rd|th))"
)
_ROAD = rf"(?:I-\d+|(?:{pattern_of(word_list('streets', 'ranks'))}\s)?{_capital(_ROADS)}\.?\s\d+)"
_TYPED = rf"(?:{_ROAD}|(?:{_TURN}\s)?(?:{_NAME}\s){{1,5}}?{_TYPE}(?!\s{_TYPE})(?:\.?,?\s{_TURN}(?!\s[A-Z]|\sof\b|\w))?)"
_FREE = rf"(?:(?:{_TURN}\s)?{_NAME}(?:\s{_NAME}){{0,2}})"
_AND = r"\.?\s?(?:\band\b|\bat\b|&|/|\bnear\b)\s?"
_STREET = re.compile(
    rf"(?:\bthe\s)?\b(?:"
    rf"(?P<block>\d{{1,5}}|first|unit)(?:\s|-)block\s{_OF_BLOCK}\s(?P<on>{_TYPED}|{_FREE})"
    rf"|(?P<house>\d{{1,5}})\s(?P<of>{_TYPED})"
    rf"|(?P<corner>{_CORNERS})\sof\s(?P<this>{_TYPED}|{_FREE}){_AND}(?P<that>{_TYPED}|{_FREE})"
    rf"|(?P<first>{_TYPED}|{_FREE}){_AND}(?P<second>{_TYPED})"
    rf"|(?P<bare>{_TYPED})"
    rf")(?P<by>\.?,?\s{_BESIDE}\s(?P<cross>{_TYPED}))?"
)
# each address holds one of these: the type of a street, a road with its number, a block or a corner
_SIGNS = (
    re.compile(rf"\s(?=[A-Z{''.join(sorted({word[0] for word in _PLURALS}))}]){_TYPE}"),
    re.compile(rf"I-\d|{_capital(_ROADS)}\.?\s\d"),
    re.compile(rf"block\s|{_CORNERS}\s"),
)
_DAY = pattern_of(day.title() for day in (*WEEKDAYS, *word_list("common", "months")))
_NAMED = re.compile(rf"\s(?!{_DAY}\b)[A-Z]")  # "Oak Street School" is no street
_BEFORE = re.compile(rf"\b(?:(?P<near>{_NEAR})|{_AT})\s+(?:the\s+)?$", re.IGNORECASE)


@reads("place.street")
def find_streets(doc: Doc, events: Events, main: str | None, published: dt.date | None = None) -> Iterator[Statement]:
    """Read "the shooting at 512 Oak Ave.", "was found in the 600 block of Elm Street": the address of an act.

    An address behind "of" is somebody's home, one behind "from" where a way begins.
    """
    for words, label in _addresses(doc, published):
        act = _act(words, events, main or INCIDENT)
        if act is not None and lemma_of(doc[act.at]) not in UNPLACED and not _is_one_of_many(doc[act.at]):
            about = _class_of(doc[act.at], act.about, events)
            yield Statement("place_of", about, act.at, words.start, words.end, "high", "actual", label)


@reads("place.of-call")
def find_calls(doc: Doc, events: Events, main: str | None, published: dt.date | None = None) -> Iterator[Statement]:
    """Read "officers were called to 512 Oak Ave.": the source's own event, so far as the caller knew where it was."""
    for words, label in _addresses(doc, published):
        head = _above(words.root, words)
        if _is_call(head, act_of(words, events, main)):
            yield Statement("place_of", main or INCIDENT, head.i, words.start, words.end, "medium", "actual", label)


def _class_of(act: Token, about: str, events: Events) -> str:
    """Return an act's name, the event's class where only a verb tells it: "after being shot" is an attack."""
    found = events.of_verb(act.lower_) if about == act.lower_ and act.pos_ == "VERB" else None
    return found if found in HAPPENINGS and found is not None else about


@lru_cache(maxsize=1)
def _addresses(doc: Doc, published: dt.date | None) -> list[tuple[Tokens, str]]:
    """Return the words and the label of each address at which something may be; none of a sentence on another event."""
    text = text_of(doc)
    out: list[tuple[Tokens, str]] = []
    if not any(sign.search(text) for sign in _SIGNS):
        return out
    for found in _STREET.finditer(text):
        address = _address(found, text)
        words = doc.char_span(found.start(), found.end(), alignment_mode="expand") if address is not None else None
        if address is not None and words is not None and not _is_elsewhere(sentence_at(words), published):
            out.append((words, address.label))
    return out


def _is_elsewhere(sentence: Sentence, published: dt.date | None) -> bool:
    """Return whether a sentence tells of another event: "a similar shooting", "the 2012 shooting"."""
    years = {int(token.text) for token in sentence if YEAR.fullmatch(token.text)}
    other = published is not None and bool(years) and published.year not in years
    return other or any(token.lower_ in ELSEWHERE for token in sentence)


def _address(found: re.Match[str], text: str) -> Address | None:
    """Return the address that the words tell; None where it is no place at which something is."""
    ahead = _BEFORE.search(text[max(0, found.start() - REACH) : found.start()])
    if ahead is None:
        return None
    near = ahead["near"] is not None
    cross = Street.from_words(found["cross"]) if found["cross"] else None
    if found["block"]:
        number = int(found["block"]) if found["block"].isdecimal() else 1
        return Address(Street.from_words(found["on"]), number, block=True, cross=cross, near=near)
    if found["house"]:
        return Address(Street.from_words(found["of"]), int(found["house"]), cross=cross, near=near)
    ends = (found["this"], found["that"]) if found["corner"] else (found["first"], found["second"])
    if not found["corner"] and _NAMED.match(text, found.end()):
        return None
    if all(ends):
        return _crossing(str(ends[0]), str(ends[1]), near=near)
    street = Street.from_words(found["bare"])
    return None if street.name.split()[-1] in _NOT_NAMES else Address(street, cross=cross, near=near)


def _crossing(one: str, two: str, *, near: bool) -> Address | None:
    """Return a crossing; "41st and Market streets" are two streets, "Oak and Elm Street" may be a name and a street."""
    first, second = Street.from_words(one), Street.from_words(two)
    if first.name == second.name or not {first.name.split()[-1], second.name.split()[-1]}.isdisjoint(_NOT_NAMES):
        return None
    return Address(first, cross=second, near=near)


def _act(words: Tokens, events: Events, main: str) -> Act | None:
    """Return the act that took place at an address; None where the police were only called to it."""
    head = _above(words.root, words)
    if lemma_of(head) in LYING and head.dep_ in {"acl", "acl:relcl"}:  # "a home located near …"
        head = _above(head.head, words)
        found = None
    else:
        found = act_of(words, events, main)
    if _is_call(head, found):
        return None
    return found or _of_participle(head, events) or _framed(head, events, main) or act_of_verb(head, events, main)


def _is_call(verb: Token, found: Act | None) -> bool:
    """Return whether a verb only tells that somebody came, was sent or gave notice."""
    return (
        verb.pos_ == "VERB" and lemma_of(verb) in COMING and (found is None or found.at in {verb.i, _bearer_at(verb)})
    )


def _is_one_of_many(act: Token) -> bool:
    """Return whether an event is told as one of several: "the second shooting", "the worst shooting"."""
    return any(child.tag_ == "JJS" or child.lower_ in ORDINALS for child in children_of(act, "amod"))


def _above(token: Token, words: Tokens) -> Token:
    """Return the verb or the root that a noun hangs on, through a few nouns of a place."""
    for _ in range(CLIMB):
        if token.head.i == token.i or (token.pos_ == "VERB" and not words.start <= token.i < words.end):
            break
        token = token.head
    return token


def _bearer_at(verb: Token) -> int:
    bearer = patient_of(verb)
    return -1 if bearer is None else bearer.i


def _of_participle(verb: Token, events: Events) -> Act | None:
    """Return the event of "after being shot", "after shooting him"."""
    is_event = (
        events.of_verb(verb.lower_) in HAPPENINGS and verb.tag_ in {"VBG", "VBN"} and verb.dep_ in {"advcl", "acl"}
    )
    return Act(verb.i, verb.lower_) if is_event and not is_negated(verb) and not is_hypothetical(verb) else None


def _framed(clause: Token, events: Events, main: str) -> Act | None:
    """Return the act that a clause frames: "shot while he stood on Oak Street", "he was on Oak Street when …"."""
    when = [
        child
        for child in children_of(clause, "advcl")
        if child.pos_ == "VERB" and any(mark.lower_ == "when" for mark in dependents(child))
    ]
    if when:
        return act_of_verb(when[0], events, main)
    marks = {child.lower_ for child in children_of(clause, "mark", "advmod")}
    is_frame = clause.dep_ == "xcomp" or (clause.dep_ == "advcl" and (marks & FRAMING or clause.tag_ == "VBG"))
    if is_frame and clause.head.pos_ == "VERB":
        return act_of_verb(clause.head, events, main)
    return None
