"""Which quotations are one utterance where who speaks is not sure."""

from __future__ import annotations

import pytest

from factcheck.lexicon.comparing import load_words
from factcheck.models import Attribution, Claim, Note, Quotation, Span
from factcheck.stories.utterances.quoting import group_quotations

LONG = "We have nothing against the ferry crews but the winter timetable is a danger to every passenger"


def said(source: int, text: str, speaker: str, *notes: Note) -> Claim:
    return Claim(
        id=f"s{source}",
        source_id=f"s{source}",
        measure="quotation",
        about=None,
        value=Quotation(text=text, surface=text),
        span=Span(0, len(text), text),
        sentence=Span(0, len(text), text),
        attribution=Attribution(speaker=speaker),
        notes=notes,
    )


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        (said(1, LONG, "Bo Lind", "pronoun"), said(2, LONG, "Ada Marsh"), 1),
        (said(1, LONG, "Bo Lind"), said(2, LONG, "Ada Marsh"), 2),
        (said(1, "The ferry is late", "Bo Lind", "pronoun"), said(2, "The ferry is late", "Ada Marsh"), 2),
    ],
)
def test_whom_a_pronoun_means_is_not_sure(one: Claim, other: Claim, groups: int) -> None:
    assert len(group_quotations([one, other], {}, load_words(), 0.8)) == groups
