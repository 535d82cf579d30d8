"""A team: two app servers on one PostgreSQL database show each other's work."""

import re

import pytest
from playwright.sync_api import expect

from analysis.home import DATABASE
from tests.browser.conftest import app_server
from tests.browser.steps import PATIENCE, cards, open_page, settle
from tests.pages.material import NAME, fill
from tests.postgres_server import postgres_server

# What a team may wait for each other, in milliseconds, on a machine that does nothing else.
SOON = 2_000


@pytest.fixture(scope="module")
def apps(tmp_path_factory):
    """The addresses of two app servers, as on two machines: they share nothing but the database."""
    homes = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    with postgres_server() as url, pytest.MonkeyPatch.context() as patch:
        database = url.render_as_string(hide_password=False)
        patch.setenv(DATABASE, database)
        patch.setenv("PARLEY_HOME", str(homes[0]))
        fill()
        with app_server(homes[0]) as first, app_server(homes[1]) as second:
            yield first, second


@pytest.mark.reliability
def test_a_correction_made_on_one_server_shows_on_the_other_within_two_seconds(apps, browser):
    first, second = apps
    cell = {"workspace": NAME, "row": "Sudan", "column": "ceasefire", "of": "now"}
    reader, reviewer = (browser.new_context(viewport={"width": 1400, "height": 900}).new_page() for _ in range(2))
    for tab in (reader, reviewer):
        tab.set_default_timeout(PATIENCE)
    open_page(reader, first, "matrix", **cell)
    expect(cards(reader).first).to_contain_text("Ceasefire support", timeout=PATIENCE)

    open_page(reviewer, second, "matrix", **cell)
    cards(reviewer).first.get_by_role("link", name="Correct").click()
    expect(reviewer.locator(".parley-card mark")).to_have_text("the army would accept a truce", timeout=PATIENCE)
    reviewer.get_by_role("combobox", name=re.compile("^Ceasefire|Ceasefire$")).click()
    reviewer.get_by_role("option", name="oppose", exact=True).click()
    settle(reviewer)
    save = reviewer.get_by_role("button", name=re.compile("Save and accept"))
    expect(save).to_be_enabled(timeout=PATIENCE)
    save.click()
    expect(reviewer.locator(".st-key-last-act")).to_contain_text("support → oppose", timeout=PATIENCE)

    expect(cards(reader).first).to_contain_text("Ceasefire oppose", timeout=SOON)
    expect(cards(reader).first).to_contain_text("corrected")
