"""Count how often each named rule speaks on real news, beside how often what it read was judged right.

usage: python bench/rules.py DATA_FOLDER [--pack pack-01] [--incidents 254]

The news are the clusters of a pack and the development incidents. A rule of reading speaks where a claim carries its
name, a check where it refuses a number. The verdicts are those of training/labels/readings.csv: readers saw up to ten
readings of each rule, and up to ten fresh ones of a rule that was narrowed then ("again"). They are of the program as
it was in that round.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import factcheck
from factcheck import Source
from factcheck.reads import rules, tracing

LABELS = Path(__file__).parent.parent / "training" / "labels" / "readings.csv"


def of_pack(folder: Path) -> Iterator[list[Source]]:
    """Yield the sources of each cluster of a pack."""
    for cluster in sorted(path for path in folder.iterdir() if path.is_dir()):
        yield factcheck.read([str(cluster)])


def of_incidents(path: Path, most: int) -> Iterator[list[Source]]:
    """Yield the sources of each incident."""
    with path.open(encoding="utf8") as lines:
        for _, line in zip(range(most), lines, strict=False):
            yield [
                Source.from_text(row["text"], id=f"s{at}", title=row["title"], published=row["published"])
                for at, row in enumerate(json.loads(line)["documents"])
            ]


def spoken(groups: Iterable[list[Source]]) -> Counter[str]:
    """Return how many claims, or refused numbers, each rule has spoken of."""
    counted: Counter[str] = Counter()
    for sources in groups:
        with tracing() as noted:
            claims = factcheck.check(sources).claims
        counted.update(name for claim in claims for name in set(claim.read_by))
        counted.update(each.rule for each in noted)
    return counted


def judged(*, again: bool) -> dict[str, tuple[int, int]]:
    """Return of each rule how many of its readings were right, of how many: in the first round, or the last later."""
    counts: dict[str, tuple[int, int]] = {}
    rounds: dict[str, str] = {}
    with LABELS.open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            if row["verdict"] == "unclear" or (row["round"] != "1") is not again:
                continue
            for name in row["rules"].split(";"):
                right, of = counts.get(name, (0, 0)) if rounds.get(name) == row["round"] else (0, 0)
                counts[name], rounds[name] = (right + (row["verdict"] == "right"), of + 1), row["round"]
    return counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pack", default="pack-01")
    parser.add_argument("--incidents", type=int, default=254)
    options = parser.parse_args()
    data = options.data / "data" if (options.data / "data").is_dir() else options.data
    pack = spoken(of_pack(data / "packs" / options.pack))
    incidents = spoken(of_incidents(data / "incidents-dev.jsonl", options.incidents))
    verdicts, later = judged(again=False), judged(again=True)
    print(f"factcheck {factcheck.__version__}; {options.pack} and {options.incidents} incidents; {len(rules())} rules")
    print(f"{'rule':34}{options.pack:>9}{'incidents':>11}{'right of':>10}{'again':>9}")
    for name in rules():
        first, then = (f"{each[name][0]} of {each[name][1]}" if name in each else "" for each in (verdicts, later))
        print(f"{name:34}{pack[name]:9}{incidents[name]:11}{first:>10}{then:>9}")
    gone = sorted(set(verdicts) - set(rules()))
    print(
        f"judged, and gone since: {', '.join(f'{name} ({verdicts[name][0]} of {verdicts[name][1]})' for name in gone)}"
    )


if __name__ == "__main__":
    main()
