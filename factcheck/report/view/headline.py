"""A finding → one plain sentence for the first page, and the short name of each position."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factcheck.conflicts.registry import code_of
from factcheck.conflicts.rule import Sides
from factcheck.conflicts.wording import display, either, in_marks, same_value
from factcheck.models import Claim, Finding, Position, Quotation
from factcheck.report.ground.index import Index
from factcheck.report.ground.phrases import listed
from factcheck.report.ground.text import Piece, clean_line, compare_wordings, shorten

__all__ = ["headline", "position_name"]

_SENTENCE = 220
_LEAD = 130
_NAME = 64
_MOST = 2
_POSITIONS = 3
_WORDED = 2
_BEFORE = 24
_COMMA = "\0"  # one that makes no list


def headline(finding: Finding, index: Index) -> str:
    """Return what a finding says in one sentence that is short enough for a list.

    The message itself where it is short; else its opening, and the values without who gives them.
    """
    message = clean_line(finding.message)
    lead, colon, told = message.partition(": ")
    if not colon or len(lead) > _LEAD:
        return shorten(message, _SENTENCE)
    names = [position_name(position, index, most=_MOST) for position in finding.positions]
    sides = code_of(finding.code).sides
    if sides == "wordings":
        names = _differing(finding, index) or names
    if len(set(names)) == 1:
        names = names[:1]
    elif sides != "told":  # a message that is tells more than the values of its positions
        names = [
            f"{name} {_numbers(position, index)}".rstrip()
            for name, position in zip(names, finding.positions, strict=True)
        ]
    if sides != "told" and names:
        return f"{lead}: {_joined(names, sides)}."
    sentence = next((part for part in told.split(". ") if part), told)
    return message if len(message) <= _SENTENCE else f"{lead}: {shorten(sentence.rstrip('.'), _SENTENCE)}."


def _numbers(position: Position, index: Index) -> str:
    """Return the numbers of a position's sources in brackets, as the report shows them."""
    numbers = sorted({index.number_of(claim.source_id) for claim in index.claims_of(position.claim_ids)})
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""


def _joined(names: Sequence[str], sides: Sides) -> str:
    """Return the names of positions, of many the first few: alternatives, or what came one after the other."""
    if sides == "steps":
        return ", then ".join(names)
    most = _WORDED if sides == "wordings" else _POSITIONS
    rest = len(names) - most
    return _either([*names[:most], f"{rest} more"] if rest > 0 else names)


def _either(names: Sequence[str]) -> str:
    """Return "a or b"; "a; or b" where a name is itself a list, whatever stands in its brackets."""
    lists = any(", " in name.partition(" [")[0] for name in names)
    return (
        "; or ".join(names) if lists else either([name.replace(", ", _COMMA) for name in names]).replace(_COMMA, ", ")
    )


def _differing(finding: Finding, index: Index) -> list[str]:
    """Return each wording of a quotation from a little before the first words that the others have not."""
    texts = []
    for position in finding.positions:
        quoted = (claim.value for claim in index.claims_of(position.claim_ids))
        texts.append(next((clean_line(value.text) for value in quoted if isinstance(value, Quotation)), ""))
    if not all(texts):
        return []
    return [in_marks(_window(pieces)) for pieces in compare_wordings(texts)]


def _window(pieces: Sequence[Piece]) -> str:
    text = "".join(piece.text for piece in pieces)
    marked = [at for at, piece in enumerate(pieces) if piece.marked]
    first = len("".join(piece.text for piece in pieces[: marked[0]])) if marked else 0
    if first + _BEFORE < _NAME or len(text) <= _NAME:
        return shorten(text, _NAME)
    start = text.rfind(" ", 0, max(0, first - _BEFORE)) + 1
    return f"… {shorten(text[start:], _NAME)}"


def position_name(position: Position, index: Index, *, most: int | None = None) -> str:
    """Return the values of a position, each once: "more than 2,000 and about 2,500".

    Of more than `most` values the rest are counted; a position without claims has its label.
    """
    values: list[tuple[Claim, str]] = []
    for claim in sorted(index.claims_of(position.claim_ids), key=_place(index)):
        text = _value(claim, index)
        if not any(same_value(claim, text, other, said) for other, said in values):
            values.append((claim, text))
    if not values:
        return clean_line(position.label)
    names = [text for _, text in values]
    if most is None or len(names) <= most:
        return listed(names)
    return listed([*names[:most], f"{len(names) - most} more"])


def _place(index: Index) -> Callable[[Claim], tuple[int, int, str]]:
    return lambda claim: (index.number_of(claim.source_id), claim.span.start, claim.id)


def _value(claim: Claim, index: Index) -> str:
    if isinstance(claim.value, Quotation):
        return in_marks(shorten(clean_line(claim.value.text), _NAME))
    return shorten(clean_line(display(claim, index.claims_of(claim.derived_from))), _NAME)
