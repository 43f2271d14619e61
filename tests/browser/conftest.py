"""One Chromium for all browser tests, and pages that open in it without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Route, sync_playwright

from tests.browser.build import PAGES

_COMMANDS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --no-first-run --hide-scrollbars"
).split()
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""


@dataclass
class Tab:
    """A page that is open, its address, and what it did while it was."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open_details(self, *, to: bool = True) -> None:
        """Open or close all that folds."""
        self.page.evaluate("to => document.querySelectorAll('details').forEach(each => each.open = to)", to)

    def lay_out_everything(self) -> None:
        """Lay out what a browser leaves until it is scrolled to."""
        self.page.evaluate(
            "[...document.querySelectorAll('*')].filter(each => getComputedStyle(each).contentVisibility === 'auto')"
            ".forEach(each => { each.style.contentVisibility = 'visible'; })"
        )

    def until(self, expression: str, argument: object = None) -> None:
        """Wait until the expression holds, for half a minute at most; the page's policy forbids to wait inside it."""
        for _ in range(600):
            if self.page.evaluate(expression, argument):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"never came true: {expression}")

    def need(self, selector: str) -> None:
        """Fail where the page has no such control."""
        assert self.page.locator(selector).count(), f"the page has no {selector}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = os.environ.get("CHROMIUM")
    command = named or next(filter(None, map(shutil.which, _COMMANDS)), None)
    if command is None:
        pytest.skip("no Chromium here: install it (Debian: apt-get install chromium) or name its path in CHROMIUM")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=command, args=_FLAGS)
        except Error as error:
            if named:
                raise
            pytest.skip(f"the Chromium at {command} does not start: {error.message.splitlines()[0]}")
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what writes a page of `PAGES` once and gives its path."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str) -> Path:
        path = folder / f"{name.replace(' ', '-')}.html"
        if not path.exists():
            path.write_bytes(PAGES[name]())
        return path

    return write


@pytest.fixture
def open_file(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """Return what opens a file in a fresh tab where every other address is refused and written down."""
    contexts: list[BrowserContext] = []

    def visit(path: Path, *, width: int = 1440, scheme: str = "light", script: bool = True, anchor: str = "") -> Tab:
        address = path.as_uri()
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        tab = Tab(context.new_page(), address)

        def answer(route: Route) -> None:
            tab.requests.append(route.request.url)
            if route.request.url.split("#")[0] == address:
                route.continue_()
            else:
                route.abort()

        def refuse(dialog: Dialog) -> None:
            tab.dialogs.append(dialog.message)
            dialog.dismiss()

        context.route("**/*", answer)
        tab.page.add_init_script(_WATCH)
        tab.page.on("console", lambda line: tab.complaints.append(line.text) if line.type != "log" else None)
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.page.on("dialog", refuse)
        tab.page.goto(address + anchor)
        return tab

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(open_file: Callable[..., Tab], page_file: Callable[[str], Path]) -> Callable[..., Tab]:
    """Return what opens a page of `PAGES` by its name."""

    def visit(name: str, **options: object) -> Tab:
        return open_file(page_file(name), **options)

    return visit
