"""Whether a report still holds: what each kind of change is told as, and that an untouched report passes."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject

from factcheck.checker import check
from factcheck.cli import main
from factcheck.errors import FactcheckError
from factcheck.models import Attribution, Citation, Report, Source
from factcheck.report import render_bytes
from factcheck.report.verify.anchors import find_loose_ends
from factcheck.report.verify.attached import Attached, read_attached
from factcheck.report.verify.faults import asked, told
from factcheck.report.verify.verify import _sealed, load, verify
from factcheck.settings import Settings
from factcheck.sources import read

Data = dict[str, Any]
Change = Callable[[Data], None]

TEXTS = (
    "Norby ferry fire\n\nNearly 2,000 people were evacuated from Norby on Monday, police said. Five were killed.",
    "More than 2,500 people were evacuated from Norby on Monday. Seven people were killed, police said.",
    "Five people were killed in Norby, police said.",
)


@pytest.fixture(scope="module")
def seeds(seeds_folder: Path) -> str:
    """The report on the sample dispatches, as JSON."""
    return check(read([seeds_folder])).to_json()


@pytest.fixture(scope="module")
def small() -> Report:
    return check([Source.from_text(text, id=f"s{at}", published="2024-05-07") for at, text in enumerate(TEXTS)])


@pytest.fixture(scope="module")
def small_pdf(small: Report) -> bytes:
    return render_bytes(small, "pdf")


def run(file: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["verify", str(file), *options])


def saved(folder: Path, content: str | bytes, name: str = "report.json") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def changed(report: str, change: Change) -> str:
    """Return a report's JSON with a change made to its data."""
    data: Data = json.loads(report)
    change(data)
    return json.dumps(data, ensure_ascii=False)


def finding(data: Data, code: str = "FC101") -> Data:
    found: Data = next(one for one in data["findings"] if one["code"] == code)
    return found


def claim(data: Data, quote: str = "more than 2,000 troops") -> Data:
    found: Data = next(one for one in data["claims"] if one["span"]["quote"] == quote)
    return found


def source(data: Data, number: int = 3) -> Data:
    found: Data = next(one for one in data["sources"] if one["number"] == number)
    return found


# --- changes, each with the words that must be told


def change_digit(data: Data) -> None:
    source(data)["text"] = source(data)["text"].replace("more than 2,000 troops", "more than 3,000 troops")


def change_digit_and_drop_its_hash(data: Data) -> None:
    change_digit(data)
    source(data)["text_sha256"] = ""


def change_digit_and_every_hash(data: Data) -> None:
    change_digit(data)
    for one in data["sources"]:
        one["text_sha256"] = ""


def change_a_word_that_nothing_cites(data: Data) -> None:
    source(data)["text"] = source(data)["text"] + " "


def move_span(data: Data) -> None:
    claim(data)["span"]["start"] -= 1


def move_span_out(data: Data) -> None:
    claim(data)["span"] |= {"start": -5, "end": 10**12}


def change_quote(data: Data) -> None:
    claim(data)["span"]["quote"] = "more than 9,000 troops"


def change_sentence(data: Data) -> None:
    claim(data)["sentence"]["quote"] = "Nothing happened."


def change_citation(data: Data) -> None:
    finding(data)["positions"][0]["citations"][0]["quote"] = "no troops"


def change_value(data: Data) -> None:
    claim(data)["value"]["nominal"] = [9000]


def change_speaker(data: Data) -> None:
    next(one for one in data["claims"] if one["attribution"])["attribution"]["speaker"] = "Nobody at all"


def remove_finding(data: Data) -> None:
    data["findings"].remove(finding(data))


def change_severity(data: Data) -> None:
    finding(data)["severity"] = "info"


def change_message(data: Data) -> None:
    finding(data)["message"] += " Or so they say."


def add_finding(data: Data) -> None:
    data["findings"].append(finding(data) | {"id": "f-new"})


def reverse_findings(data: Data) -> None:
    data["findings"].reverse()


