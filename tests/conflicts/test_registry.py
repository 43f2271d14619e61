"""The rules' records: complete, the only place that knows a code, and enough for a new one to be known everywhere."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.checker import check
from factcheck.conflicts import registry, rules
from factcheck.conflicts.registry import all_codes, all_rules, code_of, page_of
from factcheck.models import Report, Source
from factcheck.report import render_bytes
from factcheck.report.explain import explain
from factcheck.report.verify.verify import verify

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "factcheck" / "conflicts" / "rules"
ROW = re.compile(r"^\| (FC\d{3}) \| (.+) \| (.+) \|$", re.MULTILINE)
TEXTS = (
    "Two people were killed in a fire at the Orrin mill in Norby, Mayor Ada Marsh said.",
    "A fire at the Orrin mill in Norby killed two people, said Ada Marsh, the mayor.",
)
NEW = '''"""FC999: a number that is even."""

from __future__ import annotations

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import position_of


def find_even(view: TopicView) -> tuple[Outcome, ...]:
    """Find a number of deaths that is even.

    Bad: two.

    Good: three.

    Why: it is odd.
    """
    if view.topic.measure != "deaths" or len(view.source_ids) < 2:
        return ()
    told = make_finding(
        view, "FC999", f"Even is {view.phrase}.", view.claims, reason="it can be halved", severity="low",
        confidence="low", positions=(position_of(view, view.claims),),
    )
    return (Outcome(told, "tension"),)


RULE = Rule(find=find_even, codes=(Code(code="FC999", title="Oddly even", line="The number can be halved."),))
'''


def test_every_code_has_words_and_a_page():
    assert len(all_codes()) == sum(len(rule.codes) for rule in all_rules())
    for code in all_codes().values():
        assert re.fullmatch(r"FC\d{3}", code.code)
        assert code.title
        assert code.line.endswith(".")
        assert all(word in page_of(code.code) for word in ("Bad:", "Good:", "Why:"))


def test_a_rule_lies_in_the_file_of_its_first_code():
    files = sorted(path.stem for path in RULES.glob("fc*.py"))
    firsts = [rule.codes[0].code.lower() for rule in all_rules()]
    assert [stem.partition("_")[0] for stem in files] == firsts


def test_a_code_without_a_rule_has_a_plain_name():
    assert (code_of("FC000").title, page_of("FC000")) == ("Finding", "")


def test_readme_lists_the_codes_as_the_records_do():
    told = ROW.findall((ROOT / "README.md").read_text("utf8"))
    assert told == [(code.code, code.title, code.line) for code in all_codes().values()]


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"FC\d{3}", node.value):
            yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"


def test_no_other_file_knows_a_code():
    others = [path for path in (ROOT / "factcheck").rglob("*.py") if RULES not in path.parents]
    assert [place for path in others for place in codes_in(path)] == []
    assert any(True for path in RULES.glob("fc*.py") for _ in codes_in(path))


@pytest.fixture
def one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file in the folder of rules."""
    (tmp_path / "fc999_even.py").write_text(NEW, "utf8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    registry.all_rules.cache_clear()
    registry.all_codes.cache_clear()
    yield
    registry.all_rules.cache_clear()
    registry.all_codes.cache_clear()


@pytest.fixture
def report(one_more: None) -> Report:  # noqa: ARG001  the rule is there while the check runs
    return check([Source.from_text(text, id=f"s{at}", published="2024-05-07") for at, text in enumerate(TEXTS)])


@pytest.mark.model
def test_a_new_file_is_a_new_finding_everywhere(report: Report):
    (finding,) = (one for one in report.findings if one.code == "FC999")
    assert next(topic.verdict for topic in report.topics if topic.id == finding.topic_id) == "tension"
    assert Report.from_json(report.to_json()) == report
    assert verify(report) == ()
    told = explain(json.loads(report.to_json()), "FC999")
    assert "The rule FC999" in told
    assert "Why: it is odd." in told


@pytest.mark.model
@pytest.mark.parametrize(("format_", "wanted"), [("html", "rule-FC999"), ("md", "Oddly even"), ("csv", "FC999")])
def test_a_new_code_has_its_words_in_every_format(report: Report, format_: str, wanted: str):
    text = render_bytes(report, format_).decode()
    assert wanted in text
    assert format_ != "html" or "The number can be halved." in text
