"""The name of a place or a body as a label that the floors above compare: "park: upper quillan", "norby"."""

from __future__ import annotations

import msgspec

from factcheck.lexicon.loader import word_list, word_map
from factcheck.lexicon.told.spelling import COMMON, LEAST_FOR_TWO, UNKNOWN, Spelled, is_foreign, spelled
from factcheck.lexicon.weighed.rarity import rarity

__all__ = ["Apart", "Locality", "is_transcribed"]

ORDINARY = 0.4  # the rarity below which nobody need look up how a word is written
LEAST = 5  # letters of a word that a slip makes no other word
# endings that make another word of a name: who lives there, what is of there, several of it
_ENDINGS = word_list("localities", "endings")
# letters that writers of other alphabets' names take for each other, in the order in which they are replaced
_TRANSCRIBED = word_map("localities", "transcribed")


class Apart(msgspec.Struct, frozen=True):
    """Two spellings of one word of a name, and how they differ."""

    one: str
    two: str
    how: Spelled


class Locality(msgspec.Struct, frozen=True, order=True):
    """A name: its words, folded, and the noun that tells of which kind it is; "" where none does."""

    words: tuple[str, ...]
    head: str = ""

    @property
    def label(self) -> str:
        """The name in words.

        >>> Locality(("upper", "quillan"), "park").label
        'park: upper quillan'
        """
        return f"{self.head}: {' '.join(self.words)}" if self.head else " ".join(self.words)

    @classmethod
    def from_label(cls, label: str) -> Locality:
        """Return the name of a label.

        >>> Locality.from_label("norby")
        Locality(words=('norby',), head='')
        """
        head, mark, words = label.rpartition(": ")
        return cls(tuple(words.split()), head if mark else "")

    def apart(self, other: Locality) -> Apart | None:
        """Return the one word in which two names of a kind differ where it is one word in two spellings; else None.

        Words that only the longer name has in front are no difference.

        >>> Locality(("quillan",), "park").apart(Locality(("quilllan",), "park")).two
        'quilllan'
        """
        if self.head != other.head:
            return None
        pairs = list(zip(reversed(self.words), reversed(other.words), strict=False))
        odd = [(a, b) for a, b in pairs if a != b]
        if len(odd) != 1:
            return None
        how = _slip(*odd[0], backed=len(pairs) > 1 or bool(self.head))
        return None if how is None else Apart(*odd[0], how)


def _slip(one: str, two: str, *, backed: bool) -> Spelled | None:
    """Return how two words differ where one may be a slip of the other; two letters need `backed`, a word more."""
    least, most = sorted((rarity(one), rarity(two)))
    if min(len(one), len(two)) < LEAST or least < ORDINARY or most < (COMMON if backed else UNKNOWN):
        return None
    how = spelled(one, two)
    if how is None or (how.first and not how.alike) or _is_form(one, two) or _is_noun(one) or _is_noun(two):
        return None
    known = most < UNKNOWN or (least < COMMON and not backed)
    if known and not (how.alike or how.swapped or len(one) != len(two)):
        return None  # a letter for another makes another word of a well-known one
    return how if how.edits == 1 or (backed and (how.alike or min(len(one), len(two)) >= LEAST_FOR_TWO)) else None


def _is_noun(word: str) -> bool:
    """Return whether a word is no name of its own: a slip in one is a slip of the pen."""
    lists = (("localities", "heads"), ("localities", "generic"), ("comparing", "titles"))
    return any(word in word_list(*each) for each in lists)


def _is_form(one: str, two: str) -> bool:
    """Return whether two words are made of one name: "Norland", "Norlander", "Norlands"."""
    return not _stems(one).isdisjoint(_stems(two))


def _stems(word: str) -> set[str]:
    past = {word.removesuffix("d")} if word.endswith("ed") else set[str]()  # "Dissolve", "Dissolved" in a heading
    return {word} | past | {word.removesuffix(ending) for ending in _ENDINGS}


def is_transcribed(one: str, two: str) -> bool:
    """Return whether two spellings may be two ways to write a foreign name in English letters.

    >>> is_transcribed("quillakech", "quillakesh"), is_transcribed("quistenby", "quistanby")
    (True, False)
    """
    alike = _plain(one) == _plain(two) or _plain(_hard(one)) == _plain(_hard(two))
    how = spelled(one, two)
    return alike or (is_foreign((one,), (two,)) and how is not None and how.alike)


def _hard(word: str) -> str:
    return word.replace("ch", "k")


def _plain(word: str) -> str:
    for written, said in _TRANSCRIBED.items():
        word = word.replace(written, said)
    return word
