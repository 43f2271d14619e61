"""The tree of a web page: what is struck or small is put right before its text is taken."""

from __future__ import annotations

import re
from typing import Any

from factcheck.sources.dates import parse_date
from factcheck.sources.stated.spots import is_beside

__all__ = ["lines_kept", "mend", "problems_of", "tree_of"]

_ROW = "data-row"
_STRUCK = "//del | //s | //strike"
_NOTE = re.compile(r"\[?\d{1,3}\]?|\[?[a-z*†‡]\]?")
_RAISED = {"2": "²", "3": "³"}
_CAPTIONS = "//figure/figcaption | //*[contains(concat(' ', @class, ' '), ' wp-caption-text ')]"
_LAID_OUT = ".//table | .//p[2] | .//div[2] | .//ul | .//form | .//h1 | .//h2"
_LONGEST_CELL = 80
_MOST_HEADS = 300
_SUBHEADS = "//h2 | //h3 | //h4"
_CELL_ITEMS = "//td//li | //th//li"
_FEWEST_ITEMS, _LONGEST_TEASER = 3, 240
# what UTF-8 looks like that was read as Windows-1252, and stays when the page is saved
_DAMAGED = re.compile(r"â€[œ™“”˜¦]|â€\x9d|Ã[©¨¡³±¼¶¤]|Â[£ «»]")
# what a line that shows the day of a page is classed as
_DATE_CLASSES = frozenset({"dateline", "date", "published", "timestamp", "pubdate"})
_CARDS = "//*[self::h2 or self::h3][ancestor::a or descendant::a]"


def tree_of(page: str) -> Any | None:
    """Return a page's tree, None where it is none."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return lxml_html.document_fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def mend(tree: Any) -> str:
    """Return the page of a tree without what it strikes out, with its raised digits and its lists where text is kept.

    The mark of a footnote goes ("21³ people"), a power stays one ("10^6", "m²"). The tree is changed.
    """
    from lxml import html as lxml_html

    for struck in tree.xpath(_STRUCK):
        struck.drop_tree()
    for raised in tree.xpath("//sup"):
        _lower(raised)
    for item in tree.xpath(_CELL_ITEMS):
        _out_of_table(item)
    for caption in tree.xpath(_CAPTIONS):
        if caption.getparent() is not None:
            caption.drop_tree()
    for table in tree.xpath("//table"):
        _to_lines(table)
    for items in tree.xpath("//body/ul | //body/ol"):
        if len(items) and all(len((item.text_content() or "").split()) > _FEWEST_ITEMS for item in items):
            _to_paragraphs(items)
    return str(lxml_html.tostring(tree, encoding="unicode"))


def lines_kept(tree: Any) -> tuple[str, ...]:
    """Return the lines of a mended tree that are the report's without being sentences: subheads, rows of tables."""
    heads = [head for head in tree.xpath(_SUBHEADS)[:_MOST_HEADS] if _is_subhead(head)]
    return tuple(" ".join(each.text_content().split()) for each in (*heads, *tree.xpath(f"//p[@{_ROW}]")))


def _is_subhead(head: Any) -> bool:
    """Tell a heading above a paragraph of the report from one that leads to another page."""
    below = head.getnext()
    linked = next(head.iter("a"), None) is not None or next(head.iterancestors("a"), None) is not None
    return below is not None and below.tag in {"p", "div", "ul"} and not linked and not is_beside(head)


def _to_lines(table: Any) -> None:
    """Make a line of each row of a table of figures, with what heads its columns: "North: Killed 14, Hurt 3"."""
    if table.getparent() is None or table.xpath(f"boolean({_LAID_OUT})"):
        return
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./td | ./th")] for row in table.xpath(".//tr")
    ]
    rows = [row for row in rows if any(row)]
    widest = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or widest < 2 or any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        return
    head = rows[0] if not _has_figure(rows[0]) and any(_has_figure(row) for row in rows[1:]) else []
    for row in rows[1:] if head else rows:
        line = table.makeelement("p", {_ROW: "1"})
        line.text = _row_line(row, head)
        table.addprevious(line)
    table.drop_tree()


