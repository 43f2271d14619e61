"""The bytes of one file → its documents: plain text and Markdown, JSONL (one document a line), HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import msgspec

from factcheck.errors import SourceError, walled
from factcheck.sources.decoding import decode
from factcheck.sources.documents import Document, digest, require_text
from factcheck.sources.frontmatter import FIELDS, read_front_matter

__all__ = ["HTML", "JSONL", "TEXT", "OnBadLine", "read_documents"]

TEXT = frozenset({"", ".txt", ".text", ".md", ".markdown"})
JSONL = frozenset({".jsonl", ".ndjson"})
HTML = frozenset({".html", ".htm", ".xhtml"})

OnBadLine = Callable[[SourceError], None]
_NEWLINES = str.maketrans({"\r": "\n"})


class _Row(msgspec.Struct):
    """One line of a JSONL file; other keys are ignored."""

    text: str
    id: str | int | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None


def read_documents(data: bytes, path: str, on_bad_line: OnBadLine) -> list[Document]:
    """Return the documents of a file; `path` names it in messages and its suffix tells the format.

    Raises SourceError where nothing can be read. A bad line of a JSONL file goes to `on_bad_line`, the others are read.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in JSONL:
        return _read_jsonl(data, path, on_bad_line)
    if suffix in HTML:
        from factcheck.sources.html import read_html

        return [read_html(data, path)]
    return [_read_text(data, path)]


def _read_text(data: bytes, path: str) -> Document:
    text, problems = decode(data, path)
    front = read_front_matter(text)
    return Document(
        name=PurePosixPath(path).stem,
        text=require_text(front.text, path),
        path=path,
        sha256=digest(data),
        fields=front.fields,
        problems=problems + front.problems,
    )


def _read_jsonl(data: bytes, path: str, on_bad_line: OnBadLine) -> list[Document]:
    text, problems = decode(data, path)
    documents: list[Document] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            documents.append(walled(path, _read_row, line, number, path, problems))
        except SourceError as error:
            on_bad_line(error)
    return documents


def _read_row(line: str, number: int, path: str, problems: tuple[str, ...]) -> Document:
    try:
        row = msgspec.json.decode(line, type=_Row)
    except (msgspec.DecodeError, RecursionError) as error:
        reason = "too deeply nested" if isinstance(error, RecursionError) else str(error)
        raise SourceError(path, f"line {number}: {reason}") from None
    require_text(row.text, path, f"line {number}: ")
    given = {name: value.strip() for name in FIELDS if (value := getattr(row, name))}
    return Document(
        name=str(row.id) if row.id not in (None, "") else f"{PurePosixPath(path).stem}-{number}",
        text=row.text.replace("\r\n", "\n").translate(_NEWLINES),
        path=path,
        sha256=digest(line.encode()),
        fields=given,
        stated_in="the row’s fields",
        problems=problems,
    )
