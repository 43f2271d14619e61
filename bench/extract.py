"""Time the whole extraction against the bare pipeline and against quantulum3 on real reports, and measure its memory.

usage: python bench/extract.py DATA_FOLDER [REPORTS=1000]

The reports are the documents of DATA_FOLDER/incidents-dev.jsonl and the longer articles of attributions-dev.jsonl,
mixed; where there are fewer than REPORTS, all of them. Four competitors take them in turns, a slice at a time, and the
best of the rounds counts: the bare pipeline (`nlp.pipe` over the blocks that the reader parses), the extraction
(sources to readings: quantities, measures, categories, quotations, attributions, names), the extraction of numbers
alone, without attributions, categories and quotations, which may add a quarter at most, and quantulum3 on the full
texts, its classifier off, on one report in ten. Times are of the processor, for 1,000 reports. The target is an
extraction that takes at most 1.35 times as long as the bare pipeline.

Memory is the growth of a fresh process's peak while it reads a quarter, a half and all of the reports after a first
few, with the readings dropped at once, and with all of them kept.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest import mock

from quantulum3 import classifier, parser

import factcheck
from factcheck.claims.parse.blocks import split_blocks
from factcheck.claims.read import read_claims, stream_claims
from factcheck.language import clean, load_pipeline

_REPORTS, _SLICE, _ROUNDS = 1000, 100, 3
_QUANTULUM_SHARE = 10
_WARM = 100
_MOST = 1.35
_ADDED = 0.25
_FILES = ("incidents-dev.jsonl", "attributions-dev.jsonl")


def reports(folder: Path, most: int) -> list[factcheck.Source]:
    """Return the reports in a fixed mixed order, so that a prefix holds short and long ones alike."""
    found = [factcheck.Source.from_text(text, published=day) for name in _FILES for text, day in _texts(folder / name)]
    random.Random(0).shuffle(found)
    return found[:most]


def _texts(file: Path) -> Iterator[tuple[str, str | None]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for document in row.get("documents", [row]):
                yield document["text"], document.get("published")


# ------------------------------------------------------------------ time
def parse(sources: Sequence[factcheck.Source]) -> None:
    """Run the bundled pipeline over the blocks, and nothing else."""
    blocks = [clean(each.text[start:end]) for each in sources for start, end in split_blocks(each.text)]
    for _ in load_pipeline().pipe(blocks, batch_size=128):
        pass


def extract(sources: Sequence[factcheck.Source]) -> None:
    """Run the whole extraction."""
    read_claims(sources)


def extract_numbers(sources: Sequence[factcheck.Source]) -> None:
    """Run the extraction without attributions, categories and quotations."""
    with (
        mock.patch("factcheck.claims.read._attributions_of", return_value=[]),
        mock.patch("factcheck.claims.read._claims_of", return_value=iter(())),
        mock.patch("factcheck.claims.read.events_told", return_value=(None, frozenset())),
    ):
        read_claims(sources)


def quantulum(sources: Sequence[factcheck.Source]) -> None:
    """Run quantulum3 over the full texts; what it cannot read it raises on, and that counts as read."""
    for source in sources:
        with contextlib.suppress(Exception):  # any of its errors: only its time is of interest
            parser.parse(source.text)


def seconds(work: Callable[[Sequence[factcheck.Source]], None], sources: Sequence[factcheck.Source]) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    work(sources)
    return time.process_time() - start


def per_thousand(sources: Sequence[factcheck.Source]) -> dict[str, float]:
    """Return the seconds that 1,000 reports take each competitor."""
    classifier.USE_CLF = False
    works = {"bare pipeline": parse, "extraction": extract, "numbers alone": extract_numbers, "quantulum3": quantulum}
    totals, read = dict.fromkeys(works, 0.0), dict.fromkeys(works, 0)
    for work in works.values():
        work(sources[:5])  # the first run pays for loading
    for at in range(0, len(sources), _SLICE):
        shares = dict.fromkeys(works, sources[at : at + _SLICE])
        shares["quantulum3"] = shares["quantulum3"][::_QUANTULUM_SHARE]
        best = dict.fromkeys(works, float("inf"))
        for number in range(_ROUNDS):
            for name, work in works.items():
                if name != "quantulum3" or number == 0:
                    best[name] = min(best[name], seconds(work, shares[name]))
        for name in works:
            totals[name] += best[name]
            read[name] += len(shares[name])
    return {name: 1000 * totals[name] / read[name] for name in works}


# ------------------------------------------------------------------ memory
def peak() -> float:
    """Return the highest memory of this process so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # what getrusage says of a new process can be its parent's
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def growth(sources: Sequence[factcheck.Source], *, kept: bool) -> float:
    """Return by how many MB the peak grows while this process reads the reports, after a first few."""
    for _ in stream_claims(sources[:_WARM]):
        pass
    before = peak()
    if kept:
        readings = list(stream_claims(sources))
        return peak() - before if readings else 0.0
    for _ in stream_claims(sources):
        pass
    return peak() - before


def _send_growth(folder: Path, reports_: int, kept: bool, answer: multiprocessing.SimpleQueue[float]) -> None:  # noqa: FBT001  a process target
    answer.put(growth(reports(folder, reports_), kept=kept))


def growth_apart(folder: Path, reports_: int, *, kept: bool) -> float:
    """Return the growth in a fresh process."""
    context = multiprocessing.get_context("spawn")
    answer = context.SimpleQueue()
    process = context.Process(target=_send_growth, args=(folder, reports_, kept, answer))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"the process that measures memory ended with status {process.exitcode}")
    return float(answer.get())


def main(arguments: list[str]) -> int:
    """Print the times with their ratios, then the memory."""
    if not arguments:
        print(__doc__)
        return 2
    folder, most = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else _REPORTS
    sources = reports(folder, most)
    characters = sum(len(source.text) for source in sources)
    print(
        f"factcheck {factcheck.__version__}, {' and '.join(_FILES)}: {len(sources)} reports, {characters:,} characters"
    )
    times = per_thousand(sources)
    for name, taken in times.items():
        note = f", from one report in {_QUANTULUM_SHARE}" if name == "quantulum3" else ""
        print(f"{name:14s} {taken:8.1f} s for 1,000 reports{note}")
    ratio, against = (times["extraction"] / times[name] for name in ("bare pipeline", "quantulum3"))
    print(f"extraction / bare pipeline {ratio:.2f}, at most {_MOST} wanted; extraction / quantulum3 {against:.2f}")
    added = times["extraction"] / times["numbers alone"] - 1
    print(f"attributions, categories and quotations add {added:.0%} to numbers alone, at most {_ADDED:.0%} wanted")
    print("reports   MB, readings dropped   MB, readings kept")
    for size in (len(sources) // 4, len(sources) // 2, len(sources)):
        dropped, kept = (growth_apart(folder, size, kept=kept) for kept in (False, True))
        print(f"{size:7d}   {dropped:20.1f}   {kept:17.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
