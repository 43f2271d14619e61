"""A browser runs nothing, fetches nothing and is asked nothing by what a source says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.report import render_bytes
from tests.browser.build import PAGES
from tests.report.test_hostile import MARKERS, poisoned

pytestmark = pytest.mark.xdist_group("browser")

_BLANK = "<!doctype html><html lang=en><meta charset=utf-8><title>blank</title>"
_GLOBALS = "Object.getOwnPropertyNames(window).filter(each => isNaN(each)).sort()"


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.html"
    path.write_text(_BLANK, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def poisoned_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what writes the page that is spoiled with one hostile text and gives its path."""
    folder = tmp_path_factory.mktemp("hostile")

    def write(name: str) -> Path:
        path = folder / f"{name}.html"
        path.write_bytes(render_bytes(poisoned(MARKERS[name]), "html"))
        return path

    return write


def touch_everything(tab) -> None:
    """Open all, point at all and type into what takes text, as a reader would in an hour."""
    tab.open_details()
    tab.page.evaluate(
        "document.querySelectorAll('body *').forEach(each => ['mouseover', 'focusin', 'click'].forEach("
        "name => each.matches('a, summary, button, input') || each.dispatchEvent(new Event(name, {bubbles: true}))))"
    )
    if tab.page.locator("#search").count():
        tab.page.fill("#search", "<script>alert(1)</script>")
    tab.page.evaluate("location.hash = '<img src=x onerror=alert(1)>'")


@pytest.mark.parametrize("name", MARKERS)
def test_a_hostile_text_does_nothing(open_file, poisoned_file, name: str) -> None:
    tab = open_file(poisoned_file(name))
    touch_everything(tab)
    assert tab.dialogs == []
    assert set(tab.requests) == {tab.address}
    assert tab.complaints == []
    assert tab.page.evaluate("window.violations") == []
    assert tab.page.title().startswith("The unrest at Port Alder")


@pytest.mark.parametrize("name", MARKERS)
def test_a_hostile_text_makes_no_element(open_file, poisoned_file, page_file, name: str) -> None:
    count = "Object.fromEntries(['script', 'style', 'img', 'image', 'base', 'svg', 'link', 'iframe'].map("
    count += "tag => [tag, document.querySelectorAll(tag).length]))"
    listeners = "[...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames())"
    spoiled, clean = open_file(poisoned_file(name)), open_file(page_file("small"))
    assert spoiled.page.evaluate(count) == clean.page.evaluate(count)
    assert not [each for each in spoiled.page.evaluate(listeners) if each.startswith("on") or each == "style"]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "large"])
def test_a_page_leaves_nothing_behind_in_the_window(open_page, open_file, blank_file, name: str) -> None:
    assert open_page(name).page.evaluate(_GLOBALS) == open_file(blank_file).page.evaluate(_GLOBALS)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule_of_its_own_policy(open_page, name: str) -> None:
    tab = open_page(name)
    tab.open_details()
    assert tab.page.evaluate("window.violations") == []
    assert tab.complaints == []


def test_a_script_that_is_not_ours_is_refused(open_page) -> None:
    tab = open_page("small")
    tab.page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert tab.page.evaluate("[window.ran, window.violations.length]") == [None, 1]
