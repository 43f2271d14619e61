"""Arguments → exit status, files, and what goes to which stream. The floors below are replaced by small stand-ins."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import factcheck.report
from factcheck.cli import main
from factcheck.errors import PipelineError, RenderError
from factcheck.models import Claim, Finding, Interval, Quantity, Reading, Report, Severity, Skipped, Source, Span
from factcheck.settings import Settings

Check = Callable[..., Report]


def claim(source: Source) -> Claim:
    point = Interval.point(Decimal(2))
    value = Quantity(nominal=(Decimal(2),), strict=point, plausible=point, noun="café")
    span = Span.of(source.text, 0, 3)
    return Claim(
        id=f"{source.id}-1", source_id=source.id, measure="deaths", about=None, value=value, span=span, sentence=span
    )


def finding(severity: Severity, claims: Sequence[Claim]) -> Finding:
    return Finding(
        id=f"f-{severity}",
        code="FC101",
        severity=severity,
        confidence="high",
        topic_id="t",
        message=f"They differ,\x1b[31m {severity}.",
        claim_ids=tuple(one.id for one in claims),
    )


def make_check(*severities: Severity) -> Check:
    def check(sources: Sequence[Source], *, settings: Settings, skipped: Sequence[Skipped], strict: bool) -> Report:
        assert not strict
        claims = tuple(claim(source) for source in sources)
        findings = tuple(finding(severity, claims) for severity in severities)
        chosen = {"estimate": settings.estimate}
        return Report(sources=tuple(sources), claims=claims, findings=findings, skipped=tuple(skipped), settings=chosen)

    return check


def fake_render(report: Report, path: str | Path, **_options: object) -> Path:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(report.to_json(), encoding="utf-8")
    return Path(path)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"Two died in {name}.", encoding="utf-8")
    return folder


@pytest.fixture
def set_check(monkeypatch: pytest.MonkeyPatch) -> Callable[[Check], None]:
    def replace(check: Check) -> None:
        checker = types.ModuleType("factcheck.checker")
        checker.check = check  # type: ignore[attr-defined]  # a module made by hand
        monkeypatch.setitem(sys.modules, "factcheck.checker", checker)

    return replace


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, set_check: Callable[[Check], None]) -> None:
    set_check(make_check("high", "low", "info"))
    monkeypatch.setattr(factcheck.report, "render", fake_render)
    monkeypatch.setattr("factcheck.report.paper.libraries.lack", lambda: None)
    claims = types.ModuleType("factcheck.claims")
    claims.stream_claims = stream_claims  # type: ignore[attr-defined]  # a module made by hand
    monkeypatch.setitem(sys.modules, "factcheck.claims", claims)


def stream_claims(sources: Sequence[Source], **_options: object) -> list[Reading]:
    return [Reading(source_id=source.id, claims=(claim(source),)) for source in sources]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def one_error(result: Result) -> str:
    """The one line of an input error."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("factcheck: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_report_writes_the_formats_and_a_summary(articles: Path, tmp_path: Path):
    result = run("report", articles, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        f"articles.{end}" for end in ("html", "json", "pdf")
    ]
    assert result.stdout.startswith("2 documents, 0 stories, 2 claims, 0 topics, 3 findings\n")
    assert "High severity\n  1 FC101 They differ,\N{REPLACEMENT CHARACTER}[31m high.\n" in result.stdout
    assert result.stdout.index("High severity") < result.stdout.index("Low severity") < result.stdout.index("1 note on")
    assert "\x1b" not in result.stdout
    assert f"Written: {tmp_path / 'out' / 'articles.html'}" in result.stdout


def test_options_reach_the_check(articles: Path, tmp_path: Path):
    result = run(
        "report", articles / "a.txt", "-o", tmp_path, "--name", "brief", "--format", "json", "--estimate", "ucdp"
    )
    assert result.exit_code == 0
    written = json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))
    assert written["settings"] == {"estimate": "ucdp"}
    assert [file.name for file in tmp_path.glob("*.*")] == ["brief.json"]


def test_name_without_a_single_folder(articles: Path, tmp_path: Path):
    run("report", articles / "a.txt", articles / "b.txt", "-o", tmp_path, "--format", "json")
    assert (tmp_path / "report.json").is_file()


