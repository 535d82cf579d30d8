"""Kills processes at a random moment, and keeps count."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from tests.reliability import deeds

ROOT = Path(__file__).resolve().parents[2]


class Killer:
    """Runs deeds in processes that were forked from one with the models loaded, and kills them.

    Attributes:
        struck: how many processes were killed by what they did; those that had ended before aren't counted.
    """

    def __init__(self, seed: int, folder: Path) -> None:
        os.environ["PYTHONPATH"] = str(ROOT)  # the forkserver is a program of its own
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["tests.reliability.warm"])
        self._random = Random(seed)  # noqa: S311
        self._lasts: dict[str, float] = {}
        self._folder = folder
        self._rounds = 0
        self.struck: Counter[str] = Counter()

    def kill(self, deed: Callable[..., None], *arguments: object) -> tuple[bool, list[tuple[str, Any]]]:
        """Start a deed and kill it at a random moment of the time that it took so far.

        Returns:
            Whether it was killed, or had ended before; and what it had confirmed.
        """
        process, confirmed, begun = self._start(deed, arguments)
        lasts = self._lasts.get(deed.__name__)
        process.join(None if lasts is None else self._random.uniform(0, 1.1 * lasts))
        killed = process.is_alive()
        process.kill()
        process.join()
        killed = killed and process.exitcode == -9
        if not killed:
            assert process.exitcode == 0, f"{deed.__name__} ended by itself with {process.exitcode}"
            self._lasts[deed.__name__] = time.monotonic() - begun
        self.struck[deed.__name__] += killed
        return killed, _read(confirmed)

    def finish(self, deed: Callable[..., None], *arguments: object) -> list[tuple[str, Any]]:
        """Do something to its end; returns what it confirmed."""
        process, confirmed, _ = self._start(deed, arguments)
        process.join(120)
        assert process.exitcode == 0, f"{deed.__name__} ended with {process.exitcode}"
        return _read(confirmed)

    def survives(self, deed: Callable[..., None], *arguments: object) -> bool:
        """Whether a deed comes to its end; it may also be killed by the system."""
        process, _, _ = self._start(deed, arguments)
        process.join(120)
        assert process.exitcode in (0, -9), f"{deed.__name__} ended with {process.exitcode}"
        return bool(process.exitcode == 0)

    def _start(self, deed: Callable[..., None], arguments: tuple[object, ...]) -> tuple[Any, Path, float]:
        self._rounds += 1
        confirmed = self._folder / f"confirmed-{self._rounds}"
        begun = time.monotonic()
        process = self._context.Process(target=_do, args=(deed.__name__, arguments, confirmed))
        process.start()
        return process, confirmed, begun


def _do(deed: str, arguments: tuple[object, ...], confirmed: Path) -> None:
    getattr(deeds, deed)(*arguments, deeds.Confirmed(confirmed))


def _read(confirmed: Path) -> list[tuple[str, Any]]:
    if not confirmed.exists():
        return []
    return [tuple(json.loads(line)) for line in confirmed.read_text().splitlines()]
