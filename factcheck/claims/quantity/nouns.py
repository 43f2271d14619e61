"""Find what a number counts: the noun, its modifiers, and the noun that it shares with an earlier number."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from factcheck.claims.quantity.beside import per_what, touches
from factcheck.language.docview import dependents, lowers_in, text_in, tokens_in
from factcheck.language.words import lemma_of, verb_lemma
from factcheck.numerals import Numeral
from factcheck.units import find_unit

__all__ = ["noun_of", "phrase_of_noun"]

NOUNS = frozenset({"NOUN", "PROPN"})
# words that stand between a number and its noun without ending the phrase
INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PUNCT", "NUM", "ADV", "VERB"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_NO_MODIFIERS = frozenset({"most", "more", "such", "many", "own", "least", "less"})
_LABELS = frozenset({"nummod", "amod", "compound", "det", "nmod", "advmod", "nummod:gov", "det:predet"})


def noun_of(doc: Doc, numeral: Numeral) -> Token | None:
    """Return the counted noun: what the numeral modifies, or what follows its "of"; None where nothing is named."""
    last = doc[numeral.end - 1]
    if numeral.end < len(doc) and doc[numeral.end].lower_ in {"last", "this", "next"}:
        return None  # "compared with 87 last spring"
    if text_in(doc, numeral.end, numeral.end + 1).lower() in {"mark", "threshold"}:
        return None  # "crossed the 500 mark"
    aged = _olds(doc, numeral.end)
    if aged is not None:
        return aged
    hyphenated = _hyphenated(doc, numeral.end)
    if hyphenated is not None:
        return hyphenated
    for child in dependents(last):
        if (
            child.dep_.startswith("nmod")
            and child.i > last.i
            and any(c.dep_ == "case" and c.lower_ == "of" for c in dependents(child))
        ):
            return child if child.pos_ in {"NOUN", "PROPN", "ADJ"} else None
    head = last.head
    if head.i > last.i and last.dep_ in _LABELS and head.pos_ in {"NOUN", "PROPN", "ADJ", "SYM"}:
        while head.dep_ == "compound" and head.head.i > head.i and head.head.i - head.i < 3:
            head = head.head
        if not any(token.text in {",", ";"} or token.like_num for token in tokens_in(doc, last.i + 1, head.i)):
            return _counted_by(_end_of_pair(doc, head))
    return _counted_by(_next_noun(doc, numeral.end))


def _counted_by(noun: Token | None) -> Token | None:
    """ "Brought to four the number of people charged" counts people."""
    if noun is None or noun.lower_ not in {"number", "total"} or noun.i + 2 >= len(noun.doc):
        return noun
    of = (
        child for child in dependents(noun) if child.dep_ == "nmod" and any(c.lower_ == "of" for c in dependents(child))
    )
    return next(of, noun)


def _hyphenated(doc: Doc, end: int) -> Token | None:
    """ "A six-nation bloc" counts nations, "a 20-page report" pages."""
    if end + 1 >= len(doc) or doc[end].text != "-" or doc[end - 1].whitespace_ or doc[end].whitespace_:
        return None
    noun = doc[end + 1]
    return noun if noun.pos_ == "NOUN" and noun.tag_ == "NN" and noun.lower_ != "old" else None


def _olds(doc: Doc, end: int) -> Token | None:
    """ "Two 19-year-olds" counts people."""
    if end < len(doc) and doc[end].lower_ in {"other", "more"}:
        end += 1
    words = lowers_in(doc, end, end + 5)
    return doc[end + 4] if words[1:] == ["-", "year", "-", "olds"] else None


def _next_noun(doc: Doc, at: int) -> Token | None:
    """Where the parse gives none: the noun that ends the run of modifiers after the number."""
    if at < len(doc) and doc[at].lower_ == "of":
        at += 1
        while at < len(doc) and (doc[at].pos_ == "DET" or doc[at].tag_ == "PRP$"):
            at += 1
    if at < len(doc) and (doc[at].lower_ in {"who", "whom"} or doc[at].pos_ == "DET"):
        return None
    for token in tokens_in(doc, at, at + 6):
        if token.ent_type_ == "DATE" and token.pos_ == "PROPN":
            return None  # "three injured late Wednesday night"
        if touches(doc, token.i + 1 if token.i + 2 < len(doc) else 0) and doc[token.i + 1].text == "-":
            continue  # "nine retired Velden-area nurses"
        if token.pos_ in NOUNS and (
            token.i + 1 == len(doc) or doc[token.i + 1].pos_ not in NOUNS or token.tag_ == "NNS"
        ):
            return _end_of_pair(doc, token)
        if token.pos_ == "NUM" and token.i + 1 < len(doc) and find_unit(doc[token.i + 1].text) is not None:
            return None  # "a village of 850 about 40 kilometres north"
        if token.pos_ == "CCONJ" and _joins_modifiers(doc, token.i, at):
            continue
        if token.pos_ not in INSIDE or (token.is_punct and token.text not in {'"', "'", "-"}):
            return None
        if (token.pos_ == "VERB" and token.tag_ not in {"VBN", "VBG"}) or token.tag_ in {"WRB", "WP", "WDT", "IN"}:
            return None
    return None


def _is_participle(token: Token) -> bool:
    """Whether a word that is tagged as a participle is formed as one: "combined", not "unicorn"."""
    return token.lower_.endswith(("ed", "en", "ing")) or verb_lemma(token.lower_) is not None


def _joins_modifiers(doc: Doc, conjunction: int, start: int) -> bool:
    """ "Digital and physical sales": two adjectives before the noun."""
    if not start < conjunction < len(doc) - 1:
        return False
    return doc[conjunction - 1].pos_ == doc[conjunction + 1].pos_ == "ADJ"


def _end_of_pair(doc: Doc, token: Token) -> Token:
    """ "730 Volvo and Scania lorries": two names coordinated before the noun that they tell apart."""
    rest = doc[token.i + 1 : token.i + 4]
    if (
        token.tag_ in {"NNP", "NN"}
        and len(rest) == 3
        and rest[0].lower_ in {"and", "or"}
        and rest[1].pos_ == token.pos_
    ):
        return rest[2] if rest[2].tag_ == "NNS" else token
    return token


def phrase_of_noun(doc: Doc, number_end: int, noun: Token) -> str:
    """Return the noun with the modifiers between it and the number, as written but in small letters, itself a lemma.

    Articles, adverbs, participles and "most" are left out: "one of the most stubborn rumours" → "stubborn rumour".
    """
    out = ""
    for token in tokens_in(doc, number_end, noun.i):
        if token.text == "-" and out.endswith(" ") and not doc[token.i - 1].whitespace_ and not token.whitespace_:
            out = out[:-1] + "-"
        elif token.pos_ == "NUM" and find_unit(doc[token.i + 1].text) is None:
            continue
        elif (
            (token.pos_ in _MODIFIERS or (token.tag_ in {"VBN", "VBG"} and not _is_participle(token)))
            and token.tag_ != "PRP$"
            and (token.lower_ not in _NO_MODIFIERS and not (token.tag_ == "VBN" and _is_participle(token)))
        ):
            out += f"{token.lower_} "
    counted = per_what(doc, noun.i + 1)
    name = f"{out}{lemma_of(noun)}"
    return f"{name} per {counted[0]}" if counted is not None else name
