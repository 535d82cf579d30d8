"""Selected rows are asked for as those of a DataFrame are, and their columns are taken when they are asked for."""

import numpy as np
import pandas as pd
import pytest

from analysis.store.selected import Selected

TABLE = pd.DataFrame({"id": [7, 8, 9, 10], "party": pd.Categorical(["Georgia", None, "Abkhazia", "Georgia"])})


@pytest.fixture
def made():
    """The further columns that were made, in their order."""
    return []


@pytest.fixture
def some(made):
    def double():
        made.append("double")
        return np.array([14, 18, 20])

    return Selected(TABLE, np.array([0, 2, 3])).adding("double", double)


def test_a_column_is_that_of_the_rows(some, made):
    assert some["party"].tolist() == ["Georgia", "Abkhazia", "Georgia"]
    assert (len(some), some.empty, made) == (3, False, [])


def test_a_further_column_is_made_once_and_when_it_is_asked_for(some, made):
    assert some["double"].tolist() == some["double"].tolist() == [14, 18, 20]
    assert made == ["double"]


def test_rows_come_with_all_columns_and_their_places(some):
    own = some[some["id"] > 8]
    assert own.index.tolist() == [1, 2]
    assert own.to_dict("list") == {"id": [9, 10], "party": ["Abkhazia", "Georgia"], "double": [18, 20]}
    assert some[:1].to_dict("records") == [{"id": 7, "party": "Georgia", "double": 14}]


def test_some_columns_are_a_frame_of_them(some):
    assert some[["double", "id"]].to_dict("list") == {"double": [14, 18, 20], "id": [7, 9, 10]}
    assert some.whole().columns.tolist() == some.columns == ["id", "party", "double"]


def test_all_rows_keep_the_index_of_their_table():
    every = Selected(TABLE[TABLE["id"] > 8])
    assert every["id"].to_dict() == {2: 9, 3: 10}
    assert every[every["party"] == "Georgia"].index.tolist() == [3]
    assert Selected(TABLE[:0]).empty


def test_what_is_written_into_rows_changes_no_table(some):
    own = some.whole()
    own.loc[0, "id"] = 1
    every = Selected(TABLE).whole()
    every.loc[0, "id"] = 1
    assert TABLE["id"].tolist() == [7, 8, 9, 10]
