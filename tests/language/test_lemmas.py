"""lemminflect's tables opened as lines say what the library's own dictionaries say, word for word."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lemminflect import config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec

from factcheck.language import words
from factcheck.language.lemmas import Table, load_lemminflect

# regular and not, of several parts, with capitals, apostrophes and accents, auxiliaries, overridden, unknown, odd
WORDS = (
    "troops soldiers fled left lying saw aircraft people police men women children teeth geese sheep media data "
    "criteria formulæ purées bus buses gas news series politics can may will dare is were being 'll ellis's "
    "businesspeople whereabouts us them gotten leapt panicking blorged snarfings zib covid-19 x , noun,verb naïve ß"
).split()
SAMPLE = [*WORDS, "", " ", "two words", "a,noun", "\n"]
PARTS = ("NOUN", "VERB")


def holders() -> dict[str, Any]:
    library = load_lemminflect()
    return {"lemma_dict": library.Lemmatizer(), "infl_dict": library.Inflections()}


@pytest.fixture(scope="module")
def own() -> dict[str, dict[str, Any]]:
    """Return the dictionaries that the library makes of its files by itself."""
    return {
        "lemma_dict": LemmaLUCodec.load(config.lemma_lu_fn),
        "infl_dict": InflectionLUCodec.load(config.inflection_lu_fn),
    }


def forget() -> None:
    for function in (words.verb_lemma, words.is_plural, words._mended):
        function.cache_clear()


@pytest.fixture
def forgetful() -> Iterator[None]:
    forget()
    yield
    forget()


def answers() -> list[tuple[object, ...]]:
    forget()
    return [
        (word, words.verb_lemma(word), words.is_plural(word), *(words._mended(word, word, part) for part in PARTS))
        for word in SAMPLE
    ]


def test_library_reads_our_tables():
    library = load_lemminflect()
    assert isinstance(library.Lemmatizer()._getLemmaDict(), Table)
    assert isinstance(library.Inflections()._getInflDict(), Table)


@pytest.mark.parametrize("name", ["lemma_dict", "infl_dict"])
def test_every_entry_is_the_librarys(own: dict[str, dict[str, Any]], name: str):
    table: Table = getattr(holders()[name], name)
    assert len(table) == len(own[name])
    assert dict(table) == own[name]


@pytest.mark.usefixtures("forgetful")
def test_answers_are_the_librarys(own: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch):
    ours = answers()
    for name, holder in holders().items():
        monkeypatch.setattr(holder, name, own[name])
    assert answers() == ours


@pytest.mark.parametrize("word", ["", ",", "b", "aa", "a,noun", "\n", "\udc80", "zz"])
def test_word_without_a_line_has_no_entry(tmp_path: Path, word: str):
    # neither in order nor without a gap
    (tmp_path / "table.gz").write_bytes(gzip.compress(b"z,noun,z\na,noun,a\n\nab,noun,ab\n"))
    table = Table(str(tmp_path / "table.gz"), lambda line: {line: ()}, fixed={"be": {"VB": ("be",)}})
    assert word not in table
    assert dict(table) == {
        "a": {"a,noun,a": ()}, "ab": {"ab,noun,ab": ()}, "z": {"z,noun,z": ()}, "be": {"VB": ("be",)}
    }  # fmt: skip
