"""Whatever goes wrong inside one document is a line that names it, and the others are reported."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck import Report, Skipped, Source, SourceError, check, read
from factcheck.claims import read as reader
from factcheck.claims.compose.counted import Rules
from factcheck.claims.parse.parsed import Block
from factcheck.cli import main
from factcheck.models import Reading
from factcheck.sources import documents
from factcheck.sources.formats import plaintext

FATAL = "fatal"
REASON = "factcheck fails on it (ZeroDivisionError: nobody foresaw this)"


def fail() -> None:
    raise ZeroDivisionError("nobody foresaw\nthis")


@pytest.fixture
def frail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reading of claims fail on every text with a certain word in it."""
    whole = reader._read

    def read_(source: Source, blocks: Sequence[Block], rules: Rules) -> Reading:
        if FATAL in source.text:
            fail()
        return whole(source, blocks, rules)

    monkeypatch.setattr(reader, "_read", read_)


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Give the log back as it was: --debug opens it for the rest of the process."""
    log = logging.getLogger("factcheck")
    before, level = log.handlers, log.level
    yield
    log.handlers = before
    log.setLevel(level)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name, text in (("a", "Two people died."), ("b", f"A {FATAL} text."), ("c", "Three people died.")):
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


@pytest.mark.model
@pytest.mark.usefixtures("frail")
def test_source_that_fails_is_skipped_with_its_reason(folder: Path):
    given = Skipped("d.txt", "the file is empty")
    report = check(read([folder]), skipped=[given])
    assert [(source.path, source.number) for source in report.sources] == [("a.txt", 1), ("c.txt", 2)]
    assert report.skipped == (given, Skipped("b.txt", REASON))
    assert {claim.source_id for claim in report.claims} == {"a", "c"}
    assert Report.from_json(report.to_json()) == report


@pytest.mark.model
@pytest.mark.usefixtures("frail")
def test_strict_check_raises_for_the_source_alone():
    sources = [Source.from_text(text, id=text[0]) for text in ("one died.", f"{FATAL}.", "two died.")]
    with pytest.raises(SourceError) as caught:
        check(sources, strict=True)
    assert str(caught.value) == f"f: {REASON}"
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


@pytest.mark.model
@pytest.mark.usefixtures("frail")
def test_text_in_hand_is_named_by_its_id():
    report = check([Source.from_text(f"{FATAL}.", id="desk-1")])
    assert (report.sources, report.skipped) == ((), (Skipped("desk-1", REASON),))


@pytest.mark.model
def test_set_aside_of_a_text_in_hand_is_inside_the_wall(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(documents, "split_lines", lambda _text: fail())
    assert check([Source.from_text("Two died.", id="a")]).skipped == (Skipped("a", REASON),)


@pytest.mark.model
def test_cause_of_what_fails_in_a_text_in_hand_is_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(documents, "split_lines", lambda _text: fail())
    with caplog.at_level(logging.DEBUG, logger="factcheck"):
        check([Source.from_text("Two died.", id="a")])
    assert [(record.message, "in fail" in (record.exc_text or "")) for record in caplog.records] == [("a", True)]


@pytest.mark.parametrize("place", [(plaintext, "decode"), (documents, "_make_source")], ids=["decoding", "describing"])
def test_file_that_fails_is_skipped(folder: Path, monkeypatch: pytest.MonkeyPatch, place: tuple[object, str]):
    module, name = place
    whole = getattr(module, name)

    def frail(*args: object) -> object:
        if FATAL in str(args):
            fail()
        return whole(*args)

    monkeypatch.setattr(module, name, frail)
    skipped: list[Skipped] = []
    assert [(source.path, source.number) for source in read([folder], on_skipped=skipped.append)] == [
        ("a.txt", 1),
        ("c.txt", 2),
    ]
    assert skipped == [Skipped("b.txt", REASON)]
    with pytest.raises(SourceError, match="nobody foresaw"):
        read([folder], strict=True)


# ------------------------------------------------------------------ the command line
def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stderr


@pytest.mark.model
@pytest.mark.usefixtures("frail")
@pytest.mark.parametrize("command", ["report", "extract"])
def test_command_names_the_document_in_one_line(folder: Path, tmp_path: Path, command: str):
    extra = ["--format", "json,html"] if command == "report" else []
    out = tmp_path / "out"
    assert run(command, folder, "-o", out, *extra) == (0, f"factcheck: b.txt: {REASON} (skipped)\n")
    if command == "report":
        assert REASON in (out / "articles.html").read_text("utf8")
        assert REASON in (out / "articles.json").read_text("utf8")


@pytest.mark.model
@pytest.mark.usefixtures("frail")
@pytest.mark.parametrize("command", ["report", "extract"])
def test_strict_command_ends_with_the_line(folder: Path, tmp_path: Path, command: str):
    assert run(command, folder, "-o", tmp_path / "out", "--strict") == (2, f"factcheck: b.txt: {REASON}\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.model
@pytest.mark.usefixtures("frail")
def test_debug_prints_the_traceback_before_the_line(folder: Path, tmp_path: Path):
    status, told = run("extract", folder, "-o", tmp_path / "out", "--debug")
    assert status == 0
    assert told.count("Traceback (most recent call last)") == 1
    assert "in fail" in told
    assert told.endswith(f"factcheck: b.txt: {REASON} (skipped)\n")


@pytest.mark.model
@pytest.mark.usefixtures("frail")
def test_nothing_is_left(folder: Path, tmp_path: Path):
    assert run("report", folder / "b.txt", "-o", tmp_path / "out") == (2, f"factcheck: b.txt: {REASON}\n")
