"""Corrections, merges and codebooks together, with new analyses between: all stay, and undoing all leaves no trace."""

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.coder import Coder
from analysis.store import StoreError, Workspace
from analysis.store.correction_fields import Correction
from tests.store.samples import add, coded
from tests.store.test_recoding import FourWords, codebook

FIRST = codebook("1", corridors=("corridor",), prisoners=("prisoner",))
BOOKS = [FIRST, codebook("2", corridors=("agreement",)), codebook("3", grain=("grain",), prisoners=("reject",))]
NAMES = st.sampled_from(["Ilham Aliyev", "Nikol Pashinyan", "N. Pashinyan"])
CORRECTIONS = st.one_of(
    st.builds(Correction, st.integers(1, 3), st.just("party"), st.sampled_from(["Armenia", None])),
    st.builds(
        Correction, st.integers(1, 3), st.just("stance"), st.sampled_from(["oppose", None]), st.just("corridors")
    ),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("correct"), st.lists(CORRECTIONS, min_size=1, max_size=3)),
        st.tuples(st.just("merge"), st.lists(NAMES, min_size=1, max_size=2), NAMES),
        st.tuples(st.just("move"), NAMES, st.sampled_from(["Armenia", "Georgia"])),
        st.tuples(st.just("code"), st.sampled_from(BOOKS)),
    ),
    max_size=6,
)


def frames(workspace):
    every = workspace.frames
    return [every.statements(), every.codings(), every.events(), every.mentions()]


def same(left, right):
    for one, other in zip(left, right, strict=True):
        pd.testing.assert_frame_equal(one, other)


def analyse_again(workspace):
    for article in workspace.frames.articles()["article_id"]:
        workspace.replace(int(article), workspace.analysis(int(article)))


def take(workspace, step):
    """Do a step; returns what takes it back."""
    match step:
        case ("correct", corrections):
            batch = workspace.corrections.make(corrections, "ana")
            return lambda: workspace.corrections.undo_batch(batch, "ben")
        case ("code", book):
            before = workspace.codebook()
            workspace.recode(Coder(book, FourWords()))
            return lambda: workspace.recode(Coder(before, FourWords()))
        case (action, *what):
            try:
                change = getattr(workspace.actors, action)(*what, "ana")
            except StoreError:
                return lambda: None  # refused, such as a merge of a name with itself
            return lambda: workspace.actors.undo(change, "ben")


@settings(max_examples=5, deadline=None)
@given(steps=STEPS)
def test_all_of_it_stays_through_new_analyses_and_is_undone_without_a_trace(steps):
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "w.db") as workspace:
        add(workspace, coded())
        add(workspace, coded("We reject the corridor agreement", speaker="Nikol Pashinyan", party="Armenia"))
        add(workspace, coded("We reject the prisoners' grain", speaker="N. Pashinyan", party=None))
        workspace.recode(Coder(FIRST, FourWords()))
        states, ways_back = [frames(workspace)], []
        for step in steps:
            ways_back.append(take(workspace, step))
            states.append(frames(workspace))
            analyse_again(workspace)
            same(states[-1], frames(workspace))
        for take_back in reversed(ways_back):
            same(states.pop(), frames(workspace))
            take_back()
        same(states.pop(), frames(workspace))
