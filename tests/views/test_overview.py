import datetime as dt

import pytest

from analysis.coding.codebook import load_codebook
from analysis.store.filters import Filters
from analysis.views.evidence import gather
from analysis.views.options import options, theme_names
from analysis.views.overview import counts, latest_articles, latest_statements, positions_now, who_speaks_on_what
from analysis.views.overview_figures import describe_positions, describe_speaking, positions_figure, speaking_figure
from tests.store.samples import SAYS, StanceLabel, add, coded
from tests.views.material import codings

FRAME = codings(
    ("Armenia", "corridor", -0.9, "2023-05-01"),
    ("Armenia", "corridor", 0.5, "2023-06-01"),
    ("Azerbaijan", "corridor", 0.9, "2023-05-20"),
    ("Azerbaijan", "corridor", 0.9, "2023-05-21", {"counts_as": 3}),
    ("Azerbaijan", "prisoners", -0.6, None),
)


@pytest.fixture
def talks(workspace):
    add(workspace, coded())
    add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia", StanceLabel.OPPOSE))
    add(workspace, coded("All prisoners must come home", source=None, published=None))
    add(workspace, coded(SAYS + "!", source="Tribune", published=dt.date(2023, 5, 15)))
    return workspace


def test_everything_is_counted_and_a_reprint_is_no_second_statement(talks):
    found = counts(gather(talks, Filters()))
    assert (found.articles, found.statements, found.reprints) == (4, 3, 1)
    assert (found.speakers, found.parties, found.events) == (2, 2, 4)
    assert (found.first, found.last) == (dt.date(2023, 5, 14), dt.date(2023, 5, 15))
    assert (found.undated_articles, found.undated_statements, found.undated_events) == (1, 1, 0)
    assert found.unresolved_speakers == 0


def test_an_empty_workspace_counts_nothing(workspace):
    found = counts(gather(workspace, Filters()))
    assert (found.articles, found.statements, found.first) == (0, 0, None)


def test_what_is_new_comes_first_repeats_once(talks):
    evidence = gather(talks, Filters())
    assert list(latest_articles(evidence, 2)["article_id"]) == [4, 3]
    assert sorted(latest_statements(evidence)) == [1, 2]


def test_a_reprint_whose_original_is_filtered_away_stands_for_itself(talks):
    evidence = gather(talks, Filters(sources=("Tribune",)))
    assert list(evidence.statements["counts_as"]) == [4]
    assert list(evidence.codings["counts_as"]) == [4]


def test_who_speaks_on_what_counts_each_statement_once():
    found = who_speaks_on_what(FRAME).set_index(["party", "theme"])["statements"].to_dict()
    assert found == {("Armenia", "corridor"): 2, ("Azerbaijan", "corridor"): 1, ("Azerbaijan", "prisoners"): 1}


def test_a_party_stands_where_it_stood_last_and_undated_statements_say_nothing_of_now():
    found = positions_now(FRAME)
    assert dict(zip(found["row"], found["score"], strict=True)) == pytest.approx({"Armenia": 0.5, "Azerbaijan": 0.9})
    assert set(found["theme"]) == {"corridor"}


def test_the_figures_open_party_and_theme():
    drawn = positions_figure(positions_now(FRAME), {})
    assert sorted(list(data) for trace in drawn.data for data in trace.customdata) == [
        ["Armenia", "corridor"],
        ["Azerbaijan", "corridor"],
    ]
    bars = speaking_figure(who_speaks_on_what(FRAME), {"corridor": "The corridor"})
    assert "The corridor" in bars.layout.yaxis.ticktext
    assert {trace.name for trace in bars.data} == {"Armenia", "Azerbaijan"}


def test_a_dot_tells_how_much_it_stands_on():
    frame = codings(
        ("Armenia", "corridor", 0.9, "2023-05-01"), ("Armenia", "corridor", 0.9, "2023-05-01"),
        ("Azerbaijan", "corridor", 0.9, "2023-05-01"), ("Georgia", "corridor", 0.9, "2023-05-01", {"confidence": 0.4}),
    )  # fmt: skip
    drawn = {trace.name: trace.marker for trace in positions_figure(positions_now(frame), {}).data}
    assert {name: marker.symbol[0] for name, marker in drawn.items()} == {
        "Armenia": "circle", "Azerbaijan": "circle-open", "Georgia": "circle-open",
    }  # fmt: skip
    assert drawn["Georgia"].opacity[0] < drawn["Azerbaijan"].opacity[0] == 1


def test_the_sentences_say_what_the_figures_show():
    assert describe_positions(positions_now(FRAME), {}) == (
        "2 positions on 1 theme. Widest apart on Corridor: Azerbaijan (+0.90) and Armenia (+0.50). "
        "Hollow: one statement, or one outlet only. Faded: low confidence."
    )
    assert describe_speaking(who_speaks_on_what(FRAME), {}) == (
        "2 parties on 2 themes; most is said on Corridor. The most by one party: Armenia on Corridor, 2 statements."
    )


def test_without_statements_the_figures_are_empty_and_say_so():
    nothing = codings()
    positions_figure(positions_now(nothing), {})
    speaking_figure(who_speaks_on_what(nothing), {})
    assert "No party" in describe_positions(positions_now(nothing), {})
    assert "No statement" in describe_speaking(who_speaks_on_what(nothing), {})


def test_the_ninth_party_is_one_of_the_others():
    frame = codings(*((f"Party {number}", "x", 1, "2025") for number in range(9)))
    drawn = speaking_figure(who_speaks_on_what(frame), {})
    assert len(drawn.data) == 9
    assert drawn.data[-1].name == "others"
    assert drawn.data[-1].customdata is None


def test_the_filters_offer_what_is_there_most_frequent_first(talks):
    offered = options(talks)
    assert offered.parties == {"Azerbaijan": 3, "Armenia": 1}
    assert offered.actors == {"Ilham Aliyev": 3, "Nikol Pashinyan": 1}
    assert offered.sources == {"Herald": 2, "Tribune": 1}
    assert offered.themes == {"corridors": 4}
    assert offered.kinds == {"direct": 4}
    assert (offered.first, offered.last) == (dt.date(2023, 5, 8), dt.date(2023, 5, 15))


def test_themes_are_called_by_their_names():
    codebook = load_codebook()
    assert theme_names(codebook) == {theme.id: theme.name for theme in codebook.themes}
