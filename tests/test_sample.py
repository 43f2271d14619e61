"""The sample in reports/ is what the program makes of seeds/, and every run and folder makes the same bytes of it."""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from factcheck.report.paper.libraries import lack

pytestmark = [pytest.mark.model, pytest.mark.slow]

NAME = "kazakhstan"
SAMPLE_MADE_WITH = {"Pango": "1.50.12", "HarfBuzz": "6.0.0", "zlib": "1.2.13"}
FORMATS = ("html", "json", "pdf")


def make_report(seeds: Path, into: Path, hash_seed: str) -> dict[str, bytes]:
    """Run the main job in a process and a folder of its own, and return its files; no PDF where Pango is missing."""
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
    return {file.suffix[1:]: file.read_bytes() for file in (into / "out").iterdir()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> dict[str, bytes]:
    return make_report(seeds_folder, tmp_path_factory.mktemp("one") / "here", "1")


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def version(library: str, function: str) -> str:
    """The version that a library of the system tells; "unknown" where it goes by another name."""
    try:
        told = getattr(ctypes.CDLL(library), function)
    except OSError:
        return "unknown"
    told.restype = ctypes.c_char_p
    return str(told().decode())


def libraries_here() -> dict[str, str]:
    """What decides the PDF's bytes: where a line breaks, which outlines are kept, how the file is packed."""
    return {
        "Pango": version("libpango-1.0.so.0", "pango_version_string"),
        "HarfBuzz": version("libharfbuzz.so.0", "hb_version_string"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def test_two_runs_in_two_folders_give_the_same_bytes(
    made: dict[str, bytes], tmp_path: Path, seeds_folder: Path
) -> None:
    again = make_report(seeds_folder, tmp_path / "another folder", "2")
    assert {suffix: again[suffix] == made[suffix] for suffix in made} == dict.fromkeys(again, True)


@pytest.mark.parametrize("suffix", ["html", "json"])
def test_the_sample_is_up_to_date(made: dict[str, bytes], repository: Path, suffix: str) -> None:
    assert made[suffix] == (repository / "reports" / f"{NAME}.{suffix}").read_bytes(), "run make report and commit"


@pytest.mark.usefixtures("pango")
def test_the_sample_pdf_says_the_same(made: dict[str, bytes], repository: Path) -> None:
    """By its text: another machine's Pango may place a line elsewhere."""
    kept = " ".join(text_of((repository / "reports" / f"{NAME}.pdf").read_bytes()))
    assert sorted(" ".join(text_of(made["pdf"])).split()) == sorted(kept.split())


@pytest.mark.usefixtures("pango")
def test_the_sample_pdf_is_up_to_date(made: dict[str, bytes], repository: Path) -> None:
    if missing := lack():
        pytest.skip(missing)
    if (here := libraries_here()) != SAMPLE_MADE_WITH:
        pytest.skip(f"the sample's bytes are those of {SAMPLE_MADE_WITH}, and here are {here}")
    assert made["pdf"] == (repository / "reports" / f"{NAME}.pdf").read_bytes(), "run make report and commit"
