"""The command group: what `factcheck` itself does, and errors that become one line and an exit status.

0: done. 1: findings at or above --fail-on. 2: a usage or input error, told in one line.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Any, NoReturn

import click

from factcheck.cli.console import complain
from factcheck.errors import FactcheckError

__all__ = ["main"]

_INTERRUPTED = 130
_BROKEN_PIPE = 141


class OneLineErrors(click.Group):
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
            complain(error.format_message())
            status = 2
        except click.Abort:
            status = _INTERRUPTED
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except FactcheckError as error:
            complain(str(error))
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


def _print_version(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        import factcheck

        click.echo(f"factcheck {factcheck.__version__}")
        ctx.exit()


@click.group(
    cls=OneLineErrors,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: factcheck report seeds/ -o reports/",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Say which.")
def main() -> None:
    """Show where several news reports of one story cannot be true together, with the exact words."""
