"""What a verb reports in another shape than a clause: a name for something, an infinitive, an object."""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.claims.attribution.extent import asides_of, has_to, reach
from factcheck.claims.attribution.paragraph import Paragraph, Range, clip, trim
from factcheck.claims.attribution.subjects import (
    NOMINAL,
    has_active_shape,
    top_of,
)
from factcheck.language.docview import dependents
from factcheck.language.grammar import children_of, object_of, preposition_of, subtree_of

__all__ = ["infinitive_content", "naming_content", "object_content", "preposition_content"]

REASONS = frozenset({"for", "of", "as", "over", "on", "to"})


def naming_content(verb: Token, frames: frozenset[str], paragraph: Paragraph) -> list[Range]:
    """Return the named thing and its name: "described [the unrest as a coup attempt]"."""
    named = object_of(verb)
    if named is None or named.i < verb.i:
        return _naming_by_order(verb, frames, paragraph)
    complements: list[Token] = []
    if "naming.as" in frames:
        complements = [
            child
            for child in (*dependents(verb), *dependents(named))
            if child.i > named.i and preposition_of(child) == "as"
        ]
    if "naming.bare" in frames and not complements:
        complements = [child for child in children_of(verb, "xcomp", "ccomp", "obj", "iobj") if child.i > named.i]
        if not complements and verb.lower_.startswith("call") and len(subtree_of(named)) > 1:
            complements = [named]
    if not complements:
        return _naming_by_order(verb, frames, paragraph)
    if asides_of(named, paragraph):
        return [*reach([named], verb, paragraph), *reach(complements, verb, paragraph)]
    return reach([named, *complements], verb, paragraph)


def _naming_by_order(verb: Token, frames: frozenset[str], paragraph: Paragraph) -> list[Range]:
    """Return "the … as …" or "the … a …" right after the verb to the next mark: a naming that the parse hides."""
    doc = paragraph.doc
    past_aside = _naming_past_aside(verb, paragraph) if "naming.as" in frames else []
    if (
        past_aside
        or verb.i + 3 >= len(doc)
        or doc[verb.i + 1].pos_ not in {"DET", "PRON", "PROPN"}
        or verb.tag_ == "VB"
    ):
        return past_aside
    stop = next(
        (
            i
            for i in range(verb.i + 1, len(doc))
            if doc[i].text in {",", ".", ";", ":", "!", "?"} and i not in paragraph.quote_at
        ),
        len(doc),
    )
    inside = [doc[i].lower_ for i in range(verb.i + 2, min(stop - 1, verb.i + 12))]
    if any(doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} for i in range(verb.i + 1, min(stop, verb.i + 5))):
        return []
    named = ("naming.as" in frames and "as" in inside) or (
        "naming.bare" in frames and not {"a", "an"}.isdisjoint(inside[:4])
    )
    return [trim(clip(verb.i + 1, stop, paragraph), paragraph)] if named else []


def _naming_past_aside(verb: Token, paragraph: Paragraph) -> list[Range]:
    """Return both parts of "described the riots, which …, as a plot", without the aside between them."""
    doc = paragraph.doc
    _, end = paragraph.sentence_of(verb)
    commas = [i for i in range(verb.i + 1, end) if doc[i].text == "," and i not in paragraph.quote_at]
    if len(commas) < 2 or doc[commas[0] + 1].lower_ not in {"which", "who", "where", "when"}:
        return []
    link = next((i + 1 for i in commas[1:] if doc[i + 1].lower_ == "as"), None)
    if link is None:
        return []
    stop = next((i for i in range(link, end) if doc[i].text in {",", ";", "."}), end)
    return [trim((verb.i + 1, commas[0]), paragraph), trim(clip(link, stop, paragraph), paragraph)]


def infinitive_content(verb: Token, frames: frozenset[str], paragraph: Paragraph) -> list[Range]:
    """Return what is promised or asked for: "vowed to rebuild"."""
    heads = [child for child in children_of(verb, "xcomp", "ccomp", "advcl") if child.i > verb.i and has_to(child)]
    if not heads:
        return []
    listener = object_of(verb)
    if listener is not None:
        return reach([listener, *heads], verb, paragraph) if "infinitive.object" in frames else []
    return reach(heads, verb, paragraph) if "infinitive.strong" in frames else []


def preposition_content(verb: Token, prepositions: frozenset[str], paragraph: Paragraph) -> list[Range]:
    """Return what is spoken of behind one of the verb's prepositions: "warned of a flood"."""
    heads = [
        child
        for child in dependents(verb)
        if child.i > verb.i
        and child.dep_ in {"obl", "nmod", "advcl", "obj", "xcomp"}
        and preposition_of(child).split(" ")[0] in prepositions
    ]
    if any(preposition_of(head) in {"on", "upon", "with"} for head in heads):
        heads += [child for child in children_of(verb, "xcomp", "advcl", "ccomp") if has_to(child)]
    return reach(heads, verb, paragraph)


def object_content(verb: Token, paragraph: Paragraph) -> list[Range]:
    """Return the object of a verb that reports it, with what it is praised or blamed for: "criticized the plan"."""
    named = object_of(verb) or next(
        (child for child in children_of(verb, "xcomp", "ccomp") if child.tag_ == "VBG"), None
    )
    if (
        named is None
        and (verb.tag_ in {"VBD", "VBZ", "VBP"} or has_active_shape(verb))
        and verb.i + 2 < len(paragraph.doc)
    ):
        following = paragraph.doc[verb.i + 1]
        named = top_of(following, verb) if following.pos_ in NOMINAL else None
    if named is None or named.i < verb.i:
        return []
    reasons = [
        child for child in children_of(verb, "obl", "advcl") if child.i > named.i and preposition_of(child) in REASONS
    ]
    return reach([named, *reasons], verb, paragraph)
