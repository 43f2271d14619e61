"""Time the HTML of a large report in a browser: until it shows, and until a filter, a search and a scroll are drawn.

usage: python bench/browser.py DATA_FOLDER [ROUNDS=5] [--findings 500] [--sources 100]

The page is that of a synthetic report of 500 findings on 100 sources, opened from a file in the system's Chromium;
where there is none, the script says so. Each round is a page of its own, and the figures are medians. A click or a
letter is timed until the second animation frame after it has been handled, at best two frames of 16 ms. A long task is
what keeps the page from answering for 50 ms or more. DATA_FOLDER is not read.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import factcheck

ROOT = Path(__file__).resolve().parent.parent
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
_WIDTH, _HEIGHT = 1280, 900
_MINUTES = 3 * 60 * 1000
_TERM = "bridge"
_STEPS = 20

_WATCH = """
window.longTasks = [];
window.noteTasks = (entries) => window.longTasks.push(...entries.map((entry) => entry.duration));
window.taskObserver = new PerformanceObserver((list) => window.noteTasks(list.getEntries()));
window.taskObserver.observe({ type: "longtask", buffered: true });
"""
_FRAMES = "const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));"
_SHOWN = """() => performance.getEntriesByName("first-contentful-paint").length
  && performance.getEntriesByType("navigation")[0].loadEventEnd > 0"""
_LOADED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return [paint.startTime, page.domContentLoadedEventEnd, page.loadEventEnd];
}"""
_CLICK = f"""async () => {{
  {_FRAMES}
  const box = document.querySelector('input[name="severity"][value="medium"]');
  const start = performance.now();
  box.click();
  await frames();
  const taken = performance.now() - start;
  const hidden = document.querySelectorAll("article.finding[hidden]").length;
  box.click();
  await frames();
  return [taken, hidden];
}}"""
_TYPE = f"""async (term) => {{
  {_FRAMES}
  const field = document.querySelector("#search");
  let slowest = 0;
  for (const letter of term) {{
    const start = performance.now();
    field.value += letter;
    field.dispatchEvent(new Event("input", {{ bubbles: true }}));
    await frames();
    slowest = Math.max(slowest, performance.now() - start);
  }}
  const hidden = document.querySelectorAll("article.finding[hidden]").length;
  field.value = "";
  field.dispatchEvent(new Event("input", {{ bubbles: true }}));
  await frames();
  return [slowest, hidden];
}}"""
_SCROLL = f"""async (steps) => {{
  {_FRAMES}
  const start = performance.now();
  for (let at = 0; at <= steps; at += 1) {{
    window.scrollTo({{ top: at / steps * document.documentElement.scrollHeight, behavior: "instant" }});
    await frames();
  }}
  return performance.now() - start;
}}"""
_LONGEST = f"""async () => {{
  {_FRAMES}
  await frames();
  window.noteTasks(window.taskObserver.takeRecords());
  return Math.max(0, ...window.longTasks.splice(0));
}}"""
_HAS_CONTROLS = """() => {
  const form = document.querySelector("#search");
  return Boolean(form && document.querySelector('input[name="severity"][value="medium"]') && form.offsetParent);
}"""


def find_browser() -> str | None:
    """Return the path of the system's Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def visit(browser: Any, address: str) -> dict[str, float]:
    """Open the page anew and return what each step took in milliseconds; without controls some steps are missing."""
    context = browser.new_context(viewport={"width": _WIDTH, "height": _HEIGHT})
    page = context.new_page()
    page.set_default_timeout(_MINUTES)
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="load")
    page.wait_for_function(_SHOWN)
    paint, parsed, loaded = page.evaluate(_LOADED)
    times = {"first contentful paint": paint, "DOMContentLoaded": parsed, "load": loaded}
    times["longest task until loaded"] = page.evaluate(_LONGEST)
    if page.evaluate(_HAS_CONTROLS):
        times["filter click"], times["findings that it hides"] = page.evaluate(_CLICK)
        times["slowest letter of a search"], times["findings that it leaves out"] = page.evaluate(_TYPE, _TERM)
        times["longest task while filtering"] = page.evaluate(_LONGEST)
    times[f"scroll to the end in {_STEPS} steps"] = page.evaluate(_SCROLL, _STEPS)
    times["longest task while scrolling"] = page.evaluate(_LONGEST)
    context.close()
    return times


def table(rounds: Sequence[dict[str, float]]) -> None:
    """Print the median of each step."""
    names = list(rounds[0])
    width = max(map(len, names))
    for name in names:
        middle = statistics.median(times[name] for times in rounds)
        print(f"{name:<{width}}{middle:>10.0f}{'' if name.startswith('findings') else ' ms'}")
    if not any("search" in name for name in names):
        print("no controls")


def write(path: Path, findings: int, sources: int) -> None:
    """Write the page of a synthetic report."""
    from factcheck.report import render
    from tests.report.large import make_large

    render(make_large(findings, sources), path)


def main(arguments: list[str]) -> int:
    """Print the table; where there is no browser, say so."""
    if arguments[:1] == ["--write"]:
        write(Path(arguments[1]), int(arguments[2]), int(arguments[3]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=5)
    parser.add_argument("--findings", type=int, default=500, help="findings of the synthetic report (default 500)")
    parser.add_argument("--sources", type=int, default=100, help="its sources (default 100)")
    options = parser.parse_args(arguments)
    executable = find_browser()
    if executable is None:
        print(f"no browser: none of {', '.join(_BROWSERS)} is installed")
        return 0
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "report.html")
        size = [str(options.findings), str(options.sources)]
        subprocess.run([sys.executable, "-m", "bench.browser", "--write", str(path), *size], cwd=ROOT, check=True)
        about = f"{options.findings} findings on {options.sources} sources"
        print(f"factcheck {factcheck.__version__}, {about}: {path.stat().st_size / 2**20:.1f} MB of HTML")
        table(measure(executable, path.as_uri(), options.rounds))
    return 0


def measure(executable: str, address: str, rounds: int) -> list[dict[str, float]]:
    """Return what each of some visits took; the first, which fills the browser's caches, is dropped."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_FLAGS))
        visits = [visit(browser, address) for _ in range(rounds + 1)][1:]
        browser.close()
    return visits


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
