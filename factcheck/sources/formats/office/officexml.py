"""A ZIP's parts within bounds, and their XML without entities: the ground of the office formats."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import Any

from factcheck.errors import SourceError
from factcheck.sources.formats.sealed import ENCRYPTED

__all__ = ["part_of", "xml_of"]

_MOST_XML, _MOST_TAGS = 30_000_000, 600_000
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def part_of(archive: zipfile.ZipFile, name: str, path: str, most: int = _MOST_XML) -> bytes | None:
    """Return the bytes of a part, None where there is none of that name.

    Raises SourceError where it is encrypted, damaged, or has more bytes than it may, whatever it says of its size.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise SourceError(path, ENCRYPTED)
    if info.file_size > most:
        raise SourceError(path, f"{name} unpacks to {info.file_size:,} bytes, more than {most:,}")
    try:
        with archive.open(info) as part:
            data = part.read(most + 1)
    except _DAMAGED as error:
        raise SourceError(path, f"it is damaged: {name} does not unpack ({type(error).__name__})") from None
    if len(data) > most:
        raise SourceError(path, f"{name} unpacks to more than {most:,} bytes")
    return data


def xml_of(data: bytes, path: str) -> Any:
    """Return the root of an XML part. Raises SourceError where it is none, or declares entities."""
    from lxml import etree

    if data.count(b"<") > _MOST_TAGS:
        raise SourceError(path, f"its XML has more than {_MOST_TAGS:,} elements; save its text alone")
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise SourceError(path, "its XML declares a document type or entities, as no such document does")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path, f"it is damaged: its XML does not parse ({error.msg})") from None
