"""What all tests share: the folders, and properties that are tried the same way every time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("repeatable")


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
