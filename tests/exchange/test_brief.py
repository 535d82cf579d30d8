"""A brief says what the filters leave, and every sentence where it is from."""

import datetime as dt
import io
import json
import re
from dataclasses import replace

import pytest

from analysis.exchange.brief import make_brief
from analysis.exchange.brief_docx import brief_docx
from analysis.exchange.brief_html import brief_html
from analysis.exchange.brief_markdown import brief_markdown, escape
from analysis.exchange.selection import select
from analysis.store import Filters

LINK = "http://localhost:8501/reader?workspace=kosovo&article=3&statement=3"


@pytest.fixture
def brief(selection):
    return make_brief(selection, dt.date(2023, 5, 1))


def test_positions_are_told_in_words_with_what_is_unsure(brief):
    positions = brief.sections[0]
    themes = {part.heading: part for part in positions.parts}
    (serbia,) = themes["Recognition"].lines
    assert themes["Recognition"].note == "In favour means: Serbia should recognise Kosovo."
    assert serbia.text == "clearly opposed (-0.90), 1 statement, latest 2 April 2023."
    assert serbia.marks == ("rests on one statement",)
    (citation,) = serbia.citations
    assert citation.source == "+Herald, 2 April 2023"
    assert citation.speaker == "Aleksandar Vucic (Serbia)"
    assert "Serbia will never recognise Kosovo" in citation.sentence
    assert citation.link == LINK
    kosovo, conditional = themes["Licence plates"].lines
    assert kosovo.citations[0].remarks == ("also in Herald",)
    assert conditional.text.startswith("conditional, leaning in favour (+0.30)")
    assert "Condition: “unless it gets guarantees”." in conditional.text


def test_events_undated_ones_too_are_cited(brief):
    dated, unknown = brief.sections[2].parts
    (met,) = dated.lines
    assert (met.lead, met.text) == ("13 March 2023", "Officials met in Brussels on Monday. Talks, Brussels.")
    assert [citation.outlet for citation in met.citations] == ["Prishtina Post", "Herald"]
    assert unknown.heading == "Date unknown"
    assert "planned" in unknown.lines[0].marks


def test_caveats_name_repeats_undated_and_unknown(brief):
    words = " ".join(brief.caveats)
    assert "0 of 4 statements checked by a person" in words
    assert "1 repeat of a statement in another outlet counted once." in words
    assert "1 statement without a date." in words
    assert "1 statement by an unknown speaker." in words


def test_what_changed_tells_before_and_since(workspace):
    codings = workspace.frames.codings()
    workspace.corrections.correct(int(codings["statement_id"].iloc[0]), "party", "Serbia", "ana")
    workspace.corrections.correct(int(codings["statement_id"].iloc[2]), "stance", "oppose", "ana", theme="plates")
    selection = replace(select(workspace, Filters()), changed_since=dt.date(2023, 4, 1))
    changes = make_brief(selection).sections[1]
    line = changes.parts[0].lines[0]
    assert line.lead == "Serbia on Licence plates"
    assert line.text == "turned, from +0.80 to -1.00, in 2 statements."
    assert [citation.date for citation in line.citations] == ["18 March 2023", "2 April 2023"]
    assert "checked by a person" in line.citations[1].remarks


def test_an_empty_selection_says_so(workspace):
    brief = make_brief(select(workspace, Filters(parties=("Nobody",))))
    assert [section.empty for section in brief.sections if section.is_empty] == [
        "No statement with a known party takes a position on a theme.",
        "There are no dated positions that could have changed.",
        "No event was found.",
        "No two sure statements of a party contradict each other within thirty days.",
    ]
    for written in (brief_markdown(brief), brief_docx(brief)):
        assert written


def test_markdown_links_each_sentence_and_makes_no_markup_of_text(brief):
    from markdown_it import MarkdownIt

    text = brief_markdown(brief)
    assert f"([+Herald, 2 April 2023](<{LINK}>)" in text
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert f'<a href="{LINK.replace("&", "&amp;")}">+Herald, 2 April 2023</a>' in page
    assert MarkdownIt().render(escape("<img src=x> *a* [b](c) `d`")).strip() == (
        "<p>&lt;img src=x&gt; *a* [b](c) `d`</p>"
    )


def test_the_word_document_has_a_coloured_matrix_and_linked_sources(brief):
    import docx

    document = docx.Document(io.BytesIO(brief_docx(brief)))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading 1")]
    assert headings == [
        "The stance matrix", "Positions now", "What changed", "Timeline", "Open contradictions", "Sources",
    ]  # fmt: skip
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["", "Serbia", "Kosovo"]
    assert ["Recognition", "-0.90 (1)*", ""] in rows
    fills = re.findall(r'w:fill="(\w+)"', table._tbl.xml)
    assert len(fills) == 3
    assert len(set(fills)) == 3
    links = {rel.target_ref for rel in document.part.rels.values() if rel.reltype.endswith("/hyperlink")}
    assert LINK in links
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    numbers = set(re.findall(r"\[(\d+)\]", text.partition("Sources")[0]))
    assert numbers
    assert {f"[{number}]" for number in numbers} <= set(re.findall(r"\[\d+\]", text.partition("Sources")[2]))


def test_the_web_page_stands_alone(selection, brief):
    page = brief_html(brief, selection)
    head, _, body = page.partition("<main>")
    assert head.count("<script>") == 1
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", body)
    figures = re.findall(r"data-file='([\w-]+)'><script type='application/json'>(.*?)</script>", body)
    assert [name for name, _ in figures] == ["the-stance-matrix", "timeline"]
    assert all(json.loads(figure)["data"] for _, figure in figures)
    assert f"href='{LINK.replace('&', '&amp;')}'" in body
