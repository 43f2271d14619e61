"""Time the grouping of undated reports into stories beside the parsing of the same reports.

usage: python bench/stories.py FOLDER [FOLDER …] [REPORTS=1000]

FOLDER holds reports, or folders of reports. They are taken without their dates and addresses; where they are fewer than
REPORTS they are repeated with other names, so that a repetition tells of another event. Parsing is the reading of
claims, pipeline and all, of every tenth report, and the time is told for all. The target is a fifth of the parsing.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import factcheck
from factcheck.claims import stream_claims
from factcheck.lexicon.comparing import load_words
from factcheck.models import Source
from factcheck.stories import group_stories

_REPORTS, _SAMPLE, _MOST = 1_000, 10, 0.2
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")


def renamed(text: str, round_: int) -> str:
    """Return a text in which every capitalized word has another ending in each round; as it is in the first."""
    return _NAME.sub(lambda match: f"{match.group()[:-1]}{chr(96 + round_ % 26 + 1)}o", text) if round_ else text


def made(folders: list[Path], number: int) -> list[Source]:
    """Return that many undated reports."""
    inner = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_dir()]
    read = [source for folder in inner or folders for source in factcheck.read([folder])]
    out = []
    for at in range(number):
        round_, which = divmod(at, len(read))
        text, title = renamed(read[which].text, round_), renamed(read[which].title or "", round_)
        out.append(Source.from_text(text, id=f"r{at:06d}", title=title or None))
    return out


def main(arguments: list[str]) -> int:
    """Print both times and whether the target is met."""
    folders = [Path(each) for each in arguments if not each.isdecimal()]
    if not folders:
        print(__doc__)
        return 2
    number = next((int(each) for each in arguments if each.isdecimal()), _REPORTS)
    sources = made(folders, number)
    list(stream_claims(sources[:1]))  # the pipeline is loaded
    start = time.perf_counter()
    readings = list(stream_claims(sources[::_SAMPLE]))
    parsing = (time.perf_counter() - start) * len(sources) / max(len(readings), 1)
    start = time.perf_counter()
    stories = group_stories(sources, readings, words=load_words())
    grouping = time.perf_counter() - start
    print(f"factcheck {factcheck.__version__}, {len(sources)} undated reports, {len(stories)} stories")
    print(f"parsing {parsing:8.1f} s\ngrouping{grouping:8.1f} s, {grouping / parsing:.2f} of it (at most {_MOST})")
    return 0 if grouping <= _MOST * parsing else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
