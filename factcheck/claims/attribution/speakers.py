"""Speakers as written become speakers by name: "Price", "he" and "the minister" become the person named before.

Works on one source: its attributions in text order, with the parses of its blocks. Spans stay where they are; only
the name changes. A pronoun or a title that fits nobody named before stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.strings import get_string_id
from spacy.tokens import Doc

from factcheck.claims.attribution.known import LINKS, MARKS, Person, joined, known_titles, people_named, titles_of
from factcheck.claims.parse.quotes import find_quotes
from factcheck.language.grammar import phrase_of
from factcheck.language.words import text_of, tokens_of
from factcheck.models import Attribution

__all__ = ["resolve_speakers"]

PERSON_PRONOUNS = {"he": "men", "she": "women", "his": "men", "her": "women"}
GROUP_PRONOUNS = frozenset({"they", "it", "their", "its"})
SUBJECT, PLURAL = get_string_id("nsubj"), frozenset({get_string_id("NNS"), get_string_id("NNPS")})
RELATIVES = frozenset({"who", "which", "that", "whom"})


def resolve_speakers(found: Sequence[Attribution], docs: Sequence[Doc], offsets: Sequence[int]) -> list[Attribution]:
    """Return the attributions of one source in text order, each speaker by the fullest name that the source gives.

    Quotations that fill a block right after a quotation by a named speaker are that speaker's, with the same cue
    (PolNeAR annotates them so).
    """
    ordered = sorted(_with_next_blocks(found, docs, offsets), key=_place)
    every = _with_free_quotations(ordered, docs, offsets)
    contents = [span for each in every for span in each.content_spans]
    people = [_outside(each, contents) for each in people_named(docs, offsets)]
    resolved: list[Attribution] = []
    last: str | None = None
    person: str | None = None
    known = {each.name for each in people}
    office: tuple[str, int] | None = None
    bodies = {_core(each.speaker) for each in every if each.speaker is not None and _is_body(each.speaker)}
    for attribution in every:
        single = (attribution.speaker or "").lower() in PERSON_PRONOUNS
        meant = _office_of(attribution, office, people, offsets) if single and office is not None else None
        among = [each for each in people if each.name not in bodies]
        name = meant or _resolve(attribution, among, person if single else last, docs, offsets)
        if name is not None and name.lower() not in {*PERSON_PRONOUNS, *GROUP_PRONOUNS, *RELATIVES}:
            last = name
            person = name if name in known else person
        if name is not None and attribution.speaker is not None and not single:
            held = _bare_role(attribution.speaker) is not None and name not in known
            office = (name, _place(attribution)[0]) if held else None
        resolved.append(msgspec.structs.replace(attribution, speaker=name))
    return resolved


def _is_body(written: str) -> bool:
    """Return whether a speaker is called a body before its name: "the rights group Open Cells"."""
    words = written.split()
    named = next((i for i in range(1, len(words)) if words[i][:1].isupper()), 0)
    if named == 0 or words[named].lower() in known_titles():
        return False
    return words[named - 1].islower() and words[named - 1].capitalize() in titles_of("groups")


def _office_of(
    attribution: Attribution, office: tuple[str, int], people: Sequence[Person], offsets: Sequence[int]
) -> str | None:
    """Return the office that spoke last in the same block, where nobody is named between it and a pronoun."""
    name, spoke = office
    at = attribution.speaker_spans[0][0] if attribution.speaker_spans else 0
    if any(spoke < offset <= at for offset in offsets) or any(spoke < person.start < at for person in people):
        return None
    return name


def _outside(person: Person, contents: Sequence[tuple[int, int]]) -> Person:
    """Return the person, as no subject of the text's own where the name stands in somebody's words."""
    told = person.leads and any(start <= person.start < end for start, end in contents)
    return msgspec.structs.replace(person, leads=False) if told else person


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = attribution.cue_spans or attribution.content_spans
    return (spans[0][0] if spans else 0, 1 if attribution.cue_spans else 0)


def _resolve(
    attribution: Attribution, people: Sequence[Person], last: str | None, docs: Sequence[Doc], offsets: Sequence[int]
) -> str | None:
    written = attribution.speaker
    if written is None:
        return None
    at = attribution.speaker_spans[0][0] if attribution.speaker_spans else 0
    lower = written.lower()
    if lower in RELATIVES:
        before = _antecedent(at, docs, offsets)
        return _by_name(before, at, people) if before is not None else written
    if lower in PERSON_PRONOUNS:
        block = max((offset for offset in offsets if offset <= at), default=0)
        return _named_before(at, people, last, PERSON_PRONOUNS[lower], block) or written
    if lower in GROUP_PRONOUNS:
        if last is not None and all(person.name != last for person in people):
            return last
        several = _plural_before(at, docs, offsets) if lower == "they" else None
        return (_core(several) if several else None) or written
    end = attribution.speaker_spans[-1][1] if attribution.speaker_spans else 0
    held = not titles_of("roles").isdisjoint(written.lower().split())
    cut_off = [person for person in people if held and person.start in {end + 1, end + 2}]
    return _fullest(cut_off[0].name, people) if cut_off else _by_name(written, at, people)


def _by_name(written: str, at: int, people: Sequence[Person]) -> str:
    """Return the fullest name of a speaker written by name or by role ("the minister"), else the words as written."""
    core = _core(written)
    known = [person for person in people if core and core.split()[-1] in person.words and _fits(core, person)]
    if known:
        by_last = [person for person in known if person.name.split()[-1] == core.split()[-1]]
        return _longest(by_last or [person for person in known if person.sure] or known)
    inside = [
        person
        for person in people
        if len(person.words) > 1
        and person.name in written
        and re.search(rf"{re.escape(person.name)}(?!\w|['’]|\ss\b)", written)
    ]
    if inside:
        return _fullest(_longest(inside), people)
    role = _bare_role(written)
    holders = [person for person in people if role in person.roles and person.start < at] if role is not None else []
    return _fullest(holders[-1].name, people) if holders else core or written


def _longest(people: Sequence[Person]) -> str:
    return max(people, key=lambda person: (len(person.words), -person.start)).name


def _fits(core: str, person: Person) -> bool:
    """Return whether every word of a name occurs in a person's full name."""
    return person.words.issuperset(core.split())


