"""Average the weights of two pipelines of one lineage.

usage: python training/blend.py FIRST SECOND SHARE_OF_SECOND OUT_FOLDER

Two stages of one training lie in one basin of the loss, so that the mean of their weights is a network as good as
either and steadier than both. After Wortsman et al. 2022, "Model soups". The entity recognizer is the first's.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import spacy

PARTS = ("tok2vec", "tagger", "morphologizer", "parser", "trainable_lemmatizer")


def main(first_name: str, second_name: str, share: float, out: Path) -> None:
    """Write the blend of the two pipelines."""
    first, second = spacy.load(first_name), spacy.load(second_name)
    for part in PARTS:
        pair: list[Any] = [first.get_pipe(part), second.get_pipe(part)]
        for one, two in zip(pair[0].model.walk(), pair[1].model.walk(), strict=True):
            for name in (name for name in one.param_names if one.has_param(name)):
                mean = (1 - share) * one.get_param(name).astype("float64") + share * two.get_param(name)
                one.set_param(name, mean.astype("float32"))
    first.to_disk(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), Path(sys.argv[4]))
