"""Time the PDF of a large report against bare WeasyPrint on the same page, the HTML against the PDF, and both doubled.

usage: python bench/report.py DATA_FOLDER [ROUNDS=3] [--findings 500] [--sources 100]

The report is a synthetic one of 500 findings on 100 sources; that on DATA_FOLDER/seeds is timed beside it where there
is one. Bare is `HTML(string=page, url_fetcher=…).write_pdf()` on the page that the PDF is laid out from: no fonts of
ours, no tags, no attachment. Each run is a process of its own that has read the report and the page and imported the
same modules before the clock starts; the runs take turns, the first of each is dropped, the rest give a median. The
clock is that of the processor, which another program's work does not move on.
"""

from __future__ import annotations

import argparse
import logging
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

import factcheck

ROOT = Path(__file__).resolve().parent.parent
_KINDS = ("pdf", "bare", "html")
_TIME, _MEMORY, _SHARE, _DOUBLING = 1.25, 1.1, 0.2, 2.2


class Cost(msgspec.Struct, frozen=True):
    """What a run took: seconds of the processor, MB at its peak, and the MB of the file that it made."""

    seconds: float
    megabytes: float
    size: float


class Row(msgspec.Struct, frozen=True):
    """A line of the table: two medians, their ratio, and the most that it may be."""

    name: str
    first: float
    second: float
    unit: str
    most: float

    @property
    def ratio(self) -> float:
        """Return the first as a multiple of the second."""
        return self.first / self.second


# ------------------------------------------------------------------ one run, in its own process
def run(path: Path, kind: str) -> Cost:
    """Render the report of a JSON file once; what is imported and read is the same for every kind."""
    import weasyprint

    from factcheck.models import Report
    from factcheck.report.formats import htmlfile, pdf

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    report = Report.from_json(path.read_bytes())
    page = path.with_suffix(".html").read_text(encoding="utf-8")
    work: Mapping[str, Callable[[], bytes]] = {
        "pdf": lambda: pdf.render(report),
        "bare": lambda: weasyprint.HTML(string=page, url_fetcher=pdf.make_fetcher()).write_pdf(),
        "html": lambda: htmlfile.render(report),
    }
    start = time.process_time()
    made = work[kind]()
    seconds = time.process_time() - start
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(made) / 2**20)


def measure(path: Path, kind: str) -> Cost:
    """Return what one run costs in a fresh process. Raises CalledProcessError where it fails."""
    return msgspec.json.decode(apart("run", str(path), kind), type=Cost)


def apart(*arguments: str) -> bytes:
    """Return what this script prints in a process of its own.

    Whatever takes memory is done apart: a process's peak is never less than that of the one that started it.
    """
    command = [sys.executable, "-m", "bench.report", f"--{arguments[0]}", *arguments[1:]]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


# ------------------------------------------------------------------ rounds
def rounds(path: Path, kinds: Sequence[str], count: int) -> dict[str, Cost]:
    """Return the median cost of each kind over some rounds, in which the kinds take turns."""
    costs: dict[str, list[Cost]] = {kind: [] for kind in kinds}
    for number in range(count + 1):
        for kind in kinds:
            cost = measure(path, kind)
            if number:
                costs[kind].append(cost)
            print(f"  {path.stem} {kind}: {cost.seconds:.2f} s, {cost.megabytes:.0f} MB", file=sys.stderr)
    return {kind: median(measured) for kind, measured in costs.items()}


def median(costs: Sequence[Cost]) -> Cost:
    """Return the medians of the fields."""
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__struct_fields__))


def compared(name: str, costs: Mapping[str, Cost]) -> list[Row]:
    """Return the lines of one report: our time and memory against bare, the HTML's time against the PDF's."""
    ours, bare, page = (costs[kind] for kind in _KINDS)
    return [
        Row(f"{name}: PDF against bare WeasyPrint, time", ours.seconds, bare.seconds, "s", _TIME),
        Row(f"{name}: PDF against bare WeasyPrint, peak memory", ours.megabytes, bare.megabytes, "MB", _MEMORY),
        Row(f"{name}: HTML against PDF, time", page.seconds, ours.seconds, "s", _SHARE),
    ]


def doubled(small: str, large: str, before: Mapping[str, Cost], after: Mapping[str, Cost]) -> list[Row]:
    """Return the lines of a doubling."""
    return [
        Row(f"{kind.upper()}: {large} against {small}, time", after[kind].seconds, before[kind].seconds, "s", _DOUBLING)
        for kind in ("pdf", "html")
    ]


# ------------------------------------------------------------------ the reports
def write(path: Path, *what: str) -> None:
    """Write a report as JSON, and beside it the page that its PDF is laid out from.

    It is a synthetic one of so many findings and sources, or that on the texts of a folder.
    """
    from factcheck.checker import check
    from factcheck.report.formats.pdf import make_page
    from factcheck.sources import read
    from tests.report.large import make_large

    report = check(read(sorted(Path(what[0]).glob("*.txt")))) if len(what) == 1 else make_large(*map(int, what))
    path.write_text(report.to_json(), encoding="utf-8")
    path.with_suffix(".html").write_text(make_page(report), encoding="utf-8")


def table(rows: Sequence[Row]) -> bool:
    """Print the lines; return whether all keep to their targets."""
    width = max(len(row.name) for row in rows)
    print(f"{'':<{width}}{'first':>11}{'second':>11}{'ratio':>8}{'at most':>9}")
    for row in rows:
        figures = "".join(f"{value:>8.2f} {row.unit:<2}" for value in (row.first, row.second))
        kept = "met" if row.ratio <= row.most else "missed"
        print(f"{row.name:<{width}}{figures}{row.ratio:>8.2f}{row.most:>9.2f}  {kept}")
    return all(row.ratio <= row.most for row in rows)


def bench(data: Path, count: int, findings: int, sources: int) -> bool:
    """Measure the reports and print the table."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if any((data / "seeds").glob("*.txt")):
            path = folder / "seeds.json"
            apart("write", str(path), str(data / "seeds"))
            rows += compared("seeds", rounds(path, _KINDS, count))
        sizes = [findings // 4, findings // 2, findings]
        costs: dict[int, dict[str, Cost]] = {}
        for size in sizes:
            path = folder / f"{size} findings.json"
            apart("write", str(path), str(size), str(sources))
            costs[size] = rounds(path, _KINDS if size == findings else ("pdf", "html"), count)
        rows += compared(f"{findings} findings", costs[findings])
        for small, large in ((sizes[0], sizes[1]), (sizes[1], sizes[2])):
            rows += doubled(str(small), f"{large} findings", costs[small], costs[large])
    return table(rows)


def main(arguments: list[str]) -> int:
    """Print the table and whether the targets are met; `--run` and `--write` are the parts that are done apart."""
    if arguments[:1] == ["--run"]:
        print(msgspec.json.encode(run(Path(arguments[1]), arguments[2])).decode())
        return 0
    if arguments[:1] == ["--write"]:
        write(Path(arguments[1]), *arguments[2:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--findings", type=int, default=500, help="findings of the synthetic report (default 500)")
    parser.add_argument("--sources", type=int, default=100, help="its sources (default 100)")
    options = parser.parse_args(arguments)
    print(f"factcheck {factcheck.__version__}, {options.findings} findings on {options.sources} sources")
    kept = bench(options.data.resolve(), options.rounds, options.findings, options.sources)
    print(f"targets: {'met' if kept else 'missed'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
