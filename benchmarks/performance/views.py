"""The views of the app that are timed, and where a visitor finds them; what is in braces stands in the workspace."""

from __future__ import annotations

# Name in the table -> page and the parameters that open that part of it.
VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    "overview": ("", {}),
    "timeline": ("timeline", {}),
    "matrix": ("matrix", {}),
    "matrix, speakers": ("matrix", {"rows": "Speakers"}),
    "matrix, two periods": ("matrix", {"time": "Two periods"}),
    "search": ("search", {}),
    "articles": ("articles", {}),
    "changes, new": ("changes", {"since_when": "30 days"}),
    "changes, turning points": ("changes", {"changes": "Turning points"}),
    "changes, contradictions": ("changes", {"changes": "Contradictions"}),
    "changes, said and done": ("changes", {"changes": "Said and done"}),
    "changes, deadlines": ("changes", {"changes": "Deadlines"}),
    "blocs, agreement": ("blocs", {}),
    "blocs, agreement of speakers": ("blocs", {"rows": "Speakers"}),
    "blocs, polarisation": ("blocs", {"blocs": "Polarisation"}),
    "blocs, network": ("blocs", {"blocs": "Network"}),
    "relations": ("relations", {}),
    "relations, network": ("relations", {"shape": "Network"}),
    "actors": ("actors", {}),
    "actor's page": ("actors", {"who": "{speaker}"}),
    "party's page": ("actors", {"who": "{party}"}),
    "reader": ("reader", {"statement": "{statement}"}),
    "review, one by one": ("review", {}),
    "review, many at once": ("review", {"part": "Many at once"}),
    "review, log": ("review", {"part": "Log"}),
    "review, agreement": ("review", {"part": "Agreement"}),
    "codebook": ("codebook", {}),
    "accuracy": ("accuracy", {}),
    "brief": ("brief", {}),
    "export": ("export", {}),
}
# What a click on a mark puts into the address.
CLICKS = {
    "matrix": {"row": "{party}", "column": "{theme}", "of": "now"},
    "matrix, speakers": {"row": "{speaker}", "column": "{theme}", "of": "now"},
    "blocs, network": {"row": "{party}", "column": "{theme}", "of": "Network"},
    "relations": {"row": "{party}", "column": "{other}"},
    "party's page": {"on": "theme:{theme}"},
}
