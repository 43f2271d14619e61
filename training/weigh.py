"""Labelled pairs of claims and judged findings → the weights of the two logistic models, with what they are worth.

usage: weigh.py DATA [--folds N]

Reads `labels/pairs.csv` and `labels/findings.csv`, reads the texts again with the program as it stands, fits a logistic
regression over the named features, and writes `factcheck/lexicon/weighed/*.toml`. Prints precision and recall by
threshold and a reliability table, every cluster judged by a model that never saw it.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import factcheck
from factcheck.claims.read import read_claims
from factcheck.conflicts import make_board, make_view, raise_disputes
from factcheck.conflicts.probability import features_of as finding_features
from factcheck.lexicon.catalogue import Measure, are_open, load_measures, measure_of
from factcheck.lexicon.categories import load_categories
from factcheck.lexicon.comparing import load_words
from factcheck.lexicon.weighed.fitted import load_weights
from factcheck.models import Interval, Quantity, Reading, Source
from factcheck.settings import Settings
from factcheck.sources.documents import with_set_aside
from factcheck.stories import find_origins, group_stories, group_topics
from factcheck.stories.alignment import Told, features_of, tell

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "factcheck" / "lexicon" / "weighed"
TOLLS, EXCLUDING = ("deaths", "injured"), {"FC101", "FC102", "FC106"}
SAME = {"conflict", "update", "trivial"}
STRENGTH = {"alignment": 0.1, "finding": 0.3}  # the inverse of the penalty on squared weights
# what a finding is, whose age and how surely one question is penalized less: its share is told as it is
FREE, REACH = ("code.", "kind.", "weighty.", "line.", "age."), 4.0
# what a planted contradiction counts: open questions are mostly of two things, which planting never shows
PLANTED, PLANTED_OPEN, MOST_OPEN, TEN = 0.7, 0.5, 2, 10
HARMS = ("fatal", "injury", "either")
STEPS = (0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)
ENOUGH = 0.5  # of the claims of a finding and of those that readers judged
Place = tuple[int, str, int, int]


def documents(data: Path, names: set[str]) -> Iterator[tuple[str, list[Source]]]:
    """Yield the clusters and incidents that the labels name, with their sources."""
    rows: dict[str, dict[str, list[Source]]] = {}
    for name in sorted(names):
        kind, _, rest = name.partition("/")
        if kind == "inc":
            file, _, id_ = rest.partition("/")
            folder = data if file.startswith("incidents") else data / "incident-packs"
            yield name, rows.setdefault(file, incidents(folder / f"{file}.jsonl"))[id_]
        elif kind == "seeds":
            folder = HERE.parent / "seeds" if rest == "retold" else data.parent / "seeds"
            yield name, factcheck.read(sorted(folder.glob("[0-9]*.txt")))
        else:
            folder = data if kind == "clusters" else data / "packs"
            yield name, factcheck.read([folder / name])


def incidents(path: Path) -> dict[str, list[Source]]:
    """Return the sources of each incident of a file, as the labels' offsets count them."""
    return {
        row["id"]: [
            Source.from_text(
                each["text"],
                id=f"{row['id']}-{at}",
                title=each.get("title"),
                published=each.get("published"),
                url=each.get("url"),
            )
            for at, each in enumerate(row["documents"], start=1)
        ]
        for row in map(json.loads, path.open(encoding="utf8"))
    }


def places(sources: Sequence[Source], readings: Sequence[Reading]) -> dict[Place, Told]:
    """Return the numeric claims of a document by source number, measure and offsets."""
    found: dict[Place, Told] = {}
    for number, (source, reading) in enumerate(zip(sources, readings, strict=True), start=1):
        contexts = {each.claim_id: each for each in reading.contexts}
        plain = frozenset(name for name in load_measures() if are_open(load_measures(), name))
        for told in tell([dated(claim, source.published) for claim in reading.claims], contexts, plain):
            span = told.claim.span
            found[number, as_labelled(told.claim.measure), span.start, span.end] = told
    return found


def as_labelled(measure: str) -> str:
    """Return the name by which labels call a measure: every open one is a count, whatever class of things it counts."""
    return "count" if are_open(load_measures(), measure) else measure


