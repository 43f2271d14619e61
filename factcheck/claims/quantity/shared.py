"""Let a bare number share what an earlier or a later one of its sentence counts.

"210 canoes, compared with 87 last spring", "14 or $15", "900 people … and 400 who …", "dropped 38 points to 6,291",
"10, 12 and 15 people", "lower than 8.9 ksi (61 MPa)".
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from factcheck.claims.quantity.found import Found
from factcheck.language.docview import lowers_in, sentence_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.hedges import HedgeTable
from factcheck.lexicon.people import is_people
from factcheck.models import Hedge, Interval
from factcheck.numerals.intervals import intervals
from factcheck.reads import reads
from factcheck.units import Unit

__all__ = ["share_nouns"]

_COMPARING = frozenset({"with", "to", "from", "than", "versus", "vs", "against"})
_LISTING = frozenset({",", "and", "or", "to", "-", "&"})
# units in which a level is told, where a change of it was told in the same: "fell 3 points to 6,291"
_LEVELS = frozenset({"point", "lot", "contract"})


def share_nouns(doc: Doc, found: list[Found], hedges: HedgeTable) -> list[Found]:
    """Return the quantities with the phrase or the unit that they share; the counted noun of a claim is not changed."""
    out = [*found]
    for at in range(len(out) - 1, -1, -1):
        if _is_bare(out[at]) and at + 1 < len(out):
            out[at] = _from_next(doc, out[at], out[at + 1])
    for at, each in enumerate(out):
        if at and _restates(doc, out[at - 1], each):
            out[at] = _hedged_as(out[at - 1], each, hedges)
        elif _is_bare(each):
            earlier = [other for other in out[:at] if sentence_of(other.carrier) == sentence_of(each.carrier)]
            out[at] = _from_earlier(doc, each, earlier)
    return out


def _restates(doc: Doc, first: Found, second: Found) -> bool:
    """Whether a bracket says the same in another unit: "lower than 8.9 ksi (61.4 MPa)"."""
    if first.unit is None or second.unit is None or second.hedge.kind != "exact" or len(second.numerals) > 1:
        return False
    after = doc[second.end].text if second.end < len(doc) else ""
    same = first.unit != second.unit and first.unit.dimension == second.unit.dimension
    return same and first.end == second.start - 1 and doc[first.end].text == "(" and after == ")"


def _hedged_as(first: Found, second: Found, hedges: HedgeTable) -> Found:
    if first.hedge.kind in {"exact", "range", "vague"}:
        return second
    strict, plausible = intervals(second.numerals[0], first.hedge, hedges, count=False)
    return _restated(second, hedge=first.hedge, strict=strict, plausible=plausible)


@reads("number.restated")
def _restated(found: Found, *, hedge: Hedge, strict: Interval, plausible: Interval) -> Found:
    """ "Lower than 8.9 ksi (61.4 MPa)": a bracket says the same in another unit, under the same hedge."""
    return msgspec.structs.replace(found, hedge=hedge, strict=strict, plausible=plausible)


def _is_bare(found: Found) -> bool:
    return found.unit is None and not found.phrase and not found.numerals[0].fraction and not found.numerals[0].vague


def _from_next(doc: Doc, found: Found, following: Found) -> Found:
    """Share with the next member of a list: "10, 12 and 15 people", "8 or $9", "four-, five- and six-cylinder"."""
    gap = {*lowers_in(doc, found.end, following.start)}
    near = following.start - found.end < 4
    listed = doc[found.end - 1].text.endswith("-") or (following.noun is None and following.unit is None)
    if not gap or not near or not gap <= _LISTING or (gap == {","} and not listed):
        return found
    return _sharing(found, following)


@reads("number.shares-with-next")
def _sharing(found: Found, other: Found) -> Found:
    """ "10, 12 and 15 people", "8 or $9": the unit or the noun stands behind the last of a row."""
    if other.unit is not None:
        return msgspec.structs.replace(found, unit=other.unit)
    return msgspec.structs.replace(found, phrase=other.phrase)


@reads("number.shares-with-earlier")
def _as_earlier(found: Found, *, phrase: str = "", unit: Unit | None = None) -> Found:
    """ "460 vehicles, compared with 63", "lost 64 points to 4,577": what is counted was said with a number before."""
    return msgspec.structs.replace(found, phrase=phrase or found.phrase, unit=unit or found.unit)


def _from_earlier(doc: Doc, found: Found, earlier: Sequence[Found]) -> Found:
    """Share with a number before: in a comparison, a level after a change, a list, or people after "who"."""
    if not earlier:
        return found
    before = doc[found.start - 1].lower_ if found.start else ""
    after = doc[found.number[1]].lower_ if found.number[1] < len(doc) else ""
    if after in {"who", "whom"}:
        people = (each for each in reversed(earlier) if each.noun is not None and is_people(lemma_of(each.noun)))
        phrase = next((each.phrase for each in people), "people")
        return _as_earlier(found, phrase=phrase)
    last = earlier[-1]
    if before in {"and", "or"} and after == _places_of(doc, last) and last.unit is None and last.phrase:
        return _as_earlier(found, phrase=last.phrase)  # "300 strikes in the north and nearly 200 in the south"
    if before in {"and", "or"}:
        return _from_money(doc, found, earlier)
    if before in _COMPARING and last.unit is None and last.phrase:
        return _as_earlier(found, phrase=last.phrase)
    if before in {"to", "at"}:
        level = next((each for each in reversed(earlier) if each.phrase in _LEVELS), None)
        if level is not None and all(each.unit is not None for each in earlier[earlier.index(level) + 1 :]):
            return _as_earlier(found, phrase=level.phrase)
    return found


def _places_of(doc: Doc, found: Found) -> str | None:
    """Return the preposition of place or time behind a number's noun, past a participle: "jobs added in May"."""
    at = found.end + (found.end < len(doc) and doc[found.end].tag_ == "VBN")
    word = doc[at].lower_ if at < len(doc) else ""
    return word if word in {"in", "on", "at", "from", "near"} else None


def _from_money(doc: Doc, found: Found, earlier: Sequence[Found]) -> Found:
    """ "4.8 billion kroner ($450 million) and 96 million": the sum outside the brackets has the unit of the other."""
    outside = [each for each in earlier if not (each.start and doc[each.start - 1].text == "(")]
    last = next((each for each in reversed(outside) if each.unit is not None), None)
    if last is None or last.unit is None or last.unit.dimension != "money":
        return found
    converted = [each.end < len(doc) and doc[each.end].text == "(" for each in (last, found)]
    return _as_earlier(found, unit=last.unit) if converted[0] else found
