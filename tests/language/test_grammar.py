"""Grammar questions, asked of Docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from factcheck.language import grammar

VOCAB = spacy.blank("en").vocab


def _doc(rows: str) -> Doc:
    """Build a Doc of lines "word TAG POS head label"; the head is the number of a line, from 0."""
    table = [row.split() for row in rows.strip().splitlines()]
    words, tags, parts, heads, deps = ([row[column] for row in table] for column in range(5))
    return Doc(VOCAB, words=words, tags=tags, pos=parts, heads=[int(head) for head in heads], deps=deps)


ACTIVE = _doc(
    """
    Keller NNP PROPN 1 nsubj
    said VBD VERB 1 ROOT
    that IN SCONJ 5 mark
    it PRP PRON 5 nsubj
    had VBD AUX 5 aux
    failed VBN VERB 1 ccomp
    and CC CCONJ 7 cc
    left VBD VERB 1 conj
    """
)
PASSIVE = _doc(
    """
    The DT DET 1 det
    fire NN NOUN 4 nsubj:pass
    was VBD AUX 4 aux:pass
    not RB PART 4 advmod
    caused VBN VERB 4 ROOT
    by IN ADP 6 case
    lightning NN NOUN 4 obl
    """
)
RELATIVE = _doc(
    """
    experts NNS NOUN 0 ROOT
    warning VBG VERB 0 acl
    of IN ADP 5 case
    a DT DET 4 det
    wave NN NOUN 1 obl
    violence NN NOUN 4 nmod
    """
)
MODAL = _doc(
    """
    It PRP PRON 2 nsubj
    may MD AUX 2 aux
    fail VB VERB 2 ROOT
    """
)
PHRASE = _doc(
    """
    Former JJ ADJ 1 amod
    minister NN NOUN 5 nsubj
    of IN ADP 3 case
    health NN NOUN 1 nmod
    , , PUNCT 1 punct
    spoke VBD VERB 5 ROOT
    """
)


def _text(token: object) -> str | None:
    return None if token is None else str(token)


@pytest.mark.parametrize(
    ("doc", "verb", "expected"),
    [(ACTIVE, 1, "Keller"), (ACTIVE, 7, "Keller"), (PASSIVE, 4, None), (RELATIVE, 1, "experts")],
)
def test_subject_of(doc: Doc, verb: int, expected: str | None) -> None:
    assert _text(grammar.subject_of(doc[verb])) == expected


def test_agent_and_patient_of_a_passive() -> None:
    assert (_text(grammar.agent_of(PASSIVE[4])), _text(grammar.patient_of(PASSIVE[4]))) == ("lightning", "fire")


def test_an_active_verb_has_no_agent() -> None:
    assert grammar.agent_of(ACTIVE[1]) is None


def test_content_is_the_clausal_complement() -> None:
    assert _text(grammar.content_of(ACTIVE[1])) == "failed"
    assert grammar.content_of(PASSIVE[4]) is None


@pytest.mark.parametrize(("doc", "verb", "expected"), [(PASSIVE, 4, True), (ACTIVE, 1, False)])
def test_is_negated(doc: Doc, verb: int, *, expected: bool) -> None:
    assert grammar.is_negated(doc[verb]) is expected


@pytest.mark.parametrize(("doc", "verb", "expected"), [(MODAL, 2, True), (ACTIVE, 1, False)])
def test_is_hypothetical(doc: Doc, verb: int, *, expected: bool) -> None:
    assert grammar.is_hypothetical(doc[verb]) is expected


@pytest.mark.parametrize(
    ("doc", "noun", "expected"),
    [(PHRASE, 1, "Former minister of health"), (PASSIVE, 6, "lightning"), (PASSIVE, 1, "The fire")],
)
def test_phrase_of(doc: Doc, noun: int, expected: str) -> None:
    start, end = grammar.phrase_of(doc[noun])
    assert doc[start:end].text == expected


def test_governor_of() -> None:
    assert _text(grammar.governor_of(ACTIVE[3])) == "failed"
    assert grammar.governor_of(PHRASE[5]) is None


def test_head_noun_looks_through_a_container() -> None:
    wave = _doc("wave NN NOUN 0 ROOT\nof IN ADP 2 case\nviolence NN NOUN 0 nmod")
    assert _text(grammar.head_noun(wave[0])) == "violence"
    assert _text(grammar.head_noun(PHRASE[1])) == "minister"
