"""Speakers as written become speakers by name: "Price", "he" and "the minister" become the person named before.

Works on one source: its attributions in text order, with the parses of its blocks. Spans stay where they are; only the name
changes. A pronoun or a title that fits nobody named before stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Token

from factcheck.claims.quotations import find_quotes
from factcheck.models import Attribution

__all__ = ["resolve_speakers"]

PERSON_PRONOUNS = {"he": "m", "she": "f"}
GROUP_PRONOUNS = frozenset({"they", "it"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
COURTESY = {"mr": "m", "mr.": "m", "sir": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "dame": "f"}
# heads of descriptions that stand for a person named before: "the minister said"
ROLES = frozenset(
    "president minister premier chancellor secretary spokesman spokeswoman spokesperson governor mayor senator chief commander general judge "
    "director leader chairman chairwoman head king queen prince ambassador envoy diplomat lawyer prosecutor coach officer captain official "
    "executive professor analyst bishop pope candidate lawmaker politician".split()
)
NAME = re.compile(r"[A-Z][\w.'’-]*(?:[ \u00a0-](?:(?:de|al|bin|van|von|der|la|el|da)[ -])*[A-Z][\w.'’-]*)*")
TITLE_WORDS = frozenset("The A An US UK UN EU State Prime Vice Deputy Former".split())


class _Person(msgspec.Struct):
    """Somebody named in the source: the longest name so far, the words of the role, and the sex that a word has shown."""

    name: str
    words: frozenset[str]
    roles: frozenset[str]
    sex: str | None
    start: int


def resolve_speakers(found: Sequence[Attribution], docs: Sequence[Doc], offsets: Sequence[int]) -> list[Attribution]:
    """Return the attributions of one source in text order, each speaker by the fullest name that the source gives.

    Quotations that stand alone in a block right after a quotation by a named speaker are added, with an empty cue.
    """
    ordered = sorted(found, key=_place)
    every = sorted([*ordered, *_free_quotations(ordered, docs, offsets)], key=_place)
    people = list(_people(docs, offsets))
    resolved: list[Attribution] = []
    last: str | None = None
    for attribution in every:
        name = _resolve(attribution, people, last, docs, offsets)
        if name is not None and name.lower() not in {*PERSON_PRONOUNS, *GROUP_PRONOUNS, *RELATIVES}:
            last = name
        resolved.append(msgspec.structs.replace(attribution, speaker=name))
    return resolved


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = attribution.cue_spans or attribution.content_spans
    return (spans[0][0] if spans else 0, 1 if attribution.cue_spans else 0)


def _people(docs: Sequence[Doc], offsets: Sequence[int]) -> Iterator[_Person]:
    """Yield the people whom the blocks name in full, a name of two words or more, with the roles before or after it."""
    for doc, offset in zip(docs, offsets, strict=True):
        for first, last in _name_runs(doc):
            words = [token.text for token in doc[first:last]]
            roles = frozenset(token.lower_ for token in doc[max(0, first - 3) : last] if token.lower_ in ROLES)
            sex = next((COURTESY[token.lower_] for token in doc[max(0, first - 1) : last] if token.lower_ in COURTESY), None)
            yield _Person(_joined(doc, first, last), frozenset(word for word in words if word[0].isupper()), roles, sex, offset + doc[first].idx)


def _name_runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalized words that can be a person's name, without the titles before it."""
    start: int | None = None
    for token in [*doc, None]:
        inside = token is not None and _is_name_part(token, started=start is not None)
        if inside and start is None and token is not None:
            start = token.i
        elif not inside and start is not None:
            end = token.i if token is not None else len(doc)
            first = _past_titles(doc, start, end)
            if end - first >= 2:
                yield first, end
            start = None


def _is_name_part(token: Token, *, started: bool) -> bool:
    if token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.is_alpha:
        return True
    inner_hyphen = started and token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_
    return inner_hyphen or (started and bool(re.fullmatch(r"[A-Z]\.|Jr\.|Sr\.", token.text)))


def _past_titles(doc: Doc, start: int, end: int) -> int:
    """Return where the name begins: after the last word of the run that names an office."""
    titles = [i for i in range(start, end - 1) if doc[i].lower_ in ROLES or doc[i].lower_ in COURTESY]
    return titles[-1] + 1 if titles else start


def _joined(doc: Doc, first: int, last: int) -> str:
    return re.sub(r"\s+", " ", doc[first:last].text).strip()


