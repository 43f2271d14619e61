"""Without a script the page is read in full: nothing waits for one, and no control stands there that does nothing."""

from __future__ import annotations

import pytest

from tests.browser.build import PAGES
from tests.report.build import make_report

pytestmark = pytest.mark.xdist_group("browser")

_READ = """node => {
  const copy = node.cloneNode(true);
  copy.querySelectorAll("a.to-finding").forEach((each) => each.remove());
  return copy.textContent.replace(/\\s+/g, " ");
}"""


@pytest.fixture
def tab(open_page):
    """The small page in a browser that runs no script."""
    return open_page("small", script=False)


def seen(tab) -> str:
    return " ".join(tab.page.locator("body").inner_text().split())


def unfold(tab) -> None:
    """Click on everything that folds and is closed, as a reader would."""
    for summary in tab.page.locator("details:not([open]) > summary").all()[::-1]:
        summary.click()


def test_no_script_runs(tab) -> None:
    assert tab.page.locator("#shown").count() == 0 or not tab.page.locator("#shown").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_no_control_stands_there_that_does_nothing(open_page, name: str) -> None:
    controls = open_page(name, script=False).page.locator("button, input, select, textarea, form, [role=search]")
    assert [each.evaluate("each => each.outerHTML") for each in controls.all() if each.is_visible()] == []


def test_every_message_is_seen(tab) -> None:
    closed = tab.page.locator("article.finding .message")
    assert all(each.is_visible() for each in closed.all())
    unfold(tab)
    messages = [each for each in tab.page.locator(".message").all() if each.is_visible()]
    assert len(messages) == len(make_report().findings)
    assert all(each.inner_text().strip() for each in messages)


def test_every_cited_sentence_is_seen(tab) -> None:
    unfold(tab)
    quotes = tab.page.locator("blockquote, .excerpt")
    assert all(each.is_visible() for each in quotes.all())
    report = make_report()
    cited = {id_ for finding in report.findings for id_ in finding.claim_ids}
    words = {" ".join(claim.span.quote.split()) for claim in report.claims if claim.id in cited}
    text = seen(tab)
    assert {quote for quote in words if quote not in text} == set()


def test_the_whole_table_is_seen(tab) -> None:
    cells = tab.page.locator("table.matrix th, table.matrix td")
    assert cells.count()
    assert all(each.is_visible() for each in cells.all())


def test_every_source_text_is_reached_by_clicks(tab) -> None:
    unfold(tab)
    texts = tab.page.locator("article.source .text")
    sources = make_report().sources
    assert texts.count() == len(sources)
    for place, source in zip(texts.all(), sources, strict=True):
        assert place.is_visible()
        assert place.evaluate(_READ).strip() == " ".join(source.text.split())


def test_nothing_is_left_that_cannot_be_opened(tab) -> None:
    unfold(tab)
    assert tab.page.locator("details:not([open])").count() == 0
    hidden = "all => all.filter(each => each.textContent.trim() && !each.checkVisibility()"
    hidden += " && !each.closest('head, script, style, form, svg, .unseen')).map(each => each.outerHTML.slice(0, 99))"
    assert tab.page.eval_on_selector_all("body *", hidden) == []


def test_no_text_speaks_of_a_control_that_is_not_there(tab) -> None:
    unfold(tab)
    text = seen(tab).lower()
    assert not [words for words in ("press /", "filter", "collapse all", "expand all") if words in text]


def test_a_link_into_a_text_opens_it(tab) -> None:
    """A browser of itself opens what a fragment leads into; where it does not, the text is one click away."""
    link = tab.page.locator("article.finding a.in-text").first
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    unfold(tab)
    assert tab.page.locator(f"[id='{target}']").is_visible()
