"""The process behind ``ReadingProcess``: a line of JSON asks, the bytes of a file follow, lines of JSON answer."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO

from analysis.logs import set_up_logs
from analysis.reading.allowance import Parts
from analysis.reading.answers import Line, dump_codings, dump_known, dump_line, dump_outcome, load_known
from analysis.reading.coded_files import read_codings
from analysis.reading.errors import UnreadableError
from analysis.reading.files import read_articles, read_path
from analysis.reading.metadata import MetadataTable
from analysis.reading.references import References, read_known

# The model of the languages unpacks itself into a temporary file; nothing else is written but a line in a log.
_MAX_WRITTEN = 500_000_000


def serve(requests: BinaryIO, answers: BinaryIO, seconds: int) -> None:
    """Answer requests until there are no more; each part of one may take so many seconds of the processor."""

    def say(line: Line) -> None:
        answers.write(dump_line(line))
        answers.flush()

    for line in requests:
        request = json.loads(line)
        data = requests.read(request["size"])
        try:
            for found in _answer(request, data, say, seconds):
                say(found)
        except UnreadableError as error:
            say({"failed": [error.file, error.reason]})
        except MemoryError:
            # What is left of the memory may not do for the next file.
            say({"broke": "memory"})
            return
        say({"end": True})


def bound(memory: int) -> None:
    """Bound what this process may take of the machine, where the system can."""
    try:
        import resource
    except ImportError:
        return  # Windows, where the watch of ReadingProcess bounds the time
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_WRITTEN, _MAX_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bound_part(seconds: int) -> None:
    """Give what is read next its time; the system ends the process where it takes more."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, most))


def _answer(request: Line, data: bytes, say: Callable[[Line], None], seconds: int) -> Iterator[Line]:
    bound_part(seconds)
    if request["do"] == "table":
        yield {"table": dump_known(read_known(data, request["name"]))}
    elif request["do"] == "codings":
        yield from dump_codings(read_codings(request["name"], data))
    else:
        yield from _read(request, data, say, seconds)


def _read(request: Line, data: bytes, say: Callable[[Line], None], seconds: int) -> Iterator[Line]:
    def tell(name: str, again: bool) -> None:
        say({"part": name, "again": again})
        bound_part(seconds)

    known = load_known(request["known"])
    parts = Parts(Counter(request["begun"]), frozenset(request["broken"]), tell)
    if request["do"] == "path":
        table = known if isinstance(known, MetadataTable) else None
        outcomes = read_path(request["name"], table, parts)
    else:
        outcomes = read_articles(request["name"], data, known, parts)
    told: set[int] = set()
    for outcome in outcomes:
        matched = known.matched - told if isinstance(known, References) else set()
        told |= matched
        yield dump_outcome(outcome) | ({"matched": sorted(matched)} if matched else {})


def main() -> None:
    """Serve on standard input and output."""
    set_up_logs("reader")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    seconds, memory = map(int, sys.argv[1:])
    bound(memory)
    serve(sys.stdin.buffer, answers, seconds)


if __name__ == "__main__":
    main()
