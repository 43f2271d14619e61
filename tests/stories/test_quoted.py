from __future__ import annotations

import pytest

from factcheck.stories.quoted import differing_words, fold_words


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("It’s the “end” of a long road.", "it s the end of a long road", set()),
        ("we ll stay for ten days or more", "We'll stay for 10 days, or more", set()),
        ("very hard to get them to leave", "quite hard to get them to leave", {"very", "quite"}),
        ("so it is very hard to leave", "so it is quite hard to leave", {"very", "quite"}),
        ("it is very hard to leave now", "one lesson is that it is very hard to leave", set()),
        ("the forces ... respect the rights of all", "the forces and the police respect the rights of all", set()),
        ("the order [of the mayor] to close the port", "the order to close the port", set()),
        ("hard for them to leave", "hard for them to go", {"leave", "go"}),
        ("hard for them to leave the city", "not a word of it is true", None),
    ],
)
def test_differing_words(left: str, right: str, words: set[str] | None) -> None:
    found = differing_words(fold_words(left), fold_words(right))
    assert found == differing_words(fold_words(right), fold_words(left))
    assert found == words
