"""Signs and short forms at a number → the words that they stand for, so that the pipeline reads a sentence.

A tagger that has learned from edited prose takes "~30 people died" for two sentences. What is written so is spelled out
in the twin that is parsed; every character of the words leads back to the sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from factcheck.lexicon.loader import word_map
from factcheck.lexicon.people import is_people

__all__ = ["is_doubtful", "spelled_out"]

_TENS = "|".join(word_map("numerals", "tens"))
# what a sign at a number stands for; the group "number" is kept, all else is replaced
_SIGNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(?<![\w.])[~≈∼] ?(?P<number>\d[\d,.]*\d|\d)"), "about ", ""),
    (re.compile(r"(?<![\w.])(?:c|ca)\. ?(?P<number>\d{1,3}(?:,\d{3})*)(?= [a-z])"), "about ", ""),
    (re.compile(r"(?P<number>\b\d[\d,.]*)(?:\+|-plus\b)(?=[ ,.])"), "", " or more"),
    (re.compile(rf"(?P<number>\b(?:\d+|{_TENS}))(?:-ish|ish|-odd|-something)\b", re.IGNORECASE), "about ", ""),
)
_LIST = re.compile(r"(?<![\d.,])(?:\d{1,2},)+\d{1,2}(?= (?:and|or) \d{1,2}\b(?![,.]?\d))")
_ENDS = re.compile(r"\b(?P<low>\d{2,4})/(?P<high>\d{2,4})(?= (?:people|[a-z]{3,}s)\b)")
_PARTED_BY_DOT = re.compile(r"(?<![\w.,])\d{1,3}\.\d{3}(?![\d])")
_PARTED_BY_COMMA = re.compile(r"(?<![\w.,])\d{1,3},\d{1,2}(?![\d,])")
_MAYBE = re.compile(r"\b(?P<low>\d{1,4}),? (?:maybe|perhaps|possibly) (?P<high>\d{1,4}),? (?=(?:people|[a-z]{3,}s)\b)")
# how other languages part the digits: a count of people has no thousandths, and no thousands have one digit
_DOTTED = re.compile(r"(?<![\w.,])(?P<head>\d{1,3})\.(?P<tail>\d{3}) (?=(?P<noun>[a-z]+)\b)")
_COMMA = re.compile(
    r"(?<![\w.,])(?P<head>\d{1,3}),(?P<tail>\d{1,2}) (?=(?:hundred|thousand|[mbt]r?illion|percent|per cent)\b)"
)
# beyond the days of a month a slash parts no date
_MONTH = 31


def spelled_out(text: str, places: Sequence[int]) -> tuple[str, list[int]]:
    """Return a text with the signs at its numbers spelled out, and for each of its characters the place it stands for.

    `places` has the place of each character of the text as given; the words for a sign stand for the sign's own place.

    >>> spelled_out("~30 died", range(8))
    ('about 30 died', [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7])
    """
    kept = list(places)
    if not any(map(str.isdigit, text)) and not re.search(r"-(?:odd|something|plus|ish)\b", text):
        return text, kept
    for pattern, before, behind in _SIGNS:
        text, kept = _replaced(pattern, text, kept, partial(_around, before, behind))
    text, kept = _replaced(_LIST, text, kept, lambda match: ("", match[0].replace(",", ", "), ""))
    text, kept = _replaced(_MAYBE, text, kept, lambda match: ("", f"{match['low']} to {match['high']} ", ""))
    text, kept = _replaced(_DOTTED, text, kept, _thousands)
    text, kept = _replaced(_COMMA, text, kept, lambda match: ("", f"{match['head']}.{match['tail']} ", ""))
    return _replaced(_ENDS, text, kept, _two_ends)


def _around(before: str, behind: str, match: re.Match[str]) -> tuple[str, str, str]:
    return before, match["number"], behind


def is_doubtful(written: str, read: str) -> bool:
    """Return whether the digits of a number are parted as other languages part them, and were read so."""
    return any(
        pattern.search(f"{written} ") is not None and pattern.search(f"{read} ") is None
        for pattern in (_PARTED_BY_DOT, _PARTED_BY_COMMA)
    )


def _thousands(match: re.Match[str]) -> tuple[str, str, str] | None:
    noun = match["noun"]
    people = is_people(noun) or is_people(noun.removesuffix("s"))
    return ("", f"{match['head']},{match['tail']} ", "") if people or noun in {"dead", "deaths"} else None


def _two_ends(match: re.Match[str]) -> tuple[str, str, str] | None:
    """ "30/40 people" are 30 to 40; "9/11 attacks" and "24/7 patrols" are none."""
    low, high = int(match["low"]), int(match["high"])
    return ("", f"{low} to {high}", "") if low < high <= 2 * low and high > _MONTH else None


def _replaced(
    pattern: re.Pattern[str],
    text: str,
    places: list[int],
    words: Callable[[re.Match[str]], tuple[str, str, str] | None],
) -> tuple[str, list[int]]:
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        found = words(match)
        if found is None:
            continue
        pieces += [text[at : match.start()], *found]
        kept += places[at : match.start()]
        kept += _stretched(match, found, places)
        at = match.end()
    if not pieces:
        return text, places
    return "".join([*pieces, text[at:]]), kept + places[at:]


def _stretched(match: re.Match[str], words: tuple[str, str, str], places: list[int]) -> list[int]:
    """Return the places of what replaces a match: its number's own, an end of the match for what is added."""
    before, number, behind = words
    start, end = match.span()
    own = match.span("number") if "number" in match.re.groupindex else (start, end)
    first, last = places[start], places[end - 1]
    inner, step = [], own[0]
    for char in number:
        inner.append(places[min(step, end - 1)])
        step += step < end and match.string[step] == char
    return [first] * len(before) + inner + [last] * len(behind)