def dated(claim: factcheck.Claim, day: dt.date | None) -> factcheck.Claim:
    """Return a claim made for a day where it names none."""
    return claim if claim.as_of is not None else msgspec.structs.replace(claim, as_of=day)


def alignment_rows(data: Path) -> tuple[list[dict[str, float]], list[bool], list[str], int]:
    """Return the features of each labelled pair, whether its two claims answer one question, and its document."""
    with (HERE / "labels" / "pairs.csv").open(encoding="utf8", newline="") as file:
        labels = [row for row in csv.DictReader(file) if row["reader"] == "1" and row["label"] != "unclear"]
    by_document = defaultdict(list)
    for row in labels:
        by_document[row["document"]].append(row)
    rows, same, groups, lost = [], [], [], 0
    for name, sources in documents(data, set(by_document)):
        read = [with_set_aside(source) for source in sources]
        told = places(read, read_claims(read))
        for row in by_document[name]:
            sides = [told.get(place(row, side)) for side in "ab"]
            if sides[0] is None or sides[1] is None:
                lost += 1
                continue
            rows.append(features_of(sides[0], sides[1]))
            same.append(row["label"] in SAME)
            groups.append(name)
    return rows, same, groups, lost


class Raised(NamedTuple):
    """A finding of a document before it is weighed: its code, where its claims stand, its positions, its features."""

    code: str
    held: frozenset[Place]
    sides: tuple[frozenset[Place], ...]
    features: dict[str, float]


def finding_rows(data: Path) -> tuple[list[dict[str, float]], list[bool], list[str], int]:
    """Return the features of each judged finding that is still raised, whether it is real, and its document.

    All who judged a finding vote, also the two who marked the contradictions of the development clusters. Revisions are
    left out: they are shown as what they are, and weigh nothing.
    """
    labels = [json.loads(line) for line in (HERE / "labels" / "findings.jsonl").open(encoding="utf8")]
    by_document = defaultdict(list)
    for label in labels:
        by_document[label["document"]].append(label)
    marked = gold(data)
    rows, real, groups, lost = [], [], [], 0
    for name, sources in documents(data, set(by_document) | set(marked)):
        raised = [each for each in raised_in(sources) if not each.code.startswith("FC2")]
        votes: dict[int, list[bool]] = defaultdict(list)
        for label in by_document[name]:
            at = best_match(label, raised)
            if at is None:
                lost += 1
            else:
                votes[at] += [verdict == "real" for verdict in label["verdicts"]]
        for at, each in enumerate(raised):
            if any(answers(each, sides, sources) for sides in marked.get(name, ())):
                votes[at] += [True, True]
        for at, given in votes.items():
            rows.append(raised[at].features)
            real.append(2 * sum(given) > len(given))
            groups.append(name)
    return rows, real, groups, lost


def planted_rows(data: Path) -> tuple[list[dict[str, float]], list[bool], list[str]]:
    """Return the features of contradictions that were planted: real ones, since reports that agreed no longer do.

    Where two reports of a development incident give one licensed toll alone, one of them gets another number.
    """
    rows, groups = [], []
    for id_, sources in incidents(data / "incidents-dev.jsonl").items():
        read = [with_set_aside(source) for source in sources]
        readings = read_claims(read)
        for measure in TOLLS:
            changed = planted(readings, measure)
            if changed is None:
                continue
            at, others = changed
            held = (each for each in raised_from(read, others) if each.code in EXCLUDING)
            found = [each for each in held if any(n == at + 1 and of == measure for n, of, _, _ in each.held)]
            rows += [each.features for each in found[:1]]
            groups += [f"inc/incidents-dev/{id_}"] * len(found[:1])
    return rows, [True] * len(rows), groups


