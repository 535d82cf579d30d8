"""The tables of an export: statements, codings, events, matrix and articles, with all their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.views.matrix_words import cell_in_words

if TYPE_CHECKING:
    import pandas as pd

    from analysis.exchange.selection import Selection

NAMES = ("statements", "codings", "events", "matrix", "articles")
# What the views add to the store's columns for themselves.
_WORKING = ["first_day", "last_day", "story"]


def table(selection: Selection, name: str) -> pd.DataFrame:
    """One of the tables named in ``NAMES``.

    ``counts_as`` is the statement that a repeat in another outlet is counted with, the row's own id where it is counted
    itself. In ``codings`` and ``matrix``, ``theme`` is the id and ``theme_name`` the name; a row of ``matrix`` is a
    cell that has evidence, with its stance ``in_words``.
    """
    import pandas as pd

    if name == "matrix":
        frame = selection.cells
        frame = frame.assign(in_words=[cell_in_words(cell) for cell in frame.to_dict("records")])
    elif name == "articles":
        frame = pd.DataFrame(selection.articles, columns=list(selection.evidence.articles.columns))
    else:
        frame = getattr(selection.evidence, name).whole()
    if "theme" in frame:
        after = list(frame.columns).index("theme") + 1
        frame = frame.copy()
        frame.insert(after, "theme_name", [selection.theme(theme) for theme in frame["theme"]])
    return frame.drop(columns=[column for column in _WORKING if column in frame])
