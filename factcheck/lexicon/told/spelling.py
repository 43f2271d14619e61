"""Two names → how their letters differ, and whether that is heard.

What is written alike is compared without accents, capitals, hyphens and apostrophes: "José" and "Jose" do not differ.
"""

from __future__ import annotations

import functools
import re
import unicodedata

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from factcheck.lexicon.loader import word_list
from factcheck.lexicon.weighed.rarity import rarity

__all__ = [
    "Spelled",
    "are_forms",
    "are_spoken_alike",
    "are_ways",
    "fold_letters",
    "is_common",
    "is_foreign",
    "is_letter_off",
    "spelled",
]

LEAST, LEAST_LONGER = 3, 4  # letters of the shorter and the longer of two spellings
LEAST_FOR_TWO = 7  # … where two letters differ and that is heard
MOST_EDITS = 2
LEAST_UNLIKE = 6  # letters of a last name that another letter makes no other name
RATHER_RARE, UNKNOWN = 0.7, 0.9  # the rarity from which on few texts, and hardly any text, have a word
COMMON = 0.62  # the rarity below which a name is one that many bear
_PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ð": "d", "œ": "oe", "ı": "i", "’": "", "'": "", "-": ""}
)
# letters that English speaks alike, in the order in which they are replaced
_ALIKE = (
    ("sch", "sh"),
    ("ph", "f"),
    ("ck", "k"),
    ("qu", "kw"),
    ("q", "k"),
    ("x", "ks"),
    ("dj", "j"),
    ("tch", "ch"),
    ("z", "s"),
)
_SOFT = re.compile(r"c(?=[eiy])")
_HARD = re.compile(r"c(?!h)")
_SILENT = re.compile(r"(?<![cst])h|(?<=^[kg])h")
_DOUBLED = re.compile(r"([^aeiouy])\1+")
_TWICE = re.compile(r"(.)\1")
_VOWELS = re.compile(r"[aeiouy]+")
_ENDING_F = re.compile(r"(?:ff?|v)$")
_ARTICLE = re.compile(r"^[ae]l(?=[bcdfghjkmnpqrstvwxz]\w{3})")
_Q_ALONE = re.compile(r"q(?!u)")
_FOREIGN_ENDING = re.compile(r"[iujqv]$")
_DIMINUTIVE = re.compile(r"(?:y|ie|ey)$")


class Spelled(msgspec.Struct, frozen=True):
    """How two spellings of a word differ: by how many letters, in the first one, in the order, in what is heard.

    `alike` says that the consonants are spoken alike, so that only vowels and doubled or silent letters differ; `heard`
    that a reader aloud would speak the two otherwise.
    """

    edits: int
    first: bool
    swapped: bool
    alike: bool
    heard: bool


def fold_letters(word: str) -> str:
    """Return a word in small letters without accents, apostrophes and hyphens.

    >>> fold_letters("Pérez-O'Nél")
    'perezonel'
    """
    if word.isascii():
        return word.lower().translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_PLAIN)


@functools.lru_cache(maxsize=100_000)
def spelled(one: str, two: str) -> Spelled | None:
    """Return how two folded words differ where they are close enough to be one name; None where not.

    >>> spelled("leonard", "leonord").heard, spelled("bryce", "bruce").heard, spelled("perry", "petty")
    (False, True, None)
    """
    if one == two or min(len(one), len(two)) < LEAST or max(len(one), len(two)) < LEAST_LONGER:
        return None
    edits = DamerauLevenshtein.distance(one, two)
    alike = _spoken(one) == _spoken(two)
    if edits > MOST_EDITS and not (alike and min(len(one), len(two)) >= LEAST_FOR_TWO and edits == MOST_EDITS + 1):
        return None
    if edits > 1 and not alike and min(len(one), len(two)) < LEAST_FOR_TWO:
        return None
    swapped = sorted(one) == sorted(two)
    return Spelled(edits, one[0] != two[0], swapped, alike, not alike or swapped or _vowels_heard(one, two))


def _spoken(word: str) -> str:
    """Return a word by its consonants as they are spoken, every run of vowels as one mark."""
    text = _ARTICLE.sub("", word)
    for written, said in _ALIKE:
        text = text.replace(written, said)
    text = _HARD.sub("k", _SOFT.sub("s", text))
    text = _ENDING_F.sub("f", _SILENT.sub("", text))
    return _VOWELS.sub("a", _DOUBLED.sub(r"\1", text))


def _as_u(word: str) -> str:
    """Return a word with the vowel that Dutch and French spelling write with two letters as one: "Soekarno"."""
    return word.replace("oe", "u").replace("ou", "u")


def _vowels_heard(one: str, two: str) -> bool:
    """Whether the vowels of two words spoken alike differ where they are stressed: the first, or the end."""
    left, right = (
        _VOWELS.findall(_TWICE.sub(r"\1", _SILENT.sub("", _as_u(word)).replace("y", "i"))) for word in (one, two)
    )
    return left[:1] != right[:1] or (left[-1:] != right[-1:] and bool({one[-1], two[-1]} & set("aeiouy")))


