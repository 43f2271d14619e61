"""The table of hedges, row by row: what the words allow, what a reader takes from them, and how a file changes it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import SettingsError
from factcheck.lexicon.hedges import load_hedges
from factcheck.models import Hedge, HedgeKind, Interval
from factcheck.numerals import Numeral, scan_numerals
from factcheck.numerals.intervals import intervals, range_interval

DESK = """
[kinds.about]
low = { units = "1", share = "0.1" }
high = { units = "1", share = "0.1" }
strict = "plausible"

[cues.before]
about = ["give or take"]
"""
KINDS: tuple[HedgeKind, ...] = ("exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most")


def numeral(text: str) -> Numeral:
    (found,) = scan_numerals(text.split())
    return found


def read(text: str, kind: HedgeKind, preset: str | None = None, *, count: bool = True) -> tuple[str, str]:
    """Strict and plausible interval, written as in the design's table."""
    hedge = Hedge(kind) if kind == "exact" else Hedge(kind, "cue")
    strict, plausible = intervals(numeral(text), hedge, load_hedges(preset), count=count)
    return written(strict), written(plausible)


def written(interval: Interval) -> str:
    low = "(" if interval.low is None or interval.low_open else "["
    high = ")" if interval.high is None or interval.high_open else "]"
    ends = ("-∞" if interval.low is None else interval.low, "∞" if interval.high is None else interval.high)
    return f"{low}{ends[0]}, {ends[1]}{high}"


@pytest.mark.parametrize(
    ("text", "kind", "plausible", "strict"),
    [
        # about: x ± min(2u, x/5)
        ("2,500", "about", "[2300, 2700]", "[2300, 2700]"),
        ("2,000", "about", "[1600, 2400]", "[1600, 2400]"),
        ("7", "about", "[5.6, 8.4]", "[5.6, 8.4]"),
        ("68", "about", "[66, 70]", "[66, 70]"),
        ("2.4 million", "about", "[2200000, 2600000]", "[2200000, 2600000]"),
        # nearly: [x − min(u/2, x/10), x)
        ("2,000", "nearly", "[1800, 2000)", "[1800, 2000)"),
        ("2,500", "nearly", "[2450, 2500)", "[2450, 2500)"),
        ("5", "nearly", "[4.5, 5)", "[4.5, 5)"),
        ("100", "nearly", "[90, 100)", "[90, 100)"),
        # more than: (x, x + max(1, min(u/2, x/4))]
        ("2,000", "more_than", "(2000, 2500]", "(2000, ∞)"),
        ("2,500", "more_than", "(2500, 2550]", "(2500, ∞)"),
        ("12", "more_than", "(12, 13]", "(12, ∞)"),
        ("100", "more_than", "(100, 125]", "(100, ∞)"),
        # at least: [x, x + max(1, min(u/2, x/4))]
        ("27", "at_least", "[27, 28]", "[27, ∞)"),
        ("300", "at_least", "[300, 350]", "[300, ∞)"),
        # less than: [x − min(2u, x/4), x)
        ("2,000", "less_than", "[1500, 2000)", "[0, 2000)"),
        ("10", "less_than", "[7.5, 10)", "[0, 10)"),
        ("2,530", "less_than", "[2510, 2530)", "[0, 2530)"),
        # at most: [x − min(2u, x/4), x]
        ("10", "at_most", "[7.5, 10]", "[0, 10]"),
        ("3,500", "at_most", "[3300, 3500]", "[0, 3500]"),
        # bare: x; a count of 100 or more that ends in two zeros: x ± min(u/2, x/20)
        ("44", "exact", "[44, 44]", "[44, 44]"),
        ("90", "exact", "[90, 90]", "[90, 90]"),
        ("100", "exact", "[95, 105]", "[95, 105]"),
        ("20,000", "exact", "[19000, 21000]", "[19000, 21000]"),
        ("2,500", "exact", "[2450, 2550]", "[2450, 2550]"),
        ("2,510", "exact", "[2510, 2510]", "[2510, 2510]"),
        ("150", "exact", "[150, 150]", "[150, 150]"),
        # vague plurals
        ("tens", "vague", "[20, 90]", "[10, 100]"),
        ("dozens", "vague", "[24, 99]", "[12, 120]"),
        ("scores", "vague", "[40, 99]", "[20, 200]"),
        ("hundreds", "vague", "[200, 999]", "[100, 1000]"),
        ("thousands", "vague", "[2000, 9999]", "[1000, 10000]"),
        ("millions", "vague", "[2000000, 9999999]", "[1000000, 10000000]"),
        ("tens of thousands", "vague", "[20000, 90000]", "[10000, 100000]"),
        ("hundreds of thousands", "vague", "[200000, 999000]", "[100000, 1000000]"),
        ("several", "vague", "[3, 9]", "[3, 9]"),
        ("a few", "vague", "[3, 5]", "[3, 5]"),
        ("a couple", "vague", "[2, 3]", "[2, 3]"),
        ("several hundred", "vague", "[300, 900]", "[300, 900]"),
        ("a few thousand", "vague", "[3000, 5000]", "[3000, 5000]"),
    ],
)
def test_row(text: str, kind: HedgeKind, plausible: str, strict: str):
    assert read(text, kind) == (strict, plausible)


