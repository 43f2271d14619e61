"""A source → what it tells, as weights; two sources → how alike they are.

A word weighs as much as it is rare in the language and as often as the source writes it, twice where it writes it at
the beginning: what a report is about stands there. All that rests on the one source and on a fixed table, so that one
more source changes the likeness of no two others.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from factcheck.lexicon.comparing import Words
from factcheck.lexicon.loader import pattern_of, words_in_order
from factcheck.lexicon.weighed.rarity import rarity_below
from factcheck.models import WEEKDAYS, Mention, Source
from factcheck.stories.events.names import WORD, fold, named_words, own_text

__all__ = ["Traits", "likeness", "traits_of"]

_BEGINNING = 800  # characters, beside the title
_OPENING = 1500  # characters in which the event's day is told
_MOST = 150  # the weightiest names, and words, of a source
_COMMON_NAME, _COMMON_WORD = 6.5, 6.0  # on the Zipf scale
_SHARES = {"names": 0.5, "words": 0.4, "numbers": 0.1}
_DIGITS = 4  # a number so long tells as much as any

# what names tell where the words differ: two events of one town, or under one president
_NAMES_ALONE, _NAMES_A_WORD = 0.2, 3.0
# two dated sources: how much more is asked of them far apart than close together
_FAR, _NEAR, _SAME_TIME, _FADING = 0.6, 0.8, 2, 10
_OTHER_WEEKDAY, _OTHER_DAY, _SAME_DAY = 0.75, 0.8, 1.2
_SLACK = 3  # days by which the days told of one event differ: of the deed, of the arrest
_YEAR = 366
# paragraphs of one event share a word as rare; those of a round-up leave it in several heaps
_PARAGRAPH, _TYING, _MOST_OF_IT = 12, 0.1, 0.55

_NUMBER = re.compile(r"\b\d(?:[\d,.:]*\d)?\b")
_YEARS = re.compile(r"(?:19|20)\d\d$")


class Traits(msgspec.Struct, frozen=True):
    """What a source tells: weighted names, words and numbers, the days of the year and of the week that it opens with.

    The weights of a kind have the length 1 together, or there are none. It is scattered where no thread leads through
    most of its paragraphs.
    """

    published: dt.date | None
    names: dict[str, float]
    words: dict[str, float]
    numbers: dict[str, float]
    weekdays: frozenset[str]
    days: frozenset[int]
    scattered: bool

    def weightiest(self, number: int) -> list[str]:
        """Return what tells most of the source, the weightiest first: names, words and numbers apart."""
        kinds = (("names", self.names), ("words", self.words), ("numbers", self.numbers))
        found = [
            (math.sqrt(_SHARES[kind]) * weight, f"{kind} {word}") for kind, of in kinds for word, weight in of.items()
        ]
        return [key for _, key in sorted(found, key=lambda each: (-each[0], each[1]))[:number]]


def traits_of(source: Source, mentions: Iterable[Mention], lists: Words) -> Traits:
    """Return what a source tells; of its text what is set aside tells nothing."""
    own = own_text(source)
    title = source.title or ""
    text = f"{title}\n{own}"
    may, surely = named_words(text, mentions)
    times: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for pattern, counter in ((WORD, times), (_NUMBER, numbers)):
        for match in pattern.finditer(text):
            counter[fold(match.group())] += 2 if match.start() <= len(title) + _BEGINNING else 1
    usual = _usual(lists)
    opening = text[: len(title) + _OPENING]
    return Traits(
        published=source.published,
        names=_weights({
            word: _often(count) * rarity_below(word, _COMMON_NAME)
            for word, count in times.items() if word in may and word not in usual
        }),
        words=_weights({
            word: _often(count) * rarity_below(word, _COMMON_WORD)
            for word, count in times.items() if word not in surely and word not in lists.titles and len(word) > 1
        }),
        numbers=_weights({
            number: _often(count) * min(len(number), _DIGITS) / _DIGITS
            for number, count in numbers.items() if not _YEARS.match(number)
        }),
        weekdays=frozenset(match.lower() for match in _weekday().findall(opening)),
        days=frozenset(_days_told(opening)),
        scattered=_is_scattered(own),
    )  # fmt: skip


def likeness(left: Traits, right: Traits) -> float:
    """Return how alike two sources are, 0 for nothing in common; about 0.15 is enough for one event."""
    words = _dot(left.words, right.words)
    names = min(_dot(left.names, right.names), _NAMES_ALONE + _NAMES_A_WORD * words)
    numbers = _dot(left.numbers, right.numbers)
    alike = _SHARES["names"] * names + _SHARES["words"] * words + _SHARES["numbers"] * numbers
    return alike * _time(left, right)


def _time(left: Traits, right: Traits) -> float:
    """Return what time makes of a likeness: more than 1 for the same days, less for others, 1 where none is told."""
    times = 1.0
    if left.published is not None and right.published is not None:
        apart = max(abs((left.published - right.published).days) - _SAME_TIME, 0)
        times = _FAR + _NEAR / (1 + apart / _FADING)
    if left.weekdays and right.weekdays and not left.weekdays & right.weekdays:
        times *= _OTHER_WEEKDAY
    if left.days and right.days:
        nearest = min(_apart(a, b) for a in left.days for b in right.days)
        times *= _SAME_DAY if nearest == 0 else _OTHER_DAY if nearest > _SLACK else 1
    return times


def _apart(left: int, right: int) -> int:
    return min(abs(left - right), _YEAR - abs(left - right))


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return math.fsum([left[word] * right[word] for word in left.keys() & right.keys()])


def _often(count: int) -> float:
    return 1 + math.log(count)


def _weights(found: Mapping[str, float]) -> dict[str, float]:
    """Return the weightiest of what is found, with the length 1 together."""
    kept = sorted((-weight, word) for word, weight in found.items() if weight > 0)
    length = math.sqrt(math.fsum(weight * weight for weight, _ in kept))
    return {word: -weight / length for weight, word in kept[:_MOST]}


def _usual(lists: Words) -> frozenset[str]:
    return _usual_of(lists.common_names, lists.titles, lists.institutions, lists.function_words)


@functools.lru_cache(maxsize=8)
def _usual_of(names: frozenset[str], *others: frozenset[str]) -> frozenset[str]:
    """Return the words that reports of any event have in common."""
    return frozenset(word for name in names for word in name.split()).union(*others)


@functools.cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern_of(day.capitalize() for day in WEEKDAYS)})\b")


@functools.cache
def _month_day() -> re.Pattern[str]:
    names = [name.capitalize() for key in ("months", "month_shorts") for name in words_in_order("common", key)]
    month = pattern_of([*names, "Sept"])
    return re.compile(
        rf"\b(?P<m1>{month})\b\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?![,:.]?\d)"
        rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{month})\b"
    )


def _days_told(text: str) -> Iterable[int]:
    """Yield the days of the year that a text names; the year is most often left out."""
    shorts = words_in_order("common", "month_shorts")
    for match in _month_day().finditer(text):
        month = shorts.index((match["m1"] or match["m2"])[:3].lower()) + 1
        try:
            yield dt.date(2000, month, int(match["d1"] or match["d2"])).timetuple().tm_yday
        except ValueError:
            continue


def _is_scattered(text: str) -> bool:
    """Return whether the paragraphs fall into heaps that have no word in common, none with most of what is told."""
    heaps: list[set[str]] = []
    for line in text.splitlines():
        written = WORD.findall(line)
        if len(written) < _PARAGRAPH:
            continue
        heap = {word for word in map(fold, written) if rarity_below(word, _COMMON_WORD) > _TYING}
        tied = [other for other in heaps if other & heap]
        heaps = [other for other in heaps if not other & heap] + [heap.union(*tied)]
    return bool(heaps) and max(map(len, heaps)) < _MOST_OF_IT * sum(map(len, heaps))
