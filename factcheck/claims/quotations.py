"""Quotation marks in a text become regions, and regions of four words or more become quotation claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from factcheck.language.words import text_of
from factcheck.models import Attribution, Claim, Quotation, Span

__all__ = ["extract_quotations", "find_quotes", "normalize_quotation"]

LEAST_WORDS = 4
CURLY_OPEN, CURLY_CLOSE = frozenset("“„«‘‚"), frozenset("”»")
MARKS = re.compile("[\"“”„«»'‘’]")
PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "\u00a0": " ",
        "\n": " ",
        "\t": " ",
    }
)


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
    return text[at] in CURLY_CLOSE or (_after(text, at) in " .,;:!?)" and not _before(text, at).isspace())


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


def extract_quotations(
    doc: Doc, *, offset: int, source_id: str, attributions: Sequence[Attribution] = (), text: str | None = None
) -> list[Claim]:
    """Return a claim for each quotation of four words or more.

    Spans are offsets into the source's text, `offset` is where the block begins in it. `text` is that text as
    published: the quotes of the spans come from it; without it they come from the parsed copy.
    """
    parsed = text_of(doc)
    whole = text if text is not None else " " * offset + parsed
    claims = []
    for start, end in find_quotes(parsed):
        inner = _inner(parsed, start, end)
        if inner is None or len(re.findall(r"\w[\w'’-]*", parsed[inner[0] : inner[1]])) < LEAST_WORDS:
            continue
        first, last = inner[0] + offset, inner[1] + offset
        span = Span.of(whole, first, last)
        claims.append(
            Claim(
                id=f"{source_id}-quotation-{first}-{last}",
                source_id=source_id,
                measure="quotation",
                about=None,
                value=Quotation(text=normalize_quotation(span.quote), surface=span.quote),
                span=span,
                sentence=_sentence(doc, inner, offset, whole),
                attribution=attribution_at(attributions, first, last),
            )
        )
    return claims


def _inner(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range between the marks without outer spaces and the comma before the closing mark.

    None where empty.
    """
    first = start + (2 if text[start : start + 2] in {"''", "``"} else 1)
    last = end - (2 if text[end - 2 : end] == "''" else 1 if text[end - 1] in "\"“”»'’" else 0)
    while first < last and text[first] in " \u00a0":
        first += 1
    while last > first and text[last - 1] in " \u00a0,":
        last -= 1
    return (first, last) if first < last else None


def _sentence(doc: Doc, inner: tuple[int, int], offset: int, whole: str) -> Span:
    """Return the sentences that the quotation touches, as one span."""
    touched = [sent for sent in doc.sents if sent.start_char < inner[1] and inner[0] < sent.end_char]
    first = min((sent.start_char for sent in touched), default=inner[0])
    last = max((sent.end_char for sent in touched), default=inner[1])
    return Span.of(whole, first + offset, last + offset)


def attribution_at(attributions: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the innermost attribution whose content covers most of a span, or None: the outlet's own voice."""
    best: tuple[int, int, Attribution] | None = None
    for index, attribution in enumerate(attributions):
        covered = 0
        for first, last in attribution.content_spans:
            if first < end and start < last:
                covered += min(end, last) - max(start, first)
        if 2 * covered <= end - start:
            continue
        size = sum(last - first for first, last in attribution.content_spans)
        if best is None or (size, index) < best[:2]:
            best = (size, index, attribution)
    return best[2] if best else None
