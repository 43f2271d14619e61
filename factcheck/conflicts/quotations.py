"""FC401, FC402: one quotation in several wordings, or in several mouths."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from factcheck.conflicts.board import Outcome, TopicView, citations, make_finding, weakest
from factcheck.conflicts.wording import in_marks, said_by, sources_text
from factcheck.models import Assumption, Citation, Claim, Confidence, Pair, Position, Quotation, Severity
from factcheck.prose import listed
from factcheck.stories.quoted import GAP, differing_words, fold_words, likeness, stem
from factcheck.stories.voices import OUTLET, UNKNOWN, is_proper, same_speaker

__all__ = ["find_other_mouth", "find_wordings"]

_LONG_ENOUGH = 0.6  # a quotation that holds less than this share of a longer one is an excerpt of it
_SAME_WORDS = 0.85
_LEAST_WORDS = 8
_SAME_NAME = 85  # per cent of rapidfuzz's ratio
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
        (a, b): words
        for a in range(len(wordings))
        for b in range(a + 1, len(wordings))
        if (words := _difference(wordings[a], wordings[b]))
        and _several_sources(wordings[a][1], wordings[b][1])
        and not _both_told(wordings[a][1], wordings[b][1])
        and _is_one_saying(wordings[a], wordings[b], words, view.board.words.function_words)
    }
    if not differences:
        return ()
    shown = _shown(wordings, differences)
    positions = tuple(_position(view, wordings[at]) for at in shown)
    pairs = tuple(Pair(positions=(shown.index(a), shown.index(b)), code="FC401") for a, b in sorted(differences))
    changed = sorted(frozenset().union(*differences.values()) - view.board.words.function_words - {GAP})
    severity: Severity = "medium" if changed else "low"
    confidence = _confidence(view)
    claims = [claim for at in shown for claim in wordings[at][1]]
    finding = make_finding(
        view,
        "FC401",
        _message(view, [wordings[at] for at in shown]),
        claims,
        reason="words of substance differ" if severity == "medium" else "only function words differ",
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
        message = f"Sources give one quotation to different speakers, {names}: {in_marks(_text(mine))}."
        positions = tuple(_position(view, ((), [claim])) for claim in claims)
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


def _is_named_there(view: TopicView, claim: Claim) -> bool:
    """Whether the words beside a quotation name its speaker; who "he" is was worked out, and may be wrong."""
    spans = claim.attribution.speaker_spans if claim.attribution is not None else ()
    source = view.board.sources.get(claim.source_id)
    name = view.speaker(claim).split()
    if not spans or source is None or not name:
        return bool(name)
    return any(name[-1].casefold() in source.text[start:end].casefold() for start, end in spans)


def _is_one_spelled_twice(left: str, right: str) -> bool:
    """Whether two names differ as one does in two spellings: "Wakeman" and "Waakeman"."""
    return fuzz.ratio(left.casefold(), right.casefold()) >= _SAME_NAME


def _is_one_saying(left: _Wording, right: _Wording, differing: frozenset[str], function_words: frozenset[str]) -> bool:
    """Whether two wordings share at least half as many words of substance as they differ in, or say two things.

    A short one must share as many: its few words recur in anything else that the speaker said of the same.
    """
    ours, theirs = ({stem(word) for word in each[0] if word not in function_words} for each in (left, right))
    weight = 1 if min(len(left[0]), len(right[0])) < _LEAST_WORDS else 2
    apart = {stem(word) for word in differing - function_words} - (ours & theirs)
    return weight * len(ours & theirs) >= len(apart)


def _both_told(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """Whether one source has both: the speaker said the one and the other."""
    return bool({claim.source_id for claim in left} & {claim.source_id for claim in right})


def _text(claim: Claim) -> str:
    return " ".join(claim.value.text.split()) if isinstance(claim.value, Quotation) else claim.span.quote


def _wordings(view: TopicView) -> list[_Wording]:
    """Return the distinct folded wordings with their claims, the longest first."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    for claim in view.claims:
        found.setdefault(fold_words(_text(claim)), []).append(claim)
    return sorted(found.items(), key=lambda wording: (-len(wording[0]), wording[0]))


def _difference(left: _Wording, right: _Wording) -> frozenset[str] | None:
    return differing_words(left[0], right[0])


def _several_sources(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    return {claim.source_id for claim in left} != {claim.source_id for claim in right} or len(
        {claim.source_id for claim in left}
    ) > 1


def _shown(wordings: Sequence[_Wording], differences: dict[tuple[int, int], frozenset[str]]) -> list[int]:
    """Return the wordings that differ from another, and those that quote most of one of them word for word."""
    differing = {at for pair in differences for at in pair}
    longest = max(len(wordings[at][0]) for at in differing)
    return [at for at in range(len(wordings)) if at in differing or len(wordings[at][0]) >= _LONG_ENOUGH * longest]


def _position(view: TopicView, wording: _Wording) -> Position:
    claims = wording[1]
    shown = citations(view, claims)
    first: Citation = shown[0]
    label = _text(next(claim for claim in claims if claim.id == first.claim_id))
    return Position(label=label, claim_ids=tuple(sorted(claim.id for claim in claims)), citations=shown)


def _confidence(view: TopicView) -> Confidence:
    named = all(view.speaker(claim) not in (OUTLET, UNKNOWN) for claim in view.claims)
    return weakest([*(claim.confidence for claim in view.claims), "high" if named else "medium"])


def _message(view: TopicView, wordings: Sequence[_Wording]) -> str:
    speaker = min(
        (name for claim in view.claims if is_proper(name := said_by(view, claim), view.board.words)),
        default="",
        key=lambda name: (-len(name), name),
    )
    texts = [f"{in_marks(_text(claims[0]))} ({sources_text(view, claims)})" for _, claims in wordings]
    whose = f" from {speaker}" if speaker else ""
    return f"Sources word a quotation{whose} differently: {listed(texts, 'or')}."


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
    if _is_one_spelled_twice(*names) or not (_is_named_there(view, left) and _is_named_there(view, right)):
        return False
    a, b = fold_words(_text(left)), fold_words(_text(right))
    return min(len(a), len(b)) >= _LEAST_WORDS and likeness(a, b) >= _SAME_WORDS
