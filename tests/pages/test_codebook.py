"""The codebook page: what is written is checked, previewed, saved, and can be taken back."""

import pytest

from analysis.store import Workspace
from tests.pages.material import run_page, shown


def field(page, name):
    """The text area or input of a field of the theme that is open."""
    widgets = [*page.text_area, *page.text_input]
    return next(widget for widget in widgets if widget.key.startswith(f"codebook-{name}-"))


def button(page, words):
    return next(button for button in page.button if button.label == words)


@pytest.mark.usefixtures("filled")
def test_a_change_is_checked_and_saved_as_a_new_version(filled):
    page = run_page("codebook")
    assert not page.exception
    assert button(page, "Save").disabled
    field(page, "proposition").set_value("").run()
    assert button(page, "Save").disabled
    assert any("Ceasefire, proposition" in warning.value for warning in page.warning)
    field(page, "proposition").set_value("The guns should fall silent.").run()
    assert not page.exception
    assert "What saving would change" in shown(page)
    button(page, "Save").click().run()
    with Workspace.open(filled) as workspace:
        assert workspace.codebook().themes[0].proposition == "The guns should fall silent."
        assert workspace.codebook().version == "2"
        assert [saved.codebook.version for saved in workspace.codebooks.versions()] == ["2", "1"]


@pytest.mark.usefixtures("filled")
def test_a_new_theme_says_what_it_needs_and_takes_its_id_from_its_name():
    page = run_page("codebook")
    button(page, "Add a theme").click().run()
    field(page, "name").set_value("Food aid").run()
    assert field(page, "id").value == "food_aid"
    assert {"Food aid, definition", "Food aid, proposition", "Food aid, terms"} <= {
        line[2:].partition(":")[0].replace("\\", "").replace("\u2060", "")
        for line in page.warning[0].value.splitlines()[1:]
    }


@pytest.mark.usefixtures("filled")
def test_an_earlier_version_is_restored(filled):
    page = run_page("codebook")
    button(page, "Delete").click().run()
    button(page, "Save").click().run()
    with Workspace.open(filled) as workspace:
        assert "ceasefire" not in {theme.id for theme in workspace.codebook().themes}
    page = run_page("codebook", {"codebook-part": "Versions"})
    assert "Removed: Ceasefire." in shown(page)
    button(page, "Restore").click().run()
    assert not page.exception
    with Workspace.open(filled) as workspace:
        assert workspace.codebook().themes[0].id == "ceasefire"
        assert workspace.codebook().version == "3"


@pytest.mark.usefixtures("filled")
def test_a_shipped_codebook_is_looked_at_before_it_takes_over():
    page = run_page("codebook", {"codebook-part": "Files"})
    page.selectbox(key="shipped").set_value("trade_talks").run()
    button(page, "Start from it").click().run()
    assert not page.exception
    assert "Added: Tariffs, Retaliation" in shown(page)
    assert "<b>2</b>lost" in shown(page)
    button(page, "Discard changes").click().run()
    assert "Nothing is changed." in shown(page)
