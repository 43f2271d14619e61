"""Reports by a colon: "Name: what Name says", "X put it so: …", and quotations that a colon opens with any verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from factcheck.claims.attribution.heard import Heard
from factcheck.claims.attribution.paragraph import Paragraph, Range, trim
from factcheck.claims.attribution.subjects import FINITE, speaker_phrase, subject_by_order
from factcheck.language.docview import tokens_in, view_of
from factcheck.language.grammar import object_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.reporting import Reporting
from factcheck.lexicon.weighed.rarity import rarity

__all__ = ["heard_before_colon", "labelled"]

LEAST_CLAUSE = 4
LONGEST_NAME, LONGEST_LABEL = 5, 14
DASHES = frozenset({"-", "--", "–", "—", "―"})
SAID = FINITE | {"VB"}
RARE_NAME = 0.5  # about four in a million words
OWN_WORDS = frozenset({"i", "we", "my", "our", "me", "us"})
HEADINGS = word_list("attribution", "colons.headings")
OPENING_MARKS = frozenset({'"', "“", "''", "„", "«", "‘"})


def heard_before_colon(found: Sequence[Heard], paragraph: Paragraph, words: Reporting) -> Iterator[Heard]:
    """Yield who introduces a quotation, or the next block, by a colon with any verb: "X turned to the crowd: …"."""
    if (signed := _signed(paragraph, words)) is not None:
        yield signed
    if ":" not in paragraph.text:
        return
    if (sent := _sent_by(paragraph, words)) is not None:
        yield sent
    taken = {each.content[0] for each in found if each.content}
    cues = {index for each in found for index in each.cue}
    for colon in paragraph.doc:
        if colon.text != ":" or colon.i in paragraph.quote_at:
            continue
        ends = _introduces_next_block(colon)
        quote = paragraph.quote_from(colon.i + 1) if colon.i + 1 < len(paragraph.doc) else None
        said = None if ends or quote is not None else _clause_after(colon, paragraph)
        verb = _main_verb_before(colon, paragraph) if ends or quote is not None or said is not None else None
        if said is not None and verb is not None and not _puts(verb, words):
            continue
        if verb is None or verb.i in cues or any(part[0] > colon.i - 1 for part in taken):
            continue
        subject = subject_by_order(verb, paragraph)
        if subject is None or subject.i in paragraph.quote_at:
            continue
        lemma = words.forms.get(verb.lower_, "say")
        if ends and words.frames_of(verb.lower_).isdisjoint({"clause.strong", "clause.quoted"}):
            continue
        yield Heard(
            speaker_phrase(subject, verb),
            [verb.i],
            [part for part in (quote, said) if part is not None][:1],
            lemma,
            words,
        )


def _signed(paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read a quotation that is a whole block and is signed behind a dash: "…" — Commissioner Dana Ferro."""
    doc, quote = paragraph.doc, paragraph.quote_from(0) if len(paragraph.doc) else None
    if quote is None or quote[1] + 1 >= len(doc) or doc[quote[1]].text not in DASHES:
        return None
    start, end = quote[1] + 1, len(doc)
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    named = any(token.pos_ == "PROPN" for token in tokens_in(doc, start, end))
    told = any(token.pos_ in {"VERB", "AUX"} or token.is_quote for token in tokens_in(doc, start, end))
    if not named or told or end - start > LONGEST_LABEL:
        return None
    return Heard((start, end), [quote[1]], [quote], "say", words)


