"""A Word document (.docx) -> Draft."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from analysis.reading.archive import BOMB, holds_bomb
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import UnreadableError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_BROKEN = "The Word document is broken and can't be opened; open it in Word, save it as .docx and add it again."


def read_docx(file: str, data: bytes) -> Draft:
    """Read the paragraphs and tables of a document, in their order; headers, footnotes and comments are left out.

    The dates among its properties tell when the document was written and not when the article was published; they are
    not taken. XML entities are not expanded (python-docx parses with ``resolve_entities=False``).

    Raises:
        UnreadableError: where the document is broken or has no text.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        if holds_bomb(data):
            raise UnreadableError(file, BOMB)
        document = docx.Document(io.BytesIO(data))
        text = clean("\n\n".join(_blocks(document)))
        properties = document.core_properties
        title, author = clean_line(properties.title), clean_line(properties.author)
    except (OpcError, LxmlError, BadZipFile, KeyError, ValueError, AttributeError):
        raise UnreadableError(file, _BROKEN) from None
    # What programs write where nobody has put a name.
    author = None if author and author.lower() in ("python-docx", "user", "admin", "microsoft office user") else author
    return Draft(file=file, text=text, title=title, author=author)


def _blocks(document: Document) -> list[str]:
    from docx.table import Table

    blocks: list[str] = []
    for block in document.iter_inner_content():
        blocks += _rows(block) if isinstance(block, Table) else [block.text]
    return [block for block in blocks if block.strip()]


def _rows(table: Table) -> list[str]:
    """A row a line; a cell that spans columns counts once. A table of one cell is a frame around paragraphs."""
    rows = []
    for row in table.rows:
        cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))
        rows.append(" | ".join(cell for cell in cells if cell))
    return rows
