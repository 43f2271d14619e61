"""Turn number words into a number: "forty-two", "two thousand three hundred and six"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from factcheck.lexicon.loader import word_list, word_map

__all__ = [
    "FRACTIONS", "GROUPS", "ONES", "SCALES", "TENS", "decimals_spelled", "last_digit", "multipliers", "peek", "plain",
    "read_spelled",
]  # fmt: skip

ORDINALS = word_list("common", "ordinals") | {"first"}
FRACTIONS = word_map("numerals", "fractions")
ONES = word_map("numerals", "ones")
TENS = word_map("numerals", "tens")
SCALES = word_map("numerals", "scales")
GROUPS = {name: scale for name, scale in SCALES.items() if name in {"thousand", "million", "billion", "trillion"}}
# more digits than any number that is kept has, so that none is too long on the way to being refused
_WIDE = Context(prec=100)


def multipliers() -> dict[str, int]:
    """Return what each word of a scale, and each of its short forms, multiplies a number by."""
    short = {short: int(SCALES[scale]) for short, scale in word_map("numerals", "suffixes").items()}
    return {**SCALES, **short}


def peek(words: Sequence[str], at: int) -> str:
    """Return the word at an index, "" past the end."""
    return words[at] if at < len(words) else ""


def read_spelled(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """Read "forty-two", "one hundred and five", "two thousand three hundred", and where it ends; None without one."""
    total, end, limit = Decimal(0), at, 0
    while end < len(words):
        joined = end > at and words[end] == "and"
        group = _read_group(words, end + joined, opens=end == at)
        if group is None:
            break
        value, after = group
        if joined and peek(words, after) in FRACTIONS:
            break  # "one billion and three quarters …"
        step = after + (peek(words, after) == "-")
        scale = GROUPS.get(peek(words, step), 0)
        if (limit and (scale or value) >= limit) or (joined and (scale or value >= 100)):
            break
        total, end, limit = total + value * (scale or 1), step + 1 if scale else after, scale
        if not scale:
            break
    return (total, end) if end > at else None


def _read_group(words: Sequence[str], at: int, *, opens: bool) -> tuple[Decimal, int] | None:
    """Read what stands before "thousand": "forty-two", "three hundred and five", "a hundred and five"."""
    at += not opens and peek(words, at) == "-"
    word = peek(words, at)
    if word in {"a", "an", "hundred"} and opens:
        at += word != "hundred"
        bare = word == "hundred" and (peek(words, at + 1) != "and" or _read_below_hundred(words, at + 2) is None)
        if bare or peek(words, at) != "hundred":
            return None
        small: tuple[Decimal, int] | None = (Decimal(1), at)
    else:
        small = _read_below_hundred(words, at)
    if small is None:
        return None
    value, after = small
    step = after + (peek(words, after) == "-")
    if peek(words, step) != "hundred":
        return value, after
    value, after = value * 100, step + 1
    dash = peek(words, after) == "-"
    rest = _read_below_hundred(words, after + dash + (peek(words, after + dash) == "and") + (
        dash and words[after + 1 : after + 3] == ["and", "-"]
    ))  # fmt: skip
    # "one hundred and three quarters" ends in a fraction, which is not of the hundred
    part = rest is not None and peek(words, rest[1]) in FRACTIONS and peek(words, after) == "and"
    return (value, after) if rest is None or part else (value + rest[0], rest[1])


def _read_below_hundred(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    word = peek(words, at)
    if word in TENS:
        after = at + 1 + (peek(words, at + 1) == "-")
        if after == at + 2 and peek(words, after) in ORDINALS:
            return None  # "the twenty-first victim"
        ones = ONES.get(peek(words, after), 0)
        if 0 < ones < 10 and (after == at + 2 or peek(words, at + 1) in ONES):
            return Decimal(TENS[word] + ones), after + 1
        return Decimal(TENS[word]), at + 1
    tens, _, ones_word = word.partition("-")
    if ones_word and tens in TENS and 0 < ONES.get(ones_word, 0) < 10:
        return Decimal(TENS[tens] + ONES[ones_word]), at + 1
    return (Decimal(ONES[word]), at + 1) if word in ONES else None


def decimals_spelled(words: Sequence[str], at: int) -> str:
    """Return the digits spelled behind "point": "two point seven five"."""
    digits = ""
    while ONES.get(peek(words, at), 10) < 10:
        digits, at = f"{digits}{ONES[words[at]]}", at + 1
    return digits


def plain(value: Decimal) -> Decimal:
    """Return the number without an exponent, so that it prints as written; one of too many digits as it is."""
    whole = value.to_integral_value()
    if value != whole:
        return value.normalize()
    return whole.quantize(Decimal(1), context=_WIDE) if whole.adjusted() < _WIDE.prec else whole


def last_digit(value: Decimal) -> Decimal:
    """Return the unit of a whole number's last significant digit; 1 for 0.

    >>> last_digit(Decimal(2500))
    Decimal('100')
    """
    unit = Decimal(1)
    while value and _WIDE.remainder(value, unit * 10) == 0:
        unit *= 10
    return unit
