"""FC301, FC302: accounts that exclude each other, by several speakers or by one at two times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.positions import compatible_groups, fit_all
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import is_weighty, position_of, severity_by_weight
from factcheck.conflicts.wording import ASSERTION, act_text, day_text, either, is_denied, said_by, with_sources
from factcheck.lexicon.told.addresses import Address
from factcheck.models import Category, Claim, Pair, Position, Severity, strongest, weakest
from factcheck.stories.voices import OUTLET, UNKNOWN, group_speakers

__all__ = ["RULE", "find_dispute"]

_PLACE, _ROLE, _HEALTH, _WOUND, _CUSTODY = "place_of", "role", "health", "wound", "custody"
_CLAIMED, _ACCUSED = "responsibility.claimed-or-denied", frozenset({"responsibility.accused", "responsibility.behind"})
_DEAD = "dead"
# slots that each source tells for itself, whoever is quoted beside them
_OF_EACH = frozenset({_PLACE, _ROLE, _HEALTH, _WOUND})
_REASONS = {
    _PLACE: "an act has one place",
    _ROLE: "a person has one rank or office of a kind",
    _HEALTH: "somebody is in one state at a time",
    _WOUND: "reports differ",
}
_ASKED = {_WOUND: "where {} was hit", _HEALTH: "how {} is"}
_ON_ARRIVAL = "health.on-arrival"
_INJURIES = frozenset({"threatening", "not_threatening", "minor"})  # what is told of injuries, which change slowly
_STATES = {"status", "condition"}  # slots whose value is expected to change while a story unfolds


class Account(msgspec.Struct, frozen=True):
    """A categorical claim: what it says, whether it denies that, and the voice (an outlet's own voice is its own)."""

    claim: Claim
    slot: str
    label: str
    kind: str
    denied: bool
    voice: str
    roams: bool = False  # its source names places that have no street in common


def find_dispute(view: TopicView) -> tuple[Outcome, ...]:
    """Find accounts of a cause, a condition, a responsibility, a place or a victim that exclude each other.

    FC301 is raised between different speakers, also inside one report; a report holds only what it says in its own
    voice. FC302 is raised where one speaker gives two accounts at two times; where reports don't tell the times apart,
    with low confidence. Labels must be known to exclude each other: two reasons can both be true. An act has one place
    and a person one rank, whoever tells it; a source that gives two of its own takes no side. So it is with where one
    victim was hit, and with how bad it is on one day or was on arrival. Whether an event is over is no dispute: reports
    tell of it at their own hour. What one voice says was done and another denies excludes the denial.

    Bad: a president calls the unrest a coup attempt, rights groups a protest against fuel prices.
    Good: "heavy rain" in one report, "a burst dam" in another.

    Why: who says what is the news in a dispute; printed as fact, either account takes a side.
    """
    accounts = _accounts(view)
    if view.topic.measure in _OF_EACH:
        return _dispute(view, _with_one_answer(view, accounts), accounts)
    changes = [(a, b) for a in accounts for b in accounts if _changed(view, a, b)]
    old = {a.claim.id for a, _ in changes}
    current = [account for account in accounts if account.claim.id not in old]
    unordered = (
        [] if changes else [(a, b) for at, a in enumerate(current) for b in current[at + 1 :] if _varies(view, a, b)]
    )
    # how far an event is, two reports tell of two hours, and of two events as often
    disputed = () if view.topic.measure == "status" else _dispute(view, current, accounts)
    return (*disputed, *_change(view, changes or unordered, ordered=bool(changes)))


def _accounts(view: TopicView) -> list[Account]:
    values = [
        (claim, claim.value) for claim in view.claims if isinstance(claim.value, Category) and not _is_demand(claim)
    ]
    acting = [value.label for _, value in values if value.slot == "responsibility"]
    voices = group_speakers([*(view.speaker(claim) for claim, _ in values), *acting], view.board.words)
    return [_account(view, claim, value, voices) for claim, value in values]


def _account(view: TopicView, claim: Claim, value: Category, voices: Mapping[str, str]) -> Account:
    denied = is_denied(claim)
    if value.slot == ASSERTION:  # what was done, or was not: its claims share one question
        return Account(claim, value.slot, value.label, "", denied, voices[view.speaker(claim)])
    acting = value.slot == "responsibility"  # the label is a name, and names have forms
    kind = voices[value.label] if acting else value.label.casefold().partition(":")[0].strip()
    if value.slot in _OF_EACH:  # what somebody denies is not the office that stands beside a name
        label = kind if value.slot == _ROLE else value.label
        return Account(claim, value.slot, value.label, label, denied and value.slot != _ROLE, claim.source_id)
    return Account(claim, value.slot, value.label, kind, denied, voices[view.speaker(claim)])


def _with_one_answer(view: TopicView, accounts: Sequence[Account]) -> list[Account]:
    unclear = {
        a.claim.source_id
        for a in accounts
        for b in accounts
        if a.claim.source_id == b.claim.source_id and _exclude(view, a, b)
    }
    roaming = {a.voice for a in accounts for b in accounts if a.voice == b.voice and _are_apart(a, b)}
    return [
        msgspec.structs.replace(account, roams=account.voice in roaming)
        for account in accounts
        if account.claim.source_id not in unclear
    ]


def _are_apart(a: Account, b: Account) -> bool:
    one, two = Address.from_label(a.label), Address.from_label(b.label)
    return one is not None and two is not None and one.is_apart(two)


def _are_ends(sets: Sequence[Sequence[Account]]) -> bool:
    """Return whether all that differs are neighbouring blocks, the two ends of one scene."""
    told = [[Address.from_label(account.label) for account in group if account.slot == _PLACE] for group in sets]
    pairs = [(a, b) for at, group in enumerate(told) for other in told[at + 1 :] for a in group for b in other]
    kinds = {a.difference(b) for a, b in pairs if a is not None and b is not None}
    return "neighbour" in kinds and kinds <= {"", "neighbour"}


def _strays(a: Account, b: Account) -> bool:
    """Return whether two streets may be two scenes: where a source tells of several, nothing shows which is meant."""
    return (a.roams or b.roams) and _are_apart(a, b)


def _is_demand(claim: Claim) -> bool:
    """Return whether a claim only says what someone wants: that states no fact for another account to exclude."""
    return claim.attribution is not None and claim.attribution.stance == "demands"


def _exclude(view: TopicView, a: Account, b: Account) -> bool:
    if a.denied != b.denied:
        return a.kind == b.kind
    if a.denied:
        return False
    if a.slot == "responsibility":
        if a.voice != b.voice and a.kind == b.voice and b.kind == a.voice:
            return True  # each says that it was the other
        return _is_rival(a, b) or _is_rival(b, a)
    if a.slot == _CUSTODY or _DEAD in {each.label.partition(":")[0] for each in (a, b)}:
        return False  # what ends goes on no more: a change (FC203)
    if a.slot == _HEALTH and not _is_one_moment(a, b):
        return False
    return view.board.categories.exclusive(a.slot, a.label, b.label) and not _strays(a, b)


def _is_rival(claimed: Account, blamed: Account) -> bool:
    """Return whether one group claims what somebody else blames another for, both by their names."""
    if _CLAIMED not in claimed.claim.read_by or not _ACCUSED & {*blamed.claim.read_by}:
        return False
    if claimed.claim.source_id == blamed.claim.source_id or blamed.claim.status != "actual":
        return False
    names = [{word for word in each.label.split() if word[:1].isupper()} for each in (claimed, blamed)]
    return all(names) and not names[0] & names[1] and not any("-" in each.label for each in (claimed, blamed))


def _is_one_moment(a: Account, b: Account) -> bool:
    """Return whether two states of health are of one day, or both of arrival; how bad injuries are holds a day more."""
    if all(_ON_ARRIVAL in each.claim.read_by for each in (a, b)):
        return True
    one, two = a.claim.as_of, b.claim.as_of
    if one is None or two is None:
        return False
    injuries = {each.label.partition(":")[0] for each in (a, b)} & _INJURIES
    return abs(one - two) <= dt.timedelta(days=1 if injuries else 0)


def _same_voice(a: Account, b: Account) -> bool:
    return a.voice == b.voice and (a.voice != OUTLET or a.claim.source_id == b.claim.source_id)


def _changed(view: TopicView, a: Account, b: Account) -> bool:
    """Return whether `b` is the same speaker's later account in place of `a`.

    A state as outlets tell it changes as well.
    """
    first, last = a.claim.as_of, b.claim.as_of
    if first is None or last is None or first >= last or a.voice != b.voice or a.voice == UNKNOWN:
        return False
    return (a.voice != OUTLET or a.slot in _STATES) and _exclude(view, a, b)


def _varies(view: TopicView, a: Account, b: Account) -> bool:
    """Return whether two reports give one named speaker two accounts whose times are not told apart."""
    if a.voice != b.voice or a.voice in (OUTLET, UNKNOWN) or a.claim.source_id == b.claim.source_id:
        return False
    return _exclude(view, a, b)


def _dispute(view: TopicView, accounts: Sequence[Account], everyone: Sequence[Account]) -> tuple[Outcome, ...]:
    kinds = sorted({(account.kind, account.denied) for account in accounts})
    members = [[account for account in accounts if (account.kind, account.denied) == kind] for kind in kinds]
    rivals = [
        (a, b) for a in range(len(kinds)) for b in range(a + 1, len(kinds)) if _opposed(view, members[a], members[b])
    ]
    if not rivals:
        return ()
    groups = compatible_groups(len(kinds), rivals)
    shared = fit_all(groups)
    sets = [[account for at in group if at not in shared for account in members[at]] for group in groups]
    positions = tuple(_position(view, group) for group in sets)
    pairs = tuple(
        Pair(positions=(a, b), code="FC301")
        for a in range(len(sets))
        for b in range(a + 1, len(sets))
        if any(_opposed(view, [one], [two]) for one in sets[a] for two in sets[b])
    )
    confidence = weakest(strongest(account.claim.confidence for account in group) for group in sets)
    labels = either([position.label for position in positions])
    shown = {account.claim.id: account.claim for group in sets for account in group}
    finding = make_finding(
        view,
        "FC301",
        f"{_opening(view)}: {labels}.",
        shown.values(),
        reason=_REASONS.get(view.topic.measure, "different speakers hold them"),
        severity="low" if _are_ends(sets) else "medium" if view.topic.measure == _ROLE else severity_by_weight(view),
        confidence=confidence,
        positions=positions,
        pairs=pairs,
        compatible_claim_ids=tuple(sorted(account.claim.id for account in everyone if account.claim.id not in shown)),
    )
    return (Outcome(finding, "dispute"),)


def _opening(view: TopicView) -> str:
    if view.topic.measure in _ASKED and view.topic.about is not None:
        whom = view.topic.about if view.topic.about[:1].isupper() else f"the {view.topic.about}"
        return f"Reports differ on {_ASKED[view.topic.measure].format(whom)}"
    if view.topic.measure == ASSERTION:
        asked = sorted((claim.about or "" for claim in view.claims if not is_denied(claim)), key=len)
        return f"Accounts differ on whether {asked[0]}"
    if view.topic.measure == _PLACE and view.topic.about is not None:
        return f"Sources place {act_text(view.topic.about, view.claims)} differently"
    return f"Accounts of {view.phrase} exclude each other"


def _opposed(view: TopicView, left: Iterable[Account], right: Sequence[Account]) -> bool:
    return any(
        _exclude(view, a, b) and not _same_voice(a, b) and UNKNOWN not in (a.voice, b.voice) and not _moves(a, b)
        for a in left
        for b in right
    )


def _moves(a: Account, b: Account) -> bool:
    """Return whether reports may tell of two hours of one day: how far an event is changes between two editions."""
    return a.slot == "status" and OUTLET in (a.voice, b.voice)


def _position(view: TopicView, accounts: Sequence[Account]) -> Position:
    return position_of(view, sorted((account.claim for account in accounts), key=lambda claim: claim.id))


def _change(view: TopicView, changes: Sequence[tuple[Account, Account]], *, ordered: bool) -> tuple[Outcome, ...]:
    if not changes:
        return ()
    voice = min(a.voice for a, _ in changes)
    pairs = [(a, b) for a, b in changes if a.voice == voice]
    before = list({a.claim.id: a for a, _ in pairs}.values())
    after = [b for b in {b.claim.id: b for _, b in pairs}.values() if b not in before]
    if not ordered:  # no account comes first: what goes with the first one named, against what it excludes
        told = list({each.claim.id: each for pair in pairs for each in pair}.values())
        before = [each for each in told if not _exclude(view, told[0], each)]
        after = [each for each in told if each not in before]
    elif not after:  # a chain of changes: the last account stands against the first
        before, after = [pairs[0][0]], [pairs[0][1]]
    severity: Severity = "low" if ordered and is_weighty(view) else "info"
    read = weakest(strongest(account.claim.confidence for account in group) for group in (before, after))
    confidence = read if ordered else "low"
    finding = make_finding(
        view,
        "FC302",
        f"{_change_text(view, before, after, ordered=ordered)}",
        [account.claim for account in (*before, *after)],
        reason="one speaker gives both",
        severity=severity,
        confidence=confidence,
        positions=(_position(view, before), _position(view, after)),
        pairs=(Pair(positions=(0, 1), code="FC302"),),
    )
    return (Outcome(finding, "revised"),)


def _change_text(view: TopicView, before: Sequence[Account], after: Sequence[Account], *, ordered: bool) -> str:
    who = said_by(view, before[0].claim)
    what = view.phrase
    if ordered:
        opening = f"{who or 'The reports'} gave another account of {what} at another time"
        return f"{opening}: {_dated(view, before)}, then {_dated(view, after)}."
    texts = [with_sources(view, [account.claim for account in group]) for group in (before, after)]
    return (
        f"Reports give two accounts of {what} by {who} and don't tell when each was given: {' against '.join(texts)}."
    )


def _dated(view: TopicView, accounts: Sequence[Account]) -> str:
    days = [account.claim.as_of for account in accounts if account.claim.as_of is not None]
    return f"{with_sources(view, [account.claim for account in accounts])} on {day_text(min(days, default=None))}"


RULE = Rule(
    find=find_dispute,
    codes=(
        Code(
            code="FC301",
            title="Accounts differ",
            line="Accounts of a cause, a condition, a responsibility, a place, a victim or a deed exclude each other.",
        ),
        Code(
            code="FC302",
            title="Account changed",
            line="One speaker gives different accounts at two times.",
            sides="changes",
        ),
    ),
)
