"""Turn the numbers of a doc into single ones and ranges, and let the two ends share what is written once.

"12 to 15", "12-15", "between 12 and 15" is a range; "from 12 to 15" is one where it states a spread ("prices from $5 to
$9") and two numbers where it states a change ("rose from 5 to 9"). The multiplier or unit of the second end holds for
the first ("10 to 15 billion"). No range is ever averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from spacy.tokens import Doc

from factcheck.claims.quantity.measured import Measured
from factcheck.language.docview import lowers_in, sentence_of, text_in, tokens_in
from factcheck.language.words import lemma_of, verb_lemma
from factcheck.lexicon.labels import load_labels

__all__ = ["is_vote", "join_ranges"]

_DASHES = frozenset({"-", "–", "—", "−", "~"})
# how far before "from" the word stands that says whether it is a change
_REACH = 25
# words between the two ends of a change: "from 20 mpg in 2008 to 29"
MEANWHILE = 4
_VOTES = frozenset({"vote", "ballot", "rule", "ruling", "approve", "reject", "decision"})
_VOTED = 6


def join_ranges(doc: Doc, numbers: Sequence[Measured], *, changes: bool = False) -> Iterator[tuple[Measured, ...]]:
    """Yield single numbers, and the two ends of a range together; what a match ended in is left out.

    With `changes` the two values of a change ("rose from 5 to 9", "fell to 5 from 9") come together, the older first.
    """
    shared = _shared(doc, numbers)
    at = 0
    while at < len(shared):
        one, two = shared[at], shared[at + 1] if at + 1 < len(shared) else None
        if one.low is not None:
            low = msgspec.structs.replace(one, numeral=one.low, low=None, factor=1)
            yield (_same_scale(low, one) if one.low.value < 1000 else low, one)
            at += 1
            continue
        joint = None if two is None else _joint(doc, one, two)
        if joint in {"pair", "change"} and _is_four(doc, shared[at : at + 4]):
            yield (one, shared[at + 1])
            yield (shared[at + 2], shared[at + 3])
            at += 4
        elif two is not None and changes and joint in {"change", "back"}:
            yield (two, one) if joint == "back" else (one, two)
            at += 2
        elif two is not None and (joint == "range" or (joint == "score" and _is_margin(doc, one, two))):
            yield (one, two)
            at += 2
        elif two is not None and joint == "score":
            if is_vote(doc, one.start, two.end):
                yield from ((one,), (two,))
            at += 2
        else:
            yield (one,)
            at += 1


def _shared(doc: Doc, numbers: Sequence[Measured]) -> list[Measured]:
    """Return the numbers with the multiplier and the unit that a neighbour holds for them, the last first."""
    out = [*numbers]
    for at in range(len(out) - 2, -1, -1):
        one, two = out[at], out[at + 1]
        if _joint(doc, one, two) in {"range", "pair", "change", "back"}:
            out[at] = _share(one, two)
            if one.unit is not None and (two.unit is None or _same_kind(two, one)):
                out[at + 1] = msgspec.structs.replace(two, unit=one.unit)  # "from 208 pounds to 193"
    return out


def _joint(doc: Doc, first: Measured, second: Measured) -> str | None:
    """Return what two neighbours make: "range", "score", "change", "back", "pair" (they share a unit) or None."""
    one, two = first.numeral, second.numeral
    if first.low is not None or second.low is not None:
        return None
    if one.vague or two.vague or one.fraction != two.fraction:
        return None
    gap = lowers_in(doc, first.end, second.start)
    opened = lowers_in(doc, max(0, first.start - 2), first.start)
    over = opened[-1:] == ["from"] and gap[-1:] == ["to"] and 1 < len(gap) <= MEANWHILE and gap != ["up", "to"]
    if over and first.unit is not None and (first.unit == second.unit or _is_bare(doc, second)):
        return "change"  # "from 20 mpg in 2008 to 29"
    if not _fit(first, second) and not (gap == ["to"] and opened[-1:] == ["from"] and _is_bare(doc, second)):
        return None
    if len(gap) == 2 and gap[0] == "-" and gap[1] in {"to", "or", "and"}:
        gap = gap[1:]  # "two- to three-year"
    if len(gap) == 3 and gap[0] == gap[2] == "-":
        gap = gap[1:2]  # "a three-to-five-year term"
    if len(gap) == 1 and gap[0] in _DASHES:
        return _dashed(doc, first, second)
    if gap in (["to"], ["up", "to"], ["through"]):
        return _reaching(doc, first, second, opened)
    if gap[-1:] == ["from"] and len(gap) < 3 and opened[-1:] == ["to"]:
        return "back"
    between = lowers_in(doc, max(0, first.start - 4), first.start) == ["between", "the", "ages", "of"]
    if gap == ["and"] and ("between" in opened or between):
        return "range"
    if gap == ["or"] and two.value - one.value == 1 and first.signed == second.signed:
        return "range"
    return "pair" if gap in (["and"], ["or"]) and first.unit is None and second.unit is not None else None


def _reaching(doc: Doc, first: Measured, second: Measured, opened: Sequence[str]) -> str:
    from_at = opened[-1:] == ["from"] or (opened[:1] == ["from"] and opened[1:] not in (["the"], ["a"], ["its"]))
    if from_at:
        return "range" if _is_spread(doc, first, opened) else "change"
    if opened[-1:] == ["to"] or not _ascends(first, second):
        return "pair"
    bare = _is_bare(doc, first) and _is_bare(doc, second)
    if opened[-1:] == ["by"] and (bare or (first.unit is not None and not first.shares)):
        return "pair"  # "rose by $4 billion to $20 billion": an amount and a level
    # "fell 4p to 118.5p": the same, each with its unit
    by = first.start > 0 and lemma_of(doc[first.start - 1]) in load_labels().change
    return "pair" if by and first.unit is not None and not first.shares else "range"


def _fit(first: Measured, second: Measured) -> bool:
    """Whether two numbers may be ends of one range: in one unit, or in that of the second, or with the first's sign."""
    if first.unit is None or first.unit == second.unit:
        return True
    if second.unit is None:
        return first.signed
    return _same_kind(first, second) or _same_kind(second, first)


