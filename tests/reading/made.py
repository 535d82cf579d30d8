"""Files made for the tests, of invented news."""

import io
import zipfile

LEAD = "GENEVA, March 3, 2024 (Blue Wire) — Sudan's army and its rivals agreed on Sunday to open a road, an envoy said."
QUOTE = "“The road must be open by Friday,” said Ramla Lamin, the envoy, after two days of talks in the Swiss city."
CLOSE = "Aid groups welcomed the step but warned that earlier promises had not been kept by either side of the war."
BODY = "\n\n".join((LEAD, QUOTE, CLOSE))


def zip_of(members: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx_of(*paragraphs: str, title: str = "") -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf_of(*pages: list[str]) -> bytes:
    """A PDF of pages of ASCII lines, written object by object (PDF Reference 1.4, chapter 3)."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    for index, lines in enumerate(pages):
        escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        shown = " ".join(f"({line}) Tj T*" for line in escaped)
        stream = f"BT /F1 8 Tf 12 TL 40 800 Td {shown} ET" if lines else "10 10 200 300 re f"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    return out + f"{end}<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def locked(pdf: bytes, password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def page(head: str = "", above: str = "", below: str = "") -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Sudan's rivals agree to open aid road | Blue Wire</title>
<meta property="og:title" content="Sudan's rivals agree to open aid road">
<meta property="og:site_name" content="Blue Wire"><meta name="author" content="Amal Idris">{head}
<script>document.write("The general said that he would attack at dawn.")</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Sudan's rivals agree to open aid road</h1>{above}{paragraphs}{below}</article>
<aside><h3>Related Posts</h3><ul><li><a href="1">Ten dead in Omdurman</a></li></ul></aside>
<footer>© 2019 Blue Wire. Contact us. 05/06/2019</footer></body></html>"""
