"""Files that are whole or not there, whatever ends the process that writes them."""

from __future__ import annotations

import os
import shutil
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

# What SQLite keeps beside a database that is being written.
_BESIDE = ("", "-journal", "-wal", "-shm")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, or put it in the place of an older one, which stays until the new one is whole.

    Raises:
        OSError: where there is no room or no right to write; the older file is then as it was.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # such as /dev/stdout
        return
    with whole_file(path) as new:
        new.write_bytes(data)
        if path.exists():
            shutil.copymode(path, new)


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A file to write to, which gets its name once it is whole and on the disk; after an error nothing is left."""
    with temporary_file(target) as new:
        yield new
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(target)


@contextmanager
def temporary_file(target: Path) -> Iterator[Path]:
    """A file beside another one that is gone afterwards; what a process left that was killed meanwhile goes too."""
    host = socket.gethostname()
    for left in target.parent.glob(f".*.{host}-*.part*"):
        if not psutil.pid_exists(int(left.name.rpartition(f".{host}-")[2].split("-")[0])):
            left.unlink(missing_ok=True)
    new = target.with_name(f".{target.name}.{host}-{os.getpid()}-{uuid.uuid4().hex[:8]}.part")
    try:
        yield new
    finally:
        for suffix in _BESIDE:
            new.with_name(new.name + suffix).unlink(missing_ok=True)
