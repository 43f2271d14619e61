"""Turn the quantities of a parsed block into numeric claims, and coordinated ones into derived claims of their sums."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from factcheck.claims.attribution.holders import attribution_at
from factcheck.claims.compose.adding import derived_sums
from factcheck.claims.compose.anaphora import carry_measures, refer_back
from factcheck.claims.compose.counted import Counted, Rules, make_counted
from factcheck.claims.compose.lists import apart_from_wholes, lists_of, share_in_lists, share_with_parts
from factcheck.claims.compose.persons import (
    REFLEXIVE,
    Person,
    extract_multiples,
    extract_persons,
    opens_list,
    persons_in_nouns,
)
from factcheck.claims.frame.status import status_of
from factcheck.claims.measure.aboard import all_aboard
from factcheck.claims.measure.plain import measure_of
from factcheck.claims.measure.read import assign_measure
from factcheck.claims.parse.parsed import Block
from factcheck.claims.quantity.found import Found
from factcheck.claims.quantity.read import extract_quantities
from factcheck.claims.quantity.zeros import extract_zeros, is_qualified, without_overlaps
from factcheck.language.docview import dependents, sentence_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.populations import load_populations
from factcheck.models import ATTACKER, Attribution, Claim, Quantity, Source
from factcheck.reads import reads, refused, refuses

__all__ = ["ATTACKERS", "Counts", "Single", "count_claims"]


ATTACKERS = load_populations().attackers | load_populations().suspects
SUICIDE = frozenset({"commit", "suicide", "turn", "gun"})


class Single(msgspec.Struct, frozen=True):
    """One person of whom a block says what befell them; see `persons.Person` for `name` and `known`."""

    claim: Claim
    name: str | None
    known: bool


class Counts(msgspec.Struct, frozen=True):
    """The numeric claims of a block, and the single persons that are in none of its sums."""

    claims: tuple[Claim, ...]
    singles: tuple[Single, ...]


def count_claims(block: Block, source: Source, said: Sequence[Attribution], rules: Rules) -> Counts:
    """Return the numeric claims of a block; the parts of a derived sum come with their scope as parts."""
    zeros = [
        zero
        for zero in extract_zeros(block.doc)
        if (each := assign_measure(zero, rules.catalogue)) and each.measure.people and not is_qualified(zero)
    ]
    persons = {
        id(person.found): person
        for person in extract_persons(block.doc)
        if _befell(person.found, rules) or opens_list(person.found.carrier)
    }
    singles = [person.found for person in persons.values()]
    numbers = [
        found
        for found in without_overlaps(extract_quantities(block.doc, rules.hedges), zeros)
        if not _only_restates(found)
    ]
    quantities = sorted([*numbers, *zeros, *singles], key=lambda found: found.start)
    lists = apart_from_wholes(lists_of([(found.start, found.end) for found in quantities], block.doc), quantities)
    counted = _counted(quantities, lists, block, source, said=said, rules=rules)
    derived = [
        claim
        for inside in _by_sentence(counted)
        for claim in derived_sums(
            inside, [[quantities[i].start for i in run] for run in lists], block, source, rules.catalogue
        )
    ]
    parts = {part for claim in derived for part in claim.derived_from}
    claims = [
        _as_part(each.claim) if each.claim.id in parts else each.claim
        for each in counted
        if id(each.found) not in persons or each.claim.id in parts
    ]
    alone = [
        _single(persons[id(each.found)], each)
        for each in counted
        if id(each.found) in persons and each.claim.id not in parts
    ]
    nouns = [
        (person, make_counted(person.found, assigned, None, block=block, source=source, rules=rules))
        for person, assigned in persons_in_nouns(block.doc, rules.catalogue)
    ]
    alone += [_single(person, each) for person, each in nouns if each.claim.status == "actual"]
    multiples = [
        make_counted(found, assigned, None, block=block, source=source, rules=rules).claim
        for found, assigned in extract_multiples(block.doc, rules.catalogue)
    ]
    aboard = [
        make_counted(each.found, assigned, each.claim.attribution, block=block, source=source, rules=rules).claim
        for each in counted
        if (assigned := all_aboard(each.found, each.assigned, rules.catalogue)) is not None
    ]
    return Counts((*claims, *derived, *multiples, *aboard), tuple(alone))


@refuses("no-claim.restated")
def _is_restated(found: Found) -> bool:
    """ "Lower than 8.9 ksi (61.4 MPa)": a bracket that says the number before it in another unit states nothing new."""
    return "number.restated" in found.read_by


def _only_restates(found: Found) -> bool:
    return _is_restated(found) and bool(refused(_is_restated, found.words))


def _befell(found: Found, rules: Rules) -> bool:
    """Whether a single person is said to have died, been hurt or the like, as a fact."""
    assigned = assign_measure(found, rules.catalogue)
    if assigned is None or not assigned.measure.singles or _did_it(found.carrier, assigned.trigger):
        return False
    return status_of(found, assigned) == "actual"


def _did_it(carrier: Token, trigger: Token) -> bool:
    """ "The shooting suspect was booked", "Marsh shot and killed a guard": who did it, whatever the parse says."""
    if carrier.i and carrier.nbor(-1).lower_ in {"shooting", "stabbing"} and lemma_of(carrier) in ATTACKERS:
        return True
    if _shot_at(carrier, trigger):
        return True
    joined = (child for child in dependents(trigger) if child.dep_ == "conj" and child.pos_ == "VERB")
    acts = any(each.dep_ == "obj" for verb in joined for each in dependents(verb))
    return acts and carrier.dep_ == "nsubj" and carrier.head == trigger


def _shot_at(carrier: Token, trigger: Token) -> bool:
    """ "Marsh shot at a home in the lane.": in a sentence, unlike a headline, the passive has its "was"."""
    active = trigger.lower_ == "shot" and carrier.dep_ == "nsubj" and carrier.head == trigger
    if not active or sentence_of(carrier).tokens[-1].text not in {".", '"'} or trigger.i + 1 >= len(carrier.doc):
        return False
    helped = any(child.dep_ in {"aux", "aux:pass"} for child in dependents(trigger))
    return trigger.nbor().lower_ == "at" and not helped


def _single(person: Person, each: Counted) -> Single:
    claim = each.claim
    population = ATTACKER if _is_attacker(person, each) else claim.scope.population
    scope = msgspec.structs.replace(claim.scope, population=population, part="subset")
    return Single(msgspec.structs.replace(claim, scope=scope, confidence="medium"), person.name, person.known)


def _is_attacker(person: Person, each: Counted) -> bool:
    """Whether the person is the one who did it: "the gunman", "himself", "died of a self-inflicted wound"."""
    carrier = person.found.carrier
    if carrier.lower_ in REFLEXIVE or carrier.lower_ == "life" or lemma_of(carrier) in ATTACKERS:
        return True
    trigger = each.assigned.trigger
    near = {token.lower_ for token in sentence_of(carrier)}
    return (lemma_of(trigger) in SUICIDE and near & SUICIDE != set()) or {"self", "inflicted"} <= near


def _by_sentence(counted: Sequence[Counted]) -> list[list[Counted]]:
    groups: dict[int, list[Counted]] = {}
    for each in counted:
        groups.setdefault(each.claim.sentence.start, []).append(each)
    return list(groups.values())


@reads("compose.part-of-sum")
def _as_part(claim: Claim) -> Claim:
    """A number that a sum is made from is a part, by its noun where no population is named."""
    population = claim.scope.population or (claim.value.noun if isinstance(claim.value, Quantity) else None)
    return msgspec.structs.replace(
        claim, scope=msgspec.structs.replace(claim.scope, population=population, part="subset")
    )


def _counted(
    quantities: Sequence[Found],
    lists: Sequence[Sequence[int]],
    block: Block,
    source: Source,
    *,
    said: Sequence[Attribution],
    rules: Rules,
) -> list[Counted]:
    """Return the quantities that state a measure; members of a list share the measure and the speaker of its end."""
    measures = [measure_of(found, rules.catalogue) for found in quantities]
    measures = carry_measures(quantities, measures, rules.catalogue)
    share_with_parts(quantities, measures, lists)
    speakers = [attribution_at(said, *block.range_of(found)) for found in quantities]
    share_in_lists(quantities, measures, speakers, lists)
    rows = zip(quantities, measures, speakers, strict=True)
    counted = [
        make_counted(found, assigned, speaker, block=block, source=source, rules=rules)
        for found, assigned, speaker in rows
        if assigned is not None
    ]
    claims = refer_back([each.found for each in counted], [each.claim for each in counted])
    return [msgspec.structs.replace(each, claim=claim) for each, claim in zip(counted, claims, strict=True)]
