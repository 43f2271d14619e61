"""A page's linked data (JSON-LD) → the objects that speak of the report itself, read as far as they can be."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from factcheck.lexicon.boilerplate import words_of

__all__ = ["LinkedData", "is_alike", "linked_data", "named", "text_of"]

LinkedData = list[dict[str, Any]]

_SCRIPTS = "//script[contains(@type, 'ld+json')]"
_REPORTS = ("article", "posting", "report", "review")
_PAIR = re.compile(r'"(headline|datePublished|dateModified|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){2,300})"')
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$")
_DEEPEST, _MOST = 12, 2_000
_SHARED = 0.5  # of the words of two headlines that are one


def linked_data(tree: Any, title: str) -> LinkedData:
    """Return the objects of a page that describe its report, the surest first.

    An object of another report (in a list of teasers) is none of them. Damaged data gives what plain pairs it holds.
    """
    reports: LinkedData = []
    pages: LinkedData = []
    for script in tree.xpath(_SCRIPTS):
        told = _COMMENT.sub("", script.text or "").strip()
        for item in _objects(_parsed(told)):
            kinds = [kind.casefold() for kind in _strings(item.get("@type"))]
            if any(kind.endswith(_REPORTS) for kind in kinds):
                reports.append(item)
            elif any(kind.endswith("page") for kind in kinds) or not kinds:
                pages.append(item)
    own = [item for item in reports if is_alike(text_of(item.get("headline") or item.get("name")), title)]
    if not own and len(reports) == 1:
        own = reports
    return [*own, *pages]


def is_alike(one: str, other: str) -> bool:
    """Tell whether two headlines are of one report.

    >>> is_alike("Ferry sinks off Norby", "Ferry sinks off Norby, 14 dead | The Coast")
    True
    """
    left, right = ({word.casefold() for word in words_of(text)} for text in (one, other))
    return bool(left and right) and len(left & right) > _SHARED * min(len(left), len(right))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pairs: dict[str, str] = {}
        for key, value in _PAIR.findall(text):
            pairs.setdefault(key, value)
        return {"@type": "Article", **pairs} if pairs else None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Return the objects of a value, those of its graph included, however they are nested."""
    waiting, taken = [(data, 0)], 0
    while waiting and taken < _MOST:
        item, depth = waiting.pop(0)
        taken += 1
        if depth > _DEEPEST:
            continue
        if isinstance(item, list):
            waiting += [(each, depth + 1) for each in item]
        elif isinstance(item, dict):
            yield item
            waiting += [(item[key], depth + 1) for key in ("@graph", "mainEntity", "itemListElement") if key in item]


def _strings(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [html.unescape(each) for each in found if isinstance(each, str)]


def text_of(value: Any) -> str:
    """Return a value that is a text, or the first text of a list, "" where it is none."""
    return next((" ".join(each.split()) for each in _strings(value)), "")


def named(value: Any) -> list[str]:
    """Return the names of persons or organisations, given as texts, as objects or as lists of them."""
    names: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        names += [text for text in _strings(name) if text.strip()]
    return names
