"""Numbers of findings and sources → a synthetic report of that size: invented news texts, and what they claim.

Every span is a slice of its source's text, every id resolves, every citation is right, and the figures bear out what
the findings say. The words are those of large.yaml; `difficult` puts in what is hard to lay out: long names and
sentences, words without a break, scripts that run from the right, emoji and combining marks.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence

from factcheck.models import Origin, Report, SetAside, Skipped, Source, Story, Tool
from tests.report.large_accounts import RECIPES, agree, leave_open
from tests.report.large_desk import Desk, Draft
from tests.report.large_words import WORDS, days_after, person, place

ADDRESS = "https://news.example/"

__all__ = ["make_large", "no_findings", "one_source"]

# each code once in a round, those that reports have most of twice
ROUND = (*RECIPES, "FC101", "FC301", "FC502")
ALONE = ("FC103", "FC302", "FC502", "FC104", "FC402")
LEAST_SOURCES = 4
WORDS_A_SOURCE = 400
CLAIMS_A_FINDING = 4
WORDS_A_CLAIM, WORDS_A_FILLER = 21, 17
COPIES = 3  # so many sources of every six go back to one report


def make_large(findings: int, sources: int, *, stories: int = 3, seed: int = 0, difficult: bool = False) -> Report:
    """Return a report with so many findings, of every kind in turn, on so many sources of about 400 words.

    A story has at least four sources, so that few sources have fewer stories. Raises ValueError for fewer than four.
    """
    if sources < LEAST_SOURCES:
        raise ValueError(f"{sources} sources are fewer than {LEAST_SOURCES}")
    codes = [ROUND[at % len(ROUND)] for at in range(findings)]
    return _make(codes, sources, stories=min(stories, sources // LEAST_SOURCES), seed=seed, difficult=difficult)


def one_source(*, seed: int = 0, difficult: bool = False) -> Report:
    """Return a report on one source: what it says twice and in two ways, and what no second source gives."""
    return _make(ALONE, 1, stories=1, seed=seed, difficult=difficult)


def no_findings(*, seed: int = 0, difficult: bool = False) -> Report:
    """Return a report on five sources that agree where they can be compared."""
    return _make((), 5, stories=1, seed=seed, difficult=difficult)


def _make(codes: Sequence[str], sources: int, *, stories: int, seed: int, difficult: bool) -> Report:
    rng = random.Random(seed)  # noqa: S311  the same report every time
    drafts = [_draft(at, at % stories, rng, difficult=difficult) for at in range(sources)]
    desk = Desk(rng=rng, drafts=drafts, fillers=_fillers(len(codes), sources), difficult=difficult)
    origins = _share_origins(desk, stories)
    findings = [RECIPES[code](desk, at % stories) for at, code in enumerate(codes)]
    for at in range(2 + len(codes) // 20):
        agree(desk, at % stories)
        leave_open(desk, at % stories)
    for at, draft in enumerate(drafts):
        _finish(desk, draft, at)
    return Report(
        tool=Tool(version="0.1.0", pipeline="en_factcheck_news 1.0.0", pipeline_sha256="5c" * 32),
        settings={"estimate": "range", "gap_high": 0.25, "gap_medium": 0.05, "hedges": None, "settles_after": 7},
        sources=tuple(_source(draft, at) for at, draft in enumerate(drafts)),
        skipped=(Skipped("scans/quay.pdf", "holds images only, no text"), Skipped("notes.doc", "is empty")),
        origins=tuple(origins),
        stories=tuple(_story(desk, at) for at in range(stories)),
        claims=tuple(desk.claims.values()),
        topics=desk.topics(),
        findings=tuple(findings),
    )


# ------------------------------------------------------------------ sources
def _draft(at: int, story: int, rng: random.Random, *, difficult: bool) -> Draft:
    outlet = f"{rng.choice(WORDS['outlets']['starts'])} {rng.choice(WORDS['outlets']['ends'])}"
    if difficult and at % 3 == 0:
        hard = WORDS["difficult"]
        outlet = f"{hard['outlet']} {outlet}" if at % 2 else f"{outlet} {hard['names'][at // 3 % len(hard['names'])]}"
    title = f"After the {rng.choice(WORDS['events'])}, {place(rng)} waits for answers"
    if difficult:
        title = ("", title, f"{title}: {WORDS['difficult']['word'] * 3}", f"{title} 🚢 הנמל סגור", title)[at % 5]
    # every seventh source says nothing of its day
    published = None if at % 7 == 6 else days_after(5 + at % 11)
    return Draft(number=at + 1, story=story, title=title, publisher=outlet, published=published, text=title)


def _fillers(findings: int, sources: int) -> int:
    """Return how many sentences without a claim stand before one that has one."""
    claims = max(1, findings * CLAIMS_A_FINDING // sources)
    return min(2, max(0, WORDS_A_SOURCE // claims - WORDS_A_CLAIM) // WORDS_A_FILLER)


def _finish(desk: Desk, draft: Draft, at: int) -> None:
    """Put what belongs to the page into a text, and fill it up to its length."""
    if at % 3 == 1:
        line, reason = WORDS["asides"][at % len(WORDS["asides"])]
        start = draft.paragraph(line)
        draft.asides.append(SetAside(start, start + len(line), reason))
    while len(draft.text.split()) < WORDS_A_SOURCE:
        desk.fill(draft)
    if desk.difficult and at % 4 == 0:
        hard = WORDS["difficult"]
        sentence = ", ".join([hard["fragments"][at % len(hard["fragments"])], *[hard["clause"]] * 30])
        draft.add(f"{sentence[:1].upper()}{sentence[1:]}.")
        draft.add(f"The file was called {(hard['word'] * 12)[:300]}.")


def _source(draft: Draft, at: int) -> Source:
    digest = hashlib.sha256(draft.text.encode()).hexdigest()
    fields = {"title": draft.title, "publisher": draft.publisher, "published": draft.published}
    return Source(
        id=draft.id,
        text=draft.text,
        number=draft.number,
        title=draft.title or None,
        publisher=draft.publisher,
        author=f"By {person(random.Random(at))}" if at % 4 == 0 else None,  # noqa: S311  the same one every time
        published=draft.published,
        url=f"{ADDRESS}{draft.id}?from=feed&page={at}" if at % 2 else None,
        path=f"texts/{draft.id}.txt",
        sha256=hashlib.sha256(f"---\n{draft.text}".encode()).hexdigest(),
        text_sha256=digest,
        origin_id=draft.origin,
        found_in={name: "the file’s header" for name, value in fields.items() if value},
        problems=tuple(_problems(draft, at)),
        set_aside=tuple(draft.asides),
    )


def _problems(draft: Draft, at: int) -> Iterable[str]:
    undated, credited = WORDS["problems"]
    if draft.published is None:
        yield undated
    if at % 9 == 2:
        yield credited


# ------------------------------------------------------------------ stories and origins
def _story(desk: Desk, at: int) -> Story:
    members = [draft for draft in desk.drafts if draft.story == at]
    title = next((draft.title for draft in members if draft.title), members[0].publisher)
    return Story(id=f"y{at + 1}", title=title, source_ids=tuple(draft.id for draft in members))


def _share_origins(desk: Desk, stories: int) -> list[Origin]:
    """Give every source its origin: of six sources of a story the first three share one, the others have their own."""
    origins: list[Origin] = []
    for story in range(stories):
        members = [draft for draft in desk.drafts if draft.story == story]
        for start in range(0, len(members), 2 * COPIES):
            block = members[start : start + 2 * COPIES]
            copies = block[:COPIES] if len(block) > 1 else []
            for group in (copies, *([draft] for draft in block[len(copies) :])):
                if group:
                    origins.append(_origin(group, len(origins)))
    return origins


def _origin(group: Sequence[Draft], at: int) -> Origin:
    id_ = f"o{at + 1}"
    for draft in group:
        draft.origin = id_
    numbers = ", ".join(str(draft.number) for draft in group)
    evidence = (
        f"sources {numbers} quote the same 3 sentences",
        f"sources {numbers} give the same facts in the same order, up to {3 + at % 4} in a row",
    )
    return Origin(
        id=id_,
        label=f"{group[0].publisher}, report of the first hour" if len(group) > 1 else group[0].publisher,
        source_ids=tuple(draft.id for draft in group),
        evidence=evidence if len(group) > 1 else (),
        confidence=("high", "medium", "low")[at % 3] if len(group) > 1 else "high",
    )
