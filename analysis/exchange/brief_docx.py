"""The brief as a Word document, with the matrix as a coloured table and numbered sources at the end."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from analysis.exchange.brief_grid import KEY
from analysis.exchange.tables import printable
from analysis.views.days import day_in_words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from analysis.exchange.brief import Brief
    from analysis.exchange.brief_citations import Citation, Line, Section
    from analysis.exchange.brief_grid import Grid, GridCell

_LINK_COLOUR = "1f5fa8"


def brief_docx(brief: Brief) -> bytes:
    """The brief as the bytes of a ``.docx`` file.

    A sentence is followed by the number of its source, which leads to the list of sources; there every number has its
    outlet, its date and a link to the sentence in the app.
    """
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    document.core_properties.title = printable(brief.title)
    document.core_properties.author = "Parley"
    document.styles["Normal"].font.size = Pt(10)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(document.sections[0], side, Cm(2))
    document.add_heading(printable(brief.title), 0)
    document.add_paragraph(printable(f"{day_in_words(brief.made)}. {brief.scope}"))
    for caveat in brief.caveats:
        document.add_paragraph(printable(caveat), style="List Bullet")
    if brief.grid.parties:
        _add_grid(document, brief.grid)
    for section in brief.sections:
        _add_section(document, section)
    _add_sources(document, brief.citations)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_grid(document: Document, grid: Grid) -> None:
    document.add_heading("The stance matrix", 1)
    table = document.add_table(len(grid.themes) + 1, len(grid.parties) + 1, style="Table Grid")
    rows = list(table.rows)
    for place, party in zip(rows[0].cells[1:], grid.parties, strict=True):
        _write(place, party, bold=True)
    for row, theme, cells in zip(rows[1:], grid.themes, grid.rows, strict=True):
        first, *places = row.cells
        _write(first, theme, bold=True)
        for place, cell in zip(places, cells, strict=True):
            _fill(place, cell)
    _repeat_head(rows[0])
    left_out = f" No room for {', '.join(grid.left_out)}." if grid.left_out else ""
    document.add_paragraph(printable(KEY + left_out)).runs[0].italic = True


def _write(cell: Any, text: str, bold: bool = False, ink: str = "") -> None:  # noqa: ANN401 (python-docx has no types)
    from docx.shared import Pt, RGBColor

    run = cell.paragraphs[0].add_run(printable(text))
    run.font.size = Pt(8)
    run.bold = bold
    if ink:
        run.font.color.rgb = RGBColor.from_string(ink.lstrip("#").upper())


def _fill(cell: Any, content: GridCell) -> None:  # noqa: ANN401
    if not content.text:
        return
    _write(cell, content.text, ink=content.ink)
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=content.colour.lstrip("#")))


def _repeat_head(row: Any) -> None:  # noqa: ANN401
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def _add_section(document: Document, section: Section) -> None:
    document.add_heading(printable(section.heading), 1)
    if section.is_empty:
        document.add_paragraph(printable(section.empty))
        return
    if section.note:
        document.add_paragraph(printable(section.note)).runs[0].italic = True
    for part in section.parts:
        if part.heading:
            document.add_heading(printable(part.heading), 2)
        if part.note:
            document.add_paragraph(printable(part.note)).runs[0].italic = True
        for line in part.lines:
            _add_line(document, line)


def _add_line(document: Document, line: Line) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run(printable(f"{line.lead}: ")).bold = True
    paragraph.add_run(printable(line.text))
    if not line.quoted:
        for citation in line.citations:
            _add_number(paragraph, citation)
    if line.marks:
        paragraph.add_run(printable(f" [{'; '.join(line.marks)}]")).italic = True
    for citation in line.citations if line.quoted else ():
        quotation = document.add_paragraph(style="List Bullet 2")
        quotation.add_run(printable(f"{citation.speaker}: “{citation.sentence}”"))
        quotation.add_run(printable(f" ({citation.source})"))
        _add_number(quotation, citation)


def _add_number(paragraph: Paragraph, citation: Citation) -> None:
    """The number of a source, raised; it leads to the list of sources."""
    link = _element("w:hyperlink", anchor=_bookmark(citation))
    run = paragraph.add_run(f"[{citation.number}]")
    run.font.superscript = True
    link.append(run._r)
    paragraph._p.append(link)


def _add_sources(document: Document, citations: tuple[Citation, ...]) -> None:
    if not citations:
        return
    document.add_heading("Sources", 1)
    for citation in citations:
        paragraph = document.add_paragraph()
        paragraph._p.append(_element("w:bookmarkStart", id=str(citation.number), name=_bookmark(citation)))
        paragraph.add_run(printable(f"[{citation.number}] {citation.source}: {citation.title}. "))
        paragraph._p.append(_element("w:bookmarkEnd", id=str(citation.number)))
        _add_link(paragraph, "Open in Parley", citation.link)
        if citation.remarks:
            paragraph.add_run(printable(f" ({'; '.join(citation.remarks)})")).italic = True


def _add_link(paragraph: Paragraph, words: str, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import RGBColor

    run = paragraph.add_run(words)
    run.underline = True
    run.font.color.rgb = RGBColor.from_string(_LINK_COLOUR.upper())
    link = _element("w:hyperlink")
    link.set(_qualified("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)


def _bookmark(citation: Citation) -> str:
    return f"source{citation.number}"


def _element(tag: str, **attributes: str) -> Any:  # noqa: ANN401
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(_qualified(f"w:{name}"), value)
    return element


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
