"""Quotation marks in a text become regions."""

from __future__ import annotations

import re

__all__ = ["CURLY_CLOSE", "CURLY_OPEN", "MARKS", "PLAIN", "find_quotes", "normalize_quotation"]


CURLY_OPEN, CURLY_CLOSE = frozenset("“„«‘‚"), frozenset("”»")


MARKS = re.compile("[\"“”„«»'‘’]")


PLAIN = str.maketrans("“”„«»‘’‚\u00a0\n\t", '"""""\'\'\'   ')


def find_quotes(text: str) -> list[tuple[int, int]]:
    """Return the quotations of a text as character ranges that include their marks, in order of their start.

    They may nest.

    A double quotation without a closing mark runs to the end of the text, as a quotation that goes on in the next
    paragraph does; a single mark opens only before a word and must close, else it is an apostrophe.
    """
    found: list[tuple[int, int]] = []
    open_double: int | None = None
    open_single: int | None = None
    doubled = re.sub(r"''|``", lambda pair: '"' + pair.group()[1], text) if "''" in text or "``" in text else text
    for mark in MARKS.finditer(doubled):
        at, char = mark.start(), mark.group()
        if at and text[at - 1 : at + 1] in {"''", "``"}:
            continue
        if char in '"“”„«»':
            if open_double is None:
                open_double = None if _only_closes(text, at) else at
            elif not _reopens(text, at):
                found.append((open_double, at + (2 if text[at : at + 2] == "''" else 1)))
                open_double = open_single = None
        elif open_single is None:
            open_single = at if _opens_single(text, at) else None
        elif _closes_single(text, at):
            found.append((open_single, at + 1))
            open_single = None
    if open_double is not None:
        found.append((open_double, len(text.rstrip())))
    return sorted(found)


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else " "


def _after(text: str, at: int) -> str:
    return text[at + 1] if at + 1 < len(text) else " "


def _only_closes(text: str, at: int) -> bool:
    """Return whether a double mark outside a quotation can only be a stray closing one, or an inch sign."""
    if text[at] in CURLY_OPEN:
        return False
    loose = _before(text, at) == " " == _after(text, at) and text[:at].rstrip()[-1:] in {",", ".", "!", "?"}
    return text[at] in CURLY_CLOSE or loose or (_after(text, at) in " .,;:!?)" and not _before(text, at).isspace())


def _reopens(text: str, at: int) -> bool:
    """Return whether a double mark inside a quotation opens again: a curly one.

    A straight one before a word after a space.
    """
    return text[at] in CURLY_OPEN


def _opens_single(text: str, at: int) -> bool:
    if not _after(text, at).isalnum() or not (_before(text, at).isspace() or _before(text, at) in '("“-–—'):
        return False
    if (
        text[at] == "’"
        or text[at + 1 : at + 4].isdigit()
        or re.match(r"\d0s|em\b|til\b|cause\b|tis\b|twas\b", text[at + 1 :])
    ):
        return False
    return re.search(r"[\w.,!?…]['’](?=[\s.,;:!?)\"”—–-]|$)", text[at + 1 :]) is not None


def _closes_single(text: str, at: int) -> bool:
    if text[at] == "‘" or _before(text, at).isspace():
        return False
    if _after(text, at).isalnum():
        return False
    # "the workers' pay": a plural's apostrophe, where a real closing mark is still to come
    rest = text[at + 1 :]
    is_plural = _before(text, at) in "sS" and _after(text, at) == " " and rest.lstrip()[:1].islower()
    return not (is_plural and re.search(r"[\w.,!?]['’](?=[\s.,;:!?)\"”]|$)", rest))


def normalize_quotation(text: str) -> str:
    """Return quoted words with straight marks, single spaces and no outer marks or trailing comma.

    >>> normalize_quotation("“It’s  over,”")
    "It's over"
    """
    plain = re.sub(r"\s+", " ", text.translate(PLAIN)).strip()
    return plain.strip('" ').rstrip(" ,")
