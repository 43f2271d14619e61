"""Which words write a number, which number that is, and which words write none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.numerals import Numeral, parse_number, plain, scan_numerals, vague_base

WORDS = """
a and - / of the few several dozen dozens hundred thousands million half third two twenty five 12 2.4 2,000 bn
m k $ couple so
""".split()
ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
""".split()
NO_NUMBERS = (
    "people, a, an, and, a score, 12th, 1st, 2000s, F16, 12a, 1.2.3, -, third, second, million, 12 15, hundred-fold"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def scan(text: str) -> list[Numeral]:
    return list(scan_numerals(text.replace("-", " - ").split()))


def only(text: str) -> Numeral:
    (numeral,) = scan(text)
    return numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("2,000", 2000),
        ("1,234,567", 1234567),
        ("12,34,567", 1234567),
        ("3.5", "3.5"),
        (".5", "0.5"),
        ("007", 7),
        ("zero", 0),
        ("nineteen", 19),
        ("ninety", 90),
        ("twenty-five", 25),
        ("Forty-Two", 42),
        ("twenty five", 25),
        ("two hundred", 200),
        ("one hundred and five", 105),
        ("three hundred forty-one", 341),
        ("two thousand three hundred", 2300),
        ("two thousand three hundred and six", 2306),
        ("five hundred thousand", 500000),
        ("one million two hundred thousand", 1200000),
        ("a hundred", 100),
        ("a million", 1000000),
        ("a dozen", 12),
        ("three dozen", 36),
        ("three score", 60),
        ("2.4 million", 2400000),
        ("2.4-million", 2400000),
        ("1.5bn", 1500000000),
        ("1.5 bn", 1500000000),
        ("30k", 30000),
        ("4m", 4000000),
        ("6 trillion", 6 * 10**12),
        ("3 lakh", 300000),
        ("2 crore", 20000000),
        ("half a million", 500000),
        ("half", "0.5"),
        ("a quarter", "0.25"),
        ("two-thirds", "0.6666667"),
        ("one third", "0.3333333"),
        ("3 / 4", "0.75"),
        ("3/4", "0.75"),
        ("2½", "2.5"),
        ("5 1/2", "5.5"),
        ("two and a half", "2.5"),
        ("two-and-a-half", "2.5"),
        ("one and three quarters", "1.75"),
        ("a million and a half", 1500000),
        ("a quarter of a million", 250000),
        ("half dozen", 6),
        ("one in five", "0.2"),
        ("seven in 10", "0.7"),
        ("three out of four", "0.75"),
        ("one in every four", "0.25"),
        ("a hundred and twenty", 120),
        ("twenty-three thousand and fifty", 23050),
        ("eight million three hundred and twelve thousand and twenty-one", 8312021),
        ("fifteen hundred", 1500),
        ("two point five million", 2500000),
        ("20 000", 20000),
        ("1 250 000", 1250000),
        ("500 crores", 5000000000),
        ("5 millions", 5000000),
        ("3 x 10 ^ 5", 300000),
        ("2 quadrillion", 2 * 10**15),
    ],
)
def test_number(text: str, number: str | int):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [*NO_NUMBERS.split(", "), "", "   ", "1,2", "1,2345"],
)
def test_no_number(text: str):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "base", "name", "unit_digit"),
    [
        ("dozens", 12, "dozens", 12),
        ("scores", 20, "scores", 20),
        ("hundreds", 100, "hundreds", 100),
        ("Thousands", 1000, "thousands", 1000),
        ("tens of thousands", 10000, "tens of thousands", 10000),
        ("hundreds of thousands", 100000, "hundreds of thousands", 100000),
        ("tens of millions", 10**7, "tens of millions", 10**7),
        ("several", 3, "several", 1),
        ("a few", 3, "few", 1),
        ("a handful", 3, "handful", 1),
        ("a couple", 2, "couple", 1),
        ("several hundred", 300, "several hundred", 100),
        ("a couple of hundred", 200, "couple hundred", 100),
        ("a few thousand", 3000, "few thousand", 1000),
        ("several hundred thousand", 300000, "several hundred thousand", 100000),
    ],
)
def test_vague(text: str, base: int, name: str, unit_digit: int):
    numeral = only(text)
    assert [numeral.value, numeral.unit_digit] == [base, unit_digit]
    assert numeral.vague == name
    assert (numeral.start, numeral.end) == (0, len(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "the few who stayed",
        "very few people",
        "so few of them",
        "too few",
        "as few as can be",
        "a third explosion",
        "a fifth person",
    ],
)
def test_vague_words_that_count_nothing(text: str):
    assert scan(text) == []


