"""What is said of documents by hand: sources.toml beside them, and ID.field=value."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factcheck import SourceError, read

TEXT = "Sheep leave the plain\n\nAbout 2,500 sheep left the Varga plain on Friday morning.\n"


def fill(folder: Path, notes: str = "") -> Path:
    for name in ("a.txt", "b.c.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    if notes:
        (folder / "sources.toml").write_text(notes, encoding="utf-8")
    return folder


def test_a_table_a_document(tmp_path: Path):
    notes = '[a]\npublished = 2024-05-02\npublisher = "The Norby Post"\n["b.c.txt"]\nauthor = "Ida Falk"\n'
    one, two = read([fill(tmp_path, notes)])
    assert (one.published, one.publisher, two.author) == (dt.date(2024, 5, 2), "The Norby Post", "Ida Falk")
    assert one.found_in["published"] == "sources.toml"
    assert "published" not in two.found_in


def test_a_file_alone_takes_its_own_table(tmp_path: Path):
    fill(tmp_path, '[a]\npublisher = "The Norby Post"\n["b.c"]\nauthor = "Ida Falk"\n')
    (one,) = read([tmp_path / "a.txt"])
    assert one.publisher == "The Norby Post"


def test_a_key_on_the_command_line_goes_before_all(tmp_path: Path):
    fill(tmp_path, "[a]\npublished = 2024-05-02\n")
    one, two = read([tmp_path], by_hand=["a.published=2024-05-03", "b.c.title=Sheep go"])
    assert (str(one.published), one.found_in["published"]) == ("2024-05-03", "the command line")
    assert two.title == "Sheep go"


@pytest.mark.parametrize(
    ("notes", "line"),
    [
        ("[a\n", "no valid TOML"),
        ("a = 1\n", "“a” is no document"),
        ("[z]\ntitle = 'x'\n", "there is no document “z”; there are a, b.c"),
        ("[a]\nday = 2024-05-02\n", "a has no field “day”"),
        ("[a]\npublished = 'soon'\n", "“soon” is no whole date"),
        ("[a]\ntitle = ['x']\n", "a.title must be a line of text"),
    ],
)
def test_what_is_wrong_in_the_file_is_an_error(tmp_path: Path, notes: str, line: str):
    with pytest.raises(SourceError, match=r"^sources\.toml: ") as caught:
        read([fill(tmp_path, notes)])
    assert line in str(caught.value)


@pytest.mark.parametrize("pair", ["a", "published=2024-05-02", "a.day=1", "a.published=3 May", "z.title=x", "a.title="])
def test_what_is_wrong_on_the_command_line_is_an_error(tmp_path: Path, pair: str):
    with pytest.raises(SourceError):
        read([fill(tmp_path)], by_hand=[pair])


def test_the_same_key_twice_is_an_error(tmp_path: Path):
    with pytest.raises(SourceError, match=r"a\.title is given twice"):
        read([fill(tmp_path)], by_hand=["a.title=x", "a.title=y"])
