"""What the page's own script adds: search, filters, folding, keys, and links into what is folded or filtered out."""

from __future__ import annotations

import pytest

from tests.report.build import make_report

pytestmark = pytest.mark.xdist_group("browser")

_SHOWN = "[...document.querySelectorAll('article.finding')].filter(each => each.checkVisibility()).map(each => each.id)"
_ALL = "[...document.querySelectorAll('article.finding')].map(each => each.id)"
_FOCUS = "document.activeElement.id"


@pytest.fixture
def tab(open_page):
    """The small page with its controls."""
    opened = open_page("small")
    opened.need("#search")
    return opened


def shown(tab) -> list[str]:
    ids: list[str] = tab.page.evaluate(_SHOWN)
    return ids


def everything(tab) -> list[str]:
    ids: list[str] = tab.page.evaluate(_ALL)
    return ids


def test_at_first_everything_is_shown(tab) -> None:
    assert shown(tab) == everything(tab) != []


def test_slash_goes_to_the_search(tab) -> None:
    tab.page.keyboard.press("/")
    assert tab.page.evaluate(_FOCUS) == "search"
    assert tab.page.input_value("#search") == ""


def test_keys_are_letters_while_one_types(tab) -> None:
    tab.page.focus("#search")
    tab.page.keyboard.type("jk/")
    assert tab.page.evaluate(_FOCUS) == "search"
    assert tab.page.input_value("#search") == "jk/"


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_keys_with_a_modifier_stay_the_browsers(tab, modifier: str) -> None:
    tab.page.keyboard.press(f"{modifier}+j")
    assert not tab.page.evaluate(_FOCUS).startswith("finding-")


def test_j_and_k_go_through_the_findings(tab) -> None:
    ids = everything(tab)
    seen = []
    for key in ["j"] * len(ids) + ["j"] + ["k"] * len(ids):
        tab.page.keyboard.press(key)
        seen.append(tab.page.evaluate(_FOCUS))
    assert seen[: len(ids)] == ids
    assert seen[len(ids)] == ids[-1]
    assert seen[len(ids) + 1 :] == [*ids[-2::-1], ids[0]]


def test_j_passes_over_what_is_filtered_out(tab) -> None:
    tab.page.fill("#search", "guards")
    left = shown(tab)
    tab.page.evaluate("document.activeElement.blur()")
    for id_ in left:
        tab.page.keyboard.press("j")
        assert tab.page.evaluate(_FOCUS) == id_


def test_where_j_led_is_seen(tab) -> None:
    tab.page.keyboard.press("j")
    assert tab.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert tab.page.evaluate("Math.abs(document.activeElement.getBoundingClientRect().top) < 40")


def test_keys_can_be_turned_off(tab) -> None:
    tab.need("#keys")
    tab.page.uncheck("#keys")
    tab.page.evaluate("document.activeElement.blur()")
    tab.page.keyboard.press("/")
    assert tab.page.evaluate(_FOCUS) != "search"


@pytest.mark.parametrize("words", ["guards", "GUARDS", "coup bread", "Monitor"])
def test_search_shows_the_findings_that_hold_every_word(tab, words: str) -> None:
    tab.page.fill("#search", words)
    texts = {id_: tab.page.locator(f"#{id_}").text_content().lower() for id_ in everything(tab)}
    wanted = [id_ for id_, text in texts.items() if all(word in text for word in words.lower().split())]
    assert shown(tab) == wanted != []


def test_search_for_what_is_nowhere_shows_nothing_and_says_so(tab) -> None:
    tab.page.fill("#search", "xyzzy")
    assert shown(tab) == []
    assert tab.page.locator("[role=status]").inner_text().startswith("0 of ")


def test_escape_clears_the_search(tab) -> None:
    tab.page.fill("#search", "xyzzy")
    tab.page.keyboard.press("Escape")
    assert tab.page.input_value("#search") == ""
    assert shown(tab) == everything(tab)


def test_a_live_region_tells_how_many_are_shown(tab) -> None:
    region = tab.page.locator("[role=status], [aria-live=polite]")
    count = len(everything(tab))
    assert str(count) in region.inner_text()
    tab.page.fill("#search", "guards")
    assert f"{len(shown(tab))} of {count}" in region.inner_text()


def test_each_severity_can_be_left_out(tab) -> None:
    boxes = tab.page.locator("input[name=severity]")
    assert boxes.count() >= 1
    for box in boxes.all():
        value = box.get_attribute("value")
        box.uncheck()
        assert tab.page.locator(f"article.finding[data-severity={value}]:visible").count() == 0
        assert len(shown(tab)) == tab.page.locator(f"article.finding:not([data-severity={value}])").count()
        box.check()
    assert shown(tab) == everything(tab)


