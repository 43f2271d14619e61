"""One finding of a report in JSON → plain text: its claims, their intervals on a ruler, the rule and the arithmetic."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from factcheck.conflicts.registry import code_of, page_of
from factcheck.errors import FactcheckError, reason_of
from factcheck.models import SEVERITIES, Quantity, Report

__all__ = ["explain", "load_report"]

_WIDTH, _RULER, _LABEL = 100, 44, 30
Row = Mapping[str, Any]


class _Head(msgspec.Struct):
    """What every report has."""

    sources: msgspec.Raw
    claims: msgspec.Raw
    findings: msgspec.Raw


class _Number(msgspec.Struct):
    number: int


class _Numbered(msgspec.Struct):
    """What a report may be read without and a reader cannot do without: its sources' numbers."""

    sources: list[_Number]


def load_report(path: Path) -> dict[str, Any]:
    """Return a report from its JSON file, with what an earlier version left out filled in.

    Raises FactcheckError where the file cannot be read, holds no report, or not a whole one.
    """
    try:
        data = path.read_bytes()
        msgspec.json.decode(data, type=_Head)
    except OSError as error:
        raise FactcheckError(f"{path}: {reason_of(error)}") from error
    except (ValueError, RecursionError) as error:
        raise FactcheckError(f"{path}: is no report in JSON") from error
    try:
        msgspec.json.decode(data, type=_Numbered)
        report = Report.from_json(data)
        _require_numbers(report)
    except (ValueError, RecursionError) as error:
        raise FactcheckError(f"{path}: is no whole report: {reason_of(error)}") from error
    whole: dict[str, Any] = msgspec.to_builtins(report, builtin_types=(Decimal,))
    return whole


def _require_numbers(report: Report) -> None:
    """Raise ValueError where a claim's number is none that can be drawn."""
    for claim in report.claims:
        if isinstance(claim.value, Quantity):
            ends = (*claim.value.nominal, claim.value.strict.low, claim.value.strict.high)
            if not all(end.is_finite() for end in ends if end is not None):
                raise ValueError(f"claim {claim.id} has a number that is not finite")


def explain(report: Row, wanted: str) -> str:
    """Return what stands behind a finding: named by its id, by the start of it, by its place or by a code found once.

    Raises FactcheckError where the report has no such finding, or several.
    """
    finding = _pick(in_order(report["findings"]), wanted)
    claims = {claim["id"]: claim for claim in report["claims"]}
    held = [claims[id_] for id_ in finding["claim_ids"] if id_ in claims]
    numbers = {source["id"]: int(source["number"]) for source in report["sources"]}
    names = {source["id"]: _name(source) for source in report["sources"]}
    pages = {source["id"]: source.get("places") or [] for source in report["sources"]}
    parts = [
        _wrapped(f"{finding['code']}, severity {finding['severity']}, confidence {_confidence(finding)}"),
        _wrapped(finding["message"]),
        _wrapped(finding["explanation"]),
        _section("Claims", _claims(held, claims, numbers, names, pages)),
        _section("Intervals", _ruler(held, numbers)),
        _section("Positions", _positions(finding)),
        _section("Arithmetic", _arithmetic(finding)),
        _section("It would be reconciled if", _reconciled(finding)),
        _section(f"The rule {finding['code']}", _rule(finding["code"])),
    ]
    return "\n\n".join(part for part in parts if part)


def in_order(findings: Sequence[Row]) -> list[Row]:
    """Return the findings as the report numbers them: by severity, those of one source only last."""
    return sorted(findings, key=lambda finding: (code_of(finding["code"]).alone, SEVERITIES.index(finding["severity"])))


def _confidence(finding: Mapping[str, Any]) -> str:
    told = finding.get("probability")
    return str(finding["confidence"]) if told is None else f"{finding['confidence']} ({told:.2f})"


