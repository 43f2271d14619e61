"""Turn a parse into the quantities it states: numeral, hedge, unit or counted noun.

The numerals come from the words alone; the parse says which of them count something and what. Numbers that only name,
date or order things are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from spacy.tokens import Doc, Token

from factcheck.claims.quantity.ages import age_of
from factcheck.claims.quantity.articles import spans_of_time
from factcheck.claims.quantity.beside import compounded, measured
from factcheck.claims.quantity.bounds import join_bounds
from factcheck.claims.quantity.found import Found
from factcheck.claims.quantity.measured import Measured
from factcheck.claims.quantity.not_counts import counts
from factcheck.claims.quantity.nouns import noun_of, phrase_of_noun
from factcheck.claims.quantity.ranges import join_ranges
from factcheck.claims.quantity.shared import share_nouns
from factcheck.claims.quantity.written import Written, written
from factcheck.language.docview import lowers_in, sentence_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.hedges import HedgeTable
from factcheck.lexicon.labels import load_labels
from factcheck.models import Hedge, HedgeKind, Interval
from factcheck.numerals import Numeral, scan_numerals
from factcheck.numerals.intervals import intervals, range_interval
from factcheck.reads import reads
from factcheck.units import Unit, find_unit, of_age

__all__ = ["extract_quantities"]

# nobody means 200 years to the day by "two centuries"
ROUND_SPANS = frozenset({"century", "decade"})


def extract_quantities(doc: Doc, hedges: HedgeTable, *, changes: bool = False) -> list[Found]:
    """Return the quantities of a doc in text order; names, dates, times and ordinals are left out.

    The two values of a change ("from 5 to 9") are two quantities, or with `changes` one that holds both.
    """
    text = written(doc)
    lowered = [word.lower() for word in text.words]
    read = [_with_half(doc, measured(doc, numeral, text)) for numeral in scan_numerals(text.words)]
    read = sorted([*read, *spans_of_time(doc, hedges)], key=lambda found: found.start)
    numbers = [found for found in read if counts(doc, found)]
    groups = join_ranges(doc, compounded(doc, numbers, money=changes), changes=changes)
    built = [_build(doc, lowered, group, text, hedges) for group in groups]
    return share_nouns(doc, join_bounds(doc, built), hedges)


def _with_half(doc: Doc, found: Measured) -> Measured:
    """Read "a year and a half" as one number with the unit before it."""
    numeral, at = found.numeral, found.numeral.start
    if not numeral.fraction or numeral.value != Decimal("0.5") or at < 3:
        return found
    at -= doc[at - 1].lower_ == "a"
    words = lowers_in(doc, max(0, at - 3), at)
    if len(words) < 3 or words[0] not in {"a", "an", "one"} or words[2] != "and" or doc[at].lower_ not in {"a", "half"}:
        return found
    unit = find_unit(words[1])
    if unit is None:
        return found
    whole = msgspec.structs.replace(numeral, values=(numeral.value + 1,), fraction=False, unit_digit=Decimal("0.1"))
    return Measured(numeral=whole, start=at - 3, end=found.numeral.end, unit=unit)


# ------------------------------------------------------------------ one quantity
def _build(doc: Doc, lowered: list[str], group: tuple[Measured, ...], text: Written, hedges: HedgeTable) -> Found:
    first, last = group[0], group[-1]
    numerals = tuple(each.numeral for each in group)
    unit, end = last.unit or first.unit, last.end
    mark = text.marks.get(first.numeral.start, "")
    hedge, start, end = _hedge(lowered, (first.start, end), numerals, mark, hedges)
    if hedge.cue == "about" and start < first.start and _is_topic(doc[start]):
        hedge, start = Hedge(), first.start
    if hedge.cue == "passed" and last.end < len(doc) and doc[last.end].text in {"-", "–"}:
        hedge, start = Hedge(), first.start  # "the bill passed 69-26"
    noun, carrier, age, phrase = None, doc[last.numeral.end - 1], False, ""
    if unit is None and (whose := age_of(doc, last)) is not None:
        unit, age = _years(life=whose == "life"), whose == "person"
    elif unit is None:
        noun = _noun_in_sentence(doc, last.numeral)
        if noun is not None:
            carrier, phrase, end = noun, phrase_of_noun(doc, last.numeral.end, noun), max(end, noun.i + 1)
    elif last.unit is not None:
        carrier = doc[_unit_index(last)]
        age = unit.dimension == "time" and _is_age(doc, last.end)
        if age:
            end = max(end, _age_end(doc, last.end))
    sent = sentence_of(doc[first.numeral.start])
    start, end = max(start, sent.start), min(end, max(sent.end, last.numeral.end))
    rough = unit is not None and unit.name in ROUND_SPANS and hedge.kind == "exact"
    strict, plausible = _intervals(numerals, Hedge("about") if rough else hedge, hedges, count=unit is None)
    number = (first.numeral.start, last.numeral.end)
    built = Found(start=start, end=end, number=number, numerals=numerals, hedge=hedge, strict=strict,
                  plausible=plausible, carrier=carrier, noun=noun, unit=unit, age=age, phrase=phrase)  # fmt: skip
    return _of_age(built) if age else _of_unit(built) if unit is not None else _of_things(built)


@reads("number.age")
def _of_age(found: Found) -> Found:
    """ "37-year-old", "Ada Krall, 37,": a number of years that somebody has lived."""
    return found


@reads("number.unit")
def _of_unit(found: Found) -> Found:
    """ "12 km", "$2.5 million", "three days": a number with a unit."""
    return found


@reads("number.count")
def _of_things(found: Found) -> Found:
    """ "12 people", "dozens", "nearly 2,000": a number with a counted noun, or with nothing."""
    return found


def _noun_in_sentence(doc: Doc, numeral: Numeral) -> Token | None:
    noun = noun_of(doc, numeral)
    return None if noun is None or sentence_of(noun).start > numeral.end - 1 else noun


def _intervals(
    numerals: tuple[Numeral, ...], hedge: Hedge, hedges: HedgeTable, *, count: bool
) -> tuple[Interval, Interval]:
    if len(numerals) == 2:
        between = range_interval(*numerals)
        return between, between
    return intervals(numerals[0], hedge, hedges, count=count and numerals[0].value >= 0)


def _unit_index(found: Measured) -> int:
    """Return the token that carries a unit: its last word, or the number's where the unit stands before it."""
    return max(found.end, found.numeral.end) - 1 if not found.signed else found.numeral.end - 1


