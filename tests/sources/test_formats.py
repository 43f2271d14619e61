"""A report in any format gives the claims of its text, and each format's own ways of telling are told apart."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from factcheck import Report, Skipped, Source, check, read, render
from factcheck.claims import stream_claims
from factcheck.report.explain import explain, load_report
from factcheck.report.verify import verify as verifying
from factcheck.sources.formats.kinds import kind_of
from tests.sources import made

Told = list[tuple[str, str, str, str]]


def put(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def one(folder: Path, name: str, data: bytes) -> Source:
    (source,) = read([put(folder, name, data)], strict=True)
    return source


def claims_of(source: Source) -> Told:
    (reading,) = stream_claims([source])
    for claim in reading.claims:
        assert source.text[claim.span.start : claim.span.end] == claim.span.quote
    return sorted(
        (
            claim.measure,
            claim.value.surface,
            claim.status,
            str(claim.attribution.speaker) if claim.attribution is not None else "",
        )
        for claim in reading.claims
    )


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Told:
    found = claims_of(one(tmp_path_factory.mktemp("plain"), "a.txt", made.TEXT.encode()))
    assert len(found) > 8
    return found


@pytest.mark.model
@pytest.mark.parametrize("name", made.MADE)
def test_every_format_gives_the_claims_of_the_text(tmp_path: Path, name: str, plain: Told):
    sources = read([put(tmp_path, name, made.MADE[name]())])
    assert [claims_of(source) for source in sources] == [plain]
    assert sources[0].published == dt.date(2024, 5, 3)
    assert sources[0].problems == ()


@pytest.mark.parametrize("name", sorted(set(made.MADE) - {"a.txt", "a.md", "a.html", "a.srt"}))
def test_the_bytes_tell_the_format_under_any_name(tmp_path: Path, name: str):
    data = made.MADE[name]()
    true = read([put(tmp_path, name, data)])[0].text
    for other in ("nothing", "other.txt", "other.dat"):
        assert read([put(tmp_path, other, data)])[0].text == true


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", b"%PDF-1.7", "a PDF"),
        ("a.pdf", b"PK\x03\x04", "a ZIP"),
        ("a.txt", b"\xef\xbb\xbf<!DOCTYPE html><p>", "a web page"),
        ("a.xml", b'<?xml version="1.0"?>\n<rss version="2.0">', "a feed"),
        ("a.txt", b"1\n00:00:01,000 --> 00:00:02,000\nWords", "subtitles"),
        ("a", b'{"text": "Two died."}\n', "JSON Lines"),
        ("a.txt", b'{"text": "Two died."}\n', "JSON Lines"),
        ("a.txt", b'{"words": "Two died."}\n', "text"),
        ("a.txt", b"From: A\nTo: B\nSubject: pasted\n\nTwo died.", "text"),
        ("a.txt", b"Message-ID: <1@x>\nFrom: A\nSubject: saved\n\nTwo died.", "a mail"),
        ("a.eml", b"Subject: only\n\nTwo died.", "a mail"),
        ("a.txt", b"Ferry: two died.\n\nMore: three are missing.", "text"),
        ("a.txt", b"The <rss> element has no place here.", "text"),
        ("a.txt", b"It cost {a: 2} and more.", "text"),
    ],
)
def test_kind(name: str, data: bytes, kind: str):
    assert kind_of(data, name).name == kind


def test_a_name_that_says_something_else_is_told(tmp_path: Path):
    assert one(tmp_path, "a.docx", made.TEXT.encode()).problems == (
        "Its name ends in .docx, but it is text and was read as that.",
    )
    assert one(tmp_path, "b.docx", made.pdf()).problems[0].startswith("Its name ends in .docx, but it is a PDF")


def test_no_library_is_loaded_before_its_format_is_met(tmp_path: Path):
    put(tmp_path, "a.txt", b"Two died.")
    code = f"""import sys; from factcheck import read; read([{str(tmp_path)!r}])
print([name for name in ("pypdfium2", "feedparser", "warcio", "olefile", "striprtf", "pysubs2", "email.policy", "lxml",
"zipfile") if name in sys.modules and name != "zipfile"])"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_library_that_is_missing_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "striprtf", None)
    monkeypatch.setitem(sys.modules, "striprtf.striprtf", None)
    skipped: list[Skipped] = []
    assert read([put(tmp_path, "a.rtf", made.rich_text())], on_skipped=skipped.append) == []
    assert skipped == [Skipped("a.rtf", "reading RTF needs striprtf: pip install 'factcheck[formats]'")]


