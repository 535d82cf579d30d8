"""Corrections put into tables of what was found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.model import StanceLabel
from analysis.store import schema

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

# {statement id: {(field, theme): value}}, of the corrections that count.
InForce = dict[int, dict[tuple[str, str | None], Any]]

# A new analysis may see the edge of a statement elsewhere; from this share of common text on it is the same one.
_SAME_SPAN = 0.5
_SCORES = {StanceLabel.SUPPORT: 1.0, StanceLabel.OPPOSE: -1.0}


def corrections_in_force(connection: Connection) -> InForce:
    """The corrections that count, by the statements that stand at their places now."""
    columns, statements, articles = schema.corrections.c, schema.statements.c, schema.articles.c
    at_place = sa.and_(
        statements.article_id == articles.id,
        statements.kind == columns.kind,
        statements.start == columns.start,
        statements.end == columns.end,
    )
    query = (
        sa.select(schema.corrections, articles.id.label("article_id"), sa.func.min(statements.id).label("statement_id"))
        .join(schema.articles, articles.content_hash == columns.content_hash)
        .join(schema.statements, at_place, isouter=True)
        .where(columns.undone.is_(None))
        .group_by(columns.id, articles.id)
        .order_by(columns.id)
    )
    found: InForce = defaultdict(dict)
    for row in connection.execute(query):
        statement_id = row.statement_id or _nearest(connection, row)
        if statement_id is not None:
            found[statement_id][row.field, row.theme] = row.value
    return dict(found)


def _nearest(connection: Connection, row: sa.Row[*tuple[Any, ...]]) -> int | None:
    """The statement that shares most text with the place of a correction at which none stands any more."""
    columns = schema.statements.c
    overlapping = sa.select(columns.id, columns.start, columns.end).where(
        columns.article_id == row.article_id, columns.start < row.end, columns.end > row.start
    )
    best, best_share = None, _SAME_SPAN
    for statement in connection.execute(overlapping.order_by(columns.id)):
        common = min(statement.end, row.end) - max(statement.start, row.start)
        share = common / (max(statement.end, row.end) - min(statement.start, row.start))
        if share >= best_share and (best is None or share > best_share):
            best, best_share = statement.id, share
    return best


def correct_statements(frame: pd.DataFrame, in_force: InForce) -> pd.DataFrame:
    """A frame of statements, indexed by id, with corrections in it and the rejected ones out; adds ``corrected``."""
    frame["corrected"] = frame.index.isin(list(in_force))
    rejected = []
    for statement_id, fields in in_force.items():
        if statement_id not in frame.index:
            continue
        for (field, _), value in fields.items():
            if field in ("speaker", "party", "kind", "date"):
                frame.at[statement_id, field] = value
            elif field == "rejected" and value:
                rejected.append(statement_id)
    return frame.drop(index=rejected)


def correct_codings(frame: pd.DataFrame, in_force: InForce) -> pd.DataFrame:
    """A frame of codings with the corrected stances in it; a person's coding has confidence 1."""
    import pandas as pd

    frame["corrected"] = False
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
