"""Whether search by codes finds the best among vectors as the encoder gives them, not only among drawn ones."""

from __future__ import annotations

import statistics
from pathlib import Path

import numpy as np

from analysis.coding.encoder import load_encoder
from analysis.store import Workspace
from analysis.store.vector_block import VectorBlock
from analysis.store.vector_file import AsOf
from analysis.store.vector_table import VectorTable
from benchmarks.performance import material
from benchmarks.performance.search import best_ids, recall
from benchmarks.performance.table import Table

_STATEMENTS, _QUESTIONS = 10_000, 200


def table(database: Path) -> Table:
    """The recall on the first statements of a workspace, encoded; every fiftieth is also a question."""
    with Workspace.open(database) as workspace:
        texts = list(dict.fromkeys(material.load(workspace).content))[:_STATEMENTS]
    encoder = load_encoder()
    vectors = encoder.encode(texts)
    ids = np.arange(1, len(texts) + 1)
    base = VectorBlock.of(ids, ids, vectors)
    held = VectorTable(AsOf("", vectors.shape[1], 0, 0, 0), 0, base, VectorBlock.empty(vectors.shape[1]))
    questions = vectors[:: max(1, len(texts) // _QUESTIONS)]
    found = [recall(held.nearest(one, None, material.BEST)[0], best_ids(ids, vectors, one)) for one in questions]
    row = [encoder.name, f"{len(texts):,}", f"{len(questions):,}", statistics.fmean(found), min(found)]
    columns = ("encoder", "statements", "questions", f"recall of the best {material.BEST}", "worst question")
    return Table("Recall of search by codes on an encoder's own vectors", columns, [row])