def _core(written: str) -> str:
    """Return the name inside a speaker's phrase ("Defence Minister Jane Roe, who …" is Jane Roe).

    Else the phrase itself.
    """
    parts = [part.strip() for part in re.split(r",|\s\(|\s--\s|\s–\s", written)]
    named = (
        len(parts) > 1
        and (not re.search(r"[A-Z]", parts[0][1:]) or not titles_of("roles").isdisjoint(parts[0].lower().split()[:3]))
        and re.fullmatch(r"(?:[A-Z][\w.'’-]* ?){2,4}", parts[1])
    )
    plain = parts[1] if named else parts[0]
    words = re.sub(r"['’]s$|(?<=\w) s$", "", plain).replace("\u00a0", " ").split()
    known = known_titles()
    after = next((i + 1 for i in range(len(words) - 2, -1, -1) if words[i].lower() in known), 0)
    if words[after : after + 1] == ["of"]:
        after += 1
        while after < len(words) - 1 and words[after] in titles_of("offices"):
            after += 1
    rest = words[after:]
    if (
        after
        and rest
        and all(word[:1].isupper() for word in rest)
        and rest[-1] not in titles_of("groups") | titles_of("offices")
    ):
        return " ".join(rest)
    tail = next((i + 1 for i in range(len(words) - 1, -1, -1) if not words[i][:1].isupper()), 0)
    if 0 < tail < len(words) and words[tail - 1].isalpha() and words[tail - 1] not in LINKS:
        return " ".join(words[tail:])  # "the rights group Open Cells"
    return " ".join(
        words[1:] if words[:1] and words[0] in {"The", "the", "A", "An", "a", "an"} and len(words) > 1 else words
    )


def _bare_role(written: str) -> str | None:
    """Return the role of a description without a name ("the minister", "the 68-year-old president"), or None."""
    words = written.split()
    if not words or words[0].lower() not in {"the", "a"}:
        return None
    last = words[-1].lower()
    return last if last in titles_of("roles") and not any(word[:1].isupper() for word in words[1:-1]) else None


def _named_before(at: int, people: Sequence[Person], last: str | None, sex: str, block: int) -> str | None:
    """Return whom a pronoun stands for: the subject before it in its block, the last speaker, or the last person named.

    Nobody by whose title or earlier pronoun the sex is another.
    """
    sexes = {person.name: person.sex for person in people if person.sex}
    sure = {person.name for person in people if person.sure}
    before = [person.name for person in people if person.start < at and person.name in sure]
    leading = [person.name for person in people if block <= person.start < at and person.leads]
    known = {person.name for person in people}
    for name in [*leading[-1:], *([last] if last in known else []), *reversed(before)]:
        if sexes.get(name, sex) == sex:
            return _fullest(name, people)
    return None