# ------------------------------------------------------------------ PDF
def aside(source: Source) -> list[str]:
    return [source.text[part.start : part.end] for part in source.set_aside]


LONG = "".join(
    f"<p>Report number {number} of the harbour administration said that extraordinarily heavy rainfall had complicated "
    f"the operation, and that {number} well-documented inspections of the passenger ferry had found no irregularities."
    for number in range(101, 141)
)


def test_pages_are_places_and_running_heads_are_set_aside(tmp_path: Path):
    source = one(tmp_path, "a.pdf", made.pdf(LONG))
    names = [place.name for place in source.places or ()]
    assert names == [f"p. {number}" for number in range(1, len(names) + 1)]
    assert len(names) > 2
    assert source.place_of(source.text.index("Report number 101")) == "p. 1"
    assert source.place_of(source.text.index("Report number 140")) == names[-1]
    assert aside(source)[-2:] == ["The Harbour Daily · 3 May 2024", f"Page 1 of {len(names)}"]
    assert source.text.count("The Harbour Daily") == 1


def test_words_broken_at_a_line_are_whole_and_hyphens_of_their_own_stay(tmp_path: Path):
    text = one(tmp_path, "a.pdf", made.pdf(LONG)).text
    assert text.count("extraordinarily heavy rainfall had complicated the operation") == 40
    assert text.count("well-documented inspections of the passenger ferry had found no irregularities.") == 40


def test_footnotes_stand_below_the_text_and_their_marks_are_gone(tmp_path: Path):
    body = LONG.replace("harbour", "harbour<span class=note>Founded in 1891 by 12 merchants.</span>", 1)
    text = one(tmp_path, "a.pdf", made.pdf(body)).text
    assert "of the harbour administration said" in text
    assert text.index("Founded in 1891 by 12 merchants.") > text.index("Report number 140")


def test_columns_set_row_by_row_are_read_column_by_column(tmp_path: Path):
    rows = ["<tr><td>" + "</td><td>".join(pair) + "</td></tr>" for pair in zip(LEFT, RIGHT, strict=True)]
    style = "@page { size: A4 } td { width: 50%; padding: 0 8mm 0 0; white-space: nowrap } table { font: 10pt serif }"
    text = one(tmp_path, "a.pdf", made.pdf(f"<table>{''.join(rows)}</table>", style, "none")).text
    text = " ".join(text.split())
    assert " ".join(LEFT) in text
    assert text.index(" ".join(LEFT)) < text.index(" ".join(RIGHT))


LEFT = """The army said on Tuesday that its men
had left the eastern town after three
weeks of fighting in which at least
forty of them had been killed there.
Nobody lives in the town any more,
and the mayor has gone as well.""".splitlines()
RIGHT = """Aid workers counted nine hundred people
who had come to the border on Monday
without food and water and who had
been looked after by two nurses.
More of them are expected soon, so
tents were put up for all of them.""".splitlines()


def test_a_table_is_read_row_by_row(tmp_path: Path):
    rows = "".join(
        f"<tr><td>{label}<td>{value}" for label, value in (("Killed", "14"), ("Injured", "23"), ("Missing", "3"))
    )
    style = "@page { size: A5 } td { width: 40mm }"
    text = one(tmp_path, "a.pdf", made.pdf(f"<p>Two died.</p><table>{rows}</table>", style, "none")).text
    assert [line for line in text.split("\n") if ":" in line] == ["Killed: 14", "Injured: 23", "Missing: 3"]


def test_large_initials_lists_and_tables_in_narrow_columns(tmp_path: Path):
    style = "body { font: 9pt sans-serif } .three { columns: 3 } b { float: left; display: block; font-size: 30pt }"
    rows = "".join(f"<tr><td>{'<td>'.join(row)}" for row in (("Norby", "14", "23"), ("Asker", "2", "5")))
    body = (
        "<i>By Anna Smith and Bo Lund in the northern port of Norby</i>"
        "<p><b>T</b>he old ferry was on its way to the islands when it sank, the coast guard said on Tuesday.</p>"
        "<ul><li>Two tugs came at once<li>Six divers searched the hull</ul>"
        f"<table style='font-size: 8pt; width: 100%'>{rows}</table>"
        "<p>Nobody knows yet how many people were aboard.</p>"
    )
    text = one(tmp_path, "a.pdf", made.pdf(body, style, "three")).text
    assert text.split("\n\n")[1:] == [
        "By Anna Smith and Bo Lund in the northern port of Norby",
        "The old ferry was on its way to the islands when it sank, the coast guard said on Tuesday.",
        "• Two tugs came at once", "• Six divers searched the hull",
        "Norby | 14 | 23", "Asker | 2 | 5",
        "Nobody knows yet how many people were aboard.",
    ]  # fmt: skip


