"""Turn a token's place in the parse into roles: what it is described as, whose subject or object it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from factcheck.claims.measure.assigned import Place
from factcheck.language.docview import dependents, tokens_in
from factcheck.language.grammar import is_passive, subject_of, subtree_of
from factcheck.language.words import lemma_of, verb_lemma
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people
from factcheck.reads import reads

__all__ = ["BEING", "PARTS", "is_of_last", "roles_of", "said_behind"]

LINKS = word_list("measure", "roles.links")
BEING = frozenset({"is", "are", "was", "were"})
AUXILIARIES = BEING | {"have", "has", "had"}
PARTS = frozenset({"including", "among"})
ASIDES = frozenset({"aged", "ages", "including", "both", "all", "among"})
HEDGING = frozenset({"up", "about", "over", "around", "under", "more"})
RELATIVES = frozenset({"who", "that", "which", "whom"})


def _is_bare(token: Token) -> bool:
    """Whether no preposition of its own governs a number: "at" in "at least 12" and "up to" in "up to 12" do not."""
    cases = [child for child in dependents(token) if child.dep_ == "case"]
    hedged = not cases or any(child.lower_ in HEDGING | {"least", "most"} for child in subtree_of(token))
    return hedged and all(child.lower_ in HEDGING | {"at", "as", "to", "least"} for child in cases)


def roles_of(token: Token, depth: int = 0) -> Iterator[Place]:
    """Yield the places a token takes, the nearest first: what it is described as, whose object, whose subject it is."""
    yield from _described(token)
    head, label = token.head, token.dep_
    if head.dep_ in {"aux", "aux:pass", "cop"}:
        head = head.head
    if label == "nsubj:pass":
        for verb in (head, *_joined(head)):
            yield from _passive(verb)
    elif label in {"nsubj", "nsubj:outer", "csubj"}:
        yield from _subject(token, head)
        for verb in _joined(head):
            yield from _passive(verb) if is_passive(verb) else _subject(token, verb)
    elif label == "obj" and lemma_of(head) == "include" and subject_of(head) is not None:
        yield from _included(head)
    elif (label == "obj" and not _is_cut_off(head, token)) or (
        label in {"obl", "obl:unmarked", "xcomp"} and _is_bare(token) and not _is_in_clause(head, token)
    ):
        yield from _resulting(head, token)
        yield from _object(head)
    elif (
        label in {"nmod", "obl", "acl", "advcl"}
        and depth < 6
        and any(child.lower_ in PARTS for child in dependents(token))
    ):
        yield from _among_those(head, depth)
    elif label == "nmod" and any(child.lower_ == "of" for child in dependents(token)):
        yield from _of_noun(head)
    elif (
        label == "conj"
        and depth < 6
        and head.i < token.i
        and _is_nominal(head)
        and not _has_verb(tokens_in(token.doc, head.i + 1, token.i))
    ):
        yield from _coordinated(head, depth)


@reads("measure.subject-of-include")
def _included(verb: Token) -> Iterator[Place]:
    """ "The dead include four children"."""
    subject = subject_of(verb)
    if subject is not None:
        yield Place("state", subject)


@reads("measure.object")
def _object(verb: Token) -> Iterator[Place]:
    """ "The blast killed 12 people"."""
    yield Place("object", verb)


@reads("measure.of-noun")
def _of_noun(noun: Token) -> Iterator[Place]:
    """ "The deaths of 12 people", "the shooting of four people", "took the lives of four people"."""
    if lemma_of(noun) == "life" and noun.dep_ == "obj":
        yield Place("lives", noun.head)
    yield Place("noun", noun)
    if lemma_of(noun) != "body":
        yield Place("event", noun)


@reads("measure.among-those")
def _among_those(head: Token, depth: int) -> Iterator[Place]:
    """ "12 were killed, including four children": what is said of the whole is said of its part."""
    yield from roles_of(head, depth + 1)


@reads("measure.coordinated")
def _coordinated(head: Token, depth: int) -> Iterator[Place]:
    """ "Four miners and two nurses were hurt": what is said of the first of a list is said of the others."""
    yield from roles_of(head, depth + 1)


def _has_verb(tokens: Iterable[Token]) -> bool:
    return any(token.tag_ in {"VBD", "VBZ", "VBP"} and token.pos_ in {"VERB", "AUX"} for token in tokens)


def _is_nominal(token: Token) -> bool:
    return token.pos_ not in {"VERB", "AUX"} or token.tag_ in {"NN", "NNS", "NNP", "CD"}


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "obj" and not _is_cut_off(verb, child) for child in dependents(verb))


def _is_cut_off(verb: Token, token: Token) -> bool:
    """Whether a comma parts a verb from its object, which English never does: "woman killed, daughter hurt"."""
    between = [each.text for each in tokens_in(token.doc, verb.i + 1, token.i)]
    return between[:1] == [","] and between.count(",") == 1


@reads("measure.said-behind")
def _predicated(token: Token) -> Iterator[Place]:
    """ "Dozens were still missing": the state behind a form of "be", found by the words."""
    word = said_behind(token)
    if word is not None:
        yield Place("state", word)
        yield Place("object", word)


def said_behind(token: Token) -> Token | None:
    """Return the state behind a form of "be": "dozens were still missing", "eight others were listed as badly hurt".

    It is found by the words, past an aside, whatever the parse joins; None where there is none.
    """
    at = _past_aside(token.doc, token.i + 1)
    rest = tokens_in(token.doc, at, at + 8)
    if not rest or rest[0].lower_ not in AUXILIARIES:
        return None
    for word in rest[1:]:
        if word.pos_ not in {"AUX", "ADV"} and word.lower_ != "as" and lemma_of(word) not in LINKS:
            return word if word.pos_ in {"ADJ", "VERB"} and word.tag_ in {"JJ", "VBN"} else None
    return None


def _past_aside(doc: Doc, at: int) -> int:
    """Return the index behind "…, aged 20 to 27,", "…, five men and a boy,": what is said of those counted goes on."""
    if at + 1 < len(doc) and doc[at].text in {",", "-", "–", "—"} and _opens_aside(doc[at + 1]):
        return next((token.i + 1 for token in tokens_in(doc, at + 2, at + 10) if token.text == doc[at].text), at)
    return at


def _opens_aside(token: Token) -> bool:
    return token.lower_ in ASIDES or token.pos_ == "NUM" or token.lower_ in {"a", "an"}


def _described(token: Token) -> Iterator[Place]:
    """Yield what a token is described as: by itself, by what stands behind it, by its modifiers and clauses."""
    yield from _own(token)
    yield from _predicated(token)
    yield from _behind(token)
    for child in (*dependents(token), *_far_clauses(token)):
        if child.dep_ in {"amod", "acl"} or (child.dep_ == "compound" and _is_formed(child)):
            yield from _modified(child)
        elif child.dep_ == "acl:relcl" and not _is_of_another(child):
            yield from _in_clause(child)
    if token.dep_ in {"nummod", "amod", "compound"} and token.head.i > token.i:
        yield from _modifying(token.head)


@reads("measure.own-word")
def _own(token: Token) -> Iterator[Place]:
    """ "12 dead", "the injured": the counted word is the state itself."""
    yield Place("state", token)


@reads("measure.state-behind")
def _behind(token: Token) -> Iterator[Place]:
    """ "Left 12 people dead", "11 others shot": the state right behind the counted."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_.endswith("ly") and after.i + 1 < len(token.doc):
        after = after.nbor()  # "left five others critically wounded"
    if (
        after is not None
        and (after.tag_ in {"JJ", "VBN", "VBD", "RB"} or after.pos_ == "ADJ" or _is_participle(token, after))
        and after.lower_ != "who"
        and (not _has_object(after) or _is_before_place(after))
    ):
        yield Place("state", after)


