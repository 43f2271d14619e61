"""Feed factcheck documents that nobody would write, and count those that fell it.

usage: python bench/fuzz.py DATA_FOLDER [--count 10000] [--seed 1]

One document in six is a copy of a development report, four to a report: justified, with two spaces for each, wrapped
at a fixed width, and with spaces that do not break; its claims must be those of the report but for their places. The
rest are random bytes, random words, reports with characters changed, broken web pages, and numbers of every length.
Each is a file that goes through `read`, `check` and the JSON on one of two processes. A document fails where a
traceback comes out (or is caught by the wall around it), where it takes over 20 s of the processor or 1 GB, where
neither a source nor a line comes of it, and where a copy's claims differ. The table has a row a kind; below it stands
the smallest document of every fault. The exit status is 1 where there are any.
"""

from __future__ import annotations

import argparse
import encodings.aliases
import json
import logging
import multiprocessing
import random
import re
import resource
import signal
import sys
import tempfile
import textwrap
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import msgspec

from factcheck import __version__
from factcheck.checker import check
from factcheck.models import Claim, Quantity, Report, Skipped
from factcheck.sources import read

COPIES = ("justified", "double", "wrapped", "no-break")
KINDS = ("bytes", "words", "mutated", "html", "numbers")
_REPORTS, _SECONDS, _MEGABYTES, _STOPPED = 400, 20, 1024, 90
_SHOWN = 300

_SPACES = " ", " ", " ", "  ", "\n", "\n\n", "\t", "\xa0", "\u2003", "\u200b", "\u2028", "\r\n", "", " \n ", "\x0c"
_DIRT = list(
    "\0\x07\ufeff\u0301\u200f\u202e\xad\ufffd²½⅓Ⅻ１２𝟏١🙂שλжİßﬁ'\"“”‘’«»„`´-–—−…,.;:!?()[]{}<>&%$€£@#^*/\\|~_=+"
)
_UNITS = """people dollars percent % km miles kg °C hours years-old months troops dead injured of million times feet
inches per a in out half dozen hundred thousand trillion quadrillion score lakh light-years seats votes m bn
k""".split()
_SPELLED = """one two seven nineteen twenty forty-two ninety hundred thousand million billion trillion and point zero
half a third quarter dozens scores several few couple tens of hundreds thousands minus""".split()
_HEDGES = """about nearly more than|at least|up to|less than|some|between|from|over|almost|no more than|a total of|as
many as|roughly""".replace("\n", " ").split("|")
_FRAMES = (
    "{} people were killed.", "It cost {}.", "Dead: {}", "The toll rose to {}, the ministry said.", "{}",
    "Of {} seats {}.", "At {} on Monday, {} of {} left.", "He, {}, said {} died and {} were hurt.",
    "About {} stars exist.", "({})",
)  # fmt: skip
_TAGS = """div p span table tr td ul li blockquote article section b i a pre code script style h1 title meta br img svg
math template iframe form select noscript textarea frameset q font center""".split()


class Case(msgspec.Struct, frozen=True):
    """One document: its kind, the name of its file and its bytes."""

    kind: str
    name: str
    data: bytes


class Outcome(msgspec.Struct, frozen=True):
    """What came of a document: `fault` is "" where nothing did, `line` says why it was skipped.

    Seconds are the processor's, megabytes the process's at its peak.
    """

    case: Case
    seconds: float = 0.0
    megabytes: float = 0.0
    fault: str = ""
    line: str = ""

    @property
    def skipped(self) -> bool:
        return bool(self.line)


# ------------------------------------------------------------------ documents
def make_case(kind: str, rng: random.Random, texts: Sequence[str]) -> Case:
    """Return a document of a kind."""
    return {"bytes": _bytes, "words": _words, "mutated": _mutated, "html": _page, "numbers": _numbers}[kind](rng, texts)


