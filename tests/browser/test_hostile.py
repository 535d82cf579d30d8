"""Hostile titles, authors, speakers, themes, notes and names on every page: nothing of them runs, loads or breaks."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from analysis.exchange.formats import export_bytes
from analysis.exchange.selection import select
from analysis.store import Filters, Workspace
from pages.shared.navigation import _PAGES
from tests.browser.hostile_workspace import NAME, fill
from tests.browser.steps import PATIENCE, open_page

# Set by whatever of the texts runs.
_CANARIES = ("hacked", "owned", "alerted")
_INNER = ("data:", "blob:", "about:")


@pytest.fixture(scope="module")
def hostile(app):
    """The app, with a workspace of nothing but hostile texts; and the file of the workspace."""
    return app, fill()


@pytest.fixture
def watched(tab):
    """A tab that notes what must not happen: requests to anywhere but the app, dialogs, errors of scripts."""
    seen: dict[str, list[str]] = {"requests": [], "dialogs": [], "errors": []}
    tab.on("request", lambda request: seen["requests"].append(request.url))
    tab.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: seen["errors"].append(str(error)))
    return tab, seen


def foreign(seen: dict[str, list[str]], app: str) -> list[str]:
    """The requests that left the app."""
    host = urlsplit(app).netloc
    return [url for url in seen["requests"] if not url.startswith(_INNER) and urlsplit(url).netloc != host]


def check(tab: Page, seen: dict[str, list[str]], app: str) -> None:
    assert foreign(seen, app) == []
    assert seen["dialogs"] == []
    assert tab.evaluate("names => names.filter(name => name in window)", list(_CANARIES)) == []
    assert tab.locator("[data-testid=stException]").count() == 0
    assert (
        tab.locator("[onerror], [onload], .stApp iframe:not([title]), svg[onload], meta[http-equiv=refresh]").count()
        == 0
    )
    links = tab.evaluate("() => [...document.querySelectorAll('a[href]')].map(a => [a.href, a.target, a.rel])")
    for address, target, rel in links:
        assert urlsplit(address).scheme in ("http", "https"), address
        if urlsplit(address).netloc != urlsplit(app).netloc:
            assert "noopener" in rel or target != "_blank", (address, target, rel)
    pictures = tab.evaluate("() => [...document.querySelectorAll('img')].map(i => i.src)")
    assert [src for src in pictures if "evil" in src] == []


# The others in the long run.
_FEW = ("overview", "search")


@pytest.mark.parametrize(
    "name", [name if name in _FEW else pytest.param(name, marks=pytest.mark.reliability) for name in _PAGES]
)
def test_a_page_shows_hostile_texts_and_runs_none(hostile, watched, name):
    (app, _), (tab, seen) = hostile, watched
    more = {"article": "1", "statement": "1"} if name == "reader" else {}
    open_page(tab, app, "" if name == "overview" else name, workspace=NAME, **more)
    expect(tab.get_by_test_id("stMain")).to_be_visible(timeout=PATIENCE)
    check(tab, seen, app)
    assert seen["errors"] == []


@pytest.mark.parametrize("form", ["brief-html", "brief-md", "csv"])
def test_a_file_that_leaves_the_workspace_runs_nothing(hostile, watched, tmp_path, form):
    (app, path), (tab, seen) = hostile, watched
    file = tmp_path / f"out.{'html' if form == 'brief-html' else 'txt'}"
    with Workspace.open(path) as workspace:
        file.write_bytes(export_bytes(replace(select(workspace, Filters()), address=app), form))
    tab.goto(file.as_uri())
    tab.wait_for_timeout(500)
    assert [url for url in seen["requests"] if not url.startswith((*_INNER, "file:"))] == []
    assert seen["dialogs"] == []
    assert tab.evaluate("names => names.filter(name => name in window)", list(_CANARIES)) == []
    assert tab.locator("[onerror], [onload], iframe, meta[http-equiv=refresh]").count() == 0
