"""What a reader is told of two reports on one story: no change where nothing changed, each change once, the why."""

from __future__ import annotations

import base64
import hashlib
import html as html_module
import itertools
import json
import re
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.cli import compare, main
from factcheck.errors import RenderError
from factcheck.models import Finding, Quotation, Report, Severity, Source, Span, Topic
from factcheck.report.diff.diff import ReportDiff, compare_reports
from factcheck.report.diff.diffview import render_diff
from factcheck.report.ground.text import clean_line
from tests.report.build import make_report, quantity
from tests.report.test_hostile import MARKERS, Tags, poisoned

BUILT = make_report()
TROOPS, CAUSE, WORDINGS = BUILT.findings[:3]
ALLOWED_TAGS = set(
    "html head meta title style body main header nav section article div p h1 h2 h3 h4 ul li dl dt dd span a bdi "
    "blockquote mark table caption thead tbody tr th td".split()
)
ALLOWED_ATTRIBUTES = set(
    "lang charset http-equiv content name id class href aria-hidden aria-label role tabindex scope data-side".split()
)
REFERENCES = {"claim_ids", "derived_from", "compatible_claim_ids", "claim_id", "topic_id", "related_topic_ids"}


def with_other_ids(report: Report) -> Report:
    """Return the report as another run would name things: all ids of claims, topics, findings and stories differ."""

    def rename(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {name: rename(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [rename(value, key) for value in node]
        return f"n-{node}" if key in REFERENCES | {"story_id"} and node is not None else node

    data = rename(report.to_dict())
    for group in ("claims", "topics", "findings", "stories"):
        for item in data[group]:
            item["id"] = f"n-{item['id']}"
    return msgspec.convert(data, Report)


def with_finding(report: Report, code: str, /, **changed: Any) -> Report:
    """Return the report with other fields in the first finding of a code."""
    at = next(at for at, finding in enumerate(report.findings) if finding.code == code)
    findings = (*report.findings[:at], replace(report.findings[at], **changed), *report.findings[at + 1 :])
    return replace(report, findings=findings)


def with_claim(report: Report, id_: str, **changed: Any) -> Report:
    claims = tuple(replace(claim, **changed) if claim.id == id_ else claim for claim in report.claims)
    return replace(report, claims=claims)


def with_source(report: Report, id_: str, **changed: Any) -> Report:
    sources = tuple(replace(source, **changed) if source.id == id_ else source for source in report.sources)
    return replace(report, sources=sources)


def without(report: Report, *codes: str) -> Report:
    return replace(report, findings=tuple(finding for finding in report.findings if finding.code not in codes))


def told(diff: ReportDiff) -> list[tuple[str, str | None, str | None]]:
    """What differs in the findings, in a list that reads."""
    return [(change.what, change.old, change.new) for one in diff.findings for change in one.changes]


def kinds(diff: ReportDiff) -> list[tuple[str, str]]:
    return [(one.kind, one.finding.code) for one in diff.findings]


# ------------------------------------------------------------------ findings
@pytest.mark.parametrize("change", [lambda report: report, with_other_ids], ids=["same ids", "other ids"])
def test_the_same_report_differs_in_nothing(change: Callable[[Report], Report]) -> None:
    diff = compare_reports(BUILT, change(BUILT))
    assert diff.findings == ()
    assert (diff.sources, diff.estimates, diff.cautions) == ((), (), ())
    assert len(diff.unchanged) == len(BUILT.findings)


def test_a_finding_that_comes_is_new_and_one_that_goes_is_resolved() -> None:
    fewer = without(BUILT, "FC301")
    assert kinds(compare_reports(fewer, BUILT)) == [("new", "FC301")]
    assert kinds(compare_reports(BUILT, fewer)) == [("resolved", "FC301")]


@pytest.mark.parametrize(
    ("field", "value", "old"),
    [("severity", "low", "high"), ("confidence", "medium", "high"), ("code", "FC102", "FC101")],
)
def test_another_level_is_told(field: str, value: str, old: str) -> None:
    new = with_other_ids(with_finding(BUILT, "FC101", **{field: value}))
    assert told(compare_reports(BUILT, new)) == [(field, old, value)]


def test_a_conflict_that_became_a_revision_is_one_change_not_two() -> None:
    new = with_other_ids(with_finding(BUILT, "FC101", code="FC201"))
    assert kinds(compare_reports(BUILT, new)) == [("changed", "FC201")]


def test_a_note_on_one_source_that_became_a_conflict_is_a_new_finding() -> None:
    old = with_finding(BUILT, "FC101", code="FC502", severity="info")
    diff = compare_reports(old, with_other_ids(BUILT))
    assert kinds(diff) == [("new", "FC101"), ("resolved", "FC502")]


def test_another_value_of_a_position_is_told_though_all_ids_differ() -> None:
    new = with_claim(BUILT, "t1", value=quantity(1000, "nearly", 900, 999, surface="nearly 1,000 guards"))
    diff = compare_reports(BUILT, with_other_ids(new))
    assert told(diff) == [("position", "nearly 2,000", "nearly 1,000")]
    assert diff.changed[0].changes[0].of == "Gazeta do Rio"


def test_a_position_that_comes_and_one_that_goes_are_told() -> None:
    fewer = with_finding(BUILT, "FC401", positions=WORDINGS.positions[:2], claim_ids=("q1", "q4", "q2"))
    gone = [row for row in told(compare_reports(BUILT, fewer)) if row[0] == "position"]
    came = [row for row in told(compare_reports(fewer, BUILT)) if row[0] == "position"]
    assert [(old is not None, new) for _, old, new in gone] == [(True, None)]
    assert [(old, new is not None) for _, old, new in came] == [(None, True)]


def test_a_source_that_goes_over_to_another_position_is_told() -> None:
    coup, bread = CAUSE.positions
    positions = (replace(coup, claim_ids=("c1",)), replace(bread, claim_ids=("c3", "c4", "c2")))
    new = with_finding(BUILT, "FC301", positions=positions)
    new = with_claim(new, "c2", value=next(claim.value for claim in BUILT.claims if claim.id == "c4"))
    moved = [change for change in compare_reports(BUILT, new).changed[0].changes if change.what == "moved"]
    assert [change.of for change in moved] == ["Gazeta do Rio"]


def test_a_source_of_a_finding_that_comes_or_goes_is_told() -> None:
    positions = (TROOPS.positions[0], replace(TROOPS.positions[1], claim_ids=("t2",)))
    new = with_finding(BUILT, "FC101", positions=positions, claim_ids=("t1", "t2"))
    assert ("source", "The Monitor", None) in told(compare_reports(BUILT, new))
    assert ("source", None, "The Monitor") in told(compare_reports(new, BUILT))


def test_another_wording_alone_is_told_as_such() -> None:
    new = with_finding(BUILT, "FC101", message="Reports of the guards differ.")
    assert told(compare_reports(BUILT, new)) == [("message", TROOPS.message, "Reports of the guards differ.")]


def test_other_numbers_of_the_same_sources_are_no_change() -> None:
    old = with_finding(BUILT, "FC101", message="They differ: nearly 2,000 (source 4) or more (sources 3 and 5).")
    new = with_finding(BUILT, "FC101", message="They differ: nearly 2,000 (source 1) or more (sources 2 and 3).")
    numbers = {"gazeta": 1, "post": 2, "monitor": 3, "herald": 4, "wire": 5}
    new = replace(new, sources=tuple(replace(one, number=numbers[one.id]) for one in new.sources))
    assert compare_reports(old, new).findings == ()
    swapped = with_finding(new, "FC101", message="They differ: nearly 2,000 (source 2) or more (sources 1 and 3).")
    assert [what for what, _, _ in told(compare_reports(old, swapped))] == ["message"]


def test_a_finding_of_a_topic_with_another_label_is_the_same_finding() -> None:
    topics = tuple(replace(one, label=f"{one.label} there", about=f"{one.about} there") for one in BUILT.topics)
    assert compare_reports(BUILT, with_other_ids(replace(BUILT, topics=topics))).findings == ()


def test_two_quotations_of_one_speaker_are_not_one_finding() -> None:
    other = "The harbour stays closed until the ice is gone."
    claims = tuple(
        replace(one, id=f"x{one.id}", topic_id="x", value=Quotation(text=other), span=Span(0, len(other), other))
        for one in BUILT.claims
        if one.measure == "quotation"
    )
    topic = next(one for one in BUILT.topics if one.id == "quotation")
    moved = replace(topic, id="x", claim_ids=tuple(claim.id for claim in claims))
    finding = replace(WORDINGS, id="x", topic_id="x", claim_ids=moved.claim_ids, positions=())
    kept = tuple(claim for claim in BUILT.claims if claim.measure != "quotation")
    topics: tuple[Topic, ...] = (*(one for one in BUILT.topics if one.id != "quotation"), moved)
    new = replace(without(BUILT, "FC401"), claims=(*kept, *claims), topics=topics)
    new = replace(new, findings=(*new.findings, finding))
    assert kinds(compare_reports(BUILT, new)) == [("new", "FC401"), ("resolved", "FC401")]


def test_each_list_is_in_the_order_of_severity() -> None:
    mixed = replace(BUILT, findings=tuple(reversed(BUILT.findings)))
    severities = [one.finding.severity for one in compare_reports(replace(BUILT, findings=()), mixed).findings]
    assert severities == ["high", "medium", "low", "info", "info", "info", "info", "info"]


def test_the_order_of_findings_in_a_file_changes_nothing() -> None:
    old, new = with_finding(BUILT, "FC101", severity="low"), without(with_other_ids(BUILT), "FC401")
    turned = replace(new, findings=tuple(reversed(new.findings)))
    assert compare_reports(old, new).to_dict() == compare_reports(old, turned).to_dict()


@given(
    st.sets(st.sampled_from(range(len(BUILT.findings)))),
    st.sets(st.sampled_from(range(len(BUILT.findings)))),
    st.booleans(),
)
def test_swapping_old_and_new_swaps_new_and_resolved(left: set[int], right: set[int], renamed: bool) -> None:  # noqa: FBT001  hypothesis gives it
    old = replace(BUILT, findings=tuple(BUILT.findings[at] for at in sorted(left)))
    new = replace(BUILT, findings=tuple(BUILT.findings[at] for at in sorted(right)))
    new = with_other_ids(with_finding(new, new.findings[0].code, severity="low") if new.findings else new)
    there, back = compare_reports(old, new if renamed else old), compare_reports(new if renamed else old, old)
    assert [one.finding for one in there.new_findings] == [one.finding for one in back.resolved]
    assert [one.finding for one in there.resolved] == [one.finding for one in back.new_findings]
    assert {(one.old, one.new) for one in there.changed} == {(one.new, one.old) for one in back.changed}
    counted = len(there.new_findings) + len(there.changed) + len(there.unchanged)
    assert counted == len(new.findings if renamed else old.findings)


# ------------------------------------------------------------------ sources, figures, settings
EXTRA = Source.from_text("More than 90 died, the port says.", id="extra", title="Ferry news", publisher="Coast Radio")


def test_a_source_that_comes_or_goes_is_told_and_named_as_the_reason() -> None:
    fewer = replace(BUILT, sources=tuple(one for one in BUILT.sources if one.id != "monitor"))
    diff = compare_reports(fewer, BUILT)
    assert [(one.old, one.source.id) for one in diff.sources] == [(None, "monitor")]
    diff = compare_reports(without(fewer, "FC101"), BUILT)
    assert diff.new_findings[0].because == ("The Monitor was added",)
    assert compare_reports(BUILT, without(fewer, "FC101")).resolved[0].because == ("The Monitor was withdrawn",)


def test_an_added_source_changes_no_finding_that_it_says_nothing_of() -> None:
    sources = (replace(EXTRA, number=1), *(replace(one, number=one.number + 1) for one in BUILT.sources))
    new = with_other_ids(replace(BUILT, sources=sources))
    story = replace(new.stories[0], source_ids=(*new.stories[0].source_ids, "extra"))
    diff = compare_reports(BUILT, replace(new, stories=(story,)))
    assert diff.findings == ()
    assert [one.source.publisher for one in diff.sources] == ["Coast Radio"]


@pytest.mark.parametrize(
    "fields",
    [
        {"path": "moved.txt"},
        {"id": "other"},
        {"id": "other", "url": None, "title": "Another title"},
        {"id": "other", "number": 12, "publisher": None},
    ],
)
def test_a_source_under_another_name_is_the_same_source(fields: dict[str, Any]) -> None:
    diff = compare_reports(BUILT, with_source(BUILT, "wire", **fields))
    assert all(one.old and one.new for one in diff.sources)


@pytest.mark.parametrize("fields", [{}, {"id": "other"}, {"id": "other", "url": None}])
def test_another_text_of_a_source_is_told(fields: dict[str, Any]) -> None:
    text = BUILT.sources[0].text.replace("Tuesday", "Wednesday") + "\nMore later."
    diff = compare_reports(BUILT, with_source(BUILT, BUILT.sources[0].id, text=text, **fields))
    changes = {change.what: change for one in diff.sources for change in one.changes if one.old and one.new}
    assert hashlib.sha256(text.encode()).hexdigest()[:12] in (changes["text"].new or "")


def test_another_text_under_the_name_of_a_file_is_another_source() -> None:
    fields = {"text": EXTRA.text, "title": EXTRA.title, "publisher": EXTRA.publisher, "url": None}
    diff = compare_reports(BUILT, with_source(BUILT, "wire", **fields))
    assert [(one.old is None, one.new is None) for one in diff.sources] == [(True, False), (False, True)]


def test_another_day_of_a_source_is_told() -> None:
    diff = compare_reports(BUILT, with_source(BUILT, "monitor", published=None))
    assert [(change.what, change.old, change.new) for change in diff.sources[0].changes] == [
        ("published", "2022-01-07", None)
    ]


def test_another_estimate_is_told() -> None:
    topics = tuple(
        replace(one, estimate=replace(one.estimate, best=Decimal(2600), high=None))
        if one.id == "troops" and one.estimate
        else one
        for one in BUILT.topics
    )
    diff = compare_reports(BUILT, with_other_ids(replace(BUILT, topics=topics)))
    assert [(one.new_topic.label, one.changes) for one in diff.estimates] == [
        ("guards sent", (("best", "2,500", "2,600"), ("high", "2,700", "none")))
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"settings": {**BUILT.settings, "estimate": "acled"}}, "estimate range, now acled"),
        ({"settings": {**BUILT.settings, "settles_after": 3}}, "settles_after 7, now 3"),
        ({"tool": replace(BUILT.tool, pipeline="en_other 2.0")}, "pipeline en_factcheck 1.0, now en_other 2.0"),
        ({"tool": replace(BUILT.tool, version="0.2.0")}, "factcheck 0.1.0, now 0.2.0"),
        ({"sources": (EXTRA,)}, "no source in common"),
    ],
)
def test_what_else_may_be_behind_a_change_is_a_caution(changed: dict[str, Any], words: str) -> None:
    assert words in " ".join(compare_reports(BUILT, replace(BUILT, **changed)).cautions)


