"""What a number with a unit measures, asked of Docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from factcheck.claims.measure.borne import bearer_of

VOCAB = spacy.blank("en").vocab


def _term(determiner: str, tag: str, dep: str) -> Doc:
    return Doc(
        VOCAB,
        words=[determiner, "six", "-", "year", "term", "ended", "."],
        lemmas=[determiner, "six", "-", "year", "term", "end", "."],
        tags=[tag, "CD", "HYPH", "NN", "NN", "VBD", "."],
        pos=["DET" if tag == "DT" else "PRON", "NUM", "PUNCT", "NOUN", "NOUN", "VERB", "PUNCT"],
        heads=[4, 3, 3, 4, 5, 5, 5],
        deps=[dep, "nummod", "punct", "compound", "nsubj", "ROOT", "punct"],
    )


@pytest.mark.parametrize(
    ("determiner", "tag", "dep", "borne"),
    [("the", "DT", "det", True), ("her", "PRP$", "nmod:poss", False), ("whose", "WP$", "nmod:poss", False)],
)
def test_whose_term_it_is_the_noun_does_not_tell(determiner: str, tag: str, dep: str, borne: bool) -> None:  # noqa: FBT001  a case's outcome
    assert bearer_of(_term(determiner, tag, dep)[1:4]) == ("term", borne)
