"""Turn a quantity's place in the parse into the measure that it states.

The catalogue names the words; here are the places: whose subject, whose object, described as what, the number of what.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc, Span, Token

from factcheck.catalogue import Catalogue, Measure, Role
from factcheck.claims.found import Found
from factcheck.claims.outcomes import degree_of, outcome_of, through_of
from factcheck.claims.people import is_people, is_thing
from factcheck.claims.population import load_populations
from factcheck.claims.tolls import NOUNS, Assigned, group_of, toll_of
from factcheck.language.grammar import is_passive, subject_of
from factcheck.language.words import lemma_of

__all__ = ["Assigned", "assign_measure", "roles_of", "takes"]

# verbs that pass a state on to their subject or object: "left 12 dead", "were reported killed", "are feared trapped"
LINKS = frozenset(
    {
        "be",
        "leave",
        "report",
        "confirm",
        "fear",
        "believe",
        "presume",
        "declare",
        "pronounce",
        "remain",
        "go",
        "find",
        "say",
        "become",
        "get",
        "think",
        "know",
        "list",
    }
)
BEING = frozenset({"is", "are", "was", "were"})
PARTS = frozenset({"including", "among"})
# verb forms of headlines that taggers take for nouns
KILLS = frozenset({"kills", "injures", "wounds", "hurts", "shoots", "shot"})
ASIDES = frozenset({"aged", "ages", "including", "both", "all", "among"})
UNHURT = frozenset({"uninjured", "unharmed", "unhurt", "surviving", "unscathed"})
PRIOR = frozenset({"prior", "previous", "past", "earlier"})


def assign_measure(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a count, or None where nothing in the catalogue but `count` could take it.

    Quantities with a unit are the business of `dimensions`.
    """
    noun = lemma_of(found.carrier) if found.noun is not None else None
    if any(child.lower_ in PRIOR | UNHURT and child.dep_ == "amod" for child in found.carrier.children):
        return None  # "19 prior arrests" are of other events, "two uninjured residents" of no harm
    degree = degree_of(found, catalogue)
    if degree is not None:
        return degree
    places = chain(
        _among(found),
        _after_verb(found),
        roles_of(found.carrier),
        roles_of(found.anchor) if found.anchor != found.carrier else (),
    )
    for place, token in places:
        role: Role = "lives" if place == "object" and noun == "life" else place
        measure = catalogue.triggered(role, token.lower_ if role == "state" else lemma_of(token))
        if token == found.carrier and role == "state" and _is_bullet(found):
            continue
        if measure is not None and (not measure.people or _can_be_people(found, noun, measure, role)):
            if lemma_of(token) == "flee" and _flees_the_law(token, found):
                return None
            return Assigned(_left_so(found, outcome_of(measure, token, catalogue), catalogue), token)
    through = through_of(found.carrier, catalogue)
    if through is not None and _can_be_people(found, noun, through.measure, "through"):
        return through
    toll = toll_of(found, catalogue)
    if toll is not None:
        return toll
    if noun is not None:
        group = group_of(found.carrier, noun, catalogue)
        if group is not None:
            return group
        measure = catalogue.triggered("noun", noun)
        if measure is not None:
            return Assigned(measure, found.carrier)
    return None


def _flees_the_law(verb: Token, found: Found) -> bool:
    """ "Four suspects fled the scene" are no displaced people."""
    lemma = lemma_of(found.carrier)
    away = any(
        child.dep_ == "obj" and lemma_of(child) in {"scene", "police", "area", "officer"} for child in verb.children
    )
    return away or lemma in load_populations().attackers


def _left_so(found: Found, measure: Measure, catalogue: Catalogue) -> Measure:
    """ "Shot two people dead": the state that stands right behind those counted."""
    doc, at = found.carrier.doc, found.end
    if at >= len(doc):
        return measure
    named = [name for name, words in measure.becomes.items() if name in catalogue and doc[at].lower_ in words]
    return catalogue[named[0]] if named and doc[at].pos_ == "ADJ" else measure


def _is_bullet(found: Found) -> bool:
    """ "At least one shot was fired": a singular noun behind "one" is the thing, behind a larger number the people."""
    token = found.carrier
    fired = {"fire", "ring", "hear", "hit", "strike", "go"}
    return token.lower_ == "shot" and found.numerals[0].value == 1 and any(lemma_of(t) in fired for t in token.sent)


def takes(found: Found, assigned: Assigned) -> bool:
    """Return whether a quantity of a list can carry the measure of the list's people: its noun is of no thing."""
    if any(child.lower_ in UNHURT for child in found.carrier.children):
        return False
    return not assigned.measure.people or found.noun is None or not is_thing(lemma_of(found.carrier))