def _resolve(
    attribution: Attribution, people: Sequence[_Person], last: str | None, docs: Sequence[Doc], offsets: Sequence[int]
) -> str | None:
    written = attribution.speaker
    if written is None:
        return None
    at = attribution.speaker_spans[0][0] if attribution.speaker_spans else 0
    lower = written.lower()
    if lower in RELATIVES:
        return _antecedent(at, docs, offsets) or written
    if lower in PERSON_PRONOUNS:
        return _named_before(at, people, last, PERSON_PRONOUNS[lower]) or written
    if lower in GROUP_PRONOUNS:
        return written
    core = _core(written)
    surname = core.split()[-1] if core else ""
    known = [person for person in people if surname and person.words and surname in person.words and _fits(core, person)]
    if known:
        return max(known, key=lambda person: (len(person.words), -person.start)).name
    role = _bare_role(written)
    if role is not None:
        holder = [person for person in people if role in person.roles and person.start < at]
        if holder:
            return holder[-1].name
    return core or written


def _fits(core: str, person: _Person) -> bool:
    """Return whether every word of a name occurs in a person's full name."""
    return all(word in person.words or word.lower() in ROLES | set(COURTESY) or word in TITLE_WORDS for word in core.split())


def _core(written: str) -> str:
    """Return the name inside a speaker's phrase ("Defence Minister Jane Roe, who …" is Jane Roe), else the phrase itself."""
    plain = re.sub(r"['’]s$|(?<=\w) s$", "", re.split(r",|\s\(|\s--\s|\s–\s", written)[0].strip())
    words = plain.replace("\u00a0", " ").split()
    titles = [i for i, word in enumerate(words[:-1]) if word.lower() in ROLES or word.lower() in COURTESY]
    if titles and all(word[:1].isupper() for word in words[titles[-1] + 1 :]):
        return " ".join(words[titles[-1] + 1 :])
    return " ".join(words[1:] if words[:1] and words[0] in {"The", "the"} and len(words) > 1 else words)


def _bare_role(written: str) -> str | None:
    """Return the role of a description without a name ("the minister", "the 68-year-old president"), or None."""
    words = written.split()
    if not words or words[0].lower() not in {"the", "a"}:
        return None
    last = words[-1].lower()
    return last if last in ROLES and not any(word[:1].isupper() for word in words[1:-1]) else None


def _named_before(at: int, people: Sequence[_Person], last: str | None, sex: str) -> str | None:
    """Return the last speaker where the pronoun may stand for them, else the last person named before it."""
    sexes = {person.name: person.sex for person in people if person.sex}
    before = [person.name for person in people if person.start < at]
    for name in [*([last] if last and any(person.name == last for person in people) else []), *reversed(before)]:
        if sexes.get(name, sex) == sex:
            return name
    return None


def _antecedent(at: int, docs: Sequence[Doc], offsets: Sequence[int]) -> str | None:
    """Return the noun phrase that a relative pronoun follows, or None."""
    for doc, offset in zip(docs, offsets, strict=True):
        if not offset <= at < offset + len(doc.text):
            continue
        token = next((each for each in doc if each.idx + offset == at), None)
        if token is None:
            return None
        end = token.i
        while end > 0 and doc[end - 1].is_punct:
            end -= 1
        start = end
        while start > 0 and doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
            start -= 1
        return _joined(doc, start, end) or None if end > start else None
    return None


def _free_quotations(found: Sequence[Attribution], docs: Sequence[Doc], offsets: Sequence[int]) -> Iterator[Attribution]:
    """Yield a quotation that fills a block and follows a block whose last words are a named speaker's quotation."""
    previous: Attribution | None = None
    for doc, offset in zip(docs, offsets, strict=True):
        end = offset + len(doc.text)
        inside = [each for each in found if offset <= _place(each)[0] < end]
        quotes = find_quotes(doc.text)
        if not inside and previous is not None and quotes and _fills(doc.text, quotes):
            start, stop = quotes[0][0] + offset, quotes[-1][1] + offset
            yield Attribution(
                speaker=previous.speaker, speaker_spans=previous.speaker_spans, cue="", cue_spans=(), content_spans=((start, stop),), stance="asserts"
            )
            continue
        if len(doc) > 3:
            previous = _closing_quotation(inside, doc, offset)


def _fills(text: str, quotes: Iterable[tuple[int, int]]) -> bool:
    spans = list(quotes)
    return not text[: spans[0][0]].strip() and not text[spans[-1][1] :].strip(" .")


def _closing_quotation(inside: Sequence[Attribution], doc: Doc, offset: int) -> Attribution | None:
    """Return the block's last attribution where what it reports is quoted, or None."""
    if not inside:
        return None
    last = inside[-1]
    quoted = any(doc.text[start - offset : start - offset + 1] in "\"'“‘" for start, _ in last.content_spans if start >= offset)
    return last if quoted and last.speaker is not None else None
