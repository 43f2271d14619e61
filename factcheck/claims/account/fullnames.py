"""A source's blocks become the names of its persons, each spelling once, to be held against other spellings.

A name is kept without offices, courtesies, initials and "Jr."; its label is folded, its surface as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from factcheck.claims.frame.stretches import sentence_end, sentence_start
from factcheck.claims.parse.parsed import Block
from factcheck.lexicon.accounts import load_accounts
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.reporting import load_reporting
from factcheck.lexicon.spelling import fold_letters, spelled
from factcheck.models import Category, Claim, Span
from factcheck.reads import reads

__all__ = ["extract_names", "name_in"]

_WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}\-][^\W\d_]+)*\.?|\d+")
_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?\.?$")
# who wrote the report or took the picture
_BYLINE = re.compile(r"(?:^|\n|\||\()\s*(?:by|photos?|story|from)\s*:?\s*$|\(\s*$", re.IGNORECASE)
_CREDIT = re.compile(r"[\w\s,.]{0,60}?\b(?:contributed|reports? (?:for|from))\b|\s*[/|)]", re.IGNORECASE)
_AGE = re.compile(r"[1-9]\d? (?:[,.;]|and\b)")
_OLD = re.compile(r"\d{1,2}-years?-old$")
# what a name is taken for where it is not taken for a person's
_MISTAKEN = frozenset({"", "ORG", "LOC", "GPE", "FAC"})
LEAST_SURNAME = 4
FEWEST, MOST = 2, 4


def extract_names(blocks: Sequence[Block], *, source_id: str, text: str) -> list[Claim]:
    """Return a claim for each spelling of a person's name in a source, at its first mention, in text order.

    A last name alone is kept only where it is close to that of somebody whom the source names in full.
    """
    full: dict[str, Claim] = {}
    alone: dict[str, Claim] = {}
    for block in blocks:
        for start, end in _persons(block, text):
            found = name_in(text[start:end])
            if found is None:
                continue
            first, last, label = found
            at = (start + first, start + last)
            if " " in label:
                full.setdefault(label, _in_full(source_id, text, at, label, _sentence(block, at, text)))
            elif len(label) >= LEAST_SURNAME:
                alone.setdefault(label, _by_surname(source_id, text, at, label, _sentence(block, at, text)))
    known = {word for label in full for word in label.split()}
    slips = {label: of for label in alone.keys() - known if (of := _close_to(label, full))}
    bearers = _first_names(blocks, slips)
    kept = [alone[label] for label, of in slips.items() if any(all(map(one.startswith, bearers[label])) for one in of)]
    return sorted([*full.values(), *kept], key=lambda claim: claim.span.start)


def _first_names(blocks: Sequence[Block], surnames: Iterable[str]) -> dict[str, set[str]]:
    """Return for each last name the names that stand before it somewhere, whatever they were taken for."""
    found: dict[str, set[str]] = {surname: set() for surname in surnames}
    if not found:
        return found
    for block in blocks:
        for token in block.doc[1:]:
            label, before = fold_letters(token.text), block.doc[token.i - 1]
            if label in found and before.text[:1].isupper() and not _is_title(before.text, more=False):
                found[label].add(fold_letters(before.text))
    return found


def _close_to(alone: str, full: Iterable[str]) -> list[str]:
    """Return the first names of those named in full whose last name stands alone with a letter wrong."""
    out = []
    for first, *_, surname in map(str.split, full):
        found = spelled(alone, surname)
        if found is not None and found.edits == 1 and not found.first and (found.alike or found.swapped):
            out.append(first)
    return out


@reads("name.full")
def _in_full(source_id: str, text: str, at: tuple[int, int], label: str, sentence: Span) -> Claim:
    """A person's name in two to four words."""
    return _claim(source_id, text, at, label, sentence)


@reads("name.surname")
def _by_surname(source_id: str, text: str, at: tuple[int, int], label: str, sentence: Span) -> Claim:
    """A last name that stands alone, a letter from that of somebody whom the source names in full."""
    return _claim(source_id, text, at, label, sentence)


def _claim(source_id: str, text: str, at: tuple[int, int], label: str, sentence: Span) -> Claim:
    span = Span.of(text, *at)
    return Claim(
        id=f"{source_id}-name-{at[0]}-{at[1]}",
        source_id=source_id,
        measure="name",
        about=" ".join(span.quote.split()),
        value=Category(slot="name", label=label, surface=span.quote),
        span=span,
        sentence=sentence,
    )


