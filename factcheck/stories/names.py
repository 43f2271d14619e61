"""A source's text and mentions → the words that name something: the fabric of stories.

Beside the mentions that the reading found, a word counts as a name where it is capitalized inside a sentence and never
written small in the same text; lines in title case (headlines, menus) tell nothing about capitals and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.lexicon.comparing import Words
from factcheck.lexicon.loader import word_list
from factcheck.models import Mention, Source
from factcheck.numerals import parse_number

__all__ = ["lead_words", "name_words", "own_text"]

_LABELS = frozenset({"PERSON", "LOC", "GPE", "ORG", "FAC", "EVENT"})
_TOKEN = re.compile(r"[^\W\d_][\w'\N{RIGHT SINGLE QUOTATION MARK}\-]*|\S")
_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?$")
_OPENERS = frozenset(
    '.!?:"-\N{EN DASH}\N{EM DASH}\N{BULLET}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
    "\N{LEFT SINGLE QUOTATION MARK}+|>"
)
_TITLE_CASE = 0.6
_SHORTEST = 3
_LEAD = 800  # characters


def name_words(source: Source, mentions: Iterable[Mention], words: Words) -> frozenset[str]:
    """Return the words that name something specific, in lower case; none of those that reports of any event share."""
    named, small = _capitalized(own_text(source))
    for mention in mentions:
        if mention.label in _LABELS:
            named |= {_fold(word) for word in _TOKEN.findall(mention.text) if word[0].isupper()}
    common = {word for name in words.common_names for word in name.split()}
    usual = common | words.titles | words.institutions | words.function_words
    return frozenset(word for word in named - small if len(word) >= _SHORTEST and word not in usual)


def lead_words(source: Source, words: Words) -> frozenset[str]:
    """Return the words of substance in a source's title and first paragraphs, in lower case."""
    lead = f"{source.title or ''} {own_text(source)[:_LEAD]}"
    found = (_fold(token) for token in _TOKEN.findall(lead) if len(token) > _SHORTEST and token[0].isalpha())
    return frozenset(word for word in found if word not in words.function_words and parse_number(word) is None)


def own_text(source: Source) -> str:
    """Return a source's text without what is set aside."""
    kept, at = [], 0
    for part in sorted(source.set_aside, key=lambda part: part.start):
        kept.append(source.text[at : part.start])
        at = max(at, part.end)
    return "".join([*kept, source.text[at:]])


def _capitalized(text: str) -> tuple[set[str], set[str]]:
    """Return the words that are capitalized inside a sentence, and those that are written small anywhere."""
    named: set[str] = set()
    small: set[str] = set()
    keepers = word_list("stories", "keepers")
    for line in text.splitlines():
        tokens = _TOKEN.findall(line)
        running = not _is_title_case(tokens)
        for before, token, after in zip([".", *tokens], tokens, [*tokens[1:], "."], strict=False):
            if token[0].islower():
                small.add(_fold(token))
            elif token[0].isupper() and running and (before not in _OPENERS or after in keepers):
                named.add(_fold(token))  # inside a sentence, or before whose town it is: "Lubbock police say …"
    return named, small


def _is_title_case(tokens: Iterable[str]) -> bool:
    long = [token for token in tokens if len(token) > _SHORTEST and token[0].isalpha()]
    return bool(long) and sum(token[0].isupper() for token in long) > _TITLE_CASE * len(long)


def _fold(word: str) -> str:
    return _POSSESSIVE.sub("", word).casefold()
