"""A piece of HTML (a feed's entry, a mail's body) → its text, by paragraphs; nothing that it links to is fetched."""

from __future__ import annotations

import re
from typing import Any

from factcheck.lexicon.loader import word_list

__all__ = ["fragment_text", "joined_cells"]

# what is struck or never seen is not told
_UNSEEN = " | ".join(f"//{name}" for name in sorted(word_list("sources", "fragments.unseen")))
_HIDDEN = "//*[contains(translate(@style, ' ', ''), 'display:none')]"
_INLINE = word_list("sources", "fragments.inline")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_MARKS = str.maketrans("\0\1\v", "   ")  # what the walk says, and no text does
_ITEM = re.compile(r"\x01[\s\x00]*(?![\s\x00\x01]|\Z)")
_MOST_ELEMENTS = 60_000


def fragment_text(markup: str) -> str:
    r"""Return the text of a piece of HTML with a blank line between its paragraphs, "" where it has none.

    >>> fragment_text("<p>Two <b>died</b>.</p><ul><li>One<li>Two<br>three</ul><s>No.</s>")
    'Two died.\n\n• One\n\n• Two\nthree'
    >>> fragment_text("<ul><li><p>One</p></li><li></li></ul>")
    '• One'
    >>> fragment_text("<table><tr><th>Killed<td>14<tr><td>Norby<td>2<td>3</table>After it.")
    'Killed: 14\n\nNorby | 2 | 3\n\nAfter it.'
    """
    from lxml import etree
    from lxml import html as lxml_html

    if markup.count("<") > 2 * _MOST_ELEMENTS or not markup.strip():
        return ""
    try:
        tree = lxml_html.document_fromstring(markup.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ""
    for unseen in (*tree.xpath(_UNSEEN), *tree.xpath(_HIDDEN)):
        if unseen.getparent() is not None:
            unseen.drop_tree()
    pieces: list[str] = []
    _walk(tree, pieces)
    paragraphs = ("\n".join(_SPACE.sub(" ", line).strip() for line in one.split("\v")) for one in _parted(pieces))
    return "\n\n".join(paragraph.strip("\n") for paragraph in paragraphs if paragraph.strip())


def _parted(pieces: list[str]) -> list[str]:
    whole = _ITEM.sub("\1", "".join(pieces))
    return [one.replace("\1", "• ") for one in whole.split("\0") if one.strip("\1 ")]


def _walk(tree: Any, pieces: list[str]) -> None:
    """Collect text in document order: a null ends a paragraph, a one opens an item, a vertical tab ends a line."""
    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name == "tr" and _is_row(element):
                pieces.append("\0" + joined_cells([_SPACE.sub(" ", cell.text_content()).strip() for cell in element]))
                for cell in list(element):
                    element.remove(cell)
                element.text = None
            elif name == "br":
                pieces.append("\v")
            elif name not in _INLINE:
                pieces.append("\0\1" if name == "li" else "\0")
            pieces.append(_clean(element.text) if name else "")
        else:
            if name and name not in _INLINE and name != "br":
                pieces.append("\0")
            if element is not tree:
                pieces.append(_clean(element.tail))


def _clean(text: str | None) -> str:
    return _SPACE.sub(" ", (text or "").translate(_MARKS))


def _is_row(row: Any) -> bool:
    """Tell a row of short cells from one that lays out a page."""
    cells = list(row)
    return len(cells) > 1 and all(
        cell.tag in {"td", "th"} and not len(cell.xpath(".//table | .//p[2] | .//div[2]")) for cell in cells
    )


def joined_cells(cells: list[str]) -> str:
    """Return a table's row as a line: a label and its value as "label: value", more cells with bars between.

    >>> joined_cells(["Killed", "14"]), joined_cells(["Norby", "14", "3"])
    ('Killed: 14', 'Norby | 14 | 3')
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == 2 and not filled[0][-1:].isdigit() and filled[0][-1:] not in {":", "."}:
        return ": ".join(filled)
    return " | ".join(filled)
