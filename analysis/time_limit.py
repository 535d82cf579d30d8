"""An end for work that would never end by itself."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeLimitError(BaseException):
    """The time is spent. No ``Exception``, so that no library takes it for a mistake of its own and goes on."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Break off what runs in the block once it has taken so many seconds of the processor.

    A busy machine doesn't count against it. It is bounded where the system counts a process's time (not on Windows) and
    in the main thread of a process, which is where a worker and the processes of a pool work; elsewhere it runs on.

    Raises:
        TimeLimitError: out of the block, at a line of Python or in the midst of a regular expression.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise TimeLimitError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
