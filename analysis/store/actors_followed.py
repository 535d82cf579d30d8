"""Tables of what was found, with what analysts said of actors in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import sqlalchemy as sa

from analysis.store import schema
from analysis.store.appearances import Appearances, Names
from analysis.store.coded import listed, lists, put

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.actors_in_force import ActorsInForce
    from analysis.store.correction_fields import Target
    from analysis.store.located import Located
    from analysis.store.row_places import RowPlaces

# The most values that one statement may list on any database.
_BATCH = 500

# {id of a statement (or an event): when a person gave this field by hand}
ByHand = dict[int, str]


def by_hand(located: Iterable[Located], of: Target, field: str) -> ByHand:
    """When persons corrected a field, by what stands at the corrections' places; of several the last one counts."""
    return {
        correction.target_id: correction.made
        for correction in located
        if correction.of is of and correction.field == field and correction.target_id is not None
    }


def follow_statements(
    frame: pd.DataFrame,
    state: ActorsInForce,
    outlets: frozenset[str],
    speakers: ByHand,
    parties: ByHand,
    places: RowPlaces,
) -> pd.DataFrame:
    """Statements with the speakers, parties and roles that they have after all changes of actors.

    Args:
        frame: statements as corrected, with their days.
        state: what was said of actors.
        outlets: names that are no speakers.
        speakers: when speakers were corrected.
        parties: when parties were corrected.
        places: of the statements.
    """
    speaking = outlets & set(frame["speaker"].cat.categories)
    if not state.changes and not speaking:
        return frame
    found = Appearances(
        names=Names(frame["speaker"].array),
        parties=Names(frame["party"].array),
        roles=Names(frame["role"].array),
        texts=Names(frame["source_mention"].array),
        articles=frame["article_id"].to_numpy(np.int64),
        days=_days(frame),
        names_made=_made(len(frame), speakers, places),
        parties_made=_made(len(frame), parties, places),
    )
    found.follow(state, speaking)
    return frame.assign(speaker=found.names.values(), party=found.parties.values(), role=found.roles.values())


def follow_mentions(frame: pd.DataFrame, state: ActorsInForce) -> pd.DataFrame:
    """Mentions with the names, parties and roles that they have after all changes of actors."""
    if not state.changes:
        return frame
    nobody = np.zeros(len(frame), dtype="U1")
    found = Appearances(
        names=Names(frame["name"].array),
        parties=Names(frame["party"].array),
        roles=Names(frame["role"].array),
        texts=Names(frame["text"].array),
        articles=frame["article_id"].to_numpy(np.int64),
        days=_days(frame),
        names_made=nobody,
        parties_made=nobody,
    )
    found.follow(state, ())
    return frame.assign(name=found.names.values(), party=found.parties.values(), role=found.roles.values())


class _Part(NamedTuple):
    """Who takes part in an event: the number of its row, and what its article says of the actor."""

    row: int
    name: str | None
    party: str | None
    text: str


def follow_events(
    connection: Connection,
    frame: pd.DataFrame,
    state: ActorsInForce,
    actors: ByHand,
    parties: ByHand,
    places: RowPlaces,
) -> pd.DataFrame:
    """Events with the actors and parties that they have after all changes of actors.

    An event lists its actors and its parties apart, as JSON. Which party came with which actor is read from the
    mentions in its article; a party that no actor brought stays, under the name that it has now.

    Args:
        connection: reads.
        frame: events as corrected, with their days.
        state: what was said of actors.
        actors: when the actors of events were corrected.
        parties: when their parties were.
        places: of the events.
    """
    if not state.names:
        return frame
    touched = _naming(frame["actors"].array, state.names) | _naming(frame["parties"].array, state.names)
    rows = np.flatnonzero(touched)
    if not len(rows):
        return frame
    own = frame.take(rows)
    own = own.assign(actors=lists(own["actors"].array), parties=lists(own["parties"].array))
    parts = _parts(connection, own)
    made = (_made(len(frame), given, places)[rows] for given in (actors, parties))
    new_actors, new_parties = list(own["actors"]), list(own["parties"])
    for row, who in _followed(own, parts, state, *made).items():
        new_actors[row] = list(dict.fromkeys(name for name, _ in who if name is not None))
        sides = list(dict.fromkeys(party for _, party in who if party is not None))
        # The order says who acts: it stays where the parties do.
        new_parties[row] = new_parties[row] if set(sides) == set(new_parties[row]) else sides
    return frame.assign(
        actors=put(frame["actors"].array, rows, map(json.dumps, new_actors)),
        parties=put(frame["parties"].array, rows, map(json.dumps, new_parties)),
    )


