"""Whatever a source says stays text: it is never markup, never a script, never an address that is fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

import factcheck
from factcheck.models import Report, Source, Span
from factcheck.report import render_bytes
from factcheck.report.ground.text import clean, clean_line
from tests.report.build import make_report

MARKERS = {
    "script": "<script>alert(1)</script>",
    "style": "</style><style>body{display:none}</style>",
    "attribute": '" onmouseover="alert(1)" x="',
    "svg": "<svg onload=alert(1)><image href='http://evil.example/x.png'/></svg>",
    "image": "<img src=http://evil.example/a.png onerror=alert(1)>",
    "template": "{{ 7 * 7 }}{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "css": "background:url(http://evil.example/b.png)",
    "entity": "&lt;b&gt; &#0; &amp;amp;",
    "comment": "<!-- ]]> --><base href='http://evil.example/'>",
    "null": "a\x00b\x1bc\x7f\x85d",
    "bidi": "left \u202eright\u2069\u2066 on",
    "surrogate": "half \ud800 a pair, \ufffe none",
    "long": "w" * 3000,
    "url": "javascript:alert(1)",
}
ALLOWED_TAGS = set(
    "html head meta title style body main header nav section article figure details summary p h1 h2 h3 h4 ul ol li dl "
    "dt dd div span a bdi q blockquote mark del table caption thead tbody tr th td svg rect text figcaption code "
    "form fieldset legend label input select option button".split()
)
ALLOWED_ATTRIBUTES = set(
    "lang charset http-equiv content name id class href title rel aria-hidden aria-label role tabindex scope dir "
    "viewbox width height preserveaspectratio x y fill text-anchor font-size font-family aria-labelledby "
    "data-severity data-story data-measure data-sources open hidden for type value checked autocomplete spellcheck "
    "placeholder".split()
)


class Tags(HTMLParser):
    """Collects what a page holds: tags, attributes, links and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


OWN_SCRIPT = "\n".join((Path(factcheck.__file__).parent / "templates/report.js").read_text("utf8").splitlines())


def parse(page: bytes) -> Tags:
    """Return what a page holds beside the report's own script, which stands in it once and unchanged."""
    html, script = page.decode(), f"<script>{OWN_SCRIPT}</script>"
    assert html.count(script) == 1
    tags = Tags()
    tags.feed(html.replace(script, ""))
    return tags


def poisoned(marker: str) -> Report:
    """Return the report with the marker in every field that a source, a file name or a reading can fill."""

    def poison(node: object, key: str = "") -> object:
        if isinstance(node, dict):
            return {name: poison(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [poison(value, key) for value in node]
        return f"{node} {marker}" if isinstance(node, str) and key in FREE else node

    data = poison(make_report().to_dict())
    report: Report = msgspec.convert(data, Report)
    sources = tuple(spoiled(source, marker) for source in report.sources)
    return msgspec.structs.replace(report, sources=sources, settings={marker: marker, "estimate": "range"})


FREE = set(
    "title publisher author url path label message assumption reason evidence problems speaker cue surface noun place "
    "population version pipeline pipeline_sha256 sha256 generated_at about".split()
)


def spoiled(source: Source, marker: str) -> Source:
    return msgspec.structs.replace(
        source, text=f"{source.text}\n{marker}", author=marker, problems=(marker,), url=marker
    )


@pytest.mark.parametrize("marker", MARKERS.values(), ids=MARKERS)
def test_html_holds_it_as_text_only(marker: str) -> None:
    page = parse(render_bytes(poisoned(marker), "html"))
    assert page.tags <= ALLOWED_TAGS
    assert page.attributes <= ALLOWED_ATTRIBUTES
    assert all(link.startswith("#") for link in page.links)
    assert clean_line(marker) in clean_line(" ".join(page.text))


@pytest.mark.parametrize("marker", [MARKERS[name] for name in ("script", "null", "bidi", "surrogate", "long")])
def test_no_hidden_character_reaches_the_page(marker: str) -> None:
    page = render_bytes(poisoned(marker), "html").decode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", page)


@pytest.mark.slow
@pytest.mark.parametrize(
    "marker", ["".join(text for name, text in MARKERS.items() if name != "surrogate")], ids=["all at once"]
)
def test_pdf_holds_it_as_text_only(marker: str) -> None:
    reader = PdfReader(BytesIO(render_bytes(poisoned(marker), "pdf")))
    uris = [
        annotation.get_object()["/A"].get("/URI")
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object()
    ]
    assert not [uri for uri in uris if uri]
    text = "".join(page.extract_text() for page in reader.pages)
    assert "<script>" in text
    assert "{{ 7 * 7 }}" in text


@pytest.mark.slow
def test_pdf_cuts_words_that_no_line_holds() -> None:
    reader = PdfReader(BytesIO(render_bytes(poisoned(MARKERS["long"]), "pdf")))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages).replace("\u200b", "")
    assert "w" * 160 + "…" in text
    assert MARKERS["long"] in reader.attachments["report.json"][0].decode()


@pytest.mark.parametrize("text", [*MARKERS.values(), "plain", "Ελλάδα\tعربي\n中文"])
def test_clean_keeps_every_offset(text: str) -> None:
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize("url", ["https://ok.example/a?b=c", "http://ok.example"])
def test_web_addresses_are_links(url: str) -> None:
    assert url in parse(render_bytes(with_url(url), "html")).links


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "https://",
        "https://a b",
        "http://[x",
    ],
)
def test_other_addresses_are_text(url: str) -> None:
    page = parse(render_bytes(with_url(url), "html"))
    assert all(link.startswith("#") for link in page.links)
    assert url in "".join(page.text)


def with_url(url: str) -> Report:
    source = Source.from_text("Two dead.", id="a", url=url)
    return Report(sources=(source,))


def test_spans_outside_the_text_are_survived() -> None:
    report = make_report()
    claims = tuple(
        msgspec.structs.replace(claim, span=Span(10**6, 10**6 + 5, claim.span.quote)) for claim in report.claims
    )
    page = render_bytes(msgspec.structs.replace(report, claims=claims), "html").decode()
    assert "nearly 2,000 guards" in page
