"""Turn sources into Readings: parse their blocks, and collect what each one claims, names and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc

from factcheck.claims.account.fullnames import extract_names
from factcheck.claims.account.placenames import extract_localities
from factcheck.claims.account.quotations import extract_quotations
from factcheck.claims.account.read import extract_categories
from factcheck.claims.attribution.read import extract_attributions
from factcheck.claims.attribution.speakers import resolve_speakers
from factcheck.claims.compose.counted import Rules
from factcheck.claims.compose.listed import with_labels
from factcheck.claims.compose.read import count_claims
from factcheck.claims.compose.tally import with_tallies
from factcheck.claims.frame.asof import day_told
from factcheck.claims.frame.context import contexts_of
from factcheck.claims.frame.licence import with_licences
from factcheck.claims.frame.notes import noted, weekdays_told
from factcheck.claims.frame.parts import settled
from factcheck.claims.happening.assertions import extract_assertions
from factcheck.claims.happening.happened import events_told
from factcheck.claims.measure.bearers import with_full_names
from factcheck.claims.parse.aliases import extract_aliases
from factcheck.claims.parse.blocks import split_blocks
from factcheck.claims.parse.parsed import Block
from factcheck.claims.parse.read import OnFailed, read_parses
from factcheck.claims.parse.spacing import Spaced, restored, restored_attribution, without_spaces
from factcheck.claims.quantity.found import Found
from factcheck.claims.quantity.read import extract_quantities
from factcheck.language import load_pipeline
from factcheck.language.docview import view_of
from factcheck.lexicon.catalogue import load_measures
from factcheck.lexicon.categories import load_events
from factcheck.lexicon.hedges import load_hedges
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import Attribution, Claim, Mention, Quantity, Reading, Source
from factcheck.settings import Settings

# what opens a clause: "knows that", "wants to"; without one an attitude is no report of words
CLAUSE_OPENERS = frozenset({"that", "to", "whether", "how", "why", "what", "if"})
# categories of an event; of one that a source names in passing they are not kept
OF_EVENTS = frozenset({"cause", "condition", "status", "responsibility"})

__all__ = ["attributions", "quantities", "read_blocks", "read_claims", "read_doc", "stream_claims"]


def _rules(settings: Settings) -> Rules:
    return Rules(load_measures(settings.measures), load_hedges(settings.hedges), load_events())


def read_claims(sources: Sequence[Source], *, settings: Settings | None = None) -> list[Reading]:
    """Return a reading for each source, in order.

    Raises PipelineError or SettingsError where a setting is not usable, SourceError where a source cannot be read.
    """
    return list(stream_claims(sources, settings=settings))


def stream_claims(
    sources: Iterable[Source], *, settings: Settings | None = None, on_failed: OnFailed | None = None
) -> Iterator[Reading]:
    """Yield a reading for each source, in order; what was parsed is freed before more is, so that memory stays level.

    A source that cannot be read is left out and reported to `on_failed`; without that it raises SourceError. Raises
    PipelineError or SettingsError where a setting is not usable.
    """
    settings = settings or Settings()
    nlp, rules = load_pipeline(settings.pipeline), _rules(settings)

    def read(spaced: Spaced, blocks: Sequence[Block]) -> Reading:
        return restored(_read(spaced.twin, blocks, rules), spaced)

    yield from read_parses(sources, _blocks_of, read, nlp, on_failed)


def _blocks_of(source: Source) -> list[tuple[int, int]]:
    return split_blocks(source.text, source.set_aside)


def quantities(texts: Iterable[str]) -> list[list[Quantity]]:
    """Return every quantity that each text states, whatever it measures, in text order.

    A change from one value to another is one quantity with both, the older first; `noun` has its modifiers.
    """
    hedges = load_hedges()

    def read(spaced: Spaced, blocks: Sequence[Block]) -> list[Quantity]:
        found = ((block, each) for block in blocks for each in extract_quantities(block.doc, hedges, changes=True))
        return [_quantity(each, block, spaced) for block, each in found]

    sources = map(Source.from_text, texts)
    return list(read_parses(sources, lambda source: [(0, len(source.text))], read, load_pipeline()))


def _quantity(found: Found, block: Block, spaced: Spaced) -> Quantity:
    return found.to_quantity(spaced.source.text[slice(*spaced.range_of(*block.range_of(found)))], whole=True)


def attributions(texts: Iterable[str]) -> list[list[Attribution]]:
    """Return who is said to have said what in each text, with spans into it."""

    def read(spaced: Spaced, blocks: Sequence[Block]) -> list[Attribution]:
        return [restored_attribution(said, spaced) for said in _outermost(_attributions_of(blocks))]

    return list(read_parses(map(Source.from_text, texts), _blocks_of, read, load_pipeline()))


def _is_spoken(attribution: Attribution, text: str) -> bool:
    """Return whether somebody else says it: what seems so, what "I" say, and what is known or felt is the text's."""
    words = load_reporting()
    verb = attribution.cue.lower().split()[0] if attribution.cue else ""
    if verb in words.wishing or verb in words.felt:
        return False
    if words.forms.get(verb) in words.attitudes:
        start, end = attribution.content_spans[0]
        if text[start:end].split(maxsplit=1)[0].lower() not in CLAUSE_OPENERS:
            return False
    if attribution.speaker is None:
        return attribution.cue.lower() not in words.seeming
    return attribution.speaker.lower() not in {"i", "we"}


