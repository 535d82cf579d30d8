"""Whatever reviewers do, in whatever order and with new analyses between: undo brings back the exact state."""

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.store import Workspace
from analysis.store.correction_fields import Correction, Target
from tests.store.samples import add, coded

NAMES = st.sampled_from(["Ana", "Ben", None])
OF_STATEMENTS = st.one_of(
    st.tuples(st.just("speaker"), NAMES),
    st.tuples(st.just("party"), NAMES),
    st.tuples(st.just("kind"), st.sampled_from(["indirect", "position"])),
    st.tuples(st.just("date"), st.sampled_from(["2020", "2021-W05", None])),
    st.tuples(st.just("span"), st.sampled_from([(0, 12), (20, 40), (25, 60)])),
    st.tuples(st.just("rejected"), st.booleans()),
    st.tuples(st.just("accepted"), st.just(True)),
    st.tuples(st.just("note"), st.sampled_from(["Look again.", None])),
    st.tuples(st.just("starred"), st.booleans()),
)
OF_EVENTS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(["AGREE", "REJECT"])),
    st.tuples(st.just("date"), st.sampled_from(["2020-05", None])),
    st.tuples(st.just("planned"), st.booleans()),
    st.tuples(st.just("actors"), st.lists(st.sampled_from(["Ana", "Ben"]), max_size=2)),
    st.tuples(st.just("place"), NAMES),
    st.tuples(st.just("span"), st.sampled_from([(0, 12), (20, 40)])),
    st.tuples(st.just("rejected"), st.booleans()),
    st.tuples(st.just("accepted"), st.just(True)),
)
IDS = st.integers(1, 2)
STANCES = st.sampled_from(["support", "oppose", "conditional", "unclear", None])
CORRECTIONS = st.one_of(
    st.builds(lambda id_, one: Correction(id_, *one), IDS, OF_STATEMENTS),
    st.builds(lambda id_, one: Correction(id_, *one, of=Target.EVENT), IDS, OF_EVENTS),
    st.builds(Correction, IDS, st.just("stance"), STANCES, st.sampled_from(["corridors", "transit"])),
)
# A batch of corrections, a new analysis of both articles, or the redoing of the batch before.
STEPS = st.lists(st.one_of(st.lists(CORRECTIONS, max_size=4), st.sampled_from(["analyse", "redo"])), max_size=7)


def frames(workspace):
    every = workspace.frames
    return [every.statements(), every.codings(), every.events()]


def same(left, right):
    for one, other in zip(left, right, strict=True):
        pd.testing.assert_frame_equal(one, other)


@settings(max_examples=10, deadline=None)
@given(steps=STEPS)
def test_undo_brings_the_exact_state_back(steps):
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "w.db") as workspace:
        add(workspace, coded())
        add(workspace, coded("We reject the corridor agreement for good", speaker="Nikol Pashinyan", party="Armenia"))
        states, batches = [frames(workspace)], []
        for step in steps:
            if step == "analyse":
                for article in (1, 2):
                    workspace.replace(article, workspace.analysis(article))
                same(states[-1], frames(workspace))
            elif step == "redo" and batches:
                batches.append(workspace.corrections.redo_batch(batches[-1], "ben"))
                states.append(frames(workspace))
                same(states[-2], states[-1])
            elif step != "redo":
                batches.append(workspace.corrections.make(step, "ana"))
                states.append(frames(workspace))
        for batch in reversed(batches):
            same(states.pop(), frames(workspace))
            workspace.corrections.undo_batch(batch, "ana")
        same(states.pop(), frames(workspace))
