"""Between what two ends a distance is told, and of which quake a magnitude: what such a number is about."""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.claims.measure.borne import noun_behind
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import sentence_of, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list

__all__ = ["ends_of", "quake_of"]

AFTERSHOCKS, FURTHER, QUAKES = (
    word_list("measure", f"dimensions.{name}") for name in ("aftershocks", "further", "quakes")
)
LYING = frozenset({"be", "lie", "locate", "situate", "sit"})
NO_PLACES = frozenset({"PERSON", "DATE", "TIME", "NORP", "MONEY"})
REACH, NEAR = 10, 6


def ends_of(found: Found) -> str | None:
    """Return what a distance is told from, and of what place: "Orla, six kilometres east of Tarnbeck".

    Of "six kilometres east of Tarnbeck" alone it is "from tarnbeck"; None where no end is named.
    """
    end = _from(found)
    start = _of(found) if end is not None and end != "there" else None
    return None if end is None else f"{start} from {end}" if start is not None else f"from {end}"


def _from(found: Found) -> str | None:
    """Return the place that a distance is told from: "six kilometres east of Tarnbeck" → tarnbeck."""
    doc, end = found.carrier.doc, sentence_of(found.carrier).end
    if found.end < end and doc[found.end].lower_ in {"away", "off", "apart"}:
        return "there"
    behind = list(tokens_in(doc, found.end, min(found.end + NEAR, end)))
    at = next((i for i, token in enumerate(behind) if token.lower_ in {"of", "from"}), None)
    if at is None or any(token.is_punct or token.pos_ == "VERB" for token in behind[:at]):
        return None
    name = []
    for token in behind[at + 1 :]:
        if token.pos_ != "PROPN" or not token.text[:1].isupper():
            break
        name.append(token.lower_)
    return " ".join(name) or None


def _of(found: Found) -> str | None:
    """Return the place of which a distance is told: the nearest name before it that no other verb parts from it."""
    doc, first = found.carrier.doc, sentence_of(found.carrier).start
    near = reversed(tokens_in(doc, max(first, found.start - REACH), found.start))
    last = next((token for token in near if _is_place(token) or _does_more(token)), None)
    if last is None or not _is_place(last):
        return None
    name = [last.lower_]
    for token in reversed(tokens_in(doc, first, last.i)):
        if not _is_place(token):
            break
        name.insert(0, token.lower_)
    return " ".join(name)


def _does_more(token: Token) -> bool:
    """Whether a verb says more than that something lies there."""
    return token.pos_ == "VERB" and lemma_of(token) not in LYING


def _is_place(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in NO_PLACES


def quake_of(found: Found) -> str | None:
    """Return which quake a magnitude is of: "a 6.3-magnitude tremor" → earthquake; aftershocks and others as called."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    behind = noun_behind(doc, found.end, sent.end)
    cues = FURTHER if behind is not None and lemma_of(behind) in QUAKES else FURTHER | AFTERSHOCKS
    if any(token.lower_ in cues for token in sent):
        return "aftershock"
    if (year := next(filter(_is_year, sent), None)) is not None:
        return f"{year.text} quake"
    if behind is None:
        return "earthquake"
    named = next((token for token in tokens_in(doc, found.end, behind.i) if token.pos_ == "PROPN"), None)
    about = named.lower_ if named is not None else lemma_of(behind)
    return "earthquake" if about in QUAKES else about


def _is_year(token: Token) -> bool:
    return token.is_digit and len(token) == len("1998")
