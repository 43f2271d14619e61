"""Measure a pipeline on the held-out treebanks and entity data, and write the table into the model card.

usage: python training/evaluate.py DATA_FOLDER CORPUS_FOLDER PIPELINE [--beside PIPELINE] [--card FILE]

Parsing is measured from raw text, six sentences a document: a gold word that the tokenizer does not give counts as
wrong throughout; UAS and LAS are over universal relations (subtypes cut off), without punctuation. Entities are exact
spans with labels on the sentences that training set apart. `--beside` names a pipeline to time in the same run, in
turns.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from typing import Any

import spacy
from corpus import read_conllu, words_of
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

TREEBANKS = {"EWT test": "ewt-test", "PUD (news, encyclopedia)": "pud", "GUM news, held out": "gum-news-heldout"}
SENTENCES = 6


class Gold:
    """A reference document of up to six sentences, in the treebank's words."""

    def __init__(self, nlp: Language, sentences: list[Any]) -> None:
        self.rows: list[tuple[str, str, int, str, bool]] = []
        words: list[str] = []
        spaces: list[bool] = []
        for sentence in sentences:
            row, base = words_of(sentence), len(words)
            row["spaces"][-1] = True
            words += row["words"]
            spaces += row["spaces"]
            for i, (tag, lemma, head, dep) in enumerate(
                zip(row["tags"], row["lemmas"], row["heads"], row["deps"], strict=True)
            ):
                self.rows.append((tag, lemma.lower(), head + base, universal(dep), i == 0))
        self.doc = Doc(nlp.vocab, words=words, spaces=spaces)


def universal(dep: str) -> str:
    """Return a relation without its subtype, in lower case."""
    return dep.split(":", maxsplit=1)[0].lower()


def golds(nlp: Language, path: Path) -> list[Gold]:
    """Return a treebank file as reference documents of up to six sentences, in order."""
    sentences = [sentence for document in read_conllu(path) for sentence in document]
    return [Gold(nlp, sentences[i : i + SENTENCES]) for i in range(0, len(sentences), SENTENCES)]


def parse_scores(nlp: Language, path: Path) -> dict[str, float]:
    """Return tag, lemma, UAS, LAS and sentence F1 in percent."""
    hits: Counter[str] = Counter()
    references = golds(nlp, path)
    for gold, doc in zip(references, nlp.pipe([gold.doc.text for gold in references]), strict=True):
        one = [
            int(x[0]) if len(x) == 1 else None
            for x in (Example(doc, gold.doc).alignment.y2x[i] for i in range(len(gold.doc)))
        ]
        starts = {token.idx for token in doc if token.is_sent_start}
        wanted = {gold.doc[i].idx for i, row in enumerate(gold.rows) if row[4]}
        hits.update(found=len(starts & wanted), starts=len(starts), wanted=len(wanted))
        for i, (tag, lemma, head, dep, _) in enumerate(gold.rows):
            at = one[i]
            token = None if at is None else doc[at]
            hits.update(
                words=1,
                tag=token is not None and token.tag_ == tag,
                lemma=token is not None and token.lemma_.lower() == lemma,
            )
            if dep == "punct":
                continue
            attached = token is not None and one[head] is not None and token.head.i == one[head]
            hits.update(arcs=1, uas=attached, las=attached and token is not None and universal(token.dep_) == dep)
    out = {name: 100 * hits[name] / hits["words"] for name in ("tag", "lemma")}
    out |= {name: 100 * hits[name] / hits["arcs"] for name in ("uas", "las")}
    out["sentences"] = 200 * hits["found"] / (hits["starts"] + hits["wanted"])
    return out


def entity_scores(nlp: Language, path: Path) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 in percent, over all labels ("all") and for each."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    there: Counter[str] = Counter()
    references = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    for gold, doc in zip(references, nlp.pipe([gold.text for gold in references]), strict=True):
        wanted = {(ent.start_char, ent.end_char, ent.label_) for ent in gold.ents}
        found = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        for counter, spans in ((right, wanted & found), (said, found), (there, wanted)):
            for *_, label in spans:
                counter.update({label: 1, "all": 1})
    return {
        label: (
            100 * right[label] / max(said[label], 1),
            100 * right[label] / there[label],
            200 * right[label] / (said[label] + there[label]),
        )
        for label in ("all", *sorted(label for label in there if label != "all"))
    }


def words_a_second(pipelines: list[Language], texts: list[str], rounds: int = 5) -> list[float]:
    """Return each pipeline's best speed; they take turns, so that whatever else the machine does meets them alike."""
    best = [0.0] * len(pipelines)
    words = sum(len(pipelines[0].make_doc(text)) for text in texts)
    for _ in range(rounds):
        for index, nlp in enumerate(pipelines):
            start = time.perf_counter()
            list(nlp.pipe(texts))
            best[index] = max(best[index], words / (time.perf_counter() - start))
    return best


def megabytes(pipeline: Path) -> float:
    """Return the size of a folder's files in millions of bytes."""
    return sum(path.stat().st_size for path in pipeline.rglob("*") if path.is_file()) / 1e6


def table(data: Path, corpus: Path, pipeline: Path, beside: Path | None) -> str:
    """Return the Markdown tables of a pipeline's scores, its size, and its speed beside another where one is named."""
    nlp = spacy.load(pipeline)
    lines = ["| parsing, from raw text | tag | lemma | UAS | LAS | sentences F1 |", "|---|---|---|---|---|---|"]
    for title, name in TREEBANKS.items():
        scores = parse_scores(nlp, data / "treebank" / f"{name}.conllu.gz")
        lines.append(
            f"| {title} | "
            + " | ".join(f"{scores[key]:.1f}" for key in ("tag", "lemma", "uas", "las", "sentences"))
            + " |"
        )
    lines += ["", "| entities, the last 1,200 sentences of the VOA data | P | R | F1 |", "|---|---|---|---|"]
    for label, scored in entity_scores(nlp, corpus / "ner-test.spacy").items():
        lines.append(f"| {label} | " + " | ".join(f"{value:.1f}" for value in scored) + " |")
    lines += ["", f"Size: {megabytes(pipeline):.1f} MB."]
    if beside is not None:
        texts = [gold.doc.text for gold in golds(nlp, data / "treebank" / "pud.conllu.gz")]
        own, other = words_a_second([nlp, spacy.load(beside)], texts)
        lines[-1] += (
            " Speed on PUD beside spaCy's `-o efficiency` configuration with the same components: "
            f"{own / other:.2f} times as fast."
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, and write it into the card where one is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "corpus", "pipeline"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--beside", type=Path)
    parser.add_argument(
        "--card", type=Path, help="a Markdown file with the line <!-- table -->, to be followed by the table"
    )
    options = parser.parse_args()
    measured = table(options.data, options.corpus, options.pipeline, options.beside)
    print(measured)
    if options.card:
        head = options.card.read_text("utf8").partition("<!-- table -->")[0]
        options.card.write_text(f"{head}<!-- table -->\n\n{measured}", "utf8")


if __name__ == "__main__":
    main()
