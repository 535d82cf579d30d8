"""The brief as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.exchange.brief_grid import KEY
from analysis.views.days import day_in_words

if TYPE_CHECKING:
    from analysis.exchange.brief import Brief
    from analysis.exchange.brief_citations import Citation, Line, Section
    from analysis.exchange.brief_grid import Grid

# What Markdown, or the HTML in it, would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def brief_markdown(brief: Brief) -> str:
    """The brief as Markdown (CommonMark, with a table as GitHub has it); every sentence is followed by its source."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield from (f"# {escape(brief.title)}", "", f"{day_in_words(brief.made)}. {escape(brief.scope)}", "")
    for caveat in brief.caveats:
        yield f"- {escape(caveat)}"
    yield ""
    if brief.grid.parties:
        yield from _table(brief.grid)
    for section in brief.sections:
        yield from _section(section)


def _table(grid: Grid) -> Iterator[str]:
    yield _row("", *grid.parties)
    yield "|" + "---|" * (len(grid.parties) + 1)
    for theme, cells in zip(grid.themes, grid.rows, strict=True):
        yield _row(theme, *(cell.text for cell in cells))
    yield from ("", escape(KEY), "")
    if grid.left_out:
        yield from (f"No room in the table for {escape(', '.join(grid.left_out))}.", "")


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(escape, cells))} |"


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {escape(section.heading)}", "")
    if section.is_empty:
        yield from (escape(section.empty), "")
        return
    if section.note:
        yield from (escape(section.note), "")
    for part in section.parts:
        if part.heading:
            yield from (f"### {escape(part.heading)}", "")
        if part.note:
            yield from (f"*{escape(part.note)}*", "")
        for line in part.lines:
            yield from _line(line)
        yield ""


def _line(line: Line) -> Iterator[str]:
    marks = f" *\\[{escape('; '.join(line.marks))}\\]*" if line.marks else ""
    if line.quoted:
        yield f"- **{escape(line.lead)}**: {escape(line.text)}{marks}"
        for citation in line.citations:
            yield f"  - {escape(citation.speaker)}: “{escape(citation.sentence)}” ({_source(citation)})"
    else:
        cited = "; ".join(map(_source, line.citations))
        yield f"- **{escape(line.lead)}**: {escape(line.text)} ({cited}){marks}"


def _source(citation: Citation) -> str:
    remarks = f"; {escape('; '.join(citation.remarks))}" if citation.remarks else ""
    return f"[{escape(citation.source)}](<{citation.link}>){remarks}"


def escape(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