# ------------------------------------------------------------------ the page
def changed_report() -> Report:
    """Return a report that differs from the built one in every way at once."""
    new = with_finding(without(BUILT, "FC401"), "FC101", severity="medium", code="FC102")
    new = with_claim(new, "t1", value=quantity(1000, "nearly", 900, 999, surface="nearly 1,000 guards"))
    topics = tuple(replace(one, estimate=None) if one.id == "troops" else one for one in new.topics)
    text = BUILT.sources[3].text.replace("request", "demand")
    new = with_source(replace(new, topics=topics, settings={"estimate": "ucdp"}), BUILT.sources[3].id, text=text)
    return with_other_ids(replace(new, sources=(*new.sources[1:], EXTRA)))


def page_of(old: Report, new: Report) -> str:
    return render_diff(compare_reports(old, new), names=("old.json", "new.json")).decode()


def plain(page: str) -> str:
    """Return the text of a page on one line, the cells of its tables apart."""
    text = re.sub(r"<[^>]+>", "", page.replace("</th>", " ").replace("</td>", " "))
    return " ".join(html_module.unescape(text).split())


@pytest.mark.parametrize(
    "words",
    [
        "Findings: 0 new, 2 changed, 1 resolved, 0 unchanged.",
        "old.json: 5 sources, 8 findings",
        "Bounds exclude each other (FC102)",
        "Position of Gazeta do Rio nearly 2,000 nearly 1,000",
        "One sentence of the envoy’s is quoted in three wordings.",
        "estimate range, now ucdp",
        "Coast Radio",
        "guards sent, best 2,500 none",
    ],
)
def test_the_page_says(words: str) -> None:
    assert words in plain(page_of(BUILT, changed_report()))


