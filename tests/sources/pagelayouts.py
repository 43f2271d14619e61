"""Web pages in the layouts that outlets use, made from invented reports: what each says and its text are known."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import NamedTuple

__all__ = ["LAYOUTS", "Made", "build_layouts", "make"]

LAYOUTS = 84


class Story(NamedTuple):
    """An invented report: its title, outlet, host, author and paragraphs."""

    title: str
    outlet: str
    host: str
    author: str
    paragraphs: tuple[str, ...]


class Made(NamedTuple):
    """A page, what it says of itself ("" where it does not) and its text."""

    page: str
    title: str
    publisher: str
    author: str
    published: str
    text: str


STORIES = (
    Story("Barge breaks loose above Ostrava weir", "The Norby Post", "norbypost.example", "Ida Falk",
          ("A barge with nine crew broke loose above the weir on Thursday evening and drifted for six miles.",
           "Two of the crew jumped and swam ashore, the harbour office said, and seven stayed aboard until tugs came.",
           "The river stood four metres above its usual mark after a week of rain in the hills.",
           "“We heard the chain go and then nothing,” said the lock keeper, Olaf Brandt.")),
    Story("Ovens at bread plant fail for third day", "Lindal Herald", "lindalherald.example", "Marta Quist",
          ("Ovens at the Lindal bread plant failed for a third day on Thursday, and 140 bakers were sent home.",
           "The plant makes 60,000 loaves a night for shops in five counties, its manager told the council.",
           "Shops in the old town had sold out by nine in the morning, and some set a limit of two loaves.",
           "Engineers expect parts from the makers on Saturday.")),
    Story("Glacier lake drains overnight into Varga valley", "Radio Varga", "radiovarga.example", "Jon Tessem",
          ("A lake behind the Hvit glacier drained overnight, and water reached the valley road by five.",
           "Rescuers took 31 campers off the meadow by boat, the valley police said on Thursday.",
           "No one was hurt, but 12 cars and a footbridge were carried off.",
           "The lake has drained in 11 of the past 30 years, said a geologist at the valley museum.")),
    Story("Council votes to shut Kettle Lane market", "Ambry Courier", "ambrycourier.example", "Ruth Adeyemi",
          ("Councillors voted 17 to 12 on Thursday to shut the Kettle Lane market after 90 years.",
           "The site will hold 220 flats, a third of them let below the usual rent, the council said.",
           "About 75 traders must leave by the end of June, and their guild has promised to go to court.",
           "“They gave us five minutes to speak,” said the guild’s head, Peter Amos.")),
    Story("Ferry runs aground in fog off Tolsta point", "Island Times", "islandtimes.example", "Neil Corrie",
          ("A ferry with 212 passengers ran aground in fog off Tolsta point on Thursday.",
           "Lifeboats from three harbours took off 180 of them before the tide floated the ship again.",
           "Six people were treated for bruises and one for a broken wrist, the coast guard said.",
           "The line has cancelled sailings until divers have looked at the hull.")),
    Story("School roof gives way under wet snow", "Highland Wire", "highlandwire.example", "Sara Bloom",
          ("The roof of a school gym gave way under wet snow on Thursday, an hour after lessons had ended.",
           "Nobody was inside, but a caretaker was cut by glass and taken to hospital.",
           "The snow weighed 180 kilograms on every square metre, the fire service said.",
           "Pupils will be taught in the town hall until Easter.")),
    Story("Pipeline leak turns Sorrel creek orange", "Prairie Ledger", "prairieledger.example", "Dan Okafor",
          ("A pipeline leaked 40,000 litres of brine into Sorrel creek on Thursday and turned it orange.",
           "The company shut the line within 50 minutes of the first call, its spokeswoman said.",
           "Farmers downstream were told to keep 900 cattle off the water for four days.",
           "The creek feeds the reservoir of Sorrel, a town of 8,000.")),
)  # fmt: skip


def meta(name: str, content: str, key: str = "property") -> str:
    """Return a field of the head."""
    return f'<meta {key}="{name}" content="{escape(content)}">'


def linked(data: object) -> str:
    """Return a script of linked data."""
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


# ------------------------------------------------------------------ the outlet and the title
def open_graph(story: Story) -> str:
    """An outlet's name in its own field, the title in two."""
    names = meta("og:site_name", story.outlet) + meta("og:title", story.title)
    return f"<title>{escape(story.title)} | {escape(story.outlet)}</title>{names}"


