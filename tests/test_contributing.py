"""The recipes of CONTRIBUTING.md, carried out as they are written, on a copy of the tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf8")
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = ["A measure", "A rule that finds", "An export", "A misread sentence", "A word in a list"]
COMMANDS = {"factcheck": ["-m", "factcheck"], "pytest": ["-m", "pytest", "-q", "-p", "no:cacheprovider"]}

pytestmark = [pytest.mark.model, pytest.mark.slow]


class Block(NamedTuple):
    kind: str
    file: str | None
    body: str


def recipe(title: str) -> Iterator[Block]:
    section = PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    for found in BLOCK.finditer(section):
        yield Block(found["kind"], found["file"], found["body"])


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the recipes change; the pipeline, which none does, is the repository's own."""
    shutil.copytree(
        ROOT / "factcheck",
        tmp_path / "factcheck",
        ignore=shutil.ignore_patterns("pipeline", "__pycache__", "templates"),
    )
    for name in ("pipeline", "templates"):
        (tmp_path / "factcheck" / name).symlink_to((ROOT / "factcheck" / name).resolve())
    shutil.copytree(ROOT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__", "browser"))
    for name in ("pyproject.toml", "CONTRIBUTING.md", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(line: str, tree: Path) -> str:
    """Return what a command prints; the words in quotation marks are one."""
    name, *words = re.findall(r'"[^"]*"|\S+', line)
    command = [sys.executable, *COMMANDS[name], *(word.strip('"') for word in words)]
    done = subprocess.run(
        command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def put_in(file: Path, change: str) -> None:
    """Carry out a change: lines with + behind the lines that open with a space, which stand there once."""
    lines = change.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line.startswith(" "))
    after = "".join(line[1:] for line in lines)
    text = file.read_text("utf8")
    assert text.count(before) == 1, f"{file}: {before!r} stands there {text.count(before)} times"
    file.write_text(text.replace(before, after), encoding="utf8")


@pytest.mark.parametrize("title", RECIPES)
def test_recipe(title: str, tree: Path):
    printed = ""
    blocks = list(recipe(title))
    assert any(block.kind == "sh" for block in blocks)
    for block in blocks:
        if block.kind == "sh":
            printed = "".join(run(line, tree) for line in block.body.splitlines())
        elif block.kind == "output":
            assert [line for line in block.body.splitlines() if line not in printed] == [], printed
        elif block.kind == "diff":
            put_in(tree / str(block.file), block.body)
        else:
            assert block.file is not None
            target = tree / block.file
            assert not target.exists()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.body, encoding="utf8")


def test_every_recipe_of_the_page_is_carried_out():
    with_commands = [
        title for title in re.findall(r"^## (.+)$", PAGE, re.MULTILINE) if any(b.kind == "sh" for b in recipe(title))
    ]
    assert with_commands == RECIPES
