"""An analyst changes the codebook: a term is added, its effect seen, saved, seen in the matrix, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import PATIENCE, cards, open_page, settle

TEXT = """---
title: Talks in Muscat
published: 2025-05-04
source: Gulf Monitor
---
Iranian Foreign Minister Abbas Araghchi said on Sunday that Iran supported the seawall treaty. "We support a
ceasefire," Araghchi said.
"""


@pytest.fixture(scope="module")
def muscat(app, browser):
    """The app with a workspace of one article, made for a codebook that the analyst chose."""
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    open_page(tab, app, "articles")
    tab.get_by_role("button", name="New workspace").click()
    tab.get_by_placeholder("Kosovo talks").fill("muscat")
    tab.get_by_role("button", name="Create").click()
    settle(tab)
    open_page(tab, app, "articles", workspace="muscat")
    file = {"name": "muscat.md", "mimeType": "text/markdown", "buffer": TEXT.encode()}
    tab.locator("input[type=file]").first.set_input_files([file])
    expect(tab.get_by_text("1 done")).to_be_visible(timeout=3 * PATIENCE)
    tab.close()
    return app


def open_matrix(tab, app):
    """Open the stance matrix, whose figures take longer than its widgets."""
    tab.goto(f"{app}/matrix?workspace=muscat")
    expect(squares(tab).first).to_be_visible(timeout=2 * PATIENCE)


def squares(tab):
    """The squares of the matrix, one a cell with evidence."""
    return tab.locator(".stPlotlyChart .scatterlayer .point")


@pytest.mark.slow
def test_a_term_is_added_previewed_saved_and_taken_back(muscat, tab):
    open_matrix(tab, muscat)
    before = squares(tab).count()

    open_page(tab, muscat, "codebook", workspace="muscat")
    tab.get_by_text("Grain and shipping").click()
    settle(tab)
    terms = tab.get_by_role("textbox", name="Terms, one a line")
    expect(terms).to_have_value(re.compile("grain"), timeout=PATIENCE)
    terms.fill(terms.input_value() + "\nseawall treaty")
    terms.press("Control+Enter")
    expect(tab.get_by_text("Caught anew")).to_be_visible(timeout=PATIENCE)
    expect(cards(tab).first).to_contain_text("seawall treaty")
    tab.locator(".st-key-codebook-bar").get_by_role("button", name="Save").click()
    expect(tab.get_by_text("version 2 in force")).to_be_visible(timeout=PATIENCE)
    expect(tab.get_by_text("still coded by an earlier version")).to_have_count(0, timeout=3 * PATIENCE)

    open_matrix(tab, muscat)
    expect(squares(tab)).to_have_count(before + 1, timeout=PATIENCE)

    open_page(tab, muscat, "codebook", workspace="muscat")
    tab.get_by_text("Versions", exact=True).first.click()
    tab.get_by_role("button", name="Restore").click()
    expect(tab.get_by_text("version 3").first).to_be_visible(timeout=PATIENCE)
    expect(tab.get_by_text("still coded by an earlier version")).to_have_count(0, timeout=3 * PATIENCE)
    open_matrix(tab, muscat)
    expect(squares(tab)).to_have_count(before, timeout=PATIENCE)
