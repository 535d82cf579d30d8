"""Where a workspace lies: in a file, or under a name in a PostgreSQL database."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from analysis.store.errors import StoreError

_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_DEFAULT_NAME = "main"
# Parts of an address that nobody else may read.
_SECRETS = ("password", "sslpassword")


@dataclass(frozen=True, slots=True)
class Address:
    """A workspace in a PostgreSQL database; written ``postgresql://user:password@host/database?workspace=name``.

    Attributes:
        database: how the database is reached, with the password; never to be shown.
        name: the workspace's name.
    """

    database: sa.URL
    name: str

    @property
    def schema(self) -> str:
        """The database's schema that holds the workspace: readable as far as possible, and another for each name."""
        readable = re.sub(r"[^a-z0-9]+", "_", self.name.lower())[:30].strip("_")
        return f"parley_{readable}_{hashlib.blake2b(self.name.encode(), digest_size=5).hexdigest()}"

    def __str__(self) -> str:
        """The address without secrets."""
        shown = self.database._replace(drivername="postgresql", password=None).difference_update_query(_SECRETS)
        return shown.update_query_dict({"workspace": self.name}).render_as_string()

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"


Place = Path | Address


def is_address(text: str) -> bool:
    """Whether a text is the address of a database, not a path."""
    return text.startswith(_SCHEMES)


def place_of(text: str | Path | Address) -> Place:
    """The place that a text means.

    Raises:
        StoreError: where an address can't be read.
    """
    if isinstance(text, Address):
        return text
    if isinstance(text, str) and is_address(text):
        return address_of(text)
    return Path(text).expanduser().resolve()


def address_of(text: str, name: str | None = None) -> Address:
    """The address that a text means.

    Args:
        text: of a database, or of a workspace in one.
        name: the workspace's name where the text has none.

    Raises:
        StoreError: where it can't be read; the message doesn't repeat it, as it may hold a password.
    """
    try:
        url = sa.make_url(text)
        named = url.query.get("workspace", name or _DEFAULT_NAME)
        if not url.database or not isinstance(named, str) or not is_address(text):
            raise ValueError
    except (sa.exc.ArgumentError, ValueError):
        raise StoreError(
            "The address of the database can't be read; it looks like postgresql://user:password@host:5432/database. "
            "In user and password, write a sign like @, : or / as %40, %3A or %2F."
        ) from None
    return Address(url.set(drivername="postgresql+psycopg").difference_update_query(["workspace"]), named)
