"""The frozen types that every floor shares, and their JSON form.

A Source becomes a Reading of Claims; Claims are grouped into Topics; a Topic's Positions amount to Findings; all of it
is a Report. Numbers are `Decimal`, offsets are half-open character offsets into `Source.text`. Every type has
`to_dict()`, and a Report goes to JSON and back without loss.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar, Literal, Self, get_args

import msgspec

__all__ = [
    "ATTACKER", "CONFIDENCES", "SEVERITIES", "VICTIMS", "WEEKDAYS", "Account", "Alias", "Assumption", "Attribution",
    "Base", "Category", "Citation", "Claim", "Confidence", "Context", "CopiedPassage", "Descent", "Estimate", "Fate",
    "Finding", "Frame", "Hedge", "HedgeKind", "Interval", "Kin", "Licence", "Mention", "Note", "Origin", "Pair", "Part",
    "Place", "Position", "Quantity", "Quotation", "Reading", "Report", "Role", "Scope", "SetAside", "Severity",
    "Skipped", "Source", "Span", "Stance", "Standing", "Status", "Story", "Tool", "Topic", "Value", "Verdict",
    "Weekday", "gravest", "mildest", "strongest", "weakest",
]  # fmt: skip

SCHEMA_VERSION = 2
READ_VERSIONS = frozenset({1, SCHEMA_VERSION})  # what version 1 lacks has a value that says so

Severity = Literal["high", "medium", "low", "info"]
Confidence = Literal["high", "medium", "low"]
HedgeKind = Literal["exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "range", "vague"]
Part = Literal["whole", "subset", "addition"]
Status = Literal["actual", "planned", "feared", "suspected", "hypothetical", "denied"]
Standing = Literal["stated", "planned", "feared", "denied", "withdrawn", "rumoured", "asked"]
Role = Literal["total", "part", "addition", "remainder", "moment", "rate"]
Stance = Literal["asserts", "denies", "doubts", "confirms", "demands", "promises", "reports"]
Verdict = Literal[
    "conflict",
    "dispute",
    "tension",
    "revised",
    "unclear",
    "agreement",
    "reconciled",
    "single_origin",
    "uncorroborated",
    "not_compared",
]
# how a report came from another: whole, less some, with more, in other words, from its facts and quotations
Descent = Literal["copy", "trimmed", "extended", "reworded", "retold"]
EstimateRule = Literal["range", "acled", "gtd", "ucdp"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# what a claim's words say beside its value; lexicon/en/notes.toml has the words that say it
Note = Literal[
    "update",  # the sentence brings an earlier number up to date
    "fall",  # … and says that it was too high
    "exhaustive",  # the parts that the sentence gives are all there are
    "whereabouts",  # the sentence tells where some of them were found or taken
    "other",  # besides one or some of whom was told before
    "others",  # … of whom no noun tells what they are
    "remaining",  # what is left of more
    "single",  # one that is counted, not named or described
    "one",  # a bare "one"
    "late",  # the evening or the night of the day
    "early",  # its small hours or its morning
    "pronoun",  # who says it stands elsewhere in the text: "he said"
    "monday",  # the sentence names the weekday
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
# what befell the person whose age is told, or what that one did; "harmed" may have been killed
Fate = Literal["killed", "wounded", "harmed", "attacker", "accused"]
# what shows that a number is its source's total: a word for the toll, the title, the opening, no other of its kind, and
# that somebody gives it as the number of people
Licence = Literal["toll", "title", "opening", "only", "said"]
Spans = tuple[tuple[int, int], ...]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # the gravest first
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)  # the surest first
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
# two parts of the people that arithmetic treats apart: who did it, and who died at the hands of another
ATTACKER, VICTIMS = "attacker", "victims"

_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD_CHARACTERS = re.compile(r"[^\W_]+")
# a title stands within so many characters of a text's opening, behind a kicker or a dateline
TITLE_WITHIN = 400
_encoder = msgspec.json.Encoder(decimal_format="number", order="deterministic")


def gravest(levels: Iterable[Severity]) -> Severity:
    """Return the gravest of the severities; "info" where there are none.

    >>> gravest(["low", "high"]), gravest([])
    ('high', 'info')
    """
    return min(levels, key=SEVERITIES.index, default="info")


def mildest(*levels: Severity) -> Severity:
    """Return the mildest of one or more severities."""
    return max(levels, key=SEVERITIES.index)


def weakest(levels: Iterable[Confidence]) -> Confidence:
    """Return the lowest of the confidences; "high" where there are none."""
    return max(levels, key=CONFIDENCES.index, default="high")


def strongest(levels: Iterable[Confidence]) -> Confidence:
    """Return the highest of the confidences; "low" where there are none."""
    return min(levels, key=CONFIDENCES.index, default="low")


class _Model(msgspec.Struct, frozen=True):
    """What all types share: a plain-data form with JSON's own types."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as `json` would read it: dicts, lists, strings, ints and floats."""
        data: dict[str, Any] = json.loads(_encoder.encode(self))
        return data


