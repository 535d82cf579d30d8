"""Party towards party: who accuses, praises, supports or threatens whom, from statements and from events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.coding.clauses import Named
from analysis.coding.relations import relations
from analysis.store.row_places import RowPlaces
from analysis.views.day_numbers import dates
from analysis.views.days import first_day
from analysis.views.event_direction import Place, direction
from analysis.views.footing import doubts, of_one_outlet, outlets
from analysis.views.numbers import holding
from analysis.views.style import plural
from analysis.views.tones import tone_kinds, tone_of_event

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.model import Statement
    from analysis.store.selected import Table
    from analysis.views.spoken_about import ActorPlaces

_COLUMNS = [
    "source", "target", "tone", "score", "confidence", "day", "origin", "id", "counts_as", "outlet", "article_id",
    "sentence", "words",
]  # fmt: skip
_OF_STATEMENT = [
    "statement_id", "party", "confidence", "counts_as", "source", "article_id", "sentence_start",
]  # fmt: skip
_OF_EVENT = [
    "event_id", "type", "start", "text", "parties", "confidence", "date", "published", "story", "sentence_text",
    "source", "article_id", "sentence_start",
]  # fmt: skip
STATEMENT, EVENT = "statement", "event"
# Start, end and party of a mention.
_Named = tuple[int, int, str | None]


def ties_of_statements(statements: Table, mentioned: pd.DataFrame, parsed: Mapping[int, Statement]) -> pd.DataFrame:
    """What statements say of other parties than their own, a row a statement, party and tone.

    Args:
        statements: of ``evidence.gather``.
        mentioned: what ``spoken_about.ActorPlaces`` has within them.
        parsed: the statements with their tokens, by id (``Workspace.statements``).

    Returns:
        Columns source, target (parties), tone, score in [-1, 1], confidence (of the statement or event), day
        (datetime.date or None), origin ("statement" or "event"), id, counts_as (what a reprint shares with the
        original), outlet, article_id, sentence (its start) and words.
    """
    import pandas as pd

    places = {id_: [Named(*place) for place in named] for id_, named in _by_id(mentioned).items()}
    known = statements[statements["statement_id"].isin(places.keys() & parsed.keys()) & statements["party"].notna()]
    found = [
        {
            "source": record["party"],
            "target": relation.party,
            "tone": relation.tone,
            "score": tone_kinds()[relation.tone].score,
            "confidence": record["confidence"],
            "day": record["day"],
            "origin": STATEMENT,
            "id": record["statement_id"],
            "counts_as": f"statement {record['counts_as']}",
            "outlet": record["source"],
            "article_id": record["article_id"],
            "sentence": record["sentence_start"],
            "words": relation.words,
        }
        for record in known[_OF_STATEMENT].assign(day=dates(known["first_day"])).to_dict("records")
        for relation in relations(
            replace(parsed[record["statement_id"]], party=record["party"]), places[record["statement_id"]]
        )
    ]
    return pd.DataFrame(found, columns=_COLUMNS)


def wanted_statements(statements: Table, mentioned: pd.DataFrame) -> list[int]:
    """The statements of a party that mention another one: those that need to be parsed."""
    other = mentioned["party"].astype(object)
    own = (
        statements["party"]
        .astype(object)
        .to_numpy()[RowPlaces(statements["statement_id"].to_numpy()).of(mentioned["statement_id"].to_numpy())]
    )
    return sorted(set(mentioned.loc[other.notna() & (other != own), "statement_id"].tolist()))


def even_sample(ids: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Up to so many of the ids, in order, as if drawn by chance: of a part of the ids mostly the same ones again."""
    if len(ids) <= most:
        return np.sort(ids)
    # Knuth's multiplicative hash (The Art of Computer Programming 3, 6.4) scatters neighbouring ids.
    scattered = ids.astype(np.uint64) * np.uint64(2654435761) % np.uint64(2**32)
    return np.sort(ids[np.argsort(scattered, kind="stable")[:most]])


def telling_events(events: Table) -> NDArray[np.int64]:
    """The ids of the reports of events that say how parties stand towards each other."""
    telling = events["type"].isin(list(tone_of_event())).to_numpy(bool)
    named = holding(events["parties"].tolist(), lambda parties: len(parties) > 0)
    ids: NDArray[np.int64] = events["event_id"].to_numpy(np.int64)[telling & named]
    return ids


def ties_of_events(events: Table, actors: ActorPlaces) -> pd.DataFrame:
    """What parties do towards each other in events, a row a report and pair; the same columns.

    Args:
        events: of ``evidence.gather``.
        actors: where actors are mentioned.
    """
    import pandas as pd

    telling = events[events["event_id"].isin(telling_events(events))]
    within = actors.within(telling.rename(columns={"event_id": "statement_id"}))
    places = _by_id(within)
    columns = (telling[name].to_numpy(dtype=object).tolist() for name in _OF_EVENT)
    read = (dict(zip(_OF_EVENT, row, strict=True)) for row in zip(*columns, strict=True))
    rows = [row for event in read for row in _ties_of_event(event, places.get(event["event_id"], []))]
    return pd.DataFrame(rows, columns=_COLUMNS)


