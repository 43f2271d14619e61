"""Names of rules: what a rule returns carries its name on, and a trace keeps what refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import pytest

from factcheck import reads as named
from factcheck.claims.quantity.not_counts import OF_ALL, OF_BARE
from factcheck.reads import reads, refused, refuses, rules, tracing


class Thing(msgspec.Struct, frozen=True):
    word: str
    read_by: tuple[str, ...] = ()


class Pair(NamedTuple):
    word: str
    read_by: tuple[str, ...] = ()


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules of these tests are no rules of the program."""
    monkeypatch.setattr(named, "_RULES", dict(named._RULES))


def test_what_a_rule_returns_carries_its_name():
    @reads("test.inner")
    def inner(word: str) -> Thing:
        return Thing(word)

    @reads("test.outer")
    def outer(word: str) -> Thing | None:
        return inner(word) if word else None

    assert outer("a") == Thing("a", ("test.inner", "test.outer"))
    assert outer("") is None


def test_what_a_rule_yields_carries_its_name():
    @reads("test.each")
    def each() -> Iterator[Pair]:
        yield Pair("a")
        yield Pair("b", ("test.before",))

    assert list(each()) == [Pair("a", ("test.each",)), Pair("b", ("test.before", "test.each"))]


def test_a_rule_can_only_return_what_carries_names():
    @reads("test.text")
    def text() -> str:
        return "a"

    with pytest.raises(TypeError, match=r"test\.text"):
        text()


def test_two_rules_cannot_share_a_name():
    @reads("test.one")
    def one() -> None:
        return None

    with pytest.raises(ValueError, match=r"test\.one"):
        refuses("test.one")(one)


def test_a_rule_is_listed_with_what_it_says():
    @refuses("test.check")
    def check() -> bool:
        """A number that counts nothing: "Route 66".

        More of it.
        """
        return True

    rule = rules()["test.check"]
    assert (rule.says, rule.refuses, rule.module) == ('A number that counts nothing: "Route 66".', True, __name__)
    assert check()


def test_a_trace_is_kept_only_inside_its_block():
    @refuses("test.year")
    def check() -> bool:
        return True

    refused(check, "1991")
    with tracing() as noted:
        assert refused(check, "2014") == "test.year"
    refused(check, "2021")
    assert [(each.rule, each.words) for each in noted] == [("test.year", "2014")]


def test_every_rule_says_what_it_reads_and_where_it_stands():
    import factcheck.claims.read
    import factcheck.stories  # noqa: F401  the rooms of both name the rules

    assert [rule.name for rule in rules().values() if not rule.says] == []
    assert [rule.name for rule in rules().values() if "." not in rule.name] == []


def test_the_checks_of_what_does_not_count_are_all_in_their_tables():
    in_tables = [check.rule_name for check in (*OF_ALL, *OF_BARE)]  # type: ignore[attr-defined]  # @refuses gives it
    assert sorted(in_tables) == sorted(name for name in rules() if name.startswith("not-count."))
    assert len(set(in_tables)) == len(in_tables)
