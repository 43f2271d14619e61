"""The formats: each a module that says what it is, found by help, by `render`, by errors and by the README."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import factcheck
from factcheck.cli import main
from factcheck.models import Report
from factcheck.report import FORMATS, formats
from factcheck.report.formats import Format

ROOT = Path(__file__).parents[2]
NEW = '''
"""Report → a count."""

from factcheck.report.formats import Format

FORMAT = Format("count", "counting on one's fingers", paper=True)


def render(report, *, templates=None, paper="a4"):
    return f"{len(report.sources)} on {paper}".encode()
'''


def help_of_report() -> str:
    return CliRunner().invoke(main, ["report", "--help"], terminal_width=200).output


@pytest.fixture
def with_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A format of one module more."""
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "fingers.py").write_text(NEW)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])
    importlib.invalidate_caches()
    yield tmp_path
    importlib.invalidate_caches()


@pytest.mark.usefixtures("with_new")
def test_a_new_module_is_in_help():
    assert re.search(r"^  count +counting on one's fingers; takes --paper$", help_of_report(), re.MULTILINE)


def test_a_new_module_renders(with_new: Path):
    path = factcheck.render(Report(), with_new / "brief.count", paper="letter")
    assert path.read_bytes() == b"0 on letter"


@pytest.mark.usefixtures("with_new")
def test_a_new_module_is_offered_where_a_format_is_unknown(tmp_path: Path):
    with pytest.raises(factcheck.RenderError, match=r"no report format 'doc'; choose one of .*\bcount\b"):
        factcheck.render(Report(), tmp_path / "brief.doc")
    told = CliRunner(catch_exceptions=False).invoke(main, ["report", str(tmp_path), "--format", "doc"])
    assert told.exit_code == 2
    assert re.search(r"doc is no report format; choose from .*\bcount\b", told.output)


def test_without_it_nothing_of_it_is_told():
    assert "count" not in FORMATS
    assert not re.search(r"^  count ", help_of_report(), re.MULTILINE)


def test_a_module_without_a_declaration_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "mute.py").write_text("def render(): ...\n")
    monkeypatch.setattr(formats, "__path__", [str(tmp_path)])
    with pytest.raises(ValueError, match=r"mute\.py: it declares no FORMAT"):
        list(FORMATS)


@pytest.mark.parametrize("path", sorted(Path(formats.__file__).parent.glob("[!_]*.py")), ids=lambda path: path.stem)
def test_what_is_read_of_a_module_is_what_it_declares(path: Path):
    declared: Format = importlib.import_module(f"factcheck.report.formats.{path.stem}").FORMAT
    assert FORMATS[declared.suffix] == declared


def test_the_usual_formats_come_first():
    usual = [format_.usual for format_ in FORMATS.values()]
    assert any(usual)
    assert usual == sorted(usual, reverse=True)


def test_help_lists_every_format():
    told = help_of_report().split("Formats:")[1]
    assert re.findall(r"^  (\w+)  +\w", told, re.MULTILINE) == list(FORMATS)


def test_the_readme_has_a_row_for_every_format():
    table = (ROOT / "README.md").read_text("utf8").split("| format | for |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", table, re.MULTILINE)
    told = {suffix: text for suffixes, text in rows for suffix in re.findall(r"`(\w+)`", suffixes)}
    assert told.keys() == FORMATS.keys()
    assert [suffix for suffix, text in told.items() if not text.startswith(FORMATS[suffix].purpose)] == []
