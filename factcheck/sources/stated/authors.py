"""A page's tree → who wrote the report: names, without roles, addresses, handles or the outlet's own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.lexicon.boilerplate import fold
from factcheck.lexicon.loader import pattern_of, word_list
from factcheck.sources.stated.linked import LinkedData, named
from factcheck.sources.stated.spots import is_beside, shown

__all__ = ["authors_of"]

_FIELDS = ("author", "citation_author", "dc.creator", "parsely-author", "sailthru.author", "article:author", "byl")
_MARKED = (
    "//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'][not(.//*[@itemprop='name'])]"
    " | //a[@rel='author'] | //*[contains(concat(' ', @class, ' '), ' author-name ')]"
    " | //*[contains(concat(' ', @class, ' '), ' byline__name ')] | //*[contains(concat(' ', @class, ' '), ' byline ')]"
)
_OPENING = re.compile(rf"^(?:{pattern_of(word_list('sources', 'stated.author_openings'))})[\s:]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|/|\||\band\b|\bund\b|\bet\b|&|•|·|\n)\s*")
_WORD = rf"(?:[A-ZÀ-Þ][\w'’.-]*|{pattern_of(word_list('sources', 'stated.particles'))}(?!\w))"
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{0,4}}")
_MOST = 40
_NO_NAMES = word_list("sources", "stated.no_names")
_AGENCIES = frozenset(fold(name) for name in word_list("sources", "stated.agencies"))


def authors_of(tree: Any, fields: list[tuple[str, str]], linked: LinkedData, outlet: str) -> tuple[str, str]:
    """Return the authors with commas between and the place that names them, ("", "") where none does."""
    for values, place in _offered(tree, fields, linked):
        names = list(dict.fromkeys(name for value in values for name in _names_in(value, outlet)))
        if names:
            return ", ".join(names), place
    return "", ""


def _offered(tree: Any, fields: list[tuple[str, str]], linked: LinkedData) -> Iterator[tuple[list[str], str]]:
    for item in linked:
        yield named(item.get("author")), "the page’s linked data"
    for name in _FIELDS:
        yield [value for field, value in fields if field == name], f"the page’s field {name}"
    marked = [shown(element) for element in tree.xpath(_MARKED)[:_MOST] if not is_beside(element)]
    yield [value for value in marked if len(value) < 100][:4], "the page’s byline"


def _names_in(value: str, outlet: str) -> Iterator[str]:
    """Return the names of persons or agencies in what a page offers as its author."""
    if "://" in value or "<" in value:
        return
    text = re.sub(r"\([^)]*\)|\S+@\S+|@\w+", " ", value)
    text = _OPENING.sub("", " ".join(text.split()))
    for part in _BETWEEN.split(text):
        name = _OPENING.sub("", part.strip(" .-–—"))
        if _is_name(name, outlet):
            yield name


def _is_name(name: str, outlet: str) -> bool:
    folded = fold(name)
    if folded in _AGENCIES:
        return True
    words = name.split()
    its_own = outlet and (folded in fold(outlet) or fold(outlet) in folded)
    if _NAME.fullmatch(name) is None or len(words) < 2 or its_own:
        return False
    shouted = [word for word in words if len(word) > 2 and word.isupper()]
    if shouted and len(shouted) != len(words) and len(words) > 3:
        return False
    return not any(word.casefold().strip(".") in _NO_NAMES for word in words)
