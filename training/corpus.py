"""Turn the treebanks and the entity data into spaCy's training format.

usage: python training/corpus.py DATA_FOLDER OUT_FOLDER

Writes trees.spacy (EWT train, GUM subset), train.spacy (these and VOA news with entities), dev.spacy (EWT dev and a
slice of VOA), and ner-test.spacy (the last 1,200 sentences of the VOA data, one a document, for reporting only).
Sentences of one document are joined in runs of one to eight, so that the parser sees sentence ends.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans
from spacy.vocab import Vocab

ENTITY_LABELS = {"geo": "LOC", "gpe": "NORP", "per": "PERSON", "org": "ORG", "tim": "DATE"}
NER_TEST, NER_DEV = 1200, 800
Sentence = list[list[str]]


def read_conllu(path: Path) -> Iterator[list[Sentence]]:
    """Yield a document at a time, as sentences of ten-column rows."""
    document: list[Sentence] = []
    rows: Sentence = []
    with gzip.open(path, "rt", encoding="utf8") as handle:
        for raw in handle:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            if line and line[0] != "#":
                rows.append(line.split("\t"))
            elif not line and rows:
                document.append(rows)
                rows = []
    if document:
        yield document


def words_of(sentence: Sentence) -> dict[str, list[Any]]:
    """Return a sentence's words as columns; the words of a contraction touch, as its range line says."""
    out: dict[str, list[Any]] = {k: [] for k in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps")}
    index: dict[int, int] = {}
    range_end, range_space = -1, True
    for row in sentence:
        if "." in row[0]:
            continue
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            range_end, range_space = int(row[0].split("-")[1]), spaced
            continue
        number = int(row[0])
        index[number] = len(out["words"])
        out["words"].append(row[1])
        out["spaces"].append(False if number < range_end else range_space if number == range_end else spaced)
        out["lemmas"].append(row[2])
        out["pos"].append(row[3])
        out["tags"].append(row[4])
        out["morphs"].append("" if row[5] == "_" else row[5])
        out["heads"].append(int(row[6]))
        out["deps"].append(row[7])
    out["heads"] = [index[head] if head else i for i, head in enumerate(out["heads"])]
    out["deps"] = ["ROOT" if dep == "root" else dep for dep in out["deps"]]
    return out


def parsed_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Return one document of several sentences, with the treebank's words, tags and trees."""
    columns: dict[str, list[Any]] = {
        k: [] for k in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps")
    }
    starts: list[bool | int | None] = []
    for sentence in sentences:
        row = words_of(sentence)
        row["heads"] = [head + len(columns["words"]) for head in row["heads"]]
        row["spaces"][-1] = True
        starts += [True] + [False] * (len(row["words"]) - 1)
        for key, values in row.items():
            columns[key] += values
    return Doc(
        vocab,
        words=columns["words"],
        spaces=columns["spaces"],
        tags=columns["tags"],
        pos=columns["pos"],
        morphs=columns["morphs"],
        lemmas=columns["lemmas"],
        heads=columns["heads"],
        deps=columns["deps"],
        sent_starts=starts,
    )


def runs(items: list[Any], rng: random.Random, most: int) -> Iterator[list[Any]]:
    """Yield the items in order, in runs of one to `most`."""
    start = 0
    while start < len(items):
        size = rng.randint(1, most)
        yield items[start : start + size]
        start += size


NO_SPACE_BEFORE = set(".,:;?!%)]}") | {"'s", "'", "n't", "'ll", "'re", "'ve", "'m", "'d", "...", "''"}
NO_SPACE_AFTER = set("$([{#£€")


def spacing(tokens: list[str]) -> list[bool]:
    """Guess where the words of a tokenized sentence were spaced; quotation marks open and close in turn."""
    out = [True] * len(tokens)
    opened = False
    for i, token in enumerate(tokens):
        if token in {'"', "``", "''"}:
            opened = not opened
            if opened:
                out[i] = False
            elif i:
                out[i - 1] = False
        elif token in NO_SPACE_BEFORE and i:
            out[i - 1] = False
        if token in NO_SPACE_AFTER:
            out[i] = False
    return out


def entity_doc(nlp: Language, sentences: list[dict[str, list[str]]]) -> Doc:
    """Return a document in the tokenizer's own words, with the entities whose ends fall on word boundaries."""
    text = ""
    spans: list[tuple[int, int, str]] = []
    for sentence in sentences:
        previous = "O"
        for token, spaced, tag in zip(sentence["tokens"], spacing(sentence["tokens"]), sentence["ner"], strict=True):
            label = ENTITY_LABELS.get(tag[2:])
            if label and tag.startswith("I-") and spans and previous == label:
                spans[-1] = (spans[-1][0], len(text) + len(token), label)
            elif label:
                spans.append((len(text), len(text) + len(token), label))
            previous = label or "O"
            text += token + (" " if spaced else "")
        text = text.rstrip(" ") + " "
    doc = nlp.make_doc(text.rstrip(" "))
    found = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    doc.set_ents(filter_spans([span for span in found if span is not None]))
    return doc


def main(data: Path, out: Path) -> None:
    """Write train.spacy, dev.spacy and ner-test.spacy from the data folder into `out`."""
    sys.path.insert(0, str(Path(__file__).parent))
    from functions import make_tokenizer_rules

    nlp = make_tokenizer_rules()(spacy.blank("en"))
    rng = random.Random(1)
    out.mkdir(parents=True, exist_ok=True)
    train, dev, test = (DocBin(store_user_data=False) for _ in range(3))
    for name in ("ewt-train", "gum-subset-train"):
        for document in read_conllu(data / "treebank" / f"{name}.conllu.gz"):
            for part in runs(document, rng, 8):
                train.add(parsed_doc(nlp.vocab, part))
    train.to_disk(out / "trees.spacy")
    for document in read_conllu(data / "treebank" / "ewt-dev.conllu.gz"):
        for part in runs(document, rng, 8):
            dev.add(parsed_doc(nlp.vocab, part))
    with gzip.open(data / "ner" / "gmb-voa.jsonl.gz", "rt", encoding="utf8") as handle:
        news = [json.loads(line) for line in handle]
    reported, held = news[-NER_TEST:], news[-NER_TEST - NER_DEV : -NER_TEST]
    for part in runs(news[: -NER_TEST - NER_DEV], rng, 4):
        train.add(entity_doc(nlp, part))
    for part in runs(held, rng, 4):
        dev.add(entity_doc(nlp, part))
    for sentence in reported:
        test.add(entity_doc(nlp, [sentence]))
    for name, docs in (("train", train), ("dev", dev), ("ner-test", test)):
        docs.to_disk(out / f"{name}.spacy")
        print(f"{name}: {len(docs)} documents")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
