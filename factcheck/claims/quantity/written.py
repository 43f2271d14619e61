"""Turn the tokens of a parse into the words that the number scanner reads: what is glued to a number is taken off.

"25k" becomes 25 thousand, "5kW" a 5 with a unit, "RM120" a 120 with a currency, "-0.8" a negative 0.8. The words keep
the tokens' indices.
"""

from __future__ import annotations

import re

import msgspec
from spacy.tokens import Doc, Token

from factcheck.language.docview import tokens_in, view_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list, word_map
from factcheck.units import Unit, find_currency, find_glued, find_unit

__all__ = ["Written", "written"]

_GLUED = re.compile(
    r"(?:now-|to-)?(?P<mark>[+\-−–~≈<>≤≥]|\+/-|minus-)?(?P<before>[^\W\d_]{0,4}[^\w\s.,+\-−–%#@&*/'\"(\[]?=?)"
    r"(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)(?P<after>[^\W\d_]{0,5}|[kcm]?m[23]|[%°º][CF]?)[.=]?"
)
# two ends in one token: "10%-15" and "%", "1bn-$2" and "bn"
_TWIN = re.compile(
    r"(?P<low>\d[\d,]*(?:\.\d+)?)(?P<after>[^\W\d_]{1,5}|%)?(?P<dash>[-–~])(?P<before>[^\w\s.,-]{0,2})(?P<high>\d[\d,]*(?:\.\d+)?)"
)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_SCALES: dict[str, str] = {**word_map("numerals", "suffixes"), **word_map("numerals", "glued")}
_SIGNS = frozenset("$£€")
_THOUSANDS = {"K": "thousand", "M": "million"}
MINUS = frozenset({"-", "−", "–"})
_CODE = re.compile(r"[A-Z]{3}(?=\d)")
_HEAT = word_list("quantity", "written.heat")
_REACH = word_list("quantity", "written.reach")


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a doc, and by token index what was glued to a number in the same token.

    `lows` has the lower end of a range that is one token with its upper one.
    """

    words: list[str]
    before: dict[int, Unit]
    after: dict[int, Unit]
    marks: dict[int, str]
    lows: dict[int, str]


def written(doc: Doc) -> Written:
    """Return the words of a doc as the scanner reads them, one a token."""
    out = Written(words=[*view_of(doc).texts], before={}, after={}, marks={}, lows={})
    for at, word in enumerate(list(out.words)):
        letters, lower = word.isalpha(), word.lower()
        if not letters and word[-1] != "-" and any(map(str.isdecimal, word)):
            _take_apart(doc[at], out)
        elif at and lower.removesuffix(".") in _SCALES and (scale := _scale_at(doc[at])) is not None:
            out.words[at] = scale
        elif word[-1] == "-" and len(word) > 1 and word[:-1].isalnum():
            out.words[at] = word[:-1]  # "four-, five- and six-cylinder"
        elif letters and len(word) > 5 and lower.endswith("fold"):
            unit = find_unit("fold")
            if unit is not None:
                out.words[at], out.after[at] = lower.removesuffix("fold"), unit
        elif len(word) == 4 and word.isupper() and word[0] in _THOUSANDS and at and doc[at - 1].like_num:
            unit = find_currency(word[1:])  # "30 MUSD", "5 KEUR"
            if unit is not None:
                out.words[at], out.after[at] = _THOUSANDS[word[0]], unit
    return out


def _take_apart(token: Token, out: Written) -> None:
    """Put the bare number of a token in its place, where what is glued to it is known; else leave the token whole."""
    twin = _TWIN.fullmatch(token.text)
    if twin is not None and (twin["after"] or twin["before"] or twin["dash"] == "~"):
        low_scale = _SCALES.get((twin["after"] or "").lower(), "")
        out.words[token.i], out.lows[token.i] = twin["high"], f"{twin['low']} {low_scale}".strip()
        return
    parts = _GLUED.fullmatch(token.text)
    if parts is None or _DIGITS.fullmatch(token.text):
        return
    ends = parts["mark"] in MINUS and token.i > 0 and out.words[token.i - 1].isdecimal()
    if ends:  # "75 -300mm": two ends, which the scanner would else take for one number with a space in it
        out.words[token.i - 1] = f"0{out.words[token.i - 1]}"
    sign, after = parts["before"], parts["after"]
    code = _with_sign(token, sign)
    before = find_currency(code) if sign else None
    if sign and (before is None or (len(code) == 1 and code.isalpha() and not _is_amount(parts))):
        return
    scale = _SCALES.get(after.lower()) if after and after != "t" else None
    unit = find_glued(after) if after and (scale is None or (after == "m" and before is None)) else None
    ordinal = after == "st" and parts["number"].endswith("1") and not parts["number"].endswith("11")
    if ordinal or (after and scale is None and unit is None) or _is_model(token, after):
        return
    out.words[token.i] = parts["number"] + (after if scale is not None and unit is None else "")
    if before is not None:
        out.before[token.i] = before
    if unit is not None:
        out.after[token.i] = unit
    if parts["mark"] and not ends:
        out.marks[token.i] = "-" if parts["mark"] == "minus-" else parts["mark"]


def _with_sign(token: Token, letters: str) -> str:
    """Return the letters before a number with the sign that they touch: "$US160", "$A25" say what "US$160" says."""
    before = token.nbor(-1) if token.i else None
    glued = before is not None and before.text in _SIGNS and not before.whitespace_ and letters.isalpha()
    return f"{letters}{before.text}" if glued and before is not None else letters


def _is_model(token: Token, letter: str) -> bool:
    """Whether a number with F or C names a thing: "a Boeing 777F", "the 13F filing"; "a 90F afternoon" tells a heat."""
    if letter not in {"F", "C"}:
        return False
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    named = before is not None and before.pos_ == "PROPN"
    return named or (after is not None and after.pos_ == "NOUN" and lemma_of(after) not in _HEAT)


def _is_amount(parts: re.Match[str]) -> bool:
    """Whether one letter before a number is a currency: the number is written as money is ("R2,500", not "R2")."""
    return "," in parts["number"] or parts["after"].lower() in _SCALES


# ------------------------------------------------------------------ multipliers of one letter
def _scale_at(token: Token) -> str | None:
    """Return the multiplier that letters behind a number stand for ("35m of its devices"), None for a unit."""
    letter = token.lower_.removesuffix(".")
    scale = _SCALES.get(letter)
    number = token.nbor(-1)
    if scale is None or not _DIGITS.fullmatch(_CODE.sub("", number.text.rpartition("-")[2]).lstrip("$£€")):
        return None
    if len(letter) > 1:
        return scale
    if number.whitespace_:
        if letter == "k" and "." in number.text and _next_lemma(token) not in _REACH:
            return scale  # "2.33 k"
        capital = token.text[0] in "KMBT"
        return scale if capital and (_is_money(number) or _counts_many(token)) else None
    if letter == "t":
        return scale if token.text[0] == "T" and _is_money(number) else None
    if token.lower_ == "k" and _next_lemma(token) in _REACH:
        return None
    if token.lower_ == "k" and token.text[0] == "K" and number.text in {"2", "4", "5", "8"} and not _is_money(number):
        return None  # "4K" names a resolution
    if letter == "m" and token.text[0] == "m":
        return scale if _is_money(number) or _counts_many(token) else None
    return scale


def _is_money(number: Token) -> bool:
    """Whether a currency stands before a number, or before the range that it ends."""
    code = _CODE.match(number.text)
    if number.text.lstrip("$£€") != number.text or "-$" in number.text or (code and find_currency(code[0])):
        return True
    if not number.i:
        return False
    before = number.nbor(-1)
    if before.text in {"-", "–", "to", "and", "or"} and before.i > 1:
        return _is_money(before.nbor(-1)) if before.nbor(-1).like_num else False
    return find_currency(before.text) is not None


def _next_lemma(token: Token) -> str:
    return lemma_of(token.nbor()) if token.i + 1 < len(token.doc) else ""


def _counts_many(token: Token) -> bool:
    """Whether many things are counted behind a letter: a plural noun with its modifiers, a unit, "of its …"."""
    doc, at = token.doc, token.i + 1
    if at >= len(doc) or _next_lemma(token) in _REACH:
        return False
    if doc[at].lower_ == "of":
        return at + 1 < len(doc) and doc[at + 1].pos_ in {"DET", "PRON"}
    if find_unit(doc[at].text) is not None:
        return True
    for word in tokens_in(doc, at, at + 6):
        if word.tag_ in {"NNS", "NNPS"} or word.lower_ == "people":
            return lemma_of(word) not in _REACH
        if word.pos_ not in {"ADJ", "NOUN", "PROPN", "CCONJ"} and word.tag_ not in {"VBN", "HYPH"}:
            return False
    return False
