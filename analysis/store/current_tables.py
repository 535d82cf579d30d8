"""The tables that frames are cut from: what was found, with corrections and changes of actors in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.store.actors_followed import by_hand, follow_events, follow_mentions, follow_statements
from analysis.store.actors_in_force import ActorsInForce, actors_in_force
from analysis.store.codebooks import read_codebook
from analysis.store.coded import first_known, lists, take
from analysis.store.corrected import correct_codings, correct_events, correct_statements, of_codebook
from analysis.store.correction_fields import Target
from analysis.store.located import Located, corrections_table, in_force, locate
from analysis.store.moments import days
from analysis.store.outlets import outlets_of
from analysis.store.row_places import RowPlaces

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray
    from sqlalchemy.engine import Connection

    from analysis.store.found import Found
    from analysis.store.rows import Row

_OF_ARTICLE = ("source", "published", "published_origin")
OF_STATEMENT = (
    "article_id", "party", "speaker", "date", "first_day", "last_day", "source", "kind", "reprint_of", "repeats",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class CurrentTables:
    """The tables at one change.

    Attributes:
        statements: the columns of ``Frames.statements`` but for ``counts_as``.
        codings: the columns of ``Frames.codings`` but for ``counts_as``.
        statement_of: the place in ``statements`` of each coding's statement.
        statement_places: where statements are by id.
        origin: for each statement a number that it shares with those that go back to the same one.
        events: the columns of ``Frames.events``.
        listed: the lists of events as JSON, by column.
        articles: the columns of ``Frames.articles``.
        corrections: the corrections that count.
        spans: the texts that corrected spans give, by what they are of and its id.
    """

    statements: pd.DataFrame
    codings: pd.DataFrame
    statement_of: NDArray[np.intp]
    statement_places: RowPlaces
    origin: NDArray[np.intp]
    events: pd.DataFrame
    listed: dict[str, pd.Categorical]
    articles: pd.DataFrame
    corrections: pd.DataFrame
    spans: dict[Target, dict[int, Row]]


def current_tables(connection: Connection, found: Found) -> CurrentTables:
    """The tables as they are now.

    Args:
        connection: reads corrections and changes of actors.
        found: what was found, as of the same moment.
    """
    located = locate(connection)
    said = actors_in_force(connection)
    in_place = in_force(located, Target.STATEMENT)
    codings = correct_codings(found["codings"].drop(columns="coding_id"), in_place)
    codings = of_codebook(codings, read_codebook(connection))
    of_articles = found["articles"]

    everything, places = found["statements"], RowPlaces(found["statements"]["statement_id"].to_numpy())
    origin = _origins(everything, places)
    statements = _with_articles(everything, of_articles)
    statements = statements.assign(date=first_known(statements["date"].array, statements["published"].array))
    statements, spans = correct_statements(connection, statements, codings, places, in_place)
    by_hand_ = (by_hand(located, Target.STATEMENT, field) for field in ("speaker", "party"))
    outlets = outlets_of(found["mentions"])
    statements = follow_statements(with_days(statements), said, outlets, *by_hand_, places)
    statements = statements.assign(repeats=_ids(statements["repeats"].to_numpy()))
    kept = np.flatnonzero(~statements.pop("rejected").to_numpy())
    if len(kept) < len(statements):
        statements, origin = statements.take(kept).reset_index(drop=True), origin[kept]
        places = RowPlaces(statements["statement_id"].to_numpy())
    codings, statement_of = _of_statements(codings, statements, places)
    events, listed, event_spans = _events(connection, found, located, said)
    return CurrentTables(
        statements,
        codings,
        statement_of,
        places,
        origin,
        events,
        listed,
        _articles(found),
        corrections_table(located),
        {Target.STATEMENT: spans, Target.EVENT: event_spans},
    )


def with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """Add ``first_day`` and ``last_day``, the days that ``date`` covers, as numpy days; NaT where undated."""
    dates = frame["date"].array
    # The last, empty pair is what the code -1 of an undated row points at.
    spans = np.array([*map(_span, dates.categories), (None, None)], dtype="datetime64[s]")
    return frame.assign(first_day=spans[dates.codes, 0], last_day=spans[dates.codes, 1])


def current_mentions(connection: Connection, found: Found) -> pd.DataFrame:
    """The columns of ``Frames.mentions``."""
    mentions = found["mentions"].drop(columns="mention_id")
    published = take(found["articles"]["published"].array, _article_places(mentions, found["articles"]))
    return follow_mentions(with_days(mentions.assign(date=published)), actors_in_force(connection))


def _origins(statements: pd.DataFrame, places: RowPlaces) -> NDArray[np.intp]:
    repeats = statements["repeats"].to_numpy()
    origin = np.arange(len(statements))
    linked = np.flatnonzero(repeats)
    at = places.of(repeats[linked])
    origin[linked[at >= 0]] = at[at >= 0]
    return origin


def _of_statements(
    codings: pd.DataFrame, statements: pd.DataFrame, places: RowPlaces
) -> tuple[pd.DataFrame, NDArray[np.intp]]:
    """Codings with the fields of their statements, without those whose statement is rejected."""
    at = places.of(codings["statement_id"].to_numpy())
    if (at < 0).any():
        codings, at = codings[at >= 0].reset_index(drop=True), at[at >= 0]
    own = statements[list(OF_STATEMENT)].take(at).reset_index(drop=True)
    return codings.assign(**{name: own[name] for name in OF_STATEMENT}), at


def _events(
    connection: Connection, found: Found, located: list[Located], said: ActorsInForce
) -> tuple[pd.DataFrame, dict[str, pd.Categorical], dict[int, Row]]:
    """Events as they stand, their lists as JSON, and the texts of their corrected spans."""
    events, places = found["events"], RowPlaces(found["events"]["event_id"].to_numpy())
    events = _with_articles(events, found["articles"])
    events, spans = correct_events(connection, events, places, in_force(located, Target.EVENT))
    given = (by_hand(located, Target.EVENT, field) for field in ("actors", "parties"))
    events = follow_events(connection, with_days(events), said, *given, places)
    rejected = events.pop("rejected").to_numpy()
    if rejected.any():
        events = events[~rejected].reset_index(drop=True)
    listed = {name: events[name].array for name in ("actors", "parties")}
    return events.assign(**{name: lists(column) for name, column in listed.items()}), listed, spans


def _articles(found: Found) -> pd.DataFrame:
    """The articles, the last added first, with how many statements and events were found in them."""
    articles = found["articles"]
    counts = {name: _counts(found[name], articles) for name in ("statements", "events")}
    articles = articles.assign(reprint_of=_ids(articles["reprint_of"].to_numpy()), **counts).drop(columns="change")
    return articles[::-1].reset_index(drop=True)


def _counts(table: pd.DataFrame, articles: pd.DataFrame) -> NDArray[np.intp]:
    return np.bincount(_article_places(table, articles), minlength=len(articles))


def _with_articles(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    at = _article_places(table, articles)
    columns = {name: take(articles[name].array, at) for name in _OF_ARTICLE}
    return table.assign(**columns, reprint_of=_ids(articles["reprint_of"].to_numpy()[at]))


def _article_places(table: pd.DataFrame, articles: pd.DataFrame) -> NDArray[np.intp]:
    return np.searchsorted(articles["article_id"].to_numpy(), table["article_id"].to_numpy())


def _ids(ids: NDArray[np.int64]) -> ExtensionArray:
    """Ids as a column in which none is <NA>."""
    import pandas as pd

    return pd.arrays.IntegerArray(ids, ids == 0)


def _span(date: str) -> tuple[Any, Any]:
    try:
        return days(date)
    except ValueError:
        return None, None
