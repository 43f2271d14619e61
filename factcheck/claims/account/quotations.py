"""Quotation marks in a text become regions, and regions of four words or more become quotation claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from factcheck.claims.attribution.holders import attribution_at
from factcheck.claims.parse.quotes import (
    find_quotes,
    normalize_quotation,
)
from factcheck.language.words import text_of
from factcheck.models import Attribution, Claim, Quotation, Span
from factcheck.reads import reads

__all__ = ["extract_quotations", "find_quotes", "normalize_quotation"]

LEAST_WORDS = 4


def extract_quotations(
    doc: Doc, *, offset: int, source_id: str, attributions: Sequence[Attribution] = (), text: str | None = None
) -> list[Claim]:
    """Return a claim for each quotation of four words or more.

    Spans are offsets into the source's text, `offset` is where the block begins in it. `text` is that text as
    published: the quotes of the spans come from it; without it they come from the parsed copy.
    """
    parsed = text_of(doc)
    whole = text if text is not None else " " * offset + parsed
    claims = []
    for start, end in find_quotes(parsed):
        inner = _inner(parsed, start, end)
        if inner is None or len(re.findall(r"\w[\w'’-]*", parsed[inner[0] : inner[1]])) < LEAST_WORDS:
            continue
        at = (inner[0] + offset, inner[1] + offset)
        claims.append(_marked(source_id, whole, at, _sentence(doc, inner, offset, whole), attributions))
    return claims


@reads("quotation.marks")
def _marked(
    source_id: str, whole: str, at: tuple[int, int], sentence: Span, attributions: Sequence[Attribution]
) -> Claim:
    """Words between quotation marks, four of them or more."""
    span = Span.of(whole, *at)
    return Claim(
        id=f"{source_id}-quotation-{at[0]}-{at[1]}",
        source_id=source_id,
        measure="quotation",
        about=None,
        value=Quotation(text=normalize_quotation(span.quote), surface=span.quote),
        span=span,
        sentence=sentence,
        attribution=attribution_at(attributions, *at),
    )


def _inner(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range between the marks without outer spaces and the comma before the closing mark.

    None where empty.
    """
    first = start + (2 if text[start : start + 2] in {"''", "``"} else 1)
    last = end - (2 if text[end - 2 : end] == "''" else 1 if text[end - 1] in "\"“”»'’" else 0)
    while first < last and text[first] in " \u00a0":
        first += 1
    while last > first and text[last - 1] in " \u00a0,":
        last -= 1
    return (first, last) if first < last else None


def _sentence(doc: Doc, inner: tuple[int, int], offset: int, whole: str) -> Span:
    """Return the sentences that the quotation touches, as one span."""
    touched = [sent for sent in doc.sents if sent.start_char < inner[1] and inner[0] < sent.end_char]
    first = min((sent.start_char for sent in touched), default=inner[0])
    last = max((sent.end_char for sent in touched), default=inner[1])
    return Span.of(whole, first + offset, last + offset)
