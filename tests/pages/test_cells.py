import pandas as pd

from analysis.views.matrix import COMPARED, compare_cells
from pages.shared.cells import cell_of_table, changes

COLUMNS = ["row", "theme", *COMPARED]
NAMES = {"ceasefire": "Ceasefire", "territory": "Territory"}
TABLE = pd.DataFrame({"Ceasefire": ["support +0.70", ""], "Territory": ["", "oppose -0.50"]}, index=["Sudan", "Chad"])


def selected(*cells):
    return {"selection": {"rows": [], "columns": [], "cells": list(cells)}}


def test_a_selected_cell_of_the_table_is_its_row_and_theme():
    assert cell_of_table(selected((1, "Territory")), TABLE, NAMES) == ("Chad", "territory")


def test_a_blank_cell_and_no_cell_open_nothing():
    assert cell_of_table(selected((0, "Territory")), TABLE, NAMES) is None
    assert cell_of_table(selected(), TABLE, NAMES) is None


def compared(before, after):
    """What changed between two states of one cell: score, statements, scored, unsure, one outlet, confidence."""
    return compare_cells(*(pd.DataFrame([("Sudan", "ceasefire", *side)], columns=COLUMNS) for side in (before, after)))


def test_changes_say_where_there_was_no_evidence():
    nothing = pd.DataFrame(columns=COLUMNS)
    sound = pd.DataFrame([("Sudan", "ceasefire", 0.5, 2, 2, 0, False, 0.9)], columns=COLUMNS)
    taken_up = changes(compare_cells(nothing, sound), NAMES)
    assert list(taken_up.iloc[0]) == ["Sudan", "Ceasefire", "new", "", "no evidence", "+0.50", 0, 2]
    given_up = changes(compare_cells(sound, nothing), NAMES)
    assert list(given_up.iloc[0]) == ["Sudan", "Ceasefire", "no longer", "", "+0.50", "no evidence", 2, 0]


def test_changes_say_what_either_side_of_them_stands_on():
    found = compared((-0.8, 2, 2, 0, True, 0.9), (0.7, 3, 1, 2, False, 0.42))
    assert list(changes(found, NAMES).iloc[0]) == [
        "Sudan", "Ceasefire", "turned",
        "one outlet only before; one statement only since; only 42% sure since; 2 too unsure to count since",
        "-0.80", "+0.70", 2, 3,
    ]  # fmt: skip


def test_a_stance_that_became_too_unsure_to_count_is_not_said_to_have_no_evidence():
    found = changes(compared((0.8, 2, 2, 0, False, 0.9), (float("nan"), 1, 0, 1, False, float("nan"))), NAMES)
    assert list(found.iloc[0])[3:] == ["1 too unsure to count since", "+0.80", "none sure enough", 2, 1]
