"""EML → the mail as a document, and each attachment as one; quoted mails and signatures are set aside."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePosixPath

import msgspec

from factcheck.errors import SourceError
from factcheck.models import SetAside
from factcheck.sources.decoding import decode, is_blank
from factcheck.sources.documents import Document, digest, require_text
from factcheck.sources.formats.kinds import is_document_name
from factcheck.sources.formats.sealed import ENCRYPTED
from factcheck.sources.fragments import fragment_text
from factcheck.sources.given import Given
from factcheck.sources.html import read_html

__all__ = ["Letter", "document_of", "mail_day", "read"]

_PREFIX = re.compile(r"^(?:\s*(?:re|fw|fwd|aw|wg)\s*:)+\s*", re.IGNORECASE)
_QUOTED = re.compile(r"(?:^[^\n>]{0,300}:[ \t]*\n\n?)?(?:^>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_FORWARDED = re.compile(r"^-{3,}\s?Original Message\s?-{3,}\s*\n", re.MULTILINE | re.IGNORECASE)
_SIGNATURE = re.compile(r"^--[ ]?\n", re.MULTILINE)
_FLOWED = re.compile(r"(?<!^--) \n(?!>|[ \t]*\n)", re.MULTILINE)
_SEALED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_MOST_PARTS, _LONGEST_HEAD = 1_000, 1_000_000
_TOO_MANY = f"this mail has more than {_MOST_PARTS:,} parts"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A mail: its text, who sent it, under which subject, on which day."""

    text: str
    subject: str = ""
    sender: str = ""
    day: str = ""


def read(given: Given) -> list[Document]:
    """Return the documents of a mail: its own text first, then what is attached. Pictures are passed over."""
    message = _parsed(given)
    if message.get_content_type() in _SEALED and message.get_param("smime-type") != "signed-data":
        raise SourceError(given.path, ENCRYPTED)
    if page := _header(message, "snapshot-content-location"):
        return _saved_page(message, page, given)
    bodies, attached = _sorted_parts(_parts(message, given.path))
    letter = Letter(
        text=_body(bodies, given.path),
        subject=_header(message, "subject"),
        sender=_header(message, "from"),
        day=mail_day(_header(message, "date")),
    )
    documents = [] if is_blank(letter.text) and attached else [document_of(letter, given)]
    for number, part in enumerate(attached, 1):
        name, data = _attachment(part, number)
        documents += given.inside(name, data)
    return documents


def _saved_page(message: Message, address: str, given: Given) -> list[Document]:
    """Return the page that a browser saved as a mail (MHTML)."""
    for part in _parts(message, given.path):
        if part.get_content_type() == "text/html":
            document = read_html(_text(part, given.path).encode(), given.path)
            return [msgspec.structs.replace(document, fields={"url": address, **document.fields})]
    raise SourceError(given.path, "there is no page in it")


def _parsed(given: Given) -> Message:
    data = given.data.removeprefix(b"\xef\xbb\xbf")
    if len(data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]) > _LONGEST_HEAD:
        raise SourceError(given.path, "the head of this mail is longer than any mail program writes one")
    if data.count(b"\n--") > _MOST_PARTS * 3 and data.count(b"\nContent-") > _MOST_PARTS * 3:
        raise SourceError(given.path, _TOO_MANY)
    try:
        return email.message_from_bytes(data, policy=email.policy.default)
    except RecursionError:
        raise SourceError(given.path, "the parts of this mail are nested too deeply") from None


def document_of(letter: Letter, given: Given) -> Document:
    """Return a mail as a document. Raises SourceError where it has no text."""
    text = require_text(letter.text.replace("\r\n", "\n").replace("\r", "\n"), given.path)
    name, address = parseaddr(letter.sender) if "@" in letter.sender else (letter.sender, "")
    fields = {"title": _PREFIX.sub("", letter.subject), "author": name or address, "published": letter.day}
    return Document(
        name=PurePosixPath(given.path).stem,
        text=text,
        path=given.path,
        sha256=digest(given.data),
        fields={key: " ".join(value.split()) for key, value in fields.items() if value.strip()},
        stated_in="the mail’s header",
        set_aside=tuple(_set_aside(text)),
    )


