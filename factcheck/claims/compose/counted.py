"""What a quantity becomes: a claim of its block, with scope, status, speaker and the time for which it is made."""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from factcheck.claims.frame.asof import as_of
from factcheck.claims.frame.elsewhere import elsewhere
from factcheck.claims.frame.parts import role_of
from factcheck.claims.frame.scope import scope_of
from factcheck.claims.frame.status import status_of
from factcheck.claims.frame.stretches import event_of
from factcheck.claims.frame.windows import window_of
from factcheck.claims.frame.withdrawn import standing_of
from factcheck.claims.measure.dimensions import about_of
from factcheck.claims.measure.read import Assigned
from factcheck.claims.measure.splits import side_of
from factcheck.claims.parse.parsed import Block
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, sentence_of, tokens_in
from factcheck.language.grammar import phrase_of
from factcheck.lexicon.catalogue import Catalogue
from factcheck.lexicon.categories import Events
from factcheck.lexicon.hedges import HedgeTable
from factcheck.models import Attribution, Claim, Frame, Source, Span

__all__ = ["Block", "Counted", "Rules", "claim_id", "make_counted"]


class Rules(msgspec.Struct, frozen=True):
    """The data that the extraction goes by."""

    catalogue: Catalogue
    hedges: HedgeTable
    events: Events


class Counted(msgspec.Struct, frozen=True):
    """A quantity that became a claim, with the tokens that sums are made from."""

    found: Found
    assigned: Assigned
    claim: Claim


def make_counted(
    found: Found, assigned: Assigned, speaker: Attribution | None, *, block: Block, source: Source, rules: Rules
) -> Counted:
    """Return a quantity that states a measure as a claim of its block."""
    start, end = block.range_of(found)
    status, scope = status_of(found, assigned), scope_of(found, assigned)
    standing = standing_of(found, assigned, status, speaker)
    if standing == "rumoured":  # who tells of a rumour does not hold it
        speaker, status = None, "suspected" if status == "actual" else status
    published = source.day_at(block.offset)
    frame = elsewhere(found, assigned.trigger, published, rules.events, people=assigned.measure.people)
    claim = Claim(
        id=claim_id(source.id, assigned.measure.name, start, end),
        source_id=source.id,
        measure=assigned.measure.name,
        about=_about(found, assigned, rules.events),
        frame=Frame(
            event=frame.event,
            window=frame.window or window_of(found, assigned),
            role=role_of(found, assigned, scope),
            standing=standing,
        ),
        value=found.to_quantity(source.text[start:end]),
        span=Span.of(source.text, start, end),
        sentence=_sentence(found.carrier, block, source.text),
        scope=scope,
        status=status,
        attribution=speaker,
        as_of=as_of(found, assigned, status, published),
        read_by=(*found.read_by, *assigned.read_by),
        confidence="high" if assigned.sure else "medium",
    )
    return Counted(found, assigned, claim)


def claim_id(source_id: str, measure: str, start: int, end: int) -> str:
    """Return a claim's id: the same source, measure and span give the same one."""
    return f"{source_id}-{measure}-{start}-{end}"


def _sentence(token: Token, block: Block, text: str) -> Span:
    sent = sentence_of(token)
    return Span.of(text, sent.start_char + block.offset, sent.end_char + block.offset)


def _about(found: Found, assigned: Assigned, events: Events) -> str | None:
    measure = assigned.measure
    if measure.group:
        return _group_name(assigned.trigger)
    if measure.name == "votes":
        return side_of(found)
    if measure.dimension == "count" and (measure.people or (measure.noun and not measure.open)):
        return None
    return about_of(found, assigned, lambda token: event_of(token, events))


def _group_name(group: Token) -> str | None:
    """Return the name of the group that has the members: "the Union (AU), a bloc of 55 states"."""
    named = (
        group.head
        if group.dep_ == "appos"
        else next((child for child in dependents(group) if child.dep_ == "nsubj"), None)
    )
    if named is None or named.pos_ != "PROPN":
        return None
    first, last = phrase_of(named)
    words = [
        token.text
        for token in tokens_in(group.doc, first, last)
        if token.pos_ not in {"DET", "PUNCT"} and token.i < group.i
    ]
    return " ".join(words) or None
