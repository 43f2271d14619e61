"""The extraction as an ordinary spaCy component."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import factcheck.claims.component
from factcheck.errors import SettingsError
from factcheck.language import load_pipeline

TEXT = "Nearly 2,000 troops left on Monday. The battle killed 26 rebels and 18 soldiers."


SHEEP = """
[[measure]]
name = "sheep"
label = "sheep"
phrase = "the number of sheep"
noun = ["sheep"]
"""


@pytest.fixture(scope="module")
def folder() -> Path:
    path = load_pipeline().path
    assert isinstance(path, Path)
    return path


def pipeline(folder: Path, **config: str) -> Language:
    nlp = spacy.load(folder)
    nlp.add_pipe("factcheck_claims", config=config)
    return nlp


@pytest.mark.model
def test_component_sets_claims(folder: Path):
    doc = pipeline(folder)(TEXT)
    assert [claim.measure for claim in doc._.claims][:1] == ["troops"]
    assert all(doc.text[claim.span.start : claim.span.end] == claim.span.quote for claim in doc._.claims)
    assert any(claim.derived_from for claim in doc._.claims)


@pytest.mark.model
def test_claims_are_those_of_the_reader(folder: Path):
    from factcheck.claims import read_claims
    from factcheck.models import Quantity, Source

    (reading,) = read_claims([Source.from_text(TEXT)])
    read = [(claim.measure, claim.span) for claim in reading.claims if isinstance(claim.value, Quantity)]
    claims = pipeline(folder)(TEXT)._.claims
    assert [(claim.measure, claim.span) for claim in claims if isinstance(claim.value, Quantity)] == read


@pytest.mark.model
def test_two_pipelines_share_the_extension(folder: Path):
    assert pipeline(folder)("12 people died.")._.claims
    assert pipeline(folder)("")._.claims == ()


@pytest.mark.model
def test_component_takes_the_settings(folder: Path, tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text(SHEEP, "utf8")
    doc = pipeline(folder, measures=str(own), hedges="acled")("Dozens of sheep crossed the road.")
    assert [(claim.measure, claim.value.plausible.low) for claim in doc._.claims] == [("sheep", 12)]


@pytest.mark.model
def test_bad_setting_is_named(folder: Path):
    with pytest.raises(SettingsError, match="nobody"):
        pipeline(folder, hedges="nobody")("12 people died.")


def test_factory_is_registered_under_its_name():
    assert Language.has_factory("factcheck_claims")
    assert factcheck.claims.component.__all__ == ["make_component"]
