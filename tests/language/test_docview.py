"""The view of a doc says what the doc itself says."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from factcheck.language import load_pipeline
from factcheck.language.docview import (
    dependents,
    forget_views,
    lowers_in,
    runs_of,
    sentence_at,
    sentence_of,
    text_in,
    tokens_in,
    view_of,
)

TEXT = "Mr. Orrin Vale, 41, left Tarnbeck in 2019. Nobody was hurt! The mill (built 2001-04-05) still stands"


@pytest.fixture(scope="module")
def doc() -> Doc:
    return load_pipeline()(TEXT)


def test_words(doc: Doc) -> None:
    view = view_of(doc)
    assert view.text == doc.text
    assert view.texts == [token.text for token in doc]
    assert view.lowers == [token.lower_ for token in doc]
    assert view.parts == [token.pos_ for token in doc]
    assert view.ents == tuple(doc.ents)


def test_stretches(doc: Doc) -> None:
    for start, end in ((0, 3), (4, 4), (5, 2), (3, len(doc) + 5), (len(doc), len(doc) + 1), (-2, len(doc))):
        assert tokens_in(doc, start, end) == list(doc[start:end])
        assert lowers_in(doc, start, end) == [token.lower_ for token in doc[start:end]]
        assert text_in(doc, start, end) == doc[start:end].text


def test_tree(doc: Doc) -> None:
    for token in doc:
        assert dependents(token) == list(token.children)


def test_sentences(doc: Doc) -> None:
    for token in doc:
        sentence = sentence_of(token)
        assert (sentence.start, sentence.end) == (token.sent.start, token.sent.end)
        assert (sentence.start_char, sentence.end_char) == (token.sent.start_char, token.sent.end_char)
        assert (list(sentence), sentence.text) == (list(token.sent), token.sent.text)
        assert sentence.ents == list(token.sent.ents)
        assert sentence is sentence_at(doc[token.i : token.i + 1])


def test_end_marks_part_sentences(doc: Doc) -> None:
    view = view_of(doc)
    marks = [token.i for token in doc if token.text in {".", "!"}]
    assert view.start_at(marks[0]) == 0
    assert view.start_at(marks[0] + 1) == marks[0] + 1
    assert view.end_at(marks[0] + 1) == marks[1]
    assert view.end_at(len(doc) - 1) == len(doc)


def test_among_and_years(doc: Doc) -> None:
    view = view_of(doc)
    assert [token.text for token in view.among(frozenset({"nobody", "mill"}))] == ["Nobody", "mill"]
    assert view.among(frozenset({"harbour"})) == []
    assert "2019" in {doc[at].text for at in view.years}


def test_runs() -> None:
    assert runs_of([1, 2, 3, 7, 9, 10]) == [(1, 4), (7, 8), (9, 11)]
    assert runs_of([]) == []


def test_a_view_is_one_until_it_is_let_go(doc: Doc) -> None:
    first = view_of(doc)
    assert view_of(doc) is first
    forget_views()
    assert view_of(doc) is not first