def add_claim(data: Data) -> None:
    data["claims"].append(claim(data) | {"id": "c-new"})


def remove_claim(data: Data) -> None:
    data["claims"].remove(claim(data))


def change_verdict(data: Data) -> None:
    next(one for one in data["topics"] if one["verdict"] == "conflict")["verdict"] = "agreement"


def change_estimate(data: Data) -> None:
    next(one for one in data["topics"] if one["estimate"])["estimate"]["best"] = 77777


def change_story(data: Data) -> None:
    data["stories"][0]["title"] = "Quite another story"


def change_origin(data: Data) -> None:
    next(one for one in data["origins"] if one["evidence"])["evidence"] = []


def take_number(data: Data) -> None:
    source(data)["number"] = 1


def set_aside_too_much(data: Data) -> None:
    source(data)["set_aside"] = [{"start": 0, "end": 10**9, "reason": "advert"}]


def name_no_topic(data: Data) -> None:
    finding(data)["related_topic_ids"] = ["t-none"]


def change_day(data: Data) -> None:
    source(data)["published"] = "2021-02-03"


CHANGES: dict[Change, tuple[str, ...]] = {
    change_digit: ("source 3: the text was changed after the report was made", "in source 3: the quote at",
                   "is “more than 2,000 troops”, but the text has “more than 3,000 troops”",
                   "value.nominal[0] should be 3000, the report has 2000"),
    change_digit_and_drop_its_hash: ("source 3: the text has no hash",),
    change_digit_and_every_hash: ("is “more than 2,000 troops”, but the text has “more than 3,000 troops”",),
    change_a_word_that_nothing_cites: ("source 3: the text was changed after the report was made",),
    move_span: ("is “more than 2,000 troops”, but the text has “ more than 2,000 troops”",),
    move_span_out: ("in source 3: the quote at -5–1000000000000 is not within the text",),
    change_quote: ("is “more than 9,000 troops”, but the text has “more than 2,000 troops”",),
    change_sentence: ("in source 3: the sentence at", "is “Nothing happened.”, but the text has “The CSTO sent"),
    change_citation: ("finding FC101", "its quote is “no troops”, that of the claim is “"),
    change_value: ("claim “more than 2,000 troops” in source 3",
                   "value.nominal[0] should be 2000, the report has 9000"),
    change_speaker: ("attribution.speaker should be “", "the report has “Nobody at all”"),
    remove_finding: ("finding FC101 on troops is derived from these sources but is not in the report",),
    change_severity: ("finding FC101 on troops (", "severity should be “", "the report has “info”"),
    change_message: ("finding FC101 on troops (", "message should be “…", "Or so they say."),
    add_finding: ("finding FC101 on troops (f-new) is in the report but is not derived from these sources",),
    reverse_findings: ("the findings of the report stand in another order than derived",),
    add_claim: ("claim “more than 2,000 troops” in source 3 (c-new) is in the report but is not derived",),
    remove_claim: ("which is not among the claims of the report",
                   "claim “more than 2,000 troops” in source 3 is derived from these sources but is not in the report"),
    change_verdict: ("topic “", "verdict should be “conflict”, the report has “agreement”"),
    change_estimate: ("topic “", "estimate.best should be ", "the report has 77777"),
    change_story: ("story “", "title should be “", "the report has “Quite another story”"),
    change_origin: ("origin “", "evidence should be [", "the report has []"),
    take_number: ("2 sources have the number 1", "the findings were not derived again"),
    set_aside_too_much: ("source 3: a part set aside at 0–1000000000 is not within its text",),
    name_no_topic: ("names “t-none”, which is not among the topics of the report",),
    change_day: ("in source 3 (", "as_of should be 2021-"),
}  # fmt: skip


