"""The view's types → the page that tells template authors what they can print.

`python -m factcheck.report.view.viewmodel > templates/README.md` writes it.
"""

from __future__ import annotations

import inspect
import sys
import typing
from collections.abc import Iterator
from types import UnionType
from typing import Any

import msgspec

from factcheck.report.view.view import View

__all__ = ["describe", "main"]

_OPENING = """# Templates

`report.html` makes the page, and without its script the print as well; it includes the others. To change one, copy it
into a folder of your own, change it there, and say `--templates FOLDER`: a template that the folder lacks is taken
from here.

| file | what it prints |
|---|---|
| `report.html` | the frame: first page, contents, chapters |
| `controls.html` | search and filters, shown where the script runs |
| `matrix.html` | the table of who says what |
| `finding.html` | one finding, `finding` |
| `ruler.html`, `timeline.html`, `ticks.html` | its charts, `ruler`, `timeline` and `ticks` |
| `families.html`, `source.html` | the family tree of the sources; one source, `source` |
| `method.html` | method and limits |
| `macros.html` | what several of them use |
| `report.css`, `report.js` | the stylesheet and the script; both go into the page as they are |
| `diff.html`, `diff.css` | the page of `factcheck diff` |

They are [Jinja](https://jinja.palletsprojects.com/) templates in a sandbox. All text is escaped. A name that is not
in the view is an error that names the template and the line. The page may load nothing: no image, no font, no script
from elsewhere. For a PDF that readers of the tags can follow (PDF/UA), keep text alone inside links, `dt` and `dd`
directly inside `dl`, and a `title` in every `svg`.

`report.html` gets `view`, of the type View below, and `stylesheet`, `stylesheet_sha256`, `script`, `script_sha256`;
in the print `script` is empty. Every text of the view is ready to print, one line, without characters that would
steer the page.
"""


def describe() -> str:
    """Return the page, in Markdown: every type of the view with its fields, the view itself first."""
    return _OPENING + "".join(f"\n{_section(type_)}" for type_ in _types())


def main() -> int:
    """Write the page to standard output."""
    sys.stdout.write(describe())
    return 0


def _types() -> list[type]:
    """Return the view's type and all that its fields hold, each once, in the order of their first mention."""
    found: list[type] = [View]
    for type_ in found:
        found += [held for field in msgspec.structs.fields(type_) for held in _held(field.type) if held not in found]
    return list(dict.fromkeys(found))


def _held(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _held(part)


def _section(type_: type) -> str:
    rows = "".join(f"| `{field.name}` | {_name(field.type)} |\n" for field in msgspec.structs.fields(type_))
    return f"## {type_.__name__}\n\n{inspect.getdoc(type_)}\n\n| field | holds |\n|---|---|\n{rows}"


def _name(annotation: Any) -> str:
    """Return what a field holds in words: "text", "list of text", "PositionView or nothing"."""
    arguments = typing.get_args(annotation)
    origin = typing.get_origin(annotation)
    if origin in (UnionType, typing.Union):
        return " or ".join("nothing" if part is type(None) else _name(part) for part in arguments)
    if origin is tuple:
        many = len(arguments) == 2 and arguments[1] is Ellipsis
        return f"list of {_name(arguments[0])}" if many else f"{len(arguments)} of {_name(arguments[0])}"
    if annotation is str:
        return "text"
    if annotation is bool:
        return "yes or no"
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"


if __name__ == "__main__":
    sys.exit(main())
