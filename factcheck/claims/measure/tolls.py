"""Turn a number beside a toll ("the death toll rose to 12") or a group ("a bloc of six states") into its measure."""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.claims.measure.assigned import NOUNS, Assigned
from factcheck.claims.measure.tollnouns import TOLL_VERBS, named_toll
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, sentence_of, tokens_in
from factcheck.language.grammar import subject_of
from factcheck.language.words import lemma_of, verb_lemma
from factcheck.lexicon.catalogue import Catalogue
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_whole
from factcheck.reads import reads

__all__ = ["NOUNS", "Assigned", "group_of", "toll_of"]

# words between a toll and what it is given as: "the toll of Monday's blast as 12"
AS_FAR = 6
# words between the verb of a toll and its number, and before it
MOVED = word_list("measure", "tolls.moved")
MULTIPLYING = frozenset({"double", "triple", "treble", "quadruple", "cross", "breach", "rocket", "halve"})
BEFORE_VERB = 10
# verbs beside which those of a toll stand: "the toll continues to rise, passing 12"
GOING_ON = frozenset({"continue", "keep"})
# whose object is the toll itself: "put the number of wounded at 17"
PUTTING = frozenset({"put", "puts", "putting", "place", "places", "placed", "placing"})
# verbs that say what a group is made of
COMPOSING = frozenset({"comprise", "consist", "group", "have", "number", "unite", "compose", "make"})


def toll_of(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a number that a toll is said to be, or None."""
    if found.start and found.carrier.doc[found.start - 1].lower_ in {"the", "by"}:
        return None  # "put the toll in the hundreds", "the toll rose by 12"
    return (
        _toll(found.carrier, catalogue)
        or _toll_by_words(found, catalogue)
        or _toll_as(found, catalogue)
        or _toll_moved(found, catalogue)
    )


@reads("measure.toll")
def _toll(carrier: Token, catalogue: Catalogue) -> Assigned | None:
    """ "The death toll rose to 12", "a death toll of 12", "bringing the number of dead to 12"."""
    head = carrier.head
    if carrier.dep_ in {"nmod", "appos", "nummod"} and _named_toll(head, catalogue) is not None:
        return _named_toll(head, catalogue)
    if carrier.dep_ not in {"obl", "obl:unmarked", "obj", "xcomp", "nmod", "attr", "ROOT"}:
        return None
    verb = carrier if carrier.dep_ in {"ROOT", "xcomp"} else head
    if verb != carrier and lemma_of(verb) not in TOLL_VERBS:
        return None
    for child in dependents(verb):
        if child != carrier and child.dep_ in {"nsubj", "nsubj:pass", "obj"}:
            toll = _named_toll(child, catalogue)
            if toll is not None:
                return toll
    return None


@reads("measure.toll-by-words")
def _toll_by_words(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "The death toll from the sinking has risen to 71", "put the toll at 71", whatever the parse makes of them."""
    doc, at = found.carrier.doc, found.start - 1
    start = sentence_of(found.carrier).start
    if at <= start or doc[at].lower_ not in {"to", "at"}:
        return None
    if verb_lemma(doc[at - 1].lower_) not in TOLL_VERBS:
        start = next((i for i in range(at - 1, max(start, at - AS_FAR), -1) if doc[i].lower_ in PUTTING), at)
    subject = next((child for child in dependents(doc[at - 1]) if child.dep_ in {"nsubj", "nsubj:pass"}), None)
    if subject is not None and subject.i > start and _named_toll(subject, catalogue) is None:
        start = subject.i  # "as the toll was read out, shares rose to 34"
    named = (_named_toll(token, catalogue) for token in tokens_in(doc, start, at) if token.pos_ in NOUNS)
    return next((toll for toll in named if toll is not None), None)


@reads("measure.toll-as")
def _toll_as(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "Gave the number of dead as 12": what a toll is given as."""
    doc, at = found.carrier.doc, found.start - 1
    start = max(sentence_of(found.carrier).start, at - AS_FAR)
    if found.noun is not None or at <= start or doc[at].lower_ != "as":
        return None
    named = (_named_toll(token, catalogue) for token in reversed(tokens_in(doc, start, at)) if token.pos_ in NOUNS)
    return next((toll for toll in named if toll is not None), None)


@reads("measure.toll-moved")
def _toll_moved(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "The death toll doubled to 24 from 12", "climbed from 12 to 24", "crossed the 500 mark", by the words alone.

    What stands between two commas is passed over: "the toll, as of Friday, is put at 24", "the toll at the mill, which
    stands at 24". What a toll rose by is no toll.
    """
    if not _may_be_toll(found):
        return None
    verb = _verb_before(found, found.number[0]) or _verb_before(found, found.start)
    words = [] if verb is None else _words_before(verb)
    named = (_named_toll(token, catalogue) for token in words if token.pos_ in NOUNS)
    return next((toll for toll in named if toll is not None), None)


def _verb_before(found: Found, at: int) -> Token | None:
    """Return the verb by which a toll moves or stands, right before a number that it did not move by."""
    doc, start = found.carrier.doc, found.carrier.sent.start
    if at <= start or doc[at - 1].lower_ == "by":
        return None
    while at > start and (doc[at - 1].lower_ in MOVED or doc[at - 1].like_num or doc[at - 1].pos_ == "ADV"):
        at -= 1
    found_verb = at - 1 > start and verb_lemma(doc[at - 1].lower_) in TOLL_VERBS | MULTIPLYING
    return doc[at - 1] if found_verb else None


def _may_be_toll(found: Found) -> bool:
    """Whether a number counts no thing: "passing 8,000", "passing 8,000 people"."""
    return found.unit is None and (found.noun is None or is_whole(lemma_of(found.noun)))


def _words_before(verb: Token) -> list[Token]:
    """Return the words before a verb, the nearest first, that may name its toll: past an aside, behind other verbs."""
    words: list[Token] = []
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - BEFORE_VERB) : verb.i]):
        if token.text in {";", ":"} or (token.pos_ == "VERB" and verb_lemma(token.lower_) not in TOLL_VERBS | GOING_ON):
            break
        words.append(token)
    commas = [at for at, token in enumerate(words) if token.text == ","]
    joined = commas[:1] == [0] or (commas[:1] == [1] and words[0].lower_ == "which")
    return words if len(commas) == len(("before", "behind")) or joined else words[: commas[0] if commas else len(words)]


