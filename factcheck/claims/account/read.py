"""A parsed paragraph becomes categorical claims: cause, condition, status, responsibility, day, hour, place, role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Doc

from factcheck.claims.account.agents import find_agents
from factcheck.claims.account.blame import find_blame
from factcheck.claims.account.causes import find_causes
from factcheck.claims.account.conditions import find_conditions
from factcheck.claims.account.offices import find_roles
from factcheck.claims.account.states import find_states
from factcheck.claims.account.verdicts import find_verdicts
from factcheck.claims.attribution.holders import attribution_at
from factcheck.claims.frame.stretches import content_words, sentence_end, sentence_start
from factcheck.claims.happening.happened import find_days
from factcheck.claims.happening.statement import Statement
from factcheck.claims.happening.streets import find_calls, find_streets
from factcheck.claims.happening.times import find_act_days, find_clocks, with_hours
from factcheck.claims.harm.custody import find_custody
from factcheck.claims.harm.health import find_health
from factcheck.claims.harm.hits import find_wounds
from factcheck.language.docview import lowers_in, tokens_in
from factcheck.lexicon.categories import load_categories, load_events
from factcheck.models import Attribution, Category, Claim, Span

__all__ = ["extract_categories"]

LONGEST_SPAN = 30


def extract_categories(
    doc: Doc,
    *,
    offset: int,
    source_id: str,
    attributions: Sequence[Attribution] = (),
    text: str | None = None,
    topic: str | None = None,
    published: dt.date | None = None,
    place: int = 0,
) -> list[Claim]:
    """Return the categorical claims of a parsed block, in text order; empty where it states none.

    `offset` is where the block begins in the source's text and `text` that text as published (its slices become the
    quotes; without it the parsed copy's). `topic` is the class of the event that the source is about: what "it was
    caused by" speaks of where the block names no event, and what its days are the days of; `place` is the
    block's number: a report dates its own event at its top.
    """
    events = load_events()
    found = [
        *find_causes(doc, events, topic),
        *find_verdicts(doc, events, topic),
        *find_blame(doc, events, topic),
        *find_conditions(doc, events),
        *find_states(doc, events),
        *find_agents(doc, events, topic),
        *find_days(doc, events, topic, published, place),
        *find_clocks(doc, events, topic),
        *find_act_days(doc, events, topic, published, place),
        *find_streets(doc, events, topic, published),
        *find_calls(doc, events, topic, published),
        *find_roles(doc),
        *find_wounds(doc),
        *find_health(doc),
        *find_custody(doc),
    ]
    whole = text if text is not None else " " * offset + doc.text
    claims: dict[tuple[str, int, int], Claim] = {}
    for statement in sorted(with_hours(found), key=lambda each: (each.first, each.slot, each.last)):
        claim = _claim(doc, statement, offset=offset, source_id=source_id, attributions=attributions, whole=whole)
        claims.setdefault((claim.measure, statement.first, statement.last), claim)
    return list(claims.values())


def _claim(
    doc: Doc, statement: Statement, *, offset: int, source_id: str, attributions: Sequence[Attribution], whole: str
) -> Claim:
    first, last = _chars(doc, statement.first, statement.last, offset)
    start, end = _whole_pattern(doc, statement, offset)
    sentence = _chars(
        doc, sentence_start(doc[statement.first]), min(len(doc), sentence_end(doc[statement.last - 1]) + 1), offset
    )
    return Claim(
        id=f"{source_id}-{statement.slot}-{start}-{end}",
        source_id=source_id,
        measure=statement.slot,
        about=statement.about,
        value=Category(slot=statement.slot, label=_label(doc, statement), surface=whole[first:last]),
        span=Span.of(whole, start, end),
        sentence=Span.of(whole, min(sentence[0], start), max(sentence[1], end)),
        status=statement.status,
        attribution=None if statement.slot == "role" else attribution_at(attributions, *_told(doc, statement, offset)),
        read_by=statement.read_by,
        confidence=statement.confidence,
    )


def _told(doc: Doc, statement: Statement, offset: int) -> tuple[int, int]:
    token = doc[statement.told if statement.told is not None else statement.first]
    return offset + token.idx, offset + token.idx + len(token)


def _chars(doc: Doc, first: int, last: int, offset: int) -> tuple[int, int]:
    return offset + doc[first].idx, offset + doc[last - 1].idx + len(doc[last - 1])


def _whole_pattern(doc: Doc, statement: Statement, offset: int) -> tuple[int, int]:
    """Return the span from the event to its cause.

    The cause's alone where they are far apart or the event is elsewhere.
    """
    first, last = min(statement.event, statement.first), max(statement.event + 1, statement.last)
    if statement.event < 0 or last - first > LONGEST_SPAN:
        first, last = statement.first, statement.last
    marks = sum(token.text == '"' for token in tokens_in(doc, first, last))
    if marks % 2 and first > 0 and doc[first - 1].text == '"':
        first -= 1
    elif marks % 2 and last < len(doc) and doc[last].text == '"':
        last += 1
    return _chars(doc, first, last, offset)


def _label(doc: Doc, statement: Statement) -> str:
    if statement.label is not None:
        return statement.label
    words = content_words(doc, statement.first, statement.last)
    every = lowers_in(doc, statement.first, statement.last)
    found = load_categories().class_of(statement.slot, every)
    return f"{found}: {' '.join(words)}" if found else " ".join(words)
