"""What differs between two reports → one HTML page that loads nothing: view model, template, stylesheet inside."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import msgspec

from factcheck.conflicts.registry import all_codes, code_of
from factcheck.models import Finding, Position, Report
from factcheck.report.diff.changes import Change, position_label, source_name
from factcheck.report.diff.diff import FindingChange, ReportDiff, SourceChange
from factcheck.report.diff.pairing import Side
from factcheck.report.ground.cite import CitationView, cite_all
from factcheck.report.ground.filling import fill
from factcheck.report.ground.index import Index, index_report
from factcheck.report.ground.phrases import SEVERITIES, SIGNS, counted, day, listed
from factcheck.report.ground.text import Piece, clean_line, compare_wordings, shorten

__all__ = ["SIGN_OF", "change_label", "render_diff", "summary"]

SIGN_OF = {"new": "+", "changed": "~", "resolved": "\N{MINUS SIGN}"}

_TEMPLATE = "diff.html"
_STYLESHEETS = ("report.css", "diff.css")
_HEADINGS = {"new": "New findings", "changed": "Changed findings", "resolved": "Resolved findings"}
_SOURCE_SIGNS = {"added": "+", "changed": "~", "withdrawn": "\N{MINUS SIGN}"}
_CITED = 6
_PASSAGES = 12
_MOST_SENTENCES = 4000
_PASSAGE = 800
_LONG = 400
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+")


class _Row(msgspec.Struct, frozen=True):
    """One thing that differs; no pieces is nothing on that side."""

    label: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


class _PositionView(msgspec.Struct, frozen=True):
    label: str
    citations: tuple[CitationView, ...]
    more: str


class _SideView(msgspec.Struct, frozen=True):
    """A finding in one of the reports."""

    heading: str
    positions: tuple[_PositionView, ...]


class _FindingView(msgspec.Struct, frozen=True):
    kind: str
    sign: str
    severity: str
    severity_word: str
    severity_sign: str
    rule: str
    topic: str
    message: str
    because: str
    rows: tuple[_Row, ...]
    sides: tuple[_SideView, ...]


class _Section(msgspec.Struct, frozen=True):
    kind: str
    heading: str
    findings: tuple[_FindingView, ...]


class _SourceView(msgspec.Struct, frozen=True):
    """A source that was added, changed or withdrawn; `passages` are the parts of its text that differ."""

    word: str
    sign: str
    old_number: str
    new_number: str
    name: str
    about: str
    rows: tuple[_Row, ...]
    passages: tuple[_Row, ...]
    more: str


class _EstimateView(msgspec.Struct, frozen=True):
    label: str
    old: str
    new: str


class _ReportFacts(msgspec.Struct, frozen=True):
    label: str
    name: str
    text: str


class _View(msgspec.Struct, frozen=True):
    title: str
    summary: str
    reports: tuple[_ReportFacts, ...]
    cautions: tuple[str, ...]
    sections: tuple[_Section, ...]
    estimates: tuple[_EstimateView, ...]
    sources: tuple[_SourceView, ...]
    notes: tuple[_FindingView, ...]


def render_diff(diff: ReportDiff, *, names: tuple[str, str] = ("", ""), templates: Path | None = None) -> bytes:
    """Return what differs as an HTML page; `names` are what the two reports' files are called.

    A template of the folder `templates` stands in for ours of the same name. Raises RenderError where a template fails.
    """
    return fill(_TEMPLATE, _view(diff, names), stylesheets=_STYLESHEETS, templates=templates).encode()


def summary(diff: ReportDiff, *, notes: bool) -> str:
    """Return how many findings are new, changed, resolved and unchanged: of the notes, or of all others."""
    kinds = [one.kind for one in diff.findings if one.is_note is notes]
    same = sum((finding.severity == "info") is notes for finding in diff.unchanged)
    counts = [f"{kinds.count(kind)} {kind}" for kind in ("new", "changed", "resolved")]
    return ", ".join([*counts, f"{same} unchanged"])


def change_label(change: Change) -> str:
    """Return what a change is about, in words: "Position of Daily Post"."""
    if change.what == "moved":
        return f"Position that {change.of} moved to"
    if change.what == "position":
        return f"Position of {change.of}" if change.of else "Position"
    if change.what == "code":
        return "Kind of finding"
    return {"url": "Address", "published": "Date", "message": "Wording"}.get(change.what, change.what.capitalize())


# ------------------------------------------------------------------ the page
def _view(diff: ReportDiff, names: tuple[str, str]) -> _View:
    sides = (_Shown("Old report", diff.pairs.old), _Shown("New report", diff.pairs.new))
    views = [(one, _finding(one, sides)) for one in diff.findings]
    sections = (
        _Section(kind, heading, tuple(view for one, view in views if one.kind == kind and not one.is_note))
        for kind, heading in _HEADINGS.items()
    )
    return _View(
        title=_title(diff),
        summary=f"Findings: {summary(diff, notes=False)}. Notes: {summary(diff, notes=True)}.",
        reports=tuple(_facts(shown, name) for shown, name in zip(sides, names, strict=True)),
        cautions=tuple(map(clean_line, diff.cautions)),
        sections=tuple(section for section in sections if section.findings),
        estimates=tuple(
            _EstimateView(f"{clean_line(one.new_topic.label)}, {figure}", old, new)
            for one in diff.estimates
            for figure, old, new in one.changes
        ),
        sources=tuple(_source(one, sides) for one in diff.sources),
        notes=tuple(view for one, view in views if one.is_note),
    )


class _Shown:
    """A report with its name on the page and the look-ups that citations need."""

    def __init__(self, heading: str, side: Side) -> None:
        self.heading = heading
        self.side = side
        self.index: Index = index_report(side.report, full_text=False)


def _title(diff: ReportDiff) -> str:
    stories = diff.new.stories or diff.old.stories
    if len(stories) == 1:
        return clean_line(stories[0].title)
    return counted(len(stories), "story", "stories").capitalize() if stories else "Two reports"


def _facts(shown: _Shown, name: str) -> _ReportFacts:
    report: Report = shown.side.report
    made = clean_line(report.generated_at)[:10]
    counts = [counted(len(report.sources), "source"), counted(len(report.findings), "finding")]
    return _ReportFacts(shown.heading, clean_line(name), ", ".join([*counts, *([f"made {made}"] if made else [])]))


# ------------------------------------------------------------------ findings
def _finding(one: FindingChange, sides: tuple[_Shown, _Shown]) -> _FindingView:
    finding = one.finding
    shown = sides[1] if one.new else sides[0]
    topic = shown.side.topics.get(finding.topic_id)
    rule = code_of(finding.code)
    label = clean_line(topic.label) if topic else rule.title
    both = zip((one.old, one.new), sides, strict=True)
    return _FindingView(
        kind=one.kind,
        sign=SIGN_OF[one.kind],
        severity=finding.severity,
        severity_word=SEVERITIES[finding.severity],
        severity_sign=SIGNS[finding.severity],
        rule=rule.title,
        topic=label[:1].upper() + label[1:],
        message=clean_line(finding.message),
        because=clean_line(listed(one.because)),
        rows=tuple(_row(change, reworded=rule.sides == "wordings") for change in one.changes),
        sides=tuple(_SideView(side.heading, _positions(side_of, side)) for side_of, side in both if side_of),
    )


def _positions(finding: Finding, shown: _Shown) -> tuple[_PositionView, ...]:
    positions = finding.positions or (Position(label="", claim_ids=finding.claim_ids),)
    held = {id_ for position in positions for id_ in position.claim_ids}
    parts = {part for claim in shown.side.claims_of(finding.claim_ids) for part in claim.derived_from}
    rest = tuple(id_ for id_ in (*finding.claim_ids, *finding.compatible_claim_ids) if id_ not in held | parts)
    also = (Position(label="Also cited", claim_ids=rest),) if rest else ()
    views = [_position(position, position_label(position, shown.side), shown) for position in positions]
    return (*views, *(_position(position, position.label, shown) for position in also))


def _position(position: Position, label: str, shown: _Shown) -> _PositionView:
    citations = cite_all(shown.side.claims_of(position.claim_ids), shown.index)
    rest = len(citations) - _CITED
    return _PositionView(clean_line(label), citations[:_CITED], f"{rest} more in the report" if rest > 0 else "")


def _row(change: Change, *, reworded: bool) -> _Row:
    old, new = (_shown_value(change, value) for value in (change.old, change.new))
    label = clean_line(change_label(change))
    if old and new and (change.what == "message" or (reworded and change.what == "position")):
        return _passage(label, old, new)
    return _Row(label, _pieces(old), _pieces(new))


def _shown_value(change: Change, value: str | None) -> str:
    text = clean_line(value)
    if change.what == "severity":
        return SEVERITIES.get(text, text)
    if change.what == "code":
        return f"{all_codes()[text].title} ({text})" if text in all_codes() else text
    return shorten(text, _PASSAGE)


def _whole(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with a mark that runs on over the comma of a number and the dash of a word."""
    joined: list[Piece] = []
    for at, piece in enumerate(pieces):
        inside = 0 < at < len(pieces) - 1 and not any(char.isspace() for char in piece.text)
        marked = piece.marked or inside
        if joined and joined[-1].marked and marked:
            joined[-1] = Piece(joined[-1].text + piece.text, marked=True)
        else:
            joined.append(Piece(piece.text, marked))
    return tuple(joined)


