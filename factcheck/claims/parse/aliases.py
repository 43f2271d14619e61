"""Find the short names that a text defines for its long ones: "the World Health Organization (WHO)".

After Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text": the
letters of the short form are matched from its end against the words before the bracket.
"""

from __future__ import annotations

import re

from factcheck.models import Alias

__all__ = ["extract_aliases"]

_BRACKET = re.compile(r"\(([A-Z][A-Za-z0-9&.-]{1,9})(?:[;,][^)]*)?\)")
_EXPANDED = re.compile(r"\b([A-Z]{2,10})\s+\(((?:[A-Z][\w'’-]+)(?:\s+[\w'’&-]+){1,9})\)")


def extract_aliases(text: str) -> tuple[Alias, ...]:
    """Return the names that a text defines, in text order, each once.

    >>> extract_aliases("the World Health Organization (WHO) said")
    (Alias(name='World Health Organization', alias='WHO'),)
    """
    found: dict[Alias, int] = {}
    for match in _BRACKET.finditer(text):
        name = _long_form(match[1], text[max(0, match.start() - 160) : match.start()])
        if name is not None:
            found.setdefault(Alias(name, match[1]), match.start())
    for match in _EXPANDED.finditer(text):
        if _long_form(match[1], match[2]) is not None:
            found.setdefault(Alias(match[2], match[1]), match.start())
    return tuple(sorted(found, key=lambda alias: found[alias]))


def _long_form(short: str, before: str) -> str | None:
    """Return the end of the text before the bracket whose letters give the short form, or None."""
    letters = [char.lower() for char in short if char.isalnum()]
    if sum(char.isupper() for char in short) < 2:
        return None
    at = len(before) - 1
    for index in range(len(letters) - 1, -1, -1):
        while at >= 0 and (
            before[at].lower() != letters[index] or (index == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
        at -= 1
    name = before[at + 1 :].strip()
    words = name.split()
    fits = len(words) <= min(len(letters) + 5, len(letters) * 2) and re.search(r"[.!?]\s", name) is None
    return name if fits and len(words) > 1 else None
