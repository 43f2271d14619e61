"""Write what factcheck takes out of WordNet 3.0: the lexical classes of causes, and the words of one sense.

They are factcheck/lexicon/en/wordnet.toml and factcheck/lexicon/en/synonyms.toml.

usage: python training/wordnet.py WORDNET_FOLDER

WORDNET_FOLDER holds WordNet's files `data.*` and `index.*` (Debian's package wordnet-base has them). A class is
what its roots cover: every noun of one word below a root whose first, most frequent sense is the one that stands there.
A noun below the roots of two classes belongs to neither. Synonyms are common words that share a sense which is one of
the first two of each.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wordfreq import zipf_frequency

from factcheck.numerals import parse_number
from factcheck.stories.utterances.kinship import are_kin

# class: its roots as "lemma sense"; what is left out below them
ROOTS = {
    "natural": [
        "atmospheric_phenomenon 1",
        "geological_phenomenon 1",
        "storm 1",
        "precipitation 3",
        "flood 1",
        "lightning 1",
    ],
    "accident": [
        "accident 1",
        "malfunction 1",
        "mistake 1",
        "negligence 1",
        "carelessness 2",
        "short_circuit 1",
        "defect 3",
        "corrosion 2",
    ],
    "deliberate": [
        "arson 1",
        "explosive_device 1",
        "malevolent_program 1",
        "hacker 2",
        "mass_murderer 1",
        "murder 1",
        "vandalism 1",
    ],
    "plot": [
        "conspiracy 1",
        "conspiracy 2",
        "coup_d'etat 1",
        "terrorist 1",
        "insurgent 2",
        "terrorism 1",
        "subversion 2",
        "sabotage 1",
        "saboteur 1",
        "treason 1",
        "provocateur 1",
    ],
    "grievance": [
        "discontentment 1",
        "cost 1",
        "tax 1",
        "wage 1",
        "poverty 1",
        "unemployment 1",
        "injustice 1",
        "injustice 2",
        "inflation 1",
        "eviction 1",
        "bribery 1",
        "layoff 1",
        "discrimination 1",
        "repression 1",
    ],
}
# of many senses, so that the first says little of what a report means
LEFT_OUT = frozenset(
    "bolt deposit elements elves low quiet lode inversion puff soaker bungle concussion rounding corroding "
    "offside revoke breach lapse irregular takeover benefit boredom found fine perk want wrong toll royalty "
    "damages ransom bounty installment refund rates portage postage annuity premium reparation requital "
    "retribution deduction".split()
)
POINTERS = {"~"}  # kinds, not the names of single persons and storms


FIRST = 2  # senses
COMMON = 3.5  # on the Zipf scale; a rarer word is nobody's synonym in the news


class WordNet:
    """The words of one part of speech: synsets by offset, senses by lemma."""

    def __init__(self, folder: Path, kind: str = "noun") -> None:
        self.senses: dict[str, list[str]] = {}
        for line in (folder / f"index.{kind}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                parts = line.split()
                self.senses[parts[0]] = parts[-int(parts[2]) :]
        self.words: dict[str, list[str]] = {}
        self.written: dict[str, list[str]] = {}
        self.below: dict[str, list[str]] = {}
        for line in (folder / f"data.{kind}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                self._add(line)

    def _add(self, line: str) -> None:
        parts = line.split("|", maxsplit=1)[0].split()
        count = int(parts[3], 16)
        words = [parts[4 + 2 * at].split("(")[0] for at in range(count)]
        self.words[parts[0]] = [word.lower() for word in words]
        self.written[parts[0]] = words
        pointers = parts[5 + 2 * count :]
        self.below[parts[0]] = [pointers[at + 1] for at in range(0, len(pointers) - 3, 4) if pointers[at] in POINTERS]

    def under(self, offset: str) -> Iterator[str]:
        """Yield the synset and all below it."""
        seen, queue = {offset}, [offset]
        while queue:
            at = queue.pop()
            yield at
            for lower in self.below[at]:
                if lower not in seen:
                    seen.add(lower)
                    queue.append(lower)

    def nouns(self, root: str) -> Iterator[str]:
        """Yield the nouns of one word whose first sense lies under a root ("lemma sense")."""
        lemma, sense = root.split()
        for offset in self.under(self.senses[lemma][int(sense) - 1]):
            for word in self.words[offset]:
                if re.fullmatch(r"[a-z]{3,}", word) and self.senses[word][0] == offset:
                    yield word

    def synonyms(self) -> Iterator[str]:
        """Yield the common words of each sense that is one of their first, a row a sense."""
        for offset, words in self.written.items():
            alike = {
                word
                for word in words
                if re.fullmatch(r"[a-z]{3,}", word)
                and offset in self.senses[word][:FIRST]
                and zipf_frequency(word, "en", wordlist="small") >= COMMON
                and parse_number(f"two {word}") is None
                and parse_number(word) is None
            }
            if len(alike) > 1 and not all(are_kin(one, other) for one in alike for other in alike):
                yield " ".join(sorted(alike))


def main() -> None:
    """Write the classes, and the synonyms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    net = WordNet(folder)
    found = {name: {word for root in roots for word in net.nouns(root)} for name, roots in ROOTS.items()}
    counted = Counter(word for words in found.values() for word in words)
    lines = [HEAD.strip(), ""]
    for name, words in found.items():
        kept = sorted(word for word in words - LEFT_OUT if counted[word] == 1)
        lines += [f"[cause.{name}]", 'words = """', *_wrapped(kept), '"""', ""]
    target = Path(__file__).resolve().parent.parent / "factcheck" / "lexicon" / "en"
    (target / "wordnet.toml").write_text("\n".join(lines), encoding="utf-8")
    rows = sorted({row for kind in ("noun", "verb", "adj", "adv") for row in WordNet(folder, kind).synonyms()})
    head = HEAD.strip().replace("# Nouns by class of cause, made", "# Words of one sense, a row a sense.\n#\n# Made")
    (target / "synonyms.toml").write_text("\n".join([head, "", 'rows = """', *rows, '"""', ""]), encoding="utf-8")


def _wrapped(words: list[str], width: int = 120) -> Iterator[str]:
    line = ""
    for word in words:
        if len(line) + len(word) + 1 > width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


HEAD = """
# Nouns by class of cause, made by training/wordnet.py out of WordNet 3.0, Copyright 2006 by Princeton University. All
# rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES, EXPRESS OR IMPLIED. The licence permits use, copying, modification and distribution for any purpose and
# without fee: https://wordnet.princeton.edu/license-and-commercial-use
"""

if __name__ == "__main__":
    main()
