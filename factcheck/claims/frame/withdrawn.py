"""Tell whether a source stands by a number: withdrawn, only rumoured, asked for, or what its status already says.

A number that a report withdraws is none of its tolls: "the previous toll of 15", "down from 300", "an earlier version
of this report gave the number as 12".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.standing import load_standing
from factcheck.models import Attribution, Standing, Status

__all__ = ["is_former", "standing_of"]

EARLIER, FIGURES = (word_list("frame", f"withdrawn.{name}") for name in ("earlier", "figures"))
VERSIONS, LISTING = (word_list("frame", f"withdrawn.{name}") for name in ("versions", "listing"))
INITIALLY, WRONGLY = (word_list("frame", f"withdrawn.{name}") for name in ("initially", "wrongly"))
RETRACTING, MOVING = (word_list("frame", f"withdrawn.{name}") for name in ("retracting", "moving"))
RUMOURS, UNPROVED = (word_list("frame", f"withdrawn.{name}") for name in ("rumours", "unproved"))
QUESTIONS = word_list("frame", "withdrawn.questions")
EARLY = frozenset({"early", "initial", "first"})
KNOWN = frozenset({"the", "these", "those", "all"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
PAST_PERFECT = frozenset({"earlier", "previously"})
OLD = INITIALLY | PAST_PERFECT | {"first"}
SPOKEN: dict[str, Standing] = {"denies": "denied", "doubts": "denied"}
TOLD: dict[Status, Standing] = {"planned": "planned", "feared": "feared", "suspected": "feared", "denied": "denied"}
BESIDE = frozenset({"nmod", "appos", "nummod"})
REACH = 4
BEHIND = 7


def standing_of(found: Found, assigned: Assigned, status: Status, said: Attribution | None) -> Standing:
    """Return how its source stands by a number: "stated" where it gives it as its own or another's word."""
    if _is_asked(found):
        return "asked"
    if _is_rumoured(found, assigned):
        return "rumoured"
    if _is_withdrawn(found, assigned):
        return "withdrawn"
    if said is not None and said.stance in SPOKEN:
        return SPOKEN[said.stance]
    return TOLD.get(status, "stated")


def _is_asked(found: Found) -> bool:
    """ "Did 40 people die?" asks for the number; "why did 40 people die?" takes it for known."""
    words = [token for token in sentence_of(found.carrier) if not (token.is_quote or token.is_space)]
    if found.unit is not None or len(words) < 2 or words[-1].text != "?":
        return False
    return words[0].lower_ in QUESTIONS or [token.lower_ for token in words[:2]] == ["how", "many"]


# ------------------------------------------------------------------ rumours
def _is_rumoured(found: Found, assigned: Assigned) -> bool:
    """ "Rumours that 500 died", "unconfirmed reports of 30 deaths"."""
    return any(_is_rumour(token) for start in (found.carrier, assigned.trigger) for token in _over(start))


def _is_rumour(token: Token) -> bool:
    if lemma_of(token) in RUMOURS:
        return True
    return lemma_of(token) in load_standing().sayings and any(child.lower_ in UNPROVED for child in dependents(token))


def _over(token: Token) -> Iterator[Token]:
    """Yield a token and those that it hangs on, a few steps up, in its own clause and those that hold it."""
    yield token
    for _ in range(REACH):
        beside = token.dep_ in {"conj", "parataxis"} and any(child.dep_ in SUBJECTS for child in dependents(token))
        if token.head == token or beside:
            return
        token = token.head
        yield token


# ------------------------------------------------------------------ what is withdrawn
def _is_withdrawn(found: Found, assigned: Assigned) -> bool:
    return (
        _is_of_old_figure(found, assigned)
        or (assigned.measure.people and is_former(found))
        or _is_once_listed(found, assigned)
        or _is_of_old_version(found)
        or _is_retracted(found)
        or _is_called_old(found)
        or _is_set_right(found)
        or _is_of_early_reports(found)
    )


def _is_of_old_figure(found: Found, assigned: Assigned) -> bool:
    """ "The earlier estimate of 7,000", "the previous toll of 15": an old figure right above the number."""
    for token in (found.carrier, found.carrier.head, assigned.trigger):
        old = any(child.lower_ in EARLIER and child.i < token.i for child in dependents(token))
        named = token.pos_ in {"NOUN", "PROPN"} and lemma_of(token) in FIGURES
        above = token == found.carrier or (found.carrier.head == token and found.carrier.dep_ in BESIDE)
        if old and named and above and token.i < found.number[1] + 2:
            return True
    return False


