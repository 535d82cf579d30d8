"""A filter, a brief, a file, a sentence, its card: what somebody does who has to send a brief."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.steps import PATIENCE, open_page, settle
from tests.pages.material import NAME, fill

SENTENCE = "General Adel Hamid said the army would accept a truce."


@pytest.fixture(scope="module")
def sudan(app):
    """The app with a workspace of three articles on talks over Sudan."""
    fill()
    return app


def test_a_brief_is_downloaded_and_its_sentence_leads_to_its_card(sudan, tab, tmp_path):
    open_page(tab, sudan, "brief", workspace=NAME)
    tab.get_by_test_id("stSidebar").get_by_label("Party", exact=True).click()
    tab.get_by_role("option", name="Sudan").click()
    tab.keyboard.press("Escape")
    preview = tab.locator(".st-key-brief-preview")
    expect(preview).to_contain_text("Filtered by: Sudan.", timeout=PATIENCE)
    expect(preview).not_to_contain_text("Rapid Support Forces rejected")
    settle(tab)
    with tab.expect_download(timeout=PATIENCE) as download:
        tab.get_by_role("button", name="Web page").click()
    assert download.value.suggested_filename == f"{NAME}-brief.html"
    file = tmp_path / "brief.html"
    download.value.save_as(file)

    requests = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(file.as_uri())
    expect(tab.locator(".figure .scatterlayer").first).to_be_visible(timeout=PATIENCE)
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
    line = tab.locator("li", has_text=SENTENCE).last
    expect(line).to_contain_text("Adel Hamid (Sudan)")
    link = line.get_by_role("link", name="Khartoum Herald, 7 May 2025")
    address = urlsplit(link.get_attribute("href"))
    assert address.geturl().startswith(f"{sudan}/reader?")
    assert parse_qs(address.query) == {"workspace": [NAME], "article": ["1"], "statement": ["1"]}
    link.click()
    expect(tab.locator("#parley-focus").last).to_be_in_viewport(timeout=PATIENCE)


@pytest.mark.slow
def test_a_figure_is_saved_as_png_and_as_svg(sudan, tab, tmp_path):
    open_page(tab, sudan, "matrix", workspace=NAME)
    figure = tab.locator(".js-plotly-plot").first
    expect(figure).to_be_visible(timeout=PATIENCE)
    for button, name, start in (
        (".modebar-btn[data-title*=PNG]", "parley-stance-matrix.png", b"\x89PNG"),
        (".parley-svg", "parley-stance-matrix.svg", b"<svg"),
    ):
        figure.hover()
        with tab.expect_download(timeout=PATIENCE) as download:
            figure.locator(button).click()
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.slow
def test_a_database_for_dna_is_downloaded(sudan, tab, tmp_path):
    open_page(tab, sudan, "export", workspace=NAME)
    with tab.expect_download(timeout=PATIENCE) as download:
        tab.get_by_role("button", name="DNA database", exact=True).click()
    assert download.value.suggested_filename == f"{NAME}-parley.dna"
    download.value.save_as(tmp_path / "sudan.dna")
    assert (tmp_path / "sudan.dna").read_bytes().startswith(b"SQLite format 3")
