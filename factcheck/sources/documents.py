"""One document's text and what is said of it → a numbered Source with its problems and what is set aside."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from factcheck.errors import SourceError, walled
from factcheck.lexicon.boilerplate import fold, load_boilerplate
from factcheck.models import Entry, Place, SetAside, Source, with_title, without_surrogates
from factcheck.sources.dates import parse_date
from factcheck.sources.decoding import is_blank
from factcheck.sources.head import Prefix, read_head
from factcheck.sources.layout import HEADLINE, Marks, mark_body, mark_furniture
from factcheck.sources.lines import Line, split_lines

__all__ = ["Document", "ids_of", "make_sources", "with_set_aside"]

_NAME = re.compile(r"[\w.:@+-]{1,128}")
_UNSAFE = re.compile(r"[^A-Za-z0-9._]+")
_NUMBER = re.compile(r"\d+")
_IN_TEXT = "the text"
# fields that a document may tell beside the usual ones
_TOLD = ("published_at", "updated_at", "dateline", "language")
_NOTHING = frozenset({"", "none", "null"})
# characters and numbers of a document's text, several times those of the longest report
LONGEST_TEXT = 100_000
MOST_NUMBERS = 1_500


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document as read: its text, the name to make an id of, and what its file says of it (absent where empty).

    `stated_in` names the part of the file that says so; `stated_at` does so for a field of its own place. `kept` are
    lines that the file marks as part of the report though they look like headlines; `entries` are those of a live
    report, each by the words it opens with and its day. `places` and `set_aside` are offsets into `text`: where in the
    file it stands, and what the format itself tells apart from the text.
    """

    name: str
    text: str
    path: str
    sha256: str
    fields: dict[str, str] = {}
    stated_in: str = "the file’s header"
    stated_at: dict[str, str] = {}
    kept: tuple[str, ...] = ()
    entries: tuple[tuple[str, dt.date], ...] = ()
    problems: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


def make_sources(documents: Sequence[Document], on_failed: Callable[[SourceError], None] | None = None) -> list[Source]:
    """Return the documents as sources, numbered from 1; documents of one name are told apart by their content.

    One with which anything goes wrong is left out and reported to `on_failed`; without that it raises SourceError.
    """
    sources: list[Source] = []
    for document, name in zip(documents, ids_of(documents), strict=True):
        try:
            sources.append(walled(document.path, _make_source, document, name, len(sources) + 1))
        except SourceError as error:
            if on_failed is None:
                raise
            on_failed(error)
    return sources


def with_set_aside(source: Source) -> Source:
    """Return a text in hand with what in it is of the page and not of the story set aside.

    As in a file's text, but for lines that only look like headlines: whoever hands over a text has chosen its lines.
    """
    if source.path is not None or source.set_aside:
        return source
    lines, words = split_lines(source.text), load_boilerplate()
    furniture = mark_furniture(lines, words)
    head = read_head(lines, furniture, words)
    marks = mark_body(lines, furniture | head.marks, words, title=head.title_line, body=head.body)
    sure = {number: reason for number, reason in marks.items() if reason != HEADLINE}
    return msgspec.structs.replace(source, set_aside=_set_aside(lines, sure, head.prefixes))


def _make_source(document: Document, name: str, number: int) -> Source:
    words = load_boilerplate()
    given = {field: without_surrogates(value) for field, value in document.fields.items()}
    text = with_title(without_surrogates(document.text), given.get("title", ""))
    lines = split_lines(text)
    below = len(text) - len(document.text)  # the title that was put above it
    furniture = mark_furniture(lines, words) | _told_apart(lines, document.set_aside, below)
    head = read_head(lines, furniture, words)
    own = frozenset(fold(line) for line in document.kept)
    marks = mark_body(lines, furniture | head.marks, words, title=head.title_line, body=head.body, own=own)
    # a page has many places for its day of publication: that of an update is none
    shown = None if document.stated_at and str(head.published) == head.updated_at else head.published
    published, date_problems = _published(given.get("published", ""), shown)
    described = {name: given.get(name) or getattr(head, name) for name in ("title", "publisher", "author")}
    told = {name: value for name in _TOLD if (value := given.get(name) or getattr(head, name, None))}
    found: dict[str, object] = {**described, "published": published, **told}
    stated = {name for name in found if given.get(name)} - ({"published"} if published == head.published else set())
    return Source(
        id=name,
        number=number,
        text=text,
        title=described["title"],
        publisher=described["publisher"],
        author=described["author"],
        published=published,
        url=given.get("url"),
        path=without_surrogates(document.path),
        sha256=document.sha256,
        found_in={
            field: document.stated_at.get(field, document.stated_in) if field in stated else _IN_TEXT
            for field, value in found.items()
            if value
        },
        problems=document.problems + date_problems + _open_problems(head.problems, given),
        set_aside=_set_aside(lines, marks, head.prefixes),
        entries=_entries(text, document.entries) or msgspec.UNSET,
        places=tuple(Place(place.start + below if place.start else 0, place.name) for place in document.places)
        or msgspec.UNSET,
        **told,
    )


