"""A report → look-ups by id, so that the parts of the view find their claims, sources and topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from factcheck.conflicts.registry import code_of
from factcheck.models import SEVERITIES, Claim, Finding, Origin, Report, Source, Story, Topic
from factcheck.report.ground.phrases import day
from factcheck.report.ground.text import clean_line, shorten

__all__ = ["Index", "anchor_of", "has_row", "index_report"]

_OUTLET = 48


class Index(msgspec.Struct, frozen=True):
    """The report's own objects by id, and the number that each source is cited by.

    `findings` stand in the order of their numbers, from 1; `cited_by` gives the numbers of those that cite a claim,
    `tabled` are the claims of the topics that the table of who says what has a row for.
    """

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    numbers: Mapping[str, int]
    topics: Mapping[str, Topic]
    stories: Mapping[str, Story]
    origins: Mapping[str, Origin]
    findings: tuple[Finding, ...]
    cited_by: Mapping[str, tuple[str, ...]]
    tabled: frozenset[str]
    full_text: bool

    def claims_of(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims that the report holds under the ids, in their order."""
        return tuple(self.claims[id_] for id_ in ids if id_ in self.claims)

    def number_of(self, source_id: str) -> int:
        """Return the number that a source is cited by; 0 for an unknown source."""
        return self.numbers.get(source_id, 0)

    def outlet_of(self, source_id: str) -> str:
        """Return how a source is called, in short: its publisher, else its title, else its id."""
        source = self.sources.get(source_id)
        if source is None:
            return clean_line(source_id)
        return shorten(clean_line(source.publisher) or clean_line(source.title) or clean_line(source.id), _OUTLET)

    def day_of(self, source_id: str) -> str:
        """Return the day on which a source was published, in words."""
        source = self.sources.get(source_id)
        return day(source.published if source else None)

    def place_of(self, claim: Claim) -> str:
        """Return the page or the time at which a claim stands in its file, "" where that has none."""
        source = self.sources.get(claim.source_id)
        return "" if source is None else clean_line(source.place_of(claim.span.start))

    def origin_count(self, source_ids: Iterable[str]) -> int:
        """Return how many origins the sources go back to; a source without one is its own."""
        known = {id_: self.sources[id_].origin_id for id_ in source_ids if id_ in self.sources}
        return len({origin or f"source {id_}" for id_, origin in known.items()})

    def origins_behind(self, claims: Iterable[Claim]) -> int:
        """Return how many origins claims go back to: that of the passage in which one stands, else of its source."""
        return len(
            {
                claim.origin_id or self.sources[claim.source_id].origin_id or f"source {claim.source_id}"
                for claim in claims
                if claim.source_id in self.sources
            }
        )


def index_report(report: Report, *, full_text: bool) -> Index:
    """Return the look-ups of a report; `full_text` says whether the view holds the texts that citations link into."""
    findings = _ranked(report.findings)
    return Index(
        claims={claim.id: claim for claim in report.claims},
        sources={source.id: source for source in report.sources},
        numbers={source.id: source.number or at for at, source in enumerate(report.sources, start=1)},
        topics={topic.id: topic for topic in report.topics},
        stories={story.id: story for story in report.stories},
        origins={origin.id: origin for origin in report.origins},
        findings=findings,
        cited_by=_cited_by(findings),
        tabled=frozenset(id_ for topic in report.topics if has_row(topic, report) for id_ in topic.claim_ids),
        full_text=full_text,
    )


def has_row(topic: Topic, report: Report) -> bool:
    """Return whether the table has a row for a topic: not where it was not compared, or one source alone has it.

    Where there is one source only, its numbers and categories have rows.
    """
    if topic.verdict == "uncorroborated":
        return len(report.sources) < 2 and topic.measure != "quotation"
    return topic.verdict != "not_compared"


def anchor_of(number: str | int) -> str:
    """Return the id of the place of a finding by its number."""
    return f"finding-{number}"


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by severity, those that are listed apart last; within that in the report's order."""
    return tuple(
        sorted(findings, key=lambda finding: (code_of(finding.code).alone, SEVERITIES.index(finding.severity)))
    )


def _cited_by(findings: Iterable[Finding]) -> Mapping[str, tuple[str, ...]]:
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        for id_ in dict.fromkeys((*finding.claim_ids, *finding.compatible_claim_ids)):
            cited[id_].append(str(number))
    return {id_: tuple(numbers) for id_, numbers in cited.items()}
