"""A parsed paragraph becomes attributions: who is said to have said what, by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from factcheck.claims.attribution.asides import (
    content_of_as_clause,
    content_of_seeming,
    gapped_object,
    study_named_in,
)
from factcheck.claims.attribution.colons import heard_before_colon, labelled
from factcheck.claims.attribution.extent import has_to, reach
from factcheck.claims.attribution.heard import Heard, cut_apart, go_on
from factcheck.claims.attribution.misread import heard_of_misread
from factcheck.claims.attribution.nominal import OWN_VOICE, heard_of_adjective, heard_of_noun
from factcheck.claims.attribution.paragraph import OUTER_PUNCTUATION, Paragraph, Range, trim
from factcheck.claims.attribution.reported import content_of_verb
from factcheck.claims.attribution.subjects import (
    has_active_shape,
    speaker_phrase,
    subject_beside,
    subject_by_order,
    top_of,
)
from factcheck.language.docview import lowers_in, tokens_in
from factcheck.language.grammar import (
    agent_of,
    children_of,
    is_negated,
    is_passive,
    patient_of,
    phrase_of,
    preposition_of,
)
from factcheck.language.words import tokens_of
from factcheck.lexicon.loader import word_list, word_map
from factcheck.lexicon.reporting import Reporting, load_reporting
from factcheck.models import WEEKDAYS, Attribution, Stance

__all__ = ["extract_attributions"]

# with these particles a verb is another one: "called off the search", "was sworn in"
OTHER_VERBS = word_map("attribution", "read.other_verbs")
# without these particles a verb reports nothing: "laid out a plan", but "laid a stone"
NEEDED = word_map("attribution", "read.needed")
POSSIBLE = word_list("common", "modals.possible") | {"would"}
WRITTEN = frozenset({"letter", "memo", "email", "e-mail", "note", "statement", "post", "ad"})
AS_CLAUSE = frozenset({"clause.strong", "clause.weak", "clause.quoted"})
OBJECTS = frozenset({"object.strong", "object.weak", "clause.strong", "naming.as", "naming.bare"})
NAMES = frozenset({"call", "name", "title", "nickname"})
GAPPED = frozenset({"object.strong", "naming.bare", "naming.as"})
# what somebody thinks or does inside another's words is part of those words
NESTED = frozenset({"ccomp", "obl", "csubj"})


def extract_attributions(doc: Doc, *, offset: int = 0, lexicon: Reporting | None = None) -> list[Attribution]:
    """Return the attributions of a parsed block in text order.

    `offset` is where the block begins in the source's text; all spans are offsets into that text. The speaker is
    named as written here; `resolve_speakers` finds out who "he" is. Empty where nobody is said to have said anything.
    """
    words = lexicon or load_reporting()
    paragraph = Paragraph(doc)
    heard = (each for token in tokens_of(doc, words.triggers) for each in _at(token, paragraph, words))
    found = [each for each in heard if not _is_nothing(each, doc)]
    found = [each for each in found if not _has_its_own_cue(each, found, doc)]
    cut_apart(found, paragraph)
    go_on(found, paragraph)
    return [_attribution(each, paragraph, offset) for each in [*found, *heard_before_colon(found, paragraph, words)]]


def _is_nothing(found: Heard, doc: Doc) -> bool:
    """ "There is nothing showing that it was arson": nobody says it."""
    return found.speaker is not None and lowers_in(doc, *found.speaker) == ["nothing"]


def _attribution(found: Heard, paragraph: Paragraph, offset: int) -> Attribution:
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


def _has_its_own_cue(study: Heard, found: Sequence[Heard], doc: Doc) -> bool:
    """ "In a letter, the bank said …": the bank says it, not the letter."""
    if study.lemma != "find" or len(study.cue) != 1 or study.cue[0] > study.content[0][0]:
        return False
    if study.speaker is None or WRITTEN.isdisjoint(token.lower_ for token in doc[slice(*study.speaker)]):
        return False  # a poll finds what those asked say
    first, last = study.content[0]
    return any(
        each is not study and each.speaker is not None and each.speaker[0] <= first + 3 and first <= each.cue[0] < last
        for each in found
    )


def _stance(found: Heard, doc: Doc) -> Stance:
    """Return the stance of the cue's word; to call or ask is to demand only with "for", "on" or an infinitive."""
    stance = found.words.stance_of(found.lemma)
    if stance == "demands" and found.lemma in {"call", "ask", "press", "push", "insist"}:
        linked = (
            len(found.cue) > 1
            or doc[found.cue[0]].tag_ in {"NN", "NNS"}
            or any(doc[i].lower_ == "to" for part in found.content[:1] for i in range(*part))
        )
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