def open_rows(data: Path, names: set[str]) -> tuple[list[dict[str, float]], list[bool], list[str]]:
    """Return the features of planted contradictions in counts and measurements, at most two a document.

    Where two reports give one exact number to one open question, and no other number is given to it, the last report
    gets another one.
    """
    rows, groups = [], []
    words, catalogue = load_words(), load_measures()
    for name, sources in documents(data, names):
        read = [with_set_aside(source) for source in sources]
        readings = read_claims(read)
        stories = group_stories(read, readings, words=words)
        published = {source.id: source.published for source in read}
        grouped = group_topics(stories, readings, catalogue, published=published, settings=Settings(), words=words)
        told = {claim.id: claim for claim in grouped.claims}
        changed = (
            agreed_number([told[id_] for id_ in topic.claim_ids])
            for topic in sorted(grouped.topics, key=lambda topic: topic.id)
            if topic.verdict != "not_compared" and is_planted_in(measure_of(catalogue, topic.measure))
        )
        for claims in list(filter(None, changed))[:MOST_OPEN]:
            found = raised_on(read, readings, claims)
            rows += found
            groups += [name] * len(found)
    return rows, [True] * len(rows), groups


def is_planted_in(measure: Measure) -> bool:
    """Return whether a measure's numbers answer open questions, or known ones that are no toll's."""
    return measure.kind == "numeric" and measure.harm not in HARMS and not measure.of_person


def agreed_number(claims: Sequence[factcheck.Claim]) -> list[factcheck.Claim]:
    """Return the claims of a topic's last source where two sources or more give one exact number, of 2 or more."""
    exact = [
        (claim, claim.value)
        for claim in claims
        if isinstance(claim.value, Quantity) and claim.value.nominal and claim.value.hedge.kind == "exact"
    ]
    sources = sorted({claim.source_id for claim, _ in exact})
    if len({(value.nominal, value.unit) for _, value in exact}) != 1 or len(sources) == 1 or exact[0][1].nominal[0] < 2:
        return []
    return [claim for claim, _ in exact if claim.source_id == sources[-1]]


