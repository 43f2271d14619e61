"""Paragraphs, footnotes and running heads → one text: the body, the notes below it, the heads set aside at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from factcheck.models import Place, SetAside
from factcheck.sources.documents import Document, require_text

__all__ = ["ITEM", "RUNNING_HEAD", "Assembled", "assembled"]

ITEM = "• "  # before an item of a list, which is no headline
RUNNING_HEAD = "header or footer of the pages"


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a document in reading order; each is a paragraph.

    `places` and `note_places` name where each part of a paragraph stands: its offset in the paragraph and the name.
    """

    body: Sequence[str]
    notes: Sequence[str] = ()
    heads: Sequence[str] = ()
    places: Sequence[Sequence[tuple[int, str]]] = ()
    note_places: Sequence[Sequence[tuple[int, str]]] = ()


def assembled(
    found: Assembled,
    *,
    name: str,
    path: str,
    sha256: str,
    fields: Mapping[str, str] | None = None,
    stated_in: str = "the file’s properties",
    problems: tuple[str, ...] = (),
) -> Document:
    """Return the document of the parts. Raises SourceError where there is no text in it."""
    pieces: list[str] = []
    marks: list[Place] = []
    at = 0
    heads = list(dict.fromkeys(head for head in found.heads if head))
    paragraphs = [*found.body, *found.notes]
    named = [*(found.places or [()] * len(found.body)), *(found.note_places or [()] * len(found.notes))]
    require_text("\n\n".join(paragraphs), path)
    for paragraph, places in zip(paragraphs, named, strict=True):
        for offset, place in places:
            if not marks or marks[-1].name != place:
                marks.append(Place(at + offset, place))
        pieces.append(paragraph)
        at += len(paragraph) + 2
    aside: list[SetAside] = []
    for head in heads:
        aside.append(SetAside(at, at + len(head), RUNNING_HEAD))
        pieces.append(head)
        at += len(head) + 2
    return Document(
        name=name,
        text="\n\n".join(pieces),
        path=path,
        sha256=sha256,
        fields=dict(fields or {}),
        stated_in=stated_in,
        problems=problems,
        places=tuple(marks),
        set_aside=tuple(aside),
    )
