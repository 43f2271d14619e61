"""The lines above a story → title, publisher, author and publication day, as far as the text shows them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from factcheck.lexicon.boilerplate import Boilerplate, fold, words_of
from factcheck.lexicon.loader import pattern_of, word_list
from factcheck.sources.dates import DATE, find_date
from factcheck.sources.layout import Marks
from factcheck.sources.lines import Line, is_headline, is_label, is_sentence, is_wrapped

__all__ = ["Head", "Prefix", "read_head"]

DATE_LINE = "date line"
DATELINE = "dateline"
BYLINE = "byline"
MASTHEAD = "name of the publisher"
SECTION = "name of a section"
LABEL = "label or caption above the text"
CREDIT = "credit line"

_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.{0,200})")
_BYLINE = re.compile(
    rf"{pattern_of(word_list('sources', 'head.byline'))}\s+(?P<name>[A-Z][\w.'’-]*"
    rf"(?:\s+(?:{pattern_of(word_list('sources', 'head.inside_names'))}\s+)?[A-Z][\w.'’-]*){{1,6}})"
    r"(?:(?:,\s|\sin\s|\s\|\s)[A-Z].{0,50})?"
)
_CREDIT = re.compile(r"(?:[Ss]ource|SOURCE)s?\s*:\s*(?P<name>[^\n]{2,60})")
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][^()\n–—]{1,60}?)\s*(?:\((?P<credit>[A-Z][^()\n]{1,30})\)\s*)?(?<=[\s)])(?:--?|–|—)\s+(?=[\"“‘'(]?[A-ZÀ-Þ0-9])"
)
_OPENING_DATE = re.compile(rf"(?:{DATE})\s*(?:[-–—|:]\s+)", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—-]\s+(?P<site>[^|–—]+)$")
_HEAD_LINES = 15
_MASTHEAD_LINES = 5
_DATE_WORDS = 12
_SPARE_WORDS = 4
_LEAD_PARAGRAPHS = 3
_UPDATE = 2


class Prefix(msgspec.Struct, frozen=True):
    """What opens a paragraph without being part of its first sentence: offsets into the document, and its text."""

    start: int
    end: int
    reason: str
    text: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a text shows of itself, and what of it is set aside. `title_line` and `body` are line numbers."""

    title: str | None = None
    title_line: int | None = None
    body: int = 0
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    updated_at: str | None = None
    dateline: str | None = None
    marks: Marks = {}
    prefixes: tuple[Prefix, ...] = ()
    problems: tuple[str, ...] = ()


class _Day(msgspec.Struct, frozen=True):
    """A date found above or at the opening of a text: `rank` 0 is labelled as published, 1 a bare one, 2 an update."""

    rank: int
    day: dt.date | None
    words: str


def read_head(lines: Sequence[Line], furniture: Marks, words: Boilerplate) -> Head:
    """Return what the lines above a story and its opening words say; a field that they do not show stays None."""
    body = _first_sentence(lines, furniture)
    top = [number for number in range(min(body, _HEAD_LINES)) if number not in furniture]
    marks = {
        number: reason
        for number in top
        if (reason := _known(lines[number].text, words, early=top.index(number) < _MASTHEAD_LINES))
    }
    title = _title_line(lines, top, marks)
    marks |= {number: LABEL for number in top if number not in marks and _is_caption(lines[number].text, number, title)}
    days, problems = _dates_above(lines, furniture, marks, title, words)
    prefixes = tuple(_prefixes(lines, body, furniture, words))
    shown, site = _split_title(lines[title].text, words) if title is not None else (None, None)
    credit_lines = _credit_lines(lines, furniture)
    credit = next((name for prefix in prefixes if (name := _dateline_credit(lines, prefix))), None)
    masthead = next((_masthead_name(lines[number].text, words) for number in marks if marks[number] == MASTHEAD), site)
    if masthead is None and credit is None and credit_lines:
        problems.append(
            "The publisher is taken from the credit line at the end; the page that carried the text is not named."
        )
    days += [_Day(*_dated_prefix(prefix, words)) for prefix in prefixes]
    known = sorted((day for day in days if day.day), key=lambda day: day.rank)
    problems += [
        f"The date “{day.words}” can be read in two ways or names no day; it was not used."
        for day in days
        if day.words and not day.day
    ]
    if known and known[0].rank == _UPDATE:
        problems.append(f"The date “{known[0].words}” is that of an update; the day of publication is not told.")
    return Head(
        title=shown,
        title_line=title,
        body=body,
        publisher=masthead or credit or next(iter(credit_lines.values()), None),
        author=_byline(lines, marks) or (credit if masthead else None),
        published=known[0].day if known else None,
        updated_at=next((str(day.day) for day in known if day.rank == _UPDATE), None),
        dateline=next((place for prefix in prefixes if (place := _dateline_place(lines, prefix))), None),
        marks=marks | dict.fromkeys(credit_lines, CREDIT),
        prefixes=prefixes,
        problems=tuple(problems),
    )


