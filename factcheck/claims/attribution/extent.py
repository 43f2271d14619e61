"""How far what is reported reaches."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from factcheck.claims.attribution.paragraph import Paragraph, Range, clip, trim
from factcheck.language.grammar import children_of, subtree_of

__all__ = ["reach"]


def reach(tokens: Iterable[Token], verb: Token, paragraph: Paragraph) -> list[Range]:
    """Return the stretch after the verb that the tokens and their subtrees cover, without asides; empty without any."""
    kept = [
        each for token in tokens for each in subtree_of(token, without=asides_of(token, paragraph)) if each.i > verb.i
    ]
    inside = [each.i for each in kept]
    return [trim(clip(min(inside), max(inside) + 1, paragraph), paragraph)] if inside else []


def asides_of(token: Token, paragraph: Paragraph) -> list[Token]:
    """Return the relative clauses set off by a comma below a token: they are the writer's own words."""
    below = (each for each in subtree_of(token) if each.dep_ == "acl:relcl" and each.i not in paragraph.quote_at)
    return [
        each
        for each in below
        if (each.left_edge.i > 0 and paragraph.doc[each.left_edge.i - 1].text == ",") or each.left_edge.text == ","
    ]


def has_to(verb: Token) -> bool:
    """Return whether the verb is an infinitive with "to"."""
    return any(child.lower_ == "to" for child in children_of(verb, "mark"))
