"""`factcheck diff`: two reports in JSON → what is new, changed and resolved, on the terminal and as a page."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
import msgspec

from factcheck.cli.console import count, plain
from factcheck.cli.options import FILE
from factcheck.cli.root import main
from factcheck.errors import FactcheckError, RenderError, reason_of
from factcheck.models import SEVERITIES, Report, Severity

if TYPE_CHECKING:
    from factcheck.report.diff.changes import Change
    from factcheck.report.diff.diff import FindingChange, ReportDiff, SourceChange

__all__: list[str] = []

_SIGNS = {"new": "+", "changed": "~", "resolved": "-", "added": "+", "withdrawn": "-"}
_NOTHING = {"position": ("added", "gone"), "source": ("added", "withdrawn")}
_STYLES = {"+": "bold red", "~": "bold yellow", "-": "bold green"}


class _Line(msgspec.Struct, frozen=True):
    """A line of the terminal: its indent in columns, a mark before it, and its text."""

    text: str
    mark: str = ""
    indent: int = 0


def _page_name(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in {".html", ".htm"}:
        raise click.BadParameter(f"{value} is no name for a page; it ends in .html")
    return value


_LEVELS = click.Choice(SEVERITIES[:-1])
_FAIL = "Exit with status 1 where a finding of this severity or above is new, or became more severe."


@main.command(epilog="Example: factcheck diff monday.json tuesday.json -o changes.html")
@click.argument("old", type=FILE, metavar="OLD.json")
@click.argument("new", type=FILE, metavar="NEW.json")
@click.option("-o", "--output", type=FILE, callback=_page_name, metavar="FILE.html", help="Write a page as well.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("--all", "everything", is_flag=True, help="List the notes too, not only how many there are.")
@click.option("--fail-on", type=_LEVELS, help=_FAIL)
@click.option("--templates", type=FILE, metavar="DIR", help="Folder whose templates stand in for ours.")
def diff(  # noqa: PLR0917  click passes them by name
    old: Path,
    new: Path,
    output: Path | None,
    format_: Literal["text", "json"],
    everything: bool,  # noqa: FBT001  a flag of the command line
    fail_on: Severity | None,
    templates: Path | None,
) -> int:
    """Show what changed between two reports on one story: findings that are new, changed or resolved, and why.

    OLD.json and NEW.json are reports in JSON, as `factcheck report` writes them. Findings are told apart by what they
    are about and what they rest on, not by their place in the report.
    """
    from factcheck.report.diff.diff import compare_reports

    found = compare_reports(_load(old), _load(new))
    if output:
        _write(found, output, (old.name, new.name), templates)
    if format_ == "json":
        click.echo(json.dumps(found.to_dict(), indent=1))  # ASCII alone: a terminal may be reading
    else:
        _print([*_lines(found, everything=everything), *([_Line(""), _Line(f"Written: {output}")] if output else [])])
    return 1 if fail_on and found.fails(fail_on) else 0


def _load(path: Path) -> Report:
    """Return a report from its file. Raises FactcheckError where the file cannot be read or holds no report."""
    try:
        return Report.from_json(path.read_bytes())
    except OSError as error:
        raise FactcheckError(f"{path}: {reason_of(error)}") from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise FactcheckError(f"{path}: is no report in JSON: {reason_of(error)}") from error


def _write(found: ReportDiff, target: Path, names: tuple[str, str], templates: Path | None) -> None:
    from factcheck.report import replace_file
    from factcheck.report.diff.diffview import render_diff

    page = render_diff(found, names=names, templates=templates)
    try:
        replace_file(target, page)
    except OSError as error:
        raise RenderError(f"{target}: {reason_of(error)}") from error


def _print(lines: list[_Line]) -> None:
    """Print the lines: wrapped and coloured on a terminal, plain elsewhere."""
    if not sys.stdout.isatty():
        for line in lines:
            click.echo(f"{' ' * line.indent}{line.mark}{' ' if line.mark else ''}{plain(line.text)}")
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        mark = (f"{line.mark} ", _STYLES[line.mark[0]]) if line.mark else ""
        console.print(Padding(Text.assemble(mark, plain(line.text)), (0, 0, 0, line.indent)))


# ------------------------------------------------------------------ the lines
def _lines(found: ReportDiff, *, everything: bool) -> Iterator[_Line]:
    from factcheck.report.diff.diffview import summary

    for caution in found.cautions:
        yield _Line(f"Caution: {caution}")
    if found.cautions:
        yield _Line("")
    yield _Line(f"Findings: {summary(found, notes=False)}")
    shown = [one for one in found.findings if not one.is_note]
    for one in shown:
        yield from _finding(one)
    yield from _sources(found)
    yield from _estimates(found)
    notes = [one for one in found.findings if one.is_note]
    more = "" if everything or not notes else " (--all lists them)"
    yield _Line("")
    yield _Line(f"Notes on agreement and on what only one source says: {summary(found, notes=True)}{more}")
    for one in notes if everything else ():
        yield from _finding(one)


def _finding(one: FindingChange) -> Iterator[_Line]:
    finding = one.finding
    yield _Line(f"{finding.severity} {finding.code} {finding.message}", _mark(one.kind))
    for change in one.changes:
        yield _Line(_change(change), indent=4)
    for reason in one.because:
        yield _Line(f"since then: {reason}", indent=4)


def _mark(word: str) -> str:
    return f"{_SIGNS[word]} {word}"


def _change(change: Change) -> str:
    from factcheck.report.diff.diffview import change_label

    label = change_label(change)
    label = f"{label[:1].lower()}{label[1:]}"
    was_none, now_none = _NOTHING.get(change.what, ("was none", "now none"))
    if change.old is None:
        return f"{label}: {change.new} ({was_none})"
    return f"{label}: {change.old} ({now_none})" if change.new is None else f"{label}: {change.old} -> {change.new}"


def _sources(found: ReportDiff) -> Iterator[_Line]:
    kept = len(found.new.sources) - sum(one.new is not None for one in found.sources)
    words = [_source_word(one) for one in found.sources]
    counts = [f"{words.count(word)} {word}" for word in ("added", "changed", "withdrawn")]
    yield _Line("")
    yield _Line(f"Sources: {', '.join(counts)}, {kept} unchanged")
    for one, word in zip(found.sources, words, strict=True):
        named = dict.fromkeys(text for text in (one.source.publisher, one.source.title, one.source.path) if text)
        yield _Line(", ".join(named) or one.source.id, _mark(word))
        for change in one.changes:
            yield _Line(_change(change), indent=4)


def _source_word(one: SourceChange) -> str:
    if one.old and one.new:
        return "changed"
    return "added" if one.new else "withdrawn"


def _estimates(found: ReportDiff) -> Iterator[_Line]:
    if found.estimates:
        yield _Line("")
        yield _Line(f"Estimates: {count(len(found.estimates), 'topic')} changed")
    for one in found.estimates:
        figures = (f"{name} {old} -> {new}" for name, old, new in one.changes)
        yield _Line(f"{one.new_topic.label}: {', '.join(figures)}", _mark("changed"))
