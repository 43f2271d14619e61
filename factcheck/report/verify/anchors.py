"""A report → where it does not hold together: quotes that are not in the texts, ids that name nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from factcheck.models import Attribution, Citation, Claim, Finding, Report, Source, Span
from factcheck.report.verify.faults import Fault, parted, place_of, told

__all__ = ["find_loose_ends", "sources_fit"]

_MOST_NUMBERS = 1_000_000


def find_loose_ends(report: Report) -> Iterator[Fault]:
    """Yield what does not hold together: numbers and parts of the sources, quotes, citations, ids."""
    yield from _of_sources(report)
    sources = {source.id: source for source in report.sources}
    for claim in report.claims:
        if claim.source_id in sources:
            yield from _of_claim(claim, sources[claim.source_id])
    claims = {claim.id: claim for claim in report.claims if claim.source_id in sources}
    for finding in report.findings:
        yield from _of_finding(finding, claims, sources)
    yield from _twice(report)
    yield from _unresolved(report)


def sources_fit(report: Report) -> bool:
    """Return whether the sources can be checked again as they are: ids, numbers and parts set aside are in order."""
    return not any(_of_sources(report)) and len({source.id for source in report.sources}) == len(report.sources)


def _of_sources(report: Report) -> Iterator[Fault]:
    often = Counter(source.number for source in report.sources)
    for number, times in often.items():
        if times > 1:
            yield Fault("number", "report", f"{times} sources have the number {told(number)}")
    for source in report.sources:
        place, name = place_of("source", source.id), f"source {told(source.number)}"
        if not 0 < source.number <= _MOST_NUMBERS:
            yield Fault("number", place, f"{name}: sources are numbered from 1")
        starts = [mark.start for mark in source.places or ()]
        if starts != sorted(starts) or not all(0 <= start <= len(source.text) for start in starts):
            yield Fault("places", place, f"{name}: the places of its pages are not in order within its text")
        for part in source.set_aside:
            if not 0 <= part.start < part.end <= len(source.text):
                where = f"{told(part.start)}–{told(part.end)}"
                yield Fault("set_aside", place, f"{name}: a part set aside at {where} is not within its text")


def _of_claim(claim: Claim, source: Source) -> Iterator[Fault]:
    place, name = place_of("claim", claim.id), f"claim {told(claim.id, quote=False)} in source {told(source.number)}"
    for field, what, span in (("span", "quote", claim.span), ("sentence", "sentence", claim.sentence)):
        if fault := _misquoted(span, source.text):
            yield Fault(field, place, f"{name}: the {what} at {told(span.start)}–{told(span.end)} {fault}")
    if claim.attribution and not all(_within(span, source.text) for span in _spans_of(claim.attribution)):
        yield Fault("attribution", place, f"{name}: who says it, or what is said, stands outside the text")


def _misquoted(span: Span, text: str) -> str:
    """Return how a quote differs from what stands in its place; "" where it does not."""
    if not _within((span.start, span.end), text):
        return "is not within the text"
    stands = text[span.start : span.end]
    has, quote = map(told, parted(stands, span.quote))
    return "" if stands == span.quote else f"is {quote}, but the text has {has}"


def _within(span: tuple[int, int], text: str) -> bool:
    return 0 <= span[0] <= span[1] <= len(text)


def _spans_of(attribution: Attribution) -> Iterator[tuple[int, int]]:
    yield from (*attribution.speaker_spans, *attribution.cue_spans, *attribution.content_spans)


def _of_finding(finding: Finding, claims: Mapping[str, Claim], sources: Mapping[str, Source]) -> Iterator[Fault]:
    name = f"finding {told(finding.code, quote=False)} ({told(finding.id, quote=False)})"
    for citation in (citation for position in finding.positions for citation in position.citations):
        claim = claims.get(citation.claim_id)
        if claim and (fault := _miscited(citation, claim, sources[claim.source_id])):
            what = f"a citation of claim {told(claim.id, quote=False)}"
            yield Fault("positions", place_of("finding", finding.id), f"{name}: {what}: {fault}")


def _miscited(citation: Citation, claim: Claim, source: Source) -> str:
    """Return where a citation is not its claim's own words; "" where it is."""
    wanted = {
        "source_id": claim.source_id,
        "source_number": source.number,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.span.quote,
        "place": source.place_of(claim.span.start) or msgspec.UNSET,
    }
    pairs = ((field, value, getattr(citation, field)) for field, value in wanted.items())
    return next(
        (
            f"its {field} is {told(found)}, that of the claim is {told(value)}"
            for field, value, found in pairs
            if value != found
        ),
        "",
    )


def _twice(report: Report) -> Iterator[Fault]:
    for kind, ids in _ids(report).items():
        for id_, times in Counter(ids).items():
            if times > 1:
                text = f"{times} {kind} have the id {told(id_)}"
                yield Fault("id", place_of(kind, id_), text)


def _ids(report: Report) -> dict[str, list[str]]:
    return {
        "sources": [source.id for source in report.sources],
        "claims": [claim.id for claim in report.claims],
        "topics": [topic.id for topic in report.topics],
        "findings": [finding.id for finding in report.findings],
        "origins": [origin.id for origin in report.origins],
        "stories": [story.id for story in report.stories],
    }


def _unresolved(report: Report) -> Iterator[Fault]:
    known = {kind: frozenset(ids) for kind, ids in _ids(report).items()}
    for place, kind, ids in _references(report):
        for id_ in dict.fromkeys(ids):
            if id_ not in known[kind]:
                text = f"{told(place, quote=False)} names {told(id_)}, which is not among the {kind} of the report"
                yield Fault("id", place, text)


def _references(report: Report) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield every mention of an object by its id: who mentions it, among what it should be, the ids."""
    for source in report.sources:
        yield place_of("source", source.id), "origins", _given(source.origin_id)
    for claim in report.claims:
        place = place_of("claim", claim.id)
        yield place, "sources", (claim.source_id,)
        yield place, "stories", _given(claim.story_id)
        yield place, "topics", _given(claim.topic_id)
        yield place, "claims", claim.derived_from
        yield place, "origins", _given(claim.origin_id)
    for topic in report.topics:
        yield place_of("topic", topic.id), "stories", (topic.story_id,)
        yield place_of("topic", topic.id), "claims", topic.claim_ids
    for finding in report.findings:
        yield place_of("finding", finding.id), "topics", (finding.topic_id, *finding.related_topic_ids)
        yield place_of("finding", finding.id), "claims", _claims_of(finding)
    for origin in report.origins:
        yield place_of("origin", origin.id), "sources", origin.source_ids
        yield place_of("origin", origin.id), "sources", (one.source_id for one in origin.kin)
        for passage in origin.passages:
            yield place_of("origin", origin.id), "sources", (passage.source_id, passage.of)
    for story in report.stories:
        yield place_of("story", story.id), "sources", story.source_ids


def _given(id_: str | None) -> tuple[str, ...]:
    return () if id_ is None else (id_,)


def _claims_of(finding: Finding) -> Iterator[str]:
    yield from (*finding.claim_ids, *finding.compatible_claim_ids)
    for position in finding.positions:
        yield from (*position.claim_ids, *(citation.claim_id for citation in position.citations))
    for way in finding.reconciled_if:
        yield from way.claim_ids
