"""What the Accuracy page says, with reviews whose outcome is counted by hand."""

import datetime as dt

import pytest

from analysis.evaluation.evaluate import Evaluation
from analysis.evaluation.figures import Counts, f1, share
from analysis.evaluation.gold_sets import GoldKind
from analysis.evaluation.shipped import ShippedFigure, read_shipped, write_shipped
from analysis.model import StanceLabel
from analysis.store.correction_fields import Correction
from analysis.views.accuracy import By, breakdown, live, shipped_bar
from tests.store.samples import add, coded

NAMES = {"corridors": "Corridors"}


@pytest.fixture
def talks(workspace):
    """Statement 1 (Azerbaijan, supports corridors), 2 (Armenia, opposes them), 3 (Armenia, supports)."""
    add(workspace, coded())
    add(workspace, coded("We reject the corridor agreement for good", "Nikol Pashinyan", "Armenia", StanceLabel.OPPOSE))
    add(workspace, coded("We accept that prisoners come home", "Ararat Mirzoyan", "Armenia"))
    return workspace


def review(workspace, *corrections):
    workspace.corrections.make([Correction(*correction) for correction in corrections], "ana")


def test_nothing_reviewed_is_no_figure(talks):
    here = live(talks)
    assert (here.reviewed, here.accepted, here.bars, here.wrong) == (0, 0, (), ())
    assert breakdown(talks, By.THEME, NAMES).empty


def test_what_was_accepted_is_right_and_what_was_corrected_was_wrong(talks):
    review(talks, (1, "accepted", True))
    review(talks, (2, "stance", "support", "corridors"), (2, "accepted", True))
    review(talks, (3, "rejected", True))
    here = live(talks)
    assert (here.reviewed, here.accepted, here.wrong) == (3, 2, (2, 3))
    said = {bar.name: (bar.value, bar.remark.split(";")[0]) for bar in here.bars}
    assert said["Is it a statement at all?"] == ("66.7 %", "2 of 3")
    assert said["Is the speaker right?"] == ("100.0 %", "2 of 2")
    assert said["Is the stance right, where the theme is?"] == ("50.0 %", "1 of 2")
    by_theme = breakdown(talks, By.THEME, NAMES)
    assert by_theme.to_dict("records") == [
        {"Theme": "Corridors", "Theme right": "100 % (2 of 2)", "Stance right": "50 % (1 of 2)"}
    ]
    by_party = breakdown(talks, By.PARTY, NAMES).set_index("Party")
    assert by_party.loc["Armenia", "Is a statement"] == "50 % (1 of 2)"
    assert by_party.loc["Armenia", "Stance right"] == "0 % (0 of 1)"
    assert by_party.loc["Azerbaijan", "Stance right"] == "100 % (1 of 1)"


def test_corrections_alone_are_told_from_reviews(talks):
    review(talks, (2, "speaker", "Alen Simonyan"))
    here = live(talks)
    assert (here.reviewed, here.accepted) == (1, 0)


def test_a_shipped_figure_stands_beside_what_two_people_reach():
    figure = f1("attributions", "Attributions", [Counts(6, 10, 8)])
    bar = shipped_bar(ShippedFigure(figure, "Finding it.", 0.798, "two annotators"))
    assert (bar.value, bar.at, bar.people, bar.means) == ("F1 66.7", pytest.approx(2 / 3), 0.798, "Finding it.")
    assert bar.remark == (
        "of 8 found 75.0 % are right, of 10 marked 60.0 % are found; too few for an interval; "
        "people with each other 79.8 (two annotators)"
    )
    assert "people" not in shipped_bar(ShippedFigure(figure, "Finding it.")).remark


def test_figures_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "figures.json"
    figure = share("dates", "Dates", [Counts(9, 10)] * 12)
    unexplained = share("event_type/AID", "… of type AID", [Counts(1, 1)])
    write_shipped([Evaluation("dates", GoldKind.DATES, 12, (figure, unexplained))], dt.date(2026, 3, 1), path)
    shipped = read_shipped(path)
    assert shipped.measured == dt.date(2026, 3, 1)
    (one,) = shipped.sets
    assert (one.name, one.items) == ("TempEval-3 platinum", "12 articles")
    assert [entry.figure for entry in one.figures] == [figure]


def test_what_is_shipped_has_the_projects_own_gold_and_a_day():
    shipped = read_shipped()
    own = shipped.sets[0]
    assert own.folder == "demo"
    assert {"statements", "speaker", "party", "themes", "stance", "cells"} <= {
        entry.figure.key for entry in own.figures
    }
    assert all(entry.means for one in shipped.sets for entry in one.figures)
