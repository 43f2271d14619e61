"""Which short names a text defines for its long ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.parse.aliases import extract_aliases


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the World Food Council (WFC) said", [("World Food Council", "WFC")]),
        ("WFC (World Food Council) said", [("World Food Council", "WFC")]),
        ("the Southern Union Treaty Alliance (SUTA; founded 1990)", [("Southern Union Treaty Alliance", "SUTA")]),
        ("a Ministry of Health (MoH) spokesman", [("Ministry of Health", "MoH")]),
        ("the Bank of Valdoria (BV) and the Bank of Valdoria (BV)", [("Bank of Valdoria", "BV")]),
        ("the Red Cross Aid (RCA) and the Port Union (PU)", [("Red Cross Aid", "RCA"), ("Port Union", "PU")]),
        ("the minister (Anna Berg) said", []),
        ("seven people (AP) were killed", []),
        ("OSLO (AFP) - The mayor said", []),
        ("He left. Water (Monday) rose.", []),
        ("(ABC)", []),
        ("Anything But Clear (", []),
        ("", []),
    ],
)
def test_aliases(text: str, found: list[tuple[str, str]]):
    assert [(alias.name, alias.alias) for alias in extract_aliases(text)] == found


@given(st.text(alphabet="ABc (); -&.", max_size=60))
def test_any_text_is_read_and_names_are_in_it(text: str):
    for alias in extract_aliases(text):
        assert alias.name in text
        assert alias.alias in text
