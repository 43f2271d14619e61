"""`factcheck measures`: the catalogue, and files that extend it."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.console import plain, print_table
from factcheck.cli.options import FILE, takes_measures
from factcheck.cli.root import main

__all__: list[str] = []


@main.group(no_args_is_help=True, epilog="Example: factcheck measures list")
def measures() -> None:
    """List the measures that factcheck knows, or check a file of your own."""


@measures.command("list", epilog="Example: factcheck measures list --measures own.toml")
@takes_measures
def list_measures(measures: Path | None) -> int:
    """List the catalogue: name, label, kind, dimension and weight, with tabs between where it is not a terminal."""
    from factcheck.lexicon.catalogue import load_measures

    known = load_measures(measures).values()
    rows = [(one.name, one.label, one.kind, one.dimension, str(one.weight)) for one in known]
    print_table(("name", "label", "kind", "dimension", "weight"), rows)
    return 0


@measures.command("check", epilog="Example: factcheck measures check own.toml")
@click.argument("file", type=FILE)
def check_measures(file: Path) -> int:
    """Tell whether FILE can extend the catalogue, and what it adds or replaces."""
    from factcheck.lexicon.catalogue import load_measures

    shipped, extended = load_measures(), load_measures(file)
    added = [name for name in extended if name not in shipped]
    replaced = [name for name in extended if name in shipped and extended[name] != shipped[name]]
    click.echo(plain(f"{file}: adds {', '.join(added) or 'nothing'}; replaces {', '.join(replaced) or 'nothing'}"))
    return 0
