"""A claim's place in its sentence → the words around it, by which two claims are held against each other.

What a number is told of stands in the words of its clause and sentence: the counted noun and what describes it, the
verb, who does it, names, places and times. The floors above compare these sets and read no English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from factcheck.claims.measure.borne import bearer_of, near
from factcheck.claims.measure.fates import fate_of
from factcheck.claims.parse.parsed import Block
from factcheck.language.docview import dependents, sentence_of
from factcheck.language.grammar import subtree_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list
from factcheck.models import Claim, Context, Quantity, Quotation

__all__ = ["contexts_of"]

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
CLAUSES = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "ROOT", "conj"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
PLACES = frozenset({"LOC", "GPE", "FAC"})
NAMES = frozenset({"PERSON", "ORG", "LOC", "GPE", "FAC", "NORP", "EVENT"})
SKIPPED = word_list("frame", "context.skipped")
TIMES = word_list("frame", "context.times")
REACH = 12


def contexts_of(claims: Iterable[Claim], blocks: Sequence[Block]) -> Iterator[Context]:
    """Yield the context of each number and category that stands in one of the blocks, in the claims' order."""
    starts: Mapping[int, tuple[int, Block]] = {block.offset: (at, block) for at, block in enumerate(blocks)}
    ordered = sorted(starts)
    for claim in claims:
        if isinstance(claim.value, Quotation):
            continue
        offset = max((start for start in ordered if start <= claim.span.start), default=None)
        if offset is None:
            continue
        number, block = starts[offset]
        words = block.doc.char_span(claim.span.start - offset, claim.span.end - offset, alignment_mode="expand")
        if words is not None and len(words):
            yield _context(claim, words, number)


def _context(claim: Claim, words: Tokens, number: int) -> Context:
    root = words.root
    verb = _verb_over(root)
    own = {token.i for token in words}
    clause = [token for token in _clause(verb) if token.i not in own]
    sentence = [token for token in sentence_of(root) if token.i not in own]
    noun = claim.value.noun if isinstance(claim.value, Quantity) else None
    subject = [each for child in dependents(verb) if child.dep_ in SUBJECTS for each in subtree_of(child)]
    measured = isinstance(claim.value, Quantity) and claim.value.unit is not None
    bearer, borne = bearer_of(words) if measured else ("", False)
    return Context(
        claim_id=claim.id,
        noun=noun,
        described=_lemmas([token for token in words if token.pos_ != "NUM"]) - {noun or ""},
        predicate=lemma_of(verb),
        role=root.dep_.partition(":")[0],
        subject=_lemmas(token for token in subject if token.i not in own),
        clause=_lemmas(clause),
        sentence=_lemmas(sentence),
        names=frozenset(token.lower_ for token in sentence if token.ent_type_ in NAMES and token.pos_ == "PROPN"),
        places=frozenset(token.lower_ for token in clause if token.ent_type_ in PLACES and token.pos_ == "PROPN"),
        times=frozenset(token.lower_ for token in clause if token.ent_type_ == "DATE" or token.lower_ in TIMES),
        before=_before(words),
        behind=_behind(words),
        block=number,
        bearer=bearer,
        borne=borne,
        near=_lemmas(near(words)) if measured else frozenset(),
        fate=fate_of(words) if claim.measure == "age" else None,
    )


def _verb_over(token: Token) -> Token:
    """Return the head of the clause that a token stands in; a sentence without a verb is one clause."""
    for _ in range(REACH):
        if token.dep_ in CLAUSES and (token.pos_ in {"VERB", "AUX"} or _has_subject(token)):
            return token
        if token.head == token:
            return token
        token = token.head
    return token


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in dependents(token))


def _clause(verb: Token) -> Iterator[Token]:
    """Yield the words of a clause, without those of the clauses in it."""
    yield verb
    for child in dependents(verb):
        inner = child.dep_ in CLAUSES and child.pos_ in {"VERB", "AUX"}
        if not inner:
            yield from _clause(child)


def _lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    found = (lemma_of(token) for token in tokens if token.pos_ in CONTENT and token.is_alpha)
    return frozenset(lemma for lemma in found if len(lemma) > 1 and lemma not in SKIPPED)


def _before(words: Tokens) -> str:
    """Return the word right before the claim's, small; "" at the opening of a sentence."""
    first = words[0]
    return first.nbor(-1).lower_ if first.i > sentence_of(first).start else ""


def _behind(words: Tokens) -> str:
    last = words[-1]
    return last.nbor(1).lower_ if last.i + 1 < sentence_of(last).end else ""
