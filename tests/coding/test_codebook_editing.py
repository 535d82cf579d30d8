"""Steps of an editor, what they leave wrong, and what tells two codebooks apart."""

from analysis.coding.codebook_editing import (
    Difference,
    difference,
    with_field,
    with_name,
    with_new_theme,
    with_theme_moved,
    without_theme,
)
from analysis.coding.codebook_problems import Problem, find_problems
from analysis.model import Codebook, Theme

TRUCE = Theme("truce", "Truce", "An end of the fighting.", "There should be a truce.", ("truce",))
AID = Theme("food_aid", "Food aid", "Food for those in need.", "Food aid should be let in.", ("food aid",))
TALKS = Codebook("talks", "Talks", "1", (TRUCE, AID))


def ids(codebook):
    return [theme.id for theme in codebook.themes]


def test_a_list_is_written_one_entry_a_line():
    changed = with_field(TALKS, 1, "terms_for", "  open *  crossing \n\nlet in ~ aid\nopen * crossing\n")
    assert changed.themes[1].terms_for == ("open * crossing", "let in ~ aid")
    assert changed.themes[0] is TRUCE


def test_a_new_theme_takes_its_id_from_its_name_and_a_known_one_keeps_it():
    changed = with_name(with_new_theme(TALKS), 2, "Food aid", known=ids(TALKS))
    assert ids(changed) == ["truce", "food_aid", "food_aid_2"]
    assert ids(with_name(TALKS, 0, "Armistice", known=ids(TALKS))) == ["truce", "food_aid"]
    assert ids(with_name(with_new_theme(TALKS), 2, "1.5 degrees", known=ids(TALKS)))[2] == "theme_1_5_degrees"


def test_themes_are_moved_and_deleted():
    assert ids(with_theme_moved(TALKS, 0, 1)) == ["food_aid", "truce"]
    assert ids(with_theme_moved(TALKS, 0, -1)) == ["truce", "food_aid"]
    assert ids(without_theme(TALKS, 0)) == ["food_aid"]


def test_a_difference_names_themes_and_fields():
    assert not difference(TALKS, TALKS)
    changed = with_field(with_field(TALKS, 1, "terms", "food aid\nconvoy"), 1, "proposition", "Food should be let in.")
    assert difference(TALKS, changed) == Difference((), (), (("Food aid", ("proposition", "terms")),), False)
    assert difference(TALKS, without_theme(TALKS, 0)).removed == ("Truce",)
    assert difference(without_theme(TALKS, 0), TALKS).added == ("Truce",)
    assert difference(TALKS, with_theme_moved(TALKS, 0, 1)).reordered


def test_every_problem_names_its_theme_and_field():
    empty = with_field(TALKS, 0, "proposition", " ")
    twice = with_field(empty, 1, "id", "truce")
    both = with_field(with_field(twice, 1, "terms_for", "let in"), 1, "terms_against", "let in")
    unread = with_field(both, 1, "terms", "* aid")
    found = find_problems(with_field(unread, 1, "name", "x" * 61))
    assert [(problem.theme, problem.field) for problem in found] == [
        (0, "proposition"),
        (1, "name"),
        (1, "terms"),
        (1, "terms_against"),
        (1, "id"),
    ]
    assert "61 characters; 60 is the most" in found[1].advice
    assert "“let in”" in found[3].advice
    assert find_problems(TALKS) == []


def test_a_theme_without_terms_is_a_problem():
    assert find_problems(with_field(TALKS, 0, "terms", "")) == [
        Problem(0, "terms", "Give at least one term, so that statements can be found.")
    ]
