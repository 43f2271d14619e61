"""What a reporting verb reports: its content, by the frames that the lexicon gives the verb."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from factcheck.claims.attribution.extent import has_to, reach
from factcheck.claims.attribution.heard import CONTRASTS
from factcheck.claims.attribution.paragraph import Paragraph, Range, trim
from factcheck.claims.attribution.shapes import infinitive_content, naming_content, object_content, preposition_content
from factcheck.claims.attribution.subjects import (
    FINITE,
    PAUSES,
    before_closing_marks,
    closes_content,
    phrase_start,
)
from factcheck.language.docview import dependents, lowers_in
from factcheck.language.grammar import children_of, is_negated, object_of, phrase_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people
from factcheck.lexicon.reporting import Reporting

__all__ = ["content_of_verb", "has_to", "reach"]

CLAUSE_FRAMES = frozenset({"clause.strong", "clause.weak", "clause.listener", "clause.quoted"})
WITHOUT_QUOTATION = CLAUSE_FRAMES - {"clause.quoted"}
CLAUSE_LABELS = ("ccomp", "parataxis")
ANSWERS = frozenset({"respond", "reply", "react"})
RELATIVES = frozenset({"who", "which", "that", "whose"})
SETTING_OUT = frozenset({"go", "try", "begin", "continue", "start", "proceed", "rush", "attempt"})
VOICING = frozenset({"raise", "release", "issue", "compare", "add"})
RAISED = frozenset({"issue", "issues", "alarm", "point", "prospect", "possibility", "spectre"})
ACTS = frozenset({"protest", "campaign", "lobby", "vote", "push", "press", "share"})
LEAST_BEFORE = 4  # words and a comma before who says it
SUBORDINATORS = word_list("attribution", "reported.subordinators")


def content_of_verb(
    verb: Token, subject: Token | None, lemma: str, *, paragraph: Paragraph, words: Reporting
) -> list[Range]:
    """Return what a verb reports, by the first of its frames that finds something; empty where none does."""
    frames = words.frames.get(lemma, frozenset())
    if not CLAUSE_FRAMES.isdisjoint(frames):
        content = _clause_content(verb, subject, frames, paragraph)
        if content:
            return content
    bare = verb.tag_ == "VB" and (subject is None or not any(children_of(verb, "aux"))) and not _is_present(verb)
    if bare and not _is_done(verb, lemma, words):
        return []
    if not bare and (subject is not None and subject.i > verb.i and verb.tag_ != "VBG"):
        return []
    for reader in (naming_content, infinitive_content):
        content = reader(verb, frames, paragraph)
        if content:
            return content
    if lemma in ANSWERS and is_negated(verb):
        return []  # who does not respond to a question has said nothing
    content = preposition_content(verb, words.prepositions.get(lemma, frozenset()), paragraph)
    if (lemma in VOICING or _is_counted(object_of(verb), frames)) and not _is_words(object_of(verb), words):
        quoted = object_content(verb, paragraph) if "object.strong" in frames else []
        held = any(i in paragraph.quote_at for part in quoted for i in range(*part))
        return content or (quoted if held else [])
    return content or (object_content(verb, paragraph) if _takes_object(subject, frames, words) else [])


def _is_words(noun: Token | None, words: Reporting) -> bool:
    """Return whether a noun is of saying or thinking: one raises doubts, or raises money."""
    return noun is not None and (noun.lemma_.lower() in words.nouns or noun.lower_ in words.documents | RAISED)


def _is_counted(noun: Token | None, frames: frozenset[str]) -> bool:
    """Return whether so many of a thing are offered, shown or approved: an act, not words."""
    return noun is not None and "object.strong" not in frames and any(children_of(noun, "nummod"))


def _is_present(verb: Token) -> bool:
    """Return whether a bare form is the present of a plural, misread: "critics of the plan see it as a chance"."""
    own = next((child for child in children_of(verb, "nsubj") if child.i < verb.i), None)
    return own is not None and verb.dep_ in {"ROOT", "conj", "acl:relcl"} and not has_to(verb)


def _is_done(verb: Token, lemma: str, words: Reporting) -> bool:
    """Return whether an infinitive is done: "went on to call it a farce", "took the stage to accuse the mayor"."""
    if not has_to(verb) or lemma in words.attitudes | ACTS or is_negated(verb.head):
        return False
    if verb.dep_ == "xcomp":
        return verb.head.lemma_.lower() in SETTING_OUT
    if verb.dep_ != "advcl" or verb.head.lemma_.lower() in {"have", "be"}:
        return False
    return verb.head.i < verb.i and verb.head.tag_ in FINITE


def _takes_object(subject: Token | None, frames: frozenset[str], words: Reporting) -> bool:
    """Return whether an object is what the verb reports: always, or by a person, or found by a document."""
    if "object.strong" in frames:
        return True
    shows = subject is not None and subject.lower_ in words.documents and "clause.weak" in frames
    return shows or ("object.weak" in frames and _is_person(subject, words.titles["groups"]))


def _is_person(noun: Token | None, bodies: Collection[str]) -> bool:
    return noun is not None and (
        noun.pos_ == "PROPN"
        or noun.ent_type_ in {"PERSON", "ORG", "NORP"}
        or noun.lower_ in {"he", "she", "they"}
        or is_people(noun.lemma_.lower())
        or noun.lemma_.capitalize() in bodies
    )


def _clause_content(verb: Token, subject: Token | None, frames: frozenset[str], paragraph: Paragraph) -> list[Range]:
    _, end = paragraph.sentence_of(verb)
    inverted = subject is not None and subject.i > verb.i and verb.tag_ != "VBG"
    quoted = subject is not None and _follows_quote(verb, subject, paragraph)
    aside = subject is not None and _is_aside(verb, subject, frames, paragraph, end)
    after = [] if inverted or quoted or aside else _after_content(verb, frames, paragraph, end)
    if after or subject is None:
        return after
    before = _before_content(verb, subject, frames, paragraph)
    if before or inverted or verb.i + 2 >= end or "clause.strong" not in frames:
        return before
    return _rest(verb, paragraph, end) if verb.lower_ in {"said", "says", "say", "saying"} else []


def _is_aside(verb: Token, subject: Token, frames: frozenset[str], paragraph: Paragraph, end: int) -> bool:
    """Return whether commas set off who says it inside what is said: "the vote, one aide said, would fail"."""
    first = min(phrase_of(subject)[0], verb.i)
    doc, start = paragraph.doc, paragraph.sentence_of(verb)[0]
    if first - start < LEAST_BEFORE or doc[first - 1].text != "," or verb.i + 2 >= end or doc[verb.i + 1].text != ",":
        return False
    return "clause.strong" in frames and paragraph.quote_from(verb.i + 2) is None


def _follows_quote(verb: Token, subject: Token, paragraph: Paragraph) -> bool:
    first = min(phrase_of(subject)[0], verb.i)
    return (
        first > paragraph.sentence_of(verb)[0]
        and paragraph.quote_until(first - 1) is not None
        and closes_content(first, paragraph)
    )


def _rest(verb: Token, paragraph: Paragraph, end: int) -> list[Range]:
    """Return what follows "X said" to the end of the sentence, for a clause that the parse does not show."""
    following = paragraph.doc[verb.i + 1]
    if following.is_punct or following.dep_ in {"cc", "mark"} or following.pos_ in {"ADP", "SCONJ"}:
        return []
    return [trim((verb.i + 1, end), paragraph)]


def _after_content(verb: Token, frames: frozenset[str], paragraph: Paragraph, end: int) -> list[Range]:
    quoted = _quote_after(verb, paragraph, end)
    if quoted:
        return [quoted]
    if frames.isdisjoint(WITHOUT_QUOTATION):
        return []
    conjunction = _conjunction(verb, paragraph, end)
    heads = (
        [conjunction.head]
        if conjunction is not None
        else [child for child in children_of(verb, *CLAUSE_LABELS, "obj") if child.i > verb.i and _is_clause(child)]
    )
    heads = [head for head in heads if head.dep_ != "parataxis" or "clause.strong" in frames]
    heads = heads if any(head.dep_ != "parataxis" or _is_told(head) for head in heads) else []
    if not heads and "clause.strong" in frames:
        heads = [
            child
            for child in children_of(verb, "xcomp")
            if child.i > verb.i and child.tag_ != "VBG" and not has_to(child)
        ]
    if not heads:
        return []
    found = [_with_further_clauses(part, paragraph, end) for part in reach(heads, verb, paragraph)]
    return [(verb.i + 1, found[-1][1])] if _swallowed_opening(verb) else found


def _is_clause(head: Token) -> bool:
    """Return whether a complement is a clause, also one that the parse calls an object: "adding two were hurt"."""
    return head.dep_ != "obj" or any(children_of(head, "cop"))


def _is_told(head: Token) -> bool:
    """Return whether a clause beside a verb of saying has a verb of its own: "said on Monday, a day after the vote"."""
    return any(token.tag_ in FINITE for token in head.subtree) or head.tag_ in {"VB", "VBN"}


def _swallowed_opening(verb: Token) -> bool:
    """Whether a parse took the first noun of what is said for the object of saying: one says clauses, not things."""
    return verb.lemma_.lower() == "say" and any(
        child.dep_ == "obj" and child.left_edge.i == verb.i + 1 and child.ent_type_ != "DATE"
        for child in dependents(verb)
    )


def _with_further_clauses(part: Range, paragraph: Paragraph, end: int) -> Range:
    """Return the content stretched over "…, that …, and that …", which go on to the sentence's end."""
    doc = paragraph.doc
    if doc[part[0]].lower_ != "that":
        return part
    following = lowers_in(doc, part[1], min(part[1] + 3, end))
    if following[:2] in ([",", "that"], ["and", "that"], ["but", "that"]) or following == [",", "and", "that"]:
        return trim((part[0], end), paragraph)
    return part