@pytest.mark.model
def test_a_citation_names_the_page(tmp_path: Path):
    lead = "<p>The police said that nine people were killed when a ferry sank off Norby.</p>"
    more = f"{LONG}<p>The police said that nearly 40 people were killed when the ferry sank off Norby.</p>"
    put(tmp_path, "a.pdf", made.pdf(lead + more))
    put(
        tmp_path,
        "b.txt",
        b"Ferry sinks off Norby\n\nThe police said that two people were killed when a ferry sank off Norby.",
    )
    report = check(read([tmp_path]))
    places = {
        citation.quote: citation.place
        for finding in report.findings
        for position in finding.positions
        for citation in position.citations
        if citation.source_id == "a"
    }
    assert places
    last = (report.sources[0].places or ())[-1].name
    assert set(places.values()) <= {"p. 1", last}
    assert verifying.verify(report) == ()
    assert Report.from_json(report.to_json()) == report
    told = explain(load_report(render(report, tmp_path / "out.json")), "1")
    assert any(f"source 1 (a), {place}, characters" in " ".join(told.split()) for place in ("p. 1", last))
    for suffix in ("html", "md"):
        assert "p. 1" in render(report, tmp_path / f"out.{suffix}").read_text("utf8")


# ------------------------------------------------------------------ Word and OpenDocument
def test_word_with_all_changes_accepted(tmp_path: Path):
    def run(text: str, looks: str = "") -> str:
        return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    box = (
        f"<w:r><w:drawing><w:txbxContent>{made.word_paragraph('Box: six tugs came.')}</w:txbxContent></w:drawing></w:r>"
    )
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc>{made.word_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in (("Killed", "14"), ("Town", "Dead", "Injured"), ("Norby", "14", "23"))
    )
    body = (
        f"<w:p>{run('At least ')}<w:del><w:r><w:delText>eleven</w:delText></w:r></w:del><w:ins>{run('14')}</w:ins>"
        f"{run('3', '<w:vertAlign w:val=&quot;superscript&quot;/>'.replace('&quot;', chr(34)))}{run(' people')}"
        f"{run(' of ninety', '<w:strike/>')}{run(' secret', '<w:vanish/>')}{run(' were killed.')}"
        f"<w:r><w:footnoteReference/></w:r></w:p><w:p>{run('Tugs')}{twice}</w:p><w:tbl>{cells}</w:tbl>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One ')}</w:p><w:p>{run('line.')}</w:p>"
        f"<w:p><w:pPr><w:numPr><w:numId/></w:numPr></w:pPr>{run('Two divers')}</w:p>"
    )
    notes = f'<w:footnotes xmlns:w="{made.WORD}"><w:footnote w:type="separator">{made.word_paragraph("-")}</w:footnote>'
    notes += f"<w:footnote>{made.word_paragraph('The list had 14 names.')}</w:footnote></w:footnotes>"
    header = f'<w:hdr xmlns:w="{made.WORD}">{made.word_paragraph("The Harbour Daily")}</w:hdr>'
    more = {"word/footnotes.xml": notes, "word/header1.xml": header, "word/header2.xml": header}
    source = one(tmp_path, "a.docx", made.word(body, more))
    assert source.text.split("\n\n") == [
        "At least 14 people were killed.", "Tugs", "Box: six tugs came.", "Killed: 14", "Town | Dead | Injured",
        "Norby | 14 | 23", "One line.", "• Two divers", "The list had 14 names.", "The Harbour Daily",
    ]  # fmt: skip
    assert aside(source)[-1] == "The Harbour Daily"


def test_open_document_with_all_changes_accepted(tmp_path: Path):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Eleven died.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>At least<text:s/><text:change-start/>14<text:change-end/> people"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The list had 14 names.</text:p>"
        "</text:note-body></text:note> were <office:annotation><text:p>?</text:p></office:annotation>killed.</text:p>"
        "<text:p>Tugs<draw:frame><draw:text-box><text:p>Six tugs came.</text:p></draw:text-box></draw:frame></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Killed</text:p></table:table-cell><table:table-cell>"
        "<text:p>14</text:p></table:table-cell></table:table-row></table:table>"
        "<text:list><text:list-item><text:p>Two divers</text:p></text:list-item></text:list>"
    )
    source = one(tmp_path, "a.odt", made.open_document(body))
    assert source.text.split("\n\n") == [
        "At least 14 people were killed.", "Tugs", "Six tugs came.", "Killed: 14", "• Two divers",
        "The list had 14 names.", "The Harbour Daily, page 9",
    ]  # fmt: skip
    assert aside(source)[-1] == "The Harbour Daily, page 9"


