"""A page's tree → the report's title and the outlet's name: no slogan, no section, no address run together."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from factcheck.lexicon.boilerplate import fold, words_of
from factcheck.lexicon.loader import word_list
from factcheck.sources.stated.linked import LinkedData, is_alike, named, text_of
from factcheck.sources.stated.spots import heading_text, headline_of, shown

__all__ = ["host_of", "outlet_of", "title_of"]

_BARS = re.compile(r"\s+[|–—»«›‹·•-]+\s+|\s*\|\s*|\s+:: ?")
_PARTS = re.compile(rf"{_BARS.pattern}|\s+/+\s+|(?<=\w)(?:: |：)")
_TITLE = "the page’s title"
_HEADLINE = "the page’s headline"
_SHORT = 4
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "sailthru.title", "parsely-title")
_OUTLETS = (
    "og:site_name", "citation_journal_title", "prism.publicationname", "article_publication_name", "dc.publisher",
    "publisher", "application-name", "al:ios:app_name",
)  # fmt: skip
_GENERIC = word_list("sources", "stated.no_outlets")
_COMMON_HOSTS = word_list("sources", "stated.host_words")
_LONGEST_NAME = 6
_LETTERS = re.compile(r"[^\w]|_")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})/?", re.IGNORECASE)


def host_of(address: str) -> str:
    """Return the host of an address without "www.", "" where it has none.

    >>> host_of("https://www.dunya.example/2022/01/army")
    'dunya.example'
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    if not re.fullmatch(r"\w[\w-]*(?:\.\w[\w-]*)+", host):
        return ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("edition.")


def title_of(tree: Any, fields: list[tuple[str, str]], linked: LinkedData) -> tuple[str, str, Any]:
    """Return the title, the place that gives it and the element that is the headline (None where there is none).

    The headline that a reader sees counts where the page's data repeat it; else what the data say.
    """
    head = next((shown(each) for each in tree.xpath("//title")[:1]), "")
    linked_title = next((text for item in linked if (text := text_of(item.get("headline")))), "")
    by_data = [(linked_title, "the page’s linked data")]
    told = by_data if is_alike(linked_title, head) else []
    told += [(value, "the page’s metadata") for name in _TITLES for field, value in fields if field == name]
    told = told or ([] if head else by_data)
    stated = [(_without_site(value, head, fields), place) for value, place in told if _is_title(value)]
    parts = [part for part in (head, *_BARS.split(head)) if len(words_of(part)) > 1] if not stated else []
    heading = headline_of(tree, [*(value for value, _ in stated), *parts])
    if heading is not None:
        return _heading_title(heading_text(heading), [*(value for value, _ in stated), *parts]), _HEADLINE, heading
    lone = [each for each in tree.xpath("//h1") if _is_title(shown(each))]
    beside = lone[0] if len(lone) == 1 else None
    if stated:
        return (*stated[0], beside)
    if beside is not None:
        return heading_text(beside), _HEADLINE, beside
    cut = _without_site(head, head, fields)
    if len(words_of(cut)) > _SHORT or not lone:
        return (cut, _TITLE, beside) if _is_title(cut) else ("", "", beside)
    return heading_text(lone[0]), _HEADLINE, lone[0]


def _is_title(text: str) -> bool:
    """Tell a title from an address, a file's name and a single word."""
    if _is_address(text) or not re.search(r"\w", text):
        return False
    return " " in text.strip() or not re.search(r"\w[-_]\w+[-_]\w|^[\w]{1,3}$", text)


def _heading_title(heading: str, titles: list[str]) -> str:
    """Return a heading without the few words around the title that stand in it: a kicker, a mark for subscribers."""
    for title in titles:
        extra = len(words_of(heading)) - len(words_of(title))
        if title in heading and 0 <= extra <= _SHORT and len(words_of(title)) > _SHORT:
            return title
    return heading


