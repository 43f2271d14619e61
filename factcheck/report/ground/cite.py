"""Claims → citations as the report prints them: who, where, when, and the sentence with the claim's words marked."""

from __future__ import annotations

import msgspec

from factcheck.models import Attribution, Claim, Quantity
from factcheck.report.ground.index import Index
from factcheck.report.ground.phrases import STANCES, STATUSES, day, quantity, value_surface
from factcheck.report.ground.text import Piece, clean_line, sentence_pieces

__all__ = ["CitationView", "SumView", "cite", "cite_all", "holder", "text_anchor", "value_words"]


class SumView(msgspec.Struct, frozen=True):
    """An addition that factcheck did: "26 + 18 = 44", and the words that were added."""

    equation: str
    terms: tuple[str, ...]


class CitationView(msgspec.Struct, frozen=True):
    """One claim with the place that it rests on; links are fragment links, "" where there is nothing to link to.

    `place` is the page or the time at which it stands, "" where its file has none.
    """

    number: str
    source_link: str
    text_link: str
    outlet: str
    date: str
    place: str
    speaker: str
    notes: tuple[str, ...]
    value: str
    pieces: tuple[Piece, ...]
    sum: SumView | None


def cite_all(claims: tuple[Claim, ...], index: Index) -> tuple[CitationView, ...]:
    """Return the citations of the claims by source number and place in the text."""
    ordered = sorted(
        claims, key=lambda claim: (index.number_of(claim.source_id), claim.span.start, claim.span.end, claim.id)
    )
    return tuple(cite(claim, index) for claim in ordered)


def cite(claim: Claim, index: Index) -> CitationView:
    """Return the citation of a claim; a derived claim has all its parts marked."""
    parts = index.claims_of(claim.derived_from)
    source = index.sources.get(claim.source_id)
    number = index.number_of(claim.source_id)
    return CitationView(
        number=str(number),
        source_link=f"#source-{number}",
        text_link=f"#{text_anchor(claim, index)}" if source and claim.span.end <= len(source.text) else "",
        outlet=index.outlet_of(claim.source_id),
        date=index.day_of(claim.source_id),
        place=index.place_of(claim),
        speaker=_speaker(claim.attribution),
        notes=_notes(claim, index),
        value=value_words(claim, index),
        pieces=sentence_pieces(claim.sentence, [part.span for part in parts] or [claim.span]),
        sum=_sum(claim, index),
    )


def text_anchor(claim: Claim, index: Index) -> str:
    """Return the id of the place in the full text where a claim begins."""
    first = index.claims_of(claim.derived_from)[:1] or (claim,)
    return f"text-{index.number_of(claim.source_id)}-{first[0].span.start}"


def holder(claim: Claim, index: Index) -> str:
    """Return who holds a claim: the speaker, else the outlet."""
    named = clean_line(claim.attribution.speaker) if claim.attribution else ""
    return named or index.outlet_of(claim.source_id)


def _speaker(attribution: Attribution | None) -> str:
    if attribution is None:
        return "in the outlet’s own words"
    return f"{STANCES[attribution.stance]} {clean_line(attribution.speaker) or 'a speaker who is not named'}"


def _notes(claim: Claim, index: Index) -> tuple[str, ...]:
    source = index.sources.get(claim.source_id)
    dated = claim.as_of is not None and (source is None or claim.as_of != source.published)
    part = {"whole": "", "subset": "part of the whole", "addition": "in addition to the rest"}[claim.scope.part]
    notes = (STATUSES[claim.status], f"as of {day(claim.as_of)}" if dated else "", part, clean_line(claim.scope.place))
    return tuple(note for note in notes if note)


def value_words(claim: Claim, index: Index) -> str:
    """Return the value of a claim as printed; for a sum the addition."""
    total = _sum(claim, index)
    return total.equation if total else value_surface(claim)


def _sum(claim: Claim, index: Index) -> SumView | None:
    parts = index.claims_of(claim.derived_from)
    if not parts or not isinstance(claim.value, Quantity):
        return None
    addends = [quantity(part.value) for part in parts if isinstance(part.value, Quantity)]
    if len(addends) != len(parts):
        return None
    sign = " \N{MINUS SIGN} " if len(parts) == 2 and parts[0].measure != claim.measure else " + "
    return SumView(
        f"{sign.join(addends)} = {quantity(claim.value)}", tuple(clean_line(part.span.quote) for part in parts)
    )
