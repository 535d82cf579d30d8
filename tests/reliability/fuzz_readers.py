"""Grows hostile files by watching which lines of the readers they reach: ``python -m tests.reliability.fuzz_readers``.

It needs ``pip install atheris`` (fuzzing for Python, guided by coverage; no requirement of Parley). What follows the
name of a format goes to libFuzzer: ``… fuzz_readers page -max_total_time=60``. It ends at the first input that a reader
answers with anything but articles or a sentence, and leaves it in a file named crash-….
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["analysis.reading"]):
    from analysis.model import Article
    from analysis.reading.article import complete
    from analysis.reading.errors import UnreadableError
    from analysis.reading.formats import read_drafts, recognise

from tests.reliability.hostile.mutations import SEEDS


def read(name: str, data: bytes) -> None:
    """Read one input as the reader of its format does; a library's own exception is let through as a finding."""
    try:
        kind = recognise(name, data)
        if kind == "zip":
            return
        for draft in read_drafts(name, data, kind):
            if not isinstance(draft, UnreadableError):
                for found in complete(draft, None):
                    assert isinstance(found, Article | UnreadableError)
    except UnreadableError:
        return


def main() -> None:
    """Fuzz the format that the command line names, beginning with a valid file of it."""
    name, make = SEEDS[sys.argv.pop(1)]
    start = make()

    def one(data: bytes) -> None:
        read(name, data)

    def change(data: bytes, most: int, _seed: int) -> bytes:
        return atheris.Mutate(data if len(data) > 1 else start, most)

    atheris.Setup([sys.argv[0], "-max_len=100000", *sys.argv[1:]], one, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
