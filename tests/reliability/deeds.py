"""What is done to a workspace while the process that does it is killed; loaded once, then forked for every kill.

Whatever is confirmed to a user is written to a file first thing after, so that it is known what may not be lost.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from analysis.coding.codebook import load_codebook
from analysis.coding.encoder import HashingEncoder
from analysis.pipeline import Setup, analyse_article, coder_of
from analysis.store import StoreError, Workspace
from analysis.store.correction_fields import Correction
from analysis.worker import Worker
from tests.reliability import corpus

SETUP = Setup(load_codebook(), partial(HashingEncoder, 64))


class Confirmed:
    """Writes down what was confirmed; a line that was written outlives its process."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def __call__(self, what: str, value: object) -> None:
        os.write(self._file, json.dumps([what, value]).encode() + b"\n")


def warm() -> None:
    """Load the models."""
    from analysis.model import Article

    analyse_article(Article("a.txt", "Title", corpus.text("dam", 0)), SETUP)
    coder_of(SETUP)


def work(place: str, confirmed: Confirmed) -> None:
    """Work on what waits, as a worker that is started again does."""
    with Workspace.open(place) as workspace:
        Worker(workspace, SETUP).run()
        confirmed("worked", None)


def ingest(place: str, number: int, confirmed: Confirmed) -> None:
    """Put files in the queue and work on them."""
    with Workspace.open(place) as workspace:
        workspace.queue.put_all([(name, data, None) for name, data in corpus.files(number).items()])
        confirmed("put", number)
        Worker(workspace, SETUP).run()


def correct(place: str, number: int, confirmed: Confirmed) -> None:
    """Correct, alone and many at once, take back, and rename, as fast as it goes."""
    with Workspace.open(place) as workspace:
        ids = [int(id_) for id_ in workspace.frames.statements()["statement_id"]]
        chosen = random.Random(number)  # noqa: S311
        for step in range(12):
            value = f"Speaker {number}-{step}"
            of = chosen.choice(ids)
            one = workspace.corrections.correct(of, "speaker", value, "ana")
            confirmed("corrected", [one, value])
            batch = [Correction(id_, "note", f"{value} {id_}") for id_ in chosen.sample(ids, min(3, len(ids)))]
            confirmed("made", [workspace.corrections.make(batch, "ana"), len(batch)])
            if step % 3 == 0:
                workspace.corrections.undo(one, "ben")
                confirmed("undone", one)
            change = workspace.actors.set_group(f"Group {number}-{step}", ["Egypt", "Ethiopia"], "ana")
            confirmed("grouped", change)


def retag(place: str, number: int, confirmed: Confirmed) -> None:
    """Change the codebook, and code all statements by it."""
    with Workspace.open(place) as workspace:
        codebook = load_codebook()
        left_out = number % len(codebook.themes)
        themes = tuple(theme for at, theme in enumerate(codebook.themes) if at != left_out)
        saved = workspace.codebooks.save(replace(codebook, themes=themes))
        confirmed("saved", saved.version)
        Worker(workspace, SETUP).run()


def migrate(place: str, number: int, confirmed: Confirmed) -> None:
    """Open a workspace of an older schema."""
    Workspace.open(place).close()
    confirmed("migrated", number)


def export(place: str, target: str, form: str, confirmed: Confirmed) -> None:
    """Write an export over an older one."""
    from analysis.exchange.formats import export_bytes
    from analysis.exchange.selection import select
    from analysis.store import Filters
    from analysis.whole_file import write_whole

    with Workspace.open(place) as workspace:
        data = export_bytes(select(workspace, Filters()), form, None)
        write_whole(Path(target), data)
        confirmed("exported", len(data))


def backup(place: str, target: str, confirmed: Confirmed) -> None:
    """Back a workspace up."""
    from analysis.store.backup import backup as copy

    copy(Path(place), Path(target))
    confirmed("backed up", target)


def restore(source: str, place: str, confirmed: Confirmed) -> None:
    """Put a backup in the place of a workspace."""
    from analysis.store.backup import restore as put_back

    confirmed("restored", str(put_back(Path(source), Path(place), replace=True)))


class Deadly(HashingEncoder):
    """An encoder that some texts end: by the system, for want of memory, or by an allocation that is refused."""

    def encode(self, texts):
        """Encode as usual, where it comes to that."""
        joined = " ".join(texts)
        if "poison" in joined:
            os.kill(os.getpid(), signal.SIGKILL)
        if "gluttony" in joined:
            np.ones((1 << 20, 1 << 20))
        return super().encode(texts)


def work_among_deadly(place: str, confirmed: Confirmed) -> None:
    """Work on what waits with that encoder, in no more memory than there is."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (16 << 30, most))
    with Workspace.open(place) as workspace:
        Worker(workspace, replace(SETUP, encoder=partial(Deadly, 64))).run()
        confirmed("worked", None)


def write_as_nobody(place: str, confirmed: Confirmed) -> None:
    """Read and write as a user of the system who has no rights to the file."""
    os.setuid(65534)
    try:
        with Workspace.open(place) as workspace:
            workspace.queue.put("a.txt", b"a")
    except StoreError as error:
        confirmed("refused", str(error))
