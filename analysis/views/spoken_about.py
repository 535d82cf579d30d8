"""Who speaks about whom: the actors that are mentioned within statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.model import ActorKind
from analysis.views.numbers import end_to_end

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table
    from analysis.views.evidence import Evidence


# More than there are characters in an article, so that one number tells article and place.
_LONGEST = 1 << 31


class ActorPlaces:
    """The mentions of actors by where they stand, made once for all looks at them; outlets are left out."""

    def __init__(self, mentions: pd.DataFrame) -> None:
        """Place mentions.

        Args:
            mentions: the frame of mentions.
        """
        actors = mentions[mentions["kind"] != ActorKind.OUTLET.value]
        places = _places(actors, "start")
        if not (places[1:] >= places[:-1]).all():
            order = np.argsort(places, kind="stable")
            actors, places = actors.iloc[order], places[order]
        self._places, self._actors = places, actors[["name", "party", "kind", "start", "end", "text"]]

    def within(self, statements: Table) -> pd.DataFrame:
        """A row a statement and mention of an actor that lies in it.

        Args:
            statements: the statements frame.

        Returns:
            Columns statement_id, and of the mention: name, party, kind, start, end, text. In the order of the
            statements.
        """
        first, last = (np.searchsorted(self._places, _places(statements, side)) for side in ("start", "end"))
        counts = np.maximum(last - first, 0)
        found = self._actors.iloc[end_to_end(first, counts)].reset_index(drop=True)
        return found.assign(statement_id=np.repeat(statements["statement_id"].to_numpy(), counts))


def _places(frame: Table, side: str) -> NDArray[np.int64]:
    """Article and place in it as one number, so that what stands in a stretch of text is one of a sorted array."""
    places: NDArray[np.int64] = frame["article_id"].to_numpy(np.int64) * _LONGEST + frame[side].to_numpy(np.int64)
    return places


def speaks_about(evidence: Evidence, mentioned: pd.DataFrame, made: pd.Series[bool], name: str) -> pd.DataFrame:
    """Whom an actor speaks about, most often first.

    Args:
        evidence: what the filters leave.
        mentioned: what :meth:`ActorPlaces.within` gave.
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
