"""Turn a quantity's surroundings into scope (which people, where, whole or part) and status (actual, planned, …)."""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Token

from factcheck.claims.found import Found
from factcheck.claims.measures import PARTS, Assigned
from factcheck.claims.people import is_whole
from factcheck.language.words import lemma_of
from factcheck.models import Part, Scope, Status

__all__ = ["other_year", "population_of", "scope_of", "status_of"]

MORE = frozenset({"more", "another", "additional", "further", "extra"})
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
YEAR_LABELS = frozenset({"obl", "obl:unmarked", "nmod", "nmod:unmarked", "nummod", "compound", "amod"})
WHOLES = frozenset({"the", "them", "those", "these", "whom", "his", "her", "their", "its"})
PLANNING = frozenset(
    {
        "plan",
        "announce",
        "order",
        "intend",
        "expect",
        "agree",
        "vow",
        "pledge",
        "promise",
        "prepare",
        "schedule",
        "propose",
        "authorize",
        "authorise",
        "approve",
    }
)
# labels by which a trigger hangs below the verb that tells its status: "the toll could rise", "plans to send"
CLIMBED = frozenset(
    {"xcomp", "conj", "aux", "acl", "advcl", "amod", "nmod", "obl", "obj", "nsubj", "nsubj:pass", "compound"}
)
OFFERING = frozenset({"offer", "pledge", "promise", "propose", "request", "seek", "need", "want", "plan", "approve"})
FEARING = frozenset({"fear", "feared"})
SUPPOSING = frozenset({"suspect", "suspected", "presume", "presumed", "believe", "think", "unconfirmed"})


def scope_of(found: Found, assigned: Assigned) -> Scope:
    """Return the scope of a claim: `part` is "subset" for a named part of the people and after "including"."""
    population = population_of(found) if assigned.measure.people else None
    return Scope(population=population, place=_place(found, assigned), part=_part(found, population))


def population_of(found: Found) -> str | None:
    """Return the part of the people that a noun names ("security officer"), or None where it names them all."""
    if found.noun is None:
        return None
    name = lemma_of(found.noun)
    if is_whole(name) or (name in {"dead", "killed"}):
        return None
    parts = [lemma_of(child) for child in found.noun.lefts if child.dep_ == "compound" and child.i >= found.number[1]]
    return " ".join([*parts, name])


def _part(found: Found, population: str | None) -> Part:
    doc = found.carrier.doc
    around = {token.lower_ for token in doc[max(0, found.start - 1) : found.end + 1]}
    if around & MORE and not around & {"than", "or"}:
        return "addition"
    if _is_partitive(found):
        return "subset"
    including = any(child.lower_ in PARTS and child.i < found.start for child in found.carrier.children)
    return "subset" if population is not None or including else "whole"


def other_year(found: Found, trigger: Token, published: dt.date | None) -> str | None:
    """Return the year that a claim is about where its clause names one and it is not the year of publication.

    "… which killed 112 people in 1985", "the 1985 flood, which killed 112"; None without such a year.
    """
    above = trigger.head if trigger.dep_ in {"acl:relcl", "acl", "advcl"} else trigger
    subjects = [child for child in trigger.children if child.dep_ in {"nsubj", "nsubj:pass"}]
    for token in (found.carrier, trigger, above, *subjects):
        for child in token.children:
            before = {c.lower_ for c in child.children if c.dep_ == "case"}
            if YEAR.fullmatch(child.text) and before <= {"in", "of", "during"} and child.dep_ in YEAR_LABELS:
                return None if published is not None and child.text == str(published.year) else child.text
    return None


def _is_partitive(found: Found) -> bool:
    """ "Nine of the dead", "six of them": a part of a whole that was named before."""
    after = [token.lower_ for token in found.carrier.doc[found.number[1] : found.number[1] + 2]]
    return len(after) == 2 and after[0] == "of" and after[1] in WHOLES


def _place(found: Found, assigned: Assigned) -> str | None:
    """Return the place named right at the number or at its verb ("killed in Kabul")."""
    for token in (found.carrier, assigned.trigger):
        for child in token.children:
            if (
                child.dep_ in {"nmod", "obl"}
                and child.ent_type_ in {"LOC", "GPE"}
                and any(c.lower_ in {"in", "at", "near"} for c in child.children)
            ):
                return (
                    child.doc[child.left_edge.i + 1 : child.i + 1].text if child.left_edge.i < child.i else child.text
                )
    return None


def status_of(found: Found, assigned: Assigned) -> Status:
    """Return whether the number is said to be so, to be coming, or to be feared, supposed, possible or denied."""
    verb = assigned.trigger
    if (
        found.carrier.doc[found.number[0]].lower_ != "no"
        and _has(verb, {"not", "n't", "never"})
        and not _has(verb, {"could"})
    ):
        return "denied"
    if found.carrier.dep_ == "obj" and lemma_of(found.carrier.head) in OFFERING:
        return "planned"
    below: Token | None = None
    for token in _chain(verb):
        helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "advmod"}}
        lemma = lemma_of(token)
        if lemma in FEARING or "feared" in helpers:
            return "feared"
        if (lemma in SUPPOSING and token.tag_ in {"VBN", "JJ"}) or helpers & {"reportedly", "allegedly", "apparently"}:
            return "suspected"
        if helpers & {"will", "would", "shall", "'ll", "ll"}:
            return "planned"
        if helpers & {"may", "might"} or ("could" in helpers and not _has(token, {"not", "n't"})):
            return "hypothetical"
        if lemma in PLANNING and below is not None and _is_infinitive(below):
            return "planned"
        if any(child.dep_ == "mark" and child.lower_ == "if" for child in token.children):
            return "hypothetical"
        below = token
    return "actual"


def _chain(token: Token) -> list[Token]:
    """Return the token and the verbs that it depends on directly, up to the next clause with a speaker."""
    out = [token]
    while token.dep_ in CLIMBED and token.head != token and len(out) < 4:
        token = token.head
        out.append(token)
    return out


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children)


def _has(token: Token, words: set[str]) -> bool:
    return any(child.lower_ in words for child in token.children)
