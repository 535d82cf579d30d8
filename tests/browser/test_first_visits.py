"""Right after its start, the app shows whole pages at every address, also to many who come at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import app_server
from tests.browser.steps import PATIENCE
from tests.pages.material import NAME, fill

PAGES = ("timeline", "matrix", "brief", "articles", "status", "search")


@pytest.mark.reliability
def test_links_opened_at_once_as_the_first_ones_show_their_pages_within_the_frame(tmp_path, monkeypatch, browser):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    fill()
    with app_server(tmp_path) as app:
        tabs = [browser.new_context(viewport={"width": 1400, "height": 900}).new_page() for _ in PAGES]
        for tab, page in zip(tabs, PAGES, strict=True):
            tab.goto(f"{app}/{page}?workspace={NAME}", wait_until="commit", timeout=PATIENCE)
        for tab in tabs:
            expect(tab.get_by_role("button", name=re.compile("Saved views"))).to_be_visible(timeout=PATIENCE)
