"""Nothing on a page looks surer than it is: every page, with articles in which nearly everything is in doubt."""

import json
import re
from functools import cache

import pytest

from analysis.views.search import Mode
from pages.shared.navigation import page_names
from tests.pages.doubtful import fill_doubtful
from tests.pages.material import run_page, shown

# Each page, and each view of one -> how it is opened, and what must be said there of what it shows: what rests on one
# statement or outlet, what is little sure, who is not identified, what has no date.
MARKED = {
    "overview": ("overview", {}, {}, ["1 without a date", "8 statements of unknown speakers", "one outlet only",
                                      "support +0.80, 1 statement, only 42% sure", "support? 42% sure"]),
    "timeline": ("timeline", {}, {}, ["one article only, only 25% sure", "Date unknown",
                                      "Envoys may have met somewhere (one article only; only 25% sure)"]),
    "an event": ("timeline", {}, {"event": "1"}, ["date unknown", "One article only; only 25% sure",
                                                  "check this one"]),
    "matrix": ("matrix", {}, {}, ["mixed +0.03, 2 statements, one outlet only, contradicting each other, only 42% sure",
                                  "unclear, 1 statement, 1 too unsure",
                                  # Its stances are surer than that its statements are any.
                                  "+0.00, 2 statements, one outlet only, contradicting each other, only 30% sure"]),
    "a cell, and how it moved": ("matrix", {}, {"row": "Mali", "column": "mediation"}, [
        "support? 42% sure", "unknown speaker", "2 days with one statement or outlet only (hollow). 2 days of low "
        "confidence (faded)", "20 June 2025: +0.80 1 statement, only 42% sure"]),
    "two periods": ("matrix", {"time": "Two periods"}, {}, [
        "one outlet only since; only 42% sure since", "one statement only before; only 42% sure before"]),
    "search": ("search", {"by": Mode.WORDS}, {"q": "truce mediation"}, [
        "not identified", "party unknown", "date unknown", "unknown outlet", "check this one", "support? 42% sure"]),
    "what is new": ("changes", {"since_when": "30 days"}, {}, [
        "one outlet only since; only 42% sure since", "check this one", "date unknown"]),
    "turning points": ("changes", {"changes": "Turning points"}, {}, [
        "unsure, its stances are only 42% sure; too few days to tell from chance",
        "unsure, its stances are only 30% sure; too few days to tell from chance",
        "2 days with one statement or outlet only (hollow)", "A dotted line is a turn that may be chance"]),
    "contradictions": ("changes", {"changes": "Contradictions"}, {}, ["speakers not known", "check this one"]),
    "said and done": ("changes", {"changes": "Said and done"}, {}, [
        "one article only; only 25% sure", "check this one", "unknown speaker"]),
    "deadlines": ("changes", {"changes": "Deadlines"}, {}, ["(one article only; only 25% sure)", "check this one"]),
    "agreement": ("blocs", {"shared": 1}, {}, [
        "by single statements or outlets only, only 42% sure", "Mali, Chad (doubtful)"]),
    "a pair": ("blocs", {"shared": 1}, {"row": "Egypt", "column": "Mali", "of": "Agreement"}, [
        "Mali: +0.03, 2 statements, one outlet only, contradicting each other, only 42% sure"]),
    "polarisation": ("blocs", {"blocs": "Polarisation"}, {}, ["6 statements, one outlet only, only 38% sure"]),
    "network": ("blocs", {"blocs": "Network"}, {}, [
        "Mali on Mediation: mixed +0.03, 2 statements, one outlet only, contradicting each other, only 42% sure",
        "Rapid Support Forces on Ceasefire: unclear, 1 statement"]),
    "relations": ("relations", {}, {}, ["1 pair of low confidence", "1 tie, only 25% sure"]),
    "a tie": ("relations", {}, {"row": "Egypt", "column": "Sudan"}, ["1 tie, only 25% sure", "check this one"]),
    "an actor": ("actors", {}, {"who": "Mali"}, ["one outlet only; contradicting each other; only 42% sure"]),
    "articles": ("articles", {}, {}, ["unknown outlet", "date unknown"]),
    "reader": ("reader", {}, {"article": "1"}, [
        "not identified", "party unknown", "date unknown", "unknown outlet", "check this one", "support? 30% sure"]),
    "review": ("review", {}, {}, ["20% sure of the stance on Negotiations", "its speaker isn’t known"]),
    "brief": ("brief", {}, {}, [
        "0 of 12 statements checked by a person", "1 statement without a date", "8 statements by an unknown speaker",
        "one outlet only; statements contradict each other; low confidence; 2 by an unknown speaker",
        "one outlet only since; only 42% sure since", "one article only; only 25% sure", "speakers not known",
        "the speaker is not known by name; only 30% sure"]),
}  # fmt: skip
# What the others show was not found in an article: the codebook, figures of measurements, sizes and versions, buttons.
NOTHING_FOUND = {"codebook", "accuracy", "status", "export"}


