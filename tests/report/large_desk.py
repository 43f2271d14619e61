"""The desk at which a large report is written: sentences go into texts, and with them the claims that they make."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence

import msgspec

from factcheck.models import (
    Assumption,
    Attribution,
    Citation,
    Claim,
    Confidence,
    Estimate,
    Finding,
    Pair,
    Position,
    Quantity,
    Scope,
    SetAside,
    Severity,
    Span,
    Topic,
    Value,
    Verdict,
)
from tests.report.large_words import WORDS, days_after, listed, person, place, written

__all__ = ["Desk", "Draft", "Subject", "conclude", "told"]

SURE: Mapping[Confidence, str] = {
    "high": "the passages say it plainly",
    "medium": "part of it is inferred from the wording",
    "low": "the passages can be read in another way",
}
SPEECH = (
    "{(}{content}{)}, {speaker} {cue}.",
    "{speaker} {cue} that {(}{content}{)}.",
    "{cue} {speaker}, {(}{content}{)}.",
)
FOREWORD = "according to"


class Draft(msgspec.Struct):
    """A source's text while it is being written; a span stays right, as text is only added at the end."""

    number: int
    story: int
    title: str
    publisher: str
    published: dt.date | None
    text: str
    origin: str = ""
    sentences: int = 0
    asides: list[SetAside] = msgspec.field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.number}-report"

    def add(self, sentence: str) -> int:
        """Add a sentence, every third one as a new paragraph, and return where it begins."""
        self.sentences += 1
        return self._put(sentence, "\n\n" if self.sentences % 3 == 1 else " ")

    def paragraph(self, line: str) -> int:
        """Add a line that is a paragraph of its own, and return where it begins."""
        self.sentences = 0
        return self._put(line, "\n\n")

    def _put(self, words: str, gap: str) -> int:
        self.text += f"{gap}{words}" if self.text else words
        return len(self.text) - len(words)


class Subject(msgspec.Struct):
    """What a topic is about, and the words for it."""

    id: str
    story: int
    measure: str
    place: str
    event: str
    noun: str = ""
    sentence: str = ""
    verdict: Verdict = "agreement"
    scope: Scope = Scope()

    @property
    def about(self) -> str:
        return f"{self.event} at {self.place}"


class Said(msgspec.Struct, frozen=True):
    """A sentence as it stands in a text, and where its values do."""

    draft: Draft
    sentence: Span
    places: Mapping[str, tuple[int, int]]
    attribution: Attribution | None
    as_of: dt.date | None


