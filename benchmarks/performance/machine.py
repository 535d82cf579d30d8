"""The machine that figures are from, and how fast its memory is."""

from __future__ import annotations

import datetime as dt
import os
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

_COPIED = 512 * 2**20


def describe() -> str:
    """Date, processor, cores, memory and system in one line."""
    import psutil

    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line.split(":", 1)[1] for line in info.read_text().splitlines() if line.startswith("model name")]
        processor = models[0].strip() if models else processor
    memory = psutil.virtual_memory().total / 2**30
    today = dt.datetime.now(tz=dt.UTC).date()
    cores = len(psutil.Process().cpu_affinity() or ()) if hasattr(psutil.Process, "cpu_affinity") else os.cpu_count()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{today:%-d %B %Y}; {processor}, {cores} cores, {memory:.0f} GiB; {system}"


def bandwidth() -> str:
    """How fast one core copies and reads memory, in one line."""
    source = np.ones(_COPIED // 8, dtype=np.int64)
    target = np.empty_like(source)
    copied = _COPIED / milliseconds(lambda: np.copyto(target, source)) / 1e6
    read = _COPIED / milliseconds(lambda: source.max()) / 1e6
    return f"One core copies {copied:.1f} GB/s of memory and reads {read:.1f} GB/s."


def milliseconds(work: Callable[[], object], repeats: int = 7) -> float:
    """The median time of some work."""
    taken = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return 1e3 * statistics.median(taken)