def _naming(column: pd.Categorical, names: frozenset[str]) -> NDArray[np.bool_]:
    """Which rows' lists hold one of some names."""
    holding = [not names.isdisjoint(listed(text)) for text in column.categories.tolist()]
    result: NDArray[np.bool_] = np.array([*holding, False], dtype=bool)[column.codes]
    return result


def _parts(connection: Connection, events: pd.DataFrame) -> list[_Part]:
    """Who takes part in some events: every actor with the party that it brought, then parties that none brought."""
    records = events.to_dict("records")
    named = _named(connection, {name for event in records for name in event["actors"]})
    parts = []
    for row, event in enumerate(records):
        brought = set()
        for name in event["actors"]:
            places = named.get((event["article_id"], name), [])
            near = [place for place in places if event["sentence_start"] <= place.start < event["sentence_end"]]
            place = next(iter(near or places), None)
            party = place.party if place is not None and place.party in event["parties"] else None
            brought.add(party)
            parts.append(_Part(row, name, party, place.text if place is not None else ""))
        parts += [_Part(row, None, party, "") for party in event["parties"] if party not in brought]
    return parts


def _named(connection: Connection, names: Collection[str]) -> dict[tuple[int, str], list[Any]]:
    """The mentions of some names, by article and name, in the order of the text."""
    columns = schema.mentions.c
    query = sa.select(columns.article_id, columns.name, columns.start, columns.text, columns.party)
    query = query.order_by(columns.article_id, columns.start)
    found: dict[tuple[int, str], list[Any]] = defaultdict(list)
    wanted = sorted(names)
    for at in range(0, len(wanted), _BATCH):
        for mention in connection.execute(query.where(columns.name.in_(wanted[at : at + _BATCH]))):
            found[mention.article_id, mention.name].append(mention)
    return found


def _followed(
    events: pd.DataFrame,
    parts: list[_Part],
    state: ActorsInForce,
    actors_made: NDArray[np.str_],
    parties_made: NDArray[np.str_],
) -> dict[int, list[tuple[str | None, str | None]]]:
    """The actor and party of every part after the changes, by the number of the event's row."""
    import pandas as pd

    def column(values: Iterable[str | None]) -> Names:
        return Names(pd.Categorical(pd.array(list(values), dtype="str")))

    rows = np.array([part.row for part in parts])
    found = Appearances(
        names=column(part.name for part in parts),
        parties=column(part.party for part in parts),
        roles=column(None for _ in parts),
        texts=column(part.text for part in parts),
        articles=events["article_id"].to_numpy(np.int64)[rows],
        days=_days(events)[rows],
        names_made=actors_made[rows],
        parties_made=parties_made[rows],
    )
    found.follow(state, ())
    followed = defaultdict(list)
    names, parties = (column.values().astype(object) for column in (found.names, found.parties))
    for row, name, party in zip(rows.tolist(), names, parties, strict=True):
        followed[row].append((name if isinstance(name, str) else None, party if isinstance(party, str) else None))
    return followed


def _days(frame: pd.DataFrame) -> NDArray[np.datetime64]:
    return frame[["first_day", "last_day"]].to_numpy("datetime64[s]")


def _made(rows: int, given: ByHand, places: RowPlaces) -> NDArray[np.str_]:
    at, moments = places.of_given(given)
    made = np.zeros(rows, dtype=f"U{max(map(len, moments), default=1)}")
    made[at] = moments
    return made
