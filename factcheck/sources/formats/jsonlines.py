"""JSON Lines → a document a line, by keys of our own or by those that a mapping names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from factcheck.errors import SourceError, walled
from factcheck.sources.decoding import decode
from factcheck.sources.documents import Document, digest, require_text
from factcheck.sources.frontmatter import FIELDS
from factcheck.sources.given import Given

__all__ = ["read"]

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


def read(given: Given) -> list[Document]:
    """Return the documents of the lines; a bad line is named and the others are read."""
    text, problems = decode(given.data, given.path)
    documents: list[Document] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            documents.append(walled(given.path, _read_row, line, number, given, problems))
        except SourceError as error:
            given.on_bad(error)
    return documents


def _read_row(line: str, number: int, given: Given, problems: tuple[str, ...]) -> Document:
    try:
        row = _mapped(line, given.mapping) if given.mapping else msgspec.json.decode(line, type=_Row)
    except (msgspec.DecodeError, RecursionError) as error:
        reason = "too deeply nested" if isinstance(error, RecursionError) else str(error)
        raise SourceError(given.path, f"line {number}: {reason}") from None
    require_text(row.text, given.path, f"line {number}: ")
    said = {name: value.strip() for name in FIELDS if (value := getattr(row, name))}
    return Document(
        name=str(row.id) if row.id not in (None, "") else f"{given.stem}-{number}",
        text=row.text.replace("\r\n", "\n").translate(_NEWLINES),
        path=given.path,
        sha256=digest(line.encode()),
        fields=said,
        stated_in="the row’s fields",
        problems=problems,
    )


def _mapped(line: str, mapping: Mapping[str, str]) -> _Row:
    """Return a row whose fields stand under other keys; "a.b" is the key b of the object under a."""
    data = msgspec.json.decode(line)
    found = {field: _at(data, mapping.get(field, field)) for field in ("id", "text", *FIELDS)}
    for field, value in found.items():
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            found[field] = ("\n\n" if field == "text" else ", ").join(value)
    return msgspec.convert({name: value for name, value in found.items() if value is not None}, type=_Row)


def _at(data: Any, key: str) -> Any:
    if isinstance(data, dict) and key in data:
        return data[key]
    for part in key.split("."):
        if not isinstance(data, dict):
            return None
        data = data.get(part)
    return data
