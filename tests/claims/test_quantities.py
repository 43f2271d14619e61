"""Which quantities a sentence states, whatever they measure: the cases are tests/cases/quantities/*.yaml.

A case is a name with `text` and `found`: one row a quantity, in text order, `[numbers, unit or noun, hedge]`, or with
"exact" left out. A unit is written plain, a counted noun behind "of": `[4, of european country]`; nothing named is `-`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.claims.parse.parsed import Block
from factcheck.claims.quantity.read import extract_quantities
from factcheck.language import clean, load_pipeline
from factcheck.lexicon.hedges import load_hedges
from factcheck.models import Quantity

CASES = Path(__file__).parent.parent / "cases" / "quantities"


def files() -> list[Path]:
    return sorted(CASES.glob("*.yaml"))


def _params() -> Iterator[Any]:
    for file in files():
        for name, case in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            yield pytest.param(case, id=f"{file.stem}-{name}", marks=marks)


def read(text: str) -> list[Quantity]:
    doc = load_pipeline()(clean(text))
    found = extract_quantities(doc, load_hedges())
    return [each.to_quantity(text[slice(*Block(doc, 0).range_of(each))], whole=True) for each in found]


def row(quantity: Quantity) -> list[object]:
    numbers = [float(value) for value in quantity.nominal]
    named = quantity.unit or (f"of {quantity.noun}" if quantity.noun else "-")
    hedge = [] if quantity.hedge.kind == "exact" else [quantity.hedge.kind]
    return [numbers[0] if len(numbers) == 1 else numbers, named, *hedge]


def wanted(cell: list[Any]) -> list[object]:
    value = [float(end) for end in cell[0]] if isinstance(cell[0], list) else float(cell[0])
    return [value, *cell[1:]]


@pytest.mark.model
@pytest.mark.parametrize("case", list(_params()))
def test_quantities(case: dict[str, Any]):
    assert [row(each) for each in read(case["text"])] == [wanted(cell) for cell in case["found"]]


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_cases_are_well_formed(file: Path):
    text = file.read_text(encoding="utf-8")
    node = yaml.compose(text)
    assert isinstance(node, yaml.MappingNode)
    names = [key.value for key, _ in node.value]
    assert sorted(set(names)) == sorted(names)
    for name, case in yaml.safe_load(text).items():
        assert {"text", "found"} <= set(case) <= {"text", "found", "xfail"}, name
