"""The file that caches the vectors: a head, labels, codes and halves of a block, mapped into memory.

Layout: 512 bytes of JSON (whose it is, as of which change, number of rows, CRC-32 of each part) filled up with spaces;
the statements' ids and articles' ids, int64, and the scales, float32; the codes, int8; the halves, float16. Numbers are
little-endian.

To read a gigabyte through at each start would take longer than a page may. So the small parts are checked each time,
and the large ones where anyone but the writer may have touched the file: a file that was written or checked whole
carries a seal, a time of modification that follows from its checksums and that no later write leaves in place. What a
disk changes silently is noticed when codes and halves, which are two copies of one thing, come to differ.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from analysis.store.vector_block import VectorBlock

_HEAD = 512
_CHUNK = 1 << 24
_VERSION = 2
# The parts of a block in the order of the file, with the bytes that each takes of a row: fixed, and a dimension.
_LABELS = (("ids", "<i8", 8), ("articles", "<i8", 8), ("scales", "<f4", 4))
_MATRICES = (("codes", "<i1", 1), ("halves", "<f2", 2))


@dataclass(frozen=True, slots=True)
class AsOf:
    """Whose vectors, and as of when.

    Attributes:
        workspace: the workspace's own id.
        dimensions: of its encoder.
        change: the last change of vectors that is in them.
        articles: how many articles there were.
        last_article: the highest id that an article had.
    """

    workspace: str
    dimensions: int
    change: int
    articles: int
    last_article: int


def read_vector_file(path: Path, workspace: str, dimensions: int) -> tuple[AsOf, VectorBlock] | None:
    """Map a cache into memory.

    Returns:
        What it holds, or None where the file is missing, damaged, or of another workspace or encoder.
    """
    try:
        with path.open("rb") as file:
            head = json.loads(file.read(_HEAD))
            as_of, rows, sums = AsOf(**head["as_of"]), int(head["rows"]), list(head["sums"])
            if (as_of.workspace, as_of.dimensions, head["version"]) != (workspace, dimensions, _VERSION):
                return None
            if os.fstat(file.fileno()).st_size != _end(rows, dimensions) or not _sound(file, rows, dimensions, sums):
                return None
            return as_of, _mapped(path, rows, dimensions)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_vector_file(path: Path, as_of: AsOf, rows: int, blocks: Iterable[VectorBlock]) -> None:
    """Write a cache, and put it in the place of the old one once it is whole.

    Args:
        path: the file.
        as_of: whose it is, and as of when.
        rows: how many there are in all.
        blocks: the rows, in pieces of any length.

    Raises:
        OSError: where there is no room or no right to write; the old file is then as it was.
    """
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        sums = _write_parts(file, rows, as_of.dimensions, blocks)
        head = {"version": _VERSION, "as_of": asdict(as_of), "rows": rows, "sums": sums}
        file.seek(0)
        file.write(json.dumps(head).encode().ljust(_HEAD))
        file.flush()
        os.fsync(file.fileno())
    _seal(new, sums)
    new.replace(path)


def _write_parts(file: BinaryIO, rows: int, dimensions: int, blocks: Iterable[VectorBlock]) -> list[int]:
    """Write all behind the head; returns the checksum of each part."""
    parts = (*_LABELS, *_MATRICES)
    at = _starts(rows, dimensions)
    sums = [0] * len(parts)
    for block in blocks:
        for part, (name, kind, _) in enumerate(parts):
            data = np.ascontiguousarray(getattr(block, name), dtype=kind).tobytes()
            sums[part] = zlib.crc32(data, sums[part])
            file.seek(at[part])
            file.write(data)
            at[part] += len(data)
    return sums


def _starts(rows: int, dimensions: int) -> list[int]:
    """Where each part begins."""
    sizes = [rows * size for _, _, size in _LABELS] + [rows * size * dimensions for _, _, size in _MATRICES]
    return [_HEAD + sum(sizes[:part]) for part in range(len(sizes))]


def _end(rows: int, dimensions: int) -> int:
    return _starts(rows, dimensions)[-1] + rows * dimensions * _MATRICES[-1][2]


def _mapped(path: Path, rows: int, dimensions: int) -> VectorBlock:
    if rows == 0:
        return VectorBlock.empty(dimensions)
    starts = _starts(rows, dimensions)
    found: dict[str, Any] = {
        name: np.fromfile(path, dtype=kind, count=rows, offset=start)
        for (name, kind, _), start in zip(_LABELS, starts, strict=False)
    }
    for (name, kind, _), start in zip(_MATRICES, starts[len(_LABELS) :], strict=True):
        mapped = np.memmap(path, dtype=kind, mode="r", offset=start, shape=(rows, dimensions))
        found[name] = mapped.view(np.ndarray)  # the same memory, without what numpy does at each slice of a memmap
    return VectorBlock(**found)


def _sound(file: BinaryIO, rows: int, dimensions: int, sums: Sequence[int]) -> bool:
    """Whether the parts are as they were written."""
    starts = [*_starts(rows, dimensions), _end(rows, dimensions)]
    sealed = os.fstat(file.fileno()).st_mtime_ns == _seal_time(sums)
    checked = len(_LABELS) if sealed else len(sums)
    for part in range(checked):
        if _sum(file, starts[part], starts[part + 1]) != sums[part]:
            return False
    if not sealed:
        _seal(Path(file.name), sums)
    return True


def _sum(file: BinaryIO, start: int, end: int) -> int:
    """The CRC-32 of a part of a file."""
    file.seek(start)
    found = 0
    while start < end and (data := file.read(min(_CHUNK, end - start))):
        found = zlib.crc32(data, found)
        start += len(data)
    return found


def _seal(path: Path, sums: Sequence[int]) -> None:
    """Mark a file as whole; where that may not be done, it is checked whole each time."""
    try:
        os.utime(path, ns=(_seal_time(sums), _seal_time(sums)))
    except PermissionError:
        return


def _seal_time(sums: Sequence[int]) -> int:
    """A moment from 2001 to 2033, in whole seconds as every file system keeps them, as nanoseconds."""
    return (10**9 + 2 * (zlib.crc32(json.dumps(list(sums)).encode()) % (5 * 10**8))) * 10**9
