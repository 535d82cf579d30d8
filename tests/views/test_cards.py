import dataclasses

from analysis.model import Coding, StanceLabel
from analysis.views.cards import cards, lit
from tests.store.samples import SAYS, add, coded


def test_a_card_has_all_that_is_known_of_its_statement(workspace):
    add(workspace, coded())
    (card,) = cards(workspace, [1], {"corridors": "Corridors and transit"})
    assert (card.speaker, card.party, card.role, card.kind) == ("Ilham Aliyev", "Azerbaijan", "president", "direct")
    assert (card.date, card.date_known, card.outlet, card.title) == ("14 May 2023", True, "Herald", "Talks")
    assert (card.before, card.words, card.after) == ("Ilham Aliyev said: ", f"“{SAYS}.”", "")
    assert (card.start, card.end) == (19, 19 + len(SAYS) + 3)
    (theme,) = card.themes
    assert (theme.name, theme.stance, theme.score, theme.suggested) == ("Corridors and transit", "support", 0.8, False)
    assert (card.reprints, card.corrected, card.weak) == ((), False, False)


def test_what_is_unknown_is_said_to_be(workspace):
    analysed = coded(published=None, source=None)
    statement = dataclasses.replace(
        analysed.analysis.statements[0], speaker=None, party=None, role=None, confidence=0.3
    )
    analysis = dataclasses.replace(analysed.analysis, statements=(statement,))
    add(workspace, dataclasses.replace(analysed, analysis=analysis))
    (card,) = cards(workspace, [1])
    assert (card.speaker, card.party, card.role) == ("Ilham Aliyev", "", "")
    assert (card.date, card.date_known, card.outlet) == ("date unknown", False, "unknown outlet")
    assert card.weak


def test_a_card_names_the_other_outlets_with_the_same_words(workspace):
    add(workspace, coded())
    add(workspace, coded(SAYS + "!", source="Tribune"))
    first, second = cards(workspace, [1, 2])
    assert first.reprints == ("Tribune",)
    assert second.reprints == ("Herald",)


def test_cards_keep_the_order_and_leave_out_what_is_gone(workspace):
    add(workspace, coded())
    add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia"))
    assert [card.statement_id for card in cards(workspace, [2, 99, 1])] == [2, 1]
    assert cards(workspace, []) == []


def test_the_surest_theme_comes_first_and_a_theme_without_a_name_is_readable(workspace):
    analysed = coded()
    more = Coding("border_guards", StanceLabel.CONDITIONAL, 0.3, 0.9, "if patrols leave")
    add(workspace, dataclasses.replace(analysed, codings=((*analysed.codings[0], more),)))
    themes = cards(workspace, [1])[0].themes
    assert [theme.name for theme in themes] == ["Border guards", "Corridors"]
    assert themes[0].condition == "if patrols leave"


def test_matching_words_are_lit_in_any_inflection():
    text = "They negotiated a truce; negotiations go on."
    pieces = lit(text, "negotiating the truce")
    assert [piece for piece, on in pieces if on] == ["negotiated", "truce", "negotiations"]
    assert "".join(piece for piece, _ in pieces) == text


def test_function_words_are_not_lit_and_markup_stays_text():
    text = "<b>The</b> border & the river"
    assert [piece for piece, on in lit(text, "the border") if on] == ["border"]
    assert "".join(piece for piece, _ in lit(text, "the border")) == text
    assert lit("nothing here", "") == [("nothing here", False)]