class Span(_Model, frozen=True):
    """`[start, end)` character offsets into a source's text; `quote` is that slice."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Return the span of a text's slice.

        >>> Span.of("nearly 2,000 troops", 7, 12).quote
        '2,000'
        """
        return cls(start, end, text[start:end])


class Interval(_Model, frozen=True):
    """A set of numbers between two ends; `None` is unbounded, an open end is not part of the set."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Decimal) -> Self:
        return cls(value, value)

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, Decimal):
            return False
        return self.meets(Interval.point(value))

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    def meets(self, other: Interval) -> bool:
        """Return whether the two sets have a number in common.

        >>> Interval(Decimal(1800), Decimal(2000), high_open=True).meets(Interval(Decimal(2000)))
        False
        """
        return not (self._is_below(other) or other._is_below(self))

    def _is_below(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def common(self, other: Interval) -> Interval | None:
        """Return the intersection, or None where there is none."""
        if not self.meets(other):
            return None
        low, low_open = max(_low_key(self), _low_key(other))[1:]
        high, high_open = min(_high_key(self), _high_key(other))[1:]
        return Interval(low, high, low_open, not high_open if high is not None else False)

    def __add__(self, other: Interval) -> Interval:
        """Return the set of sums, end by end."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def scaled(self, factor: Decimal) -> Interval:
        """Return the interval in another unit; `factor` is positive."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_open, self.high_open)


def _low_key(interval: Interval) -> tuple[Decimal, Decimal | None, bool]:
    return (Decimal("-Infinity") if interval.low is None else interval.low, interval.low, interval.low_open)


def _high_key(interval: Interval) -> tuple[Decimal, Decimal | None, bool]:
    # a closed end sorts after an open one at the same number, so that min() takes the open one
    return (Decimal("Infinity") if interval.high is None else interval.high, interval.high, not interval.high_open)


class Hedge(_Model, frozen=True):
    """The cue that makes a number inexact, and its kind."""

    kind: HedgeKind = "exact"
    cue: str = ""


class Base(_Model, frozen=True):
    """The base unit of a quantity's dimension, and what one of its own units is in it."""

    unit: str
    factor: Decimal


class Quantity(_Model, frozen=True, kw_only=True, tag_field="kind", tag="quantity"):
    """A number as written, with what the words allow (`strict`) and what a reader takes from them (`plausible`)."""

    nominal: tuple[Decimal, ...]
    strict: Interval
    plausible: Interval
    unit: str | None = None
    base: Base | None = None
    noun: str | None = None
    hedge: Hedge = Hedge()
    surface: str = ""


class Category(_Model, frozen=True, kw_only=True, tag_field="kind", tag="category"):
    """A categorical value: a short normalized label in a slot such as `cause`."""

    slot: str
    label: str
    surface: str = ""


class Quotation(_Model, frozen=True, kw_only=True, tag_field="kind", tag="quotation"):
    """Words between quotation marks; `text` has its quotes and spaces normalized, `surface` is as printed."""

    text: str
    surface: str = ""


Value = Quantity | Category | Quotation


class Scope(_Model, frozen=True, kw_only=True):
    """Which people, where, and whether the number is the whole, a part of it, or an addition to it."""

    population: str | None = None
    place: str | None = None
    part: Part = "whole"


class Frame(_Model, frozen=True, kw_only=True):
    """Of what a number is told; None where the text does not say.

    `event`: another event than the story's ("another attack"); `window`: over what time, as a year, a year and
    month, or in words ("2011", "2014-03", "in the past 24 hours"); `role`: what the number is beside the whole
    ("moment": as many as were found at one time); `standing`: whether its source stands by it; `licence`: what shows
    that a count of people is its source's total.
    """

    event: str | None = None
    window: str | None = None
    role: Role | None = None
    standing: Standing = "stated"
    licence: Licence | None = None

    @property
    def elsewhere(self) -> str | None:
        """The other event, else the other year, month or window; None for the story's own.

        >>> Frame(window="2011").elsewhere
        '2011'
        """
        return self.event or self.window


