"""The people whom a source names, and where it names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from factcheck.language.docview import lowers_in, text_in, tokens_in, view_of
from factcheck.lexicon.labels import load_labels
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.reporting import load_reporting

__all__ = ["LINKS", "LONGEST_NAME", "MARKS", "Person", "joined", "known_titles", "people_named", "titles_of"]


LONGEST_NAME = 4  # words; a longer run of capitals is a caption or a name with an institution


MARKS = word_list("attribution", "speakers.marks")


LINKS = word_list("attribution", "speakers.links")


def titles_of(kind: str) -> frozenset[str]:
    """Return the titles of a kind: "men", "women", "roles", "offices"."""
    return load_reporting().titles[kind]


@cache
def known_titles() -> frozenset[str]:
    """Return every title that stands before a name."""
    return titles_of("roles") | titles_of("men") | titles_of("women")


class Person(msgspec.Struct):
    """Somebody named in the source: the longest name so far, the role and the sex that a title has shown.

    `sure` says that a title or the pipeline calls the name a person's, `leads` that it is the subject of its clause.
    """

    name: str
    words: frozenset[str]
    roles: frozenset[str]
    sex: str | None
    start: int
    sure: bool
    leads: bool = False


def people_named(docs: Sequence[Doc], offsets: Sequence[int]) -> Iterator[Person]:
    """Yield the people whom the blocks name: two capitalized words or more, or one after a title.

    A name that stands alone as the subject of a main clause is the person's who was last named with it as the last of
    several words.
    """
    by_last: dict[str, Person] = {}
    for doc, offset in zip(docs, offsets, strict=True):
        for start, first, last in _name_runs(doc):
            if last - start == 1:
                again = by_last.get(doc[first].text)
                if again is not None and _leads_main(doc[first]):
                    yield msgspec.structs.replace(again, roles=frozenset(), start=offset + doc[first].idx, leads=True)
                continue
            leads = bool(doc[start].is_sent_start) or any(
                each.dep_ in {"nsubj", "nsubj:pass"} for each in tokens_in(doc, first, last)
            )
            around = lowers_in(doc, max(0, start - 3), first)
            sex = next((kind for kind in ("men", "women") if not titles_of(kind).isdisjoint(around)), None)
            words = frozenset(token.text for token in tokens_in(doc, first, last) if token.text[0].isupper())
            sure = sex is not None or not titles_of("roles").isdisjoint(around) or doc[last - 1].ent_type_ == "PERSON"
            roles = frozenset(word for word in around if word in titles_of("roles"))
            person = Person(joined(doc, first, last), words, roles, sex, offset + doc[first].idx, sure, leads)
            if last - first > 1 and sure:
                by_last[doc[last - 1].text] = person
            yield person


def _leads_main(token: Token) -> bool:
    """Whether a name is the subject of a main clause: "Lind asked …", but not "when Lind came" nor "Lind's wife"."""
    return token.pos_ == "PROPN" and token.dep_ in {"nsubj", "nsubj:pass"} and token.head.dep_ in {"ROOT", "conj"}


def _name_runs(doc: Doc) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of capitalized words that can be a person's name: where the run, the name in it, and both end."""
    start: int | None = None
    for token in view_of(doc).tokens:
        inside = _is_name_part(token, started=start is not None)
        if inside and start is None:
            start = token.i
        elif not inside and start is not None:
            yield from _name_in(doc, start, token.i)
            start = None
    if start is not None:
        yield from _name_in(doc, start, len(doc))


def _name_in(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    first = _past_titles(doc, start, end)
    if _can_name(doc, first, end):
        yield start, first, end


def _can_name(doc: Doc, first: int, end: int) -> bool:
    if not 1 <= end - first <= LONGEST_NAME:
        return False
    last = doc[end - 1]
    if last.text in titles_of("groups") or last.lower_ in titles_of("roles") or doc[first].lower_ in {"the", "a", "an"}:
        return False
    return last.lower_ not in _streets()  # "Phillip Drive"; Lane and Grove are surnames too


@cache
def _streets() -> frozenset[str]:
    return load_labels().streets - {"way", "row", "place", "grove", "lane", "court"}


def _is_name_part(token: Token, *, started: bool) -> bool:
    text = token.text
    if not text[:1].isupper():
        joins = started and text == "-" and token.i + 1 < len(token.doc) and not token.whitespace_
        return joins and token.nbor(1).text[:1].isupper()
    if token.pos_ in {"PROPN", "NOUN", "ADJ"} and (token.is_alpha or "'" in text):
        return True
    return token.lower_ in known_titles() or (started and bool(re.fullmatch(r"[A-Z]\.|Jr\.|Sr\.", text)))


def _past_titles(doc: Doc, start: int, end: int) -> int:
    """Return where the name begins: after the last title of the run, or after the office in "Secretary of State"."""
    known = known_titles()
    first = max((i + 1 for i in range(start, end - 1) if doc[i].lower_ in known), default=start)
    if first == start and start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in known:
        while first < end - 1 and doc[first].text in titles_of("offices"):
            first += 1
    return first


def joined(doc: Doc, first: int, last: int) -> str:
    """Return the words of a stretch with single spaces."""
    return re.sub(r"\s+", " ", text_in(doc, first, last)).strip()
