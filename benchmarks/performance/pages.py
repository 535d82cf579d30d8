"""How long the app's pages take: ``python -m benchmarks.performance.pages WORKSPACE.db ...``, smallest first.

The app runs as ``streamlit run`` starts it, and a visitor opens every page, sets filters that nobody has set before,
takes them off, and clicks. Seconds are those of the server, from the question to the last message; a browser draws
besides. A view that has taken long is left after the rerun that it is at, so that the whole takes a bounded time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

import click
import psutil
from websockets.exceptions import WebSocketException

from analysis.store import Workspace
from benchmarks.performance.table import Table
from benchmarks.performance.views import CLICKS, VIEWS
from benchmarks.performance.visitor import PageError, Visitor

REPOSITORY = Path(__file__).resolve().parents[2]
_HEAVY = ("torch", "spacy")
# After so many seconds no further rerun of a view is begun.
_LONG = 12.0


class Run(NamedTuple):
    """Seconds by the clock, and of the server's processor time: the same where the machine has nothing else to do."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} ({self.processor:.2f})"


@dataclass(slots=True)
class Timed:
    """The runs of a view: the first since the workspace changed, and those after it by what was done.

    ``whole`` says that all were made that there are.
    """

    first: Run
    reruns: dict[str, Run]
    bytes: int
    whole: bool

    @property
    def median(self) -> Run:
        """Of the reruns."""
        return Run(*map(statistics.median, zip(*self.reruns.values(), strict=True)))

    @property
    def worst(self) -> tuple[Run, str]:
        """The longest rerun by processor time, and what was done."""
        return max(((run, what) for what, run in self.reruns.items()), key=lambda one: one[0].processor)


@dataclass(slots=True)
class Measured:
    """One workspace: seconds from the server's start to its first page, views or why one failed, and what it loaded."""

    statements: int
    start: float
    views: dict[str, Timed | str]
    resident: int
    heavy: tuple[str, ...]


@contextmanager
def serving(database: Path, port: int) -> Iterator[psutil.Process]:
    """The app's server on a workspace, in a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        workspaces = Path(folder) / "workspaces"
        workspaces.mkdir()
        (workspaces / database.name).symlink_to(database.resolve())
        options = ["--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"]
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *options],
            cwd=REPOSITORY,
            env=os.environ | {"PARLEY_HOME": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield psutil.Process(process.pid)
        finally:
            for child in psutil.Process(process.pid).children(recursive=True):
                child.terminate()
            process.terminate()
            process.wait(30)


def measure(database: Path, port: int, only: tuple[str, ...]) -> Measured:
    """Time every view of one workspace."""
    address, words, statements = f"127.0.0.1:{port}", _words(database), _count(database)
    began = time.perf_counter()
    with serving(database, port) as process:
        _wait(address)
        with Visitor(address, database.stem) as visitor:
            visitor.open("")
            start = time.perf_counter() - began
        views: dict[str, Timed | str] = {}
        for number, name in enumerate(VIEWS):
            if not only or name in only:
                # A session of its own, as a link in a new tab is one: a choice made on another view is not kept.
                try:
                    with Visitor(address, database.stem) as visitor:
                        timed = _time(visitor, process, name, number, words)
                except (PageError, OSError, WebSocketException) as error:
                    views[name] = f"failed: {error}"
                    continue
                views[name] = timed
                click.echo(f"{statements:,}: {name}: {_in_words(timed)}", err=True)
        loaded = {mapped.path for mapped in process.memory_maps()}
        heavy = tuple(name for name in _HEAVY if any(f"/{name}/" in path for path in loaded))
        return Measured(statements, start, views, process.memory_info().rss, heavy)


def _time(visitor: Visitor, process: psutil.Process, name: str, number: int, words: dict[str, str]) -> Timed:
    """The runs of one view, each filter with values that no view before it used."""

    def run(step: Callable[[], float]) -> Run:
        before = process.cpu_times()
        clock = step()
        after = process.cpu_times()
        return Run(clock, after.user + after.system - before.user - before.system)

    began = time.perf_counter()
    page, query = VIEWS[name]
    first = run(lambda: visitor.open(page, **_filled(query, words)))
    size, (parties, themes) = visitor.drawn.bytes, (visitor.drawn.options.get(key, []) for key in ("party", "theme"))
    steps: dict[str, Callable[[], float]] = {"the same again": visitor.again}
    if parties and themes:
        party, theme = parties[number % len(parties)], themes[number % len(themes)]
        day = f"2025/{1 + number // 28:02}/{1 + number % 28:02}"
        steps |= {
            "party": lambda: visitor.choose("party", party),
            "party and theme": lambda: visitor.choose("theme", theme),
            "theme": lambda: visitor.choose("party"),
            "no filter": lambda: visitor.choose("theme"),
            "since": lambda: visitor.choose("since", day),
            "no date": lambda: visitor.choose("since"),
        }
    if name in CLICKS:
        steps["click"] = lambda: visitor.click(**_filled(CLICKS[name], words))
    reruns: dict[str, Run] = {}
    for what, step in steps.items():
        if not reruns or time.perf_counter() - began < _LONG:
            reruns[what] = run(step)
    return Timed(first, reruns, size, len(reruns) == len(steps))


def _in_words(timed: Timed) -> str:
    reruns = ", ".join(f"{what} {run}" for what, run in timed.reruns.items())
    return f"first {timed.first}, {timed.bytes / 1024:,.0f} KiB; {reruns}"


def _filled(query: dict[str, str], words: dict[str, str]) -> dict[str, str]:
    return {name: value.format(**words) for name, value in query.items()}


def _words(database: Path) -> dict[str, str]:
    """Whom and what to click on: those heard most."""
    with Workspace.open(database) as workspace, workspace.reading() as connection:

        def most(column: str, table: str, place: int = 0) -> str:
            query = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 2"  # noqa: S608
            rows = connection.exec_driver_sql(query).all()
            return str(rows[min(place, len(rows) - 1)][0]) if rows else ""

        return {
            "party": most("party", "statements"),
            "other": most("party", "statements", 1),
            "speaker": most("speaker", "statements"),
            "theme": most("theme", "codings"),
            "statement": most("id", "statements"),
        }


def _count(database: Path) -> int:
    with Workspace.open(database) as workspace, workspace.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM statements").scalar_one())


def _wait(address: str) -> None:
    """Until the server answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://{address}/_stcore/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(f"The app does not answer at {address}.")


