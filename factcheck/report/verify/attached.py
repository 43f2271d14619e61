"""A report's PDF → the files that it carries and the identifier that it was given when it was made."""

from __future__ import annotations

import logging
from io import BytesIO

import msgspec

from factcheck.errors import FactcheckError

__all__ = ["REPORT", "Attached", "is_pdf", "read_attached"]

REPORT = "report.json"
_HEAD = 1024  # a PDF's mark stands within so many bytes of the file's opening
_MOST = 256 << 20  # bytes that the files of one report may come to when they are unpacked

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its notes on odd files are no output of ours


class Attached(msgspec.Struct, frozen=True):
    """What a PDF carries: its permanent identifier (empty where it has none), and its files by name in their order."""

    identifier: bytes
    files: tuple[tuple[str, bytes], ...]


def is_pdf(data: bytes) -> bool:
    """Return whether a file's content begins as a PDF does."""
    return b"%PDF-" in data[:_HEAD] and not data.lstrip().startswith(b"{")


def read_attached(data: bytes) -> Attached:
    """Return what a PDF carries.

    Raises FactcheckError where it is encrypted or broken, or where its files come to more than 256 MB.
    """
    from pypdf.errors import LimitReachedError

    try:
        return _read(data)
    except FactcheckError:
        raise
    except (LimitReachedError, MemoryError) as error:
        raise FactcheckError("an attached file is too large to unpack") from error
    except Exception as error:  # pypdf warns that a broken file may raise whatever Python has
        raise FactcheckError("is a damaged PDF; its attached files cannot be read") from error


def _read(data: bytes) -> Attached:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise FactcheckError("is an encrypted PDF; a report is never encrypted")
    files: list[tuple[str, bytes]] = []
    left = _MOST
    for entry in reader.attachment_list:
        content = entry.content
        left -= len(content)
        if left < 0:
            raise FactcheckError("the attached files are too large to unpack")
        files.append((str(entry.name), content))
    return Attached(_identifier(reader.trailer.get("/ID")), tuple(files))


def _identifier(ids: object) -> bytes:
    """Return the first of a PDF's two identifiers, the one that later changes to the file leave as it is."""
    first = ids[0].get_object() if isinstance(ids, list) and ids else b""
    value = getattr(first, "original_bytes", first)
    return value if isinstance(value, bytes) else b""