class Attribution(_Model, frozen=True, kw_only=True):
    """Who is said to have said it. The spans are offsets into the source's text; free quotation has no cue."""

    speaker: str | None = None
    speaker_spans: Spans = ()
    cue: str = ""
    cue_spans: Spans = ()
    content_spans: Spans = ()
    stance: Stance = "asserts"

    def to_dict(self) -> dict[str, Any]:
        """Return the spans alone: `{"speaker": [[start, end], …], "cue": […], "content": […], "stance": …}`."""
        rows = {"speaker": self.speaker_spans, "cue": self.cue_spans, "content": self.content_spans}
        return {**{key: [list(span) for span in spans] for key, spans in rows.items()}, "stance": self.stance}


class Claim(_Model, frozen=True, kw_only=True):
    """One statement by one source: a measure, a value, about something, said by someone.

    `read_by` names the rules that made it, in the order in which they spoke; `notes` are what its words say beside the
    value and a comparison must know. `origin_id` is the origin of the passage that it stands in, where its source has
    that passage from another report; else it is of its source's origin.
    """

    id: str
    source_id: str
    measure: str
    about: str | None
    value: Value
    span: Span
    sentence: Span
    scope: Scope = Scope()
    frame: Frame = Frame()
    status: Status = "actual"
    attribution: Attribution | None = None
    as_of: dt.date | None = None
    derived_from: tuple[str, ...] = ()
    read_by: tuple[str, ...] = ()
    confidence: Confidence = "high"
    notes: tuple[Note, ...] = ()
    story_id: str | None = None
    topic_id: str | None = None
    origin_id: str | None = None

    @property
    def told_of(self) -> str | None:
        """Of what it is told, in words: another event, year or month, else what it is about."""
        return self.frame.elsewhere or self.about


class Context(_Model, frozen=True, kw_only=True):
    """The words around a number or a category, as lemmas in small letters, by which it is held against another's.

    `described` are the words of the claim itself beside its number and noun, `predicate` the head of its clause, `role`
    its place in it (a Universal Dependencies label without its subtype), `block` the number of its paragraph. A number
    with a unit has a `bearer`, the noun that it measures, whether it is `borne` as a property ("a 27-minute video"; not
    "$2 million in aid"), and what stands `near` it in the parse.
    """

    claim_id: str
    noun: str | None
    described: frozenset[str] = frozenset()
    predicate: str = ""
    role: str = ""
    subject: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    before: str = ""
    behind: str = ""
    block: int = 0
    bearer: str = ""
    borne: bool = False
    near: frozenset[str] = frozenset()
    fate: Fate | None = None


class Mention(_Model, frozen=True):
    """A named thing in a source: `label` is the entity label (PERSON, ORG, LOC, NORP, DATE)."""

    text: str
    label: str
    start: int
    end: int


class Alias(_Model, frozen=True):
    """Two names for one thing, as the source itself defines them: "… Organization (CSTO)"."""

    name: str
    alias: str


