"""The measures: what is shipped, how a user's file extends it, and what is wrong with a bad one."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from factcheck.errors import SettingsError
from factcheck.lexicon.catalogue import Measure, load_measures

NUMERIC = """
deaths injured missing detained displaced evacuated hostages infected rescued aboard troops attackers participants
strikers voters alliance_members affected without_power destroyed damaged damaged_or_destroyed released
duration starts_in age money share distance depth area speed temperature magnitude weight yield volume power pressure
votes seats jobs times flights buildings vehicles aircraft vessels weapons attacks children personnel teams residents
count
""".split()
CATEGORICAL = "cause status condition responsibility date_of clock place_of wound health role name".split()

OWN = """
[[measure]]
name = "sheep"
label = "sheep"
phrase = "the number of sheep"
weight = "0.9"
noun = ["sheep"]
"""


def own_file(folder: Path, content: str) -> Path:
    file = folder / "measures.toml"
    file.write_text(content, "utf8")
    return file


@pytest.mark.parametrize("name", NUMERIC)
def test_numeric_measure_is_shipped(name: str):
    assert load_measures()[name].kind == "numeric"


@pytest.mark.parametrize("name", [*CATEGORICAL, "quotation"])
def test_categorical_measure_is_shipped(name: str):
    assert load_measures()[name].kind == "categorical"


def test_every_measure_has_words_and_a_weight():
    for measure in load_measures().values():
        assert measure.label
        assert measure.phrase
        assert 0 <= measure.weight <= 1


def test_every_field_is_explained_in_the_head():
    shipped = resources.files("factcheck.lexicon") / "en" / "measures.toml"
    head = shipped.read_text("utf8").partition("\n\n")[0]
    explained = re.findall(r"^# +([a-z_]+) {2,}\S", head, re.MULTILINE)
    assert sorted(explained) == sorted(Measure.__struct_fields__)


@pytest.mark.parametrize("name", ["deaths", "injured", "detained", "displaced"])
def test_tolls_accumulate(name: str):
    assert load_measures()[name].accumulates


@pytest.mark.parametrize("name", ["troops", "missing", "age", "duration", "money"])
def test_other_numbers_do_not(name: str):
    assert not load_measures()[name].accumulates


@pytest.mark.parametrize("pair", ["money money", "share share", "length distance", "speed speed", "time duration"])
def test_dimension_has_its_measure(pair: str):
    dimension, name = pair.split()
    measure = load_measures().of_dimension(dimension)
    assert measure is not None
    assert measure.name == name


def test_unknown_dimension_has_none():
    assert load_measures().of_dimension("taste") is None


def test_a_count_is_no_dimension():
    assert load_measures().of_dimension("count") is None


def test_trigger():
    catalogue = load_measures()
    deaths = catalogue.triggered("object", "kill")
    assert deaths is not None
    assert deaths.name == "deaths"
    assert catalogue.triggered("subject", "kill") is None
    assert catalogue.triggered("noun", "spoon") is None


def test_own_measure_comes_first(tmp_path: Path):
    catalogue = load_measures(own_file(tmp_path, OWN))
    assert next(iter(catalogue)) == "sheep"
    assert catalogue["sheep"].weight == Decimal("0.9")
    assert set(load_measures()) < set(catalogue)


def test_own_measure_replaces_the_shipped_one(tmp_path: Path):
    catalogue = load_measures(own_file(tmp_path, OWN.replace('"sheep"', '"deaths"', 1)))
    assert catalogue["deaths"].label == "sheep"
    assert len(catalogue) == len(load_measures())
    assert load_measures()["deaths"].label == "deaths"


def test_own_measure_takes_a_word_from_a_shipped_one(tmp_path: Path):
    catalogue = load_measures(own_file(tmp_path, OWN.replace('noun = ["sheep"]', 'noun = ["soldier"]')))
    taken = catalogue.triggered("noun", "soldier")
    assert taken is not None
    assert taken.name == "sheep"


@pytest.mark.parametrize(
    "content",
    [
        "[[measure]",
        '[[measure]]\nname = "sheep"\n',
        OWN + 'colour = "white"\n',
        OWN.replace('"0.9"', '"much"'),
        OWN + 'kind = "vague"\n',
        'measures = ["sheep"]\n',
        "",
    ],
    ids=["no-toml", "no-label", "unknown-field", "no-number", "unknown-kind", "other-table", "empty"],
)
def test_bad_file_is_named_in_one_line(tmp_path: Path, content: str):
    file = own_file(tmp_path, content)
    with pytest.raises(SettingsError) as caught:
        load_measures(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "handle", ["@people.nosuch", "@handle", "@people", "@nosuch.list", "@people.a.b", "@a\\u0000.b"]
)
def test_list_that_is_not_there_is_named(tmp_path: Path, handle: str):
    file = own_file(tmp_path, OWN.replace('noun = ["sheep"]', f'noun = ["{handle}"]'))
    with pytest.raises(SettingsError) as caught:
        load_measures(file)
    assert str(caught.value) == f"{file}: no list {handle}".replace("\\u0000", "\0")


@pytest.mark.parametrize("weight", ["nan", "inf", "-inf", "-0.1", "1.01", '"NaN"', '"1e9"'])
def test_weight_out_of_range_is_named_with_its_measure(tmp_path: Path, weight: str):
    file = own_file(tmp_path, OWN.replace('"0.9"', weight))
    with pytest.raises(SettingsError, match=r"measure sheep: the weight .* is not a number from 0 to 1") as caught:
        load_measures(file)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize("weight", ["0", "1", '"0.5"'])
def test_weight_at_the_ends_is_allowed(tmp_path: Path, weight: str):
    assert 0 <= load_measures(own_file(tmp_path, OWN.replace('"0.9"', weight)))["sheep"].weight <= 1


def test_absent_file_is_named(tmp_path: Path):
    with pytest.raises(SettingsError, match="absent"):
        load_measures(tmp_path / "absent.toml")


def test_file_in_another_encoding_is_named(tmp_path: Path):
    file = tmp_path / "latin.toml"
    file.write_bytes("# Größe\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="latin"):
        load_measures(file)
