"""Corrections put into tables of what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis.model import Precision, StanceLabel
from analysis.store.corrected_spans import corrected_spans
from analysis.store.correction_fields import REMARKS
from analysis.store.located import InForce
from analysis.store.standing import standing_rows, still_stands

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

    from analysis.model import Codebook

_SCORES = {StanceLabel.SUPPORT: 1.0, StanceLabel.OPPOSE: -1.0}
# The length of an ISO 8601 date, and whether it counts weeks, say how exact it is.
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 8: Precision.WEEK, 10: Precision.DAY}


def correct_statements(connection: Connection, frame: pd.DataFrame, in_force: InForce) -> pd.DataFrame:
    """A frame of statements, indexed by id, with corrections in it and the rejected ones out.

    Adds ``corrected``, ``starred`` and ``note``. A role goes with the speaker that was found, and leaves with it.
    """
    frame = frame.copy(deep=False)
    found = frame["speaker"].copy()
    for field in ("speaker", "party", "kind", "date"):
        _put(frame, field, _given(in_force, field))
    others = {id_: None for id_, name in _given(in_force, "speaker").items() if found.get(id_) != name}
    _put(frame, "role", others)
    return _finish(connection, frame, in_force)


def correct_events(connection: Connection, frame: pd.DataFrame, in_force: InForce) -> pd.DataFrame:
    """The same for a frame of events; the precision of a corrected date follows from its form."""
    frame = frame.copy(deep=False)
    for field in ("type", "date", "planned", "place", "actors", "parties"):
        _put(frame, field, _given(in_force, field))
    dates = _given(in_force, "date")
    _put(frame, "precision", {id_: date and _PRECISIONS[len(date)].value for id_, date in dates.items()})
    frame = _finish(connection, frame, in_force)
    return mark_reviewed(frame, None, in_force)


def mark_reviewed(frame: pd.DataFrame, codings: pd.DataFrame | None, in_force: InForce) -> pd.DataFrame:
    """Add ``reviewed``: whether somebody corrected it, or accepted it as it stands now.

    What was found anew since then is a prediction, and a prediction never counts as reviewed.

    Args:
        frame: statements or events, as corrected.
        codings: the codings as corrected; None for events.
        in_force: the corrections that count.
    """
    accepted = _given(in_force, "accepted")
    now = standing_rows(frame, codings, accepted)
    confirmed = [id_ for id_, stands in now.items() if still_stands(accepted[id_], stands)]
    return frame.assign(reviewed=frame["corrected"] | frame.index.isin(confirmed))


def correct_codings(frame: pd.DataFrame, in_force: InForce) -> pd.DataFrame:
    """A frame of codings with the corrected stances in it; a person's coding has confidence 1."""
    import pandas as pd

    frame = frame.assign(corrected=False)
    given = {
        (statement_id, theme): value
        for statement_id, fields in in_force.items()
        for (field, theme), value in fields.items()
        if field == "stance"
    }
    if not given:
        return frame
    keys = pd.MultiIndex.from_frame(frame[["statement_id", "theme"]])
    records = frame[keys.isin(list(given))].to_dict("records")
    machine = {(row["statement_id"], row["theme"]): {str(name): row[name] for name in row} for row in records}
    rows = [_given_row(machine, key, stance) for key, stance in given.items() if stance is not None]
    parts = [frame[~keys.isin(list(given))], pd.DataFrame(rows, columns=frame.columns)]
    together = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return together.sort_values("statement_id", kind="stable", ignore_index=True).astype(frame.dtypes.to_dict())


def of_codebook(frame: pd.DataFrame, codebook: Codebook | None) -> pd.DataFrame:
    """Codings as corrected, without what was said of themes that the codebook in force doesn't have.

    The corrections stay in the log, and count again under a codebook that has the theme.
    """
    if codebook is None or not frame["corrected"].any():
        return frame
    themes = [theme.id for theme in codebook.themes]
    return frame[~frame["corrected"] | frame["theme"].isin(themes)].reset_index(drop=True)


def _given_row(machine: dict[Any, dict[str, Any]], key: tuple[int, str | None], stance: str) -> dict[str, Any]:
    """The row of a corrected stance; a conditional one leans as the machine had it, as no one said otherwise."""
    before: dict[str, Any] = {"condition": None, "evidence": [], "score": 0.0}
    if key in machine:
        before = machine[key]
    label = StanceLabel(stance)
    score = before["score"] if label is StanceLabel.CONDITIONAL else _SCORES.get(label, 0.0)
    return before | {
        "statement_id": key[0],
        "theme": key[1],
        "stance": label.value,
        "score": score,
        "confidence": 1.0,
        "suggested": False,
        "corrected": True,
    }


def _finish(connection: Connection, frame: pd.DataFrame, in_force: InForce) -> pd.DataFrame:
    """Spans, marks and remarks; the rejected are taken out."""
    spans = corrected_spans(connection, frame, in_force)
    for column in next(iter(spans.values()), {}):
        _put(frame, column, {id_: row[column] for id_, row in spans.items()})
    changed = [id_ for id_, fields in in_force.items() if any(field not in REMARKS for field, _ in fields)]
    starred = [id_ for id_, star in _given(in_force, "starred").items() if star]
    frame = frame.assign(corrected=frame.index.isin(changed), starred=frame.index.isin(starred))
    notes = _given(in_force, "note")
    frame["note"] = _texts([notes.get(id_) for id_ in frame.index] if notes else [None] * len(frame), frame)
    rejected = [id_ for id_, out in _given(in_force, "rejected").items() if out]
    return frame.drop(index=rejected, errors="ignore")


def _given(in_force: InForce, field: str) -> dict[int, Any]:
    """What reviewers gave for a field that has no theme."""
    return {id_: fields[field, None] for id_, fields in in_force.items() if (field, None) in fields}


def _put(frame: pd.DataFrame, column: str, values: Mapping[int, Any]) -> None:
    """Set a column's values by id, all at once; ids that are not in the frame are passed over."""
    import pandas as pd

    here = [id_ for id_ in values if id_ in frame.index]
    if here:
        given = pd.Series([values[id_] for id_ in here], index=here, dtype=object)
        frame[column] = (
            given.reindex(frame.index).where(frame.index.isin(here), frame[column]).astype(frame[column].dtype)
        )


def _texts(values: list[str | None], frame: pd.DataFrame) -> pd.Series[str]:
    import pandas as pd

    return pd.Series(values, index=frame.index, dtype="str")
