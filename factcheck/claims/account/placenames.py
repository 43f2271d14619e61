"""A source's blocks become the names of its places and bodies, each spelling once, to be held against other spellings.

A name is capitalized words before the noun of a building, a body or a piece of land ("Norby Park", "the Norby area"),
or behind what leads to a place ("in Norby").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.claims.frame.stretches import sentence_end, sentence_start
from factcheck.claims.parse.namings import is_person
from factcheck.claims.parse.parsed import Block
from factcheck.language.docview import view_of
from factcheck.language.words import text_of
from factcheck.lexicon.loader import pattern_of, word_list, word_map
from factcheck.lexicon.told.localities import Locality
from factcheck.lexicon.told.spelling import fold_letters
from factcheck.models import WEEKDAYS, Category, Claim, Span
from factcheck.reads import reads

__all__ = ["extract_localities"]

_LARGE = "A-Z\N{LATIN CAPITAL LETTER A WITH GRAVE}-\N{LATIN CAPITAL LETTER THORN}"
_QUOTE = "'\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = rf"[{_LARGE}](?:[{_QUOTE}\-]?[^\W\d_])+"
_WORDS = re.compile(r"\S+")
_SHORT = r"(?:St|Ste|Mt|Ft|Dr|Jr|Sr)\."
_RUN = re.compile(
    rf"(?<![\w\-{_QUOTE}@#/.])(?:(?:{_SHORT}|[{_LARGE}]\.) )?{_WORD}(?: (?:{_SHORT}|[{_LARGE}]\.|{_WORD}))*(?![\w\-@/])"
)
_GENITIVE = re.compile(rf"[{_QUOTE}]s?$")
_KINDS = pattern_of(word_list("localities", "heads") | word_list("localities", "generic"))
_KIND_AFTER = re.compile(rf" ({_KINDS})\b")
_OF = re.compile(rf"\b(?:{_KINDS}) of $")
_AT = re.compile(rf"\b{pattern_of(word_list('localities', 'at'))} (?:the )?$", re.IGNORECASE)
# the last words before a name that _AT finds
_LEADING = tuple(
    f"{words.split()[-1].lower()} {the}" for words in word_list("localities", "at") for the in ("", "the ")
)
_CALENDAR = frozenset({*WEEKDAYS, *word_list("common", "months")})
_BODIES = frozenset({"ORG", "GPE", "LOC", "FAC"})
_INITIALS = 5  # capital letters that may stand for words
_LONGEST = 3  # words of a name before its noun
REACH = 24  # characters before a name in which stands what leads to it

Found = tuple[int, int, Locality]


def extract_localities(blocks: Sequence[Block], *, source_id: str, text: str) -> list[Claim]:
    """Return a claim for each spelling of a place's or a body's name in a source, at its first mention, in order."""
    found: dict[str, Claim] = {}
    for block in blocks:
        for start, end, name in _names(block):
            at = (start + block.offset, end + block.offset)
            if name.label not in found:
                read = _of_kind if name.head else _of_place
                found[name.label] = read(source_id, text, at, name, _sentence(block, start, end, text))
    for block in blocks:
        for start, end, name in _bodies(block):
            at = (start + block.offset, end + block.offset)
            if name.label not in found:
                found[name.label] = _of_body(source_id, text, at, name, _sentence(block, start, end, text))
    return sorted(found.values(), key=lambda claim: claim.span.start)


@reads("name.of-kind")
def _of_kind(source_id: str, text: str, at: tuple[int, int], name: Locality, sentence: Span) -> Claim:
    """The name of a building, a body or a piece of land, with its noun: "Norby Park"."""
    return _claim(source_id, text, at, name, sentence)


@reads("name.of-place")
def _of_place(source_id: str, text: str, at: tuple[int, int], name: Locality, sentence: Span) -> Claim:
    """The name of a place behind what leads to it: "in Norby", "the town of Norby"."""
    return _claim(source_id, text, at, name, sentence)


@reads("name.of-body")
def _of_body(source_id: str, text: str, at: tuple[int, int], name: Locality, sentence: Span) -> Claim:
    """A name that the tagger takes for a place's or a body's."""
    return _claim(source_id, text, at, name, sentence)


def _claim(source_id: str, text: str, at: tuple[int, int], name: Locality, sentence: Span) -> Claim:
    span = Span.of(text, *at)
    return Claim(
        id=f"{source_id}-place_name-{at[0]}-{at[1]}",
        source_id=source_id,
        measure="place_name",
        about=" ".join(span.quote.split()),
        value=Category(slot="place_name", label=name.label, surface=span.quote),
        span=span,
        sentence=sentence,
    )


def _names(block: Block) -> Iterator[Found]:
    """Yield the names of a block, and where they begin and end in it."""
    text = text_of(block.doc)
    for run in _RUN.finditer(text):
        words = [(run.start() + each.start(), each.group()) for each in _WORDS.finditer(run.group())]
        heads = [at for at, (_, word) in enumerate(words) if at and _kind(word) is not None]
        for at in heads:
            yield from _named(words[max(0, at - _LONGEST) : at], words[at])
        if heads and heads[-1] == len(words) - 1:
            continue
        yield from _alone(block, run, words[-_LONGEST:])


def _bodies(block: Block) -> Iterator[Found]:
    """Yield what is tagged as the name of a place or a body and has no noun of a kind."""
    for ent in view_of(block.doc).ents:
        if ent.label_ not in _BODIES:
            continue
        words = [(ent.start_char + each.start(), each.group()) for each in _WORDS.finditer(ent.text)]
        if (
            all(_is_spelled(word) for _, word in words)
            and _kind(words[-1][1]) is None
            and not is_person(text_of(block.doc), ent.start_char, ent.end_char)
        ):
            yield from _named(words[-_LONGEST:], None)


def _is_spelled(word: str) -> bool:
    """Whether a word is a name in letters, and no letters for words: "Norby", "NORBY", not "NDP"."""
    return word[:1].isupper() and (not word.isupper() or len(word) > _INITIALS)


def _alone(block: Block, run: re.Match[str], words: Sequence[tuple[int, str]]) -> Iterator[Found]:
    """Yield a name that stands before its noun in small letters, behind one, or behind what leads to a place."""
    text = text_of(block.doc)
    after = _KIND_AFTER.match(text, run.end())
    if after is not None:
        yield from _named(words, (after.start(1), after[1]))
        return
    before = text[max(0, run.start() - REACH) : run.start()]
    if (before.endswith(" of ") and _OF.search(before)) or (
        before.lower().endswith(_LEADING)
        and _AT.search(before)
        and not _GENITIVE.search(run.group())
        and not _goes_on(block, run)
    ):
        yield from _named(words, None)


def _goes_on(block: Block, run: re.Match[str]) -> bool:
    """Whether a name is of what follows it, or of a person: "in Norby stores", "in Ann Roe"."""
    words = block.doc.char_span(run.start(), run.end(), alignment_mode="expand")
    if (
        words is None
        or is_person(text_of(block.doc), run.start(), run.end())
        or any(token.ent_type_ == "PERSON" for token in words)
    ):
        return True
    return words.end < len(block.doc) and block.doc[words.end].pos_ == "PROPN"


def _named(words: Sequence[tuple[int, str]], noun: tuple[int, str] | None) -> Iterator[Found]:
    while words and words[0][1].lower() in word_list("names", "openers"):
        words = words[1:]
    folded = tuple(fold_letters(_GENITIVE.sub("", word).rstrip(".")) for _, word in words)
    if not folded or not all(word.isalpha() for word in folded) or not _CALENDAR.isdisjoint(folded):
        return
    last = noun or words[-1]
    head = "" if noun is None else _kind(noun[1]) or ""
    end = last[0] + len(_GENITIVE.sub("", last[1]))
    yield words[0][0], end, Locality(folded, head)


def _kind(word: str) -> str | None:
    """Return the noun of a kind as labels have it, "" for one that a name need not have; None for another word."""
    plain = _GENITIVE.sub("", word).lower()
    plain = str(word_map("localities", "spellings").get(plain, plain))
    if plain in word_list("localities", "generic"):
        return ""
    return plain if plain in word_list("localities", "heads") else None


def _sentence(block: Block, start: int, end: int, text: str) -> Span:
    inside = block.doc.char_span(start, end, alignment_mode="expand")
    first, last = (0, len(block.doc) - 1) if inside is None else (inside.start, inside.end - 1)
    opening = block.doc[sentence_start(block.doc[first])]
    close = block.doc[min(len(block.doc), sentence_end(block.doc[last]) + 1) - 1]
    return Span.of(
        text,
        min(opening.idx, start) + block.offset,
        max(close.idx + len(close), end) + block.offset,
    )
