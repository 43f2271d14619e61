"""The common stretches of reports of their own → passages, and the claims that stand in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from factcheck.models import Claim, Confidence, CopiedPassage, Origin, Reading, Source
from factcheck.stories.copies.alike import Shared, Stretch
from factcheck.stories.copies.lineage import age_of
from factcheck.stories.copies.telling import Worded, numbers_in

__all__ = ["find_passages", "with_origins"]

_ROW, _PLAIN, _COMMON, _SHORTER_ROW = 9, 7, 18, 7  # by which a stretch alone shows that it was copied
_ALONG, _ALONG_ROW = 10, 7  # words, or words in a row, of another stretch of the same two texts
_SURE = 20
_MARGIN = 60  # characters around a passage in which its numbers may stand
_IN = 0.5  # of a claim's sentence, of a passage

Taken = tuple[CopiedPassage, str]  # with the id of its origin


def find_passages(shared: Shared, texts: Sequence[Worded]) -> tuple[CopiedPassage, ...]:
    """Return what the younger of two reports has from the older; nothing where it may be chance.

    Reports of one event come upon the same few words by themselves, and hardly upon nine telling ones in a row.
    """
    if not any(_is_telling(one) for one in shared.stretches):
        return ()
    left, right = (texts[end] for end in shared.ends)
    turned = age_of(left.source) > age_of(right.source)
    found = [one for one in shared.stretches if one.common >= _ALONG or one.row >= _ALONG_ROW]
    return tuple(
        _passage(one.left, one.right, left, right, one.row)
        if turned
        else _passage(one.right, one.left, right, left, one.row)
        for one in found
    )


def _is_telling(one: Stretch) -> bool:
    return one.plain >= _PLAIN and (one.row >= _ROW or (one.common >= _COMMON and one.row >= _SHORTER_ROW))


def _passage(ours: tuple[int, int], theirs: tuple[int, int], text: Worded, older: Worded, row: int) -> CopiedPassage:
    confidence: Confidence = "high" if row >= _SURE else "medium"
    return CopiedPassage(
        source_id=text.source.id,
        start=text.words[ours[0]].start,
        end=text.words[ours[1]].end,
        of=older.source.id,
        of_start=older.words[theirs[0]].start,
        of_end=older.words[theirs[1]].end,
        row=row,
        confidence=confidence,
    )


def with_origins(readings: Iterable[Reading], sources: Iterable[Source], origins: Iterable[Origin]) -> list[Reading]:
    """Return the readings, each claim in a passage of another report with that one's origin."""
    by_id = {source.id: source for source in sources}
    taken: dict[str, list[Taken]] = {}
    for origin in origins:
        for passage in origin.passages:
            taken.setdefault(passage.source_id, []).append((passage, origin.id))
    for passages in taken.values():
        passages.sort(key=lambda one: age_of(by_id[one[0].of]))
    roots = {id_: [(passage, _root(passage, origin, taken)) for passage, origin in taken[id_]] for id_ in taken}
    texts = {id_: source.text for id_, source in by_id.items()}
    return [
        msgspec.structs.replace(
            reading, claims=tuple(_with_origin(claim, roots[reading.source_id], texts) for claim in reading.claims)
        )
        if reading.source_id in roots
        else reading
        for reading in readings
    ]


def _root(passage: CopiedPassage, origin: str, taken: Mapping[str, Sequence[Taken]]) -> str:
    """Return the origin of a passage: where the older report has it from a third, that one's."""
    seen = {passage.source_id}
    while passage.of not in seen:
        seen.add(passage.of)
        length = passage.of_end - passage.of_start
        further = (
            one
            for one in taken.get(passage.of, ())
            if min(one[0].end, passage.of_end) - max(one[0].start, passage.of_start) > _IN * length
        )
        older = next(further, None)
        if older is None:
            break
        passage, origin = older
    return origin


def _with_origin(claim: Claim, passages: Iterable[Taken], texts: Mapping[str, str]) -> Claim:
    found = next(_origins_of(claim, passages, texts), None)
    return claim if found is None else msgspec.structs.replace(claim, origin_id=found)


def _origins_of(claim: Claim, passages: Iterable[Taken], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the origins of the passages in which a claim stands; a number that the copy changed is its own."""
    span, sentence = claim.span, claim.sentence
    for passage, origin in passages:
        common = min(sentence.end, passage.end) - max(sentence.start, passage.start)
        inside = passage.start <= span.start and span.end <= passage.end
        if not inside and (span.end <= passage.start or common < _IN * (sentence.end - sentence.start)):
            continue
        told = texts.get(passage.of, "")[max(0, passage.of_start - _MARGIN) : passage.of_end + _MARGIN]
        if numbers_in(span.quote) <= numbers_in(told):
            yield origin
