"""Add trees to the news sentences by the vote of several trained pipelines.

usage: python training/silver.py DATA_FOLDER CORPUS_FOLDER PIPELINE PIPELINE PIPELINE [...]

Reads the training part of the entity data and parses each sentence with every pipeline. A word's head is the one that
most pipelines give (the first named breaks a tie), its relation the one that most of those give; where the heads are
no tree with one root, the first pipeline's tree stands. A sentence whose heads fewer than SURE of the votes support
keeps its entities alone. Writes silver.spacy (the treebanks' documents and all news documents) and last.spacy (these
and dev.spacy, for the stage after which nothing is chosen). After Sagae and Lavie 2006, "Parser combination by
reparsing", and Surdeanu and Manning 2010, who found that plain voting comes close to it.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import spacy
from corpus import NER_DEV, NER_TEST, entity_doc, runs
from spacy.tokens import Doc, DocBin

SURE = 0.85
Tree = list[tuple[int, str]]


def voted(parses: list[Doc]) -> tuple[Tree, float]:
    """Return the heads and relations that most parses of one sentence give, and the share of votes for the heads."""
    tree: Tree = []
    support = 0
    for tokens in zip(*parses, strict=True):
        heads = Counter(token.head.i for token in tokens)
        head = max(heads, key=lambda each: (heads[each], each == tokens[0].head.i))
        labels = Counter(token.dep_ for token in tokens if token.head.i == head)
        tree.append((head, max(labels, key=lambda each: (labels[each], each == tokens[0].dep_))))
        support += heads[head]
    if not is_tree([head for head, _ in tree]):
        tree = [(token.head.i, token.dep_) for token in parses[0]]
    return tree, support / (len(parses) * max(len(tree), 1))


def is_tree(heads: list[int]) -> bool:
    """Return whether heads (a root's is itself) make one tree with one root."""
    if sum(head == i for i, head in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] != at and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if steps > len(heads):
            return False
    return True


def with_trees(docs: list[Doc], parsed: list[Doc], trees: list[Tree]) -> Doc:
    """Return one document of several sentences: the entities of `docs`, the tags of `parsed`, the voted `trees`."""
    columns: dict[str, list[Any]] = {
        key: [] for key in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "ents")
    }
    starts: list[bool | int | None] = []
    for doc, tree, arcs in zip(docs, parsed, trees, strict=True):
        base = len(columns["words"])
        columns["words"] += [token.text for token in tree]
        columns["spaces"] += [*(bool(token.whitespace_) for token in tree[:-1]), True]
        columns["tags"] += [token.tag_ for token in tree]
        columns["pos"] += [token.pos_ for token in tree]
        columns["morphs"] += [str(token.morph) for token in tree]
        columns["lemmas"] += [token.lemma_ for token in tree]
        columns["heads"] += [head + base for head, _ in arcs]
        columns["deps"] += [label for _, label in arcs]
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


def main(data: Path, corpus: Path, *names: str) -> None:
    """Write silver.spacy into the corpus folder, from three trained pipelines or more; the last one gives the tags."""
    pipelines = [spacy.load(name) for name in names]
    rng = random.Random(1)
    with gzip.open(data / "ner" / "gmb-voa.jsonl.gz", "rt", encoding="utf8") as handle:
        news = [json.loads(line) for line in handle][: -NER_TEST - NER_DEV]
    docs = [entity_doc(pipelines[0], [sentence]) for sentence in news]
    texts = [doc.text for doc in docs]
    parses = list(zip(*(list(nlp.pipe(texts)) for nlp in pipelines), strict=True))
    votes = [voted(list(each)) for each in parses]
    kept = [i for i, (tree, support) in enumerate(votes) if support >= SURE and is_tree([head for head, _ in tree])]
    out = DocBin(store_user_data=False)
    for doc in DocBin().from_disk(corpus / "train.spacy").get_docs(pipelines[0].vocab):
        if doc.has_annotation("DEP"):
            out.add(doc)
    for part in runs(kept, rng, 6):
        out.add(with_trees([docs[i] for i in part], [parses[i][-1] for i in part], [votes[i][0] for i in part]))
    for part in runs([i for i in range(len(votes)) if i not in set(kept)], rng, 4):
        out.add(entity_doc(pipelines[0], [news[i] for i in part]))
    out.to_disk(corpus / "silver.spacy")
    for doc in DocBin().from_disk(corpus / "dev.spacy").get_docs(pipelines[0].vocab):
        out.add(doc)
    out.to_disk(corpus / "last.spacy")
    print(f"{len(kept)} of {len(votes)} sentences with a voted tree; {len(out)} documents")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
