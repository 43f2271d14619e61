"""Broken, locked, empty, huge and lying files: one clear line each, soon and in little memory; the rest is read."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck import Skipped, read
from factcheck.cli import main
from factcheck.sources import given
from tests.sources import made

MEGABYTE = 1 << 20
SECONDS = 60


def line(folder: Path, name: str, data: bytes) -> str:
    """The reason why a file is not read, with a good one beside it that is."""
    (folder / name).write_bytes(data)
    (folder / "good.txt").write_bytes(b"Two died.")
    skipped: list[Skipped] = []
    begun = time.monotonic()
    assert [source.path for source in read([folder], on_skipped=skipped.append)] == ["good.txt"]
    assert time.monotonic() - begun < SECONDS
    assert [one.path for one in skipped] == [name]
    assert "\n" not in skipped[0].reason
    return skipped[0].reason


# ------------------------------------------------------------------ what is locked, or something else
def flagged(data: bytes) -> bytes:
    """A ZIP whose entries say that a password locks them."""
    found = bytearray(data)
    at = -1
    while (at := found.find(b"PK\x01\x02", at + 1)) >= 0:
        found[at + 8] |= 1
    return bytes(found)


def locked_pdf() -> bytes:
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made.pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


SEALED = (
    b"From: a@example.org\nMIME-Version: 1.0\nDate: Fri, 03 May 2024 23:30:00 -0500\n"
    b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nAAAA\n"
)
LOCKED: dict[str, Callable[[], bytes]] = {
    "a.pdf": locked_pdf,
    "a.zip": lambda: flagged(made.zipped({"a.txt": "x", "b.txt": "y"})),
    "a.docx": lambda: flagged(made.word()),
    "b.docx": lambda: made.compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(100)}),
    "a.odt": lambda: made.open_document(
        more={"META-INF/manifest.xml": "<m:manifest xmlns:m='x'><m:encryption-data/></m:manifest>"}
    ),
    "a.eml": lambda: SEALED,
    "a.msg": lambda: made.outlook(more={"__substg1.0_001A001F": "IPM.Note.SMIME".encode("utf-16-le")}),
}


@pytest.mark.parametrize("name", LOCKED)
def test_what_a_password_locks_is_named(tmp_path: Path, name: str):
    assert line(tmp_path, name, LOCKED[name]()) == "it is encrypted; save it without a password first"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG picture"),
        ("a.pdf", b"\xff\xd8\xff" + bytes(range(256)), "JPEG picture"),
        ("a.docx", made.zipped({"xl/workbook.xml": "<x/>"}), "a spreadsheet"),
        ("a.odt", made.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "no text"),
        ("a.doc", made.compound({"WordDocument": bytes(5000)}), "old Word document"),
        ("a.msg", made.compound({"Workbook": bytes(5000)}), "old spreadsheet"),
        ("a.zip", made.zipped({"p.png": "x"}), "no documents"),
        ("a.xlsx", made.zipped({"xl/workbook.xml": "<x/>"}), "a spreadsheet"),
        ("a.msg", made.outlook("", more={"__substg1.0_10090102": bytes(50)}), "Outlook’s own RTF"),
        ("a.xml", b"<?xml version='1.0'?><note>Two died.</note>", "no feed"),
        ("a.rss", b"<rss version='2.0'><channel><title>T</title></channel></rss>", "no entries"),
        ("a.srt", b"Two died.", "no subtitles"),
        ("a.eml", b"Subject: a\nFrom: b\n\n", "no text"),
        ("a.docx", made.word(""), "no text"),
        ("a.odt", made.open_document(""), "no text"),
        ("a.rtf", made.rich_text(""), "no text"),
    ],
)
def test_what_is_something_else_is_named(tmp_path: Path, name: str, data: bytes, words: str):
    assert words in line(tmp_path, name, data)


SUFFIXES = "txt md html pdf docx odt rtf eml msg rss atom xml warc zip srt vtt jsonl".split()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_empty_file(tmp_path: Path, suffix: str):
    assert line(tmp_path, f"a.{suffix}", b"") == "the file is empty"


@pytest.mark.parametrize("suffix", sorted(set(SUFFIXES) - {"jsonl"}))
@pytest.mark.parametrize(
    "head", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1 ", b"WARC/1.0\r\n", b"From: a\nMessage-ID: b\n\n"]
)
def test_file_of_200_megabytes_is_not_even_loaded(tmp_path: Path, suffix: str, head: bytes):
    with (tmp_path / f"a.{suffix}").open("wb") as file:
        file.write(head)
        file.truncate(200_000_000)
    skipped: list[Skipped] = []
    begun = time.monotonic()
    assert read([tmp_path], on_skipped=skipped.append) == []
    assert time.monotonic() - begun < 10
    assert [one.reason.startswith("the file has 200,000,000 bytes, more than ") for one in skipped] == [True]


# ------------------------------------------------------------------ archives
def packed(block: bytes, times: int) -> bytes:
    """A block so many times over, as a deflated stream without head and sum; it takes no time to make."""
    packer = zlib.compressobj(9, wbits=-15)
    return (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * times + b"\x03\0"


def zlibbed(block: bytes, times: int) -> bytes:
    total = 1
    for _ in range(times):
        total = zlib.adler32(block, total)
    return b"\x78\x9c" + packed(block, times) + struct.pack(">I", total)


def bomb(count: int, megabytes: int, *, told: int | None = None, name: str = "f{}.txt") -> bytes:
    """A ZIP of zeros; `told` is the size that its entries say they have."""
    block, crc = bytes(MEGABYTE), 0
    data = packed(block, megabytes)
    for _ in range(megabytes):
        crc = zlib.crc32(block, crc)
    size = megabytes * MEGABYTE if told is None else told
    parts: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for number in range(count):
        called = name.format(number).encode()
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(data), size, len(called), 0)
        parts += [b"PK\x03\x04" + fields + called, data]
        rest = struct.pack("<HHHII", 0, 0, 0, 0, at) + called
        directory.append(b"PK\x01\x02" + struct.pack("<H", 20) + fields + rest)
        at += len(parts[-2]) + len(data)
    whole = b"".join(directory)
    return b"".join(parts) + whole + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(whole), at, 0)


@pytest.mark.slow
def test_zip_that_unpacks_to_ten_gigabytes(tmp_path: Path):
    data = bomb(40, 256)
    assert len(data) < 11_000_000
    assert (
        line(tmp_path, "a.zip", data)
        == "it unpacks to 10,737,418,240 bytes, more than 300,000,000; take out what is needed"
    )


def test_zip_that_lies_of_its_size(tmp_path: Path):
    assert line(tmp_path, "a.zip", bomb(20, 64, told=1000)) == (
        "more than a few of its entries are damaged; the rest was not read"
    )


def test_zip_of_zips_is_held_to_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    inner = made.zipped({f"{number}.txt": "Two died." for number in range(3)})
    data = made.zipped({f"{number}.zip": inner for number in range(9)})
    for limit, value, told in (("MOST_PARTS", 10, "10 parts"), ("MOST_BYTES", 1_500, "1,500 bytes once unpacked")):
        with monkeypatch.context() as patched:
            patched.setattr(given, limit, value)
            (tmp_path / "a.zip").write_bytes(data)
            skipped: list[Skipped] = []
            assert 2 < len(read([tmp_path], on_skipped=skipped.append)) < 20
            assert skipped == [Skipped("a.zip", f"it holds more than {told}; take out what is needed")]


@pytest.mark.parametrize("told", [None, 1000])
def test_word_file_that_unpacks_to_a_gigabyte(tmp_path: Path, told: int | None):
    reason = line(tmp_path, "a.docx", bomb(1, 1024, told=told, name="word/document.xml"))
    assert reason.startswith(("word/document.xml unpacks to 1,073,741,824 bytes", "it is damaged: word/document.xml"))


def test_zip_of_very_many_entries(tmp_path: Path):
    assert (
        line(tmp_path, "a.zip", bomb(30_000, 1, told=1)) == "it has more than 20,000 entries; take out what is needed"
    )


def test_archives_in_archives(tmp_path: Path):
    data = made.zipped({"a.txt": "Two died."})
    for _ in range(8):
        data = made.zipped({"a.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    skipped: list[Skipped] = []
    assert read([tmp_path], on_skipped=skipped.append) == []
    assert skipped == [Skipped("a.zip" + 5 * "/a.zip", "it lies more than 4 files deep; take it out")]


def test_page_of_a_web_archive_that_unpacks_to_a_gigabyte(tmp_path: Path):
    size = 1024 * MEGABYTE
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    told = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Length: %d\r\n"
        b"Content-Type: application/http; msgtype=response\r\n\r\n" % (size + len(head))
    )
    packer = zlib.compressobj(9, wbits=-15)
    opening = packer.compress(told + head) + packer.flush(zlib.Z_FULL_FLUSH)
    data = b"\x1f\x8b\x08" + bytes(7) + opening + packed(b" " * MEGABYTE, 1024) + bytes(8)
    (tmp_path / "a.warc.gz").write_bytes(data)
    assert reason_apart(tmp_path / "a.warc.gz", 200).startswith("a.warc.gz/example.org/a.html: the file has 10,")


# ------------------------------------------------------------------ XML
ENTITIES = "<!DOCTYPE x [<!ENTITY a0 'aaaaaaaaaa'>{}]>".format(
    "".join(f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>" for number in range(1, 10))
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("head", [ENTITIES, OUTSIDE, "<!DOCTYPE x SYSTEM 'https://example.org/x.dtd'>"])
def test_entities_are_never_resolved(tmp_path: Path, head: str):
    xml = f"<?xml version='1.0'?>{head}<w:document xmlns:w='{made.WORD}'><w:p><w:t>&a9;</w:t></w:p></w:document>"
    words = "declares a document type or entities"
    assert words in line(tmp_path, "a.docx", made.word(more={"word/document.xml": xml}))


@pytest.mark.parametrize("head", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_other_files(tmp_path: Path, head: str, encoding: str):
    xml = f"<?xml version='1.0' encoding='{encoding}'?>{head}<x>&a9;</x>".encode(encoding)
    assert "entities" in line(tmp_path, "a.odt", made.open_document(more={"content.xml": xml}))
    (tmp_path / "a.odt").unlink()
    if encoding == "utf-8":
        feed = (
            f"<?xml version='1.0'?>{head}<rss version='2.0'><channel><item><title>&a9;</title></item></channel></rss>"
        )
        assert "entities" in line(tmp_path, "a.rss", feed.encode())


@pytest.mark.parametrize(
    ("body", "words"),
    [("<w:ins>" * 100_000, "does not parse"), ("<w:p/>" * 1_000_000, "more than 600,000 elements")],
    ids=["deep", "many"],
)
def test_word_file_of_endless_elements(tmp_path: Path, body: str, words: str):
    assert words in line(tmp_path, "a.docx", made.word(body))


def test_feed_of_very_many_entries(tmp_path: Path):
    data = b"<rss version='2.0'><channel>" + b"<item><title>a</title></item>" * 50_000
    assert line(tmp_path, "a.rss", data) == "it has 50,000 entries, more than 5,000; split it"


# ------------------------------------------------------------------ PDF
def raw_pdf(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    blank = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
    tree = b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids)
    return raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", tree, *[blank] * count])


def drawn(content: bytes, filters: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    stream = b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), filters, content)
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", tree, page, stream, more or b"null"])


def test_pdf_of_five_thousand_pages(tmp_path: Path):
    assert line(tmp_path, "a.pdf", pages(5_000)) == "it has 5,000 pages, more than 500; take out those of the report"


def test_pdf_whose_pages_are_their_own_parents(tmp_path: Path):
    loop = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 400/Kids[2 0 R 2 0 R]>>"]
    assert line(tmp_path, "a.pdf", raw_pdf(loop)) == "this PDF is damaged or cut short"


def test_scan_is_named(tmp_path: Path):
    picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    data = drawn(b"q 200 0 0 200 0 0 cm /I Do Q", b"", picture + b"stream\nx\nendstream")
    assert line(tmp_path, "a.pdf", data).startswith("this PDF is a scan: its pages are pictures without text")
    (tmp_path / "a.pdf").unlink()
    assert line(tmp_path, "b.pdf", pages(1)) == "there is no text in it"


@pytest.mark.slow
def test_pdf_that_unpacks_to_gigabytes(tmp_path: Path):
    data = drawn(zlib.compress(zlibbed(b" " * MEGABYTE, 3_000)), b"/Filter[/FlateDecode/FlateDecode]")
    assert len(data) < 100_000
    assert line(tmp_path, "a.pdf", data) == "this PDF needs more memory or time than any report; save its text alone"


def test_library_that_falls_over_is_not_our_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from factcheck.sources.formats.paged import pdfpages

    monkeypatch.setattr(pdfpages, "_CODE", "import os; os.abort()  # {path} {limits}")
    assert line(tmp_path, "a.pdf", made.pdf()).startswith("this PDF needs more memory or time")


# ------------------------------------------------------------------ mails and RTF
def test_mails_in_mails(tmp_path: Path):
    data = made.mail("Two died.\n").as_bytes()
    for _ in range(30):
        outer = made.mail("Three died.\n")
        outer.add_attachment(message_from_bytes(data, policy=policy.default))
        data = outer.as_bytes()
    (tmp_path / "a.eml").write_bytes(data)
    skipped: list[Skipped] = []
    assert len(read([tmp_path], on_skipped=skipped.append)) == 5
    assert [one.reason for one in skipped] == ["it lies more than 4 files deep; take it out"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
            "too deeply",
        ),
        (b"X-More: a\n" * 200_000 + b"\nTwo died.", "longer than any mail program"),
        (
            b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\nContent-Type: text/x-a\n\nTwo.\n" * 20_000,
            "more than 1,000 parts",
        ),
        (b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nTwo.\n" * 1_500, "more than 1,000 parts"),
    ],
    ids=["deep", "head", "parts", "fewer"],
)
def test_endless_mail(tmp_path: Path, data: bytes, words: str):
    assert words in line(tmp_path, "a.eml", b"From: a@example.org\nSubject: s\nMIME-Version: 1.0\n" + data)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{" * 4_000_000, "as no report has"),
        (b"{\\field{\\*\\fldinst{HYPERLINK " * 100_000, "no text"),
        (b"\\u999999999? \\ansicpg0 Two died.", "no text"),
    ],
    ids=["braces", "fields", "letters"],
)
def test_endless_rich_text(tmp_path: Path, body: bytes, words: str):
    assert words in line(tmp_path, "a.rtf", b"{\\rtf1 " + body + b"}")


# ------------------------------------------------------------------ anything
BINARY = sorted(set(made.MADE) - {"a.txt", "a.md"})


@pytest.mark.parametrize("name", BINARY)
def test_file_that_is_cut_or_damaged_is_read_or_named(tmp_path: Path, name: str):
    whole, chance = made.MADE[name](), random.Random(name)  # noqa: S311  damage that is the same each time
    cut = [whole[: len(whole) * part // 10] for part in (1, 3, 5, 9)]
    hit = []
    for _ in range(6):
        data = bytearray(whole)
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        hit.append(bytes(data))
    for number, broken in enumerate([*cut, *hit]):
        file = tmp_path / f"{number}{name[name.index('.') :]}"
        file.write_bytes(broken)
        skipped: list[Skipped] = []
        sources = read([file], on_skipped=skipped.append)
        assert sources or skipped
        for one in skipped:
            assert "\n" not in one.reason
            assert "factcheck fails on it" not in one.reason


def reason_apart(file: Path, megabytes: int) -> str:
    """What a process of its own says of a file, that has so much memory more than it begins with."""
    code = f"""import resource