class Reading(_Model, frozen=True, kw_only=True):
    """What was read out of one source; `weekdays` are those that its claims' sentences and its mentions name.

    `main` is the class of the event that it speaks of most, where that happens on a day: "attack".
    """

    source_id: str
    main: str | None = None
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[Alias, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    contexts: tuple[Context, ...] = ()


class SetAside(_Model, frozen=True):
    """A part of a source's text that is not read for claims: a menu line, an advert, a repeated paragraph."""

    start: int
    end: int
    reason: str


class Entry(_Model, frozen=True):
    """An entry of a live report: where in the text it begins, and its day."""

    start: int
    day: dt.date


class Place(_Model, frozen=True):
    """Where the text from an offset on stands in its file: a page ("p. 3"), a time ("0:12:05")."""

    start: int
    name: str


class Source(_Model, frozen=True, kw_only=True):
    """One document as published. Spans point into `text`, which is never changed after reading.

    `sha256` is that of the document as it came, `text_sha256` that of `text` when it was checked; `found_in` tells
    where the title, the publisher, the author and the publication day stand. `published_at` and `updated_at` are times
    in ISO 8601, `dateline` the place with which the report opens, `places` the pages or times of the file; they are
    there where the document tells them.
    """

    id: str
    text: str
    number: int = 0
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    url: str | None = None
    path: str | None = None
    sha256: str = ""
    text_sha256: str = ""
    origin_id: str | None = None
    found_in: dict[str, str] = {}
    problems: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    published_at: str | msgspec.UnsetType = msgspec.UNSET
    updated_at: str | msgspec.UnsetType = msgspec.UNSET
    dateline: str | msgspec.UnsetType = msgspec.UNSET
    language: str | msgspec.UnsetType = msgspec.UNSET
    entries: tuple[Entry, ...] | msgspec.UnsetType = msgspec.UNSET

    def day_at(self, start: int) -> dt.date | None:
        """Return the day on which what stands at an offset was published: that of its entry in a live report.

        >>> live = Source(id="a", text="Old. New.", entries=(Entry(5, dt.date(2024, 5, 3)),))
        >>> live.day_at(0), live.day_at(5)
        (None, datetime.date(2024, 5, 3))
        """
        days = [entry.day for entry in self.entries or () if entry.start <= start]
        return days[-1] if days else self.published

    places: tuple[Place, ...] | msgspec.UnsetType = msgspec.UNSET

    def place_of(self, start: int) -> str:
        """Return the page or the time at which an offset of the text stands, "" where the file has none.

        >>> Source(id="a", text="One. Two.", places=(Place(0, "p. 1"), Place(5, "p. 2"))).place_of(6)
        'p. 2'
        """
        names = [place.name for place in self.places or () if place.start <= start]
        return names[-1] if names else ""

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        id: str | None = None,  # noqa: A002  the word that the design gives it
        title: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        published: dt.date | str | None = None,
        url: str | None = None,
    ) -> Source:
        """Return a source made of a text in hand; a title that the text does not open with is put before it.

        `published` is a date, an ISO string (a time after the day is dropped), None or "None". Raises ValueError where
        it is another string.

        >>> Source.from_text("Two dead.", id="a", published="2024-05-01T10:00").published
        datetime.date(2024, 5, 1)
        """
        day = parse_day(published)
        text = without_surrogates(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        said = {"id": id, "title": title, "publisher": publisher, "author": author, "url": url}
        given = {name: None if value is None else without_surrogates(value) for name, value in said.items()}
        return cls(
            id=given["id"] or f"s{digest[:12]}",
            text=with_title(text, given["title"] or ""),
            title=given["title"] or None,
            publisher=given["publisher"],
            author=given["author"],
            published=day,
            url=given["url"],
            sha256=digest,
        )


def with_title(text: str, title: str) -> str:
    r"""Return the text as published: below its title, where it does not open with it.

    What a headline claims can be cited only from the text.

    >>> with_title("A ferry sank.", "Ferry sinks")
    'Ferry sinks\n\nA ferry sank.'
    >>> with_title("Ferry sinks\nA ferry sank.", "Ferry sinks")
    'Ferry sinks\nA ferry sank.'
    """
    wanted = _folded(title)
    if not wanted or wanted in _folded(text[: 4 * len(title) + TITLE_WITHIN]):
        return text
    return f"{' '.join(title.split())}\n\n{text}"


def _folded(text: str) -> str:
    return "".join(_WORD_CHARACTERS.findall(text.casefold()))


def without_surrogates(text: str) -> str:
    r"""Return the text with half characters, which no encoding can write, replaced one for one.

    >>> without_surrogates("a\ud800b") == "a\ufffdb"
    True
    """
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def parse_day(value: dt.date | str | None) -> dt.date | None:
    """Return the day of a date, a datetime or an ISO string; None for None, "" and "None"."""
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    if value in {"", "None"}:
        return None
    return dt.date.fromisoformat(value.strip()[:10])


class Citation(_Model, frozen=True, kw_only=True):
    """A source's number, a span and its quote, as the report prints them; `place` is the quote’s page or time."""

    claim_id: str
    source_id: str
    source_number: int
    start: int
    end: int
    quote: str
    place: str | msgspec.UnsetType = msgspec.UNSET


class Position(_Model, frozen=True, kw_only=True):
    """A maximal set of a topic's claims that can all be true together."""

    label: str
    claim_ids: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


class Pair(_Model, frozen=True, kw_only=True):
    """Two positions of a finding (by index), the code their gap falls under, the gap (0 to 1; None for categories).

    `alignment` is how likely the two answer one question (0 to 1), None where that is not asked.
    """

    positions: tuple[int, int]
    code: str
    gap: Decimal | None = None
    alignment: float | None = None


class Assumption(_Model, frozen=True):
    """What would let the claims stand together, and the claims that carry it."""

    assumption: str
    claim_ids: tuple[str, ...] = ()


class Finding(_Model, frozen=True, kw_only=True):
    """What a topic's positions amount to: `message` says it, `explanation` where severity and confidence come from."""

    id: str
    code: str
    severity: Severity
    confidence: Confidence
    probability: float | None = None
    topic_id: str
    message: str
    claim_ids: tuple[str, ...]
    positions: tuple[Position, ...] = ()
    pairs: tuple[Pair, ...] = ()
    compatible_claim_ids: tuple[str, ...] = ()
    related_topic_ids: tuple[str, ...] = ()
    explanation: str = ""
    reconciled_if: tuple[Assumption, ...] = ()


class Account(_Model, frozen=True, kw_only=True):
    """What one source, through one holder, answers to one question now.

    `holder` is a speaker's name, "" the outlet itself. `claim_ids` carry the value, the one that it is taken from
    first; `history` are those that the same source and holder have replaced or withdrawn. An account that is not
    `clear` holds values that exclude each other, and is not compared.
    """

    id: str
    source_id: str
    topic_id: str
    holder: str
    value: Quantity
    as_of: dt.date | None
    claim_ids: tuple[str, ...]
    history: tuple[str, ...] = ()
    clear: bool = True


class Estimate(_Model, frozen=True, kw_only=True):
    """Low, best and high of a numeric topic in the topic's unit; `high` is None where nothing bounds it."""

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    rule: EstimateRule = "range"


class Topic(_Model, frozen=True, kw_only=True):
    """The claims of one story that can be compared: same measure, about the same thing, same scope."""

    id: str
    story_id: str
    measure: str
    about: str | None
    label: str
    claim_ids: tuple[str, ...]
    scope: Scope = Scope()
    frame: Frame = Frame()
    verdict: Verdict = "uncorroborated"
    estimate: Estimate | None = None

    @property
    def told_of(self) -> str | None:
        """Of what its claims are told, in words: another event, year or month, else what they are about."""
        return self.frame.elsewhere or self.about


class Story(_Model, frozen=True, kw_only=True):
    """The sources that report on the same event."""

    id: str
    title: str
    source_ids: tuple[str, ...]


class Kin(_Model, frozen=True, kw_only=True):
    """A source in the family of an origin: from which other one it probably has its text, how, and how much of it.

    `of` is None for the nearest to the origin, and for whatever stands beside it; `share` is that of its words.
    """

    source_id: str
    of: str | None = None
    how: Descent | None = None
    share: float | None = None


class CopiedPassage(_Model, frozen=True, kw_only=True):
    """A stretch that a report of its own has from a source of the origin, `of`; offsets into the two texts.

    `row` is how many telling words of it follow each other unchanged.
    """

    source_id: str
    start: int
    end: int
    of: str
    of_start: int
    of_end: int
    row: int
    confidence: Confidence = "medium"


class Origin(_Model, frozen=True, kw_only=True):
    """The report that its sources were copied or rewritten from.

    `kin` is the family tree of its sources where there are several, `passages` what reports of their own have from
    them: a claim in such a passage is of this origin, the rest of its report is not.
    """

    id: str
    label: str
    source_ids: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    confidence: Confidence = "high"
    kin: tuple[Kin, ...] = ()
    passages: tuple[CopiedPassage, ...] = ()


class Skipped(_Model, frozen=True):
    """A document that could not be read, and why; `reason` is one line."""

    path: str
    reason: str


class Tool(_Model, frozen=True, kw_only=True):
    """What made the report."""

    name: str = "factcheck"
    version: str = ""
    pipeline: str = ""
    pipeline_sha256: str = ""


class Report(_Model, frozen=True, kw_only=True):
    """Everything that the renderers need and nothing that they could not show."""

    SCHEMA_VERSION: ClassVar[int] = SCHEMA_VERSION

    schema_version: int = SCHEMA_VERSION
    tool: Tool = Tool()
    settings: dict[str, Any] = {}
    generated_at: str | None = None
    sources: tuple[Source, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    origins: tuple[Origin, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    accounts: tuple[Account, ...] = ()
    topics: tuple[Topic, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self, *, indent: int = 1) -> str:
        """Return the report as JSON, ending in a newline. The same report gives the same bytes."""
        return msgspec.json.format(_encoder.encode(self), indent=indent).decode() + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """Return the report that `to_json` wrote. Raises `ValueError` with a path to what does not fit."""
        report = msgspec.json.decode(text, type=cls)
        if report.schema_version not in READ_VERSIONS:
            raise ValueError(f"schema version {report.schema_version} is not {SCHEMA_VERSION}")
        return report


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a report."""

    def numbers(node: Any) -> Any:
        if isinstance(node, dict):
            if node.get("format") == "decimal":
                return {"type": "number"}
            return {key: numbers(value) for key, value in node.items()}
        return [numbers(value) for value in node] if isinstance(node, list) else node

    schema: dict[str, Any] = numbers(msgspec.json.schema(Report))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "factcheck report", **schema}
