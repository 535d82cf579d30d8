"""What a user does in the browser, step by step."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

PATIENCE = 120_000


def open_page(tab: Page, app: str, name: str, **parameters: str) -> None:
    """Open a page of the workspace talks by its address; the overview has no name there."""
    tab.goto(f"{app}/{name}?{urlencode({'workspace': 'talks'} | parameters)}")
    settle(tab)


def settle(tab: Page) -> None:
    """Wait until the page has run and all its widgets are there."""
    expect(tab.locator(".stApp[data-test-script-state=notRunning]")).to_be_visible(timeout=PATIENCE)
    expect(tab.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)


def click_point(tab: Page, number: int = 0) -> None:
    """Click a point of the first figure."""
    point = tab.locator(".stPlotlyChart .scatterlayer .point").nth(number)
    expect(point).to_be_visible(timeout=PATIENCE)
    point.scroll_into_view_if_needed()
    tab.wait_for_timeout(500)  # plotly takes clicks a moment after it has drawn
    box = point.bounding_box()
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def open_in_article(tab: Page, card: Locator) -> None:
    """Follow a card's link, and see its words lit in the text, within the window."""
    words = card.locator("mark").inner_text()
    card.get_by_role("link", name="Open in article").click()
    lit = tab.locator("#parley-focus").last
    expect(lit).to_be_in_viewport(timeout=PATIENCE)
    focus = " ".join("".join(tab.locator(".parley-text .focus").all_inner_texts()).split())
    assert focus == " ".join(words.split())


def cards(tab: Page) -> Locator:
    """The cards on the page, each with its links."""
    return tab.locator("[class*='st-key-card-']")
