"""A page's tree → what it states of itself, each piece with its place."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from factcheck.sources.stated.authors import authors_of
from factcheck.sources.stated.linked import linked_data, text_of
from factcheck.sources.stated.pagedays import Days, Page, days_of
from factcheck.sources.stated.spots import fields_of
from factcheck.sources.stated.titles import outlet_of, title_of

__all__ = ["Stated", "read_stated"]

_ADDRESSES = (
    "//link[@rel='canonical']/@href",
    "//meta[@property='og:url']/@content",
    "//link[@rel='alternate'][@hreflang='x-default']/@href",
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


class Stated(msgspec.Struct, frozen=True):
    """What a page states, by field, where each stands, and what a reader should know of it."""

    fields: dict[str, str]
    found_in: dict[str, str]
    problems: tuple[str, ...] = ()


def read_stated(tree: Any) -> Stated:
    """Return the title, publisher, author, days, language and address that a page states."""
    fields = fields_of(tree)
    head = next((value for name, value in fields if name == "og:title"), "") or "".join(
        tree.xpath("//title[1]//text()")
    )
    linked = linked_data(tree, head)
    address, address_in = _address(tree, linked)
    language, language_in = _language(tree, fields, linked)
    title, title_in, headline = title_of(tree, fields, linked)
    outlet, outlet_in = outlet_of(tree, fields, linked, address, title)
    author, author_in = authors_of(tree, fields, linked, outlet)
    days = days_of(Page(tree, fields, linked, address, language, headline))
    found = {
        "title": (title, title_in),
        "publisher": (outlet, outlet_in),
        "author": (author, author_in),
        "url": (address, address_in),
        "language": (language, language_in),
        **_dated(days),
    }
    filled = {name: pair for name, pair in found.items() if pair[0]}
    return Stated(
        {name: value for name, (value, _) in filled.items()},
        {name: place for name, (_, place) in filled.items()},
        days.problems,
    )


def _dated(days: Days) -> dict[str, tuple[str, str]]:
    if days.published is None:
        found = {"published": (days.unread, "")}
    else:
        found = {
            "published": (days.published.day.isoformat(), days.published_in),
            "published_at": (days.published.iso if days.published.clock else "", days.published_in),
        }
    if days.updated is not None:
        found["updated_at"] = (days.updated.iso, days.updated_in)
    return found


def _address(tree: Any, linked: list[dict[str, Any]]) -> tuple[str, str]:
    """Return the first whole address that the page gives as its own."""
    told = [(str(value).strip(), "the page’s metadata") for query in _ADDRESSES for value in tree.xpath(query)]
    for item in linked:
        page = item.get("mainEntityOfPage")
        own = page.get("@id") if isinstance(page, dict) else page
        told += [(text_of(value), "the page’s linked data") for value in (item.get("url"), own)]
    return next(((value, place) for value, place in told if re.match(r"https?://[^\s/]+\.\w", value)), ("", ""))


def _language(tree: Any, fields: list[tuple[str, str]], linked: list[dict[str, Any]]) -> tuple[str, str]:
    told = [
        (str(value), "the page’s own mark")
        for value in tree.xpath(
            "/html/@lang | /html/@xml:lang", namespaces={"xml": "http://www.w3.org/XML/1998/namespace"}
        )
    ]
    told += [(text_of(item.get("inLanguage")), "the page’s linked data") for item in linked]
    told += [
        (value, f"the page’s field {name}")
        for name, value in fields
        if name in {"og:locale", "language", "dc.language"}
    ]
    return next(((value, place) for value, place in told if _LANGUAGE.fullmatch(value)), ("", ""))
