"""Files and folders → Sources: decoded, described as far as they show it, with page furniture set aside."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from factcheck.errors import SourceError, log_cause, reason_of, walled
from factcheck.models import Skipped, Source, without_surrogates
from factcheck.sources.byhand import Note, notes_in, set_notes, with_notes
from factcheck.sources.documents import Document, make_sources
from factcheck.sources.formats import FORMATS_TOLD, HEAD, is_document_name, kind_of, read_documents
from factcheck.sources.given import LARGEST, sized

__all__ = ["find_files", "read"]

_LONGEST_NAME = 200  # characters of a path that a message repeats
_NO_FILE = "this is not a file that can be read"  # a link to nothing or to itself, a pipe, a device
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "copying", "changelog", "makefile"})


def read(
    paths: Iterable[str | Path],
    *,
    strict: bool = False,
    on_skipped: Callable[[Skipped], None] | None = None,
    by_hand: Iterable[str] = (),
    mapping: Mapping[str, str] | None = None,
) -> list[Source]:
    """Read documents from files and folders, numbered in order.

    A document that cannot be read is left out and reported to `on_skipped`, and so is a folder within one that was
    given; with `strict` it raises SourceError. A path that does not exist, a web address and a folder without documents
    always raise it. A file met twice is read once. `mapping` tells under which key of a JSON line a field stands.
    What a sources.toml in a document's folder says of it, and `by_hand` ("ID.published=2024-05-02"), goes before what
    it says itself; what is wrong in them raises SourceError.
    """
    documents: list[Document] = []
    folders: list[str] = []
    notes: dict[str, list[Note]] = {}
    said = set_notes(by_hand)
    skip = _skipper(on_skipped, strict=strict)
    seen: set[str] = set()
    for path in [paths] if isinstance(paths, str | Path) else paths:
        for file, name in find_files(path, skip):
            place = os.path.realpath(file)
            if place not in seen:
                documents += _read_file(file, name, skip, mapping)
                folders += [str(file.parent)] * (len(documents) - len(folders))
                if str(file.parent) not in notes:
                    notes[str(file.parent)] = notes_in(file.parent, strict=Path(path).is_dir())
            seen.add(place)
    told = [note for each in notes.values() for note in each]
    return make_sources(with_notes(documents, folders, [*told, *said]), skip)


def find_files(path: str | Path, on_unread: Callable[[SourceError], None] | None = None) -> list[tuple[Path, str]]:
    """Return the files of an argument, each with its name relative to it, in sorted order.

    In a folder, hidden files and those that speak of the folder itself (README, LICENSE) are passed over; a folder
    within it that cannot be read is reported to `on_unread`.

    Raises SourceError where the path does not exist, cannot be looked at, is a web address, or is a folder without
    documents.
    """
    try:
        return _find_files(path, on_unread or (lambda _error: None))
    except OSError as error:
        raise SourceError(_shown(path), reason_of(error)) from None


def _find_files(path: str | Path, on_unread: Callable[[SourceError], None]) -> list[tuple[Path, str]]:
    if str(path).lower().startswith(("http://", "https://", "http:/", "https:/")):
        raise SourceError(_shown(path), "factcheck works offline; save the page as .html or .txt first")
    start = Path(path)
    if start.is_dir():
        found = sorted(_walk(start, on_unread), key=lambda item: item[1])
        if not found:
            raise SourceError(_shown(path), f"there are no documents ({FORMATS_TOLD}) in this folder")
        return found
    if not start.exists():
        raise SourceError(_shown(path), "there is no such file or folder")
    return [(start, without_surrogates(start.name))]


def _shown(path: str | Path) -> str:
    """Return a path as a message may repeat it."""
    whole = without_surrogates(str(path))
    return whole if len(whole) <= _LONGEST_NAME else f"{whole[:_LONGEST_NAME]}…"


def _walk(start: Path, on_unread: Callable[[SourceError], None]) -> Iterator[tuple[Path, str]]:
    def fail(error: OSError) -> None:
        folder = Path(error.filename or start)
        if folder == start:
            raise error
        name = without_surrogates(folder.relative_to(start).as_posix())
        on_unread(SourceError(name, f"this folder cannot be read: {reason_of(error)}"))

    for folder, folders, files in os.walk(start, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            file = Path(folder) / name
            hidden = name.startswith(".") or file.stem.lower() in _ABOUT_THE_FOLDER
            if not hidden and is_document_name(name):
                yield file, without_surrogates(file.relative_to(start).as_posix())


def _skipper(on_skipped: Callable[[Skipped], None] | None, *, strict: bool) -> Callable[[SourceError], None]:
    def skip(error: SourceError) -> None:
        log_cause(error)
        if strict:
            raise error
        if on_skipped is not None:
            on_skipped(Skipped(error.path, error.reason))

    return skip


def _read_file(
    file: Path, name: str, skip: Callable[[SourceError], None], mapping: Mapping[str, str] | None
) -> list[Document]:
    try:
        return walled(name, read_documents, _read_bytes(file, name), name, skip, mapping)
    except SourceError as error:
        skip(error)
        return []


def _read_bytes(file: Path, name: str) -> bytes:
    try:
        found = file.stat()
        if stat.S_ISFIFO(found.st_mode) and file.parts[:2] == ("/", "dev"):  # what a shell hands over as /dev/fd/63
            with file.open("rb") as pipe:
                data = pipe.read(LARGEST + 1)
            if len(data) > LARGEST:
                raise SourceError(name, f"it has more than {LARGEST:,} bytes; save its text alone")
            return data
        if not stat.S_ISREG(found.st_mode):
            raise SourceError(name, _NO_FILE)
        with file.open("rb") as opened:
            head = opened.read(HEAD)
            limit = kind_of(head, name).limit
            if limit:
                sized(found.st_size, limit, name)
            return head + opened.read()
    except OSError as error:
        leads_nowhere = error.errno in {errno.ENOENT, errno.ELOOP}
        raise SourceError(name, _NO_FILE if leads_nowhere else reason_of(error)) from None
