"""A text that opens with YAML front matter → what it says of the document, and the text after it."""

from __future__ import annotations

import re

import msgspec

__all__ = ["FIELDS", "Front", "read_front_matter"]

FIELDS = ("title", "publisher", "author", "published", "url")

_FENCED = re.compile(r"\A---[ \t]*\n(?P<block>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_OPEN = re.compile(r"\A---[ \t]*\n[ \t]*[A-Za-z_]+[ \t]*:[ \t]")
_PLAIN_LINE = re.compile(r"^(?P<key>[A-Za-z_]+)[ \t]*:[ \t]+(?P<value>[^\s\[\]{}&*!|>%@`'\"#].*)$", re.MULTILINE)
_NOTHING = frozenset({"", "~", "null", "none"})


class Front(msgspec.Struct, frozen=True):
    """What a document says of itself before its text."""

    fields: dict[str, str]
    text: str
    problems: tuple[str, ...] = ()


def read_front_matter(text: str) -> Front:
    """Split a text into its front matter and the rest, which is otherwise left as it is.

    Front matter that is not YAML is named as a problem; lines that can only mean `key: value` still count. A text that
    opens with a rule instead of front matter is returned whole.
    """
    fenced = _FENCED.match(text)
    if fenced is None:
        problem = ("The front matter is not closed by a line '---'; it was read as text.",) if _OPEN.match(text) else ()
        return Front({}, text, problem)
    import yaml

    rest = text[fenced.end() :]
    try:
        # every scalar stays a string: no number, no date that YAML would build, no object
        data = yaml.load(fenced["block"], Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader makes strings, lists and dicts only
    except (yaml.YAMLError, RecursionError) as error:
        return _read_malformed(fenced["block"], text, rest, error)
    if not isinstance(data, dict):
        return Front({}, text) if fenced["block"].strip() else Front({}, rest)
    fields, problems = _take_fields(data)
    return Front(fields, rest, problems)


def _read_malformed(block: str, text: str, rest: str, error: Exception) -> Front:
    lines = {match["key"].lower(): match["value"] for match in _PLAIN_LINE.finditer(block)}
    problem = f"The front matter is not valid YAML{_where(error)}; "
    if not lines and not re.search(r"^\w+[ \t]*:", block, re.MULTILINE):
        return Front({}, text, (problem + "it was read as text.",))
    fields, _ = _take_fields(lines)
    used = f"only its plain lines were used ({', '.join(fields)})." if fields else "it was left out."
    return Front(fields, rest, (problem + used,))


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None)
    place = f" at line {mark.line + 2}" if mark is not None else ""
    return place + (f" ({' '.join(str(reason).split())})" if reason else "")


def _take_fields(data: dict[object, object]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Take the known fields; a list of scalars becomes one string."""
    fields: dict[str, str] = {}
    problems: list[str] = []
    for key, value in data.items():
        name = str(key).strip().lower()
        if name not in FIELDS:
            continue
        words = _as_string(value)
        if words is None:
            problems.append(f"The front matter's {name} is not a line of text and was left out.")
        elif words.casefold() not in _NOTHING:
            fields[name] = words
    return fields, tuple(problems)


def _as_string(value: object) -> str | None:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(" ".join(item.split()) for item in value)
    return None