class Desk(msgspec.Struct):
    """Collects what the report is made of; `fillers` sentences without a claim stand before each that makes one."""

    rng: random.Random
    drafts: list[Draft]
    fillers: int = 0
    difficult: bool = False
    claims: dict[str, Claim] = msgspec.field(default_factory=dict)
    subjects: list[Subject] = msgspec.field(default_factory=list)

    # ---------------------------------------------------------------- subjects and speakers
    def subject(self, story: int, measure: str, verdict: Verdict, *, like: Subject | None = None) -> Subject:
        """Open a topic; it is about the same event as another one where that is given."""
        noun, sentence = WORDS["nouns"].get(measure, ("", ""))
        made = Subject(
            id=f"t{len(self.subjects) + 1}",
            story=story,
            measure=measure,
            place=like.place if like else place(self.rng),
            event=like.event if like else self.rng.choice(WORDS["events"]),
            noun=noun,
            sentence=sentence,
            verdict=verdict,
        )
        self.subjects.append(made)
        return made

    def label(self, subject: Subject) -> str:
        """Return what a topic is called; every fourth difficult one has a very long name."""
        part = f" ({subject.scope.population})" if subject.scope.population else ""
        label = f"{subject.measure.replace('_', ' ')}: {subject.about}{part}"
        if self.difficult and int(subject.id[1:]) % 4 == 0:
            return ", ".join([label, *[WORDS["difficult"]["clause"]] * 4])
        return label

    def speaker(self) -> str:
        """Return somebody to say it: an office, or a person with a rank."""
        if self.difficult and self.rng.random() < 0.2:
            return str(self.rng.choice(WORDS["difficult"]["names"]))
        if self.rng.random() < 0.5:
            return str(self.rng.choice(WORDS["offices"]))
        return f"{self.rng.choice(WORDS['ranks'])} {person(self.rng)}"

    def shares(self, story: int, count: int, *, most: int = 3) -> list[list[Draft]]:
        """Return that many groups of one to `most` of a story's drafts, apart as far as there are enough of them."""
        members = [draft for draft in self.drafts if draft.story == story]
        wanted = [self.rng.randint(1, most) for _ in range(count)]
        drawn = self.rng.sample(members, min(sum(wanted), len(members)))
        drawn += [members[at % len(members)] for at in range(count - len(drawn))]
        return [drawn[at::count][: wanted[at]] for at in range(count)]

    def copies(self, story: int) -> list[Draft]:
        """Return the drafts of a story that share one origin, another one each time; all of them where none do."""
        members = [draft for draft in self.drafts if draft.story == story]
        groups = [[other for other in members if other.origin == draft.origin] for draft in members]
        return self.rng.choice([group for group in groups if len(group) > 1] or [members])

    # ---------------------------------------------------------------- sentences
    def fill(self, draft: Draft) -> None:
        """Add a sentence that claims nothing."""
        draft.add(self.rng.choice(WORDS["fillers"]).replace("{place}", place(self.rng)))

    def say(
        self, subject: Subject, draft: Draft, values: Mapping[str, str], *, by: str | None = None, content: str = "",
        as_of: dt.date | None = None,
    ) -> Said:  # fmt: skip
        """Add a sentence with the words of some values in it, and return where they stand; `by` is who says it."""
        for _ in range(self.fillers):
            self.fill(draft)
        told = content or subject.sentence
        template = self.rng.choice(SPEECH) if by else "{(}{content}{)}."
        template = template.replace("{content}", told)
        if as_of:
            template = f"As of {as_of.day} {as_of:%B}, {template}"
        if self.difficult and self.rng.random() < 0.3:
            template = f"{template[:-1]}, while {self.rng.choice(WORDS['difficult']['fragments'])}."
        cue = FOREWORD if "{cue} {speaker}" in template else self.rng.choice(WORDS["cues"])
        fields = {"place": subject.place, "event": subject.event, "speaker": by or "", "cue": cue, "(": "", ")": ""}
        sentence, places = written(template, {**fields, **values})
        start = draft.add(sentence)
        at = {name: (start + first, start + last) for name, (first, last) in places.items()}
        attribution = None
        if by:
            attribution = Attribution(
                speaker=by,
                speaker_spans=(at["speaker"],),
                cue=cue,
                cue_spans=(at["cue"],),
                content_spans=((at["("][0], at[")"][0]),),
            )
        return Said(draft, Span(start, start + len(sentence), sentence), at, attribution, as_of)

    def claim(
        self, subject: Subject, said: Said, value: Value, *names: str, scope: Scope | None = None,
        parts: Sequence[Claim] = (), confidence: Confidence = "high",
    ) -> Claim:  # fmt: skip
        """Note that a sentence claims a value, in the words from the first to the last of the named ones."""
        start, end = said.places[names[0]][0], said.places[names[-1]][1]
        made = Claim(
            id=f"{said.draft.id}-{subject.measure}-{start}-{end}",
            source_id=said.draft.id,
            measure=subject.measure,
            about=subject.about,
            value=msgspec.structs.replace(value, surface=said.draft.text[start:end]),
            span=Span.of(said.draft.text, start, end),
            sentence=said.sentence,
            scope=scope or subject.scope,
            attribution=said.attribution,
            as_of=said.as_of,
            derived_from=tuple(part.id for part in parts),
            confidence=confidence,
            story_id=f"y{subject.story + 1}",
            topic_id=subject.id,
        )
        self.claims[made.id] = made
        return made

    def state(
        self, subject: Subject, draft: Draft, value: Value, *, by: str | None = None, content: str = "",
        as_of: dt.date | None = None, confidence: Confidence = "high",
    ) -> Claim:  # fmt: skip
        """Add a sentence that claims one value."""
        said = self.say(subject, draft, {"value": value.surface}, by=by, content=content, as_of=as_of)
        return self.claim(subject, said, value, "value", confidence=confidence)

    # ---------------------------------------------------------------- what it amounts to
    def number(self, claim: Claim) -> int:
        return int(claim.source_id.partition("-")[0])

    def told(self, claims: Sequence[Claim]) -> str:
        """Return the values of some claims with who gives them: "nearly 2,000 (source 4) and 2,500 (source 5)"."""
        givers: dict[str, list[int]] = {}
        for claim in claims:
            givers.setdefault(claim.value.surface, []).append(self.number(claim))
        sources = {
            words: f"source{'s' if len(set(numbers)) > 1 else ''} {listed(list(map(str, sorted(set(numbers)))))}"
            for words, numbers in givers.items()
        }
        return listed([f"{words} ({given})" for words, given in sources.items()])

    def position(self, claims: Sequence[Claim]) -> Position:
        citations = tuple(
            Citation(
                claim_id=claim.id,
                source_id=claim.source_id,
                source_number=self.number(claim),
                start=claim.span.start,
                end=claim.span.end,
                quote=claim.span.quote,
            )
            for claim in claims
        )
        return Position(label=self.told(claims), claim_ids=tuple(claim.id for claim in claims), citations=citations)

    def topics(self) -> tuple[Topic, ...]:
        """Return the topics with the claims that were made on them."""
        members: dict[str, list[Claim]] = {subject.id: [] for subject in self.subjects}
        for claim in self.claims.values():
            members[claim.topic_id or ""].append(claim)
        return tuple(
            Topic(
                id=subject.id,
                story_id=f"y{subject.story + 1}",
                measure=subject.measure,
                about=subject.about,
                label=self.label(subject),
                claim_ids=tuple(claim.id for claim in members[subject.id]),
                scope=subject.scope,
                verdict=subject.verdict,
                estimate=_estimate([claim.value for claim in members[subject.id]]),
            )
            for subject in self.subjects
        )