def by_data(story: Story) -> str:
    """Everything in linked data, and a title with a section."""
    data = {
        "@type": "NewsArticle",
        "headline": story.title,
        "publisher": {"@type": "Organization", "name": story.outlet},
        "author": {"@type": "Person", "name": story.author},
    }
    return f"<title>{escape(story.title)} - Region - {escape(story.outlet)}</title>{linked(data)}"


def by_title(story: Story) -> str:
    """The outlet at the end of the title alone."""
    return f"<title>{escape(story.title)} – {escape(story.outlet)}</title>"


def slogan(story: Story) -> str:
    """An outlet's field that holds its slogan too."""
    named = meta("og:site_name", f"{story.outlet} | All that moves the coast, day and night")
    return f"<title>{escape(story.title)}</title>{named}{meta('og:title', f'{story.title} | {story.outlet}')}"


def run_together(story: Story) -> str:
    """A host's name in the outlet's field, and the outlet at the end of the title."""
    named = meta("og:site_name", story.host) + meta("og:title", story.title)
    return f"<title>{escape(story.title)} | {escape(story.outlet)}</title>{named}"


def section(story: Story) -> str:
    """A section in the outlet's field, and the outlet in linked data within a graph."""
    graph = [
        {"@type": "WebSite", "name": story.outlet, "publisher": {"name": story.outlet}},
        {"@type": ["NewsArticle"], "headline": story.title, "publisher": {"name": story.outlet}},
        {"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}]},
    ]
    return f"<title>{escape(story.title)}</title>{meta('og:site_name', 'Region')}{linked({'@graph': graph})}"


def teasers(story: Story) -> str:
    """Linked data of other stories before the report's own."""
    others = [{"@type": "NewsArticle", "headline": f"Choir number {n} sings in Ude", "datePublished": f"2023-0{n}-01",
               "author": "Ann Other"} for n in range(1, 5)]  # fmt: skip
    own = {"@type": "Article", "headline": story.title, "publisher": [{"name": story.outlet}], "author": [story.author]}
    return f"<title>{story.outlet}: {escape(story.title)}</title>{linked(others)}{linked(own)}"


HEADS: tuple[Callable[[Story], str], ...] = (open_graph, by_data, by_title, slogan, run_together, section, teasers)


# ------------------------------------------------------------------ the day
class Dated(NamedTuple):
    """A way to tell a day: in the head, at the headline, in the address, and the day that it tells ("" for none)."""

    head: str = ""
    line: str = ""
    path: str = "/region/story-4711"
    day: str = "2024-05-02"


DATES = (
    Dated(meta("article:published_time", "2024-05-02T21:30:00-05:00")),
    Dated(meta("article:published_time", "2024-05-03T02:30:00Z"), path="/2024/05/02/story"),
    Dated(meta("article:published_time", "2024-05-03T02:30:00+00:00"), '<p class="date">May 2, 2024 at 9:30 pm</p>'),
    Dated(linked({"@type": "WebPage", "datePublished": "20240502T213000-0500", "dateModified": "20240504T080000Z"})),
    Dated(line='<time datetime="2024-05-02T21:30">Thursday</time>'),
    Dated(line='<div class="meta"><span>By the newsroom</span> <span class="posted">2 May 2024</span></div>'),
    Dated(meta("DC.date", "2024-05-02", "name")),
    Dated(meta("date", "soon", "name") + meta("dcterms.date", "2024-05-02T09:00", "name")),
    Dated(meta("pubdate", "1714651200000", "name")),
    Dated(path="/news/2024/may/02/story"),
    Dated(path="/news/20240502/story.html"),
    Dated(line="<p>Published: Thursday, 2 May 2024 | 21:30</p><p>Updated: 4 May 2024</p>"),
    Dated(line='<span itemprop="datePublished" content="2024-05-02">two days ago</span>'),
    Dated(meta("last-modified", "2024-05-09", "name") + "<!-- saved on 2024-06-01 -->", day=""),
    Dated(line='<p class="stamp">Updated 4 May 2024</p>', day=""),
    Dated(meta("parsely-pub-date", "2024-05-02T10:00:00Z", "name") + meta("og:updated_time", "2024-05-06T10:00:00Z")),
    Dated(meta("article:published_time", "Thu May 02 15:28:56 CET 2024")),
)  # fmt: skip


# ------------------------------------------------------------------ the body
MENU = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/r">Region</a></li><li><a href="/s">Sport</a></li></ul></nav>'
)
FOOT = "<footer><p>© 2025 All rights reserved.</p><p>Imprint and contact</p></footer>"
RELATED = """<aside class="related"><h3>Read more</h3><ul><li><a href="/1">Mayor of Ude opens bridge for 5,000</a></li>
<li><a href="/2">Fire at mill leaves 3 dead</a></li><li><a href="/3">Rain to last until Sunday</a></li></ul></aside>"""
COMMENTS = """<section id="comments" class="comments"><h3>2 comments</h3><div class="comment"><p>I counted 500 of them,
whatever you say. <time datetime="2024-05-05">5 May 2024</time></p></div></section>"""


