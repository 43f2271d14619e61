"""Arguments → files and a summary; the only package that prints, and the one that turns errors into exit statuses.

The heavy libraries are imported by the commands that need them, so that help is quick.
"""

from __future__ import annotations

from factcheck.cli import check, compare, measurefiles, reports, why
from factcheck.cli.root import main

__all__ = ["check", "compare", "main", "measurefiles", "reports", "why"]