def _named_toll(noun: Token, catalogue: Catalogue) -> Assigned | None:
    measure = named_toll(noun, catalogue)
    return None if measure is None else Assigned(measure, noun)


@reads("measure.group")
def group_of(carrier: Token, noun: str, catalogue: Catalogue) -> Assigned | None:
    """ "An alliance of six states", "an alliance whose members are six states", "the bloc groups six states"."""
    group = _group_noun(carrier)
    measure = None if group is None else catalogue.triggered("group", lemma_of(group))
    if group is None or measure is None or noun not in measure.members:
        return None
    return Assigned(measure, group)


def _group_noun(carrier: Token) -> Token | None:
    """Return the noun that may name the group whose members a count gives, or None."""
    if carrier.dep_ == "nmod" or (carrier.dep_ in {"compound", "amod"} and carrier.head.i == carrier.i + 1):
        return carrier.head  # "a bloc of six states", "a six-state bloc"
    subjects = [child for child in dependents(carrier) if child.dep_ == "nsubj"]
    if subjects and lemma_of(subjects[0]) == "member":
        return (
            carrier.head
            if carrier.dep_ == "acl:relcl"
            else next((c for c in dependents(subjects[0]) if c.dep_.startswith("nmod")), None)
        )
    verb = carrier.head
    if carrier.dep_ in {"obj", "obl"} and lemma_of(verb) in COMPOSING:
        return subject_of(verb) or (verb.head if verb.dep_ == "acl" else None)
    return None
