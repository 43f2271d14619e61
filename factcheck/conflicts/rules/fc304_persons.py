"""FC304: two ages for one person, or two spellings of the name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.numbers import Item
from factcheck.conflicts.positions import fit_all, gap_between, sweep
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import position_of, positions_of, severity_by_weight
from factcheck.conflicts.wording import sources_text, with_sources
from factcheck.lexicon.told.localities import is_transcribed
from factcheck.models import Claim, Pair, Quantity
from factcheck.prose import listed
from factcheck.stories.spelt.spellings import Told, compare_names, is_name, sides_of
from factcheck.stories.spelt.toponyms import is_place_name, place_names_apart, sides_of_place
from factcheck.stories.voices import fold_name

__all__ = ["RULE", "find_differing"]

_YEAR = 365
_GENERATION = 15  # years that lie at least between a parent and a child, who may have one name
_BIRTHDAY = 30  # days that lie at least between two reports of whom one is older by a birthday


def find_differing(view: TopicView) -> tuple[Outcome, ...]:
    """Find two ages that reports give one named person, and two spellings of a person's name.

    FC304 is raised where the ages exclude each other and no birthday between the reports explains
    them; of a person whom no name tells only where neither report gives the other age to anybody. Ages a generation
    apart are two people's, but where two reports give both the other way round. It is raised where a name differs by a
    letter or two, in reports or inside one, and nothing tells of two persons: another age, one sentence or one family
    with both. First and last name may both differ where the age or the office is one. A name alone counts where its
    report names the person in full. Another way to write a foreign name in English letters has low severity. Accents,
    initials, titles and short forms of given names are no difference. So are the names of places and bodies compared:
    of one kind by their own noun, a single word in two spellings, and no sentence with both.

    Bad: "Ana Roth, 23" in one report, "Ana Roth, 32" in another of the same week.
    Bad: "Coroner Melvin Ostrander" in one report, "Coroner Melvin Ostrandor" in another.
    Bad: "Quistenby Park" in one report, "Quistenbey Park" in another.
    Good: "Ana Roth, 23" in May, "Ana Roth, 24" in the trial next year.
    Good: "Josh Ostrander" in one report, "Joshua Ostrander" in another.

    Why: an age or a name is checked with one call, and tells persons apart. The one whose name is wrong reads it.
    """
    return (*_find_two_ages(view), *_find_two_spellings(view), *_find_two_place_names(view))


def _find_two_spellings(view: TopicView) -> tuple[Outcome, ...]:
    if not view.claims or not all(map(is_name, view.claims)):
        return ()
    sides = sides_of(view.claims)
    if len(sides) < len(("one", "other")):
        return ()
    told = Told.of(_others(view))
    pairs = list(combinations(range(len(sides)), 2))
    found = [likeness for a, b in pairs if (likeness := compare_names(sides[a], sides[b], told)) is not None]
    foreign = bool(found) and all(likeness.is_transliteration for likeness in found)
    return _spelt_apart(view, sides, "a person's name has one spelling", foreign=foreign)


def _find_two_place_names(view: TopicView) -> tuple[Outcome, ...]:
    if not view.claims or not all(map(is_place_name, view.claims)):
        return ()
    sides = sides_of_place(view.claims)
    found = place_names_apart(view.claims)
    if len(sides) < len(("one", "other")) or not found:
        return ()
    foreign = all(is_transcribed(apart.one, apart.two) for apart in found)
    return _spelt_apart(view, sides, "a name has one spelling", foreign=foreign)


def _spelt_apart(
    view: TopicView, sides: Sequence[Sequence[Claim]], reason: str, *, foreign: bool
) -> tuple[Outcome, ...]:
    """Return the finding of a name in several spellings, each a position; of little weight for a foreign name."""
    finding = make_finding(
        view,
        "FC304",
        _spelling_message(view, sides),
        [claim for side in sides for claim in side],
        reason="a foreign name can be written in several ways" if foreign else reason,
        severity="low" if foreign else severity_by_weight(view),
        confidence="medium",
        positions=tuple(position_of(view, side) for side in sides),
        pairs=tuple(Pair(positions=pair, code="FC304", gap=None) for pair in combinations(range(len(sides)), 2)),
    )
    return (Outcome(finding, "conflict"),)


def _others(view: TopicView) -> list[Claim]:
    """Return what the sources of a topic tell otherwise."""
    ids = {claim.source_id for claim in view.claims}
    return [claim for claim in view.board.claims.values() if claim.source_id in ids]


def _spelling_message(view: TopicView, sides: Sequence[Sequence[Claim]]) -> str:
    what = "the name of one person" if is_name(sides[0][0]) else "one name"
    names = [f"\N{LEFT DOUBLE QUOTATION MARK}{_as_printed(side)}\N{RIGHT DOUBLE QUOTATION MARK}" for side in sides]
    ways = {2: "two", 3: "three", 4: "four"}.get(len(sides), "several")
    if len({claim.source_id for side in sides for claim in side}) == 1:
        source = sources_text(view, sides[0])
        return f"{source.capitalize()} spells {what} in {ways} ways: {listed(names, 'or')}."
    told = [f"{name} ({sources_text(view, side)})" for name, side in zip(names, sides, strict=True)]
    return f"Sources spell {what} in {ways} ways: {listed(told, 'or')}."


def _as_printed(side: Sequence[Claim]) -> str:
    """Return a spelling as a source prints it, not from a headline in capitals where another has it."""
    names = [" ".join(claim.value.surface.split()) for claim in side]
    return next((name for name in names if not name.isupper()), names[0].title())


def _find_two_ages(view: TopicView) -> tuple[Outcome, ...]:
    if view.settled is None or not view.measure.of_person:
        return ()
    items = view.settled.current
    groups = sweep([item.whole for item in items])
    shared = fit_all(groups)
    sets = [[items[at] for at in group if at not in shared] for group in groups]
    pairs = [(a, b) for at, one in enumerate(sets) for two in sets[at + 1 :] for a in one for b in two]
    ages, described = _ages_told(view), _is_described(view)
    apart = [(a, b) for a, b in pairs if _are_apart(a, b) and not (described and _is_another(a, b, ages))]
    if not any(_can_be_one(a, b, ages, items) for a, b in apart):
        return ()
    gap = max(gap_between(a.strict, b.strict) for a in sets[0] for b in sets[-1])
    values = listed([with_sources(view, [item.claim for item in group]) for group in sets], "or")
    finding = make_finding(
        view,
        "FC304",
        f"Sources disagree on the age of {_name(view, items)}: {values}.",
        [item.claim for group in sets for item in group],
        reason="a person has one age",
        severity=severity_by_weight(view),
        confidence="medium",
        positions=positions_of(view, sets),
        pairs=tuple(
            Pair(positions=(a, b), code="FC304", gap=gap) for a in range(len(sets)) for b in range(a + 1, len(sets))
        ),
    )
    return (Outcome(finding, "conflict"),)


def _is_described(view: TopicView) -> bool:
    """Whether a person is not named: "the man" may be any of several."""
    return view.board.words.anyone.issuperset((view.topic.about or "").split())


def _ages_told(view: TopicView) -> Mapping[str, set[Decimal]]:
    """Return the ages that each source of the story gives of anybody."""
    told: dict[str, set[Decimal]] = {}
    for topic in view.board.story_topics[view.topic.story_id]:
        for claim in (view.board.claims[id_] for id_ in topic.claim_ids if topic.measure == view.topic.measure):
            if isinstance(claim.value, Quantity):
                told.setdefault(claim.source_id, set()).update(claim.value.nominal)
    return told


def _is_another(one: Item, two: Item, ages: Mapping[str, set[Decimal]]) -> bool:
    """Whether a source gives the other's age too: then two people may be meant."""
    return any(
        isinstance(b.claim.value, Quantity) and not ages.get(a.claim.source_id, set()).isdisjoint(b.claim.value.nominal)
        for a, b in ((one, two), (two, one))
    )


