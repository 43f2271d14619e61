"""Who a reporting verb's subject is: by the parse, or by the order of words where marks and commas show more."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from factcheck.claims.attribution.paragraph import Paragraph, Range
from factcheck.language.docview import sentence_of, tokens_in
from factcheck.language.grammar import children_of, phrase_of, subject_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_one
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import WEEKDAYS

__all__ = [
    "FINITE",
    "NOMINAL",
    "PAUSES",
    "TIME_WORDS",
    "before_closing_marks",
    "closes_content",
    "has_active_shape",
    "phrase_start",
    "speaker_phrase",
    "subject_beside",
    "subject_by_order",
    "top_of",
]

LONGEST_NAME = 4
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET"})
PAUSES = word_list("attribution", "subjects.pauses")
TIME_WORDS = word_list("attribution", "subjects.time_words") | frozenset(WEEKDAYS)


def subject_beside(verb: Token, frames: frozenset[str], paragraph: Paragraph) -> Token | None:
    """Return the subject that the words' order shows: "…," said X, and "…," X said, whatever the parse makes of it."""
    doc = paragraph.doc
    if (
        frames.isdisjoint({"clause.strong", "clause.quoted"})
        or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}
        or verb.i < 2
    ):
        return None
    if verb.i in paragraph.quote_at or verb.i + 1 >= len(doc):
        return None
    following = doc[verb.i + 1]
    if (office := _office_before_name(verb, paragraph)) is not None:
        return office
    if _is_inverted(verb, frames, paragraph):
        return top_of(following, verb)
    ends = following.text in {",", "."} or following.pos_ == "ADP" or following.lower_ in TIME_WORDS
    ends = ends or ("clause.listener" in frames and following.pos_ in NOMINAL)
    if not ends or (doc[verb.i - 1].pos_ not in NOMINAL | {"ADV"} and doc[verb.i - 1].text != ")"):
        return None
    first = phrase_start(verb, paragraph)
    if first == verb.i or not closes_content(first, paragraph):
        return None
    nouns = [doc[i] for i in range(first, verb.i) if doc[i].pos_ in {"NOUN", "PROPN", "PRON"}]
    own = [noun for noun in nouns if noun.head.i == verb.i and noun.dep_ == "nsubj"]
    return (own or nouns)[-1] if nouns else None


def _office_before_name(verb: Token, paragraph: Paragraph) -> Token | None:
    """Return the office in "…, the bank's chief executive, Jan Oduya, said.", which a parse hangs anywhere."""
    doc = paragraph.doc
    start, _ = paragraph.sentence_of(verb)
    commas = [i for i in range(start, verb.i) if doc[i].text == "," and i not in paragraph.quote_at]
    if len(commas) < 3 or commas[-1] != verb.i - 1 or doc[verb.i + 1].text != ".":
        return None
    before, between = doc[commas[-2] - 1], doc[commas[-2] + 1 : commas[-1]]
    named = 1 <= len(between) <= LONGEST_NAME and all(token.pos_ == "PROPN" for token in between)
    lemma = before.lemma_.lower()
    holds = (is_one(lemma) or lemma in load_reporting().titles["roles"]) and phrase_of(before)[0] == commas[-3] + 1
    return before if named and holds else None


def _is_inverted(verb: Token, frames: frozenset[str], paragraph: Paragraph) -> bool:
    """Return whether the speaker stands after the verb: a noun follows it and no verb before the next mark."""
    doc = paragraph.doc
    following = doc[verb.i + 1]
    if any(token.lower_ in WEEKDAYS for token in doc[verb.i + 1 : verb.i + 3]):
        return False  # "his brother, Ned Poe, said Monday", "reported late Monday"
    if doc[verb.i - 1].text == "," and "clause.listener" in frames:
        return False  # "Ned Poe, 40, told the Herald"
    if not (following.pos_ in NOMINAL or following.pos_ in {"ADJ", "NUM"}) or not closes_content(verb.i, paragraph):
        return False
    if doc[verb.i - 1].text == "," and "clause.strong" not in frames:
        return False
    for index in range(verb.i + 1, len(doc)):
        if doc[index].is_punct and doc[index].text not in {"-", "(", ")"}:
            return True
        if doc[index].tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return doc[index - 1].lower_ in {"who", "which", "that"}
    return True


