"""What the repository promises about itself: its README, its names, its dependencies."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Command, Group
from click.testing import CliRunner

import factcheck

ROOT = Path(__file__).parent.parent
MACHINE_PATH = re.compile(r"(?<![\w.:/<])/(?:Users|home|mnt|root|srv|tmp|work)/\w")
FENCE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
OPTION = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)")
PAGES = """
README.md ARCHITECTURE.md CONTRIBUTING.md bench/README.md training/README.md training/labels/README.md
""".split()
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
FENCED_FILE = re.compile(r"^```\w+ (\S+)$", re.MULTILINE)
IN_BACKTICKS = re.compile(r"`([^`\s]+/[^`\s]*)`")
OF_REPOSITORY = ("factcheck/", "tests/", "templates/", "training/", "bench/", "seeds/", "reports/")
OF_PACKAGE = ("claims/", "conflicts/", "lexicon/", "numerals/", "report/", "sources/", "stories/")
WRITTEN = {"bench/results/"}  # folders that are there once a script has run


def tracked_files() -> list[Path]:
    if not shutil.which("git"):
        pytest.skip("no git here")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def readme_blocks(language: str) -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block for name, block in FENCE.findall(readme) if name == language]


def readme_commands() -> list[list[str]]:
    """The README's calls of factcheck, without the name, comments and redirections."""
    lines = [line for block in readme_blocks("sh") for line in block.splitlines()]
    return [re.split(r"\s[#>]", line)[0].split()[1:] for line in lines if line.startswith("factcheck ")]


def public_modules() -> list[str]:
    found = pkgutil.walk_packages(factcheck.__path__, "factcheck.")
    return ["factcheck", *(module.name for module in found if not module.name.split(".")[-1].startswith("_"))]


def public_names() -> Iterator[tuple[str, object]]:
    for name in public_modules():
        module = importlib.import_module(name)
        for public in getattr(module, "__all__", ()):
            yield f"{name}.{public}", getattr(module, public)


def command_line() -> Group:
    from factcheck.cli import main

    assert isinstance(main, Group)
    return main


def test_no_path_of_a_machine():
    lines = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in tracked_files()
        for number, line in enumerate((text_of(path) or "").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert lines == []


def test_machine_path_is_recognised():
    assert MACHINE_PATH.search("see /" + "home/anna/notes")
    assert not MACHINE_PATH.search("https://example.org/home/anna")


@pytest.mark.parametrize("module", public_modules())
def test_every_module_says_what_becomes_what(module: str):
    assert (importlib.import_module(module).__doc__ or "").strip()


def is_documented(value: object) -> bool:
    """Whether a function or class has words of its own; a struct without any shows its signature."""
    own = getattr(value, "__doc__", None) or ""
    return bool(own.strip()) and not own.startswith(f"{getattr(value, '__name__', '')}(")


def test_every_public_name_is_documented():
    described = ((name, value) for name, value in public_names() if inspect.isfunction(value) or inspect.isclass(value))
    assert [name for name, value in described if not is_documented(value)] == []


def test_package_offers_what_it_lists():
    assert sorted(factcheck.__all__) == sorted(set(factcheck.__all__))
    assert [name for name in factcheck.__all__ if not hasattr(factcheck, name)] == []
    assert set(factcheck.__all__) <= set(dir(factcheck))


def test_readme_names_every_public_function():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    functions = [name for name in factcheck.__all__ if inspect.isfunction(getattr(factcheck, name))]
    assert [name for name in functions if f"factcheck.{name}(" not in readme] == []


def test_readme_names_every_finding():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rules = "".join(text_of(path) or "" for path in (ROOT / "factcheck" / "conflicts").rglob("*.*"))
    codes = re.findall(r"FC\d{3}", rules)
    assert sorted(set(codes) - set(re.findall(r"FC\d{3}", readme))) == []


def command_help(name: str) -> str:
    result = CliRunner().invoke(command_line(), [name, "--help"])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("words", readme_commands(), ids=" ".join)
def test_readme_commands_exist(words: list[str]):
    commands = command_line().commands
    if words[0] == "--help":
        return
    assert words[0] in commands
    subcommand: Command = commands[words[0]]
    known = {option for parameter in subcommand.params for option in parameter.opts}
    if isinstance(subcommand, Group):
        assert words[1] in subcommand.commands
        known |= {option for parameter in subcommand.commands[words[1]].params for option in parameter.opts}
    assert [word for word in words[1:] if OPTION.fullmatch(word) and word not in known] == []


def test_readme_shows_every_command():
    shown = {words[0] for words in readme_commands()}
    assert sorted(set(command_line().commands) - shown) == []


def test_every_command_has_help():
    assert [name for name in command_line().commands if len(command_help(name).splitlines()) < 3] == []


@pytest.mark.model
def test_readme_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    blocks = readme_blocks("python")
    assert blocks
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "reports").mkdir()
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102  the README's own code, run as a reader would
    assert list((tmp_path / "reports").iterdir())


def test_readme_links_lead_somewhere():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", readme)
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []


def paths_told(page: str) -> Iterator[str]:
    """The paths in backticks of a page, from the root; those that a recipe of the page makes are left out."""
    text = (ROOT / page).read_text(encoding="utf-8")
    made = {*FENCED_FILE.findall(text), *WRITTEN}
    for path in IN_BACKTICKS.findall(FENCED.sub("", text)):
        if path.startswith(OF_REPOSITORY) and path not in made:
            yield path
        elif path.startswith(OF_PACKAGE) and f"factcheck/{path}" not in made:
            yield f"factcheck/{path}"


def is_there(path: str) -> bool:
    """Whether a path exists; of a glob, or one with a name in capitals ("bench/NAME.py"), whether anything fits it."""
    return any(ROOT.glob(re.sub(r"\b[A-Z]{2,}\b(?!\.md)", "*", path).rstrip("/")))


@pytest.mark.parametrize("page", PAGES)
def test_paths_that_a_page_names_exist(page: str):
    assert [path for path in paths_told(page) if not is_there(path)] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page != "bench/README.md"])
def test_paths_of_a_page_are_recognised(page: str):
    assert list(paths_told(page))


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("factcheck/lexicon/en/*.toml", True),
        ("bench/NAME.py", True),
        ("templates/README.md", True),
        ("factcheck/nothing.py", False),
        ("factcheck/nothing/*.toml", False),
    ],
)
def test_path_is_sought(path: str, there: bool):  # noqa: FBT001  a case's outcome
    assert is_there(path) is there


def test_every_dependency_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(requirement for extra in extras for requirement in extra)]
    reasons = {line.split('"')[1] for line in lines if re.match(r'\s+".+",  # \S', line)}
    assert [requirement for requirement in wanted if requirement not in reasons] == []


def test_every_silenced_rule_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if re.match(r'\s+"[A-Z]+\d*",', line)]
    assert rules
    assert [line.strip() for line in rules if not re.search(r",  # \w", line)] == []


def test_lock_names_no_place():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|@ file|^-e", lock, re.MULTILINE)


def test_lock_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=,\[ ]", requirement)[0].lower() for requirement in wanted}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert names - set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE)) == set()


def test_makefile_and_ci_run_the_same_tests():
    assert "make --no-print-directory test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_changelog_opens_with_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {version}" in changelog
    assert factcheck.__version__ == version