def ties(of_statements: pd.DataFrame, of_events: pd.DataFrame) -> pd.DataFrame:
    """Both together; an event that only reports what a statement of the same sentence says is left out."""
    import pandas as pd

    sign = of_statements["score"] > 0
    said = set(
        zip(*(of_statements[name] for name in ("article_id", "sentence", "source", "target")), sign, strict=True)
    )
    keys = zip(
        *(of_events[name] for name in ("article_id", "sentence", "source", "target")),
        of_events["score"] > 0,
        strict=True,
    )
    new = of_events[np.array([key not in said for key in keys], dtype=bool)]
    parts = [part for part in (of_statements, new) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else of_statements


def grouped(found: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The ties with each group as one party; those within a group are left out. Of two groups the first one counts."""
    of_party: dict[str, str] = {}
    for group, members in groups.items():
        for party in members:
            of_party.setdefault(party, group)
    renamed = found.assign(
        **{side: found[side].map(lambda party: of_party.get(party, party)) for side in ("source", "target")}
    )
    return renamed[renamed["source"] != renamed["target"]].reset_index(drop=True)


def pairs(found: pd.DataFrame) -> pd.DataFrame:
    """The ties of each pair together, those with most ties first.

    Returns:
        Columns source, target, score (mean of the ties, reprints once), ties (how many, reprints once), confidence
        (their mean), one_outlet (one outlet of several carries them all), tones ({tone: how many}, most frequent
        first), statement_ids and event_ids (all, the latest first).
    """
    import pandas as pd

    keys = ["source", "target"]
    once = found.drop_duplicates([*keys, "counts_as", "tone"])
    frame = once.groupby(keys, as_index=False).agg(
        score=("score", "mean"), ties=("score", "size"), confidence=("confidence", "mean")
    )
    by_pair = found.groupby(keys)
    frame["one_outlet"] = of_one_outlet(outlets(found, "outlet"), by_pair.ngroup().to_numpy(), by_pair.ngroups)
    latest = found.sort_values("day", ascending=False, na_position="last", kind="stable", key=_ordinals)
    tones, statements = _by_pair(once, "tone"), _by_pair(latest[latest["origin"] == STATEMENT], "id")
    events = _by_pair(latest[latest["origin"] == EVENT], "id")
    each = list(zip(frame["source"], frame["target"], strict=True))
    lists = {
        "tones": [dict(Counter(map(str, tones[pair])).most_common()) for pair in each],
        "statement_ids": [list(dict.fromkeys(statements[pair])) for pair in each],
        "event_ids": [list(dict.fromkeys(events[pair])) for pair in each],
    }
    frame = frame.assign(**{name: pd.Series(values, dtype=object) for name, values in lists.items()})
    return frame.sort_values(["ties", "source", "target"], ascending=[False, True, True], ignore_index=True)


def _by_pair(found: pd.DataFrame, column: str) -> defaultdict[tuple[str, str], list[Any]]:
    """The values of a column by source and target, in the order of the rows."""
    values: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for source, target, value in zip(*(found[name].tolist() for name in ("source", "target", column)), strict=True):
        values[source, target].append(value)
    return values


def pair_in_words(pair: Mapping[Any, Any]) -> str:
    """What a pair stands on: "3 ties, one outlet only, only 42% sure"."""
    return ", ".join([plural(pair["ties"], "tie"), *doubts(pair["ties"], pair["one_outlet"], pair["confidence"])])


def tones_in_words(tones: Mapping[str, int]) -> str:
    """How often which tone: "accuses 3, threatens 1"."""
    return ", ".join(f"{tone_kinds()[tone].words} {count}" for tone, count in tones.items())


def _ties_of_event(
    event: Mapping[Any, Any], named: Sequence[tuple[int, int, str | None]]
) -> Iterator[dict[str, object]]:
    kind = tone_of_event()[event["type"]]
    places = [Place(start - event["start"], end - event["start"], party) for start, end, party in named if party]
    found = direction(event["text"], event["parties"], places)
    if found is None:
        return
    if found.link in kind.aside:
        return
    sides = [(doer, other) for doer in found.doers for other in found.others]
    if found.mutual:
        sides += [(other, doer) for doer, other in sides]
    if not found.others and (found.mutual or kind.mutual):
        sides += permutations(found.doers, 2)
    for source, target in dict.fromkeys(sides):
        yield {
            "source": source,
            "target": target,
            "tone": kind.name,
            "score": kind.score,
            "confidence": event["confidence"],
            "day": first_day(event["date"]) or first_day(event["published"]),
            "origin": EVENT,
            "id": event["event_id"],
            "counts_as": f"event {event['story']} {event['sentence_text']}",
            "outlet": event["source"],
            "article_id": event["article_id"],
            "sentence": event["sentence_start"],
            "words": event["text"],
        }


def _by_id(within: pd.DataFrame) -> dict[int, list[_Named]]:
    """Start, end and party of the mentions within statements or events, by their ids."""
    found: dict[int, list[_Named]] = defaultdict(list)
    columns = (within[name].tolist() for name in ("statement_id", "start", "end", "party"))
    for id_, start, end, party in zip(*columns, strict=True):
        found[id_].append((start, end, party if isinstance(party, str) else None))
    return found


def _ordinals(days: pd.Series[Any]) -> pd.Series[Any]:
    return days.map(lambda day: day.toordinal() if day else None).astype("Int64")
