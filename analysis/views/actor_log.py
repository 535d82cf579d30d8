"""Changes of actors as sentences, for their log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.days import in_words
from analysis.views.style import plural

if TYPE_CHECKING:
    import pandas as pd


def describe_change(action: str, name: str, value: Mapping[str, Any]) -> str:
    """One change in words: "Rubio and M. Rubio are Marco Rubio"."""
    match action:
        case "rename":
            return f"{name} is named {value['to']}"
        case "merge":
            return f"{' and '.join(value['names'])} {'is' if len(value['names']) == 1 else 'are'} {name}"
        case "split":
            return f"{name} is {value['to']} {_where(value)}"
        case "move":
            return f"{name} speaks for {value['party'] or 'no party'}"
        case "role":
            party = f", for {value['party']}" if value["party"] else ""
            return f"{name} was {value['role']}{_time(value)}{party}"
        case "alias":
            return f"“{value['alias']}” means {name}"
        case _:
            members = ", ".join(value["parties"])
            return f"Group {name}: {members}" if members else f"Group {name} is deleted"


def involved(log: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows of the log of changes that speak of an actor or a party."""
    rows = log[["name", "value"]].to_dict("records")
    return log[np.array([name == row["name"] or name in _names(row["value"]) for row in rows], dtype=bool)]


def _names(value: Mapping[str, Any]) -> set[object]:
    return {value.get("to"), value.get("party"), *value.get("names", ()), *value.get("parties", ())}


def _where(value: Mapping[str, Any]) -> str:
    mentions, articles = value["mentions"], value["articles"]
    parts = [f"where the text says {', '.join(f'“{mention}”' for mention in mentions)}"] if mentions else []
    return " ".join(parts + ([f"in {plural(len(articles), 'article')}"] if articles else []))


def _time(value: Mapping[str, Any]) -> str:
    since = f" from {in_words(value['since'])}" if value["since"] else ""
    return since + (f" until {in_words(value['until'])}" if value["until"] else "")
