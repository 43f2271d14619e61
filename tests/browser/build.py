"""Reports by hand → the pages that the browser tests open. A page more is a line more in `PAGES`."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from factcheck.models import Report
from factcheck.report import render_bytes
from factcheck.report.diff.diff import compare_reports
from factcheck.report.diff.diffview import render_diff
from tests.report.build import make_report
from tests.report.large import make_large
from tests.report.test_hostile import MARKERS, poisoned

WIDTHS = (1440, 768, 390)
SCHEMES = ("light", "dark")


def small_page() -> bytes:
    return render_bytes(make_report(), "html")


def empty_page() -> bytes:
    return render_bytes(Report(), "html")


def one_source_report() -> Report:
    """Return the small report as it would be if only its first source had been read."""
    report = make_report()
    source = report.sources[0]
    mine = {claim.id for claim in report.claims if claim.source_id == source.id}
    alone = [finding for finding in report.findings if set(finding.claim_ids) <= mine]
    return msgspec.structs.replace(
        report,
        sources=(source,),
        origins=(),
        stories=(),
        claims=tuple(claim for claim in report.claims if claim.id in mine and set(claim.derived_from) <= mine),
        findings=tuple(alone),
        topics=(),
    )


def one_source_page() -> bytes:
    return render_bytes(one_source_report(), "html")


def hostile_page() -> bytes:
    """Return the small report with every hostile text in every free field, one behind the other."""
    return render_bytes(poisoned("".join(text for name, text in MARKERS.items() if name != "surrogate")), "html")


def large_page() -> bytes:
    """Return the report with 200 findings on 40 sources."""
    return render_bytes(make_large(200, 40, difficult=True), "html")


def diff_page() -> bytes:
    """Return what differs between a report and the same without its first finding and its last source's title."""
    old = make_report()
    changed = msgspec.structs.replace(old.sources[-1], title="Another headline")
    new = msgspec.structs.replace(old, findings=old.findings[1:], sources=(*old.sources[:-1], changed))
    return render_diff(compare_reports(old, new), names=("old.json", "new.json"))


PAGES: dict[str, Callable[[], bytes]] = {
    "small": small_page,
    "empty": empty_page,
    "one source": one_source_page,
    "hostile": hostile_page,
    "large": large_page,
    "diff": diff_page,
}