def _persons(block: Block, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a block's persons in the source's text, without those who wrote it."""
    doc = block.doc
    named = [(ent.start, ent.end) for ent in doc.ents if ent.label_ == "PERSON"]
    for first, last in sorted({*named, *_aged(doc), *_speaking(doc)}):
        start, end = doc[first].idx + block.offset, doc[last - 1].idx + len(doc[last - 1]) + block.offset
        written = _BYLINE.search(text[max(0, start - 20) : start]) or _CREDIT.match(text[end : end + 80])
        if not written and not _goes_on(doc, first):
            yield start, end


def _aged(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the names with an age, whatever they were taken for: "Ann Roe, 9, ", "9-year-old Ann Roe"."""
    first = None
    for token in (*doc, None):
        if token is not None and token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ in _MISTAKEN:
            first = token.i if first is None else first
        elif first is not None:
            last = token.i if token is not None else len(doc)
            if FEWEST <= last - first <= MOST and (_is_age(doc, last) or (first and _OLD.match(doc[first - 1].text))):
                yield first, last
            first = None


def _is_age(doc: Doc, at: int) -> bool:
    return at + 2 < len(doc) and doc[at].text == "," and bool(_AGE.match(f"{doc[at + 1].text} {doc[at + 2].text}"))


def _speaking(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the single names that speak or have a courtesy, whatever they were taken for: "Roe said", "Mr. Roe"."""
    forms = load_reporting().forms
    for token in doc:
        if token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ in _MISTAKEN:
            before = doc[token.i - 1] if token.i else None
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if any(
                each is not None and each.pos_ == "PROPN" and not _is_title(each.text, more=False)
                for each in (before, after)
            ):
                continue
            said = any(each is not None and each.lower_ in forms for each in (before, after))
            if said or (before is not None and before.pos_ == "PROPN"):
                yield token.i, token.i + 1


def _goes_on(doc: Doc, start: int) -> bool:
    """Whether a name is the rest of a place's or a company's: "Upper Norby | Market Smith's"."""
    before = doc[start - 1] if start else None
    return before is not None and before.ent_type_ in {"LOC", "GPE", "FAC", "ORG"} and before.pos_ == "PROPN"


def _sentence(block: Block, at: tuple[int, int], text: str) -> Span:
    first, last = _tokens(block.doc, at[0] - block.offset, at[1] - block.offset)
    start = block.doc[sentence_start(block.doc[first])]
    end = block.doc[min(len(block.doc), sentence_end(block.doc[last]) + 1) - 1]
    return Span.of(text, min(start.idx + block.offset, at[0]), max(end.idx + len(end) + block.offset, at[1]))


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    inside = [token.i for token in doc if token.idx < end and start < token.idx + len(token)]
    return inside[0], inside[-1]


def name_in(text: str) -> tuple[int, int, str] | None:
    """Return where the name stands in a person's words, and the name folded; None where it is none.

    >>> name_in("Lt. Ann B. Roe Jr.")
    (4, 14, 'ann roe')
    """
    words = list(_WORD.finditer(text))
    while words and _is_title(words[0].group(), more=len(words) > FEWEST):
        words = words[1:]
    behind = word_list("names", "behind")
    while words and _bare(words[-1].group()) in behind:
        words = words[:-1]
    if not words or any(not match.group()[0].isupper() for match in (words[0], words[-1])):
        return None
    folded = _joined([fold_letters(_bare(match.group())) for match in words])
    core = [word for at, word in enumerate(folded) if at in (0, len(folded) - 1) or len(word) > 1]
    ends = load_reporting().titles["groups"]
    if len(core) > MOST or min(map(len, core)) < 2 or folded[-1] in word_list("labels", "streets"):
        return None
    if not all(word.isalpha() for word in core) or any(match.group().rstrip(".") in ends for match in words):
        return None
    end = words[-1].end() - len(_tail(words[-1].group()))
    return words[0].start(), end, " ".join(core)


def _joined(words: Sequence[str]) -> list[str]:
    """Return a name's words with an article that is written apart put to its noun: "el haddad" as "elhaddad"."""
    out: list[str] = []
    for word in words:
        if out and out[-1] in word_list("names", "articles") and len(out) > 1:
            out[-1] += word
        else:
            out.append(word)
    return out


def _tail(word: str) -> str:
    """Return what stands behind a name's last word and belongs to the sentence: a full stop, a genitive."""
    found = _POSSESSIVE.search(word)
    return found.group() if found else "." if word.endswith(".") else ""


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).rstrip(".").casefold()


def _is_title(word: str, *, more: bool) -> bool:
    """Whether a word is an office or a courtesy; before a name of two words or more also in the plural."""
    bare = _bare(word)
    known = _titles()
    nouns = known | word_list("people", "nouns") if more else known
    return bare in nouns or (more and bare.removesuffix("s") in nouns)


def _titles() -> frozenset[str]:
    titles = load_reporting().titles
    ranks = {word.rstrip(".") for word in load_accounts().ranks}
    courtesies = {word.rstrip(".") for word in titles["men"] | titles["women"]}
    return titles["roles"] | courtesies | ranks | word_list("comparing", "titles")
