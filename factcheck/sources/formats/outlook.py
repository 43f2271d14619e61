"""MSG → the mail as a document, and its attachments as documents of their own; other old office files are named."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Sequence
from typing import Any

from factcheck.errors import SourceError
from factcheck.sources.decoding import is_blank
from factcheck.sources.documents import Document
from factcheck.sources.formats.kinds import is_document_name
from factcheck.sources.formats.mails import Letter, document_of, mail_day
from factcheck.sources.formats.sealed import ENCRYPTED
from factcheck.sources.fragments import fragment_text
from factcheck.sources.given import Given

__all__ = ["read"]

# properties of [MS-OXPROPS] by their numbers
_CLASS, _SUBJECT, _BODY, _HTML, _RICH, _HEADERS = "001A", "0037", "1000", "1013", "1009", "007D"
_SENDERS = ("0042", "0C1A", "0065")
_DATA, _NAMES = "3701", ("3707", "3704", "3001")
_SENT = (0x00390040, 0x0E060040)
_WIDE, _NARROW, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_PROPERTIES = "__properties_version1.0"
_ATTACHED = "__attach_version1.0_#"
_MOST_ATTACHED = 200
# what is in an old office file and no mail, by a stream that it has
_OTHERS = {
    "EncryptedPackage": ENCRYPTED,
    "WordDocument": "this is an old Word document (.doc); save it as .docx or .txt first",
    "Workbook": "this is an old spreadsheet, not text; save its text as .txt first",
}
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_STREAM = 2
_ENTRY = struct.Struct("<IIQ")


def read(given: Given) -> list[Document]:
    """Return the documents of an Outlook message: its own text first, then what is attached."""
    import olefile

    try:
        ole = olefile.OleFileIO(io.BytesIO(given.data))
    except (OSError, ValueError, LookupError, struct.error):
        raise SourceError(given.path, "this old office document or message is damaged or cut short") from None
    with ole:
        if not ole.exists(_PROPERTIES):
            reason = next((told for name, told in _OTHERS.items() if ole.exists(name)), None)
            raise SourceError(
                given.path, reason or "this is an old office document, not text; save its text as .txt first"
            )
        return _message(ole, [], given)


def _message(ole: Any, at: Sequence[str], given: Given) -> list[Document]:
    """Return the documents of the message in a storage, which may lie in another message."""
    if "SMIME" in _string(ole, at, _CLASS).upper() and "MULTIPARTSIGNED" not in _string(ole, at, _CLASS).upper():
        raise SourceError(given.path, ENCRYPTED)
    letter = Letter(
        text=_string(ole, at, _BODY) or fragment_text(_string(ole, at, _HTML)),
        subject=_string(ole, at, _SUBJECT),
        sender=next((name for code in _SENDERS if (name := _string(ole, at, code))), ""),
        day=_day(ole, at),
    )
    attached = _attached(ole, at)
    if is_blank(letter.text) and _stream(ole, at, _RICH, _BINARY):
        given.on_bad(SourceError(given.path, "its text is in Outlook’s own RTF alone; save it as .eml or .txt"))
        documents = []
    else:
        documents = [] if is_blank(letter.text) and attached else [document_of(letter, given)]
    for storage in attached:
        documents += _attachment(ole, storage, given)
    return documents


def _attached(ole: Any, at: Sequence[str]) -> list[list[str]]:
    depth, places = len(at), ole.listdir(streams=True, storages=True)
    found = {path[depth] for path in places if len(path) > depth and path[:depth] == list(at)}
    return [[*at, name] for name in sorted(found) if name.startswith(_ATTACHED)][:_MOST_ATTACHED]


def _attachment(ole: Any, at: Sequence[str], given: Given) -> list[Document]:
    name = next((name for code in _NAMES if (name := _string(ole, at, code))), "")
    inner = [*at, f"__substg1.0_{_DATA}{_OBJECT}"]
    if ole.exists(inner):
        return given.inside_by(name or "message", lambda deeper: _message(ole, inner, deeper))
    data = _stream(ole, at, _DATA, _BINARY)
    return given.inside(name or "attachment", data) if data and (not name or is_document_name(name)) else []


def _stream(ole: Any, at: Sequence[str], code: str, kind: str) -> bytes:
    return _bytes(ole, [*at, f"__substg1.0_{code}{kind}"])


def _bytes(ole: Any, place: list[str]) -> bytes:
    """Return what a stream holds, nothing where there is none of that name."""
    if not ole.exists(place) or ole.get_type(place) != _STREAM:
        return b""
    data = ole.openstream(place).read()
    return data if isinstance(data, bytes) else b""


def _string(ole: Any, at: Sequence[str], code: str) -> str:
    wide = _stream(ole, at, code, _WIDE)
    if wide:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    narrow = _stream(ole, at, code, _NARROW) or _stream(ole, at, code, _BINARY)
    try:
        return narrow.decode("utf-8").rstrip("\0")
    except UnicodeDecodeError:
        return narrow.decode("cp1252", "replace").rstrip("\0")


def _day(ole: Any, at: Sequence[str]) -> str:
    """Return the day on which a message was sent: as its own header states it, else by the time in UTC."""
    for line in _string(ole, at, _HEADERS).splitlines():
        if line.lower().startswith("date:"):
            return mail_day(line[5:].strip())
    head = 24 if at else 32
    data = _bytes(ole, [*at, _PROPERTIES])[head:]
    for tag, _flags, value in _ENTRY.iter_unpack(data[: len(data) // _ENTRY.size * _ENTRY.size]):
        if tag in _SENT and value < 1 << 62:
            return (_EPOCH + dt.timedelta(microseconds=value // 10)).date().isoformat()
    return ""