@pytest.mark.parametrize(
    ("found", "fail_on", "status"),
    [
        (["high"], "high", 1),
        (["medium", "low"], "high", 0),
        (["medium"], "medium", 1),
        (["high"], "low", 1),
        (["info"], "low", 0),
        ([], "low", 0),
        (["high"], None, 0),
    ],
)
def test_fail_on(
    articles: Path, set_check: Callable[[Check], None], found: list[Severity], fail_on: str | None, status: int
):
    set_check(make_check(*found))
    extra = ["--fail-on", fail_on] if fail_on else []
    out = articles.parent
    assert run("report", articles, "-o", out, "--format", "json", *extra).exit_code == status


def test_unreadable_document_is_named_and_the_rest_goes_on(articles: Path, tmp_path: Path):
    (articles / "c.txt").write_bytes(b"")
    result = run("report", articles, "-o", tmp_path, "--format", "json")
    assert result.exit_code == 0
    assert result.stderr == "factcheck: c.txt: the file is empty (skipped)\n"
    assert [one["path"] for one in json.loads((tmp_path / "articles.json").read_text())["skipped"]] == ["c.txt"]


def test_strict_makes_it_an_error(articles: Path, tmp_path: Path):
    (articles / "c.txt").write_bytes(b"")
    assert one_error(run("report", articles, "-o", tmp_path, "--strict")) == "factcheck: c.txt: the file is empty\n"
    assert not list(tmp_path.glob("*.json"))


def test_nothing_readable_is_left(tmp_path: Path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert one_error(run("report", empty)) == "factcheck: empty.txt: the file is empty\n"
    (tmp_path / "other.txt").write_bytes(b"\0\0")
    result = run("report", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "factcheck: none of the 2 documents can be read"


@pytest.mark.parametrize("command", ["report", "extract"])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.txt"], "none.txt: there is no such file or folder"),
        (["https://example.org/a"], "factcheck works offline"),
        ([], "Missing argument"),
        (["a.txt", "--estimate", "best"], "--estimate"),
        (["a.txt", "--nothing"], "--nothing"),
        (["a.txt", "--measures", "none.toml"], "none.toml"),
        (["a.txt", "--hedges", "none.toml"], "none.toml"),
        (["a.txt", "--templates", "none"], "none"),
    ],
)
def test_input_errors_are_one_line(
    articles: Path, monkeypatch: pytest.MonkeyPatch, command: str, arguments: list[str], words: str
):
    monkeypatch.chdir(articles)
    assert words in one_error(run(command, *arguments))
    assert sorted(file.name for file in articles.iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "docx"], "docx is no report format"),
        (["--format", ","], "nothing is no report format"),
        (["--name", "../x"], "without a folder"),
        (["--name", ""], "without a folder"),
        (["--fail-on", "info"], "--fail-on"),
    ],
)
def test_report_option_errors(articles: Path, arguments: list[str], words: str):
    assert words in one_error(run("report", articles, *arguments))


@pytest.mark.parametrize(
    ("formats", "status", "files"),
    [("pdf,html,json", 0, ["articles.html", "articles.json"]), ("pdf", 2, [])],
)
def test_missing_pdf_is_a_warning_beside_another_format(
    articles: Path, monkeypatch: pytest.MonkeyPatch, formats: str, status: int, files: list[str]
):
    def render(report: Report, path: str | Path, **_options: object) -> Path:
        if Path(path).suffix == ".pdf":
            raise RenderError("Pango is missing")
        return fake_render(report, path)

    monkeypatch.setattr(factcheck.report, "render", render)
    out = articles.parent / "out"
    result = run("report", articles, "-o", out, "--format", formats)
    assert result.exit_code == status
    assert result.stderr.count("\n") == 1
    assert "Pango is missing" in result.stderr
    assert sorted(file.name for file in out.glob("*")) == files


@pytest.mark.parametrize(("formats", "told"), [("pdf,html", 1), ("html,json", 0)])
def test_what_the_pdf_lacks_is_told_beside_it(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formats: str, told: int
):
    monkeypatch.setattr("factcheck.report.paper.libraries.lack", lambda: "libsubset is missing; install it")
    result = run("report", articles, "-o", tmp_path, "--format", formats)
    assert result.exit_code == 0
    line = f"factcheck: {tmp_path / 'articles.pdf'}: libsubset is missing; install it\n"
    assert result.stderr == line * told


