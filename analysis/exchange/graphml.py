"""Two-mode networks as GraphML: actors, or parties, and the themes that they take a stance on."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

from analysis.exchange.tables import printable, round_score
from analysis.model import StanceLabel
from analysis.views.evidence import once
from analysis.views.matrix import CLEAR_SIDE, Rows, cells

if TYPE_CHECKING:
    import networkx as nx

    from analysis.exchange.selection import Selection

_MODES = {Rows.ACTOR: "actor", Rows.PARTY: "party"}


def graphml(selection: Selection, rows: Rows) -> bytes:
    """The network as the bytes of a ``.graphml`` file."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml(network(selection, rows), buffer)
    return buffer.getvalue()


def network(selection: Selection, rows: Rows) -> nx.Graph[str]:
    """The two-mode network; repeats of a statement count once.

    Nodes have ``label``, ``mode`` ("actor" or "party", 0 of ``bipartite``, and "theme", 1) and, for actors, ``party``.
    Edges have ``weight`` (statements), ``score`` in [-1, 1] and ``sign`` (1 in favour, -1 opposed, 0 neither or too
    unsure) as the stance matrix has them, ``scored`` (how many statements the score stands on), ``support``,
    ``oppose``, ``conditional`` and ``unclear`` (statements of each stance), ``confidence`` (their mean) and
    ``disagreement`` (they contradict each other). An edge without a score that is sure enough has none.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    codings = once(selection.evidence.codings.whole())
    stances = {key: Counter(own["stance"]) for key, own in codings.groupby([rows.value, "theme"])}
    confidences = codings.groupby([rows.value, "theme"])["confidence"].mean().to_dict()
    speaking = codings[codings["speaker"].notna() & codings["party"].notna()]
    parties = dict(zip(speaking["speaker"], speaking["party"], strict=True))
    for cell in cells(selection.evidence.codings, rows).to_dict("records"):
        who, theme = str(cell["row"]), str(cell["theme"])
        own = {"party": parties[who]} if rows is Rows.ACTOR and who in parties else {}
        _add_node(graph, f"{_MODES[rows]}:{who}", who, _MODES[rows], **own)
        _add_node(graph, f"theme:{theme}", selection.theme(theme), "theme")
        key = (who, theme)
        graph.add_edge(
            printable(f"{_MODES[rows]}:{who}"),
            f"theme:{theme}",
            weight=int(cell["statements"]),
            scored=int(cell["scored"]),
            sign=_sign(cell["score"]),
            **({"score": round_score(cell["score"])} if cell["scored"] else {}),
            **{stance.value: stances[key][stance.value] for stance in StanceLabel},
            confidence=round_score(confidences[key]),
            disagreement=bool(cell["disagreement"]),
        )
    return graph


def _add_node(graph: nx.Graph[str], node: str, label: str, mode: str, **more: str) -> None:
    bipartite = int(mode == "theme")
    texts = {name: printable(value) for name, value in more.items()}
    graph.add_node(printable(node), label=printable(label), mode=mode, bipartite=bipartite, **texts)


def _sign(score: float) -> int:
    return int(score >= CLEAR_SIDE) - int(score <= -CLEAR_SIDE)