def table(all_measured: list[Measured]) -> Table:
    """A row a view; for each workspace the first run, the median and the worst rerun, in seconds."""
    heads = [f"{one.statements:,}: {what}" for one in all_measured for what in ("first", "median", "worst")]
    rows = [[name, *_cells([one.views.get(name) for one in all_measured])] for name in VIEWS]
    return Table(
        "Pages: seconds by the clock, and in brackets of the server's processor time",
        ("", *heads, "ratio"),
        [row for row in rows if any(row[1:])],
        " ".join(_in_short(one) for one in all_measured),
    )


def _cells(views: list[Timed | str | None]) -> list[str | float | None]:
    """The figures of one view, or what went wrong with it, and how often the last median holds the first."""
    cells: list[str | float | None] = []
    for view in views:
        if isinstance(view, Timed):
            cells += [str(view.first), str(view.median), f"{view.worst[0]}, {view.worst[1]}"]
        else:
            cells += [view, None, None]
    small, large = views[0], views[-1]
    both = isinstance(small, Timed) and isinstance(large, Timed) and small.median.processor > 0
    return [*cells, large.median.processor / small.median.processor if both else None]


def _in_short(one: Measured) -> str:
    loaded = ", ".join(one.heavy) or "neither torch nor spaCy"
    left = [name for name, view in one.views.items() if isinstance(view, Timed) and not view.whole]
    return (
        f"{one.statements:,} statements: first page {one.start:.1f} s after the server's start, "
        f"{one.resident / 2**20:,.0f} MiB resident, {loaded} loaded."
    ) + (f" Left after {_LONG:.0f} s, with fewer reruns: {', '.join(left)}." if left else "")


@click.command()
@click.argument("databases", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--port", default=8650, show_default=True)
@click.option("--only", multiple=True, help="Only these views.")
def main(databases: tuple[Path, ...], port: int, only: tuple[str, ...]) -> None:
    """Time the pages on WORKSPACES, the smallest first."""
    for line in table([measure(database, port, only) for database in databases]).lines():
        click.echo(line)


if __name__ == "__main__":
    main()
