"""lemminflect with its two tables opened as sorted lines, of which only the lines of a word asked for are read.

The library reads both files into nested dictionaries, which takes most of a second and fifty megabytes for the few
hundred words of a run. The lines are its own, and so is all else (overrides, auxiliaries, guesses at unknown words), so
the answers are the same; a copy of its tables in another form would have to be shipped and kept in step with it.
"""

from __future__ import annotations

import functools
import gzip
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

__all__ = ["Table", "load_lemminflect"]

Entry = dict[str, tuple[str, ...]]


class Table(Mapping[str, Entry]):
    """A gzipped file of "word,category,…" lines, read as a mapping from a word to what its lines say together."""

    __slots__ = ("_fixed", "_lines", "_parse")

    def __init__(self, path: str, parse: Callable[[str], Entry], *, fixed: Mapping[str, Entry]) -> None:
        # nothing is taken for granted of the file's order, and sorting what is nearly sorted is quick
        self._lines = sorted(gzip.decompress(Path(path).read_bytes()).decode().split("\n"))
        self._parse, self._fixed = parse, fixed

    def __getitem__(self, word: str) -> Entry:
        if word in self._fixed:
            return self._fixed[word]
        entry: Entry = {}
        for line in self._lines_of(word):
            entry |= self._parse(line)
        if not entry:
            raise KeyError(word)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter({line.partition(",")[0]: None for line in self._lines if line} | dict.fromkeys(self._fixed))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _lines_of(self, word: str) -> Iterator[str]:
        """Return the lines of a word; a comma belongs to the form of a line and is in no word."""
        start = f"{word},"
        if "," in word:
            return iter(())
        first = bisect_left(self._lines, start)
        return takewhile(
            lambda line: line.startswith(start), (self._lines[at] for at in range(first, len(self._lines)))
        )


@functools.cache
def load_lemminflect() -> Any:
    """Return the library, its lemmas and inflections in tables that open fast."""
    import lemminflect
    from lemminflect import config
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
    from lemminflect.core.LexicalUtils import categoryToUPos

    def lemmas(line: str) -> Entry:
        _, category, forms = LemmaLUCodec.fromString(line)
        return {categoryToUPos(category): forms}

    def inflections(line: str) -> Entry:
        _, _, forms = InflectionLUCodec.fromString(line)
        return dict(forms)

    # the attributes in which the library keeps what it has loaded; it asks for `get` alone
    lemminflect.Lemmatizer().lemma_dict = Table(config.lemma_lu_fn, lemmas, fixed={})
    fixed = InflectionLUCodec.updateForAuxMod({})
    lemminflect.Inflections().infl_dict = Table(config.inflection_lu_fn, inflections, fixed=fixed)
    return lemminflect
