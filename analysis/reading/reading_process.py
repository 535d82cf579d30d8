"""Reads files in a process of its own, which is ended where a file takes too much of the machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from analysis.model import Article
from analysis.reading.allowance import too_large
from analysis.reading.answers import Line, dump_known, dump_line, load_codings, load_known, load_outcome
from analysis.reading.coded import CodedStatement
from analysis.reading.errors import UnreadableError
from analysis.reading.metadata import Metadata, MetadataTable
from analysis.reading.references import References

# Parts of one file, such as members of an archive, that may break the process before the rest is given up.
MAX_BREAKS = 3
# Of the processor, for one part: a file, or the member of an archive. The slowest of honest files, a PDF of a thousand
# pages, takes about a third of it.
MAX_SECONDS = 60
# Of address space; the libraries take a fifth of a billion before they read anything.
MAX_MEMORY = 2_000_000_000
# Without an answer for so long, a process is ended; where the system counts a process's time, it ends far sooner.
SILENT_SECONDS = 300.0
# More than the longest article or the largest table as JSON.
_LONGEST_LINE = 400_000_000
_WATCH_SECONDS = 1.0
# Secrets in the environment are nothing for a process that opens what strangers wrote.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME", "SYSTEMROOT")
_TOO_LONG = "Reading it took too long and was ended, as with files that are made to do so; save it in another format."
_TOO_LARGE = "Reading it took too much memory and was ended; split it, or save it in another format."
_ENDED = "It broke the process that read it, which was ended; save it in another format."
_GIVEN_UP = f"Reading broke off {MAX_BREAKS} times, and the rest of it was not read; unpack it and add the files."


class _BrokeError(Exception):
    """The process ended; the reason is a sentence."""


@dataclass
class _Progress:
    """What was begun of a file, so that another process goes on behind it, and what was said of it."""

    begun: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    said: set[tuple[str, str]] = field(default_factory=set)
    part: str = ""
    again: bool = False
    breaks: int = 0

    def begin(self, line: Line) -> None:
        self.part, self.again = line["part"], line["again"]
        if not self.again:
            self.begun.append(self.part)

    def broke(self) -> None:
        self.breaks += 1
        if self.again:
            self.broken.append(self.part)

    def is_new(self, outcome: Article | UnreadableError) -> bool:
        """Whether it wasn't said before reading broke off."""
        if isinstance(outcome, Article):
            return True
        known = (outcome.file, outcome.reason) in self.said
        self.said.add((outcome.file, outcome.reason))
        return not (known and self.breaks)


