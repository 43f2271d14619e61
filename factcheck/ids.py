"""What a thing is made of → its id, the same for the same parts on every machine."""

from __future__ import annotations

import hashlib

__all__ = ["short_id"]


def short_id(prefix: str, *parts: str) -> str:
    """Return an id made of the parts' SHA-256, the same for the same parts in the same order."""
    return prefix + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
