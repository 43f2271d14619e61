"""Time the PDF of a report against bare WeasyPrint on the same page, in turns, and print the ratio.

usage: python bench/pdf.py DATA_FOLDER [ROUNDS]

The report is on the five articles in DATA_FOLDER/seeds. The bare run is `HTML(string=page).write_pdf()`: no fonts of
ours, no tags, no attachment. The target is a ratio of at most 1.3 between the medians.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import weasyprint

from factcheck.checker import check
from factcheck.report import pdf
from factcheck.sources import read

_ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(arguments: list[str]) -> int:
    """Run the rounds and print a line each, then the medians and their ratio."""
    if not arguments:
        print(__doc__)
        return 2
    report = check(read(sorted(Path(arguments[0], "seeds").glob("*.txt"))))
    rounds = int(arguments[1]) if len(arguments) > 1 else _ROUNDS
    text = pdf.make_page(report)
    pdf.render(report)  # the first run pays for imports and the font cache
    ours, bare = [], []
    for number in range(1, rounds + 1):
        ours.append(seconds(lambda: pdf.render(report)))
        bare.append(seconds(lambda: weasyprint.HTML(string=text).write_pdf()))
        print(f"round {number}: ours {ours[-1]:.2f} s, bare WeasyPrint {bare[-1]:.2f} s")
    mine, theirs = statistics.median(ours), statistics.median(bare)
    print(f"median: ours {mine:.2f} s, bare WeasyPrint {theirs:.2f} s, ratio {mine / theirs:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
