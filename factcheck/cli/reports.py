"""Commands on reports that are made: `factcheck explain`."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.console import unsteered
from factcheck.cli.group import main
from factcheck.cli.options import FILE

__all__: list[str] = []


@main.command(epilog="Example: factcheck explain reports/brief.json 1")
@click.argument("report", type=FILE, metavar="REPORT.json")
@click.argument("finding")
def explain(report: Path, finding: str) -> int:
    """Show what stands behind one finding: claims, intervals on a ruler, the rule and the arithmetic.

    FINDING is its id or the start of it, its place in the report (1 is the gravest), or a code that occurs once.
    """
    from factcheck.report.explain import explain, load_report

    text = explain(load_report(report), finding)
    click.echo("\n".join(unsteered(line) for line in text.splitlines()))
    return 0