@pytest.mark.parametrize("page", ["small", "large"])
@pytest.mark.parametrize("name", ["story", "measure", "source"])
def test_a_choice_leaves_only_what_belongs_to_it(open_page, page: str, name: str) -> None:
    tab = open_page(page)
    tab.lay_out_everything()
    if page == "small" and name == "story":
        assert not tab.page.locator("select#story").count(), "a choice of one"
        return
    tab.need(f"select#{name}")
    values = tab.page.eval_on_selector_all(f"#{name} option", "options => options.map(each => each.value)")
    attribute = {"source": "data-sources"}.get(name, f"data-{name}")
    assert values[0] == ""
    assert len(values) == len(set(values)) > 1
    for value in values[1:]:
        tab.page.select_option(f"#{name}", value)
        assert shown(tab) == tab.page.eval_on_selector_all(
            "article.finding",
            "(all, [name, value]) => all.filter(each => each.getAttribute(name).split(' ').includes(value)"
            " || each.getAttribute(name) === value).map(each => each.id)",
            [attribute, value],
        )
        assert shown(tab)
    tab.page.select_option(f"#{name}", "")
    assert shown(tab) == everything(tab)


def test_filters_act_together(tab) -> None:
    tab.page.fill("#search", "guards")
    tab.page.uncheck("input[name=severity][value=high]")
    assert "high" not in tab.page.eval_on_selector_all(
        "article.finding:not([hidden])", "all => all.map(each => each.dataset.severity)"
    )


def test_reset_shows_everything_again(tab) -> None:
    tab.need("#clear")
    tab.page.fill("#search", "guards")
    tab.page.uncheck("input[name=severity][value=high]")
    tab.page.click("#clear")
    tab.until("!document.querySelector('article.finding[hidden]')")
    assert tab.page.input_value("#search") == ""
    assert str(len(everything(tab))) in tab.page.locator("[role=status]").inner_text()


def test_all_evidence_folds_and_unfolds(tab) -> None:
    tab.need("#collapse")
    evidence = tab.page.locator("details.evidence")
    was = tab.page.locator("#collapse").inner_text()
    tab.page.click("#collapse")
    assert tab.page.locator("details.evidence[open]").count() == 0
    assert tab.page.locator("#collapse").inner_text() != was
    tab.page.click("#collapse")
    assert tab.page.locator("details.evidence[open]").count() == evidence.count() > 0
    assert tab.page.locator("#collapse").inner_text() == was


def test_the_folding_button_says_what_it_does_after_single_ones_were_folded(tab) -> None:
    tab.need("#collapse")
    for summary in tab.page.locator("details.evidence > summary").all():
        summary.click()
    assert tab.page.locator("details.evidence[open]").count() == 0
    tab.until("document.querySelector('#collapse').textContent === 'Expand all'")


def test_a_folded_finding_still_says_what_it_found(tab) -> None:
    tab.page.click("#collapse")
    messages = tab.page.locator("article.finding .message")
    assert messages.count() == len(everything(tab))
    assert all(each.is_visible() for each in messages.all())


def in_sight(tab, id_: str) -> bool:
    sight: bool = tab.page.evaluate(
        "id => { const node = document.getElementById(id), top = node.getBoundingClientRect().top;"
        " return node.checkVisibility() && top > -2 && top < innerHeight; }",
        id_,
    )
    return sight


def test_an_address_with_a_finding_shows_it(open_page) -> None:
    tab = open_page("small", anchor="#finding-3")
    assert in_sight(tab, "finding-3")


def test_a_link_shows_what_was_filtered_out(tab) -> None:
    tab.page.fill("#search", "xyzzy")
    tab.page.evaluate("location.hash = '#finding-3'")
    tab.until("document.getElementById('finding-3').checkVisibility()")
    assert in_sight(tab, "finding-3")
    assert tab.page.input_value("#search") == ""
    assert str(len(everything(tab))) in tab.page.locator("[role=status]").inner_text()


def test_a_link_opens_what_is_folded(tab) -> None:
    tab.open_details(to=False)
    inside = tab.page.eval_on_selector_all("details [id]", "all => all.map(each => each.id)")
    assert inside
    for id_ in inside:
        tab.open_details(to=False)
        tab.page.evaluate("id => { location.hash = ''; location.hash = '#' + id; }", id_)
        tab.until("id => document.getElementById(id).checkVisibility()", id_)
        assert in_sight(tab, id_)


def test_every_link_of_the_page_leads_somewhere(tab) -> None:
    dead = "all => all.map(each => each.hash.slice(1)).filter(id => !document.getElementById(decodeURIComponent(id)))"
    assert tab.page.eval_on_selector_all("a[href^='#']", dead) == []


def test_a_link_clicked_twice_opens_again_what_was_folded_between(tab) -> None:
    link = tab.page.locator("article.finding a.in-text").first
    link.click()
    target = link.get_attribute("href").removeprefix("#")
    assert in_sight(tab, target)
    tab.page.evaluate("id => { document.getElementById(id).closest('details').open = false; }", target)
    link.click()
    tab.until("id => document.getElementById(id).checkVisibility()", target)
    assert in_sight(tab, target)


def test_all_findings_of_the_report_are_reached(tab) -> None:
    ids = tab.page.eval_on_selector_all("[id^=finding-]:not(h3)", "all => all.map(each => each.id)")
    assert sorted(ids) == sorted(f"finding-{number}" for number in range(1, len(make_report().findings) + 1))