def _sent_by(paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read a line that only names whose words come, in its block or the next one: "And from Governor Ida Moss:"."""
    doc = paragraph.doc
    colon = next((token for token in view_of(doc).tokens if token.text == ":"), None)
    if colon is None or colon.i > LONGEST_LABEL:
        return None
    quote = paragraph.quote_from(colon.i + 1) if colon.i + 1 < len(doc) else None
    if quote is None and not _introduces_next_block(colon):
        return None
    start, _ = paragraph.sentence_of(colon)
    before = doc[start : colon.i]
    at = next((token.i for token in before if token.lower_ == "from"), None)
    if at is None or at > start + 1 or at + 1 >= colon.i or any(token.pos_ in {"VERB", "AUX"} for token in before):
        return None
    named = any(token.pos_ == "PROPN" or token.lower_ in words.documents for token in tokens_in(doc, at + 1, colon.i))
    content = [quote] if quote is not None else []
    return Heard((at + 1, colon.i), [colon.i], content, "say", words) if named else None


def _puts(verb: Token, words: Reporting) -> bool:
    """Return whether a verb before a colon says what follows without marks: "she put it so: the dam will hold"."""
    if "clause.strong" in words.frames_of(verb.lower_):
        return True
    named = object_of(verb)
    return verb.lower_ in {"put", "puts"} and named is not None and named.lower_ == "it"


def _main_verb_before(colon: Token, paragraph: Paragraph) -> Token | None:
    """Return the main verb of the clause that a colon ends, or None where it ends no clause."""
    start, _ = paragraph.sentence_of(colon)
    verbs = [
        token
        for token in tokens_in(paragraph.doc, start, colon.i)
        if token.pos_ == "VERB" and token.i not in paragraph.quote_at and token.tag_ in FINITE | {"VBN", "VBG", "VB"}
    ]
    roots = [verb for verb in verbs if verb.dep_ in {"ROOT", "parataxis"} or verb.head.i > colon.i]
    return roots[-1] if roots else next((verb for verb in verbs if verb.tag_ in FINITE), None)


def _clause_after(colon: Token, paragraph: Paragraph) -> Range | None:
    """Return the clause between a colon and the sentence's end, or None where a list or a time follows."""
    _, end = paragraph.sentence_of(colon)
    part = (colon.i + 1, end)
    verbs = [token for token in paragraph.doc[slice(*part)] if token.tag_ in FINITE]
    return trim(part, paragraph) if verbs and end - colon.i > LEAST_CLAUSE else None


def _introduces_next_block(colon: Token) -> bool:
    """Return whether a colon is the last mark of its block."""
    return colon.text == ":" and all(token.is_space or token.is_punct for token in colon.doc[colon.i + 1 :])


def labelled(colon: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read "Name: what Name says" at the start of a block, or behind a dash where a quotation follows."""
    doc = colon.doc
    if colon.i + 2 >= len(doc) or paragraph.quote_at.get(colon.i, (0, 0))[0] != 0:
        return None
    start = next((i + 1 for i in range(colon.i - 1, -1, -1) if doc[i].text in DASHES), 0)
    if start and (doc[colon.i + 1].text not in OPENING_MARKS or colon.i in paragraph.quote_at):
        return None
    if not 0 < colon.i - start <= LONGEST_LABEL or not _is_label(start, colon):
        return None
    start += doc[start].is_quote
    last = len(doc)
    while last > colon.i + 2 and doc[last - 1].text == ".":
        last -= 1
    return Heard((start, colon.i), [colon.i], [(colon.i + 1, last)], "say", words)


def _is_label(start: int, colon: Token) -> bool:
    """Return whether the words before a colon name somebody, and what follows is what one says."""
    doc = colon.doc
    label = doc[start : colon.i]
    if any(token.lower_ in HEADINGS for token in label):
        return False
    if label.text in {"Q", "A"}:
        return True
    quoted = doc[colon.i + 1].text in OPENING_MARKS
    if not quoted and not any(token.tag_ in SAID for token in doc[colon.i + 1 :]):
        return False
    if len(label) <= LONGEST_NAME and all(token.pos_ == "PROPN" or token.is_punct for token in label):
        return True
    return (quoted and _labels_quotation(start, colon)) or _is_surname([token for token in label if not token.is_quote])


def _is_surname(label: Sequence[Token]) -> bool:
    """Return whether one rare word alone is a name that the tagger knows not: it speaks of itself, or is quoted."""
    if len(label) != 1 or not label[0].is_alpha or not label[0].text[:1].isupper() or label[0].tag_ == "NNS":
        return False
    behind = label[0].doc[label[0].i + 2 :]
    own = label[0].is_upper or any(token.lower_ in OWN_WORDS or token.text in OPENING_MARKS for token in behind)
    return own and rarity(label[0].lower_) > RARE_NAME


def _labels_quotation(start: int, colon: Token) -> bool:
    """Return whether somebody's name and office stand before a colon."""
    doc = colon.doc
    if not any(token.pos_ == "PROPN" for token in doc[start : colon.i]):
        return False
    return not any(
        token.pos_ in {"VERB", "AUX"} or token.text in {".", ":"} for token in tokens_in(doc, start + 1, colon.i)
    )
