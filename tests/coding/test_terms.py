import pytest

from analysis.coding.terms import TermError, TermIndex, parse_term
from analysis.model import Codebook, Theme
from tests.coding.statements import language, statement


def index(*themes: Theme) -> TermIndex:
    return TermIndex(Codebook("t", "t", "1", themes))


def theme(identifier: str = "a", **terms: tuple[str, ...]) -> Theme:
    return Theme(identifier, identifier, identifier, identifier, **terms)


def found(text: str, *themes: Theme) -> list[tuple[str, int, str]]:
    parsed = statement(f"{{{text}}}")
    matches = index(*themes).find(parsed.tokens)
    return [(m.theme, m.side, " ".join(parsed.tokens[i].text for i in m.tokens)) for m in matches]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("sanction", "The sanctions stay.", "sanctions"),
        ("cease-fire", "A ceasefire holds.", "ceasefire"),
        ("cease-fire", "A cease-fire holds.", "cease fire"),
        ("ceasefire", "A cease fire holds.", "cease fire"),
        ("recognise border", "They will recognize borders.", "recognize borders"),
        ("lift * sanction", "He wants to lift all of the sanctions.", "lift sanctions"),
        ("lift ~ sanction", "The sanctions on oil should be lifted.", "sanctions lifted"),
        ("lift|ease sanction", "He is easing sanctions.", "easing sanctions"),
        ("truce", "“Truce” is what he wants.", "Truce"),
    ],
)
def test_a_term_is_found_in_every_form(term, text, words):
    assert found(text, theme(terms=(term,))) == [("a", 0, words)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("lift * sanction", "The sanctions should be lifted."),
        ("lift ~ sanction", "He wants to lift trade, and more sanctions will come."),
        ("lift * sanction", "They lift one two three four five sanctions."),
        ("talks", "He will talk about the weather."),
        ("port", "They report daily."),
    ],
)
def test_a_term_is_not_found_elsewhere(term, text):
    assert found(text, theme(terms=(term,))) == []


def test_the_longer_phrase_wins_between_themes():
    talks = theme("talks", terms=("negotiation",))
    leaving = theme("mediation", terms_against=("walk away * negotiation",))
    assert found("They may walk away from negotiations.", talks, leaving) == [
        ("mediation", -1, "walk away negotiations")
    ]


def test_a_side_wins_over_a_neutral_term_on_the_same_words():
    assert found("The arms embargo stays.", theme(terms=("embargo",), terms_against=("arms embargo",))) == [
        ("a", -1, "arms embargo")
    ]


def test_a_sentence_without_a_parse_gives_the_theme_nearest_to_a_noun():
    themes = index(theme("truce", terms=("truce",)), theme("talks", terms=("talks",)))
    sentence = "The talks led to a proposal of truces."
    assert themes.nearest(sentence, ["proposal"]).theme == "truce"
    assert themes.nearest(sentence).theme == "talks"
    assert themes.nearest("Nothing happened.") is None


@pytest.mark.parametrize("text", ["", '"', "”"])
def test_a_text_without_words_has_no_theme(text):
    assert index(theme("truce", terms=("truce",))).nearest(text) is None


@pytest.mark.parametrize("term", ["", "* truce", "truce *", "a ~ b ~ c", "a|", "(truce)"])
def test_a_term_that_cannot_be_read_is_refused(term):
    with pytest.raises(TermError):
        parse_term(term)


def test_tokens_keep_their_places_in_long_texts():
    text = "One two three. " * 50 + "A truce."
    parsed = language()(text)
    assert parsed[-2].text == "truce"
    assert found(text, theme(terms=("truce",))) == [("a", 0, "truce")]


def test_a_term_of_many_gaps_takes_no_time_that_doubles_with_each_of_them():
    many = " * ".join(["talk"] * 40)
    terms = index(theme(terms=(f"{many} * truce",)))
    assert terms.nearest("talk " * 60) is None
    match = terms.nearest("talk " * 60 + "truce")
    assert match is not None
    assert len(match.tokens) == 41