def test_the_page_shows_both_sides_with_the_words_marked() -> None:
    page = page_of(BUILT, changed_report())
    changed = page[page.index('<section id="changed"') : page.index('<section id="resolved"')]
    assert re.findall(r"<h4>([^<]+)</h4>", changed) == ["Old report", "New report"] * 2
    assert changed.count("<mark>nearly 2,000 guards</mark>") == 2


def test_the_page_marks_the_words_of_a_text_that_changed() -> None:
    page = page_of(BUILT, changed_report())
    rewritten = page[page.index('class="rewritten"') :]
    assert "<mark>request</mark>" in rewritten
    assert "<mark>demand</mark>" in rewritten


def test_a_page_of_no_change_says_so() -> None:
    page = page_of(BUILT, BUILT)
    assert "The two reports find the same, in the same sources." in plain(page)
    assert "<h2>" not in page


def test_the_page_runs_nothing_and_allows_its_own_style_only() -> None:
    page = page_of(BUILT, changed_report())
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html_module.unescape(page)
    assert not re.search(r"<script|\son\w+=|\sstyle=|url\(|@import|src=", page)


def test_the_headings_are_in_order_and_links_lead_somewhere() -> None:
    page = page_of(BUILT, changed_report())
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))


def test_the_page_is_the_same_each_time() -> None:
    assert page_of(BUILT, changed_report()) == page_of(make_report(), changed_report())


