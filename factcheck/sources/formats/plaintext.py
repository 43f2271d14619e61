"""Text and Markdown → a document, with what its front matter says of it."""

from __future__ import annotations

from pathlib import PurePosixPath

from factcheck.sources.decoding import decode
from factcheck.sources.documents import Document, digest, require_text
from factcheck.sources.frontmatter import read_front_matter
from factcheck.sources.given import Given

__all__ = ["read"]


def read(given: Given) -> list[Document]:
    """Return the one document of a text."""
    text, problems = decode(given.data, given.path)
    front = read_front_matter(text)
    return [
        Document(
            name=PurePosixPath(given.path).stem,
            text=require_text(front.text, given.path),
            path=given.path,
            sha256=digest(given.data),
            fields=front.fields,
            problems=problems + front.problems,
        )
    ]
