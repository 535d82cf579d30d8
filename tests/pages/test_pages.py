import datetime as dt

import pytest
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from analysis.store import Workspace
from tests.pages.material import run_page, shown

PAGES = ["overview", "timeline", "matrix", "search", "articles", "reader"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("home")
def test_an_empty_workspace_says_what_to_do(name):
    page = run_page(name)
    assert not page.exception
    assert "No article to read" in shown(page) if name == "reader" else "No articles here yet" in shown(page)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("filled")
def test_a_page_runs_on_a_filled_workspace(name):
    page = run_page(name, **({"statement": "1"} if name == "reader" else {}))
    assert not page.exception
    assert "No article" not in shown(page)


@pytest.mark.parametrize("name", [*PAGES, "review", "actors", "codebook"])
def test_saved_views_stand_beside_every_page(name, filled):
    with Workspace.open(filled) as workspace:
        for number in range(1, 4):  # as many as there are articles, with the same numbers
            workspace.saved_views.save(f"view {number}", name, {}, "ana")
    page = run_page(name)
    assert not page.exception
    assert "view 3" in shown(page)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("filled")
def test_no_page_makes_markup_of_an_articles_text(name):
    address = {
        "reader": {"article": "2"},
        "matrix": {"row": "Sudan", "column": "ceasefire"},
        "timeline": {"event": "1"},
    }
    page = run_page(name, **address.get(name, {}))
    markdown = [element.value for element in page.markdown] + [link.proto.label for link in page.get("page_link")]
    written = shown(page) + "".join(map(MarkdownIt().render, markdown))
    assert "<script" not in written
    assert "<img" not in written
    assert not any(":red[" in text for text in markdown)


@pytest.mark.usefixtures("filled")
def test_overview_counts_what_is_loaded():
    written = shown(run_page("overview"))
    assert "<b>3</b>articles" in written
    assert "<b>2</b>statements" in written
    assert "1 article without a publication date" in written


@pytest.mark.usefixtures("filled")
def test_filters_are_obeyed_and_named():
    page = run_page("overview", {"party": ["Sudan"]})
    assert "<b>1</b>statements" in shown(page)
    assert "<li>Sudan</li>" in shown(page)


@pytest.mark.usefixtures("filled")
def test_filters_that_leave_nothing_can_be_taken_off():
    page = run_page("matrix", {"party": ["Chad"]})
    assert "Nothing passes the filters" in shown(page)
    page.button(key="empty-reset").click().run()
    assert page.session_state["party"] == []
    assert "Nothing passes the filters" not in shown(page)


@pytest.mark.usefixtures("filled")
def test_dates_filter_statements():
    page = run_page("matrix", {"since": dt.date(2025, 6, 1)}, row="Sudan", column="ceasefire")
    assert "No statement behind this cell" in shown(page)


@pytest.mark.usefixtures("filled")
def test_a_cell_in_the_address_shows_its_statements():
    written = shown(run_page("matrix", row="Rapid Support Forces", column="ceasefire", of="now"))
    assert "<mark>a truce</mark>" in written
    assert "7 May 2025" not in written  # the army's statement
    assert "Nile Post" in written


@pytest.mark.usefixtures("filled")
def test_an_event_in_the_address_shows_every_report():
    written = shown(run_page("timeline", event="1"))
    assert "<mark>The two sides met in Jeddah on Tuesday</mark>" in written
    assert "Khartoum Herald" in written


@pytest.mark.usefixtures("filled")
def test_an_event_that_is_gone_is_named_so():
    assert "This event is not here" in shown(run_page("timeline", event="99"))


@pytest.mark.usefixtures("filled")
def test_the_reader_lights_the_statement_it_was_opened_at():
    written = shown(run_page("reader", statement="1"))
    assert 'id="parley-focus">the army would accept a truce</span>' in written
    assert "date from: dateline" in written


@pytest.mark.usefixtures("filled")
def test_the_reader_opens_at_an_event():
    written = shown(run_page("reader", event="1"))
    assert 'id="parley-focus">The two sides met in Jeddah on Tuesday</span>' in written


@pytest.mark.usefixtures("filled")
def test_layers_can_be_switched_off():
    assert 'class="statement' not in shown(run_page("reader", {"layers": []}, article="1"))


@pytest.mark.parametrize("number", ["", "99", "-1", "two", "1" * 30, "²"])
@pytest.mark.usefixtures("filled")
def test_an_article_that_is_not_there_is_named_so(number):
    page = run_page("reader", article=number)
    assert not page.exception
    assert "No article to read" in shown(page)


def test_an_unknown_date_is_shown_and_can_be_set(filled):
    page = run_page("articles")
    assert "date unknown" in shown(page)
    page.date_input(key="published-3").set_value(dt.date(2025, 5, 1)).run()
    with Workspace.open(filled) as workspace:
        assert workspace.article(3).published == dt.date(2025, 5, 1)


@pytest.mark.usefixtures("filled")
def test_exact_words_are_found_and_lit():
    written = shown(run_page("search", {"q": '"accept a truce"', "by": "words"}))
    assert "<em>accept</em>" in written
    assert "Rapid Support Forces" not in written


@pytest.mark.usefixtures("filled")
def test_more_like_this_starts_from_its_statement():
    written = shown(run_page("search", like="1"))
    assert "More like this" in written
    assert written.index("the army would accept a truce") < written.index("a truce</mark>", written.index("Nearest"))


@pytest.mark.usefixtures("filled")
def test_who_disagrees_shows_the_other_side():
    written = shown(run_page("search", against="1"))
    assert "Rapid Support Forces" in written[written.index("On the other side") :]


@pytest.mark.usefixtures("home")
def test_a_pasted_text_goes_into_the_queue(monkeypatch):
    monkeypatch.setattr("analysis.background.start_worker", lambda _workspace: 0)
    page = run_page("articles")
    page.text_area(key="paste-text").input("Juba said it would mediate.")
    page.text_input(key="paste-title").input("Juba offers to mediate")
    next(button for button in page.button if button.label == "Analyse").click().run()
    assert not page.exception
    assert "waiting" in shown(page)


def test_a_file_that_failed_says_why_and_can_be_tried_again(filled, monkeypatch):
    monkeypatch.setattr("analysis.background.start_worker", lambda _workspace: 0)
    with Workspace.open(filled) as workspace:
        job = workspace.queue.put("scan.pdf", b"%PDF")
        workspace.queue.claim("test")
        workspace.queue.fail(job, "It has no text, only pictures.")
    page = run_page("articles")
    assert "It has no text, only pictures." in shown(page)
    page.button(key=f"retry-{job}").click().run()
    with Workspace.open(filled) as workspace:
        assert workspace.queue.counts()["queued"] == 1


def test_the_day_of_the_matrix_stays_in_range_when_filters_and_workspace_change(filled):
    page = run_page("matrix")
    page.slider(key="as_of").set_value(dt.date(2025, 5, 20)).run()
    page.session_state["party"] = ["Sudan"]
    page.run()
    assert not page.exception
    assert page.slider(key="as_of").value == dt.date(2025, 5, 20)
    with Workspace.open(filled) as workspace:
        workspace.delete(2)
        workspace.delete(1)
    page.session_state["party"] = []
    assert not page.run().exception


@pytest.mark.usefixtures("filled")
def test_two_periods_stand_side_by_side():
    page = run_page("matrix", {"time": "Two periods"})
    assert not page.exception
    assert len(page.get("plotly_chart")) == 2
    assert "From 7 May 2025" in shown(page)


def _sidebar():
    from pages.shared.filters import show_filters

    show_filters()


def test_of_very_many_speakers_those_heard_most_are_offered_and_others_can_be_typed(filled, monkeypatch):
    monkeypatch.setattr("pages.shared.filters.MOST_OFFERED", 1)
    page = AppTest.from_function(_sidebar)
    page.session_state["workspace"], page.session_state["framed"] = filled.stem, True
    page.query_params["actor"] = "Somebody else"
    page.run()
    speakers = page.multiselect(key="actor")
    assert (len(speakers.options), speakers.options[-1]) == (2, "Somebody else")
    assert speakers.value == ["Somebody else"]
    assert "Offered are the 1 with most statements; any other can be typed." in speakers.help
    assert page.multiselect(key="theme").help == "An issue of the codebook."
