"""The public names: all there, all lazy, all documented by a type."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

import factcheck

HEAVY = "spacy weasyprint trafilatura dateparser jinja2 rich".split()
NOT_LOADED = f"import sys; heavy = [name for name in {HEAVY!r} if name in sys.modules]; assert not heavy, heavy"


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", factcheck.__all__)
def test_every_public_name_is_there(name: str):
    assert getattr(factcheck, name) is not None
    assert name in dir(factcheck)


def test_all_is_sorted():
    assert sorted(factcheck.__all__, key=lambda name: (name[0] != "_" and name[0].islower(), name[0] == "_", name)) == [
        *(name for name in factcheck.__all__ if name[0].isupper()),
        "__version__",
        *(name for name in factcheck.__all__ if name[0].islower()),
    ]


@pytest.mark.parametrize("name", ["nothing", "_private", "models_"])
def test_other_names_are_not(name: str):
    with pytest.raises(AttributeError, match=name):
        getattr(factcheck, name)


@pytest.mark.parametrize(
    "code",
    [
        "import factcheck",
        "import factcheck; factcheck.Report.from_json(factcheck.Report().to_json())",
        "import factcheck; factcheck.Source.from_text('Two dead.')",
        "from factcheck import cli",
        "from factcheck.cli import main; main(['--help'], standalone_mode=False)",
        "from factcheck.cli import main; main(['report', '--help'], standalone_mode=False)",
        "from factcheck.cli import main; main(['measures', 'list'], standalone_mode=False)",
    ],
)
def test_light_work_loads_nothing_heavy(code: str):
    done = run_python(f"{code}\n{NOT_LOADED}")
    assert done.returncode == 0, done.stderr


@pytest.mark.model
def test_json_report_loads_what_it_needs_once(seeds_folder: Path, tmp_path: Path):
    unneeded = "weasyprint trafilatura dateparser xlsxwriter pypdf".split()
    job = ["report", str(seeds_folder), "--format", "json", "-o", str(tmp_path)]
    done = run_python(
        "import sys, spacy\n"
        "from factcheck.cli import main\n"
        "load, loaded = spacy.load, []\n"
        "spacy.load = lambda name: loaded.append(name) or load(name)\n"
        f"main({job!r}, standalone_mode=False)\n"
        f"found = [name for name in {unneeded!r} if name in sys.modules]\n"
        "assert not found, found\n"
        "assert len(loaded) == 1, loaded\n"
    )
    assert done.returncode == 0, done.stderr


def test_package_is_typed():
    assert (resources.files("factcheck") / "py.typed").is_file()


def test_version_is_a_version():
    assert factcheck.__version__[0].isdigit()
