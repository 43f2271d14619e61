"""A sentence → how it was read: its parse, its numbers, each rule that spoke or refused, and its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from spacy.tokens import Doc

from factcheck.claims.parse.blocks import split_blocks
from factcheck.claims.parse.parsed import Block
from factcheck.claims.parse.read import read_parses
from factcheck.claims.parse.spacing import Spaced
from factcheck.claims.quantity.found import Found
from factcheck.claims.quantity.read import extract_quantities
from factcheck.claims.read import read_blocks
from factcheck.language import load_pipeline
from factcheck.language.words import lemma_of
from factcheck.lexicon.hedges import load_hedges
from factcheck.models import Attribution, Claim, Hedge, Interval, Source
from factcheck.reads import Refused, Rule, rules, tracing
from factcheck.settings import Settings

__all__ = ["Number", "Refusal", "Trace", "Word", "trace_text"]


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A token of the parse: `head` is the number of its head, itself for a root."""

    number: int
    text: str
    lemma: str
    part: str
    tag: str
    label: str
    head: int
    entity: str


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A number that counts or measures: its words, what they allow, and the measure that it was given, if any."""

    surface: str
    nominal: list[str]
    hedge: Hedge
    strict: Interval
    plausible: Interval
    unit: str | None
    noun: str | None
    read_by: tuple[str, ...]
    measure: str | None


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a check refused: its words, the check's name, and what the check says."""

    surface: str
    rule: str
    says: str


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """How one text was read; `rules` are those whose names a claim or a number carries, in the order of their names."""

    text: str
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    refused: tuple[Refusal, ...]
    rules: tuple[Rule, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the trace as `json` would read it."""
        plain = msgspec.to_builtins(self)
        return {**plain, "claims": [claim.to_dict() for claim in self.claims],
                "attributions": [each.to_dict() for each in self.attributions]}  # fmt: skip


def trace_text(text: str, *, settings: Settings | None = None) -> Trace:
    """Return how a text was read. Raises PipelineError or SettingsError where a setting is not usable."""
    chosen = settings or Settings()
    source = Source.from_text(text, id="text")

    def read(spaced: Spaced, blocks: Sequence[Block]) -> Trace:
        return _trace(spaced, blocks, chosen)

    (trace,) = read_parses([source], lambda each: split_blocks(each.text), read, load_pipeline(chosen.pipeline))
    return trace


def _trace(spaced: Spaced, blocks: Sequence[Block], settings: Settings) -> Trace:
    with tracing() as noted:
        reading = read_blocks(spaced, blocks, settings=settings)
    hedges, claims = load_hedges(settings.hedges), reading.claims
    numbers = tuple(
        _number(found, block, spaced, claims) for block in blocks for found in extract_quantities(block.doc, hedges)
    )
    named = sorted({name for claim in claims for name in claim.read_by} | {n for each in numbers for n in each.read_by})
    return Trace(
        text=spaced.source.text,
        words=_words([block.doc for block in blocks]),
        numbers=numbers,
        refused=tuple(_refusals(noted)),
        rules=tuple(rules()[name] for name in named),
        attributions=reading.attributions,
        claims=claims,
    )


def _words(docs: Iterable[Doc]) -> tuple[Word, ...]:
    """Return the tokens of all blocks, numbered through."""
    words: list[Word] = []
    for doc in docs:
        words += _words_of(doc, len(words))
    return tuple(words)


def _words_of(doc: Doc, before: int) -> Iterator[Word]:
    for token in doc:
        yield Word(number=before + token.i, text=token.text, lemma=lemma_of(token), part=token.pos_, tag=token.tag_,
                   label=token.dep_, head=before + token.head.i, entity=token.ent_type_)  # fmt: skip


def _number(found: Found, block: Block, spaced: Spaced, claims: Iterable[Claim]) -> Number:
    start, end = spaced.range_of(*block.range_of(found))
    value = found.to_quantity(spaced.source.text[start:end])
    measure = next((claim.measure for claim in claims if (claim.span.start, claim.span.end) == (start, end)), None)
    return Number(surface=value.surface, nominal=[str(each) for each in value.nominal], hedge=value.hedge,
                  strict=value.strict, plausible=value.plausible, unit=value.unit, noun=value.noun,
                  read_by=found.read_by, measure=measure)  # fmt: skip


def _refusals(noted: Iterable[Refused]) -> Iterator[Refusal]:
    seen: set[tuple[str, str]] = set()
    for each in noted:
        if (each.words, each.rule) not in seen:
            seen.add((each.words, each.rule))
            yield Refusal(surface=each.words, rule=each.rule, says=rules()[each.rule].says)
