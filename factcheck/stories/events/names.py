"""A source's text and mentions → the words that name something.

A word may be a name where it is capitalized and never written small in the same text. It surely is one where it is
capitalized inside a sentence, or where the reading found it in a name; a word that opens a sentence or stands in a
line in title case (headlines, menus) may be either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.lexicon.loader import word_list
from factcheck.models import Mention, Source

__all__ = ["WORD", "fold", "named_words", "own_text"]

WORD = re.compile(r"[^\W\d_][\w'\N{RIGHT SINGLE QUOTATION MARK}\-]*")
_LABELS = frozenset({"PERSON", "LOC", "GPE", "ORG", "FAC", "EVENT"})
_TOKEN = re.compile(rf"{WORD.pattern}|\S")
_ENDING = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}\-]+s?$")
_OPENERS = frozenset(
    '.!?:"-\N{EN DASH}\N{EM DASH}\N{BULLET}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
    "\N{LEFT SINGLE QUOTATION MARK}+|>"
)
_TITLE_CASE = 0.6
_SHORTEST = 3


def named_words(text: str, mentions: Iterable[Mention]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that may name something specific, and those of them that surely do; in lower case.

    In a text in capitals alone only what the reading found is a name.
    """
    named: set[str] = set()
    large: set[str] = set()
    small: set[str] = set()
    keepers = word_list("stories", "keepers")
    for line in text.splitlines():
        tokens = _TOKEN.findall(line)
        running = not _is_title_case(tokens)
        for before, token, after in zip([".", *tokens], tokens, [*tokens[1:], "."], strict=False):
            if token[0].islower():
                small.add(fold(token))
            elif token[0].isupper():
                large.add(fold(token))
                if running and (before not in _OPENERS or after in keepers):
                    named.add(fold(token))  # inside a sentence, or before whose town it is: "Lubbock police say …"
    for mention in mentions:
        if mention.label in _LABELS:
            named |= {fold(word) for word in WORD.findall(mention.text) if word[0].isupper()}
    return frozenset((large if small else named) - small), frozenset(named - small)


def own_text(source: Source) -> str:
    """Return a source's text without what is set aside."""
    kept, at = [], 0
    for part in sorted(source.set_aside, key=lambda part: part.start):
        kept.append(source.text[at : part.start])
        at = max(at, part.end)
    return "".join([*kept, source.text[at:]])


def fold(word: str) -> str:
    """Return a word in lower case and without the ending of a genitive."""
    return _ENDING.sub("", word).casefold()


def _is_title_case(tokens: Iterable[str]) -> bool:
    long = [token for token in tokens if len(token) > _SHORTEST and token[0].isalpha()]
    return bool(long) and sum(token[0].isupper() for token in long) > _TITLE_CASE * len(long)