from factcheck import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read([{str(file)!r}], on_skipped=lambda one: print(f"{{one.path}}: {{one.reason}}"))
assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < {megabytes} * 1024"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=2 * SECONDS)
    return done.stdout


def test_nothing_inside_is_written_or_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """No file is opened for writing and no address is asked, whatever the documents name."""
    import socket

    monkeypatch.setattr(socket, "socket", lambda *_a, **_k: pytest.fail("the network is asked"))
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, make in made.MADE.items():
        (folder / name).write_bytes(make())
    link = (
        "<rss version='2.0'><channel><item><title>T</title><description>&lt;img src='https://example.org/p.png'&gt;Two"
    )
    (folder / "b.rss").write_text(f"{link} died.</description></item></channel></rss>", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert len(read([folder])) == len(made.MADE) + 1
    assert sorted(tmp_path.rglob("*")) == before


def test_command_names_each_bad_file_and_reports_the_rest(tmp_path: Path):
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, data in (
        ("a.txt", b"Two died."),
        ("b.docx", b"\x89PNG\r\n\x1a\n\0"),
        ("c.zip", b"PK\x03\x04"),
        ("d.rtf", made.rich_text()),
    ):
        (folder / name).write_bytes(data)
    result = CliRunner().invoke(main, ["extract", str(folder), "-o", str(tmp_path / "out.jsonl")])
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "factcheck: b.docx: this is a PNG picture, not text; save its text as .txt or .html first (skipped)",
        "factcheck: c.zip: this ZIP or office document is damaged or cut short (skipped)",
    ]
    assert (tmp_path / "out.jsonl").read_text("utf8").count('"deaths"') == 3
