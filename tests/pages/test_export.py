"""The pages brief and export say what a user can take away, and make nothing until it is asked for."""

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from pages.shared.exports import unforeseen
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


def test_a_file_is_not_taken_for_an_older_one_that_differs_in_its_middle():
    kept, around = MemoryMediaFileStorage("/media"), b"x" * 1_000_000
    for content in (around + b"0.8" + around, around + b"0.7" + around):
        file = kept.load_and_get_id(content, unforeseen("text/csv"), MediaFileKind.DOWNLOADABLE, "codings.csv")
        assert kept.get_file(file).content == content
