"""The bytes of a saved web page → a document: its main text, and what its metadata says of it."""

from __future__ import annotations

import codecs
import logging
import re
from pathlib import PurePosixPath

from factcheck.errors import SourceError
from factcheck.lexicon.loader import pattern_of, word_list
from factcheck.sources.decoding import decode
from factcheck.sources.documents import Document, digest, require_text
from factcheck.sources.page import lines_kept, mend, problems_of, tree_of
from factcheck.sources.stated.live import entries_of
from factcheck.sources.stated.read import Stated, read_stated

__all__ = ["read_html"]

# what Python can decode though no page is written in it; "undefined" fails on purpose
_NO_CHARSETS = frozenset({"undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_CONSENT = re.compile(rf"(?<!\w){pattern_of(word_list('sources', 'html.consent_words'))}(?!\w)", re.IGNORECASE)
_FEWEST_CONSENT = 3
_TAG = re.compile(r"<[A-Za-z]")
# several times those of the longest article of an encyclopedia; a page of more is a table
_MOST_ELEMENTS = 60_000


def read_html(data: bytes, path: str) -> Document:
    """Return the main text of a page as a document. Raises SourceError where the page has none."""
    import trafilatura
    from trafilatura.settings import Document as ExtractedPage
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its complaints are in our one line
    page, problems = _decode_page(data, path)
    elements = sum(1 for _ in _TAG.finditer(page))
    if elements > _MOST_ELEMENTS:
        raise SourceError(
            path, f"the page has {elements:,} elements, more than {_MOST_ELEMENTS:,}; save its text as .txt first"
        )
    config = use_config()
    # a short dispatch is a text too; below these sizes the library gives up its paragraphs
    for limit in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE", "MIN_EXTRACTED_COMM_SIZE"):
        config.set("DEFAULT", limit, "20")
    tree = tree_of(page)
    stated = read_stated(tree) if tree is not None else Stated({}, {})
    damage = problems_of(tree, page, stated.fields.get("published")) if tree is not None else ()
    entries = () if tree is None else entries_of(tree)
    page = page if tree is None else mend(tree)
    kept = () if tree is None else lines_kept(tree)
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=False, config=config)
    if not isinstance(found, ExtractedPage) or not (found.text or "").strip():
        raise SourceError(path, "no main text was found in this page; save its text as .txt first")
    if _is_consent(found.text or ""):
        raise SourceError(path, "the page shows a notice about cookies and consent, not its text; save it again")
    return Document(
        name=PurePosixPath(path).stem,
        text=require_text(found.text or "", path).replace("\r", "\n"),
        path=path,
        sha256=digest(data),
        fields=stated.fields,
        kept=kept,
        entries=entries,
        stated_in="the page’s metadata",
        stated_at=stated.found_in,
        problems=(*problems, *damage, *stated.problems),
    )


def _is_consent(text: str) -> bool:
    """Tell a text most of whose sentences ask for consent to cookies."""
    sentences = [sentence for sentence in re.split(r"(?<=[.!?])\s+|\n", text) if sentence.strip()]
    asking = [sentence for sentence in sentences if _CONSENT.search(sentence)]
    told = {word.casefold() for sentence in asking for word in _CONSENT.findall(sentence)}
    return len(told) >= _FEWEST_CONSENT and 2 * len(asking) >= len(sentences)


def _decode_page(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    """Decode a page by the encoding that it declares, and as any text where that does not fit.

    The declaration was read as ASCII: an encoding in which it does not stand there is not the page's.
    """
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    if declared and b"\0" not in data:
        text = _decode_as(data, declared[1].decode())
        if text is not None and declared[0].decode() in text[:_DECLARED_WITHIN]:
            return text, ()
    return decode(data, path)


def _decode_as(data: bytes, name: str) -> str | None:
    """Return the bytes in an encoding by its name; None where it is no text encoding or they do not fit it."""
    try:
        encoding = codecs.lookup(name).name
        return None if encoding in _NO_CHARSETS else data.decode(encoding)
    except (LookupError, UnicodeError):
        return None
