"""Compare, follow and keep views as an analyst would, in the browser."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from analysis.home import create_workspace
from analysis.store import Workspace
from tests.browser.steps import PATIENCE, cards, open_page, settle

DAYS = {
    "2025-01-06": "Ethiopia's Foreign Minister Gedion Timothewos said on Monday that his country rejected a truce.",
    "2025-01-13": "Gedion Timothewos said on Monday that Ethiopia opposed a ceasefire with the rebels.",
    "2025-01-20": "Ethiopia rejected a ceasefire on Monday. Eritrea called for a ceasefire.",
    "2025-02-10": "Gedion Timothewos said on Monday that Ethiopia supported a ceasefire. The rebels had ten days to "
    "answer, he said.",
    "2025-02-17": "Gedion Timothewos said on Monday that Ethiopia backed a ceasefire.",
    "2025-02-24": "Ethiopia called for a ceasefire on Monday. Eritrea supported a ceasefire.",
}
TEXTS = {
    f"talks-{number}.md": f"---\ntitle: Port talks {number}\npublished: {day}\nsource: Horn Herald\n---\n{text}\n"
    for number, (day, text) in enumerate(DAYS.items())
}


@pytest.fixture(scope="module")
def followed(app, browser):
    """The app once six articles on a ceasefire are in its workspace named horn, in which Ethiopia turns."""
    with Workspace.open(create_workspace("horn")) as workspace:
        workspace.queue.put_all([(name, text.encode(), None) for name, text in TEXTS.items()])
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    open_page(tab, app, "articles", workspace="horn")
    for number in range(len(TEXTS)):
        expect(tab.get_by_role("link", name=f"Port talks {number}")).to_be_visible(timeout=5 * PATIENCE)
    tab.close()
    return partial(open_page, app=app, workspace="horn")


def squares(tab):
    """The matrix as it is drawn: each point's shape and colour."""
    settle(tab)
    points = tab.locator(".stPlotlyChart .scatterlayer .point")
    expect(points.first).to_be_visible(timeout=PATIENCE)
    tab.wait_for_timeout(700)  # plotly draws a moment after the page has run
    return points.evaluate_all("points => points.map(p => p.getAttribute('d') + getComputedStyle(p).fill)")


def choose(tab, label, option):
    tab.get_by_role("combobox", name=re.compile(label)).click()
    tab.get_by_role("option", name=option).click()


def test_what_a_square_counts_is_chosen_and_stays_in_the_address(followed, tab):
    followed(tab, name="matrix", party="Ethiopia", theme="Ceasefire")
    usual = squares(tab)
    choose(tab, "A square shows", "Share in favour")
    expect(tab.get_by_text("A square is the share in favour")).to_be_visible(timeout=PATIENCE)
    choose(tab, "The same stance counts", "Once a month")
    expect(tab.get_by_text("once in each calendar month")).to_be_visible(timeout=PATIENCE)
    expect(tab).to_have_url(re.compile(r"square=Share\+in\+favour"))
    expect(tab).to_have_url(re.compile(r"once=Once\+a\+month"))
    # Against in January, in favour in February: once a month that is one of two.
    expect(tab.get_by_text("(50% in favour)").first).to_be_visible(timeout=PATIENCE)
    chosen = squares(tab)
    assert chosen != usual
    tab.reload()
    expect(tab.get_by_text("once in each calendar month")).to_be_visible(timeout=PATIENCE)
    assert squares(tab) == chosen


@pytest.mark.slow
def test_a_view_is_saved_and_opens_again_as_it_was(followed, tab):
    followed(tab, name="matrix", party="Ethiopia", square="Number of statements")
    saved = squares(tab)
    tab.get_by_role("button", name=re.compile("Saved views")).click()
    tab.get_by_label("Save this view as", exact=True).fill("Ethiopia, counted")
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_role("button", name="Saved views (1)")).to_be_visible(timeout=PATIENCE)
    followed(tab, name="timeline", party="Eritrea")
    tab.get_by_role("button", name="Saved views (1)").click()
    tab.get_by_role("link", name="Ethiopia, counted").click()
    expect(tab.get_by_text("A square is the number of statements")).to_be_visible(timeout=PATIENCE)
    on = tab.get_by_role("list", name="Filters that are on")
    expect(on).to_contain_text("Ethiopia", timeout=PATIENCE)
    expect(on).not_to_contain_text("Eritrea")
    assert squares(tab) == saved
    tab.get_by_role("button", name="Saved views (1)").click()
    tab.get_by_role("button", name="Delete").click()
    expect(tab.get_by_role("button", name="Saved views", exact=True)).to_be_visible(timeout=PATIENCE)


def test_a_turning_point_stands_with_the_statements_before_and_after_it(followed, tab):
    followed(tab, name="changes", party="Ethiopia")
    tab.get_by_role("radio", name="Turning points").click()
    turn = "Ethiopia on ceasefire turned in favour"
    expect(tab.get_by_role("heading", name=re.compile(turn))).to_be_visible(timeout=2 * PATIENCE)
    expect(tab.get_by_text("Before, 20 January 2025")).to_be_visible()
    expect(tab.get_by_text("After, 10 February 2025")).to_be_visible()
    expect(cards(tab).first).to_contain_text("rejected a ceasefire")
    expect(cards(tab).nth(1)).to_contain_text("supported a ceasefire")
    expect(tab.locator(".stPlotlyChart")).to_be_visible(timeout=PATIENCE)


def test_a_deadline_that_was_set_has_passed(followed, tab):
    followed(tab, name="changes", changes="Deadlines", party="Ethiopia")
    expect(tab.get_by_role("heading", name=re.compile("ten days.*20 February 2025"))).to_be_visible(timeout=PATIENCE)
    expect(tab.get_by_text("it has passed")).to_be_visible(timeout=PATIENCE)
    expect(cards(tab).first).to_contain_text("ten days to answer")


def test_two_parties_are_compared_by_a_click(followed, tab):
    followed(tab, name="blocs", shared="1", theme="Ceasefire")
    settle(tab)
    point = tab.locator(".stPlotlyChart .scatterlayer .point").first
    expect(point).to_be_visible(timeout=PATIENCE)
    tab.wait_for_timeout(700)
    box = point.bounding_box()
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(tab).to_have_url(re.compile("of=Agreement"), timeout=PATIENCE)
    expect(cards(tab).nth(1)).to_be_visible(timeout=PATIENCE)
