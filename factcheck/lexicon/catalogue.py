"""Turn the measures' TOML files into the catalogue that the extraction and the comparison go by."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

import msgspec

from factcheck.errors import SettingsError, reason_of
from factcheck.lexicon.loader import expanded, table_of

__all__ = ["Catalogue", "Harm", "Measure", "are_open", "load_measures", "measure_of"]


Harm = Literal["none", "fatal", "injury", "either", "unknown"]
Bearers = Literal["any", "people", "anyone", "things"]


class Measure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the catalogue; lexicon/en/measures.toml says what each field means."""

    name: str
    label: str
    phrase: str
    weight: Decimal = Decimal("0.5")
    kind: Literal["numeric", "categorical"] = "numeric"
    accumulates: bool = False
    dimension: str = "count"
    people: bool = False
    harm: Harm = "none"
    persons: str = ""
    counted_in: dict[Harm, str] = {}
    lives: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    noun: frozenset[str] = frozenset()
    toll: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    event: frozenset[str] = frozenset()
    becomes: dict[str, frozenset[str]] = {}
    singles: bool = False
    group: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    # how its claims are grouped into topics
    of_event: bool = False
    of_person: bool = False
    # what its own words and verbs say beside it
    lasts: bool = False
    unplanned: bool = False
    fixed: bool = False
    # a number of what its clause says, as any other counted noun's is
    open: bool = False
    bearers: Bearers = "any"


class _File(msgspec.Struct, forbid_unknown_fields=True):
    measure: list[Measure]


Role = Literal["object", "subject", "state", "noun", "toll", "group", "lives", "through", "event"]


class Catalogue(Mapping[str, Measure]):
    """The measures by name, in order, with an index from each role's words to the measures they trigger."""

    def __init__(self, measures: list[Measure]) -> None:
        self._measures = MappingProxyType({measure.name: measure for measure in measures})
        self._of_harm: dict[tuple[Harm, ...], tuple[Measure, ...]] = {}
        roles: tuple[Role, ...] = get_args(Role)
        self._index: dict[tuple[Role, str], Measure] = {}
        for measure in measures:
            for role in roles:
                for word in getattr(measure, role):
                    self._index.setdefault((role, word), measure)

    def __getitem__(self, name: str) -> Measure:
        return self._measures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._measures)

    def __len__(self) -> int:
        return len(self._measures)

    def triggered(self, role: Role, word: str) -> Measure | None:
        """Return the measure that a word triggers in a role, or None."""
        return self._index.get((role, word))

    def of_harm(self, *harms: Harm) -> tuple[Measure, ...]:
        """Return the measures of people to whom one of these harms came, in order."""
        if harms not in self._of_harm:
            self._of_harm[harms] = tuple(measure for measure in self.values() if measure.harm in harms)
        return self._of_harm[harms]

    def of_dimension(self, dimension: str) -> Measure | None:
        """Return the last measure of a unit's dimension, the one that needs no further sign, or None."""
        found = [measure for measure in self.values() if measure.dimension == dimension and dimension != "count"]
        return found[-1] if found else None


@functools.cache
def load_measures(path: Path | None = None) -> Catalogue:
    """Return the shipped catalogue, extended by a file: its entries come first and replace those of the same name.

    Raises SettingsError where the file cannot be read or does not fit, names a list that is not shipped, or gives a
    weight that is not between 0 and 1.
    """
    shipped = table_of("measures")
    measures = msgspec.convert(shipped, _File).measure
    if path is None:
        return Catalogue(measures)
    try:
        own = msgspec.convert(expanded(tomllib.loads(path.read_text("utf8"))), _File).measure
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError, LookupError) as error:
        raise SettingsError(f"{path}: {reason_of(error)}") from error
    for measure in own:
        if not (measure.weight.is_finite() and 0 <= measure.weight <= 1):
            what = f"the weight {measure.weight} is not a number from 0 to 1"
            raise SettingsError(f"{path}: measure {' '.join(measure.name.split())}: {what}")
    names = {measure.name for measure in own}
    return Catalogue(own + [measure for measure in measures if measure.name not in names])


def are_open(catalogue: Mapping[str, Measure], *names: str) -> bool:
    """Return whether the measures of all these names are of the catalogue and answer open questions as `count` does."""
    return all(name in catalogue and catalogue[name].open for name in names)


def measure_of(catalogue: Mapping[str, Measure], name: str) -> Measure:
    """Return the catalogue's measure; one of middling weight where it has none of that name."""
    plain = name.replace("_", " ")
    return catalogue.get(name) or Measure(name=name, label=plain, phrase=f"the {plain}", weight=Decimal("0.5"))
