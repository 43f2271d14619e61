"""Files and folders → sources: encodings, front matter, JSONL, ids, and one clear line for what cannot be read."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck import Report, Skipped, Source, SourceError, read
from factcheck.sources.decoding import is_blank
from factcheck.sources.documents import Document, make_sources

STORY = "Café society\n\nThe army’s “withdrawal” took two days.\n"
LATIN = "The Société Générale said in Zürich that 2,000 people had left.\n"


def write(folder: Path, name: str, data: bytes | str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def reason(file: Path) -> str:
    with pytest.raises(SourceError) as error:
        read([file], strict=True)
    assert error.value.path == file.name
    assert "\n" not in str(error.value)
    return error.value.reason


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        STORY.encode("utf-8-sig"),
        STORY.encode("utf-16"),
        b"\xff\xfe" + STORY.encode("utf-16-le"),
        b"\xfe\xff" + STORY.encode("utf-16-be"),
        STORY.encode("utf-16-le"),
        STORY.encode("utf-16-be"),
        STORY.encode("utf-32"),
    ],
    ids=["utf8", "utf8_mark", "utf16", "utf16le_mark", "utf16be_mark", "utf16le", "utf16be", "utf32"],
)
def test_unicode_encodings(tmp_path: Path, data: bytes):
    (source,) = read([write(tmp_path, "a.txt", data)])
    assert source.text == STORY
    assert source.problems == ()
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_legacy_encodings_are_guessed_and_said(tmp_path: Path, encoding: str):
    (source,) = read([write(tmp_path, "a.txt", LATIN.encode(encoding))])
    assert source.text == LATIN
    assert ["guessed" in problem for problem in source.problems] == [True]


def test_other_scripts_are_guessed(tmp_path: Path):
    text = "Президент сказал, что войска уйдут через два дня. Это было во вторник.\n"
    (source,) = read([write(tmp_path, "a.txt", text.encode("cp1251"))])
    assert source.text == text


def test_text_cut_within_a_character(tmp_path: Path):
    (source,) = read([write(tmp_path, "a.txt", "He said “yes” and “no”".encode()[:-1])])
    assert source.text == "He said “yes” and “no\ufffd"
    assert ["replacement mark" in problem for problem in source.problems] == [True]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        ("\u200b \u200e\u202e\n\u2060\ufeff".encode(), "empty"),
        ("---\ntitle: Nothing seen\n---\n\u200b\n".encode(), "no text"),
        (b"---\ntitle: Nothing below\n---\n", "no text"),
        (b"text\0text\0\0\0", "binary"),
        (bytes(range(256)), "binary"),
        (bytes(range(1, 32)) * 9, "binary"),
        (b"%PDF-1.7\n%...", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, words: str):
    assert words in reason(write(tmp_path, "a.txt", data))


@pytest.mark.parametrize(("newline", "text"), [("\r\n", "One.\n\nTwo.\n"), ("\r", "One.\n\nTwo.\n")])
def test_newlines(tmp_path: Path, newline: str, text: str):
    (source,) = read([write(tmp_path, "a.txt", text.replace("\n", newline))])
    assert source.text == text


def test_front_matter_is_not_part_of_the_text(tmp_path: Path):
    front = "title: Gone\npublished: 2024-05-12T10:00:00Z\nurl: https://example.org/a\nretells: x"
    text = f"---\n{front}\n---\n\nThe army left.\n"
    (source,) = read([write(tmp_path, "a.txt", text.replace("\n", "\r\n"))])
    assert source.text == "Gone\n\n\nThe army left.\n"  # the title that it gives is published above the text
    assert (source.title, source.published, source.url) == ("Gone", dt.date(2024, 5, 12), "https://example.org/a")
    assert source.problems == ()


@pytest.mark.parametrize("value", ["!!python/object/apply:os.getcwd []", "{a: {b: c}}", "[" * 3000, "&a [*a]"])
def test_hostile_front_matter_is_only_words(tmp_path: Path, value: str):
    (source,) = read(
        [write(tmp_path, "a.txt", f"---\ntitle: {value}\npublisher: The Example\n---\nThe army left today.\n")]
    )
    assert source.text == "The army left today.\n"
    assert source.publisher == "The Example"
    assert len(source.problems) <= 1


def test_two_rules_are_no_front_matter(tmp_path: Path):
    text = "---\nThe army left the city.\n---\nIt took two days.\n"
    (source,) = read([write(tmp_path, "a.txt", text)])
    assert source.text == text


def test_jsonl(tmp_path: Path):
    line = '{"id": "a/1", "text": "One.\\r\\nTwo.", "title": "T", "published": "2024-05-12"}'
    first, second = read([write(tmp_path, "docs.jsonl", line + '\n\n{"text": "Three.", "more": 1}\n')])
    assert (first.id, first.text, first.title, first.published) == ("a-1", "One.\nTwo.", "T", dt.date(2024, 5, 12))
    assert (second.id, second.text, second.number, second.path) == ("docs-3", "Three.", 2, "docs.jsonl")


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        '{"title": "no text"}',
        '{"text": 5}',
        '{"text": "  "}',
        '["text"]',
        '{"text": "a", "title": {}}',
        "[" * 5000,
    ],
)
def test_bad_line_of_jsonl_is_named_and_skipped(tmp_path: Path, line: str):
    file = write(tmp_path, "docs.jsonl", f'{{"text": "One."}}\n{line}\n{{"text": "Two."}}\n')
    skipped: list[Skipped] = []
    assert [source.text for source in read([file], on_skipped=skipped.append)] == ["One.", "Two."]
    assert [(one.path, one.reason.split(":")[0]) for one in skipped] == [("docs.jsonl", "line 2")]
    assert reason(file).startswith("line 2: ")


def test_folder_is_walked_in_order(tmp_path: Path):
    for name in ("b.txt", "a.md", "sub/c", ".hidden.txt", ".git/x.txt", "picture.png", "README.md", "sub/d.MARKDOWN"):
        write(tmp_path, name, f"This is {name}.")
    sources = read([tmp_path])
    assert [source.path for source in sources] == ["a.md", "b.txt", "sub/c", "sub/d.MARKDOWN"]
    assert [source.number for source in sources] == [1, 2, 3, 4]


def test_an_argument_of_any_name_is_read(tmp_path: Path):
    (source,) = read([str(write(tmp_path, "README.dispatch", "The army left."))])
    assert source.path == "README.dispatch"


def test_folder_without_documents(tmp_path: Path):
    write(tmp_path, "picture.png", b"x")
    with pytest.raises(SourceError, match="no documents"):
        read([tmp_path])


@pytest.mark.parametrize("strict", [True, False])
def test_missing_path_is_always_an_error(tmp_path: Path, strict: bool):  # noqa: FBT001  a parameter of the test
    with pytest.raises(SourceError, match="no such file"):
        read([tmp_path / "none.txt"], strict=strict)


@pytest.mark.parametrize("address", ["https://example.org/a", "HTTP://example.org"])
def test_web_address_is_not_fetched(address: str):
    with pytest.raises(SourceError, match="offline"):
        read([address])


def test_unreadable_documents_are_skipped_and_reported(tmp_path: Path):
    good, bad = write(tmp_path, "good.txt", "The army left."), write(tmp_path, "bad.txt", b"")
    skipped: list[Skipped] = []
    (source,) = read([bad, good], on_skipped=skipped.append)
    assert (source.path, source.number) == ("good.txt", 1)
    assert skipped == [Skipped("bad.txt", "the file is empty")]
    assert [one.path for one in read([bad, good])] == ["good.txt"]


def test_same_file_twice_is_one_source(tmp_path: Path):
    file = write(tmp_path, "a.txt", "The army left.")
    assert len(read([file, tmp_path, str(file)])) == 1


def test_duplicate_stems_are_told_apart_by_content(tmp_path: Path):
    one, two = write(tmp_path, "x/a.txt", "One."), write(tmp_path, "y/a.txt", "Two.")
    forward = {source.text: source.id for source in read([one, two])}
    backward = {source.text: source.id for source in read([two, one])}
    assert forward == backward
    assert len(set(forward.values())) == 2
    assert all(name.startswith("a-") for name in forward.values())


def test_identical_copies_have_ids_of_their_own(tmp_path: Path):
    paths = [write(tmp_path, name, "One.") for name in ("x/a.txt", "y/a.txt", "z/a.txt")]
    assert len({source.id for source in read(paths)}) == 3


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_7795", "000_7795"),
        ("Überfall am 3. Mai", "Uberfall-am-3.-Mai"),
        ("../../etc/x", "etc-x"),
        ("новости", "s0123456789ab"),
    ],
)
def test_ids_are_safe(name: str, expected: str):
    document = Document(name=name, text="One.", path="a.txt", sha256="0123456789abcdef" * 4)
    assert [source.id for source in make_sources([document])] == [expected]


def test_a_source_goes_to_json(tmp_path: Path):
    (source,) = read([write(tmp_path, "a.txt", STORY)])
    assert source.to_dict()["path"] == "a.txt"
    assert str(tmp_path) not in str(source.to_dict())


# any text that a person could have saved: no unpaired surrogates, no control characters but tabs and newlines
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\n\n\t\r .,\"'“”|+-#:2")
TEXTS = st.text(CHARACTERS, min_size=1).filter(
    lambda text: not is_blank(text) and not text.startswith(("---", "\ufeff"))
)


def check_spans(source: Source) -> None:
    ends = [0]
    for one in source.set_aside:
        assert ends[-1] <= one.start < one.end <= len(source.text)
        assert one.reason
        ends.append(one.end)


@given(TEXTS)
@example("%PD\n\n+ A b c\n+ A b c\n+ A b c")
def test_text_is_kept_as_written(tmp_path_factory: pytest.TempPathFactory, text: str):
    (source,) = read([write(tmp_path_factory.getbasetemp(), "round.txt", text)])
    assert source.text == text.replace("\r\n", "\n").replace("\r", "\n")
    check_spans(source)


PIECES = (
    "Advertisement|Read more|KYIV, May 3, 2023 (Reuters) - |date 2022-01-11 |+ Cat climbs tree|\n|\n\n"
    "|By Anna Smith|The army left the city on Monday.|Source: BBC|12 May 2024"
    "|Army leaves the city| |Photo: X|Dunya News|“Yes”"
)
FRAGMENTS = st.sampled_from(PIECES.split("|"))


@given(st.lists(FRAGMENTS, min_size=1, max_size=25).map("".join).filter(str.strip))
def test_spans_hold_for_pages_put_together(text: str):
    document = Document(name="a", text=text, path="a.txt", sha256="0" * 64)
    (source,) = make_sources([document])
    assert source.text == text
    check_spans(source)


# ------------------------------------------------------------------ bounds
@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.txt", "Two died. " * 10_001, "its text has 100,010 characters, more than 100,000; split it into reports"),
        ("a.txt", "12 dead. " * 1_501, "its text has 1,501 numbers, more than 1,500; leave its tables out"),
        ("a.jsonl", '{"text": "%s"}' % ("12 dead. " * 1_501), "line 1: its text has 1,501 numbers"),
        ("a.txt", " " * 10_000_001, "the file has 10,000,001 bytes, more than 10,000,000; save its text alone"),
    ],
)
def test_document_past_the_bounds_is_named(tmp_path: Path, name: str, text: str, line: str):
    skipped: list[Skipped] = []
    assert read([write(tmp_path, name, text)], on_skipped=skipped.append) == []
    assert [one.path for one in skipped] == [name]
    assert skipped[0].reason.startswith(line)


def test_prefix_and_wrapped_title_are_found_in_text_of_any_spacing(tmp_path: Path):
    text = """Ferry  sinks  off  Norby,  killing  at  least  14  and  injuring