# Those whose rest the tests of their views say; the others are in the long run.
SHORT = {
    "overview", "timeline", "an event", "matrix", "search", "reader", "network", "two periods", "what is new",
    "an actor", "brief",
}  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Opens a view of a workspace of such articles, each once; no test here writes into it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARLEY_HOME", str(tmp_path_factory.mktemp("home")))
        fill_doubtful()

        @cache
        def run(view):
            page, state, address, _ = MARKED[view]
            return run_page(page, state, **address)

        yield run


def everything(test):
    """All that is read on a page, also under the pointer, in tables and on links; without markup and line ends."""
    bodies = [re.sub("<[^>]*>", " ", shown(test))]
    bodies += [element.value for kind in ("caption", "markdown") for element in test.get(kind)]
    bodies += [element.proto.label for element in test.get("page_link")]
    bodies += [words for number in range(len(test.get("plotly_chart"))) for words in marks(test, number)]
    bodies += [table.value.to_csv(sep=" ") for table in test.dataframe]
    return " ".join(re.sub(r"\\(?=[^\w\s])|\u2060", "", " ".join(bodies)).split())


@pytest.mark.parametrize(
    "view", [view if view in SHORT else pytest.param(view, marks=pytest.mark.reliability) for view in MARKED]
)
def test_every_view_says_what_is_doubtful_in_it(opened, view):
    test = opened(view)
    assert not test.exception
    found = everything(test)
    assert [one for one in MARKED[view][-1] if one not in found] == []


def test_no_page_is_left_out():
    assert {page for page, *_ in MARKED.values()} | NOTHING_FOUND == set(page_names())


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


def test_a_card_says_who_is_not_identified_what_is_undated_and_what_to_check(opened):
    card = shown(opened("reader"))
    for words in ("not identified", "party unknown", "date unknown", "unknown outlet", "check this one", "30% sure"):
        assert words in card
    assert "class='who unresolved'>An official<" in card
    assert "support? 30% sure" in card


def test_a_stance_that_is_little_sure_says_so_on_its_chip_and_a_surer_one_does_not(opened):
    found = shown(opened("search"))
    assert "support? 42% sure" in found
    assert "support? 30% sure" in found
    # Of Mali and of Egypt two each, and that of nobody known; the two of Chad are surer.
    assert (found.count("<article"), found.count("chip unsure")) == (7, 5)


def test_the_matrix_tells_thin_and_doubtful_stances_from_sound_ones(opened):
    squares = marks(opened("matrix"))
    assert of(squares, "one outlet only") == ("square-open", 1)
    assert of(squares, "only 42% sure") == ("square-open", 0.4)
    assert of(squares, "1 too unsure") == ("square-open", 1)
    assert not [text for text, (symbol, _) in squares.items() if symbol == "square"]


def test_an_event_says_how_little_it_rests_on_where_it_is_listed_and_where_it_is_opened(opened):
    event = "one article only; only 25% sure"
    assert any(event in link.proto.label.replace("\\", "") for link in opened("timeline").get("page_link"))
    page = opened("an event")
    assert any(event.capitalize() in caption.value for caption in page.caption)
    assert "check this one" in shown(page)


def test_the_overview_counts_what_is_not_known_and_draws_thin_positions_as_such(opened):
    page = opened("overview")
    for words in ("1 without a date", "8 statements of unknown speakers", "1 article without a publication date"):
        assert words in shown(page)
    dots = marks(page)
    assert of(dots, "Egypt on Ceasefire") == ("circle-open", 1)
    assert of(dots, "Sudan on Ceasefire") == ("circle-open", 0.4)


def test_ties_between_parties_and_themes_say_what_they_rest_on(opened):
    dots = marks(opened("network"))
    assert of(dots, "Egypt on Ceasefire: in favour +0.80, 2 statements, one outlet only")[1] == 1
    assert of(dots, "Sudan on Ceasefire: in favour +0.80, 1 statement, only 42% sure")[1] == 0.4