@pytest.mark.parametrize(
    ("word", "base"), [("dozens", 12), ("tens", 10), ("several", 3), ("couple", 2), ("crores", 10**7)]
)
def test_vague_base(word: str, base: int):
    assert vague_base(word) == base


@pytest.mark.parametrize(
    ("text", "unit_digit"),
    [
        ("2,000", 1000),
        ("2,500", 100),
        ("2,510", 10),
        ("7", 1),
        ("0", 1),
        ("2.4 million", 100000),
        ("2.0", "0.1"),
        ("1.25 billion", 10000000),
        ("1.5bn", 100000000),
        ("two hundred", 100),
        ("twenty-five", 1),
        ("twenty", 10),
        ("three dozen", 12),
        ("a hundred", 100),
        ("68", 1),
    ],
)
def test_unit_of_the_last_digit(text: str, unit_digit: str | int):
    assert only(text).unit_digit == Decimal(unit_digit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("26 criminals and 18 officers", [26, 18]),
        ("between 12 and 15 people", [12, 15]),
        ("12 - 15 people", [12, 15]),
        ("two to three million", [2, 3000000]),
        ("five people and twenty children", [5, 20]),
        ("one hundred people and fifty more", [100, 50]),
        ("killed 12 , 30 injured", [12, 30]),
        ("dozens of people and hundreds of soldiers", [12, 100]),
        ("two thousand and five hundred", [2000, 500]),
        ("five and two", [5, 2]),
        ("1 in 2 years", [1, 2]),
        ("five in 2019", [5, 2019]),
        ("3.5 out of 5", ["3.5", 5]),
    ],
)
def test_numbers_of_a_run_stay_apart(text: str, found: list[int | str]):
    assert [numeral.value for numeral in scan(text)] == [Decimal(number) for number in found]


@pytest.mark.parametrize(
    "text", ["half the town", "two thirds of the vote", "a quarter of the fleet", "one fifth of it"]
)
def test_fraction_is_a_part_of_a_whole(text: str):
    assert only(text).fraction


@pytest.mark.parametrize("text", ["half a million", "12", "dozens"])
def test_whole_number_is_no_fraction(text: str):
    assert not only(text).fraction


@pytest.mark.parametrize(("sign", "values"), [("$", [5000000]), ("£", [5000000])])
def test_single_letter_multiplies_money_alone(sign: str, values: list[int]):
    assert [numeral.value for numeral in scan(f"{sign} 5 m")] == values
    assert [numeral.value for numeral in scan("walked 5 m")] == [5]


@pytest.mark.parametrize("text", ["1" + "0" * 28, "9" * 60, "1" + ",000" * 20, "1.5" + " million" * 9])
def test_number_of_many_digits_is_read_or_left_without_an_error(text: str):
    parse_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "10 ^ 30",
        "123456789012345678 trillion",
        "1 " + "000 " * 9,
        "123 456 789 012 345 678 901 234 567 890",
        "a " + "million " * 5,
        "tens " + "of thousands " * 40,
        "several " + "hundred " * 30,
        "3 x 10 ^ -30",
        "two point " + "one " * 60,
    ],
)
def test_number_past_all_bounds_is_none_and_neither_are_its_parts(text: str):
    assert list(scan_numerals(text.split())) == []


@pytest.mark.parametrize(("text", "value"), [("10 ^ 23", 10**23), ("999 billion trillion", 999 * 10**21)])
def test_number_within_the_bounds_is_kept(text: str, value: int):
    assert [numeral.value for numeral in scan_numerals(text.split())] == [value]


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_with_commas_come_back(number: int):
    assert parse_number(f"{number:,}") == number


@given(st.integers(min_value=0, max_value=99))
def test_spelled_number_comes_back(number: int):
    tens = TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    written = ONES[number] if number < 20 else tens
    assert parse_number(written) == number


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_numerals_lie_in_order_inside_the_run(words: list[str]):
    numerals = list(scan_numerals(words))
    ends = [0, *(numeral.end for numeral in numerals)]
    for before, numeral in zip(ends, numerals, strict=False):
        assert before <= numeral.start < numeral.end <= len(words)
        assert numeral.unit_digit > 0
        assert numeral.value >= 0


@given(st.lists(st.text(max_size=8), max_size=10))
def test_any_words_are_read_without_an_error(words: list[str]):
    assert all(numeral.values for numeral in scan_numerals(words))


@given(st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=3))
def test_plain_keeps_the_number_and_drops_the_exponent(number: Decimal):
    assert plain(number) == number
    assert "E" not in str(plain(Decimal(number.to_integral_value())))
