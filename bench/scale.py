"""Time stories and findings as the material doubles, and measure the memory that they take.

usage: python bench/scale.py DATA_FOLDER [CLAIMS=1000000] [REPORTS=20000]

Findings: CLAIMS synthetic claims in a tenth as many stories of three sources each, shared out to two processes, through
`group_topics` and `find_findings`. Stories: REPORTS synthetic reports of 400 words and thirty names, three to an event,
through `group_stories`. Each is run at a quarter, a half and all; every size is a fresh process, the times are of the
clock and the memory is the peak of the processes together. The target is at most 2.2 times as much for a doubling.
DATA_FOLDER is not read.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import msgspec
from wordfreq import top_n_list

from factcheck.conflicts import find_findings
from factcheck.lexicon.catalogue import load_measures
from factcheck.lexicon.comparing import load_words
from factcheck.models import Claim, Interval, Mention, Origin, Quantity, Reading, Scope, Source, Span, Story
from factcheck.settings import Settings
from factcheck.stories import group_stories, group_topics

_CLAIMS, _REPORTS, _PROCESSES, _PER_STORY = 1_000_000, 20_000, 2, 10
_MEASURES = ("deaths", "injured", "missing", "detained", "troops")
_MOST = 2.2
_DAY = dt.date(2020, 1, 1)


class Cost(msgspec.Struct, frozen=True):
    """What a run took: seconds of the clock, MB at its peak, and what came out."""

    seconds: float
    megabytes: float
    found: int


def peak() -> float:
    """Return the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ------------------------------------------------------------------ findings
def made_claim(story: int, at: int, rng: random.Random) -> Claim:
    """Return a claim of one of a story's three sources: mostly the story's number, at times another."""
    measure = _MEASURES[at % len(_MEASURES)]
    number = Decimal(story % 90 + 10 + (rng.random() < 0.2) * rng.randint(1, 40))
    point, span = Interval.point(number), Span(at * 50, at * 50 + 2, str(number))
    source = f"{story}-{at % 3}"
    return Claim(
        id=f"{source}-{measure}-{at}",
        source_id=source,
        measure=measure,
        about=None,
        value=Quantity(nominal=(number,), strict=point, plausible=point, surface=str(number)),
        span=span,
        sentence=span,
        scope=Scope(population="child", part="subset") if rng.random() < 0.2 else Scope(),
        as_of=_DAY + dt.timedelta(days=story % 3000 + rng.randint(0, 2)),
    )


def find(first: int, last: int) -> tuple[float, float, int]:
    """Make the claims of a stretch of stories and judge them; the making is not timed."""
    rng = random.Random(first)
    sources, stories, readings = [], [], []
    for story in range(first, last):
        claims = [made_claim(story, at, rng) for at in range(_PER_STORY)]
        ids = tuple(f"{story}-{at}" for at in range(3))
        sources += [Source(id=id_, text="", number=at, published=claims[0].as_of) for at, id_ in enumerate(ids, 1)]
        stories.append(Story(id=f"y{story}", title="", source_ids=ids))
        readings += [Reading(source_id=id_, claims=tuple(c for c in claims if c.source_id == id_)) for id_ in ids]
    origins = [Origin(id=f"o{source.id}", label=source.id, source_ids=(source.id,)) for source in sources]
    catalogue, words, settings = load_measures(None), load_words(), Settings()
    start = time.perf_counter()
    grouped = group_topics(stories, readings, catalogue, settings=settings, words=words)
    findings, _ = find_findings(grouped, sources, origins, catalogue, settings, words=words)
    return time.perf_counter() - start, peak(), len(findings)


def findings_of(number: int) -> Cost:
    """Judge that many claims in two processes at a time."""
    stories = number // _PER_STORY
    ends = [stories * at // _PROCESSES for at in range(_PROCESSES + 1)]
    with multiprocessing.get_context("spawn").Pool(_PROCESSES, maxtasksperchild=1) as pool:
        parts = pool.starmap(find, pairwise(ends))
    return Cost(max(part[0] for part in parts), sum(part[1] for part in parts), sum(part[2] for part in parts))


# ------------------------------------------------------------------ stories
def group(number: int) -> tuple[float, float, int]:
    """Make that many reports and group them; the making is not timed."""
    rng = random.Random(number)
    common = top_n_list("en", 4000)
    towns = [f"Town{at}" for at in range(3000)]
    sources, readings = [], []
    for at in range(number):
        event = random.Random(at // 3)
        names = [event.choice(towns), *(f"Name{event.randrange(200_000)}" for _ in range(29))]
        kept = [name for name in names if rng.random() < 0.7]
        text = [common[min(int(rng.paretovariate(0.6)), len(common) - 1)] for _ in range(400)]
        for name in kept:
            text.insert(rng.randrange(1, len(text)), name)
        sources.append(
            Source(
                id=f"r{at}", number=at + 1, text="A report: " + " ".join(text),
                published=_DAY + dt.timedelta(days=(at // 3) % 1500 + rng.randint(0, 2)),
            )
        )  # fmt: skip
        readings.append(Reading(source_id=f"r{at}", mentions=tuple(Mention(name, "PERSON", 0, 1) for name in kept)))
    start = time.perf_counter()
    found = group_stories(sources, readings, words=load_words())
    return time.perf_counter() - start, peak(), len(found)


def stories_of(number: int) -> Cost:
    """Group that many reports in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        return Cost(*pool.apply(group, (number,)))


def table(title: str, number: int, run: Callable[[int], Cost]) -> bool:
    """Print a line for a quarter, a half and all; return whether every doubling keeps to the target."""
    print(f"{title}\n{'number':>10}{'seconds':>10}{'times':>8}{'MB':>8}{'times':>8}{'found':>10}")
    before: Cost | None = None
    kept = True
    for share in (number // 4, number // 2, number):
        cost = run(share)
        longer = cost.seconds / before.seconds if before else 0.0
        larger = cost.megabytes / before.megabytes if before else 0.0
        shown = [f"{value:.2f}" if before else "" for value in (longer, larger)]
        print(f"{share:>10}{cost.seconds:>10.1f}{shown[0]:>8}{cost.megabytes:>8.0f}{shown[1]:>8}{cost.found:>10}")
        kept = kept and longer <= _MOST and larger <= _MOST
        before = cost
    return kept


def main(arguments: list[str]) -> int:
    """Print the two tables and whether the target is met."""
    if not arguments:
        print(__doc__)
        return 2
    claims = int(arguments[1]) if len(arguments) > 1 else _CLAIMS
    reports = int(arguments[2]) if len(arguments) > 2 else _REPORTS
    met = [table("findings", claims, findings_of), table("stories", reports, stories_of)]
    print(f"at most {_MOST} times for a doubling: {'met' if all(met) else 'missed'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
