"""The first page's sentences, the cited paragraphs, the scales and the family tree."""

from __future__ import annotations

import datetime as dt
import zlib
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from types import SimpleNamespace

import msgspec
import pytest
from pypdf import PdfReader

from factcheck.errors import RenderError
from factcheck.models import CopiedPassage, Interval, Kin, Report, Span
from factcheck.report import render_bytes
from factcheck.report.ground.index import index_report
from factcheck.report.ground.text import compare_wordings
from factcheck.report.paper.standards import finish
from factcheck.report.view.family import shared_origins, shared_passages, view_families
from factcheck.report.view.headline import headline, position_name
from factcheck.report.view.passages import Passage, cut_passages
from factcheck.report.view.ruler import view_ruler, view_timeline
from factcheck.report.view.view import build_view
from tests.report.build import make_report, quantity


@pytest.fixture(scope="module")
def report() -> Report:
    return make_report()


def said(report: Report, at: int, **changes: object) -> str:
    finding = msgspec.structs.replace(report.findings[at], **changes)
    return headline(finding, index_report(report, full_text=False))


def test_a_headline_names_the_sources_of_each_position(report: Report) -> None:
    message = "Sources disagree on the number of guards: nearly 2,000 (source 4) or more than 2,000 (source 3)."
    assert said(report, 0, message=message) == (
        "Sources disagree on the number of guards: nearly 2,000 [4] or more than 2,000 and about 2,500 [3, 5]."
    )


def test_a_message_without_a_list_is_its_own_headline(report: Report) -> None:
    assert said(report, 0, message="Sources differ on guards.") == "Sources differ on guards."


def test_values_that_follow_each_other_are_no_alternatives(report: Report) -> None:
    told = said(report, 0, code="FC201", message="The number of guards was revised up: nearly 2,000, then more.")
    assert told == (
        "The number of guards was revised up: nearly 2,000 [4], then more than 2,000 and about 2,500 [3, 5]."
    )


def test_one_quotation_of_two_speakers_is_printed_once(report: Report) -> None:
    positions = tuple(
        msgspec.structs.replace(report.findings[2].positions[0], claim_ids=(id_,)) for id_ in ("q1", "q1")
    )
    told = said(report, 2, code="FC402", message="Two speakers, A and B: “…”.", positions=positions)
    assert told.count("“") == 1


def test_wordings_are_shown_from_where_they_differ(report: Report) -> None:
    claims = {claim.id: claim for claim in report.claims}
    long = "the bridge that the town has paid for twice will not be opened before the winter, and it will {} by then"
    changed = {
        id_: msgspec.structs.replace(
            claims[id_], value=msgspec.structs.replace(claims[id_].value, text=long.format(word))
        )
        for id_, word in (("q1", "fall"), ("q2", "stand"))
    }
    positions = tuple(
        msgspec.structs.replace(report.findings[2].positions[0], claim_ids=(id_,), label=id_) for id_ in ("q1", "q2")
    )
    other = msgspec.structs.replace(report, claims=tuple(changed.get(claim.id, claim) for claim in report.claims))
    finding = msgspec.structs.replace(other.findings[2], message="Worded differently: a; b.", positions=positions)
    told = headline(finding, index_report(other, full_text=False))
    assert "will fall by then" in told
    assert "will stand by then" in told
    assert "the bridge that the town" not in told


def test_a_position_gives_each_value_once(report: Report) -> None:
    index = index_report(report, full_text=False)
    dead = report.findings[-1].positions[0]
    assert position_name(dead, index) == "dozens and 26 + 18 = 44"
    assert position_name(dead, index, most=1) == "dozens and 1 more"


# ------------------------------------------------------------------ passages
def claim_at(report: Report, start: int, end: int):
    span = Span(start, end, "")
    return msgspec.structs.replace(report.claims[0], span=span, sentence=span)


TEXT = "First paragraph.\n\nSecond one, which\nruns on.\n\nThird.\n\n" + "A long sentence stands here. " * 80


@pytest.mark.parametrize(
    ("places", "passages"),
    [
        ([], []),
        ([(0, 5)], [(0, 16, False)]),
        ([(18, 24), (36, 40)], [(18, 44, True)]),
        ([(0, 5), (18, 24)], [(0, 16, False), (18, 44, False)]),
        ([(0, 5), (46, 50)], [(0, 16, False), (46, 52, True)]),
        ([(10**6, 10**6 + 3)], []),
    ],
    ids=["none", "one", "two in one", "neighbours", "with a gap", "outside"],
)
def test_passages_are_the_paragraphs_that_hold_claims(
    report: Report, places: list[tuple[int, int]], passages: list[tuple[int, int, bool]]
) -> None:
    found = cut_passages(TEXT, [claim_at(report, *place) for place in places])
    assert [(one.start, one.end, one.cut_before) for one in found] == passages