def raised_on(
    read: Sequence[Source], readings: Sequence[Reading], claims: Sequence[factcheck.Claim]
) -> list[dict[str, float]]:
    """Return the features of the finding that another number in these claims raises, as a list of one or none."""
    first = claims[0]
    assert isinstance(first.value, Quantity)  # noqa: S101  only such claims are agreed on
    number, unit = first.value.nominal, first.value.unit
    more = number[0] + (max(Decimal(3), number[0] // 2) if number[0] >= TEN else 1 + number[0] // 4)
    at = next(at for at, reading in enumerate(readings) if reading.source_id == first.source_id)
    changed = tuple(
        with_number(claim, first.measure, number, more)
        if isinstance(claim.value, Quantity) and claim.value.unit == unit
        else claim
        for claim in readings[at].claims
    )
    others = [*readings[:at], msgspec.structs.replace(readings[at], claims=changed), *readings[at + 1 :]]
    spots = {(at + 1, as_labelled(claim.measure), claim.span.start, claim.span.end) for claim in claims}
    held = (each for each in raised_from(read, others) if each.code in EXCLUDING and spots & each.held)
    return [each.features for each in held][:1]


def planted(readings: Sequence[Reading], measure: str) -> tuple[int, list[Reading]] | None:
    """Return which reading was given another toll, and all readings; None where no two give the same one alone."""
    tolls = [
        {value.nominal for claim in reading.claims if (value := toll(claim, measure)) is not None}
        for reading in readings
    ]
    number = next((n for one in tolls if len(one) == 1 for n in one if n[0] > 1 and tolls.count(one) > 1), None)
    if number is None:
        return None
    at = max(at for at, one in enumerate(tolls) if one == {number})
    more = number[0] + max(Decimal(3), number[0] // 2)
    claims = tuple(with_number(claim, measure, number, more) for claim in readings[at].claims)
    return at, [*readings[:at], msgspec.structs.replace(readings[at], claims=claims), *readings[at + 1 :]]


def toll(claim: factcheck.Claim, measure: str) -> Quantity | None:
    """Return the number of a claim that may be its source's total of a measure."""
    value = claim.value
    licensed = claim.measure == measure and claim.frame.licence is not None
    return value if licensed and isinstance(value, Quantity) and value.nominal else None


def with_number(claim: factcheck.Claim, measure: str, old: tuple[Decimal, ...], new: Decimal) -> factcheck.Claim:
    """Return a claim of a measure with another number where it gives the old one."""
    value = claim.value
    if claim.measure != measure or not isinstance(value, Quantity) or value.nominal != old:
        return claim
    point = Interval.point(new)
    return msgspec.structs.replace(
        claim, value=msgspec.structs.replace(value, nominal=(new,), strict=point, plausible=point, surface=str(new))
    )


Sides = list[list[tuple[str, str]]]


def gold(data: Path) -> dict[str, list[Sides]]:
    """Return, for each development cluster, the sides of the contradictions that its two readers marked."""
    marked: dict[str, list[Sides]] = defaultdict(list)
    for line in (data / "clusters-gold.jsonl").open(encoding="utf8"):
        row = json.loads(line)
        # another wording of little weight is what readers of findings call trivial; a name of little weight is none
        if row["grade"] != "update" and (row["kind"], row["grade"]) != ("quotation", "minor"):
            sides = [[(str(says["file"]), says["quote"]) for says in side["says"]] for side in row["sides"]]
            marked[f"clusters/{row['cluster']}"].append(sides)
    return marked


def answers(raised: Raised, sides: Sides, sources: Sequence[Source]) -> bool:
    """Return whether two positions of a finding stand for two sides of a marked contradiction."""
    files = {Path(source.path or source.id).stem: (at, source.text) for at, source in enumerate(sources, start=1)}
    places = [[found for file, quote in side if (found := locate(files.get(file), quote))] for side in sides]
    held = [{at for at, spots in enumerate(places) if meets(position, spots)} for position in raised.sides]
    return any(
        bool(a - b and b - a) or (bool(a) and bool(b) and a != b) for n, a in enumerate(held) for b in held[n + 1 :]
    )


def locate(file: tuple[int, str] | None, quote: str) -> tuple[int, int, int] | None:
    """Return the source number and the offsets of a quote; any run of white space matches any other."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), file[1]) if file else None
    return (file[0], *found.span()) if file and found else None


def meets(position: Iterable[Place], spots: Sequence[tuple[int, int, int]]) -> bool:
    """Return whether a claim of a position stands in one of the spots."""
    return any(
        number == source and start < last and first < end
        for number, _, start, end in position
        for source, first, last in spots
    )


def raised_in(sources: Sequence[Source]) -> Iterator[Raised]:
    """Yield the findings of a document before they are weighed."""
    read = [with_set_aside(source) for source in sources]
    yield from raised_from(read, read_claims(read))


def raised_from(read: Sequence[Source], readings: Sequence[Reading]) -> Iterator[Raised]:
    """Yield the findings of what was read, before they are weighed."""
    settings, words, catalogue = Settings(), load_words(), load_measures()
    stories = group_stories(read, readings, words=words)
    published = {source.id: source.published for source in read}
    grouped = group_topics(stories, readings, catalogue, published=published, settings=settings, words=words)
    origins = find_origins(read, readings)
    categories = load_categories()
    board = make_board(grouped, read, origins, catalogue, settings, categories=categories, words=words)
    numbers = {source.id: number for number, source in enumerate(read, start=1)}

    def spots(ids: Iterable[str]) -> frozenset[Place]:
        claims = (board.claims[id_] for id_ in ids)
        return frozenset((numbers[c.source_id], as_labelled(c.measure), c.span.start, c.span.end) for c in claims)

    for topic in grouped.topics:
        view = make_view(topic, board)
        for outcome in raise_disputes(view):
            finding = outcome.finding
            sides = tuple(spots(position.claim_ids) for position in finding.positions)
            yield Raised(finding.code, spots(finding.claim_ids), sides, finding_features(finding, view))


def best_match(label: Mapping[str, Any], raised: Sequence[Raised]) -> int | None:
    """Return which finding a label is of: the same code, and most of the claims in common."""
    wanted = {(int(number), as_labelled(measure), start, end) for number, measure, start, end in label["claims"]}
    alike = [
        (len(wanted & each.held) / len(wanted | each.held), -at)
        for at, each in enumerate(raised)
        if each.code == label["code"]
    ]
    share, at = max(alike, default=(0.0, 0))
    return -at if share >= ENOUGH else None


def place(row: Mapping[str, str], side: str) -> Place:
    """Return where a labelled claim stands; `side` is "a" or "b"."""
    return (
        int(row[f"source_{side}"]),
        as_labelled(row[f"measure_{side}"]),
        int(row[f"start_{side}"]),
        int(row[f"end_{side}"]),
    )


def fit(
    name: str,
    rows: Sequence[Mapping[str, float]],
    real: Sequence[bool],
    groups: Sequence[str],
    *,
    folds: int,
    counts: Sequence[float] = (),
) -> np.ndarray:
    """Fit and write one model; return the probability of each row by a model that never saw its document."""
    features = sorted({feature for row in rows for feature in row} - {"bias"})
    scale = np.array([REACH if feature.startswith(FREE) else 1.0 for feature in features])
    table = np.array([[row.get(feature, 0.0) for feature in features] for row in rows]) * scale
    wanted = np.array(real)
    left_out = np.zeros(len(wanted))
    weight = np.array(counts or [1.0] * len(wanted))
    for train, test in GroupKFold(folds).split(table, wanted, groups):
        model = LogisticRegression(C=STRENGTH[name], max_iter=5000).fit(
            table[train], wanted[train], sample_weight=weight[train]
        )
        left_out[test] = model.predict_proba(table[test])[:, 1]
    model = LogisticRegression(C=STRENGTH[name], max_iter=5000).fit(table, wanted, sample_weight=weight)
    found = map(float, model.coef_[0] * scale)
    weights = {"bias": float(model.intercept_[0]), **dict(zip(features, found, strict=True))}
    write(name, weights, len(wanted), int(wanted.sum()))
    report(name, wanted, left_out)
    return left_out


def write(name: str, weights: Mapping[str, float], number: int, real: int) -> None:
    """Write a model's weights as the program reads them."""
    lines = [
        f"# Weights of the model “{name}”, fitted by training/weigh.py on {number} labelled examples,",
        f"# {real} of them so.",
        "",
        "[weights]",
        *(f'"{feature}" = {weight:.4f}' for feature, weight in weights.items() if abs(weight) >= 0.00005),
    ]
    (WEIGHTS / f"{name}.toml").write_text("\n".join(lines) + "\n", "utf8")


def report(name: str, real: np.ndarray, told: np.ndarray) -> None:
    """Print precision and recall by threshold, and how often what was told came true."""
    print(f"{name}: {len(real)} examples, {int(real.sum())} so; documents left out")
    for step in STEPS:
        over = told >= step
        if over.any():
            found = real[over].sum() / max(1, real.sum())
            print(f"  from {step:.2f}: {int(over.sum()):4d}  right {real[over].mean():.2f}  found {found:.2f}")
    for low, high in zip((0.0, *STEPS), (*STEPS, 1.01), strict=True):
        inside = (told >= low) & (told < high)
        if inside.any():
            mean, share = told[inside].mean(), real[inside].mean()
            print(f"  told {low:.2f}-{min(high, 1):.2f}: {int(inside.sum()):4d}  mean {mean:.2f}  right {share:.2f}")


def main() -> None:
    """Fit both models, or one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--only", choices=["alignment", "finding"])
    options = parser.parse_args()
    if options.only != "finding":
        rows, same, groups, lost = alignment_rows(options.data)
        print(f"{lost} labelled pairs have a claim that is read otherwise today; {Counter(same)}")
        fit("alignment", rows, same, groups, folds=options.folds)
        load_weights.cache_clear()
    if options.only != "alignment":
        rows, real, groups, lost = finding_rows(options.data)
        more, planted_, others = planted_rows(options.data)
        named = {path.name for path in (options.data / "clusters").iterdir() if path.is_dir()}
        packed = {group for group in groups if group.startswith("pack-")}
        incident = {f"inc/incidents-dev/{id_}" for id_ in incidents(options.data / "incidents-dev.jsonl")}
        asked = {f"clusters/{name}" for name in named} | packed | incident
        open_, open_planted, open_others = open_rows(options.data, asked)
        print(f"{len(more)} planted contradictions in tolls, {len(open_)} in other numbers")
        print(f"{lost} judged findings are not raised any more; {Counter(real)}")
        counts = [1.0] * len(rows) + [PLANTED] * len(more) + [PLANTED_OPEN] * len(open_)
        rows, real, groups = rows + more + open_, real + planted_ + open_planted, groups + others + open_others
        fit("finding", rows, real, groups, folds=options.folds, counts=counts)


if __name__ == "__main__":
    main()
