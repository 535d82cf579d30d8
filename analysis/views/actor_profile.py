"""One actor's page: what it is, what it says, whom it speaks about, what it takes part in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.model import ActorKind
from analysis.views.actor_roles import RoleLine, role_lines
from analysis.views.actors import speaks
from analysis.views.days import in_words
from analysis.views.footing import several_outlets
from analysis.views.matrix import Rows, cells
from analysis.views.numbers import holding
from analysis.views.spoken_about import speaks_about, spoken_about_by

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace
    from analysis.views.evidence import Evidence


@dataclass(frozen=True, slots=True)
class PartyTime:
    """A party that the actor's statements are counted for; ``when`` is from the first to the last of them, in words."""

    party: str
    when: str
    statements: int


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What is known of an actor, with the filters applied to all but names, roles and kind.

    Attributes:
        name: the actor.
        kind: what it is ("" where unknown).
        party: the party it mostly speaks for ("" where none is known).
        parties: all parties that it speaks for.
        is_party: whether others speak for it.
        speakers: who speaks for it, with their numbers of statements, where it is a party.
        groups: the groups that its party is in.
        roles: what it was, and when.
        names: the words that name it in articles -> how often; those that an analyst gave count 0.
        source_mentions: the words that name it as a source ("he", "the minister") -> in how many statements.
        statement_ids: what it says, the latest first.
        stances: the cells of its row of the matrix.
        about: whom it speaks about (``spoken_about.speaks_about``).
        by: who speaks about it.
        events: the rows of the events that it takes part in, the latest first.
    """

    name: str
    kind: str
    party: str
    parties: tuple[PartyTime, ...]
    is_party: bool
    speakers: Mapping[str, int]
    groups: tuple[str, ...]
    roles: tuple[RoleLine, ...]
    names: Mapping[str, int]
    source_mentions: Mapping[str, int]
    statement_ids: tuple[int, ...]
    stances: pd.DataFrame
    about: pd.DataFrame
    by: pd.DataFrame
    events: pd.DataFrame


def profile(
    workspace: Workspace, evidence: Evidence, mentions: pd.DataFrame, mentioned: pd.DataFrame, name: str
) -> Profile | None:
    """An actor's profile, or None where no article knows the name.

    Args:
        workspace: for what analysts said of the actor.
        evidence: what the filters leave.
        mentions: the frame of mentions.
        mentioned: what ``spoken_about.ActorPlaces`` has within the evidence's statements.
        name: the actor.
    """
    statements, events = evidence.statements, evidence.events
    made = speaks(statements, name)
    acting, for_whom = (holding(events[who].tolist(), lambda named: name in named) for who in ("actors", "parties"))
    acting |= for_whom
    own = mentions[mentions["name"] == name]
    if not made.any() and not acting.any() and own.empty:
        return None
    aliases = workspace.actors.aliases().get(name, ())
    said = statements[made].sort_values("first_day", ascending=False, na_position="last", kind="stable")
    is_party = bool((statements["party"] == name).any())
    parties = _parties(said[said["speaker"] == name])
    party = name if is_party else parties[0].party if parties else next(iter(own["party"].dropna()), "")
    rows = Rows.PARTY if is_party else Rows.ACTOR
    stances = cells(evidence.codings[evidence.codings[rows.value] == name], rows)
    # One of several that there are, though this actor may be in no other.
    stances["one_outlet"] = several_outlets(evidence.codings) & (stances["outlets"] == 1)
    return Profile(
        name=name,
        kind=own["kind"].mode().iloc[0] if len(own) else "",
        party=party,
        parties=parties,
        is_party=is_party,
        speakers={str(name): int(count) for name, count in said["speaker"].value_counts().items() if count}
        if is_party
        else {},
        groups=tuple(group for group, members in workspace.actors.groups().items() if party in members),
        roles=tuple(role_lines(name, aliases, own, workspace.actors.roles().get(name, ()))),
        names=dict.fromkeys(aliases, 0) | dict(Counter(own["text"]).most_common()),
        source_mentions=dict(Counter(said.loc[said["speaker"] == name, "source_mention"].dropna()).most_common()),
        statement_ids=tuple(said["statement_id"]),
        stances=stances,
        about=speaks_about(evidence, mentioned, made, name),
        by=spoken_about_by(evidence, mentioned, made, name),
        events=events[acting].sort_values("first_day", ascending=False, na_position="last", kind="stable"),
    )


def is_outlet(mentions: pd.DataFrame, name: str) -> bool:
    """Whether a name is that of an outlet, which has no page: it reports what others say."""
    kinds = mentions.loc[mentions["name"] == name, "kind"]
    return len(kinds) > 0 and bool((kinds == ActorKind.OUTLET.value).all())


def _parties(said: pd.DataFrame) -> tuple[PartyTime, ...]:
    found = []
    for party, statements in said[said["party"].notna()].groupby("party"):
        first, last = statements["first_day"].min(), statements["last_day"].max()
        when = "date unknown"
        if first == first:
            days = dict.fromkeys((in_words(first.date()), in_words(last.date())))
            when = " – ".join(days)
        found.append(PartyTime(str(party), when, statements["counts_as"].nunique()))
    return tuple(sorted(found, key=lambda one: (-one.statements, one.party)))
