"""Lemmas, with the slips of a small lemmatizer mended; docs are built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from factcheck.language.words import lemma_of


@pytest.mark.parametrize(
    ("word", "tag", "lemma", "expected"),
    [
        ("troops", "NNS", "troop", "troop"),
        ("troops", "NNS", "troops", "troop"),
        ("Troops", "NNS", "Troops", "troop"),
        ("cities", "NNS", "cities", "city"),
        ("losses", "NNS", "loss", "loss"),
        ("gas", "NN", "gas", "gas"),
        ("says", "VBZ", "say", "say"),
        ("Koreas", "NNPS", "Koreas", "korea"),
    ],
)
def test_lemma(word: str, tag: str, lemma: str, expected: str):
    doc = Doc(spacy.blank("en").vocab, words=[word], tags=[tag], lemmas=[lemma])
    assert lemma_of(doc[0]) == expected
