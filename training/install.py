"""Put a trained pipeline into the package, with its card and its licence beside it.

usage: python training/install.py PIPELINE
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import spacy

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "factcheck" / "pipeline"


def main(pipeline: Path) -> None:
    """Replace the package's pipeline by this one, without the paths and settings of its training."""
    nlp = spacy.load(pipeline)
    nlp.meta.update(
        name="factcheck_news",
        version="1.0.0",
        description="English news: tagger, morphology, Universal Dependencies parser, lemmatizer, entities",
        author="The factcheck authors",
        license="CC BY-SA 4.0",
        email="",
        url="",
        sources=[
            {"name": "Universal Dependencies English Web Treebank", "license": "CC BY-SA 4.0"},
            {"name": "GUM, documents whose texts are CC BY or public domain", "license": "CC BY"},
            {
                "name": "Voice of America news with entities, from the Groningen Meaning Bank",
                "license": "public domain texts",
            },
        ],
    )
    # the paths of the machine that trained it say nothing to the one that runs it
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    for name in ("corpora", "training", "initialize", "pretraining"):
        nlp.config[name] = {}
    if TARGET.exists():
        shutil.rmtree(TARGET)
    nlp.to_disk(TARGET)
    for name in ("MODEL_CARD.md", "LICENSE"):
        shutil.copy(HERE / name, TARGET / name)
    size = sum(path.stat().st_size for path in TARGET.rglob("*") if path.is_file()) / 1e6
    print(f"{TARGET.name}: {size:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
