"""All that a mouse reaches a keyboard reaches, in the order of the text, and it is seen where one is."""

from __future__ import annotations

import pytest

from tests.browser.build import PAGES

pytestmark = pytest.mark.xdist_group("browser")

_STOPS = """() => {
  const ways = "a[href], button, input, select, textarea, summary, [tabindex]";
  window.stops = [...document.querySelectorAll(ways)].filter((node) => node.tabIndex >= 0 && !node.disabled
    && node.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true }));
  window.look = (node) => {
    const style = getComputedStyle(node);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join(" ");
  };
  window.looks = window.stops.map(window.look);
  return window.stops.map((node) => `${node.tagName} ${node.id || node.getAttribute("href") || node.className}`);
}"""

_HERE = """() => {
  const node = document.activeElement;
  const at = window.stops.indexOf(node);
  if (at < 0) return { at, is: node.tagName, marked: true, seen: true };
  const box = node.getClientRects()[0];
  const [x, y] = [Math.max(box.left, 0) + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, 40) / 2];
  const top = document.elementFromPoint(x, y);
  return {
    at,
    is: `${node.tagName} ${node.id || node.getAttribute("href") || node.className}`,
    marked: window.look(node) !== window.looks[at] && getComputedStyle(node).outlineStyle !== "none",
    seen: y >= 0 && y <= innerHeight && Boolean(top) && (node.contains(top) || top.contains(node)),
  };
}"""


def walk(tab, key: str, steps: int) -> list[dict[str, object]]:
    """Press a key again and again and tell where each press led."""
    places = []
    for _ in range(steps):
        tab.page.keyboard.press(key)
        places.append(tab.page.evaluate(_HERE))
    return places


@pytest.mark.parametrize("details", ["closed", "open"])
@pytest.mark.parametrize("name", [name for name in PAGES if name != "large"])
def test_tab_reaches_everything_once_in_the_order_of_the_text(open_page, name: str, details: str) -> None:
    tab = open_page(name)
    tab.open_details(to=details == "open")
    stops = tab.page.evaluate(_STOPS)
    places = walk(tab, "Tab", len(stops) + 1)
    assert [place["is"] for place in places[:-1]] == stops
    assert [place["at"] for place in places[:-1]] == list(range(len(stops)))
    assert places[-1]["at"] in {-1, 0}, "the last stop holds the focus"


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_the_focus_is_can_be_seen(open_page, width: int, scheme: str) -> None:
    tab = open_page("small", width=width, scheme=scheme)
    tab.open_details()
    places = walk(tab, "Tab", len(tab.page.evaluate(_STOPS)))
    assert [place["is"] for place in places if not place["marked"]] == []
    assert [place["is"] for place in places if not place["seen"]] == []


def test_shift_tab_goes_back_the_same_way(open_page) -> None:
    tab = open_page("small")
    stops = tab.page.evaluate(_STOPS)
    walk(tab, "Tab", len(stops))
    back = walk(tab, "Shift+Tab", len(stops) - 1)
    assert [place["at"] for place in back] == list(range(len(stops) - 2, -1, -1))


@pytest.mark.parametrize("name", ["small", "one source"])
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_what_folds_opens_and_closes_by_key(open_page, name: str, key: str) -> None:
    tab = open_page(name)
    for fold in tab.page.locator("details").all():
        before = fold.evaluate("each => each.open")
        fold.locator("> summary").focus()
        tab.page.keyboard.press(key)
        assert fold.evaluate("each => each.open") is not before
        tab.page.keyboard.press(key)
        assert fold.evaluate("each => each.open") is before


def test_a_skip_link_leads_to_the_text(open_page) -> None:
    tab = open_page("small")
    tab.need("a.skip")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.matches('a.skip')")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate(
        "Boolean(document.activeElement.closest('main')) && !document.activeElement.closest('nav')"
    )


def test_a_wide_table_moves_by_arrow_keys(open_page) -> None:
    tab = open_page("small", width=390)
    tab.page.locator(".scroll").first.focus()
    tab.page.keyboard.press("ArrowRight")
    tab.until("document.querySelector('.scroll').scrollLeft > 0")
