"""Who may do what: the roles, the acts that change a workspace, and which role each of them needs.

The store asks here before every write (:meth:`analysis.store.workspace.Workspace.writing`); pages ask only to leave out
what would be refused.
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(IntEnum):
    """What a user is to a Parley; each may do what those before it may, and more."""

    NONE = 0  # known, and let in nowhere
    VIEWER = 1  # reads everything
    ANALYST = 2  # also puts articles in, corrects, notes, saves views, edits the codebook and the actors
    OWNER = 3  # also deletes, makes workspaces, tries all that failed again, and reads who did what


class Act(StrEnum):
    """What one may have the right to, in the words of the log of acts."""

    READ = "read this workspace"
    VISIT = "visit"
    ADD_FILES = "add files"
    RETRY = "try a file again"
    SET_DATE = "set a publication date"
    CORRECT = "correct"
    UNDO_CORRECTION = "undo a correction"
    REDO_CORRECTION = "redo a correction"
    CHANGE_ACTOR = "change an actor"
    UNDO_ACTOR_CHANGE = "undo the change of an actor"
    SAVE_CODEBOOK = "save the codebook"
    SAVE_VIEW = "save a view"
    RENAME_VIEW = "rename a saved view"
    DELETE_VIEW = "delete a saved view"
    DELETE_ARTICLE = "delete an article"
    CLEAR_QUEUE = "clear what is done or failed"
    RETRY_ALL = "try all that failed again"
    CREATE_WORKSPACE = "make a workspace"
    READ_ACTS = "read who did what"
    STORE_ARTICLE = "store an article"
    REPLACE_FINDINGS = "store a new analysis of an article"
    RECODE = "code by the codebook"
    WORK = "work on the queue"


# The lowest role that may do it. What is not named here, the owner alone may.
_LOWEST = {
    Act.READ: Role.VIEWER,
    Act.VISIT: Role.VIEWER,
    Act.ADD_FILES: Role.ANALYST,
    Act.RETRY: Role.ANALYST,
    Act.SET_DATE: Role.ANALYST,
    Act.CORRECT: Role.ANALYST,
    Act.UNDO_CORRECTION: Role.ANALYST,
    Act.REDO_CORRECTION: Role.ANALYST,
    Act.CHANGE_ACTOR: Role.ANALYST,
    Act.UNDO_ACTOR_CHANGE: Role.ANALYST,
    Act.SAVE_CODEBOOK: Role.ANALYST,
    Act.SAVE_VIEW: Role.ANALYST,
    Act.RENAME_VIEW: Role.ANALYST,
    Act.DELETE_VIEW: Role.ANALYST,
}
# What a program that works by itself may do, whoever put the work in its queue.
_OF_PROGRAMS = frozenset(
    {Act.READ, Act.ADD_FILES, Act.STORE_ARTICLE, Act.REPLACE_FINDINGS, Act.RECODE, Act.SAVE_CODEBOOK, Act.WORK}
)
# Written so often, and of so little weight, that they would bury the others.
UNLOGGED = frozenset({Act.VISIT, Act.WORK})


@dataclass(frozen=True, slots=True)
class User:
    """Who acts: a person with a role, or a program of Parley's own, which has the rights of its work and no role."""

    name: str
    role: Role
    program: bool = False

    def may(self, act: Act) -> bool:
        """Whether the user has the right to an act."""
        return act in _OF_PROGRAMS if self.program else self.role >= _LOWEST.get(act, Role.OWNER)

    @property
    def role_in_words(self) -> str:
        """The role as the log names it."""
        return "program" if self.program else self.role.name.lower()


WORKER = User("worker", Role.NONE, program=True)
PARLEY = User("Parley", Role.NONE, program=True)


def lowest_role(act: Act) -> Role:
    """The lowest role that may do an act."""
    return _LOWEST.get(act, Role.OWNER)


def machine_user() -> User:
    """The user of this machine, who owns what lies on it."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user without an entry, as in some containers
        name = "analyst"
    return User(name, Role.OWNER)