def _conjunction(verb: Token, paragraph: Paragraph, end: int) -> Token | None:
    """Return the "that" or "whether" that opens the reported clause, past a listener and a day."""
    for index in range(verb.i + 1, min(end, verb.i + 12)):
        token = paragraph.doc[index]
        if (
            token.lower_ in {"that", "whether"}
            and token.dep_ in {"mark", "nsubj", "det", "obj"}
            and token.head.i > index
        ):
            return token if token.dep_ == "mark" else None
        if token.pos_ in {"VERB", "AUX"} or token.text in {",", ":", ";"}:
            return None  # "said the bridge was old and that …" has begun without it
    return None


def _quote_after(verb: Token, paragraph: Paragraph, end: int) -> Range | None:
    """Return the quotation that a verb introduces with a comma or a colon.

    Sets right after itself or its listener.
    """
    doc = paragraph.doc
    if verb.i in paragraph.quote_at:
        return None
    for index in range(verb.i + 1, min(end, verb.i + 15)):
        quote = paragraph.quote_from(index)
        if quote is None:
            continue
        introduced = doc[index - 1].text in {",", ":"} or index == verb.i + 1
        if not introduced or any(_is_clause_start(doc[i]) for i in range(verb.i + 1, index)):
            return None
        return trim((quote[0], max(quote[1], quote[1])), paragraph)
    return None


