"""Train the entity recognizer of a pipeline on, over its frozen network.

usage: python training/heads.py CORPUS_FILE PIPELINE OUT_FOLDER

Only the weights above the shared network are updated, with a learning rate that falls to nothing.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import Adam

SIZE, RATE, DROPOUT = 8, 0.001, 0.2
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


def main(corpus: Path, pipeline: str, out: Path) -> None:
    """Write the pipeline with its entity recognizer trained on."""
    nlp = spacy.load(pipeline)
    docs = list(DocBin().from_disk(corpus).get_docs(nlp.vocab))
    for name, annotation, passes in HEADS:
        train(nlp, name, [doc for doc in docs if doc.has_annotation(annotation)], passes)
    nlp.to_disk(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
