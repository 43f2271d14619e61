"""Large and difficult reports: the made ones are sound, and every renderer shows them whole."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from io import BytesIO
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader
from pypdf.generic import NameObject, StreamObject

from factcheck.conflicts.registry import all_codes
from factcheck.models import Claim, Quantity, Report, json_schema
from factcheck.report import render_bytes
from factcheck.report.ground.index import index_report
from factcheck.report.view.headline import headline
from tests.report.large import ALONE, ROUND, make_large, no_findings, one_source

MADE = {
    "plain": make_large(40, 12),
    "difficult": make_large(40, 12, difficult=True),
    "few sources": make_large(25, 4, stories=1, seed=2),
    "one source": one_source(),
    "one difficult source": one_source(difficult=True),
    "no findings": no_findings(),
}
EXCLUSIVE = ("FC101", "FC102", "FC106")

every_report = pytest.mark.parametrize("made", MADE.values(), ids=MADE)


def claims_of(made: Report) -> dict[str, Claim]:
    return {claim.id: claim for claim in made.claims}


def ids_in(made: Report) -> dict[str, list[tuple[str, ...]]]:
    """Return the ids that a report refers to, by what they should be found among."""
    claims, findings, topics = made.claims, made.findings, made.topics
    in_stories: list[tuple[str, ...]] = [(claim.story_id or "",) for claim in claims]
    return {
        "sources": [(claim.source_id,) for claim in claims] + [each.source_ids for each in made.stories + made.origins],
        "origins": [(source.origin_id or "",) for source in made.sources],
        "stories": in_stories + [(topic.story_id,) for topic in topics],
        "topics": [finding.related_topic_ids for finding in findings]
        + [(each.topic_id or "",) for group in (claims, findings) for each in group],
        "claims": [claim.derived_from for claim in claims]
        + [topic.claim_ids for topic in topics]
        + [finding.claim_ids for finding in findings]
        + [finding.compatible_claim_ids for finding in findings]
        + [position.claim_ids for finding in findings for position in finding.positions]
        + [way.claim_ids for finding in findings for way in finding.reconciled_if],
    }


def letters(text: str) -> str:
    """Return a text's Latin letters and digits: what a PDF keeps in order whatever stands between them."""
    return re.sub(r"[^A-Za-z0-9]", "", unicodedata.normalize("NFKC", text))


def printed_pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    pages = PdfReader(BytesIO(pdf)).pages
    for font in (font.get_object() for page in pages for font in cast("Any", page["/Resources"])["/Font"].values()):
        # a font without some glyph has a table of its own, which pypdf does not read; it numbers the glyphs alike
        if isinstance(font["/Encoding"], StreamObject):
            font[NameObject("/Encoding")] = NameObject("/Identity-H")
    return [page.extract_text() for page in pages]


# ------------------------------------------------------------------ what is made is sound
@every_report
def test_every_span_is_a_slice_of_its_text(made: Report) -> None:
    texts = {source.id: source.text for source in made.sources}
    for claim in made.claims:
        for span in (claim.span, claim.sentence):
            assert texts[claim.source_id][span.start : span.end] == span.quote != ""
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end
        assert claim.value.surface == claim.span.quote
        if claim.attribution:
            for start, end in (*claim.attribution.speaker_spans, *claim.attribution.cue_spans):
                assert claim.sentence.start <= start < end <= claim.sentence.end


@every_report
def test_speakers_stand_where_their_spans_point(made: Report) -> None:
    texts = {source.id: source.text for source in made.sources}
    for claim in made.claims:
        if claim.attribution:
            (start, end), text = claim.attribution.speaker_spans[0], texts[claim.source_id]
            assert text[start:end].casefold() == (claim.attribution.speaker or "").casefold()


@every_report
def test_every_id_resolves(made: Report) -> None:
    for kind, groups in ids_in(made).items():
        known = [each.id for each in getattr(made, kind)]
        assert len(set(known)) == len(known)
        assert {id_ for group in groups for id_ in group} <= set(known)


@every_report
def test_every_citation_is_that_of_its_claim(made: Report) -> None:
    claims, numbers = claims_of(made), {source.id: source.number for source in made.sources}
    for position in (position for finding in made.findings for position in finding.positions):
        assert [citation.claim_id for citation in position.citations] == list(position.claim_ids)
        for citation in position.citations:
            claim = claims[citation.claim_id]
            assert (citation.source_id, citation.source_number) == (claim.source_id, numbers[claim.source_id])
            assert (citation.start, citation.end, citation.quote) == (
                claim.span.start,
                claim.span.end,
                claim.span.quote,
            )


@every_report
def test_exclusive_positions_have_no_number_in_common(made: Report) -> None:
    claims = claims_of(made)
    for finding in made.findings:
        if finding.code in EXCLUSIVE:
            first, second, *_ = ([claims[id_].value for id_ in position.claim_ids] for position in finding.positions)
            pairs = [(a, b) for a in first for b in second if isinstance(a, Quantity) and isinstance(b, Quantity)]
            assert pairs
            assert not any(a.strict.meets(b.strict) for a, b in pairs)


