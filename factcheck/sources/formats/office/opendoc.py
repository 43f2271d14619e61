"""ODT → a document: insertions, tables, text boxes and footnotes are text; deletions and comments are not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from factcheck.errors import SourceError
from factcheck.sources.documents import Document, digest
from factcheck.sources.formats.assembly import ITEM, Assembled, assembled
from factcheck.sources.formats.office.officexml import part_of, xml_of
from factcheck.sources.formats.sealed import ENCRYPTED
from factcheck.sources.fragments import joined_cells
from factcheck.sources.given import Given

__all__ = ["read_open"]

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE, _DRAW = (_ODF % name for name in ("text", "table", "office", "drawing"))
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_GONE = frozenset({
    f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms",
    f"{_TEXT}note-citation", f"{_TEXT}hidden-text", f"{_TEXT}table-of-content",
})  # fmt: skip
_HEADS = frozenset({"header", "footer", "header-left", "footer-left"})
_MOST_SPACES = 100


def read_open(archive: zipfile.ZipFile, given: Given) -> list[Document]:
    """Return the one document of an OpenDocument text. Macros and links are never looked at."""
    manifest = part_of(archive, "META-INF/manifest.xml", given.path) or b""
    if re.search(rb"<[\w:]*encryption-data", manifest):
        raise SourceError(given.path, ENCRYPTED)
    data = part_of(archive, "content.xml", given.path)
    if data is None:
        raise SourceError(given.path, "there is no text part in this OpenDocument file")
    notes: list[str] = []
    body = list(_paragraphs(xml_of(data, given.path), notes))
    styles = part_of(archive, "styles.xml", given.path)
    heads = [] if styles is None else list(_heads(xml_of(styles, given.path)))
    found = Assembled(body=body, notes=notes, heads=heads)
    return [assembled(found, name=given.stem, path=given.path, sha256=digest(given.data))]


def _heads(styles: Any) -> Iterator[str]:
    for element in styles.iter():
        if isinstance(element.tag, str) and element.tag.partition("}")[2] in _HEADS and "style" in element.tag:
            yield " ".join(_paragraphs(element, []))


def _paragraphs(root: Any, notes: list[str]) -> Iterator[str]:
    for child in root:
        if not isinstance(child.tag, str) or child.tag in _GONE:
            continue
        if child.tag in _PARAGRAPHS:
            boxes: list[Any] = []
            text = _tidy("".join(_pieces(child, notes, boxes)))
            if text:
                yield text
            for box in boxes:
                yield from _paragraphs(box, notes)
        elif child.tag == f"{_TEXT}list-item":
            first, *more = list(_paragraphs(child, notes)) or [""]
            yield from (*([first if first.startswith(ITEM) else f"{ITEM}{first}"] if first else []), *more)
        elif child.tag == f"{_TABLE}table-row":
            yield from _row(child, notes)
        else:
            yield from _paragraphs(child, notes)


def _tidy(text: str) -> str:
    return "\n".join(line for each in text.split("\n") if (line := " ".join(each.split())))


def _row(row: Any, notes: list[str]) -> Iterator[str]:
    cells = [list(_paragraphs(cell, notes)) for cell in row.iterchildren(f"{_TABLE}table-cell")]
    if sum(map(bool, cells)) == 1 or any(len(cell) > 1 for cell in cells):
        yield from (paragraph for cell in cells for paragraph in cell)
    elif line := joined_cells([" ".join(cell) for cell in cells]):
        yield line


def _pieces(element: Any, notes: list[str], boxes: list[Any]) -> Iterator[str]:
    """Yield the text of a paragraph; its notes and text boxes are put aside for below it."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}note":
            body = child.find(f"{_TEXT}note-body")
            notes += [] if body is None else [" ".join(_paragraphs(body, notes))]
        elif child.tag == f"{_DRAW}text-box":
            boxes.append(child)
        elif child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c") or 1), _MOST_SPACES)
        elif child.tag in {f"{_TEXT}line-break", f"{_TEXT}tab"}:
            yield "\n" if child.tag.endswith("break") else " "
        elif isinstance(child.tag, str) and child.tag not in _GONE:
            yield from _pieces(child, notes, boxes)
        yield child.tail or ""