def _without_site(title: str, head: str, fields: list[tuple[str, str]]) -> str:
    """Return a title without the outlet's name before or behind it."""
    names = {_letters(value) for name, value in fields if name in _OUTLETS}
    cut = _BARS.split(title)
    keep = [
        part for part in cut if not _is_address(part) and not any(_letters(part)[: len(n)] == n for n in names if n)
    ]
    if len(keep) > 1 and re.search(r"[|»«›‹]", title):
        longest = max(keep, key=len)
        keep = [part for part in keep if part is longest or len(words_of(part)) > _LONGEST_NAME]
    elif len(keep) == len(cut) > 1 and title == head and len(words_of(cut[-1])) <= _SHORT:
        keep = cut[:-1]
    if not keep:
        return title
    start = title.find(keep[0])
    return title[start : title.rfind(keep[-1]) + len(keep[-1])].strip() or title


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text.strip()) is not None


def outlet_of(
    tree: Any, fields: list[tuple[str, str]], linked: LinkedData, address: str, title: str
) -> tuple[str, str]:
    """Return the outlet's name and the place that gives it, ("", "") where the page names none.

    Of what the page offers, a name that its address bears out goes before one that is only stated.
    """
    host = host_of(address)
    offered: list[tuple[str, str]] = []
    for item in linked:
        offered += [(name, "the page’s linked data") for name in named(item.get("publisher"))]
    by_name = dict(reversed(fields))
    offered += [(by_name[name], f"the page’s field {name}") for name in _OUTLETS if name in by_name]
    head = next((shown(each) for each in tree.xpath("//title")[:1]), "")
    offered += [(part, _TITLE) for part in _ends_of(head, title)]
    names = [(name, place) for told, place in offered for name in _names_in(told, host)]
    borne = [(name, place) for name, place in names if _fits(name, host)]
    plain = [pair for pair in borne if not _is_address(pair[0]) and not pair[0].islower()]
    stated = [pair for pair in names if pair[1] != _TITLE and len(words_of(pair[0])) <= _LONGEST_NAME]
    near = [pair for pair in names if pair[1] == _TITLE and (not host or _shares_word(pair[0], host))]
    for pairs in (plain, borne, stated, near):
        if pairs:
            return pairs[0]
    return (host, "the page’s address") if host else ("", "")


def _ends_of(head: str, title: str) -> list[str]:
    """Return the last and the first part of a page's title that are not the report's."""
    parts = [part.strip() for part in _PARTS.split(head) if part.strip()]
    own = fold(title)
    ends = [part for part in (parts[-1:] + parts[:1]) if len(parts) > 1 and fold(part) not in own]
    return [part for part in ends if len(words_of(part)) <= _LONGEST_NAME]


def _names_in(told: str, host: str) -> list[str]:
    """Return the names in what a page offers as its outlet, without a slogan behind a bar or an address in brackets."""
    text = re.sub(r"\s*\([^)]*\.[a-z]{2,}\)", "", told).strip()
    if "://" in text:
        text = host_of(text) or text
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) > 1:
        borne = [part for part in parts if _fits(part, host) and len(words_of(part)) <= _LONGEST_NAME]
        return borne[:1] or [part for part in parts[:1] if len(words_of(part)) <= _LONGEST_NAME]
    if len(words_of(text)) > _LONGEST_NAME + 2 or (text[-1:] in {".", "!", "?"} and len(words_of(text)) > 3):
        return []
    return [text] if re.search(r"[^\W\d_]", text) and fold(text) not in _GENERIC else []


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _fits(name: str, host: str) -> bool:
    """Tell whether a host is made of a name, of its words or its initials.

    >>> _fits("The Daily Example", "dailyexample.co.uk"), _fits("British Example Corporation", "bec.example")
    (True, True)
    """
    labels = [label for label in host.split(".")[:-1] if len(label) > 1 and label not in _COMMON_HOSTS]
    letters = _letters(name)
    words = [word for word in re.findall(r"\w+", name.casefold()) if word not in {"the", "of", "and"}]
    initials = "".join(word[0] for word in words)
    for label in (_letters(label) for label in labels):
        if label in letters or (len(letters) > 2 and letters in label) or label == initials:
            return True
        if len(words) > 1 and letters.removeprefix("the") in label:
            return True
    return False


def _shares_word(name: str, host: str) -> bool:
    return any(
        len(word) > _SHORT and word[: _SHORT + 1] in _letters(host) for word in re.findall(r"\w+", name.casefold())
    )
