"""A source's text → its twin with single spaces alone, which is what is parsed; what is read there → its own places.

A tokenizer makes a token of every space but the first, and a rule that counts tokens stumbles over it. So a text that
was justified, wrapped at a fixed width, indented or set with spaces that do not break is read in a twin without them,
and every span goes back to the text as published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from factcheck.claims.parse.marks import is_doubtful, spelled_out
from factcheck.language import clean
from factcheck.models import Attribution, Category, Claim, Mention, Quantity, Quotation, Reading, Source, Span, Spans

__all__ = ["Spaced", "restored", "restored_attribution", "without_spaces"]

_WORD = re.compile(r"[^ ]+ ?")
# characters that nobody sees: soft hyphens, joiners, marks of direction; inside a word they part it for every rule
_UNSEEN = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


class Spaced(msgspec.Struct, frozen=True):
    """A source, its twin, and the ranges of the twin's blocks; no block is empty or has two spaces in a row.

    `places` has for every character of the twin the place in the source's text of what it stands for.
    """

    source: Source
    twin: Source
    blocks: tuple[tuple[int, int], ...]
    places: Sequence[int]

    @classmethod
    def of(cls, source: Source, ranges: Sequence[tuple[int, int]]) -> Spaced:
        """Return the twin of a source whose text is read in some ranges; what lies between them stays as it is."""
        text, blocks, at = source.text, [], 0
        places: list[int] = []
        pieces: list[str] = []
        for start, end in ranges:
            block, own = spelled_out(*_single_spaced(text, start, end))
            pieces += [text[at:start], block]
            places += [*range(at, start), *own]
            at = end
            if block:
                blocks.append((len(places) - len(block), len(places)))
        twin = "".join([*pieces, text[at:]])
        if places == [*range(at)]:
            return cls(source, msgspec.structs.replace(source, text=twin), tuple(blocks), range(len(text)))
        places += range(at, len(text))
        return cls(source, msgspec.structs.replace(source, text=twin), tuple(blocks), places)

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range of the twin's text lies in the source's."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else len(self.source.text)
            return at, at
        return self.places[start], self.places[end - 1] + 1

    def span_of(self, span: Span) -> Span:
        return Span.of(self.source.text, *self.range_of(span.start, span.end))

    def spans_of(self, spans: Spans) -> Spans:
        return tuple(self.range_of(start, end) for start, end in spans)


def without_spaces(doc: Doc) -> tuple[Spaced, Doc]:
    """Return a doc that a pipeline has parsed as a source and its twin, and the doc without its tokens of space."""
    source = Source.from_text(doc.text)
    kept = [token for token in doc if not token.is_space]
    if len(kept) == len(doc):
        return Spaced(source, source, ((0, len(doc.text)),), range(len(doc.text))), doc
    numbers = {token.i: number for number, token in enumerate(kept)}
    heads = [_written(token.head) for token in kept]
    spaces = [bool(token.whitespace_ or (token.i + 1 < len(doc) and token.nbor(1).is_space)) for token in kept]
    twin = Doc(
        doc.vocab,
        words=[token.text for token in kept],
        spaces=spaces,
        tags=[token.tag_ for token in kept],
        pos=[token.pos_ for token in kept],
        morphs=[str(token.morph) for token in kept],
        lemmas=[token.lemma_ for token in kept],
        heads=[numbers.get(head.i, number) for number, head in enumerate(heads)],
        deps=[token.dep_ for token in kept],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in kept],
    )
    places = [token.idx + at for token, space in zip(kept, spaces, strict=True) for at in range(len(token) + space)]
    plain = msgspec.structs.replace(source, text=twin.text)
    return Spaced(source, plain, ((0, len(twin.text)),), places), twin


def _written(token: Token) -> Token:
    """Return the token, or what a token of space hangs on."""
    while token.is_space and token.head.i != token.i:
        token = token.head
    return token


def _single_spaced(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """Return a block with single spaces and plain ones, and for each of its characters the place in the text."""
    written = text[start:end]
    plain = clean(written)
    spaces = plain.count(" ")
    apart = "  " not in plain and not plain.startswith(" ") and not plain.endswith(" ")
    if apart and spaces == written.count(" ") and _UNSEEN.isdisjoint(written):
        return written, range(start, end)
    kept = _kept(plain, written)
    return "".join(" " if plain[i] == " " else written[i] for i in kept), [start + i for i in kept]


def _kept(plain: str, text: str) -> list[int]:
    """Return the places of a text's characters without what nobody sees, and without spaces but one between words."""
    if not _UNSEEN.isdisjoint(text):
        seen = [place for place, char in enumerate(text) if char not in _UNSEEN]
        return [seen[place] for place in _kept("".join(plain[place] for place in seen), "")]
    kept = [place for word in _WORD.finditer(plain) for place in range(*word.span())]
    return kept[:-1] if kept and plain[kept[-1]] == " " else kept


