"""Tables of what was found, with the fields of their articles: all that corrections don't change the way of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.store.coded import first_known, take
from analysis.store.moments import days
from analysis.store.outlets import outlets_of
from analysis.store.row_places import RowPlaces

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray

    from analysis.store.found import Found

_OF_ARTICLE = ("source", "published", "published_origin")


@dataclass(frozen=True, slots=True, eq=False)
class LinkedTables:
    """The tables, made once for each state of what was found.

    Attributes:
        statements: with the fields of their articles and their days.
        statement_places: where they are by id.
        origin: for each statement a number that it shares with those that go back to the same one.
        codings: by the ids of their statements.
        statement_of: the place of each coding's statement.
        events: with the fields of their articles and their days; lists are JSON.
        event_places: where they are by id.
        articles: the columns of ``Frames.articles``.
        outlets: the names that mean an outlet wherever they are mentioned.
    """

    statements: pd.DataFrame
    statement_places: RowPlaces
    origin: NDArray[np.intp]
    codings: pd.DataFrame
    statement_of: NDArray[np.intp]
    events: pd.DataFrame
    event_places: RowPlaces
    articles: pd.DataFrame
    outlets: frozenset[str]


def linked_tables(found: Found) -> LinkedTables:
    """The tables of what was found, linked with each other."""
    statements = _with_articles(found["statements"], found["articles"])
    statements = statements.assign(date=first_known(statements["date"].array, statements["published"].array))
    repeats, places = found["statements"]["repeats"].to_numpy(), RowPlaces(statements["statement_id"].to_numpy())
    codings = found["codings"].drop(columns="coding_id")
    return LinkedTables(
        with_days(statements.assign(repeats=_ids(repeats))),
        places,
        _origins(repeats, places),
        codings,
        places.of(codings["statement_id"].to_numpy()),
        with_days(_with_articles(found["events"], found["articles"])),
        RowPlaces(found["events"]["event_id"].to_numpy()),
        _articles(found),
        outlets_of(found["mentions"]),
    )


def with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """Add ``first_day`` and ``last_day``, the days that ``date`` covers, as numpy days; NaT where undated."""
    dates = frame["date"].array
    # The last, empty pair is what the code -1 of an undated row points at.
    spans = np.array([*map(_span, dates.categories.tolist()), (None, None)], dtype="datetime64[s]")
    return frame.assign(first_day=spans[dates.codes, 0], last_day=spans[dates.codes, 1])


def mentions_of(found: Found) -> pd.DataFrame:
    """The mentions, with the days of their articles' publication."""
    mentions = found["mentions"].drop(columns="mention_id")
    published = take(found["articles"]["published"].array, _article_places(mentions, found["articles"]))
    return with_days(mentions.assign(date=published))


def _origins(repeats: NDArray[np.int64], places: RowPlaces) -> NDArray[np.intp]:
    origin = np.arange(len(repeats))
    linked = np.flatnonzero(repeats)
    at = places.of(repeats[linked])
    origin[linked[at >= 0]] = at[at >= 0]
    return origin


def _articles(found: Found) -> pd.DataFrame:
    """The articles, the last added first, with how many statements and events were found in them."""
    articles = found["articles"]
    counts = {name: np.diff(_bounds(found[name], articles)) for name in ("statements", "events")}
    articles = articles.assign(reprint_of=_ids(articles["reprint_of"].to_numpy()), **counts).drop(columns="change")
    return articles[::-1].reset_index(drop=True)


def _with_articles(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    at = _article_places(table, articles)
    columns = {name: take(articles[name].array, at) for name in _OF_ARTICLE}
    return table.assign(**columns, reprint_of=_ids(articles["reprint_of"].to_numpy()[at]))


def _article_places(table: pd.DataFrame, articles: pd.DataFrame) -> NDArray[np.intp]:
    """The place of each row's article; both tables are by article."""
    return np.repeat(np.arange(len(articles)), np.diff(_bounds(table, articles)))


def _bounds(table: pd.DataFrame, articles: pd.DataFrame) -> NDArray[np.intp]:
    """Where the rows of each article begin, and where the last ones end."""
    begins = np.searchsorted(table["article_id"].to_numpy(), articles["article_id"].to_numpy())
    return np.append(begins, len(table))


def _ids(ids: NDArray[np.int64]) -> ExtensionArray:
    """Ids as a column in which none is <NA>."""
    import pandas as pd

    return pd.arrays.IntegerArray(ids, ids == 0)


@lru_cache(maxsize=1 << 16)
def _span(date: str) -> tuple[Any, Any]:
    try:
        return days(date)
    except ValueError:
        return None, None
