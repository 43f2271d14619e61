"""A saved web page → its main text and the metadata that it states."""

from __future__ import annotations

import datetime as dt
import encodings.aliases
from pathlib import Path

import pytest

from factcheck import SourceError, read

META = '<meta property="article:published_time" content="2022-01-11T10:00:00Z">'
PAGE = """<html><head>{head}<title>Army leaves | Dunya News</title>
<meta property="og:site_name" content="Dunya News"></head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav><article><h1>Army leaves the city</h1>
<p>About 2,500 troops &amp; more left Almaty on Friday, the ministry of caf\u00e9s said.</p><script>alert("no")</script>
<p>Dozens died, it added, and many more were hurt in the clashes.</p></article>
<footer>Updated 3 May 2024</footer></body></html>"""


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "page.html"
    file.write_bytes(text.encode(encoding))
    return file


def test_main_text_in_paragraphs(tmp_path: Path):
    (source,) = read([write(tmp_path, PAGE.format(head=META))])
    assert "About 2,500 troops & more left Almaty on Friday, the ministry of cafés said.\nDozens died" in source.text
    assert not [word for word in ("alert", "World", "<p>", "Updated") if word in source.text]
    assert (source.publisher, source.published, source.path) == ("Dunya News", dt.date(2022, 1, 11), "page.html")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("", None),
        ('<script type="application/ld+json">{"datePublished": "2022-01-12T08:00"}</script>', dt.date(2022, 1, 12)),
        ('<meta name="date" content="yesterday">', None),
    ],
    ids=["footer_only", "linked_data", "not_a_day"],
)
def test_only_a_stated_day_counts(tmp_path: Path, head: str, day: dt.date | None):
    (source,) = read([write(tmp_path, PAGE.format(head=head))])
    assert source.published == day


def test_declared_encoding(tmp_path: Path):
    (source,) = read([write(tmp_path, PAGE.format(head='<meta charset="iso-8859-1">'), "latin-1")])
    assert "cafés" in source.text
    assert source.problems == ()


def every_codec() -> list[str]:
    return sorted({*encodings.aliases.aliases.values(), "undefined", "idna", "punycode", "x-none", "unicode_escape"})


@pytest.mark.parametrize("charset", every_codec())
def test_page_in_utf_8_is_read_whatever_it_declares(tmp_path: Path, charset: str):
    """Only the codecs of old platforms, into which the bytes fit, may show other letters; the plain ones are kept."""
    (source,) = read([write(tmp_path, PAGE.format(head=f'<meta charset="{charset}">'))], strict=True)
    assert "troops & more left Almaty on Friday, the ministry of caf" in source.text


@pytest.mark.parametrize(
    "charset", ["undefined", "idna", "utf-16", "utf-32", "cp037", "hex", "rot13", "utf-7", "x-none"]
)
def test_declaration_that_cannot_be_true_is_passed_over(tmp_path: Path, charset: str):
    (source,) = read([write(tmp_path, PAGE.format(head=f'<meta charset="{charset}">'))])
    assert "cafés" in source.text


def test_page_of_too_many_elements_is_named(tmp_path: Path):
    page = PAGE.format(head="") + "<i></i>" * 60_000
    with pytest.raises(
        SourceError, match=r"^page\.html: the page has 60,0\d\d elements, more than 60,000; save its text"
    ):
        read([write(tmp_path, page)], strict=True)


@pytest.mark.parametrize("page", ["<html></html>", "<p></p>", "<!-- " + "x" * 99 + " -->"])
def test_page_without_text(tmp_path: Path, page: str):
    with pytest.raises(SourceError, match=r"page\.html: "):
        read([write(tmp_path, page)], strict=True)


BODY = (
    "<p>About 2,500 troops left the city of Almaty on Friday morning, the ministry of defence said in a statement.</p>"
)


def page(body: str, head: str = "") -> str:
    title = "<title>Army leaves</title>"
    return f"<html><head>{head}{title}</head><body><article><h1>Army leaves</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("marked", "kept", "gone"),
    [
        ("It left <del>14</del> <ins>41</ins> posts behind it.", "41 posts", "14"),
        ("It left <s>14</s> 41 posts behind it.", "41 posts", "14"),
        ("It left 41<sup>3</sup> posts behind it.", "41 posts", "413"),
        ("It left 41<sup>[3]</sup> posts behind it.", "41 posts", "[3]"),
        ("It covers 41 km<sup>2</sup> of the plain.", "41 km²", "km2"),
        ("It covers 10<sup>6</sup> metres of the plain.", "10^6 metres", "106"),
    ],
)
def test_struck_and_raised_text(tmp_path: Path, marked: str, kept: str, gone: str):
    (source,) = read([write(tmp_path, page(f"{BODY}<p>{marked}</p>{BODY}"))])
    assert kept in source.text
    assert gone not in source.text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="DC.date" content="2022-01-12">', dt.date(2022, 1, 12)),
        ('<meta name="publish-date" content="20220112T0800">', dt.date(2022, 1, 12)),
        ('<link rel="canonical" href="https://dunya.example/2022/01/12/army-leaves">', dt.date(2022, 1, 12)),
        ('<meta name="date" content="1641974400000"><meta name="dc.date" content="2022-01-12">', dt.date(2022, 1, 12)),
        ('<meta name="copyright" content="2022-01-12">', None),
    ],
)
def test_day_in_further_places(tmp_path: Path, head: str, day: dt.date | None):
    (source,) = read([write(tmp_path, page(BODY, head))])
    assert source.published == day


def test_day_of_a_time_element(tmp_path: Path):
    shown = '<time class="entry-date published" datetime="2022-01-12T08:00:00+00:00">January 12</time>'
    (source,) = read([write(tmp_path, page(shown + BODY))])
    assert source.published == dt.date(2022, 1, 12)


def test_sentences_in_a_cell_are_kept(tmp_path: Path):
    table = "<table><tr><td>North</td><td><ul><li>The army left 41 posts in the north.</li></ul></td></tr></table>"
    (source,) = read([write(tmp_path, page(BODY + table + BODY))])
    assert "41 posts" in source.text


def test_damaged_letters_and_teasers_are_named(tmp_path: Path):
    damaged = BODY.replace("About", "â€œAbout")
    (source,) = read([write(tmp_path, page(damaged))])
    assert any("damaged" in each for each in source.problems)
    cards = "".join(
        f'<a href="/{n}"><h3>Story number {n} of the day</h3></a><p>A line on it here.</p>' for n in range(4)
    )
    (source,) = read([write(tmp_path, page(cards))])
    assert any("teasers" in each for each in source.problems)