def _is_bare(doc: Doc, found: Measured) -> bool:
    """Whether a number counts nothing of its own: no unit, and no noun with its adjectives behind it."""
    after = doc[found.end] if found.end < len(doc) else None
    return found.unit is None and (after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"})


def _is_four(doc: Doc, four: Sequence[Measured]) -> bool:
    """Whether a change is from one range to another: "from 8 to 9 per cent to 4 to 6 per cent"."""
    if len(four) < 4 or not (_ascends(four[0], four[1]) and _ascends(four[2], four[3])):
        return False
    return all(text_in(doc, a.end, b.start).lower() == "to" for a, b in pairwise(four))


def _same_kind(first: Measured, second: Measured) -> bool:
    """Whether the first end has a part of the second's unit alone: "$75 to $80 a barrel"."""
    return first.unit is not None and second.unit is not None and second.unit.name.startswith(f"{first.unit.name} per")


def _dashed(doc: Doc, first: Measured, second: Measured) -> str | None:
    spaced = doc[first.end].whitespace_ and doc[first.end - 1].whitespace_
    if spaced and doc[first.end].text == "-" and first.unit != second.unit:
        return None
    if first.unit is not None or second.unit is not None:
        return "range" if _ascends(first, second) else None
    return "range" if _ascends(first, second) and not _is_result(doc, first, second) else "score"


def _is_result(doc: Doc, first: Measured, second: Measured) -> bool:
    """Whether a pair is how a match or a vote went: nothing is counted behind it, or a word for it stands near."""
    words = load_labels()
    after = doc[second.end] if second.end < len(doc) else None
    if max(first.numeral.value, second.numeral.value) > 200 or first.numeral.value % 1:
        return False
    if after is not None and (lemma_of(after) in words.results or after.lower_ in words.margins):
        return True
    near = doc[max(sentence_of(doc[first.start]).start, first.start - 5) : first.start]
    won = any(lemma_of(token) in words.results or verb_lemma(token.lower_) in words.results for token in near)
    return won and (after is None or after.pos_ not in {"NOUN", "ADJ", "PROPN"})


def is_vote(doc: Doc, start: int, end: int) -> bool:
    """Return whether words for a vote stand near the numbers in `start:end`: "passed 69-26", "a 6-3 ruling"."""
    sent = doc[start].sent
    near = doc[max(sent.start, start - _VOTED) : min(end + _VOTED, sent.end)]
    passed = start > sent.start and doc[start - 1].lower_ == "passed"
    return passed or any(lemma_of(token) in _VOTES or verb_lemma(token.lower_) in _VOTES for token in near)


def _ascends(first: Measured, second: Measured) -> bool:
    return _share(first, second).numeral.value < second.numeral.value


def _is_margin(doc: Doc, first: Measured, second: Measured) -> bool:
    """Whether a result stands for who leads by what: "a 9-2 lead", "2-0 down"; a final score is no quantity."""
    after = doc[second.end].lower_ if second.end < len(doc) else ""
    return first.numeral.value != second.numeral.value and after in load_labels().margins


# ------------------------------------------------------------------ spread or change
def _is_spread(doc: Doc, first: Measured, opened: Sequence[str]) -> bool:
    """Whether "from x to y" states a spread: by the nearest word before it that says so, else by a noun right there."""
    words = load_labels()
    start = first.start - 1 - opened[::-1].index("from")
    sent = sentence_of(doc[start]).start
    for token in reversed(tokens_in(doc, max(sent, start - _REACH), start)):
        lemmas = {lemma_of(token), verb_lemma(token.lower_) or "", token.lower_}
        if lemmas & words.spread:
            return True
        if lemmas & words.change:
            return False
    before = doc[start - 1] if start > sent else None
    return before is not None and before.pos_ == "NOUN"


# ------------------------------------------------------------------ what is written once
def _share(first: Measured, second: Measured) -> Measured:
    """Return the first end with the second's multiplier and unit, where it has none of its own."""
    shared = _same_scale(first, second)
    if second.unit is not None and (shared.unit is None or _same_kind(shared, second)):
        return msgspec.structs.replace(shared, unit=second.unit, shares=True)
    return shared


def _same_scale(first: Measured, second: Measured) -> Measured:
    """ "2 to 3 million": the multiplier holds for both, unless the first would then be far above the second."""
    numeral, factor = first.numeral, second.factor
    if factor == 1 or first.factor > 1 or numeral.end - numeral.start != 1 or not 0 < numeral.value < factor:
        return first
    if numeral.value * factor > second.numeral.value * 10:
        return first
    scaled = msgspec.structs.replace(numeral, values=(numeral.value * factor,), unit_digit=numeral.unit_digit * factor)
    return msgspec.structs.replace(first, numeral=scaled, factor=factor)
