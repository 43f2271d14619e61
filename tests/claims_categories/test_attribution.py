"""Who said what, in sentences; and what becomes of a speaker's name over a source's blocks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.claims import attributions
from factcheck.claims.attribution.read import extract_attributions
from factcheck.claims.attribution.speakers import resolve_speakers
from factcheck.language import clean, load_pipeline
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import Attribution

CASES = Path(__file__).resolve().parent.parent / "cases" / "attribution"


def _cases(key: str) -> list[Any]:
    rows = [case for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return [pytest.param(case["text"], case[key], id=case["name"]) for case in rows if key in case]


def _read(*blocks: str) -> list[Attribution]:
    docs = [load_pipeline()(clean(block)) for block in blocks]
    offsets = [sum(len(block) + 1 for block in blocks[:index]) for index in range(len(blocks))]
    found = [each for doc, at in zip(docs, offsets, strict=True) for each in extract_attributions(doc, offset=at)]
    return resolve_speakers(found, docs, offsets)


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), _cases("found"))
def test_who_said_what(text: str, expected: list[dict[str, Any]]) -> None:
    found = [
        {
            "speaker": each.speaker,
            "cue": each.cue,
            "content": [text[start:end] for start, end in each.content_spans],
            "stance": each.stance,
        }
        for each in attributions([text])[0]
    ]
    assert found == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), _cases("speakers"))
def test_who_said_it(text: str, expected: list[str]) -> None:
    assert {each.speaker for each in attributions([text])[0]} >= set(expected)


@pytest.mark.model
def test_a_quotation_alone_in_a_block_goes_on() -> None:
    first, second = '"The bridge is safe," Anna Keller said.', '"We checked every bolt."'
    (said,) = _read(first, second)
    assert (said.speaker, said.cue) == ("Anna Keller", "said")
    assert [f"{first}\n{second}"[slice(*part)] for part in said.content_spans] == ['"The bridge is safe,"', second]


@pytest.mark.model
def test_a_full_name_from_another_block() -> None:
    found = _read("State Department spokesman Tom Reed spoke first.", "Mr Reed said the talks had failed.")
    assert [each.speaker for each in found] == ["Tom Reed"]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("said", "say"), ("denies", "deny"), ("admitted", "admit"), ("told", "tell"), ("criticized", "criticize")],
)
def test_inflected_forms_lead_to_their_lemma(form: str, lemma: str) -> None:
    assert load_reporting().forms[form] == lemma


@pytest.mark.parametrize(
    ("lemma", "stance"), [("say", "asserts"), ("deny", "denies"), ("vow", "promises"), ("urge", "demands")]
)
def test_stances(lemma: str, stance: str) -> None:
    assert load_reporting().stance_of(lemma) == stance
