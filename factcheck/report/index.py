"""A report → look-ups by id, so that the parts of the view find their claims, sources and topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from factcheck.models import Claim, Origin, Report, Source, Story, Topic
from factcheck.report.text import clean_line, shorten

__all__ = ["Index", "index_report"]


_OUTLET = 48


class Index(msgspec.Struct, frozen=True):
    """The report's own objects by id, and the number that each source is cited by."""

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    numbers: Mapping[str, int]
    topics: Mapping[str, Topic]
    stories: Mapping[str, Story]
    origins: Mapping[str, Origin]
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

    def origin_count(self, source_ids: Iterable[str]) -> int:
        """Return how many origins the sources go back to; a source without one is its own."""
        known = {id_: self.sources[id_].origin_id for id_ in source_ids if id_ in self.sources}
        return len({origin or f"source {id_}" for id_, origin in known.items()})


def index_report(report: Report, *, full_text: bool) -> Index:
    """Return the look-ups of a report; `full_text` says whether the view holds the texts that citations link into."""
    return Index(
        claims={claim.id: claim for claim in report.claims},
        sources={source.id: source for source in report.sources},
        numbers={source.id: source.number or at for at, source in enumerate(report.sources, start=1)},
        topics={topic.id: topic for topic in report.topics},
        stories={story.id: story for story in report.stories},
        origins={origin.id: origin for origin in report.origins},
        full_text=full_text,
    )