def _is_clause_start(token: Token) -> bool:
    return token.lower_ in {"that", "whether", "why", "how"} or token.pos_ == "VERB"


def _before_content(verb: Token, subject: Token, frames: frozenset[str], paragraph: Paragraph) -> list[Range]:
    """Return the words before "…, X said", and those after it where it interrupts them."""
    doc = paragraph.doc
    start, end = paragraph.sentence_of(verb)
    first = min(phrase_of(subject)[0], verb.i)
    if subject.i < verb.i and start < phrase_start(verb, paragraph) <= subject.i:
        first = phrase_start(verb, paragraph)
    if subject.lower_ in RELATIVES or (first > start and doc[first - 1].lower_ in SUBORDINATORS):
        return []
    while first > start and doc[first - 1].pos_ in {"ADV", "CCONJ", "SCONJ"} and doc[first - 1].lower_ != "that":
        first -= 1
    if first <= start:
        return []
    quote = paragraph.quote_until(first - 1) or _quote_before(verb, paragraph, start)
    if quote is not None:
        first = quote[1]
    if quote is None and (doc[first - 1].text != "," or not _may_follow(verb, frames)):
        return []
    if quote is not None and before_closing_marks(doc[first - 1], paragraph).text not in PAUSES:
        return []
    behind = max(verb.i, subject.i) + 1
    goes_on = behind < end and doc[behind].text == "," and "clause.strong" in frames
    if not goes_on and not (quote and quote[0] <= start + 1) and _is_setting(start, first, paragraph):
        return []
    before = trim((min(start, quote[0]) if quote else start, first), paragraph)
    if quote is None and before[1] - before[0] < 2:
        return []
    return [before, *_resumed(verb, subject, quote, paragraph, end)]


