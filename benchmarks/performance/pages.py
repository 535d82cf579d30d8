"""How long the app's pages take: ``python -m benchmarks.performance.pages WORKSPACE.db ...``, smallest first.

The app runs as ``streamlit run`` starts it, and a visitor opens every page, sets filters that nobody has set before,
takes them off, and clicks. Seconds are those of the server, from the question to the last message; a browser draws
besides.
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

from analysis.store import Workspace
from benchmarks.performance.visitor import Visitor

REPOSITORY = Path(__file__).resolve().parents[2]
_HEAVY = ("torch", "spacy")
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


class Run(NamedTuple):
    """Seconds by the clock, and of the server's processor time: the same where the machine has nothing else to do."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} ({self.processor:.2f})"


@dataclass(slots=True)
class Timed:
    """The runs of a view: the first since the workspace changed, and those after it by what was done."""

    first: Run
    reruns: dict[str, Run]
    bytes: int

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
    """One workspace: seconds from the server's start to its first page, views, bytes, and what was loaded."""

    name: str
    statements: int
    start: float
    views: dict[str, Timed]
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
        views = {}
        for number, name in enumerate(VIEWS):
            if not only or name in only:
                # A session of its own, as a link in a new tab is one: a choice made on another view is not kept.
                with Visitor(address, database.stem) as visitor:
                    views[name] = _time(visitor, process, name, number, words)
                    click.echo(f"{database.stem}: {name}: {_in_words(views[name])}", err=True)
        loaded = {mapped.path for mapped in process.memory_maps()}
        heavy = tuple(name for name in _HEAVY if any(f"/{name}/" in path for path in loaded))
        return Measured(database.stem, statements, start, views, process.memory_info().rss, heavy)


def _time(visitor: Visitor, process: psutil.Process, name: str, number: int, words: dict[str, str]) -> Timed:
    """The runs of one view, each filter with values that no view before it used."""

    def run(step: Callable[[], float]) -> Run:
        before = process.cpu_times()
        clock = step()
        after = process.cpu_times()
        return Run(clock, after.user + after.system - before.user - before.system)

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
    return Timed(first, {what: run(step) for what, step in steps.items()}, size)


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


def report(all_measured: list[Measured]) -> Iterator[str]:
    """The figures as Markdown: a row a view, and for each workspace the first run, the median and the worst rerun."""
    heads = [f"{one.statements:,}: first | median | worst" for one in all_measured]
    yield f"| seconds (processor) | {' | '.join(heads)} | ratio |"
    yield f"|---|{'---|' * (3 * len(heads) + 1)}"
    for name in all_measured[0].views:
        views = [one.views[name] for one in all_measured]
        cells = [f"{view.first} | {view.median} | {view.worst[0]}, {view.worst[1]}" for view in views]
        ratio = views[-1].median.processor / views[0].median.processor
        yield f"| {name} | {' | '.join(cells)} | {ratio:.1f} |"
    yield ""
    for one in all_measured:
        loaded = ", ".join(one.heavy) or "neither torch nor spaCy"
        yield (
            f"{one.statements:,} statements: first page {one.start:.1f} s after the server's start, "
            f"{one.resident / 2**20:,.0f} MiB resident, {loaded} loaded."
        )


@click.command()
@click.argument("databases", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--port", default=8650, show_default=True)
@click.option("--only", multiple=True, help="Only these views.")
def main(databases: tuple[Path, ...], port: int, only: tuple[str, ...]) -> None:
    """Time the pages on WORKSPACES, the smallest first."""
    for line in report([measure(database, port, only) for database in databases]):
        click.echo(line)


if __name__ == "__main__":
    main()
