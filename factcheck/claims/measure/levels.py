"""Turn a number that a toll's words lead up to into its measure, whatever the parse joins.

A toll noun ("the confirmed death count"), what may stand between (of what it is, since when), a verb of a level
("mount to", "is nearing", "is estimated at"), and the number right behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from factcheck.claims.measure.assigned import NOUNS, Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.words import lemma_of, verb_lemma
from factcheck.lexicon.catalogue import Catalogue, Measure, Role
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people
from factcheck.reads import reads

__all__ = ["TOLL_VERBS", "level_of", "named_toll"]

TOLL_VERBS, DIRECT, HELPING, COUNTING, STATISTICS = (
    word_list("measure", f"tolls.{name}") for name in ("toll_verbs", "direct", "helping", "counting", "statistics")
)
LEADING = frozenset({"to", "at", "as"})
BEING = frozenset({"is", "was", "are", "were"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PARTED = frozenset({";", ":", '"', "?", "!"})
# nouns for a number that was named before: "a deputy says the figure is 52"
NUMBERS = frozenset({"number", "figure", "count", "tally", "total", "toll"})
FAR, SENTENCES = 16, 2
CLAUSES = word_list("frame", "stretches.subordinators")


def level_of(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a number that the words before it make a toll's level, or None."""
    if found.unit is not None or (found.noun is not None and not is_people(lemma_of(found.noun))):
        return None
    opening = _link_before(found)
    if opening is None or opening <= found.carrier.sent.start:
        return _of_those(found, catalogue)
    return _level(found, opening, catalogue) or _referred(found, opening, catalogue)


# ------------------------------------------------------------------ what a toll is called
def named_toll(noun: Token, catalogue: Catalogue) -> Measure | None:
    """Return the measure whose toll a noun names: "death toll", "number of people killed", "count of the missing"."""
    lemma = lemma_of(noun)
    for child in noun.children:
        if child.dep_ == "compound":
            measure = catalogue.triggered("toll", f"{lemma_of(child)} {lemma}")
        elif child.dep_ == "nmod":
            measure = catalogue.triggered("toll", f"{lemma} of {lemma_of(child)}")
        else:
            continue
        if measure is not None:
            return measure
    own = catalogue.triggered("toll", lemma)
    return own if own is not None or lemma not in COUNTING else _counted(noun, catalogue)


def _counted(noun: Token, catalogue: Catalogue) -> Measure | None:
    """ "The death count", "the number of people killed", "the tally of the missing", "the number of injured people"."""
    doc, at = noun.doc, noun.i
    if at and doc[at - 1].pos_ in NOUNS and (measure := _of_people("noun", lemma_of(doc[at - 1]), catalogue)):
        return measure
    rest = list(doc[at + 1 : min(at + 6, noun.sent.end)])
    if not rest or rest[0].lower_ != "of":
        return None
    for token in rest[1:]:
        measure = _of_people("state", token.lower_, catalogue) or _of_people("noun", lemma_of(token), catalogue)
        if measure is not None:
            return measure
        if token.lower_ != "those" and token.pos_ != "DET" and not is_people(lemma_of(token)):
            return None
    return None


def _of_people(role: Role, word: str, catalogue: Catalogue) -> Measure | None:
    measure = catalogue.triggered(role, word)
    return measure if measure is not None and measure.people else None


# ------------------------------------------------------------------ from the toll to its number
def _link_before(found: Found) -> int | None:
    """Return where the words begin that lead up to a number as a level: "is nearing", "has risen to"; None if none."""
    doc, first, at = found.carrier.doc, found.carrier.sent.start, found.start - 1
    if at <= first:
        return None
    word = doc[at].lower_
    if word in LEADING:
        at = _past(doc, at - 1, first)
        if verb_lemma(doc[at].lower_) in TOLL_VERBS and doc[at].pos_ != "PROPN":
            return _past(doc, at - 1, first) + 1
        return at + 1 if word == "at" and at > first else None
    if word == "be" and doc[at - 1].lower_ == "to":  # "is believed to be 300"
        at = at - 2
        return _past(doc, at - 1, first) + 1 if at > first and doc[at].tag_ == "VBN" else None
    if word in BEING:
        return _past(doc, at, first) + 1
    return _past(doc, at - 1, first) + 1 if verb_lemma(word) in DIRECT else None