class Body(NamedTuple):
    """A page's body and the text in it that belongs to the report."""

    markup: str
    text: str


def plain(story: Story, line: str) -> Body:
    """An article with paragraphs."""
    inner = "".join(f"<p>{escape(each)}</p>" for each in story.paragraphs)
    article = f"<article><header><h1>{escape(story.title)}</h1>{line}</header>{inner}</article>"
    return Body(f"{MENU}<main>{article}{RELATED}</main>{FOOT}", "\n".join(story.paragraphs))


def divisions(story: Story, line: str) -> Body:
    """Divisions without an article, a share bar between."""
    inner = "".join(f'<div class="par">{escape(each)}</div>' for each in story.paragraphs)
    share = '<div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>'
    head = f'<h1 class="headline">{escape(story.title)}</h1>{line}{share}'
    page = f'<div id="page">{head}<div class="body">{inner}</div></div>'
    return Body(f"{MENU}{page}{RELATED}{FOOT}", "\n".join(story.paragraphs))


def captions(story: Story, line: str) -> Body:
    """Pictures with captions, and a gallery with counters."""
    figure = (
        "<figure><img src='a.jpg'><figcaption>The scene in 2019, when 77 were hurt. Photo: A. Bea</figcaption></figure>"
    )
    slides = "".join(
        f'<div class="gallery-caption">Slide with {50 + n} people on it. Hide Caption {n} of 12 Photos</div>'
        for n in range(1, 4)
    )
    first, *rest = (f"<p>{escape(each)}</p>" for each in story.paragraphs)
    inner = f"{figure}{first}<div class='gallery'>{slides}</div>{''.join(rest)}"
    article = f"<article><h1>{escape(story.title)}</h1>{line}{inner}</article>"
    return Body(f"{MENU}<main>{article}</main>{COMMENTS}{FOOT}", "\n".join(story.paragraphs))


def subheads(story: Story, line: str) -> Body:
    """Subheadings in the report, one of them with a number."""
    heads = ("What is known", "Nine held after the search")
    first, second, *rest = (f"<p>{escape(each)}</p>" for each in story.paragraphs)
    inner = f"{first}<h2>{heads[0]}</h2>{second}<h2>{heads[1]}</h2>{''.join(rest)}"
    article = f"<article><h1>{escape(story.title)}</h1>{line}<div class='content'>{inner}</div></article>"
    return Body(f"{MENU}{article}{RELATED}{COMMENTS}{FOOT}", "\n".join((*story.paragraphs, *heads)))


def lists(story: Story, line: str) -> Body:
    """A list of sentences in the report, and one in a table's cell."""
    facts = ("The road to the north stays shut until Sunday.", "Some 60 homes were without water on Friday.")
    inner = "".join(f"<p>{escape(each)}</p>" for each in story.paragraphs)
    listed = f"<ul><li>{facts[0]}</li></ul><table><tr><td>Homes</td><td><ul><li>{facts[1]}</li></ul></td></tr></table>"
    article = f"<article><h1>{escape(story.title)}</h1>{line}{inner}{listed}</article>"
    return Body(f"{MENU}{article}{FOOT}", "\n".join((*story.paragraphs, *facts, "Homes")))


