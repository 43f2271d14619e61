from __future__ import annotations

import pytest

from factcheck.lexicon.comparing import load_words
from factcheck.stories.utterances.abreast import meet
from factcheck.stories.utterances.apart import Apart
from factcheck.stories.utterances.quoted import fold_words


def _apart(left: str, right: str) -> Apart:
    words = load_words().function_words
    there, back = (meet(fold_words(a), fold_words(b), words) for a, b in ((left, right), (right, left)))
    assert there is not None
    assert back is not None
    assert there.apart.replaced == back.apart.replaced
    return there.apart


@pytest.mark.parametrize(
    ("left", "right", "replaced"),
    [
        ("the old harbour is closed to trawlers", "the old harbour is open to trawlers", {"closed", "open"}),
        ("the harbour wall must never be sold", "the harbour wall must never be leased", {"sold", "leased"}),
        ("a quay known not as a ruin but a start", "a quay not considered a ruin but a start", {"known", "considered"}),
        ("so the old harbour wall is closed", "one lesson is that the old harbour wall is closed", set()),
        ("the harbour ... and its quays are closed", "the harbour, the market and its quays are closed", set()),
        ("the harbours are closing to trawlers", "the harbour is closed to a trawler", set()),
    ],
)
def test_a_word_in_the_place_of_another_is_replaced(left: str, right: str, replaced: set[str]) -> None:
    assert _apart(left, right).replaced == replaced


def test_a_number_and_a_negation_are_told() -> None:
    assert _apart("the harbour held 12 trawlers in winter", "the harbour held 15 trawlers in winter").number
    assert _apart("the harbour did not hold trawlers in winter", "the harbour did hold trawlers in winter").negation


def test_a_word_that_one_has_more_is_told_and_is_no_other_word() -> None:
    more = _apart("trawlers may use the harbour wall", "trawlers may use the northern harbour wall")
    assert more.added == {"northern"}
    assert more.exact
    assert more.places == (((), ("northern",)),)
    assert not more.substance
    assert not _apart("our trawlers may use the harbour wall", "the city's trawlers use the harbour wall").exact


def test_a_synonym_in_the_place_of_a_word_is_no_other_word() -> None:
    alike = _apart("the largest trawler of the harbour sank", "the biggest trawler of the harbour sank")
    assert alike.alike
    assert not alike.replaced
    assert alike.telling
    assert not alike.substance


def test_words_that_tell_little_are_as_words_of_grammar() -> None:
    light = _apart("the trawlers sailed past the harbour", "the trawlers even sailed past the harbour")
    assert light.small
    assert not light.telling


def test_words_at_another_place_are_none_that_differ() -> None:
    moved = _apart("bring back to the harbour the lost trawlers", "bring the lost trawlers back to the harbour")
    assert not moved.substance


def test_two_things_said_do_not_meet() -> None:
    words = load_words().function_words
    assert meet(fold_words("the harbour is closed"), fold_words("nobody signed a contract"), words) is None
