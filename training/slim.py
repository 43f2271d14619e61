"""Make a trained pipeline smaller and faster: what it does not need is taken out, the training after it mends the rest.

usage: python training/slim.py PIPELINE CORPUS_FILE OUT_FOLDER [UNITS]

The table for IS_SPACE becomes a constant in the layer above it, the lemmatizer keeps the rules that it
applies at least thrice in the corpus, and the parser keeps the UNITS hidden units that weigh most.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import functions  # noqa: F401  registers what the configs name
import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

# token attributes whose table goes, with the value that nearly every token of a text has
CONSTANT = {"IS_SPACE": 0}
TIMES, TEXTS = 3, 6000


def pipe(nlp: Language, name: str) -> Any:
    """Return a component; spaCy's type for it has neither a model nor bytes."""
    return nlp.get_pipe(name)


def layers(model: Any, name: str) -> list[Any]:
    """Return a model's layers of a name, in order."""
    return [node for node in model.walk() if node.name == name]


def fold_tables(old: Language, new: Language) -> None:
    """Copy the shared network, the tables that are gone as a constant."""
    before, after = pipe(old, "tok2vec").model, pipe(new, "tok2vec").model
    attrs = old.config["components"]["tok2vec"]["model"]["embed"]["attrs"]
    tables, kept = layers(before, "hashembed"), iter(layers(after, "hashembed"))
    wide, narrow = layers(before, "maxout"), layers(after, "maxout")
    weights, bias = wide[0].get_param("W"), wide[0].get_param("b").copy()
    width, columns = tables[0].get_dim("nO"), []
    for at, (attr, table) in enumerate(zip(attrs, tables, strict=True)):
        part = weights[:, :, at * width : (at + 1) * width]
        if attr in CONSTANT:
            bias += part @ table.predict(np.array([CONSTANT[attr]], dtype="uint64"))[0]
        else:
            columns.append(part)
            next(kept).set_param("E", table.get_param("E"))
    narrow[0].set_param("W", np.ascontiguousarray(np.concatenate(columns, axis=2)))
    narrow[0].set_param("b", bias)
    for one, two in zip(wide[1:], narrow[1:], strict=True):
        two.set_param("W", one.get_param("W"))
        two.set_param("b", one.get_param("b"))
    for one, two in zip(layers(before, "layernorm"), layers(after, "layernorm"), strict=True):
        two.set_param("G", one.get_param("G"))
        two.set_param("b", one.get_param("b"))


def keep_units(old: Language, new: Language, units: int) -> None:
    """Copy the parser with the hidden units whose weights above and below are the largest.

    The layer that widens the shared vectors is multiplied into the one above it and parted again at its true rank.
    """
    before, after = pipe(old, "parser").model, pipe(new, "parser").model
    lower, upper = before.get_ref("lower"), before.get_ref("upper")
    wide, narrow = (layers(model.get_ref("tok2vec"), "linear")[0] for model in (before, after))
    sums = np.sqrt((lower.get_param("W") ** 2).sum(axis=(0, 2, 3)))
    kept = np.sort(np.argsort(-np.linalg.norm(upper.get_param("W"), axis=0) * sums)[:units])
    weights = lower.get_param("W")[:, kept]
    product = weights.reshape(-1, weights.shape[-1]) @ wide.get_param("W")
    left, values, right = np.linalg.svd(product, full_matrices=False)
    rank = min(units, len(values))
    above = np.zeros((left.shape[0], units), dtype="float32")
    below = np.zeros((units, right.shape[1]), dtype="float32")
    root = np.sqrt(values[:rank])
    above[:, :rank], below[:rank] = left[:, :rank] * root, right[:rank] * root[:, None]
    bias = np.linalg.lstsq(above, weights.reshape(-1, weights.shape[-1]) @ wide.get_param("b"), rcond=None)[0]
    narrow.set_param("W", below)
    narrow.set_param("b", bias.astype("float32"))
    new_lower, new_upper = after.get_ref("lower"), after.get_ref("upper")
    new_lower.set_param("W", np.ascontiguousarray(above.reshape(*weights.shape[:3], units)))
    new_lower.set_param("b", np.ascontiguousarray(lower.get_param("b")[kept]))
    new_lower.set_param("pad", np.ascontiguousarray(lower.get_param("pad")[:, :, kept]))
    new_upper.set_param("W", np.ascontiguousarray(upper.get_param("W")[:, kept]))
    new_upper.set_param("b", upper.get_param("b"))


def keep_rules(old: Language, new: Language, corpus: Path) -> None:
    """Copy the lemmatizer with the rules that it applies in the corpus."""
    before, after, used = pipe(old, "trainable_lemmatizer"), pipe(new, "trainable_lemmatizer"), Counter[int]()
    docs = islice(DocBin().from_disk(corpus).get_docs(old.vocab), TEXTS)
    bare = (Doc(old.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in docs)
    for doc in pipe(old, "tok2vec").pipe(bare, batch_size=128):
        used.update(before.model.predict([doc])[0].argmax(axis=1).tolist())
    kept = [at for at in range(len(before.cfg["labels"])) if used[at] >= TIMES]
    after.from_bytes(before.to_bytes(exclude=["model"]), exclude=["model"])
    after.cfg["labels"] = [before.cfg["labels"][at] for at in kept]
    wide, narrow = layers(before.model, "softmax")[0], layers(after.model, "softmax")[0]
    narrow.set_dim("nO", len(kept))
    narrow.set_dim("nI", wide.get_dim("nI"))
    for name in ("W", "b"):
        narrow.set_param(name, np.ascontiguousarray(wide.get_param(name)[kept]))
    print(f"{len(kept)} rules of the lemmatizer kept")


def main(pipeline: Path, corpus: Path, out: Path, units: int) -> None:
    """Write the smaller pipeline."""
    old = spacy.load(pipeline)
    config: Any = old.config.copy()
    embed = config["components"]["tok2vec"]["model"]["embed"]
    kept = [at for at, attr in enumerate(embed["attrs"]) if attr not in CONSTANT]
    embed["attrs"], embed["rows"] = [embed["attrs"][at] for at in kept], [embed["rows"][at] for at in kept]
    config["components"]["parser"]["model"]["hidden_width"] = units
    new = type(old).from_config(config, vocab=old.vocab)
    tokenizers: tuple[Any, Any] = (old.tokenizer, new.tokenizer)
    tokenizers[1].from_bytes(tokenizers[0].to_bytes())
    for name in ("tagger", "morphologizer", "ner"):
        pipe(new, name).from_bytes(pipe(old, name).to_bytes())
    parser, source = pipe(new, "parser"), pipe(old, "parser")
    parser.moves.from_bytes(source.moves.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    parser.cfg.update(source.cfg)
    parser._resize()  # noqa: SLF001  the moves are known, the weights are copied next
    parser.model.initialize(X=[old.make_doc("A word.")])
    pipe(new, "tok2vec").model.initialize(X=[old.make_doc("A word.")])
    fold_tables(old, new)
    keep_rules(old, new, corpus)
    keep_units(old, new, units)
    new.to_disk(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 78)
