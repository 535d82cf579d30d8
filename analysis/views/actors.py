"""Who speaks and acts: the actors of a workspace, as a list."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.model import ActorKind
from analysis.views.day_numbers import UNDATED, day_numbers, to_day
from analysis.views.known_actors import roles_of, usual
from analysis.views.numbers import end_to_end, numbered, shared

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table
    from analysis.views.evidence import Evidence
    from analysis.views.known_actors import KnownActors

_SAID = ["speaker", "party", "role", "counts_as", "first_day", "last_day"]
_DONE = ["article_id", "story", "type", "sentence_start", "sentence_end", "first_day", "last_day"]
_NONE: Counter[str] = Counter()
_NEVER = np.iinfo(np.int64).max
_COLUMNS = ["name", "kind", "party", "roles", "statements", "events", "first", "last"]
_JOINT = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def actor_table(evidence: Evidence, known: KnownActors) -> pd.DataFrame:
    """The actors that speak or act in some evidence, those with most statements first. Outlets are none.

    Args:
        evidence: what the filters leave.
        known: what all mentions tell of actors.

    Returns:
        Columns name, kind ("" where unknown), party ("" where none), roles (the most frequent first, joined by ", "),
        statements (reprints once, joint ones too), events (reports, reprints once), first and last (datetime.date of
        the first and last thing said or done, None where all is undated).
    """
    import pandas as pd

    spoken, alone = _spoken(evidence.statements, known.names | {*evidence.statements["party"].dropna().unique()})
    acted = _acted(evidence.events)
    said, done, (first, last) = _statements_once(spoken), _reports_once(acted), _seen(spoken, acted)
    singly = spoken.frame[alone]
    parties = known.parties | usual(singly["speaker"], singly["party"])
    called = roles_of(singly["speaker"], singly["role"])
    rows = [
        {
            "name": name,
            "kind": known.kinds.get(name, ""),
            "party": parties.get(name, ""),
            "roles": ", ".join(_tellings(known.roles.get(name, _NONE) + called.get(name, _NONE))),
            "statements": said.get(name, 0),
            "events": done.get(name, 0),
            "first": first[name],
            "last": last[name],
        }
        for name in first
        if known.kinds.get(name) != ActorKind.OUTLET
    ]
    frame = pd.DataFrame(rows, columns=_COLUMNS).astype({"first": object, "last": object})
    return frame.sort_values(["statements", "events", "name"], ascending=[False, False, True], ignore_index=True)


def matching(actors: pd.DataFrame, words: str) -> pd.DataFrame:
    """The actors in whose name, party, kind or roles all words occur, whatever their case."""
    parts = (actors[name].tolist() for name in ("name", "party", "kind", "roles"))
    texts = [" ".join(own).casefold() for own in zip(*parts, strict=True)]
    wanted = words.casefold().split()
    return actors[np.array([all(word in text for word in wanted) for text in texts], dtype=bool)]


def speaks(statements: Table, name: str) -> pd.Series[bool]:
    """Which statements an actor makes: alone, as the party whose speakers make them, or together with others."""
    own = (statements["speaker"] == name) | (statements["party"] == name)
    joint = {speaker for speaker in statements["speaker"].dropna().unique() if name in _JOINT.split(speaker)}
    return own | statements["speaker"].isin(joint)


def joint_speakers(speaker: str, names: Collection[str]) -> tuple[str, ...]:
    """The actors that speak together under one name ("France and Germany"); (speaker,) where it names only one."""
    parts = tuple(_JOINT.split(speaker))
    return parts if speaker not in names and all(part in names for part in parts) else (speaker,)


class _Deeds(NamedTuple):
    """A row a statement or report and actor who makes it or is named by it.

    Attributes:
        frame: the statements or reports.
        name: the number of the actor.
        names: of the actors.
    """

    frame: pd.DataFrame
    name: NDArray[np.intp]
    names: list[str]

    def counts(self, name: NDArray[np.intp]) -> dict[str, int]:
        """How often each actor is among some numbers."""
        return dict(zip(self.names, np.bincount(name, minlength=len(self.names)).tolist(), strict=True))


def _spoken(statements: Table, names: Collection[str]) -> tuple[_Deeds, NDArray[np.bool_]]:
    """The statements by those who make them, and in which rows nobody else does."""
    codes, speakers = numbered(statements["speaker"])
    lists = [joint_speakers(str(speaker), names) for speaker in speakers]
    rows, deeds = _listed(statements[_SAID], lists, codes)
    single = np.array([len(members) == 1 for members in lists], dtype=bool)
    return deeds, single[codes[rows]] if len(rows) else np.empty(0, dtype=bool)


def _acted(events: Table) -> _Deeds:
    """The reports by those whom they name."""
    codes, lists = shared(events["actors"].tolist())
    return _listed(events[_DONE], lists, codes)[1]


def _statements_once(spoken: _Deeds) -> dict[str, int]:
    """How many statements each actor makes, those that are the same once."""
    import pandas as pd

    same, ids = pd.factorize(spoken.frame["counts_as"].to_numpy(np.int64))
    return spoken.counts(pd.unique(spoken.name * len(ids) + same) // max(len(ids), 1))


def _reports_once(acted: _Deeds) -> dict[str, int]:
    """How many reports name each actor, without those that a reprint repeats: of one story, sentences as long."""
    import pandas as pd

    columns = ("story", "article_id", "sentence_start", "sentence_end")
    story, article, start, end = (acted.frame[name].to_numpy(np.int64) for name in columns)
    type_, types = numbered(acted.frame["type"])

    def keys(at: NDArray[np.int64], place: NDArray[np.int64]) -> NDArray[np.intp]:
        """One number for actor, article or story, place and type."""
        code, different = pd.factorize(at * (1 + int(place.max(initial=0))) + place)
        return (acted.name * len(different) + code) * len(types) + type_

    own = story == article
    first, by_length = _firsts(keys(article, start), own), keys(story, end - start)
    copies = _firsts(by_length, ~own)
    copies = copies[~pd.Series(by_length[copies]).isin(by_length[own]).to_numpy()]
    return acted.counts(acted.name[np.concatenate([first, copies])])


def _firsts(keys: NDArray[np.intp], among: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The places of the rows, among some, that have a key first."""
    import pandas as pd

    at = np.flatnonzero(among)
    return at[~pd.Series(keys[at]).duplicated().to_numpy()]


