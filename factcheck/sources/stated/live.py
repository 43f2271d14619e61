"""The tree of a live report → the days of its entries, each with the words that it opens with."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from factcheck.sources.stated.moments import parse_moment
from factcheck.sources.stated.spots import shown, tokens_of

__all__ = ["entries_of"]

_TIMED = "//time[@datetime]"
_ENTRY = re.compile(r"(?:^|[\W_])(?:live|liveblog|update|entry|post|key-?event)(?:$|[\W_])", re.IGNORECASE)
_FEWEST, _MOST = 2, 500
_OPENING = 60


def entries_of(tree: Any) -> tuple[tuple[str, dt.date], ...]:
    """Return the opening words and the day of each entry; none of a page that is no live report.

    An entry is an element with a time and paragraphs of its own, that is marked as a live report's.
    """
    if not tree.xpath("boolean(//*[contains(@itemtype, 'LiveBlogPosting') or contains(@class, 'live')])"):
        return ()
    found: list[tuple[str, dt.date]] = []
    for time in tree.xpath(_TIMED)[:_MOST]:
        entry = next((each for each in time.iterancestors() if _is_entry(each)), None)
        moment = parse_moment(time.get("datetime") or "")
        if entry is None or moment is None or len(entry.xpath(".//time[@datetime]")) > _FEWEST:
            continue
        opening = next((text for each in entry.xpath(".//p") if len(text := shown(each)) > _OPENING // 2), "")
        found.append((opening[:_OPENING], moment.day))
    return tuple(dict(found).items()) if len(dict(found)) >= _FEWEST else ()


def _is_entry(element: Any) -> bool:
    marked = element.get("itemprop") == "liveBlogUpdate" or _ENTRY.search(tokens_of(element))
    return bool(marked or element.tag == "article") and element.xpath("boolean(.//p)")
