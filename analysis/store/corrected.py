"""Corrections put into tables of what was found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.model import Precision, StanceLabel
from analysis.store.codebooks import read_codebook
from analysis.store.coded import coded, put, stacked
from analysis.store.corrected_spans import corrected_spans
from analysis.store.correction_fields import REMARKS, Target
from analysis.store.located import InForce
from analysis.store.row_places import RowPlaces
from analysis.store.standing import standing_rows, still_stands

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.rows import Row

_SCORES = {StanceLabel.SUPPORT: 1.0, StanceLabel.OPPOSE: -1.0}
# The length of an ISO 8601 date, and whether it counts weeks, say how exact it is.
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 8: Precision.WEEK, 10: Precision.DAY}
# What a corrected span changes in a table; the texts that go with it are kept apart.
_OFFSETS = ("start", "end", "sentence_start", "sentence_end")


class Corrected(NamedTuple):
    """A table with corrections in it, the rejected still there.

    Attributes:
        frame: the rows, with ``corrected``, ``starred``, ``note``, ``reviewed`` and ``rejected`` besides.
        spans: id -> what a corrected span says (``corrected_spans``), with its texts.
    """

    frame: pd.DataFrame
    spans: dict[int, Row]


def correct_statements(
    connection: Connection, frame: pd.DataFrame, codings: pd.DataFrame, places: RowPlaces, in_force: InForce
) -> Corrected:
    """Statements as corrected; a role goes with the speaker that was found, and leaves with it.

    Args:
        connection: reads the articles' texts.
        frame: statements as they were found.
        codings: codings as corrected.
        places: of the statements.
        in_force: the corrections that count.
    """
    speakers = _given(in_force, "speaker")
    found = _records(frame[["statement_id", "speaker"]], places, speakers)
    others = {id_: None for id_, row in found.items() if row["speaker"] != speakers[id_]}
    frame = frame.copy(deep=False)
    for field in ("speaker", "party", "kind", "date"):
        _put(frame, field, _given(in_force, field), places)
    _put(frame, "role", others, places)
    return _finish(connection, frame, codings, places, in_force)


def correct_events(connection: Connection, frame: pd.DataFrame, places: RowPlaces, in_force: InForce) -> Corrected:
    """The same for events; the precision of a corrected date follows from its form."""
    frame = frame.copy(deep=False)
    for field in ("type", "date", "planned", "place"):
        _put(frame, field, _given(in_force, field), places)
    for field in ("actors", "parties"):
        _put(frame, field, {id_: json.dumps(value) for id_, value in _given(in_force, field).items()}, places)
    dates = _given(in_force, "date")
    _put(frame, "precision", {id_: date and _PRECISIONS[len(date)].value for id_, date in dates.items()}, places)
    return _finish(connection, frame, None, places, in_force)


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
    near = np.flatnonzero(np.isin(frame["statement_id"].to_numpy(), [statement for statement, _ in given]))
    records = dict(zip(near.tolist(), frame.iloc[near].to_dict("records"), strict=True))
    machine = {(row["statement_id"], row["theme"]): row for row in records.values()}
    replaced = [place for place, row in records.items() if (row["statement_id"], row["theme"]) in given]
    rows = [_given_row(machine, key, stance) for key, stance in given.items() if stance is not None]
    kept = frame.take(np.delete(np.arange(len(frame)), replaced))
    together = stacked(kept, pd.DataFrame(rows, columns=frame.columns)) if rows else kept
    order = np.argsort(together["statement_id"].to_numpy(), kind="stable")
    return together.take(order).reset_index(drop=True)


def of_codebook(connection: Connection, frame: pd.DataFrame) -> pd.DataFrame:
    """Codings as corrected, without what was said of themes that the codebook in force doesn't have.

    The corrections stay in the log, and count again under a codebook that has the theme.
    """
    codebook = read_codebook(connection) if frame["corrected"].any() else None
    if codebook is None:
        return frame
    themes = [theme.id for theme in codebook.themes]
    return frame[~frame["corrected"] | frame["theme"].isin(themes)].reset_index(drop=True)


def _given_row(machine: Mapping[Any, Mapping[Any, Any]], key: tuple[int, str | None], stance: str) -> Row:
    """The row of a corrected stance; a conditional one leans as the machine had it, as no one said otherwise."""
    before = {str(name): value for name, value in machine.get(key, {"score": 0.0}).items()}
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


def _finish(
    connection: Connection, frame: pd.DataFrame, codings: pd.DataFrame | None, places: RowPlaces, in_force: InForce
) -> Corrected:
    """Spans, marks and remarks."""
    of = Target.EVENT if codings is None else Target.STATEMENT
    given = _given(in_force, "span")
    spans = corrected_spans(connection, _records(frame, places, given), given, of)
    for column in _OFFSETS:
        _put(frame, column, {id_: row[column] for id_, row in spans.items()}, places)
    changed = [id_ for id_, fields in in_force.items() if any(field not in REMARKS for field, _ in fields)]
    frame["corrected"] = _flags(frame, places, dict.fromkeys(changed, True))
    frame["starred"] = _flags(frame, places, _given(in_force, "starred"))
    frame["note"] = coded(np.full(len(frame), -1, dtype=np.int8), [])
    _put(frame, "note", _given(in_force, "note"), places)
    frame["reviewed"] = frame["corrected"] | _flags(frame, places, _confirmed(frame, codings, places, in_force))
    frame["rejected"] = _flags(frame, places, _given(in_force, "rejected"))
    return Corrected(frame, spans)


def _confirmed(
    frame: pd.DataFrame, codings: pd.DataFrame | None, places: RowPlaces, in_force: InForce
) -> dict[int, bool]:
    """What somebody accepted and is as it was then.

    What was found anew since then is a prediction, and a prediction never counts as reviewed.
    """
    accepted = _given(in_force, "accepted")
    now = standing_rows(_records(frame, places, accepted), codings)
    return {id_: still_stands(accepted[id_], stands) for id_, stands in now.items()}


def _records(frame: pd.DataFrame, places: RowPlaces, ids: Mapping[int, Any]) -> dict[int, Row]:
    """The rows of some ids, those that are there."""
    if not ids:
        return {}
    at, here = places.of_given({id_: id_ for id_ in ids})
    return dict(zip(here, frame.iloc[at].to_dict("records"), strict=True))


def _flags(frame: pd.DataFrame, places: RowPlaces, given: Mapping[int, Any]) -> NDArray[np.bool_]:
    flags = np.zeros(len(frame), dtype=bool)
    at, values = places.of_given(given)
    flags[at] = [bool(value) for value in values]
    return flags


def _given(in_force: InForce, field: str) -> dict[int, Any]:
    """What reviewers gave for a field that has no theme."""
    return {id_: fields[field, None] for id_, fields in in_force.items() if (field, None) in fields}


def _put(frame: pd.DataFrame, column: str, values: Mapping[int, Any], places: RowPlaces) -> None:
    """Set a column's values by id, all at once; ids that are not in the frame are passed over."""
    import pandas as pd

    if not values:
        return
    at, given = places.of_given(values)
    if not len(at):
        return
    own = frame[column].array
    if isinstance(own, pd.Categorical):
        frame[column] = put(own, at, given)
    else:
        changed = frame[column].to_numpy(copy=True)
        changed[at] = given
        frame[column] = changed
