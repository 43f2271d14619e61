"""Compare what is found in reports as they are with what is found in the same reports in all capitals.

usage: python bench/capitals.py DATA_FOLDER [REPORTS=100]

The reports are the first ones of DATA_FOLDER/incidents-dev.jsonl, whole incidents at a time. A registry's number
(people killed, people injured; at least 1) is found where a report on the incident claims it. The target is a fall of
at most 5 points.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import factcheck

_REPORTS = 100
_MEASURES = ("deaths", "injured")
_MOST_LOST = 5.0


def incidents(folder: Path, reports: int) -> Iterator[dict[str, Any]]:
    """Yield incidents until that many reports are seen; all there are where the file holds fewer."""
    seen = 0
    with (folder / "incidents-dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            if seen >= reports:
                return
            row = json.loads(line)
            seen += len(row["documents"])
            yield row


def values(documents: list[dict[str, Any]], spelled: Callable[[str], str]) -> dict[str, set[float]]:
    """Return the numbers that the reports on one incident claim for each measure."""
    sources = [
        factcheck.Source.from_text(
            spelled(each["text"]),
            id=f"d{at}",
            title=each["title"] and spelled(each["title"]),
            published=each["published"],
        )
        for at, each in enumerate(documents)
    ]
    report = factcheck.check(sources)
    compared = {claim_id for topic in report.topics for claim_id in topic.claim_ids}
    found: dict[str, set[float]] = {measure: set() for measure in _MEASURES}
    for claim in report.claims:
        if claim.measure in found and claim.id in compared and isinstance(claim.value, factcheck.Quantity):
            found[claim.measure].update(float(number) for number in claim.value.nominal)
    return found


def share(rows: list[dict[str, Any]], spelled: Callable[[str], str]) -> tuple[int, int]:
    """Return how many of the registry's numbers are found, and how many there are."""
    found = total = 0
    for row in rows:
        claimed = values(row["documents"], spelled)
        wanted = [measure for measure in _MEASURES if row["gold"][measure] >= 1]
        total += len(wanted)
        found += sum(row["gold"][measure] in claimed[measure] for measure in wanted)
    return found, total


def capitals(text: str) -> str:
    """Return the text in capitals, character for character: a letter whose capital is two letters stays."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


def main(arguments: list[str]) -> int:
    """Print a line for each spelling, then the fall."""
    if not arguments:
        print(__doc__)
        return 2
    rows = list(incidents(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else _REPORTS))
    reports = sum(len(row["documents"]) for row in rows)
    print(f"factcheck {factcheck.__version__}, {reports} reports on {len(rows)} incidents of incidents-dev.jsonl")
    percents = []
    for name, spelled in (("as written", str), ("in capitals", capitals)):
        found, total = share(rows, spelled)
        percents.append(100 * found / total)
        print(f"{name:12s} found {percents[-1]:5.1f} %  ({found} of {total})")
    lost = percents[0] - percents[1]
    print(f"fall {lost:.1f} points, at most {_MOST_LOST:.0f} wanted")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