def _can_be_one(one: Item, two: Item, ages: Mapping[str, set[Decimal]], items: Sequence[Item]) -> bool:
    """Whether two ages may be one person's: far apart they are a parent's and a child's of one name.

    Not so where each source gives both, to two people, and one has them the other way round.
    """
    if abs(one.center - two.center) / _years(two) <= _GENERATION:
        return True
    sources = {one.claim.source_id, two.claim.source_id}
    both = set(_nominal(one)) | set(_nominal(two))
    crossed = all(both <= ages.get(source, set()) for source in sources)
    own = [{n for item in items if item.claim.source_id == source for n in _nominal(item)} for source in sources]
    return crossed and not any(both <= each for each in own)


def _nominal(item: Item) -> tuple[Decimal, ...]:
    return item.claim.value.nominal if isinstance(item.claim.value, Quantity) else ()


def _are_apart(one: Item, two: Item) -> bool:
    """Whether no birthday lies between: the older age is not the later one, or by more years than have passed."""
    if one.claim.source_id == two.claim.source_id:
        return False
    younger, older = sorted((one, two), key=lambda item: item.center)
    if younger.day is None or older.day is None:
        return True
    passed = older.day - younger.day
    years = (older.center - younger.center) / _years(older)
    return passed < dt.timedelta(days=_BIRTHDAY) or years > Decimal(passed.days) / _YEAR + 1


def _years(item: Item) -> Decimal:
    value = item.claim.value
    base = getattr(value, "base", None)
    return base.factor if base is not None else Decimal(1)


def _name(view: TopicView, items: Sequence[Item]) -> str:
    """Return the person's name as a source prints it, else the description."""
    about = view.topic.about or "one person"
    if _is_described(view):
        return f"the {about}"
    words = fold_name(about).split()
    for item in items:
        text = item.claim.sentence.quote
        at = text.casefold().find(" ".join(words))
        if at >= 0:
            return text[at : at + len(" ".join(words))]
    return about


RULE = Rule(
    find=find_differing,
    codes=(
        Code(
            code="FC304",
            title="Persons or names differ",
            line="Reports give one person two ages, or spell a name in two ways.",
        ),
    ),
)
