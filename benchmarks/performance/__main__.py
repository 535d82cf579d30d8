"""Measure it all: ``python -m benchmarks.performance FOLDER``, and write docs/performance.md from it.

FOLDER keeps the synthetic workspaces that it is measured on: make them beforehand with ``--make``, which takes ten to
fifteen minutes for a million statements on one core, and 4 GB of disk. The rest is within half an hour on two cores;
each search engine's copy takes another 2 GB of disk for a while. What is compared is installed from
requirements-bench.txt; what isn't there, or fails, is told. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from analysis.home import DEMO
from benchmarks.performance import encoded, ingest, pages, search
from benchmarks.performance.machine import bandwidth, describe
from benchmarks.synthetic.__main__ import make

_RESULTS = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
_PORT = 8650


def main() -> None:
    """Print the tables as they come, and keep them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--statements", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options.add_argument("--part", choices=list(_PARTS), nargs="+", default=list(_PARTS))
    options.add_argument("--results", type=Path, default=_RESULTS, help="the file to write")
    options.add_argument("--make", action="store_true", help="only make the workspaces that are missing")
    given = options.parse_args()
    # What scans in Rust tells the terminal of things that don't matter here.
    os.environ.setdefault("LANCE_LOG", "error")
    databases = [_workspace(given.folder, statements) for statements in sorted(given.statements)]
    if given.make:
        return
    with given.results.open("w") as results:
        for line in _lines(databases, given.part):
            print(line, flush=True)
            print(line, file=results, flush=True)


def _workspace(folder: Path, statements: int) -> Path:
    """The synthetic workspace of a size, made where it is missing."""
    home = folder / str(statements)
    if not home.exists():
        folder.mkdir(parents=True, exist_ok=True)
        return make(home, statements)
    return home / "workspaces" / f"{DEMO}.db"


def _lines(databases: list[Path], parts: list[str]) -> Iterator[str]:
    yield "# Performance"
    yield ""
    yield f"By `python -m benchmarks.performance`. {describe()}. {bandwidth()}"
    yield ""
    for part in parts:
        yield from _PARTS[part](databases)


def _search(databases: list[Path]) -> Iterator[str]:
    yield "## Search"
    yield ""
    for table in search.tables(databases):
        yield from table.lines()
    yield from encoded.table(databases[0]).lines()


def _pages(databases: list[Path]) -> Iterator[str]:
    yield "## Pages"
    yield ""
    yield from pages.table([pages.measure(database, _PORT, ()) for database in databases]).lines()


def _ingest(_databases: list[Path]) -> Iterator[str]:
    yield "## Ingest"
    yield ""
    for table in ingest.tables():
        yield from table.lines()


_PARTS = {"search": _search, "pages": _pages, "ingest": _ingest}


if __name__ == "__main__":
    main()
