"""The system's libraries → WeasyPrint, which lays the PDF out with them, or the line that says what is missing.

WeasyPrint opens GLib, Pango, pangoft2, HarfBuzz and fontconfig and cannot do without; HarfBuzz's subsetter it can: then
fontTools cuts the fonts down, and the file holds other bytes. What it prints and warns of is told here in our words.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from factcheck.errors import RenderError

__all__ = ["PACKAGES", "lack", "load_weasyprint"]

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"  # they bring GLib, HarfBuzz, fontconfig and a font
_HOW = f"on Debian or Ubuntu: sudo apt-get install {PACKAGES}"
_NO_SUBSETTER = "libharfbuzz-subset (of HarfBuzz 4.1 or later) is missing: the PDF looks the same in other bytes"
_LOADING = threading.Lock()  # the process has one standard output and one list of filters for warnings

logging.getLogger("fontTools").addHandler(logging.NullHandler())  # its notes on a font's tables are no output of ours


def load_weasyprint() -> ModuleType:
    """Return WeasyPrint with the modules used here. Raises RenderError that names the missing library."""
    try:
        with _LOADING, _unheard():
            weasyprint = importlib.import_module("weasyprint")
            for name in ("text.fonts", "urls"):
                importlib.import_module(f"weasyprint.{name}")
            _undate(importlib.import_module("weasyprint.pdf.fonts"))
    except OSError as error:
        named = re.search(r"library '([^']+)'", str(error))
        missing = named[1] if named else "Pango"
        raise RenderError(f"no PDF without the system library {missing}; {_HOW}") from error
    return weasyprint


def lack() -> str | None:
    """Return the line that says which library is missing and what installs it; None where the PDF lacks nothing."""
    try:
        load_weasyprint()
    except RenderError as error:
        return str(error)
    ffi = importlib.import_module("weasyprint.text.ffi")
    if ffi.harfbuzz_subset and ffi.harfbuzz.hb_version_atleast(4, 1, 0):
        return None
    return f"{_NO_SUBSETTER}; {_HOW}"


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Keep from the user what WeasyPrint prints and warns of while it looks for its libraries."""
    if "weasyprint" in sys.modules:
        yield
        return
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def _undate(fonts: Any) -> None:
    """Keep the time of day out of the fonts that fontTools cuts down: the same report gives the same bytes."""
    if not isinstance(fonts.TTFont, functools.partial):
        fonts.TTFont = functools.partial(fonts.TTFont, recalcTimestamp=False)
