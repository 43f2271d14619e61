from __future__ import annotations

import pytest

from factcheck.stories.utterances.quoted import fold_words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It’s the “end” of a long road.", "it s the end of a long road"),
        ("we ll stay for ten days or more", "We'll stay for 10 days, or more"),
        ("It fell by 40% in the U.K.", "it fell by forty per cent in the UK"),
        ("The harbour, you know, was never safe", "the harbour was never safe"),
        ("after World War II", "after world war two"),
        ("The harbour was shut _ the boats were sold", "the harbour was shut: the boats were sold"),
        ("for 2-and-a-half hours", "for 2 1/2 hours"),
    ],
)
def test_what_an_editor_changes_is_folded(left: str, right: str) -> None:
    assert fold_words(left) == fold_words(right)


def test_what_is_asked_is_no_filler() -> None:
    assert fold_words("do you know the harbour") == ("do", "you", "know", "the", "harbour")
