"""Make copies of real reports and see which are known for what they are; time origins as reports double.

usage: python bench/origins.py DATA_FOLDER [REPORTS=200] [LARGEST=10000] [--read]

Copies: of REPORTS random reports of the packs 01 to 16 each is copied in five ways, among the other reports of its
event. `whole` gets another outlet's byline and loses a sentence, `trimmed` keeps the first third to two thirds of its
paragraphs and four fifths of their sentences, `reordered` has its paragraphs shuffled and every sixth sentence gone,
`reworded` has words exchanged for others of one sense (WordNet's), passives turned, sentences split and left out and
its paragraphs partly shuffled, its numbers kept, and `passage` is another report of the same event, or of the next,
into which two or three of its paragraphs are set. A copy is found where it has one origin with its report, a passage
where half of it is marked. A pair is false where a copy is linked to a report of the event to which its own report is
not; of passages, precision is the share of the marked characters that were set in, in hosts that have nothing of the
report by themselves. What the reports of an event have in common by themselves is read by eye, not counted here. With
`--read` their claims are read too (minutes), so that retellings by facts and quotations are sought as well.

Scale: LARGEST reports of 400 words, every tenth a copy, at a quarter, a half and all, in fresh processes.
Nothing here is shared with what finds them: the copies are made of the text alone.
"""

from __future__ import annotations

import multiprocessing
import random
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from wordfreq import top_n_list

import factcheck
from factcheck.lexicon.loader import table_of
from factcheck.models import Origin, Reading, Source
from factcheck.settings import Settings
from factcheck.stories import find_origins

_REPORTS, _LARGEST, _PACKS = 200, 10_000, 16
_LEAST_WORDS = 120
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_PASSIVE = re.compile(r"\b(The|the|a|A) (\w+) (?:was|were) (\w+ed) by (the|a|an) (\w+)\b")
_WORD = re.compile(r"\b[a-z]+\b")
_OTHERS = {
    "said": ["stated", "told reporters", "noted"], "told": ["informed"], "killed": ["slain"], "injured": ["hurt"],
    "people": ["persons"], "officials": ["authorities"], "after": ["following"], "including": ["among them"],
    "attack": ["assault"], "attacks": ["assaults"], "police": ["officers"], "showed": ["indicated"],
    "began": ["started"], "called": ["termed"], "found": ["discovered"], "held": ["staged"], "took": ["seized"],
    "made": ["issued"],
    "wants": ["seeks"], "needed": ["required"], "many": ["numerous"], "several": ["a number of"], "also": ["besides"],
    "but": ["yet"], "because": ["since"], "while": ["as"], "about": ["around"], "last": ["past"], "big": ["large"],
    "major": ["significant"], "new": ["fresh"], "early": ["initial"], "group": ["band"], "home": ["house"],
    "country": ["nation"], "government": ["administration"], "leaders": ["chiefs"], "talks": ["negotiations"],
    "deal": ["agreement"], "plan": ["scheme"], "plans": ["intends"], "help": ["assist"], "end": ["close"],
    "students": ["pupils"], "workers": ["employees"], "children": ["youngsters"], "reported": ["recounted"],
}  # fmt: skip


class Copy(msgspec.Struct, frozen=True):
    """A made copy: its source, the report that it was made from, where in it that stands (all of it, or a passage)."""

    source: Source
    of: str
    start: int
    end: int


# ------------------------------------------------------------------ making copies
def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]


def whole(text: str, rng: random.Random) -> str:
    """Return a text under another byline, less one sentence."""
    parts = paragraphs(text)
    at = rng.randrange(len(parts))
    parts[at] = " ".join(_SENTENCE.split(parts[at])[1:]) or parts[at]
    return "By our own correspondent\n\n" + "\n\n".join(parts)


def trimmed(text: str, rng: random.Random) -> str:
    """Return the opening of a text, less every fifth of its sentences."""
    parts = paragraphs(text)
    kept = parts[: max(2, round(len(parts) * rng.uniform(0.33, 0.67)))]
    shorter = (" ".join(one for one in _SENTENCE.split(part) if rng.random() < 0.8) for part in kept)
    return "\n\n".join(part for part in shorter if part)


def reordered(text: str, rng: random.Random) -> str:
    """Return a text with its paragraphs in another order, less every sixth sentence."""
    parts = paragraphs(text)
    if len(parts) < 4:
        parts = _SENTENCE.split(text)
    rng.shuffle(parts)
    shorter = (" ".join(one for one in _SENTENCE.split(part) if rng.random() < 5 / 6) for part in parts)
    return "\n\n".join(part for part in shorter if part)