def _at(token: Token, paragraph: Paragraph, words: Reporting) -> Iterator[Heard]:
    """Yield what the token is the cue of."""
    found: Heard | None = None
    lower, tag = token.lower_, token.tag_
    if token.i in paragraph.quote_at and lower != ":":
        return
    if lower == "according":
        found = _according(token, paragraph, words)
    elif lower in words.forms and tag.startswith("VB"):
        found = _verb(token, paragraph, words)
        if found is None and tag == "VBN" and lower in words.adjectives:
            found = heard_of_adjective(token, paragraph, words)
    elif tag.startswith("NN") and (misread := heard_of_misread(token, paragraph, words)) is not None:
        found = misread
    elif lower in words.seeming and tag.startswith("VB"):
        heads = content_of_seeming(token)
        found = Heard(None, [token.i], _around(heads, token, paragraph), "seem", words) if heads else None
    elif tag in {"NN", "NNS"} and token.lemma_.lower() in words.nouns:
        found = heard_of_noun(token, paragraph, words)
    elif lower in words.adjectives and tag in {"JJ", "VBN"}:
        found = heard_of_adjective(token, paragraph, words)
    elif lower == ":":
        found = labelled(token, paragraph, words)
    elif token.i == paragraph.sentence_of(token)[0] and lower in {"in", "according"}:
        found = _study(token, paragraph, words)
    if found is not None and found.content:
        yield found


def _around(heads: Sequence[Token], verb: Token, paragraph: Paragraph) -> list[Range]:
    """Return the phrase before the verb, where a head stands there, and the stretch after it."""
    before = [phrase_of(head) for head in heads if head.i < verb.i]
    return [*before, *reach([head for head in heads if head.i > verb.i], verb, paragraph)]


