"""Tell whose age a number is: a name as it stands nearest, or what an unnamed person is called.

"Ada Krall, 37", "a 37-year-old clerk, Ada Krall", "Krall, the 37-year-old clerk", "he was 37" behind a sentence that
names one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Doc, Span, Token

from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, sentence_of, tokens_in, view_of
from factcheck.language.grammar import subject_of
from factcheck.language.words import ent_at, lemma_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_one, is_people
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import Claim

__all__ = ["person_of", "with_full_names"]

SAID_OF_AGE = word_list("measure", "dimensions.said_of_age")
ASIDE = frozenset({",", "(", "-", "–", "—"})
# how a person's name may be labelled; places and groups are none
PEOPLED = frozenset({"PERSON", ""})
ARTICLES = frozenset({"a", "an", "the"})
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
PRONOUNS = frozenset({"he", "she", "him", "her"})
NAMING = frozenset({"name", "identify"})
CLOSING = frozenset({",", ".", ";", ")", "who", "whose", "from", "of", "at", "in"})
OBJECTS = frozenset({"obj", "iobj"})


def person_of(found: Found) -> str | None:
    """Return whose age a number is, in small letters; None where the text leaves it open."""
    before, named = _before_age(found), _right_after_age(found)
    hyphenated = found.end > found.number[1]
    if before is not None and _is_name(before) and not (hyphenated and named is not None):
        return _full_name(before)
    if (apposed := _apposed(found, named)) is not None:
        return _full_name(apposed)
    if named is not None:
        return _full_name(named, found.end) if named.text[:1].isupper() and named.pos_ == "PROPN" else lemma_of(named)
    if before is not None and before.pos_ == "NOUN" and is_people(lemma_of(before)):
        return lemma_of(before)
    subject = _said_of(found)
    if subject is None or found.start <= subject.i < found.end:
        return None
    if subject.lower_ in PRONOUNS:
        return _antecedent(subject)
    if subject.pos_ not in {"NOUN", "PROPN"}:
        return None
    return _full_name(subject) if subject.pos_ == "PROPN" else lemma_of(subject)


def _is_name(token: Token) -> bool:
    """Whether a word before an age is a name; one that opens a sentence is often tagged as a noun."""
    opening = token.is_sent_start and token.tag_ == "NN" and token.text.istitle() and not is_people(lemma_of(token))
    return token.pos_ == "PROPN" or bool(opening) or (token.tag_ == "NNP" and token.dep_ == "flat")


def _said_of(found: Found) -> Token | None:
    """Return of whom an age is said: the subject of "was 37", the object of "listed him as 37"."""
    doc, at = found.carrier.doc, found.start - 1
    if at > sentence_of(found.carrier).start and doc[at].lower_ == "as":
        verb = next(
            (doc[i] for i in range(at - 1, sentence_of(found.carrier).start, -1) if doc[i].pos_ == "VERB"), None
        )
        told = None if verb is None else next((each for each in dependents(verb) if each.dep_ in OBJECTS), None)
        if told is not None:
            return told
    over = next((token for token in (found.carrier, found.carrier.head) if subject_of(token) is not None), None)
    return None if over is None or over.pos_ == "VERB" else subject_of(over)


# ------------------------------------------------------------------ beside the age
def _before_age(found: Found) -> Token | None:
    """Return whom an age stands behind: "Ada Krall, 37", "her son (12)", "two children - ages 6"."""
    doc, at = found.carrier.doc, found.start - 1
    while at > 0 and (doc[at].lower_ in SAID_OF_AGE or doc[at].like_num):
        at -= 1
    return _past_suffix(doc, at) if at > 0 and doc[at].text in ASIDE else None


def _past_suffix(doc: Doc, mark: int) -> Token:
    """Return the word before a mark, past the suffix of a name: "Emil Kranz, Jr., 19"."""
    token = doc[mark - 1]
    if token.lower_ in SUFFIXES and token.i > 1:
        token = token.nbor(-1)
        token = token.nbor(-1) if token.text == "," else token
    return token


def _right_after_age(found: Found) -> Token | None:
    """Return whom an age stands before: "5-year-old Nolan Reed", "a 5-year-old wounded boy", "5-year-old's" none.

    A place before a noun is no name: "a 5-year-old Dunmore boy".
    """
    doc, noun = found.carrier.doc, None
    for token in tokens_in(doc, found.end, found.end + 5):
        if token.pos_ == "PROPN" or token.ent_type_ == "PERSON" or _opens_name(token):
            return _named_behind(token, noun, titled=doc[found.start : found.end].text.istitle())
        if token.pos_ == "NOUN":
            noun = token if is_people(lemma_of(token)) else None
            behind = token.nbor() if token.i + 1 < len(doc) else token
            if noun is None and behind.pos_ == "PROPN":
                return None  # "saw the 18-year-old hug Ferro": what stands between is no one
        elif noun is not None or not (token.pos_ == "ADJ" or token.tag_ in {"VBN", "JJ"} or token.text == "-"):
            break
    return noun


def _opens_name(token: Token) -> bool:
    """Whether a capital word that is tagged as a noun is the first of a name: "Mariah" of "Mariah Reed"."""
    behind = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.tag_ == "NN" and token.text.istitle() and behind.tag_ == "NNP" and not is_people(lemma_of(token))


def _named_behind(token: Token, noun: Token | None, *, titled: bool) -> Token | None:
    """Return the name that a capital word opens, the noun that it describes, or the noun before it.

    Two capital words before no noun are a name, whatever an entity tagger calls them; not so in a headline.
    """
    doc, end = token.doc, token.i + 1
    while end < len(doc) and doc[end].tag_ in {"NNP", "NNPS"}:
        end += 1
    behind = doc[end] if end < len(doc) else None
    if noun is None and not titled and behind is not None and behind.tag_ == "NN" and is_people(lemma_of(behind)):
        return behind
    if token.ent_type_ in PEOPLED:
        return token
    alone = end - token.i == 1 and (
        token.ent_type_ == "LOC" or not any(each.lower_ == "the" for each in dependents(token))
    )
    is_name = not alone and not titled and (behind is None or behind.pos_ != "NOUN")
    return token if noun is None and is_name else noun


def _apposed(found: Found, named: Token | None) -> Token | None:
    """Return the name beside a description with an age: "Noa Lund, a 23-year-old clerk,", "a 23-year-old, Noa Lund"."""
    doc, at, sent = found.carrier.doc, found.start - 1, sentence_of(found.carrier)
    if found.end <= found.number[1] or (named is not None and named.pos_ == "PROPN"):
        return None
    end = found.end if named is None else named.i + 1
    if end + 1 < sent.end and doc[end].text == "," and (behind := _person_at(doc[end + 1])) is not None:
        closed = behind.end >= sent.end or doc[behind.end].text in CLOSING
        return behind.root if closed and behind.start == end + 1 else None
    if at < sent.start + 1 or doc[at].lower_ not in ARTICLES or doc[at - 1].text not in ASIDE:
        return None
    name = _past_suffix(doc, at - 1)
    while (
        end < sent.end and doc[end].text not in CLOSING and (doc[end].pos_ in {"NOUN", "ADJ"} or doc[end].text == "-")
    ):
        end += 1
    closed = end >= sent.end or doc[end].lower_ in CLOSING or doc[end].is_punct
    parsed = any(token.dep_ == "appos" and token.head == name for token in tokens_in(doc, found.start, end))
    named_so = _person_at(name) is not None or (parsed and name.text.istitle() and name.ent_type_ in PEOPLED)
    return name if closed and named_so else None


def _person_at(token: Token) -> Span | None:
    """Return the person's name that a token is in, or None."""
    return ent_at(token) if token.ent_type_ == "PERSON" else None


