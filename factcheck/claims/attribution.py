"""A parsed paragraph becomes attributions: who is said to have said what, by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from factcheck.claims.quotations import find_quotes
from factcheck.claims.reporting import Reporting, load_reporting
from factcheck.language.grammar import (
    agent_of,
    children_of,
    is_negated,
    is_passive,
    object_of,
    patient_of,
    phrase_of,
    preposition_of,
    subject_of,
    subtree_of,
)
from factcheck.models import Attribution, Stance

__all__ = ["Paragraph", "extract_attributions"]

Range = tuple[int, int]
OUTER_PUNCTUATION = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…", "...", "!", "?"})
END_MARKS = frozenset({".", "!", "?", "..."})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET"})
OWN_VOICE = frozenset({"i", "we", "you"})
CLAUSE_LABELS = ("ccomp", "parataxis")
TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday later earlier also then now again recently repeatedly".split()
)


class Paragraph:
    """A parsed block with its quotations and its sentences by punctuation, both as token ranges.

    A sentence here ends at an end mark outside quotation marks, so that a quotation stays with the words that introduce it.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.quotes = [_token_range(doc, start, end) for start, end in _outermost(find_quotes(doc.text))]
        self.quote_at: dict[int, Range] = {i: quote for quote in self.quotes for i in range(*quote)}

    @cached_property
    def sentences(self) -> list[Range]:
        found, start = [], 0
        for token in self.doc:
            if self._ends_sentence(token):
                found.append((start, token.i + 1))
                start = token.i + 1
        if start < len(self.doc):
            found.append((start, len(self.doc)))
        return found

    def _ends_sentence(self, token: Token) -> bool:
        quote = self.quote_at.get(token.i)
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is None:
            return True
        if quote is not None and token.i == quote[1] - 1:
            ended = self.doc[token.i - 1].text in END_MARKS
            return ended and self.doc[token.i - 1].text == "." and not following.text[:1].islower() and not following.is_punct
        return quote is None and token.text in END_MARKS and not following.text[:1].islower()

    def sentence_of(self, token: Token) -> Range:
        return next(found for found in self.sentences if found[0] <= token.i < found[1])

    def quote_from(self, index: int) -> Range | None:
        """Return the quotation whose opening mark is the token, or None."""
        quote = self.quote_at.get(index)
        return quote if quote and quote[0] == index else None

    def quote_until(self, index: int) -> Range | None:
        """Return the quotation whose last mark is the token, or None."""
        quote = self.quote_at.get(index)
        return quote if quote and quote[1] - 1 == index else None


