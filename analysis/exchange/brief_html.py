"""The brief as one self-contained HTML page with the figures: no network, light and dark, good to print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from analysis.exchange.brief_changes import compare_periods, moved, split_day
from analysis.exchange.brief_grid import KEY
from analysis.views import drift, matrix_figure, matrix_words, timeline_figure
from analysis.views.days import day_in_words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.exchange.brief import Brief
    from analysis.exchange.brief_citations import Citation, Line, Section
    from analysis.exchange.selection import Selection

_MOST_PATHS = 3


def brief_html(brief: Brief, selection: Selection) -> str:
    """The brief as an HTML page of some five megabytes, most of them plotly's script, which draws the figures."""
    from plotly.offline import get_plotlyjs

    data = files("analysis.exchange") / "data"
    style, script = ((data / name).read_text(encoding="utf-8") for name in ("brief.css", "brief.js"))
    body = "\n".join(_body(brief, selection))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(brief.title)}</title><style>{style}</style>"
        f"<script>{get_plotlyjs()}</script></head>\n<body><main>\n{body}\n</main><script>{script}</script></body></html>\n"
    )


def _body(brief: Brief, selection: Selection) -> Iterator[str]:
    yield f"<h1>{escape(brief.title)}</h1><p class='scope'>{day_in_words(brief.made)}. {escape(brief.scope)}</p>"
    yield f"<ul class='caveats'>{''.join(f'<li>{escape(caveat)}</li>' for caveat in brief.caveats)}</ul>"
    figures = dict(_figures(selection))
    for heading, (figure, words) in figures.items():
        if heading == "The stance matrix":
            yield f"<h2>{heading}</h2>{_figure(heading, figure, words)}{_grid(brief)}"
    for section in brief.sections:
        yield from _section(section)
        if section.heading == "What changed":
            yield from (_figure(name, *figures[name]) for name in figures if " on " in name)
        if section.heading in figures:
            yield _figure(section.heading, *figures[section.heading])


def _figures(selection: Selection) -> Iterator[tuple[str, tuple[go.Figure, str]]]:
    """The figures by their titles, each with what it shows in words."""
    names = selection.names
    if not selection.cells.empty:
        described = matrix_words.describe(selection.cells, names)
        yield "The stance matrix", (matrix_figure.figure(selection.cells, names), described)
    day = split_day(selection)
    for row in moved(compare_periods(selection, day))[:_MOST_PATHS] if day else ():
        theme = selection.theme(row["theme"])
        path = drift.points(selection.found.codings, row["row"], row["theme"])
        yield (
            f"{row['row']} on {theme}",
            (drift.figure(path, row["row"], theme), drift.describe(path, row["row"], theme)),
        )
    happenings = selection.latest[0].happenings
    if any(one.date for one in happenings):
        yield "Timeline", (timeline_figure.figure(happenings, names=names), timeline_figure.describe(happenings))


def _figure(name: str, figure: go.Figure, words: str) -> str:
    """A figure; its title names the files that its buttons save."""
    # "</" would end the script that the figure stands in.
    described = str(figure.to_json()).replace("</", "<\\/").replace("<!--", "<\\u0021--")
    file = re.sub(r"\W+", "-", name.lower()).strip("-")
    return (
        f"<figure><div class='figure' role='img' aria-label='{escape(words)}' data-file='{escape(file)}'>"
        f"<script type='application/json'>{described}</script></div><figcaption>{escape(words)}</figcaption></figure>"
    )


def _grid(brief: Brief) -> str:
    grid = brief.grid
    head = "".join(f"<th scope='col'>{escape(party)}</th>" for party in grid.parties)
    rows = "".join(
        f"<tr><th scope='row'>{escape(theme)}</th>"
        + "".join(
            f"<td style='background:{cell.colour};color:{cell.ink}'>{escape(cell.text)}</td>"
            if cell.text
            else "<td></td>"
            for cell in cells
        )
        + "</tr>"
        for theme, cells in zip(grid.themes, grid.rows, strict=True)
    )
    left_out = f" No room in the table for {', '.join(grid.left_out)}." if grid.left_out else ""
    return (
        f"<div class='wide'><table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"<p class='note'>{escape(KEY + left_out)}</p>"
    )


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{escape(section.heading)}</h2>"
    if section.is_empty:
        yield f"<p>{escape(section.empty)}</p>"
        return
    yield f"<p class='note'>{escape(section.note)}</p>" if section.note else ""
    for part in section.parts:
        yield f"<h3>{escape(part.heading)}</h3>" if part.heading else ""
        yield f"<p class='note'>{escape(part.note)}</p>" if part.note else ""
        yield f"<ul>{''.join(map(_line, part.lines))}</ul>"


def _line(line: Line) -> str:
    marks = f" <span class='marks'>[{escape('; '.join(line.marks))}]</span>" if line.marks else ""
    head = f"<b>{escape(line.lead)}</b>: {escape(line.text)}"
    if not line.quoted:
        return f"<li>{head} ({'; '.join(map(_source, line.citations))}){marks}</li>"
    quotations = "".join(
        f"<li>{escape(citation.speaker)}: <q>{escape(citation.sentence)}</q> ({_source(citation)})</li>"
        for citation in line.citations
    )
    return f"<li>{head}{marks}<ul>{quotations}</ul></li>"


def _source(citation: Citation) -> str:
    remarks = f"; {escape('; '.join(citation.remarks))}" if citation.remarks else ""
    title = escape(citation.title, quote=True)
    return f"<a href='{escape(citation.link)}' title='{title}'>{escape(citation.source)}</a>{remarks}"
