"""The bundled pipeline loads without the network and keeps every character; others are refused for what they lack."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from factcheck import language
from factcheck.errors import PipelineError
from factcheck.language import clean, load_pipeline, pipeline_info

ODD = "‘’“”«»´ʼ‐–—−\u00a0\u200b\u2028\u2029\u202f\ufeff\u3000\t\r\n\x00\x07\x85 ab1.é𝔸🙂\u0301\u200f"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@given(st.text())
def test_clean_keeps_the_length(text: str):
    assert len(clean(text)) == len(text)


@given(st.text(alphabet=ODD))
def test_clean_keeps_the_length_of_odd_text(text: str):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("‘’“”\t\r\n\x00\u00a0\u2028")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Tokyo’s “plan”", 'Tokyo\'s "plan"'),
        ("2\u00a0000", "2 000"),
        ("a\r\nb", "a  b"),
        ("12‑15", "12-15"),
        ("null\x00byte", "null byte"),
        ("naïve café", "naïve café"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str):
    assert clean(text) == cleaned


@pytest.mark.model
def test_pipeline_loads_without_the_network(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the pipeline asks the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    language._loaded.cache_clear()
    assert {"tagger", "parser", "ner"} <= set(load_pipeline().pipe_names)


@pytest.mark.model
def test_pipeline_is_loaded_once():
    assert load_pipeline() is load_pipeline(None)


@pytest.mark.model
def test_pipeline_says_what_it_is():
    label, digest = pipeline_info()
    assert label.startswith("en_")
    assert len(digest) == 64
    assert pipeline_info() == pipeline_info(None) == (label, digest)
    meta = load_pipeline().meta
    assert label == f"{meta['lang']}_{meta['name']} {meta['version']}"


def test_pipeline_says_what_it_is_without_being_loaded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spacy, "load", lambda _: pytest.fail("it is loaded"))
    language._loaded.cache_clear()
    language._info.cache_clear()
    assert pipeline_info()[0].startswith("en_")


def test_bundled_pipeline_that_is_gone_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(language, "_bundled", lambda: tmp_path)
    language._info.cache_clear()
    with pytest.raises(PipelineError, match=r"^pipeline bundled with factcheck: .+$"):
        pipeline_info()


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "I don't know; they can't and won't, she'd said.",
        "“We’re not leaving,” the general’s aide said.",
        "It was Kazakhstan s request, and we ll go.",
        "Gonna, cannot, o'clock, 'tis; U.S.-led, 68-year-old, AT&T.",
        "$2.4m  and\t3,000 km/h…",
        "A  double  space, and a trailing one ",
        "🙂 \u200fשלום مرحبا é",
    ],
)
def test_tokens_join_to_the_text(nlp: Language, text: str):
    doc = nlp(text)
    assert "".join(token.text_with_ws for token in doc) == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.model
@given(st.text(max_size=60))
def test_tokens_join_to_any_text(text: str):
    doc = load_pipeline().make_doc(text)
    assert "".join(token.text_with_ws for token in doc) == text


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Anna Berg\nOslo\nMonday\n\nThe World Bank\nsaid Anna\nBerg left Oslo.", id="newlines"),
        pytest.param("Ministry of\n Health\r\nLondon\r\nParis", id="windows"),
        pytest.param("Ministry of Health\rLondon\rParis", id="old-mac"),
        pytest.param("London\u2028Paris\u2029Rome\x85Oslo\x0cBern", id="other-line-ends"),
    ],
)
def test_no_entity_crosses_a_line(text: str):
    from factcheck.claims import read_claims
    from factcheck.models import Source

    (reading,) = read_claims([Source.from_text(text)])
    assert [mention.text for mention in reading.mentions if len(mention.text.splitlines()) > 1] == []


@pytest.mark.model
def test_parse_carries_what_the_extraction_reads(nlp: Language):
    doc = nlp("The ministry said 44 people were killed in Oslo on Monday.")
    assert {token.dep_ for token in doc} >= {"nsubj", "ROOT"}
    assert all(token.tag_ and token.pos_ and token.lemma_ for token in doc)
    assert [sent.text for sent in doc.sents] == [doc.text]


@pytest.mark.model
def test_sentences_end_with_full_stops(nlp: Language):
    doc = nlp("Two men were killed on Monday. Police arrested a driver. He was released later.")
    assert len(list(doc.sents)) == 3


@pytest.mark.model
def test_empty_text_is_an_empty_doc(nlp: Language):
    assert len(nlp("")) == 0


# ------------------------------------------------------------------ other pipelines
def saved(folder: Path, *parts: str) -> str:
    nlp = spacy.blank("en")
    for part in parts:
        nlp.add_pipe(part)
    nlp.to_disk(folder / "pipeline")
    return str(folder / "pipeline")


@pytest.mark.parametrize("name", ["no_such_pipeline", "", "/"])
def test_absent_pipeline_is_one_line(name: str):
    with pytest.raises(PipelineError) as caught:
        load_pipeline(name)
    assert "\n" not in str(caught.value)


def test_pipeline_that_lacks_something_says_what(tmp_path: Path):
    with pytest.raises(PipelineError, match=r"no tagger and no parser and no ner"):
        load_pipeline(saved(tmp_path))


def test_pipeline_with_other_labels_is_refused(tmp_path: Path):
    with pytest.raises(PipelineError, match="Universal Dependencies"):
        load_pipeline(saved(tmp_path, "tagger", "parser", "ner"))


CLEARNLP = "nsubj nsubjpass dobj pobj prep attr agent nmod obl obj ROOT"
UNIVERSAL = "nsubj nsubj:pass obj obl obl:tmod nmod:poss acl:relcl dep ROOT punct"


def labelled(folder: Path, labels: str) -> str:
    """Save a pipeline whose parser knows these labels and nothing else, and return its folder."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger").add_label("NN")  # type: ignore[attr-defined]  # spaCy types a component as any callable
    parser = nlp.add_pipe("parser")
    for label in labels.split():
        parser.add_label(label)  # type: ignore[attr-defined]  # as above
    nlp.add_pipe("ner").add_label("ORG")  # type: ignore[attr-defined]  # as above
    nlp.initialize()
    nlp.to_disk(folder / "pipeline")
    return str(folder / "pipeline")


def test_pipeline_with_labels_of_clearnlp_is_refused_by_what_it_has(tmp_path: Path):
    with pytest.raises(
        PipelineError, match=r"not Universal Dependencies: there are agent, attr, dobj, nsubjpass, pobj …"
    ):
        load_pipeline(labelled(tmp_path, CLEARNLP))


def test_pipeline_without_obliques_is_refused(tmp_path: Path):
    with pytest.raises(PipelineError, match=r"not Universal Dependencies: there is no obl$"):
        load_pipeline(labelled(tmp_path, "nsubj obj nmod"))


def test_pipeline_with_universal_labels_is_taken(tmp_path: Path):
    assert "parser" in load_pipeline(labelled(tmp_path, UNIVERSAL)).pipe_names


def test_broken_pipeline_is_one_line(tmp_path: Path):
    folder = Path(saved(tmp_path))
    (folder / "config.cfg").write_text("[nlp\nlang = ", "utf8")
    with pytest.raises(PipelineError) as caught:
        load_pipeline(str(folder))
    assert "\n" not in str(caught.value)
