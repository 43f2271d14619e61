"""Time the five articles to JSON against nothing but importing spaCy, loading the pipeline and parsing the same texts.

usage: python bench/start.py DATA_FOLDER [ROUNDS=5]

The articles are DATA_FOLDER/seeds/*.txt; where there are none, the repository's own seeds. Each run is a fresh process,
timed from its start to its end by the processor (user and system), which another program's work does not move on. The
two take turns, the first run of each is dropped, and the rest give a median. Modules are compiled beforehand, as those
of an installed package are: the first runs do it, into a folder of their own. The target is at most 1.6 times the bare
pipeline.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path

import msgspec

import factcheck

ROOT = Path(__file__).resolve().parent.parent
_ROUNDS, _MOST = 5, 1.6
_BARE = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
for name in sys.argv[2:]:
    nlp(open(name, encoding="utf8").read())
"""


class Cost(msgspec.Struct, frozen=True):
    """What a run took: seconds of the processor, and MB at its peak."""

    seconds: float
    megabytes: float


def articles(data: Path) -> tuple[str, list[str]]:
    """Return where the articles are from, in words, and their files."""
    for words, folder in (("the data folder's seeds", data / "seeds"), ("the repository's own seeds", ROOT / "seeds")):
        found = sorted(str(path) for path in folder.resolve().glob("*.txt"))
        if found:
            return words, found
    raise SystemExit(f"there are no seeds, neither in {data} nor in the repository")


def commands(files: Sequence[str], out: Path) -> dict[str, list[str]]:
    """Return the two competitors' command lines."""
    report = ["-m", "factcheck", "report", *files, "--format", "json", "-o", str(out)]
    bare = ["-c", _BARE, str(resources.files("factcheck").joinpath("pipeline")), *files]
    return {"report as JSON": [sys.executable, *report], "bare pipeline": [sys.executable, *bare]}


def measure(command: Sequence[str], cache: Path) -> Cost:
    """Return what a command costs in a fresh process. Raises CalledProcessError where it fails."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(cache)
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rounds(files: Sequence[str], count: int) -> dict[str, list[Cost]]:
    """Return the costs of each competitor over some rounds, in which they take turns."""
    costs: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        for number in range(count + 1):
            for kind, command in commands(files, Path(name) / "out").items():
                cost = measure(command, Path(name) / "cache")
                costs.setdefault(kind, []).extend([cost] if number else [])
                print(f"  {kind}: {cost.seconds:.2f} s, {cost.megabytes:.0f} MB", file=sys.stderr)
    return costs


def table(costs: Mapping[str, Sequence[Cost]]) -> None:
    """Print a line for each competitor, their ratio, and whether it keeps to the target."""
    print(f"{'':16}{'seconds':>10}{'least':>8}{'most':>8}{'MB':>8}")
    for kind, runs in costs.items():
        seconds = [run.seconds for run in runs]
        times = f"{statistics.median(seconds):>10.2f}{min(seconds):>8.2f}{max(seconds):>8.2f}"
        print(f"{kind:16}{times}{statistics.median(run.megabytes for run in runs):>8.0f}")
    ours, bare = (statistics.median(run.seconds for run in runs) for runs in costs.values())
    print(f"ratio {ours / bare:.2f}, at most {_MOST} wanted: {'met' if ours / bare <= _MOST else 'missed'}")


def main(arguments: list[str]) -> int:
    """Print the table."""
    if not arguments:
        print(__doc__)
        return 2
    where, files = articles(Path(arguments[0]))
    count = int(arguments[1]) if len(arguments) > 1 else _ROUNDS
    print(f"factcheck {factcheck.__version__}, {len(files)} articles of {where}, medians of {count} processes each")
    table(rounds(files, count))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
