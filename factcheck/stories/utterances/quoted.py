"""Quoted words → words for comparison, and how alike two wordings are."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from factcheck.lexicon.loader import table_of, word_list
from factcheck.numerals import parse_number

__all__ = ["GAP", "fold_words", "likeness"]

GAP = "\N{HORIZONTAL ELLIPSIS}"  # stands for left-out words and for an editor's insertion in brackets
_GAPS = re.compile(r"\.\s?\.\s?\.|\N{HORIZONTAL ELLIPSIS}|\[[^\]]*\]|\([^)]*\)")
_APOSTROPHES = re.compile(
    "['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}`\N{PRIME}]"
)
_LOST_APOSTROPHE = re.compile(r"\b(\w+)\s(s|t|d|m|ll|re|ve)\b")
_WORD = re.compile(rf"[^\W_]+|{GAP}")  # "_" is a dash of old wires
_LEAST_COMMON = 3
_ROMAN = {"ii": "2", "iii": "3", "iv": "4"}  # "World War II"
_INITIAL = re.compile(r"(?<![A-Za-z]\.)\b[A-Z]\.\s+(?=[A-Z])")  # an editor adds or drops it
_POINTS = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)|(?<=\.[A-Za-z])\.")  # "U.K." is "UK"
_HALF = re.compile(r"(?<=\d)(?:[\s-]and[\s-]a[\s-]half\b|[\s-]1/2\b|\s?½)")  # "2-and-a-half", "2 1/2"
_PER_CENT = re.compile(r"\s?%|\bper cent\b")


def fold_words(text: str) -> tuple[str, ...]:
    """Return a quotation's words: lower case, no punctuation, contractions in full, numbers in digits.

    An apostrophe that was lost on the way ("it s") is read as one.

    >>> fold_words("It s “not” what they didn't say for ten days")
    ('it', 'is', 'not', 'what', 'they', 'did', 'not', 'say', 'for', '10', 'days')
    """
    plain = _fillers().sub(
        " ", _HALF.sub(" half", _PER_CENT.sub(" percent ", _POINTS.sub("", _INITIAL.sub("", text)).casefold()))
    )
    marked = _LOST_APOSTROPHE.sub(r"\1'\2", _APOSTROPHES.sub("'", _GAPS.sub(f" {GAP} ", plain)))
    for short, full in _contractions():
        marked = short.sub(full, marked)
    words = tuple(_fold_word(word) for word in _WORD.findall(marked.replace("'", "")))
    return words[1:] if words[:1] == (GAP,) else words


@functools.cache
def _fillers() -> re.Pattern[str]:
    """Return the pattern of what a speaker says between two commas that tells nothing: ", you know,"."""
    return re.compile(rf",\s*(?:{'|'.join(sorted(word_list('stories', 'fillers')))})\s*,")


@functools.cache
def _contractions() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of what an editor writes out or not, each with what it stands for, in their order."""
    table = table_of("stories")
    whole = [(_as_pattern(short), full) for short, full in table["short"].items()]
    endings = [(rf"{re.escape(ending)}\b", f" {full}") for ending, full in table["endings"].items()]
    with_is = "|".join(sorted(word_list("stories", "with_is")))
    others = ((r"in'(?=\s|$)", "ing"), (rf"\b({with_is})'s\b", r"\1 is"))
    return tuple((re.compile(short), full) for short, full in (*whole, *endings, *others))


def _as_pattern(short: str) -> str:
    start = "" if short.startswith("'") else r"\b"
    return rf"{start}{re.escape(short)}\b"


def _fold_word(word: str) -> str:
    if word in _ROMAN:
        return _ROMAN[word]
    number = parse_number(word) if word.isalpha() and word != "a" else None
    return str(number) if number is not None else word


def likeness(left: Sequence[str], right: Sequence[str]) -> float:
    """Return how alike two wordings are, 0 to 1: as a whole, or the shorter within the longer."""
    a, b = (" ".join(word for word in words if word != GAP) for words in (left, right))
    return (
        max(
            fuzz.ratio(a, b),
            fuzz.token_sort_ratio(a, b),
            fuzz.partial_ratio(a, b) if min(len(left), len(right)) >= _LEAST_COMMON else 0.0,
        )
        / 100
    )
