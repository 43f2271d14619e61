"""A source's blocks become what they say was done, and what somebody says was not: "a ransom was paid".

Most of it nobody denies; a claim of this kind is kept only where another voice says the opposite. What a source denies
in its own voice is left out: of that it mostly tells how far things are at its hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from spacy.strings import get_string_id
from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from factcheck.claims.attribution.holders import attribution_at
from factcheck.claims.frame.stretches import sentence_end, sentence_start
from factcheck.claims.happening.whether import whether
from factcheck.claims.parse.parsed import Block
from factcheck.language.grammar import (
    NEGATIONS,
    agent_of,
    children_of,
    is_hypothetical,
    is_negated,
    is_passive,
    patient_of,
    subject_of,
)
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.reporting import load_reporting
from factcheck.lexicon.told.deeds import Deed
from factcheck.models import Attribution, Category, Claim, Span
from factcheck.reads import reads

__all__ = ["extract_assertions"]

_MINDS, _LIGHT, _VAGUE, _HARMING = (
    word_list("account", f"assertions.{name}") for name in ("minds", "light", "vague", "harming")
)
_UNSETTLED, _EMPHATIC, _ANYBODY = (
    word_list("account", f"assertions.{name}") for name in ("unsettled", "emphatic", "anybody")
)
_WISHING, _WAITING = word_list("account", "assertions.wishing"), word_list("account", "assertions.waiting")
_DENYING, _CLAIMS = word_list("account", "assertions.denying"), word_list("account", "assertions.claims")
_NO_DEEDS = _MINDS | _LIGHT | _HARMING | _DENYING
_TIMES = word_list("frame", "context.times")
_FINITE, _PAST = frozenset({"VBD", "VBZ", "VBP"}), frozenset({"VBD", "VBN"})
_NOUNS, _CALENDAR = frozenset({"NOUN", "PROPN"}), frozenset({"DATE", "TIME"})
_OWN = frozenset({"i", "we"})
_DENIALS = frozenset({"denial", "denials"})
_NOT_HELD = frozenset({"doubts", "demands", "promises"})
_MEMBERS = ("amod", "compound", "flat", "nmod", "nmod:poss", "nummod")
_HELPERS = ("aux", "aux:pass", "cop", "compound:prt")
_OF_NOUNS = frozenset({"acl", "acl:relcl"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "advcl", "conj", "parataxis"}) | _OF_NOUNS
_INNER = frozenset({"ccomp", "xcomp", "csubj"})
_TOLD_BESIDE = frozenset({"ccomp", "xcomp"})
_COPULA = get_string_id("cop")
_ATTRIBUTIVE = frozenset({"amod", "compound"})
_CLIMB, _LONGEST = 6, 24


class _Place(NamedTuple):
    """Where a clause stands: its block, and the source's id and text."""

    block: Block
    source_id: str
    text: str


def extract_assertions(
    blocks: Sequence[Block], *, source_id: str, text: str, attributions: Sequence[Attribution]
) -> list[Claim]:
    """Return what a source says was done and what it quotes somebody to deny, in text order; each span is a clause."""
    found: dict[str, Claim] = {}
    for block in blocks:
        place = _Place(block, source_id, text)
        for verb in _heads(block.doc):
            for claim in _claims(verb, place, attributions):
                found.setdefault(claim.id, claim)
    return list(found.values())


def _heads(doc: Doc) -> Iterator[Token]:
    """Yield the verbs of clauses, and the nouns that stand for one ("was in the harbour"), in text order."""
    for at, (part, label) in enumerate(doc.to_array(["POS", "DEP"]).tolist()):
        if part == VERB:
            if doc[at].dep_ not in _ATTRIBUTIVE:
                yield doc[at]
        elif label == _COPULA and doc[at].head.pos_ == "NOUN":
            yield doc[at].head