@reads("measure.modifier")
def _modified(child: Token) -> Iterator[Place]:
    """ "12 people killed in the blast", "two slain guards"."""
    yield Place("state", child)
    for linked in _linked(child):
        yield Place("state", linked)
        yield Place("object", linked)
    if child.tag_ in {"VBN", "VBD"}:
        yield Place("object" if child.tag_ == "VBN" else "subject", child)
        yield Place("subject", child)  # "victims died": no one is died, whatever the tag


@reads("measure.relative-clause")
def _in_clause(child: Token) -> Iterator[Place]:
    """ "12 people who died", "two others who had been shot"."""
    passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in dependents(child))
    own = next((c for c in dependents(child) if c.dep_ == "nsubj"), None)
    other = own is not None and own.lower_ not in RELATIVES and not _has_object(child)
    yield Place("object" if passive or other else "subject", child)
    if passive or child.pos_ == "ADJ":
        yield Place("state", child)
    for linked in _linked(child):
        yield Place("state", linked)
        yield Place("object", linked)  # "two others who got shot"


@reads("measure.modifying")
def _modifying(head: Token) -> Iterator[Place]:
    """ "12 injured", "12 die in blast": a number that modifies the word for what befell people."""
    yield Place("state", head)
    if head.pos_ == "VERB":
        yield Place("subject", head)


def _far_clauses(token: Token) -> Iterator[Token]:
    """Yield the clauses with "who" that hang on a thing behind people: "four people on the scene who had been shot"."""
    for thing in dependents(token):
        if thing.dep_ == "nmod" and token.tag_ == "NNS" and is_people(lemma_of(token)):
            for clause in dependents(thing):
                who = clause.dep_ == "acl:relcl" and any(child.lower_ == "who" for child in dependents(clause))
                if who and not is_people(lemma_of(thing)) and thing.pos_ == "NOUN":
                    yield clause


