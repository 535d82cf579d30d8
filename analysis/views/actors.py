"""Who speaks and acts: the actors of a workspace, as a list."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.model import ActorKind

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.views.evidence import Evidence

_COLUMNS = ["name", "kind", "party", "roles", "statements", "events", "first", "last"]
_JOINT = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def actor_table(evidence: Evidence, mentions: pd.DataFrame) -> pd.DataFrame:
    """The actors that speak or act in some evidence, those with most statements first. Outlets are none.

    Args:
        evidence: what the filters leave.
        mentions: the frame of mentions, for what the actors are.

    Returns:
        Columns name, kind ("" where unknown), party ("" where none), roles (the most frequent first, joined by ", "),
        statements (reprints once, joint ones too), events (reports, reprints once), first and last (datetime.date of
        the first and last thing said or done, None where all is undated).
    """
    import pandas as pd

    spoken, acted = _spoken(evidence.statements, _names(evidence, mentions)), _acted(evidence.events)
    said = spoken.drop_duplicates(["name", "counts_as"])["name"].value_counts().to_dict()
    done = _reports_once(acted)["name"].value_counts().to_dict()
    alone = spoken[spoken["alone"]]
    kinds = _usual(mentions["name"], mentions["kind"])
    parties = _usual(mentions["name"], mentions["party"]) | _usual(alone["name"], alone["party"])
    roles = _roles(mentions, alone)
    seen = pd.concat([part[["name", "first_day", "last_day"]].astype({"name": object}) for part in (spoken, acted)])
    days = seen.groupby("name").agg(first=("first_day", "min"), last=("last_day", "max"))
    first, last = ({str(name): _day(day) for name, day in days[column].items()} for column in ("first", "last"))
    rows = [
        {
            "name": name,
            "kind": kinds.get(name, ""),
            "party": parties.get(name, ""),
            "roles": ", ".join(roles.get(name, ())),
            "statements": int(said.get(name, 0)),
            "events": int(done.get(name, 0)),
            "first": first[name],
            "last": last[name],
        }
        for name in first
        if kinds.get(name) != ActorKind.OUTLET
    ]
    frame = pd.DataFrame(rows, columns=_COLUMNS).astype({"first": object, "last": object})
    return frame.sort_values(["statements", "events", "name"], ascending=[False, False, True], ignore_index=True)


def matching(actors: pd.DataFrame, words: str) -> pd.DataFrame:
    """The actors in whose name, party, kind or roles all words occur, whatever their case."""
    parts = (actors[name].tolist() for name in ("name", "party", "kind", "roles"))
    texts = [" ".join(own).casefold() for own in zip(*parts, strict=True)]
    wanted = words.casefold().split()
    return actors[np.array([all(word in text for word in wanted) for text in texts], dtype=bool)]


def speaks(statements: pd.DataFrame, name: str) -> pd.Series[bool]:
    """Which statements an actor makes: alone, as the party whose speakers make them, or together with others."""
    own = (statements["speaker"] == name) | (statements["party"] == name)
    joint = {speaker for speaker in statements["speaker"].dropna().unique() if name in _JOINT.split(speaker)}
    return own | statements["speaker"].isin(joint)


def joint_speakers(speaker: str, names: Collection[str]) -> tuple[str, ...]:
    """The actors that speak together under one name ("France and Germany"); (speaker,) where it names only one."""
    parts = tuple(_JOINT.split(speaker))
    return parts if speaker not in names and all(part in names for part in parts) else (speaker,)


def _reports_once(acted: pd.DataFrame) -> pd.DataFrame:
    """Reports without those that a reprint repeats: of the same story, in a sentence of the same length."""
    import pandas as pd

    place = acted.assign(
        length=acted["sentence_end"] - acted["sentence_start"], own=acted["story"] == acted["article_id"]
    )
    own = place[place["own"]].drop_duplicates(["name", "article_id", "sentence_start", "type"])
    copies = place[~place["own"]].drop_duplicates(["name", "story", "length", "type"])
    known = own.set_index(["name", "story", "length", "type"]).index
    copies = copies[~copies.set_index(["name", "story", "length", "type"]).index.isin(known)]
    return pd.concat([own, copies])


def _names(evidence: Evidence, mentions: pd.DataFrame) -> set[str]:
    return {*mentions["name"], *evidence.statements["party"].dropna()}


def _spoken(statements: pd.DataFrame, names: Collection[str]) -> pd.DataFrame:
    """A row a statement and actor who makes it; ``alone`` says that nobody else does."""
    import pandas as pd

    codes, speakers = pd.factorize(statements["speaker"])
    rows, name = _listed([joint_speakers(str(speaker), names) for speaker in speakers], codes)
    columns = ["speaker", "party", "role", "counts_as", "first_day", "last_day"]
    own = statements[columns].take(rows).reset_index(drop=True)
    return own.assign(name=name, alone=name.astype(object) == own["speaker"].to_numpy(object))


def _acted(events: pd.DataFrame) -> pd.DataFrame:
    """A row a report and actor that it names."""
    rows, name = _listed(events["actors"], np.arange(len(events)))
    columns = ["article_id", "story", "type", "sentence_start", "sentence_end", "first_day", "last_day"]
    return events[columns].take(rows).reset_index(drop=True).assign(name=name)


def _listed(lists: Iterable[Sequence[str]], codes: NDArray[np.intp]) -> tuple[NDArray[np.intp], pd.Categorical]:
    """Rows that each have one of some lists, given by its number (-1: none), as one row a member of it.

    Returns:
        The number of the row, and the member.
    """
    import pandas as pd

    made = [*lists, ()]
    lengths = np.fromiter(map(len, made), dtype=np.intp, count=len(made))
    members, names = pd.factorize(np.array([*chain.from_iterable(made)], dtype=object))
    counts = lengths[codes]
    rows = np.repeat(np.arange(len(codes)), counts)
    starts = np.repeat((np.cumsum(lengths) - lengths)[codes] - np.cumsum(counts) + counts, counts)
    return rows, pd.Categorical.from_codes(members[starts + np.arange(len(rows))], categories=pd.Index(names))


def _usual(names: pd.Series[Any], values: pd.Series[Any]) -> dict[str, str]:
    """The most frequent value of each name; of equally frequent ones the first in the alphabet."""
    # The last one of a name stays: the most frequent, and of these the first in the alphabet.
    by_value = sorted(_pairs(names, values), key=lambda pair: pair[1], reverse=True)
    return {name: value for name, value, _ in sorted(by_value, key=lambda pair: pair[2])}


def _pairs(names: pd.Series[Any], values: pd.Series[Any]) -> Iterator[tuple[str, str, int]]:
    """Each name with each of its values and how often, in the order in which they first occur."""
    import pandas as pd

    (name, every), (value, given) = pd.factorize(names), pd.factorize(values)
    both = np.flatnonzero((name >= 0) & (value >= 0))
    keys, first, counts = np.unique(name[both] * len(given) + value[both], return_index=True, return_counts=True)
    for at in np.argsort(first):
        yield str(every[keys[at] // len(given)]), str(given[keys[at] % len(given)]), int(counts[at])


def _roles(mentions: pd.DataFrame, alone: pd.DataFrame) -> dict[str, list[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for part in (mentions, alone):
        for name, role, count in _pairs(part["name"], part["role"]):
            found[name][role] += count
    return {name: _tellings(counts) for name, counts in found.items()}


def _day(day: Any) -> dt.date | None:  # noqa: ANN401
    return day.date() if day == day else None


def _tellings(counts: Counter[str]) -> list[str]:
    """The most frequent roles, without those that another one says more exactly: "president", "French President"."""
    roles = list({role.casefold(): role for role, _ in reversed(counts.most_common())}.values())[::-1]
    folded = [role.casefold() for role in roles]
    return [role for role in roles if not any(role.casefold() in other != role.casefold() for other in folded)][:3]
