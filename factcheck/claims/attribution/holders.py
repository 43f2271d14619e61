"""Which attribution a span of a source stands under."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.models import Attribution

__all__ = ["attribution_at"]


def attribution_at(attributions: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the innermost attribution whose content covers most of a span, or None: the outlet's own voice."""
    best: tuple[int, int, Attribution] | None = None
    for index, attribution in enumerate(attributions):
        covered = 0
        for first, last in attribution.content_spans:
            if first < end and start < last:
                covered += min(end, last) - max(start, first)
        if 2 * covered <= end - start:
            continue
        size = sum(last - first for first, last in attribution.content_spans)
        if best is None or (size, index) < best[:2]:
            best = (size, index, attribution)
    return best[2] if best else None