def _fullest(name: str, people: Sequence[Person]) -> str:
    """Return the longest name in the source that holds all words of a name."""
    known = [person for person in people if _fits(name, person)]
    return _longest(known) if known else name


def _plural_before(at: int, docs: Sequence[Doc], offsets: Sequence[int]) -> str | None:
    """Return the phrase of the last plural subject before a place in the same block or the one before, or None."""
    for doc, offset in sorted(zip(docs, offsets, strict=True), key=lambda pair: -pair[1]):
        if offset > at:
            continue
        rows = enumerate(doc.to_array(["DEP", "TAG"]).tolist())
        subjects = [doc[index] for index, (dep, tag) in rows if dep == SUBJECT and tag in PLURAL]
        before = [token for token in subjects if token.idx + offset < at]
        if before:
            first, last = phrase_of(before[-1])
            return joined(doc, first, last)
        if at - offset > _length(doc):
            return None
    return None


def _antecedent(at: int, docs: Sequence[Doc], offsets: Sequence[int]) -> str | None:
    """Return the noun phrase that a relative pronoun follows, or None."""
    for doc, offset in zip(docs, offsets, strict=True):
        if not offset <= at < offset + _length(doc):
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
        return joined(doc, start, end) or None if end > start else None
    return None


def _with_next_blocks(
    found: Iterable[Attribution], docs: Sequence[Doc], offsets: Sequence[int]
) -> Iterator[Attribution]:
    """Yield the attributions, those that a colon leaves open with the next block: its quotation, or all of it."""
    for attribution in found:
        if attribution.content_spans:
            yield attribution
            continue
        at = attribution.cue_spans[0][0]
        following = next((i for i, offset in enumerate(offsets) if offset > at and docs[i].text.strip()), None)
        if following is None:
            continue
        text, offset = docs[following].text, offsets[following]
        quotes = find_quotes(text)
        opening = len(text) - len(text.lstrip())
        quoted = bool(quotes) and quotes[0][0] == opening
        last = quotes[0][1] if quoted else len(text.rstrip())
        yield msgspec.structs.replace(attribution, content_spans=((opening + offset, last + offset),))


def _with_free_quotations(
    found: Sequence[Attribution], docs: Sequence[Doc], offsets: Sequence[int]
) -> list[Attribution]:
    """Return the attributions, the one whose quotation closes a block with the quotations that fill the next ones."""
    held = list(found)
    previous: int | None = None
    for doc, offset in zip(docs, offsets, strict=True):
        end = offset + _length(doc)
        inside = [i for i, each in enumerate(held) if offset <= _place(each)[0] < end]
        marked = (bool(inside) or previous is not None) and bool(tokens_of(doc, MARKS))
        text = text_of(doc) if marked else ""
        quotes = find_quotes(text) if not inside else []
        if previous is not None and quotes and _fills(text, quotes):
            further = (quotes[0][0] + offset, quotes[-1][1] + offset)
            spans = held[previous].content_spans
            if further[0] >= max(end for _, end in spans):
                held[previous] = msgspec.structs.replace(held[previous], content_spans=(*spans, further))
        elif len(doc) > 3:
            previous = _closing_quotation(inside, held, text, (offset, end - offset))
    return held


def _length(doc: Doc) -> int:
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


def _fills(text: str, quotes: Iterable[tuple[int, int]]) -> bool:
    spans = list(quotes)
    if text.lstrip()[:1] in "'‘":
        return False  # a heading between two parts of a text
    return not text[: spans[0][0]].strip() and not text[spans[-1][1] :].strip(" .")


def _closing_quotation(
    inside: Sequence[int], held: Sequence[Attribution], text: str, place: tuple[int, int]
) -> int | None:
    """Return which attribution is the block's last, where what it reports is quoted, or None.

    `place` is where the block begins and how long it is; `text` may be empty where it holds no marks.
    """
    offset, length = place
    if not inside:
        return None
    last = held[inside[-1]]
    starts = [start - offset for start, _ in last.content_spans if start >= offset]
    quoted = any(start >= length or text[start : start + 1] in MARKS for start in starts)
    return inside[-1] if quoted and last.speaker is not None else None
