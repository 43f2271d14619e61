"""axe-core finds nothing on any page: WCAG 2.2 AA and its best practices, contrast and target size among them."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types

from tests.browser.build import PAGES, SCHEMES, WIDTHS

pytestmark = pytest.mark.xdist_group("browser")

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}


def complaints(page) -> list[str]:
    """Return a line for each rule that is broken: how often, where first, and what helps."""
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        f"{rule['id']} ×{len(rule['nodes'])} at {' '.join(map(str, rule['nodes'][0]['target']))}: {rule['help']}"
        f" ({' '.join(rule['nodes'][0]['failureSummary'].split())[:300]})"
        for rule in found
    ]


@pytest.mark.parametrize("details", ["closed", "open"])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [name for name in PAGES if name != "large"])
def test_axe_finds_nothing(open_page, name: str, width: int, scheme: str, details: str) -> None:
    tab = open_page(name, width=width, scheme=scheme)
    tab.open_details(to=details == "open")
    assert complaints(tab.page) == []


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_on_a_large_page(open_page, width: int, scheme: str) -> None:
    tab = open_page("large", width=width, scheme=scheme)
    tab.lay_out_everything()
    assert complaints(tab.page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_while_findings_are_filtered(open_page, scheme: str) -> None:
    tab = open_page("small", scheme=scheme)
    tab.need("#search")
    tab.page.fill("#search", "guards")
    assert complaints(tab.page) == []