def test_rich_text_without_what_is_embedded_or_deleted(tmp_path: Path):
    body = (
        r"{\header The Harbour Daily\par}\pard At least 14{\footnote\pard The list had 14 names.} people {\deleted of "
        r"ninety }were {\*\bkmkstart a}killed {\field{\*\fldinst{HYPERLINK "
        '"https://example.org"'
        r"}}{\fldrslt here}}."
        r"\par{\pict\pngblip 89504e47}\pard \ldblquote Two died,\rdblquote  he said in Z\'fcrich.\par"
    )
    source = one(tmp_path, "a.rtf", made.rich_text(body))
    assert source.text.split("\n\n") == [
        "At least 14 people were killed here.", "“Two died,” he said in Zürich.", "The list had 14 names.",
        "The Harbour Daily",
    ]  # fmt: skip


# ------------------------------------------------------------------ mails
@pytest.mark.parametrize("format_", ["eml", "msg"])
def test_attachments_are_sources_of_their_own(tmp_path: Path, format_: str):
    inner = made.mail("Three sailors died.\n", {"deep.txt": b"Four died.\n"}).as_bytes()
    attached = {
        "list.docx": made.word(), "logo.png": b"\x89PNG\r\n", "../../etc/note.txt": b"Two died.\n",
        "inner.eml": inner, "bad.pdf": b"%PDF-1.7\nnothing",
    }  # fmt: skip
    data = made.mail(attached=attached).as_bytes() if format_ == "eml" else made.outlook(attached=attached)
    skipped: list[Skipped] = []
    sources = read([put(tmp_path, f"a.{format_}", data)], on_skipped=skipped.append)
    start = f"a.{format_}"
    assert [source.path for source in sources] == [
        start, f"{start}/list.docx", f"{start}/etc/note.txt", f"{start}/inner.eml", f"{start}/inner.eml/deep.txt",
    ]  # fmt: skip
    assert skipped == [Skipped(f"{start}/bad.pdf", "this PDF is damaged or cut short")]
    assert (sources[0].title, sources[0].author, sources[0].published) == (
        made.TITLE,
        "Anna Smith",
        dt.date(2024, 5, 3),
    )
    assert sources[0].found_in["title"] == "the mail’s header"
    assert sources[2].published is None


def test_mail_in_html_alone_and_what_it_quotes(tmp_path: Path):
    page = made.mail("ignored")
    page.clear_content()
    page.set_content(
        "<style>p {}</style><p>Two <b>died</b>.</p><p style='display: none'>Nine died.</p>", subtype="html"
    )
    assert one(tmp_path, "a.eml", page.as_bytes()).text == f"{made.TITLE}\n\nTwo died."
    text = "Fourteen died.\n\nOn Monday Bo Lund wrote:\n> Nine died.\n> More.\n\nNo more.\n-- \nAnna Smith\nRoom 12\n"
    source = one(tmp_path, "b.eml", made.mail(text).as_bytes())
    assert "".join(aside(source)).count("Nine") == 1
    assert any("Room 12" in part for part in aside(source))
    assert not any("No more" in part or "Fourteen" in part for part in aside(source))


def test_page_that_a_browser_saved_as_a_mail(tmp_path: Path):
    saved = made.mail("ignored")
    saved.clear_content()
    saved["Snapshot-Content-Location"] = "https://example.org/ferry"
    saved.set_content(made.page().decode(), subtype="html")
    source = one(tmp_path, "a.mhtml", saved.as_bytes())
    assert (source.url, source.title, source.author) == ("https://example.org/ferry", made.TITLE, None)
    assert "Some 1,200 residents were evacuated" in source.text


def test_message_within_an_outlook_message(tmp_path: Path):
    inside = "__attach_version1.0_#00000000/__substg1.0_3701000D"
    more = {
        f"{inside}/__properties_version1.0": bytes(24),
        f"{inside}/__substg1.0_1000001F": "Four died.\n".encode("utf-16-le"),
        "__attach_version1.0_#00000000/__substg1.0_3001001F": "Older".encode("utf-16-le"),
    }
    sources = read([put(tmp_path, "a.msg", made.outlook(more=more))], strict=True)
    assert [(source.path, source.text) for source in sources[1:]] == [("a.msg/Older", "Four died.\n")]


