"""Quotations are found by their marks alone, however these are typed."""

import pytest

from analysis.language.quotations import find_quotations
from analysis.reading.paragraphs import paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will not sign,” said Belgrade.", ["“We will not sign,”"]),
        ('"We will not sign," said Belgrade.', ['"We will not sign,"']),
        ("''We will not sign,'' said Belgrade.", ["''We will not sign,''"]),
        ("« We will not sign », said Dakar.", ["« We will not sign »"]),
        ('“ We will not sign," he said.', ['“ We will not sign,"']),
        ("“We will not sign,“ he said.", ["“We will not sign,“"]),
        ('"A," he said. "B," she said.', ['"A,"', '"B,"']),
        ("Juba’s army is 'ready' and its chiefs' talks failed.", []),
        ('The 6\'2" envoy stood beside a 5" map.', []),
    ],
)
def test_every_style_of_marks(text, expected):
    assert quoted(text) == expected


def test_a_quotation_left_open_goes_on_in_a_paragraph_that_opens_with_a_mark():
    text = "“The corridor stays open.\n\n“Nobody will close it,” Lachin’s mayor said."
    (quotation,) = find_quotations(text, paragraphs(text))
    assert [text[a:b] for a, b in quotation.parts] == ["“The corridor stays open.", "“Nobody will close it,”"]
    assert quotation.closed


def test_a_forgotten_closing_mark_ends_with_the_sentence():
    text = "Riyadh called for “an end to the siege. The talks go on.\n\nNothing else was said."
    assert quoted(text) == ["“an end to the siege"]


def test_a_forgotten_closing_mark_of_a_whole_paragraph_ends_with_it():
    text = "“We are ready. We have always been ready.\n\nHe left for Addis Ababa."
    assert quoted(text) == ["“We are ready. We have always been ready."]
