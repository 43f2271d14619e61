"""The bytes of a saved web page → a document: its main text, and what its metadata says of it."""

from __future__ import annotations

import codecs
import logging
import re
from pathlib import PurePosixPath

from factcheck.errors import SourceError
from factcheck.sources.decoding import decode
from factcheck.sources.documents import Document, digest

__all__ = ["read_html"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# where pages state their publication day; a date found anywhere else may be that of the crawl
_DAY_PATHS = (
    "//meta[@property='article:published_time' or @property='og:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='publishdate' or @name='dc.date.issued']/@content",
)
_LINKED_DATA = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")


def read_html(data: bytes, path: str) -> Document:
    """Return the main text of a page as a document. Raises SourceError where the page has none."""
    import trafilatura
    from trafilatura.settings import Document as ExtractedPage
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its complaints are in our one line
    page, problems = _decode_page(data, path)
    config = use_config()
    # a short dispatch is a text too; below these sizes the library gives up its paragraphs
    for limit in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE", "MIN_EXTRACTED_COMM_SIZE"):
        config.set("DEFAULT", limit, "20")
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True, config=config)
    if not isinstance(found, ExtractedPage) or not (found.text or "").strip():
        raise SourceError(path, "no main text was found in this page; save its text as .txt first")
    given = {"title": found.title, "publisher": found.sitename, "author": found.author, "url": found.url}
    fields = {name: " ".join(value.split()) for name, value in given.items() if value}
    published = _published(page)
    return Document(
        name=PurePosixPath(path).stem,
        text=(found.text or "").replace("\r", "\n"),
        path=path,
        sha256=digest(data),
        fields=fields | ({"published": published} if published else {}),
        stated_in="the page’s metadata",
        problems=problems,
    )


def _decode_page(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    """Decode a page by the encoding that it declares, and as any text where that does not fit."""
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    if declared and b"\0" not in data:
        try:
            return data.decode(codecs.lookup(declared[1].decode()).name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, path)


def _published(page: str) -> str | None:
    """Return the publication day that a page states, as it states it; None where it states none."""
    from lxml import etree  # type: ignore[import-untyped]  # no stubs in the package
    from lxml import html as lxml_html

    try:
        tree = lxml_html.document_fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None
    stated = [str(value).strip() for query in _DAY_PATHS for value in tree.xpath(query)]
    stated += _LINKED_DATA.findall(page)
    return next((value for value in stated if value), None)
