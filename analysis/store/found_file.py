"""The file that keeps the tables of what was found, so that a server's first page needn't read the database.

Layout: 4096 bytes of JSON (owner, where each table begins and ends, CRC-32 of the rest), filled up with spaces; then
the tables, each an uncompressed Arrow stream, mapped into memory and not copied. The file is a cache: a missing,
damaged or foreign one is made anew.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.store.found_tables import TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from analysis.store.found import Found

# Raised when tables or their columns become others.
_FORMAT = 1
_HEAD, _ALIGNED = 4096, 64


@dataclass(frozen=True, slots=True)
class FoundFile:
    """What a file holds: the tables of a workspace, by its own id, as they were at a change."""

    workspace: str
    change: int
    format: int = _FORMAT


def read_found_file(path: Path, workspace: str, latest: int) -> tuple[FoundFile, Found] | None:
    """The tables of a file.

    Args:
        path: the file.
        workspace: whose it must be.
        latest: the workspace's last change; a file of a later one is of another copy of it.

    Returns:
        What the file holds and the tables, or None where it is missing, damaged or not the workspace's.
    """
    import pyarrow as pa

    try:
        with pa.memory_map(str(path)) as file:
            buffer = file.read_buffer()
        head = json.loads(bytes(buffer[:_HEAD]))
        owner = FoundFile(**head["owner"])
        if (owner.workspace, owner.format) != (workspace, _FORMAT) or owner.change > latest:
            return None
        if zlib.crc32(buffer[_HEAD:]) != head["crc"]:
            return None
        return owner, {table.name: _frame(buffer[slice(*head["places"][table.name])]) for table in TABLES}
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def write_found_file(path: Path, owner: FoundFile, found: Found) -> None:
    """Write a file, and put it in the place of the old one once it is whole.

    Raises:
        OSError: where there is no room or no right to write; the old file is then as it was.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with new.open("wb") as file:
            file.write(b" " * _HEAD)
            places, crc = {}, 0
            for table in TABLES:
                data = _stream(found[table.name])
                places[table.name] = (file.tell(), file.tell() + data.size)
                for piece in (data, b" " * (-data.size % _ALIGNED)):
                    crc = zlib.crc32(piece, crc)
                    file.write(piece)
            file.seek(0)
            file.write(json.dumps({"owner": asdict(owner), "places": places, "crc": crc}).encode())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _stream(frame: pd.DataFrame) -> pa.Buffer:
    import pyarrow as pa

    table: Any = pa.Table.from_pandas(frame, preserve_index=False, nthreads=1)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def _frame(buffer: pa.Buffer) -> pd.DataFrame:
    """A table whose columns lie in the file, but for flags."""
    import pyarrow as pa

    with pa.ipc.open_stream(buffer) as reader:
        frame: pd.DataFrame = reader.read_all().to_pandas(split_blocks=True)
    return frame
