"""The name under which a user reviews: kept beside the workspaces, at first the one that the system knows."""

from __future__ import annotations

import getpass

from analysis.folders import data_folder

_FILE = "name.txt"
_LONGEST = 60


def user_name() -> str:
    """The name that was kept last, or the system's for its user."""
    try:
        kept = (data_folder() / _FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        kept = ""
    return kept or _system_name()


def keep_name(name: str) -> None:
    """Keep a name for the next start; an empty one brings the system's back."""
    path = data_folder() / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(" ".join(name.split())[:_LONGEST], encoding="utf-8")


def _system_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without an entry, as in some containers
        return "analyst"
