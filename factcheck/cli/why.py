"""`factcheck why`: how one sentence was read, rule by rule."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.console import unsteered
from factcheck.cli.options import FILE
from factcheck.cli.root import main
from factcheck.settings import Settings

if TYPE_CHECKING:
    from factcheck.claims.traced import Number, Trace
    from factcheck.models import Claim, Interval

__all__: list[str] = []

_LONGEST = 20_000  # characters: an article, which takes seconds
_HEDGES = click.option("--hedges", metavar="FILE|PRESET", help='Rules for inexact numbers: a TOML file, or "acled".')
_MEASURES = click.option("--measures", type=FILE, metavar="FILE", help="TOML file that extends the measures.")
_PIPELINE = click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline with Universal Dependencies.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@main.command(epilog='Example: factcheck why "Nearly 2,000 troops arrived, the ministry said."')
@click.argument("sentence", metavar="SENTENCE")
@_HEDGES
@_MEASURES
@_PIPELINE
@_JSON
def why(*, sentence: str, hedges: str | None, measures: Path | None, pipeline: str | None, as_json: bool) -> int:
    """Show how one sentence was read: the parse, the numbers, each rule that spoke or refused, and the claims.

    SENTENCE is a text in quotation marks, or - for standard input.
    """
    from factcheck.claims.traced import trace_text

    text = sys.stdin.read(_LONGEST + 1) if sentence == "-" else sentence
    if len(text) > _LONGEST:
        raise click.UsageError(f"the text has more than {_LONGEST:,} characters; give one sentence or paragraph of it")
    trace = trace_text(text, settings=Settings(hedges=hedges, measures=measures, pipeline=pipeline))
    if as_json:
        click.echo(json.dumps(trace.to_dict(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(unsteered(line) for line in _lines(trace)))
    return 0


def _lines(trace: Trace) -> Iterator[str]:
    yield from _parse(trace)
    yield from ("", "Numbers")
    for number in trace.numbers:
        yield f"  {number.surface}"
        yield from (f"      {each}" for each in _of_number(number))
    if not trace.numbers:
        yield "  none that counts or measures"
    for refusal in trace.refused:
        yield f"  {refusal.surface}"
        yield f"      refused by {refusal.rule}: {refusal.says}"
    yield from ("", "Who says it")
    for said in trace.attributions:
        words = " … ".join(trace.text[start:end] for start, end in said.content_spans)
        yield f"  {said.speaker or '(nobody named)'}, {said.cue or 'quoted'} ({said.stance}): {words}"
    if not trace.attributions:
        yield "  the text itself"
    yield from ("", "Claims")
    for claim in trace.claims:
        yield f"  {claim.measure}: {claim.span.quote}"
        yield from (f"      {each}" for each in _of_claim(claim))
    if not trace.claims:
        yield "  none"
    yield from ("", "Rules that spoke")
    width = max((len(rule.name) for rule in trace.rules), default=0)
    for rule in trace.rules:
        yield f"  {rule.name.ljust(width)}  {rule.says.strip()}"
    if not trace.rules:
        yield "  none"


def _parse(trace: Trace) -> Iterator[str]:
    """Yield the parse as a table: number, word, lemma, tag, label, and the head."""
    yield "Parse"
    rows = [
        (str(word.number), word.text, word.lemma, word.tag, word.label,
         "" if word.head == word.number else f"{trace.words[word.head].text} ({word.head})", word.entity)
        for word in trace.words
    ]  # fmt: skip
    widths = [max(len(row[at]) for row in rows) for at in range(7)] if rows else []
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _of_number(number: Number) -> Iterator[str]:
    noun = f" of {number.noun}" if number.noun else ""
    yield f"{' to '.join(number.nominal)}{f' {number.unit}' if number.unit else noun}"
    cue = f' ("{number.hedge.cue}")' if number.hedge.cue else ""
    allowed = f"strictly {_interval(number.strict)}, plausibly {_interval(number.plausible)}"
    yield f"hedge {number.hedge.kind}{cue}; {allowed}"
    yield f"read by {', '.join(number.read_by)}"
    yield f"measure {number.measure}" if number.measure else "no rule gives it a measure"


def _of_claim(claim: Claim) -> Iterator[str]:
    scope, frame = claim.scope, claim.frame
    told = {
        "about": claim.about, "part": scope.part, "of": scope.population, "place": scope.place,
        "event": frame.event, "window": frame.window, "role": frame.role,
        "standing": None if frame.standing == "stated" else frame.standing,
        "status": claim.status, "as of": claim.as_of,
        "said by": None if claim.attribution is None else claim.attribution.speaker or "somebody",
        "confidence": claim.confidence,
    }  # fmt: skip
    yield ", ".join(f"{name} {value}" for name, value in told.items() if value is not None)
    yield f"read by {', '.join(claim.read_by)}"


def _interval(interval: Interval) -> str:
    low = "-∞" if interval.low is None else str(interval.low)
    high = "∞" if interval.high is None else str(interval.high)
    opening = "(" if interval.low_open or interval.low is None else "["
    closing = ")" if interval.high_open or interval.high is None else "]"
    return f"{opening}{low}, {high}{closing}"
