"""The wheel alone, in an empty environment and another folder, does the main job."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]  # one build for all of them
LIMIT = 1800  # seconds: something hangs, and no machine is that slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command without the checkout on its path; its output is the failure's message."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "FACTCHECK_DATA"}}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=LIMIT)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, repository, cwd=folder)
    (built,) = folder.glob("factcheck-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; the one that runs the tests lends its dependencies."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    site = next((folder / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # .pth files of a lent folder are not read, so the editable install there stays out of sight
    (site / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return folder


def test_templates_and_pipeline_travel(wheel: Path, repository: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"factcheck/{folder}/{path.relative_to(root).as_posix()}"
        for folder, root in (
            ("templates", repository / "templates"),
            ("pipeline", repository / "factcheck" / "pipeline"),
        )
        for path in root.rglob("*")
        if path.is_file()
    }
    assert {"factcheck/pipeline/config.cfg", "factcheck/templates/report.html"} <= expected
    assert expected - names == set()


def test_every_module_and_word_list_travels(wheel: Path, repository: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    paths = {path for kind in ("*.py", "*.toml", "py.typed") for path in (repository / "factcheck").rglob(kind)}
    missing = {path.relative_to(repository).as_posix() for path in paths} - names
    assert missing == set()
    assert "factcheck/py.typed" in names


def test_nothing_else_travels(wheel: Path):
    roots = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"factcheck"}


@pytest.mark.model
@pytest.mark.usefixtures("pango")
def test_main_job_from_another_folder(installed: Path, repository: Path, tmp_path: Path):
    seeds, elsewhere = tmp_path / "dispatches", tmp_path / "elsewhere"
    shutil.copytree(repository / "seeds", seeds)
    elsewhere.mkdir()
    python = installed / "bin" / "python"
    origin = run(python, "-c", "import factcheck; print(factcheck.__file__)", cwd=elsewhere).stdout.strip()
    assert Path(origin).is_relative_to(installed)

    options = ("-o", tmp_path / "out", "--name", "brief", "--format", "html,pdf,json")
    run(python, "-m", "factcheck", "report", seeds, *options, cwd=elsewhere)

    assert {path.name for path in (tmp_path / "out").iterdir()} == {"brief.html", "brief.pdf", "brief.json"}
    assert len(json.loads((tmp_path / "out" / "brief.json").read_text(encoding="utf-8"))["sources"]) == 5
    assert (tmp_path / "out" / "brief.pdf").read_bytes().startswith(b"%PDF-")
    assert list(elsewhere.iterdir()) == []
