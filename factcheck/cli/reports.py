"""Commands on reports that are made: `factcheck explain` and `factcheck verify`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.console import complain, count, progress, unsteered
from factcheck.cli.options import FILE, takes_measures
from factcheck.cli.root import main
from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    from factcheck.models import Report
    from factcheck.report.verify.verify import Fault

__all__: list[str] = []

_MOST_FAULTS = 20
PIPELINE = click.option("--pipeline", metavar="NAME", help="The spaCy pipeline that the report was made with.")
HEDGES = click.option("--hedges", metavar="FILE|PRESET", help="The rules for inexact numbers that it was made with.")


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


@main.command(epilog="Example: factcheck verify reports/brief.pdf")
@click.argument("report", type=FILE, metavar="REPORT.pdf|REPORT.json")
@PIPELINE
@takes_measures
@HEDGES
def verify(report: Path, pipeline: str | None, measures: Path | None, hedges: str | None) -> int:
    """Hold every quote of a report against its sources' texts, and derive every finding again.

    A PDF is verified by the report and the texts attached to it; what is drawn on its pages is not read. Exit status
    0: all holds. 1: something does not, named in a line each. 2: the file is no report, or was made with another
    pipeline, by an earlier version with other rules, or with files that are not given here.
    """
    from factcheck.report.verify import verify as verifying

    with progress(2) as step:
        step("Reading the report")
        opened = verifying.load(report)
        try:
            settings = verifying.settings_of(opened.report, pipeline=pipeline, measures=measures, hedges=hedges)
            step("Deriving the findings again")
            faults = opened.faults + verifying.verify(opened.report, settings=settings)
        except FactcheckError:
            _print_faults(opened.faults)
            raise
    _print_faults(faults)
    if not faults:
        _print_holds(opened.report, verifying.count_quotes(opened.report))
    _note_version(opened.report)
    return 1 if faults else 0


def _print_faults(faults: Sequence[Fault]) -> None:
    """Print a line for each of the first faults, and how many more there are."""
    for fault in faults[:_MOST_FAULTS]:
        click.echo(unsteered(fault.text))
    if len(faults) > _MOST_FAULTS:
        click.echo(f"and {count(len(faults) - _MOST_FAULTS, 'more fault')}")


def _print_holds(report: Report, quotes: int) -> None:
    parts = (count(len(report.sources), "source"), count(quotes, "quote"), count(len(report.findings), "finding"))
    click.echo(f"{', '.join(parts)}: all hold")


def _note_version(report: Report) -> None:
    """Say on standard error where another version of factcheck made the report."""
    import factcheck

    if report.tool.version != factcheck.__version__:
        made = report.tool.version[:20] or "without a version"
        complain(f"note: the report was made with factcheck {made}, installed is {factcheck.__version__}")