def synonyms() -> dict[str, list[str]]:
    """Return the words of one sense with each word, out of WordNet's rows."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in table_of("synonyms")["rows"].strip().splitlines():
        words = row.split()
        for word in words:
            found[word] += [other for other in words if other != word]
    return {**found, **_OTHERS}


def reworded(text: str, rng: random.Random) -> str:
    """Return a text in other words: a third of those that have a synonym, turned passives, other sentences."""
    known = synonyms()

    def other(found: re.Match[str]) -> str:
        words = known.get(found.group())
        return rng.choice(words) if words and rng.random() < 0.7 else found.group()

    parts = []
    for part in paragraphs(text):
        sentences = []
        for sentence in _SENTENCE.split(part):
            turned = _PASSIVE.sub(lambda m: f"{m[4].capitalize()} {m[5]} {m[3]} {m[1].lower()} {m[2]}", sentence)
            split = re.sub(r", (?:and|but) (\w)", lambda m: ". " + m[1].upper(), turned, count=1)
            split = re.sub(r" (?:which|who) (?=\w+ed\b)", " and ", split, count=1)
            split = re.sub(r"\b(on|On) (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ", "", split)
            sentences.append(_WORD.sub(other, split))
        if len(sentences) > 2 and rng.random() < 0.5:
            sentences[1], sentences[2] = sentences[2], sentences[1]
        parts.append(" ".join(one for one in sentences if rng.random() < 0.9))
    if len(parts) > 4:
        at = rng.randrange(2, len(parts) - 1)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return "\n\n".join(parts)


def passage(text: str, host: str, rng: random.Random) -> tuple[str, int, int]:
    """Return the host with two or three paragraphs of the text set in, and where they stand."""
    parts = [part for part in paragraphs(text) if len(part.split()) >= 20] or paragraphs(text)
    at = rng.randrange(max(1, len(parts) - 2))
    taken = "\n\n".join(parts[at : at + rng.choice((2, 3))])
    own = paragraphs(host)
    place = rng.randrange(1, len(own)) if len(own) > 1 else 1
    before = "\n\n".join(own[:place]) + "\n\n"
    return before + taken + "\n\n" + "\n\n".join(own[place:]), len(before), len(before) + len(taken)


MAKERS: dict[str, Callable[[str, random.Random], str]] = {
    "whole": whole,
    "trimmed": trimmed,
    "reordered": reordered,
    "reworded": reworded,
}


# ------------------------------------------------------------------ finding them
class Tally(msgspec.Struct):
    """What one way of copying gave."""

    made: int = 0
    found: int = 0
    false: int = 0
    marked: int = 0
    rightly: int = 0


def links_of(origins: Sequence[Origin]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Return the pairs of one origin, and those with a passage in common."""
    one = {frozenset((a, b)) for origin in origins for a in origin.source_ids for b in origin.source_ids if a < b}
    return one, {frozenset((part.source_id, part.of)) for origin in origins for part in origin.passages}


def judge(copies: Sequence[Copy], sources: Sequence[Source], readings: Sequence[Reading], tally: Tally) -> None:
    """Count which copies are found among the reports of an event, and what is linked that was not before."""
    plain_one, plain_part = links_of(find_origins(sources, readings))
    plain = plain_one | plain_part
    made = [copy.source for copy in copies]
    origins = find_origins([*sources, *made], readings)
    same, part = links_of(origins)
    for copy in copies:
        tally.made += 1
        pair = frozenset((copy.source.id, copy.of))
        tally.found += pair in same
        for other in sources:
            linked = frozenset((copy.source.id, other.id)) in same | part
            if other.id != copy.of and linked and frozenset((copy.of, other.id)) not in plain:
                tally.false += 1
                print(f"  false: {copy.source.id} with {other.id}", file=sys.stderr)
    for a, b in combinations(copies, 2):
        if a.of != b.of and frozenset((a.source.id, b.source.id)) in same | part:
            tally.false += frozenset((a.of, b.of)) not in plain


def judge_passage(copy: Copy, host: str, sources: Sequence[Source], readings: Sequence[Reading], tally: Tally) -> None:
    """Hold what is marked in a report against what was set in, character by character."""
    others = [source for source in sources if source.id != host]
    origins = find_origins([*others, copy.source], [one for one in readings if one.source_id != host])
    marked = bytearray(len(copy.source.text))
    for one in (one for origin in origins for one in origin.passages):
        for id_, start, end in ((one.source_id, one.start, one.end), (one.of, one.of_start, one.of_end)):
            if id_ == copy.source.id and copy.of in {one.source_id, one.of}:
                marked[start:end] = b"\1" * (end - start)
    tally.made += 1
    inside = sum(marked[copy.start : copy.end])
    tally.found += 2 * inside >= copy.end - copy.start
    tally.marked += sum(marked)
    tally.rightly += inside


def clusters(folder: Path) -> list[list[Source]]:
    """Return the reports of each event."""
    packs = [folder / "packs" / f"pack-{at:02}" for at in range(1, _PACKS + 1)]
    return [factcheck.read([place]) for pack in packs for place in sorted(pack.iterdir()) if place.is_dir()]