def _entries(text: str, told: Sequence[tuple[str, dt.date]]) -> tuple[Entry, ...]:
    """Return the entries that are found in the text, in its order."""
    found = {start: day for opening, day in told if opening and (start := text.find(opening)) >= 0}
    return tuple(Entry(start, found[start]) for start in sorted(found))


def _told_apart(lines: Sequence[Line], spans: Sequence[SetAside], below: int) -> Marks:
    """Return the lines that lie in what the format tells apart from the text."""
    return {
        number: span.reason
        for number, line in enumerate(lines)
        for span in spans
        if span.start + below <= line.start and line.end <= span.end + below
    }


def _published(given: str, shown: dt.date | None) -> tuple[dt.date | None, tuple[str, ...]]:
    if given.casefold() in _NOTHING:
        return shown, ()
    day = parse_date(given)
    return (
        (day, ())
        if day
        else (shown, (f"The publication date “{given}” is not a whole date; write it as 2024-05-31. It was not used.",))
    )


def _open_problems(problems: Sequence[str], given: dict[str, str]) -> tuple[str, ...]:
    """Drop what is no problem where the file itself says it."""
    solved = {"The date": "published", "The publisher": "publisher"}
    return tuple(
        problem
        for problem in problems
        if not any(problem.startswith(start) and given.get(field) for start, field in solved.items())
    )


def _set_aside(lines: Sequence[Line], marks: Marks, prefixes: Sequence[Prefix]) -> tuple[SetAside, ...]:
    whole = [SetAside(lines[number].start, lines[number].end, reason) for number, reason in marks.items()]
    taken = {span.start for span in whole}
    parts = [SetAside(prefix.start, prefix.end, prefix.reason) for prefix in prefixes if prefix.start not in taken]
    return tuple(sorted(whole + parts, key=lambda span: span.start))


def ids_of(documents: Sequence[Document]) -> list[str]:
    """Return a safe id for each document; where names collide, each of them carries the opening of its hash."""
    names = [_safe(document.name) or f"s{document.sha256[:12]}" for document in documents]
    often = Counter(names)
    ids = [
        name if often[name] == 1 else f"{name}-{document.sha256[:8]}"
        for name, document in zip(names, documents, strict=True)
    ]
    seen: set[str] = set()
    for position, name in enumerate(ids):
        ids[position] = _free(name, seen)
        seen.add(ids[position])
    return ids


def _free(name: str, seen: set[str]) -> str:
    copy = 1
    while (candidate := name if copy == 1 else f"{name}-{copy}") in seen:
        copy += 1
    return candidate


def _safe(name: str) -> str:
    if _NAME.fullmatch(name) and name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-._")[:100]


def digest(data: bytes) -> str:
    """Return the SHA-256 of a document's raw bytes."""
    return hashlib.sha256(data).hexdigest()


def require_text(text: str, path: str, where: str = "") -> str:
    """Return a text that has something in it and is no book and no table.

    Else SourceError; `where` is the place in the file that it begins with.
    """
    if is_blank(text):
        raise SourceError(path, f"{where}there is no text in it")
    if len(text) > LONGEST_TEXT:
        raise SourceError(
            path, f"{where}its text has {len(text):,} characters, more than {LONGEST_TEXT:,}; split it into reports"
        )
    numbers = sum(1 for _ in _NUMBER.finditer(text))
    if numbers > MOST_NUMBERS:
        raise SourceError(
            path, f"{where}its text has {numbers:,} numbers, more than {MOST_NUMBERS:,}; leave its tables out"
        )
    return text