class ReadingProcess:
    """Reads files in a process of bounded time and memory, which serves for all of them and is replaced where it ends.

    The process is ``python -m analysis.reading.reading_worker``; it gets nothing of the environment that it doesn't
    need, and answers in JSON. A file that breaks it is named, with what it broke, and the others go on. For one thread.
    """

    def __init__(self, seconds: int = MAX_SECONDS, memory: int = MAX_MEMORY) -> None:
        """Prepare; no process runs before the first file.

        Args:
            seconds: of the processor, for one part.
            memory: bytes of address space, for the process.
        """
        self._bounds = [str(seconds), str(memory)]
        self._process: subprocess.Popen[bytes] | None = None
        self._waits_since: float | None = None
        self._silent = False

    def articles(
        self, name: str, data: bytes, known: Metadata | MetadataTable | None = None
    ) -> Iterator[Article | UnreadableError]:
        """Read the articles of one file; see :func:`analysis.reading.read_articles`."""
        if reason := too_large(len(data)):
            yield UnreadableError(name, reason)
            return
        yield from self._read({"do": "articles", "name": name}, data, known)

    def path(self, path: Path, known: MetadataTable | None = None) -> Iterator[Article | UnreadableError]:
        """Read a file, or a folder with all below it; see :func:`analysis.reading.read_path`."""
        yield from self._read({"do": "path", "name": str(path.absolute())}, b"", known)

    def table(self, name: str, data: bytes) -> MetadataTable:
        """Read what is known of articles: a table of metadata, or a bibliography.

        Raises:
            UnreadableError: where it is neither, or takes too much.
        """
        (line,) = self._whole({"do": "table", "name": name}, data)
        table = load_known(line["table"])
        assert isinstance(table, MetadataTable)  # noqa: S101 (what is asked for)
        return table

    def codings(self, name: str, data: bytes) -> list[CodedStatement]:
        """Read the statements coded by hand in a DNA database or event list.

        Raises:
            UnreadableError: where it is neither, or takes too much.
        """
        return load_codings(self._whole({"do": "codings", "name": name}, data))

    def close(self) -> None:
        """End the process; the next file starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _whole(self, request: Line, data: bytes) -> list[Line]:
        name = request["name"]
        if reason := too_large(len(data)):
            raise UnreadableError(name, reason)
        try:
            return list(self._answers(request, data))
        except _BrokeError as error:
            raise UnreadableError(name, str(error)) from None

    def _read(
        self, request: Line, data: bytes, known: Metadata | MetadataTable | None
    ) -> Iterator[Article | UnreadableError]:
        """Read, and where the process breaks go on behind the part that broke it."""
        progress, name = _Progress(), Path(request["name"]).name if request["do"] == "path" else request["name"]
        one_file = request["do"] == "articles" or not Path(request["name"]).is_dir()
        while True:
            asked = request | {"known": dump_known(known), "begun": progress.begun, "broken": progress.broken}
            try:
                yield from self._outcomes(self._answers(asked, data), progress, known)
                return
            except _BrokeError as error:
                progress.broke()
                yield UnreadableError(progress.part or name, str(error))
            if not progress.part:
                return
            if one_file and progress.breaks >= MAX_BREAKS:
                yield UnreadableError(name, _GIVEN_UP)
                return

    def _outcomes(
        self, answers: Iterable[Line], progress: _Progress, known: Metadata | MetadataTable | None
    ) -> Iterator[Article | UnreadableError]:
        for line in answers:
            if "part" in line:
                progress.begin(line)
                continue
            if isinstance(known, References):
                known.matched.update(line.get("matched", ()))
            outcome = load_outcome(line)
            if progress.is_new(outcome):
                yield outcome

    def _answers(self, request: Line, data: bytes) -> Iterator[Line]:
        """Ask, and give the answers up to the last.

        Raises:
            UnreadableError: where the process says so of the whole file.
            _BrokeError: where it ended.
        """
        process = self._running()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101 (opened as pipes)
        whole = False
        try:
            process.stdin.write(dump_line(request | {"size": len(data)}))
            process.stdin.write(data)
            process.stdin.flush()
            while True:
                with self._watched():
                    answer = process.stdout.readline(_LONGEST_LINE)
                if not answer.endswith(b"\n"):
                    raise _BrokeError(self._reason())
                line = json.loads(answer)
                if "end" in line or "failed" in line:
                    whole = True
                    break
                if "broke" in line:
                    raise _BrokeError(_TOO_LARGE)
                yield line
        except BrokenPipeError:
            raise _BrokeError(self._reason()) from None
        finally:
            if not whole:
                # Also where nobody wants the rest: what is still to come must not answer the next request.
                self.close()
        if "failed" in line:
            raise UnreadableError(*line["failed"])

    @contextmanager
    def _watched(self) -> Iterator[None]:
        self._waits_since = time.monotonic()
        try:
            yield
        finally:
            self._waits_since = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            root = str(Path(__file__).parents[2])
            given = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
            path = os.pathsep.join([root, *filter(None, [given.get("PYTHONPATH")])])
            threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            self._silent = False
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "analysis.reading.reading_worker", *self._bounds],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=given | threads | {"PYTHONPATH": path},
            )
            threading.Thread(target=self._watch, args=(self._process,), daemon=True).start()
        return self._process

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """End the process where it is silent for too long, whether it computes or not."""
        while process.poll() is None:
            since = self._waits_since
            if since is not None and time.monotonic() - since > SILENT_SECONDS and process is self._process:
                self._silent = True
                process.kill()
            time.sleep(_WATCH_SECONDS)

    def _reason(self) -> str:
        """Why the process ended, in a sentence."""
        code = self._process.wait() if self._process else 0
        # The system's sign that the time of a process is spent is there only where it counts it.
        spent = -int(getattr(signal, "SIGXCPU", 0)) or None
        return _TOO_LONG if self._silent or code == spent else _ENDED
