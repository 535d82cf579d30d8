"""The database: one workspace, one file; schema, writing, reading, vectors, queue and corrections."""

from analysis.store.errors import NewerWorkspaceError, StoreError, UnknownIdError
from analysis.store.filters import Filters
from analysis.store.workspace import Workspace

__all__ = ["Filters", "NewerWorkspaceError", "StoreError", "UnknownIdError", "Workspace"]
