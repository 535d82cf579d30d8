"""Rows are found by their numbers, whatever order they are in."""

import numpy as np
import pytest

from analysis.store.row_places import RowGroups


@pytest.mark.parametrize(
    ("numbers", "wanted", "places"),
    [
        ([0, 0, 2, 2, 2, 5], [2, 5, 2], [2, 3, 4, 5]),
        ([5, 2, 0, 2], [2, 5], [0, 1, 3]),
        ([5, 2, 0, 2], [1, 9], []),
        ([], [1], []),
    ],
)
def test_all_rows_that_share_a_number_are_found_in_their_order(numbers, wanted, places):
    found = RowGroups(np.array(numbers, dtype=np.int64)).of(np.array(wanted, dtype=np.int64))
    assert found.tolist() == places
