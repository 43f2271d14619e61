"""Add trees to the news sentences on which two trained pipelines agree (tri-training's condition, with two voters).

usage: python training/silver.py DATA_FOLDER CORPUS_FOLDER FIRST_PIPELINE SECOND_PIPELINE

Reads the training part of the entity data, parses each sentence with both pipelines, and keeps a tree where both give
one root, the same heads and the same relations. Writes silver.spacy: the treebanks' documents, and all news documents,
the agreed sentences with tree, tags and entities, the others with entities alone. After Zhou and Li 2005,
"Tri-training: exploiting unlabeled data using three classifiers", and Søgaard and Rishøj 2010 on its use for dependency
parsing.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path
from typing import Any

import spacy
from corpus import NER_DEV, NER_TEST, entity_doc, runs
from spacy.tokens import Doc, DocBin


def agrees(first: Doc, second: Doc) -> bool:
    """Return whether two parses of one sentence are the same tree with one root."""
    roots = sum(token.head == token for token in first)
    return roots == 1 and all(a.head.i == b.head.i and a.dep_ == b.dep_ for a, b in zip(first, second, strict=True))


def with_trees(docs: list[Doc], parsed: list[Doc]) -> Doc:
    """Return one document of several sentences: the entities of `docs`, the trees and tags of `parsed`."""
    columns: dict[str, list[Any]] = {
        key: [] for key in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "ents")
    }
    starts: list[bool | int | None] = []
    for doc, tree in zip(docs, parsed, strict=True):
        base = len(columns["words"])
        columns["words"] += [token.text for token in tree]
        columns["spaces"] += [*(bool(token.whitespace_) for token in tree[:-1]), True]
        columns["tags"] += [token.tag_ for token in tree]
        columns["pos"] += [token.pos_ for token in tree]
        columns["morphs"] += [str(token.morph) for token in tree]
        columns["lemmas"] += [token.lemma_ for token in tree]
        columns["heads"] += [token.head.i + base for token in tree]
        columns["deps"] += [token.dep_ for token in tree]
        columns["ents"] += [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc]
        starts += [token.i == 0 for token in tree]
    return Doc(
        parsed[0].vocab,
        words=columns["words"],
        spaces=columns["spaces"],
        tags=columns["tags"],
        pos=columns["pos"],
        morphs=columns["morphs"],
        lemmas=columns["lemmas"],
        heads=columns["heads"],
        deps=columns["deps"],
        ents=columns["ents"],
        sent_starts=starts,
    )


def main(data: Path, corpus: Path, first_name: Path, second_name: Path) -> None:
    """Write silver.spacy into the corpus folder, from two trained pipelines."""
    first, second = spacy.load(first_name), spacy.load(second_name)
    rng = random.Random(1)
    with gzip.open(data / "ner" / "gmb-voa.jsonl.gz", "rt", encoding="utf8") as handle:
        news = [json.loads(line) for line in handle][: -NER_TEST - NER_DEV]
    docs = [entity_doc(first, [sentence]) for sentence in news]
    texts = [doc.text for doc in docs]
    pairs = list(zip(first.pipe(texts), second.pipe(texts), strict=True))
    sure = [agrees(*pair) for pair in pairs]
    out = DocBin(store_user_data=False)
    for doc in DocBin().from_disk(corpus / "train.spacy").get_docs(first.vocab):
        if doc.has_annotation("DEP"):
            out.add(doc)
    for part in runs([i for i, kept in enumerate(sure) if kept], rng, 6):
        out.add(with_trees([docs[i] for i in part], [pairs[i][0] for i in part]))
    for part in runs([i for i, kept in enumerate(sure) if not kept], rng, 4):
        out.add(entity_doc(first, [news[i] for i in part]))
    out.to_disk(corpus / "silver.spacy")
    print(f"{sum(sure)} of {len(sure)} sentences parsed alike; {len(out)} documents")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:5]))
