"""The file that caches the vectors: a head, the statements' ids, and the matrix, mapped into memory.

Layout: 512 bytes of JSON (owner, number of rows, CRC-32 of the rest) filled up with spaces; the ids, int64; the matrix,
float32 of shape (rows, dimensions). Numbers are little-endian.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HEAD = 512
_CHUNK = 1 << 24


@dataclass(frozen=True, slots=True)
class Owner:
    """What a cache belongs to: the workspace's own id, its encoder's dimensions, and the last change of its vectors."""

    workspace: str
    dimensions: int
    change: int


@dataclass(frozen=True, slots=True, eq=False)
class VectorFile:
    """The vectors of all statements: ``matrix`` is float32 of shape (statements, dimensions), its rows by rising id."""

    owner: Owner
    ids: NDArray[np.int64]
    matrix: NDArray[np.float32]


def read_vector_file(path: Path, owner: Owner, any_change: bool = False) -> VectorFile | None:
    """Map a cache into memory.

    Args:
        path: the file.
        owner: whose it must be.
        any_change: whether one made at an earlier change will do.

    Returns:
        The vectors, or None where the file is missing, damaged or not the owner's.
    """
    try:
        with path.open("rb") as file:
            head = json.loads(file.read(_HEAD))
            found, rows = Owner(**head["owner"]), int(head["rows"])
            expected = found if any_change and found.change < owner.change else owner
            if (found, owner.workspace, owner.dimensions) != (expected, found.workspace, found.dimensions):
                return None
            if path.stat().st_size != _HEAD + rows * (8 + 4 * found.dimensions) or _crc(file) != head["crc"]:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if rows == 0:
        return in_memory(found, np.empty(0, dtype=np.int64), ())
    ids = np.fromfile(path, dtype="<i8", count=rows, offset=_HEAD)
    matrix = np.memmap(path, dtype="<f4", mode="r", offset=_HEAD + 8 * rows, shape=(rows, found.dimensions))
    return VectorFile(found, ids, matrix)


def write_vector_file(path: Path, owner: Owner, ids: NDArray[np.int64], blocks: Iterable[NDArray[np.float32]]) -> None:
    """Write a cache, and put it in the place of the old one once it is whole.

    Args:
        path: the file.
        owner: whose it is.
        ids: of all statements, rising.
        blocks: the rows of the matrix in that order, in pieces of any length.

    Raises:
        OSError: where there is no room or no right to write; the old file is then as it was.
    """
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        file.write(b" " * _HEAD)
        crc = 0
        for data in chain([ids.astype("<i8").tobytes()], (block.astype("<f4").tobytes() for block in blocks)):
            crc = zlib.crc32(data, crc)
            file.write(data)
        head = {"owner": asdict(owner), "rows": len(ids), "crc": crc}
        file.seek(0)
        file.write(json.dumps(head).encode())
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def in_memory(owner: Owner, ids: NDArray[np.int64], blocks: Iterable[NDArray[np.float32]]) -> VectorFile:
    """The same without a file."""
    matrix = np.concatenate([np.empty((0, owner.dimensions), dtype=np.float32), *blocks])
    return VectorFile(owner, ids, matrix)


def _crc(file: BinaryIO) -> int:
    """The CRC-32 of what follows in a file."""
    crc = 0
    while data := file.read(_CHUNK):
        crc = zlib.crc32(data, crc)
    return crc
