"""Grammar questions asked of a parse: a Universal Dependencies tree becomes subjects, agents, phrases and negations.

Every function takes spaCy tokens and looks at nothing but heads, labels, tags and words, so that a `Doc` built by
hand answers like a parsed one. Labels follow https://universaldependencies.org/u/dep/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from factcheck.language.docview import dependents, sentence_of, view_of
from factcheck.lexicon.loader import word_list

__all__ = [
    "agent_of", "children_of", "content_of", "governor_of", "head_noun", "is_hypothetical", "is_negated", "is_passive",
    "object_of", "patient_of", "phrase_of", "preposition_of", "subject_of", "subtree_of",
]  # fmt: skip

SUBJECTS = ("nsubj", "csubj", "nsubj:outer")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# verbs that share their subject with the clause they stand in
SUBJECT_SHARERS = ("conj", "xcomp", "advcl", "acl", "acl:relcl", "parataxis")
NEGATIONS = word_list("language", "grammar.negations")
HYPOTHETICAL_MARKS = frozenset({"if", "unless", "whether", "lest"})
MODALS = word_list("common", "modals.possible") | {"would"}
CONTAINERS = word_list("language", "grammar.containers")


def children_of(token: Token, *labels: str) -> Iterator[Token]:
    """Yield the token's dependents that carry one of the labels, in text order."""
    return (child for child in dependents(token) if child.dep_ in labels)


def _first(tokens: Iterable[Token]) -> Token | None:
    return next(iter(tokens), None)


def is_passive(verb: Token) -> bool:
    """Return whether the verb is a passive: a full one ("was blamed"), or a participle after its noun ("blamed by")."""
    if any(child.dep_ == "aux:pass" for child in dependents(verb)):
        return True
    if verb.tag_ in {"VBD", "VBZ", "VBP", "VBG"}:
        return False
    if verb.dep_ == "acl" and not any(child.dep_ == "obl:agent" for child in dependents(verb)) and _is_only_verb(verb):
        return False
    if verb.dep_ in {"acl", "amod"} or any(child.dep_ == "obl:agent" for child in dependents(verb)):
        return True
    return verb.dep_ == "conj" and verb.head.i < verb.i and is_passive(verb.head)


def _is_only_verb(verb: Token) -> bool:
    """Return whether the sentence has no finite verb: a participle right after its noun is its predicate, misread."""
    return (
        verb.head.i < verb.i and verb.head.dep_ == "ROOT" and not any(each.tag_ in FINITE for each in sentence_of(verb))
    )


def subject_of(verb: Token) -> Token | None:
    """Return who does what the verb says, looking through coordination, infinitives, participles and relative clauses.

    None for a passive (its doer is `agent_of`) and where no subject is written.
    """
    return _subject(verb, depth=0)


