"""Which surfaces are units, in which dimension, and what one of them is in its base unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.units import find_currency, find_glued, find_unit, longest_surface, of_age, rate


@pytest.mark.parametrize(
    ("surface", "name", "dimension", "base", "factor"),
    [
        ("days", "day", "time", "s", 86400),
        ("day", "day", "time", "s", 86400),
        ("Days", "day", "time", "s", 86400),
        ("hours", "hour", "time", "s", 3600),
        ("hrs", "hour", "time", "s", 3600),
        ("week", "week", "time", "s", 604800),
        ("years", "year", "time", "s", 31557600),
        ("km", "kilometre", "length", "m", 1000),
        ("kilometers", "kilometre", "length", "m", 1000),
        ("kilometres", "kilometre", "length", "m", 1000),
        ("metres", "metre", "length", "m", 1),
        ("%", "percentage", "share", None, None),
        ("percent", "percentage", "share", None, None),
        ("per cent", "percentage", "share", None, None),
        ("$", "dollar", "money", None, None),
        ("dollars", "dollar", "money", None, None),
        ("€", "euro", "money", None, None),
        ("hectares", "hectare", "area", None, 10000),
        ("mph", None, "speed", None, None),
        ("miles per hour", None, "speed", None, None),
        ("km/h", None, "speed", None, None),
        ("square miles", None, "area", None, None),
    ],
)
def test_known_unit(surface: str, name: str | None, dimension: str, base: str | None, factor: int | None):
    unit = find_unit(surface)
    assert unit is not None
    assert unit.dimension == dimension
    assert name is None or unit.name == name
    assert unit.base is not None
    assert base is None or unit.base.unit == base
    assert factor is None or unit.base.factor == factor


def test_units_of_one_dimension_convert():
    mile, kilometre = find_unit("miles"), find_unit("km")
    assert mile is not None
    assert kilometre is not None
    assert mile.base is not None
    assert kilometre.base is not None
    assert mile.base.unit == kilometre.base.unit
    assert mile.base.factor / kilometre.base.factor == pytest.approx(Decimal("1.609344"))


def test_currencies_do_not_convert():
    dollar, euro = find_unit("dollars"), find_unit("euros")
    assert dollar is not None
    assert euro is not None
    assert dollar.base != euro.base


@pytest.mark.parametrize("pair", ["kilometers, kilometres", "%, per cent", "tonne, tonnes", "mph, miles per hour"])
def test_spellings_are_one_unit(pair: str):
    one, other = pair.split(", ")
    assert find_unit(one) == find_unit(other)


@pytest.mark.parametrize(
    "surface",
    """
    people troops soldiers seats stars cases rounds pages persons sets points lines shots votes houses bodies members
    states Monday killed the and
    """.split(),
)
def test_counted_noun_is_no_unit(surface: str):
    assert find_unit(surface) is None


@pytest.mark.parametrize("surface", ["", " ", "\x00", "…", "no such unit", "-"])
def test_no_unit(surface: str):
    assert find_unit(surface) is None


@pytest.mark.parametrize("surface", ["furlong", "furlongs", "teaspoons", "fathoms"])
def test_rare_unit_is_asked_of_quantulum3(surface: str):
    pytest.importorskip(
        "sklearn", reason="quantulum3 behaves differently beside scikit-learn, so it is tested beside it"
    )
    unit = find_unit(surface)
    assert unit is not None
    assert unit.base is not None
    assert unit.base.factor > 0


def test_longest_surface_has_several_words():
    assert longest_surface() >= len("miles per hour".split())


@given(st.text(max_size=12))
def test_any_surface_is_read_without_an_error(surface: str):
    unit = find_unit(surface)
    assert unit is None or unit.name


@pytest.mark.parametrize(
    "row", ["Ghz = gigahertz", "kw = kilowatt", "C = celsius", "c = cent", "p = p", "L = litre", "G = G", "x = count"]
)
def test_unit_glued_to_its_number(row: str):
    surface, name = row.split(" = ")
    unit = find_glued(surface)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize("surface", ["th", "st.", "pm", "s", "Kk"])
def test_glued_letters_that_are_no_unit(surface: str):
    assert find_glued(surface) is None


@pytest.mark.parametrize(
    "row", ["$ = dollar", "US$ = dollar", "RM = malaysian ringgit", "EUR = euro", "Rs = indian rupee"]
)
def test_currency_before_an_amount(row: str):
    surface, name = row.split(" = ")
    unit = find_currency(surface)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize("surface", ["dollar", "euros", "The", "km", "", "p", "won", "Yen"])
def test_word_that_stands_before_no_amount(surface: str):
    assert find_currency(surface) is None


def test_rate_compares_with_itself_alone():
    dollar = find_unit("$")
    assert dollar is not None
    monthly = rate(dollar, "month")
    assert monthly.name == "dollar per month"
    assert monthly.dimension == "money"
    assert monthly.base != dollar.base
    assert monthly == rate(dollar, "month")


def test_age_converts_as_its_unit_of_time_does():
    month = find_unit("months")
    assert month is not None
    assert of_age(month).name == "month of age"
    assert of_age(month).base == month.base
