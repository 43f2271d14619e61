"""The form of the YAML cases, and that they show every rule: what no case of ours makes speak is not known to work."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

import factcheck.claims.read
import factcheck.claims.traced
import factcheck.stories  # noqa: F401  these three name all rules
from factcheck import check, read
from factcheck.conflicts.registry import all_codes
from factcheck.reads import rules
from tests.caseload import CASES, ROOMS, all_cases, cases_of, load_file

CLAIM = "{text: Nine miners were killed., claims: [{measure: deaths}]}"


def test_every_file_is_in_the_form():
    files = sorted(CASES.rglob("*.y*ml"))
    assert {file.parts[len(CASES.parts)] for file in files} == set(ROOMS)
    assert all(load_file(file) for file in files)
    assert {case.file for case in all_cases()} == set(files)


def test_the_examples_of_the_page_are_cases():
    page = (CASES / "README.md").read_text(encoding="utf-8")
    examples = [textwrap.dedent(block) for block in re.findall(r"(?m)(?:^ {4}.*\n)+", page)]
    texts = [file.read_text(encoding="utf-8") for file in CASES.rglob("*.yaml")]
    assert len(examples) == len(ROOMS)
    assert [example for example in examples if not any(example in text for text in texts)] == []


def test_rooms_of_the_claims_are_those_of_the_package(repository: Path):
    package = repository / "factcheck" / "claims"
    rooms = {case.file.parent for case in cases_of("claims")}
    strange = {room.relative_to(CASES / "claims").as_posix() for room in rooms if not (package / room.name).is_dir()}
    assert strange == {"events"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[]", "no mapping"),
        (f"one: {CLAIM}\nOne: {CLAIM}", "claims/new-One is not in snake_case"),
        (f"one: {CLAIM}\ntwo_2: {CLAIM}\none: {CLAIM}", "claims/new-one stands there twice"),
        ("one: {text: Nine miners were killed., clams: []}", "claims/new-one has unknown keys: clams"),
        ("one: {text: Nine miners were killed., parse: true}", "claims/new-one asserts nothing"),
    ],
)
def test_a_fault_of_form_is_named(tmp_path: Path, text: str, fault: str):
    file = tmp_path / "claims" / "new.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(fault)):
        load_file(file, tmp_path)


def test_a_room_without_names_has_no_rules(tmp_path: Path):
    file = tmp_path / "sources" / "new.yaml"
    file.parent.mkdir()
    file.write_text("one: {text: A line., aside: [], rules: [number.count]}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"sources/new-one .* no rules"):
        load_file(file, tmp_path)


def test_every_rule_is_shown_by_a_case():
    shown = {name for case in all_cases() for name in case.rules if not case.xfail}
    assert shown == set(rules())


def test_every_rule_of_findings_has_a_file_of_cases(repository: Path):
    files = {path.stem for path in (repository / "factcheck" / "conflicts" / "rules").glob("fc*.py")}
    assert {path.stem for path in (CASES / "conflicts" / "rules").iterdir()} == files


def test_every_code_of_a_finding_is_expected_by_a_case():
    cases = [case.expected for case in cases_of("conflicts")]
    codes = {code for expected in cases for code in expected.get("codes", ())}
    codes |= {finding["code"] for expected in cases for finding in expected.get("findings", ())}
    assert codes == set(all_codes())


@pytest.mark.model
def test_every_claim_of_the_sample_says_what_read_it(seeds_folder: Path):
    claims = check(read([seeds_folder])).claims
    assert claims
    assert [claim.id for claim in claims if not claim.read_by] == []
    assert {name for claim in claims for name in claim.read_by} <= set(rules())
