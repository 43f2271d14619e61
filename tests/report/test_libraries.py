"""Without the subsetter the PDF is made all the same; without Pango a line says what to install. Neither makes noise.

Each library is hidden in a process of its own: WeasyPrint looks for it while it is imported.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import page as validator
import pytest

from factcheck.errors import RenderError
from factcheck.report import render_bytes
from factcheck.report.paper import libraries
from tests.report.build import make_report

HIDING = """
import sys, cffi
hidden, saved = sys.argv[1:]
opened = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if hidden in name:
        raise OSError(f"cannot load library '{name}': no such file")
    return opened(self, name, flags)
cffi.FFI.dlopen = dlopen
from factcheck.models import Report
from factcheck.report import render_bytes
from factcheck.report.paper import libraries
"""
RENDERING = """
report = Report.from_json(open(saved, "rb").read())
data = render_bytes(report, "pdf")
open(saved + hidden + ".pdf", "wb").write(data)
"""


def run_without(library: str, code: str, saved: Path) -> subprocess.CompletedProcess[str]:
    """Run code on a machine that seems to lack a library, and takes WeasyPrint's warning of it for an error."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-W", "error::DeprecationWarning", "-c", HIDING + code, library, str(saved)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "report.json"
    path.write_bytes(render_bytes(make_report(), "json"))
    return path


@pytest.mark.slow
@pytest.mark.usefixtures("pango")
def test_without_the_subsetter_the_pdf_is_made_in_silence(saved: Path) -> None:
    digests = set()
    for _ in range(2):
        done = run_without("harfbuzz-subset", RENDERING, saved)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        made = saved.with_name(f"{saved.name}harfbuzz-subset.pdf").read_bytes()
        for profile in ("ua1", "3a"):
            assert validator.validate_pdf_bytes(made, profile=profile).is_compliant
        digests.add(hashlib.sha256(made).hexdigest())
    assert len(digests) == 1, "the same report gives the same bytes"


@pytest.mark.usefixtures("pango")
def test_a_missing_subsetter_is_told_with_what_installs_it(saved: Path) -> None:
    done = run_without("harfbuzz-subset", "print(libraries.lack())", saved)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert "libharfbuzz-subset" in done.stdout
    assert f"sudo apt-get install {libraries.PACKAGES}" in done.stdout


@pytest.mark.parametrize("library", ["gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig"])
def test_any_other_missing_library_is_named_in_one_line(library: str, saved: Path) -> None:
    code = "try:\n    render_bytes(Report(), 'pdf')\nexcept Exception as error:\n    print(type(error).__name__, error)"
    done = run_without(library, code, saved)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("RenderError no PDF without the system library lib")
    assert library in done.stdout
    assert f"sudo apt-get install {libraries.PACKAGES}" in done.stdout


def test_a_failure_that_names_no_library_is_laid_to_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> object:
        raise OSError("cannot be opened")

    monkeypatch.setattr("factcheck.report.paper.libraries.importlib.import_module", fail)
    with pytest.raises(RenderError, match="no PDF without the system library Pango; on Debian"):
        libraries.load_weasyprint()


def test_the_readme_names_every_package(repository: Path) -> None:
    assert f"sudo apt-get install {libraries.PACKAGES}\n" in (repository / "README.md").read_text(encoding="utf-8")
