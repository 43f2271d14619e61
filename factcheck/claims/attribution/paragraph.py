"""A parsed block as the attribution reads it: its quotations and its sentences by punctuation, as token ranges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from factcheck.claims.parse.quotes import find_quotes
from factcheck.language.words import text_of, tokens_of
from factcheck.lexicon.loader import word_list

__all__ = ["Paragraph", "Range", "clip", "trim"]

Range = tuple[int, int]
OUTER_PUNCTUATION = word_list("attribution", "paragraph.outer_punctuation")
END_MARKS = frozenset({".", "!", "?", "..."})


class Paragraph:
    """A parsed block with its quotations and its sentences by punctuation, both as token ranges.

    A sentence here ends at an end mark outside quotation marks, so that a quotation stays with the words that
    introduce it.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.quotes = [_token_range(doc, start, end) for start, end in _outermost(find_quotes(self.text))]
        self.quote_at: dict[int, Range] = {i: quote for quote in self.quotes for i in range(*quote)}

    @cached_property
    def sentences(self) -> list[Range]:
        found, start = [], 0
        for index in self._possible_ends():
            if self._ends_sentence(self.doc[index]):
                found.append((start, index + 1))
                start = index + 1
        if start < len(self.doc):
            found.append((start, len(self.doc)))
        return found

    def _possible_ends(self) -> list[int]:
        """Return the tokens worth asking: end marks, closing marks, and the last."""
        marks = {token.i for token in tokens_of(self.doc, END_MARKS)}
        return sorted(
            marks | {quote[1] - 1 for quote in self.quotes} | ({len(self.doc) - 1} if len(self.doc) else set())
        )

    def _ends_sentence(self, token: Token) -> bool:
        quote = self.quote_at.get(token.i)
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is None:
            return True
        if quote is not None and token.i == quote[1] - 1:
            ended = self.doc[token.i - 1].text in END_MARKS
            return (
                ended
                and self.doc[token.i - 1].text == "."
                and not following.text[:1].islower()
                and not following.is_punct
            )
        return quote is None and token.text in END_MARKS and not following.text[:1].islower()

    def sentence_of(self, token: Token) -> Range:
        return next(found for found in self.sentences if found[0] <= token.i < found[1])

    def quote_from(self, index: int) -> Range | None:
        """Return the quotation whose opening mark is the token, or None."""
        quote = self.quote_at.get(index)
        return quote if quote and quote[0] == index else None

    def quote_until(self, index: int) -> Range | None:
        """Return the quotation whose last mark is the token, or None."""
        quote = self.quote_at.get(index)
        return quote if quote and quote[1] - 1 == index else None


def _outermost(quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in quotes:
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _token_range(doc: Doc, start: int, end: int) -> Range:
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None and end > start else (0, 0)


def trim(part: Range, paragraph: Paragraph) -> Range:
    """Return the range without punctuation and conjunctions at its ends; quotation marks stay."""
    first, last = part
    doc = paragraph.doc
    while first < last - 1 and (doc[first].text in OUTER_PUNCTUATION or doc[first].dep_ == "cc"):
        first += 1
    while first < last - 1 and doc[last - 1].text in OUTER_PUNCTUATION and doc[last - 1].i not in paragraph.quote_at:
        last -= 1
    return first, last


def clip(first: int, last: int, paragraph: Paragraph) -> Range:
    """Return the range stretched so that it cuts no quotation that begins inside it."""
    for quote in paragraph.quotes:
        if first <= quote[0] < last < quote[1]:
            last = quote[1]
    return first, last
