"""Turn a run of words into the number that it writes: digits, number words, mixed forms, vague plurals.

The scanner works on words as a tokenizer gives them ("twenty", "-", "five"; "2.4", "million"), so it needs no grammar.
What a hedge makes of the number is the business of `hedges`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

__all__ = ["Numeral", "parse_number", "plain", "scan_numerals", "vague_base"]

_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = {word: 10 * (i + 2) for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "score": 20,
    "lakh": 10**5,
    "crore": 10**7,
}
_SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12}
_VAGUE = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 10**2,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
    "lakhs": 10**5,
    "crores": 10**7,
}
_SMALL_VAGUE = {"several": 3, "few": 3, "couple": 2, "handful": 3}
_FRACTIONS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
}
# digits of a number; what is longer is a serial number, not a count
LONGEST = 18
_DIGITS = re.compile(r"(?P<number>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<suffix>[a-z]*)", re.IGNORECASE)


class Numeral(msgspec.Struct, frozen=True, kw_only=True):
    """A number in a run of words.

    `start` and `end` are half-open indices into the words; `values` holds the number, or both ends of a range;
    `unit_digit` is the unit of the last significant digit with its multiplier (2,500 → 100; 2.4 million → 100,000).
    `vague` names the vague word ("dozens", "several"), `fraction` marks a part of a whole ("half", "two-thirds").
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    unit_digit: Decimal
    vague: str = ""
    fraction: bool = False

    @property
    def value(self) -> Decimal:
        return self.values[0]


def parse_number(text: str) -> Decimal | None:
    """Return the number that a text writes, or None where it is not one.

    >>> parse_number("2.4 million")
    Decimal('2400000')
    >>> parse_number("twenty-five")
    Decimal('25')
    >>> parse_number("twentyish") is None
    True
    """
    words = [word for word in re.split(r"\s+|(-)", text.strip()) if word]
    found = next(scan_numerals(words), None)
    if found is None or (found.start, found.end) != (0, len(words)) or len(found.values) != 1:
        return None
    return found.value


def vague_base(word: str) -> Decimal:
    """Return the number that a vague word carries: "dozens" 12, "several" 3."""
    return Decimal(_VAGUE.get(word) or _SMALL_VAGUE[word])


