"""What becomes of a speaker's name over a source's blocks, and the lists behind who said what."""

from __future__ import annotations

import pytest

from factcheck.claims.attribution.read import extract_attributions
from factcheck.claims.attribution.speakers import resolve_speakers
from factcheck.language import clean, load_pipeline
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import Attribution


def _read(*blocks: str) -> list[Attribution]:
    docs = [load_pipeline()(clean(block)) for block in blocks]
    offsets = [sum(len(block) + 1 for block in blocks[:index]) for index in range(len(blocks))]
    found = [each for doc, at in zip(docs, offsets, strict=True) for each in extract_attributions(doc, offset=at)]
    return resolve_speakers(found, docs, offsets)


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
