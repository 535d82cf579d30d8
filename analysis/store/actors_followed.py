"""Tables of what was found, with what analysts said of actors in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import sqlalchemy as sa

from analysis.store import schema
from analysis.store.appearances import Appearances, Names

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.actors_in_force import ActorsInForce
    from analysis.store.correction_fields import Target
    from analysis.store.located import Located

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
    frame: pd.DataFrame, state: ActorsInForce, outlets: Collection[str], speakers: ByHand, parties: ByHand
) -> pd.DataFrame:
    """Statements with the speakers, parties and roles that they have after all changes of actors.

    Args:
        frame: statements as corrected, with their days, indexed by id.
        state: what was said of actors.
        outlets: names that are no speakers.
        speakers: when speakers were corrected.
        parties: when parties were corrected.
    """
    if not state.changes and not frame["speaker"].isin(list(outlets)).any():
        return frame
    found = Appearances(
        names=Names(frame["speaker"]),
        parties=Names(frame["party"]),
        roles=frame["role"].to_numpy(object, copy=True),
        texts=frame["source_mention"].to_numpy(object),
        articles=frame["article_id"].to_numpy(np.int64),
        days=frame[["first_day", "last_day"]].to_numpy("datetime64[s]"),
        names_made=_made(frame, speakers),
        parties_made=_made(frame, parties),
    )
    found.follow(state, outlets)
    return _with(frame, speaker=found.names.values(), party=found.parties.values(), role=found.roles)


def follow_mentions(frame: pd.DataFrame, state: ActorsInForce) -> pd.DataFrame:
    """Mentions with the names, parties and roles that they have after all changes of actors."""
    if not state.changes:
        return frame
    nobody = np.zeros(len(frame), dtype="U1")
    found = Appearances(
        names=Names(frame["name"]),
        parties=Names(frame["party"]),
        roles=frame["role"].to_numpy(object, copy=True),
        texts=frame["text"].to_numpy(object),
        articles=frame["article_id"].to_numpy(np.int64),
        days=frame[["first_day", "last_day"]].to_numpy("datetime64[s]"),
        names_made=nobody,
        parties_made=nobody,
    )
    found.follow(state, ())
    return _with(frame, name=found.names.values(), party=found.parties.values(), role=found.roles)


class _Part(NamedTuple):
    """Who takes part in an event: the number of its row, and what its article says of the actor."""

    row: int
    name: str | None
    party: str | None
    text: str


def follow_events(
    connection: Connection, frame: pd.DataFrame, state: ActorsInForce, actors: ByHand, parties: ByHand
) -> pd.DataFrame:
    """Events with the actors and parties that they have after all changes of actors.

    An event lists its actors and its parties apart. Which party came with which actor is read from the mentions in its
    article; a party that no actor brought stays, under the name that it has now.

    Args:
        connection: reads.
        frame: events as corrected, with their days.
        state: what was said of actors.
        actors: when the actors of events were corrected.
        parties: when their parties were.
    """
    names = state.names
    touched = [
        row
        for row, who in enumerate(zip(frame["actors"], frame["parties"], strict=True))
        if not names.isdisjoint(who[0]) or not names.isdisjoint(who[1])
    ]
    if not touched:
        return frame
    parts = _parts(connection, frame, touched)
    found = _followed(frame, parts, state, actors, parties)
    new_actors, new_parties = list(frame["actors"]), list(frame["parties"])
    for row, who in found.items():
        new_actors[row] = list(dict.fromkeys(name for name, _ in who if name is not None))
        sides = list(dict.fromkeys(party for _, party in who if party is not None))
        # The order says who acts: it stays where the parties do.
        new_parties[row] = new_parties[row] if set(sides) == set(new_parties[row]) else sides
    return frame.assign(actors=_objects(new_actors), parties=_objects(new_parties))


def _parts(connection: Connection, frame: pd.DataFrame, touched: list[int]) -> list[_Part]:
    """Who takes part in some events: every actor with the party that it brought, then parties that none brought."""
    events = frame.iloc[touched].to_dict("records")
    named = _named(connection, {name for event in events for name in event["actors"]})
    parts = []
    for row, event in zip(touched, events, strict=True):
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
    frame: pd.DataFrame, parts: list[_Part], state: ActorsInForce, actors: ByHand, parties: ByHand
) -> dict[int, list[tuple[str | None, str | None]]]:
    """The actor and party of every part after the changes, by the number of the event's row."""
    import pandas as pd

    rows = np.array([part.row for part in parts])
    found = Appearances(
        names=Names(pd.Series([part.name for part in parts], dtype="str")),
        parties=Names(pd.Series([part.party for part in parts], dtype="str")),
        roles=np.full(len(parts), None, dtype=object),
        texts=np.array([part.text for part in parts], dtype=object),
        articles=frame["article_id"].to_numpy(np.int64)[rows],
        days=frame[["first_day", "last_day"]].to_numpy("datetime64[s]")[rows],
        names_made=_made(frame, actors)[rows],
        parties_made=_made(frame, parties)[rows],
    )
    found.follow(state, ())
    followed = defaultdict(list)
    for row, *who in zip(rows.tolist(), found.names.values(), found.parties.values(), strict=True):
        followed[row].append((who[0], who[1]))
    return followed


def _made(frame: pd.DataFrame, given: ByHand) -> NDArray[np.str_]:
    if not given:
        return np.zeros(len(frame), dtype="U1")
    return np.array([given.get(id_, "") for id_ in frame.index], dtype=np.str_)


def _with(frame: pd.DataFrame, **columns: NDArray[np.object_]) -> pd.DataFrame:
    import pandas as pd

    return frame.assign(**{name: pd.Series(values, frame.index, dtype="str") for name, values in columns.items()})


def _objects(lists: list[Any]) -> NDArray[np.object_]:
    """Lists as an array of objects, also where all are of one length."""
    made = np.empty(len(lists), dtype=object)
    made[:] = lists
    return made
