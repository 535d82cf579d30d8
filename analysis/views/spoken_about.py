"""Who speaks about whom: the actors that are mentioned within statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.model import ActorKind
from analysis.views.numbers import end_to_end

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selected import Table
    from analysis.views.evidence import Evidence


def mentions_in_statements(statements: Table, mentions: pd.DataFrame) -> pd.DataFrame:
    """A row a statement and mention of an actor that lies in it; outlets are left out.

    Args:
        statements: the statements frame.
        mentions: the frame of mentions, in the order of articles and texts.

    Returns:
        Columns statement_id, and of the mention: name, party, kind, start, end, text. In the order of the statements.
    """
    actors = mentions[mentions["kind"] != ActorKind.OUTLET.value]
    # One number for article and place, so that each statement's mentions are one stretch of a sorted array.
    length = 1 + max((int(frame["end"].max()) for frame in (actors, statements) if len(frame)), default=0)
    places = actors["article_id"].to_numpy(np.int64) * length + actors["start"].to_numpy(np.int64)
    if not (places[1:] >= places[:-1]).all():
        order = np.argsort(places, kind="stable")
        actors, places = actors.iloc[order], places[order]
    of_articles = statements["article_id"].to_numpy(np.int64) * length
    first = np.searchsorted(places, of_articles + statements["start"].to_numpy(np.int64), side="left")
    last = np.searchsorted(places, of_articles + statements["end"].to_numpy(np.int64), side="left")
    counts = np.maximum(last - first, 0)
    found = actors.iloc[end_to_end(first, counts)][["name", "party", "kind", "start", "end", "text"]]
    return found.assign(statement_id=np.repeat(statements["statement_id"].to_numpy(), counts)).reset_index(drop=True)


def speaks_about(evidence: Evidence, mentioned: pd.DataFrame, made: pd.Series[bool], name: str) -> pd.DataFrame:
    """Whom an actor speaks about, most often first.

    Args:
        evidence: what the filters leave.
        mentioned: what :func:`mentions_in_statements` gave.
        made: which of the statements the actor makes.
        name: the actor, who is left out.

    Returns:
        Columns name, party, statements (how many, reprints once) and statement_ids.
    """
    own = evidence.statements[["statement_id", "counts_as"]][made]
    others = mentioned[mentioned["statement_id"].isin(own["statement_id"]) & (mentioned["name"] != name)]
    found = others.merge(own, on="statement_id")
    return _counted(found, "name")


def spoken_about_by(evidence: Evidence, mentioned: pd.DataFrame, made: pd.Series[bool], name: str) -> pd.DataFrame:
    """Who speaks about an actor, most often first; the same columns, ``name`` being the speaker."""
    about = mentioned[(mentioned["name"] == name) | (mentioned["party"] == name)]
    columns = evidence.statements[["statement_id", "counts_as", "party", "speaker"]]
    others = columns[~made & columns["speaker"].notna()]
    found = others[others["statement_id"].isin(about["statement_id"])]
    return _counted(found.rename(columns={"speaker": "name"}), "name")


def _counted(found: pd.DataFrame, by: str) -> pd.DataFrame:
    groups = found.drop_duplicates([by, "statement_id"]).groupby(by)
    counted = groups.agg(
        party=("party", "first"), statements=("counts_as", "nunique"), statement_ids=("statement_id", list)
    ).reset_index(names="name")
    return counted.sort_values(["statements", "name"], ascending=[False, True], ignore_index=True)