def test_other_render_errors_are_errors(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def render(_report: Report, _path: str | Path, *, templates: Path | None = None, **_look: object) -> Path:
        raise RenderError(f"template report.html, line 3:\nno {templates}")

    monkeypatch.setattr(factcheck.report, "render", render)
    assert "line 3: no" in one_error(run("report", articles, "-o", tmp_path, "--format", "html,json"))


def test_pipeline_error_is_one_line(articles: Path, set_check: Callable[[Check], None]):
    def check(_sources: object, **_options: object) -> Report:
        raise PipelineError("pipeline xx: not installed")

    set_check(check)
    assert one_error(run("report", articles)) == "factcheck: pipeline xx: not installed\n"


def test_interrupt_is_quiet(articles: Path, set_check: Callable[[Check], None]):
    def check(_sources: object, **_options: object) -> Report:
        raise KeyboardInterrupt

    set_check(check)
    result = run("report", articles)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


@pytest.mark.parametrize("output", [[], ["-o", "-"]])
def test_extract_to_standard_output(articles: Path, output: list[str]):
    result = run("extract", articles, *output)
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["source_id"] for row in rows] == ["a", "b"]
    assert rows[0]["value"]["nominal"] == [2]
    assert "café" in result.stdout


def test_extract_to_a_file(articles: Path, tmp_path: Path):
    result = run("extract", articles, "-o", tmp_path / "new" / "claims.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert len((tmp_path / "new" / "claims.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_keys_of_json_lines_are_named(tmp_path: Path):
    file = tmp_path / "wire.jsonl"
    file.write_text('{"headline": "Ferry sinks off Norby", "body": {"plain": "Two people died."}}\n', encoding="utf-8")
    assert "line 1: " in one_error(run("extract", file))
    result = run("extract", file, "--map", "title=headline, text=body.plain")
    assert [json.loads(line)["span"]["quote"] for line in result.stdout.splitlines()] == ["Fer"]


@pytest.mark.parametrize("value", ["headline", "heading=headline", "title="])
def test_map_that_names_no_field_is_an_error(articles: Path, value: str):
    assert "is no field with a key" in one_error(run("extract", articles, "--map", value))


def test_extract_into_a_folder_is_an_error(articles: Path, tmp_path: Path):
    assert str(tmp_path) in one_error(run("extract", articles, "-o", tmp_path))


OWN = '[[measure]]\nname = "drones"\nlabel = "drones"\nphrase = "the number of drones"\nnoun = ["drone"]\n'


def test_measures_list_is_a_table_with_tabs(tmp_path: Path):
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    rows = [
        line.split("\t") for line in run("measures", "list", "--measures", tmp_path / "own.toml").stdout.splitlines()
    ]
    assert rows[0] == ["name", "label", "kind", "dimension", "weight"]
    assert {"drones", "deaths", "troops", "cause"} <= {row[0] for row in rows}
    assert {len(row) for row in rows} == {5}


def test_measures_check(tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text(OWN + OWN.replace("drones", "deaths"), encoding="utf-8")
    assert run("measures", "check", own).stdout == f"{own}: adds drones; replaces deaths\n"


@pytest.mark.parametrize("content", ["not toml", "[[measure]]\nlabel = 5\n", None])
def test_measures_check_names_what_is_wrong(tmp_path: Path, content: str | None):
    own = tmp_path / "own.toml"
    if content is not None:
        own.write_text(content, encoding="utf-8")
    assert str(own) in one_error(run("measures", "check", own))


def test_version():
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"factcheck {factcheck.__version__}\n")


@pytest.mark.parametrize("arguments", [[], ["measures"]])
def test_no_command_shows_the_help(arguments: list[str]):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Commands:" in result.stderr
    assert "Example:" in result.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["report"], ["extract"], ["measures"], ["measures", "list"], ["measures", "check"]]
)
def test_every_help_has_an_example(arguments: list[str]):
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert f"Example: factcheck {' '.join(arguments)}" in result.stdout


def test_a_terminal_without_the_signs_gets_no_traceback(tmp_path: Path):
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "factcheck", "report", str(tmp_path / "“none”.txt")]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"?none?.txt: there is no such file" in done.stderr


def test_closed_pipe_is_quiet():
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck", "measures", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert complaint == b""
