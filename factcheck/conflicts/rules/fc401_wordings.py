"""FC401: one quotation in several wordings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.uttered import position_of_wording, words_of
from factcheck.conflicts.wording import in_marks, said_by, sources_text
from factcheck.models import Assumption, Claim, Confidence, Pair, Severity, gravest, weakest
from factcheck.prose import listed
from factcheck.stories.utterances.abreast import Meeting, meet
from factcheck.stories.utterances.quoted import fold_words
from factcheck.stories.utterances.quoting import is_one_utterance
from factcheck.stories.voices import OUTLET, UNKNOWN, is_proper

__all__ = ["RULE", "find_wordings"]

_LONG_ENOUGH = 0.6  # a quotation that holds less than this share of a longer one is an excerpt of it
_ONE_SENTENCE = 0.75  # share of the shorter wording
_SHARED, _ALONGSIDE, _COVERED = 3, 0.7, 0.7  # what two wordings share at least that differ in substance
_MOST_PLACES, _MOST_WORDS = 2, 8
_REASONS: Mapping[Severity, str] = {
    "medium": "words of substance differ",
    "low": "the sense may be the same",
    "info": "only words of grammar or forms of words differ",
}
_Wording = tuple[tuple[str, ...], list[Claim]]


def find_wordings(view: TopicView) -> tuple[Outcome, ...]:
    """Find a quotation that sources word differently.

    FC401 is raised where more than punctuation and case differs. An excerpt that stands word for word in a longer
    quotation is no finding, nor are words left out with an ellipsis. Severity is medium where a number, a negation or
    a word of substance is another and the rest runs alongside; low where a word stands for its synonym or in one
    alone; it is a note where only words of grammar and forms of words differ.

    Bad: "very difficult to get them to leave" in one source, "quite difficult to convince them to leave" in another.
    Good: "difficult to get them to leave" beside "very difficult to get them to leave", he said.

    Why: quotation marks promise the words that were spoken; two wordings cannot both be those.
    """
    if view.topic.measure != "quotation" or len(view.source_ids) < 2:
        return ()
    wordings = _wordings(view)
    differences = {
        (a, b): met
        for a in range(len(wordings))
        for b in range(a + 1, len(wordings))
        if _several_sources(wordings[a][1], wordings[b][1])
        and not _both_told(wordings[a][1], wordings[b][1])
        and (met := _difference(view, wordings[a], wordings[b]))
    }
    if not differences:
        return ()
    severity = gravest(map(_severity, differences.values()))
    differences = {pair: met for pair, met in differences.items() if _severity(met) == severity}
    shown = _shown(wordings, differences)
    positions = tuple(position_of_wording(view, wordings[at][1]) for at in shown)
    pairs = tuple(
        Pair(positions=(shown.index(a), shown.index(b)), code="FC401", gap=Decimal(f"{met.apart.share:.2f}"))
        for (a, b), met in sorted(differences.items())
    )
    confidence = _confidence(view)
    claims = [claim for at in shown for claim in wordings[at][1]]
    finding = make_finding(
        view,
        "FC401",
        _message(view, wordings, shown, differences),
        claims,
        reason=_REASONS[severity],
        severity=severity,
        confidence=confidence,
        positions=positions,
        pairs=pairs,
        compatible_claim_ids=tuple(sorted(claim.id for claim in view.claims if claim not in claims)),
        reconciled_if=(
            Assumption("one of the wordings is translated or retold", tuple(sorted(claim.id for claim in claims))),
        ),
    )
    return (Outcome(finding, "conflict"),)


def _both_told(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """Whether one source has both: the speaker said the one and the other."""
    return bool({claim.source_id for claim in left} & {claim.source_id for claim in right})


def _wordings(view: TopicView) -> list[_Wording]:
    """Return the distinct folded wordings with their claims, the longest first."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    for claim in view.claims:
        found.setdefault(fold_words(words_of(claim)), []).append(claim)
    return sorted(found.items(), key=lambda wording: (-len(wording[0]), wording[0]))


def _difference(view: TopicView, left: _Wording, right: _Wording) -> Meeting | None:
    """Return where two wordings that differ meet; None where they do not differ, or are two utterances.

    Where nothing but forms and words of grammar differ, two that go on to other things are two sentences.
    """
    met = meet(left[0], right[0], view.board.words.function_words)
    if met is None or not met.apart.any or not is_one_utterance(met):
        return None
    return met if met.apart.telling or met.cover >= _ONE_SENTENCE else None


def _severity(met: Meeting) -> Severity:
    if met.apart.substance and met.words >= _SHARED and min(met.quality - _ALONGSIDE, met.cover - _COVERED) >= 0:
        return "medium"
    return "low" if met.apart.telling else "info"


def _several_sources(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    return {claim.source_id for claim in left} != {claim.source_id for claim in right} or len(
        {claim.source_id for claim in left}
    ) > 1


def _shown(wordings: Sequence[_Wording], differences: Mapping[tuple[int, int], Meeting]) -> list[int]:
    """Return the wordings that differ from another, and those that quote most of one of them word for word."""
    differing = {at for pair in differences for at in pair}
    longest = max(len(wordings[at][0]) for at in differing)
    return [at for at in range(len(wordings)) if at in differing or len(wordings[at][0]) >= _LONG_ENOUGH * longest]


def _confidence(view: TopicView) -> Confidence:
    named = all(view.speaker(claim) not in (OUTLET, UNKNOWN) for claim in view.claims)
    return weakest([*(claim.confidence for claim in view.claims), "high" if named else "medium"])


def _message(
    view: TopicView,
    wordings: Sequence[_Wording],
    shown: Sequence[int],
    differences: Mapping[tuple[int, int], Meeting],
) -> str:
    texts = [
        f"{in_marks(words_of(claims[0]))} ({sources_text(view, claims)})"
        for _, claims in map(wordings.__getitem__, shown)
    ]
    speaker = _speaker(view)
    whose = f" from {speaker}" if speaker else ""
    places = _places(wordings, differences)
    return f"Sources word a quotation{whose} differently{f', {places}' if places else ''}: {listed(texts, 'or')}."


def _speaker(view: TopicView) -> str:
    """Return the shortest name of the speaker; one that was worked out from a pronoun only where there is no other."""
    named = [
        ("pronoun" in claim.notes, -len(name), name)
        for claim in view.claims
        if is_proper(name := said_by(view, claim), view.board.words)
    ]
    return min(named, default=(False, 0, ""))[2]


def _places(wordings: Sequence[_Wording], differences: Mapping[tuple[int, int], Meeting]) -> str:
    """Return the words in which the pair differs that has most in common, as they are printed."""
    (a, b), met = max(differences.items(), key=lambda item: (item[1].weight, item[0]))
    left, right = (words_of(wordings[at][1][0]) for at in (a, b))
    told = [(_as_printed(ours, left), _as_printed(theirs, right)) for ours, theirs in met.apart.places[:_MOST_PLACES]]
    return listed(
        [
            f"{one} against {other}" if one and other else f"{one or other} in one alone"
            for one, other in told
            if one or other
        ]
    )


def _as_printed(words: Sequence[str], text: str) -> str:
    """Return folded words between marks as a text prints them; "" where it has them in another form."""
    found = re.search(r"\W+".join(map(re.escape, words)), text, re.IGNORECASE) if words else None
    return in_marks(found.group()) if found and len(words) <= _MOST_WORDS else ""


RULE = Rule(
    find=find_wordings,
    codes=(
        Code(
            code="FC401",
            title="Wording differs",
            line="One quotation is worded differently, beyond punctuation and case.",
            sides="wordings",
        ),
    ),
)
