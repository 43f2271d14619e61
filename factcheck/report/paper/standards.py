"""A PDF as WeasyPrint has laid it out → one that keeps to PDF/A-3a and to PDF/UA-1 at once.

WeasyPrint writes the marks of one standard; the other one's is added to its metadata and declared, as PDF/A wants
foreign marks declared (ISO 19005-3, 6.6.2.3). What it leaves out beside that is filled in here.
"""

from __future__ import annotations

import zlib
from typing import Any

__all__ = ["finish"]

_XMP_HEAD = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
_XMP_TAIL = b'\n</x:xmpmeta>\n<?xpacket end="r"?>'
_UA_MARK = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(document: Any, pdf: Any) -> None:
    """Complete a PDF before it is written; `document` is WeasyPrint's, `pdf` pydyf's.

    The layout is let go, since a large one weighs more than all that writing needs beside it.
    """
    document.pages.clear()
    _name_both(document, pdf)
    _scope_heads(pdf)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])  # each attached file once
    for each in pdf.objects:
        if getattr(each, "compress", False):
            _compress(each)


def _name_both(document: Any, pdf: Any) -> None:
    packet = document.metadata.generate_rdf_metadata("a", 3, "A").replace(b"</rdf:RDF>", _UA_MARK + b"</rdf:RDF>")
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    stream.stream, stream.compress = [_XMP_HEAD + packet + _XMP_TAIL], False  # PDF/A reads it without a filter


def _scope_heads(pdf: Any) -> None:
    """Say of every table head whether it is a column's or a row's (ISO 14289-1, 7.5)."""
    objects: list[Any] = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/StructElem"]
    elements = {each.reference: each for each in objects}
    for element in elements.values():
        if element["S"] == "/TH":
            rows = elements[elements[element["P"]]["P"]]
            element["A"]["Scope"] = "/Column" if rows["S"] == "/THead" else "/Row"


def _compress(stream: Any) -> None:
    """Compress a stream once, since the writer asks for its bytes twice.

    A reader may take a carriage return at the end for a part of the line end after it, so that such a stream stays as
    it is.
    """
    data = b"\n".join(part if isinstance(part, bytes) else _bytes_of(part) for part in stream.stream)
    packed = zlib.compress(data, 9)
    stream.stream, stream.compress = [data], False
    if not packed.endswith(b"\r"):
        stream.stream, stream.extra = [packed], {**stream.extra, "Filter": "/FlateDecode"}


def _bytes_of(part: Any) -> bytes:
    data: bytes = part.data if hasattr(part, "data") else str(part).encode()
    return data
