"""Registered functions that the training configs name: the tokenizer's rules and the augmenter.

Only training needs this module. The tokenizer's rules are written into the trained pipeline, which then loads with
spaCy alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeGuard

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.training import Example, iob_to_biluo
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# Universal Dependencies keeps a hyphenated prefix on its word ("e-mail", "re-elected") and splits other compounds
# ("oil-rich"); https://universaldependencies.org/en/index.html#tokenization
BOUND_PREFIXES = (
    "anti|bi|co|counter|de|e|ex|extra|hyper|inter|intra|mega|micro|mid|mini|mono|multi|neo|non|pan|poly|post|pre|pro|pseudo|"
    "quasi|re|semi|sub|super|trans|tri|ultra|un|uni|wi"
)
RUNS = r"(?:[!?]{2,}|\*{2,}|={2,}|_{2,}|#{2,}|~{2,}|<{2,}|>{2,}|-{2,})"
MAGNITUDES = "bn|mn|tn|m|k|am|pm|AM|PM|a\\.m\\.|p\\.m\\."
ABBREVIATIONS = (
    "etc.",
    "Ft.",
    "al.",
    "ca.",
    "Ont.",
    "Sat.",
    "Mt.",
    "Sen.",
    "Rep.",
    "Gov.",
    "Gen.",
    "Col.",
    "Sgt.",
    "Lt.",
    "Maj.",
    "Capt.",
)


def _is_letter_hyphen(infix: str | re.Pattern[str]) -> TypeGuard[str]:
    return isinstance(infix, str) and "(?:-|–|—|--|---|——|~)" in infix


@registry.callbacks("factcheck.tokenizer_rules.v1")  # type: ignore[untyped-decorator]  # the registry's decorator has no types
def make_tokenizer_rules() -> Callable[[Language], Language]:
    """Bring spaCy's English tokenizer closer to the treebanks' words."""

    def apply(nlp: Language) -> Language:
        tokenizer: Any = nlp.tokenizer
        defaults = nlp.Defaults
        bound = "".join(rf"(?<!\b{prefix})(?<!\b{prefix.capitalize()})" for prefix in BOUND_PREFIXES.split("|"))
        infixes = [bound + infix if _is_letter_hyphen(infix) else infix for infix in defaults.infixes or ()]
        infixes += [r"(?<=[0-9])[–—-](?=[$£€]?[0-9])", r"(?<=[0-9][–—-])[$£€](?=[0-9])", r"(?<=[A-Z])-(?=[0-9])"]
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        tokenizer.prefix_search = compile_prefix_regex([RUNS, *(defaults.prefixes or ())]).search
        suffixes = [RUNS, *(defaults.suffixes or ())]
        suffixes.append(rf"(?<=[0-9])(?:{MAGNITUDES})")
        tokenizer.suffix_search = compile_suffix_regex(suffixes).search
        # telephone numbers and dates in figures stay whole
        tokenizer.token_match = re.compile(
            r"^(?:\(?\d{3}\)?[-.])?\d{3}[-.]\d{4}$|^\d{4}-\d{2}-\d{2}$|^[*=_#~-]{4,}$"
        ).match
        tokenizer.add_special_case("and/or", [{ORTH: "and"}, {ORTH: "/"}, {ORTH: "or"}])
        for abbreviation in ABBREVIATIONS:
            tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])
        return nlp

    return apply


Words = list[str]


def _plain(doc: Any) -> dict[str, Any]:
    return {
        "words": [token.text for token in doc],
        "spaces": [bool(token.whitespace_) for token in doc],
        "tags": [token.tag_ for token in doc],
        "pos": [token.pos_ for token in doc],
        "morphs": [str(token.morph) for token in doc],
        "lemmas": [token.lemma_ for token in doc],
        "heads": [token.head.i for token in doc],
        "deps": [token.dep_ for token in doc],
        "sent_starts": [1 if token.is_sent_start else -1 for token in doc],
        "entities": [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc],
    }


def _annotated(doc: Any) -> tuple[bool, bool]:
    return doc.has_annotation("DEP"), doc.has_annotation("ENT_IOB")


def _example(nlp: Language, rows: dict[str, Any], *, parsed: bool, entities: bool) -> Example:
    text = "".join(w + (" " if s else "") for w, s in zip(rows["words"], rows["spaces"], strict=True))
    keys = ["words", "spaces"]
    if parsed:
        keys += ["tags", "pos", "morphs", "lemmas", "heads", "deps", "sent_starts"]
    if entities:
        keys.append("entities")
        rows = {**rows, "entities": iob_to_biluo(rows["entities"])}
    return Example.from_dict(nlp.make_doc(text), {key: rows[key] for key in keys})


def _upper(rows: dict[str, Any], rng: random.Random) -> None:
    rows["words"] = [word.upper() if len(word.upper()) == len(word) else word for word in rows["words"]]


def _lower(rows: dict[str, Any], rng: random.Random) -> None:
    rows["words"] = [word.lower() for word in rows["words"]]


def _title(rows: dict[str, Any], rng: random.Random) -> None:
    rows["words"] = [word[:1].upper() + word[1:] if word[:1].isalpha() else word for word in rows["words"]]


def _upper_opening(rows: dict[str, Any], rng: random.Random) -> None:
    """All-capitals up to the first sentence end or a dateline's few words."""
    ends = [i for i, start in enumerate(rows["sent_starts"]) if start == 1 and i]
    stop = ends[0] if ends else min(len(rows["words"]), 6)
    rows["words"] = [
        word.upper() if i < stop and len(word.upper()) == len(word) else word for i, word in enumerate(rows["words"])
    ]


