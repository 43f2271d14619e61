"""A source's blocks become the names of its persons, each spelling once, to be held against other spellings.

A name is kept without offices, courtesies, initials and "Jr."; its label is folded, its surface as printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc

from factcheck.claims.account.barenames import FEWEST, MOST, POSSESSIVE, WORD, is_title, name_in
from factcheck.claims.frame.stretches import sentence_end, sentence_start
from factcheck.claims.parse.namings import Naming, find_namings, find_single
from factcheck.claims.parse.parsed import Block
from factcheck.language.docview import runs_of, view_of
from factcheck.language.words import text_of
from factcheck.lexicon.loader import pattern_of, word_list
from factcheck.lexicon.reporting import load_reporting
from factcheck.lexicon.told.spelling import fold_letters, is_letter_off, spelled
from factcheck.models import Category, Claim, Span
from factcheck.reads import reads

__all__ = ["extract_names"]

# who wrote the report or took the picture
_BYLINE = re.compile(r"(?:^|\n|\||\()\s*(?:by|photos?|story|from)\s*:?\s*$|\(\s*$", re.IGNORECASE)
_CREDIT = re.compile(r"[\w\s,.]{0,60}?\b(?:contributed|reports? (?:for|from))\b|\s*[/|)]", re.IGNORECASE)
_BODY = pattern_of(word_list("names", "beside"))
_BODY_BEFORE, _BODY_AFTER = re.compile(rf"\b{_BODY} $"), re.compile(rf" {_BODY}s?\b")
_AGE = re.compile(r"[1-9]\d? (?:[,.;]|and\b)")
_OLD = re.compile(r"\d{1,2}-years?-old$")
# what a name is taken for where it is not taken for a person's
_MISTAKEN = frozenset({"", "ORG", "LOC", "GPE", "FAC"})
LEAST_SURNAME = 4
# a block and the capitalized words in it that stand alone
Single = tuple[Block, Sequence[Naming]]


def extract_names(blocks: Sequence[Block], *, source_id: str, text: str) -> list[Claim]:
    """Return a claim for each spelling of a person's name in a source, at its first mention, in text order.

    A name alone is kept only where it is close to that of somebody whom the source names in full. What capitals alone
    tell to be a name has low confidence: it may be a place's.
    """
    full: dict[str, Claim] = {}
    alone: dict[str, Claim] = {}
    for block in blocks:
        for start, end in _persons(block, text):
            found = name_in(text[start:end])
            if found is None or _is_storm(found[2]):
                continue
            first, last, label = found
            at = (start + first, start + last)
            if " " in label:
                full.setdefault(label, _in_full(source_id, text, at, label, _sentence(block, at, text)))
            elif len(label) >= LEAST_SURNAME:
                alone.setdefault(label, _by_surname(source_id, text, at, label, _sentence(block, at, text)))
    told = [(block, text_of(block.doc)) for block in blocks]
    single = [(block, list(find_single(words))) for block, words in told]
    written = _written(told, single, source_id=source_id, text=text, full=full)
    known = {word for label in (*full, *written) for word in label.split()}
    close = {label: of for label in alone.keys() - known if (of := _close_to(label, full))}
    bearers = _first_names(blocks, close)
    kept = [alone[label] for label, of in close.items() if any(all(map(one.startswith, bearers[label])) for one in of)]
    alike = _slips(single, source_id=source_id, text=text, full=full, known=known | {_label(each) for each in kept})
    slips = _of_nobody_else(list(alike), blocks, {word for label in full for word in label.split()})
    return sorted([*full.values(), *written.values(), *kept, *slips], key=lambda claim: claim.span.start)


def _written(
    told: Sequence[tuple[Block, str]], single: Iterable[Single], *, source_id: str, text: str, full: dict[str, Claim]
) -> dict[str, Claim]:
    """Add the names to `full` that are told of as people; return the other names in capitals, each once."""
    found: dict[str, tuple[bool, Block, tuple[int, int]]] = {}
    places: set[str] = set()
    for block, words in told:
        for each in find_namings(words):
            at = (each.start + block.offset, each.end + block.offset)
            name = None if _is_no_person(text, *at) else name_in(text[slice(*at)])
            if name is None or " " not in name[2] or _is_body(name[2]) or _is_storm(name[2]):
                continue
            at, label = (at[0] + name[0], at[0] + name[1]), name[2]
            if each.place:
                places.add(label)
            if label not in found or (each.beside and not found[label][0]):
                found[label] = (each.beside, block, at)
    for label in places:
        full.pop(label, None)
        found.pop(label, None)
    last = {label.split()[-1] for label in full} | {label.split()[-1] for label, each in found.items() if each[0]}
    last |= {fold_letters(word) for each in single for word in _named_alone(each, text)}
    written: dict[str, Claim] = {}
    for label, (beside, block, at) in found.items():
        if label in full:
            continue
        if not beside and text[slice(*at)].isupper():
            continue
        sentence = _sentence(block, at, text)
        if beside or label.split()[-1] in last:
            full[label] = _in_capitals(source_id, text, at, label, sentence)
        else:
            written[label] = _perhaps(source_id, text, at, label, sentence)
    return written


def _named_alone(single: Single, text: str) -> Iterator[str]:
    """Yield the single names of a block that are told of as people."""
    block, names = single
    for each in names:
        if each.beside:
            yield POSSESSIVE.sub("", text[each.start + block.offset : each.end + block.offset])


def _slips(
    single: Iterable[Single], *, source_id: str, text: str, full: Collection[str], known: Collection[str]
) -> Iterator[Claim]:
    """Yield the words in capitals that no dictionary has and that are a letter from a name which the source has."""
    found: set[str] = set(known)
    for block, names in single if full else ():
        for each in names:
            at = (each.start + block.offset, each.end + block.offset)
            name = name_in(text[slice(*at)])
            if name is None or name[2] in found or each.place or _is_no_person(text, *at):
                continue
            close = [label for label in full if is_letter_off(name[2], label, beside=each.beside)]
            if not close:
                continue
            found.add(name[2])
            at = (at[0] + name[0], at[0] + name[1])
            sentence = _sentence(block, at, text)
            told = {fold_letters(word) for word in WORD.findall(sentence.quote)}
            if any(told.isdisjoint(label.split()) for label in close):
                yield _misspelled(source_id, text, at, name[2], sentence)


def _of_nobody_else(slips: Sequence[Claim], blocks: Sequence[Block], known: Collection[str]) -> list[Claim]:
    """Return the names alone without those that stand somewhere behind a name of which nobody is known."""
    bearers = _first_names(blocks, map(_label, slips))
    return [claim for claim in slips if all(name in known for name in bearers[_label(claim)])]


def _is_body(label: str) -> bool:
    """Whether a word of a name is of what is no person: "Walker Memorial Park"."""
    return not word_list("names", "bodies").isdisjoint(label.split())


def _is_storm(label: str) -> bool:
    """Whether a name is what a storm was called: "Hurricane Ada"."""
    return label.split(maxsplit=1)[0] in word_list("names", "storms")


def _label(claim: Claim) -> str:
    return claim.value.label if isinstance(claim.value, Category) else ""


def _first_names(blocks: Sequence[Block], surnames: Iterable[str]) -> dict[str, set[str]]:
    """Return for each last name the names that stand before it somewhere, whatever they were taken for."""
    found: dict[str, set[str]] = {surname: set() for surname in surnames}
    if not found:
        return found
    for block in blocks:
        for token in block.doc[1:]:
            label, before = fold_letters(token.text), block.doc[token.i - 1]
            opening = before.is_sent_start and before.pos_ != "PROPN"  # "Later Roe said"
            if label in found and before.text[:1].isupper() and not opening and not is_title(before.text, more=False):
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


@reads("name.capitals")
def _in_capitals(source_id: str, text: str, at: tuple[int, int], label: str, sentence: Span) -> Claim:
    """Capitalized words with an age, an office, a nickname or a person's verb beside them."""
    return _claim(source_id, text, at, label, sentence)


