"""Report → what the terminal shows of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from factcheck.cli.console import count, noun, plain, print_table
from factcheck.models import Report, Severity

__all__ = ["SEVERITIES", "summarize"]

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low", "info")


def summarize(result: Report, files: Iterable[Path]) -> None:
    """Print what was read, the findings from the most severe on, and the files."""
    things = {"document": result.sources, "story": result.stories, "claim": result.claims, "topic": result.topics}
    counts = [(len(found), word) for word, found in {**things, "finding": result.findings}.items()]
    if sys.stdout.isatty():
        print_table([noun(number, word) for number, word in counts], [[str(number) for number, _ in counts]])
    else:
        click.echo(", ".join(count(number, word) for number, word in counts))
    for severity in SEVERITIES[:-1]:
        found = [finding for finding in result.findings if finding.severity == severity]
        if found:
            click.echo(f"\n{severity.capitalize()} severity")
        for finding in found:
            click.echo(f"  {finding.code} {plain(finding.message)}")
    notes = sum(finding.severity == "info" for finding in result.findings)
    if notes:
        click.echo(f"\n{count(notes, 'note')} on agreement and on what only one source says: see the report")
    click.echo("\n" + "\n".join(f"Written: {plain(str(file))}" for file in files))
