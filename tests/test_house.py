"""The rules of the house: small rooms that the import contract names, no name twice, word lists in `lexicon/`."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factcheck"
MOST_MODULES = 15
MOST_LINES = 350
MOST_WORDS = 8
LONGER_FILES = {"factcheck/models.py": "the vocabulary, one small type after the other"}
MOST_OF_A_PHRASE = 4
SPARSE = 8  # words to a bar, beyond which a text is no choice of words
MANY_TIMES = {"__init__", "read"}  # a package's own file, and a room's entry
WORD = re.compile(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]+){0,3}")
WORDS = re.compile(r"[^\W\d_]{2,}")
PROSE = re.compile(r"[a-z]\. [A-Z]")
COLLECTIONS = {"frozenset", "set", "tuple", "list", "dict", "MappingProxyType"}
# in a regular expression these are no words: classes of characters, names of groups, escapes, flags, what is after #
NO_WORDS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P[<=]\w+[>)]|\(\?[a-z]+[:)]|\\.|\{\d*,?\d*\}|(?m:\s#.*$)")


class WordList(NamedTuple):
    """A list of words in code: where it stands, what holds it, and how many words there are."""

    file: str
    line: int
    name: str
    words: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.name}, {self.words} words"


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "pipeline" not in path.relative_to(PACKAGE).parts)


def told(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ------------------------------------------------------------------ word lists
def word_lists(file: str, text: str) -> list[WordList]:
    """The lists of more than a handful of words that a module's own statements or its classes' hold."""
    found: list[WordList] = []
    for statement in statements(ast.parse(text).body):
        name = ast.unparse(targets(statement)[0]) if targets(statement) else type(statement).__name__
        words = [(root, count(root)) for root in roots(statement)]
        found += [WordList(file, root.lineno, name, number) for root, number in words if number > MOST_WORDS]
    return found


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        if isinstance(statement, ast.ClassDef):
            yield from statements(statement.body)
        elif not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and not is_public_names(statement):
            yield statement


def targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    return [statement.target] if isinstance(statement, ast.AnnAssign | ast.AugAssign) else []


def is_public_names(statement: ast.stmt) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets(statement))


def roots(node: ast.AST) -> Iterator[ast.expr]:
    """The outermost expressions that hold words; a type (`Literal["…"]`) holds none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Subscript):
            continue
        if isinstance(child, ast.expr) and count(child):
            yield child
        else:
            yield from roots(child)


def count(node: ast.expr | None) -> int:
    """The words of an expression that is a collection of them or a regular expression; 0 for any other."""
    match node:
        case ast.Constant(value=str(text)):
            return len(alternatives(text))
        case ast.JoinedStr(values=values) | ast.BoolOp(values=values):
            return sum(map(count, values))
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            return sum(map(in_collection, elements))
        case ast.Dict(keys=keys, values=values):
            return sum(entry(key, value) for key, value in zip(keys, values, strict=True))
        case ast.BinOp(left=left, right=right):
            return count(left) + count(right)
        case ast.Starred(value=value):
            return count(value)
        case ast.Call(func=ast.Name(id=name), args=[held]) if name in COLLECTIONS:
            return count(held)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split" | "splitlines")):
            return len(text.split())
        case ast.Call(func=ast.Attribute(attr="compile"), args=[pattern, *_]):
            return count(pattern)
    return 0


def in_collection(node: ast.expr) -> int:
    return int(is_word(node)) or count(node)


