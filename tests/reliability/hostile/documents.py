"""PDF and Word documents, and databases of DNA."""

# ruff: noqa: S608 (queries are put together of constants)

from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib

from tests.reading.made import BODY, LEAD, docx_of, pdf_of, zip_of

ASCII = "The army and its rivals agreed on Sunday to open a road, an envoy said in Geneva."
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*objects: bytes | str, trailer: str = "/Root 1 0 R", head: str = "%PDF-1.7\n") -> bytes:
    """A PDF of the objects 1, 2, …, with a table of their places."""
    out, places = head.encode(), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        raw = content if isinstance(content, bytes) else content.encode("latin-1")
        out += b"%d 0 obj\n%s\nendobj\n" % (number, raw)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} {trailer} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def stream(content: bytes, more: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more.encode(), content)


def page_of(content: bytes, more: str = "", resources: str = "") -> bytes:
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(content, more)
    )


def squeezed(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return page_of(content, f"/Filter [{' /FlateDecode' * times}]")


def word(body: str, head: str = "", more: dict[str, str] | None = None) -> bytes:
    members = {}
    with zipfile.ZipFile(io.BytesIO(docx_of(LEAD))) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    members["word/document.xml"] = f"{_XML}{head}<w:document {_W}><w:body>{body}</w:body></w:document>".encode()
    return zip_of(members | {name: content.encode() for name, content in (more or {}).items()})


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _table(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + _p(LEAD) + "</w:tc></w:tr></w:tbl>" * depth


def _laughs(depth: int = 9) -> str:
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(depth))
    return f"<!DOCTYPE d [{rows}]>"


def dna(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    data = connection.serialize()
    connection.close()
    return data


_EMPTY = "".join(
    f"CREATE TABLE {name}(ID, Label, Variable, Value, VariableId, Entity, StatementId, DocumentId, Start, "
    "Stop, StatementTypeId);"
    for name in ("STATEMENTS", "STATEMENTTYPES", "VARIABLES", "ENTITIES", "DATASHORTTEXT", "DATABOOLEAN")
)
_DOCUMENTS = "CREATE TABLE DOCUMENTS(ID, Title, Text, Source, Author, Notes, Date);"
_COUNT = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {})"
_MANY = "q " * 400_000
FILES = {
    "pdf stream bomb": ("a.pdf", lambda: squeezed(b" " * 100_000_000, 1)),
    "pdf stream bomb twice": ("a.pdf", lambda: squeezed(b" " * 50_000_000, 2)),
    "pdf filters 500": ("a.pdf", lambda: page_of(b"x", f"/Filter [{' /FlateDecode' * 500}]")),
    "pdf filter ascii85": ("a.pdf", lambda: page_of(b"z" * 5_000_000 + b"~>", "/Filter /ASCII85Decode")),
    "pdf filter run length": ("a.pdf", lambda: page_of(b"\x81A" * 300_000, "/Filter /RunLengthDecode")),
    "pdf filter lzw": ("a.pdf", lambda: page_of(bytes(range(256)) * 2000, "/Filter /LZWDecode")),
    "pdf filter unknown": ("a.pdf", lambda: page_of(b"x", "/Filter /EvilDecode")),
    "pdf predictor": (
        "a.pdf",
        lambda: page_of(
            zlib.compress(b"\2" * 9999), "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 999999999 >>"
        ),
    ),
    "pdf kids loop": (
        "a.pdf",
        lambda: pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
    ),
    "pdf kids each other": (
        "a.pdf",
        lambda: pdf(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>",
        ),
    ),
    "pdf parents loop": (
        "a.pdf",
        lambda: pdf(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>",
            "<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>",
        ),
    ),
    "pdf object is itself": ("a.pdf", lambda: pdf("1 0 R", "2 0 R")),
    "pdf root is itself": ("a.pdf", lambda: pdf("<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>")),
    "pdf length loop": ("a.pdf", lambda: page_of(b"x").replace(b"/Length 1 ", b"/Length 4 0 R ")),
    "pdf length negative": ("a.pdf", lambda: page_of(b"x").replace(b"/Length 1 ", b"/Length -99 ")),
    "pdf length huge": ("a.pdf", lambda: page_of(b"x").replace(b"/Length 1 ", b"/Length 99999999999 ")),
    "pdf previous table loop": (
        "a.pdf",
        lambda: pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [] /Count 0 >>", trailer="/Root 1 0 R /Prev 15"),
    ),
    "pdf count lies": (
        "a.pdf",
        lambda: pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 999999999 >>"),
    ),
    "pdf pages 1,500": ("a.pdf", lambda: pdf_of(*[["The envoys met."]] * 1500)),
    "pdf same page 900 times": ("a.pdf", lambda: page_of(b"BT ET").replace(b"[3 0 R]", b"[" + b"3 0 R " * 900 + b"]")),
    "pdf arrays deep": ("a.pdf", lambda: pdf("[" * 50_000 + "]" * 50_000)),
    "pdf dictionaries deep": ("a.pdf", lambda: pdf("<< /A " * 20_000 + "1" + " >>" * 20_000)),
    "pdf string without end": ("a.pdf", lambda: pdf("(" * 100_000)),
    "pdf name without end": ("a.pdf", lambda: pdf("/" + "A" * 1_000_000)),
    "pdf form does itself": (
        "a.pdf",
        lambda: page_of(
            b"/F Do",
            "/Type /XObject /Subtype /Form /Resources << /XObject << /F 4 0 R >> >>",
            "/XObject << /F 4 0 R >>",
        ),
    ),
    "pdf operators": ("a.pdf", lambda: page_of(b"q " * 200_000)),
    "pdf text operators": ("a.pdf", lambda: page_of(b"BT (a) Tj ET " * 60_000)),
    "pdf many texts": ("a.pdf", lambda: page_of(_MANY.encode())),
    "pdf numbers huge": ("a.pdf", lambda: page_of(b"BT " + b"9" * 100_000 + b" 0 Td (a) Tj ET")),
    "pdf inline picture": ("a.pdf", lambda: page_of(b"BI /W 9 /H 9 ID " + b"x" * 100_000)),
    "pdf cmap bomb": (
        "a.pdf",
        lambda: pdf(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
            stream(b"BT /F 9 Tf <00000001> Tj ET"),
            "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R >>",
            stream(
                b"1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> "
                b"<0041> endbfrange"
            ),
        ),
    ),
    "pdf scripts": (
        "a.pdf",
        lambda: pdf(
            "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
            "<< /Type /Pages /Kids [] /Count 0 >>",
        ),
    ),
    "pdf launches": (
        "a.pdf",
        lambda: pdf(
            "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>",
            "<< /Type /Pages /Kids [] /Count 0 >>",
        ),
    ),
    "pdf locked oddly": (
        "a.pdf",
        lambda: pdf(
            "<< /Type /Catalog >>", trailer="/Root 1 0 R /Encrypt << /Filter /Standard /V 99 /R 99 /O () /U () /P 0 >>"
        ),
    ),
    "pdf title hostile": (
        "a.pdf",
        lambda: pdf_of([ASCII] * 5).replace(
            b"/Root 1 0 R", b"/Root 1 0 R /Info << /Title (<script>alert\\(1\\)</script> two three) >>"
        ),
    ),
    "pdf without table": ("a.pdf", lambda: pdf_of([ASCII] * 5).split(b"xref")[0]),
    "pdf start lies": ("a.pdf", lambda: pdf_of([ASCII]).replace(b"startxref\n", b"startxref\n9")),
    "pdf head only": ("a.pdf", lambda: b"%PDF-1.7\n"),
    "pdf million of objects": ("a.pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj 1 endobj " * 100_000),
    "docx bomb": ("a.docx", lambda: word(_p("a") + " " * 60_000_000)),
    "docx laughs": ("a.docx", lambda: word(_p("&e8;"), _laughs())),
    "docx entity of a file": (
        "a.docx",
        lambda: word(_p("The envoy said &x; today."), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///CANARY">]>'),
    ),
    "docx entity of an address": (
        "a.docx",
        lambda: word(_p("The envoy said &x; today."), '<!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>'),
    ),
    "docx tables deep": ("a.docx", lambda: word(_table(100))),
    "docx tables deeper": ("a.docx", lambda: word(_table(5000))),
    "docx runs deep": ("a.docx", lambda: word("<w:p>" * 20_000)),
    "docx cells spanned": (
        "a.docx",
        lambda: word(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>' + _p(LEAD) + "</w:tc></w:tr></w:tbl>"
        ),
    ),
    "docx rows 20,000": (
        "a.docx",
        lambda: word("<w:tbl>" + f"<w:tr><w:tc>{_p('a')}</w:tc></w:tr>" * 20_000 + "</w:tbl>"),
    ),
    "docx paragraphs 300,000": ("a.docx", lambda: word("<w:p/>" * 300_000)),
    "docx of another kind": ("a.docx", lambda: word("").replace(b"document", b"dokument")),
    "docx no body": ("a.docx", lambda: zip_of({"word/document.xml": f"{_XML}<a/>", "[Content_Types].xml": "<a/>"})),
    "docx template outside": (
        "a.docx",
        lambda: word(
            _p(BODY),
            "",
            {
                "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                'relationships"><Relationship Id="r1" Type="t" Target="http://127.0.0.1:9/" TargetMode="External"/>'
                "</Relationships>"
            },
        ),
    ),
    "docx relations loop": (
        "a.docx",
        lambda: word(
            _p(BODY),
            "",
            {
                "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                'relationships"><Relationship Id="r1" Type="t" Target="document.xml"/></Relationships>'
            },
        ),
    ),
    "docx relation out": (
        "a.docx",
        lambda: word(
            _p(BODY),
            "",
            {
                "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                'relationships"><Relationship Id="r1" Type="t" Target="../../../../etc/passwd"/></Relationships>'
            },
        ),
    ),
    "docx property hostile": ("a.docx", lambda: docx_of(BODY, title="<script>alert(1)</script>")),
    "docx moment impossible": (
        "a.docx",
        lambda: word(
            _p(BODY),
            "",
            {
                "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
                'core-properties" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>9999-99-99</dcterms:created>'
                "</cp:coreProperties>"
            },
        ),
    ),
    "dna empty": ("a.dna", lambda: dna(_EMPTY + _DOCUMENTS)),
    "dna views": ("a.dna", lambda: dna(_EMPTY + "CREATE VIEW DOCUMENTS AS SELECT 1 AS ID;")),
    "dna endless view": (
        "a.dna",
        lambda: dna(
            _EMPTY.replace("CREATE TABLE STATEMENTS(", "CREATE TABLE OTHER(")
            + _DOCUMENTS
            + f"CREATE VIEW STATEMENTS AS {_COUNT.format(10**12)} SELECT n AS DocumentId FROM c;"
        ),
    ),
    "dna column computed": (
        "a.dna",
        lambda: dna(
            _EMPTY
            + "CREATE TABLE DOCUMENTS(ID, Title, Text AS (hex(zeroblob(400000000))), Source, Author, Notes, Date);"
            "INSERT INTO DOCUMENTS(ID) VALUES (1);"
        ),
    ),
    "dna other types": (
        "a.dna",
        lambda: dna(
            _EMPTY + _DOCUMENTS + "INSERT INTO DOCUMENTS VALUES (x'00ff', 1e400, x'fffe', NULL, -1, 7, 9e99),"
            "(NULL, NULL, 12345, x'', '', x'00', '2024');"
        ),
    ),
    "dna broken text": (
        "a.dna",
        lambda: dna(
            _EMPTY
            + _DOCUMENTS
            + "INSERT INTO DOCUMENTS VALUES (1, 't', CAST(x'54686520656e766f7920c328' AS TEXT), 's', "
            "'a', '', 99999999999999);"
        ),
    ),
    "dna documents 150,000": (
        "a.dna",
        lambda: dna(
            _EMPTY
            + _DOCUMENTS
            + f"INSERT INTO DOCUMENTS {_COUNT.format(150_000)} SELECT n, 't', 'a b c', '', '', '', 0 "
            "FROM c;"
        ),
    ),
    "dna page size lies": ("a.dna", lambda: (lambda d: d[:16] + b"\xff\xff" + d[18:])(dna(_EMPTY + _DOCUMENTS))),
    "dna head only": ("a.dna", lambda: b"SQLite format 3\0" + b"\xff" * 5000),
    "dna another database": ("a.dna", lambda: dna("CREATE TABLE a(b);")),
}
SLOW = {
    "pdf stream bomb",
    "pdf stream bomb twice",
    "pdf filter ascii85",
    "pdf filter run length",
    "pdf pages 1,500",
    "pdf same page 900 times",
    "pdf operators",
    "pdf text operators",
    "pdf many texts",
    "pdf million of objects",
    "pdf cmap bomb",
    "docx bomb",
    "docx tables deep",
    "docx tables deeper",
    "docx cells spanned",
    "docx rows 20,000",
    "docx paragraphs 300,000",
    "dna endless view",
    "dna column computed",
    "dna documents 150,000",
    "pdf filter lzw",
    "pdf dictionaries deep",
    "pdf arrays deep",
}
