"""What a page looks like: as wide as the window, no text cut off or over another, nothing asked of the network."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.build import PAGES, WIDTHS
from tests.report.build import make_report

pytestmark = pytest.mark.xdist_group("browser")

_REFLOW = 320  # WCAG 2.2, 1.4.10: the width at which nothing may need scrolling in two directions

# shown to screen readers alone
_UNSEEN = """const unseen = (node) => {
  for (let at = node; at; at = at.parentElement) {
    if (getComputedStyle(at).clipPath === "inset(50%)") return true;
  }
  return false;
};"""

_CLIPPED = (
    """() => { """
    + _UNSEEN
    + """ return [...document.querySelectorAll("body *")].filter((node) => {
  if (!node.clientWidth || unseen(node) || node.closest("svg, select, input")) return false;
  const { overflowX, overflowY } = getComputedStyle(node);
  const hides = (value) => value === "hidden" || value === "clip";
  return (hides(overflowX) && node.scrollWidth > node.clientWidth + 1)
    || (hides(overflowY) && node.scrollHeight > node.clientHeight + 1);
}).map((node) => `${node.tagName} ${node.className}: ${node.textContent.slice(0, 60)}`); }"""
)

_OUTSIDE = (
    """() => { """
    + _UNSEEN
    + """ return [...document.querySelectorAll("body *")].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && !unseen(node) && !node.closest(".scroll, svg");
}).slice(0, 8).map((node) => `${node.tagName}.${node.className} ends at ${node.getBoundingClientRect().right}`); }"""
)

_OVERLAPS = (
    """() => { """
    + _UNSEEN
    + """
  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || unseen(parent) || parent.closest("script, option") || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) pieces.push({ box, node });
  }
  pieces.sort((one, other) => one.box.top - other.box.top);
  const found = [];
  pieces.forEach(({ box, node }, at) => {
    for (let next = at + 1; next < pieces.length && pieces[next].box.top < box.bottom; next += 1) {
      const other = pieces[next];
      if (other.node === node) continue;
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - other.box.top;
      if (wide > 2 && high > 0.5 * Math.min(box.height, other.box.height)) {
        found.push(`${node.data.trim().slice(0, 40)} / ${other.node.data.trim().slice(0, 40)}`);
      }
    }
  });
  return found.slice(0, 8);
}"""
)


@pytest.mark.parametrize("details", ["closed", "open"])
@pytest.mark.parametrize("width", [*WIDTHS, _REFLOW])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_too_wide_or_cut_off_or_over_another(open_page, name: str, width: int, details: str) -> None:
    tab = open_page(name, width=width)
    tab.open_details(to=details == "open")
    tab.lay_out_everything()
    assert {
        "too wide": max(0, tab.page.evaluate("document.scrollingElement.scrollWidth") - width),
        "outside the window": tab.page.evaluate(_OUTSIDE),
        "cut off": tab.page.evaluate(_CLIPPED),
        "over another": tab.page.evaluate(_OVERLAPS),
    } == {"too wide": 0, "outside the window": [], "cut off": [], "over another": []}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_wide_table_scrolls_in_its_own_region(open_page, width: int) -> None:
    tab = open_page("large", width=width)
    regions = tab.page.evaluate(
        "[...document.querySelectorAll('table')].filter(each => each.scrollWidth > document.body.clientWidth)"
        ".map(each => getComputedStyle(each.parentElement).overflowX + ' ' + each.parentElement.tabIndex)"
    )
    assert set(regions) <= {"auto 0", "scroll 0"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_itself(open_page, name: str) -> None:
    tab = open_page(name)
    tab.open_details()
    tab.page.mouse.wheel(0, 100_000)
    tab.page.wait_for_load_state("networkidle")
    assert set(tab.requests) == {tab.address}


def test_the_fonts_of_a_page_are_the_readers_own(open_page) -> None:
    assert open_page("small").page.evaluate("document.fonts.size") == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_paper_shows_no_controls(open_page, name: str) -> None:
    tab = open_page(name)
    tab.page.emulate_media(media="print")
    controls = tab.page.locator("button, input, select, textarea, form, [role=search], nav")
    assert [each.inner_text() for each in controls.all() if each.is_visible()] == []


def test_a_page_on_paper_is_dark_on_white_whatever_the_screen(open_page) -> None:
    tab = open_page("small", scheme="dark")
    tab.page.emulate_media(media="print")
    colours = tab.page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours[0] in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert sum(int(part) for part in colours[1].removeprefix("rgb(").removesuffix(")").split(",")) < 3 * 64


def test_a_page_printed_from_the_browser_holds_what_is_closed_on_the_screen(open_page) -> None:
    tab = open_page("small")
    tab.open_details(to=False)
    paper = PdfReader(BytesIO(tab.page.pdf()))
    text = "".join("".join(sheet.extract_text().split()) for sheet in paper.pages)
    words = make_report().sources[-1].text.split()
    assert "".join(words[:6]) in text
    assert not tab.page.locator("details[open]").count()
