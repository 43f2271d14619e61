"""What a saved page states of itself: every layout that the tests build, and the single ways to tell a thing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factcheck import Source, SourceError, read
from factcheck.claims import stream_claims
from factcheck.models import Quantity
from tests.sources.pagelayouts import LAYOUTS, Made, make

BODY = "<p>About 2,500 sheep left the Varga plain on Friday morning, the shepherds’ guild said in a statement.</p>"


def page(
    head: str = "", top: str = "", body: str = BODY, *, title: str = "Sheep leave the plain", lang: str = "en"
) -> str:
    """Return a page with a headline."""
    front = f'<html lang="{lang}"><head>{head}<title>{title}</title></head>'
    return f"{front}<body><article><h1>{title}</h1>{top}{body}</article></body></html>"


def read_page(folder: Path, markup: str) -> Source:
    file = folder / "page.html"
    file.write_text(markup, encoding="utf-8")
    (source,) = read([file], strict=True)
    return source


def field(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.fixture(scope="module")
def layouts() -> list[Made]:
    return [make(number) for number in range(LAYOUTS)]


@pytest.mark.parametrize("number", range(LAYOUTS))
def test_layout(tmp_path: Path, layouts: list[Made], number: int):
    made = layouts[number]
    source = read_page(tmp_path, made.page)
    assert (source.title, source.publisher, source.author) == (made.title, made.publisher, made.author)
    if made.published:
        assert str(source.published) == made.published
    else:  # the day of an update alone is named as that
        assert source.published is None or any("update" in problem for problem in source.problems)
    aside = {source.text[one.start : one.end] for one in source.set_aside}
    lines = [line for line in source.text.split("\n") if line and line not in aside]
    assert not [line for line in lines if "partners" in line or "newsletter" in line or "Photo" in line]
    assert all(paragraph in source.text for paragraph in made.text.split("\n") if paragraph.endswith("."))


@pytest.mark.parametrize(
    ("head", "top", "day", "problem"),
    [
        (field("article:published_time", "2024-05-03T02:30:00Z"), "", "2024-05-03", "UTC alone"),
        (
            field("article:published_time", "2024-05-03T02:30:00Z") + field("og:url", "https://a.example/2024/05/02/b"),
            "",
            "2024-05-02",
            "",
        ),
        (
            field("article:published_time", "2024-05-02T20:30:00Z") + field("og:url", "https://norby.com.sg/b"),
            "",
            "2024-05-03",
            "",
        ),
        (
            field("article:published_time", "2024-05-02") + field("og:url", "https://a.example/2019/01/07/b"),
            "",
            "2024-05-02",
            "names two days",
        ),
        (field("article:modified_time", "2024-05-02"), "", "None", ""),
        ("", '<p class="date">02/05/2024</p>', "None", "can be read in two ways"),
        ('<meta name="date" content="1714651200">', "", "2024-05-02", ""),
        ("", '<aside><time datetime="2024-05-02">2 May 2024</time></aside>', "None", ""),
    ],
)
def test_day(tmp_path: Path, head: str, top: str, day: str, problem: str):
    source = read_page(tmp_path, page(head, top))
    assert str(source.published) == day
    assert [problem in each for each in source.problems] == ([True] if problem else [])


def test_day_in_the_page_s_own_language(tmp_path: Path):
    source = read_page(tmp_path, page(top="<p>Veröffentlicht am 2. Mai 2024</p>", lang="de"))
    assert source.published == dt.date(2024, 5, 2)


def test_times_language_address_and_their_places(tmp_path: Path):
    head = field("article:published_time", "2024-05-02T21:30:00-05:00") + field("article:modified_time", "2024-05-04")
    head += '<link rel="canonical" href="https://norby.example/sheep">'
    source = read_page(tmp_path, page(head, body=f"<p>VARGA (Reuters) - {BODY[3:]}"))
    told = (source.published_at, source.updated_at, source.language, source.url, source.dateline)
    assert told == ("2024-05-02T21:30-05:00", "2024-05-04", "en", "https://norby.example/sheep", "VARGA")
    assert source.found_in["published"] == "the page’s field article:published_time"
    assert source.found_in["title"] == "the page’s headline"
    assert source.found_in["dateline"] == "the text"


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("By Ida Falk and Jon Tessem", "Ida Falk, Jon Tessem"),
        ("Ida Falk, Staff Writer", "Ida Falk"),
        ("https://norby.example/ida", None),
        ("admin", None),
        ("Ida Falk (ida@norby.example)", "Ida Falk"),
        ("Reuters", "Reuters"),
        ("The Norby Post", None),
    ],
)
def test_author(tmp_path: Path, author: str, told: str | None):
    head = field("og:site_name", "The Norby Post") + f'<meta name="author" content="{author}">'
    assert read_page(tmp_path, page(head)).author == told


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (field("og:site_name", "Norby Post: the coast first"), "Norby Post"),
        (field("og:site_name", "https://www.norby.example"), "norby.example"),
        (field("og:url", "https://norby.example/a"), "norby.example"),
        ("", None),
    ],
)
def test_publisher(tmp_path: Path, head: str, told: str | None):
    assert read_page(tmp_path, page(head)).publisher == told


def test_damaged_linked_data_gives_its_pairs(tmp_path: Path):
    data = '<script type="application/ld+json">{"headline": "Sheep", "datePublished": "2024-05-02", </script>'
    assert read_page(tmp_path, page(data)).published == dt.date(2024, 5, 2)


def test_table_gives_claims(tmp_path: Path):
    rows = "<tr><th>Town</th><th>Killed</th><th>Injured</th></tr><tr><td>Ude</td><td>14</td><td>3</td></tr>"
    source = read_page(tmp_path, page(body=f"{BODY}<table>{rows}</table>{BODY.replace('Friday', 'Saturday')}"))
    assert "Ude: Killed 14, Injured 3" in source.text
    (reading,) = stream_claims([source])
    told = {c.measure: [int(each) for each in c.value.nominal] for c in reading.claims if isinstance(c.value, Quantity)}
    assert (told["deaths"], told["injured"]) == ([14], [3])


def test_entry_of_a_live_report_has_its_own_day(tmp_path: Path):
    def entry(day: int, text: str) -> str:
        time = f'<time datetime="2024-05-0{day}T09:00:00+02:00">0{day} May</time>'
        return f'<div class="live-entry">{time}<p>{text}, the harbour office said in a statement.</p></div>'

    head = field("article:published_time", "2024-05-01T08:00:00+02:00")
    later, first = entry(3, "At least 21 people were killed"), entry(1, "At least 14 people were killed")
    source = read_page(tmp_path, page(head, body=f'<div class="liveblog">{later}{first}</div>'))
    (reading,) = stream_claims([source])
    days = {int(c.value.nominal[0]): str(c.as_of) for c in reading.claims if isinstance(c.value, Quantity)}
    assert days == {21: "2024-05-03", 14: "2024-05-01"}


def test_consent_layer_instead_of_a_text_is_named(tmp_path: Path):
    notice = """<p>We and our 812 partners store cookies on your device.</p><p>You may withdraw your consent at any
    time.</p><p>Some vendors rely on legitimate interest.</p>"""
    with pytest.raises(SourceError, match="a notice about cookies and consent, not its text"):
        read_page(tmp_path, page(body=notice, title="Before you go on"))
