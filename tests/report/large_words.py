"""The words of large reports: invented places and persons, lists, and templates filled in."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

__all__ = ["WORDS", "days_after", "listed", "person", "place", "written"]

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("large.yaml").read_text(encoding="utf-8"))
FIRST_DAY = dt.date(2031, 3, 12)
_FIELD = re.compile(r"\{([^{}]+)\}")


def days_after(days: int) -> dt.date:
    """Return the day that is so many days after the first event."""
    return FIRST_DAY + dt.timedelta(days=days)


def place(rng: random.Random) -> str:
    return f"{rng.choice(WORDS['places']['starts'])}{rng.choice(WORDS['places']['ends'])}"


def person(rng: random.Random) -> str:
    return f"{rng.choice(WORDS['names']['first'])} {rng.choice(WORDS['names']['last'])}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def written(template: str, fields: Mapping[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return a template with its fields filled in, capitalized, and where each of them stands."""
    text, places = "", {}
    for at, part in enumerate(_FIELD.split(template)):
        word = fields[part] if at % 2 else part
        if at % 2:
            places[part] = (len(text), len(text) + len(word))
        text += word
    return text[:1].upper() + text[1:], places
