import pytest

from analysis.coding.codebook import CODEBOOKS, CodebookError, dump_codebook, load_codebook, parse_codebook

HEAD = 'id = "talks"\nname = "Talks"\nversion = "1"\n'
THEME = """
[[themes]]
id = "truce"
name = "Truce"
definition = "An end of the fighting."
proposition = "There should be a truce."
terms = ["truce"]
"""


def test_the_shipped_codebook_has_the_themes_of_war_and_peace_with_enough_terms():
    themes = {theme.id: theme for theme in load_codebook().themes}
    assert {"ceasefire", "territory", "mediation", "negotiations", "sanctions", "security_guarantees", "nato"} < set(
        themes
    )
    assert {"military_aid", "prisoners", "energy_grid", "grain_and_shipping", "reconstruction", "minerals"} < set(
        themes
    )
    assert {"accountability", "peacekeepers"} < set(themes)
    for theme in themes.values():
        assert len(theme.terms_for) >= 4
        assert len(theme.terms_against) >= 3
        assert 2 <= len(theme.examples) <= 4


@pytest.mark.parametrize("path", sorted(CODEBOOKS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_codebook_written_out_reads_back_the_same(path):
    codebook = load_codebook(path)
    assert parse_codebook(dump_codebook(codebook)) == codebook


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id = ", ["talks.toml", "TOML"]),
        (HEAD, ["talks.toml", "themes"]),
        (HEAD.replace('version = "1"', "") + THEME, ["version"]),
        (HEAD + THEME.replace('proposition = "There should be a truce."', ""), ["truce", "proposition"]),
        (HEAD + THEME.replace('["truce"]', "[]"), ["truce", "terms"]),
        (HEAD + THEME.replace('["truce"]', '"truce"'), ["truce", "terms"]),
        (HEAD + THEME.replace('["truce"]', '["* truce"]'), ["truce", "terms", "* truce"]),
        (HEAD + THEME.replace('id = "truce"', 'id = "The Truce"'), ["The Truce", "id"]),
        (HEAD + THEME + THEME, ["truce", "twice"]),
        (HEAD + THEME + 'term_for = ["now"]', ["truce", "term_for"]),
        (HEAD + THEME + 'terms_for = ["now"]\nterms_against = ["now"]', ["truce", "terms_against", "now"]),
    ],
)
def test_a_fault_is_named_with_its_file_theme_and_field(text, words):
    with pytest.raises(CodebookError) as error:
        parse_codebook(text, "talks.toml")
    for word in words:
        assert word in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CodebookError, match=r"none\.toml"):
        load_codebook(tmp_path / "none.toml")