@reads("name.perhaps")
def _perhaps(source_id: str, text: str, at: tuple[int, int], label: str, sentence: Span) -> Claim:
    """Capitalized words that may be a person's name."""
    return msgspec.structs.replace(_claim(source_id, text, at, label, sentence), confidence="low")


@reads("name.slip")
def _misspelled(source_id: str, text: str, at: tuple[int, int], label: str, sentence: Span) -> Claim:
    """A word that no dictionary has, a letter from a name that the source has in full."""
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
    named = [(ent.start, ent.end) for ent in view_of(doc).ents if ent.label_ == "PERSON"]
    for first, last in sorted({*named, *_aged(doc), *_speaking(doc)}):
        start, end = doc[first].idx + block.offset, doc[last - 1].idx + len(doc[last - 1]) + block.offset
        if not _is_no_person(text, start, end) and not _goes_on(doc, first):
            yield start, end


def _is_no_person(text: str, start: int, end: int) -> bool:
    """Whether a name is that of who wrote the report or took the picture, or of a newspaper or a ship."""
    before, after = text[max(0, start - 20) : start], text[end : end + 80]
    if _BYLINE.search(before) is not None or _CREDIT.match(after) is not None:
        return True
    return _BODY_BEFORE.search(before) is not None or _BODY_AFTER.match(after) is not None


def _aged(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the names with an age, whatever they were taken for: "Ann Roe, 9, ", "9-year-old Ann Roe"."""
    for first, last in runs_of(at for at in view_of(doc).capitals if doc[at].ent_type_ in _MISTAKEN):
        if FEWEST <= last - first <= MOST and (_is_age(doc, last) or (first and _OLD.match(doc[first - 1].text))):
            yield first, last


def _is_age(doc: Doc, at: int) -> bool:
    return at + 2 < len(doc) and doc[at].text == "," and bool(_AGE.match(f"{doc[at + 1].text} {doc[at + 2].text}"))


def _speaking(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the single names that speak or have a courtesy, whatever they were taken for: "Roe said", "Mr. Roe"."""
    forms, view = load_reporting().forms, view_of(doc)
    for at in view.capitals:
        if doc[at].ent_type_ not in _MISTAKEN:
            continue
        beside = [each for each in (at - 1, at + 1) if 0 <= each < len(doc)]
        if any(view.parts[each] == "PROPN" and not is_title(view.texts[each], more=False) for each in beside):
            continue
        said = any(view.lowers[each] in forms for each in beside)
        if said or (at and view.parts[at - 1] == "PROPN"):
            yield at, at + 1


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
    """Return the first and the last token of some characters of a doc."""
    inside = doc.char_span(start, end, alignment_mode="expand")
    return (0, len(doc) - 1) if inside is None else (inside.start, inside.end - 1)
