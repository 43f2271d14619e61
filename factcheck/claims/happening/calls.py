"""A verb → whether it tells of the call that brings help: "officers were called", "a call came in".

The call follows at once what it is about, so that its time stands for that of an event which a report does not time.
"""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.language.grammar import is_passive, object_of, patient_of, subject_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list

__all__ = ["CALL", "is_call"]

CALL = "call"
THEY = frozenset({"they", "we"})
RESPONDERS, SUMMONING, GETTING, COMING, CALLS, REPORTED = (
    word_list("account", f"calls.{name}")
    for name in ("responders", "summoning", "getting", "coming", "calls", "reported")
)


def is_call(verb: Token) -> bool:
    """Return whether a verb tells that help was called, or set out upon a call.

    Somebody who calls the police is none of it: who calls them may do so on another day, of another thing.
    """
    lemma, subject, patient = lemma_of(verb), subject_of(verb), patient_of(verb)
    if is_passive(verb):
        if lemma in SUMMONING and _is_one_of(patient, RESPONDERS):
            return True
        if lemma in COMING and _is_one_of(patient, CALLS):
            return True
        return lemma == "report" and _is_one_of(patient, REPORTED)
    if lemma == "respond":
        return _is_one_of(subject, RESPONDERS)
    if lemma in GETTING and _is_one_of(object_of(verb), CALLS):
        return _is_one_of(subject, RESPONDERS | THEY)
    return lemma in COMING and _is_one_of(subject, CALLS)


def _is_one_of(token: Token | None, words: frozenset[str]) -> bool:
    return token is not None and (lemma_of(token) in words or token.lower_ in words)
