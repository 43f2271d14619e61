"""Whether lines were wrapped at a fixed width shows in their lengths."""

from __future__ import annotations

import textwrap

import pytest

from factcheck.language.wrapping import goes_on, wrap_width

SENTENCE = (
    "The ministry said that the bridge over the river would be closed until further notice, and that nobody had been "
    "hurt when two of its spans gave way at dawn."
)


@pytest.mark.parametrize("width", [60, 72, 100])
def test_wrapped_paragraphs_show_their_width(width: int):
    text = "\n\n".join([textwrap.fill(SENTENCE, width)] * 3)
    assert width - 10 < wrap_width(text) <= width


def test_address_longer_than_the_lines_is_passed_over():
    text = "\n\n".join([textwrap.fill(SENTENCE, 60), f"https://example.org/{'a' * 150}", textwrap.fill(SENTENCE, 60)])
    assert wrap_width(text) == 58


def test_three_lines_of_one_paragraph_are_enough():
    assert wrap_width(f"Bridge closed\n\n{textwrap.fill(SENTENCE, 60)}") == 58


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line.",
        SENTENCE,
        "A headline of more than fifty characters, on the bridge\nBy somebody whose name and office fill the line",
        "Short\nlines\nof\na menu",
    ],
)
def test_other_texts_have_none(text: str):
    assert wrap_width(text) == 0


def test_line_goes_on_where_the_next_word_had_no_room():
    first, second, *_ = textwrap.wrap(SENTENCE, 60)
    text = f"{first}\n{second}\n\nBridge"
    assert goes_on(text, len(first), len(first) + 1, 60)
    assert not goes_on(text, len(text) - 8, len(text) - 6, 60)


def test_what_is_set_aside_at_the_start_of_a_line_counts_for_its_length():
    first, second, *_ = textwrap.wrap(SENTENCE.replace("The", "(UP)"), 60)
    text = f"{first}\n{second.capitalize()}"
    assert goes_on(text, len(first), len(first) + 1, 60)


def test_line_goes_on_behind_either_ending_and_under_the_same_indent():
    first, second, *_ = textwrap.wrap(SENTENCE, 60)
    for ending, indent in (("\r\n", ""), ("\n", "    "), ("\r\n", "\t")):
        text = f"{indent}{first}{ending}{indent}{second}"
        end = len(indent) + len(first)
        assert goes_on(text, end, end + len(ending), 60)


def test_line_set_in_further_begins_a_paragraph():
    first, second, *_ = textwrap.wrap(SENTENCE, 60)
    text = f"{first}\n  {second}"
    assert not goes_on(text, len(first), len(first) + 1, 60)
