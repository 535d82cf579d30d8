"""How far reviewers agree with the machine, by field, theme and party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from analysis.views.decisions import IS_STATEMENT, Decided, Key, decisions

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace

NO_PARTY = "party unknown"
_COLUMNS = ["statement_id", "field", "theme", "party", "right"]
_FIELDS = ("statement", "speaker", "party", "kind", "theme", "stance")


class By(StrEnum):
    """What agreement is broken down by, beside the field; the value is the column."""

    FIELD = "field"
    THEME = "theme"
    PARTY = "party"


def agreement_with_machine(workspace: Workspace, by: By = By.FIELD) -> pd.DataFrame:
    """How often the machine was right where a person looked; what nobody reviewed counts for nothing.

    Args:
        workspace: whose statements and reviews.
        by: the field alone, or also the theme (fields theme and stance only) or the party (as reviewed).

    Returns:
        Columns field (statement: is it one at all; speaker; party; kind; theme: is it about it; stance: on themes that
        both have), theme or party where asked for, reviewed (how many were judged), right (how many of them the machine
        had as the reviewer), share (right / reviewed). Where only corrections were made and nothing was accepted, a
        share says little: errors alone were looked for.
    """
    judged = judgements(workspace)
    if by is By.THEME:
        judged = judged[judged["theme"].notna()]
    keys = list(dict.fromkeys(["field", by.value]))
    table = judged.groupby(keys, sort=False)["right"].agg(reviewed="size", right="sum").reset_index()
    table = table.astype({"reviewed": "int64", "right": "int64"})
    order = {field: place for place, field in enumerate(_FIELDS)}
    table = table.sort_values(keys, key=lambda column: column.map(order) if column.name == "field" else column)
    return table.assign(share=table["right"] / table["reviewed"]).reset_index(drop=True)


def judgements(workspace: Workspace) -> pd.DataFrame:
    """Each thing that a reviewer decided, beside what the machine says now.

    Returns:
        Columns statement_id, field, theme (None but for theme and stance), party (as reviewed), right (bool).
    """
    import pandas as pd

    decided = decisions(workspace.frames.corrections())
    statements, codings, _ = workspace.frames.found()
    own = statements[statements["statement_id"].isin(list(decided))].set_index("statement_id")
    of_them = codings[codings["statement_id"].isin(list(decided))]
    stances: dict[int, dict[str, str]] = {id_: {} for id_ in decided}
    for id_, theme, stance in zip(of_them["statement_id"], of_them["theme"], of_them["stance"], strict=True):
        stances[id_][theme] = stance
    rows = [
        judged
        for id_, found in zip(own.index.tolist(), own[["speaker", "party", "kind"]].to_dict("records"), strict=True)
        for judged in _judge(id_, decided[id_], found, stances[id_])
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"right": bool})


def _judge(
    id_: int, decided: Mapping[Key, Decided], found: Mapping[Any, Any], stances: Mapping[str, str]
) -> Iterator[tuple[int, str, str | None, str, bool]]:
    """The judgements of one statement; of what is no statement nothing else is judged."""
    party = decided[("party", None)].value if ("party", None) in decided else _text(found["party"])
    party = party or NO_PARTY
    is_one = decided[IS_STATEMENT].value
    yield id_, "statement", None, party, is_one
    if not is_one:
        return
    for (field, theme), (value, _) in decided.items():
        if field in found:
            yield id_, field, None, party, value == _text(found[field])
        elif field == "stance" and theme is not None and (value or theme in stances):
            yield id_, "theme", theme, party, bool(value) and theme in stances
            if value and theme in stances:
                yield id_, "stance", theme, party, value == stances[theme]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