def _first_sentence(lines: Sequence[Line], furniture: Marks) -> int:
    found = (
        n
        for n, line in enumerate(lines)
        if n not in furniture
        and is_sentence(line.text)
        and not _HEADING.match(line.text)
        and not _is_date_line(line.text)
    )
    return next(found, min(len(lines), 1))


def _known(text: str, words: Boilerplate, *, early: bool) -> str | None:
    """Return what a line above the text is by its own form, None for a title or a caption."""
    if _is_date_line(text):
        return DATE_LINE
    if _BYLINE.fullmatch(text):
        return BYLINE
    if fold(text) in words.section:
        return SECTION
    return MASTHEAD if early and _masthead_name(text, words) else None


def _is_date_line(text: str) -> bool:
    """Tell a line that is a date with at most its label, an hour and some words of furniture."""
    dated = find_date(text)
    if dated is None or len(words_of(text)) > _DATE_WORDS:
        return False
    rest = [word for word in words_of(text[: dated.start] + " " + text[dated.end :]) if not word[0].isdigit()]
    return len(rest) <= _SPARE_WORDS


def _masthead_name(text: str, words: Boilerplate) -> str | None:
    """Return the publisher of a line such as "SpreadIt News | Digital Newspaper", None where it is no such line."""
    parts = [part.strip() for part in text.split("|") if part.strip()]
    if not all(is_label(part, longest=5) for part in parts):
        return None
    named = [part for part in parts if any(word.casefold() in words.masthead for word in words_of(part))]
    return named[0] if named else None


def _title_line(lines: Sequence[Line], top: Sequence[int], marks: Marks) -> int | None:
    open_lines = [number for number in top if number not in marks]
    heading = next((number for number in open_lines if _HEADING.fullmatch(lines[number].text)), None)
    if heading is not None or len(lines) < 2:
        return heading
    for number in open_lines:
        if is_headline(lines[number].text):
            return (
                None
                if number + 1 < len(lines) and is_wrapped(lines, number + 1) and lines[number + 1].text[0].islower()
                else number
            )
    return None


def _split_title(text: str, words: Boilerplate) -> tuple[str, str | None]:
    """Split "Troops leave - Dunya News" into the title and the name of the site."""
    heading = _HEADING.fullmatch(text)
    text = heading["text"].rstrip("# ") if heading else text
    site = _SITE.search(text)
    if site and len(words_of(text[: site.start()])) >= 3 and (name := _masthead_name(site["site"].strip(), words)):
        return text[: site.start()], name
    return text, None


def _is_caption(text: str, number: int, title: int | None) -> bool:
    return number != title and is_label(text, longest=2 if title is None or number < title else 8)


def _dates_above(
    lines: Sequence[Line], furniture: Marks, marks: Marks, title: int | None, words: Boilerplate
) -> tuple[list[_Day], list[str]]:
    """Return the usable dates above the text, and a sentence for each that nothing ties to the report."""
    days: list[_Day] = []
    problems: list[str] = []
    for number in (n for n, reason in marks.items() if reason == DATE_LINE):
        text = lines[number].text
        dated = find_date(text)
        if dated is None:
            continue
        before = text[: dated.start] or (lines[number - 1].text if number else "")
        rank = _label_rank(before, words)
        beside_page = number - 1 in furniture or number + 1 in furniture
        if rank is None and (beside_page or (title is not None and number < title)):
            problems.append(
                f"The date “{text}” stands among the page's own lines and is not tied to the report; it was not used."
            )
        else:
            days.append(_Day(1 if rank is None else rank, dated.day, text[dated.start : dated.end]))
    return days, problems


