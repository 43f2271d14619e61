"""FC402: one quotation in several mouths."""

from __future__ import annotations

from rapidfuzz import fuzz

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.uttered import position_of_wording, words_of
from factcheck.conflicts.wording import in_marks, said_by, sources_text
from factcheck.models import Claim, weakest
from factcheck.prose import listed
from factcheck.stories.quoted import fold_words, likeness
from factcheck.stories.voices import is_proper, same_speaker

__all__ = ["RULE", "find_other_mouth"]

_SAME_WORDS = 0.85
_LEAST_WORDS = 8
_SAME_NAME = 85  # per cent of rapidfuzz's ratio


def find_other_mouth(view: TopicView) -> tuple[Outcome, ...]:
    """Find a quotation that sources give to different speakers.

    FC402 is raised for quotations of eight words or more in almost the same wording, each with a named speaker.

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
    named = all(is_proper(name, view.board.words) for name in names)
    if left.source_id == right.source_id or not named or same_speaker(*names, view.board.words):
        return False
    # who "he" is was worked out, and may be wrong
    if _is_one_spelled_twice(*names) or "pronoun" in (*left.notes, *right.notes):
        return False
    a, b = fold_words(words_of(left)), fold_words(words_of(right))
    return min(len(a), len(b)) >= _LEAST_WORDS and likeness(a, b) >= _SAME_WORDS


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
