"""Nothing on a page looks surer than it is: every page, with articles in which nearly everything is in doubt."""

import json

import pytest

from analysis.views.search import Mode
from tests.pages.doubtful import fill_doubtful
from tests.pages.material import run_page, shown


@pytest.fixture
def doubtful(home):  # noqa: ARG001 (the folder must be set first)
    return fill_doubtful()


def marks(test, number=0):
    """The marks of a figure: what stands by each under the pointer -> its symbol and how solid it is."""
    found = {}
    for trace in json.loads(test.get("plotly_chart")[number].proto.spec)["data"]:
        marker, texts = trace.get("marker", {}), trace.get("hovertext") or []
        looks = (marker.get("symbol"), marker.get("opacity", 1))
        for place, text in enumerate([texts] if isinstance(texts, str) else texts):
            own = tuple(look[place] if isinstance(look, list) else look for look in looks)
            found[text.replace("<br>", " ")] = own
    return found


def of(marks, words):
    return next(mark for text, mark in marks.items() if words in text)


@pytest.mark.usefixtures("doubtful")
def test_a_card_says_who_is_not_identified_what_is_undated_and_what_to_check():
    card = shown(run_page("reader", article="1"))
    for words in ("not identified", "party unknown", "date unknown", "unknown outlet", "check this one", "30% sure"):
        assert words in card
    assert "class='who unresolved'>An official<" in card
    assert "support? 30% sure" in card


@pytest.mark.usefixtures("doubtful")
def test_a_stance_that_is_little_sure_says_so_on_its_chip_and_a_surer_one_does_not():
    found = shown(run_page("search", {"by": Mode.WORDS}, q="ceasefire"))
    assert "support? 42% sure" in found
    assert "support? 20% sure" in found
    assert found.count("chip unsure") == 2


@pytest.mark.usefixtures("doubtful")
def test_the_matrix_tells_thin_and_doubtful_stances_from_sound_ones():
    squares = marks(run_page("matrix"))
    assert of(squares, "one outlet only") == ("square-open", 1)
    assert of(squares, "only 42% sure") == ("square-open", 0.4)
    assert of(squares, "1 too unsure") == ("square-open", 1)
    assert not [text for text, (symbol, _) in squares.items() if symbol == "square"]


@pytest.mark.usefixtures("doubtful")
def test_an_event_says_how_little_it_rests_on_where_it_is_listed_and_where_it_is_opened():
    event = "one article only; only 25% sure"
    page = run_page("timeline")
    assert any(event in link.proto.label.replace("\\", "") for link in page.get("page_link"))
    opened = run_page("timeline", event="1")
    assert any(event.capitalize() in caption.value for caption in opened.caption)
    assert "check this one" in shown(opened)


@pytest.mark.usefixtures("doubtful")
def test_the_overview_counts_what_is_not_known_and_draws_thin_positions_as_such():
    page = run_page("overview")
    for words in ("1 without a date", "1 statement of unknown speakers", "1 article without a publication date"):
        assert words in shown(page)
    dots = marks(page)
    assert of(dots, "Egypt on Ceasefire") == ("circle-open", 1)
    assert of(dots, "Sudan on Ceasefire") == ("circle-open", 0.4)


@pytest.mark.usefixtures("doubtful")
def test_ties_between_parties_and_themes_say_what_they_rest_on():
    dots = marks(run_page("blocs", {"blocs": "Network"}))
    assert of(dots, "Egypt on Ceasefire: in favour +0.80, 2 statements, one outlet only")[1] == 1
    assert of(dots, "Sudan on Ceasefire: in favour +0.80, 1 statement, only 42% sure")[1] == 0.4