def _curly(rows: dict[str, Any], rng: random.Random) -> None:
    opened = False
    out = []
    for word in rows["words"]:
        if word in {'"', "``", "''"}:
            opened = not opened
            out.append("“" if opened else "”")
        else:
            out.append(word.replace("'", "’"))
    rows["words"] = out


def _straight(rows: dict[str, Any], rng: random.Random) -> None:
    table = str.maketrans("“”‘’", "\"\"''")
    rows["words"] = [word.translate(table) for word in rows["words"]]


def _lost_apostrophe(rows: dict[str, Any], rng: random.Random) -> None:
    """ "Kazakhstan's" as "Kazakhstan s", "we'll" as "we ll", "don't" as "don t": an encoding error of news sites."""
    words, spaces = rows["words"], rows["spaces"]
    for i, word in enumerate(words):
        if not i or spaces[i - 1]:
            continue
        if re.fullmatch(r"['’](?:s|ll|re|ve|m|d)", word, re.IGNORECASE):
            words[i], spaces[i - 1] = word[1:], True
        elif re.fullmatch(r"n['’]t", word, re.IGNORECASE):
            words[i - 1], words[i], spaces[i - 1] = words[i - 1] + word[0], word[2:], True


def _no_final_stop(rows: dict[str, Any], rng: random.Random) -> None:
    """Headlines end without a full stop: drop it, where nothing hangs on it."""
    last = len(rows["words"]) - 1
    if (
        last > 2
        and rows["words"][last] in {".", "!"}
        and last not in [h for i, h in enumerate(rows["heads"]) if i != last]
    ):
        for key in rows:
            rows[key] = rows[key][:-1]


def _headline(rows: dict[str, Any], rng: random.Random) -> None:
    """A headline runs into the text: drop the full stop of the first sentence, where nothing hangs on it."""
    starts = [i for i, start in enumerate(rows["sent_starts"]) if start == 1 and i]
    last = (starts[0] if starts else 0) - 1
    if (
        last < 3
        or rows["words"][last] not in {".", "!"}
        or last in (h for i, h in enumerate(rows["heads"]) if i != last)
    ):
        return
    for key in rows:
        rows[key] = [*rows[key][:last], *rows[key][last + 1 :]]
    rows["heads"] = [head - (head > last) for head in rows["heads"]]
    rows["spaces"][last - 1] = True


def _break_lines(rows: dict[str, Any], rng: random.Random) -> None:
    """Put line breaks between sentences and no-break or doubled spaces between words."""
    out: dict[str, list[Any]] = {key: [] for key in rows}
    place: list[int] = []
    many = rng.random() < 0.5
    for i in range(len(rows["words"])):
        place.append(len(out["words"]))
        for key in rows:
            out[key].append(rows[key][i])
        if i + 1 == len(rows["words"]) or not rows["spaces"][i]:
            continue
        between = rows["sent_starts"][i + 1] == 1
        inside = rows["entities"][i + 1].startswith("I-")
        if between and many:
            gap = rng.choice(["\n\n", "\n", "\n\n\n", " \n", "\n \n"])
        elif not inside and rng.random() < 0.02:
            gap = rng.choice(["\xa0", " ", "\n", "\xa0"])
        else:
            continue
        out["spaces"][-1] = gap == " "
        shown = gap.strip(" ") or " "
        filler = {
            "words": shown,
            "spaces": False,
            "tags": "_SP",
            "pos": "SPACE",
            "morphs": "",
            "lemmas": shown,
            "heads": i,
            "deps": "dep",
            "sent_starts": -1,
            "entities": "O",
        }
        for key, value in filler.items():
            out[key].append(value)
    out["heads"] = [place[head] for head in out["heads"]]
    rows.update(out)


STEPS: list[tuple[float, Callable[[dict[str, Any], random.Random], None]]] = [
    (0.04, _upper),
    (0.03, _lower),
    (0.03, _title),
    (0.03, _upper_opening),
    (0.30, _curly),
    (0.30, _straight),
    (0.05, _lost_apostrophe),
    (0.08, _no_final_stop),
    (0.15, _headline),
    (0.12, _break_lines),
]


@registry.augmenters("factcheck.news_as_found.v1")  # type: ignore[untyped-decorator]  # the registry's decorator has no types
def make_augmenter(seed: int = 7) -> Callable[[Language, Example], Iterator[Example]]:
    """Return an augmenter that gives each example once, at times roughened as copy on the web is."""
    rng = random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        chosen = [step for share, step in STEPS if rng.random() < share]
        if not chosen:
            yield example
            return
        parsed, entities = _annotated(example.reference)
        rows = _plain(example.reference)
        for step in chosen:
            step(rows, rng)
        yield _example(nlp, rows, parsed=parsed, entities=entities)

    return augment
