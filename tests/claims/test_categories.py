"""Spans and topics of accounts, and the lists behind them; the sentences are tests/cases/claims/account/*.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.claims.account.read import extract_categories
from factcheck.errors import SettingsError
from factcheck.language import clean, load_pipeline
from factcheck.lexicon.categories import load_categories, load_events


@pytest.mark.model
def test_spans_are_slices_of_the_published_text() -> None:
    text = "  The mayor said the fire was “caused by a gas leak”."
    doc = load_pipeline()(clean(text[2:]))
    for claim in extract_categories(doc, offset=2, source_id="s", text=text):
        assert text[claim.span.start : claim.span.end] == claim.span.quote
        assert text[claim.sentence.start : claim.sentence.end] == claim.sentence.quote


@pytest.mark.model
def test_a_pronoun_takes_the_topic_of_the_source() -> None:
    doc = load_pipeline()("Engineers said it was caused by a gas leak.")
    claims = extract_categories(doc, offset=0, source_id="s", topic="explosion")
    assert [claim.about for claim in claims] == ["explosion"]
    assert extract_categories(doc, offset=0, source_id="s") == []


@pytest.mark.parametrize(
    ("slot", "first", "second", "expected"),
    [
        ("cause", "plot: coup attempt", "grievance: fuel prices", True),
        ("cause", "grievance: fuel prices", "plot: coup attempt", True),
        ("cause", "grievance: fuel prices", "grievance: wages", False),
        ("cause", "fuel", "plot: coup", False),
        ("cause", "fixed_time: in two days", "state_reached: calm", False),
        ("condition", "fixed_time: in two days", "state_reached: calm", True),
        ("condition", "decision: court approves", "state_reached: calm", False),
        ("status", "a: b", "c: d", False),
    ],
)
def test_only_listed_classes_exclude_each_other(slot: str, first: str, second: str, *, expected: bool) -> None:
    assert load_categories().exclusive(slot, first, second) is expected


@pytest.mark.parametrize(
    ("slot", "words", "expected"),
    [
        ("cause", "concern over mounting fuel costs", "grievance"),
        ("cause", "a short circuit", "accident"),
        ("cause", "the circuit", None),
        ("cause", "Lightning", "natural"),
        ("condition", "the situation is under control", "state_reached"),
        ("nonsense", "lightning", None),
    ],
)
def test_class_of_words(slot: str, words: str, expected: str | None) -> None:
    assert load_categories().class_of(slot, words.split()) == expected


@pytest.mark.parametrize(
    ("word", "particles", "expected"),
    [("pulled", ["out"], "departure"), ("pulled", [], None), ("Left", [], "departure")],
)
def test_event_of_a_verb(word: str, particles: list[str], expected: str | None) -> None:
    assert load_events().of_verb(word, particles) == expected


def test_two_words_for_one_event() -> None:
    events = load_events()
    assert events.of_noun("disturbances") == events.of_noun("riot") == "unrest"
    assert events.of_noun("table") is None


def test_a_broken_list_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[cause", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"mine\.toml"):
        load_categories(path)


def test_a_user_adds_a_class(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[cause.curse]\nwords = "curse"\n', encoding="utf-8")
    assert load_categories(path).class_of("cause", ["the", "curse"]) == "curse"