def phrase_start(verb: Token, paragraph: Paragraph) -> int:
    """Return where the run of nominal words before a verb begins, past a bracketed party or age."""
    doc, first = verb.doc, verb.i
    while first > 0 and first - 1 not in paragraph.quote_at:
        before = doc[first - 1]
        if before.text == ")":
            opening = next((i for i in range(first - 2, max(0, first - 9), -1) if doc[i].text == "("), None)
            if opening is None:
                return first
            first = opening
        elif (
            before.pos_ in NOMINAL
            or before.pos_ in {"ADJ", "ADV", "NUM"}
            or before.text in {"of", ".", "'s"}
            or before.tag_ == "POS"
        ):
            first -= 1
        else:
            return first
    return first


def closes_content(index: int, paragraph: Paragraph) -> bool:
    """Return whether quoted or reported words end right before the token: at a closing mark, or at a comma."""
    before = paragraph.doc[index - 1] if index else None
    if before is None:
        return False
    quote = paragraph.quote_until(before.i)
    if quote is not None:
        return before_closing_marks(before, paragraph).text in PAUSES or quote[1] - quote[0] > 6
    return before.text == ","


def before_closing_marks(mark: Token, paragraph: Paragraph) -> Token:
    """Return the token before a quotation's last mark, or before both marks where a quotation inside it ends too."""
    before = paragraph.doc[mark.i - 1]
    nested = before.text in {"'", "’", "''", '"', "”"} and before.i > 0
    return paragraph.doc[before.i - 1] if nested else before


def top_of(token: Token, verb: Token) -> Token:
    """Return the head of the noun phrase that begins at the token."""
    while (
        token.head.i != token.i
        and token.head.i > verb.i
        and (token.head.pos_ in {"NOUN", "PROPN", "PRON"} or token.head.lower_ == "old")
        and token.head.i - token.i < 8
    ):
        if any(each.text == "," for each in tokens_in(token.doc, token.i, token.head.i)):
            break
        token = token.head
    return token


def subject_by_order(verb: Token, paragraph: Paragraph) -> Token | None:
    """Return the parse's subject, mended where a comma shows another: "Smith, backed by Jones, called …"."""
    own = subject_of(verb)
    if own is not None and own.i > verb.i and own.lower_ in WEEKDAYS:
        named = [child for child in children_of(verb, "nsubj") if child.i < verb.i]
        own = named[-1] if named else None
    if verb.tag_ == "VBG":
        set_off = verb.i > 0 and paragraph.doc[verb.i - 1].text == ","
        return _main_subject(verb, paragraph) if set_off or own is None or verb.dep_ not in {"acl", "ccomp"} else own
    start, _ = paragraph.sentence_of(verb)
    commas = [i for i in range(start, verb.i) if paragraph.doc[i].text == ","]
    interrupted = len(commas) > 1 and commas[-1] == verb.i - 1
    beside = verb.i - 1
    if beside > start + 1 and paragraph.doc[beside].lower_ in WEEKDAYS:
        beside -= 2 if paragraph.doc[beside - 1].lower_ == "on" else 1  # "President Ida Moss on Monday blasted …"
    if (own is None or own.tag_ == "VBG") and beside >= start and paragraph.doc[beside].pos_ in NOUNS:
        return paragraph.doc[beside]
    if interrupted and (own is None or own.i > commas[-2] or own.pos_ == "DET"):
        before = paragraph.doc[commas[-2] - 1]
        return before if before.pos_ in NOMINAL else own
    return own


