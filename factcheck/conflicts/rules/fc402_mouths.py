"""FC402: one quotation in several mouths."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.uttered import position_of_wording, words_of
from factcheck.conflicts.wording import in_marks, said_by, sources_text
from factcheck.lexicon.comparing import Words
from factcheck.models import Claim, weakest
from factcheck.prose import listed
from factcheck.stories.utterances.abreast import meet
from factcheck.stories.utterances.quoted import fold_words
from factcheck.stories.voices import is_proper, same_speaker

__all__ = ["RULE", "find_other_mouth"]

_SAME_WORDS = 0.9
_LEAST_WORDS = 8
_LEAST_TELLING = 6
_SAME_NAME = 85  # per cent of rapidfuzz's ratio
_NAME_WORD = re.compile(r"[^\W_]+")
_RETOLD = re.compile(r"\b[Aa]s\b[^.,;]{2,40}\b(?:said|says|told us|put it)\b")


def find_other_mouth(view: TopicView) -> tuple[Outcome, ...]:
    """Find a quotation that sources give to different speakers.

    FC402 is raised for quotations of eight words or more in the same wording, or of six words of substance in almost
    the same, each said by a person with a name of their own. What a speaker retells of another is nobody's own.

    Bad: "We will leave when the work is done" said by a minister in one source, by a general in another.
    Good: two officials who both say "no comment".

    Why: a long sentence is rarely said twice; one of the two reports has the wrong name.
    """
    if view.topic.measure != "quotation":
        return ()
    for mine, theirs, other_id in _other_mouths(view):
        claims = [mine, theirs]
        names = listed([f"{said_by(view, claim)} ({sources_text(view, [claim])})" for claim in claims], "or")
        confidence = weakest([*(claim.confidence for claim in claims), "medium"])
        message = f"Sources give one quotation to different speakers, {names}: {in_marks(words_of(mine))}."
        positions = tuple(position_of_wording(view, [claim]) for claim in claims)
        finding = make_finding(
            view,
            "FC402",
            message,
            claims,
            reason="the words are almost the same",
            severity="medium",
            confidence=confidence,
            positions=positions,
            related_topic_ids=(other_id,),
        )
        return (Outcome(finding, "conflict"),)
    return ()


def _is_one_spelled_twice(left: str, right: str) -> bool:
    """Whether two names differ as one does in two spellings: "Wakeman" and "Waakeman"."""
    return fuzz.ratio(left.casefold(), right.casefold()) >= _SAME_NAME


def _other_mouths(view: TopicView) -> list[tuple[Claim, Claim, str]]:
    found = []
    for other in view.board.siblings(view.topic):
        if other.measure == "quotation" and other.id > view.topic.id:
            theirs = [view.board.claims[id_] for id_ in other.claim_ids]
            found += [
                (mine, claim, other.id)
                for mine in view.claims
                for claim in theirs
                if _same_words_other_name(view, mine, claim)
            ]
    return found


def _same_words_other_name(view: TopicView, left: Claim, right: Claim) -> bool:
    names = (view.speaker(left), view.speaker(right))
    if left.source_id == right.source_id or not all(_is_person(name, view.board.words) for name in names):
        return False
    if same_speaker(*names, view.board.words) or _share_a_word(*names) or _is_one_spelled_twice(*names):
        return False
    # who "he" is was worked out, and may be wrong
    if "pronoun" in (*left.notes, *right.notes) or any(_RETOLD.search(words_of(claim)) for claim in (left, right)):
        return False
    a, b = fold_words(words_of(left)), fold_words(words_of(right))
    if a == b:
        return len(a) >= _LEAST_WORDS
    met = meet(a, b, view.board.words.function_words)
    return met is not None and met.words >= _LEAST_TELLING and min(met.quality, met.cover) >= _SAME_WORDS


def _is_person(name: str, words: Words) -> bool:
    """Whether a speaker is a person by name: a body speaks through persons, and one body is part of another."""
    told = [word for word in _NAME_WORD.findall(name) if word[0].isupper()]
    folded = {word.casefold() for word in told}
    named = [word for word in told if word.casefold() not in words.titles]
    return (
        is_proper(name, words)
        and not folded & words.institutions
        and not any(word.isupper() and len(word) > 1 for word in named)
        and (len(named) > 1 or bool(folded & words.titles))
    )


def _share_a_word(left: str, right: str) -> bool:
    """Whether two names have a word in common, as those of one body, and of one family, do."""
    a, b = ({word.casefold() for word in _NAME_WORD.findall(name)} for name in (left, right))
    return bool(a & b)


RULE = Rule(
    find=find_other_mouth,
    codes=(
        Code(
            code="FC402",
            title="Speaker differs",
            line="One quotation is given to different speakers.",
            sides="wordings",
        ),
    ),
)