def _claims(verb: Token, place: _Place, attributions: Sequence[Attribution]) -> Iterator[Claim]:
    if any(child.dep_ in _TOLD_BESIDE or child.tag_ == "MD" for child in verb.children):
        return
    deed = _deed_of(verb)
    if deed is None or _is_unreal(verb) or verb.doc[verb.sent.end - 1].text == "?":
        return
    offset = place.block.offset
    said = attribution_at(attributions, verb.idx + offset, verb.idx + len(verb) + offset)
    if said is not None and said.speaker is None and _is_under_denial(verb):  # "the mayor rejected claims that …"
        named = [each for each in attributions if each.speaker is not None]
        said = attribution_at(named, verb.idx + offset, verb.idx + len(verb) + offset)
    if said is not None and (said.stance in _NOT_HELD or said.speaker is None or said.cue.lower() in _DENIALS):
        return
    negated, spoken = _is_denied(verb), said is not None and said.stance == "denies"
    if not negated and not spoken:
        if _is_finite(verb) and verb.dep_ != "advcl" and not _is_relayed(verb, said, offset):
            yield _asserted(_claim(verb, deed, place, said))
    elif said is not None and not _is_unsettled(verb):
        if spoken and not negated and _is_under_denial(verb):
            yield _disowned(_claim(verb, deed, place, said))
        elif negated and not spoken and (_is_finite(verb) or _is_claimed(verb)):
            yield _denied(_claim(verb, deed, place, said))


@reads("assertion.told")
def _asserted(claim: Claim) -> Claim:
    """Read what was done: "a ransom was paid", "the guild paid a ransom"."""
    return claim


@reads("assertion.denied")
def _denied(claim: Claim) -> Claim:
    """Read what somebody says was not done: "no ransom was paid, the mayor said"."""
    return msgspec.structs.replace(claim, status="denied")


@reads("assertion.disowned")
def _disowned(claim: Claim) -> Claim:
    """Read what somebody denies: "the mayor denied that a ransom was paid", "denied paying a ransom"."""
    return claim


def _claim(verb: Token, deed: Deed, place: _Place, said: Attribution | None) -> Claim:
    doc, offset = place.block.doc, place.block.offset
    start, end = _span(verb, place.block)
    span = Span.of(place.text, start, end)
    close = doc[min(len(doc), sentence_end(verb) + 1) - 1]
    first, last = doc[sentence_start(verb)].idx + offset, close.idx + len(close) + offset
    return Claim(
        id=f"{place.source_id}-assertion-{start}-{end}",
        source_id=place.source_id,
        measure="assertion",
        about=whether(verb),
        value=Category(slot="assertion", label=deed.label, surface=span.quote),
        span=span,
        sentence=Span.of(place.text, min(first, start), max(last, end)),
        attribution=said,
    )


def _span(verb: Token, block: Block) -> tuple[int, int]:
    """Return where the clause's own words begin and end: its helpers, what it is done to, who does it where near."""
    parts = [verb, *children_of(verb, *_HELPERS, "case", "expl")]
    parts += [child for child in children_of(verb, "advmod") if child.lower_ in NEGATIONS]
    for noun in (patient_of(verb), agent_of(verb), next(children_of(verb, "nsubj", "nsubj:pass"), None)):
        if noun is not None:
            parts += [noun, *children_of(noun, "det", *_MEMBERS)]
    if patient_of(verb) is None:
        for noun in children_of(verb, "obl"):
            parts += [noun, *children_of(noun, "det", "case", *_MEMBERS)]
    near = [part for part in parts if abs(part.i - verb.i) <= _LONGEST]
    first, last = min(near, key=lambda part: part.i), max(near, key=lambda part: part.i)
    return first.idx + block.offset, last.idx + len(last) + block.offset