def _among(found: Found) -> Iterator[tuple[Role, Token]]:
    """ "Among the dead were 9 women", "9 women were among the dead"."""
    doc = found.carrier.doc
    before = [token.lower_ for token in doc[max(0, found.start - 4) : found.start]]
    if before[:2] == ["among", "the"] and before[3:] and before[3] in BEING:
        yield "state", doc[found.start - 2]
    after = [token.lower_ for token in doc[found.end : found.end + 4]]
    if len(after) == 4 and after[0] in BEING and after[1:3] == ["among", "the"]:
        yield "state", doc[found.end + 3]


def _after_verb(found: Found) -> Iterator[tuple[Role, Token]]:
    """A number right after a verb form is its object: "killed 12 and 30 others were hurt" leads a parse astray."""
    before = found.carrier.doc[found.start - 1] if found.start else None
    if (
        before is not None
        and before.pos_ == "VERB"
        and before.tag_ in {"VBD", "VBG", "VBZ", "VBP", "VB", "VBN"}
        and not is_passive(before)
    ):
        yield "object", before
    elif before is not None and before.lower_ in KILLS and before.tag_ in {"NN", "NNS", "NNP", "JJ"}:
        # "man kills 3 people, barricades himself", "gunman shot at least four people"
        yield ("state" if before.lower_ == "shot" else "object"), before


def _can_be_people(found: Found, noun: str | None, measure: Measure, role: Role) -> bool:
    if noun is None or found.number[0] == found.number[1]:  # a single person has no number word
        return True
    if role == "lives" or noun in {"other", "more"} or is_people(noun) or noun in measure.state:
        return True
    named = found.carrier.pos_ == "PROPN" and not _is_address(found)
    return named or found.carrier.ent_type_ in {"NORP", "PERSON"}


def _is_address(found: Found) -> bool:
    """ "At 2211 Falling Oak": a bare number of three digits and more before capital words."""
    number = found.carrier.doc[found.number[0]]
    return number.is_digit and len(number) > 2 and found.number[1] - found.number[0] == 1


# ------------------------------------------------------------------ places in the parse
def _is_bare(token: Token) -> bool:
    """Whether no preposition of its own governs a number: "at" in "at least 12" and "up to" in "up to 12" do not."""
    cases = [child for child in token.children if child.dep_ == "case"]
    return all(
        child.lower_ in {"at", "up", "as", "to", "about", "over", "around", "under", "more", "least"} for child in cases
    ) and (
        not cases
        or any(
            child.lower_ in {"least", "most", "up", "about", "over", "around", "more", "under"}
            for child in token.subtree
        )
    )


def roles_of(token: Token, depth: int = 0) -> Iterator[tuple[Role, Token]]:
    """Yield the places a token takes, the nearest first: what it is described as, whose object, whose subject it is."""
    yield from _described(token)
    head, label = token.head, token.dep_
    if head.dep_ in {"aux", "aux:pass", "cop"}:
        head = head.head
    if label == "nsubj:pass":
        yield from _passive(head)
    elif label in {"nsubj", "nsubj:outer", "csubj"}:
        yield from _subject(token, head)
    elif label == "obj" and lemma_of(head) == "include" and (subject := subject_of(head)) is not None:
        yield "state", subject
    elif (label == "obj" and not _is_cut_off(head, token)) or (
        label in {"obl", "obl:unmarked", "xcomp"} and _is_bare(token)
    ):
        yield from _resulting(head, token)
        yield "object", head
    elif (
        label in {"nmod", "obl", "acl", "advcl"}
        and depth < 6
        and any(child.lower_ in PARTS for child in token.children)
    ):
        yield from roles_of(head, depth + 1)
    elif label == "nmod" and any(child.lower_ == "of" for child in token.children):
        yield "noun", head
        if lemma_of(head) != "body":
            yield "event", head  # "the shooting of four people"
    elif (
        label == "conj"
        and depth < 6
        and head.i < token.i
        and _is_nominal(head)
        and not _has_verb(token.doc[head.i + 1 : token.i])
    ):
        yield from roles_of(head, depth + 1)
    elif (
        label in {"ROOT", "parataxis", "dep", "appos", "list"} and head.pos_ in NOUNS and depth < 6 and label != "ROOT"
    ):
        yield from _described(head)


def _has_verb(tokens: Span) -> bool:
    return any(token.tag_ in {"VBD", "VBZ", "VBP"} and token.pos_ in {"VERB", "AUX"} for token in tokens)


def _is_nominal(token: Token) -> bool:
    return token.pos_ not in {"VERB", "AUX"} or token.tag_ in {"NN", "NNS", "NNP", "CD"}


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "obj" and not _is_cut_off(verb, child) for child in verb.children)


def _is_cut_off(verb: Token, token: Token) -> bool:
    """Whether a comma parts a verb from its object, which English never does: "woman killed, daughter hurt"."""
    between = [each.text for each in token.doc[verb.i + 1 : token.i]]
    return between[:1] == [","] and between.count(",") == 1