def _label_rank(before: str, words: Boilerplate) -> int | None:
    label = fold(re.split(r"[|•·]", before)[-1])
    if label in words.date_label:
        return 0
    return _UPDATE if label in words.update_label else None


def _prefixes(lines: Sequence[Line], body: int, furniture: Marks, words: Boilerplate) -> Iterator[Prefix]:
    """Return the datelines and dates that open one of the first paragraphs."""
    lead = [n for n in range(body, len(lines)) if n not in furniture and is_sentence(lines[n].text)][:_LEAD_PARAGRAPHS]
    for number in lead:
        line = lines[number]
        end, reason = _prefix_end(line.text, words)
        if end:
            yield Prefix(line.start, line.place_of(end), reason, line.text[:end])


def _prefix_end(text: str, words: Boilerplate) -> tuple[int, str]:
    place = _DATELINE.match(text)
    if place and _is_place(place["place"], credited=place["credit"] is not None):
        return place.end(), DATELINE
    opening = _OPENING_DATE.match(text)
    if opening:
        return opening.end(), DATE_LINE
    dated = find_date(text[:80])
    if dated and dated.start and _label_rank(text[: dated.start], words) is not None:
        rest = text[dated.end :]
        return dated.end + len(rest) - len(rest.lstrip(" \t.,:;|–—-")), DATE_LINE
    return 0, ""


def _is_place(text: str, *, credited: bool) -> bool:
    """Tell "KYIV", "NUR-SULTAN, Kazakhstan" and, before a credit, "Almaty, May 3" from the opening of a sentence."""
    dated = find_date(text)
    words = words_of(text[: dated.start] if dated else text)
    if not words or words[0] in {"The", "A", "An", "In"}:
        return False
    capital = all(word[0].isupper() or word[0].isdigit() for word in words)
    return capital and len(words) <= 6 and (credited or (words[0].isupper() and len(words[0]) > 2))


def _dateline_credit(lines: Sequence[Line], prefix: Prefix) -> str | None:
    if prefix.reason != DATELINE:
        return None
    match = _DATELINE.match(_line_at(lines, prefix))
    return match["credit"] if match else None


def _dateline_place(lines: Sequence[Line], prefix: Prefix) -> str | None:
    """Return the place of a dateline without its day: "NUR-SULTAN, Kazakhstan"."""
    match = _DATELINE.match(_line_at(lines, prefix)) if prefix.reason == DATELINE else None
    if match is None:
        return None
    dated = find_date(match["place"])
    place = match["place"][: dated.start] if dated else match["place"]
    return place.strip(" ,;:") or None


def _dated_prefix(prefix: Prefix, words: Boilerplate) -> tuple[int, dt.date | None, str]:
    """Return rank, day and words of the date in a prefix; no words where it holds none."""
    text = prefix.text
    dated = find_date(text)
    if dated is None:
        return 0, None, ""
    return _label_rank(text[: dated.start], words) or 0, dated.day, text[dated.start : dated.end]


def _line_at(lines: Sequence[Line], prefix: Prefix) -> str:
    return next(line.text for line in lines if line.start == prefix.start)


def _credit_lines(lines: Sequence[Line], furniture: Marks) -> dict[int, str]:
    """Return the lines "Source: NAME", by line number."""
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        match = _CREDIT.fullmatch(line.text)
        if match and number not in furniture and is_label(match["name"], longest=6):
            found[number] = match["name"].strip()
    return found


def _byline(lines: Sequence[Line], marks: Marks) -> str | None:
    for number in (n for n, reason in marks.items() if reason == BYLINE):
        match = _BYLINE.fullmatch(lines[number].text)
        if match:
            return match["name"]
    return None