def are_spoken_alike(one: str, two: str) -> bool:
    """Return whether two folded words differ by doubled and silent letters alone.

    >>> are_spoken_alike("sara", "sarah"), are_spoken_alike("darnell", "darnill")
    (True, False)
    """
    left, right = (_TWICE.sub(r"\1", _SILENT.sub("", word)) for word in (one, two))
    return left == right


def are_ways(one: str, two: str) -> bool:
    """Return whether two words are one name of another alphabet, each as some write it in English letters.

    >>> are_ways("mohammed", "muhammad"), are_ways("mohammed", "mustafa")
    (True, False)
    """
    return any({one, two} <= set(row.split()) for row in word_list("names", "written"))


def are_forms(one: str, two: str) -> bool:
    """Return whether two given names are a name and its short form: "Josh" and "Joshua", "Bill" and "Billy".

    >>> are_forms("joshua", "josh"), are_forms("steven", "steve"), are_forms("sara", "sarah")
    (True, True, False)
    """
    short, long = sorted((one, two), key=lambda word: (len(word), word))
    if f"{short} {long}" in word_list("names", "short") or f"{long} {short}" in word_list("names", "short"):
        return True
    if long.startswith(short) and len(long) - len(short) >= 2:
        return True
    stem = _DIMINUTIVE.sub("", long)
    return stem != long and stem in {short, short + short[-1]}


def is_letter_off(alone: str, label: str, *, beside: bool) -> bool:
    """Return whether a folded word is the last name of a full one, or its rare given name, with one letter wrong.

    One of the two must be a word that hardly any text has. `beside` says that a person's words are beside the word.

    >>> is_letter_off("quintrell", "marla quintrel", beside=True), is_letter_off("halls", "ann hall", beside=True)
    (True, False)
    """
    first, *_, last = label.split()
    for name, least in ((last, LEAST_UNLIKE), (first, LEAST_LONGER)):
        how = spelled(alone, name) if alone[0] == name[0] else None
        if how is None or how.first or _is_form(alone, name):
            continue
        long_and_rare = min(len(alone), len(name)) >= LEAST_FOR_TWO and min(rarity(alone), rarity(name)) >= UNKNOWN
        if how.edits > (MOST_EDITS if long_and_rare and name == last else 1):
            continue
        if max(rarity(alone), rarity(name)) < UNKNOWN or (name == first and rarity(name) < UNKNOWN):
            continue
        if rarity(alone) < RATHER_RARE and not beside:
            continue
        if how.alike or how.swapped:
            return True
        framed = alone[:2] == name[:2] and alone[-1] == name[-1]
        if name == last and min(len(alone), len(name)) >= least and (beside or framed):
            return True
    return False


def _is_form(one: str, two: str) -> bool:
    """Whether two words are one name in two forms, or two words for who and what is of one place."""
    short, long = sorted((one, two), key=len)
    return long in {f"{short}s", f"{short}es", f"{short}n", f"{short}i"} or not _homes(one).isdisjoint(_homes(two))


def _homes(word: str) -> set[str]:
    """Return what may be the place of which a word says that somebody or something is: "Norlander", "Norlandese"."""
    members = word_list("localities", "members")
    return {word.removesuffix(ending) for ending in members if word.endswith(ending)}


def is_common(word: str) -> bool:
    """Return whether a word is met often in English, so that two people of that name are no surprise."""
    return rarity(word) < COMMON


def is_foreign(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Return whether the two spellings of a name are another language's, so that either is a reporter's choice.

    English ends no word in i, j, q, u or v, has no q without its u (another writer puts k or g for it), and does not
    pair some letters. An ending tells it in one of the two; odd letters tell it where both have them: a slip makes odd
    letters too. "Dmitri" and "Dmitry" before a rare last name are one system of letters and another.

    >>> is_foreign(("nadim", "sarrafi"), ("nadim", "sarafy")), is_foreign(("jon", "baker"), ("jon", "baaker"))
    (True, False)
    """
    if any(_is_y_or_i(a, b) for a, b in zip(one, two, strict=False)) and not is_common(one[-1]):
        return True
    ends = any(_FOREIGN_ENDING.search(name[-1]) for name in (one, two))
    return ends or _is_by_ear(one, two) or (_has_odd_letters(one) and _has_odd_letters(two))


def _is_y_or_i(one: str, two: str) -> bool:
    """Whether two words differ by a "y" or an "i" at their end alone."""
    return one[:-1] == two[:-1] and {one[-1:], two[-1:]} == {"y", "i"}


def _is_by_ear(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether one has a "q" alone where the other has a "k" or a "g", or a "y" more before a first "e" or "i"."""
    if any(a != b and a.removeprefix("y") == b and b[:1] in "ei" for a, b in ((one[0], two[0]), (two[0], one[0]))):
        return True
    joined = (" ".join(one), " ".join(two))
    return any(_Q_ALONE.sub(letter, a) == b for a, b in (joined, joined[::-1]) for letter in "kg" if _Q_ALONE.search(a))


def _has_odd_letters(name: tuple[str, ...]) -> bool:
    pairs = word_list("names", "foreign")
    return any(_Q_ALONE.search(word) or any(pair in word for pair in pairs) for word in name)
