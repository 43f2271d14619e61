"""ZIP → its documents; a Word or OpenDocument text, which is a ZIP too, is read as what it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from factcheck.errors import SourceError
from factcheck.sources.documents import Document
from factcheck.sources.formats.kinds import is_document_name
from factcheck.sources.formats.office.officexml import part_of
from factcheck.sources.formats.office.opendoc import read_open
from factcheck.sources.formats.office.worddoc import MAIN, read_word
from factcheck.sources.formats.sealed import ENCRYPTED
from factcheck.sources.given import MOST_BYTES, Given

__all__ = ["read"]

_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES, _MOST_DAMAGED = 20_000, 3
_LARGEST_PART = 100_000_000
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
# what is a ZIP and no text, by a part that it has
_OTHERS = {"xl/workbook.xml": "a spreadsheet", "ppt/presentation.xml": "a presentation"}


def read(given: Given) -> list[Document]:
    """Return the documents of an archive, or the one of an office file; what is bad in it is named, the rest read."""
    if given.data.count(_ENTRY) > _MOST_ENTRIES:
        raise SourceError(given.path, f"it has more than {_MOST_ENTRIES:,} entries; take out what is needed")
    try:
        archive = zipfile.ZipFile(io.BytesIO(given.data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise SourceError(given.path, "this ZIP or office document is damaged or cut short") from None
    with archive:
        names = frozenset(archive.namelist())
        if MAIN in names:
            return read_word(archive, given)
        if "mimetype" in names:
            kind = part_of(archive, "mimetype", given.path, 200) or b""
            if kind.startswith(_OPEN_TEXT):
                return read_open(archive, given)
            if kind.startswith(b"application/vnd.oasis"):
                raise SourceError(given.path, "this is an office document, but no text; save its text as .txt first")
        for part, what in _OTHERS.items():
            if part in names:
                raise SourceError(given.path, f"this is {what}, not text; save its text as .txt first")
        return _read_all(archive, given)


def _read_all(archive: zipfile.ZipFile, given: Given) -> list[Document]:
    entries = list(_entries(archive))
    if not entries:
        raise SourceError(given.path, "there are no documents in this archive")
    if all(entry.flag_bits & 1 for entry in entries):
        raise SourceError(given.path, ENCRYPTED)
    stated = sum(entry.file_size for entry in entries)
    if stated > MOST_BYTES:
        raise SourceError(
            given.path, f"it unpacks to {stated:,} bytes, more than {MOST_BYTES:,}; take out what is needed"
        )
    documents: list[Document] = []
    bad: list[SourceError] = []
    for entry in entries:
        try:
            data = part_of(archive, entry.filename, given.path, _LARGEST_PART)
        except SourceError as error:
            bad.append(SourceError(given.path_of(entry.filename), error.reason))
            if len(bad) > _MOST_DAMAGED:
                bad = [SourceError(given.path, "more than a few of its entries are damaged; the rest was not read")]
                break
            continue
        documents += given.inside(entry.filename, data or b"")
        if given.budget.over:
            break
    for each in bad:
        given.on_bad(each)
    return documents


def _entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Yield the entries that are taken for documents, in order of their names; each name once."""
    seen: set[str] = set()
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        parts = entry.filename.replace("\\", "/").split("/")
        hidden = any(part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in parts)
        document = bool(entry.filename) and not entry.is_dir() and is_document_name(parts[-1])
        if document and not hidden and entry.filename not in seen:
            seen.add(entry.filename)
            yield entry
