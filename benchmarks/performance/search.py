"""How long a search takes, beside other ways to do it: ``python -m benchmarks.performance.search WORKSPACE.db ...``."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.store import Workspace
from benchmarks.performance import material
from benchmarks.performance.machine import bandwidth, milliseconds
from benchmarks.performance.material import BEST, Material
from benchmarks.performance.peers import PEERS, Asked, Peer, SimSIMD
from benchmarks.performance.table import Table, is_installed

if TYPE_CHECKING:
    from numpy.typing import NDArray

_COLUMNS = (
    "",
    "questions",
    "unfiltered",
    "one party",
    "narrow",
    "two words",
    f"recall of the best {BEST}: unfiltered",
    "party",
    "narrow",
)
_FILTERS = (None, False, True)
# An engine that scans a million statements takes a second a question: no kind of search is asked for longer than this.
_SECONDS, _FEWEST = 8.0, 5
# Two float32 sums of the same numbers in another order differ by less.
_TIE = 1e-6


def tables(databases: list[Path]) -> Iterator[Table]:
    """A table for each workspace."""
    for database in databases:
        with Workspace.open(database) as workspace:
            yield _table(workspace, material.load(workspace))


def _table(workspace: Workspace, statements: Material) -> Table:
    wanted = [_exact(statements, narrow) for narrow in _FILTERS]
    rows: list[list[str | float | None]] = []
    for peer in PEERS:
        if not is_installed(peer.package):
            rows.append([f"{peer.name}: not installed", *([None] * (len(_COLUMNS) - 1))])
            continue
        try:
            rows.append([peer.name, *_of_peer(peer, statements, workspace.path.parent, wanted)])
        except Exception as error:
            rows.append([f"{peer.name}: failed ({type(error).__name__}: {error})", *([None] * (len(_COLUMNS) - 1))])
    words = lambda: workspace.match_words(material.WORDS, limit=BEST)  # noqa: E731
    own = [_own(workspace, narrow) for narrow in _FILTERS]
    rows.append(["Parley", *_measured(own, words, statements, wanted)])
    return Table(
        f"Search among {len(statements.ids):,} statements: median milliseconds for the best {BEST}",
        _COLUMNS,
        rows,
        _note(statements, rows),
    )


def _of_peer(
    peer: type[Peer], statements: Material, beside: Path, wanted: list[list[NDArray[np.int64]]]
) -> list[float | None]:
    """The figures of another engine, whose copy of the statements lies in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(dir=beside) as folder:
        made = peer(statements, Path(folder))
        searches = [made.search(narrow) for narrow in _FILTERS]
        return _measured(searches, made.words(), statements, wanted)


def _note(statements: Material, rows: list[list[str | float | None]]) -> str:
    party, narrow = (statements.passing(narrow).mean() for narrow in (False, True))
    what = (
        f"{statements.vectors.shape[1]} dimensions. One party said {party:.2%} of the statements; narrow is an actor, "
        f"a theme and half a year, {narrow:.3%}. Parley's figures hold what its filters take. "
        f"Fewer questions were asked where they took more than {_SECONDS:.0f} seconds. {bandwidth()}"
    )
    bare, own = next((row[2] for row in rows if row[0] == SimSIMD.name), None), rows[-1][2]
    if not isinstance(bare, float) or not isinstance(own, float):
        return what
    return f"{what} Parley's unfiltered search takes {own / bare:.2f} times the bare int8 scan of SimSIMD."


def _measured(
    searches: list[Asked],
    words: Callable[[], object] | None,
    statements: Material,
    wanted: list[list[NDArray[np.int64]]],
) -> list[float | None]:
    times, recalls, asked = [], [], []
    for search, best in zip(searches, wanted, strict=True):
        search(statements.questions[0])  # what is read once
        taken, found = [], []
        for question, right in zip(statements.questions, best, strict=True):
            begin = time.perf_counter()
            ids = search(question)
            taken.append(1e3 * (time.perf_counter() - begin))
            found.append(recall(ids, right))
            if len(taken) >= _FEWEST and sum(taken) > 1e3 * _SECONDS:
                break
        asked.append(len(taken))
        times.append(statistics.median(taken))
        recalls.append(statistics.fmean(found))
    return [min(asked), *times, None if words is None else milliseconds(words), *recalls]


def best_ids(ids: NDArray[np.int64], vectors: NDArray[np.float32], question: NDArray[np.float32]) -> NDArray[np.int64]:
    """The best by all float32 numbers, with those that are as good as the last: more than asked for where some tie."""
    scores = vectors @ question
    least = np.partition(scores, -BEST)[-BEST] if len(scores) > BEST else scores.min(initial=0)
    return ids[scores >= least - _TIE]


def recall(found: NDArray[np.int64], right: NDArray[np.int64]) -> float:
    """The share of the best that were found, in [0, 1]."""
    return len(np.intersect1d(found, right)) / min(BEST, len(right)) if len(right) else 1.0


def _exact(statements: Material, narrow: bool | None) -> list[NDArray[np.int64]]:
    """The ids of the best for each question."""
    rows = slice(None) if narrow is None else np.flatnonzero(statements.passing(narrow))
    ids, vectors = statements.ids[rows], statements.vectors[rows]
    return [best_ids(ids, vectors, question) for question in statements.questions]


def _own(workspace: Workspace, narrow: bool | None) -> Asked:
    """A search in the workspace, with the filters that the app has, found out anew each time."""
    if narrow is None:
        return lambda question: workspace.vectors.search(question, k=BEST)[0]
    number = count()

    def asked(question: NDArray[np.float32]) -> NDArray[np.int64]:
        # Nobody said anything so unsure; frames remember filters that were asked for before.
        filters = replace(material.filters(narrow), min_confidence=1e-6 * next(number))
        rows = workspace.frames.chosen(filters).ids
        return workspace.vectors.search(question, rows=rows, k=BEST)[0]

    return asked


if __name__ == "__main__":
    for table in tables([Path(argument) for argument in sys.argv[1:]]):
        print("\n".join(table.lines()))
