"""Lines of a list that open with a label: "Orsk: 412 dead, 96 injured" counts in Orsk, "Total: 443 dead" all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Doc, Token

from factcheck.claims.parse.parsed import Block
from factcheck.language.docview import tokens_in
from factcheck.lexicon.loader import word_list
from factcheck.models import Claim, Quantity
from factcheck.reads import reads

__all__ = ["with_labels"]

TOTALS = word_list("compose", "listed.totals")
MARKS = frozenset({":", "–", "—", "-"})
BULLETS = frozenset({"-", "–", "—", "*", "•", "·"})
LONGEST = 4
# words between a label and its number: "at least"
NEAR = 3


class Line(msgspec.Struct, frozen=True):
    """A labelled line: where it begins and ends in the source's text, where its label ends, and the label."""

    start: int
    label_end: int
    end: int
    label: str


def with_labels(claims: Iterable[Claim], blocks: Sequence[Block]) -> list[Claim]:
    """Return a source's claims, the numbers of a list's lines told of what their lines are labelled with.

    One labelled line alone may be who says it ("Krall: 12 dead"); two in a row are a list.
    """
    lines = list(_lines(blocks))
    return [_told(claim, lines) for claim in claims]


def _lines(blocks: Sequence[Block]) -> Iterable[Line]:
    found = [_line(block) for block in blocks]
    for at, line in enumerate(found):
        beside = [found[i] for i in (at - 1, at + 1) if 0 <= i < len(found)]
        if line is not None and any(other is not None and other.label != line.label for other in beside):
            yield line


def _line(block: Block) -> Line | None:
    doc = block.doc
    start = 1 if len(doc) and doc[0].text in BULLETS else 0
    mark = next((i for i in range(start + 1, min(start + 1 + LONGEST, len(doc))) if _is_mark(doc[i])), None)
    if mark is None or not all(_is_label(token) for token in tokens_in(doc, start, mark)):
        return None
    if not _opens_count(doc, mark + 1):
        return None
    end = block.offset + doc[-1].idx + len(doc[-1])
    return Line(block.offset, block.offset + doc[mark].idx, end, doc[start:mark].text)


def _is_mark(token: Token) -> bool:
    return token.text == ":" or (token.text in MARKS and bool(token.nbor(-1).whitespace_))


def _is_label(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in {"-", "'s", "’s"} or token.lower_ in {"and", "of", "the"} | TOTALS


def _opens_count(doc: Doc, start: int) -> bool:
    return any(token.like_num for token in tokens_in(doc, start, start + NEAR))


def _told(claim: Claim, lines: Sequence[Line]) -> Claim:
    if not isinstance(claim.value, Quantity) or claim.value.unit is not None:
        return claim
    line = next((each for each in lines if each.label_end <= claim.span.start < each.end), None)
    return claim if line is None else _labelled(claim, line)


@reads("compose.list-line")
def _labelled(claim: Claim, line: Line) -> Claim:
    """ "Orsk: 412 dead" in a list: the label of a line is where, or that it is all."""
    if claim.attribution is not None and claim.attribution.speaker == line.label:
        claim = msgspec.structs.replace(claim, attribution=None)
    if line.label.casefold() in TOTALS:
        return msgspec.structs.replace(claim, frame=msgspec.structs.replace(claim.frame, role="total"))
    place = claim.scope.place or line.label
    return msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, place=place))