def _pick(findings: Sequence[Row], wanted: str) -> Row:
    wanted = wanted.strip()
    if wanted.isdecimal() and 0 < int(wanted) <= len(findings):
        return findings[int(wanted) - 1]
    found = [each for each in findings if each["id"] == wanted or each["code"].casefold() == wanted.casefold()]
    found = found or [each for each in findings if wanted and each["id"].startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise FactcheckError(f"{wanted}: {len(found)} findings; name one of {', '.join(each['id'] for each in found)}")
    raise FactcheckError(f"{wanted}: no such finding; give an id, or a number from 1 to {len(findings)}")


def _name(source: Row) -> str:
    return " · ".join(str(source[key]) for key in ("publisher", "published") if source.get(key)) or str(source["id"])


def _wrapped(text: str, indent: str = "") -> str:
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return textwrap.fill(plain, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _section(title: str, lines: Iterator[str]) -> str:
    body = "\n".join(lines)
    return f"{title}\n{body}" if body else ""


# ------------------------------------------------------------------ claims
def _claims(
    held: Sequence[Row],
    claims: Mapping[str, Row],
    numbers: Mapping[str, int],
    names: Mapping[str, str],
    pages: Mapping[str, Sequence[Row]],
) -> Iterator[str]:
    for claim in held:
        span, said, frame = claim["span"], claim.get("attribution") or {}, claim.get("frame") or {}
        source = f"source {numbers.get(claim['source_id'], '?')} ({names.get(claim['source_id'], '')})"
        page = _page(pages.get(claim["source_id"]) or [], span["start"])
        place = f"{page}characters {span['start']} to {span['end']}"
        yield _wrapped(f"“{span['quote']}”, {source}, {place}", "  ")
        notes = [f"in: {claim['sentence']['quote']}"]
        notes += [f"said by {said['speaker']}"] if said.get("speaker") else []
        notes += [f"{key}: {claim['scope'][key]}" for key in ("population", "place") if claim["scope"].get(key)]
        notes += [f"part: {claim['scope']['part']}"] if claim["scope"]["part"] != "whole" else []
        notes += [f"{key}: {frame[key]}" for key in ("event", "window") if frame.get(key)]
        notes += [f"status: {claim['status']}"] if claim["status"] != "actual" else []
        notes += [f"as of {claim['as_of']}"] if claim.get("as_of") else []
        parts = [claims[id_]["span"]["quote"] for id_ in claim["derived_from"] if id_ in claims]
        notes += ["from " + " and ".join(f"“{part}”" for part in parts)] if parts else []
        notes += [f"read by {', '.join(claim['read_by'])}"] if claim.get("read_by") else []
        for note in notes:
            yield _wrapped(note, "    ")


def _page(places: Sequence[Row], start: int) -> str:
    """Return the page or the time at which an offset stands, with a comma behind it; "" where there is none."""
    names = [place["name"] for place in places if place["start"] <= start]
    return f"{names[-1]}, " if names else ""


# ------------------------------------------------------------------ intervals
def _ruler(held: Sequence[Row], numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each number: its strict interval in brackets, open or closed, its nominal values as dots."""
    rows = [claim for claim in held if claim["value"].get("kind") == "quantity"]
    ends = sorted({end for claim in rows for end in _known(claim)})
    if not ends or ends[0] == ends[-1]:
        return
    room = (ends[-1] - ends[0]) / Decimal(10)
    low, high = ends[0] - room, ends[-1] + room

    def column(value: Decimal) -> int:
        return int((value - low) / (high - low) * (_RULER - 1))

    for claim in rows:
        label = f"{numbers.get(claim['source_id'], '?')}: {claim['value']['surface']}"
        label = " ".join(label.split())
        short = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
        yield f"  {short:<{_LABEL}} {_drawn(claim, column)} {_interval(claim['value']['strict'])}"
    left, right = _number(ends[0]), _number(ends[-1])
    gap = max(1, column(ends[-1]) - column(ends[0]) - len(left))
    yield f"  {'':<{_LABEL}} {' ' * column(ends[0])}{left}{' ' * gap}{right}"


def _known(claim: Row) -> list[Decimal]:
    """Return the ends and the nominal values of a claim in its base unit."""
    value = claim["value"]
    factor = _factor(value)
    found = [value["strict"]["low"], value["strict"]["high"], *value["nominal"]]
    return [each * factor for each in found if each is not None]


def _factor(value: Row) -> Decimal:
    return Decimal(value["base"]["factor"]) if value.get("base") else Decimal(1)


def _drawn(claim: Row, column: Any) -> str:
    value, strict = claim["value"], claim["value"]["strict"]
    factor, cells = _factor(claim["value"]), [" "] * _RULER
    first = 0 if strict["low"] is None else column(strict["low"] * factor)
    last = _RULER - 1 if strict["high"] is None else column(strict["high"] * factor)
    for at in range(first, last + 1):
        cells[at] = "-"
    cells[first] = "<" if strict["low"] is None else "(" if strict["low_open"] else "["
    cells[last] = ">" if strict["high"] is None else ")" if strict["high_open"] else "]"
    for nominal in value["nominal"]:
        cells[column(nominal * factor)] = "o"
    return "".join(cells)


def _interval(strict: Row) -> str:
    low = "(" if strict["low"] is None or strict["low_open"] else "["
    high = ")" if strict["high"] is None or strict["high_open"] else "]"
    return f"{low}{_number(strict['low'], '-∞')}, {_number(strict['high'], '∞')}{high}"


def _number(value: Decimal | None, unbounded: str = "") -> str:
    return unbounded if value is None else f"{value.normalize():,f}"


# ------------------------------------------------------------------ what follows from them
def _positions(finding: Row) -> Iterator[str]:
    for at, position in enumerate(finding["positions"], 1):
        yield _wrapped(f"{at}. {position['label']}", "  ")


def _arithmetic(finding: Row) -> Iterator[str]:
    for pair in finding["pairs"]:
        left, right = (int(at) + 1 for at in pair["positions"])
        gap = pair.get("gap")
        if gap:
            yield _wrapped(
                f"positions {left} and {right} ({pair['code']}): |a - b| / max(|a|, |b|) between their nearest ends is "
                f"{_number(Decimal(gap) * 100)} %",
                "  ",
            )
        else:
            yield _wrapped(f"positions {left} and {right} ({pair['code']}): nothing is true of both", "  ")


def _reconciled(finding: Row) -> Iterator[str]:
    for way in finding["reconciled_if"]:
        yield _wrapped(f"{way['assumption']} ({', '.join(way['claim_ids'])})", "  ")


def _rule(code: str) -> Iterator[str]:
    for paragraph in filter(None, page_of(code).split("\n\n")):
        yield _wrapped(paragraph, "  ")