def spoiled(marker: str) -> tuple[Report, Report]:
    """Return two reports with a marker in every field, that differ in every way at once."""
    old = poisoned(marker)
    sources = tuple(replace(one, text=f"{one.text} {marker} now", title=f"{marker} {one.id}") for one in old.sources)
    new = with_finding(old, "FC101", code="FC102", severity="low", message=f"{marker} again")
    return old, replace(without(new, "FC401"), sources=sources[1:], settings={}, topics=())


@pytest.mark.parametrize("marker", MARKERS.values(), ids=MARKERS)
def test_the_page_holds_hostile_text_as_text_only(marker: str) -> None:
    for old, new in (spoiled(marker), spoiled(marker)[::-1]):
        page = render_diff(compare_reports(old, new), names=(marker, marker))
        tags = Tags()
        tags.feed(page.decode())
        assert tags.tags <= ALLOWED_TAGS
        assert tags.attributes <= ALLOWED_ATTRIBUTES
        assert all(link.startswith("#") for link in tags.links)
        assert clean_line(marker)[:1000] in clean_line(" ".join(tags.text))
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", page.decode())


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ view.nothing_of_the_kind }}", "diff.html, line 1"),
        ("{% if %}", "diff.html, line 1"),
        ("{{ 1 / 0 }}", "zero"),
    ],
)
def test_a_failing_template_is_one_line(tmp_path: Path, template: str, said: str) -> None:
    (tmp_path / "diff.html").write_text(template)
    with pytest.raises(RenderError, match=said) as caught:
        render_diff(compare_reports(BUILT, BUILT), templates=tmp_path)
    assert "\n" not in str(caught.value)


