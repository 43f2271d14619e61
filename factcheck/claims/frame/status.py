"""Turn the verbs over a number into its status: said to be so, to come, feared, supposed, only possible, or denied."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factcheck.claims.measure.read import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.standing import Standing, load_standing
from factcheck.models import Status

__all__ = ["is_rate", "status_of"]

CLIMBED = word_list("frame", "status.climbed")
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "expl"})
TRUTHS = frozenset({"truth", "evidence", "substance", "proof"})
EACH = frozenset({"each", "every", "any"})
WRONGLY = word_list("frame", "status.wrongly")
NOTS = frozenset({"not", "n't", "never", "neither", "nor"})


def status_of(found: Found, assigned: Assigned) -> Status:
    """Return whether the number is said to be so, to be coming, or to be feared, supposed, possible or denied.

    A count of none is said to be so: "no one was hurt" denies nothing that was counted.
    """
    words, verb = load_standing(), assigned.trigger
    is_none = not any(numeral.value for numeral in found.numerals)
    if not is_none and _has(verb, NOTS) and not _has(verb, words.possible):
        return "actual" if assigned.lighter else "denied"
    if _is_untrue(found, words):
        return "denied"
    first = _first(found.carrier)
    if first.dep_ == "obj" and lemma_of(first.head) in words.offering:
        return _ahead(assigned)
    if verb == found.carrier and any(child.lower_ in words.doubtful for child in dependents(verb)):
        return "suspected"
    if assigned.measure.people and (is_rate(found, verb) or _is_imagined(verb, words)):
        return "hypothetical"
    chain = list(_chain(found, assigned))
    below: Token | None = None
    for token in chain:
        status = _said_at(token, below, assigned, words)
        if status is not None:
            return status
        below = token
    return _told_as(chain[-1], words) or "actual"


def _is_untrue(found: Found, words: Standing) -> bool:
    """ "It is not true that 40 people died", whatever the parse joins."""
    doc, at = found.carrier.doc, found.start
    if at < 3 or doc[at - 1].lower_ != "that":
        return False
    none = doc[at - 2].lower_ in TRUTHS and doc[at - 3].lower_ == "no"  # "no evidence that 40 people died"
    return (
        none or lemma_of(doc[at - 2]) in words.untrue or (doc[at - 2].lower_ == "true" and doc[at - 3].lower_ in NOTS)
    )


def _ahead(assigned: Assigned) -> Status:
    """What is to come is planned; of a harm it is only a forecast."""
    return "hypothetical" if assigned.measure.unplanned else "planned"


def _said_at(token: Token, below: Token | None, assigned: Assigned, words: Standing) -> Status | None:
    """Return what one verb, noun or adjective of the chain, with its helpers, makes of the number below it."""
    helpers = {child.lower_ for child in dependents(token) if child.dep_ in {"aux", "advmod"}}
    lemma = lemma_of(token)
    infinitive = below is not None and (_is_infinitive(below) or _has_infinitive(token, below))
    if lemma in words.fearing or "feared" in helpers:
        return "feared"
    supposed = lemma in words.supposing and token.tag_ in {"VBN", "JJ"} and not _is_of_deed(token, below)
    if supposed or helpers & words.doubtfully:
        return "suspected"
    if below is not None and lemma in words.denying and token.pos_ == "VERB":
        return "denied"
    if helpers & words.coming:
        counterfactual = {child.lower_ for child in dependents(token)} >= {"would", "have"}
        return "hypothetical" if counterfactual else _ahead(assigned)
    if helpers & words.possible and not (_has(token, NOTS) and "could" in helpers):
        return "hypothetical"
    if infinitive and lemma in words.attempting | words.allowing:
        return "hypothetical"
    if (lemma in words.planning and infinitive) or _is_to(token):
        return _ahead(assigned)
    if any(child.dep_ == "mark" and child.lower_ in words.conditions for child in dependents(token)):
        return "hypothetical"
    return None


def _is_of_deed(token: Token, below: Token | None) -> bool:
    """ "Suspected of killing four people": who did it is supposed, not that they died."""
    if below is None or lemma_of(token) != "suspect" or below.i < token.i:
        return False
    return any(child.lower_ == "of" and child.dep_ in {"mark", "case"} for child in dependents(below))


def _has_infinitive(verb: Token, below: Token) -> bool:
    """ "The toll is expected to rise": the number hangs at the subject of the verb above."""
    return below.dep_ in SUBJECTS and any(c.dep_ == "xcomp" and _is_infinitive(c) for c in dependents(verb))


def _told_as(top: Token, words: Standing) -> Status | None:
    """Return what the verb, or the noun, that a clause is the content of makes of it: "denied that 12 were killed"."""
    over = top.head
    if top == over or not (top.dep_ in {"ccomp", "acl", "csubj", "csubj:pass"} or _is_content(top)):
        return None
    lemma = lemma_of(over)
    subjects = {lemma_of(child) for child in dependents(over) if child.dep_ in SUBJECTS}
    if lemma in words.fearing | words.fears or subjects & words.fears:
        return "feared"
    if lemma in words.denying and (top.dep_ == "ccomp" or _is_content(top)):
        return None if _has(over, NOTS) else "denied"
    if lemma in words.untrue or (lemma == "true" and _has(over, NOTS)) or _is_rejected(over, words):
        return "denied"
    if _has(over, WRONGLY) or _is_held_false(over, words):
        return "denied"
    supposed = over.pos_ != "NOUN" and lemma in words.supposing
    if supposed or lemma in words.suspicions or subjects & words.suspicions:
        return "suspected"
    return None


def _is_content(clause: Token) -> bool:
    """Whether a clause that is labelled as a relative one says what its noun holds: "claims that 60 were injured"."""
    if clause.dep_ != "acl:relcl":
        return False
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in dependents(clause))
    return marked and any(child.dep_ in SUBJECTS for child in dependents(clause))


def _is_held_false(verb: Token, words: Standing) -> bool:
    """ "A post claiming that … is false", "dismissed as fake a video saying that …": what says it is called untrue."""
    teller = verb.head
    if verb.dep_ not in {"acl", "acl:relcl"} or teller.pos_ not in {"NOUN", "PROPN"}:
        return False
    over = teller.head
    if teller.dep_ in SUBJECTS and (lemma_of(over) in words.untrue or over.lower_ in words.untrue):
        return True
    return teller.dep_ in {"obj", "nsubj:pass"} and lemma_of(over) in words.rejecting


def _is_rejected(noun: Token, words: Standing) -> bool:
    """ "Rejected claims that …", "there is no truth in reports that …", "reports that … are false"."""
    if any(each.lower_ in TRUTHS and _has(each, {"no"}) for each in (noun, noun.head)):
        return True
    if lemma_of(noun) not in words.sayings:
        return False
    if noun.dep_ in {"obj", "nsubj:pass"} and lemma_of(noun.head) in words.rejecting:
        return True
    return noun.dep_ in SUBJECTS and lemma_of(noun.head) in words.untrue


def _chain(found: Found, assigned: Assigned) -> Iterator[Token]:
    """Yield the trigger and the verbs over it, up to the next clause with a speaker or an event of its own."""
    token, seen = assigned.trigger, 1
    yield token
    while seen < 5 and token.head != token and _is_climbed(token, found, assigned):
        token, seen = token.head, seen + 1
        yield token


def _is_climbed(token: Token, found: Found, assigned: Assigned) -> bool:
    if token.dep_ not in CLIMBED:
        return False
    own = any(child.dep_ in SUBJECTS for child in dependents(token))
    if token.dep_ == "conj":
        return not own
    if token.dep_ == "advcl":
        marks = {child.lower_ for child in dependents(token) if child.dep_ == "mark"}
        return not own and marks <= {"to", "of"}
    if token.dep_ in {"acl", "amod"} and token.head.i <= found.carrier.i and token.pos_ in {"VERB", "ADJ"}:
        return _is_infinitive(token) or lemma_of(token.head) in load_standing().planning
    described = assigned.measure.people and token.dep_ in SUBJECTS and token == found.carrier
    return not (described and _is_known(token))


def _is_known(noun: Token) -> bool:
    """ "The 12 dead will be buried on Friday": what is to come is not their death."""
    return any(child.lower_ in {"the", "these", "those", "all"} for child in dependents(noun))


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ in {"mark", "aux"} for child in dependents(verb))


def _is_to(verb: Token) -> bool:
    """ "Is to deploy 120 soldiers"."""
    return _is_infinitive(verb) and any(
        child.lower_ in {"is", "are", "was", "were"} and child.dep_ in {"aux", "cop"} for child in dependents(verb)
    )


def is_rate(found: Found, verb: Token) -> bool:
    """Whether a number is so many for each time: "12 people a day", "each year", "on average"."""
    doc, words = found.carrier.doc, load_standing()
    for token in (*dependents(verb), *dependents(found.carrier)):
        if token.lower_ in words.yearly or (token.lower_ == "average" and _has(token, {"on"})):
            return True
        if lemma_of(token) in words.periods and token.dep_ != "nsubj":
            opening = doc[token.left_edge.i].lower_
            if opening in words.rates - {"a", "an"} or (
                opening in words.rates and found.end <= token.i <= found.end + 1
            ):
                return True
    return False


def _is_imagined(verb: Token, words: Standing) -> bool:
    """ "In the worst case", "in the simulation": played through; "every shooting in which four people die": a rule."""
    above = verb.head
    if verb.dep_ in {"acl:relcl", "acl"} and _has(above, EACH) and above.pos_ == "NOUN":
        return True
    for child in dependents(verb):
        if child.dep_ in {"obl", "nmod"}:
            inside = {child.lower_, lemma_of(child), *(each.lower_ for each in dependents(child))}
            if inside & words.imagining or lemma_of(child) in words.imagined:
                return True
    return False


def _first(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token


def _has(token: Token, words: frozenset[str] | set[str]) -> bool:
    return any(child.lower_ in words for child in dependents(token))
