"""Text in all capitals becomes a twin in small letters, character for character, in which names keep their capitals.

Copy in capitals hides from a tagger, and from every rule that asks for a capital letter, which words are names. A word
of such a block is spelled as the rest of the document spells it; where the rest does not tell, the tags of a first
parse of the capitals do. Spans found in the twin hold in the text as read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from factcheck.lexicon.loader import word_list

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["in_small_letters", "is_in_capitals"]

# of the letters; the rest are the small ones of "pm", "McKay" or a unit
SHARE = 0.9
# fewer words are a place line, a label or a name
LEAST_WORDS = 3
SMALL_IN_TITLES = word_list("parse", "capitals.small_in_titles")
LONG_WORD, LONGEST_HEADLINE = 4, 200
LONGEST_INITIALS = 4
WORD = re.compile(r"[^\W\d_]+")
NAME_STARTS = re.compile(r"(?:^(?:[od]')?|-)[^\W\d_]")
NAMED = frozenset({"LOC", "GPE", "NORP"})
END_MARKS = frozenset('.!?:"')


def is_in_capitals(text: str) -> bool:
    """Return whether a block is written in capitals: nine letters in ten, in three words or more.

    >>> is_in_capitals("SIX DIE IN FIRE"), is_in_capitals("PARIS (AFP)")
    (True, False)
    """
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) > SHARE * letters and len(WORD.findall(text)) >= LEAST_WORDS


def is_in_title_case(text: str) -> bool:
    """Return whether a block is a headline whose words of four letters or more all begin with capitals.

    >>> is_in_title_case("Two Dead After Ferry Sinks Off Coast"), is_in_title_case("Two dead after ferry sinks")
    (True, False)
    """
    if len(text) > LONGEST_HEADLINE:
        return False
    long = [word for word in WORD.findall(text)[1:] if len(word) >= LONG_WORD and word not in SMALL_IN_TITLES]
    return len(long) >= LEAST_WORDS and all(word[0].isupper() for word in long)


def in_small_letters(blocks: Sequence[str], nlp: Language) -> list[str]:
    """Return a document's blocks, those in capitals replaced by their twins of the same length."""
    places = [at for at, block in enumerate(blocks) if is_in_capitals(block) or is_in_title_case(block)]
    out = list(blocks)
    if places:
        spelled = _spelled(block for at, block in enumerate(blocks) if at not in set(places))
        for at, doc in zip(places, nlp.pipe([blocks[at] for at in places]), strict=True):
            out[at] = _twin(doc, spelled)
    return out


def _spelled(blocks: Iterable[str]) -> dict[str, str]:
    """Return how words are spelled inside sentences, by their small letters; not those spelled in several ways."""
    found: dict[str, set[str]] = {}
    for block in blocks:
        words = [match for match in WORD.finditer(block) if block[: match.start()].rstrip()[-1:] not in END_MARKS]
        # a headline has capitals of its own
        if 2 * sum(match.group()[0].isupper() for match in words) < len(words):
            for match in words[1:]:
                found.setdefault(match.group().lower(), set()).add(match.group())
    return {word: next(iter(spellings)) for word, spellings in found.items() if len(spellings) == 1}


def _twin(doc: Doc, spelled: Mapping[str, str]) -> str:
    out, starts = [], False
    for token in doc:
        starts = starts or bool(token.is_sent_start)
        word = _word(token, spelled)
        if starts and word[:1].isalnum():
            first = word[:1].upper()
            word, starts = (first if len(first) == 1 else word[:1]) + word[1:], False
        out.append(word + token.whitespace_)
    return "".join(out)


def _word(token: Token, spelled: Mapping[str, str]) -> str:
    small = "".join(char.lower() if len(char.lower()) == 1 else char for char in token.text)
    known = spelled.get(small)
    if known is not None and len(known) == len(small):
        return known
    if token.pos_ != "PROPN" and not (token.pos_ == "ADJ" and token.ent_type_ in NAMED):
        return "I" if small == "i" else small
    return token.text if _is_abbreviation(token) else NAME_STARTS.sub(_upper, small)


def _upper(match: re.Match[str]) -> str:
    """Return what is matched in capitals, as it is where they take more letters (a ligature)."""
    found = match.group()
    return found.upper() if len(found.upper()) == len(found) else found


def _is_abbreviation(name: Token) -> bool:
    """Whether a name keeps its capitals: "US", "BBC", "U.N.", "F-16", and what is short and an organization's."""
    text = name.text
    unspeakable = len(text) < 3 or not re.search("[AEIOUY]", text) or re.search(r"\d|[^\W\d_]\.[^\W\d_]", text)
    return bool(unspeakable) or (name.ent_type_ == "ORG" and len(text) <= LONGEST_INITIALS)
