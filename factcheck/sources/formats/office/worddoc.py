"""DOCX → a document: insertions, tables, text boxes and footnotes are text; deletions and hidden text are not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from factcheck.errors import SourceError
from factcheck.sources.documents import Document, digest
from factcheck.sources.formats.assembly import ITEM, Assembled, assembled
from factcheck.sources.formats.office.officexml import part_of, xml_of
from factcheck.sources.fragments import joined_cells
from factcheck.sources.given import Given

__all__ = ["MAIN", "read_word"]

MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LOOSE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_GONE = frozenset(_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "fldData"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_HEADS = re.compile(r"word/(?:header|footer)\d{0,4}\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_NOTE_MARK = re.compile(r"\[?\d{1,3}\]?|[*†‡a-z]")
_MOST_HEADS = 20


def read_word(archive: zipfile.ZipFile, given: Given) -> list[Document]:
    """Return the one document of a word processor's file. Macros and links are never looked at."""
    data = part_of(archive, MAIN, given.path)
    if data is None:
        raise SourceError(given.path, "there is no text part in this Word document")
    body = xml_of(data.replace(_STRICT, _LOOSE), given.path)
    notes = [
        text
        for name in _NOTES
        if (part := part_of(archive, name, given.path)) is not None
        for note in xml_of(part.replace(_STRICT, _LOOSE), given.path)
        if note.get(f"{_W}type") in {None, "normal"} and (text := " ".join(_paragraphs(note)))
    ]
    names = [name for name in archive.namelist() if _HEADS.fullmatch(name)][:_MOST_HEADS]
    heads = [
        " ".join(_paragraphs(xml_of(part.replace(_STRICT, _LOOSE), given.path)))
        for name in names
        if (part := part_of(archive, name, given.path)) is not None
    ]
    found = Assembled(body=list(_paragraphs(body)), notes=notes, heads=heads)
    return [assembled(found, name=given.stem, path=given.path, sha256=digest(given.data))]


def _paragraphs(root: Any) -> Iterator[str]:
    """Yield the paragraphs of a part, a row of a table as one; text boxes follow the paragraph that holds them."""
    carried = ""
    for block in _blocks(root):
        if block.tag == f"{_W}tbl":
            yield from _rows(block)
            continue
        boxes: list[Any] = []
        text = carried + "".join(_pieces(block, boxes))
        carried = ""
        if block.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:  # the end of this paragraph was deleted
            carried = text
        elif text.strip():
            yield f"{ITEM if _is_item(block) else ''}{_tidy(text)}"
        for box in boxes:
            yield from _paragraphs(box)
    if carried.strip():
        yield _tidy(carried)


def _is_item(paragraph: Any) -> bool:
    """Tell an item of a list, which headings with numbers are not."""
    looks = paragraph.find(f"{_W}pPr")
    if looks is None:
        return False
    style, number = looks.find(f"{_W}pStyle"), looks.find(f"{_W}numPr/{_W}numId")
    named = "" if style is None else style.get(f"{_W}val") or ""
    listed = number is not None and number.get(f"{_W}val") != "0"
    return (listed or named.startswith("List")) and not named.startswith(("Heading", "Title"))


def _tidy(text: str) -> str:
    return "\n".join(line for each in text.split("\n") if (line := " ".join(each.split())))


def _blocks(root: Any) -> Iterator[Any]:
    """Yield the paragraphs and the tables that are not in one another."""
    for child in root:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag not in _GONE and child.tag != _FALLBACK and isinstance(child.tag, str):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iterchildren(f"{_W}tr", f"{_W}sdt", f"{_W}ins"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells = [list(_paragraphs(cell)) for cell in row.iter(f"{_W}tc") if _table_of(cell) is table]
        if sum(map(bool, cells)) == 1 or any(len(cell) > 1 for cell in cells):
            yield from (paragraph for cell in cells for paragraph in cell)
        elif line := joined_cells([" ".join(cell) for cell in cells]):
            yield line


def _table_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{_W}tbl"), None)


def _pieces(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the text of a paragraph as it reads with all changes accepted; its text boxes are put into `boxes`."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _GONE or child.tag == _FALLBACK:
            continue
        if child.tag.endswith("}txbxContent"):
            boxes.append(child)
        elif child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}r":
            yield from _run(child, boxes)
        elif child.tag.startswith(_W) and (sign := _SIGNS.get(child.tag.removeprefix(_W))) is not None:
            yield sign
        else:
            yield from _pieces(child, boxes)


def _run(run: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the text of a run; none where it is hidden or struck, nor a mark of a note that is raised by hand."""
    looks = run.find(f"{_W}rPr")
    if looks is not None:
        if any(_is_on(looks, name) for name in ("vanish", "strike", "dstrike")):
            return
        raised = looks.find(f"{_W}vertAlign")
        text = "".join(run.itertext(f"{_W}t"))
        if raised is not None and raised.get(f"{_W}val") == "superscript" and _NOTE_MARK.fullmatch(text.strip()):
            before = _before(run)
            if before.endswith("10"):
                yield f"^{text}"
            elif re.search(r"\b[kcm]?m$", before) and text.strip() in {"2", "3"}:
                yield {"2": "²", "3": "³"}[text.strip()]
            return
    yield from _pieces(run, boxes)


def _is_on(looks: Any, name: str) -> bool:
    found = looks.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val") not in {"0", "false", "off"}


def _before(run: Any) -> str:
    previous = run.getprevious()
    return "" if previous is None else "".join(previous.itertext(f"{_W}t"))
