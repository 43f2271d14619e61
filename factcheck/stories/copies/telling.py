"""A text → the words in which its writer can be known again: no quotations, no words that every sentence has."""

from __future__ import annotations

import functools
import hashlib
import re
from bisect import bisect
from collections.abc import Iterable, Iterator

import msgspec

from factcheck.lexicon.loader import word_list
from factcheck.models import Source
from factcheck.numerals import parse_number

__all__ = ["Word", "Worded", "hash_words", "numbers_in", "pairs_of", "read_words", "rows_of"]

_STEM = 6  # letters: "withdraw" and "withdrawal" are one word
_LETTERS = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*|\d+(?:[.,]\d+)*")
_GENITIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?$")
# a speaker's words are no writer's; a mark that is not closed closes with its paragraph
_QUOTED = re.compile(
    r"\N{LEFT DOUBLE QUOTATION MARK}[^\N{RIGHT DOUBLE QUOTATION MARK}\n]*(?:\N{RIGHT DOUBLE QUOTATION MARK}|$)"
    r"|\"[^\"\n]*(?:\"|$)|``[^\n]*?(?:''|$)",
    re.MULTILINE,
)
# what is told in the first person is a statement or a post, whoever else prints it
_FIRST = re.compile(r"\b(?:I(?=['\N{RIGHT SINGLE QUOTATION MARK}]|\s+[a-z])|(?:[Mm]y|[Ww]e|[Oo]ur)\b|me\b|us\b)")
_POST = re.compile(r"^[^\n]{0,400}(?:pic\.twitter\.com|\(@\w+\))[^\n]{0,200}$", re.MULTILINE)
_END = re.compile(r"[.!?]\s|\n")
_ROW = 3  # words in a row by which pairs of texts are found


class Word(msgspec.Struct, frozen=True):
    """One word: its stem, its place in the text, and whether it is a plain one, neither a name nor a number."""

    stem: str
    start: int
    end: int
    plain: bool


class Worded(msgspec.Struct, frozen=True):
    """The words of a source that tell its writer, in order."""

    source: Source
    words: tuple[Word, ...]


def read_words(source: Source) -> Worded:
    """Return the words of a source's text outside quotations and outside what is set aside."""
    text = source.text
    masked = bytearray(len(text))
    for start, end in [(part.start, part.end) for part in source.set_aside]:
        masked[start:end] = b"\1" * (min(end, len(text)) - start)
    for found in (*_QUOTED.finditer(text), *_POST.finditer(text)):
        masked[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    for found in _FIRST.finditer(text):
        if not masked[found.start()]:
            at = bisect(ends, found.start())
            masked[ends[at - 1] : ends[at]] = b"\1" * (ends[at] - ends[at - 1])
    return Worded(source, tuple(_words(text, masked)))


def _words(text: str, masked: bytearray) -> Iterator[Word]:
    passed = word_list("comparing", "function_words")
    for found in _LETTERS.finditer(text):
        if masked[found.start()]:
            continue
        written = found.group()
        stem, counted = _fold(written)
        if stem and stem not in passed and len(stem) > 1 - counted:
            yield Word(stem[:_STEM], found.start(), found.end(), not counted and written[0].islower())


@functools.lru_cache(maxsize=65536)
def _fold(written: str) -> tuple[str, bool]:
    """Return a word in small letters without its genitive, numbers in digits; and whether it is a number."""
    plain = _GENITIVE.sub("", written).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()
    number = parse_number(plain) if plain not in {"", "a"} and (plain[0].isdigit() or plain.isalpha()) else None
    return (plain, False) if number is None else (str(number), True)


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers in a text, in digits."""
    folded = (_fold(found.group()) for found in _LETTERS.finditer(text))
    return frozenset(stem for stem, counted in folded if counted)


def rows_of(worded: Worded) -> frozenset[int]:
    """Return a number for each run of three words; a run that holds no plain word is a name."""
    words = worded.words
    return frozenset(
        hash_words(word.stem for word in words[at : at + _ROW])
        for at in range(len(words) - _ROW + 1)
        if any(word.plain for word in words[at : at + _ROW])
    )


def pairs_of(worded: Worded) -> Iterator[tuple[tuple[str, str], int, int]]:
    """Yield each word with the next and with the one after that: their stems and places."""
    words = worded.words
    for at, word in enumerate(words):
        for next_ in (at + 1, at + 2):
            if next_ < len(words):
                yield (word.stem, words[next_].stem), at, next_


def hash_words(words: Iterable[str]) -> int:
    """Return a number for a run of words, the same in every process."""
    joined = "\x1f".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big")
