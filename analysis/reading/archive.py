"""A .zip -> its members, guarded against archives that are made to do harm."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.reading.allowance import MAX_UNPACKED, Allowance, too_large
from analysis.reading.errors import UnreadableError
from analysis.reading.names import fit_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Text packs to a tenth, monotonous tables to a hundredth; a bomb to less than a thousandth.
MAX_RATIO = 200
_SMALL = 1_000_000
# An archive in an archive is a mistake of packing; one deeper still is a trap.
MAX_DEPTH = 2
BOMB = "It unpacks to many times its size, as archives do that are made to fill a disk; it was not opened."


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a folder or an archive; ``name`` is its path as the user knows it, ``load`` gives its bytes."""

    name: str
    load: Callable[[], bytes]


def members(file: str, data: bytes, allowance: Allowance) -> Iterator[Member | UnreadableError]:
    """List the files of an archive; nothing is written to disk.

    Args:
        file: the archive's name.
        data: its bytes.
        allowance: what is left to the file that the archive came in or is.

    Yields:
        Members, named ``archive.zip/path``; an UnreadableError for each that has a password or a path that leads out of
        the archive, that is too large, or that is packed like a bomb. Folders, links and the hidden files of Macs are
        passed over.

    Raises:
        UnreadableError: where the archive is broken or empty, or has more files or bytes than are left.
    """
    archive = _open(file, data)
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info)]
    if not infos:
        raise UnreadableError(file, "There is no file in this archive.")
    allowance.take_archive(file, len(infos), sum(info.file_size for info in archive.infolist()))
    for info in infos:
        problem = _problem(info)
        name = fit_name(f"{file}/{info.filename}")
        yield UnreadableError(name, problem) if problem else Member(name, _loader(archive, info, name))


def holds_bomb(data: bytes) -> bool:
    """Whether a file that is a zip inside, such as .docx, unpacks to many times its size.

    Raises:
        zipfile.BadZipFile: where it is broken.
    """
    infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    return any(map(_is_bomb, infos)) or sum(info.file_size for info in infos) > MAX_UNPACKED


def holds(data: bytes, member: str) -> bool:
    """Whether a zip has a member of this name; False where it can't be opened."""
    try:
        return member in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _open(file: str, data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableError(file, "The archive is broken and can't be opened; pack it again.") from None


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    link = stat.S_ISLNK(info.external_attr >> 16)
    return link or "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    # zipfile stops at the size that the head states, so that a head that lies does no harm.
    return info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size)


def _problem(info: zipfile.ZipInfo) -> str | None:
    path = info.filename.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
        return "Its path leads out of the archive, so it was not read."
    if info.flag_bits & 0x1:
        return "It is locked with a password; unpack it and add the files."
    return BOMB if _is_bomb(info) else too_large(info.file_size)


def _loader(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Callable[[], bytes]:
    def load() -> bytes:
        try:
            return archive.read(info)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
            raise UnreadableError(name, "This part of the archive is broken or packed in an unknown way.") from None

    return load
