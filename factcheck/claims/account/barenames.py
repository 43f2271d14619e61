"""The words of a name → the name alone: without offices, courtesies, initials and "Jr.", and folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.lexicon.accounts import load_accounts
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.reporting import load_reporting
from factcheck.lexicon.told.spelling import fold_letters

__all__ = ["FEWEST", "MOST", "POSSESSIVE", "WORD", "is_title", "name_in"]

WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}\-][^\W\d_]+)*\.?|\d+")
POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}][sS]?\.?$")
FEWEST, MOST = 2, 4


def name_in(text: str) -> tuple[int, int, str] | None:
    """Return where the name stands in a person's words, and the name folded; None where it is none.

    >>> name_in("Lt. Ann B. Roe Jr.")
    (4, 14, 'ann roe')
    """
    words = list(WORD.finditer(text))
    words = words[_behind_titles([match.group() for match in words]) :]
    behind = word_list("names", "behind")
    while words and _bare(words[-1].group()) in behind:
        words = words[:-1]
    if not words or any(not match.group()[0].isupper() for match in (words[0], words[-1])):
        return None
    initial = {match.group() for match in words if len(match.group()) == len("O.") and match.group().endswith(".")}
    folded = _joined([fold_letters(_bare(match.group())) for match in words if match.group() not in initial])
    if not folded:
        return None
    core = [word for at, word in enumerate(folded) if at in (0, len(folded) - 1) or len(word) > 1]
    ends = load_reporting().titles["groups"]
    if len(core) > MOST or min(map(len, core)) < 2 or folded[-1] in word_list("labels", "streets"):
        return None
    if (
        core[0] in word_list("names", "leading")
        or _is_people(core)
        or any(_is_joined(match.group()) for match in words)
    ):
        return None
    if not all(word.isalpha() for word in core) or any(match.group().rstrip(".") in ends for match in words):
        return None
    end = words[-1].end() - len(_tail(words[-1].group()))
    return words[0].start(), end, " ".join(core)


def _is_people(words: Sequence[str]) -> bool:
    """Whether words begin or end with a people: "Greek Cypriots", "Saudi Arabia"."""
    peoples = word_list("names", "peoples")
    return len(words) > 1 and any(
        word in peoples or word.removesuffix("s") in peoples for word in (words[0], words[-1])
    )


def _behind_titles(words: Sequence[str]) -> int:
    """Return where the name begins behind the offices before it: "Harbour Security Adviser Ann Roe"."""
    first = 0
    while first < len(words) and is_title(words[first], more=len(words) - first > FEWEST):
        first += 1
    inner = [at for at in range(first, len(words) - FEWEST) if _bare(words[at]) in _offices()]
    return max(inner) + 1 if inner else first


def _is_joined(word: str) -> bool:
    """ "Harrow-backed": a word of a name that says what somebody has to do with it."""
    return word.rpartition("-")[2] in word_list("names", "joined")


def _joined(words: Sequence[str]) -> list[str]:
    """Return a name's words with an article that is written apart put to its noun: "el haddad" as "elhaddad"."""
    out: list[str] = []
    for word in words:
        if out and out[-1] in word_list("names", "articles") and len(out) > 1:
            out[-1] += word
        else:
            out.append(word)
    return out


def _tail(word: str) -> str:
    """Return what stands behind a name's last word and belongs to the sentence: a full stop, a genitive."""
    found = POSSESSIVE.search(word)
    return found.group() if found else "." if word.endswith(".") else ""


def _bare(word: str) -> str:
    return POSSESSIVE.sub("", word).rstrip(".").casefold()


def is_title(word: str, *, more: bool) -> bool:
    """Whether a word is an office or a courtesy; before a name of two words or more also in the plural."""
    bare = _bare(word)
    known = _titles()
    nouns = known | word_list("people", "nouns") if more else known
    return bare in nouns or (more and bare.removesuffix("s") in nouns)


@cache
def _offices() -> frozenset[str]:
    """Return the offices and ranks that end a title; a courtesy or a group is none."""
    return load_reporting().titles["roles"] | frozenset(load_accounts().ranks)


@cache
def _titles() -> frozenset[str]:
    titles = load_reporting().titles
    ranks = {word.rstrip(".") for word in load_accounts().ranks}
    courtesies = {word.rstrip(".") for word in titles["men"] | titles["women"]}
    return titles["roles"] | courtesies | ranks | word_list("comparing", "titles")
