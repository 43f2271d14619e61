"""What somebody did, as a label that the floors above compare: the verb, what it is done to, who does it, the rest."""

from __future__ import annotations

import msgspec

__all__ = ["Deed"]

_BETWEEN = " | "


class Deed(msgspec.Struct, frozen=True):
    """The lemmas of a clause, each part with its head first; a part that is not written is empty.

    `around` are the other words that narrow it. Of the `notes`, "past" is the tense; who does it is "named", told by a
    "pronoun", or the "speaker" who says so; "several" says that more than one thing is counted.
    """

    verb: str
    done: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The parts in words.

        >>> Deed("pay", ("ransom",), ("guild", "baker"), (), ("past",)).label
        'pay | ransom | guild baker |  | past'
        """
        return _BETWEEN.join([self.verb, *map(" ".join, (self.done, self.doer, self.around, self.notes))])

    @classmethod
    def from_label(cls, label: str) -> Deed | None:
        """Return the deed of a label; None where it is none.

        >>> Deed.from_label("pay | ransom |  |  | past")
        Deed(verb='pay', done=('ransom',), doer=(), around=(), notes=('past',))
        >>> Deed.from_label("plot: coup") is None
        True
        """
        verb, *parts = label.split(_BETWEEN)
        if len(parts) != len(cls.__struct_fields__) - 1:
            return None
        return cls(verb, *(tuple(part.split()) for part in parts))