def _estimate(values: Sequence[Value]) -> Estimate | None:
    """Return the lowest, the first and the highest of the quantities; None where there are none."""
    quantities = [value for value in values if isinstance(value, Quantity)]
    lows = [value.plausible.low for value in quantities if value.plausible.low is not None]
    highs = [value.plausible.high for value in quantities if value.plausible.high is not None]
    if not lows or not highs:
        return None
    return Estimate(low=min(lows), best=quantities[0].nominal[0], high=max(highs))


# ------------------------------------------------------------------ findings
def told(desk: Desk, subject: Subject, draft: Draft, value: Value, **more: str) -> Claim:
    """Let a source give a value: in its own words or a speaker's, for its own day or an earlier one."""
    by = desk.speaker() if desk.rng.random() < 0.5 else None
    as_of = days_after(desk.rng.randrange(3)) if isinstance(value, Quantity) and desk.rng.random() < 0.25 else None
    sure: Confidence = ("high", "high", "high", "medium", "high", "low")[len(desk.claims) % 6]
    return desk.state(subject, draft, value, by=by, as_of=as_of, confidence=sure, **more)


def conclude(
    desk: Desk, subject: Subject, code: str, lead: str, positions: Sequence[Sequence[Claim]], *,
    severity: Severity = "medium", why: str, pairs: Sequence[Pair] = (), fits: Sequence[Claim] = (),
    parts: Sequence[Claim] = (), related: Sequence[Subject] = (), ways: Sequence[Assumption] = (), between: str = "or",
) -> Finding:  # fmt: skip
    """Return the finding; its confidence is that of the least sure of its claims."""
    claims = dict.fromkeys(claim.id for claims in (*positions, fits, parts) for claim in claims)
    sure = max((desk.claims[id_].confidence for id_ in claims), key=["high", "medium", "low"].index)
    told = listed([desk.told(claims) for claims in positions], between)
    return Finding(
        id=f"f{subject.id[1:]}",
        code=code,
        severity=severity,
        confidence=sure,
        topic_id=subject.id,
        message=f"{lead}: {told}.",
        claim_ids=tuple(claims),
        positions=tuple(desk.position(claims) for claims in positions),
        pairs=tuple(pairs),
        compatible_claim_ids=tuple(claim.id for claim in fits),
        related_topic_ids=tuple(other.id for other in related),
        explanation=f"Severity is {severity}: {why}. Confidence is {sure}: {SURE[sure]}.",
        reconciled_if=tuple(ways),
    )
