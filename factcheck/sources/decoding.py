"""Bytes → text: byte order marks, UTF-16 without one, damaged UTF-8, legacy code pages; never a binary file."""

from __future__ import annotations

import codecs
import unicodedata

from factcheck.errors import SourceError

__all__ = ["decode", "is_blank"]

# longest first: the mark of UTF-32 begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
)
_WESTERN = "cp1252"
_WESTERN_SHARE = 0.15  # of the letters: accents and quotation marks in a text that is otherwise plain English
_CONTROL_SHARE = 0.02


def decode(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    """Return a document's text with its newlines alike, and a sentence for each guess that was made.

    Raises SourceError for an empty document and for one that is not text.
    """
    if not data.strip():
        raise SourceError(path, "the file is empty")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(path, f"this is {name}, not text; save its text as .txt or .html first")
    text, problems = _decode_marked(data, path) or _decode_plain(data, path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_blank(text):
        raise SourceError(path, "the file is empty")
    if "\0" in text or _control_share(text) > _CONTROL_SHARE:
        raise SourceError(path, "this is a binary file, not text")
    return text, problems


def is_blank(text: str) -> bool:
    r"""Return whether nothing in a text is seen: spaces, characters without width, marks of direction.

    >>> is_blank("\u200b \u202e\n")
    True
    """
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)


def _decode_marked(data: bytes, path: str) -> tuple[str, tuple[str, ...]] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, path)
    return None


def _decode_as(data: bytes, encoding: str, path: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    if damaged > max(1, len(text) // 20):
        raise SourceError(path, f"the file is marked as {encoding.upper()} but does not decode")
    return text, (_damage(damaged, encoding),)


def _decode_plain(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    if b"\0" in data:
        return _decode_wide(data, path), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_damaged(data) or _decode_legacy(data, path)


def _decode_wide(data: bytes, path: str) -> str:
    """Decode UTF-16 without a mark: in English text every other byte is zero, and which one tells the order."""
    low, high = data[1::2].count(0), data[0::2].count(0)
    encoding = "utf-16-le" if low > high else "utf-16-be"
    if len(data) % 2 == 0 and max(low, high) > len(data) * 0.3 and min(low, high) < len(data) * 0.01:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    raise SourceError(path, "this is a binary file, not text")


def _decode_damaged(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Decode UTF-8 with a few broken bytes (a text cut within a character); None where it is not mostly UTF-8."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(1 for char in text if ord(char) > 127) - damaged
    return (text, (_damage(damaged, "utf-8"),)) if whole > damaged else None


def _decode_legacy(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    encoding = _WESTERN if _is_western(data) else _guess(data)
    if encoding is None:
        raise SourceError(path, "the encoding is not known; save the file as UTF-8")
    return data.decode(encoding), (
        f"The encoding was guessed to be {encoding}; check accented letters and quotation marks.",
    )


def _is_western(data: bytes) -> bool:
    """Tell English with some accents, too little for a statistical guess, from text in another script."""
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    letters = sum(1 for char in text if char.isalpha())
    return sum(1 for char in text if ord(char) > 127) <= max(letters, 1) * _WESTERN_SHARE


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return None if best is None else best.encoding


def _control_share(text: str) -> float:
    return sum(1 for char in text if unicodedata.category(char) == "Cc" and char not in "\t\n\f\v\x85") / len(text)


def _damage(count: int, encoding: str) -> str:
    broken = "1 character is" if count == 1 else f"{count} characters are"
    return f"{broken} broken in this {encoding.upper()} text and shown as a replacement mark."
