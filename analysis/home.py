"""Where workspaces lie: files in the data folder, or a PostgreSQL database that PARLEY_DATABASE names."""

from __future__ import annotations

import os
import re
from pathlib import Path

from analysis.access import PARLEY, Act, User, machine_user
from analysis.folders import data_folder
from analysis.model import Codebook
from analysis.store import StoreError, Workspace
from analysis.store.acts import require
from analysis.store.address import Address, Place, address_of
from analysis.store.schemas import has_schema, list_schemas

DATABASE = "PARLEY_DATABASE"
DEMO = "demo"
DEMO_FOLDER = Path(__file__).resolve().parent.parent / "demo"
_NAME = re.compile(r"\w(?:[\w .-]{0,58}\w)?")


def workspace_place(name: str) -> Place:
    """Where a workspace of this name lies; it need not be there.

    Raises:
        StoreError: where the name can't be that of a file everywhere, or the database's address can't be read.
    """
    if not _NAME.fullmatch(name):
        raise StoreError(
            f"{name!r} can't be the name of a workspace: use up to 60 letters, digits, spaces, hyphens and dots, "
            "with a letter or digit at either end."
        )
    if database := os.environ.get(DATABASE):
        return Address(address_of(database).database, name)
    return _folder() / f"{name}.db"


def has_workspace(place: Place) -> bool:
    """Whether there is a workspace at a place.

    Raises:
        StoreError: where the database can't be reached.
    """
    return has_schema(place) if isinstance(place, Address) else place.exists()


def list_workspaces() -> list[str]:
    """The names of the workspaces there are, in alphabetical order.

    Raises:
        StoreError: where the database can't be reached.
    """
    if database := os.environ.get(DATABASE):
        return sorted(list_schemas(address_of(database).database))
    return sorted(path.stem for path in _folder().glob("*.db"))


def create_workspace(name: str, codebook: Codebook | None = None, user: User | None = None) -> Place:
    """Create an empty workspace and return its place.

    Args:
        name: what it is called.
        codebook: what its statements are to be coded by; the one on war and peace talks where not given.
        user: who makes it; the user of this machine where not given.

    Raises:
        StoreError: where there is one of this name, the name can't be used, or the user hasn't the right.
    """
    user = user or machine_user()
    require(user, Act.CREATE_WORKSPACE)
    place = workspace_place(name)
    if has_workspace(place):
        raise StoreError(f"There is a workspace {name!r} already; open it, or choose another name.")
    with Workspace.open(place) as opened:
        workspace = opened.as_user(user)
        with workspace.writing(Act.CREATE_WORKSPACE, name=name):
            pass  # the log of a workspace begins with who made it
        if codebook is not None:
            workspace.save_codebook(codebook)
    return place


def start_demo(workspace: Workspace) -> int:
    """Queue the demo's dispatches in a workspace that is empty; returns how many were queued.

    Safe to call at every start, from many processes: a workspace with an article or a job is left as it is.
    """
    files = [(file.name, file.read_bytes(), None) for file in sorted(DEMO_FOLDER.glob("*.md"))]
    return len(workspace.as_user(PARLEY).queue.put_all(files, if_empty=True))


def _folder() -> Path:
    return data_folder() / "workspaces"