def is_former(found: Found) -> bool:
    """Whether a number is where a count stood before: "down from 300", "from 15 to 38", "up from a figure of 15"."""
    doc, sent, at = found.carrier.doc, sentence_of(found.carrier), found.start - 1
    if at - 1 > sent.start and doc[at].lower_ == "of" and lemma_of(doc[at - 1]) in FIGURES:
        words = lowers_in(doc, max(sent.start, at - BEHIND), at)
        return any(pair in {("down", "from"), ("up", "from")} for pair in pairwise(words))
    if at <= sent.start or doc[at].lower_ != "from":
        return False
    if doc[at - 1].lower_ in {"up", "down"}:
        return True
    moved = any(lemma_of(token) in MOVING for token in tokens_in(doc, max(sent.start, at - 8), at))
    before = lowers_in(doc, max(sent.start, at - 3), at)
    rest = lowers_in(doc, found.end, min(found.end + 2, sent.end))
    to_number = len(rest) == 2 and rest[0] == "to" and doc[found.end + 1].like_num
    return moved and ("to" in before or to_number)


def _is_once_listed(found: Found, assigned: Assigned) -> bool:
    """ "Police initially listed him as 36", "had earlier reported 12 dead"."""
    doc, at = found.carrier.doc, found.start
    if at > sentence_of(found.carrier).start and doc[at - 1].lower_ in KNOWN:
        return False
    for start in (found.carrier, assigned.trigger):
        told = (verb for verb in _over(start) if verb.pos_ == "VERB" and lemma_of(verb) in LISTING)
        if (verb := next(told, None)) is not None and _is_once(verb):
            return True
    return False


def _is_once(verb: Token) -> bool:
    beside = {child.lower_ for child in dependents(verb) if child.dep_ in {"advmod", "aux"}}
    if beside & (INITIALLY | WRONGLY):
        return True
    return bool(beside & PAST_PERFECT) and "had" in beside


def _is_of_old_version(found: Found) -> bool:
    """ "An earlier version of this report gave the number as 12"; behind its clause stands what is right."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    for token in tokens_in(doc, sent.start, found.start):
        if token.lower_ in VERSIONS and token.i > sent.start and token.nbor(-1).lower_ in EARLIER:
            between = doc[token.i : found.start]
            return not any(each.text == ";" or each.lower_ in {"actually", "correct", "but"} for each in between)
    return False


def _is_retracted(found: Found) -> bool:
    """ "Withdrew the figure of 7,000", "the estimate of 7,000 was withdrawn"."""
    figure = next((token for token in _over(found.carrier) if lemma_of(token) in FIGURES), None)
    if figure is None or figure.dep_ not in {"obj", "nsubj:pass"}:
        return False
    return lemma_of(figure.head) in RETRACTING and figure.i < found.number[1]


def _is_of_early_reports(found: Found) -> bool:
    """ "Initial estimates put the number of wounded at 17": what came first and is told as such."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    for token in tokens_in(doc, sent.start, min(sent.start + REACH, found.start)):
        if token.lower_ in EARLY and token.i + 1 < sent.end and lemma_of(token.nbor()) in FIGURES:
            return not any(
                each.text in {",", ";"} or each.lower_ == "but" for each in tokens_in(doc, token.i, found.start)
            )
    return False


def _is_set_right(found: Found) -> bool:
    """ "Corrects toll to 21, not 12": behind the number that holds, one that is only named to be taken back."""
    doc, sent, at = found.carrier.doc, sentence_of(found.carrier), found.start
    if at - 3 < sent.start or doc[at - 1].lower_ != "not" or doc[at - 2].text not in {",", "("}:
        return False
    bare = found.noun is None or found.noun.i < found.start
    return bare and any(token.like_num for token in tokens_in(doc, max(sent.start, at - BEHIND), at - 2))


def _is_called_old(found: Found) -> bool:
    """ "Not 12, as was previously reported", "rather than the 12 first announced"."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    before = {*lowers_in(doc, max(sent.start, found.start - 3), found.start)}
    behind = tokens_in(doc, found.end, min(found.end + BEHIND, sent.end))
    old = any(token.lower_ in OLD for token in behind)
    told = any(lemma_of(token) in LISTING and token.tag_ in {"VBN", "VBD"} for token in behind)
    return old and told and bool(before & {"not", "than", "instead"})
