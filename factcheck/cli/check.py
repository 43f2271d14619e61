"""`factcheck report` and `factcheck extract`: documents → files and a summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.console import Step, complain, count, progress, put
from factcheck.cli.options import FILE, Options, shared, takes_paths
from factcheck.cli.root import main
from factcheck.cli.summary import summarize
from factcheck.errors import FactcheckError, RenderError, SourceError
from factcheck.models import SEVERITIES, Report, Severity, Skipped, Source

if TYPE_CHECKING:
    from factcheck.report.formats import Format

__all__: list[str] = []


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> list[str]:
    from factcheck.report import FORMATS

    chosen = list(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in chosen if name not in FORMATS]
    if unknown or not chosen:
        names = ", ".join(unknown) or "nothing"
        raise click.BadParameter(f"{names} is no report format; choose from {', '.join(FORMATS)}")
    return chosen


def _usual() -> str:
    from factcheck.report import FORMATS

    return ",".join(suffix for suffix, format_ in FORMATS.items() if format_.usual)


class _WithFormats(click.Command):
    """A command whose help lists the formats, each with what it is for and takes."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from factcheck.report import FORMATS

        super().format_options(ctx, formatter)
        with formatter.section("Formats"):
            formatter.write_dl([(suffix, _told(format_)) for suffix, format_ in FORMATS.items()])


def _told(format_: Format) -> str:
    taken = [name for name, is_taken in (("--templates", format_.templates), ("--paper", format_.paper)) if is_taken]
    notes = [f"takes {' and '.join(taken)}"] if taken else []
    notes += [f"needs {format_.needs}"] if format_.needs else []
    return "; ".join([f"{format_.purpose}{' (default)' if format_.usual else ''}", *notes])


def _file_name(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not value.strip() or value in {".", ".."} or any(char in "/\\\0" for char in value)):
        raise click.BadParameter("a file name without a folder is needed; the folder goes to --output")
    return value


def _mapping(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dict[str, str]:
    """Return which key of a JSON line holds which field: "title=headline,text=body.plain"."""
    from factcheck.sources.frontmatter import FIELDS

    pairs = [pair.partition("=") for pair in (value or "").split(",") if pair.strip()]
    found = {field.strip().lower(): key.strip() for field, _, key in pairs}
    known = ("text", "id", *FIELDS)
    if wrong := [field for field, key in found.items() if field not in known or not key]:
        raise click.BadParameter(f"“{wrong[0]}” is no field with a key; write FIELD=KEY with one of {', '.join(known)}")
    return found


_OUTPUT = click.option("-o", "--output", type=FILE, default="reports", metavar="DIR", help="Folder; default: reports.")
_NAME = click.option("--name", callback=_file_name, help="Name of the files; default: the folder's, else report.")
_LIST = "Formats, with commas between; default: those marked so below."
_FORMATS = click.option("--format", "formats", callback=_formats, default=_usual, metavar="LIST", help=_LIST)
_PAPER = click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Size of the PDF's pages."
)
_SET = click.option(
    "--set",
    "by_hand",
    multiple=True,
    metavar="ID.FIELD=VALUE",
    help="Say of a document what it does not: a1.published=2024-05-02.",
)
_MAPPED = "Keys of a JSON Lines file: text=body,title=headline; a dot leads into an object."
_MAP = click.option("--map", "mapping", callback=_mapping, metavar="FIELD=KEY,…", help=_MAPPED)
_LEVELS = click.Choice(SEVERITIES[:-1])
_FAIL_ON = click.option("--fail-on", type=_LEVELS, help="Exit with status 1 on a finding of this severity or above.")
_CLAIMS = click.option("-o", "--output", default="-", metavar="FILE", help="File for the claims; - is standard output.")


