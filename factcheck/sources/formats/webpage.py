"""A saved web page → a document."""

from __future__ import annotations

from factcheck.sources.documents import Document
from factcheck.sources.given import Given
from factcheck.sources.html import read_html

__all__ = ["read"]


def read(given: Given) -> list[Document]:
    """Return the one document of a page."""
    return [read_html(given.data, given.path)]