nearly   thirty   who   were   on   their   way   home

NORBY,   May   3,   2023   (Coastal   Wire)   -   At   least   14
people   were   killed   on   Tuesday,   the   guard   said.
The   toll   may   rise,   and   many   are   still   to   be   found.
"""
    (source,) = read([write(tmp_path, "a.txt", text)])
    assert (
        source.title
        == "Ferry sinks off Norby, killing at least 14 and injuring nearly thirty who were on their way home"
    )
    assert source.published == dt.date(2023, 5, 3)
    assert [source.text[one.start : one.end] for one in source.set_aside] == [
        "NORBY,   May   3,   2023   (Coastal   Wire)   -   "
    ]


# ------------------------------------------------------------------ names and files that are none
def test_a_name_that_is_not_utf8_goes_to_json(tmp_path: Path):
    for data, name in ((b"Two died.", b"bad\xff.txt"), (b"", b"worse\xff.txt")):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(data)
    skipped: list[Skipped] = []
    sources = read([tmp_path], on_skipped=skipped.append)
    assert [(source.path, source.id) for source in sources] == [("bad\ufffd.txt", "bad")]
    assert skipped == [Skipped("worse\ufffd.txt", "the file is empty")]
    report = Report(sources=tuple(sources), skipped=tuple(skipped))
    assert Report.from_json(report.to_json()) == report


def test_half_characters_of_the_front_matter_are_replaced(tmp_path: Path):
    (source,) = read([write(tmp_path, "a.txt", '---\ntitle: "Ferry \\ud800 sinks"\n---\nTwo died.\n')])
    assert source.title == "Ferry \ufffd sinks"
    assert "\ud800" not in source.text


def test_a_name_too_long_is_one_line():
    with pytest.raises(SourceError, match="name too long") as caught:
        read(["x" * 5000])
    assert len(str(caught.value)) < 300


def test_a_path_that_may_not_be_looked_at_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "is_dir", _deny)
    with pytest.raises(SourceError, match=r"x\.txt: permission denied"):
        read([tmp_path / "x.txt"])


def _deny(*_: object) -> bool:
    raise PermissionError(13, "Permission denied")


def test_a_folder_within_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("a.txt", "locked/b.txt", "open/c.txt"):
        write(tmp_path, name, "Two died.")
    close(monkeypatch, tmp_path / "locked")
    skipped: list[Skipped] = []
    assert [source.path for source in read([tmp_path], on_skipped=skipped.append)] == ["a.txt", "open/c.txt"]
    assert skipped == [Skipped("locked", "this folder cannot be read: permission denied")]
    with pytest.raises(SourceError, match="locked: this folder cannot be read"):
        read([tmp_path], strict=True)


def test_a_given_folder_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    close(monkeypatch, tmp_path)
    with pytest.raises(SourceError, match="permission denied"):
        read([tmp_path])


def close(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder be one that may not be listed, whoever runs the test."""
    whole = os.scandir

    def scandir(path: Any) -> Iterator[os.DirEntry[str]]:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_links_to_nothing_and_pipes_are_named(tmp_path: Path):
    write(tmp_path, "a.txt", "Two died.")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    skipped: list[Skipped] = []
    assert [source.path for source in read([tmp_path], on_skipped=skipped.append)] == ["a.txt"]
    line = "this is not a file that can be read"
    assert skipped == [Skipped(name, line) for name in ("gone.txt", "loop.txt", "pipe.txt")]
    assert reason(tmp_path / "pipe.txt") == line


def test_what_a_shell_hands_over_as_a_pipe_is_read():
    out, into = os.pipe()
    try:
        os.write(into, b"Two died.")
        os.close(into)
        (source,) = read([f"/dev/fd/{out}"])
    finally:
        os.close(out)
    assert source.text == "Two died."
