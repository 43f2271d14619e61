"""RSS and Atom → a document an entry, with its own day and address."""

from __future__ import annotations

import io
import re
from typing import Any

from factcheck.errors import SourceError, walled
from factcheck.sources.documents import Document, digest, require_text
from factcheck.sources.formats.mails import mail_day
from factcheck.sources.fragments import fragment_text
from factcheck.sources.given import Given

__all__ = ["read"]

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:\w{1,10}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_MOST_ENTRIES, _MOST_TAGS = 5_000, 300_000


def read(given: Given) -> list[Document]:
    """Return the documents of the entries; an entry without a text is named and the others are read."""
    if _ENTITY.search(given.data.replace(b"\0", b"")):
        raise SourceError(given.path, "its XML declares entities, as no feed does")
    entries = sum(1 for _ in _ENTRY.finditer(given.data))
    if entries > _MOST_ENTRIES or given.data.count(b"<") > _MOST_TAGS:
        raise SourceError(given.path, f"it has {entries:,} entries, more than {_MOST_ENTRIES:,}; split it")
    import feedparser

    feed = feedparser.parse(io.BytesIO(given.data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise SourceError(given.path, "this XML is no feed that can be read")
    if not feed.entries:
        raise SourceError(given.path, "there are no entries in this feed")
    damaged = ("The feed is damaged or cut short; what can be read of it was.",) if feed.get("bozo") else ()
    documents: list[Document] = []
    for number, entry in enumerate(feed.entries, 1):
        try:
            documents.append(walled(given.path, _document, entry, number, feed.feed, given, damaged))
        except SourceError as error:
            given.on_bad(error)
    return documents


def _document(entry: Any, number: int, feed: Any, given: Given, problems: tuple[str, ...]) -> Document:
    bodies = [each.get("value") or "" for each in entry.get("content", [])] or [entry.get("summary") or ""]
    text = "\n\n".join(part for body in bodies if (part := fragment_text(body)))
    require_text(text, given.path, f"entry {number}: ")
    said = {
        "title": fragment_text(entry.get("title") or ""),
        "publisher": fragment_text(feed.get("title") or ""),
        "author": entry.get("author") or "",
        "published": mail_day(entry.get("published") or entry.get("updated") or ""),
        "url": entry.get("link") or "",
    }
    return Document(
        name=f"{given.stem}-{number}",
        text=text,
        path=given.path,
        sha256=digest("\n".join([*bodies, *said.values()]).encode("utf-8", "replace")),
        fields={key: " ".join(value.split()) for key, value in said.items() if value.strip()},
        stated_in="the feed’s entry",
        problems=problems,
    )
