"""What is said of a file that only a password opens."""

from __future__ import annotations

__all__ = ["ENCRYPTED"]

ENCRYPTED = "it is encrypted; save it without a password first"
