"""What can go wrong with a workspace; every message is a sentence for its user."""

from __future__ import annotations


class StoreError(Exception):
    """A workspace can't do what was asked; the message says why and what to do."""


class NewerWorkspaceError(StoreError):
    """The database was written by a newer Parley than this one."""


class DeniedError(StoreError, PermissionError):
    """A user hasn't the right to do what was asked; nothing was done."""

    def __init__(self, user: str, role: str, act: str, needed: str) -> None:
        super().__init__(
            f"{user} ({role}) may not {act}: that takes the role {needed}. Ask an owner to do it, or for that role."
        )


class UnavailableError(StoreError):
    """The database can't be used at present, through no fault of what was asked, of which nothing was done."""


class UnknownIdError(StoreError, KeyError):
    """No article, statement, job or correction has this number."""

    def __init__(self, what: str, number: int) -> None:
        super().__init__(f"There is no {what} {number} in this workspace; it may have been deleted.")

    def __str__(self) -> str:
        return str(self.args[0])