def is_word(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(WORD.fullmatch(node.value))


def entry(key: ast.expr | None, value: ast.expr) -> int:
    """The words of an entry of a table: those of its collection, else its key; none where it leads to a sentence."""
    texts = [node.value for node in ast.walk(value) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    if any(len(text.split()) > MOST_OF_A_PHRASE and "|" not in text for text in texts):
        return 0
    return count(value) or int(is_word(key)) or int(is_word(value))


def alternatives(text: str) -> list[str]:
    """The words of a regular expression that offers some of them for choice; a table in prose is none."""
    words = WORDS.findall(NO_WORDS.sub(" ", text))
    return words if text.count("|") * SPARSE > len(words) and not PROSE.search(text) else []


def found_lists() -> list[WordList]:
    return [
        one
        for path in modules()
        if "lexicon" not in path.relative_to(PACKAGE).parts
        for one in word_lists(told(path), path.read_text("utf8"))
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("A = frozenset({'aa bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh', 'ii', 'jj'})", 9),
        ("A: tuple[str, ...] = ('aa', 'bb', *'cc dd ee ff gg hh ii'.split())", 9),
        ("A = {'aa', 'bb', 'cc', 'dd'} | frozenset('ee ff gg hh ii'.split())", 9),
        ("A = {'jan': 1, 'feb': 2, 'mar': 3, 'apr': 4, 'may': 5, 'jun': 6, 'jul': 7, 'aug': 8, 'sep': 9}", 9),
        ("A = {'aa': ['bb', 'cc', 'dd', 'ee'], 'ff': ('gg', 'hh', 'ii', 'jj', 'kk')}", 9),
        ("A = re.compile(r'\\b(?:aa|bb|cc|dd|ee|(?P<name>ff)|gg|hh|ii)s?\\b', re.I)", 9),
        ("class A:\n    words = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh', 'ii']", 9),
        ("A = f'{B}|aa|bb|cc|dd|ee|ff|gg|hh|ii'", 9),
        ("A = sorted(word for word in 'aa bb cc dd ee ff gg hh ii'.split())", 9),
        ("A = frozenset({'aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh'})", 0),
        ("__all__ = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh', 'ii']", 0),
        ("A = Literal['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh', 'ii']", 0),
        ("A = {'aa': 'This is what we tell readers.', 'bb': 'And this is another sentence.'}", 0),
        ("A = 'One sentence has | as a sign. Another one has it | too, and goes on for long.'", 0),
        ("def a():\n    return 'aa bb cc dd ee ff gg hh ii'.split()", 0),
    ],
)
def test_word_lists_are_recognised(code: str, words: int):
    assert sum(one.words for one in word_lists("a.py", code)) == words


def test_words_are_in_the_lexicon():
    assert [str(one) for one in found_lists()] == []


# ------------------------------------------------------------------ rooms
def rooms() -> dict[str, list[str]]:
    """The folders of the package by their dotted names, each with its modules."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        found[".".join(path.parent.relative_to(ROOT).parts)].append(path.stem)
    return found


def test_no_room_is_full():
    sizes = {room: len(set(stems) - {"__init__"}) for room, stems in rooms().items()}
    assert {room: size for room, size in sizes.items() if size > MOST_MODULES} == {}


def test_no_module_name_occurs_twice():
    times = Counter(stem for stems in rooms().values() for stem in stems if stem not in MANY_TIMES)
    assert {stem: number for stem, number in times.items() if number > 1} == {}


def test_no_module_is_longer_than_a_room_allows():
    lengths = {told(path): len(path.read_text("utf8").splitlines()) for path in modules()}
    longer = {name: lines for name, lines in lengths.items() if lines > MOST_LINES}
    assert {name: lines for name, lines in longer.items() if name not in LONGER_FILES} == {}
    assert LONGER_FILES.keys() - longer.keys() == set()


def floors() -> dict[str, list[str]]:
    """The layers of the import contract, by the room that they are the floors of."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["importlinter"]["contracts"]
    layered: list[dict[str, Any]] = [each for each in contract if each["type"] == "layers"]
    assert [each["name"] for each in layered if not each.get("exhaustive")] == []
    return {room: each["layers"] for each in layered for room in each["containers"]}


def test_every_room_is_named_in_the_contract():
    """A room of rooms has floors of its own, and a contract that is exhaustive fails on a name that it lacks."""
    named = {
        f"{room}.{name}"
        for room, layers in floors().items()
        for layer in layers
        for name in re.split(r"[|:\s]+", layer)
    }
    assert sorted(set(rooms()) - named - {"factcheck", "factcheck.lexicon.en"}) == []


def test_the_contract_parts_the_rooms_of_a_floor():
    """Rooms between bars may not import each other; those between colons may."""
    assert [layer for layers in floors().values() for layer in layers if ":" in layer] == []


# ------------------------------------------------------------------ docstrings
def docstrings() -> Iterator[tuple[str, str]]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, kinds) and (text := ast.get_docstring(node)):
                yield f"{told(path)}:{node.body[0].lineno}", text


def is_broken(text: str) -> bool:
    """Whether a paragraph ends inside brackets or quotation marks, or goes on with what the one before began."""
    first, *others = re.split(r"\n\s*\n", re.sub(r"`[^`]*`", "", text))
    paragraphs = [first, *(one for one in others if ">>>" not in one)]
    if any(one[:1].islower() or one[:1] in ";,)" for one in paragraphs[1:]):
        return True
    pairs = [("(", ")"), ("[", "]"), ("“", "”")]
    return any(one.count('"') % 2 or any(one.count(a) != one.count(b) for a, b in pairs) for one in paragraphs)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ('Return whether it is full ("was seen") or short ("seen by".\n\nAfter its noun).', True),
        ("Return the first.\n\nand the last.", True),
        ('Return "one" (of two).\n\nThe other is `"` or `(`.', False),
        ("Return one.\n\n>>> one('(')\n1", False),
    ],
)
def test_broken_docstring_is_recognised(text: str, broken: bool):  # noqa: FBT001  a case's outcome
    assert is_broken(text) is broken


def test_no_docstring_is_broken():
    assert [f"{place}: {text.splitlines()[0]}" for place, text in docstrings() if is_broken(text)] == []
