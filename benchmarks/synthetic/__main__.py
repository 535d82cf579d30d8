"""Make a workspace of any size: ``python -m benchmarks.synthetic FOLDER --statements 10000``.

FOLDER can then be PARLEY_HOME: the app opens the workspace as its demo. Articles, speakers and what they say are put
together by chance from a vocabulary, the same for the same seed; everything has the place where it stands, so that each
page of the app works on it. A million statements (100,000 articles) take about 4 GB of disk.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from analysis.home import DEMO
from analysis.store import Workspace
from benchmarks.synthetic.filling import fill


def main() -> None:
    """Make the workspace, and put it in its place once it is whole."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--statements", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    make(given.folder, given.statements, given.seed)


def make(folder: Path, statements: int, seed: int = 1) -> Path:
    """Make a data folder with one synthetic workspace; returns the workspace's file.

    Raises:
        FileExistsError: where the folder is there already.
    """
    if folder.exists():
        raise FileExistsError(f"{folder} is there already; name a new folder.")
    new = folder.with_name(f"{folder.name}.new")
    begin = time.perf_counter()
    with Workspace.open(new / "workspaces" / f"{DEMO}.db") as workspace:
        fill(workspace, statements, seed, lambda written: print(f"{written:,} statements", end="\r", flush=True))
    new.rename(folder)
    print(f"{statements:,} statements in {folder}: {time.perf_counter() - begin:.0f} s")
    return folder / "workspaces" / f"{DEMO}.db"


if __name__ == "__main__":
    main()
