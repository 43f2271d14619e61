"""RTF → a document: footnotes below the text, headers set aside, deletions and whatever is embedded left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from factcheck.errors import SourceError
from factcheck.sources.documents import Document, digest
from factcheck.sources.formats.assembly import Assembled, assembled
from factcheck.sources.given import Given

__all__ = ["read"]

_GROUP = re.compile(r"\{\s*(?:\\\*\s*)?\\([a-z]+)")
_TOKEN = re.compile(r"\\bin(\d+) ?|\\[a-z]+-?\d* ?|\\.|[{}]", re.DOTALL)
_DELETED = re.compile(r"\{[^{}]*\\deleted(?![a-z0-9])[^{}]*\}")
_BROKEN = re.compile(r"(?<!\n)\n(?!\n)")
_PICTURES = frozenset({"pict", "object", "objdata", "fldinst", "themedata", "datastore"})
_HEADS = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
_MOST_MARKUP, _MOST_TOKENS = 5_000_000, 500_000


def read(given: Given) -> list[Document]:
    """Return the one document of an RTF file."""
    markup, notes, heads = _parted(given.data.decode("latin-1"))
    if len(markup) > _MOST_MARKUP or sum(1 for _ in _TOKEN.finditer(markup)) > _MOST_TOKENS:
        raise SourceError(given.path, f"its markup has {len(markup):,} characters, as no report has")
    prolog = markup[: markup.find("\\pard")] if "\\pard" in markup[:_MOST_MARKUP] else "{\\rtf1 "
    body = _paragraphs(_plain(markup))
    found = Assembled(
        body=body,
        notes=[text for note in notes if (text := " ".join(_plain(_whole(prolog, note)).split()))],
        heads=[text for head in heads if (text := " ".join(_plain(_whole(prolog, head)).split()))],
    )
    return [
        assembled(found, name=given.stem, path=given.path, sha256=digest(given.data)),
    ]


def _plain(markup: str) -> str:
    from striprtf.striprtf import rtf_to_text

    # what a command says that no program wrote
    with suppress(ValueError, LookupError, OverflowError, TypeError):
        return str(rtf_to_text(markup, errors="replace"))  # type: ignore[no-untyped-call]  # never typed
    return ""


def _whole(prolog: str, group: str) -> str:
    """Return a group as an RTF file of its own, in the encoding of the whole."""
    page = re.search(r"\\ansicpg\d+", prolog)
    return f"{{\\rtf1\\ansi{page[0] if page else ''} {group}}}"


def _paragraphs(text: str) -> list[str]:
    lines = (
        line.replace("|", " | ").strip(" |") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return [" ".join(line.split()) for line in lines if line.strip()]


def _parted(markup: str) -> tuple[str, list[str], list[str]]:
    """Return the markup of the body, of the footnotes and of the headers."""
    kept: list[str] = []
    notes: list[str] = []
    heads: list[str] = []
    at = 0
    for start, end, name in _groups(markup):
        kept.append(markup[at:start])
        inner = markup[start + 1 : end - 1]
        inner = re.sub(r"^\s*(?:\\\*\s*)?\\[a-z]+-?\d* ?", "", inner)
        if name == "footnote":
            notes.append(inner)
        elif name in _HEADS:
            heads.append(inner)
        at = end
    kept.append(markup[at:])
    return _DELETED.sub("", "".join(kept)), notes, heads


def _groups(markup: str) -> Iterator[tuple[int, int, str]]:
    """Yield the place and the name of each group that is no text of the body, those within another left out."""
    depth, at, count = 0, 0, 0
    opened: tuple[int, int, str] | None = None
    while (token := _TOKEN.search(markup, at)) and (count := count + 1) < _MOST_TOKENS:
        at = token.end() + int(token[1] or 0)
        if token[0] == "{":
            depth += 1
            name = _GROUP.match(markup, token.start())
            if opened is None and name and name[1] in _PICTURES | _HEADS | {"footnote"}:
                opened = (token.start(), depth, name[1])
        elif token[0] == "}":
            if opened is not None and depth == opened[1]:
                yield opened[0], at, opened[2]
                opened = None
            depth -= 1
    if opened is not None:
        yield opened[0], len(markup), opened[2]
