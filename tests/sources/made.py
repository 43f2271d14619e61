"""One report in every format, made with ordinary tools: ZIPs of XML, the mail package, WeasyPrint."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from html import escape

PARAGRAPHS = (
    "NORBY, May 3, 2024 — At least 14 people were killed and 23 were injured when a ferry sank, the coast guard said.",
    "The police said that nearly 300 commuters had been aboard. Some 1,200 residents were evacuated from the harbour.",
    "Three sailors are still missing, the harbour master said. The hospital of Norby is treating twenty-three people.",
    "The fire was caused by a leaking fuel line, according to the ministry of transport.",
)
TITLE = "Ferry capsizes off Norby, killing at least 14"
TEXT = "\n\n".join((TITLE, *PARAGRAPHS)) + "\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{whole}:1.0"'
    for name, whole in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
    }.items()
)


def zipped(parts: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


# ------------------------------------------------------------------ Word
def word_paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word(body: str | None = None, more: Mapping[str, bytes | str] | None = None) -> bytes:
    inner = "".join(map(word_paragraph, (TITLE, *PARAGRAPHS))) if body is None else body
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{WORD}" '
            f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{inner}</w:body></w:document>',
            **(more or {}),
        }
    )


# ------------------------------------------------------------------ OpenDocument
def open_document(body: str | None = None, more: Mapping[str, bytes | str] | None = None) -> bytes:
    inner = "".join(f"<text:p>{escape(one)}</text:p>" for one in (TITLE, *PARAGRAPHS)) if body is None else body
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0"?><office:document-content {_ODF}><office:body><office:text>{inner}'
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}><office:master-styles><style:master-page><style:header>"
            "<text:p>The Harbour Daily, page 9</text:p></style:header></style:master-page></office:master-styles>"
            "</office:document-styles>",
            **(more or {}),
        }
    )


# ------------------------------------------------------------------ RTF
def rich_text(body: str | None = None) -> bytes:
    def coded(text: str) -> str:
        return "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text)

    inner = "".join(f"\\pard {coded(one)}\\par\n" for one in (TITLE, *PARAGRAPHS)) if body is None else body
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Serif;}}}}\n{inner}}}".encode("ascii")


# ------------------------------------------------------------------ PDF
STYLE = """@page { size: A5; margin: 18mm 15mm; @top-center { content: "The Harbour Daily · 3 May 2024" }
@bottom-center { content: "Page " counter(page) " of " counter(pages) } }
html { font: 10pt serif; hyphens: auto } .columns { columns: 2; text-align: justify }
.note { float: footnote; font-size: 7pt }"""


def pdf(body: str | None = None, style: str = STYLE, columns: str = "columns") -> bytes:
    import weasyprint

    inner = "".join(f"<p>{escape(one)}</p>" for one in PARAGRAPHS) if body is None else body
    page = f"<html lang=en><style>{style}</style><h1>{TITLE}</h1><div class={columns}>{inner}</div></html>"
    made = weasyprint.HTML(string=page).write_pdf()
    assert isinstance(made, bytes)
    return made


# ------------------------------------------------------------------ mails
def mail(text: str | None = None, attached: Mapping[str, bytes] | None = None) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = f"Fwd: {TITLE}"
    made["From"] = "Anna Smith <anna@example.org>"
    made["To"] = "desk@example.org"
    made["Date"] = "Fri, 03 May 2024 23:30:00 -0500"
    made["Message-ID"] = "<one@example.org>"
    made.set_content("\n\n".join(PARAGRAPHS) + "\n" if text is None else text)
    for name, data in (attached or {}).items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def outlook(
    text: str | None = None, attached: Mapping[str, bytes] | None = None, more: Mapping[str, bytes] | None = None
) -> bytes:
    """An Outlook message: a compound file whose streams are its properties."""
    sent = 133_592_346_000_000_000  # 100 nanoseconds since 1601: 3 May 2024
    body = "\n\n".join(PARAGRAPHS) + "\n" if text is None else text
    streams: dict[str, bytes] = {
        "__properties_version1.0": bytes(32) + struct.pack("<IIQ", 0x00390040, 6, sent),
        "__substg1.0_0037001F": f"RE: {TITLE}".encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Anna Smith".encode("utf-16-le"),
        **(more or {}),
    }
    for number, (name, data) in enumerate((attached or {}).items()):
        folder = f"__attach_version1.0_#{number:08X}"
        streams[f"{folder}/__substg1.0_37010102"] = data
        streams[f"{folder}/__substg1.0_3707001F"] = name.encode("utf-16-le")
    return compound(streams)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of 512-byte sectors; a name with a slash stands in a storage."""
    children: dict[str, list[str]] = {"": []}
    for name in streams:
        parts = name.split("/")
        for depth in range(len(parts)):
            path, above = "/".join(parts[: depth + 1]), "/".join(parts[:depth])
            if path not in children.setdefault(above, []):
                children[above].append(path)
    order = ["", *(path for path in _below(children, ""))]
    number = {path: at for at, path in enumerate(order)}
    small = {path: data for path, data in streams.items() if len(data) < 4096}
    mini, mini_fat, mini_start = _laid(small, 64)
    sectors: dict[str, bytes] = {path: data for path, data in streams.items() if len(data) >= 4096}
    sectors["\0mini"] = mini
    sectors["\0minifat"] = b"".join(struct.pack("<I", each) for each in mini_fat)
    directory_size = -(-len(order) // 4) * 512
    body, fat, start = _laid({**sectors, "\0directory": bytes(directory_size)}, 512)
    directory = b"".join(
        _entry(
            path,
            children=children,
            number=number,
            streams=streams,
            start=mini_start if path in small else start,
            mini=len(mini),
        )
        for path in order
    ).ljust(directory_size, b"\0")
    at = start["\0directory"] * 512
    body = body[:at] + directory + body[at + directory_size :]
    fats = 1
    while (len(fat) + fats) * 4 > fats * 512:
        fats += 1
    table = [*fat, *[0xFFFFFFFD] * fats]
    table += [0xFFFFFFFF] * (fats * 128 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    minis = -(-len(sectors["\0minifat"]) // 512)
    first = start["\0minifat"] if minis else 0xFFFFFFFE
    head += struct.pack("<IIIIIIIIII", 0, fats, start["\0directory"], 0, 4096, first, minis, 0xFFFFFFFE, 0, len(fat))
    head += b"".join(struct.pack("<I", len(fat) + more if more < fats else 0xFFFFFFFF) for more in range(1, 109))
    return head[:512] + body + b"".join(struct.pack("<I", each) for each in table)


def _below(children: Mapping[str, Sequence[str]], path: str) -> list[str]:
    return [each for child in children.get(path, ()) for each in (child, *_below(children, child))]


def _laid(streams: Mapping[str, bytes], size: int) -> tuple[bytes, list[int], dict[str, int]]:
    """Lay streams one after the other: their bytes, the chains of their sectors, where each begins."""
    body, start = b"", {}
    chain: list[int] = []
    for name, data in streams.items():
        count = -(-len(data) // size)
        start[name] = len(chain) if count else 0xFFFFFFFE
        chain += [*range(len(chain) + 1, len(chain) + count), 0xFFFFFFFE] if count else []
        body += data.ljust(count * size, b"\0")
    return body, chain, start


def _entry(
    path: str,
    *,
    children: Mapping[str, Sequence[str]],
    number: Mapping[str, int],
    streams: Mapping[str, bytes],
    start: Mapping[str, int],
    mini: int,
) -> bytes:
    name = (path.rpartition("/")[2] or "Root Entry").encode("utf-16-le")
    above = path.rpartition("/")[0]
    peers = list(children.get(above, ())) if path else []
    after = peers[peers.index(path) + 1 :][:1] if path else []
    below = children.get(path, ())
    kind = 5 if not path else 1 if path in children else 2
    begins = start.get(path or "\0mini", 0)
    length = mini if not path else len(streams.get(path, b""))
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name) + 2, kind, 1)
        + struct.pack(
            "<III", 0xFFFFFFFF, number[after[0]] if after else 0xFFFFFFFF, number[below[0]] if below else 0xFFFFFFFF
        )
        + bytes(36)
        + struct.pack("<IQ", begins, length)
    )


# ------------------------------------------------------------------ feeds, archives, subtitles
def rss() -> bytes:
    body = escape("".join(f"<p>{one}</p>" for one in PARAGRAPHS))
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Daily</title>'
        f"<item><title>{TITLE}</title><link>https://example.org/ferry</link>"
        f"<pubDate>Fri, 03 May 2024 23:30:00 -0500</pubDate><description>{body}</description></item>"
        "<item><title>Nothing but a title</title></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    body = escape("".join(f"<p>{one}</p>" for one in PARAGRAPHS))
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Daily</title>'
        f"<entry><title>{TITLE}</title><link href='https://example.org/ferry'/><author><name>Anna Smith</name></author>"
        f"<published>2024-05-03T23:30:00-05:00</published><content type='html'>{body}</content></entry></feed>"
    ).encode()


