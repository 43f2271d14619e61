"""A text's words in capital letters → names of two words or more, and single names, by how they are written.

A tagger of names misses many that few people bear. Here a name is capitalized words in a row; what stands beside it
tells that it is a person's: an age, an office, a nickname, a verb of speaking or of what is done to people.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from factcheck.lexicon.loader import word_list
from factcheck.lexicon.reporting import load_reporting

__all__ = ["Naming", "find_namings", "find_single"]

_LARGE = "A-Z\N{LATIN CAPITAL LETTER A WITH GRAVE}-\N{LATIN CAPITAL LETTER O WITH DIAERESIS}"
_LARGE += "\N{LATIN CAPITAL LETTER O WITH STROKE}-\N{LATIN CAPITAL LETTER THORN}"
_QUOTE = "'\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = rf"(?:[{_LARGE}]\.|[{_LARGE}](?:[{_QUOTE}\-]?[^\W\d_])+)"
_WORDS = re.compile(_WORD)
_NICK = (
    rf"[\"\N{{LEFT DOUBLE QUOTATION MARK}}(\N{{LEFT SINGLE QUOTATION MARK}}']{_WORD}"
    rf"[\"\N{{RIGHT DOUBLE QUOTATION MARK}})\N{{RIGHT SINGLE QUOTATION MARK}}']"
)
_RUN = re.compile(rf"(?<![\w{_QUOTE}\-&/.@#]){_WORD}(?: (?:{_NICK} )?{_WORD})*(?![\w&/@]|\.\w)")
_GENITIVE = re.compile(rf"[{_QUOTE}][sS]$")
_LETTERS = re.compile(rf"[{_LARGE}]{{3,}}$|[{_LARGE}]-")
_AGE_AFTER = re.compile(r"(?:, (?:aged? )?[1-9]\d?(?: ?[,.;)]| and\b| of\b|$)| ?\([1-9]\d?\))")
_AGE_BEFORE = re.compile(r"(?:\d|[a-z])[- ](?:year|month|week)s?[- ]old,? $")
_WHO = re.compile(r",? (?:who|whose)\b")
_BESIDE = "|".join(sorted(word_list("names", "auxiliaries")))
_AFTER = re.compile(rf" (?:(?:{_BESIDE}) )*([a-z]+)")
_BEFORE = re.compile(r"([A-Za-z]+\.?),? $")
_PLACES = "|".join(sorted(word_list("names", "places")))
_PLACE_OF = re.compile(rf"\b(?:{_PLACES})s? (?:of|like|called) $")
_PLACE_IN = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]t) $")
_THING = re.compile(r"\b[Aa]n? (?:[a-z\-]+ )?$")
_NEXT_LARGE = re.compile(rf"[ \-]*[{_LARGE}]")


class Naming(msgspec.Struct, frozen=True):
    """Capitalized words from `start` to before `end` of a text, and whose words are beside them.

    `beside` says a person's, `place` a place's or a thing's: "the town of", "a silver".
    """

    start: int
    end: int
    beside: bool
    place: bool = False


def find_namings(text: str) -> Iterator[Naming]:
    """Yield the names of two words or more in a text, in its order, offices before them left out.

    >>> [text[each.start:each.end] for text in ["Was Deputy Ann Roe there?"] for each in find_namings(text)]
    ['Ann Roe']
    """
    roles = load_reporting().titles["roles"]
    for match in _RUN.finditer(text):
        words = [(match.start() + each.start(), each.group()) for each in _WORDS.finditer(match.group())]
        ends = next((at for at, (_, word) in enumerate(words) if _GENITIVE.search(word)), len(words) - 1)
        words = words[: ends + 1]
        office = max((at for at, (_, word) in enumerate(words) if word.lower() in roles), default=-1)
        words = words[office + 1 :]
        while words and office < 0 and words[0][1].lower() in _openers():
            words = words[1:]
        while words and words[-1][1].lower() in _openers():
            words = words[:-1]
        if len(words) > 1 and (match.group().isupper() or not any(_LETTERS.match(word) for _, word in words)):
            start, end = words[0][0], words[-1][0] + len(words[-1][1])
            nick = any(mark in text[start:end] for mark in '"(\N{LEFT DOUBLE QUOTATION MARK}')
            beside = office >= 0 or nick or is_person(text, start, end)
            yield Naming(start, end, beside, is_place(text, start, end, surely=beside))


def find_single(text: str) -> Iterator[Naming]:
    """Yield the capitalized words that stand alone, in text order.

    >>> [text[each.start:each.end] for text in ["Then Roe's car hit Ann Lund."] for each in find_single(text)]
    ["Roe's"]
    """
    for match in _RUN.finditer(text):
        first, *more = (match.start() + each.start() for each in _WORDS.finditer(match.group()))
        words = match.group().split(" ")
        if more and words[0].lower() not in _openers():
            continue
        if len(words) > 2 or words[-1].lower() in _openers() or len(words[-1]) < 4:
            continue
        start = more[0] if more else first
        if not _NEXT_LARGE.match(text[match.end() : match.end() + 3]):
            beside = is_person(text, start, match.end())
            yield Naming(start, match.end(), beside, is_place(text, start, match.end(), surely=beside))


def is_person(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a name is told of people: an age, a courtesy, "who", a verb that people do."""
    before, after = text[max(0, start - 24) : start], text[end : end + 60]
    if _AGE_AFTER.match(after) or _WHO.match(after) or _AGE_BEFORE.search(before):
        return True
    found, forms = _AFTER.match(after), load_reporting().forms
    if found is not None and (found[1] in forms or found[1] in word_list("names", "suffered")):
        return True
    ahead = _BEFORE.search(before)
    return ahead is not None and (ahead[1].lower() in _courtesies() or ahead[1] in forms)


def is_place(text: str, start: int, end: int, *, surely: bool) -> bool:
    """Whether what stands before a name is told of a place or of a thing; a mere "in" only where nothing tells else."""
    before = text[max(0, start - 30) : start]
    if _PLACE_OF.search(before) or _THING.search(before):
        return True
    return not surely and bool(_PLACE_IN.search(before)) and not _GENITIVE.search(text[start:end])


@functools.cache
def _courtesies() -> frozenset[str]:
    titles = load_reporting().titles
    return titles["men"] | titles["women"] | titles["roles"]


@functools.cache
def _openers() -> frozenset[str]:
    return word_list("names", "openers") | word_list("frame", "context.times")
