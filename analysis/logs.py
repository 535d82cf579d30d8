"""Logs as JSON lines on stderr: what happened to what, never the words of an article, and no secret.

Parley's own lines are a fixed sentence with numbers and names of files beside it. Messages of libraries, and those of
exceptions, may hold what a file holds: of a library's line only the library and the level are kept, of an exception its
type and the places in the code that it went through.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Final

SETTING = "PARLEY_LOG"
_ROOT = Path(__file__).resolve().parent.parent
# Whose messages are their own, not what they read: Parley's, and those of what serves it.
_SERVERS = ("streamlit", "uvicorn")
_TRUSTED = ("analysis", "pages", *_SERVERS)
_LONGEST = 300
_PLACES = 12
_make: Final = logging.LogRecord


def set_up_logs(program: str) -> None:
    """Log from now on, from the level on that PARLEY_LOG names: debug, info (if not given), warning or error.

    Args:
        program: which part of Parley this process is, such as ``app`` or ``worker``.
    """
    level = logging.getLevelNamesMapping().get(os.environ.get(SETTING, "info").upper(), logging.INFO)
    logging.setLogRecordFactory(_record)
    logging.captureWarnings(True)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(program))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, logger in logging.root.manager.loggerDict.items():
        if name.partition(".")[0] not in _SERVERS or not isinstance(logger, logging.Logger):
            continue
        # One with neither is switched off: that of requests, whose addresses hold what was searched for.
        if logger.handlers or logger.propagate:
            logger.handlers.clear()
            logger.propagate = True
    sys.excepthook = _ended
    threading.excepthook = lambda args: _log_end(args.exc_value)


def about(**fields: float | str | None) -> dict[str, dict[str, Any]]:
    """What a line is about, for ``extra=`` of the logging functions: numbers, and names of files and users."""
    return {"about": {name: _one_line(value) if isinstance(value, str) else value for name, value in fields.items()}}


class JsonLines(logging.Formatter):
    """A line of JSON for each record: at (UTC), level, program, from (the module), event, and what it is about."""

    def __init__(self, program: str) -> None:
        super().__init__()
        self._program = program

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "program": self._program,
            "from": record.name,
            "event": _one_line(record.getMessage()),
        }
        return json.dumps(line | getattr(record, "about", {}) | getattr(record, "error", {}), ensure_ascii=False)

    @staticmethod
    def converter(seconds: float | None) -> Any:  # noqa: ANN401 (what the base class has)
        """Moments in UTC."""
        import time

        return time.gmtime(seconds)


def _record(*args: Any, **named: Any) -> logging.LogRecord:  # noqa: ANN401
    """A record without what it must not hold, whichever handler writes it."""
    record = _make(*args, **named)
    if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
        record.error = error_fields(record.exc_info[1])
    record.exc_info = record.stack_info = None
    if record.name.partition(".")[0] not in _TRUSTED:
        record.msg, record.args = f"a message of {record.name}", ()
    elif isinstance(record.msg, BaseException):
        record.msg, record.args = type(record.msg).__name__, ()
    elif isinstance(record.args, tuple):
        record.args = tuple(type(one).__name__ if _untold(one) else one for one in record.args)
    return record


def _untold(value: object) -> bool:
    """Whether a value is an exception whose message isn't a sentence of Parley's own."""
    return isinstance(value, BaseException) and not type(value).__module__.startswith("analysis.")


def error_fields(error: BaseException) -> dict[str, Any]:
    """An exception without its message: its type, those of what caused it, and the places that it went through."""
    kinds: list[str] = []
    one: BaseException | None = error
    while one is not None and len(kinds) < _PLACES:
        kinds.append(type(one).__name__)
        one = one.__cause__ or one.__context__
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    return {"error": kinds, "where": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]}


def _short(file: str) -> str:
    """A file of Parley's by its path in it, another by its last two parts: the paths of a machine are its own."""
    path = Path(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else "/".join(path.parts[-2:])


def _ended(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    _log_end(error)


def _log_end(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, SystemExit | KeyboardInterrupt):
        logging.getLogger(__name__).critical("ended by an error", exc_info=error)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
