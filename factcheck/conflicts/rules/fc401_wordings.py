"""FC401: one quotation in several wordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.uttered import position_of_wording, words_of
from factcheck.conflicts.wording import in_marks, said_by, sources_text
from factcheck.models import Assumption, Claim, Confidence, Pair, Severity, weakest
from factcheck.prose import listed
from factcheck.stories.utterances.abreast import Apart, meet
from factcheck.stories.utterances.quoted import fold_words
from factcheck.stories.utterances.quoting import is_one_utterance
from factcheck.stories.voices import OUTLET, UNKNOWN, is_proper

__all__ = ["RULE", "find_wordings"]

_LONG_ENOUGH = 0.6  # a quotation that holds less than this share of a longer one is an excerpt of it
_Wording = tuple[tuple[str, ...], list[Claim]]


def find_wordings(view: TopicView) -> tuple[Outcome, ...]:
    """Find a quotation that sources word differently.

    FC401 is raised where more than punctuation and case differs. An excerpt that stands word for word in a longer
    quotation is no finding, nor are words left out with an ellipsis. Severity is medium where words of substance
    differ, low where only function words do.

    Bad: "very difficult to get them to leave" in one source, "quite difficult to convince them to leave" in another.
    Good: "difficult to get them to leave" beside "very difficult to get them to leave", he said.

    Why: quotation marks promise the words that were spoken; two wordings cannot both be those.
    """
    if view.topic.measure != "quotation" or len(view.source_ids) < 2:
        return ()
    wordings = _wordings(view)
    differences = {
        (a, b): apart
        for a in range(len(wordings))
        for b in range(a + 1, len(wordings))
        if _several_sources(wordings[a][1], wordings[b][1])
        and not _both_told(wordings[a][1], wordings[b][1])
        and (apart := _difference(view, wordings[a], wordings[b]))
    }
    if not differences:
        return ()
    shown = _shown(wordings, differences)
    positions = tuple(position_of_wording(view, wordings[at][1]) for at in shown)
    pairs = tuple(
        Pair(positions=(shown.index(a), shown.index(b)), code="FC401", gap=Decimal(f"{apart.share:.2f}"))
        for (a, b), apart in sorted(differences.items())
    )
    severity: Severity = "medium" if any(apart.substance for apart in differences.values()) else "low"
    confidence = _confidence(view)
    claims = [claim for at in shown for claim in wordings[at][1]]
    finding = make_finding(
        view,
        "FC401",
        _message(view, [wordings[at] for at in shown]),
        claims,
        reason="words of substance differ" if severity == "medium" else "the sense is the same",
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


def _difference(view: TopicView, left: _Wording, right: _Wording) -> Apart | None:
    """Return what two wordings differ in; None where that is nothing, or where they are two utterances."""
    met = meet(left[0], right[0], view.board.words.function_words)
    return met.apart if met is not None and met.apart.any and is_one_utterance(met) else None


def _several_sources(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    return {claim.source_id for claim in left} != {claim.source_id for claim in right} or len(
        {claim.source_id for claim in left}
    ) > 1


def _shown(wordings: Sequence[_Wording], differences: Mapping[tuple[int, int], Apart]) -> list[int]:
    """Return the wordings that differ from another, and those that quote most of one of them word for word."""
    differing = {at for pair in differences for at in pair}
    longest = max(len(wordings[at][0]) for at in differing)
    return [at for at in range(len(wordings)) if at in differing or len(wordings[at][0]) >= _LONG_ENOUGH * longest]


def _confidence(view: TopicView) -> Confidence:
    named = all(view.speaker(claim) not in (OUTLET, UNKNOWN) for claim in view.claims)
    return weakest([*(claim.confidence for claim in view.claims), "high" if named else "medium"])


def _message(view: TopicView, wordings: Sequence[_Wording]) -> str:
    speaker = min(
        (name for claim in view.claims if is_proper(name := said_by(view, claim), view.board.words)),
        default="",
        key=lambda name: (-len(name), name),
    )
    texts = [f"{in_marks(words_of(claims[0]))} ({sources_text(view, claims)})" for _, claims in wordings]
    whose = f" from {speaker}" if speaker else ""
    return f"Sources word a quotation{whose} differently: {listed(texts, 'or')}."


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