def read_all(sources: Sequence[Source]) -> list[Reading]:
    """Return what is read out of the sources."""
    from factcheck.claims import stream_claims

    return list(stream_claims(sources, settings=Settings(), on_failed=print))


def copies_of(folder: Path, number: int, *, with_claims: bool) -> None:
    """Print the table of copies."""
    rng = random.Random(17)
    events = clusters(folder)
    named = [
        [msgspec.structs.replace(one, id=f"{at}-{place}", number=place) for place, one in enumerate(event, start=1)]
        for at, event in enumerate(events)
    ]
    long = [(at, one) for at, event in enumerate(named) for one in event if len(one.text.split()) >= _LEAST_WORDS]
    chosen = sorted(rng.sample(long, min(number, len(long))), key=lambda pair: (pair[0], pair[1].number))
    by_event: defaultdict[int, list[Source]] = defaultdict(list)
    for at, one in chosen:
        by_event[at].append(one)
    readings = {at: read_all(named[at]) if with_claims else [] for at in by_event}
    print(f"{len(chosen)} reports of {len(by_event)} events")
    print(f"{'way':<12}{'copies':>8}{'found':>8}{'recall':>8}{'false':>8}{'precision':>11}")
    for way, make in MAKERS.items():
        tally = Tally()
        for at, ones in by_event.items():
            made: list[Copy] = []
            for one in ones:
                text = make(one.text, rng)
                id_, place = f"{one.id}-{way}", len(named[at]) + len(made) + 1
                source = Source(id=id_, text=text, number=place, publisher="Evening Post", published=one.published)
                made.append(Copy(source, one.id, 0, len(text)))
            read = read_all([copy.source for copy in made]) if with_claims else []
            judge(made, named[at], [*readings[at], *read], tally)
        show(way, tally, tally.found / max(1, tally.found + tally.false))
    tally = Tally()
    for at, one in chosen:
        plain_one, plain_part = links_of(find_origins(named[at], readings[at]))
        linked = {id_ for pair in plain_one | plain_part if one.id in pair for id_ in pair}
        near = [other for other in named[at] if other.id not in {one.id, *linked}] or named[(at + 1) % len(named)]
        host = rng.choice(near)
        text, start, end = passage(one.text, host.text, rng)
        place, day = len(named[at]) + 1, host.published
        source = Source(id=f"{host.id}-part", text=text, number=place, publisher=host.publisher, published=day)
        judge_passage(Copy(source, one.id, start, end), host.id, named[at], readings[at], tally)
    show("passage", tally, tally.rightly / max(1, tally.marked))


def show(way: str, tally: Tally, precision: float) -> None:
    """Print a line of that table."""
    recall = tally.found / max(1, tally.made)
    print(f"{way:<12}{tally.made:>8}{tally.found:>8}{recall:>8.3f}{tally.false:>8}{precision:>11.3f}", flush=True)


# ------------------------------------------------------------------ scale
def timed(number: int) -> tuple[float, float, int]:
    """Make that many reports, every tenth a copy of the one before, and seek their origins; the making is not timed."""
    rng = random.Random(number)
    common = [word for word in top_n_list("en", 20_000) if len(word) > 3]  # no "we": statements are left out
    sources: list[Source] = []
    for at in range(number):
        if at % 10 == 9:
            text = trimmed(sources[-1].text, rng)
        else:
            words = [common[min(int(rng.paretovariate(0.5) * 20), len(common) - 1)] for _ in range(400)]
            text = "\n\n".join(" ".join(words[start : start + 40]) + "." for start in range(0, 400, 40))
        sources.append(Source(id=f"r{at}", text=text, number=at + 1))
    start = time.perf_counter()
    origins = find_origins(sources, [])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.perf_counter() - start, peak, sum(len(origin.source_ids) > 1 for origin in origins)


def scale(largest: int) -> None:
    """Print the table of times."""
    print(f"{'reports':>10}{'seconds':>10}{'times':>8}{'MB':>8}{'families':>10}")
    before = 0.0
    for number in (largest // 4, largest // 2, largest):
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            seconds, peak, found = pool.apply(timed, (number,))
        longer = f"{seconds / before:.2f}" if before else ""
        print(f"{number:>10}{seconds:>10.1f}{longer:>8}{peak:>8.0f}{found:>10}", flush=True)
        before = seconds


def main(arguments: list[str]) -> int:
    """Print the two tables."""
    with_claims = "--read" in arguments
    plain = [one for one in arguments if one != "--read"]
    if not plain:
        print(__doc__, file=sys.stderr)
        return 2
    number = int(plain[1]) if len(plain) > 1 else _REPORTS
    largest = int(plain[2]) if len(plain) > 2 else _LARGEST
    print(f"factcheck {factcheck.__version__}")
    if number:
        copies_of(Path(plain[0]), number, with_claims=with_claims)
    if largest:
        scale(largest)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
