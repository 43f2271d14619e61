"""An attribution in token ranges, and where one ends because the next one begins."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from factcheck.claims.attribution.paragraph import Paragraph, Range, trim
from factcheck.lexicon.reporting import Reporting

__all__ = ["CONTRASTS", "Heard", "cut_apart", "go_on"]

CONTRASTS = frozenset({"though", "although", "while", "whereas"})
PAUSES = frozenset({",", "-", "--", "–", "—"})
JOINS = frozenset({"and", "but", "or"})
PERSONS = frozenset({"he", "she", "they"})
REACH = 4  # tokens between a speaker and the cue
SPEAKER_REACH = 12  # tokens from the speaker's first word to the cue


class Heard:
    """Who said what by which words, as token ranges; `content` may be empty where the next block holds it."""

    __slots__ = ("content", "cue", "lemma", "speaker", "words")

    def __init__(
        self, speaker: Range | None, cue: Sequence[int], content: Sequence[Range], lemma: str, words: Reporting
    ) -> None:
        self.speaker = speaker
        self.cue = cue
        self.content = content
        self.lemma = lemma
        self.words = words


def cut_apart(found: Sequence[Heard], paragraph: Paragraph) -> None:
    """Shorten what one cue reports where a second cue of the same writer begins: "…, saying", "…, and she added".

    The second cue would otherwise lie in the words of the first, as if the first speaker had reported it.
    """
    for outer in found:
        for inner in found:
            if inner is outer or not inner.cue or not inner.content:
                continue
            part = next((each for each in outer.content if each[0] <= inner.cue[0] < each[1]), None)
            if part is None or inner.cue[0] in paragraph.quote_at or part[0] < outer.cue[0]:
                continue
            stop = _boundary(outer, inner, paragraph)
            if stop is not None and stop > part[0] + 1:
                place = list(outer.content).index(part)
                outer.content = [*outer.content[:place], trim((part[0], stop), paragraph)]
                joins = not JOINS.isdisjoint(token.lower_ for token in paragraph.doc[stop : stop + 2])
                if joins and inner.speaker is not None and part[0] <= inner.speaker[0] < stop:
                    inner.speaker = outer.speaker  # "said the pier was closed and warned that …"


def _boundary(outer: Heard, inner: Heard, paragraph: Paragraph) -> int | None:
    """Return the token at which the outer words end, or None where the inner cue is part of them."""
    doc = paragraph.doc
    cue = doc[inner.cue[0]]
    first = cue.i
    while first > 1 and doc[first - 1].pos_ in {"ADV", "AUX", "PART"}:
        first -= 1
    if cue.tag_ == "VBG" and (doc[first - 1].text in PAUSES or _closes_with_comma(first - 1, paragraph)):
        return first - 1 if doc[first - 1].text in PAUSES else first
    if not cue.tag_.startswith("VB"):
        return None
    speaker = inner.speaker
    own = (
        doc[first - 1].lower_ not in JOINS
        and speaker is not None
        and cue.i - SPEAKER_REACH < speaker[0] < cue.i
        and speaker[1] >= first - REACH
    )
    if own and speaker is not None:
        first = speaker[0]
    before = doc[first - 1]
    comma = doc[first - 2].text == "," if first > 1 else False
    if before.lower_ in CONTRASTS and own:
        return first - 1
    if before.lower_ in JOINS and own and (comma or doc[first].lower_ in PERSONS):
        return first - 1
    if before.text in {";", "—", "--"} and own:
        return first - 1
    if before.lower_ not in JOINS or own or doc[outer.cue[0]].tag_ != cue.tag_:
        return None
    same = inner.lemma in {outer.lemma, "add"} or not _holds(outer, cue, paragraph)
    return (first - 2 if comma else first - 1) if same else None


def _holds(outer: Heard, cue: Token, paragraph: Paragraph) -> bool:
    """Return whether a verb in the cue's form stands between both cues: what "and" joins the second one to."""
    between = paragraph.doc[outer.cue[-1] + 1 : cue.i]
    return any(token.tag_ == cue.tag_ and token.i not in paragraph.quote_at for token in between)


def _closes_with_comma(index: int, paragraph: Paragraph) -> bool:
    """Return whether a token is a quotation's last mark, behind a comma."""
    return paragraph.quote_until(index) is not None and paragraph.doc[index - 1].text == ","


def go_on(found: Sequence[Heard], paragraph: Paragraph) -> None:
    """Give a quotation that is a sentence of its own to whoever spoke in the sentence before it (free quotation)."""
    held = {index for each in found for part in each.content for index in range(*part)}
    speaking: Heard | None = None
    for start, end in paragraph.sentences:
        quote = paragraph.quote_from(start)
        if quote is not None and quote[1] >= end - 1 and speaking is not None and start not in held:
            speaking.content = [*speaking.content, quote]
            continue
        inside = [
            each
            for each in found
            if start <= each.cue[0] < end and each.speaker is not None and each.cue[0] not in paragraph.quote_at
        ]
        speaking = (
            inside[-1] if inside and "clause.strong" in inside[-1].words.frames.get(inside[-1].lemma, ()) else None
        )
