"""What reaches a terminal: lines that cannot steer it, tables, a bar while work goes on; plain text in a pipe."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from factcheck.errors import FactcheckError

__all__ = ["Step", "complain", "count", "noun", "plain", "print_table", "progress", "put", "unsteered"]

Step = Callable[[str], None]


def plain(text: str) -> str:
    """Return a text in one line that cannot steer a terminal."""
    return "".join(char if unicodedata.category(char) not in {"Cc", "Cf"} else " " for char in text).strip()


def unsteered(line: str) -> str:
    """Return a line that cannot steer a terminal, with its indent."""
    return "".join(char if unicodedata.category(char) not in {"Cc", "Cf"} else " " for char in line).rstrip()


def complain(message: str) -> None:
    """Print one line on standard error, with the program's name before it."""
    click.echo(f"factcheck: {plain(message)}", err=True)


def put(data: bytes, output: str) -> None:
    """Write bytes to standard output ("-") or to a file, whose folder is made where it is missing."""
    if output == "-":
        click.echo(data, nl=False)
        return
    try:
        Path(output).parent.mkdir(parents=True, exist_ok=True)
        Path(output).write_bytes(data)
    except OSError as error:
        raise FactcheckError(f"{output}: {error.strerror or error}") from error


@contextmanager
def progress(total: int) -> Iterator[Step]:
    """Show a bar on a terminal while the block runs; elsewhere the steps say nothing."""
    if not sys.stderr.isatty():
        yield lambda _message: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        first = True

        def step(message: str) -> None:
            nonlocal first
            bar.update(task, description=message, advance=0 if first else 1)
            first = False

        yield step


def count(number: int, word: str) -> str:
    """Return a number with its noun: "1 story", "2 stories"."""
    return f"{number} {noun(number, word)}"


def noun(number: int, word: str) -> str:
    """Return the noun in the form that the number takes."""
    if number == 1:
        return word
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: drawn on a terminal, with tabs elsewhere."""
    if not sys.stdout.isatty():
        click.echo("\n".join("\t".join(map(plain, row)) for row in [heads, *rows]))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heads)
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console().print(table)
