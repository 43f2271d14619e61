"""Train the entity recognizer and the lemmatizer of a pipeline on, over its frozen network.

usage: python training/heads.py CORPUS_FILE PIPELINE OUT_FOLDER

Only the weights above the shared network are updated, with a learning rate that falls to nothing. The lemmatizer, which
spaCy cannot train on, is one softmax over its rules and is fitted as such.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import Adam

SIZE, RATE, DROPOUT = 8, 0.001, 0.2
TOKENS, PASSES = 512, 12  # tokens of a step, passes over the words that have a lemma
# component, the annotation that it learns from, passes over the documents that carry it
HEADS = (("ner", "ENT_IOB", 5),)


def example(nlp: Language, doc: Doc) -> Example:
    """Return a document beside its bare words."""
    bare = Doc(nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    return Example(bare, doc)


def train(nlp: Language, name: str, docs: list[Doc], passes: int) -> None:
    """Update one component; the network below it gives its vectors and stays as it is."""
    rng, optimizer, done = random.Random(0), Adam(RATE), 0
    steps = passes * (len(docs) // SIZE + 1)
    with nlp.select_pipes(enable=["tok2vec", name]):
        for _ in range(passes):
            rng.shuffle(docs)
            for batch in minibatch(docs, SIZE):  # type: ignore[no-untyped-call]  # spaCy has no type for it
                optimizer.learn_rate = RATE * (1 - done / steps)
                examples = [example(nlp, doc) for doc in batch]
                nlp.update(examples, sgd=optimizer, drop=DROPOUT, exclude=["tok2vec"], annotates=["tok2vec"])
                done += 1


def fit_lemmatizer(nlp: Language, rules: Language, docs: list[Doc]) -> None:
    """Fit the softmax over the lemmatizer's rules to the network's vectors; `rules` is a second copy that may grow."""
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    trees = cast("Any", rules.get_pipe("trainable_lemmatizer")).trees
    label_of = {tree: at for at, tree in enumerate(lemmatizer.cfg["labels"])}
    rows, labels = [], []
    tok2vec: Any = nlp.get_pipe("tok2vec")
    bare = (example(nlp, doc).predicted for doc in docs)
    for doc, gold in zip(tok2vec.pipe(bare, batch_size=128), docs, strict=True):
        for at, token in enumerate(gold):
            label = label_of.get(trees.add(token.text, token.lemma_)) if token.lemma_ else None
            if label is not None:
                rows.append(doc.tensor[at])
                labels.append(label)
    softmax = next(node for node in lemmatizer.model.walk() if node.name == "softmax")
    inputs, wanted = np.asarray(rows, dtype="float32"), np.asarray(labels)
    weights, bias = softmax.get_param("W").copy(), softmax.get_param("b").copy()
    rng, optimizer = np.random.default_rng(0), Adam(RATE)
    steps = PASSES * (len(wanted) // TOKENS + 1)
    for step in range(steps):
        optimizer.learn_rate = RATE * (1 - step / steps)
        picked = rng.integers(0, len(wanted), TOKENS)
        scores = inputs[picked] @ weights.T + bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        scores /= scores.sum(axis=1, keepdims=True)
        scores[np.arange(TOKENS), wanted[picked]] -= 1
        scores /= TOKENS
        weights, _ = optimizer((0, "W"), weights, scores.T @ inputs[picked])
        bias, _ = optimizer((0, "b"), bias, scores.sum(axis=0))
    softmax.set_param("W", weights)
    softmax.set_param("b", bias)


def main(corpus: Path, pipeline: str, out: Path) -> None:
    """Write the pipeline with its entity recognizer trained on."""
    nlp = spacy.load(pipeline)
    docs = list(DocBin().from_disk(corpus).get_docs(nlp.vocab))
    for name, annotation, passes in HEADS:
        train(nlp, name, [doc for doc in docs if doc.has_annotation(annotation)], passes)
    fit_lemmatizer(nlp, spacy.load(pipeline), [doc for doc in docs if doc.has_annotation("LEMMA")])
    nlp.to_disk(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
