"""Quotation marks to quotations; no pipeline is loaded."""

from __future__ import annotations

import pytest
import spacy

from factcheck.claims.account.quotations import extract_quotations
from factcheck.claims.parse.quotes import find_quotes, normalize_quotation
from factcheck.models import Attribution, Quotation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "one two" and "three".', ['"one two"', '"three"']),
        ("He said “one two” again.", ["“one two”"]),
        ("the ‘shoot first’ order", ["‘shoot first’"]),
        ("the 'shoot first' order", ["'shoot first'"]),
        ("the workers' pay isn't theirs", []),
        ("rock 'n' roll in the '90s", ["'n'"]),
        ("''one two,'' he said", ["''one two,''"]),
        ('"one two three', ['"one two three']),
        ("no marks", []),
        ("", []),
    ],
)
def test_regions(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotes(text)] == expected


def test_quotations_nest() -> None:
    text = "\"He called it a 'great big mess' then,\" she said."
    assert [text[start:end] for start, end in find_quotes(text)] == [
        "\"He called it a 'great big mess' then,\"",
        "'great big mess'",
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("“It’s  over,”", "It's over"), ("done.", "done."), ("a\u00a0b\nc", "a b c"), ("", "")]
)
def test_normalized(text: str, expected: str) -> None:
    assert normalize_quotation(text) == expected


def test_an_interrupted_quotation_stays_two() -> None:
    source = "x “We will go there now,” he said, “and we will never return.”"
    block = source[2:].translate(str.maketrans("“”", '""'))
    doc = spacy.blank("en")(block)
    doc[0].is_sent_start = True
    for token in doc[1:]:
        token.is_sent_start = False
    said = Attribution(speaker="Reed", content_spans=((2, 26),))
    claims = extract_quotations(doc, offset=2, source_id="s", attributions=[said], text=source)
    texts = [claim.value.text for claim in claims if isinstance(claim.value, Quotation)]
    assert texts == ["We will go there now", "and we will never return."]
    assert [claim.attribution for claim in claims] == [said, None]
    assert all(source[claim.span.start : claim.span.end] == claim.span.quote for claim in claims)


@pytest.mark.parametrize(("words", "count"), [("one two three", 0), ("one two three four", 1)])
def test_four_words_make_a_quotation(words: str, count: int) -> None:
    doc = spacy.blank("en")(f'She said "{words}" again')
    doc[0].is_sent_start = True
    for token in doc[1:]:
        token.is_sent_start = False
    assert len(extract_quotations(doc, offset=0, source_id="s")) == count
