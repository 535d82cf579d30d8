import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.steps import PATIENCE, cards, click_point, open_in_article, open_page, settle

REAL = sorted((Path(__file__).resolve().parents[3] / "shared" / "articles").glob("*.txt"))
TEXTS = {
    "jeddah.md": """---
title: Army would accept a truce
published: 2025-05-07
source: Khartoum Herald
---
Sudan’s army chief Abdel Fattah al-Burhan said on Wednesday that his government supports a ceasefire. "We will not give
up any territory," Burhan said. Delegations of Sudan and Egypt met in Cairo on 6 May 2025.
""",
    "yerevan.md": """---
title: Peace treaty draft agreed
published: 2025-03-13
source: Caucasus Wire
---
Armenia and Azerbaijan agreed on the text of a peace treaty on Thursday. Armenian Prime Minister Nikol Pashinyan said
that Armenia was ready to sign. Azerbaijan's President Ilham Aliyev rejected a ceasefire without a change of Armenia's
constitution.
""",
    "geneva.md": """---
title: Tariff talks in Geneva
published: 2025-05-12
source: Trade Monitor
---
The United States and China held trade talks in Geneva on 11 May 2025. "We oppose new sanctions on shipping," Chinese
Foreign Minister Wang Yi said. The United States called for a ceasefire in Ukraine.
""",
}


@pytest.fixture(scope="module")
def uploaded(app, browser):
    """The app once three articles were dropped on it and its queue has finished."""
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    open_page(tab, app, "articles")
    files = [{"name": name, "mimeType": "text/markdown", "buffer": text.encode()} for name, text in TEXTS.items()]
    tab.locator("input[type=file]").first.set_input_files(files)
    expect(tab.get_by_text("3 done")).to_be_visible(timeout=3 * PATIENCE)
    for title in ("Army would accept a truce", "Peace treaty draft agreed", "Tariff talks in Geneva"):
        expect(tab.get_by_role("link", name=title)).to_be_visible(timeout=PATIENCE)
    tab.close()
    return app


def test_a_matrix_cell_leads_to_the_lit_sentence(uploaded, tab):
    open_page(tab, uploaded, "matrix")
    click_point(tab)
    expect(cards(tab).first).to_be_visible(timeout=PATIENCE)
    expect(tab.locator(".stPlotlyChart")).to_have_count(2, timeout=PATIENCE)  # the matrix, and how the stance moved
    open_in_article(tab, cards(tab).first)


def test_a_timeline_event_leads_to_the_lit_sentence(uploaded, tab):
    open_page(tab, uploaded, "timeline")
    click_point(tab)
    expect(cards(tab).first).to_be_visible(timeout=PATIENCE)
    expect(tab).to_have_url(re.compile(r"event=\d+"))
    open_in_article(tab, cards(tab).first)


def test_a_search_hit_leads_to_the_lit_sentence(uploaded, tab):
    open_page(tab, uploaded, "search")
    search = tab.get_by_label("Search the statements")
    search.fill("who supports a ceasefire")
    search.press("Enter")
    expect(cards(tab).first.locator("mark em").first).to_be_visible(timeout=PATIENCE)
    open_in_article(tab, cards(tab).first)


def test_a_filter_survives_a_page_change_and_a_reload(uploaded, tab):
    open_page(tab, uploaded, "")
    tab.get_by_role("combobox", name=re.compile("Party")).click()
    tab.get_by_role("option", name="China").click()
    expect(tab).to_have_url(re.compile("party=China"))
    tab.keyboard.press("Escape")
    on = tab.get_by_role("list", name="Filters that are on")
    expect(on).to_contain_text("China", timeout=PATIENCE)
    tab.get_by_role("link", name="Stance matrix").click()
    expect(tab.get_by_role("heading", name="Stance matrix")).to_be_visible()
    expect(on).to_contain_text("China")
    tab.reload()
    settle(tab)
    expect(on).to_contain_text("China")
    tab.get_by_role("button", name="Reset filters").click()
    expect(on).to_have_count(0)
    expect(tab).not_to_have_url(re.compile("party="))


def test_a_link_opens_as_it_was_left(uploaded, tab):
    open_page(tab, uploaded, "search", q="ceasefire", theme="Ceasefire")
    cards(tab).first.get_by_role("link", name="More like this").click()
    expect(tab.get_by_role("heading", name="Nearest in meaning")).to_be_visible(timeout=PATIENCE)
    expect(tab).to_have_url(re.compile(r"theme=Ceasefire.*like=\d+"))
    tab.reload()
    expect(tab.get_by_role("heading", name="Nearest in meaning")).to_be_visible(timeout=PATIENCE)


def test_a_click_on_lit_text_opens_its_statement(uploaded, tab):
    open_page(tab, uploaded, "articles")
    tab.get_by_role("link", name="Peace treaty draft agreed").click()
    statement = tab.locator(".parley-text .statement").last
    expect(statement).to_be_visible(timeout=PATIENCE)
    settle(tab)
    number = statement.get_attribute("data-statement")
    statement.click()
    expect(tab).to_have_url(re.compile(f"statement={number}(&|$)"), timeout=PATIENCE)
    expect(tab.locator("#parley-focus")).to_be_visible(timeout=PATIENCE)


@pytest.mark.slow
def test_pasted_markup_stays_text(uploaded, tab):
    requests = []
    tab.on("request", lambda request: requests.append(request.url))
    open_page(tab, uploaded, "articles")
    tab.get_by_role("tab", name="Paste a text").click()
    tab.get_by_label("Title", exact=True).fill("<script>window.hacked=1</script> ![x](http://example.invalid/x.png)")
    text = 'Qatar said that <img src="http://example.invalid/y.png" onerror="window.hacked=2"> it supports a ceasefire.'
    tab.get_by_label("Text", exact=True).fill(text)
    tab.get_by_role("button", name="Analyse").click()
    hostile = tab.get_by_role("link", name=re.compile(r"!\[x\]"))
    expect(hostile).to_be_visible(timeout=2 * PATIENCE)
    hostile.click()
    expect(tab.locator(".parley-text").last).to_contain_text("<img src=", timeout=PATIENCE)
    expect(tab.locator("h1").last).to_contain_text("<script>")
    assert tab.evaluate("window.hacked") is None
    assert not [url for url in requests if "example.invalid" in url]


@pytest.mark.slow
@pytest.mark.gold
@pytest.mark.skipif(not REAL, reason="the real articles are not here")
def test_real_articles_are_read(uploaded, tab):
    open_page(tab, uploaded, "articles")
    tab.locator("input[type=file]").first.set_input_files(REAL)
    for file in REAL:
        # While the queue is drawn anew, a row stands on the page twice for a moment.
        row = tab.locator("[class*='st-key-row-job-']", has_text=file.name).last
        expect(row).to_contain_text("Done", timeout=3 * PATIENCE)