def is_of_last(clause: Token) -> bool:
    """Return whether a relative clause speaks of the last of a list alone: "two men and a boy, who was hit"."""
    return clause.dep_ == "acl:relcl" and clause.head.dep_ == "conj" and _is_single(clause.head, clause)


def _is_single(noun: Token, clause: Token) -> bool:
    plural = any(each.lower_ in {"were", "are", "have"} for each in (clause, *dependents(clause)))
    return noun.tag_ in {"NN", "NNP"} and not plural


def _is_of_another(clause: Token) -> bool:
    """ "A woman whose son was shot", "two men and a boy, who was hit": what is said of the son and of the boy."""
    noun, subject = clause.head, next((each for each in dependents(clause) if each.dep_.startswith("nsubj")), None)
    if subject is not None and any(child.lower_ == "whose" for child in dependents(subject)):
        return True
    between = [child for child in dependents(noun) if child.dep_ == "conj" and noun.i < child.i < clause.i]
    return bool(between) and _is_single(between[-1], clause)


def _is_formed(token: Token) -> bool:
    """ "Two slain people", where a tagger takes the participle for a noun; a "hostage" or a "shot" is one."""
    verb = verb_lemma(token.lower_)
    return verb is not None and verb != token.lower_ and token.lower_.endswith(("ed", "en", "ain"))


def _is_in_clause(verb: Token, token: Token) -> bool:
    """ "Hurt at the party where 400 people came": what a relative adverb opens is no object of the verb before it."""
    return any(each.lower_ in {"where", "when", "while"} for each in tokens_in(token.doc, verb.i + 1, token.i))


def _is_before_place(verb: Token) -> bool:
    """ "Eight injured in overnight blaze, families told": a verb's object does not stand behind a preposition."""
    return verb.i + 1 < len(verb.doc) and verb.nbor().tag_ == "IN"


def _is_participle(token: Token, after: Token) -> bool:
    """ "11 others shot", "10 Hurt in …": nouns too, but not behind a number or a plural that one counts."""
    counted = token.pos_ == "NUM" or (token.tag_ == "NNS" and any(c.pos_ == "NUM" for c in dependents(token)))
    return after.lower_ in {"shot", "hurt"} and counted


@reads("measure.passive")
def _passive(verb: Token) -> Iterator[Place]:
    """ "12 people were killed", "12 are believed to have died"."""
    for linked in _linked(verb):
        yield Place("state", linked)
        active = linked.tag_ in {"VB", "VBG"} or (
            any(c.lower_ == "have" for c in dependents(linked)) and not is_passive(linked)
        )
        yield Place("subject" if active else "object", linked)
    yield Place("state", verb)
    yield Place("object", verb)


@reads("measure.subject")
def _subject(token: Token, head: Token) -> Iterator[Place]:
    """ "12 people died", "12 remain missing"."""
    for linked in _linked(head):
        yield Place("state", linked)
        if linked.tag_ == "VBN":
            yield Place("object", linked)
        elif linked.pos_ == "VERB":
            yield Place("subject", linked)
    if head.pos_ != "VERB" or is_passive(head) or not _has_object(head):
        yield Place("state", head)
    if any(child.dep_ == "aux:pass" for child in dependents(head)) or (
        head.tag_ == "VBN" and head.i > token.i and not any(c.dep_ == "obj" for c in dependents(head))
    ):
        yield Place("object", head)
    yield Place("subject", head)


def _joined(verb: Token) -> Iterator[Token]:
    """Yield the verbs that share a verb's subject: "several were trampled and injured"."""
    for child in dependents(verb):
        own = any(each.dep_.startswith("nsubj") for each in dependents(child))
        if child.dep_ == "conj" and child.pos_ == "VERB" and not own:
            yield child


def _linked(verb: Token) -> Iterator[Token]:
    """Yield what a linking verb says of its subject: "were reported killed", "are believed to have died"."""
    if lemma_of(verb) not in LINKS:
        return
    for child in dependents(verb):
        if (
            (child.dep_ in {"xcomp", "advcl", "ccomp"} or (child.dep_ == "obj" and child.tag_ == "VBN"))
            and child.i > verb.i
            and not any(c.dep_.startswith("nsubj") for c in dependents(child))
        ):
            yield child
    after = tokens_in(verb.doc, verb.i + 1, verb.i + 3)
    ends = len(after) < 2 or after[1].is_punct or after[1].pos_ == "ADP"
    if len(after) and after[0].pos_ == "ADJ" and after[0].head != verb and ends:
        yield after[0]  # "6 found dead, 2 survivors", whatever the parse joins it to


@reads("measure.resulting")
def _resulting(verb: Token, token: Token) -> Iterator[Place]:
    """ "left dozens dead, hundreds injured": the state that a verb leaves its object in."""
    if lemma_of(verb) not in LINKS:
        return
    for child in dependents(verb):
        if child.i > token.i and child.dep_ in {"xcomp", "amod", "advcl", "acl", "obl", "ccomp"}:
            yield Place("state", child)
            return