# ------------------------------------------------------------------ the command
def run(tmp_path: Path, old: Report, new: Report, *extra: str) -> Result:
    files = []
    for name, report in (("old.json", old), ("new.json", new)):
        files.append(tmp_path / name)
        files[-1].write_text(report.to_json(), encoding="utf-8")
    return CliRunner().invoke(main, ["diff", *map(str, files), *extra])


def test_the_command_tells_each_change_with_its_sign(tmp_path: Path) -> None:
    result = run(tmp_path, BUILT, changed_report())
    lines = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert "~ changed medium FC102 Sources send nearly 2,000 guards or more than 2,000." in lines
    assert "    severity: high -> medium" in lines
    assert "    position of Gazeta do Rio: nearly 2,000 -> nearly 1,000" in lines
    assert "- resolved low FC401 One sentence of the envoy’s is quoted in three wordings." in lines
    assert "+ added Coast Radio, Ferry news" in lines
    assert (
        "~ changed guards sent: low 1,800 -> none, best 2,500 -> none, high 2,700 -> none, rule range -> none" in lines
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", result.stdout)


def test_notes_are_one_line_unless_all_are_asked_for(tmp_path: Path) -> None:
    fewer = without(BUILT, "FC502", "FC601")
    short, whole = run(tmp_path, fewer, BUILT).stdout, run(tmp_path, fewer, BUILT, "--all").stdout
    assert "4 new, 0 changed, 0 resolved, 1 unchanged (--all lists them)" in short
    assert "FC502" not in short
    assert whole.count("+ new info FC502") == 2


@pytest.mark.parametrize(
    ("old", "new", "level", "status"),
    [
        (BUILT, BUILT, "low", 0),
        (without(BUILT, "FC101"), BUILT, "high", 1),
        (without(BUILT, "FC301"), BUILT, "high", 0),
        (without(BUILT, "FC301"), BUILT, "medium", 1),
        (BUILT, without(BUILT, "FC101"), "low", 0),
        (with_finding(BUILT, "FC101", severity="medium"), BUILT, "high", 1),
        (BUILT, with_finding(BUILT, "FC101", severity="medium"), "low", 0),
        (BUILT, with_finding(BUILT, "FC101", confidence="low"), "low", 0),
        (without(BUILT, "FC502"), BUILT, "low", 0),
        (without(BUILT, "FC101"), BUILT, None, 0),
    ],
)
def test_fail_on_looks_at_what_is_new_or_worse(
    tmp_path: Path, old: Report, new: Report, level: Severity | None, status: int
) -> None:
    assert run(tmp_path, old, new, *(["--fail-on", level] if level else [])).exit_code == status


def test_the_page_is_written_whole_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "changes.html"
    result = run(tmp_path, BUILT, changed_report(), "-o", str(target))
    assert f"Written: {target}" in result.stdout
    assert "old.json" in plain(target.read_text(encoding="utf-8"))
    assert list(target.parent.iterdir()) == [target]


def test_json_on_standard_output_is_json_alone(tmp_path: Path) -> None:
    result = run(tmp_path, BUILT, changed_report(), "--format", "json", "-o", str(tmp_path / "a.html"))
    found = json.loads(result.stdout)
    assert [row["code"] for row in found["resolved"]] == ["FC401"]
    assert {"what": "severity", "old": "high", "new": "medium", "of": ""} in found["changed"][0]["changes"]
    assert found["new"] == []
    assert (tmp_path / "a.html").is_file()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        (b"", "is no report in JSON"),
        (b"\xff\xfe", "is no report in JSON"),
        (b'{"schema_version": 3}', "schema version 3 is not 2"),
        (b'{"findings": 3}', "is no report in JSON"),
        (b'{"settings": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "is no report in JSON"),
    ],
)
def test_an_unreadable_file_is_one_line(tmp_path: Path, content: bytes | None, words: str) -> None:
    bad = tmp_path / "bad.json"
    if content is not None:
        bad.write_bytes(content)
    good = tmp_path / "good.json"
    good.write_text(BUILT.to_json(), encoding="utf-8")
    for files in ((bad, good), (good, bad)):
        result = CliRunner().invoke(main, ["diff", *map(str, files)])
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"factcheck: {bad}: ")
        assert words in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["-o", "a.pdf"], "ends in .html"), (["--fail-on", "info"], "--fail-on"), (["--templates", "none"], "no such")],
)
def test_wrong_options_are_one_line(tmp_path: Path, arguments: Sequence[str], words: str) -> None:
    extra = ["-o", str(tmp_path / "a.html")] if "--templates" in arguments else []
    result = run(tmp_path, BUILT, BUILT, *arguments, *extra)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("marker", [MARKERS[name] for name in ("null", "bidi", "script", "long")])
@pytest.mark.parametrize("format_", ["text", "json"])
def test_no_line_steers_a_terminal(tmp_path: Path, marker: str, format_: str) -> None:
    result = run(tmp_path, *spoiled(marker), "--all", "--format", format_)
    assert result.exit_code == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.stdout)


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_they_are_declined(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    no_color: str,
    coloured: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    compare._print([compare._Line("high FC101 \x1b[31mThey differ.", mark="+ new")])
    shown = capsys.readouterr().out
    assert re.sub(r"\x1b\[[\d;]*m", "", shown).rstrip() == "+ new high FC101  [31mThey differ."
    assert ("\x1b[1;31m" in shown) is coloured


def test_a_finding_without_a_topic_is_compared_too() -> None:
    lonely = Finding(
        id="f", code="FC101", severity="high", confidence="high", topic_id="none", message="They differ.", claim_ids=()
    )
    old = replace(BUILT, findings=(lonely,))
    new = replace(BUILT, findings=(replace(lonely, id="g", severity="low"),))
    assert told(compare_reports(old, new)) == [("severity", "high", "low")]