def _pieces(text: str) -> tuple[Piece, ...]:
    return (Piece(text),) if text else ()


# ------------------------------------------------------------------ sources
def _source(one: SourceChange, sides: tuple[_Shown, _Shown]) -> _SourceView:
    word = "changed" if one.old and one.new else "added" if one.new else "withdrawn"
    source = one.source
    name = clean_line(source_name(source))
    about = [clean_line(source.title), day(source.published), clean_line(source.url or source.path)]
    passages, rest = _rewritten(one.old.text, one.new.text) if one.old and one.new else ((), 0)
    return _SourceView(
        word=word,
        sign=_SOURCE_SIGNS[word],
        old_number=str(sides[0].index.number_of(one.old.id)) if one.old else "",
        new_number=str(sides[1].index.number_of(one.new.id)) if one.new else "",
        name=name,
        about=", ".join(shorten(text, _LONG) for text in about if text and text != name),
        rows=tuple(_row(change, reworded=False) for change in one.changes),
        passages=passages,
        more=f"{rest} more" if rest > 0 else "",
    )


def _rewritten(old: str, new: str) -> tuple[tuple[_Row, ...], int]:
    """Return the first sentences of two texts that differ, what differs marked, and how many more there are."""
    before, after = _sentences(old), _sentences(new)
    matcher = difflib.SequenceMatcher(None, before, after)
    found = [
        pair
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
        for pair in zip_longest(before[a:b], after[c:d], fillvalue="")
    ]
    rows = tuple(_passage(f"Passage {at}", *pair) for at, pair in enumerate(found[:_PASSAGES], 1))
    return rows, len(found) - len(rows)


def _sentences(text: str) -> list[str]:
    lines = (clean_line(line) for line in text.splitlines()[:_MOST_SENTENCES])
    return [sentence for line in lines for sentence in _SENTENCE_END.split(line) if sentence][:_MOST_SENTENCES]


def _passage(label: str, old: str, new: str) -> _Row:
    before, after = shorten(old, _PASSAGE), shorten(new, _PASSAGE)
    if not (before and after):
        return _Row(label, _pieces(before), _pieces(after))
    left, right = compare_wordings([before, after])
    return _Row(label, _whole(left), _whole(right))
