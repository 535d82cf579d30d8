"""The database: one workspace, one file; schema, writing, reading, vectors, queue and corrections."""

from analysis.store.errors import DeniedError, NewerWorkspaceError, StoreError, UnavailableError, UnknownIdError
from analysis.store.filters import Filters
from analysis.store.workspace import Workspace

__all__ = [
    "DeniedError",
    "Filters",
    "NewerWorkspaceError",
    "StoreError",
    "UnavailableError",
    "UnknownIdError",
    "Workspace",
]