def scan_numerals(words: Sequence[str]) -> Iterator[Numeral]:
    """Yield the numerals in a run of words, left to right, without overlap; ranges are not joined here."""
    lowered = [word.lower() for word in words]
    at = 0
    while at < len(lowered):
        found = _read(lowered, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end


def _read(words: Sequence[str], at: int) -> Numeral | None:
    return _read_vague(words, at) or _read_part(words, at) or _read_exact(words, at)


def _peek(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _read_vague(words: Sequence[str], at: int) -> Numeral | None:
    """Read "dozens", "tens of thousands", "several hundred", "a couple of hundred", "a few"."""
    word = words[at]
    article = word == "a" and _peek(words, at + 1) in {"few", "couple", "handful"}
    if article:
        small = _read_vague(words, at + 1)
        return small and msgspec.structs.replace(small, start=at)
    if word in _VAGUE:
        end, base, name = at + 1, Decimal(_VAGUE[word]), word
        while _peek(words, end) == "of" and _peek(words, end + 1) in _VAGUE:
            name = f"{name} of {words[end + 1]}"
            base *= _VAGUE[words[end + 1]]
            end += 2
        if _peek(words, end) == "of" and _peek(words, end + 1) in _SCALES:
            return None
        return Numeral(start=at, end=end, values=(base,), unit_digit=base, vague=name)
    if word not in _SMALL_VAGUE or (word == "few" and at and words[at - 1] in {"the", "very", "so", "too", "as"}):
        return None
    base, end = Decimal(_SMALL_VAGUE[word]), at + 1
    if _peek(words, end) == "of" and _peek(words, end + 1) in _SCALES:
        end += 1
    name = word
    while _peek(words, end) in _SCALES:
        name = f"{name} {words[end]}"
        base *= _SCALES[words[end]]
        end += 1
    return Numeral(start=at, end=end, values=(base,), unit_digit=base / _SMALL_VAGUE[word], vague=name)


def _read_part(words: Sequence[str], at: int) -> Numeral | None:
    """Read a fraction: "half", "half a million", "two-thirds", "one third", "a quarter", "1/3"."""
    word = words[at]
    if word == "half":
        end = at + 1
        if _peek(words, end) in {"a", "-"} and _peek(words, end + 1) in _SCALES:
            scale = Decimal(_SCALES[words[end + 1]])
            return Numeral(start=at, end=end + 2, values=(scale / 2,), unit_digit=scale / 10)
        return Numeral(start=at, end=end, values=(Decimal("0.5"),), unit_digit=Decimal("0.1"), fraction=True)
    count = 1 if word in {"a", "one"} else _ONES.get(word)
    if count is None:
        return None
    end = at + 1 + (_peek(words, at + 1) == "-")
    part = _FRACTIONS.get(_peek(words, end))
    if part is None or (
        word == "a" and _peek(words, end) == "third" and _peek(words, end + 1) not in {"of", "more", "less"}
    ):
        return None
    if part > 2 and count == 1 and _peek(words, end).endswith("s"):
        return None
    value = (Decimal(count) / part).quantize(Decimal("0.0001"))
    return Numeral(start=at, end=end + 1, values=(value.normalize(),), unit_digit=Decimal("0.01"), fraction=True)


def _read_exact(words: Sequence[str], at: int) -> Numeral | None:
    if words[at] in {"a", "an"}:
        if _peek(words, at + 1) not in _SCALES or words[at + 1] == "score":
            return None
        return _scaled(words, at, at + 1, Decimal(1), Decimal(1))
    digits = _DIGITS.fullmatch(words[at])
    if digits is not None:
        return _read_digits(words, at, digits)
    spelled = _read_spelled(words, at)
    if spelled is None:
        return None
    value, end = spelled
    return _scaled(words, at, end, value, _last_digit(value))


def _read_digits(words: Sequence[str], at: int, digits: re.Match[str]) -> Numeral | None:
    number, suffix = digits["number"].replace(",", ""), digits["suffix"]
    if len(number) > LONGEST:
        return None
    value = Decimal(number)
    unit = Decimal(1).scaleb(-len(number.partition(".")[2])) if "." in number else _last_digit(value)
    end = at + 1
    if (not suffix and _peek(words, end) in _SUFFIXES and _peek(words, end) not in {"m", "b", "k"}) or (
        not suffix and _peek(words, end) in {"m", "k"} and at and words[at - 1] in {"$", "£", "€"}
    ):
        suffix, end = words[end], end + 1
    if suffix:
        if suffix not in _SUFFIXES:
            return None
        value, unit = value * _SUFFIXES[suffix], unit * _SUFFIXES[suffix]
        return Numeral(start=at, end=end, values=(plain(value),), unit_digit=plain(unit))
    fraction = re.fullmatch(r"([1-9])", _peek(words, end + 1)) if _peek(words, end) == "/" else None
    if fraction and "." not in number:
        return Numeral(
            start=at,
            end=end + 2,
            values=((value / int(fraction[1])).quantize(Decimal("0.0001")),),
            unit_digit=Decimal("0.01"),
            fraction=True,
        )
    return _scaled(words, at, end, value, unit)


def _read_spelled(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """Read "forty", "forty-two", "one hundred and five", "two thousand three hundred"."""
    total, end, seen = Decimal(0), at, False
    while end < len(words):
        small = _read_below_hundred(words, end)
        if small is None:
            break
        value, after = small
        if _peek(words, after) == "hundred":
            value, after = value * 100, after + 1
            joined = after + (_peek(words, after) == "and")
            rest = _read_below_hundred(words, joined)
            if rest is not None and rest[1] > joined:
                value, after = value + rest[0], rest[1]
        if (
            _peek(words, after) in {"thousand", "million", "billion"}
            and _read_below_hundred(words, after + 1) is not None
        ):
            value, after = value * _SCALES[words[after]], after + 1
            total, end, seen = total + value, after, True
            continue
        if seen and _peek(words, after) in {"thousand", "million"} and _SCALES[words[after]] * value < total:
            value, after = value * _SCALES[words[after]], after + 1
        return total + value, after
    return (total, end) if seen else None


def _read_below_hundred(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    word = _peek(words, at)
    if word in _TENS:
        after = at + 1 + (_peek(words, at + 1) == "-")
        ones = _ONES.get(_peek(words, after), 0)
        if 0 < ones < 10 and (after == at + 2 or _peek(words, at + 1) in _ONES):
            return Decimal(_TENS[word] + ones), after + 1
        return Decimal(_TENS[word]), at + 1
    tens, _, ones_word = word.partition("-")
    if ones_word and tens in _TENS and 0 < _ONES.get(ones_word, 0) < 10:
        return Decimal(_TENS[tens] + _ONES[ones_word]), at + 1
    return (Decimal(_ONES[word]), at + 1) if word in _ONES else None


def _scaled(words: Sequence[str], start: int, end: int, value: Decimal, unit: Decimal) -> Numeral:
    """Apply the multipliers that follow: "2.4 million", "5 hundred thousand", "three dozen"."""
    at = end
    while True:
        step = at + 1 if _peek(words, at) == "-" else at
        if _peek(words, step) not in _SCALES or value > 10**LONGEST:
            break
        scale = _SCALES[words[step]]
        value, unit = value * scale, unit * scale
        at = step + 1
    if at > end and value >= 1000 and at < len(words):
        rest = _read_spelled(words, at + (words[at] == "and")) if words[at] != "and" or unit >= 100 else None
        if rest is not None and rest[0] < unit and words[at] != "and":
            value, at, unit = value + rest[0], rest[1], _last_digit(rest[0])
    return Numeral(start=start, end=at, values=(plain(value),), unit_digit=plain(unit))


def plain(value: Decimal) -> Decimal:
    """Return the number without an exponent, so that it prints as written."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _last_digit(value: Decimal) -> Decimal:
    """Return the unit of a whole number's last significant digit; 1 for 0.

    >>> _last_digit(Decimal(2500))
    Decimal('100')
    """
    unit = Decimal(1)
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit
