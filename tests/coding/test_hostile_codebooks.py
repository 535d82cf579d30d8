"""A codebook that is made to do harm is refused in a sentence, soon, or does no more than find nothing."""

import time

import pytest

from analysis.coding.codebook import CodebookError, dump_codebook, parse_codebook
from analysis.coding.codebook_editing import with_field
from analysis.coding.codebook_problems import find_problems
from analysis.coding.terms import TermIndex
from analysis.model import Token

HEAD = 'id = "talks"\nname = "Talks"\nversion = "1"\n'
THEME = """
[[themes]]
id = "truce"
name = "Truce"
definition = "An end of the fighting."
proposition = "There should be a truce."
terms = ["truce"]
"""


def with_terms(terms):
    return HEAD + THEME.replace('["truce"]', f"[{terms}]")


def with_definition(text):
    return HEAD + THEME.replace("An end of the fighting.", text)


def many_themes(number):
    return HEAD + "".join(THEME.replace('id = "truce"', f'id = "truce{n}"') for n in range(number))


REFUSED = {
    "lists in lists": ("a = " + "[" * 100_000, "within each other"),
    "tables in tables": ("a = " + "{a=" * 100_000, "within each other"),
    "keys in keys": ("a." * 300_000 + "a = 1", "within each other"),
    "quoted keys in keys": ('"a" . ' * 100_000 + "a = 1", "within each other"),
    "heads in heads": ("[" + "a." * 300_000 + "a]", "within each other"),
    "a table of keys in keys": ("x = {" + "a." * 300_000 + "a = 1}", "within each other"),
    "lists in lists of a theme": (with_terms("[" * 50_000 + "]" * 50_000), "within each other"),
    "empty": ("", "is missing or empty"),
    "a number of 5,000 digits": ("a = " + "9" * 5_000, "not valid TOML"),
    "a number of a million digits in hex": ("a = 0x" + "f" * 1_000_000, "unknown field"),
    "a day that is none": ("a = 2024-99-99", "not valid TOML"),
    "a million characters without a line end": ("a" * 1_000_000, "not valid TOML"),
    "3 million characters": (with_definition("a" * 3_000_000), "2,000,000 is the most"),
    "a million terms": (with_terms('"a",' * 1_000_000), "2,000,000 is the most"),
    "20,001 terms": (with_terms('"a",' * 20_001), "20,001 terms and examples; 20,000 is the most"),
    "1,001 themes": (many_themes(1_001), "1,000 is the most"),
    "a text of 10,001 characters": (with_definition("a" * 10_001), "10,000 is the most"),
    "a term of 100,000 words": (with_terms('"' + "a|" * 50_000 + 'a"'), "10,000 is the most"),
    "a term that a pattern would choke on": (with_terms('"' + "a" * 5_000 + '!"'), "can't be read"),
    "a term like a pattern": (with_terms('"(a+)+$"'), "can't be read"),
    "a term of gaps": (with_terms('"* * * *"'), "must begin and end with a word"),
    "a key twice": (HEAD + HEAD + THEME, "not valid TOML"),
    "a theme's key twice": (HEAD + THEME + 'name = "Truce"', "not valid TOML"),
    "a theme that is a list": (HEAD + "themes = [[1, 2], [3]]", "must be a [[themes]] table"),
    "themes that are a table": (HEAD + "[themes]\nid = 'a'", "at least one"),
    "a name that is a number": (HEAD.replace('"Talks"', "1") + THEME, "give it a text"),
    "a version that is a day": (HEAD.replace('"1"', "2024-01-01") + THEME, "give it a text"),
    "terms that are a table": (HEAD + THEME.replace('["truce"]', "{a = 1}"), "list of texts"),
    "terms that are numbers": (with_terms("1, 2"), "list of texts"),
    "terms of one number": (with_terms('"a", inf'), "list of texts"),
    "an id with a path": (HEAD + THEME.replace('"truce"', '"../../truce"', 1), "lower-case letters"),
    "an id of markup": (HEAD + THEME.replace('"truce"', '"<script>"', 1), "lower-case letters"),
    "an unknown field of 100,000 letters": (HEAD + THEME + "a" * 100_000 + " = 1", "unknown field"),
    "a NUL": (with_definition(r"An \u0000 end"), "hidden character U+0000"),
    "a bell as it is": (with_definition("An \a end"), "not valid TOML"),
    "an escape": (HEAD.replace("Talks", r"\u001b[2J") + THEME, "hidden character U+001B"),
    "a delete": (with_terms(r'"tr\u007Fuce"'), "hidden character U+007F"),
    "words turned round": (HEAD + THEME.replace('"Truce"', r'"Tr\u202Eecu"'), "hidden character U+202E"),
    "a lone surrogate": (with_definition(r"\ud800"), "not valid TOML"),
    "no TOML": ("\0" * 1_000, "not valid TOML"),
    "another format": ('{"id": "talks"}', "not valid TOML"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_soon_and_in_a_short_sentence(case):
    text, words = REFUSED[case]
    before = time.process_time()
    with pytest.raises(CodebookError) as refused:
        parse_codebook(text, "talks.toml")
    assert time.process_time() - before < 3
    assert str(refused.value).startswith("talks.toml")
    assert words in str(refused.value)
    assert len(str(refused.value)) < 800


def test_very_many_terms_for_one_word_take_little_time_to_look_for():
    terms = [f'"truce * {number}x"' for number in range(5_000)]
    index = TermIndex(parse_codebook(with_terms(",".join(terms)), "talks.toml"))
    tokens = [Token("truce", "truce", "NOUN", "ROOT", 0, 6 * number) for number in range(100)]
    before = time.process_time()
    assert index.find(tokens) == []
    assert time.process_time() - before < 5


def test_what_an_editor_pastes_is_kept_without_what_cannot_be_seen_and_read_back():
    codebook = parse_codebook(HEAD + THEME, "talks.toml")
    pasted = with_field(codebook, 0, "definition", "An \0end\x7f of\u202e the \x1b[31mfighting")
    assert pasted.themes[0].definition == "An end of the [31mfighting"
    assert find_problems(pasted) == []
    assert parse_codebook(dump_codebook(pasted)) == pasted


def test_markup_formulas_and_directives_are_texts_like_others():
    text = "</script><img src=x onerror=alert(1)> =1+1 $x$ :red[a] ![a](http://example.org/a.png)"
    codebook = parse_codebook(with_definition(text.replace('"', "'")), "talks.toml")
    assert codebook.themes[0].definition == text
    assert parse_codebook(dump_codebook(codebook)) == codebook