# ------------------------------------------------------------------ what is told
def _deed_of(verb: Token) -> Deed | None:
    """Return what a clause tells; None where that is too little to know it by."""
    lemma = _verb(verb)
    if lemma is None:
        return None
    subject, patient, agent = subject_of(verb), patient_of(verb), agent_of(verb)
    passive = is_passive(verb) and not any(children_of(verb, "nsubj"))
    doer = agent if passive else subject
    if doer is not None and doer.lower_ in {"that", "which", "who"} and verb.dep_ == "acl:relcl":
        doer = verb.head
    around = _around(verb)
    if any(child.dep_ == "cop" for child in verb.children):
        patient = verb
    if patient is not None and (patient.pos_ not in _NOUNS or lemma_of(patient) in _VAGUE):
        return None
    if patient is None and (doer is None or not around or passive):
        return None
    if doer is not None and (doer.lower_ in _ANYBODY or (patient is not None and doer.i == patient.i)):
        return None
    written = doer is not None and doer.pos_ in _NOUNS and doer.head.i == verb.i
    written = written or (doer is not None and verb.dep_ == "acl:relcl" and doer.pos_ in _NOUNS)
    notes = {
        "past": _is_past(verb),
        "named": written and doer is not None and doer.pos_ == "PROPN",
        "speaker": not written and not passive and _is_speakers(doer, verb),
        "pronoun": not written and doer is not None,
        "several": patient is not None and any(_is_many(child) for child in children_of(patient, "nummod")),
    }
    return Deed(
        verb=lemma,
        done=_words(patient) if patient is not None else (),
        doer=_words(doer) if written and doer is not None else (),
        around=tuple(sorted(around)),
        notes=tuple(name for name, is_so in notes.items() if is_so),
    )


def _verb(verb: Token) -> str | None:
    if verb.pos_ == "NOUN":
        place = next(children_of(verb, "case"), None)
        return f"be {place.lower_}" if place is not None and place.i < verb.i else None
    lemma = lemma_of(verb)
    if lemma in _NO_DEEDS:
        return None
    return "-".join([lemma, *(child.lower_ for child in children_of(verb, "compound:prt"))])


def _words(noun: Token) -> tuple[str, ...]:
    """Return a noun's lemma and, behind it, those of what describes it."""
    held = sorted({_lemma(child) for child in children_of(noun, *_MEMBERS) if child.pos_ not in {"DET", "PRON"}})
    return (_lemma(noun), *(word for word in held if word.isalnum() and word != _lemma(noun)))


def _lemma(word: Token) -> str:
    return lemma_of(word).replace(" ", "-") or word.lower_


def _around(verb: Token) -> set[str]:
    """Return the other words that narrow what was done; times and words that only stress it are none."""
    found = set[str]()
    for child in children_of(verb, "obl", "iobj"):
        if child.ent_type_ not in _CALENDAR and child.lower_ not in _TIMES:
            found.update(_words(child) if child.pos_ in _NOUNS else (child.lower_,))
    for child in children_of(verb, "advmod"):
        if child.lower_ not in NEGATIONS | _EMPHATIC | _TIMES and child.ent_type_ not in _CALENDAR:
            found.add(child.lower_)
    return found


def _is_speakers(doer: Token | None, verb: Token) -> bool:
    """Return whether who does it is who says so: "we paid no ransom", "denied paying", "claim to have paid none"."""
    if doer is None or verb.dep_ in {"xcomp", "advcl"}:
        return True
    return doer.lower_ in _OWN or (doer.lower_ == "they" and verb.dep_ == "ccomp")


def _is_many(word: Token) -> bool:
    return word.lower_ not in {"1", "one"}


def _is_past(verb: Token) -> bool:
    helpers = [*children_of(verb, "aux", "aux:pass", "cop")]
    if helpers:
        return any(each.tag_ in _PAST or lemma_of(each) == "have" for each in helpers)
    return verb.tag_ in _PAST