def _main_subject(verb: Token, paragraph: Paragraph) -> Token | None:
    """Return the subject of the sentence's main clause before a participle, or None."""
    start, _ = paragraph.sentence_of(verb)
    top = verb.sent.root
    main = subject_of(top) if start <= top.i < verb.i else None
    if main is not None and main.i < verb.i:
        return main
    subjects = [
        paragraph.doc[i]
        for i in range(start, verb.i)
        if paragraph.doc[i].dep_ == "nsubj" and i not in paragraph.quote_at
    ]
    if subjects:
        return subjects[0]
    if verb.head.i > verb.i and subject_of(verb.head) is not None:
        return subject_of(verb.head)  # "Citing the cost, Smith opposed …"
    finite = next((i for i in range(start, verb.i) if paragraph.doc[i].tag_ in FINITE), start)
    before = paragraph.doc[finite - 1] if finite > start else None
    return before if before is not None and before.pos_ in NOUNS else subject_of(verb)


def has_active_shape(verb: Token) -> bool:
    """Return whether a participle is a past tense misread: an object after it, a comma or a subject before it.

    Without a comma the sentence must have no other finite verb.
    """
    doc = verb.doc
    if (
        not 0 < verb.i < len(doc) - 1
        or any(children_of(verb, "aux:pass", "aux"))
        or doc[verb.i + 1].pos_ not in NOMINAL
    ):
        return False
    if doc[verb.i - 1].text == ",":
        return True
    return doc[verb.i - 1].pos_ in NOMINAL and not any(each.tag_ in FINITE for each in sentence_of(verb))


def speaker_phrase(noun: Token | None, verb: Token) -> Range | None:
    """Return the speaker's phrase with its appositions and relative clauses."""
    if noun is None:
        return None
    start, end = _name(noun, verb)
    start = _with_body(start, noun.doc) if noun.i < verb.i else start
    if noun.i > verb.i:
        start = verb.i + 1
        end = max(end, phrase_of(noun, clauses=True)[1])
    elif phrase_of(noun, clauses=True)[1] <= verb.i:
        end = max(end, phrase_of(noun, clauses=True)[1])
    if noun.i < verb.i and verb.i + 1 < len(noun.doc) and verb.nbor(1).text == ".":
        comma = next((i for i in range(noun.i, start, -1) if noun.doc[i].text == ","), None)
        start = comma + 1 if comma is not None else start  # "two were shot dead, medical workers said."
    if noun.i < verb.i and end < verb.i and all(token.text[:1].isupper() for token in tokens_in(noun.doc, end, verb.i)):
        end = verb.i  # "the rights group Open Cells", whatever the parse hangs the name on
    return _without_day(noun, start, end)


def _with_body(start: int, doc: Doc) -> int:
    """Return where a name's phrase begins with the body it is called right before: "the rights group Open Cells"."""
    if start < 2 or doc[start].pos_ != "PROPN" or doc[start - 1].pos_ != "NOUN":
        return start
    if doc[start - 1].lower_.capitalize() not in load_reporting().titles["groups"]:
        return start
    first = start - 1
    while first > 0 and doc[first - 1].pos_ in {"NOUN", "ADJ", "PROPN", "DET"}:
        first -= 1
    return first


def _name(noun: Token, verb: Token) -> Range:
    """Return the speaker's phrase alone, without the day it is said on."""
    start, end = phrase_of(noun)
    return (noun.i, noun.i + 1) if start <= verb.i < end else (start, end)


def _without_day(noun: Token, start: int, end: int) -> Range:
    """Return the phrase up to the day that the parse hangs on it: "Smith on Tuesday"."""
    doc = noun.doc
    for index in range(noun.i + 1, end):
        following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
        if doc[index].lower_ in TIME_WORDS | {"during"} or (
            doc[index].lower_ in {"on", "at"} and following in TIME_WORDS | {"the"}
        ):
            return start, index
    return start, end
