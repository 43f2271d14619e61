"""Where things stand in a page: beside the report, near its headline, in a field of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import Any

from factcheck.lexicon.boilerplate import words_of
from factcheck.lexicon.loader import pattern_of, word_list

__all__ = ["fields_of", "heading_text", "headline_of", "is_beside", "near_headline", "shown", "tokens_of"]

_ASIDE_TAGS = frozenset({"aside", "nav", "footer", "blockquote", "form"})
_BESIDE = re.compile(rf"(?:^|[\W_]){pattern_of(word_list('sources', 'stated.beside'))}", re.IGNORECASE)
_OWN_FOOT = re.compile(r"(?:entry|article|post|asset)[-_]+footer", re.IGNORECASE)
_HEADINGS = "//h1 | //*[@itemprop='headline']"
_LESSER = (
    "//h2 | //h3 | //*[contains(@class, 'title') or contains(@class, 'headline')][self::div or self::p or self::span]"
)
_ALIKE = 0.6
_BEFORE, _AFTER = 40, 60
_LONGEST = 160
_RUNNING = 250  # characters of a paragraph with which the report has begun


def shown(element: Any) -> str:
    """Return the text of an element with single spaces."""
    return " ".join((element.text_content() or "").split())


def tokens_of(element: Any) -> str:
    """Return the classes and the id of an element, as one text."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def is_beside(element: Any) -> bool:
    """Tell what belongs to a comment, a list of other stories, a quoted post or the page's frame."""
    for each in (element, *element.iterancestors()):
        if each.tag in {"body", "main", "article"}:
            return each.tag == "article" and _is_teaser(each)
        tokens = _OWN_FOOT.sub("", tokens_of(each))
        framed = each.tag in _ASIDE_TAGS and not (each.tag == "footer" and each.xpath("boolean(ancestor::article)"))
        if (framed or _BESIDE.search(tokens)) and not each.xpath("boolean(descendant-or-self::h1)"):
            return True
    return False


def _is_teaser(article: Any) -> bool:
    """Tell an article that is one of several, and not that of the headline."""
    alike = article.xpath("count(//article)")
    return alike > 2 and not article.xpath("boolean(.//h1)") and article.xpath("boolean(//article[.//h1])")


def fields_of(tree: Any) -> list[tuple[str, str]]:
    """Return the page's fields with what they say, each by its name in small letters."""
    found: list[tuple[str, str]] = []
    for field in tree.xpath("//meta[@content]"):
        content = " ".join((field.get("content") or "").split())
        names = {(field.get(key) or "").strip().casefold() for key in ("property", "name", "itemprop")} - {""}
        found += [(name, content) for name in sorted(names) if content]
    return found


def headline_of(tree: Any, titles: Sequence[str]) -> Any | None:
    """Return the element that is the report's headline: that whose words are most like those of a title.

    A first-rank heading goes before a lesser one. None where no heading is like a title.
    """
    wanted = [words for title in titles if (words := _folded_words(title))]
    for query in (_HEADINGS, _LESSER):
        best, most = None, 0.0
        for heading in tree.xpath(query)[:60]:
            words = _folded_words(heading_text(heading))
            share = max((2 * len(words & each) / (len(words) + len(each)) for each in wanted), default=0.0)
            if share < _ALIKE and len(words) > 2 and any(heading_text(heading) in title for title in titles):
                share = _ALIKE
            if words and share >= _ALIKE and share > most and not is_beside(heading):
                best, most = heading, share
        if best is not None:
            return best
    return None


def heading_text(heading: Any) -> str:
    """Return the text of a heading without a date that stands in it."""
    return " ".join("".join(heading.xpath(".//text()[not(ancestor::time)]")).split())


def _folded_words(text: str) -> set[str]:
    words = {word.casefold() for word in words_of(text)}
    return words if text.isascii() or len(words) > 2 else set(re.findall(r"\w", text.casefold()))


def _behind(headline: Any) -> Iterator[Any]:
    """Return the times in a headline, and what follows it in the page's order."""
    yield from headline.iterdescendants("time")
    for up in (headline, *headline.iterancestors()):
        for sibling in up.itersiblings():
            yield from sibling.iter()


def near_headline(headline: Any) -> Iterator[Any]:
    """Return the short elements that stand around a headline, those below it first."""
    after = []
    for each in islice(_behind(headline), 4 * _AFTER):
        if each.tag == "p" and len(shown(each)) > _RUNNING:
            break
        after += [each] if isinstance(each.tag, str) else []
    around = next(iter(headline.xpath("ancestor::*[6][not(self::body)] | ancestor::*[1]")), headline)
    before = list(takewhile(lambda each: each is not headline, around.iterdescendants()))[-_BEFORE:]
    for each in (*after[:_AFTER], *reversed(before)):
        if (
            isinstance(each.tag, str)
            and each.tag not in {"script", "style", "noscript"}
            and 0 < len(shown(each)) <= _LONGEST
        ):
            yield each