def _years(*, life: bool) -> Unit | None:
    year = find_unit("year")
    if year is None:
        return None
    return msgspec.structs.replace(of_age(year), dimension="life") if life else year


def _is_age(doc: Doc, end: int) -> bool:
    rest = lowers_in(doc, end, end + 2)
    return rest[:1] in (["old"], ["olds"]) or rest in (["-", "old"], ["-", "olds"], ["of", "age"])


def _age_end(doc: Doc, end: int) -> int:
    return end + 1 if doc[end].lower_ in {"old", "olds"} else end + 2


# ------------------------------------------------------------------ hedges
def _hedge(
    lowered: list[str], place: tuple[int, int], group: Sequence[Numeral], mark: str, hedges: HedgeTable
) -> tuple[Hedge, int, int]:
    """Return the hedge on either side of a number, and the surface widened by it; the nearest cue before it wins."""
    start, end = place
    before = _cue_before(lowered, start, hedges)
    after = _cue_after(lowered, end, hedges)
    if len(group) == 2:
        opening = start - 1 if start and lowered[start - 1] in {"between", "from"} else start
        return Hedge("range", " ".join(lowered[opening:start])), before[1] if before else opening, end
    if before is None and (mark,) in hedges.before:
        return Hedge(hedges.before[mark,], mark), start, end
    bounded = before is not None and before[0] == "about" and after is not None  # "about 500 or more"
    if before is not None and not bounded and (before[0] != "exact" or after is None):
        kind, at = before
        cue = " ".join(lowered[at:start])
        if kind != "exact":
            return Hedge(kind, cue), at, end
        return (Hedge("vague", group[0].vague) if group[0].vague else Hedge("exact", cue)), at, end
    if after is not None:
        kind, at = after
        return Hedge(kind, " ".join(lowered[end:at])), before[1] if before is not None and bounded else start, at
    return (Hedge("vague", group[0].vague) if group[0].vague else Hedge()), start, end


def _cue_before(lowered: list[str], start: int, hedges: HedgeTable) -> tuple[HedgeKind, int] | None:
    for skipped in (0, 1):
        stop = start - skipped
        if skipped and (stop < 1 or lowered[stop] not in {"a", "an", "another", "$"}):
            break
        for size in range(min(hedges.longest, stop), 0, -1):
            cue = tuple(lowered[stop - size : stop])
            kind = hedges.before.get(cue)
            if kind is not None:
                return None if _is_level(lowered, stop - size, cue) else (kind, stop - size)
    return None


def _is_level(lowered: list[str], at: int, cue: tuple[str, ...]) -> bool:
    """ "The lead up to 5 May", "back up to 4 percent": "up" belongs to the word before it."""
    return cue == ("up", "to") and at > 0 and lowered[at - 1] in load_labels().level_up


def _is_topic(about: Token) -> bool:
    """ "Notified the police about four victims", "a film about 83-year-old Jelka": of whom is told, not how exactly."""
    before, over = about.nbor(-1) if about.i else about, about.head.head
    tellers = [before, over] if about.dep_ == "case" and over.i < about.i else [before]
    return any(_tells(token) for token in tellers)


def _tells(token: Token) -> bool:
    words = load_labels()
    return lemma_of(token) in (words.told if token.pos_ == "NOUN" else words.telling)


def _cue_after(lowered: list[str], end: int, hedges: HedgeTable) -> tuple[HedgeKind, int] | None:
    for size in range(min(hedges.longest, len(lowered) - end), 0, -1):
        kind = hedges.after.get(tuple(lowered[end : end + size]))
        if kind is not None:
            return kind, end + size
    return None
