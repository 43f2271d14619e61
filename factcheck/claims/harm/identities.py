"""A parsed paragraph becomes whether somebody is named: "the victim has not been identified", "was identified as …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.happening.statement import NOT_YET, Statement
from factcheck.claims.harm.bearer import bearer_of, is_apart
from factcheck.language.grammar import children_of, is_hypothetical, is_negated, is_passive, object_of, patient_of
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.wordforms import verb_table
from factcheck.reads import reads

__all__ = ["find_identities"]

IDENTIFYING, RELEASING, WITHHOLDING = (
    word_list("harms", f"identities.{name}") for name in ("identifying", "releasing", "withholding")
)
IRREGULAR = ("withhold withheld", "give gave given", "identify identified identifies identifying")
NAMES = frozenset({"name", "identity"})


@cache
def _triggers() -> frozenset[str]:
    return frozenset(verb_table(sorted(IDENTIFYING | RELEASING | WITHHOLDING), IRREGULAR))


def find_identities(doc: Doc) -> Iterator[Statement]:
    """Yield of whom a paragraph says that they are, or are not yet, named, in text order."""
    for verb in tokens_of(doc, _triggers()):
        if verb.pos_ != "VERB" or verb.dep_ == "amod" or is_apart(verb):
            continue
        helpers = {child.lower_ for child in children_of(verb, "aux")}
        if is_hypothetical(verb) or not helpers.isdisjoint(NOT_YET):
            continue
        if lemma_of(verb) in IDENTIFYING:
            yield from _identified(verb)
        else:
            yield from _name_kept(verb)


@reads("identity.identified")
def _identified(verb: Token) -> Iterator[Statement]:
    """Read "the victim was identified as Ada Krall", "police have not identified the boy"."""
    whom = patient_of(verb)
    if whom is None or not (is_passive(verb) or object_of(verb) is not None):
        return
    if is_negated(verb):
        yield from _statement(whom, verb, "unnamed", verb.i, verb.i + 1)
        return
    marked = next((each for each in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 8)] if each.lower_ == "as"), None)
    name = None if marked is None else next((each for each in _behind(marked) if each.pos_ == "PROPN"), None)
    if name is not None and whom.pos_ != "PROPN":
        behind = verb.doc[name.i + 1 : verb.sent.end]
        last = next((each.i for each in behind if each.pos_ != "PROPN"), verb.sent.end)
        yield from _statement(whom, verb, "named", verb.i, last)


def _behind(word: Token) -> list[Token]:
    return list(word.doc[word.i + 1 : min(word.sent.end, word.i + 5)])


@reads("identity.name-kept")
def _name_kept(verb: Token) -> Iterator[Statement]:
    """Read "the boy's name was not released", "police withheld the name of the victim"."""
    noun = patient_of(verb)
    if noun is None or lemma_of(noun) not in NAMES:
        return
    kept = lemma_of(verb) in WITHHOLDING
    if kept == is_negated(verb):
        return
    whom = next(children_of(noun, "nmod:poss", "nmod"), None)
    if whom is not None:
        yield from _statement(whom, verb, "unnamed", min(noun.i, verb.i), max(noun.i, verb.i) + 1)


def _statement(whom: Token, verb: Token, label: str, first: int, last: int) -> Iterator[Statement]:
    about = bearer_of(whom)
    if about is None:
        return
    if label == "unnamed" and about[:1].isupper():
        return  # whose name is told is named
    first = min([first, *(child.i for child in verb.children if child.dep_ in {"aux", "aux:pass"} and child.i < first)])
    words = " ".join(each.lower_ for each in verb.doc[first:last])
    yield Statement("identity", about, -1, first, last, "high", "actual", f"{label}: {words}")