def table(story: Story, line: str) -> Body:
    """A table of figures in the report."""
    cells = (("Town", "Homes", "Hurt"), ("Ude", "14", "3"), ("Varga", "9", "2"))
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    inner = "".join(f"<p>{escape(each)}</p>" for each in story.paragraphs)
    article = f"<article><h1>{escape(story.title)}</h1>{line}{inner}<table>{rows}</table></article>"
    return Body(f"{MENU}{article}{RELATED}{FOOT}", "\n".join((*story.paragraphs, *(" ".join(row) for row in cells))))


def framed(story: Story, line: str) -> Body:
    """A consent layer above, a newsletter box within, a notice for subscribers below."""
    consent = """<div id="consent-layer" class="cookie-banner" role="dialog"><p>We and our 812 partners store and use
    data on your device. You can withdraw your consent at any time.</p><button>Accept all</button></div>"""
    box = '<div class="newsletter-signup"><p>Sign up for our newsletter and join 30,000 readers.</p></div>'
    first, *rest = (f"<p>{escape(each)}</p>" for each in story.paragraphs)
    article = f"<article><h1>{escape(story.title)}</h1>{line}{first}{box}{''.join(rest)}</article>"
    return Body(f"{consent}{MENU}<main>{article}</main>{RELATED}{COMMENTS}{FOOT}", "\n".join(story.paragraphs))


def broken_lines(story: Story, line: str) -> Body:
    """Paragraphs parted by line breaks, in one division."""
    inner = "<br><br>".join(escape(each) for each in story.paragraphs)
    page = f'<div class="story"><h1>{escape(story.title)}</h1>{line}<div class="text">{inner}</div></div>'
    return Body(f"{MENU}{page}{FOOT}", "\n".join(story.paragraphs))


def tabled(story: Story, line: str) -> Body:
    """A page that is laid out as a table."""
    inner = "".join(f"<p>{escape(each)}</p>" for each in story.paragraphs)
    page = f"<table><tr><td>{MENU}</td><td><h1>{escape(story.title)}</h1>{line}{inner}</td></tr></table>"
    return Body(f"{page}{FOOT}", "\n".join(story.paragraphs))


def bare(story: Story, line: str) -> Body:
    """A list of sentences that stands in the body itself."""
    first, second, *rest = story.paragraphs
    items = "".join(f"<li>{escape(each)}</li>" for each in (second, *rest))
    page = f"<h1>{escape(story.title)}</h1>{line}<p>{escape(first)}</p><ul>{items}</ul>"
    return Body(f"{page}{FOOT}", "\n".join(story.paragraphs))


def lesser(story: Story, line: str) -> Body:
    """The outlet as the page's first heading, the report's title as the second."""
    inner = "".join(f"<p>{escape(each)}</p>" for each in story.paragraphs)
    article = f"<article><h2 class='entry-title'>{escape(story.title)}</h2>{line}{inner}</article>"
    return Body(f"<header><h1>{story.outlet}</h1></header>{MENU}{article}{RELATED}{FOOT}", "\n".join(story.paragraphs))


BODIES: tuple[Callable[[Story, str], Body], ...] = (
    plain, divisions, captions, subheads, lists, table, framed, broken_lines, tabled, bare, lesser,
)  # fmt: skip


def make(number: int) -> Made:
    """Return the layout of a number from 0: one of 7 heads, 17 ways to tell the day and 11 bodies."""
    story = STORIES[number % len(STORIES)]
    head = HEADS[(number // 3) % len(HEADS)]
    dated = DATES[number % len(DATES)]
    body = BODIES[number % len(BODIES)](story, dated.line)
    address = f"https://www.{story.host}{dated.path}"
    named = "" if head in {by_data, teasers} else meta("author", f"By {story.author}", "name")
    fields = f'{meta("og:url", address)}<link rel="canonical" href="{address}">{dated.head}{named}{head(story)}'
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{fields}</head><body>{body.markup}</body></html>'
    )
    return Made(page, story.title, story.outlet, story.author, dated.day, body.text)


def build_layouts(folder: Path) -> None:
    """Write every layout with its text, and what it says of itself as gold.jsonl."""
    lines: list[str] = []
    for number in range(LAYOUTS):
        made = make(number)
        (folder / f"{number:02}.html").write_text(made.page, encoding="utf-8")
        (folder / f"{number:02}.txt").write_text(made.text, encoding="utf-8")
        gold = {key: getattr(made, key) for key in ("title", "publisher", "author", "published")}
        lines.append(json.dumps({"page": f"{number:02}.html", **gold}))
    (folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
