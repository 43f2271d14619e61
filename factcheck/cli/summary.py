"""Report → what the terminal shows of it: the findings with their positions, and where to read on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.console import count, plain
from factcheck.models import Report

if TYPE_CHECKING:
    from rich.text import Text

    from factcheck.report.view.findings import FindingView

__all__ = ["summarize"]

_MOST = 20
_TOPIC = 32
_STYLES = {"high": "bold red", "medium": "bold yellow", "low": "bold blue"}
_TONES = {"a": "bold blue", "b": "bold yellow", "c": "bold cyan", "d": "bold magenta"}


def summarize(result: Report, files: Sequence[Path]) -> None:
    """Print what was read, the findings from the most severe on, and the files."""
    from factcheck.report.ground.index import index_report
    from factcheck.report.view.findings import view_findings

    things = {"document": result.sources, "story": result.stories, "claim": result.claims, "topic": result.topics}
    numbers = {word: len(found) for word, found in {**things, "finding": result.findings}.items()}
    click.echo(", ".join(count(number, word) for word, number in numbers.items()))
    found = view_findings(result, index_report(result, full_text=False))
    grave = [finding for finding in found if finding.severity != "info"]
    if grave and sys.stdout.isatty():
        _print_table(grave[:_MOST], next((file for file in files if file.suffix == ".html"), None))
    else:
        _print_lines(grave[:_MOST])
    if len(grave) > _MOST:
        click.echo(f"\n{count(len(grave) - _MOST, 'more finding')}: see the report")
    notes = len(found) - len(grave)
    if notes:
        click.echo(f"\n{count(notes, 'note')} on agreement and on what only one source says: see the report")
    click.echo("\n" + "\n".join(f"Written: {plain(str(file))}" for file in files))


def _print_lines(findings: Iterable[FindingView]) -> None:
    """Print a line a finding, under its severity."""
    severity = ""
    for finding in findings:
        if finding.severity != severity:
            severity = finding.severity
            click.echo(f"\n{severity.capitalize()} severity")
        click.echo(f"  {finding.number} {finding.code} {plain(finding.headline)}")


def _print_table(findings: Iterable[FindingView], page: Path | None) -> None:
    """Print a row a finding: number, severity, topic, and the positions with the sources that hold them.

    Where the terminal can show links, the number leads to the finding in the page.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, expand=False, padding=(0, 1), show_lines=False)
    for head, widest in (("", None), ("Severity", None), ("Topic", _TOPIC), ("Positions", None)):
        table.add_column(head, overflow="fold", max_width=widest)
    for finding in findings:
        link = f"link {page.resolve().as_uri()}#{finding.anchor}" if page else ""
        table.add_row(
            Text(finding.number, style=link),
            Text(f"{finding.sign} {finding.severity_word.lower()}", style=_STYLES[finding.severity]),
            Text(plain(finding.topic or finding.kind)),
            _positions(finding),
            end_section=True,
        )
    Console().print(table)


def _positions(finding: FindingView) -> Text:
    """Return the positions as lines: letter, values, sources; the finding in one sentence where there are none."""
    from rich.text import Text

    if len(finding.positions) < 2:
        return Text(plain(finding.headline))
    lines = []
    for position in finding.positions:
        values = f" {plain(position.label)} "
        lines.append(
            Text.assemble((position.letter, _TONES.get(position.tone, "bold")), values, (position.support, "dim"))
        )
    return Text("\n").join(lines)
