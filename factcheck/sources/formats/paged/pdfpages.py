"""PDF → a document: its lines put into reading order; page numbers are kept as places."""

from __future__ import annotations

import subprocess
import sys

import msgspec

from factcheck.errors import SourceError
from factcheck.prose import listed
from factcheck.sources.documents import Document, digest
from factcheck.sources.formats.assembly import assembled
from factcheck.sources.formats.paged.letters import DAMAGED, Found
from factcheck.sources.formats.paged.pdfflow import flow
from factcheck.sources.given import Given

__all__ = ["read"]

_MEMORY, _SECONDS = 1_500_000_000, 25
_TOO_MUCH = "this PDF needs more memory or time than any report; save its text alone"
_CODE = "import sys; sys.path[:] = {path!r}; from factcheck.sources.formats.paged.letters import main; main({limits})"


def read(given: Given) -> list[Document]:
    """Return the one document of a PDF, which is taken apart in a process of its own: it may be made to do harm."""
    found = _apart(given)
    if found.reason:
        raise SourceError(given.path, found.reason)
    problems: tuple[str, ...] = ()
    if found.blank:
        numbers = listed([str(number) for number in found.blank])
        one = len(found.blank) == 1
        problems = (f"{f'Page {numbers} has' if one else f'Pages {numbers} have'} no text, perhaps pictures of text.",)
    parts = flow(found.pages)
    return [assembled(parts, name=given.stem, path=given.path, sha256=digest(given.data), problems=problems)]


def _apart(given: Given) -> Found:
    """Return what a process finds that has bounded memory and time, and whose end is not ours."""
    import pypdfium2  # noqa: F401  what is missing is told before another process is asked

    code = _CODE.format(path=sys.path, limits=f"{_MEMORY}, {_SECONDS}")
    command = [sys.executable, "-I", "-X", "utf8", "-c", code]
    try:
        done = subprocess.run(command, input=given.data, capture_output=True, timeout=2 * _SECONDS, check=True)
        return msgspec.json.decode(done.stdout, type=Found)
    except (subprocess.SubprocessError, msgspec.DecodeError) as error:
        if isinstance(error, subprocess.CalledProcessError) and error.returncode == 1 and b"Memory" not in error.stderr:
            raise SourceError(given.path, DAMAGED) from error
        raise SourceError(given.path, _TOO_MUCH) from None