@every_report
def test_sums_are_those_of_their_parts(made: Report) -> None:
    claims = claims_of(made)
    for claim in made.claims:
        if claim.derived_from and isinstance(claim.value, Quantity):
            parts = [part.nominal[0] for id_ in claim.derived_from if isinstance(part := claims[id_].value, Quantity)]
            assert sum(parts) == claim.value.nominal[0]
            assert len(parts) == len(claim.derived_from)


@every_report
def test_it_fits_the_schema_and_survives_json(made: Report) -> None:
    text = made.to_json()
    Draft202012Validator(json_schema()).validate(json.loads(text))
    assert Report.from_json(text) == made
    assert Report.from_json(text).to_json() == text


def test_it_has_findings_of_every_kind() -> None:
    made = make_large(60, 20)
    codes = Counter(finding.code for finding in made.findings)
    assert set(codes) == {*ROUND, *ALONE}
    assert set(codes) <= set(all_codes())
    assert min(codes.values()) >= 2
    assert {finding.severity for finding in made.findings} == {"high", "medium", "low", "info"}
    assert {finding.confidence for finding in made.findings} == {"high", "medium", "low"}


def test_it_has_the_words_and_the_gaps_of_real_ones() -> None:
    made = make_large(120, 30)
    quantities = [claim.value for claim in made.claims if isinstance(claim.value, Quantity)]
    assert {value.hedge.kind for value in quantities} == {
        "exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "range", "vague",
    }  # fmt: skip
    assert {len(finding.positions) for finding in made.findings if finding.code == "FC401"} == {2, 3, 4}
    assert any(source.published is None for source in made.sources)
    assert any(source.problems for source in made.sources)
    assert any(source.set_aside for source in made.sources)
    assert any(topic.verdict == "not_compared" for topic in made.topics)
    assert any(len(origin.source_ids) > 1 and origin.evidence for origin in made.origins)
    assert all(300 <= len(source.text.split()) <= 600 for source in made.sources)


def test_revisions_move_on_in_time() -> None:
    made = make_large(60, 20)
    claims = claims_of(made)
    revisions = [finding for finding in made.findings if finding.code in {"FC201", "FC202"}]
    for finding in revisions:
        days = [claims[position.claim_ids[0]].as_of for position in finding.positions]
        assert None not in days
        assert days == sorted(days, key=str)
        assert len(set(days)) == len(days) > 1
        speakers = {claim.attribution.speaker for id_ in finding.claim_ids if (claim := claims[id_]).attribution}
        assert len(speakers) == 1


def test_the_same_numbers_make_the_same_report() -> None:
    assert make_large(30, 8, seed=4).to_json() == make_large(30, 8, seed=4).to_json()
    assert make_large(30, 8, seed=4) != make_large(30, 8, seed=5)


def test_fewer_than_four_sources_are_refused() -> None:
    with pytest.raises(ValueError, match="3 sources are fewer than 4"):
        make_large(10, 3)


def test_difficult_texts_hold_what_is_hard_to_lay_out() -> None:
    made = MADE["difficult"]
    text = made.to_json()
    assert max(len(word) for source in made.sources for word in source.text.split()) >= 300
    assert max(len(sentence) for source in made.sources for sentence in source.text.split(". ")) >= 3000
    assert max(len(source.publisher or "") for source in made.sources) >= 90
    assert max(len(topic.label) for topic in made.topics) >= 400
    assert any(source.title is None for source in made.sources)
    for block in (
        "[\u0590-\u05ff]",
        "[\u0600-\u06ff]",
        "[\u3040-\u30ff]",
        "[\u4e00-\u9fff]",
        "[\u0300-\u036f]",
        "\u200d",
    ):
        assert re.search(block, text)


# ------------------------------------------------------------------ what is rendered is whole
@every_report
def test_the_page_names_every_finding(made: Report) -> None:
    page = letters(re.sub(r"<[^>]+>", "", render_bytes(made, "html").decode()))
    index = index_report(made, full_text=True)
    assert not [finding.id for finding in made.findings if letters(headline(finding, index)) not in page]


@every_report
def test_the_data_are_those_of_the_report(made: Report) -> None:
    assert Report.from_json(render_bytes(made, "json")) == made


@pytest.mark.slow
@pytest.mark.parametrize("difficult", [False, True], ids=["plain", "difficult"])
def test_the_print_names_every_finding_on_pages_that_are_not_empty(*, difficult: bool) -> None:
    made = make_large(20, 6, difficult=difficult)
    pages = printed_pages(render_bytes(made, "pdf"))
    assert min(len(page.split()) for page in pages) > 10
    printed, index = letters("".join(pages)), index_report(made, full_text=False)
    assert not [finding.id for finding in made.findings if letters(headline(finding, index)) not in printed]