@pytest.mark.model
def test_an_untouched_report_holds(seeds: str, tmp_path: Path) -> None:
    result = run(saved(tmp_path, seeds))
    findings = len(json.loads(seeds)["findings"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.output.startswith("5 sources, ")
    assert result.output.endswith(f" quotes, {findings} findings: all hold\n")


@pytest.mark.model
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_named(seeds: str, change: Change, tmp_path: Path) -> None:
    result = run(saved(tmp_path, changed(seeds, change)))
    assert result.exit_code == 1
    assert [words for words in CHANGES[change] if words not in result.output] == []
    assert "all hold" not in result.output
    assert max(map(len, result.output.splitlines())) < 400


@pytest.mark.model
@pytest.mark.parametrize("change", [remove_finding, change_severity, change_value, reverse_findings, change_story])
def test_one_change_is_one_line(seeds: str, change: Change, tmp_path: Path) -> None:
    assert run(saved(tmp_path, changed(seeds, change))).output.count("\n") == 1


@pytest.mark.model
def test_many_faults_are_counted(seeds: str, tmp_path: Path) -> None:
    lines = run(saved(tmp_path, changed(seeds, lambda data: data.update(claims=[])))).output.splitlines()
    assert len(lines) == 21
    assert lines[-1].startswith("and ")
    assert lines[-1].endswith(" more faults")


@pytest.mark.model
def test_a_hostile_quote_cannot_steer_the_terminal(seeds: str, tmp_path: Path) -> None:
    def spoil(data: Data) -> None:
        claim(data)["span"]["quote"] = "\x1b[31m\u202e\x00" + "9" * 1_000_000 + "\nall hold"

    result = run(saved(tmp_path, changed(seeds, spoil)))
    assert result.exit_code == 1
    assert not {"\x1b", "\u202e", "\x00"} & set(result.output)
    assert len(result.output) < 2000


def as_text(folder: Path) -> list[Source]:
    for at, text in enumerate(TEXTS):
        saved(folder, f"---\ntitle: Fire {at}\npublished: 2024-05-07\n---\n{text}\n\nAdvertisement\n", f"{at}.txt")
    return read([folder])


def as_rows(folder: Path) -> list[Source]:
    rows = [json.dumps({"id": at, "text": text, "published": "2024-05-07"}) for at, text in enumerate(TEXTS)]
    return read([saved(folder, "\n".join([*rows, rows[0]]), "rows.jsonl")])


def as_pages(folder: Path) -> list[Source]:
    for at, text in enumerate(TEXTS):
        page = f"<title>Fire</title><nav><a href='/'>Home</a></nav><article><h1>Fire</h1><p>{text}</p></article>"
        saved(folder, f"<!doctype html><html lang='en'><body>{page}</body></html>", f"{at}.html")
    return read([folder])


def in_hand(_: Path) -> list[Source]:
    related = "\r\n\r\nRELATED: Blaze kills six firefighters in Selby\n\n"
    texts = [TEXTS[0] + related + TEXTS[1], TEXTS[2], TEXTS[2], "", "\ufeff\x00 \u202e9\ud800 killed"]
    return [Source.from_text(text, id="same" if at else None, title="A\nfire") for at, text in enumerate(texts)]


@pytest.mark.model
@pytest.mark.parametrize("make", [as_text, as_rows, as_pages, in_hand, lambda _: []])
def test_a_report_on_any_kind_of_source_holds(make: Callable[[Path], list[Source]], tmp_path: Path) -> None:
    report = check(make(tmp_path))
    assert verify(Report.from_json(report.to_json())) == ()
    assert check(report.sources) == report


@pytest.mark.model
def test_sources_that_cannot_be_checked_are_a_fault(small: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OverflowError("date value out of range")

    monkeypatch.setattr("factcheck.checker.check", fail)
    assert [fault.text for fault in verify(small)] == ["the sources cannot be checked again: date value out of range"]


@pytest.mark.model
def test_texts_stripped_of_their_hashes_are_named(small: Report) -> None:
    bare = [msgspec.structs.replace(source, text_sha256="") for source in small.sources]
    faults = verify(msgspec.structs.replace(small, sources=tuple(bare)))
    assert [fault.text for fault in faults] == [f"source {one.number}: the text has no hash" for one in small.sources]


@pytest.mark.model
def test_numbers_written_in_another_way_are_the_same(small: Report) -> None:
    def in_floats(data: Data) -> None:
        for one in data["claims"]:
            one["value"]["nominal"] = [float(number) for number in one["value"].get("nominal", [])]

    assert verify(Report.from_json(changed(small.to_json(), in_floats))) == ()


# --- status 2: nothing that could be verified


NOT_A_REPORT = {
    "nothing": b"",
    "a list": b"[]",
    "an empty object": b"{}",
    "other data": b'{"schema_version": 1, "sources": []}',
    "no text": b"\xff\xfe\x00",
    "deep": b'{"schema_version": 1, "tool": ' + b"[" * 100_000,
    "a wrong type": b'{"schema_version": 1, "tool": {}, "sources": [], "claims": 3, "findings": []}',
}


@pytest.mark.parametrize("content", NOT_A_REPORT.values(), ids=NOT_A_REPORT)
def test_what_is_no_report_is_one_line_and_status_2(content: bytes, tmp_path: Path) -> None:
    result = run(saved(tmp_path, content))
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "report.json: is no report: " in result.output


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    result = run(tmp_path / "none.json")
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "none.json: no such file" in result.output


@pytest.mark.model
def test_half_a_report_is_none(seeds: str, tmp_path: Path) -> None:
    result = run(saved(tmp_path, seeds[: len(seeds) // 2]))
    assert result.exit_code == 2
    assert "is no report: Input data was truncated" in result.output


def test_another_schema_version_is_named_whatever_is_in_it(tmp_path: Path) -> None:
    result = run(saved(tmp_path, b'{"schema_version": 7, "tool": 1, "sources": 1, "claims": 1, "findings": 1}'))
    assert result.exit_code == 2
    assert "report.json: has schema version 7; this factcheck reads version 2" in result.output


@pytest.mark.model
def test_another_pipeline_is_named_and_asked_for(seeds: str, tmp_path: Path) -> None:
    other = {"pipeline": "en_other 2.0", "pipeline_sha256": "abcdef0123456789"}
    result = run(saved(tmp_path, changed(seeds, lambda data: data["tool"].update(other))))
    tool = json.loads(seeds)["tool"]
    assert result.exit_code == 2
    assert "the report was made with pipeline en_other 2.0 (hash abcdef01…)" in result.output
    assert f"installed is {tool['pipeline']} (hash {tool['pipeline_sha256'][:8]}…)" in result.output
    assert result.output.endswith("give --pipeline\n")


@pytest.mark.model
def test_a_pipeline_that_is_not_there_is_one_line(seeds: str, tmp_path: Path) -> None:
    result = run(saved(tmp_path, seeds), "--pipeline", "en_none")
    assert (result.exit_code, result.output.count("\n")) == (2, 1)


def forget_the_rules(data: Data) -> None:
    for one in data["claims"]:
        for field in ("read_by", "notes", "frame"):
            del one[field]


@pytest.mark.model
def test_a_report_of_an_earlier_version_is_not_derived_again(seeds: str, tmp_path: Path) -> None:
    result = run(saved(tmp_path, changed(seeds, forget_the_rules)))
    assert result.exit_code == 2
    assert "made by an earlier version of factcheck, with other rules; its quotes hold" in result.output
    assert "read_by" not in result.output


@pytest.mark.model
def test_a_changed_quote_of_an_earlier_version_is_named(seeds: str, tmp_path: Path) -> None:
    def change(data: Data) -> None:
        forget_the_rules(data)
        change_quote(data)

    result = run(saved(tmp_path, changed(seeds, change)))
    assert result.exit_code == 1
    assert "the findings were not derived again: the report was made by an earlier version" in result.output


@pytest.mark.model
def test_another_version_of_factcheck_is_a_note_only(seeds: str, tmp_path: Path) -> None:
    result = run(saved(tmp_path, changed(seeds, lambda data: data["tool"].update(version="0.0.1"))))
    assert result.exit_code == 0
    assert "note: the report was made with factcheck 0.0.1, installed is" in result.stderr


@pytest.mark.parametrize(
    ("settings", "options", "said"),
    [
        ({"measures": "own.toml"}, (), "made with the measures file “own.toml”; give it with --measures FILE"),
        ({"hedges": "own.toml"}, (), "made with the hedges file “own.toml”; give it with --hedges FILE"),
        ({"pipeline": "en_other"}, (), "made with the pipeline “en_other”; give it with --pipeline NAME"),
        ({"hedges": ["acled"]}, (), 'made with the hedges file ["acled"]'),
        ({}, ("--measures", "own.toml"), "made without a measures file; leave out --measures"),
        ({}, ("--hedges", "acled"), "made without a hedges file; leave out --hedges"),
        ({"estimate": "guess"}, (), "the report's settings cannot be used: Invalid enum value"),
        ({"settles_after": 10**12}, (), "the report's settings cannot be used: settles_after is out of range"),
        ({"gap_high": "NaN"}, (), "the report's settings cannot be used: gap_high is out of range"),
        ({"measures": "own.toml"}, ("--measures", "none.toml"), "none.toml: "),
    ],
)
def test_settings_that_cannot_be_had_again_are_one_line(
    settings: Data, options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    result = run(saved(tmp_path, Report(settings=settings).to_json()), *options)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert said in result.output


@pytest.mark.model
def test_a_preset_of_hedges_needs_no_file(tmp_path: Path) -> None:
    sources = [Source.from_text(f"Dozens of people were killed in Norby on Monday. {text}") for text in TEXTS]
    plain, acled = (check(sources, settings=Settings(hedges=hedges, estimate="acled")) for hedges in (None, "acled"))
    assert plain.claims != acled.claims
    assert run(saved(tmp_path, acled.to_json())).exit_code == 0


@pytest.mark.model
def test_a_report_with_measures_of_its_own_holds_with_their_file(tmp_path: Path) -> None:
    fields = {"name": "kittens", "label": "kittens", "phrase": "the number of kittens", "weight": "0.9"}
    lines = ["[[measure]]", *(f'{name} = "{value}"' for name, value in fields.items()), 'noun = ["kitten"]']
    own = saved(tmp_path, "\n".join(lines), "own.toml")
    sources = [Source.from_text(f"{number} kittens were found in Norby on Monday.") for number in ("Nine", "Six")]
    report = check(sources, settings=Settings(measures=own))
    assert {claim.measure for claim in report.claims} >= {"kittens"}
    file = saved(tmp_path, report.to_json())
    assert run(file).exit_code == 2
    assert run(file, "--measures", str(own)).exit_code == 0


# --- the PDF


def edited(pdf: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """Return a copy of a PDF, its identifier kept, with a change made to it."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def attach(pdf: bytes, name: str, content: bytes) -> bytes:
    """Return a copy of a PDF with other content in an attachment."""

    def put(writer: PdfWriter) -> None:
        entry = next(entry for entry in writer.attachment_list if entry.name == name)
        entry.content = content

    return edited(pdf, put)


def detach(pdf: bytes, *names: str) -> bytes:
    def drop(writer: PdfWriter) -> None:
        for entry in [entry for entry in writer.attachment_list if entry.name in names]:
            entry.delete()

    return edited(pdf, drop)


@pytest.mark.model
def test_an_untouched_pdf_holds(small: Report, small_pdf: bytes, tmp_path: Path) -> None:
    file = saved(tmp_path, small_pdf, "brief.pdf")
    result = run(file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "3 sources, " in result.output
    assert load(file).report == small


@pytest.mark.model
def test_a_pdf_that_was_written_anew_holds(small_pdf: bytes, tmp_path: Path) -> None:
    assert run(saved(tmp_path, edited(small_pdf, lambda _: None), "brief.pdf")).exit_code == 0


@pytest.mark.model
def test_another_report_in_the_pdf_is_named_first(small: Report, small_pdf: bytes, tmp_path: Path) -> None:
    other = changed(small.to_json(), lambda data: data["findings"][0].update(severity="info")).encode()
    result = run(saved(tmp_path, attach(small_pdf, "report.json", other), "brief.pdf"))
    first, second = result.output.splitlines()
    assert result.exit_code == 1
    assert first == "the attached report.json is not the one this PDF was made with"
    assert "severity should be" in second


@pytest.mark.model
def test_another_report_is_named_where_nothing_else_can_be_verified(
    small: Report, small_pdf: bytes, tmp_path: Path
) -> None:
    other = changed(small.to_json(), lambda data: data["tool"].update(pipeline_sha256="abc")).encode()
    result = run(saved(tmp_path, attach(small_pdf, "report.json", other), "brief.pdf"))
    assert result.exit_code == 2
    assert "the attached report.json is not the one this PDF was made with\n" in result.output
    assert "the report was made with pipeline" in result.output


def without_identifier(writer: PdfWriter) -> None:
    writer._ID = None  # the library has no other way


def attached_twice(writer: PdfWriter) -> None:
    writer.add_attachment("source-2.txt", TEXTS[1].encode())


def one_too_many(writer: PdfWriter) -> None:
    writer.add_attachment("source-9.txt", b"Nine people were killed.")


def test_a_seal_holds_however_a_reader_takes_its_line_ends() -> None:
    data = next(text for text in (str(n).encode() for n in range(1000)) if b"\r" in hashlib.sha256(text).digest())
    digest = hashlib.sha256(data).digest()
    for seal in (digest, digest.replace(b"\r", b"\n"), digest.hex().encode()):
        assert list(_sealed(Attached(seal, ()), data)) == []
    assert len(list(_sealed(Attached(digest, ()), data + b" "))) == 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda pdf: attach(pdf, "source-2.txt", TEXTS[1].replace("Seven", "Eight").encode()),
         "on Monday. Eight people were killed, police said.” where the report has “…om Norby on Monday. Seven"),
        (lambda pdf: attach(pdf, "source-2.txt", b"\xff\x1b"), "source 2: source-2.txt has “"),
        (lambda pdf: detach(pdf, "source-2.txt"), "source 2: its text is not attached as source-2.txt"),
        (lambda pdf: edited(pdf, one_too_many), "source-9.txt is attached but is not of this report"),
        (lambda pdf: edited(pdf, attached_twice), "source-2.txt is attached 2 times"),
        (lambda pdf: edited(pdf, without_identifier), "is not the one this PDF was made with"),
    ],
)  # fmt: skip
def test_a_changed_attachment_is_named(
    small_pdf: bytes, change: Callable[[bytes], bytes], said: str, tmp_path: Path
) -> None:
    result = run(saved(tmp_path, change(small_pdf), "brief.pdf"))
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert said in result.output


@pytest.mark.model
def test_a_pdf_without_any_texts_is_verified_by_its_report(small_pdf: bytes, tmp_path: Path) -> None:
    bare = detach(small_pdf, "source-1.txt", "source-2.txt", "source-3.txt")
    assert run(saved(tmp_path, bare, "brief.pdf")).exit_code == 0


def with_bomb(pdf: bytes) -> bytes:
    """Return the PDF with a report of many megabytes of spaces, packed small."""

    def put(writer: PdfWriter) -> None:
        entry = next(entry for entry in writer.attachment_list if entry.name == "report.json")
        packed = entry._embedded_file
        packer = zlib.compressobj(9)
        spaces = b" " * (1 << 20)
        data = b"".join([*(packer.compress(spaces) for _ in range(80)), packer.flush()])
        packed._data = data
        packed[NameObject("/Filter")] = NameObject("/FlateDecode")

    return edited(pdf, put)


def encrypted(pdf: bytes) -> bytes:
    return edited(pdf, lambda writer: writer.encrypt("secret", algorithm="RC4-128"))


@pytest.mark.model
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda pdf: detach(pdf, "report.json"), "is no report: no report.json is attached to it"),
        (lambda pdf: attach(pdf, "report.json", b"{}"), "is no report: "),
        (encrypted, "is an encrypted PDF"),
        (with_bomb, "too large to unpack"),
        (lambda pdf: pdf[: len(pdf) // 2], "is a damaged PDF"),
        (lambda _: b"%PDF-1.7\n%garbage", "is a damaged PDF"),
        (lambda _: b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", "brief.pdf: is "),
    ],
)
def test_a_pdf_that_holds_no_report_is_one_line(
    small_pdf: bytes, change: Callable[[bytes], bytes], said: str, tmp_path: Path
) -> None:
    result = run(saved(tmp_path, change(small_pdf), "brief.pdf"))
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert said in result.output


@pytest.mark.model
@hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.integers(0, 10**6), noise=st.binary(min_size=1, max_size=30))
def test_a_spoilt_pdf_is_read_or_refused_in_one_line(small_pdf: bytes, at: int, noise: bytes) -> None:
    at %= len(small_pdf)
    try:
        read_attached(small_pdf[:at] + noise + small_pdf[at + len(noise) :])
    except FactcheckError as error:
        assert "\n" not in str(error)  # noqa: PT017  most spoilt files can be read


# --- the parts


def test_a_report_built_by_hand_has_no_loose_ends(report: Report) -> None:
    assert [fault.text for fault in find_loose_ends(report)] == []


@pytest.mark.parametrize("spans", [((0, 10**9),), ((-4, 2),), ((9, 3),)])
def test_who_says_it_must_stand_in_the_text(report: Report, spans: tuple[tuple[int, int], ...]) -> None:
    first, *rest = report.claims
    for said in (Attribution(speaker_spans=spans), Attribution(cue_spans=spans), Attribution(content_spans=spans)):
        claims = (msgspec.structs.replace(first, attribution=said), *rest)
        (fault,) = find_loose_ends(msgspec.structs.replace(report, claims=claims))
        assert (fault.kind, fault.place) == ("attribution", f"claim {first.id}")


@pytest.mark.parametrize(
    ("field", "value"), [("source_id", "herald"), ("source_number", 99), ("start", 0), ("end", 0), ("quote", "no")]
)
def test_a_citation_is_its_claims_words(report: Report, field: str, value: object) -> None:
    first, *rest = report.findings
    position = first.positions[0]
    citation: Citation = msgspec.structs.replace(position.citations[0], **{field: value})
    position = msgspec.structs.replace(position, citations=(citation, *position.citations[1:]))
    other = msgspec.structs.replace(first, positions=(position, *first.positions[1:]))
    (fault,) = find_loose_ends(msgspec.structs.replace(report, findings=(other, *rest)))
    assert f"its {field} is " in fault.text


def test_ids_are_given_once(report: Report) -> None:
    (fault,) = find_loose_ends(msgspec.structs.replace(report, topics=(*report.topics, report.topics[0])))
    assert fault.text == f"2 topics have the id “{report.topics[0].id}”"


@given(st.text(), st.text())
def test_two_texts_are_told_apart_in_one_line(one: str, other: str) -> None:
    line = asked(one, other)
    assert len(line.splitlines()) == 1
    assert len(line) < 250


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "nothing"), ("two\nlines", "“two↵lines”"), (["a"], '["a"]'), (7, "7"), ("\x1b[0m", "“\ufffd[0m”")],
)
def test_values_are_told_in_one_line(value: object, shown: str) -> None:
    assert told(value) == shown


def test_a_report_that_quotes_the_head_of_a_pdf_is_no_pdf(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    told = Source.from_text("The file begins with %PDF-1.4, he said.", id="a")
    file.write_text(Report(sources=(told,)).to_json(), encoding="utf-8")
    assert load(file).report.sources == (told,)
