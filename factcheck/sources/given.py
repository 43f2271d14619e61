"""What a format's reader is given: bytes with a name, the way to what lies inside, how much may be unpacked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import msgspec

from factcheck.errors import SourceError, walled
from factcheck.sources.documents import Document

__all__ = ["LARGEST", "Budget", "Given", "OnBad", "sized"]

OnBad = Callable[[SourceError], None]
# bytes of a file that is one document, a page's scripts and pictures included
LARGEST = 10_000_000
# what lies in one file, however deep: its parts, and their bytes once unpacked
MOST_PARTS, MOST_BYTES = 5_000, 300_000_000
DEEPEST = 4
_LONGEST_NAME = 120


class Budget:
    """How many parts and bytes may still be taken out of one file; it is spent by all that lies in it together."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.parts = MOST_PARTS
        self.bytes = MOST_BYTES
        self.over = False

    def take(self, size: int) -> None:
        """Take one part of so many bytes. Raises SourceError, which names the whole file, where that is too much."""
        self.parts -= 1
        self.bytes -= size
        if self.parts < 0 or self.bytes < 0:
            self.over = True
            much = f"{MOST_PARTS:,} parts" if self.parts < 0 else f"{MOST_BYTES:,} bytes once unpacked"
            raise SourceError(self.path, f"it holds more than {much}; take out what is needed")


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one document or of several, and what their reader may ask for.

    `path` names them in messages and is never opened. What is bad inside goes to `on_bad`, the rest is read. `mapping`
    tells which key of a row holds which field. `read` is the way to what lies inside.
    """

    data: bytes
    path: str
    on_bad: OnBad
    budget: Budget
    read: Callable[[Given], list[Document]]
    mapping: Mapping[str, str] = {}
    depth: int = 0

    @property
    def stem(self) -> str:
        """The name without folders and its suffix."""
        return PurePosixPath(self.path).stem

    @property
    def suffix(self) -> str:
        """The suffix in small letters, with its dot."""
        return PurePosixPath(self.path).suffix.lower()

    def inside(self, name: str, data: bytes, fields: Mapping[str, str] | None = None) -> list[Document]:
        """Return the documents of what lies inside under a name, which is no path.

        `fields` say of them what they do not say themselves. What is bad goes to `on_bad`.
        """
        said = {key: value for key, value in (fields or {}).items() if value}
        found = self.inside_by(name, lambda inner: self.read(msgspec.structs.replace(inner, data=data)), len(data))
        return [msgspec.structs.replace(each, fields={**said, **each.fields}) for each in found]

    def inside_by(self, name: str, work: Callable[[Given], list[Document]], size: int = 0) -> list[Document]:
        """Return the documents that `work` makes of what lies inside; it is given this with the inner name."""
        if self.budget.over:
            return []
        path = self.path_of(name)
        if self.depth >= DEEPEST:
            self.on_bad(SourceError(path, f"it lies more than {DEEPEST} files deep; take it out"))
            return []
        try:
            self.budget.take(size)
            return walled(path, work, msgspec.structs.replace(self, path=path, depth=self.depth + 1))
        except SourceError as error:
            self.on_bad(error)
            return []

    def path_of(self, name: str) -> str:
        """Return what messages call that which lies inside under a name."""
        return f"{self.path}/{_plain_name(name)}"


def sized(size: int, limit: int, path: str) -> None:
    """Raise SourceError where a document has more bytes than one of its kind may have."""
    if size > limit:
        raise SourceError(path, f"the file has {size:,} bytes, more than {limit:,}; save its text alone")


def _plain_name(name: str) -> str:
    r"""Return a name as messages show it, without what would lead elsewhere.

    >>> _plain_name("../../etc\\passwd"), _plain_name("/")
    ('etc/passwd', 'unnamed')
    """
    shown = "".join(char if char.isprintable() else " " for char in name.replace("\\", "/"))
    parts = [part.strip() for part in shown.split("/") if part.strip() not in {"", ".", ".."}]
    return "/".join(parts)[-_LONGEST_NAME:].lstrip("/") or "unnamed"