def _predicated(token: Token) -> Iterator[tuple[Role, Token]]:
    """ "Dozens were still missing": the state after a form of "be" right behind the number or its noun."""
    rest = token.doc[_past_aside(token.doc, token.i + 1) :][:7]
    if not rest or rest[0].lower_ not in BEING | {"have", "has", "had"}:
        return
    for word in rest[1:]:
        if word.pos_ not in {"AUX", "ADV"}:
            if word.pos_ in {"ADJ", "VERB"} and word.tag_ in {"JJ", "VBN"}:
                yield "state", word
                yield "object", word
            return


def _past_aside(doc: Doc, at: int) -> int:
    """Return the index behind "…, aged 20 to 27,": what is said of those counted goes on there."""
    if at + 1 < len(doc) and doc[at].text in {",", "-", "–", "—"} and doc[at + 1].lower_ in ASIDES:
        return next((token.i + 1 for token in doc[at + 2 : at + 10] if token.text == doc[at].text), at)
    return at


def _described(token: Token) -> Iterator[tuple[Role, Token]]:
    """ "12 dead", "the injured 30", "12 people killed in the blast", "12 who died"."""
    yield "state", token
    yield from _predicated(token)
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_.endswith("ly") and after.i + 1 < len(token.doc):
        after = after.nbor()  # "left five others critically wounded"
    if (
        after is not None
        and (after.tag_ in {"JJ", "VBN", "VBD", "RB"} or after.pos_ == "ADJ" or _is_participle(token, after))
        and after.lower_ != "who"
        and (not _has_object(after) or _is_before_place(after))
    ):
        yield "state", after
    for child in token.children:
        if child.dep_ in {"amod", "acl"}:
            yield "state", child
            for linked in _linked(child):
                yield "state", linked
                yield "object", linked
            if child.tag_ in {"VBN", "VBD"}:
                yield ("object" if child.tag_ == "VBN" else "subject"), child
                yield "subject", child  # "victims died": no one is died, whatever the tag
        elif child.dep_ == "acl:relcl":
            passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in child.children)
            yield ("object" if passive else "subject"), child
            if passive or child.pos_ == "ADJ":
                yield "state", child
    if token.dep_ in {"nummod", "amod", "compound"} and token.head.i > token.i:
        yield "state", token.head


def _is_before_place(verb: Token) -> bool:
    """ "Eight injured in overnight blaze, families told": a verb's object does not stand behind a preposition."""
    return verb.i + 1 < len(verb.doc) and verb.nbor().tag_ == "IN"


def _is_participle(token: Token, after: Token) -> bool:
    """ "11 others shot", "10 Hurt in …": nouns too, but not behind a number or a plural that one counts."""
    counted = token.pos_ == "NUM" or (token.tag_ == "NNS" and any(c.pos_ == "NUM" for c in token.children))
    return after.lower_ in {"shot", "hurt"} and counted


def _passive(verb: Token) -> Iterator[tuple[Role, Token]]:
    for linked in _linked(verb):
        yield "state", linked
        yield (
            (
                "subject"
                if linked.tag_ in {"VB", "VBG"}
                or (any(c.lower_ == "have" for c in linked.children) and not is_passive(linked))
                else "object"
            ),
            linked,
        )
    yield "state", verb
    yield "object", verb


def _subject(token: Token, head: Token) -> Iterator[tuple[Role, Token]]:
    for linked in _linked(head):
        yield "state", linked
        if linked.tag_ == "VBN":
            yield "object", linked
        elif linked.pos_ == "VERB":
            yield "subject", linked
    if head.pos_ != "VERB" or is_passive(head) or not _has_object(head):
        yield "state", head
    if any(child.dep_ == "aux:pass" for child in head.children) or (
        head.tag_ == "VBN" and head.i > token.i and not any(c.dep_ == "obj" for c in head.children)
    ):
        yield "object", head
    yield "subject", head


def _linked(verb: Token) -> Iterator[Token]:
    """Yield what a linking verb says of its subject: "were reported killed", "are believed to have died"."""
    if lemma_of(verb) not in LINKS:
        return
    for child in verb.children:
        if (
            (child.dep_ in {"xcomp", "advcl", "ccomp"} or (child.dep_ == "obj" and child.tag_ == "VBN"))
            and child.i > verb.i
            and not any(c.dep_.startswith("nsubj") for c in child.children)
        ):
            yield child


def _resulting(verb: Token, token: Token) -> Iterator[tuple[Role, Token]]:
    """ "left dozens dead, hundreds injured": the state that a verb leaves its object in."""
    if lemma_of(verb) not in LINKS:
        return
    for child in verb.children:
        if child.i > token.i and child.dep_ in {"xcomp", "amod", "advcl", "acl", "obl", "ccomp"}:
            yield "state", child
            return
