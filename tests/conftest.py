"""What all tests share: the folders, and properties that are tried the same way every time."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from factcheck.errors import RenderError
from factcheck.report.paper.libraries import lack, load_weasyprint

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("repeatable")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    """Skip the test whose fixture cannot be made for want of Pango."""
    yield from _skipped_without_pango()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Skip the test that cannot make its PDF for want of Pango."""
    yield from _skipped_without_pango()


def _skipped_without_pango() -> Generator[None]:
    try:
        yield
    except RenderError as error:
        if str(error) != lack():
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def pango() -> None:
    """Skip where no PDF can be made, for the tests that have it made by another process."""
    load_weasyprint()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def seeds_folder() -> Path:
    """The five sample dispatches."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of measuring data that is not part of the project; skips where it is absent."""
    folder = Path(os.environ.get("FACTCHECK_DATA", ROOT.parent / "shared")).resolve()
    if not (folder / "data").is_dir():
        pytest.skip("the measuring data is not here: set FACTCHECK_DATA to its folder")
    return folder
