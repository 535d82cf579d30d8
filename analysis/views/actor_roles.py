"""What an actor was and when: as articles say, as Parley's tables of office holders say, as the analyst said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.actor_tables import persons
from analysis.views.days import in_words

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.actors_in_force import HeldRole

ARTICLES, TABLES, ANALYST = "articles", "Parley’s tables", "an analyst"


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role. ``when`` is in words, ``origin`` says who knows it, ``mentions`` how often articles name it."""

    role: str
    when: str
    party: str
    origin: str
    mentions: int = 0


def role_lines(name: str, aliases: Iterable[str], mentions: pd.DataFrame, said: Sequence[HeldRole]) -> list[RoleLine]:
    """An actor's roles: what the analyst said first, then offices held, then what articles call the actor.

    Args:
        name: the actor.
        aliases: other names of the actor, for the table of office holders.
        mentions: the actor's own mentions, with days.
        said: what the analyst said.
    """
    lines = [RoleLine(role.role, _time(role.since, role.until), role.party or "", ANALYST) for role in said]
    known = {name, *aliases}
    for person in persons():
        if person.actor.name in known:
            lines += [
                RoleLine(office.title, _time(office.since, office.until), person.actor.party or "", TABLES)
                for office in person.offices
            ]
    return lines + _in_articles(mentions[~mentions["role"].isin([role.role for role in said])])


def _in_articles(mentions: pd.DataFrame) -> list[RoleLine]:
    """Roles that articles give, one a wording whatever its case, the most frequent first."""
    named = mentions[mentions["role"].notna()]
    lines = []
    for _, places in named.groupby(named["role"].str.casefold()):
        dated = places["first_day"].dropna()
        when = "date unknown"
        if len(dated):
            first, last = dated.min().date(), dated.max().date()
            when = in_words(first) if first == last else f"{in_words(first)} – {in_words(last)}"
        party = places["party"].dropna()
        lines.append(RoleLine(places["role"].iloc[0], when, party.iloc[0] if len(party) else "", ARTICLES, len(places)))
    return sorted(lines, key=lambda line: (-line.mentions, line.role))


def _time(since: object, until: object) -> str:
    """A time in words: "from 21 January 2025", "until May 2022", "17 June 2009 – 3 March 2017", "any time"."""
    if since and until:
        return f"{in_words(since)} – {in_words(until)}"
    if since:
        return f"from {in_words(since)}"
    return f"until {in_words(until)}" if until else "any time"
