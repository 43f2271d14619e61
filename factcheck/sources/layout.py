"""The lines of a text → those that belong to the page and not to the story, each with a reason in words.

Nothing is deleted: a line set aside stays in the text. The rules are shy of running text: a sentence is set aside only
where it repeats an earlier one or carries the words of a site's notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.lexicon.boilerplate import Boilerplate, fold, words_of
from factcheck.lexicon.loader import pattern_of, word_list
from factcheck.sources.lines import Line, blocks_of, is_headline, is_sentence, is_wrapped

__all__ = ["HEADLINE", "Marks", "mark_body", "mark_furniture"]

Marks = dict[int, str]  # line number → reason

ADVERT = "menu or advert line"
NOTICE = "notice of the site"
MENU = "menu"
PICTURE = "picture credit or caption"
LINK = "link"
LIST = "list of other stories"
HEADLINE = "headline of another story or subheading"
REPEATED = "repeated paragraph"
REPEATED_LINE = "repeated line"

_URL = re.compile(r"(?:https?://|www\.)\S+")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_RULE = re.compile(r"[\W_]+")
_CLIP = re.compile(r"\d{1,2}:\d\d\s+[A-Z]")  # the length of a film and its title
_LIST_MARK = re.compile(r"(?:[+»\u203a▶►→]|>>)\s+\S")
_BULLET = re.compile(r"[-*•◦▪‣]\s+")
_SHOWN = pattern_of(word_list("sources", "layout.pictures"))
_TOGGLE = pattern_of(word_list("sources", "layout.caption_toggles"))
# "Hide Caption 12 of 22 Photos", "3 of 9 photos", "1 of 15 i View slideshow"
_OF = r"\d{1,3} of \d{1,3}"
_COUNTER = re.compile(
    rf"\b{_TOGGLE}\s+{_OF}(?:\s+{_SHOWN})?|\b{_OF}\s+{_SHOWN}\b|\b{_OF} i view slideshow", re.IGNORECASE
)
_SLIDE = re.compile(rf"{_SHOWN} \d{{1,3}} (?:of|/) \d{{1,3}}\b", re.IGNORECASE)
_CAPTION_MARK = re.compile(rf"{_TOGGLE}\s+\S", re.IGNORECASE)
_GALLERY_START = re.compile(rf"(?:{_SHOWN}|gallery|{_TOGGLE})\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"”\n]*[\"”]")
_CREDIT_MARK = re.compile(r"[/|©]|\bvia\b|\bby\b", re.IGNORECASE)
# what headlines leave out
_HELPERS = frozenset({"was", "were", "is", "are", "has", "have", "had"})
_ARTICLES = frozenset({"a", "an", "the", "their", "his", "her", "its"})
_START_WORDS = 12
_NOTICE_WORDS = 45
_NOTICE_LENGTH = 400
_CREDIT_WORDS = 25
_MENU_RUN = 4
_LIST_RUN = 3
_LIST_WORDS = 20
_REPEATED_WORDS = 6
_HEADLINE_SHARE = 0.4


def mark_furniture(lines: Sequence[Line], words: Boilerplate) -> Marks:
    """Return the lines that are page furniture by their own words, wherever they stand."""
    marks: Marks = {}
    for number, line in enumerate(lines):
        reason = _furniture(line.text, words)
        if reason and not is_wrapped(lines, number):
            marks[number] = reason
    return {**_menus(lines, marks), **marks}


def _furniture(text: str, words: Boilerplate) -> str | None:
    folded = fold(text)
    if folded in words.whole and (not text.endswith(".") or folded.count(" ") > 1):
        return ADVERT
    if _RULE.fullmatch(text) or _URL.fullmatch(text):
        return LINK if _URL.fullmatch(text) else MENU
    if _IMAGE.fullmatch(text) or is_picture_line(text, words) or _is_gallery(text):
        return PICTURE
    if _is_bar(text):
        return MENU
    if _CLIP.match(text) and text[-1] not in '.!?"”':
        return LIST
    return _notice(text, folded, words)


def _notice(text: str, folded: str, words: Boilerplate) -> str | None:
    if len(text) > _NOTICE_LENGTH:
        return None
    count = len(words_of(text))
    opens = any(_starts(text.casefold(), phrase) for phrase in words.start)
    if opens and count <= _START_WORDS and not text.endswith((".", "”", '"')):
        return ADVERT
    unquoted = fold(_QUOTED.sub(" ", text)) if any(phrase in folded for phrase in words.anywhere) else ""
    if count <= _NOTICE_WORDS and any(phrase in unquoted for phrase in words.anywhere):
        return NOTICE
    return None


def _starts(text: str, phrase: str) -> bool:
    """Tell whether a line begins with a phrase, as whole words."""
    rest = text[len(phrase) :]
    return text.startswith(phrase) and not (phrase[-1].isalnum() and rest[:1].isalnum())


def _is_gallery(text: str) -> bool:
    """Tell the text of a gallery: captions with counters between, or one caption with its counter."""
    counters = list(_COUNTER.finditer(text))
    if not counters:
        return _SLIDE.match(text) is not None or _CAPTION_MARK.match(text) is not None
    ends = not text[counters[-1].end() :].strip(" .:")
    return len(counters) > 1 or ends or _GALLERY_START.match(text) is not None


def is_picture_line(text: str, words: Boilerplate) -> bool:
    """Tell a photo credit: "Photo: …", "Protests in Almaty/Getty Images", never a line that ends as a sentence does."""
    if len(words_of(text)) > _CREDIT_WORDS or text.endswith("."):
        return False
    lowered = text.casefold()
    if any(_starts(lowered.lstrip("[(*_"), phrase) for phrase in words.picture_start):
        return True
    *before, last = (fold(part) for part in _CREDIT_MARK.split(text))
    return bool(before) and last in words.picture_credit


def _is_bar(text: str) -> bool:
    """Tell a bar of links: "Home | World | Sport"."""
    parts = re.split(r"\s[|•·/»>]\s", text)
    return (
        len(parts) >= 3
        and all(1 <= len(words_of(part)) <= 3 for part in parts)
        and not any(char.isdigit() for char in text)
    )


def _menus(lines: Sequence[Line], marks: Marks) -> Marks:
    """Return the runs of at least four adjacent lines of one to three words, none a sentence or with a number."""
    found: Marks = {}
    for run in _runs([_is_menu_word(line.text) and not is_wrapped(lines, number) for number, line in enumerate(lines)]):
        together = [number for number in run if number not in marks]
        if len(run) >= _MENU_RUN and lines[run[-1]].block - lines[run[0]].block < len(run):
            found.update(dict.fromkeys(together, MENU))
    return found


def _is_menu_word(text: str) -> bool:
    return 1 <= len(words_of(text)) <= 3 and text[-1] not in '.!?:,;"”' and not any(char.isdigit() for char in text)


def _runs(flags: Sequence[bool]) -> list[range]:
    """Return the runs of true flags."""
    runs: list[range] = []
    start = None
    for number, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = number
        elif not flag and start is not None:
            runs.append(range(start, number))
            start = None
    return runs


def mark_body(
    lines: Sequence[Line],
    marks: Marks,
    words: Boilerplate,
    *,
    title: int | None,
    body: int,
    own: frozenset[str] = frozenset(),
) -> Marks:
    """Return what is set aside below the title: lists of other stories, stray headlines, repeated paragraphs.

    `marks` are the lines set aside already, `body` is the number of the first line of running text, `own` the folded
    lines that are known to be the report's.
    """
    found: Marks = dict(marks)
    for rule in (_marked_lists, _headed_lists):
        found |= {
            number: reason
            for number, reason in rule(lines, words, body).items()
            if number not in found and number != title
        }
    found |= _repeated(lines, found, title)
    stray = _stray_headlines(lines, found, title, body)
    return found | {number: reason for number, reason in stray.items() if fold(lines[number].text) not in own}


def _marked_lists(lines: Sequence[Line], _words: Boilerplate, _body: int) -> Marks:
    """Runs of lines that open with "+ " or an arrow and do not end in a full stop."""
    flags = [bool(_LIST_MARK.match(line.text)) and _is_link_text(line.text) for line in lines]
    return {number: LIST for run in _runs(flags) if len(run) >= _LIST_RUN for number in run}


def _is_link_text(text: str) -> bool:
    return len(words_of(text)) <= _LIST_WORDS and not text.endswith((".", ":", ",", ";"))


def _headed_lists(lines: Sequence[Line], words: Boilerplate, body: int) -> Marks:
    """The headline-like lines that follow "Related stories" or "Read more" without a sentence between."""
    found: Marks = {}
    within = False
    for number, line in enumerate(lines):
        text = _BULLET.sub("", line.text)
        if number > body and fold(text) in words.list_heading and not is_wrapped(lines, number):
            within = True
        elif within and is_headline(text) and _is_link_text(text) and not is_wrapped(lines, number):
            found[number] = LIST
        else:
            within = within and _furniture(line.text, words) is not None
    return found


def _repeated(lines: Sequence[Line], marks: Marks, title: int | None) -> Marks:
    """The later copies of a paragraph, alike but for quotation marks, case and space."""
    found: Marks = {}
    seen: set[str] = set()
    for block in blocks_of(lines):
        folded = fold(" ".join(lines[number].text for number in block))
        if folded in seen and len(words_of(folded)) >= _REPEATED_WORDS:
            found.update(dict.fromkeys(block, REPEATED))
        seen.add(folded)
    seen = {fold(lines[title].text)} if title is not None else set()
    for number, line in enumerate(lines):
        folded = fold(line.text)
        if number != title and folded in seen and _may_repeat(line.text):
            found[number] = REPEATED if is_sentence(line.text) else REPEATED_LINE
        seen.add(folded)
    return {number: reason for number, reason in found.items() if number not in marks and number != title}


def _may_repeat(text: str) -> bool:
    return len(words_of(text)) >= (_REPEATED_WORDS if is_sentence(text) else 2)


def _stray_headlines(lines: Sequence[Line], marks: Marks, title: int | None, body: int) -> Marks:
    """The headline-like lines between sentences; none where the text does without full stops altogether."""
    per_line = {number for block in blocks_of(lines) if _has_line_paragraphs(lines, block) for number in block}
    read = [number for number in range(body, len(lines)) if number not in marks and number != title]
    sentences = [number for number in read if is_sentence(lines[number].text)]
    headlines = [
        number
        for number in read
        if number in per_line and is_headline(lines[number].text) and not _states(lines[number].text)
    ]
    if not sentences or len(headlines) > len(read) * _HEADLINE_SHARE:
        return {}
    return {number: HEADLINE for number in headlines if sentences[0] < number < sentences[-1]}


def _states(text: str) -> bool:
    """Tell a bullet or a sentence without its full stop, "Two children were grazed, but are well", from a headline."""
    words = words_of(text)
    small = [word for word in words[1:] if word.islower()]
    articled = any(word.casefold() in _ARTICLES for word in words)
    full = articled and 2 * len(small) > len(words) and any(word in _HELPERS for word in words)
    return full or _BULLET.match(text) is not None


def _has_line_paragraphs(lines: Sequence[Line], block: range) -> bool:
    """Tell a block in which each line is a paragraph of its own from one that is broken at a fixed width."""
    if len(block) == 1:
        return True
    return (
        sum(is_sentence(lines[number].text) and lines[number].text[-1] not in ",;" for number in block)
        >= len(block) * 0.6
    )
