"""Those told of besides a number in its sentence: "and three others were injured", "and a fifth on the way"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from spacy.tokens import Doc, Token

from factcheck.claims.compose.counted import Counted, claim_id
from factcheck.claims.compose.lists import is_open_list
from factcheck.claims.compose.sums import sum_of
from factcheck.claims.parse.parsed import Block
from factcheck.language.docview import sentence_of, tokens_in
from factcheck.language.words import verb_lemma
from factcheck.lexicon.catalogue import Catalogue, Measure
from factcheck.lexicon.loader import words_in_order
from factcheck.lexicon.people import is_people
from factcheck.models import Claim, Interval, Quantity, Scope, Source, Span
from factcheck.reads import reads

__all__ = ["ORDINALS", "next_ones", "with_others"]

# "a third" is the third of them, "a second" the second
ORDINALS = {word: at for at, word in enumerate(words_in_order("common", "ordinals"), start=2)}
KNOWN = frozenset({"the", "those", "these"})
ONE = Interval.point(Decimal(1))


def with_others(counted: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """Yield a number and the "others" of its measure that its sentence tells of in a clause of their own.

    "One man is in critical condition and three others are injured": four.
    """
    ordered = sorted(counted, key=lambda each: each.found.start)
    for at, others in enumerate(ordered[1:], start=1):
        before = ordered[at - 1]
        if _are_others(others) and _goes_on(before, others) and _is_apart(before, others):
            yield before, others


def _are_others(each: Counted) -> bool:
    doc, start = each.found.carrier.doc, each.found.start
    known = start > 0 and doc[start - 1].lower_ in KNOWN
    vague = bool(each.found.numerals[-1].vague)  # "several others" are no number to add
    return each.found.noun is not None and each.found.noun.lower_ == "others" and not (known or vague)


def _goes_on(before: Counted, others: Counted) -> bool:
    first, second = before.claim, others.claim
    alike = first.measure == second.measure and first.status == second.status == "actual"
    return (
        alike
        and first.attribution == second.attribution
        and before.assigned.measure.harm not in {"none", "unknown"}
        and first.scope.part != "addition"
        and isinstance(first.value, Quantity)
        and len(first.value.nominal) == 1
        and first.value.nominal[0] > 0
    )


def _is_apart(before: Counted, others: Counted) -> bool:
    """Whether an "and" parts the two, and neither is of a whole that was told before."""
    doc, gap = before.found.carrier.doc, (before.found.end, others.found.start)
    if is_open_list([(before.found.start, before.found.end)], doc) or " of " in f" {before.found.words} ":
        return False
    between = [token.lower_ for token in doc[slice(*gap)]]
    return "and" in between[-3:] and not {";", "including"} & {*between} and len(between) > 1


# ------------------------------------------------------------------ "and a fifth"
def next_ones(counted: Sequence[Counted], block: Block, source: Source, catalogue: Catalogue) -> Iterator[Claim]:
    """Yield the number that one more in its order makes of the number before: "four died there, and a fifth later"."""
    for each in counted:
        value = each.claim.value
        if each.assigned.measure.harm in {"none", "unknown"} or each.claim.status != "actual":
            continue
        if not isinstance(value, Quantity) or len(value.nominal) != 1 or value.hedge.kind != "exact":
            continue
        end = _next_end(each, value.nominal[0] + 1, catalogue)
        if end is not None:
            last = block.doc[end - 1]
            span = Span.of(source.text, each.claim.span.start, block.offset + last.idx + len(last))
            yield _next_one(each.claim, value, span)


def _next_end(each: Counted, wanted: Decimal, catalogue: Catalogue) -> int | None:
    doc, sent = each.found.carrier.doc, sentence_of(each.found.carrier)
    for token in tokens_in(doc, each.found.end + 1, sent.end):
        if ORDINALS.get(token.lower_) != wanted or token.nbor(-1).lower_ != "a":
            continue
        if token.i < 2 or doc[token.i - 2].lower_ not in {"and", ",", "while", "but"}:
            continue
        end = token.i + 1
        if end < sent.end and is_people(doc[end].lower_):
            end += 1
        return end if _befalls(doc, end, sent.end, each.assigned.measure, catalogue) else None
    return None


def _befalls(doc: Doc, start: int, stop: int, measure: Measure, catalogue: Catalogue) -> bool:
    """Whether the same befell the next one: no verb of its own, or one of the same measure."""
    verbs = [token for token in tokens_in(doc, start, stop) if token.pos_ in {"VERB", "AUX"}]
    if not verbs or doc[start].pos_ == "ADP":
        return True
    main: Token = next((token for token in verbs if token.pos_ == "VERB"), verbs[-1])
    lemma = verb_lemma(main.lower_) or main.lower_
    passive = verbs[0].pos_ == "AUX"
    triggered = catalogue.triggered("object" if passive else "subject", lemma)
    return triggered is not None and triggered.name == measure.name


@reads("compose.next-one")
def _next_one(claim: Claim, value: Quantity, span: Span) -> Claim:
    """ "Four died where they were shot, and a fifth on the way": five."""
    one = Quantity(nominal=(Decimal(1),), strict=ONE, plausible=ONE)
    return msgspec.structs.replace(
        claim,
        id=claim_id(claim.source_id, f"{claim.measure}-next", span.start, span.end),
        value=sum_of([value, one], span.quote),
        span=span,
        scope=Scope(place=claim.scope.place),
        frame=msgspec.structs.replace(claim.frame, role=None),
        derived_from=(claim.id,),
        read_by=(),
        confidence="medium",
    )
