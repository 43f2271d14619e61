"""A parsed paragraph becomes attributions: who is said to have said what, by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from factcheck.claims.paragraph import OUTER_PUNCTUATION, Paragraph, Range, trim
from factcheck.claims.reported import content_of_verb, has_to, reach
from factcheck.claims.reporting import Reporting, load_reporting
from factcheck.claims.subjects import has_active_shape, speaker_phrase, subject_beside, subject_by_order, top_of
from factcheck.language.grammar import (
    agent_of,
    children_of,
    is_negated,
    is_passive,
    patient_of,
    phrase_of,
    preposition_of,
    subject_of,
)
from factcheck.models import Attribution, Stance

__all__ = ["extract_attributions"]

OWN_VOICE = frozenset({"i", "we", "you"})
PREPOSITIONS_OF = {"about": frozenset({"about", "over", "of", "with"}), "of": frozenset({"of"}), "none": frozenset()}
POSSIBLE = frozenset({"would", "could", "should", "may", "might", "can", "must"})
# what somebody thinks or does inside another's words is part of those words
NESTED = frozenset({"ccomp", "obl", "csubj"})


def extract_attributions(doc: Doc, *, offset: int = 0, lexicon: Reporting | None = None) -> list[Attribution]:
    """Return the attributions of a parsed block in text order.

    `offset` is where the block begins in the source's text; all spans are offsets into that text. The speaker is
    named as written here; `resolve_speakers` finds out who "he" is. Empty where nobody is said to have said anything.
    """
    words = lexicon or load_reporting()
    paragraph = Paragraph(doc)
    found = [each for token in doc for each in _at(token, paragraph, words)]
    return [_attribution(each, paragraph, offset) for each in found]


class _Found:
    """An attribution in token ranges."""

    __slots__ = ("content", "cue", "lemma", "speaker", "words")

    def __init__(
        self, speaker: Range | None, cue: Sequence[int], content: Sequence[Range], lemma: str, words: Reporting
    ) -> None:
        self.speaker = speaker
        self.cue = cue
        self.content = content
        self.lemma = lemma
        self.words = words


def _attribution(found: _Found, paragraph: Paragraph, offset: int) -> Attribution:
    doc, text = paragraph.doc, paragraph.text
    speaker = [_chars(doc, found.speaker, offset)] if found.speaker else []
    cues = [_chars(doc, run, offset) for run in _runs(found.cue)]
    return Attribution(
        speaker=" ".join(text[a - offset : b - offset] for a, b in speaker) or None,
        speaker_spans=tuple(speaker),
        cue=" ".join(text[a - offset : b - offset] for a, b in cues),
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
    lower, tag = token.lower_, token.tag_
    if token.i in paragraph.quote_at:
        return
    if lower == "according":
        found = _according(token, paragraph, words)
    elif lower in words.forms and tag.startswith("VB"):
        found = _verb(token, paragraph, words)
    elif tag in {"NN", "NNS"} and token.lemma_.lower() in words.nouns:
        found = _noun(token, paragraph, words)
    elif lower in words.adjectives and tag in {"JJ", "VBN"}:
        found = _adjective(token, paragraph, words)
    elif lower == ":":
        found = _headline(token, words)
    if found is not None and found.content:
        yield found


def _named_beside(verb: Token, paragraph: Paragraph) -> Token | None:
    """Return the noun right before a verb of saying: nobody inside quotation marks says what stands in them."""
    for token in reversed(paragraph.doc[max(0, verb.i - 4) : verb.i]):
        if token.i in paragraph.quote_at or token.is_punct:
            return None
        if token.pos_ in {"PROPN", "NOUN", "PRON"}:
            return token
    return None


def _verb(verb: Token, paragraph: Paragraph, words: Reporting) -> _Found | None:
    lemma = words.forms[verb.lower_]
    frames = words.frames.get(lemma, frozenset())
    if _is_only_possible(verb) or (verb.dep_ in NESTED and "clause.strong" not in frames):
        return None
    neighbour = subject_beside(verb, frames, paragraph)
    if neighbour is None and is_passive(verb) and not has_active_shape(verb):
        return None if verb.dep_ == "amod" else _passive(verb, lemma, frames, paragraph, words)
    subject = neighbour if neighbour is not None else subject_by_order(verb, paragraph)
    if subject is not None and subject.i in paragraph.quote_at:
        subject = _named_beside(verb, paragraph)
    if subject is not None and subject.lower_ in OWN_VOICE:
        return None
    cue = [verb.i, *(child.i for child in children_of(verb, "compound:prt"))]
    content = content_of_verb(verb, subject, lemma, paragraph=paragraph, words=words)
    if not content:
        return None
    first, last = content[0]
    if first == verb.i + 1 < last - 1 and paragraph.doc[first].lower_ in words.prepositions.get(lemma, ()):
        cue, content = [*cue, first], [(first + 1, last), *content[1:]]
    speaker = speaker_phrase(subject, verb)
    return _Found(speaker, cue, content, lemma, words)


def _is_only_possible(verb: Token) -> bool:
    """Return whether nobody has said it: "would say", "might deny"; a future ("will discuss") is an announcement."""
    return any(child.lower_ in POSSIBLE for child in children_of(verb, "aux"))


def _passive(verb: Token, lemma: str, frames: frozenset[str], paragraph: Paragraph, words: Reporting) -> _Found | None:
    """Read "X was described as Y by Z", "he is accused of Y", "was expected to"."""
    agent = agent_of(verb)
    named = patient_of(verb)
    if agent is None and frames.isdisjoint(
        {"naming.as", "naming.bare", "infinitive.object", "infinitive.strong", "preposition", "object.strong"}
    ):
        return None
    complements = [
        child
        for child in children_of(verb, "obl", "xcomp", "ccomp", "advcl")
        if child.i > verb.i and child is not agent
    ]
    complements = [
        child
        for child in complements
        if has_to(child) or child.dep_ in {"ccomp", "xcomp"} or preposition_of(child) in {"as", "of"}
    ]
    if agent is None and not complements:
        return None
    content = [phrase_of(named)] if named is not None else []
    content += reach(complements, verb, paragraph)
    return _Found(phrase_of(agent) if agent is not None else None, [verb.i], content, lemma, words)


def _according(token: Token, paragraph: Paragraph, words: Reporting) -> _Found | None:
    """Read "according to X, …" and "…, according to X"."""
    doc = paragraph.doc
    start, end = paragraph.sentence_of(token)
    if token.i + 2 >= end or doc[token.i + 1].lower_ != "to":
        return None
    first = token.i + 2
    head = top_of(doc[first], token)
    last = max(phrase_of(head)[1], first + 1) if head.i >= first else first + 1
    while last < end and doc[last].pos_ == "PROPN":
        last += 1
    opens = all(doc[i].pos_ in {"ADV", "CCONJ", "PUNCT"} for i in range(start, token.i))
    stop = next((i for i in range(first if opens else last, end) if doc[i].text in OUTER_PUNCTUATION), end)
    last = min(last, stop) if opens else last
    content = (stop, end) if opens else (start, token.i)
    if content[1] - content[0] < 2:
        return None
    return _Found((first, last), [token.i, token.i + 1], [trim(content, paragraph)], "according", words)


def _noun(noun: Token, paragraph: Paragraph, words: Reporting) -> _Found | None:
    """Read "X's announcement that …", "the demand by X to …"."""
    shapes = words.nouns[noun.lemma_.lower()]
    clauses = [child for child in children_of(noun, "acl", "ccomp", "acl:relcl") if child.i > noun.i]
    heads = [
        child for child in clauses if ("that" in shapes and _has_that(child)) or ("to" in shapes and has_to(child))
    ]
    about = next(
        (
            child
            for child in children_of(noun, "nmod", "obl")
            if child.i > noun.i and preposition_of(child) in PREPOSITIONS_OF[_shape(shapes)]
        ),
        None,
    )
    if not heads and about is not None:
        heads = [about]
    owner = next(children_of(noun, "nmod:poss"), None)
    owner = owner or next(
        (child for child in children_of(noun, "nmod") if preposition_of(child) in {"by", "from"}), None
    )
    if not heads:
        return None
    if owner is None:
        carrier = noun.head
        if noun.dep_ == "obj" and words.forms.get(carrier.lower_, carrier.lemma_.lower()) in words.carriers:
            owner = subject_of(carrier)
    if (
        owner is None
        and ("that" not in shapes or heads == [about])
        and not (heads == [about] and noun.tag_ == "NNS" and "about" in shapes)
    ):
        return None
    speaker = speaker_phrase(owner, noun) if owner is not None else None
    return _Found(speaker, [noun.i], reach(heads, noun, paragraph), noun.lemma_.lower(), words)


def _shape(shapes: frozenset[str]) -> str:
    return "about" if "about" in shapes else "of" if "of" in shapes else "none"


def _adjective(word: Token, paragraph: Paragraph, words: Reporting) -> _Found | None:
    """Read "X is confident that …", "X was worried about …"."""
    heads = [
        child
        for child in children_of(word, "ccomp", "advcl", "xcomp")
        if child.i > word.i and (child.dep_ == "ccomp" or _has_that(child))
    ]
    heads = heads or [
        child
        for child in children_of(word, "obl", "nmod")
        if child.i > word.i and preposition_of(child) in {"about", "of", "over", "with"}
    ]
    subject = subject_of(word)
    if (
        not heads
        or subject is None
        or subject.lower_ in OWN_VOICE | {"it", "that", "this", "there"}
        or not any(children_of(word, "cop"))
    ):
        return None
    return _Found(speaker_phrase(subject, word), [word.i], reach(heads, word, paragraph), word.lower_, words)


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