def test_of_a_long_paragraph_only_the_sentence_is_shown(report: Report) -> None:
    start = TEXT.index("A long")
    assert cut_passages(TEXT, [claim_at(report, start + 29, start + 57)]) == (
        Passage(start + 29, start + 57, cut_before=True, cut_after=True),
    )


# ------------------------------------------------------------------ charts
def test_a_scale_over_orders_of_magnitude_is_logarithmic(report: Report) -> None:
    index = index_report(report, full_text=False)
    claims = [
        msgspec.structs.replace(report.claims[0], value=quantity(number, surface=str(number)))
        for number in (12, 300, 90_000)
    ]
    ruler = view_ruler(claims, index)
    assert ruler is not None
    assert ruler.is_log
    places = [int(row.bar[0]) for row in ruler.rows]
    assert places == sorted(set(places))
    assert max(places) - places[1] > 300
    assert [tick.text for tick in ruler.ticks][:3] == ["10", "100", "1,000"]


@pytest.mark.parametrize("low", [0, -40])
def test_a_scale_with_zero_is_straight(report: Report, low: int) -> None:
    claims = [
        msgspec.structs.replace(report.claims[0], value=quantity(number, surface=str(number))) for number in (low, 9000)
    ]
    ruler = view_ruler(claims, index_report(report, full_text=False))
    assert ruler is not None
    assert not ruler.is_log


def test_a_timeline_runs_from_the_first_day_to_the_last(report: Report) -> None:
    days = [dt.date(2022, 1, 10), dt.date(2022, 1, 6), dt.date(2022, 1, 8)]
    claims = [msgspec.structs.replace(report.claims[0], as_of=day) for day in days]
    timeline = view_timeline(claims, index_report(report, full_text=False))
    assert timeline is not None
    assert [row.day for row in timeline.rows] == ["6 January 2022", "8 January 2022", "10 January 2022"]
    assert [row.start for row in timeline.rows] == ["0", "492", "984"]
    assert view_timeline(claims[:1], index_report(report, full_text=False)) is None


# ------------------------------------------------------------------ sources
def test_the_family_tree_holds_every_source_once(report: Report) -> None:
    families = view_families(report, index_report(report, full_text=False))
    assert [family.label for family in families] == ["an agency report", ""]
    numbers = sorted(member.number for family in families for member in family.members)
    assert numbers == ["1", "2", "3", "4", "5"]


def test_the_tree_tells_who_has_it_from_whom_and_which_passages_are_shared(report: Report) -> None:
    first = report.origins[0]
    herald, post, *_ = first.source_ids
    lone = next(source.id for source in report.sources if source.id not in first.source_ids)
    taken = CopiedPassage(source_id=lone, start=0, end=20, of=herald, of_start=0, of_end=20, row=12)
    kin = (Kin(source_id=herald), Kin(source_id=post, of=herald, how="trimmed", share=0.93))
    changed = msgspec.structs.replace(first, kin=kin, passages=(taken,))
    copied = msgspec.structs.replace(report.claims[0], source_id=lone, origin_id=first.id)
    told = msgspec.structs.replace(report, origins=(changed,), claims=(copied, *report.claims[1:]))
    index = index_report(told, full_text=False)
    family = view_families(told, index)[0]
    number = index.number_of(herald)
    descents = {member.number: member.descent for member in family.members}
    assert descents[str(index.number_of(post))] == f"probably trimmed from source {number}, 93 % of its words"
    assert descents[str(number)] == ""
    said = f"Source {index.number_of(lone)} probably has 1 passage in common with source {number} from one report: “"
    assert [line.startswith(said) for line in family.passages] == [True]
    assert "stands in a passage that it probably has" in shared_passages([copied], index)[0].text
    assert shared_passages(report.claims, index) == ()


def test_copies_of_one_report_on_two_sides_are_named(report: Report) -> None:
    index = index_report(report, full_text=False)
    apart = [frozenset({"herald"}), frozenset({"post", "wire"})]
    assert "Here they differ" in shared_origins(["herald", "post", "wire"], index, apart)[0].text
    together = [frozenset({"herald", "post"}), frozenset({"wire"})]
    assert "Here they differ" not in shared_origins(["herald", "post", "wire"], index, together)[0].text


def test_the_first_page_says_what_goes_back_to_one_report(report: Report) -> None:
    facts = {fact.label: fact.text for fact in build_view(report, full_text=True).facts}
    assert facts["Same origin"] == "sources 1, 3 and 4 probably one report (an agency report)"
    assert facts["With care"] == "source 3: date or name in doubt, see Sources"


# ------------------------------------------------------------------ the file
@pytest.mark.slow
def test_paper_is_a4_or_letter(report: Report) -> None:
    sizes = {}
    for paper in ("a4", "letter"):
        pages = PdfReader(BytesIO(render_bytes(report, "pdf", paper=paper))).pages
        sizes[paper] = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages}
    assert sizes == {"a4": {(595, 842), (842, 595)}, "letter": {(612, 792), (792, 612)}}


