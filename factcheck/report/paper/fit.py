"""View → the same view with words that fit on paper: long ones may break, endless ones are cut, boxes are counted.

A line breaker takes time that grows with the square of a word's length, so a source could stall the PDF with one word.
The JSON that the PDF carries has every word in full.
"""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from factcheck.report.paper.glyphs import is_shown, needs_no_glyph

__all__ = ["fit", "lacks_font"]

Node = TypeVar("Node")

# scripts that are written without spaces break anywhere and are left alone
_LETTER = r"[^\s\u0e00-\u1fff\u2e80-\U0010ffff]"
_ENDLESS = re.compile(f"({_LETTER}{{160}}){_LETTER}{{40,}}")
_LONG = re.compile(f"{_LETTER}{{65,}}")
_UNSHOWN = re.compile(r"\+(?:[ +]*\+)?")
_COUNTED = "not in any font"
_STEP = 40
_BREAK = "\N{ZERO WIDTH SPACE}"
_WHOLE = {"link", "source_link", "text_link", "url", "sha256"}  # to be followed or copied


def fit(node: Node) -> Node:
    """Return a part of the view with its words made to fit; addresses and checksums stay as they are."""
    if isinstance(node, str):
        shown = node if node.isascii() else _with_glyphs(node)
        return type(node)(_LONG.sub(_breakable, _ENDLESS.sub(r"\1…", shown)))
    if isinstance(node, tuple):
        return type(node)(map(fit, node))
    if isinstance(node, msgspec.Struct):
        fields = {name: getattr(node, name) for name in node.__struct_fields__ if name not in _WHOLE}
        return msgspec.structs.replace(node, **{name: fit(value) for name, value in fields.items()})
    return node


def lacks_font(node: object) -> bool:
    """Return whether a part of a fitted view has characters counted in brackets."""
    return f" {_COUNTED}]" in repr(node)


def _with_glyphs(text: str) -> str:
    """Return a text in which characters that no font can show are counted in brackets.

    Spaces and marks between two of them go with them.
    """
    mask = "".join("+" if not is_shown(char) else " " if needs_no_glyph(char) else "." for char in text)
    if "+" not in mask:
        return text
    parts, done = [], 0
    for run in _UNSHOWN.finditer(mask):
        parts += [text[done : run.start()], f"[{run.end() - run.start()} {_COUNTED}]"]
        done = run.end()
    return "".join([*parts, text[done:]])


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    return _BREAK.join(word[at : at + _STEP] for at in range(0, len(word), _STEP))
