"""Options that several commands take, and what they come to."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from factcheck.cli.console import unsteered
from factcheck.models import EstimateRule
from factcheck.settings import Settings

__all__ = ["FILE", "Options", "shared", "takes_measures", "takes_paths"]

Command = Callable[..., int]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The options that commands share."""

    estimate: EstimateRule
    hedges: str | None
    measures: Path | None
    pipeline: str | None
    templates: Path | None
    strict: bool

    def settings(self) -> Settings:
        """Return the settings. Raises SettingsError where a file that they name is not usable."""
        from factcheck.lexicon.catalogue import load_measures
        from factcheck.lexicon.hedges import load_hedges

        load_measures(self.measures)
        load_hedges(self.hedges)
        return Settings(estimate=self.estimate, hedges=self.hedges, measures=self.measures, pipeline=self.pipeline)


class _Tracebacks(logging.Handler):
    """Prints what is logged on standard error, as lines that cannot steer a terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo("\n".join(unsteered(line) for line in self.format(record).splitlines()), err=True)


def _open_log(_ctx: click.Context, _param: click.Parameter, value: object) -> None:
    """Print the log "factcheck", which holds the traceback of what was not foreseen in a document."""
    if value:
        log = logging.getLogger("factcheck")
        log.handlers = [_Tracebacks()]
        log.setLevel(logging.DEBUG)


FILE = click.Path(path_type=Path)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_RULES = click.Choice(["range", "acled", "gtd", "ucdp"])
_MEASURES = click.option("--measures", type=FILE, metavar="FILE", help="TOML file that extends the measures.")
_SHARED = (
    click.option("--estimate", type=_RULES, default="range", show_default=True, help="Rule for low, best and high."),
    click.option("--hedges", metavar="FILE|PRESET", help='Rules for inexact numbers: a TOML file, or "acled".'),
    _MEASURES,
    click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline with Universal Dependencies."),
    click.option("--templates", type=_FOLDER, metavar="DIR", help="Folder whose templates stand in for ours."),
    click.option("--strict", is_flag=True, help="Make a document that cannot be read an error, not a skipped one."),
    click.option("--debug", is_flag=True, expose_value=False, callback=_open_log, help="Print the traceback as well."),
)
_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")


def shared(command: Command) -> Command:
    """Give a command the options that `Options` holds."""
    for option in reversed(_SHARED):
        command = option(command)
    return command


def takes_measures(command: Command) -> Command:
    """Give a command the option --measures alone."""
    return _MEASURES(command)


def takes_paths(command: Command) -> Command:
    """Give a command its documents, one or more files and folders."""
    return _PATHS(command)
