"""Where Parley keeps its files: PARLEY_HOME, or the data folder that the system has for its user."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

SETTING = "PARLEY_HOME"


def data_folder() -> Path:
    """The folder of all that Parley keeps on this machine."""
    given = os.environ.get(SETTING)
    return Path(given).expanduser().resolve() if given else user_data_path("parley", appauthor=False)
