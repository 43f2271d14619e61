"""A text becomes blocks that lie inside it, in order, outside of what is set aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.parse.blocks import LONGEST, LONGEST_SENTENCE, MOST_NUMBERS, split_blocks
from factcheck.models import SetAside

TEXTS = st.text(alphabet="ab. \n\r\t\u2028\u00a0\x0bé🙂", max_size=80) | st.text(max_size=40)
LINE = "The ministry said that the bridge over the river would be closed"


@st.composite
def texts_with_parts(draw: st.DrawFn) -> tuple[str, list[SetAside]]:
    text = draw(TEXTS)
    ends = st.integers(min_value=0, max_value=len(text))
    parts = draw(st.lists(st.tuples(ends, ends), max_size=4))
    return text, [SetAside(min(part), max(part), "menu") for part in parts]


@given(texts_with_parts())
def test_blocks_lie_in_order_outside_of_what_is_set_aside(made: tuple[str, list[SetAside]]):
    text, parts = made
    at = 0
    for start, end in split_blocks(text, parts):
        assert at <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end] != ""
        assert not any(start < part.end and part.start < end for part in parts if part.start < part.end)
        at = end


@given(texts_with_parts())
def test_nothing_else_is_lost(made: tuple[str, list[SetAside]]):
    text, parts = made
    read = {i for start, end in split_blocks(text, parts) for i in range(start, end)}
    aside = {i for part in parts for i in range(part.start, part.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in read | aside)


@pytest.mark.parametrize("text", ["", "   ", "\n\n\n", "\t\n"])
def test_no_text_no_blocks(text: str):
    assert split_blocks(text) == []


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        (
            f"{LINE}\nuntil further notice.\n\nIt was built in 1962.",
            [f"{LINE}\nuntil further notice.", "It was built in 1962."],
        ),
        (f"{LINE}.\n\nUntil further notice.", [f"{LINE}.", "Until further notice."]),
        ("  indented  \n", ["indented"]),
    ],
)
def test_blocks(text: str, blocks: list[str]):
    assert [text[start:end] for start, end in split_blocks(text)] == blocks


@pytest.mark.parametrize("word", ["word ", "word. ", "x"])
def test_long_block_is_cut(word: str):
    text = word * (3 * LONGEST // len(word))
    blocks = split_blocks(text)
    assert len(blocks) > 2
    assert all(end - start <= LONGEST for start, end in blocks)


# ------------------------------------------------------------------ what is no sentence
ROW = "".join(f"{at} dead | " for at in range(MOST_NUMBERS + 1))


@pytest.mark.parametrize("row", [ROW, ROW * 20], ids=["short", "long"])
def test_row_of_a_table_is_left_out_and_its_neighbours_are_read(row: str):
    text = f"It began on Monday. {row}. It ended on Friday."
    assert [text[start:end] for start, end in split_blocks(text)] == ["It began on Monday.", "It ended on Friday."]


def test_what_has_no_end_is_cut_at_its_spaces():
    text = "One ended. " + "word " * 1_000
    pieces = [text[start:end] for start, end in split_blocks(text)]
    assert pieces[0] == "One ended."
    assert all(len(piece) <= LONGEST_SENTENCE for piece in pieces)
    assert " ".join(pieces) == text.strip()


@pytest.mark.parametrize("text", ["word " * 700, f"{'A man and a woman sat there. ' * 900}", "x" * 2_500 + " y" * 900])
def test_text_is_cut_alike_however_it_is_spaced(text: str):
    wide = text.replace(" ", "   ")
    assert [wide[start:end].split() for start, end in split_blocks(wide)] == [
        text[start:end].split() for start, end in split_blocks(text)
    ]