def test_another_paper_is_one_line(report: Report) -> None:
    with pytest.raises(RenderError, match="no paper 'a5'; choose one of a4, letter"):
        render_bytes(report, "pdf", paper="a5")


@pytest.mark.slow
def test_the_pdf_carries_each_text_as_it_was_read(report: Report) -> None:
    attached = PdfReader(BytesIO(render_bytes(report, "pdf"))).attachments
    texts = {name: data[0].decode() for name, data in attached.items() if name != "report.json"}
    assert texts == {f"source-{source.number}.txt": source.text for source in report.sources}


def test_a_stream_that_would_end_in_a_line_end_stays_as_it_is() -> None:
    data = bytes([12])  # the last byte of its checksum is 13
    assert zlib.compress(data, 9).endswith(b"\r")
    stream = SimpleNamespace(stream=[data], extra={}, compress=True)
    packed = SimpleNamespace(stream=[b"0" * 90], extra={}, compress=True)
    metadata = SimpleNamespace(stream=[b""], compress=True, extra={})
    marks = SimpleNamespace(generate_rdf_metadata=lambda *_: b"<rdf:RDF></rdf:RDF>")
    pdf = SimpleNamespace(objects=[metadata, stream, packed], catalog={"Metadata": b"0 0 R"})
    finish(SimpleNamespace(metadata=marks, pages=[1]), pdf)
    assert (stream.stream, stream.extra) == ([data], {})
    assert zlib.decompress(packed.stream[0]) == b"0" * 90
    assert b"pdfuaid" in metadata.stream[0]


def test_long_numbers_on_a_scale_are_short(report: Report) -> None:
    claims = [
        msgspec.structs.replace(report.claims[0], value=quantity(number, surface=str(number)))
        for number in (1_000_000, 30_000_000)
    ]
    ruler = view_ruler(claims, index_report(report, full_text=False))
    assert ruler is not None
    assert [tick.text for tick in ruler.ticks] == ["1M", "10M"]


@pytest.mark.parametrize(
    ("low", "high"), [("1990", "2024"), ("1.01", "2.01"), ("-2.01", "-1.01"), ("2000000", "2003000"), ("0", "7")]
)
def test_a_tick_stands_where_its_number_lies(report: Report, low: str, high: str) -> None:
    claims = [
        msgspec.structs.replace(
            report.claims[0],
            value=msgspec.structs.replace(
                quantity(1, surface=end),
                nominal=(Decimal(end),),
                strict=Interval.point(Decimal(end)),
                plausible=Interval.point(Decimal(end)),
            ),
        )
        for end in (low, high)
    ]
    ruler = view_ruler(claims, index_report(report, full_text=False))
    assert ruler is not None
    texts = [tick.text for tick in ruler.ticks]
    assert len(set(texts)) == len(texts) > 1
    places = [int(tick.at) for tick in ruler.ticks]
    steps = {after - before for before, after in pairwise(places)}
    assert max(steps) - min(steps) <= 1
    numbers = [Decimal(text.replace(",", "")) for text in texts]
    left, right = (int(row.bar[0]) for row in ruler.rows)
    scale = (places[-1] - places[0]) / (numbers[-1] - numbers[0])
    assert abs(places[0] + (Decimal(low) - numbers[0]) * scale - left) < 8
    assert abs(places[0] + (Decimal(high) - numbers[0]) * scale - right) < 8


@pytest.mark.parametrize("number", ["9E+25", "1E+999999", "Infinity", "NaN", "sNaN"])
def test_numbers_beyond_measure_are_printed_without_a_chart(report: Report, number: str) -> None:
    huge = Interval.point(Decimal(number))
    value = msgspec.structs.replace(
        quantity(1), nominal=(Decimal(number),), strict=huge, plausible=huge, surface=f"{number} guards"
    )
    claims = tuple(
        msgspec.structs.replace(claim, value=value) if claim.id == "t1" else claim for claim in report.claims
    )
    page = render_bytes(msgspec.structs.replace(report, claims=claims), "html").decode()
    assert f"{number} guards" in page


def test_a_part_stands_in_its_own_row(report: Report) -> None:
    topics = tuple(
        msgspec.structs.replace(topic, claim_ids=("d4",), verdict="agreement") if topic.id == "trapped" else topic
        for topic in report.topics
    )
    other = msgspec.structs.replace(report, topics=topics)
    view = build_view(other, full_text=True)
    row = next(row for row in view.matrices[0].rows if row.label == "trapped")
    assert [value.text for cell in row.cells for value in cell.values] == ["26 “armed looters”"]


def test_a_quotation_that_repeats_itself_is_compared_in_time() -> None:
    one, other = compare_wordings(["the " * 2000 + "end", "a " + "the " * 2000 + "end"])
    assert "".join(piece.text for piece in other if piece.marked).strip() == "a"
    assert not any(piece.marked and piece.text.strip() for piece in one)