def test_word_that_says_exactly_takes_the_roundness_away():
    strict, plausible = intervals(numeral("200"), Hedge("exact", "exactly"), load_hedges())
    assert strict == plausible == Interval.point(Decimal(200))


@pytest.mark.parametrize(("kind", "strict"), [("less_than", "(-∞, 40)"), ("at_most", "(-∞, 40]")])
def test_measurement_may_be_negative(kind: HedgeKind, strict: str):
    assert read("40", kind, count=False)[0] == strict


def test_measurement_is_never_round():
    assert read("2,000", "exact", count=False) == ("[2000, 2000]", "[2000, 2000]")


@pytest.mark.parametrize(("low", "high"), [("12", "15"), ("15", "12")])
def test_range_keeps_both_ends(low: str, high: str):
    assert written(range_interval(numeral(low), numeral(high))) == "[12, 15]"


@pytest.mark.parametrize(("word", "number"), [("tens", 10), ("dozens", 12), ("hundreds", 100)])
def test_preset_gives_one_number(word: str, number: int):
    assert read(word, "vague", "acled") == (f"[{number}, {number}]", f"[{number}, {number}]")


def test_preset_leaves_the_rest():
    assert read("scores", "vague", "acled") == read("scores", "vague")
    assert read("2,000", "nearly", "acled") == read("2,000", "nearly")


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(KINDS))
def test_plausible_lies_within_strict_and_counts_are_never_negative(number: int, kind: HedgeKind):
    strict, plausible = intervals(numeral(str(number)), Hedge(kind), load_hedges())
    assert plausible.low is not None
    assert plausible.high is not None
    assert 0 <= plausible.low <= plausible.high
    assert strict.low is not None
    assert 0 <= strict.low <= plausible.low
    assert strict.high is None or plausible.high <= strict.high


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(KINDS[1:]))
def test_inexact_number_is_never_empty(number: int, kind: HedgeKind):
    _, plausible = intervals(numeral(str(number)), Hedge(kind), load_hedges())
    assert plausible.low is not None
    assert plausible.high is not None
    assert plausible.low < plausible.high


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("about", "about"),
        ("an estimated", "about"),
        ("nearly", "nearly"),
        ("just under", "less_than"),
        ("more than", "more_than"),
        ("in excess of", "more_than"),
        ("at least", "at_least"),
        ("no fewer than", "at_least"),
        ("less than", "less_than"),
        ("up to", "at_most"),
        ("no more than", "at_most"),
        ("no longer than", "at_most"),
        ("as many as", "at_most"),
        ("exactly", "exact"),
    ],
)
def test_cue_before(words: str, kind: HedgeKind):
    assert load_hedges().before[tuple(words.split())] == kind


@pytest.mark.parametrize("row", ["or more = at_least", "or so = about", "or less = at_most", "or fewer = at_most"])
def test_cue_after(row: str):
    words, kind = row.split(" = ")
    assert load_hedges().after[tuple(words.split())] == kind


def test_no_cue_has_two_kinds():
    table = load_hedges()
    assert max(map(len, [*table.before, *table.after])) == table.longest
    assert all(word == word.lower() for cue in table.before for word in cue)


def test_user_file_lies_over_the_table(tmp_path: Path):
    file = tmp_path / "desk.toml"
    file.write_text(DESK, "utf8")
    assert read("2,500", "about", str(file)) == ("[2400, 2600]", "[2400, 2600]")
    assert read("2,000", "nearly", str(file)) == read("2,000", "nearly")
    assert load_hedges(str(file)).before["give", "or", "take"] == "about"


def test_user_file_does_not_change_the_shipped_table(tmp_path: Path):
    before = read("dozens", "vague")
    file = tmp_path / "desk.toml"
    file.write_text('[vague]\ndozens = { plausible = ["30", "40"] }\n', "utf8")
    assert read("dozens", "vague", str(file))[1] == "[30, 40]"
    assert read("dozens", "vague") == before


@pytest.mark.parametrize(
    "content",
    [
        "not toml at all [",
        '[kinds.about]\nlow = "wide"\n',
        '[kinds.about.low]\nunits = "many"\nshare = "0.2"\n',
        '[cues.before]\nperhaps = ["perhaps"]\n',
        '[vague]\ndozens = { plausible = ["24"] }\n',
        'kinds = "none"\n',
    ],
)
def test_bad_file_is_one_line(tmp_path: Path, content: str):
    file = tmp_path / "bad.toml"
    file.write_text(content, "utf8")
    with pytest.raises(SettingsError) as caught:
        load_hedges(str(file))
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_file_in_another_encoding_is_named(tmp_path: Path):
    file = tmp_path / "latin.toml"
    file.write_bytes("# Größe\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"latin\.toml"):
        load_hedges(str(file))


def test_unknown_name_lists_the_presets():
    with pytest.raises(SettingsError, match="acled"):
        load_hedges("nobody")


def test_folder_is_no_file(tmp_path: Path):
    with pytest.raises(SettingsError):
        load_hedges(str(tmp_path))


def test_bound_right_at_its_number_is_as_near_as_nearly():
    (numeral,) = scan_numerals(["2,000"])
    close = intervals(numeral, Hedge("less_than", "just under"), load_hedges())
    assert close == intervals(numeral, Hedge("nearly", "nearly"), load_hedges())
    assert close != intervals(numeral, Hedge("less_than", "under"), load_hedges())
