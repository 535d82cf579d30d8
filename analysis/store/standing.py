"""Statements and events as they stand at present, corrections in them: what a reviewer accepts is written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.store import schema
from analysis.store.codebooks import read_codebook
from analysis.store.coded import listed
from analysis.store.correction_fields import Target
from analysis.store.located import InForce

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

# What stands: field -> value; "codings" of a statement are {theme: stance, or None where it isn't about the theme}.
Standing = dict[str, Any]

_LISTS = ("actors", "parties")
FIELDS = {
    Target.STATEMENT: ("speaker", "party", "kind"),
    Target.EVENT: ("type", "date", "planned", "place", "actors", "parties"),
}


def standing(connection: Connection, ids: Sequence[int], of: Target, in_force: InForce) -> dict[int, Standing]:
    """What stands of statements or events; an id that is not there is left out.

    Every theme of the codebook is in a statement's codings, so that it is known later which themes it was judged by.
    """
    table = schema.events if of is Target.EVENT else schema.statements
    columns = [table.c[name] for name in FIELDS[of]]
    found = {
        row["id"]: {name: row[name] for name in FIELDS[of]}
        for row in connection.execute(sa.select(table.c.id, *columns).where(table.c.id.in_(ids))).mappings()
    }
    for id_, stands in found.items():
        given = in_force.get(id_, {})
        stands |= {field: value for (field, _), value in given.items() if field in FIELDS[of]}
    if of is Target.STATEMENT:
        codings = _codings(connection, ids, in_force)
        found = {id_: stands | {"codings": codings[id_]} for id_, stands in found.items()}
    return found


def still_stands(accepted: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether what a reviewer accepted is what stands now; themes that it isn't about don't matter."""
    return _plain(accepted) == _plain(now)


def standing_rows(rows: Mapping[int, Mapping[str, Any]], codings: pd.DataFrame | None) -> dict[int, Standing]:
    """What stands of some statements (or events, without codings), from rows with corrections in them, by id.

    Args:
        rows: of frames, in which lists are JSON.
        codings: the frame of codings.
    """
    fields = FIELDS[Target.EVENT if codings is None else Target.STATEMENT]
    found = {id_: {name: _value(name, row[name]) for name in fields} for id_, row in rows.items()}
    if codings is None or not found:
        return found
    themes: dict[int, dict[str, str]] = defaultdict(dict)
    of_them = codings[np.isin(codings["statement_id"].to_numpy(), list(found))]
    for id_, theme, stance in zip(of_them["statement_id"], of_them["theme"], of_them["stance"], strict=True):
        themes[id_][theme] = stance
    return {id_: stands | {"codings": themes[id_]} for id_, stands in found.items()}


def _value(name: str, value: Any) -> object:  # noqa: ANN401
    """A field's value as a correction has it."""
    if name in _LISTS:
        return listed(value)
    return value if isinstance(value, str | bool) else None


def _codings(connection: Connection, ids: Sequence[int], in_force: InForce) -> dict[int, dict[str, str | None]]:
    codebook = read_codebook(connection)
    themes = [theme.id for theme in codebook.themes] if codebook else []
    found: dict[int, dict[str, str | None]] = {id_: dict.fromkeys(themes) for id_ in ids}
    columns = schema.codings.c
    query = sa.select(columns.statement_id, columns.theme, columns.stance).where(columns.statement_id.in_(ids))
    for row in connection.execute(query):
        found[row.statement_id][row.theme] = row.stance
    for id_ in ids:
        for (field, theme), value in in_force.get(id_, {}).items():
            if field == "stance" and theme is not None:
                found[id_][theme] = value
    return found


def _plain(stands: Mapping[str, Any]) -> dict[str, Any]:
    codings = {theme: stance for theme, stance in (stands.get("codings") or {}).items() if stance is not None}
    return {**stands, "codings": codings}