def _seen(spoken: _Deeds, acted: _Deeds) -> tuple[dict[str, dt.date | None], dict[str, dt.date | None]]:
    """The first and the last day of what each actor says or does, None where all is undated."""
    found: tuple[dict[str, int], dict[str, int]] = {}, {}
    for deeds in (spoken, acted):
        first, last = (day_numbers(deeds.frame[name]) for name in ("first_day", "last_day"))
        lowest, highest = np.full(len(deeds.names), _NEVER), np.full(len(deeds.names), UNDATED)
        np.minimum.at(lowest, deeds.name, np.where(first == UNDATED, _NEVER, first))
        np.maximum.at(highest, deeds.name, last)
        present = np.unique(deeds.name)
        for days, values, choose in zip(found, (lowest, highest), (min, max), strict=True):
            for number in present.tolist():
                name, day = deeds.names[number], int(values[number])
                days[name] = choose(days.get(name, day), day)
    first_days, last_days = (
        {name: None if day in (UNDATED, _NEVER) else to_day(day) for name, day in days.items()} for days in found
    )
    return first_days, last_days


def _listed(
    frame: pd.DataFrame, lists: Iterable[Sequence[str]], codes: NDArray[np.intp]
) -> tuple[NDArray[np.intp], _Deeds]:
    """Rows that each have one of some lists, given by its number (-1: none), as one row a member of it.

    Returns:
        The number of the row, and the rows with the members.
    """
    import pandas as pd

    made = [*lists, ()]
    lengths = np.fromiter(map(len, made), dtype=np.intp, count=len(made))
    members, names = pd.factorize(np.array([*chain.from_iterable(made)], dtype=object))
    counts = lengths[codes]
    rows = np.repeat(np.arange(len(codes)), counts)
    places = end_to_end((np.cumsum(lengths) - lengths)[codes], counts)
    return rows, _Deeds(frame.take(rows), members[places], list(map(str, names)))


def _tellings(counts: Counter[str]) -> list[str]:
    """The most frequent roles, without those that another one says more exactly: "president", "French President"."""
    roles = list({role.casefold(): role for role, _ in reversed(counts.most_common())}.values())[::-1]
    folded = [role.casefold() for role in roles]
    return [role for role in roles if not any(role.casefold() in other != role.casefold() for other in folded)][:3]
