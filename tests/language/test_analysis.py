"""The parse of a whole article, before Parley's own components."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.analysis import analyse, parse
from analysis.model import Article


def article(text: str) -> Article:
    return Article(file="t.txt", title="", text=text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "One line.",
        "\n\nA headline without a stop\n\nKhartoum said no. The army left.\n  Indented text.\t\n",
        "Curly “quotes”, dashes – and accents: Élysée, Erdoğan.\r and an emoji 🕊 here.",
    ],
)
def test_the_parse_keeps_the_text_character_by_character(language, text):
    assert parse(language, article(text)).text == text


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_parsed_without_loss(language, text):
    assert parse(language, article(text)).text == text


def test_a_heading_is_no_part_of_the_next_sentence(language):
    doc = parse(language, article("Ceasefire in sight\n\nThe army rejected the truce."))
    assert [s.text.strip() for s in doc.sents][-1] == "The army rejected the truce."


def test_an_empty_article_yields_nothing(language):
    found = analyse(language, article(""))
    assert (found.statements, found.events, found.dates, found.mentions) == ((), (), (), ())