# ------------------------------------------------------------------ names
def _full_name(token: Token, since: int = 0) -> str:
    """Return the whole of the name that a token is in and that begins no earlier than `since`, in small letters."""
    ent = ent_at(token)
    if ent is not None and (ent.label_ == "PERSON" or not since):
        return ent.text.lower()
    doc, start, end = token.doc, token.i, token.i + 1
    while start > since and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].tag_ == "NNP"):
        start -= 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    return doc[start:end].text.lower()


def _antecedent(pronoun: Token) -> str | None:
    """Return the one person named before a pronoun, in its sentence or the one before; None where several may be.

    Who only says something, or who stands beside another person, is not surely meant.
    """
    doc, own = pronoun.doc, pronoun.sent
    if any(ent.label_ == "PERSON" for ent in doc[own.start : pronoun.i].ents) or own.start == 0:
        return None
    sent = doc[own.start - 1].sent
    naming = any(lemma_of(token) in NAMING and token.pos_ == "VERB" for token in sent)
    names = [ent for ent in sent.ents if ent.label_ == "PERSON" or (naming and _looks_named(ent))]
    if len({ent[-1].lower_ for ent in names}) != 1 or any(_speaks(ent.root) for ent in names):
        return None
    name = names[-1]
    others = [
        token
        for token in sent
        if token.tag_ == "NN" and is_one(lemma_of(token)) and not naming
        and token.head not in {*name} and name.root.head != token
    ]  # fmt: skip
    return None if others else name.text.lower()


def _looks_named(ent: Span) -> bool:
    """Whether two capital words may be a person's name, whatever an entity tagger calls them: "Omar Wells"."""
    return len(ent) == 2 and all(token.text.istitle() and token.pos_ == "PROPN" for token in ent)


def _speaks(name: Token) -> bool:
    verb = name.head
    return name.dep_ in {"nsubj", "nsubj:outer"} and "clause.strong" in load_reporting().frames_of(verb.text)


def with_full_names(claims: Iterable[Claim], docs: Sequence[Doc]) -> list[Claim]:
    """Return a source's claims, an age's bearer under the longest form of the name where all its forms agree.

    "Krall, 37" is of Ada Krall where the text names one Krall.
    """
    forms: dict[str, set[str]] = {}
    for doc in docs:
        for ent in view_of(doc).ents:
            if ent.label_ == "PERSON" or _looks_named(ent):
                name = _plain(ent.text.lower())
                forms.setdefault(_surname(name), set()).add(name)
    return [_in_full(claim, forms) if claim.measure == "age" and claim.about else claim for claim in claims]


def _in_full(claim: Claim, forms: dict[str, set[str]]) -> Claim:
    name = _plain(claim.about or "")
    known = forms.get(_surname(name), set())
    longest = max(known, key=lambda form: (len(form.split()), form), default="")
    words = set(longest.split())
    if not set(name.split()) <= words or not all(set(form.split()) <= words for form in known):
        return claim
    return msgspec.structs.replace(claim, about=longest)


def _plain(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s").strip()


def _surname(name: str) -> str:
    words = [word for word in name.replace(",", " ").split() if word not in SUFFIXES]
    return words[-1] if words else name
