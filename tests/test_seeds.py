"""The sample dispatches are our own words around the figures and quotations of the articles that they retell."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import frontmatter
import pytest

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
LONGEST_SHARED_RUN = 6
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
WORD = re.compile(r"\w+(?:[.,]\d+)*")

# What every editor would look up again: the figures, hedges and labels that the dispatches compare.
FIGURES = {
    "1-washington-tuesday": "dozens died | in two days | no more than 10 days | coup attempt | fuel costs | on Tuesday",
    "2-washington-monday": "20,000 terrorists | six post-Soviet states | thousands of demonstrators | on Monday",
    "3-tokayev-speech": "more than 2,000 troops | dozens dead | in two days | no longer than ten days | 68-year-old",
    "4-return-to-calm": "nearly 2,000 troops | around 10,000 people | hundreds were injured | in 1991",
    "5-first-troops": "about 2,500 Russian-led troops | five former Soviet republics and Russia | 18 security officers",
}
DIRT = {
    "1-washington-tuesday": ["Kazakhstan\u00a0s"],
    "3-tokayev-speech": ["\nAdvertisement\n"],
    "4-return-to-calm": ["\nknow more\n", "in 2011", "date 2022-01-11"],
    "5-first-troops": ["Dark Mode\nTuesday, 23 April 2024\n"],
}

each_seed = pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)


def body(path: Path) -> str:
    return frontmatter.load(str(path)).content


def plain(text: str) -> str:
    """Straight quotes, single spaces, lower case; a lost apostrophe is put back."""
    text = text.replace("’", "'").replace("‘", "'").replace("\u00a0", "'")
    return " ".join(text.split()).lower()


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = WORD.findall(plain(text))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def unquoted_parts(text: str) -> list[str]:
    return [part for paragraph in text.split("\n") for part in QUOTED.split(paragraph)]


def quotations(text: str) -> list[str]:
    return [found.strip('“”"').rstrip(",.") for line in text.split("\n") for found in QUOTED.findall(line)]


def original(path: Path, data_folder: Path) -> str:
    name = str(frontmatter.load(str(path))["retells"])
    return (data_folder / "seeds" / name).read_text(encoding="utf-8")


def test_there_are_five():
    assert [path.stem for path in SEEDS] == sorted(FIGURES)


@each_seed
def test_header(path: Path):
    header = frontmatter.load(str(path)).metadata
    assert set(header) <= {"title", "publisher", "published", "retells"}
    assert len(str(header["title"])) > 10
    assert re.fullmatch(r"00\d_[0-9a-f]{16}\.txt", str(header["retells"]))
    assert isinstance(header.get("published", dt.date.min), dt.date)


def test_each_retells_another_article():
    assert len({frontmatter.load(str(path))["retells"] for path in SEEDS}) == len(SEEDS)


@each_seed
def test_length(path: Path):
    assert 200 <= len(WORD.findall(body(path))) <= 330


@each_seed
def test_figures_are_kept(path: Path):
    text = plain(body(path))
    assert [words for words in FIGURES[path.stem].split(" | ") if words.lower() not in text] == []


@each_seed
def test_some_dirt_is_kept(path: Path):
    text = path.read_text(encoding="utf-8")
    assert [dirt for dirt in DIRT.get(path.stem, []) if dirt not in text] == []


def test_one_paragraph_is_repeated():
    paragraphs = [part for part in body(SEEDS[2]).split("\n\n") if part != "Advertisement"]
    assert len(paragraphs) - len(set(paragraphs)) == 1


@each_seed
def test_words_outside_quotations_are_our_own(path: Path, data_folder: Path):
    length = LONGEST_SHARED_RUN + 1
    theirs = runs(original(path, data_folder), length)
    title = str(frontmatter.load(str(path))["title"])
    shared = {run for part in [title, *unquoted_parts(body(path))] for run in runs(part, length) & theirs}
    assert shared == set()


@each_seed
def test_quotations_are_as_reported(path: Path, data_folder: Path):
    text = plain(original(path, data_folder))
    assert [quote for quote in quotations(body(path)) if plain(quote) not in text] == []
    assert quotations(body(path))
