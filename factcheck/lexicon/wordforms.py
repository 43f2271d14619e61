"""A lemma becomes the forms it is written in, by the regular rules of English and a list of exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["plural", "verb_forms", "verb_table"]

VOWELS = frozenset("aeiou")
SIBILANTS = ("s", "x", "z", "ch", "sh")


def verb_forms(lemma: str) -> tuple[str, ...]:
    """Return a regular verb's forms.

    >>> verb_forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        stem = lemma if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1]
        return lemma, lemma + "s", lemma + "d", stem + "ing"
    return lemma, lemma + ("es" if lemma.endswith((*SIBILANTS, "o")) else "s"), lemma + "ed", lemma + "ing"


def verb_table(lemmas: Iterable[str], irregular: Iterable[str]) -> dict[str, str]:
    """Return a table from every form to its lemma.

    An irregular row is a lemma and its other forms, which take precedence.

    >>> verb_table(["say"], ["say said"])["said"]
    'say'
    """
    rows: Mapping[str, tuple[str, ...]] = {row.split()[0]: tuple(row.split()) for row in irregular}
    wanted = sorted(set(lemmas))
    forms = {form: lemma for lemma in wanted for form in verb_forms(lemma)}
    forms.update({form: lemma for lemma in wanted for form in rows.get(lemma, ())})
    return forms


def plural(noun: str) -> str:
    """Return a regular noun's plural.

    >>> plural("outage"), plural("injury"), plural("crash")
    ('outages', 'injuries', 'crashes')
    """
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(SIBILANTS) else "s")
