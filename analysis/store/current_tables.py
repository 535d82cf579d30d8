"""The tables that frames are cut from: what was found, with corrections and changes of actors in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.store.actors_followed import by_hand, follow_events, follow_mentions, follow_statements
from analysis.store.actors_in_force import ActorsInForce, actors_in_force
from analysis.store.coded import lists
from analysis.store.corrected import correct_codings, correct_events, correct_statements, of_codebook
from analysis.store.correction_fields import Target
from analysis.store.linked_tables import LinkedTables, mentions_of, with_days
from analysis.store.located import InForce, Located, corrections_table, in_force, locate
from analysis.store.row_places import RowPlaces

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.found import Found
    from analysis.store.rows import Row

_OF_STATEMENT = (
    "article_id", "party", "speaker", "date", "first_day", "last_day", "source", "kind", "reprint_of", "repeats",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class CurrentTables:
    """The tables at one change.

    Attributes:
        statements: the columns of ``Frames.statements`` but for ``counts_as``.
        statement_places: where they are by id.
        origin: for each statement a number that it shares with those that go back to the same one.
        codings: the columns of ``Frames.codings`` but for ``counts_as``.
        statement_of: the place of each coding's statement.
        events: the columns of ``Frames.events``.
        listed: the lists of events as JSON, by column.
        articles: the columns of ``Frames.articles``.
        corrections: the corrections that count.
        spans: the texts that corrected spans give, by what they are of and its id.
    """

    statements: pd.DataFrame
    statement_places: RowPlaces
    origin: NDArray[np.intp]
    codings: pd.DataFrame
    statement_of: NDArray[np.intp]
    events: pd.DataFrame
    listed: dict[str, pd.Categorical]
    articles: pd.DataFrame
    corrections: pd.DataFrame
    spans: dict[Target, dict[int, Row]]


def confidences(statements: pd.DataFrame) -> NDArray[np.float64]:
    """How sure it is that each is a statement, and whose: 1 where a person reviewed it."""
    return np.where(statements["reviewed"], 1.0, statements["confidence"])


def current_tables(connection: Connection, linked: LinkedTables) -> CurrentTables:
    """The tables as they are now.

    Args:
        connection: reads corrections and changes of actors.
        linked: what was found, as of the same moment.
    """
    located, said = locate(connection), actors_in_force(connection)
    given = in_force(located, Target.STATEMENT)
    codings = of_codebook(connection, correct_codings(linked.codings, given))
    statements, spans = _statements(connection, linked, codings, located, said)
    places, origin = linked.statement_places, linked.origin
    rejected = statements.pop("rejected").to_numpy()
    if rejected.any():
        statements, origin = statements[~rejected].reset_index(drop=True), origin[~rejected]
        places = RowPlaces(statements["statement_id"].to_numpy())
    as_found = codings["statement_id"].equals(linked.codings["statement_id"]) and not rejected.any()
    at = linked.statement_of if as_found else places.of(codings["statement_id"].to_numpy())
    if not as_found and (at < 0).any():
        codings, at = codings[at >= 0].reset_index(drop=True), at[at >= 0]
    own = statements[list(_OF_STATEMENT)].take(at).reset_index(drop=True)
    events, event_spans = _events(connection, linked, located, said)
    listed = {name: events[name].array for name in ("actors", "parties")}
    return CurrentTables(
        statements,
        places,
        origin,
        codings.assign(**{name: own[name] for name in _OF_STATEMENT}, statement_confidence=confidences(statements)[at]),
        at,
        events.assign(**{name: lists(column) for name, column in listed.items()}),
        listed,
        linked.articles,
        corrections_table(located),
        {Target.STATEMENT: spans, Target.EVENT: event_spans},
    )


def current_mentions(connection: Connection, found: Found) -> pd.DataFrame:
    """The columns of ``Frames.mentions``."""
    return follow_mentions(mentions_of(found), actors_in_force(connection))


def _statements(
    connection: Connection, linked: LinkedTables, codings: pd.DataFrame, located: list[Located], said: ActorsInForce
) -> tuple[pd.DataFrame, dict[int, Row]]:
    """Statements as they stand, the rejected too, and the texts of their corrected spans."""
    given, places = in_force(located, Target.STATEMENT), linked.statement_places
    statements, spans = correct_statements(connection, linked.statements, codings, places, given)
    speakers, parties = (by_hand(located, Target.STATEMENT, field) for field in ("speaker", "party"))
    dated = _dated(statements, given)
    return follow_statements(dated, said, linked.outlets, speakers, parties, places), spans


def _events(
    connection: Connection, linked: LinkedTables, located: list[Located], said: ActorsInForce
) -> tuple[pd.DataFrame, dict[int, Row]]:
    """Events as they stand, their lists as JSON, and the texts of their corrected spans."""
    given, places = in_force(located, Target.EVENT), linked.event_places
    events, spans = correct_events(connection, linked.events, places, given)
    actors, parties = (by_hand(located, Target.EVENT, field) for field in ("actors", "parties"))
    events = follow_events(connection, _dated(events, given), said, actors, parties, places)
    rejected = events.pop("rejected").to_numpy()
    return events[~rejected].reset_index(drop=True) if rejected.any() else events, spans


def _dated(frame: pd.DataFrame, given: InForce) -> pd.DataFrame:
    """The days anew where a date was corrected."""
    return with_days(frame) if any(("date", None) in fields for fields in given.values()) else frame