def restored(reading: Reading, spaced: Spaced) -> Reading:
    """Return what was read in a twin as read in its source: spans, quotes, surfaces and ids are those of its text."""
    if spaced.twin.text == spaced.source.text:
        return reading
    ids = {claim.id: _id(claim, spaced) for claim in reading.claims}
    return msgspec.structs.replace(
        reading,
        claims=tuple(_claim(claim, ids, spaced) for claim in reading.claims),
        mentions=tuple(_mention(mention, spaced) for mention in reading.mentions),
        attributions=tuple(restored_attribution(said, spaced) for said in reading.attributions),
        contexts=tuple(msgspec.structs.replace(each, claim_id=ids[each.claim_id]) for each in reading.contexts),
    )


def _id(claim: Claim, spaced: Spaced) -> str:
    start, end = spaced.range_of(claim.span.start, claim.span.end)
    return f"{claim.id.removesuffix(f'-{claim.span.start}-{claim.span.end}')}-{start}-{end}"


def _claim(claim: Claim, ids: dict[str, str], spaced: Spaced) -> Claim:
    said, span = claim.attribution, spaced.span_of(claim.span)
    return msgspec.structs.replace(
        claim,
        id=ids[claim.id],
        value=_value(claim, spaced),
        confidence="low" if is_doubtful(span.quote, claim.span.quote) else claim.confidence,
        span=span,
        sentence=spaced.span_of(claim.sentence),
        attribution=None if said is None else restored_attribution(said, spaced),
        derived_from=tuple(ids.get(each, each) for each in claim.derived_from),
    )


def _value(claim: Claim, spaced: Spaced) -> Quantity | Category | Quotation:
    """Return a claim's value with the surface as published, and a hedge's cue as far as it is written there."""
    value, surface = claim.value, _surface(claim, claim.value, spaced)
    if isinstance(value, Quantity) and value.hedge.cue and value.hedge.cue not in value.surface.casefold():
        return msgspec.structs.replace(value, surface=surface)
    if isinstance(value, Quantity) and value.hedge.cue and value.hedge.cue not in " ".join(surface.casefold().split()):
        return msgspec.structs.replace(value, surface=surface, hedge=msgspec.structs.replace(value.hedge, cue=""))
    return msgspec.structs.replace(value, surface=surface)


def _surface(claim: Claim, value: Quantity | Category | Quotation, spaced: Spaced) -> str:
    """Return a value's surface as published: it stands in the claim's span, or near it."""
    text, surface = spaced.twin.text, value.surface
    starts = (text.find(surface, span.start) for span in (claim.span, claim.sentence))
    at = next((start for start in starts if start >= 0), text.find(surface))
    return surface if at < 0 else spaced.source.text[slice(*spaced.range_of(at, at + len(surface)))]


def _mention(mention: Mention, spaced: Spaced) -> Mention:
    start, end = spaced.range_of(mention.start, mention.end)
    return msgspec.structs.replace(mention, text=spaced.source.text[start:end], start=start, end=end)


def restored_attribution(said: Attribution, spaced: Spaced) -> Attribution:
    """Return an attribution with the spans of the source's text; the words of speaker and cue stay plain."""
    return msgspec.structs.replace(
        said,
        speaker_spans=spaced.spans_of(said.speaker_spans),
        cue_spans=spaced.spans_of(said.cue_spans),
        content_spans=spaced.spans_of(said.content_spans),
    )
