"""Report → a file, in the format that its suffix names.

The modules are imported when first asked for, so that a JSON report needs neither Jinja nor WeasyPrint.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import RenderError
from factcheck.report.formats import FORMATS, renderer

if TYPE_CHECKING:
    from factcheck.models import Report

__all__ = ["FORMATS", "render", "render_bytes", "replace_file"]


def render(report: Report, path: str | Path, *, templates: str | Path | None = None, paper: str = "a4") -> Path:
    """Write a report in the format that the path's suffix names, and return the path.

    The file appears whole or not at all: an older one stays where rendering or writing fails. `templates` is a folder
    whose templates stand in for ours, `paper` "a4" or "letter". Raises RenderError.
    """
    target = Path(path)
    data = render_bytes(report, target.suffix[1:].lower(), templates=templates, paper=paper)
    try:
        replace_file(target, data)
    except OSError as error:
        raise RenderError(f"{target}: {error.strerror or error}") from error
    return target


def render_bytes(report: Report, format_: str, *, templates: str | Path | None = None, paper: str = "a4") -> bytes:
    """Return a report in one of `FORMATS`. Raises RenderError for any other format."""
    if format_ not in FORMATS:
        raise RenderError(f"no report format {format_!r}; choose one of {', '.join(FORMATS)}")
    return renderer(format_)(report, templates=None if templates is None else Path(templates), paper=paper)


def replace_file(target: Path, data: bytes) -> None:
    """Put the bytes in place of a file by way of a temporary one beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
