"""One view of each doc that every rule shares: its text, words and tags as plain lists, read once.

A pipeline's own doc makes a new object for each token that it is asked for, and a new string for each of its texts. A
rule that looks for its own words asks the view, and makes tokens only where they stand.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

__all__ = [
    "DocView", "Sentence", "dependents", "forget_views", "lowers_in", "runs_of", "sentence_at", "sentence_of",
    "text_in", "tokens_in", "view_of",
]  # fmt: skip

YEARS = frozenset({"dddd", "dddd-dd-dd", "dddd-dd"})
STOPS = frozenset({".", "!", "?"})
# the blocks of a long report
HELD = 256


class Sentence:
    """A sentence as the parse parts them: its tokens from `start` to before `end`."""

    __slots__ = ("_text", "end", "start", "tokens")

    def __init__(self, tokens: list[Token], text: str) -> None:
        self.tokens, self._text = tokens, text
        self.start, self.end = tokens[0].i, tokens[-1].i + 1

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @property
    def start_char(self) -> int:
        return int(self.tokens[0].idx)

    @property
    def end_char(self) -> int:
        return int(self.tokens[-1].idx + len(self.tokens[-1]))

    @property
    def words(self) -> list[str]:
        return view_of(self.tokens[0].doc).lowers[self.start : self.end]

    @property
    def ents(self) -> list[Span]:
        ents = view_of(self.tokens[0].doc).ents
        return [ent for ent in ents if self.start <= ent.start and ent.end <= self.end]

    @property
    def text(self) -> str:
        return self._text[self.start_char : self.end_char]


class DocView:
    """The words of a doc as lists with a place for each token; what is not asked for is not read.

    A doc must not be changed while its view is in use.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens: list[Token] = [doc[at] for at in range(len(doc))]
        # the lemma of each token, once it was asked for
        self.lemmas: list[str | None] = [None] * len(self.tokens)

    @functools.cached_property
    def text(self) -> str:
        return "".join([token.text_with_ws for token in self.tokens])

    @functools.cached_property
    def texts(self) -> list[str]:
        return [token.text for token in self.tokens]

    @functools.cached_property
    def lowers(self) -> list[str]:
        return [word.lower() for word in self.texts]

    @functools.cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.lowers)

    @functools.cached_property
    def parts(self) -> list[str]:
        return [token.pos_ for token in self.tokens]

    @functools.cached_property
    def below(self) -> list[list[Token]]:
        """What hangs on each token, in text order."""
        found: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            at = token.head.i
            if at != token.i:
                found[at].append(token)
        return found

    @functools.cached_property
    def ents(self) -> tuple[Span, ...]:
        return tuple(self.doc.ents)

    @functools.cached_property
    def years(self) -> list[int]:
        """The places of what may be a year, or a date in figures."""
        figures = (at for at, text in enumerate(self.texts) if text[:1].isdigit())
        return [at for at in figures if self.tokens[at].shape_ in YEARS]

    @functools.cached_property
    def capitals(self) -> list[int]:
        """The places of the proper nouns that begin with a capital letter."""
        return [at for at, part in enumerate(self.parts) if part == "PROPN" and self.texts[at][:1].isupper()]

    @functools.cached_property
    def sentences(self) -> list[Sentence]:
        """The sentence of each token."""
        opening = [at for at, token in enumerate(self.tokens) if at == 0 or token.is_sent_start]
        found: list[Sentence] = []
        for start, end in pairwise([*opening, len(self.tokens)]):
            found += [Sentence(self.tokens[start:end], self.text)] * (end - start)
        return found

    @functools.cached_property
    def _stops(self) -> list[int]:
        return [at for at, text in enumerate(self.texts) if text in STOPS]

    def start_at(self, at: int) -> int:
        """Return where the sentence of a token begins: behind the end mark before it."""
        before = bisect_left(self._stops, at)
        return self._stops[before - 1] + 1 if before else 0

    def end_at(self, at: int) -> int:
        """Return where the sentence of a token ends: at the end mark from it on, or the doc's end."""
        behind = bisect_left(self._stops, at)
        return self._stops[behind] if behind < len(self._stops) else len(self.tokens)

    def among(self, words: frozenset[str]) -> list[Token]:
        """Return the tokens whose small letters are among the words, in text order."""
        if words.isdisjoint(self.words):
            return []
        return [self.tokens[at] for at, word in enumerate(self.lowers) if word in words]

    def tagged(self, parts: Iterable[str]) -> list[Token]:
        """Return the tokens of some parts of speech, in text order."""
        return [self.tokens[at] for at, part in enumerate(self.parts) if part in parts]


@functools.lru_cache(maxsize=HELD)
def view_of(doc: Doc) -> DocView:
    """Return the view of a doc, the same one each time until `forget_views`."""
    return DocView(doc)


def tokens_in(doc: Doc, start: int, end: int) -> list[Token]:
    """Return what `doc[start:end]` holds, without making a span and the tokens of it."""
    return view_of(doc).tokens[start:end]


def dependents(token: Token) -> list[Token]:
    """Return what hangs on a token, in text order, as `token.children` does more slowly."""
    return view_of(token.doc).below[token.i]


def runs_of(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return rising numbers as stretches without a gap, each with the number behind its last."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def text_in(doc: Doc, start: int, end: int) -> str:
    """Return the text of `doc[start:end]`."""
    view = view_of(doc)
    tokens = view.tokens[start:end]
    return view.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])] if tokens else ""


def lowers_in(doc: Doc, start: int, end: int) -> list[str]:
    """Return the words of `doc[start:end]` in small letters."""
    return view_of(doc).lowers[start:end]


def sentence_of(token: Token) -> Sentence:
    """Return the sentence that a token stands in."""
    return view_of(token.doc).sentences[token.i]


def sentence_at(span: Span) -> Sentence:
    """Return the sentence in which a span begins."""
    return view_of(span.doc).sentences[span.start]


def forget_views() -> None:
    """Let go of all views, and with them of the docs."""
    view_of.cache_clear()
