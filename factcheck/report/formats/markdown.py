"""Report → Markdown for a ticket or a pull request: GitHub's flavour, short enough for one comment.

Words from a source are escaped so that they stay words: they mention nobody, refer to no issue, link to nothing and
format nothing. What does not fit is counted, gravest findings first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from factcheck.models import Report
from factcheck.report.formats import Format
from factcheck.report.ground.cite import CitationView
from factcheck.report.ground.index import Index, index_report
from factcheck.report.ground.phrases import CONFIDENCE, SEVERITIES, counted, listed
from factcheck.report.ground.text import Piece, shorten
from factcheck.report.view.bundle import SourceView
from factcheck.report.view.family import shared_origins
from factcheck.report.view.findings import FindingView, PositionView
from factcheck.report.view.view import View, build_view

__all__ = ["FORMAT", "escape", "render"]

FORMAT = Format("md", "a ticket or a pull request")

# bytes of UTF-8: GitHub takes 65,536 characters; the shares are what the lists around the findings may take of them
_LIMIT = 60_000
_SOURCES, _ORIGINS, _SKIPPED, _REST = 10_000, 3_000, 3_000, 500
# characters of a text, as far as it is shown
_TITLE, _LABEL, _MESSAGE, _BRIEF = 160, 120, 1200, 240
# of a sentence that is longer than _SENTENCE: of marked words, of the words around them, and how many runs of either
_SENTENCE, _MARKED, _AROUND, _PIECES = 1200, 400, 240, 12
# how many citations of one list are shown, where there is room for one and where there is room for more
_LEVELS = (1, 6)

# GitHub looks for mentions, references, emoji and formulas in the text that is left after the Markdown is gone, so a
# backslash does not stop it; an element around one of their characters does, and a quote that is copied stays exact
_SPECIAL = re.compile(
    r"""
    (?P<entity> [&<>])
    | (?P<element> [@\#$]                # a mention or an address, an issue or a heading, a formula
        | :(?=[\w+-]+:)                  # an emoji
        | /(?=/) | (?<=www)\. | (?<=[^\W_])\.(?=[^\W\d_]{2})   # a web address
        | (?<=[A-Z])-(?=\d) | (?<=GHSA)- )                     # GH-1, CVE-2024-1 and the like
    | (?P<commit> \b[0-9A-F]{7,40}\b)
    | (?P<number> \A\d{1,9}[.)])         # a list
    | (?P<mark> [\\`*_~|\[\]] | \A[-+=:/])  # the rest of Markdown, some of it at the start of a line only
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COMMIT = 7


def render(report: Report, *, templates: Path | None = None, paper: str = "a4") -> bytes:  # noqa: ARG001  all renderers have one signature
    """Return the report as Markdown of less than 60,000 bytes.

    The bold words of a quote are those that the claim rests on. Findings of one source only are a closed list at the
    end; a last line of the findings counts those that did not fit.
    """
    view = build_view(report, full_text=False)
    index = index_report(report, full_text=False)
    source_ids = [source.id for source in report.sources]
    head = [f"# {escape(shorten(view.title, _TITLE))}", f"{_compared(source_ids, index)} {escape(view.summary)}"]
    origins = [*(one.text for one in shared_origins(source_ids, index)), *_in_passages(view)]
    tail = [*_sources(view.sources, origins), *_skipped(view)]
    room = _LIMIT - _REST - _size([*head, *tail])
    blocks, left = _fit(view.findings, _finding, room)
    alone, alone_left = _fit(view.uncorroborated, _statement, 0 if left else room - _size(blocks))
    findings = ["## Findings", *blocks, *_left(left + alone_left)] if blocks or left or alone_left else []
    return ("\n\n".join([*head, *findings, *tail, *_details(alone, view)]) + "\n").encode()


def escape(text: str) -> str:
    r"""Return a text of one line as Markdown that shows this text and nothing else, wherever it stands in a line.

    >>> print(escape("*Two* of @desk's #1 sources <b>said</b>"))
    \*Two\* of <span>@</span>desk's <span>#</span>1 sources &lt;b&gt;said&lt;/b&gt;
    """
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if match["entity"]:
        return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}[found]
    if match["element"]:
        return f"<span>{found}</span>"
    if match["commit"]:
        return "".join(_element(char) if at % _COMMIT == _COMMIT - 1 else char for at, char in enumerate(found))
    return f"{found[:-1]}\\{found[-1]}"


def _element(char: str) -> str:
    return f"<span>{char}</span>"


def _compared(source_ids: Sequence[str], index: Index) -> str:
    said = f"{counted(len(source_ids), 'source')} from {counted(index.origin_count(source_ids), 'origin')} compared."
    return said[:1].upper() + said[1:]


def _fit(
    findings: Sequence[FindingView], write: Callable[[FindingView, int], str], room: int
) -> tuple[list[str], tuple[FindingView, ...]]:
    """Return the findings that fit into so many bytes, and those that do not.

    Those of one severity come first with their message alone, then with as much evidence as fits, the first ones most.
    Once one is left out, so is all that is less grave.
    """
    blocks: list[str] = []
    for severity in SEVERITIES:
        group = [finding for finding in findings if finding.severity == severity]
        written = _while_fitting((write(finding, 0) for finding in group), room)
        room -= _size(written)
        for level in _LEVELS:
            room = _fill(written, (write(finding, level) for finding in group), room)
        blocks += written
        if len(written) < len(group):
            break
    return blocks, tuple(findings[len(blocks) :])


def _fill(written: list[str], fuller: Iterator[str], room: int) -> int:
    """Put fuller blocks in place of those written, from the first on while they fit; return the bytes that are left."""
    for at, (brief, full) in enumerate(zip(written, fuller, strict=False)):
        more = _size([full]) - _size([brief])
        if more > room:
            break
        written[at] = full
        room -= more
    return room


def _while_fitting(blocks: Iterable[str], room: int) -> list[str]:
    kept = []
    for block in blocks:
        room -= _size([block])
        if room < 0:
            break
        kept.append(block)
    return kept


def _size(blocks: Iterable[str]) -> int:
    return sum(len(block.encode()) + 2 for block in blocks)


def _left(findings: Sequence[FindingView]) -> list[str]:
    if not findings:
        return []
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    words = {"high": "high", "medium": "medium", "low": "low", "info": "note"}
    kinds = [
        counted(count, words[severity]) if severity == "info" else f"{count:,} {words[severity]}"
        for severity, count in counts.items()
        if count
    ]
    what = "more finding is" if len(findings) == 1 else "more findings are"
    return [f"{len(findings):,} {what} in the report: {listed(kinds)}."]


def _finding(view: FindingView, level: int) -> str:
    topic = f" · {escape(shorten(view.topic, _LABEL))}" if view.topic else ""
    head = f"### {view.number} · {view.severity_word}: {view.kind}{topic}"
    if not level:
        return f"{head}\n\n{escape(shorten(view.message, _BRIEF))} (Quotes: see the report.)"
    return "\n\n".join([head, escape(shorten(view.message, _MESSAGE)), *_evidence(view, level)])


def _evidence(view: FindingView, level: int) -> Iterator[str]:
    if view.confidence != CONFIDENCE["high"]:
        yield escape(view.confidence)
    for position in view.positions[: 2 * level + 2]:
        yield _position(position)
        yield from _citations(position.citations, level)
    if len(view.positions) > 2 * level + 2:
        yield f"{counted(len(view.positions) - 2 * level - 2, 'more position')} in the report."
    for lead, citations in (("Fits every position:", view.compatible), ("Also cited:", view.cited)):
        if citations:
            yield lead
            yield from _citations(citations, level)
    for way in view.reconciled_if[:level]:
        yield f"Could all be true if: {escape(shorten(way.assumption, _MESSAGE))}"
    if view.estimate:
        yield escape(shorten(view.estimate.text, _LABEL)) + "."


def _position(view: PositionView) -> str:
    lead = f"**{view.letter}** · " if view.letter else ""
    who = "; ".join(filter(None, (shorten(view.holders, _LABEL), view.support)))
    label = f"<b>{escape(shorten(view.label, _LABEL))}</b>"
    return f"{lead}{label} · {escape(shorten(who, 2 * _LABEL))}" if who else f"{lead}{label}"


def _citations(citations: Sequence[CitationView], most: int) -> Iterator[str]:
    for citation in citations[:most]:
        yield _citation(citation)
    if len(citations) > most:
        yield f"{counted(len(citations) - most, 'more citation')} in the report."


def _citation(view: CitationView) -> str:
    who = ", ".join(filter(None, (view.outlet, view.date, view.place, shorten(view.speaker, _LABEL))))
    notes = "".join(f"; {shorten(note, _LABEL)}" for note in view.notes)
    return f"> {_quote(view.pieces)}\n>\n> — source {view.number}, {escape(who + notes)}"


def _quote(pieces: Sequence[Piece]) -> str:
    """Return a sentence on one line with its marked words in bold; an endless one is cut around them.

    HTML's own element is always bold; whether two asterisks are depends on the characters around them.
    """
    if sum(len(piece.text) for piece in pieces) > _SENTENCE:
        rest = (Piece(" …"),) if len(pieces) > _PIECES else ()
        pieces = (*(_cut(piece, at, len(pieces)) for at, piece in enumerate(pieces[:_PIECES])), *rest)
    parts = []
    spaced = True
    for piece in pieces:
        text = re.sub(r"\s+", " ", piece.text)
        text = text[1:] if spaced and text[:1] == " " else text
        if text:
            spaced = text[-1] == " "
            parts.append(f"<b>{escape(text)}</b>" if piece.marked else escape(text))
    return "".join(parts).rstrip()


def _cut(piece: Piece, at: int, count: int) -> Piece:
    """Return a piece of a sentence as long as it may be, next to marked words what is nearest to them."""
    text = piece.text
    if piece.marked or len(text) <= _AROUND:
        return Piece(shorten(text, _MARKED), piece.marked)
    end = text[-_AROUND // 2 :]
    end = end.partition(" ")[2] or end
    if at == 0 and count > 1:
        return Piece(f"… {end}")
    start = shorten(text, _AROUND // 2)
    return Piece(start if at == count - 1 else f"{start} {end}")


def _in_passages(view: View) -> list[str]:
    """Return what reports of their own have in single passages, a sentence each."""
    return [f"{text}." for family in view.families for text in family.passages]


def _sources(sources: Sequence[SourceView], origins: Sequence[str]) -> list[str]:
    if not sources:
        return []
    shared = [f"- {escape(shorten(origin, _MESSAGE))}" for origin in origins]
    lists = (_list(list(map(_source, sources)), "source", _SOURCES), _list(shared, "origin", _ORIGINS))
    return ["## Sources", *filter(None, lists)]


def _source(view: SourceView) -> str:
    outlet, title, author, url, problems = (
        escape(shorten(text, _LABEL))
        for text in (view.outlet, view.title, view.author, view.url, listed(view.problems))
    )
    said = ", ".join(filter(None, (outlet, f"<i>{title}</i>", view.date, author, url)))
    return f"- {view.number} · {'; '.join(filter(None, (said, problems)))}"


def _skipped(view: View) -> list[str]:
    lines = [f"- {escape(shorten(f'{fact.label}: {fact.text}', _BRIEF))}" for fact in view.skipped]
    return ["## What could not be read", _list(lines, "document", _SKIPPED)] if lines else []


def _list(lines: Sequence[str], noun: str, room: int) -> str:
    """Return a list of as many lines as fit into so many bytes; the rest is counted."""
    kept = _while_fitting(lines, room)
    if len(kept) < len(lines):
        kept.append(f"- {counted(len(lines) - len(kept), f'more {noun}')} in the report")
    return "\n".join(kept)


def _statement(view: FindingView, level: int) -> str:
    message = escape(shorten(view.message, _MESSAGE if level else _BRIEF))
    quotes = [_citation(citation) for citation in view.cited[:level]]
    return "\n\n".join([f"- {message}", *(re.sub("^", "  ", quote, flags=re.MULTILINE) for quote in quotes)])


def _details(blocks: Sequence[str], view: View) -> list[str]:
    if not blocks:
        return []
    count, kind = len(view.uncorroborated), view.uncorroborated[0].kind.lower()
    shown = counted(count, "statement") if len(blocks) == count else f"{len(blocks):,} of {counted(count, 'statement')}"
    return [f"<details>\n<summary>{shown} with {kind}</summary>", *blocks, "</details>"]