@main.command(cls=_WithFormats, epilog="Example: factcheck report articles/ -o reports/ --fail-on high")
@takes_paths
@_OUTPUT
@_NAME
@_FORMATS
@_PAPER
@_FAIL_ON
@_SET
@_MAP
@shared
def report(
    *,
    paths: tuple[str, ...],
    output: Path,
    name: str | None,
    formats: list[str],
    paper: str,
    fail_on: Severity | None,
    mapping: dict[str, str],
    by_hand: tuple[str, ...],
    **shared: Any,
) -> int:
    """Check documents against each other and write the report.

    A PATH is a file or a folder of them: text, Markdown, HTML, PDF, DOCX, ODT, RTF, mails (EML, MSG), JSON Lines,
    feeds, web archives (WARC), subtitles (SRT, VTT), or a ZIP of these. What a file is, its bytes tell. A document
    that cannot be read is named and skipped. Where the PDF cannot be made (the Pango library is missing) and another
    format can, a warning says so and the exit status stays 0.
    """
    options = Options(**shared)
    settings = options.settings()
    with progress(2 + len(formats)) as step:
        step("Reading the documents")
        sources, skipped = _read(paths, mapping, by_hand, strict=options.strict)
        step(f"Comparing {count(len(sources), 'document')}")
        from factcheck.checker import check

        result = check(sources, settings=settings, skipped=skipped, strict=options.strict)
        _complain_of(result.skipped[len(skipped) :], left=len(result.sources))
        look = {"templates": options.templates, "paper": paper}
        files = _write(result, output / (name or _default_name(paths)), formats, look, step)
    summarize(result, files)
    return 1 if fail_on and _worst(result) <= SEVERITIES.index(fail_on) else 0


@main.command(epilog="Example: factcheck extract articles/ -o claims.jsonl")
@takes_paths
@_CLAIMS
@_MAP
@_SET
@shared
def extract(
    paths: tuple[str, ...], output: str, mapping: dict[str, str], by_hand: tuple[str, ...], **shared: Any
) -> int:
    """Write the claims of documents, one JSON object a line."""
    options = Options(**shared)
    settings = options.settings()
    with progress(2) as step:
        step("Reading the documents")
        sources, _ = _read(paths, mapping, by_hand, strict=options.strict)
        step(f"Reading the claims of {count(len(sources), 'document')}")
        from factcheck.claims import stream_claims

        failed: list[Skipped] = []
        readings = list(stream_claims(sources, settings=settings, on_failed=_failing(failed, strict=options.strict)))
        _complain_of(failed, left=len(readings))
    lines = (json.dumps(claim.to_dict(), ensure_ascii=False) + "\n" for reading in readings for claim in reading.claims)
    put("".join(lines).encode(), output)
    return 0


def _read(
    paths: Sequence[str], mapping: Mapping[str, str], by_hand: Sequence[str], *, strict: bool
) -> tuple[list[Source], list[Skipped]]:
    """Read the documents, naming each that is skipped in one line. Raises FactcheckError where none is left."""
    from factcheck.sources import read

    skipped: list[Skipped] = []
    sources = read(paths, strict=strict, on_skipped=skipped.append, mapping=mapping, by_hand=by_hand)
    _complain_of(skipped, left=len(sources))
    return sources, skipped


def _complain_of(skipped: Sequence[Skipped], *, left: int) -> None:
    """Name each document that could not be read in one line. Raises FactcheckError where none is left."""
    if not left and len(skipped) == 1:
        raise FactcheckError(f"{skipped[0].path}: {skipped[0].reason}")
    for one in skipped:
        complain(f"{one.path}: {one.reason} (skipped)")
    if not left and skipped:
        raise FactcheckError(f"none of the {count(len(skipped), 'document')} can be read")


def _failing(failed: list[Skipped], *, strict: bool) -> Callable[[SourceError], None]:
    """Return what collects the documents that fail, or with `strict` raises for the first."""

    def fail(error: SourceError) -> None:
        if strict:
            raise error
        failed.append(Skipped(error.path, error.reason))

    return fail


def _default_name(paths: Sequence[str]) -> str:
    folder = Path(paths[0]).resolve()
    return (folder.name if len(paths) == 1 and folder.is_dir() else "") or "report"


def _write(result: Report, base: Path, formats: Sequence[str], look: Mapping[str, Any], step: Step) -> list[Path]:
    """Write the report in each format and return the files.

    What needs a system library comes last: where it fails, and another format has not, a warning says so.
    """
    from factcheck.report import FORMATS, render
    from factcheck.report.paper.libraries import lack

    files: list[Path] = []
    for format_ in sorted(formats, key=lambda name: bool(FORMATS[name].needs)):
        step(f"Writing the {format_.upper()}")
        target = base.with_name(f"{base.name}.{format_}")
        try:
            files.append(render(result, target, **look))
        except RenderError as error:
            if not FORMATS[format_].needs or not files:
                raise
            complain(f"{target}: not written: {error}")
        else:
            if FORMATS[format_].needs and (missing := lack()):
                complain(f"{target}: {missing}")
    return files


def _worst(result: Report) -> int:
    """Return the place of the most severe finding among the severities; beyond them where there is none."""
    return min((SEVERITIES.index(finding.severity) for finding in result.findings), default=len(SEVERITIES))
