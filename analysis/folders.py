"""Where Parley keeps its files: PARLEY_HOME, or the data folder that the system has for its user."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from platformdirs import user_data_path

SETTING = "PARLEY_HOME"


# A path of several folders, or the address of a database, as a message may hold it.
_PLACE = re.compile(
    r"postgresql://\S*?(?:workspace=|(?=\s|$))|(?<![\w:/\\.])(?:[A-Za-z]:)?(?:[/\\][^/\\\s:;,'\"]+)+[/\\](?=[^/\\\s])"
)


def without_folders(message: str) -> str:
    """A message for whoever may not know how this machine is set up: files by their names only, no databases' hosts."""
    return _PLACE.sub("", message.replace(f"{data_folder()}/", ""))


def data_folder() -> Path:
    """The folder of all that Parley keeps on this machine."""
    given = os.environ.get(SETTING)
    return _resolved(Path.cwd() / Path(given).expanduser()) if given else user_data_path("parley", appauthor=False)


@lru_cache(maxsize=16)
def _resolved(path: Path) -> Path:
    """Where an absolute path leads; a page asks some dozens of times, and each part would be looked up on the disk."""
    return path.resolve()
