import pandas as pd

from pages.shared.cells import cell_of_table, changes

NAMES = {"ceasefire": "Ceasefire", "territory": "Territory"}
TABLE = pd.DataFrame({"Ceasefire": ["support +0.70", ""], "Territory": ["", "oppose -0.50"]}, index=["Sudan", "Chad"])


def selected(*cells):
    return {"selection": {"rows": [], "columns": [], "cells": list(cells)}}


def test_a_selected_cell_of_the_table_is_its_row_and_theme():
    assert cell_of_table(selected((1, "Territory")), TABLE, NAMES) == ("Chad", "territory")


def test_a_blank_cell_and_no_cell_open_nothing():
    assert cell_of_table(selected((0, "Territory")), TABLE, NAMES) is None
    assert cell_of_table(selected(), TABLE, NAMES) is None


def test_changes_say_where_there_was_no_evidence():
    compared = pd.DataFrame(
        {
            "row": ["Sudan"], "theme": ["ceasefire"], "what": ["new"], "score_before": [float("nan")],
            "score_after": [0.5], "statements_before": [0], "statements_after": [2],
        }
    )  # fmt: skip
    assert list(changes(compared, NAMES).iloc[0]) == ["Sudan", "Ceasefire", "new", "no evidence", "+0.50", 0, 2]