def _past(doc: Doc, at: int, first: int) -> int:
    """Return the place before the helping words that end at one: "has now", "was later"."""
    while at > first and doc[at].lower_ in HELPING:
        at -= 1
    return at


@reads("measure.toll-level")
def _level(found: Found, opening: int, catalogue: Catalogue) -> Assigned | None:
    """ "The death toll, by the latest list, is estimated at 300", "the confirmed death count is over 300"."""
    doc, sent = found.carrier.doc, found.carrier.sent
    for at in range(opening - 1, max(sent.start - 1, opening - FAR), -1):
        token = doc[at]
        measure = named_toll(token, catalogue) if token.pos_ in NOUNS | {"ADJ"} else None
        if measure is None:
            measure = _plain_toll(token, found, opening, catalogue)
        if measure is not None:
            return Assigned(measure, token) if _is_passable(doc[at + 1 : opening], catalogue) else None
    return None


def _plain_toll(token: Token, found: Found, opening: int, catalogue: Catalogue) -> Measure | None:
    """ "Flood deaths mount to 40", "the dead number 14": those harmed themselves, where a verb of a level follows.

    What only is so many ("deaths are 12") is none, nor are the deaths of the roads and of a year's statistics.
    """
    doc, first = token.doc, token.sent.start
    verbs = {verb_lemma(each.lower_) for each in doc[opening : found.start]} & (TOLL_VERBS | DIRECT) - {"be"}
    if not verbs and doc[found.start - 1].lower_ != "at":
        return None
    before = doc[token.i - 1] if token.i > first else None
    if token.tag_ == "NNS":
        measure = _of_people("noun", lemma_of(token), catalogue)
        yearly = before is not None and before.lower_ in STATISTICS
        return measure if measure is not None and measure.harm != "none" and not yearly else None
    if before is not None and before.lower_ == "the":
        measure = _of_people("state", token.lower_, catalogue)
        return measure if measure is not None and measure.harm != "none" else None
    return None


def _is_passable(between: Span, catalogue: Catalogue) -> bool:
    """Whether nothing between a toll and its verb opens another clause but an aside between two commas."""
    commas = [token.i for token in between if token.text == ","]
    if len(commas) not in (0, 2) or any(token.text in PARTED for token in between):
        return False
    outside = [token for token in between if not commas or not commas[0] < token.i < commas[1]]
    verbs = (token for token in outside if token.tag_ in FINITE)
    if any(_of_people("state", token.lower_, catalogue) is None for token in verbs):  # "of people killed"
        return False
    return not any(token.lower_ in CLAUSES for token in outside)


@reads("measure.toll-referred")
def _referred(found: Found, opening: int, catalogue: Catalogue) -> Assigned | None:
    """ "Radio Lima put the toll at 70. A deputy says the figure is 52": the number that was spoken of."""
    doc, sent = found.carrier.doc, found.carrier.sent
    noun = doc[opening - 1]
    if found.noun is not None or noun.i <= sent.start or noun.lower_ not in NUMBERS:
        return None
    if noun.nbor(-1).lower_ not in {"the", "that", "this"} or any(t.pos_ == "NUM" for t in doc[sent.start : noun.i]):
        return None
    told = list(_tolls_before(sent, catalogue))
    measure = told[0] if told else None
    return Assigned(measure, noun) if measure is not None and all(each == measure for each in told) else None


def _tolls_before(sent: Span, catalogue: Catalogue) -> Iterator[Measure]:
    """Yield the measures whose tolls the one or two sentences before name."""
    at, seen = sent.start, 0
    while at > 0 and seen < SENTENCES:
        before = sent.doc[at - 1].sent
        named = [toll for token in before if token.pos_ in NOUNS and (toll := named_toll(token, catalogue)) is not None]
        yield from named
        if named:
            return
        at, seen = before.start, seen + 1


@reads("measure.of-those-named")
def _of_those(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "Of the wounded, about 40 were still in tents": some of those whom the opening names."""
    doc, sent = found.carrier.doc, found.carrier.sent
    at = found.start - 2
    if at <= sent.start or doc[at + 1].text != ",":
        return None
    opening = [token.lower_ for token in doc[max(sent.start, at - 2) : at]]
    if opening[-1:] != ["the"] or opening[-2:-1] not in (["of"], ["among"]):
        return None
    measure = _of_people("state", doc[at].lower_, catalogue)
    return None if measure is None else Assigned(measure, doc[at])
