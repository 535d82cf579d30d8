"""Makes a fixture: a small workspace of the schema that the checked-out code has, as a compressed database.

    PYTHONPATH=. python tests/store/schemas/make.py tests/store/schemas/0003.db.gz

A schema of old is made by the code of its time:

    git worktree add /tmp/then COMMIT && cd /tmp/then && PYTHONPATH=. python PARLEY/tests/store/schemas/make.py FILE

Written once when a schema is released and never again: the articles are analysed by the real pipeline, then corrected,
merged and queued as users do. What a schema has no room for is left out.
"""

import gzip
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from analysis.coding.codebook import load_codebook
from analysis.coding.encoder import HashingEncoder
from analysis.pipeline import Setup
from analysis.reading.metadata import read_metadata
from analysis.store import Workspace
from analysis.worker import Worker

_DAM = (
    "Talks on the dam\n\nEthiopia's Prime Minister Abiy Ahmed said on Monday that his country was ready for a "
    "ceasefire at the border. “We will never give up territory,” Egypt's Foreign Minister Badr Abdelatty told "
    "reporters in Cairo"
)
FILES = {
    "dam.txt": f"{_DAM}.",
    "dam_again.txt": f"{_DAM} on Monday.",
    "sudan.txt": "Sudan's army rejected a ceasefire on Tuesday. The two sides will meet in Jeddah on 20 May 2025.",
    "côte.txt": "Le Café 🕊 met nobody. The French President Emmanuel Macron said that France supported an exchange of "
    "prisoners.",
}
KNOWN = b"""file,published,source
dam.txt,2025-03-05,Nile Herald
dam_again.txt,2025-03-06,Delta Post
sudan.txt,2025-05-14,Nile Herald
"""


def fill(workspace: Workspace) -> None:
    """Analyse the articles, change the codebook, correct, and leave a job in every state."""
    codebook = load_codebook()
    workspace.save_codebook(codebook)
    table = read_metadata(KNOWN)
    for name, text in FILES.items():
        workspace.queue.put(name, text.encode(), table)
    Worker(workspace, Setup(codebook, partial(HashingEncoder, 64))).run()
    workspace.save_codebook(replace(codebook, version="2", themes=codebook.themes[:-1]))
    correct(workspace)
    if hasattr(workspace, "actors"):
        use_desk(workspace)
    workspace.queue.put("empty.txt", b"")
    Worker(workspace, Setup(codebook, partial(HashingEncoder, 64))).run()
    workspace.queue.put("running.txt", b"Left by a worker that died.")
    workspace.queue.claim("gone:1")
    workspace.queue.put("queued.txt", b"Waits for its turn.", table["dam.txt"])


def correct(workspace: Workspace) -> None:
    """Correct a speaker, a party and a stance; take the party's back."""
    statements = workspace.frames.statements()
    of = {text: int(id_) for id_, text in zip(statements["statement_id"], statements["content"], strict=True)}
    army = next(id_ for text, id_ in of.items() if text.startswith("rejected"))
    workspace.corrections.correct(army, "speaker", "General Adel", "ana")
    undone = workspace.corrections.correct(army, "party", "Egypt", "ben")
    workspace.corrections.undo(undone, "ana")
    territory = next(id_ for text, id_ in of.items() if "never give up" in text)
    workspace.corrections.correct(territory, "stance", "conditional", "ana", theme="territory")


def use_desk(workspace: Workspace) -> None:
    """Corrections made together, a rename, a merge that is undone, a group, a saved view and a visit."""
    from analysis.store.correction_fields import Correction

    first = int(workspace.frames.statements()["statement_id"].iloc[0])
    batch = [Correction(first, "note", "see page 3"), Correction(first, "starred", True)]
    workspace.corrections.make(batch, "ana")
    workspace.actors.rename("Abiy Ahmed", "Abiy Ahmed Ali", "ana")
    undone = workspace.actors.merge(["Emmanuel Macron"], "Badr Abdelatty", "ben")
    workspace.actors.undo(undone, "ana")
    workspace.actors.set_group("Nile states", ["Egypt", "Ethiopia"], "ana")
    workspace.saved_views.save("Egypt in March", "matrix", {"party": ["Egypt"], "since": ["2025-03-01"]}, "ana")
    workspace.visits.note("ana")


def main(target: Path) -> None:
    """Write the fixture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fixture.db"
        with Workspace.open(path) as workspace:
            fill(workspace)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("VACUUM")
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