def _bytes(rng: random.Random, texts: Sequence[str]) -> Case:
    """Random bytes, alone or behind a text or a mark, in a file of any kind."""
    noise = rng.randbytes(int(rng.expovariate(1 / 200)))
    opening = rng.choice(
        (b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"%PDF-", b"---\n", b'{"text": "', b"<html>")
    )
    text = rng.choice(texts)[: rng.randint(0, 500)].encode(
        rng.choice(("utf-8", "utf-16", "cp1252", "koi8-r")), "replace"
    )
    end = rng.choice((".txt", ".md", ".html", ".jsonl", ".txt"))
    return Case("bytes", f"d{end}", opening + rng.choice((noise, text + noise, text[: len(text) // 2] + noise + text)))


def _words(rng: random.Random, texts: Sequence[str]) -> Case:
    """Words of several reports in any order, with dirt and any spaces between."""
    known = [word for text in rng.choices(texts, k=3) for word in text.split()]
    known += [
        *_UNITS,
        *_SPELLED,
        *_DIRT,
        "said:",
        "asked:",
        '"',
        "“",
        "”",
        "killed",
        "injured",
        str(rng.randint(0, 9999)),
    ]
    space = rng.choice((_SPACES[:4], _SPACES))
    return _text("words", "".join(rng.choice(known) + rng.choice(space) for _ in range(rng.randint(0, 150))))


def _mutated(rng: random.Random, texts: Sequence[str]) -> Case:
    """A stretch of a report with characters struck out, put in, doubled or moved."""
    text = rng.choice(texts)
    start = rng.randint(0, max(0, len(text) - 200))
    text = text[start : start + rng.randint(100, 2500)]
    for _ in range(rng.randint(1, 25)):
        at, size = rng.randint(0, len(text)), int(rng.expovariate(1 / 6)) + 1
        here, rest = text[at : at + size], text[at + size :]
        put = rng.choice(
            ("", here * 3, rng.choice(_DIRT), rng.choice(_SPACES) * rng.randint(1, 4), here.upper(), _number(rng))
        )
        text = text[:at] + put + rest
    return _text("mutated", text)


def _numbers(rng: random.Random, _texts: Sequence[str]) -> Case:
    """Sentences around numbers of every length, and rows of numbers."""
    parts = []
    for _ in range(rng.randint(1, 8)):
        frame = rng.choice(_FRAMES)
        parts.append(re.sub(r"\{\}", lambda _: _phrase(rng), frame))
    if rng.random() < 0.2:
        parts.append(
            "Total: " + rng.choice((" ", ", ", " | ")).join(_number(rng) for _ in range(rng.choice((3, 10, 30, 300))))
        )
    return _text("numbers", rng.choice((" ", "\n\n")).join(parts))


def _phrase(rng: random.Random) -> str:
    hedge = rng.choice(_HEDGES) if rng.random() < 0.3 else ""
    return " ".join(filter(None, (hedge, _number(rng), rng.choice(_UNITS) if rng.random() < 0.7 else "")))


def _number(rng: random.Random) -> str:
    length = min(int(rng.expovariate(1 / 6)) + 1, 400)
    digits = "".join(rng.choice("0123456789") for _ in range(length))
    return rng.choice(
        (
            digits, digits, f"{int(digits):,}", f"{digits}.{digits[::-1]}", f"10^{digits[:3]}",
            f"{digits[:3]} x 10^-{digits[:2]}", f"${digits} {rng.choice(_UNITS)}", f"{digits}-{digits[::-1]}",
            " ".join(rng.choice(_SPELLED) for _ in range(length)), f"{digits[:2]}/{digits[-2:]}", f"-{digits}%",
            " ".join(textwrap.wrap(digits, 3)), f"{digits}th", f"{digits}:{digits[:2]}",
        )
    )  # fmt: skip


def _page(rng: random.Random, texts: Sequence[str]) -> Case:
    """A web page with all that can be wrong with one."""
    text = rng.choice(texts)[: rng.randint(50, 3000)]
    pieces = [
        f"<{_tag(rng)}>{part}</{_tag(rng)}>" if rng.random() < 0.5 else f"<p>{part}</p>" for part in text.split("\n\n")
    ]
    for _ in range(rng.randint(0, 8)):
        pieces.insert(rng.randint(0, len(pieces)), rng.choice(_BROKEN)(rng))
    charset = rng.choice((*_codecs(), "undefined", "x-none", "utf-8", "utf-8", ""))
    head = f'<meta charset="{charset}">' + rng.choice(
        ("", "<title>Two</title>", "<base href='::'>", "<meta name='date' content='0000-99-99'>")
    )
    page = f"<!doctype html><html><head>{head}</head><body>{''.join(pieces)}</body></html>"
    if rng.random() < 0.2:
        page = page[: rng.randint(0, len(page))]
    try:
        data = page.encode(charset) if rng.random() < 0.5 else page.encode()
    except (LookupError, UnicodeError):
        data = page.encode(errors="replace")
    return Case("html", f"d{rng.choice(('.html', '.htm', '.xhtml'))}", data)


def _tag(rng: random.Random) -> str:
    return rng.choice(_TAGS)


def _codecs() -> list[str]:
    return sorted(set(encodings.aliases.aliases.values()))


def _nested(rng: random.Random) -> str:
    tag, deep = _tag(rng), rng.choice((10, 300, 3000, 100_000) if rng.random() < 0.1 else (3, 10, 300))
    return f"<{tag}>" * deep + "12 died" + f"</{tag}>" * rng.choice((0, deep, deep // 2))


def _table(rng: random.Random) -> str:
    rows, cells = rng.choice(((5, 3), (50, 4), (1, 200), (3000, 8) if rng.random() < 0.1 else (20, 2)))
    body = "".join(
        "<tr>" + "".join(f"<td>{_number(rng)[:12]} dead</td>" for _ in range(cells)) + "</tr>" for _ in range(rows)
    )
    return f"<table>{body}{rng.choice(('</table>', ''))}"


_ATTRIBUTES = ("a=", 'style="', 'class=x y="<', "onload=\0")
_BROKEN: tuple[Callable[[random.Random], str], ...] = (
    _nested,
    _table,
    lambda rng: f"<{_tag(rng)}",
    lambda rng: f"</{_tag(rng)}>",
    lambda rng: f"<{_tag(rng)} {rng.choice(_ATTRIBUTES)}>",
    lambda rng: f"&#{rng.choice(('0', 'xD800', '99999999999', 'x110000', '65'))};&{_tag(rng)};&nbsp;&shy;",
    lambda _: "<!-- <p>not here",
    lambda _: "<![CDATA[ 12 died ]]><?php echo 1 ?>",
    lambda _: '<script type="application/ld+json">{"datePublished": "soon", "a": [' + "[" * 50 + "</script>",
    lambda rng: "<p>" + _phrase(rng) + " were killed.</p>",
    lambda rng: "<br>" * rng.choice((3, 500)),
    lambda _: "<p>\xa0</p><p> </p><p>\u200b</p>",
)


def _text(kind: str, text: str) -> Case:
    return Case(kind, "d.txt", text.encode(errors="replace"))


# ------------------------------------------------------------------ copies
def copy_of(text: str, style: str, rng: random.Random) -> str:
    """Return a text's copy in a style; its paragraphs stay apart by a blank line."""
    width = rng.randint(60, 100)
    made = {
        "justified": lambda line: _justified(line, width),
        "double": lambda line: line.replace(" ", "  "),
        "wrapped": lambda line: textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False),
        "no-break": lambda line: "".join("\xa0" if char == " " and rng.random() < 0.4 else char for char in line),
    }[style]
    return "\n\n".join(map(made, text.split("\n\n")))


def _justified(paragraph: str, width: int) -> str:
    """Return a paragraph with both margins straight: all lines but the last are filled up with spaces."""
    lines = textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join([*(_stretched(line, width) for line in lines[:-1]), *lines[-1:]])


def _stretched(line: str, width: int) -> str:
    words = line.split(" ")
    gaps = len(words) - 1
    spare = max(0, width - len(line)) if gaps else 0
    fill = [" " * (1 + spare // gaps + (at < spare % gaps)) if gaps else "" for at in range(gaps)]
    return "".join(word + space for word, space in zip(words, [*fill, ""], strict=True))


def as_original(text: str) -> str:
    """Return a report as its copies are made of it: single spaces, a blank line between paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n|\n", text) if part.strip())


def told(claims: Sequence[Claim]) -> list[str]:
    """Return what claims say without where they say it."""
    return sorted(_told(claim) for claim in claims)


def _told(claim: Claim) -> str:
    value, said = claim.value, claim.attribution
    plain = [_one_line(span.quote) for span in (claim.span, claim.sentence)]
    rest = (
        msgspec.structs.replace(value, surface="")
        if isinstance(value, Quantity)
        else getattr(value, "label", value.surface)
    )
    who = None if said is None else (said.speaker, said.cue, said.stance)
    values = (
        claim.measure,
        claim.about,
        claim.scope,
        claim.status,
        str(claim.as_of),
        who,
        claim.confidence,
        _one_line(str(rest)),
    )
    return f"{plain[0]} | {' | '.join(map(str, values))} | {len(claim.derived_from)} | {plain[1]}"


def _one_line(text: str) -> str:
    return " ".join(re.sub("[\u200b\ufeff]", " ", text).split())


# ------------------------------------------------------------------ one document
class Overtime(BaseException):
    """A document takes too long; not an Exception, so that no wall keeps it."""


class _Caught(logging.Handler):
    """Keeps where the last thing that a wall caught came from."""

    where = ""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self.where = _where(error)


def _where(error: BaseException) -> str:
    """Return an error's type and the last line of factcheck's own that it passed."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "factcheck" in frame.filename]
    last = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{last}"


def run(case: Case) -> tuple[Outcome, tuple[Claim, ...]]:
    """Read and check one document as the command line does; return what came of it, and its claims."""
    caught = _Caught()
    log = logging.getLogger("factcheck")
    log.handlers, log.propagate = [caught], False
    log.setLevel(logging.DEBUG)
    began = time.process_time()
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(_STOPPED)
    claims: tuple[Claim, ...] = ()
    skipped: list[Skipped] = []
    try:
        claims, skipped, fault = _read_and_check(case)
        fault = fault or (f"wall: {caught.where}" if caught.where else "")
    except (Exception, Overtime) as error:  # noqa: BLE001  what falls the program is what is looked for
        fault = f"traceback: {_where(error)}"
    finally:
        signal.alarm(0)
    seconds, megabytes = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    fault = fault or (
        f"over {_SECONDS} s" if seconds > _SECONDS else f"over {_MEGABYTES} MB" if megabytes > _MEGABYTES else ""
    )
    return Outcome(case, seconds, megabytes, fault, skipped[0].reason if skipped else ""), claims


def _stop(*_: object) -> NoReturn:
    raise Overtime


def _read_and_check(case: Case) -> tuple[tuple[Claim, ...], list[Skipped], str]:
    """Return a document's claims, the lines about what could not be read, and a fault where neither came of it."""
    skipped: list[Skipped] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, case.name)
        file.write_bytes(case.data)
        sources = read([file], on_skipped=skipped.append)
    report = check(sources, skipped=skipped)
    if Report.from_json(report.to_json()) != report:
        return report.claims, [*report.skipped], "JSON does not come back"
    if not report.sources and not report.skipped:
        # a file of rows may hold none
        return (), [], "" if case.name.endswith(".jsonl") and not case.data.strip() else "lost without a line"
    wrong = [
        claim
        for claim in report.claims
        if report.sources[0].text[claim.span.start : claim.span.end] != claim.span.quote
    ]
    lined = all("\n" not in one.reason for one in report.skipped)
    return (
        report.claims,
        [*report.skipped],
        "" if lined and (not wrong or len(report.sources) > 1) else "a quote or a line is broken",
    )


def run_copies(text: str, rng: random.Random) -> Iterator[Outcome]:
    """Yield what comes of a report's four copies, a fault where their claims are others."""
    original = as_original(text)
    _, claims = run(_text("original", original))
    wanted = told(claims)
    for style in COPIES:
        outcome, found = run(_text(style, copy_of(original, style, rng)))
        yield outcome if outcome.fault else msgspec.structs.replace(outcome, fault=_difference(wanted, told(found)))


def _difference(wanted: list[str], found: list[str]) -> str:
    if wanted == found:
        return ""
    lost, new = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    return "other claims: " + " ".join([*(f"-[{one}]" for one in lost[:2]), *(f"+[{one}]" for one in new[:2])])[:1500]


# ------------------------------------------------------------------ the run
_TEXTS: list[str] = []


def outcomes(task: tuple[str, int, int], texts: Sequence[str] = ()) -> list[Outcome]:
    """Return what comes of a task: a kind, a number and a seed; a task of copies is one report's."""
    kind, at, seed = task
    texts, rng = texts or _TEXTS, random.Random(f"{seed}-{kind}-{at}")
    if kind == "copies":
        return list(run_copies(texts[at % len(texts)], rng))
    return [run(make_case(kind, rng, texts))[0]]


def tasks(count: int, seed: int, reports: int) -> list[tuple[str, int, int]]:
    """Return the tasks of a run, at most one document in six a copy; mixed, so that a part of it is a sample."""
    copied = min(reports, count // 24)
    found = [("copies", at, seed) for at in range(copied)]
    found += [(KINDS[at % len(KINDS)], at, seed) for at in range(count - len(COPIES) * copied)]
    random.Random(seed).shuffle(found)
    return found


def _load(folder: str) -> list[str]:
    rows = map(json.loads, Path(folder, "data", "incidents-dev.jsonl").read_text("utf8").splitlines())
    return [document["text"] for row in rows for document in row["documents"]][:_REPORTS]


def _start(folder: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process prints what there is
    _TEXTS.extend(_load(folder))


def _print(found: Sequence[Outcome], label: str) -> None:
    print(f"{label}, factcheck {__version__}")
    print(f"{'kind':10} {'documents':>9} {'skipped':>8} {'faults':>7} {'longest s':>10} {'peak MB':>8}")
    by_kind: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        by_kind[one.case.kind].append(one)
        by_kind["all"].append(one)
    for kind in (*COPIES, *KINDS, "all"):
        rows = by_kind[kind]
        if rows:
            numbers = len(rows), sum(one.skipped for one in rows), sum(bool(one.fault) for one in rows)
            longest, peak = max(one.seconds for one in rows), max(one.megabytes for one in rows)
            print(f"{kind:10} {numbers[0]:9} {numbers[1]:8} {numbers[2]:7} {longest:10.1f} {peak:8.0f}")
    _print_faults(found)


def _print_faults(found: Sequence[Outcome]) -> None:
    """Print the smallest document of every fault, those of copies that differ together."""
    smallest: dict[str, Outcome] = {}
    for one in sorted((one for one in found if one.fault), key=lambda one: len(one.case.data)):
        name = f"{one.case.kind}: other claims" if one.fault.startswith("other claims") else one.fault
        smallest.setdefault(name, one)
    for name, one in smallest.items():
        print(f"\n{name} ({one.case.kind}, {one.case.name}, {len(one.case.data)} bytes)\n  {one.case.data[:_SHOWN]!r}")
        if one.fault != name:
            print(f"  {one.fault}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("copies", *KINDS), help="documents of one kind alone")
    given = parser.parse_args()
    work = [task for task in tasks(given.count, given.seed, _REPORTS) if given.only in {None, task[0]}]
    found: list[Outcome] = []
    with multiprocessing.get_context("spawn").Pool(2, _start, (given.folder,)) as pool:
        try:
            for each in pool.imap_unordered(outcomes, work, chunksize=4):
                found += each
        except KeyboardInterrupt:
            print("stopped before the end")
    _print(found, f"incidents-dev.jsonl, {len(found)} documents, seed {given.seed}")
    sys.exit(1 if any(one.fault for one in found) else 0)


if __name__ == "__main__":
    main()