# ------------------------------------------------------------------ whether it is told as a fact
def _is_unreal(verb: Token) -> bool:
    """Return whether a clause tells no fact: under "if" or a modal, hoped, asked, or in another clause's denial."""
    token = verb
    for _ in range(_CLIMB):
        if is_hypothetical(token) or any(each.tag_ == "MD" for each in children_of(token, "aux")):
            return True
        if any(each.lower_ in _WAITING for each in children_of(token, "mark", "advmod")):
            return True
        head = token.head
        if head.i == token.i or token.dep_ not in _CLAUSES:
            return False
        if token.dep_ in _INNER and is_negated(head):
            return True
        if token.dep_ in _INNER | _OF_NOUNS and lemma_of(head) in _WISHING:
            return True
        token = head
    return False


def _is_relayed(verb: Token, said: Attribution | None, offset: int) -> bool:
    """Return whether a clause is what a third one says, in another's words: "she faulted a story that …"."""
    if said is None:
        return False
    token = verb
    for _ in range(_CLIMB):
        head = token.head
        if head.i == token.i or any(start <= head.idx + offset < end for start, end in said.cue_spans):
            return False
        if token.dep_ in _INNER | _OF_NOUNS and (lemma_of(head) in load_reporting().forms or lemma_of(head) in _CLAIMS):
            return True
        token = head
    return False


def _is_finite(verb: Token) -> bool:
    """Return whether a verb has a tense of its own, or shares one with the verb that it is joined to."""
    if verb.dep_ == "xcomp":
        return False
    if verb.tag_ in _FINITE or any(each.tag_ in _FINITE for each in children_of(verb, "aux", "aux:pass", "cop")):
        return True
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ == "VERB" and _is_finite(verb.head)


def _is_claimed(verb: Token) -> bool:
    """Return whether somebody claims to have done it, or not: "claims to have paid no ransom"."""
    perfect = any(lemma_of(each) == "have" for each in children_of(verb, "aux"))
    return perfect and (lemma_of(verb.head) in load_reporting().forms or lemma_of(verb.head) in _CLAIMS)


def _is_denied(verb: Token) -> bool:
    """Return whether a clause says that it is not so: "did not pay", "paid no ransom", "none of them paid"."""
    if _is_negated_before(verb):
        return True
    nouns = (patient_of(verb), next(children_of(verb, "nsubj", "nsubj:pass"), None))
    return any(noun is not None and (noun.lower_ in NEGATIONS or _is_negated_before(noun)) for noun in nouns)


def _is_negated_before(word: Token) -> bool:
    """Return whether a negation stands before a word of its own: of "a torch, not a gun" the gun alone is denied."""
    return any(child.lower_ in NEGATIONS and child.i < word.i for child in word.children)


def _is_under_denial(verb: Token) -> bool:
    """Return whether a clause is what is denied: "denied that …", "denied paying", "rejected claims that …"."""
    token = verb
    while token.dep_ == "conj" and token.head.pos_ == "VERB" and lemma_of(token.head) not in _DENYING:
        token = token.head
    if lemma_of(token.head) in _DENYING:
        return token.dep_ in _CLAUSES
    return lemma_of(token.head) in _CLAIMS and token.dep_ in _OF_NOUNS | {"ccomp"}


def _is_unsettled(verb: Token) -> bool:
    """Return whether a denial may only tell of its own hour or of a part: "not yet", "no more", "not since Monday"."""
    patient = patient_of(verb)
    words = {token.lower_ for token in verb.children}
    words |= {token.lower_ for noun in (patient,) if noun is not None for token in noun.children}
    words |= {each.lower_ for child in children_of(verb, "obl", "advcl") for each in child.children}
    clauses = [child for noun in (patient,) if noun is not None for child in noun.children]
    if any(child.dep_ in {"acl", "acl:relcl"} for child in clauses) or verb.dep_ in {"acl:relcl", "advcl"}:
        return not _is_under_denial(verb)
    if any(child.pos_ == "PRON" for child in children_of(verb, "obl")):
        return True
    return not words.isdisjoint(_UNSETTLED)
