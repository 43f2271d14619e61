"""One finding in plain text: the ruler, the way to name a finding, and what is no report."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from factcheck.cli import main
from factcheck.errors import FactcheckError
from factcheck.models import Report
from factcheck.report.explain import explain, load_report
from factcheck.report.ground.index import index_report

SAMPLE = Path(__file__).resolve().parent.parent.parent / "reports" / "kazakhstan.json"


def made(*intervals: tuple[int | None, int | None, int], codes: tuple[str, ...] = ("FC101",)) -> dict[str, Any]:
    """Return a report whose findings all hold one claim for each (low, high, nominal)."""
    claims: list[dict[str, Any]] = [
        {
            "id": f"c{at}", "source_id": "s", "measure": "count", "about": None,
            "span": {"start": 0, "end": 2, "quote": f"{nominal} hens"},
            "sentence": {"start": 0, "end": 9, "quote": f"There were {nominal} hens."},
            "scope": {"part": "whole"}, "status": "actual", "derived_from": [], "attribution": None, "as_of": None,
            "value": {
                "kind": "quantity", "surface": f"{nominal} hens", "nominal": [nominal], "base": None,
                "strict": {"low": low, "high": high, "low_open": False, "high_open": True}, "plausible": {},
            },
        }
        for at, (low, high, nominal) in enumerate(intervals)
    ]  # fmt: skip
    findings = [
        {
            "id": f"f{at}a", "code": code, "severity": "high", "confidence": "low", "message": "A message.",
            "explanation": "An explanation.", "claim_ids": [claim["id"] for claim in claims], "positions": [],
            "pairs": [{"positions": [0, 1], "code": code, "gap": "0.25"}], "reconciled_if": [], "topic_id": "t",
        }
        for at, code in enumerate(codes)
    ]  # fmt: skip
    report = {"findings": findings, "claims": claims, "sources": [{"id": "s", "number": 1, "text": "1 hens"}]}
    return json.loads(json.dumps(report), parse_int=Decimal, parse_float=Decimal)  # type: ignore[no-any-return]  # made


def rows(text: str) -> list[str]:
    body = text.partition("Intervals\n")[2].partition("\n\n")[0]
    return body.splitlines()


def test_intervals_stand_on_one_ruler() -> None:
    first, second, ends = rows(explain(made((10, 20, 15), (30, None, 30)), "1"))
    assert first.index("[") < first.index("o") < first.index(")") < second.index("o")
    assert second.rstrip().endswith("[30, ∞)")
    assert ">" in second
    assert ends.split() == ["10", "30"]
    # an end stands below its own mark
    assert first.index("[", 30) == ends.index("10")


def test_one_number_alone_needs_no_ruler() -> None:
    assert "Intervals" not in explain(made((5, 5, 5)), "1")


def test_a_finding_is_named_by_place_id_start_or_code() -> None:
    report = made((1, 2, 1), (3, 4, 3), codes=("FC101", "FC103"))
    texts = {explain(report, name) for name in ("2", "f1a", "f1", "FC103", "fc103")}
    assert len(texts) == 1
    assert "Find a part that is larger than its whole" in texts.pop()


@pytest.mark.parametrize(("wanted", "reason"), [("9", "no such finding"), ("f", "2 findings"), ("FC601", "no such")])
def test_what_names_no_single_finding_is_an_error(wanted: str, reason: str) -> None:
    with pytest.raises(FactcheckError, match=reason):
        explain(made((1, 2, 1), codes=("FC101", "FC103")), wanted)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe", b"%PDF-1.7"])
def test_what_is_no_report_is_one_line_and_status_2(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    file.write_bytes(content)
    result = CliRunner().invoke(main, ["explain", str(file), "1"])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "odd.json: is no report in JSON" in result.output


@pytest.mark.parametrize(
    ("place", "field", "said"),
    [
        ("sources", "number", "Object missing required field `number` - at `$.sources[0]`"),
        ("findings", "severity", "Object missing required field `severity` - at `$.findings[0]`"),
        ("claims", "span", "Object missing required field `span` - at `$.claims[0]`"),
    ],
)
def test_a_damaged_report_is_one_line_that_says_what_is_missing(
    place: str, field: str, said: str, tmp_path: Path
) -> None:
    report = made((1, 2, 1), (3, 4, 3))
    del report[place][0][field]
    assert said in refused(report, tmp_path)


def test_a_number_that_is_not_finite_is_one_line(tmp_path: Path) -> None:
    report = made((1, 2, 1), (3, 4, 3))
    report["claims"][1]["value"]["nominal"] = ["NaN"]
    assert "claim c1 has a number that is not finite" in refused(report, tmp_path)


def refused(report: dict[str, Any], folder: Path) -> str:
    """Return the one line with which a report is refused."""
    file = folder / "damaged.json"
    file.write_text(json.dumps(report, default=int), "utf-8")
    result = CliRunner().invoke(main, ["explain", str(file), "1"])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "damaged.json: is no whole report: " in result.output
    return result.output


def test_a_report_of_an_earlier_version_is_explained(tmp_path: Path) -> None:
    report = json.loads(SAMPLE.read_text("utf-8"))
    for one in report["claims"]:
        for field in ("read_by", "notes", "frame"):
            del one[field]
    file = tmp_path / "old.json"
    file.write_text(json.dumps(report), "utf-8")
    told = explain(load_report(file), "1")
    now = explain(load_report(SAMPLE), "1")
    assert told == "\n".join(line for line in now.splitlines() if not line.startswith("    read by "))


def test_the_sample_cites_the_words_of_its_sources() -> None:
    report = load_report(SAMPLE)
    text = " ".join(explain(report, "1").split())
    texts = {source["id"]: source["text"] for source in report["sources"]}
    held = {claim["id"]: claim for claim in report["claims"]}
    for id_ in report["findings"][0]["claim_ids"]:
        span = held[id_]["span"]
        words = texts[held[id_]["source_id"]][int(span["start"]) : int(span["end"])]
        assert f"“{' '.join(words.split())}”" in text


def test_a_hostile_quote_cannot_steer_the_terminal(tmp_path: Path) -> None:
    report = made((1, 2, 1), (3, 4, 3))
    report["claims"][0]["span"]["quote"] = "1 \x1b[31mhen\u202e"
    file = tmp_path / "report.json"
    file.write_text(json.dumps(report, default=int), "utf-8")
    result = CliRunner().invoke(main, ["explain", str(file), "1"])
    assert result.exit_code == 0
    assert "hen" in result.output
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


def test_findings_are_numbered_as_the_report_numbers_them() -> None:
    report = Report.from_json(SAMPLE.read_bytes())
    index = index_report(report, full_text=False)
    told = [explain(load_report(SAMPLE), str(at)).splitlines()[0] for at in range(1, len(report.findings) + 1)]
    assert [line.partition(",")[0] for line in told] == [finding.code for finding in index.findings]