def _subject(verb: Token, depth: int) -> Token | None:
    own = _first(children_of(verb, *SUBJECTS)) or (
        None if is_passive(verb) else _first(children_of(verb, "nsubj:pass"))
    )
    if own is not None:
        return own
    if depth > 4 or is_passive(verb) or verb.dep_ not in SUBJECT_SHARERS:
        return None
    head = verb.head
    if verb.dep_ in {"acl", "acl:relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head
    if verb.dep_ == "xcomp":
        controller = _first(children_of(head, "obj", "iobj"))
        if controller is not None:
            return controller
    return _subject(head, depth + 1) or _first(children_of(head, "nsubj:pass"))


def patient_of(verb: Token) -> Token | None:
    """Return what the verb is done to: the object of an active verb, the subject of a passive one."""
    found = _first(children_of(verb, "nsubj:pass")) or object_of(verb)
    if found is None and verb.dep_ in {"acl", "acl:relcl"} and is_passive(verb):
        return verb.head
    if found is None and verb.dep_ == "conj" and is_passive(verb):
        return patient_of(verb.head) if verb.head.i != verb.i else None
    return found


def object_of(verb: Token) -> Token | None:
    """Return the verb's direct object, or None."""
    return _first(children_of(verb, "obj"))


def preposition_of(noun: Token) -> str:
    """Return the noun's preposition in lower case, with its fixed parts ("because of"); "" where it has none."""
    case = _first(children_of(noun, "case", "mark"))
    if case is None:
        return ""
    parts = [case, *children_of(case, "fixed")]
    return " ".join(part.lower_ for part in parts)


def agent_of(verb: Token) -> Token | None:
    """Return who does what a passive verb says: its "by" phrase, or None."""
    agent = _first(children_of(verb, "obl:agent"))
    if agent is not None or not is_passive(verb):
        return agent
    return _first(child for child in children_of(verb, "obl", "nmod") if preposition_of(child) == "by")


def content_of(verb: Token) -> Token | None:
    """Return the head of the clause that a verb of saying reports: its complement, else a clause beside it, or None."""
    complement = _first(children_of(verb, "ccomp"))
    if complement is not None:
        return complement
    if verb.dep_ == "parataxis":
        return verb.head
    return _first(children_of(verb, "parataxis"))


def governor_of(token: Token) -> Token | None:
    """Return the nearest verb above a token, or None at the top of a sentence without one."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return ancestor
    return None


def subtree_of(token: Token, *, without: Iterable[Token] = ()) -> list[Token]:
    """Return the token and all below it in text order, leaving out the subtrees of `without`."""
    stop = {other.i for other in without}
    view = view_of(token.doc)
    found = [token.i]
    for at in found:
        found += [child.i for child in view.below[at] if child.i not in stop]
    return [view.tokens[at] for at in sorted(found)]


def phrase_of(noun: Token, *, clauses: bool = False) -> tuple[int, int]:
    """Return the noun phrase around its head as a half-open range of token numbers.

    Left modifiers, names, "of" phrases and other prepositional phrases belong to it; its own preposition, a
    coordination mark, outer punctuation and the noun's role in a clause do not. Relative clauses and appositions
    belong only with `clauses`.
    """
    dropped = {
        "case",
        "cc",
        "mark",
        "punct",
        "conj",
        "parataxis",
        "cop",
        "aux",
        "nsubj",
        "csubj",
        "advcl",
        "ccomp",
        "discourse",
        "expl",
    }
    if not clauses:
        dropped |= {"acl:relcl", "acl", "appos"}
    left = right = noun.i
    inside = {noun.i}
    for child in dependents(noun):
        inside_coordination = child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}
        possessive = child.dep_ == "case" and child.i > noun.i
        if child.dep_ in dropped and not inside_coordination and not possessive:
            continue
        inside.update(each.i for each in subtree_of(child))
    while left - 1 in inside or _is_inner_mark(noun, left - 1, inside):
        left -= 1
    while right + 1 in inside or _is_inner_mark(noun, right + 1, inside):
        right += 1
    return _trimmed(noun, left, right + 1)


def _is_inner_mark(noun: Token, index: int, inside: set[int]) -> bool:
    """Return whether a mark outside the set is joined to it on both sides: a hyphen, an inner bracket, an "and"."""
    if not 0 < index < len(noun.doc) - 1 or noun.doc[index].dep_ not in {"punct", "cc"}:
        return False
    return index - 1 in inside and index + 1 in inside


def _trimmed(noun: Token, left: int, right: int) -> tuple[int, int]:
    doc = noun.doc
    while left < noun.i and (doc[left].is_punct or doc[left].is_space):
        left += 1
    while right - 1 > noun.i and doc[right - 1].is_punct and doc[right - 1].text not in {'"', "'", ")", "”", "’"}:
        right -= 1
    return left, right


def head_noun(noun: Token) -> Token:
    """Return the noun that a phrase is about: in "a wave of violence" the violence, elsewhere the noun itself."""
    if noun.lower_ not in CONTAINERS:
        return noun
    inner = _first(child for child in children_of(noun, "nmod") if preposition_of(child) == "of")
    return inner if inner is not None else noun


def is_negated(token: Token) -> bool:
    """Return whether a negation stands on the token, its auxiliary, or the noun's determiner."""
    return any(
        child.lower_ in NEGATIONS and child.dep_ in {"advmod", "det", "aux", "cc", "advmod:emph", "mark", "case"}
        for child in dependents(token)
    )


def is_hypothetical(verb: Token) -> bool:
    """Return whether the verb stands under "if" or a modal of possibility, so that it reports no fact."""
    for child in dependents(verb):
        if child.dep_ == "mark" and child.lower_ in HYPOTHETICAL_MARKS:
            return True
        if child.dep_ == "aux" and child.lower_ in MODALS:
            return True
    return False
