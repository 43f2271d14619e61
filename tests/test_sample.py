"""The sample in reports/ is what the program makes of seeds/, and every run and folder makes the same bytes of it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

pytestmark = [pytest.mark.model, pytest.mark.slow]

NAME = "kazakhstan"
FORMATS = ("html", "json", "pdf")


def make_report(seeds: Path, into: Path, hash_seed: str) -> dict[str, bytes]:
    """Run the main job in a process of its own, from a folder of its own, and return its files."""
    into.mkdir(parents=True)
    shutil.copytree(seeds, into / "seeds")
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    environment.pop("SOURCE_DATE_EPOCH", None)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "factcheck",
            "report",
            "seeds/",
            "-o",
            "out",
            "--name",
            NAME,
            "--format",
            ",".join(FORMATS),
        ],
        cwd=into,
        env=environment,
        check=True,
        capture_output=True,
    )
    return {suffix: (into / "out" / f"{NAME}.{suffix}").read_bytes() for suffix in FORMATS}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> dict[str, bytes]:
    return make_report(seeds_folder, tmp_path_factory.mktemp("one") / "here", "1")


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_two_runs_in_two_folders_give_the_same_bytes(
    made: dict[str, bytes], tmp_path: Path, seeds_folder: Path
) -> None:
    again = make_report(seeds_folder, tmp_path / "another folder", "2")
    assert {suffix: again[suffix] == made[suffix] for suffix in FORMATS} == dict.fromkeys(FORMATS, True)


@pytest.mark.parametrize("suffix", ["html", "json"])
def test_the_sample_is_up_to_date(made: dict[str, bytes], repository: Path, suffix: str) -> None:
    assert made[suffix] == (repository / "reports" / f"{NAME}.{suffix}").read_bytes(), "run make report and commit"


def test_the_sample_pdf_says_the_same(made: dict[str, bytes], repository: Path) -> None:
    """By its text: another machine's Pango may place a line elsewhere."""
    kept = " ".join(text_of((repository / "reports" / f"{NAME}.pdf").read_bytes()))
    assert sorted(" ".join(text_of(made["pdf"])).split()) == sorted(kept.split())