def _has_figure(row: list[str]) -> bool:
    return any(char.isdigit() for cell in row[1:] for char in cell)


def _row_line(row: list[str], head: list[str]) -> str:
    """Return a table's row as a line.

    >>> _row_line(["Ude", "14", "3"], ["Town", "Killed", "Hurt"]), _row_line(["Killed", "14"], [])
    ('Ude: Killed 14, Hurt 3', 'Killed: 14')
    """
    if head and len(row) == len(head) > 1:
        cells = [f"{name} {cell}".strip() for name, cell in zip(head[1:], row[1:], strict=True) if cell]
        return f"{row[0]}: {', '.join(cells)}" if row[0] else ", ".join(cells)
    filled = [cell for cell in row if cell]
    return ": ".join(filled) if len(filled) == 2 and filled[0][-1] not in ":." else " | ".join(filled)


def _out_of_table(item: Any) -> None:
    """Put an item of a list in a table's cell before the table, where the extraction keeps it."""
    table = next((each for each in item.iterancestors("table") if each.getparent() is not None), None)
    if table is None or len((item.text_content() or "").split()) <= _FEWEST_ITEMS:
        return
    item.tag, item.tail = "p", None
    table.addprevious(item)


def _to_paragraphs(items: Any) -> None:
    """Make paragraphs of a list of sentences that stands in no article: it is text, and no menu."""
    for item in items:
        if item.tag == "li":
            item.tag = "p"
    items.drop_tag()


def _lower(raised: Any) -> None:
    text = (raised.text_content() or "").strip()
    before = raised.getprevious()
    told = (before.tail if before is not None else raised.getparent().text) or ""
    if text in _RAISED and re.search(r"\b[kcm]?m$", told):
        raised.text = _RAISED[text]
    elif re.search(r"(?<!\d)10$", told) and text.lstrip("-−").isdigit():
        raised.text = f"^{text}"
    elif _NOTE.fullmatch(text) and re.search(r"[\w.,;:)”\"]$", told):
        raised.drop_tree()
        return
    for child in list(raised):
        child.drop_tag()
    raised.drop_tag()


def problems_of(tree: Any, text: str, published: str | None) -> tuple[str, ...]:
    """Return what a reader should know of a page: damaged letters, teasers instead of a text, a second day."""
    problems: list[str] = []
    damaged = _DAMAGED.findall(text)
    if damaged:
        problems.append(
            f"The page holds damaged characters (“{damaged[0]}”): its encoding was lost before it was saved."
        )
    cards = tree.xpath(_CARDS)
    paragraphs = [p for p in tree.xpath("//p") if len(p.text_content()) > _LONGEST_TEASER]
    if len(cards) >= _FEWEST_ITEMS and not paragraphs:
        problems.append("The page is a list of teasers to other pages, not one report.")
    shown = next((day for p in tree.xpath("//*[@class]") if (day := _shown_day(p)) is not None), None)
    told = parse_date(published[:40]) if published else None
    if shown is not None and told is not None and abs((shown - told).days) == 1:
        problems.append(f"The page shows {shown.isoformat()} as its day, its metadata state {told.isoformat()}.")
    return tuple(problems)


def _shown_day(element: Any) -> Any:
    """Return the day of a line that is set as the page's date line, None elsewhere."""
    classes = set(re.split(r"[\s_-]+", element.get("class", "").casefold()))
    if not classes & _DATE_CLASSES or len(element):
        return None
    words = (element.text_content() or "").strip()
    return parse_date(re.sub(r"^(?:published|posted|updated)\s*:?\s*(?:on\s+)?", "", words, flags=re.IGNORECASE)[:40])