def _study(preposition: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read "In a survey by X, …"."""
    named = study_named_in(preposition, words.documents, paragraph)
    return Heard(named[0], [preposition.i], [named[1]], "find", words) if named else None


def _named_beside(verb: Token, paragraph: Paragraph) -> Token | None:
    """Return the noun right before a verb of saying: nobody inside quotation marks says what stands in them."""
    for token in reversed(tokens_in(paragraph.doc, max(0, verb.i - 4), verb.i)):
        if token.i in paragraph.quote_at or token.is_punct:
            return None
        if token.pos_ in {"PROPN", "NOUN", "PRON"}:
            return token
    return None


def _verb(verb: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
    lemma = words.forms[verb.lower_]
    frames = words.frames.get(lemma, frozenset())
    others, needed = OTHER_VERBS.get(lemma, ()), NEEDED.get(lemma, ())
    if others or needed:
        particles = {each.lower_ for each in (*children_of(verb, "compound:prt", "advmod"), *_next(verb))}
        if not particles.isdisjoint(others) or (needed and particles.isdisjoint(needed)):
            return None
    if verb.dep_ == "amod" or _is_only_possible(verb) or (verb.dep_ in NESTED and "clause.strong" not in frames):
        return None
    if lemma in words.questions and _is_put_to_somebody(verb, paragraph):
        return _question(verb, lemma, paragraph, words)
    neighbour = subject_beside(verb, frames, paragraph)
    if neighbour is None and is_passive(verb) and not has_active_shape(verb):
        return _passive(verb, lemma, frames, paragraph, words)
    subject = neighbour if neighbour is not None else subject_by_order(verb, paragraph)
    if subject is not None and subject.i in paragraph.quote_at:
        subject = _named_beside(verb, paragraph)
    if subject is not None and subject.lower_ in OWN_VOICE:
        return None
    cue = [verb.i, *(child.i for child in children_of(verb, "compound:prt"))]
    content = []
    if subject is not None and not AS_CLAUSE.isdisjoint(frames) and subject.i < verb.i:
        content = content_of_as_clause(verb, subject, paragraph)
    content = content or content_of_verb(verb, subject, lemma, paragraph=paragraph, words=words)
    if not content and not GAPPED.isdisjoint(frames):
        content = gapped_object(verb, subject, paragraph)
    if not content:
        return None
    first, last = content[0]
    if first == verb.i + 1 < last - 1 and paragraph.doc[first].lower_ in words.prepositions.get(lemma, ()):
        cue, content = [*cue, first], [(first + 1, last), *content[1:]]
    speaker = speaker_phrase(subject, verb)
    return Heard(speaker, cue, content, lemma, words)


def _next(token: Token) -> Iterator[Token]:
    if token.i + 1 < len(token.doc):
        yield token.nbor(1)


def _is_put_to_somebody(verb: Token, paragraph: Paragraph) -> bool:
    """Return whether somebody was asked: "Asked whether …", "when pressed on …", "was questioned about …"."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    start, _ = paragraph.sentence_of(verb)
    before = paragraph.doc[verb.i - 1] if verb.i > start else None
    bare = before is None or before.lower_ in {"when", "if", "after", "once", "being"} or before.text == ","
    return (bare and not any(children_of(verb, "nsubj", "obj"))) or any(children_of(verb, "aux:pass"))


def _question(verb: Token, lemma: str, paragraph: Paragraph, words: Reporting) -> Heard | None:
    _, end = paragraph.sentence_of(verb)
    doc = paragraph.doc
    opening = words.prepositions.get(lemma, frozenset()) | {"about", "whether", "if", "why", "how", "what", "who"}
    first = next((i for i in range(verb.i + 1, min(end, verb.i + 8)) if doc[i].lower_ in opening), None)
    if first is None or any(doc[i].text in OUTER_PUNCTUATION for i in range(verb.i + 1, first)):
        return None
    last = next((i for i in range(first, end) if doc[i].text == "," and i not in paragraph.quote_at), end)
    agent = agent_of(verb)
    cue = [verb.i, first] if doc[first].pos_ == "ADP" and first == verb.i + 1 else [verb.i]
    content = trim((first + len(cue) - 1, last), paragraph)
    return Heard(phrase_of(agent) if agent is not None else None, cue, [content], lemma, words)


def _is_only_possible(verb: Token) -> bool:
    """Return whether nobody has said it: "would say", "might deny"; a future ("will discuss") is an announcement."""
    return any(child.lower_ in POSSIBLE for child in children_of(verb, "aux"))


def _passive(verb: Token, lemma: str, frames: frozenset[str], paragraph: Paragraph, words: Reporting) -> Heard | None:
    """Read "X was described as Y by Z", "he is accused of Y", "was expected to"."""
    agent = agent_of(verb)
    if agent is not None and (agent.lower_ in WEEKDAYS or agent.pos_ == "NUM"):
        agent = None  # "had been reported by early Monday"
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
        if has_to(child)
        or child.dep_ in {"ccomp", "xcomp"}
        or preposition_of(child) in {"as", "of"} | words.prepositions.get(lemma, frozenset())
        or (preposition_of(child) in {"for", "over"} and "object.strong" in frames)
    ]
    inner = next((each for child in complements for each in children_of(child, "nmod") if _is_by(each)), None)
    if agent is None and inner is not None:
        agent = inner  # "described as a danger by the engineer": hung on the danger
    if not complements and (agent is None or frames.isdisjoint(OBJECTS)):
        return None
    if agent is None and lemma in NAMES and complements[0].pos_ == "PROPN":
        return None  # "a bridge called Old Mary"
    content = [phrase_of(named)] if named is not None else []
    content += reach(complements, verb, paragraph)
    if inner is not None and agent is inner and content:
        content[-1] = trim((content[-1][0], inner.left_edge.i), paragraph)
    return Heard(phrase_of(agent) if agent is not None else None, [verb.i], content, lemma, words)


def _is_by(noun: Token) -> bool:
    return preposition_of(noun) == "by" and noun.i == noun.right_edge.i


def _according(token: Token, paragraph: Paragraph, words: Reporting) -> Heard | None:
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
    return Heard((first, last), [token.i, token.i + 1], [trim(content, paragraph)], "according", words)
