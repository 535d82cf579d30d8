import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pages.shared.text import escape, label, shorten


@given(st.text())
def test_escaped_text_holds_no_markup_and_reads_as_before(text):
    escaped = escape(text)
    assert not set("<>\"'") & set(escaped)
    assert html.unescape(escaped) == text or "&" in text  # an entity in the text is escaped once, so reads as it stood


@pytest.mark.parametrize(
    "text",
    [
        "**bold**",
        "[a](http://b.c)",
        "![x](http://b.c/x.png)",
        "# Head",
        "1. one",
        "`code`",
        "<b>b</b>",
        "a | b",
        "_a_",
        "~~a~~",
    ],
)
def test_a_label_shows_the_characters_as_they_are(text):
    assert MarkdownIt().render(label(text)).strip() == f"<p>{html.escape(text, quote=False)}</p>".replace(
        ":", ":\u2060"
    )


@pytest.mark.parametrize("text", [":red[x]", ":material/home:", ":smile:", "https://example.org"])
def test_a_label_breaks_streamlits_own_directives(text):
    assert text not in label(text)
    assert ":\u2060" in label(text)


def test_text_is_cut_between_words():
    assert shorten("The envoys met, and left", 16) == "The envoys met …"
    assert shorten("short\ntext", 20) == "short text"
