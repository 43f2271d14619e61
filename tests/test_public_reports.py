"""What people reported of tools like this one, as small inputs, and what a careful editor expects of each.

The inputs lie beside the project (`FACTCHECK_DATA`, default `../shared`, in `cases/public-reports.yaml`); what is
expected of each is told here, by its place in the file and its name.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck import quantities
from factcheck.checker import check
from factcheck.models import Quantity, Quotation, Report, Source
from factcheck.sources import read

ROOT = Path(__file__).resolve().parents[1]
FILE = Path(os.environ.get("FACTCHECK_DATA", ROOT.parent / "shared")) / "cases" / "public-reports.yaml"
EXCLUDING = ("FC101", "FC102", "FC106", "FC108")
Expectation = Callable[[Report], bool]


# ------------------------------------------------------------------ what may be expected
def _held(report: Report) -> list[tuple[str, list[int | float], str]]:
    """Return measure, numbers and hedge of every number that a source stands by."""
    return [
        (claim.measure, [float(each) for each in claim.value.nominal], claim.value.hedge.kind)
        for claim in report.claims
        if isinstance(claim.value, Quantity) and claim.status in {"actual", "suspected"} and claim.frame.standing
        not in {"withdrawn", "denied", "rumoured", "asked"}
    ]  # fmt: skip


def claims(*wanted: tuple[Any, ...]) -> Expectation:
    """Each (measure, number, …, hedges) is claimed; hedges is a string of kinds, "" for any."""

    def holds(report: Report) -> bool:
        held = _held(report)
        return all(
            any(
                m == measure and n == list(map(float, numbers)) and (not hedges or h in hedges.split())
                for m, n, h in held
            )
            for measure, *numbers, hedges in wanted
        )

    return holds


def without(*numbers: float) -> Expectation:
    """None of the numbers is held."""
    return lambda report: not any(set(numbers) & set(n) for _, n, _ in _held(report))


def only(measure: str, *numbers: float) -> Expectation:
    """The measure has these numbers and no others."""
    return lambda report: sorted(each for m, n, _ in _held(report) if m == measure for each in n) == sorted(numbers)


def clear(*codes: str) -> Expectation:
    """No finding of any severity says that numbers exclude each other, or is of one of the codes."""
    return lambda report: not any(finding.code in {*EXCLUDING, *codes} for finding in report.findings)


def raised(*codes: str) -> Expectation:
    return lambda report: any(finding.code in codes for finding in report.findings)


def speaker(name: str) -> Expectation:
    return lambda report: any(
        isinstance(claim.value, Quotation)
        and claim.attribution is not None
        and name in (claim.attribution.speaker or "")
        for claim in report.claims
    )


def quoted(text: str) -> Expectation:
    return lambda report: any(
        isinstance(claim.value, Quotation) and claim.value.text.startswith(text) for claim in report.claims
    )


def reads(*wanted: tuple[float, str | None]) -> Expectation:
    """The text states these quantities (number and unit), whatever they measure."""

    def holds(report: Report) -> bool:
        found = [
            (float(each.nominal[0]), each.unit)
            for source in report.sources
            for each in quantities([source.text])[0]
            if each.nominal
        ]
        return all(pair in found for pair in wanted)

    return holds


def nothing(report: Report) -> bool:
    return not any(isinstance(claim.value, Quantity) for claim in report.claims)


def no_unit(dimension: str) -> Expectation:
    return lambda report: not any(claim.measure == dimension for claim in report.claims)


def day(text: str) -> Expectation:
    return lambda report: report.sources[0].published == dt.date.fromisoformat(text)


def problem(words: str) -> Expectation:
    return lambda report: any(words in each for source in report.sources for each in source.problems)


def both(*each: Expectation) -> Expectation:
    return lambda report: all(holds(report) for holds in each)


def either(*each: Expectation) -> Expectation:
    return lambda report: any(holds(report) for holds in each)


NO_DOWN = clear("FC202")
DEAD_21 = only("deaths", 21)
MADE_UP = both(clear(), lambda report: not any(n == [500.0] for _, n, _ in _held(report)))
FLOODS = both(clear(), claims(("deaths", 21, "")))

# by the place in the file
EXPECTED: dict[int, Expectation] = {
    0: either(claims(("deaths", 500, "more_than at_least")), claims(("count", 500, "more_than at_least"))),
    1: both(claims(("children", 2, "")), without(19, 20, 21)),
    2: without(20, 21, 0.05),
    3: lambda report: not any(n == [1.25] for _, n, _ in _held(report)),
    4: claims(("infected", 10, 13, "")),
    5: both(claims(("infected", 1407, "")), without(2014)),
    6: nothing,
    7: reads((10_000_000_000, "russian ruble"), (3_500_000, "dollar"), (2_000_000_000_000, "kazakhstani tenge")),
    8: both(
        reads(
            (16_400_000, "canadian dollar"), (5_000_000, "australian dollar"), (3_000_000, "new zealand dollar"),
            (2_000_000, "singapore dollar"), (9, "hong kong dollar"), (4_000_000, "brazilian real"),
            (7, "taiwan dollar"), (10_000_000, "mexican peso"),
        ),
        lambda report: not any(isinstance(c.value, Quantity) and c.value.unit == "dollar" for c in report.claims),
    ),
    9: claims(("count", 30, "at_most")),
    10: either(claims(("count", 500, "at_least about")), claims(("participants", 500, "at_least about"))),
    11: no_unit("temperature"),
    12: claims(("duration", 1, "more_than"), ("duration", 1, "exact")),
    13: claims(("distance", 62, "")),
    14: both(claims(("age", 22, ""), ("age", 24, ""), ("age", 26, "")), without(2224)),
    15: reads((0.75, None), (0.25, None)),
    16: both(clear(), only("displaced", 1_500_000, 1_500_000)),
    17: raised("FC101"),
    18: raised("FC101"),
    19: lambda report: not any(f.code in EXCLUDING and f.severity in {"medium", "high"} for f in report.findings),
    20: clear(),
    21: NO_DOWN,
    22: NO_DOWN,
    23: raised("FC104"),
    24: both(clear(), without(12)),
    25: clear(),
    26: without(16.2, 13.05),
    **dict.fromkeys(range(27, 34), NO_DOWN),
    **dict.fromkeys(range(34, 37), both(clear(), without(12))),
    **dict.fromkeys(range(37, 40), clear()),
    40: claims(("duration", 1, "")),
    41: claims(("duration", 1, "about")),
    42: claims(("duration", 1, "nearly")),
    43: claims(("duration", 1, "")),
    44: claims(("duration", 1, "")),
    **dict.fromkeys(range(45, 48), only("displaced", 1_500_000)),
    48: clear(),
    49: speaker("Marsh"),
    50: speaker("Hart"),
    51: quoted("We need 40 more trucks"),
    52: claims(("deaths", 21, ""), ("destroyed", 300, "")),
    53: claims(("deaths", 21, ""), ("destroyed", 300, "")),
    54: problem("teasers"),
    55: DEAD_21,
    56: DEAD_21,
    57: both(claims(("deaths", 21, ""), ("missing", 14, "")), without(213, 144)),
    58: reads((2000, None), (12_500, None)),
    **dict.fromkeys(range(59, 64), day("2024-05-07")),
    64: either(day("2024-05-07"), problem("2024-05-07")),
    65: problem("damaged"),
    66: without(1, 100, 24, 7, 4),
    67: without(4, 8, 5, 1),
    68: claims(("deaths", 20, "about vague range")),
    69: claims(("deaths", 50, "at_least more_than")),
    70: claims(("deaths", 100, "vague")),
    71: claims(("deaths", 30, "nearly")),
    72: claims(("deaths", 30, "more_than at_least")),
    73: claims(("deaths", 30, "more_than")),
    74: claims(("deaths", 30, "about")),
    75: claims(("deaths", 30, "about")),
    76: claims(("deaths", 30, "at_least more_than")),
    77: claims(("deaths", 30, "about")),
    78: claims(("deaths", 30, 40, "range")),
    79: claims(("deaths", 30, "vague about range")),
    80: either(claims(("deaths", 30, "")), claims(("deaths", 30, 40, ""))),
    **dict.fromkeys(range(81, 87), MADE_UP),
    87: either(claims(("deaths", 21, ""), ("deaths", 8, "")), problem("table")),
    88: claims(("deaths", 21, ""), ("injured", 40, ""), ("missing", 14, ""), ("displaced", 3000, "")),
    **dict.fromkeys((89, 91, 92, 93), FLOODS),
    90: clear(),
    **dict.fromkeys(range(94, 97), lambda report: all(finding.code >= "FC5" for finding in report.findings)),
    97: clear(),
    98: claims(("deaths", 24, "")),
    99: claims(("deaths", 24, "")),
    100: claims(("deaths", 12, "")),
    101: claims(("deaths", 24, "")),
    102: claims(("deaths", 12, "")),
}  # fmt: skip
FAILS: dict[int, str] = {
    19: "confirmed and probable dead are not added up to another report's total",
    23: "the parts listed under “of the 94” are read, and not added up against it",
    70: "a vague plural as the predicate of a toll has no number of its own",
    87: "a table in plain text is not read",
    92: "“in neighbouring Somalia” is not taken for the place of the number behind it",
    97: "a name and a number side by side (“in Hola 45”) look like a label; the first place's number stands for all",
}


@cache
def cases() -> list[dict[str, Any]]:
    return yaml.safe_load(FILE.read_text("utf8")) if FILE.is_file() else []


def sources_of(given: str | Sequence[Sequence[str]], folder: Path) -> list[Source]:
    """Return the sources of an input: one text, one saved page, or texts with or without a title, and their day."""
    if isinstance(given, str) and given.lstrip().startswith("<!DOCTYPE"):
        (folder / "page.html").write_text(given, "utf8")
        return read([folder])
    if isinstance(given, str):
        return [Source.from_text(given, id="one", published="2024-05-08")]
    return [
        Source.from_text(parts[-2], id=f"s{number}", title=parts[0] if len(parts) > 2 else None, published=parts[-1])
        for number, parts in enumerate(given, 1)
    ]


def params() -> list[Any]:
    return [
        pytest.param(at, id=f"{at}", marks=[pytest.mark.xfail(reason=FAILS[at], strict=True)] if at in FAILS else [])
        for at in range(len(cases()))
    ]


def test_the_reports_are_here() -> None:
    if not cases():
        pytest.skip("the reports are not here: set FACTCHECK_DATA to the folder that holds cases/public-reports.yaml")
    assert set(EXPECTED) == set(range(len(cases())))
    assert len(FAILS) <= 8


@pytest.mark.parametrize("at", params())
def test_report(at: int, tmp_path: Path) -> None:
    case = cases()[at]
    report = check(sources_of(case["input"], tmp_path))
    held = [(measure, numbers, hedge) for measure, numbers, hedge in _held(report)]
    assert EXPECTED[at](report), f"{case['phenomenon']}: {case['expected']}; read {held}"
