"""What keeps a database from doing what is asked, in words: a full disk, a lock that lasts, damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store.errors import UnavailableError

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine, ExceptionContext

# By the beginning of the error's name in SQLite, or of its code in the SQL standard, which PostgreSQL gives.
_SENTENCES = {
    "SQLITE_FULL": "The disk that holds {place} is full. Make room on it and try again; nothing was stored by halves.",
    "SQLITE_READONLY": "{place} may not be written to. Give the right to write to it and to its folder, and try again; "
    "nothing was changed.",
    "SQLITE_BUSY": "{place} has been locked by another process for a minute. Try again when that is done; nothing was "
    "changed.",
    "SQLITE_CANTOPEN": "{place} can't be opened as a workspace: {reason}. See whether it and its folder are there, and "
    "may be read and written.",
    "SQLITE_NOTADB": "{place} can't be opened as a workspace: {reason}. It is no database; nothing was changed.",
    "SQLITE_CORRUPT": "{place} is damaged: {reason}. Put a backup in its place with `python -m analysis restore`; the "
    "damaged file is kept.",
    "SQLITE_IOERR": "The disk that holds {place} can't be read or written: {reason}. See whether it is full or broken.",
    "08": "The database {place} doesn't answer. See whether its server runs, and try again; nothing was changed.",
    "57P": "The database {place} is being shut down. Try again when it is back; nothing was changed.",
    "53100": "The disk of the database {place} is full. Make room on it and try again; nothing was stored by halves.",
    "53": "The server of the database {place} has no room for more: {reason}. Try again later; nothing was changed.",
    "25006": "The database {place} may not be written to at present. Try again later; nothing was changed.",
    "55P03": "{place} has been locked by another process for a minute. Try again when that is done; nothing was "
    "changed.",
    "58": "The disk of the database {place} can't be read or written: {reason}. See whether it is full or broken.",
    "XX001": "The database {place} is damaged: {reason}. Put a backup in its place.",
}


def say_faults(engine: Engine, place: str) -> None:
    """Have an engine raise an UnavailableError, with a sentence for its user, where its database can't be used.

    Args:
        engine: of a workspace.
        place: the workspace as its user knows it; without a password.
    """

    def put_in_words(context: ExceptionContext) -> None:
        if context.is_pre_ping:
            return  # a connection that went stale is replaced before anybody notices
        original = context.original_exception
        sentence = _sentence(original)
        # Without a connection: the error is that there is none.
        on_server = engine.dialect.name == "postgresql"
        if sentence is None and on_server and (context.is_disconnect or context.connection is None):
            sentence = _SENTENCES["08"]
        if sentence is not None:
            reason = (str(original).splitlines() or [type(original).__name__])[0].rstrip(".")
            raise UnavailableError(sentence.format(place=place, reason=reason)) from original

    sa.event.listen(engine, "handle_error", put_in_words)


def _sentence(error: BaseException) -> str | None:
    """What to say of an error of the driver; None where it is no fault of the database."""
    code = str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or "")
    known = [begin for begin in _SENTENCES if code.startswith(begin)]
    return _SENTENCES[max(known, key=len)] if known else None
