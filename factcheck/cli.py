"""Arguments → files and a summary; the only module that prints, and the one that turns errors into exit statuses.

0: done. 1: findings at or above --fail-on. 2: a usage or input error, told in one line. The heavy libraries are
imported by the commands that need them, so that help is quick.
"""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec

from factcheck.errors import FactcheckError, RenderError
from factcheck.models import EstimateRule, Report, Severity, Skipped, Source
from factcheck.settings import Settings

__all__ = ["main"]

Step = Callable[[str], None]
_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low", "info")
_INTERRUPTED = 130
_BROKEN_PIPE = 141


class _OneLineErrors(click.Group):
    """A group of commands that return their exit status, and whose errors are one line each."""

    def main(self, *args: Any, **extra: Any) -> Any:
        if not extra.get("standalone_mode", True):
            return super().main(*args, **extra)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that lacks a sign gets another one, not a traceback
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            status = 2
        except click.ClickException as error:
            _complain(error.format_message())
            status = 2
        except click.Abort:
            status = _INTERRUPTED
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except FactcheckError as error:
            _complain(str(error))
            return 2
        except BrokenPipeError:
            _leave_pipe()
        except KeyboardInterrupt:
            return _INTERRUPTED
        return status


def _leave_pipe() -> NoReturn:
    """Exit without a word, since nobody reads on; the interpreter's own last flush must not complain either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(_BROKEN_PIPE)


def _plain(text: str) -> str:
    """Return a text in one line that cannot steer a terminal."""
    return "".join(char if unicodedata.category(char) not in {"Cc", "Cf"} else " " for char in text).strip()


def _unsteered(line: str) -> str:
    """Return a line that cannot steer a terminal, with its indent."""
    return "".join(char if unicodedata.category(char) not in {"Cc", "Cf"} else " " for char in line).rstrip()


def _complain(message: str) -> None:
    click.echo(f"factcheck: {_plain(message)}", err=True)


class _Options(msgspec.Struct, frozen=True, kw_only=True):
    """The options that commands share."""

    estimate: EstimateRule
    hedges: str | None
    measures: Path | None
    pipeline: str | None
    templates: Path | None
    strict: bool

    def settings(self) -> Settings:
        """Return the settings. Raises SettingsError where a file that they name is not usable."""
        from factcheck.catalogue import load_measures
        from factcheck.hedges import load_hedges

        load_measures(self.measures)
        load_hedges(self.hedges)
        return Settings(estimate=self.estimate, hedges=self.hedges, measures=self.measures, pipeline=self.pipeline)


_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_RULES = click.Choice(["range", "acled", "gtd", "ucdp"])
_MEASURES = click.option("--measures", type=_FILE, metavar="FILE", help="TOML file that extends the measures.")
_SHARED = (
    click.option("--estimate", type=_RULES, default="range", show_default=True, help="Rule for low, best and high."),
    click.option("--hedges", metavar="FILE|PRESET", help='Rules for inexact numbers: a TOML file, or "acled".'),
    _MEASURES,
    click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline with Universal Dependencies."),
    click.option("--templates", type=_FOLDER, metavar="DIR", help="Folder whose templates stand in for ours."),
    click.option("--strict", is_flag=True, help="Make a document that cannot be read an error, not a skipped one."),
)


def _shared(command: Callable[..., int]) -> Callable[..., int]:
    for option in reversed(_SHARED):
        command = option(command)
    return command


def _print_version(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        import factcheck

        click.echo(f"factcheck {factcheck.__version__}")
        ctx.exit()


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> list[str]:
    from factcheck.report import FORMATS

    chosen = list(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in chosen if name not in FORMATS]
    if unknown or not chosen:
        names = ", ".join(unknown) or "nothing"
        raise click.BadParameter(f"{names} is no report format; choose from {', '.join(FORMATS)}")
    return chosen


def _file_name(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not value.strip() or value in {".", ".."} or any(char in "/\\\0" for char in value)):
        raise click.BadParameter("a file name without a folder is needed; the folder goes to --output")
    return value


_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_OUTPUT = click.option("-o", "--output", type=_FILE, default="reports", metavar="DIR", help="Folder; default: reports.")
_NAME = click.option("--name", callback=_file_name, help="Name of the files; default: the folder's, else report.")
_LIST = "Formats, with commas between; default: html,pdf,json."
_FORMATS = click.option("--format", "formats", callback=_formats, default="html,pdf,json", metavar="LIST", help=_LIST)
_LEVELS = click.Choice(["high", "medium", "low"])
_FAIL_ON = click.option("--fail-on", type=_LEVELS, help="Exit with status 1 on a finding of this severity or above.")
_CLAIMS = click.option("-o", "--output", default="-", metavar="FILE", help="File for the claims; - is standard output.")


@click.group(
    cls=_OneLineErrors,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: factcheck report seeds/ -o reports/",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Say which.")
def main() -> None:
    """Show where several news reports of one story cannot be true together, with the exact words."""


@main.command(epilog="Example: factcheck report articles/ -o reports/ --fail-on high")
@_PATHS
@_OUTPUT
@_NAME
@_FORMATS
@_FAIL_ON
@_shared
def report(
    paths: tuple[str, ...], output: Path, name: str | None, formats: list[str], fail_on: Severity | None, **shared: Any
) -> int:
    """Check documents against each other and write the report.

    A PATH is a text, Markdown, JSONL or HTML file, or a folder of them. A document that cannot be read is named and
    skipped. Where the PDF cannot be made (the Pango library is missing) and another format can, a warning says so and
    the exit status stays 0.
    """
    options = _Options(**shared)
    settings = options.settings()
    with _progress(2 + len(formats)) as step:
        step("Reading the documents")
        sources, skipped = _read(paths, strict=options.strict)
        step(f"Comparing {_count(len(sources), 'document')}")
        from factcheck.checker import check

        result = check(sources, settings=settings, skipped=skipped)
        files = _write(result, output / (name or _default_name(paths)), formats, options.templates, step)
    _summarize(result, files)
    return 1 if fail_on and _worst(result) <= _SEVERITIES.index(fail_on) else 0


@main.command(epilog="Example: factcheck extract articles/ -o claims.jsonl")
@_PATHS
@_CLAIMS
@_shared
def extract(paths: tuple[str, ...], output: str, **shared: Any) -> int:
    """Write the claims of documents, one JSON object a line."""
    options = _Options(**shared)
    settings = options.settings()
    with _progress(2) as step:
        step("Reading the documents")
        sources, _ = _read(paths, strict=options.strict)
        step(f"Reading the claims of {_count(len(sources), 'document')}")
        from factcheck.claims import read_claims

        readings = read_claims(sources, settings=settings)
    lines = (json.dumps(claim.to_dict(), ensure_ascii=False) + "\n" for reading in readings for claim in reading.claims)
    _put("".join(lines).encode(), output)
    return 0


@main.command(epilog="Example: factcheck explain reports/brief.json 1")
@click.argument("report", type=_FILE, metavar="REPORT.json")
@click.argument("finding")
def explain(report: Path, finding: str) -> int:
    """Show what stands behind one finding: claims, intervals on a ruler, the rule and the arithmetic.

    FINDING is its id or the start of it, its place in the report (1 is the gravest), or a code that occurs once.
    """
    from factcheck.report.explain import explain, load_report

    text = explain(load_report(report), finding)
    click.echo("\n".join(_unsteered(line) for line in text.splitlines()))
    return 0


@main.group(no_args_is_help=True, epilog="Example: factcheck measures list")
def measures() -> None:
    """List the measures that factcheck knows, or check a file of your own."""


@measures.command("list", epilog="Example: factcheck measures list --measures own.toml")
@_MEASURES
def list_measures(measures: Path | None) -> int:
    """List the catalogue: name, label, kind, dimension and weight, with tabs between where it is not a terminal."""
    from factcheck.catalogue import load_measures

    known = load_measures(measures).values()
    rows = [(one.name, one.label, one.kind, one.dimension, str(one.weight)) for one in known]
    _print_table(("name", "label", "kind", "dimension", "weight"), rows)
    return 0


@measures.command("check", epilog="Example: factcheck measures check own.toml")
@click.argument("file", type=_FILE)
def check_measures(file: Path) -> int:
    """Tell whether FILE can extend the catalogue, and what it adds or replaces."""
    from factcheck.catalogue import load_measures

    shipped, extended = load_measures(), load_measures(file)
    added = [name for name in extended if name not in shipped]
    replaced = [name for name in extended if name in shipped and extended[name] != shipped[name]]
    click.echo(_plain(f"{file}: adds {', '.join(added) or 'nothing'}; replaces {', '.join(replaced) or 'nothing'}"))
    return 0


def _read(paths: Sequence[str], *, strict: bool) -> tuple[list[Source], list[Skipped]]:
    """Read the documents, naming each that is skipped in one line. Raises FactcheckError where none is left."""
    from factcheck.sources import read

    skipped: list[Skipped] = []
    sources = read(paths, strict=strict, on_skipped=skipped.append)
    if not sources and len(skipped) == 1:
        raise FactcheckError(f"{skipped[0].path}: {skipped[0].reason}")
    for one in skipped:
        _complain(f"{one.path}: {one.reason} (skipped)")
    if not sources:
        raise FactcheckError(f"none of the {_count(len(skipped), 'document')} can be read")
    return sources, skipped


def _default_name(paths: Sequence[str]) -> str:
    folder = Path(paths[0]).resolve()
    return (folder.name if len(paths) == 1 and folder.is_dir() else "") or "report"


def _write(result: Report, base: Path, formats: Sequence[str], templates: Path | None, step: Step) -> list[Path]:
    """Write the report in each format and return the files; beside another format, a failed PDF is only a warning."""
    from factcheck.report import render

    files: list[Path] = []
    for format_ in sorted(formats, key=lambda name: name == "pdf"):
        step(f"Writing the {format_.upper()}")
        target = base.with_name(f"{base.name}.{format_}")
        try:
            files.append(render(result, target, templates=templates))
        except RenderError as error:
            if format_ != "pdf" or not files:
                raise
            _complain(f"{target}: not written: {error}")
    return files


def _put(data: bytes, output: str) -> None:
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
def _progress(total: int) -> Iterator[Step]:
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


def _summarize(result: Report, files: Iterable[Path]) -> None:
    """Print what was read, the findings from the most severe on, and the files."""
    things = {"document": result.sources, "story": result.stories, "claim": result.claims, "topic": result.topics}
    counts = [(len(found), noun) for noun, found in {**things, "finding": result.findings}.items()]
    if sys.stdout.isatty():
        _print_table([_noun(number, noun) for number, noun in counts], [[str(number) for number, _ in counts]])
    else:
        click.echo(", ".join(_count(number, noun) for number, noun in counts))
    for severity in _SEVERITIES[:-1]:
        found = [finding for finding in result.findings if finding.severity == severity]
        if found:
            click.echo(f"\n{severity.capitalize()} severity")
        for finding in found:
            click.echo(f"  {finding.code} {_plain(finding.message)}")
    notes = sum(finding.severity == "info" for finding in result.findings)
    if notes:
        click.echo(f"\n{_count(notes, 'note')} on agreement and on what only one source says: see the report")
    click.echo("\n" + "\n".join(f"Written: {_plain(str(file))}" for file in files))


def _worst(result: Report) -> int:
    """Return the place of the most severe finding among the severities; beyond them where there is none."""
    return min((_SEVERITIES.index(finding.severity) for finding in result.findings), default=len(_SEVERITIES))


def _count(number: int, noun: str) -> str:
    return f"{number} {_noun(number, noun)}"


def _noun(number: int, noun: str) -> str:
    if number == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: drawn on a terminal, with tabs elsewhere."""
    if not sys.stdout.isatty():
        click.echo("\n".join("\t".join(map(_plain, row)) for row in [heads, *rows]))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heads)
    for row in rows:
        table.add_row(*(Text(_plain(cell)) for cell in row))
    Console().print(table)
