"""WARC → a document a page that was answered with; nothing is fetched again."""

from __future__ import annotations

import io
import zlib
from contextlib import redirect_stderr
from typing import Any
from urllib.parse import urlsplit

from factcheck.errors import SourceError
from factcheck.sources.documents import Document
from factcheck.sources.given import LARGEST, Given

__all__ = ["read"]

_KINDS = frozenset({"response", "resource", "conversion"})
# what a page's kind is called on the web, and the suffix that its name would have
_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom",
}  # fmt: skip
_MOST_RECORDS = 50_000
_DAMAGED = "the archive is damaged or cut short; what stands before that was read"


def read(given: Given) -> list[Document]:
    """Return the documents of the pages of an archive; pictures, scripts and failed answers are passed over."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    documents: list[Document] = []
    pages = 0
    try:
        records = ArchiveIterator(io.BytesIO(given.data))
        for _ in range(_MOST_RECORDS):
            with redirect_stderr(io.StringIO()):  # the library prints what it finds odd
                record = next(records, None)
            if record is None or given.budget.over:
                break
            suffix = _suffix(record)
            if suffix:
                pages += 1
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                documents += given.inside(_name(address, suffix), _content(record), {"url": address})
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, LookupError, zlib.error) as error:
        if not documents:
            raise SourceError(given.path, "this web archive is damaged or cut short") from error
        given.on_bad(SourceError(given.path, _DAMAGED))
    if not pages:
        raise SourceError(given.path, "there are no pages with text in this web archive")
    return documents


def _content(record: Any) -> bytes:
    """Return what was answered, unpacked as far as a document may be large."""
    stream, parts, size = record.content_stream(), [], 0
    while size <= LARGEST and (part := stream.read(1 << 16)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _suffix(record: Any) -> str:
    """Return the suffix of a record's kind, "" where it is no page that was given."""
    if record.rec_type not in _KINDS:
        return ""
    heads = record.http_headers
    if heads is not None and heads.get_statuscode() != "200":
        return ""
    told = heads.get_header("Content-Type") if heads is not None else record.rec_headers.get_header("Content-Type")
    return _TYPES.get((told or "").partition(";")[0].strip().lower(), "")


def _name(address: str, suffix: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"page{suffix}"
    name = f"{parts.netloc}{parts.path}".rstrip("/") or "page"
    return name if name.lower().endswith(suffix) else f"{name}{suffix}"
