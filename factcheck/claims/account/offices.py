"""A parsed paragraph becomes roles: who a named person is, by the rank before the name or the office beside it.

"Lt. John Gray", "John Gray, the mayor of Norby". Short forms of ranks are written out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.happening.statement import Statement
from factcheck.language.docview import runs_of, tokens_in, view_of
from factcheck.language.grammar import children_of
from factcheck.language.words import tokens_of
from factcheck.lexicon.accounts import load_accounts
from factcheck.lexicon.reporting import load_reporting
from factcheck.reads import reads

__all__ = ["find_roles"]

LONGEST_TITLE = 5


def find_roles(doc: Doc) -> Iterator[Statement]:
    """Yield the roles of the people whom a paragraph names with first and last name, in text order."""
    for first, last in _names(doc):
        yield from _titled(doc, first, last)
        yield from _in_apposition(doc, first, last)


@reads("role.title")
def _titled(doc: Doc, first: int, last: int) -> Iterator[Statement]:
    """ "Deputy Police Chief Ann Roe"."""
    before = _title_before(doc, first)
    if before is not None:
        yield _statement(doc, before, (first, last))


@reads("role.apposition")
def _in_apposition(doc: Doc, first: int, last: int) -> Iterator[Statement]:
    """ "Ann Roe, the mayor of Norby, said", "the mayor, Ann Roe, said"."""
    beside = _office_beside(doc, last) or _office_ahead(doc, first)
    if beside is not None:
        yield _statement(doc, beside, (first, last))


def _names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the names of two to four capitalized words, without the titles before them."""
    roles = load_reporting().titles["roles"]
    if not any(tokens_of(doc, _triggers())):
        return
    view = view_of(doc)
    for first, end in runs_of(at for at in view.capitals if view.tokens[at].ent_type_ not in {"ORG", "DATE"}):
        start = max((at + 1 for at in range(first, end) if _is_role(view.tokens[at], roles)), default=first)
        if 2 <= end - start <= 4:
            yield start, end


def _is_role(token: Token, roles: frozenset[str]) -> bool:
    return _role_of(token) is not None or token.lower_ in roles


@cache
def _triggers() -> frozenset[str]:
    return load_reporting().titles["roles"] | frozenset(load_accounts().ranks)


def _role_of(token: Token) -> str | None:
    """Return the role that a word names, short forms written out; None where it names none."""
    word = token.lower_
    full = load_accounts().ranks.get(word, word)
    return full if full in load_reporting().titles["roles"] or word in load_accounts().ranks else None


def _title_before(doc: Doc, first: int) -> tuple[int, int] | None:
    """Return the title right before a name: "Deputy Police Chief" in "Deputy Police Chief Ann Roe"."""
    start = first
    while (
        start > 0
        and first - start < LONGEST_TITLE
        and doc[start - 1].pos_ in {"PROPN", "NOUN", "ADJ"}
        and doc[start - 1].text != "."
    ):
        start -= 1
    if start == first or _role_of(doc[first - 1]) is None:
        return None
    opening = next((i for i in range(start, first) if _belongs(doc[i])), first - 1)
    return opening, first


def _belongs(token: Token) -> bool:
    """Return whether a word is part of a title: a rank, what changes one, what an office is of ("Police")."""
    words = load_reporting()
    return (
        _role_of(token) is not None
        or token.lower_ in load_accounts().changing
        or token.text.capitalize() in words.titles["offices"]
    )


def _office_beside(doc: Doc, last: int) -> tuple[int, int] | None:
    """Return the apposition after a name: "the mayor of Norby" in "Ann Roe, the mayor of Norby, said"."""
    if last + 1 >= len(doc) or doc[last].text != ",":
        return None
    for noun in tokens_in(doc, last + 1, last + 8):
        if noun.is_punct or noun.pos_ in {"VERB", "AUX", "SCONJ"} or noun.lower_ in {"who", "whose", "and"}:
            return None
        if (
            noun.pos_ in {"NOUN", "PROPN"}
            and _role_of(noun) is not None
            and not any(child.i > noun.i for child in children_of(noun, "compound", "flat"))
        ):
            if noun.i + 1 < len(doc) and doc[noun.i + 1].pos_ in {"NOUN", "PROPN", "PART"}:
                continue
            start = last + 1
            while start < noun.i and doc[start].pos_ == "DET":
                start += 1
            return start, noun.i + 1
    return None


def _office_ahead(doc: Doc, first: int) -> tuple[int, int] | None:
    """Return the office that a name stands beside: "the mayor" in "The mayor, Ann Roe, said"."""
    if first < 3 or doc[first - 1].text != "," or _role_of(doc[first - 2]) is None:
        return None
    start = first - 2
    while start > 0 and doc[start - 1].pos_ in {"NOUN", "ADJ", "PROPN"}:
        start -= 1
    opened = start > 0 and doc[start - 1].lower_ in {"the", "its", "their", "his", "her", "'s", "a"}
    return (start, first - 1) if opened else None


def _statement(doc: Doc, role: tuple[int, int], name: tuple[int, int]) -> Statement:
    is_premier = role[1] > 1 and doc[role[1] - 2].lower_ == "prime" and doc[role[1] - 1].lower_ == "minister"
    if is_premier:
        role = (min(role[0], role[1] - 2), role[1])
    words = [load_accounts().ranks.get(token.lower_, token.lower_) for token in doc[slice(*role)]]
    core = "premier" if is_premier else _role_of(doc[role[1] - 1]) or words[-1]
    changed = any(word in load_accounts().changing for word in words) or sum(_is_rank(doc[i]) for i in range(*role)) > 1
    label = " ".join(words) if changed else f"{core}: {' '.join(words)}"
    at = name[1] - 1 if role[0] < name[0] else name[0]
    return Statement("role", doc[slice(*name)].text, at, *role, "high", "actual", label)


def _is_rank(token: Token) -> bool:
    return _role_of(token) is not None
