"""The type of the column of vectors: bytes in SQLite, pgvector's ``vector`` in PostgreSQL, bytes to Python on both."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import sqlalchemy as sa
from sqlalchemy.types import UserDefinedType

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

# What pgvector puts before the numbers when it sends a vector: the dimensions and a zero, as 16-bit numbers.
_HEAD = 4


class SentVector(bytes):
    """A vector in the form in which it goes over the wire; postgresql.py tells the driver so."""

    @classmethod
    def of(cls, numbers: bytes) -> Self:
        """The form of little-endian float32."""
        vector = np.frombuffer(numbers, "<f4")
        return cls(struct.pack(">HH", len(vector), 0) + vector.astype(">f4").tobytes())


class PgVector(UserDefinedType[bytes]):
    """pgvector's ``vector`` of any length; little-endian float32 to Python, as sent over the wire to the server."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:  # noqa: ANN401
        """What the type is called there."""
        return "vector"

    def bind_processor(self, dialect: Dialect) -> Callable[[bytes | None], Any]:  # noqa: ARG002
        """Bytes -> what the driver sends as a vector."""
        return lambda value: None if value is None else SentVector.of(value)

    def column_expression(self, colexpr: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """Ask the server for a vector's bytes: the digits that it would write take ten times as long to read."""
        return sa.func.vector_send(colexpr, type_=self)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[bytes | None], bytes | None]:  # noqa: ARG002
        """The server's bytes -> little-endian float32."""
        return lambda value: (
            None if value is None else np.frombuffer(value, ">f4", offset=_HEAD).astype("<f4").tobytes()
        )


VECTOR = sa.LargeBinary().with_variant(PgVector(), "postgresql")