def _is_setting(start: int, end: int, paragraph: Paragraph) -> bool:
    """Return whether words before a comma only say when or how: "When the vote failed,", "In his speech,"."""
    part = paragraph.doc[start:end]
    while len(part) and part[0].pos_ in {"CCONJ", "PUNCT"}:
        part = part[1:]
    if not len(part) or any(token.text in PAUSES and token.i not in paragraph.quote_at for token in part[:-1]):
        return False
    if part[0].pos_ == "SCONJ" or part[0].lower_ in SUBORDINATORS:
        return True
    counted = any(token.pos_ == "NUM" and token.ent_type_ not in {"DATE", "TIME"} for token in part[:4])
    opens = part[0].pos_ in {"ADP", "ADV"} or part[0].tag_ == "VBG"
    return opens and not counted and not any(token.tag_ in FINITE for token in part)


def _may_follow(verb: Token, frames: frozenset[str]) -> bool:
    """Return whether a verb may come after unquoted words: one of saying, or one of thinking that ends its clause."""
    ends = verb.i + 1 < len(verb.doc) and verb.nbor(1).is_punct
    named = object_of(verb)
    if named is not None and named.i > verb.i and "clause.listener" not in frames and named.ent_type_ != "DATE":
        return False  # "Under questioning, X denied any part in it"
    return "clause.strong" in frames or (ends and not frames.isdisjoint(WITHOUT_QUOTATION))


def _quote_before(verb: Token, paragraph: Paragraph, start: int) -> Range | None:
    """Return the quotation of the same sentence that ends before the verb's speaker, with no other verb between."""
    doc = paragraph.doc
    for index in range(verb.i - 1, max(start, verb.i - 25), -1):
        if paragraph.quote_until(index):
            ended = (
                before_closing_marks(doc[index], paragraph).text in {",", "!", "?"} and doc[index + 1].pos_ != "CCONJ"
            )
            return paragraph.quote_until(index) if ended else None
        if doc[index].pos_ == "VERB" and doc[index].dep_ not in {"acl", "acl:relcl", "amod"}:
            return None
    return None


def _resumed(verb: Token, subject: Token, quote: Range | None, paragraph: Paragraph, end: int) -> list[Range]:
    """Return the quotation, or the rest of a clause, that goes on after "…, X said,"."""
    doc = paragraph.doc
    if quote is None:
        last = max(verb.i, phrase_of(subject)[1] - 1) + 1
        if (
            last < end - 2
            and doc[last].text == ","
            and doc[last + 1].lower_ not in CONTRASTS
            and doc[last + 1].tag_ not in {"VBG", "WP", "WDT", "DT" if subject.i > verb.i else ""}
        ):
            return [trim((last + 1, end), paragraph)]
        return []
    for index in range(max(verb.i, subject.i) + 1, min(end + 1, len(doc))):
        following = paragraph.quote_from(index)
        if following is None:
            continue
        if doc[index - 1].text in {",", ".", ":", ";", "--", "—", "–"} and not _has_own_cue(following, paragraph):
            return [trim(following, paragraph)]
        return []
    return []


def _has_own_cue(quote: Range, paragraph: Paragraph) -> bool:
    last = paragraph.doc[quote[1] - 2]
    return last.text == "," and quote[1] < len(paragraph.doc)
