"""Read saved web pages whose outlet, title, day and text are known, and count what is right.

usage: python bench/pages.py FOLDER

FOLDER holds pages (NAME.html), a gold.jsonl with a line a page ({"page", "title", "publisher", "published"}; "a|b" is
either, "" is that the page names none), and, where the text is known, NAME.txt. Beside it stand the layouts that the
tests build. A row a set and a part: the share of pages on which it is right, that of trafilatura (htmldate for days),
and for days how many are wrong without a problem that says so. A text's F1 is that of its words, in bags.
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import trafilatura

from factcheck import __version__
from factcheck.models import Source
from factcheck.sources import read
from tests.sources.pagelayouts import build_layouts

PARTS = ("title", "publisher", "published")
Row = tuple[str, str, int, str, str, str]


def folded(text: str) -> str:
    """Return a text as it is compared: letters and digits alone."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def is_right(told: str | None, gold: str) -> bool:
    """Tell whether a value is one of those that are right."""
    return folded(told or "") in {folded(each) for each in gold.split("|")}


def f1(told: str, gold: str) -> float:
    """Return how well the words of a text are those that it should have."""
    left, right = (Counter(word for word in map(folded, text.split()) if word) for text in (told, gold))
    common = (left & right).total()
    return 2 * common / (left.total() + right.total()) if common else 0.0


def text_of(source: Source) -> str:
    """Return what of a source is read, without what is set aside."""
    kept, at = [], 0
    for part in source.set_aside:
        kept.append(source.text[at : part.start])
        at = part.end
    return "\n".join((*kept, source.text[at:]))


def other(page: Path) -> dict[str, str]:
    """Return what the library alone reads of a page."""
    found: Any = trafilatura.bare_extraction(page.read_bytes(), include_comments=False, with_metadata=True)
    if found is None:
        return {}
    return {
        "title": found.title or "",
        "publisher": found.sitename or "",
        "published": found.date or "",
        "text": found.text or "",
    }


def rows_of(name: str, folder: Path) -> list[Row]:
    """Return the table's rows of a folder."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    right: dict[str, list[bool]] = {part: [] for part in PARTS}
    theirs: dict[str, list[bool]] = {part: [] for part in PARTS}
    ours_f1: list[float] = []
    their_f1: list[float] = []
    silent: list[str] = []
    for want in gold:
        page = folder / want["page"]
        lone = read([page])
        source = lone[0] if lone else Source(id="none", text="")
        peer = other(page)
        for part in PARTS:
            value = getattr(source, part)
            right[part].append(is_right(str(value) if value else "", want[part]))
            theirs[part].append(is_right(peer.get(part, ""), want[part]))
            if not right[part][-1]:
                print(f"{want['page']}: {part}: {value} for {want[part]}", file=sys.stderr)
        if not right["published"][-1] and source.published and not source.problems:
            silent.append(want["page"])
        text = page.with_suffix(".txt")
        if text.exists():
            expected = text.read_text(encoding="utf-8")
            body = text_of(source).removeprefix(source.title or "")
            ours_f1.append(f1(body, expected))
            their_f1.append(f1(peer.get("text", "").removeprefix(peer.get("title", "")), expected))
            if ours_f1[-1] < their_f1[-1] - 0.01:
                print(f"{want['page']}: text {ours_f1[-1]:.3f} for {their_f1[-1]:.3f}", file=sys.stderr)
    rows = [(name, part, len(gold), percent(right[part]), percent(theirs[part]), "") for part in PARTS]
    rows[-1] = (*rows[-1][:-1], f"{len(silent)} wrong and silent")
    if ours_f1:
        average = [f"{sum(values) / len(values):.3f}" for values in (ours_f1, their_f1)]
        rows.append((name, "text F1", len(ours_f1), average[0], average[1], ""))
    return rows


def percent(values: list[bool]) -> str:
    """Return a share in percent."""
    return f"{100 * sum(values) / len(values):.1f}"


def main() -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    print(f"factcheck {__version__}, trafilatura {trafilatura.__version__}")
    print("| pages | part | number | factcheck | trafilatura | |\n|---|---|---|---|---|---|")
    sets = [(Path(argument).name, Path(argument)) for argument in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as made:
        build_layouts(Path(made))
        for name, folder in (*sets, ("layouts", Path(made))):
            for row in rows_of(name, folder):
                print(f"| {' | '.join(map(str, row))} |", flush=True)


if __name__ == "__main__":
    main()