def mail_day(stated: str) -> str:
    """Return the day of a mail where it was written, "" where it states none.

    >>> mail_day("Mon, 06 May 2024 23:30:00 -0500"), mail_day("soon")
    ('2024-05-06', '')
    """
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (TypeError, ValueError, IndexError):
        pass
    try:
        return dt.date.fromisoformat(stated.strip()[:10]).isoformat()
    except ValueError:
        return ""


def _sorted_parts(parts: Iterable[Message]) -> tuple[list[Message], list[Message]]:
    """Return the parts that may be the body, and those that are attached and may be read."""
    bodies: list[Message] = []
    attached: list[Message] = []
    for part in parts:
        kind, name = part.get_content_type(), part.get_filename() or ""
        if part.get_content_disposition() != "attachment" and not name and kind in {"text/plain", "text/html"}:
            bodies.append(part)
        elif kind == "message/rfc822" or (_may_be_text(kind) and (not name or is_document_name(name))):
            attached.append(part)
    return bodies, attached


def _may_be_text(kind: str) -> bool:
    pictures = kind.partition("/")[0] in {"image", "audio", "video", "multipart"}
    return not pictures and kind not in {"text/calendar", "application/pgp-signature", "application/pkcs7-signature"}


def _parts(message: Message, path: str) -> Iterator[Message]:
    """Yield the parts in order, without those of a mail within the mail."""
    waiting: list[Message] = [message]
    count = 0
    while waiting:
        if (count := count + 1) > _MOST_PARTS:
            raise SourceError(path, _TOO_MANY)
        part = waiting.pop(0)
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list) and part.get_content_type() != "message/rfc822":
            waiting = [each for each in payload if isinstance(each, Message)] + waiting
        else:
            yield part


def _body(parts: Sequence[Message], path: str) -> str:
    """Return the plain text of a mail, or that of its HTML where it has no other."""
    plain = [_text(part, path) for part in parts if part.get_content_type() == "text/plain"]
    if any(not is_blank(text) for text in plain):
        return "\n\n".join(text.strip("\n") for text in plain if not is_blank(text)) + "\n"
    pages = [fragment_text(_text(part, path)) for part in parts if part.get_content_type() == "text/html"]
    return "\n\n".join(page for page in pages if page)


def _text(part: Message, path: str) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    try:
        text = data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        text, _ = decode(data, path)
    text = text.replace("\r\n", "\n")
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    return _FLOWED.sub(" ", text) if flowed else text


def _attachment(part: Message, number: int) -> tuple[str, bytes]:
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
        inner = payload[0]
        name = part.get_filename() or f"{_header(inner, 'subject').replace('/', ' ')[:60] or number}.eml"
        return name, inner.as_bytes() if isinstance(inner, Message) else b""
    data = part.get_payload(decode=True)
    endings = {"text/html": ".html", "text/plain": ".txt"}
    name = part.get_filename() or f"attachment-{number}{endings.get(part.get_content_type(), '')}"
    return name, data if isinstance(data, bytes) else b""


def _header(message: object, name: str) -> str:
    """Return a line of a mail's head, "" where it has none that can be read: the library fails on some."""
    with suppress(LookupError, ValueError, AttributeError, TypeError):
        return str(message.get(name, "")) if isinstance(message, Message) else ""
    return ""


def _set_aside(text: str) -> Iterator[SetAside]:
    """Yield the mails that a mail quotes and the signature below it; what is above the text is never all of it."""
    end = min((match.start() for match in (_FORWARDED.search(text), _SIGNATURE.search(text)) if match), default=None)
    limit = len(text) if end is None or is_blank(text[:end]) else end
    for quoted in _QUOTED.finditer(text, 0, limit):
        if not is_blank(text[: quoted.start()]) or not is_blank(text[quoted.end() :]):
            yield SetAside(quoted.start(), quoted.end(), "mail that is quoted")
    if limit < len(text):
        yield SetAside(limit, len(text), "signature or older mail")
