"""Who speaks and acts: the actors of a workspace, as a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.model import ActorKind

if TYPE_CHECKING:
    import pandas as pd

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

    spoken = _spoken(evidence.statements, _names(evidence, mentions))
    acted = evidence.events.explode("actors").rename(columns={"actors": "name"})
    said = spoken.groupby("name")["counts_as"].nunique()
    done = _reports_once(acted).groupby("name").size()
    kinds = _usual(mentions["name"], mentions["kind"])
    alone = spoken[spoken["name"] == spoken["speaker"]]
    parties = _usual(mentions["name"], mentions["party"]) | _usual(alone["name"], alone["party"])
    roles = _roles(mentions, alone)
    seen = pd.concat([part[["name", "first_day", "last_day"]] for part in (spoken, acted)])
    first, last = seen.groupby("name")["first_day"].min(), seen.groupby("name")["last_day"].max()
    rows = [
        {
            "name": name,
            "kind": kinds.get(name, ""),
            "party": parties.get(name, ""),
            "roles": ", ".join(roles.get(name, ())),
            "statements": int(said.get(name, 0)),
            "events": int(done.get(name, 0)),
            "first": first[name].date() if pd.notna(first[name]) else None,
            "last": last[name].date() if pd.notna(last[name]) else None,
        }
        for name in set(said.index) | set(done.index)
        if kinds.get(name) != ActorKind.OUTLET
    ]
    frame = pd.DataFrame(rows, columns=_COLUMNS).astype({"first": object, "last": object})
    return frame.sort_values(["statements", "events", "name"], ascending=[False, False, True], ignore_index=True)


def matching(actors: pd.DataFrame, words: str) -> pd.DataFrame:
    """The actors in whose name, party, kind or roles all words occur, whatever their case."""
    text = actors[["name", "party", "kind", "roles"]].agg(" ".join, axis=1).str.casefold()
    passing = np.ones(len(actors), dtype=bool)
    for word in words.casefold().split():
        passing &= text.str.contains(word, regex=False).to_numpy(dtype=bool)
    return actors[passing]


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
    """A row a statement and actor who makes it; of joint statements the party and role are nobody's."""
    speakers = {speaker: joint_speakers(speaker, names) for speaker in statements["speaker"].dropna().unique()}
    who = [speakers.get(speaker, ()) for speaker in statements["speaker"]]
    return statements.assign(name=_objects(who)).explode("name").dropna(subset="name")


def _objects(values: Iterable[Any]) -> np.ndarray[Any, np.dtype[np.object_]]:
    listed = list(values)
    made = np.empty(len(listed), dtype=object)
    made[:] = listed
    return made


def _usual(names: pd.Series[Any], values: pd.Series[Any]) -> dict[str, str]:
    """The most frequent value of each name; of equally frequent ones the first in the alphabet."""
    import pandas as pd

    counts = pd.DataFrame({"name": names, "value": values}).dropna().value_counts().reset_index()
    ranked = counts.sort_values(["count", "value"], ascending=[False, True], kind="stable").drop_duplicates("name")
    return dict(zip(ranked["name"], ranked["value"], strict=True))


def _roles(mentions: pd.DataFrame, alone: pd.DataFrame) -> dict[str, list[str]]:
    import pandas as pd

    found: dict[str, Counter[str]] = {}
    for name, role in pd.concat([part[["name", "role"]] for part in (mentions, alone)]).dropna().to_numpy():
        found.setdefault(name, Counter())[role] += 1
    return {name: _tellings(counts) for name, counts in found.items()}


def _tellings(counts: Counter[str]) -> list[str]:
    """The most frequent roles, without those that another one says more exactly: "president", "French President"."""
    roles = list({role.casefold(): role for role, _ in reversed(counts.most_common())}.values())[::-1]
    folded = [role.casefold() for role in roles]
    return [role for role in roles if not any(role.casefold() in other != role.casefold() for other in folded)][:3]
