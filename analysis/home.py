"""Where workspaces lie: PARLEY_HOME, or the data folder that the system has for its user."""

from __future__ import annotations

import os
import re
from pathlib import Path

from platformdirs import user_data_path

from analysis.access import PARLEY, Act, User, machine_user
from analysis.model import Codebook
from analysis.store import StoreError, Workspace
from analysis.store.acts import require

SETTING = "PARLEY_HOME"
DEMO = "demo"
DEMO_FOLDER = Path(__file__).resolve().parent.parent / "demo"
_NAME = re.compile(r"\w(?:[\w .-]{0,58}\w)?")


def data_folder() -> Path:
    """The folder of all that Parley keeps."""
    given = os.environ.get(SETTING)
    return Path(given).expanduser().resolve() if given else user_data_path("parley", appauthor=False)


def workspace_path(name: str) -> Path:
    """The file of a workspace; it need not exist.

    Raises:
        StoreError: where the name can't be that of a file everywhere.
    """
    if not _NAME.fullmatch(name):
        raise StoreError(
            f"{name!r} can't be the name of a workspace: use up to 60 letters, digits, spaces, hyphens and dots, "
            "with a letter or digit at either end."
        )
    return data_folder() / "workspaces" / f"{name}.db"


def list_workspaces() -> list[str]:
    """The names of the workspaces there are, in alphabetical order."""
    return sorted(path.stem for path in (data_folder() / "workspaces").glob("*.db"))


def create_workspace(name: str, codebook: Codebook | None = None, user: User | None = None) -> Path:
    """Create an empty workspace and return its file.

    Args:
        name: what it is called.
        codebook: what its statements are to be coded by; the one on war and peace talks where not given.
        user: who makes it; the user of this machine where not given.

    Raises:
        StoreError: where there is one of this name, the name can't be used, or the user hasn't the right.
    """
    user = user or machine_user()
    require(user, Act.CREATE_WORKSPACE)
    path = workspace_path(name)
    if path.exists():
        raise StoreError(f"There is a workspace {name!r} already; open it, or choose another name.")
    with Workspace.open(path) as opened:
        workspace = opened.as_user(user)
        with workspace.writing(Act.CREATE_WORKSPACE, name=name):
            pass  # the log of a workspace begins with who made it
        if codebook is not None:
            workspace.save_codebook(codebook)
    return path


def start_demo(path: Path) -> int:
    """Queue the demo's dispatches in a workspace that is empty; returns how many were queued.

    Safe to call at every start, from many processes: a workspace with an article or a job is left as it is.
    """
    files = [(file.name, file.read_bytes(), None) for file in sorted(DEMO_FOLDER.glob("*.md"))]
    with Workspace.open(path) as workspace:
        return len(workspace.as_user(PARLEY).queue.put_all(files, if_empty=True))
