"""The pages brief and export say what a user can take away, and make nothing until it is asked for."""

import pytest

from tests.pages.material import run_page, shown


def written(page):
    return "\n".join(element.value for element in page.markdown)


@pytest.mark.parametrize("name", ["brief", "export"])
@pytest.mark.usefixtures("home")
def test_an_empty_workspace_says_what_to_do(name):
    page = run_page(name)
    assert not page.exception
    assert "No articles here yet" in shown(page)


@pytest.mark.usefixtures("filled")
def test_the_brief_is_shown_with_its_sources_and_no_markup_of_articles():
    page = run_page("brief")
    assert not page.exception
    text = written(page)
    assert "**Sudan**: clearly in favour (+0.70), 1 statement, latest 7 May 2025." in text
    assert "[Khartoum Herald, 7 May 2025](<http" in text
    assert "<img" not in text.replace("\\<img", "")
    assert ":red[" not in text


@pytest.mark.usefixtures("filled")
def test_the_brief_obeys_the_filters_and_names_them():
    text = written(run_page("brief", {"party": ["Sudan"]}))
    assert "Filtered by: Sudan." in text
    assert "Nile Post" not in text


@pytest.mark.usefixtures("filled")
def test_export_offers_every_format_with_what_it_is_for():
    page = run_page("export")
    assert not page.exception
    captions = [element.value for element in page.caption]
    assert (
        "For the Discourse Network Analyzer 3: documents and coded statements (coder Parley, password parley)."
        in captions
    )
    assert len(page.get("download_button")) == 14
    assert "Coded by hand" in shown(page)