def _outermost(quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in quotes:
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _token_range(doc: Doc, start: int, end: int) -> Range:
    inside = [token.i for token in doc if token.idx < end and start < token.idx + len(token)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def extract_attributions(doc: Doc, *, offset: int = 0, lexicon: Reporting | None = None) -> list[Attribution]:
    """Return the attributions of a parsed block in text order.

    `offset` is where the block begins in the source's text; all spans are offsets into that text. The speaker is named as
    written here; `resolve_speakers` finds out who "he" is. Empty where nobody is said to have said anything.
    """
    words = lexicon or load_reporting()
    paragraph = Paragraph(doc)
    found = [each for token in doc for each in _at(token, paragraph, words)]
    return [_attribution(each, doc, offset) for each in found]


class _Found:
    """An attribution in token ranges."""

    __slots__ = ("content", "cue", "lemma", "speaker", "words")

    def __init__(self, speaker: Range | None, cue: Sequence[int], content: Sequence[Range], lemma: str, words: Reporting) -> None:
        self.speaker = speaker
        self.cue = cue
        self.content = content
        self.lemma = lemma
        self.words = words


def _attribution(found: _Found, doc: Doc, offset: int) -> Attribution:
    speaker = [_chars(doc, found.speaker, offset)] if found.speaker else []
    cues = [_chars(doc, run, offset) for run in _runs(found.cue)]
    return Attribution(
        speaker=" ".join(doc.text[a - offset : b - offset] for a, b in speaker) or None,
        speaker_spans=tuple(speaker),
        cue=" ".join(doc.text[a - offset : b - offset] for a, b in cues),
        cue_spans=tuple(cues),
        content_spans=tuple(_chars(doc, part, offset) for part in found.content),
        stance=_stance(found, doc),
    )


def _stance(found: _Found, doc: Doc) -> Stance:
    """Return the stance of the cue's word; to call or ask is to demand only with "for", "on" or an infinitive."""
    stance = found.words.stance_of(found.lemma)
    if stance == "demands" and found.lemma in {"call", "ask", "press", "push"}:
        linked = len(found.cue) > 1 or any(doc[i].lower_ == "to" for i in range(*found.content[0]))
        return stance if linked else "asserts"
    if stance == "asserts" and any(is_negated(doc[i]) for i in found.cue):
        return "denies" if found.lemma in {"agree", "believe", "think", "accept", "support"} else stance
    return stance


def _chars(doc: Doc, part: Range, offset: int) -> tuple[int, int]:
    last = doc[part[1] - 1]
    return offset + doc[part[0]].idx, offset + last.idx + len(last)


def _runs(indices: Iterable[int]) -> list[Range]:
    runs: list[list[int]] = []
    for index in sorted(set(indices)):
        if runs and runs[-1][1] == index:
            runs[-1][1] = index + 1
        else:
            runs.append([index, index + 1])
    return [(a, b) for a, b in runs]


def _at(token: Token, paragraph: Paragraph, words: Reporting) -> Iterator[_Found]:
    """Yield what the token is the cue of."""
    found: _Found | None = None
    if token.i in paragraph.quote_at:
        return
    if token.lower_ == "according":
        found = _according(token, paragraph, words)
    elif token.tag_.startswith("VB") and token.lower_ in words.forms:
        found = _verb(token, paragraph, words)
    elif token.tag_ in {"NN", "NNS"} and token.lemma_.lower() in words.nouns:
        found = _noun(token, paragraph, words)
    elif token.text == ":":
        found = _headline(token, words)
    if found is not None and found.content:
        yield found


# ---- verbs


def _verb(verb: Token, paragraph: Paragraph, words: Reporting) -> _Found | None:
    lemma = words.forms[verb.lower_]
    frames = words.frames.get(lemma, frozenset())
    neighbour = _beside(verb, frames, paragraph)
    if neighbour is None and is_passive(verb):
        return None if verb.dep_ == "amod" else _passive(verb, lemma, frames, paragraph, words)
    subject = neighbour if neighbour is not None else _subject(verb, paragraph)
    if subject is not None and subject.lower_ in OWN_VOICE:
        return None
    cue = [verb.i, *(child.i for child in children_of(verb, "compound:prt"))]
    content = _content(verb, subject, lemma, frames, paragraph, words)
    if not content:
        return None
    first, last = content[0]
    if first == verb.i + 1 < last - 1 and paragraph.doc[first].lower_ in words.prepositions.get(lemma, ()):
        cue, content = [*cue, first], [(first + 1, last), *content[1:]]
    speaker = _speaker(subject, verb)
    return _Found(speaker, cue, content, lemma, words)


def _subject(verb: Token, paragraph: Paragraph) -> Token | None:
    """Return the parse's subject, mended where a comma shows another: "Smith, backed by Jones, called …", "…, adding that"."""
    own = subject_of(verb)
    if verb.tag_ == "VBG":
        return _main_subject(verb, paragraph) if own is None or verb.dep_ not in {"acl", "ccomp"} else own
    start, _ = paragraph.sentence_of(verb)
    commas = [i for i in range(start, verb.i) if paragraph.doc[i].text == ","]
    interrupted = len(commas) > 1 and commas[-1] == verb.i - 1
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
    subjects = [paragraph.doc[i] for i in range(start, verb.i) if paragraph.doc[i].dep_ == "nsubj" and i not in paragraph.quote_at]
    return subjects[0] if subjects else subject_of(verb)


def _beside(verb: Token, frames: frozenset[str], paragraph: Paragraph) -> Token | None:
    """Return the subject that the words' order shows: "…," said X, and "…," X said, whatever the parse makes of it."""
    doc = paragraph.doc
    if frames.isdisjoint({"clause.strong", "clause.quoted"}) or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or verb.i < 2:
        return None
    if verb.i in paragraph.quote_at or verb.i + 1 >= len(doc):
        return None
    following = doc[verb.i + 1]
    if _closes_content(verb.i, paragraph) and (following.pos_ in NOMINAL or following.pos_ in {"ADJ", "NUM"}):
        return _top(following, verb)
    ends = following.text in {",", "."} or following.pos_ == "ADP" or following.lower_ in TIME_WORDS
    if not ends or (doc[verb.i - 1].pos_ not in NOMINAL | {"ADV"} and doc[verb.i - 1].text != ")"):
        return None
    first = _phrase_start(verb, paragraph)
    if first == verb.i or not _closes_content(first, paragraph):
        return None
    nouns = [doc[i] for i in range(first, verb.i) if doc[i].pos_ in {"NOUN", "PROPN", "PRON"}]
    return next((noun for noun in nouns if noun.head.i == verb.i), nouns[-1] if nouns else None)


def _phrase_start(verb: Token, paragraph: Paragraph) -> int:
    """Return where the run of nominal words before a verb begins, past a bracketed party or age."""
    doc, first = verb.doc, verb.i
    while first > 0 and first - 1 not in paragraph.quote_at:
        before = doc[first - 1]
        if before.text == ")":
            opening = next((i for i in range(first - 2, max(0, first - 9), -1) if doc[i].text == "("), None)
            if opening is None:
                return first
            first = opening
        elif before.pos_ in NOMINAL or before.pos_ in {"ADJ", "ADV"} or before.text in {"of", ".", "'s"}:
            first -= 1
        else:
            return first
    return first


def _closes_content(index: int, paragraph: Paragraph) -> bool:
    """Return whether quoted or reported words end right before the token: at a closing mark, or at a comma."""
    before = paragraph.doc[index - 1] if index else None
    if before is None:
        return False
    quote = paragraph.quote_until(before.i)
    if quote is not None:
        return paragraph.doc[before.i - 1].text in {",", "!", "?", "-", "--", "—", "–", "…", "...", "."} or quote[1] - quote[0] > 6
    return before.text == ","


def _top(token: Token, verb: Token) -> Token:
    """Return the head of the noun phrase that begins at the token."""
    while token.head.i != token.i and token.head.i > verb.i and token.head.pos_ in {"NOUN", "PROPN", "PRON"} and token.head.i - token.i < 8:
        if any(each.text == "," for each in token.doc[token.i : token.head.i]):
            break
        token = token.head
    return token


def _speaker(noun: Token | None, verb: Token) -> Range | None:
    """Return the speaker's phrase with its appositions and relative clauses."""
    if noun is None:
        return None
    start, end = _name(noun, verb)
    if noun.i > verb.i:
        start = verb.i + 1
        end = max(end, phrase_of(noun, clauses=True)[1])
    elif phrase_of(noun, clauses=True)[1] <= verb.i:
        end = max(end, phrase_of(noun, clauses=True)[1])
    return _without_day(noun, start, end)


def _name(noun: Token, verb: Token) -> Range:
    """Return the speaker's phrase alone, without the day it is said on."""
    start, end = phrase_of(noun)
    return (noun.i, noun.i + 1) if start <= verb.i < end else (start, end)


def _without_day(noun: Token, start: int, end: int) -> Range:
    """Return the phrase up to the day that the parse hangs on it: "Smith on Tuesday"."""
    doc = noun.doc
    for index in range(noun.i + 1, end):
        following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
        if doc[index].lower_ in TIME_WORDS or (doc[index].lower_ in {"on", "at"} and following in TIME_WORDS | {"the"}):
            return start, index
    return start, end


def _content(
    verb: Token, subject: Token | None, lemma: str, frames: frozenset[str], paragraph: Paragraph, words: Reporting
) -> list[Range]:
    if "clause.strong" in frames or "clause.weak" in frames or "clause.quoted" in frames or "clause.listener" in frames:
        content = _clause_content(verb, subject, frames, paragraph)
        if content:
            return content
    if verb.tag_ == "VB" and (subject is None or not any(children_of(verb, "aux"))):
        return []
    if subject is not None and subject.i > verb.i:
        return []
    for prefix, reader in (("naming", _naming_content), ("infinitive", _infinitive_content)):
        if any(frame.startswith(prefix) for frame in frames):
            content = reader(verb, frames, paragraph)
            if content:
                return content
    if "preposition" in frames:
        content = _preposition_content(verb, words.prepositions[lemma], paragraph)
        if content:
            return content
    if "object.strong" in frames or ("object.weak" in frames and _is_person(subject)):
        return _object_content(verb, paragraph)
    return []


def _is_person(noun: Token | None) -> bool:
    return noun is not None and (noun.pos_ in {"PROPN"} or noun.ent_type_ in {"PERSON", "ORG", "NORP"} or noun.lower_ in {"he", "she"})


def _clause_content(verb: Token, subject: Token | None, frames: frozenset[str], paragraph: Paragraph) -> list[Range]:
    start, end = paragraph.sentence_of(verb)
    inverted = subject is not None and subject.i > verb.i
    quoted = subject is not None and _follows_quote(verb, subject, paragraph)
    after = [] if inverted or quoted else _after_content(verb, frames, paragraph, end)
    if after or subject is None:
        return after
    before = _before_content(verb, subject, frames, paragraph, start, end)
    if before or inverted or verb.i + 2 >= end or "clause.strong" not in frames:
        return before
    return _rest(verb, paragraph, end) if verb.lower_ in {"said", "says", "say"} else []


def _follows_quote(verb: Token, subject: Token, paragraph: Paragraph) -> bool:
    first = min(phrase_of(subject)[0], verb.i)
    return first > 0 and paragraph.quote_until(first - 1) is not None and _closes_content(first, paragraph)


def _rest(verb: Token, paragraph: Paragraph, end: int) -> list[Range]:
    """Return what follows "X said" to the end of the sentence, for a clause that the parse does not show."""
    following = paragraph.doc[verb.i + 1]
    if following.is_punct or following.dep_ in {"cc", "mark"} or following.pos_ in {"ADP", "SCONJ"}:
        return []
    return [_trim((verb.i + 1, end), paragraph)]


def _after_content(verb: Token, frames: frozenset[str], paragraph: Paragraph, end: int) -> list[Range]:
    quoted = _quote_after(verb, paragraph, end)
    if quoted:
        return [quoted]
    if frames.isdisjoint({"clause.strong", "clause.weak", "clause.listener"}):
        return []
    conjunction = _conjunction(verb, paragraph, end)
    heads = [conjunction.head] if conjunction is not None else [child for child in children_of(verb, *CLAUSE_LABELS) if child.i > verb.i]
    heads = [head for head in heads if head.dep_ != "parataxis" or "clause.strong" in frames]
    if not heads and "clause.strong" in frames:
        heads = [child for child in children_of(verb, "xcomp") if child.i > verb.i and child.tag_ != "VBG" and not _has_to(child)]
    if not heads:
        return []
    return [_with_further_clauses(part, paragraph, end) for part in _reach(heads, verb, paragraph)]


def _with_further_clauses(part: Range, paragraph: Paragraph, end: int) -> Range:
    """Return the content stretched over "…, that …, and that …", which go on to the sentence's end."""
    doc = paragraph.doc
    if doc[part[0]].lower_ != "that":
        return part
    following = [each.lower_ for each in doc[part[1] : min(part[1] + 3, end)]]
    if following[:2] in ([",", "that"], ["and", "that"], ["but", "that"]) or following == [",", "and", "that"]:
        return _trim((part[0], end), paragraph)
    return part


def _conjunction(verb: Token, paragraph: Paragraph, end: int) -> Token | None:
    """Return the "that" or "whether" that opens the reported clause, past a listener and a day."""
    for index in range(verb.i + 1, min(end, verb.i + 12)):
        token = paragraph.doc[index]
        if token.lower_ in {"that", "whether"} and token.dep_ in {"mark", "nsubj", "det", "obj"} and token.head.i > index:
            return token if token.dep_ == "mark" else None
        if token.pos_ == "VERB" or token.text in {",", ":", ";"}:
            return None
    return None


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" for child in children_of(verb, "mark"))


def _clip(first: int, last: int, paragraph: Paragraph) -> Range:
    """Return the range stretched so that it cuts no quotation that begins inside it."""
    for quote in paragraph.quotes:
        if first <= quote[0] < last < quote[1]:
            last = quote[1]
    return first, last


def _quote_after(verb: Token, paragraph: Paragraph, end: int) -> Range | None:
    """Return the quotation that a verb introduces with a comma or a colon, or sets right after itself or its listener."""
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
        return _trim((quote[0], max(quote[1], quote[1])), paragraph)
    return None


def _is_clause_start(token: Token) -> bool:
    return token.lower_ in {"that", "whether", "why", "how"} or token.pos_ == "VERB"


def _before_content(
    verb: Token, subject: Token, frames: frozenset[str], paragraph: Paragraph, start: int, end: int
) -> list[Range]:
    """Return the words before "…, X said", and those after it where it interrupts them."""
    doc = paragraph.doc
    first = min(phrase_of(subject)[0], verb.i)
    if subject.i < verb.i and start < _phrase_start(verb, paragraph) <= subject.i:
        first = _phrase_start(verb, paragraph)
    while first > start and doc[first - 1].pos_ in {"ADV", "CCONJ", "SCONJ"} and doc[first - 1].lower_ not in {"that"}:
        first -= 1
    if first <= start:
        return []
    quote = paragraph.quote_until(first - 1) or _quote_before(verb, paragraph, start)
    if quote is not None:
        first = quote[1]
    if quote is None and (doc[first - 1].text != "," or frames.isdisjoint({"clause.strong", "clause.weak", "clause.listener"})):
        return []
    if quote is not None and doc[first - 2].text not in {",", "!", "?", "...", "-", "—", "–", ".", "--"}:
        return []
    before = _trim((min(start, quote[0]) if quote else start, first), paragraph)
    if quote is None and before[1] - before[0] < 2:
        return []
    return [before, *_resumed(verb, subject, quote, paragraph, end)]


def _quote_before(verb: Token, paragraph: Paragraph, start: int) -> Range | None:
    """Return the quotation of the same sentence that ends before the verb's speaker, with no other verb between."""
    for index in range(verb.i - 1, max(start, verb.i - 25), -1):
        if paragraph.quote_until(index):
            return paragraph.quote_until(index) if paragraph.doc[index - 1].text in {",", "!", "?"} else None
        if paragraph.doc[index].pos_ == "VERB" and paragraph.doc[index].dep_ not in {"acl", "acl:relcl", "amod"}:
            return None
    return None


def _resumed(verb: Token, subject: Token, quote: Range | None, paragraph: Paragraph, end: int) -> list[Range]:
    """Return the quotation, or the rest of a clause, that goes on after "…, X said,"."""
    doc = paragraph.doc
    if quote is None:
        last = max(verb.i, phrase_of(subject)[1] - 1) + 1
        if last < end - 2 and doc[last].text == "," and doc[last + 1].tag_ not in {"VBG", "WP", "WDT", "DT"}:
            return [_trim((last + 1, end), paragraph)]
        return []
    for index in range(max(verb.i, subject.i) + 1, min(end + 1, len(doc))):
        following = paragraph.quote_from(index)
        if following is None:
            continue
        if doc[index - 1].text in {",", ".", ":", ";", "--", "—", "–"} and not _has_own_cue(following, paragraph):
            return [_trim(following, paragraph)]
        return []
    return []


def _has_own_cue(quote: Range, paragraph: Paragraph) -> bool:
    last = paragraph.doc[quote[1] - 2]
    return last.text == "," and quote[1] < len(paragraph.doc)


def _trim(part: Range, paragraph: Paragraph) -> Range:
    first, last = part
    doc = paragraph.doc
    while first < last - 1 and (doc[first].text in OUTER_PUNCTUATION or doc[first].dep_ == "cc"):
        first += 1
    while first < last - 1 and doc[last - 1].text in OUTER_PUNCTUATION and doc[last - 1].i not in paragraph.quote_at:
        last -= 1
    return first, last


def _reach(tokens: Iterable[Token], verb: Token, paragraph: Paragraph) -> list[Range]:
    """Return the stretch from the first to the last word of complements that stand after the verb."""
    kept = [each for token in tokens for each in subtree_of(token, without=_asides(token, paragraph)) if each.i > verb.i]
    inside = [each.i for each in kept]
    return [_trim(_clip(min(inside), max(inside) + 1, paragraph), paragraph)] if inside else []


def _asides(token: Token, paragraph: Paragraph) -> list[Token]:
    """Return the relative clauses set off by a comma below a token: they are the writer's own words."""
    below = (each for each in token.subtree if each.dep_ == "acl:relcl" and each.i not in paragraph.quote_at)
    return [each for each in below if each.left_edge.i > 0 and paragraph.doc[each.left_edge.i - 1].text == "," or each.left_edge.text == ","]


def _naming_content(verb: Token, frames: frozenset[str], paragraph: Paragraph) -> list[Range]:
    """Return the named thing and its name: "described [the unrest as a coup attempt]"."""
    named = object_of(verb)
    if named is None:
        return []
    if "naming.as" in frames:
        complements = [child for child in verb.children if child.i > verb.i and preposition_of(child) == "as"]
        complements += [child for child in named.children if child.i > named.i and preposition_of(child) == "as"]
    else:
        complements = []
    if "naming.bare" in frames and not complements:
        complements = [child for child in children_of(verb, "xcomp", "ccomp", "obj", "iobj") if child.i > named.i]
        if not complements and verb.lower_.startswith("call") and len(subtree_of(named)) > 1:
            complements = [named]
    if not complements:
        return []
    if _asides(named, paragraph):
        return [*_reach([named], verb, paragraph), *_reach(complements, verb, paragraph)]
    return _reach([named, *complements], verb, paragraph)


def _infinitive_content(verb: Token, frames: frozenset[str], paragraph: Paragraph) -> list[Range]:
    heads = [child for child in children_of(verb, "xcomp", "ccomp", "advcl") if child.i > verb.i and _has_to(child)]
    if not heads:
        return []
    listener = object_of(verb)
    if listener is not None:
        return _reach([listener, *heads], verb, paragraph) if "infinitive.object" in frames else []
    return _reach(heads, verb, paragraph) if "infinitive.strong" in frames else []


def _preposition_content(verb: Token, prepositions: frozenset[str], paragraph: Paragraph) -> list[Range]:
    heads = [
        child
        for child in verb.children
        if child.i > verb.i and child.dep_ in {"obl", "nmod", "advcl", "obj", "xcomp"} and preposition_of(child).split(" ")[0] in prepositions
    ]
    if any(preposition_of(head) in {"on", "upon", "with"} for head in heads):
        heads += [child for child in children_of(verb, "xcomp", "advcl", "ccomp") if _has_to(child)]
    return _reach(heads, verb, paragraph)


def _object_content(verb: Token, paragraph: Paragraph) -> list[Range]:
    named = object_of(verb) or next((child for child in children_of(verb, "xcomp", "ccomp") if child.tag_ == "VBG"), None)
    if named is None or named.i < verb.i:
        return []
    reasons = [child for child in children_of(verb, "obl", "advcl") if child.i > named.i and preposition_of(child) in {"for", "of", "as", "over"}]
    return _reach([named, *reasons], verb, paragraph)


def _passive(verb: Token, lemma: str, frames: frozenset[str], paragraph: Paragraph, words: Reporting) -> _Found | None:
    """Read "X was described as Y by Z", "he is accused of Y", "was expected to"."""
    agent = agent_of(verb)
    named = patient_of(verb)
    if agent is None and frames.isdisjoint({"naming.as", "naming.bare", "infinitive.object", "infinitive.strong", "preposition", "object.strong"}):
        return None
    complements = [child for child in children_of(verb, "obl", "xcomp", "ccomp", "advcl") if child.i > verb.i and child is not agent]
    complements = [child for child in complements if _has_to(child) or child.dep_ in {"ccomp", "xcomp"} or preposition_of(child) in {"as", "of"}]
    if agent is None and not complements:
        return None
    content = [phrase_of(named)] if named is not None else []
    content += _reach(complements, verb, paragraph)
    return _Found(phrase_of(agent) if agent is not None else None, [verb.i], content, lemma, words)


# ---- other cues


def _according(token: Token, paragraph: Paragraph, words: Reporting) -> _Found | None:
    """Read "according to X, …" and "…, according to X"."""
    doc = paragraph.doc
    start, end = paragraph.sentence_of(token)
    if token.i + 2 >= end or doc[token.i + 1].lower_ != "to":
        return None
    first = token.i + 2
    head = next((doc[i] for i in range(first, end) if doc[i].head.i not in range(first, end) or doc[i].head.i <= token.i), doc[first])
    last = max(phrase_of(head)[1], first + 1) if head.i >= first else first + 1
    while last < end and doc[last].pos_ == "PROPN":
        last += 1
    stop = next((i for i in range(last, end) if doc[i].text in OUTER_PUNCTUATION), end)
    opens = all(doc[i].pos_ in {"ADV", "CCONJ", "PUNCT"} for i in range(start, token.i))
    content = (stop, end) if opens else (start, token.i)
    if content[1] - content[0] < 2:
        return None
    return _Found((first, last), [token.i, token.i + 1], [_trim(content, paragraph)], "according", words)


def _noun(noun: Token, paragraph: Paragraph, words: Reporting) -> _Found | None:
    """Read "X's announcement that …", "the demand by X to …"."""
    shapes = words.nouns[noun.lemma_.lower()]
    clauses = [child for child in children_of(noun, "acl", "ccomp", "acl:relcl") if child.i > noun.i]
    heads = [child for child in clauses if ("that" in shapes and _has_that(child)) or ("to" in shapes and _has_to(child))]
    owner = next(children_of(noun, "nmod:poss"), None)
    owner = owner or next((child for child in children_of(noun, "nmod") if preposition_of(child) in {"by", "from"}), None)
    if not heads:
        return None
    if owner is None:
        carrier = noun.head
        if noun.dep_ == "obj" and words.forms.get(carrier.lower_, carrier.lemma_.lower()) in words.carriers:
            owner = subject_of(carrier)
    if owner is None and "that" not in shapes:
        return None
    speaker = _speaker(owner, noun) if owner is not None else None
    return _Found(speaker, [noun.i], _reach(heads, noun, paragraph), noun.lemma_.lower(), words)


def _has_that(verb: Token) -> bool:
    return any(child.lower_ == "that" for child in children_of(verb, "mark"))


def _headline(colon: Token, words: Reporting) -> _Found | None:
    """Read "Name: what Name says" at the start of a block."""
    doc = colon.doc
    if not 0 < colon.i <= 5 or colon.i + 2 >= len(doc):
        return None
    if not all(doc[i].pos_ == "PROPN" or doc[i].is_punct for i in range(colon.i)) and doc[0].text not in {"Q", "A"}:
        return None
    last = len(doc)
    while last > colon.i + 2 and doc[last - 1].text == ".":
        last -= 1
    return _Found((0, colon.i), [colon.i], [(colon.i + 1, last)], "say", words)
