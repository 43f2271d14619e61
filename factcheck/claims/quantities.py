"""Turn a parse into the quantities it states: numeral, hedge, unit or counted noun.

The numerals come from the words alone; the parse says which of them count something and what. Numbers that only name,
date or order things are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from spacy.tokens import Doc, Token

from factcheck.claims.beside import CURRENCY, touches, unit_after
from factcheck.claims.counts import counts
from factcheck.claims.found import Found
from factcheck.hedges import HedgeTable, intervals, range_interval
from factcheck.models import Hedge, HedgeKind, Interval
from factcheck.numerals import Numeral, scan_numerals
from factcheck.units import Unit, find_unit

__all__ = ["extract_quantities", "extract_zeros"]

PERCENT = frozenset({"%", "percent", "per"})
NOBODY = frozenset({"nobody", "none"})
# words that stand between a number and its noun without ending the phrase
INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PUNCT", "NUM", "ADV", "VERB"})


def extract_quantities(doc: Doc, hedges: HedgeTable) -> list[Found]:
    """Return the quantities of a doc in text order; names, dates, times and ordinals are left out."""
    words = [token.text for token in doc]
    lowered = [word.lower() for word in words]
    numerals = [numeral for numeral in scan_numerals(words) if counts(doc, numeral)]
    return [_build(doc, lowered, group, hedges) for group in _ranges(lowered, numerals)]


def extract_zeros(doc: Doc) -> list[Found]:
    """Return the negated counts of a doc: "no casualties", "nobody was hurt", "none of them"; their number is 0.

    Whether they count anything is for the measures to say; a "no" alone is no quantity.
    """
    out = []
    for token in doc:
        if token.lower_ == "no" and token.dep_ == "det" and token.head.i > token.i and token.head.pos_ == "NOUN":
            out.append(_zero(token, token.head))
        elif token.lower_ in NOBODY:
            out.append(_zero(token, None))
        elif token.lower_ == "no" and token.i + 1 < len(doc) and token.nbor().lower_ == "one":
            out.append(_zero(token, None, end=token.i + 2))
    return out


def _zero(token: Token, noun: Token | None, end: int | None = None) -> Found:
    nothing = Interval.point(Decimal(0))
    stop = end or (noun.i if noun is not None else token.i) + 1
    numeral = Numeral(start=token.i, end=token.i + 1, values=(Decimal(0),), unit_digit=Decimal(1))
    carrier = noun if noun is not None else token.doc[stop - 1]
    return Found(start=token.i, end=stop, number=(token.i, token.i + 1), numerals=(numeral,), hedge=Hedge(),
                 strict=nothing, plausible=nothing, carrier=carrier, noun=noun)  # fmt: skip


# ------------------------------------------------------------------ ranges
def _ranges(lowered: Sequence[str], numerals: Sequence[Numeral]) -> Iterator[tuple[Numeral, ...]]:
    """Yield single numerals, and the two ends of "12 to 15", "12-15", "between 12 and 15" together."""
    at = 0
    while at < len(numerals):
        first = numerals[at]
        second = numerals[at + 1] if at + 1 < len(numerals) else None
        if second is not None and _is_range(lowered, first, second):
            yield (_same_scale(lowered, first, second), second)
            at += 2
        else:
            yield (first,)
            at += 1


def _is_range(lowered: Sequence[str], first: Numeral, second: Numeral) -> bool:
    if first.vague or second.vague or first.fraction != second.fraction:
        return False
    gap = list(lowered[first.end : second.start])
    if gap and CURRENCY.fullmatch(gap[-1].upper()):
        if not (first.start and CURRENCY.fullmatch(lowered[first.start - 1].upper())):
            return False
        gap.pop()
    if gap and gap[0] in PERCENT:
        if second.end >= len(lowered) or lowered[second.end] not in PERCENT:
            return False
        gap.pop(0)
    opened = lowered[max(0, first.start - 2) : first.start]
    if gap == ["and"]:
        return "between" in opened
    if gap == ["to"] and "from" in opened:
        return False
    return gap in (["to"], ["-"], ["–"], ["—"]) or (gap == ["or"] and second.value - first.value == 1)


def _same_scale(lowered: Sequence[str], first: Numeral, second: Numeral) -> Numeral:
    """ "2 to 3 million": the multiplier holds for both."""
    scale = second.unit_digit
    written = lowered[second.end - 1]
    if (
        written in {"hundred", "thousand", "million", "billion", "trillion", "bn", "m", "dozen"}
        and first.end - first.start == 1
    ):
        factor = {
            "hundred": 100,
            "thousand": 1000,
            "million": 10**6,
            "billion": 10**9,
            "trillion": 10**12,
            "bn": 10**9,
            "m": 10**6,
            "dozen": 12,
        }[written]
        if first.value < factor:
            return Numeral(
                start=first.start,
                end=first.end,
                values=(first.value * factor,),
                unit_digit=max(scale, first.unit_digit * factor),
            )
    return first


# ------------------------------------------------------------------ one quantity
def _build(doc: Doc, lowered: list[str], group: tuple[Numeral, ...], hedges: HedgeTable) -> Found:
    first, last = group[0], group[-1]
    start, end = first.start, last.end
    sign = _currency_before(doc, start)
    if sign is not None:
        start -= 1
    unit, end = _unit_at(doc, end, sign)
    hedge, start, end = _hedge(lowered, start, end, group, hedges)
    noun, carrier = None, doc[last.end - 1]
    age = False
    if unit is None:
        noun = _noun_of(doc, last)
        carrier = noun or carrier
        if noun is not None and noun.sent.start > last.start:
            noun, carrier = None, doc[last.end - 1]
        if noun is not None and end <= noun.i:
            end = noun.i + 1
    else:
        carrier = doc[_unit_index(last.end, end, sign)]
        age = unit.dimension == "time" and end < len(doc) and _is_age(doc, end)
        if age:
            end = _age_end(doc, end)
    sent = doc[first.start].sent
    start, end = max(start, sent.start), min(end, max(sent.end, last.end))
    strict, plausible = _intervals(group, hedge, hedges, count=unit is None)
    return Found(start=start, end=end, number=(first.start, last.end), numerals=group, hedge=hedge, strict=strict,
                 plausible=plausible, carrier=carrier, noun=noun, unit=unit, age=age)  # fmt: skip


def _intervals(
    group: tuple[Numeral, ...], hedge: Hedge, hedges: HedgeTable, *, count: bool
) -> tuple[Interval, Interval]:
    if len(group) == 2:
        between = range_interval(*group)
        return between, between
    return intervals(group[0], hedge, hedges, count=count)


def _currency_before(doc: Doc, start: int) -> Unit | None:
    if (
        not start
        or not CURRENCY.fullmatch(doc[start - 1].text)
        or (
            start > 1
            and touches(doc, start - 1) is False
            and doc[start - 1].whitespace_
            and not doc[start - 2].whitespace_
            and doc[start - 2].like_num
        )
    ):
        return None
    return find_unit(doc[start - 1].text)


def _unit_at(doc: Doc, end: int, sign: Unit | None) -> tuple[Unit | None, int]:
    """Return the unit after (or, given, before) a number, and the index where it ends."""
    if sign is not None:
        return sign, end
    found = unit_after(doc, end)
    return (None, end) if found is None else found


def _unit_index(number_end: int, end: int, sign: Unit | None) -> int:
    return number_end - 1 if sign is not None else max(end - 1, number_end - 1)


def _is_age(doc: Doc, end: int) -> bool:
    rest = [token.lower_ for token in doc[end : end + 2]]
    return rest[:1] == ["old"] or rest[:2] == ["-", "old"]


def _age_end(doc: Doc, end: int) -> int:
    return end + 2 if doc[end].text == "-" else end + 1


def _noun_of(doc: Doc, numeral: Numeral) -> Token | None:
    """Return the counted noun: what the numeral modifies, or what follows its "of"; None where nothing is named."""
    last = doc[numeral.end - 1]
    for child in last.children:
        if (
            child.dep_.startswith("nmod")
            and child.i > last.i
            and any(c.dep_ == "case" and c.lower_ == "of" for c in child.children)
        ):
            return child if child.pos_ in {"NOUN", "PROPN", "ADJ"} else None
    head = last.head
    if (
        head.i > last.i
        and last.dep_ in {"nummod", "amod", "compound", "det", "nmod", "advmod", "nummod:gov"}
        and head.pos_ in {"NOUN", "PROPN", "ADJ", "SYM"}
    ):
        while head.dep_ == "compound" and head.head.i > head.i:
            head = head.head
        if not any(token.text in {",", ";"} or token.like_num for token in doc[last.i + 1 : head.i]):
            return head
    return _next_noun(doc, numeral.end)


def _next_noun(doc: Doc, at: int) -> Token | None:
    """Where the parse gives none: the noun that ends the run of modifiers after the number."""
    if at < len(doc) and doc[at].lower_ == "of":
        at += 1
        while at < len(doc) and doc[at].pos_ == "DET":
            at += 1
    for token in doc[at : at + 5]:
        if token.pos_ in {"NOUN", "PROPN"} and (
            token.i + 1 == len(doc) or doc[token.i + 1].pos_ not in {"NOUN", "PROPN"} or token.tag_ == "NNS"
        ):
            return token
        if token.pos_ not in INSIDE or (token.is_punct and token.text not in {'"', "'", "-"}):
            return None
        if (token.pos_ == "VERB" and token.tag_ not in {"VBN", "VBG"}) or token.tag_ in {"WRB", "WP", "WDT", "IN"}:
            return None
    return None


# ------------------------------------------------------------------ hedges
def _hedge(
    lowered: list[str], start: int, end: int, group: tuple[Numeral, ...], hedges: HedgeTable
) -> tuple[Hedge, int, int]:
    """Return the hedge on either side of a number, and the surface widened by it; the nearest cue before it wins."""
    before = _cue_before(lowered, start, hedges)
    after = _cue_after(lowered, end, hedges)
    if len(group) == 2:
        opening = start - 1 if start and lowered[start - 1] in {"between", "from"} else start
        return Hedge("range", " ".join(lowered[opening:start])), before[1] if before else opening, end
    if before is not None and (before[0] != "exact" or after is None):
        kind, at = before
        cue = " ".join(lowered[at:start])
        if kind != "exact":
            return Hedge(kind, cue), at, end
        return (Hedge("vague", group[0].vague) if group[0].vague else Hedge("exact", cue)), at, end
    if after is not None:
        kind, at = after
        return Hedge(kind, " ".join(lowered[end:at])), start, at
    return (Hedge("vague", group[0].vague) if group[0].vague else Hedge()), start, end


def _cue_before(lowered: list[str], start: int, hedges: HedgeTable) -> tuple[HedgeKind, int] | None:
    for skipped in (0, 1):
        stop = start - skipped
        if skipped and (stop < 1 or lowered[stop] not in {"the", "a", "an", "another", "$"}):
            break
        for size in range(min(hedges.longest, stop), 0, -1):
            kind = hedges.before.get(tuple(lowered[stop - size : stop]))
            if kind is not None:
                return kind, stop - size
    return None


def _cue_after(lowered: list[str], end: int, hedges: HedgeTable) -> tuple[HedgeKind, int] | None:
    for size in range(min(hedges.longest, len(lowered) - end), 0, -1):
        kind = hedges.after.get(tuple(lowered[end : end + size]))
        if kind is not None:
            return kind, end + size
    return None
