import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import PATIENCE, cards, open_page, settle
from tests.pages.material import NAME, fill


@pytest.fixture(scope="module")
def filled(app):
    """The app with a workspace of three articles on talks over Sudan."""
    fill()
    return app


def choose(tab, field, option):
    tab.get_by_role("combobox", name=re.compile(field)).click()
    tab.get_by_role("option", name=option, exact=True).click()
    settle(tab)


def test_a_corrected_card_changes_the_matrix_and_undo_brings_it_back(filled, tab):
    cell = {"workspace": NAME, "row": "Sudan", "column": "ceasefire", "of": "now"}
    open_page(tab, filled, "matrix", **cell)
    card = cards(tab).first
    expect(card).to_contain_text("Ceasefire support", timeout=PATIENCE)
    before = tab.get_by_test_id("stCaptionContainer").all_inner_texts()
    card.get_by_role("link", name="Correct").click()

    expect(tab.get_by_role("heading", name="Review")).to_be_visible(timeout=PATIENCE)
    expect(tab.locator(".parley-card mark")).to_have_text("the army would accept a truce")
    choose(tab, "^Ceasefire|Ceasefire$", "oppose")
    save = tab.get_by_role("button", name=re.compile("Save and accept"))
    expect(save).to_be_enabled(timeout=PATIENCE)
    save.click()
    expect(tab.locator(".st-key-last-act")).to_contain_text("stance on Ceasefire: support → oppose", timeout=PATIENCE)

    open_page(tab, filled, "matrix", **cell)
    expect(cards(tab).first).to_contain_text("Ceasefire oppose", timeout=PATIENCE)
    expect(cards(tab).first).to_contain_text("corrected")
    assert tab.get_by_test_id("stCaptionContainer").all_inner_texts() != before

    open_page(tab, filled, "review", workspace=NAME)
    expect(tab.locator(".st-key-last-act")).to_be_visible(timeout=PATIENCE)
    tab.locator(".parley-head").click()
    tab.keyboard.press("u")
    expect(tab.locator(".st-key-last-act")).to_contain_text("Redo", timeout=PATIENCE)
    open_page(tab, filled, "matrix", **cell)
    expect(cards(tab).first).to_contain_text("Ceasefire support", timeout=PATIENCE)
    assert tab.get_by_test_id("stCaptionContainer").all_inner_texts() == before


@pytest.mark.slow
def test_the_queue_is_gone_through_by_keys(filled, tab):
    open_page(tab, filled, "review", workspace=NAME)
    words = tab.locator(".parley-card mark")
    first = words.inner_text()
    for key, here in (("n", False), ("p", True), ("a", False)):
        tab.locator(".parley-head").click()
        tab.keyboard.press(key)
        (expect(words).to_have_text if here else expect(words).not_to_have_text)(first, timeout=PATIENCE)
        settle(tab)
    expect(tab.locator(".parley-progress b").first).to_have_text("1 of 2")
    expect(tab.locator(".st-key-last-act")).to_contain_text("accepted as it stands")