def _outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions without those inside another's content: these are that speaker's words, not the text's.

    Of two that lie in each other's content the earlier stays.
    """
    inside: list[set[int]] = []
    for index, each in enumerate(found):
        start, end = each.cue_spans[0] if each.cue_spans else (0, 0)
        holders = (
            other
            for other, held in enumerate(found)
            if other != index and any(a <= start and end <= b for a, b in held.content_spans)
        )
        inside.append(set(holders) if end else set())
    return [
        each
        for index, each in enumerate(found)
        if not any(index not in inside[other] or other < index for other in inside[index])
    ]


def _attributions_of(blocks: Sequence[Block]) -> list[Attribution]:
    found = [each for block in blocks for each in extract_attributions(block.doc, offset=block.offset)]
    return resolve_speakers(found, [block.doc for block in blocks], [block.offset for block in blocks])


def _read(source: Source, blocks: Sequence[Block], rules: Rules) -> Reading:
    main, told = events_told([block.doc for block in blocks], load_events())
    claims, said = _claims(blocks, source, rules, main, told)
    names = [*extract_names(blocks, source_id=source.id, text=source.text)]
    names += extract_localities(blocks, source_id=source.id, text=source.text)
    names += extract_assertions(blocks, source_id=source.id, text=source.text, attributions=said)
    mentions = tuple(mention for block in blocks for mention in _mentions(block, source.text))
    contexts = tuple(contexts_of(claims, blocks))
    claims = tuple(with_licences(claims, {each.claim_id: each for each in contexts}, source, rules.catalogue))
    return Reading(
        source_id=source.id,
        main=main,
        claims=tuple(sorted((*claims, *names), key=_order)),
        mentions=mentions,
        aliases=extract_aliases(source.text),
        attributions=tuple(said),
        weekdays=weekdays_told(claims, mentions),
        contexts=contexts,
    )


def read_blocks(spaced: Spaced, blocks: Sequence[Block], *, settings: Settings) -> Reading:
    """Return the reading of a source whose blocks have been parsed in its twin."""
    return restored(_read(spaced.twin, blocks, _rules(settings)), spaced)


def read_doc(doc: Doc, *, settings: Settings) -> tuple[Claim, ...]:
    """Return the claims of a doc that a pipeline has parsed; their spans are offsets into its text."""
    spaced, twin = without_spaces(doc)
    return read_blocks(spaced, [Block(twin, 0)], settings=settings).claims


def _claims(
    blocks: Sequence[Block], source: Source, rules: Rules, main: str | None, told: frozenset[str]
) -> tuple[tuple[Claim, ...], list[Attribution]]:
    said = [each for each in _attributions_of(blocks) if _is_spoken(each, source.text)]
    counts = [count_claims(block, source, said, rules) for block in blocks]
    numeric = with_tallies(
        [claim for each in counts for claim in each.claims],
        [one for each in counts for one in each.singles],
        source,
        rules.catalogue,
    )
    other = [
        claim
        for at, block in enumerate(blocks)
        for claim in _claims_of(block, source, said, main, place=at)
        if claim.measure not in OF_EVENTS or claim.about is None or _class_of(claim.about) in told
    ]
    named = with_full_names(_unique([*numeric, *other]), [block.doc for block in blocks])
    claims = (settled(noted(claim, source.text)) for claim in with_labels(named, blocks))
    return tuple(sorted(claims, key=_order)), said


def _order(claim: Claim) -> tuple[int, int, str]:
    return claim.span.start, claim.span.end, claim.measure


def _class_of(about: str) -> str:
    return load_events().of_noun(about) or about


def _unique(claims: Iterable[Claim]) -> Iterator[Claim]:
    seen: set[str] = set()
    for claim in claims:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


def _mentions(block: Block, text: str) -> Iterator[Mention]:
    for ent in view_of(block.doc).ents:
        start, end = ent.start_char + block.offset, ent.end_char + block.offset
        yield Mention(text[start:end], ent.label_, start, end)


def _claims_of(
    block: Block, source: Source, said: Sequence[Attribution], main: str | None, *, place: int
) -> Iterator[Claim]:
    accounts = extract_categories(
        block.doc,
        offset=block.offset,
        source_id=source.id,
        attributions=said,
        text=source.text,
        topic=main,
        published=source.day_at(block.offset),
        place=place,
    )
    for claim in accounts:
        start, end = claim.span.start - block.offset, claim.span.end - block.offset
        yield msgspec.structs.replace(claim, as_of=day_told(block.doc, start, end, source.day_at(block.offset)))
    yield from extract_quotations(
        block.doc, offset=block.offset, source_id=source.id, attributions=said, text=source.text
    )
