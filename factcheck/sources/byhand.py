"""What a desk knows of its documents and they do not say: `sources.toml` beside them, and `--set ID.field=value`."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from factcheck.errors import SourceError, reason_of
from factcheck.models import without_surrogates
from factcheck.sources.dates import parse_date
from factcheck.sources.documents import Document, ids_of
from factcheck.sources.frontmatter import FIELDS

__all__ = ["NOTES", "Note", "notes_in", "set_notes", "with_notes"]

NOTES = "sources.toml"
_KNOWN = (*FIELDS, "updated_at", "dateline", "language")
_COMMAND = "--set"


class Note(msgspec.Struct, frozen=True):
    """What is said by hand of one document: the name it is called by, the fields, and where that is said.

    `folder` is the folder whose documents are meant, None for all; `strict` tells that it must meet a document.
    """

    name: str
    fields: dict[str, str]
    place: str
    folder: str | None = None
    strict: bool = True


def notes_in(folder: Path, *, strict: bool) -> list[Note]:
    """Return the notes of a folder's sources.toml, a table a document; none where there is no such file.

    Raises SourceError where it is not TOML, or says what no document has.
    """
    file = folder / NOTES
    if not file.is_file():
        return []
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(NOTES, f"it is no valid TOML: {error}") from None
    except OSError as error:
        raise SourceError(NOTES, reason_of(error)) from None
    notes: list[Note] = []
    for name, table in data.items():
        if not isinstance(table, dict):
            raise SourceError(NOTES, f"“{name}” is no document; write [{name}] and its fields below")
        fields = {key: _value(name, key, value, NOTES) for key, value in table.items()}
        notes.append(Note(name, fields, NOTES, str(folder), strict))
    return notes


def set_notes(pairs: Iterable[str]) -> list[Note]:
    """Return the notes of `ID.field=value` on a command line.

    Raises SourceError where one has another form, an unknown field or a date that is none, or says a thing twice.

    >>> set_notes(["a1.published=2024-05-02"])[0].fields
    {'published': '2024-05-02'}
    """
    said: dict[tuple[str, str], str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        name, dot, field = key.strip().rpartition(".")
        if not equals or not dot or not name:
            raise SourceError(_COMMAND, f"“{pair}” is not of the form ID.field=value")
        if (name, field) in said:
            raise SourceError(_COMMAND, f"{name}.{field} is given twice")
        said[name, field] = _value(name, field, value.strip(), _COMMAND)
    return [Note(name, {field: value}, "the command line") for (name, field), value in said.items()]


def _value(name: str, field: str, value: object, place: str) -> str:
    if field not in _KNOWN:
        raise SourceError(place, f"{name} has no field “{field}”; there are {', '.join(_KNOWN)}")
    words = value.isoformat() if isinstance(value, dt.date) else value
    if not isinstance(words, str) or not words.strip():
        raise SourceError(place, f"{name}.{field} must be a line of text")
    if field in {"published", "updated_at"} and parse_date(words) is None:
        raise SourceError(place, f"{name}.{field}: “{words}” is no whole date; write it as 2024-05-31")
    return " ".join(without_surrogates(words).split())


def with_notes(documents: Sequence[Document], folders: Sequence[str], notes: Sequence[Note]) -> list[Document]:
    """Return the documents with what is said of them by hand, which goes before what they say themselves.

    `folders` tells where each of them lies. A document is called by its id, its path or its file's name. Raises
    SourceError where a note that must meet a document meets none.
    """
    if not notes:
        return list(documents)
    found = list(documents)
    names = [_names(document, name) for document, name in zip(documents, ids_of(documents), strict=True)]
    for note in notes:
        met = [
            number
            for number, called in enumerate(names)
            if note.name in called and note.folder in {None, folders[number]}
        ]
        if not met and note.strict:
            there = ", ".join(ids_of(documents)[:8]) or "none"
            raise SourceError(note.place, f"there is no document “{note.name}”; there are {there}")
        for number in met:
            one = found[number]
            fields = {**one.fields, **note.fields}
            said = dict.fromkeys(note.fields, note.place)
            if "published" in note.fields:
                fields.pop("published_at", None)
            found[number] = msgspec.structs.replace(one, fields=fields, stated_at={**one.stated_at, **said})
    return found


def _names(document: Document, name: str) -> frozenset[str]:
    path = PurePosixPath(document.path)
    alone = {path.name, path.stem, document.path} if document.name == path.stem else set()
    return frozenset({name, document.name, *alone})