# ------------------------------------------------------------------ many in one
def test_json_lines_by_other_names(tmp_path: Path):
    body = '{"plain": ["Two died.", "Three are missing."]}'
    line = f'{{"headline": "Ferry sinks", "body": {body}, "by": ["A", "B"], "n": 7}}\n'
    mapping = {"title": "headline", "text": "body.plain", "author": "by", "id": "n"}
    (source,) = read([put(tmp_path, "a.jsonl", line.encode())], strict=True, mapping=mapping)
    assert (source.id, source.title, source.author) == ("7", "Ferry sinks", "A, B")
    assert source.text == "Ferry sinks\n\nTwo died.\n\nThree are missing."
    skipped: list[Skipped] = []
    assert read([put(tmp_path, "a.jsonl", line.encode())], mapping={"text": "words"}, on_skipped=skipped.append) == []
    assert skipped[0].reason.startswith("line 1: ")


@pytest.mark.parametrize(("name", "data"), [("a.rss", made.rss), ("a.atom", made.atom)])
def test_an_entry_is_a_document_of_its_own_day(tmp_path: Path, name: str, data: object):
    assert callable(data)
    skipped: list[Skipped] = []
    (source,) = read([put(tmp_path, name, data())], on_skipped=skipped.append)
    assert (source.publisher, source.url) == ("The Harbour Daily", "https://example.org/ferry")
    assert source.published == dt.date(2024, 5, 3)  # the day where it was written, not that of Greenwich
    assert skipped == ([Skipped("a.rss", "entry 2: there is no text in it")] if name == "a.rss" else [])


def test_pages_of_a_web_archive(tmp_path: Path):
    answers = [
        ("https://example.org/ferry", "200 OK", made.page()),
        ("https://example.org/gone", "404 Not Found", b"<html><p>Nothing here.</html>"),
        ("https://example.org/empty", "200 OK", b""),
    ]
    skipped: list[Skipped] = []
    data = made.web_archive(answers=answers)
    (source,) = read([put(tmp_path, "a.warc.gz", data)], on_skipped=skipped.append)
    assert (source.url, source.title) == ("https://example.org/ferry", made.TITLE)
    assert skipped == [Skipped("a.warc.gz/example.org/empty.html", "the file is empty")]


def test_times_are_places(tmp_path: Path):
    source = one(tmp_path, "a.vtt", made.subtitles("WEBVTT\n\nNOTE not said\n\n", "."))
    assert source.place_of(source.text.index("Three sailors")) == "0:00:51"
    assert "not said" not in source.text
    voices = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna Smith>Two died\n\n"
    voices += "00:02.000 --> 00:03.000\n<v Bo Lund>in Norby &amp; Asker."
    assert one(tmp_path, "b.vtt", voices.encode()).text == "Anna Smith: Two died\n\nBo Lund: in Norby & Asker."


def test_zip_of_many(tmp_path: Path):
    parts: dict[str, bytes | str] = {
        "one/a.txt": "Two died.", "one/b.pdf": made.pdf(), "__MACOSX/one/._a.txt": "x", ".hidden.txt": "x",
        "p.png": "x",
        "../../up.txt": "Three died.", "/etc/c.txt": "Four died.", "C:\\d.txt": "Five died.", "empty.txt": "",
        "inner.zip": made.zipped({"deep.eml": made.mail(attached={"n.txt": b"Six died."}).as_bytes()}),
    }  # fmt: skip
    skipped: list[Skipped] = []
    sources = read([put(tmp_path, "a.zip", made.zipped(parts))], on_skipped=skipped.append)
    assert sorted(source.path or "" for source in sources) == [
        "a.zip/C:/d.txt", "a.zip/etc/c.txt", "a.zip/inner.zip/deep.eml", "a.zip/inner.zip/deep.eml/n.txt",
        "a.zip/one/a.txt", "a.zip/one/b.pdf", "a.zip/up.txt",
    ]  # fmt: skip
    assert skipped == [Skipped("a.zip/empty.txt", "the file is empty")]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_packed_in_any_way(tmp_path: Path, how: int):
    assert one(tmp_path, "a.zip", made.zipped({"a.txt": "Two died."}, how)).text == "Two died."