def page() -> bytes:
    body = "".join(f"<p>{escape(one)}</p>" for one in PARAGRAPHS)
    head = f"<!doctype html><html><head><title>{TITLE}</title></head>"
    return f"{head}<body><article><h1>{TITLE}</h1>{body}</article>".encode()


def web_archive(*, packed: bool = True, answers: Sequence[tuple[str, str, bytes]] = ()) -> bytes:
    """The answers to some requests as a WARC file has them, each packed by itself."""
    records: list[bytes] = []
    for address, status, data in answers or (("https://example.org/ferry", "200 OK", page()),):
        told = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(data)}\r\n\r\n"
        answer = told.encode() + data
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-06-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(records):032}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0) if packed else record)
    return b"".join(records)


def _clock(seconds: int, point: str) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}{point}000"


def subtitles(head: str = "", point: str = ",") -> bytes:
    """Cues of seven words, as they are shown, four seconds each; a paragraph's end is a pause."""
    cues: list[str] = []
    at = 0
    for paragraph in (f"{TITLE}.", *PARAGRAPHS):
        words = paragraph.split()
        for start in range(0, len(words), 7):
            said = escape(" ".join(words[start : start + 7]), quote=False)
            cues.append(f"{len(cues) + 1}\n{_clock(at, point)} --> {_clock(at + 4, point)}\n<i>{said}</i>\n")
            at += 4
        at += 5
    return (head + "\n".join(cues)).encode()


MADE: dict[str, Callable[[], bytes]] = {
    "a.txt": TEXT.encode,
    "a.md": f"# {TEXT}".encode,
    "a.html": page,
    "a.pdf": pdf,
    "one-column.pdf": lambda: pdf(columns="none"),
    "a.docx": word,
    "a.odt": open_document,
    "a.rtf": rich_text,
    "a.eml": lambda: mail().as_bytes(),
    "a.msg": outlook,
    "a.rss": rss,
    "a.atom": atom,
    "a.warc": lambda: web_archive(packed=False),
    "a.warc.gz": web_archive,
    "a.zip": lambda: zipped({"inner/a.docx": word()}),
    "a.srt": subtitles,
    "a.vtt": lambda: subtitles("WEBVTT\n\n", "."),
}
