"""A PDF's letters with their places → its lines, in a process of its own that may be ended: `main`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from statistics import median
from typing import Any

import msgspec

from factcheck.sources.documents import LONGEST_TEXT
from factcheck.sources.formats.paged.columns import Line, Page
from factcheck.sources.formats.sealed import ENCRYPTED

__all__ = ["DAMAGED", "Found", "find_pages", "main"]

_MOST_PAGES = 500
_SCAN = "this PDF is a scan: its pages are pictures without text; run text recognition (OCR) over it first"
_NO_LETTERS = "the letters of this PDF cannot be told from their shapes; run text recognition (OCR) over it first"
DAMAGED = "this PDF is damaged or cut short"
_MOST_UNKNOWN = 0.2
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0x2010: "-", 0x2011: "-"}
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xa0": " "})
_GAP, _WORD_GAP = 1.2, 0.25  # of a line's height: what parts two columns, and two words
_RAISED_SIZE, _RAISED_BY = 0.85, 0.12
_NOTE = re.compile(r"\[?\d{1,3}\]?(?:,\d{1,3})*|[*†‡§]{1,3}|[a-z]")
_POWER = re.compile(r"\b[kcm]?m$")


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of a PDF, the numbers of those that show pictures alone or cannot be read; else the reason why not."""

    pages: tuple[Page, ...] = ()
    blank: tuple[int, ...] = ()
    reason: str = ""


def main(memory: int, seconds: int) -> None:
    """Read a PDF from standard input and write what was found as JSON, in so much memory and time of the processor."""
    with suppress(ImportError, ValueError, OSError):  # a system without such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    found = find_pages(sys.stdin.buffer.read())
    sys.stdout.buffer.write(msgspec.json.encode(found))


def find_pages(data: bytes) -> Found:
    """Return the pages of a PDF. Its scripts, links, forms and attachments are never looked at."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Found(reason=ENCRYPTED if "assword" in str(error) else DAMAGED)
    try:
        return _pages(pdf)
    finally:
        pdf.close()


def _pages(pdf: Any) -> Found:
    import pypdfium2

    if len(pdf) > _MOST_PAGES:
        told = f"it has {len(pdf):,} pages, more than {_MOST_PAGES:,}; take out those of the report"
        return Found(reason=told)
    pages: list[Page] = []
    blank: list[int] = []
    broken = length = unknown = 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            blank.append(number + 1)
            broken += 1
            continue
        words = page.get_textpage()
        length += words.count_chars()
        if length > 2 * LONGEST_TEXT:
            return Found(reason=f"its text has more than {LONGEST_TEXT:,} characters; split it into reports")
        width, height = page.get_size()
        chars = list(_chars(words))
        unknown += sum(char.text == "\N{REPLACEMENT CHARACTER}" for char in chars)
        lines = tuple(line for run in _runs(chars) if (line := _line(run, number + 1, height, words)) is not None)
        pages.append(Page(number + 1, width, height, lines))
        if not lines and _has_picture(page):
            blank.append(number + 1)
        words.close()
        page.close()
    if not any(page.lines for page in pages):
        return Found(reason=DAMAGED if broken else _SCAN if blank else "there is no text in it")
    if unknown > length * _MOST_UNKNOWN:
        return Found(reason=_NO_LETTERS)
    return Found(pages=tuple(pages), blank=tuple(blank))


def _has_picture(page: Any) -> bool:
    from pypdfium2 import raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


class _Char(msgspec.Struct, frozen=True):
    text: str
    left: float
    right: float
    bottom: float
    top: float
    spaced: bool
    at: int


def _chars(words: Any) -> Iterator[_Char]:
    """Yield the characters of a page in the order in which they were set; spaces are told by the next."""
    from pypdfium2 import raw

    spaced, high = False, 0
    for at in range(words.count_chars()):
        code = raw.FPDFText_GetUnicode(words, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        text = _HYPHENS.get(code) or (chr(code).translate(_LIGATURES) if code else "\N{REPLACEMENT CHARACTER}")
        if text.isspace() or 0xE000 <= code < 0xF900 or not text.isprintable():
            spaced = True
            continue
        left, bottom, right, top = words.get_charbox(at, loose=True)
        if right > left and top > bottom:
            yield _Char(text, left, right, bottom, top, spaced, at)
            spaced = False


def _runs(chars: Sequence[_Char]) -> Iterator[list[_Char]]:
    """Part the characters into runs that stand beside each other, from left to right."""
    held: list[_Char] = []
    for char in chars:
        if held and not _follows(held[-1], char):
            yield held
            held = []
        held.append(char)
    if held:
        yield held


def _follows(before: _Char, char: _Char) -> bool:
    height = max(before.top - before.bottom, char.top - char.bottom)
    least = min(before.top - before.bottom, char.top - char.bottom)
    beside = min(before.top, char.top) - max(before.bottom, char.bottom) > least / 2
    # the letters of a ligature have one place
    return beside and char.left > before.left - height / 4 and char.left - before.right < _GAP * height


def _line(chars: Sequence[_Char], page: int, height: float, words: Any) -> Line | None:
    """Return a run as a line, without the marks of footnotes that are raised in it."""
    size = median(char.top - char.bottom for char in chars)
    base = median(char.bottom for char in chars)
    text, raised, last = "", "", None
    for char in chars:
        space = " " if last is not None and (char.spaced or char.left - last.right > _WORD_GAP * size) else ""
        small = char.top - char.bottom < _RAISED_SIZE * size and char.bottom > base + _RAISED_BY * size
        if small and last is not None:
            raised += char.text
        else:
            text += _lowered(text, raised) + space + char.text
            raised = ""
        last = char
    text += _lowered(text, raised)
    text = " ".join(text.split())
    if not text:
        return None
    tops = [char.top for char in chars if char.top - char.bottom >= _RAISED_SIZE * size]
    return Line(
        text=text,
        page=page,
        left=min(char.left for char in chars),
        right=max(char.right for char in chars),
        top=height - max(tops, default=base + size),
        bottom=height - base,
        size=size,
        font=_font(words, chars),
    )


def _font(words: Any, chars: Sequence[_Char]) -> str:
    """Return the name of a line's font, "" where it begins in another than it ends in, or ends in a mark alone."""
    from ctypes import byref, c_int, create_string_buffer

    from pypdfium2 import raw

    letters = [char for char in chars if char.text.isalpha()]
    names = set()
    for char in letters[:1] + letters[len(letters) // 2 :][:1] + letters[-1:]:
        name = create_string_buffer(128)
        raw.FPDFText_GetFontInfo(words, char.at, name, 128, byref(c_int()))
        names.add(name.value.decode("utf-8", "replace"))
    return names.pop() if len(names) == 1 else ""


def _lowered(before: str, raised: str) -> str:
    """Return what raised characters say: a power, the end of "20th"; nothing where they lead to a note.

    >>> _lowered("14", "2"), _lowered("3 km", "2"), _lowered("20", "th"), _lowered("10", "6")
    ('', '²', 'th', '^6')
    """
    if _POWER.search(before) and raised in {"2", "3"}:
        return {"2": "²", "3": "³"}[raised]
    if re.search(r"(?<!\d)10$", before) and raised.lstrip("-−").isdigit():
        return f"^{raised}"
    return "" if before and _NOTE.fullmatch(raised) else raised
