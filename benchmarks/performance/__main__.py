"""Measure it all: ``python -m benchmarks.performance FOLDER``, and write docs/performance.md from it.

FOLDER keeps the synthetic workspaces that it is measured on; those that are missing are made (about ten minutes for a
million statements on one core, and 4 GB of disk; each search engine's copy takes another 2 GB for a while). What is
compared is installed from requirements-bench.txt; what isn't there is told. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from analysis.home import DEMO
from benchmarks.performance import encoded, pages, search
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
    given = options.parse_args()
    # What scans in Rust tells the terminal of things that don't matter here.
    os.environ.setdefault("LANCE_LOG", "error")
    databases = [_workspace(given.folder, statements) for statements in sorted(given.statements)]
    written = []
    for line in _lines(databases, given.part):
        print(line, flush=True)
        written.append(line)
    given.results.write_text("\n".join(written) + "\n")


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
    yield from pages.report([pages.measure(database, _PORT, ()) for database in databases])
    yield ""


_PARTS = {"search": _search, "pages": _pages}


if __name__ == "__main__":
    main()
