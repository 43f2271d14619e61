"""The first bytes of a file and its name → its kind; the bytes have the say wherever they can tell."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePosixPath
from typing import Any

import msgspec

from factcheck.sources.given import LARGEST

__all__ = ["KINDS", "Kind", "is_document_name", "kind_of"]

_BOM = b"\xef\xbb\xbf"
_LARGE, _MEDIUM = 100_000_000, 50_000_000
_HTML = re.compile(
    rb"(?:<!--.{0,1000}?-->\s*|<\?xml[^>]{0,200}>\s*)*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(rb"\s*<.{0,3000}?<?(?:<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>].{0,600}?purl\.org/rss)", re.DOTALL)
_TIMES = re.compile(rb"\s*(?:\d{1,6}[ \t]*\r?\n)?\d{1,2}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->[ \t]*\d{1,2}:\d\d:\d\d[,.]\d")
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]*\S")
_OBJECT = re.compile(rb"\s*(\{[^\r\n]*\})[ \t]*(?:\r?\n|\Z)")
_MAIL_FIELDS = frozenset({b"from", b"date", b"subject", b"to"})
_SURE_FIELDS = frozenset({b"message-id", b"mime-version", b"received", b"return-path"})


class Kind(msgspec.Struct, frozen=True):
    """A format: its name in a sentence, its module, the suffixes it goes by, and the most bytes of it (0: any).

    `container` is what holds others; `binary` is a format that no text editor writes;
    `by_library` one that another library reads, which damaged bytes may lead astray.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    limit: int = LARGEST
    container: bool = False
    binary: bool = False
    by_library: bool = True


TEXT = Kind("text", "plaintext", (".txt", ".text", ".md", ".markdown"), by_library=False)
_JSONL = Kind("JSON Lines", "jsonlines", (".jsonl", ".ndjson"), limit=0, by_library=False)
_HTML_PAGE = Kind("a web page", "webpage", (".html", ".htm", ".xhtml"), by_library=False)
_PDF = Kind("a PDF", "paged.pdfpages", (".pdf",), limit=_LARGE, binary=True)
# what is no text is named as what it is, and not passed over
_ZIPS = (".zip", ".docx", ".docm", ".odt", ".ott", ".xlsx", ".pptx", ".ods", ".odp")
_ZIP = Kind("a ZIP", "archives", _ZIPS, limit=_LARGE, container=True, binary=True)
_RTF = Kind("RTF", "richtext", (".rtf",), limit=_MEDIUM)
_MAIL = Kind("a mail", "mails", (".eml", ".mht", ".mhtml"), limit=_MEDIUM, container=True)
_OLE = Kind(
    "an Outlook message", "outlook", (".msg", ".doc", ".xls", ".ppt"), limit=_MEDIUM, container=True, binary=True
)
_FEED_KIND = Kind("a feed", "feeds", (".rss", ".atom", ".xml"), container=True)
_WARC = Kind("a web archive", "webarchive", (".warc", ".warc.gz"), limit=_LARGE, container=True)
_SUBTITLES = Kind("subtitles", "subtitles", (".srt", ".vtt"), limit=2_000_000)

KINDS = (
    TEXT, _JSONL, _HTML_PAGE, _PDF, _ZIP, _RTF, _MAIL, _OLE, _FEED_KIND, _WARC, _SUBTITLES,
)  # fmt: skip
_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_SIGNATURES = (
    (b"{\\rtf", _RTF),
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"WARC/", _WARC),
    (b"WEBVTT", _SUBTITLES),
)
_PDF_WITHIN = 1024


def is_document_name(name: str) -> bool:
    """Tell whether a file in a folder or an archive is taken for a document, by its name alone."""
    lowered = name.lower()
    return not PurePosixPath(name).suffix or lowered.endswith(tuple(_BY_SUFFIX))


def kind_of(head: bytes, path: str) -> Kind:
    """Return the kind of a file by its first bytes, and by its name where they look like any text.

    >>> kind_of(b"%PDF-1.7", "report.docx").name, kind_of(b"Two died.", "report.docx").name
    ('a PDF', 'text')
    """
    text = head.removeprefix(_BOM)
    named = _BY_SUFFIX.get(PurePosixPath(path).suffix.lower())
    for signature, kind in _SIGNATURES:
        if text.startswith(signature):
            return kind
    if b"%PDF-" in head[:_PDF_WITHIN] and (head.startswith(b"%PDF-") or b"\0" in head or named is _PDF):
        return _PDF
    if head.startswith(b"\x1f\x8b"):
        return _WARC if _unpacked(head).startswith(b"WARC/") else TEXT
    return _of_text(text, named)


def _of_text(text: bytes, named: Kind | None) -> Kind:
    stripped = text.lstrip()
    if stripped.startswith(b"<"):
        if _FEED.match(text):
            return _FEED_KIND
        if _HTML.match(stripped):
            return _HTML_PAGE
    if _TIMES.match(text):
        return _SUBTITLES
    if _is_mail(text, named):
        return _MAIL
    row = _row(stripped) if named in {None, TEXT} else None
    if row is not None and (named is None or isinstance(row.get("text"), str)):
        return _JSONL
    return TEXT if named is None or named.binary else named


def _is_mail(text: bytes, named: Kind | None) -> bool:
    """Tell the head of a mail; one that is not named so must have what only a mail program writes."""
    found: set[bytes] = set()
    for line in text.splitlines():
        if not line.strip():
            break
        if line[:1] in {b" ", b"\t"}:
            continue
        field = _FIELD.match(line)
        if field is None:
            if line.startswith(b"From ") and not found:
                continue
            if not line.partition(b":")[1]:
                return False
            continue
        found.add(field[1].lower())
    if named is _MAIL:
        return bool(found & (_MAIL_FIELDS | _SURE_FIELDS))
    return len(found & _MAIL_FIELDS) > 1 and bool(found & _SURE_FIELDS)


def _row(text: bytes) -> dict[str, Any] | None:
    """Return the object that is the first line, None where that is none."""
    found = _OBJECT.match(text)
    try:
        row = None if found is None else msgspec.json.decode(found[1])
    except (msgspec.DecodeError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""
