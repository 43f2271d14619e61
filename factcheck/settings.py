"""The options of a check, as one frozen value that goes into the report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec

from factcheck.models import EstimateRule

__all__ = ["Settings"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a check is done.

    `hedges` is a preset's name or a TOML file, `measures` a TOML file that extends the catalogue, `pipeline` a spaCy
    pipeline's name or folder. `settles_after` is in days. The gaps are relative (0 to 1): from `gap_medium` on a
    conflict is of medium severity, from `gap_high` on of high, before the measure's weight.
    """

    estimate: EstimateRule = "range"
    hedges: str | None = None
    measures: Path | None = None
    pipeline: str | None = None
    settles_after: int = 7
    gap_medium: Decimal = Decimal("0.05")
    gap_high: Decimal = Decimal("0.25")
    same_quotation: Decimal = Decimal("0.72")
