"""Turn a run of words into the number that it writes: digits, number words, mixed forms, vague plurals.

The scanner works on words as a tokenizer gives them ("twenty", "-", "five"; "2.4", "million"), so it needs no grammar.
What a hedge makes of the number is the business of `hedges`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from factcheck.lexicon.loader import word_list, word_map
from factcheck.numerals.spelled import (
    FRACTIONS,
    GROUPS,
    ONES,
    SCALES,
    TENS,
    decimals_spelled,
    last_digit,
    peek,
    plain,
    read_spelled,
)

__all__ = ["Numeral", "parse_number", "scan_numerals", "vague_base"]

_SUFFIXES = {short: int(SCALES[scale]) for short, scale in word_map("numerals", "suffixes").items()}
_VAGUE = word_map("numerals", "vague")
_SMALL_VAGUE = word_map("numerals", "vague_small")
# every word of letters alone that a number can begin with
_OPENERS = frozenset({"a", "an", "half", "quarter", *_VAGUE, *_SMALL_VAGUE, *ONES, *TENS, *SCALES})
_FRACTION_SIGNS = word_map("numerals", "fraction_signs")
_AFTER_PART = word_list("numerals", "scan.after_part")
_OF_PARTS = word_list("numerals", "scan.of_parts")
_TO_PARTS = Decimal("0.0000001")
_TIMES = word_list("common", "time_units")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# "a million-dollar house"
_PRICED = frozenset({"dollar", "pound", "euro", "rupee", "yen", "yuan", "year"})
# digits of a number; what is longer is a serial number, not a count
LONGEST = 18
# no report counts so many things, or measures anything so small; the sums of such numbers stay exact
LARGEST, SMALLEST = Decimal(10) ** 24, Decimal(10) ** -18
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
    """Yield the numerals in a run of words, left to right, without overlap; ranges are not joined here.

    A number past all bounds is none, and neither are its parts.
    """
    lowered = [word.lower() for word in words]
    at = 0
    while at < len(lowered):
        found = _read(lowered, at) if _may_open(lowered[at]) else None
        if found is None:
            at += 1
            continue
        if _is_bounded(found):
            yield found
        at = found.end


def _is_bounded(numeral: Numeral) -> bool:
    """Whether a number is 0 or lies between the bounds, and is not told more finely than they allow."""
    finest = numeral.unit_digit >= SMALLEST
    return finest and all(not value or SMALLEST <= abs(value) < LARGEST for value in numeral.values)


def _may_open(word: str) -> bool:
    """Whether a number can begin with a word: few do that are all letters."""
    return (not word.isalpha() and (len(word) > 1 or word.isalnum())) or word in _OPENERS


def _read(words: Sequence[str], at: int) -> Numeral | None:
    found = _read_vague(words, at) or _read_part(words, at) or _read_exact(words, at)
    if found is None or found.vague or found.fraction:
        return found
    return _read_odds(words, found) or _with_part(words, found)


def _read_odds(words: Sequence[str], count: Numeral) -> Numeral | None:
    """Read "one in five", "seven in 10", "three out of four" as a fraction; None where a number counts on its own."""
    joint = words[count.end : count.end + 2]
    out_of, hyphens = joint == ["out", "of"], words[count.end : count.end + 3] == ["-", "in", "-"]
    if not out_of and not hyphens and joint[:1] != ["in"]:
        return None
    at = count.end + 1 + out_of + 2 * hyphens
    at += peek(words, at) == "every"
    whole = _read_exact(words, at) if at < len(words) and words[at] not in {"a", "an"} else None
    if whole is None or not 0 < count.value < whole.value or whole.value % 1 or count.value % 1:
        return None
    if not out_of and not (count.value == 1 and whole.value > 2) and whole.value not in {10, 100, 1000}:
        return None
    if not out_of and (peek(words, whole.end) in _TIMES or _YEAR.fullmatch(words[at])):
        return None
    return Numeral(
        start=count.start, end=whole.end, values=(_part_of(count.value, whole.value),), unit_digit=Decimal("0.01"),
        fraction=True,
    )  # fmt: skip


def _with_part(words: Sequence[str], whole: Numeral) -> Numeral:
    """Read on in "two and a half", "5 1/2", "one and three quarters", with the multiplier that may follow."""
    end = whole.end
    part = None
    joint = [at for at in range(end, min(end + 4, len(words))) if words[at] != "-"]  # "two-and-a-half"
    if joint and words[joint[0]] == "and":
        part = _read_part(words, joint[1]) if len(joint) > 1 else None
    elif words[whole.end - 1].isdigit() and re.fullmatch(r"[1-7]/[2-8]", peek(words, end)):
        part = _read_part(words, end)
    if part is not None and _is_of_scale(words, whole, part):
        # "one and a half million" is a half of a million more
        scale = Decimal(SCALES[words[part.end - 1]])
        return Numeral(start=whole.start, end=part.end, values=(plain(whole.value * scale + part.value),),
                       unit_digit=plain(scale / 10))  # fmt: skip
    if part is None or not part.fraction or part.value >= 1 or peek(words, part.end) in {"of", "the"}:
        return whole
    # "a million and a half" is half of a million more
    scale = Decimal(SCALES.get(words[end - 1], 1) if words[end - 1] != "hundred" else 1)
    value, unit = whole.value + part.value * scale, Decimal("0.1") * scale
    return _scaled(words, whole.start, part.end, value, unit)


def _is_of_scale(words: Sequence[str], whole: Numeral, part: Numeral) -> bool:
    """Whether a fraction of a multiplier goes on a small number: not in "between one and half a million"."""
    scale = SCALES.get(words[part.end - 1])
    if part.fraction or scale is None or words[part.end - 2] in {"a", "an"} or part.value >= scale:
        return False
    bare = words[whole.end - 1] not in SCALES and whole.value < SCALES["hundred"] and whole.value % 1 == 0
    return bare and not (whole.start and words[whole.start - 1] == "between")


def _part_of(count: Decimal | int, whole: Decimal | int) -> Decimal:
    return plain((Decimal(count) / Decimal(whole)).quantize(_TO_PARTS))


def _read_vague(words: Sequence[str], at: int) -> Numeral | None:
    """Read "dozens", "tens of thousands", "several hundred", "a couple of hundred", "a few"."""
    word = words[at]
    article = word == "a" and peek(words, at + 1) in {"few", "couple", "handful"}
    if article:
        small = _read_vague(words, at + 1)
        return small and msgspec.structs.replace(small, start=at)
    if word in _VAGUE:
        end, base, name = at + 1, Decimal(_VAGUE[word]), word
        while peek(words, end) == "of" and peek(words, end + 1) in _VAGUE:
            name = f"{name} of {words[end + 1]}"
            base *= _VAGUE[words[end + 1]]
            end += 2
        if peek(words, end) == "of" and peek(words, end + 1) in SCALES:
            return None
        return Numeral(start=at, end=end, values=(base,), unit_digit=base, vague=name)
    if word not in _SMALL_VAGUE or (word == "few" and at and words[at - 1] in {"the", "very", "so", "too", "as"}):
        return None
    base, end = Decimal(_SMALL_VAGUE[word]), at + 1
    if peek(words, end) == "of" and peek(words, end + 1) in SCALES:
        end += 1
    name = word
    while peek(words, end) in SCALES:
        name = f"{name} {words[end]}"
        base *= SCALES[words[end]]
        end += 1
    return Numeral(start=at, end=end, values=(base,), unit_digit=base / _SMALL_VAGUE[word], vague=name)


def _read_part(words: Sequence[str], at: int) -> Numeral | None:
    """Read a fraction: "half", "half a million", "two-thirds", "one third", "a quarter", "1/3"."""
    word = words[at]
    if word == "half":
        end = at + 1
        if peek(words, end) in SCALES:
            end -= 1  # "half dozen"
        if peek(words, end) in {"a", "-", "half"} and peek(words, end + 1) in SCALES:
            scale = Decimal(SCALES[words[end + 1]])
            return Numeral(start=at, end=end + 2, values=(scale / 2,), unit_digit=scale / 10)
        return Numeral(start=at, end=end, values=(Decimal("0.5"),), unit_digit=Decimal("0.1"), fraction=True)
    if word == "quarter" and peek(words, at + 1) in SCALES:  # "quarter million"
        scale = Decimal(SCALES[words[at + 1]])
        return Numeral(start=at, end=at + 2, values=(scale / 4,), unit_digit=scale / 100)
    if written := re.fullmatch(r"([1-9]\d{0,2})[/⁄]([1-9]\d{0,3})", word):
        small, whole = int(written[1]), int(written[2])
        # beyond the tenths a slash is as often a date: "9/11", but "1/16 of a pint"
        readable = whole <= 10 or (peek(words, at + 1) == "of" and peek(words, at + 2) in _OF_PARTS)
        return _fraction(at, at + 1, small, whole) if small < whole and readable else None
    if word in _FRACTION_SIGNS:
        return Numeral(
            start=at, end=at + 1, values=(Decimal(_FRACTION_SIGNS[word]),), unit_digit=Decimal("0.01"), fraction=True
        )
    named = 1 if word in {"a", "one"} else ONES.get(word)
    if named is None:
        return None
    end = at + 1 + (peek(words, at + 1) == "-")
    part = FRACTIONS.get(peek(words, end))
    if part is None or (part > 2 and (named == 1) == peek(words, end).endswith("s")):
        return None
    million = peek(words, end + 1) in SCALES
    if word == "a" and part > 2 and not million and end + 1 < len(words) and words[end + 1] not in _AFTER_PART:
        return None
    found = _fraction(at, end + 1, named, part)
    after = end + 1 + (words[end + 1 : end + 3] == ["of", "a"]) * 2
    many = SCALES.get(peek(words, after), 0)
    if not many:
        return found
    scaled = plain((Decimal(named) * many / part).quantize(_TO_PARTS))  # "a quarter of a million"
    return Numeral(start=at, end=after + 1, values=(scaled,), unit_digit=Decimal(many) / 100)


def _fraction(start: int, end: int, count: int, whole: int) -> Numeral:
    return Numeral(start=start, end=end, values=(_part_of(count, whole),), unit_digit=Decimal("0.01"), fraction=True)


def _read_exact(words: Sequence[str], at: int) -> Numeral | None:
    if words[at] in GROUPS and words[at + 1 : at + 2] == ["-"] and peek(words, at + 2) in _PRICED:
        vague = at > 0 and words[at - 1] == "-"  # "multi-million-dollar" says no number
        return None if vague else _scaled(words, at, at, Decimal(1), Decimal(1))
    spelled = read_spelled(words, at)
    if words[at] in {"a", "an"} and spelled is None:
        if peek(words, at + 1) not in SCALES or words[at + 1] == "score":
            return None
        return _scaled(words, at, at + 1, Decimal(1), Decimal(1))
    sign = words[at][-1:]
    if sign in _FRACTION_SIGNS and words[at][:-1].isdecimal() and len(words[at]) <= LONGEST:
        value = Decimal(words[at][:-1]) + Decimal(_FRACTION_SIGNS[sign])
        return _scaled(words, at, at + 1, value, Decimal("0.1"))
    digits = _DIGITS.fullmatch(words[at])
    if digits is not None:
        return _read_digits(words, at, digits)
    if spelled is None:
        return None
    value, end = spelled
    if peek(words, end) == "point" and (decimals := decimals_spelled(words, end + 1)):
        unit = Decimal(1).scaleb(-len(decimals))
        return _scaled(words, at, end + 1 + len(decimals), value + Decimal(f"0.{decimals}"), unit)
    return _scaled(words, at, end, value, last_digit(value))


def _read_digits(words: Sequence[str], at: int, digits: re.Match[str]) -> Numeral | None:
    number, suffix = digits["number"].replace(",", ""), digits["suffix"]
    if len(number) > LONGEST:
        return None
    value = Decimal(number)
    unit = Decimal(1).scaleb(-len(number.partition(".")[2])) if "." in number else last_digit(value)
    end = at + 1
    if (not suffix and peek(words, end) in _SUFFIXES and peek(words, end) not in {"m", "b", "k"}) or (
        not suffix and peek(words, end) in {"m", "k"} and at and words[at - 1] in {"$", "£", "€"}
    ):
        suffix, end = words[end], end + 1
    if suffix:
        if suffix not in _SUFFIXES:
            return None
        value, unit = value * _SUFFIXES[suffix], unit * _SUFFIXES[suffix]
        return Numeral(start=at, end=end, values=(plain(value),), unit_digit=plain(unit))
    power = _read_power(words, at, value)
    if power is not None:
        return power
    if re.fullmatch(r"[1-9]\d{0,2}", words[at]):
        while re.fullmatch(r"\d{3}", peek(words, end)) and peek(words, end + 1) != "-":
            # "20 000"; a row of groups past all bounds is read to its end, so that none of them is a number
            value, end = min(value * 1000 + int(words[end]), LARGEST), end + 1
        unit = last_digit(value) if end > at + 1 else unit
    fraction = re.fullmatch(r"([1-9])", peek(words, end + 1)) if peek(words, end) == "/" else None
    if fraction and "." not in number:
        return Numeral(
            start=at,
            end=end + 2,
            values=(_part_of(value, int(fraction[1])),),
            unit_digit=Decimal("0.01"),
            fraction=True,
        )
    return _scaled(words, at, end, value, unit)


def _read_power(words: Sequence[str], at: int, value: Decimal) -> Numeral | None:
    """Read "3 x 10^5", "10^9"; None where no power of ten is written."""
    base = at + 2 if peek(words, at + 1) in {"x", "×", "*"} else at
    if peek(words, base) != "10" or peek(words, base + 1) != "^":
        return None
    power = re.fullmatch(r"[-−]?\d{1,2}", peek(words, base + 2))
    if power is None:
        return None
    scale = Decimal(1).scaleb(int(power[0].replace("−", "-")))
    number = value * scale if base > at else scale
    return Numeral(start=at, end=base + 3, values=(plain(number),), unit_digit=plain(scale))


def _scaled(words: Sequence[str], start: int, end: int, value: Decimal, unit: Decimal) -> Numeral:
    """Apply the multipliers that follow: "2.4 million", "5 hundred thousand", "three dozen"."""
    at = end
    while True:
        step = at + 1 if peek(words, at) == "-" else at
        scale = SCALES.get(peek(words, step)) or SCALES.get(peek(words, step).removesuffix("s"))
        if scale is None or words[step] == "scores" or value > 10**LONGEST:
            break
        value, unit = value * scale, unit * scale
        at = step + 1
    if words[at - 1 : at + 1] == ["hundred", "and"] and re.fullmatch(r"[1-9]\d?", peek(words, at + 1)):
        value, at, unit = value + int(words[at + 1]), at + 2, last_digit(Decimal(words[at + 1]))  # "3 hundred and 21"
    if at > end and value >= 1000 and at < len(words) and words[at] != "and":
        rest = read_spelled(words, at)  # "2 million three hundred thousand"
        if rest is not None and rest[0] < unit:
            value, at, unit = value + rest[0], rest[1], last_digit(rest[0])
    return Numeral(start=start, end=at, values=(plain(value),), unit_digit=plain(unit))
