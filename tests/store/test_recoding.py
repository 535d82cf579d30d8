"""A changed codebook codes all statements anew from what is stored."""

import numpy as np
import pytest

from analysis.coding.coder import Coder
from analysis.model import Codebook, Theme
from tests.store.samples import add, coded


def codebook(version, **terms):
    themes = [Theme(name, name, "What it is.", f"They should have {name}.", given) for name, given in terms.items()]
    return Codebook("test", "Test", version, tuple(themes))


class FourWords:
    """Has the name and dimensions of the samples' vectors, is like none of them: themes are found by terms."""

    name = "four words"
    dimensions = 4

    def encode(self, texts):
        return np.full((len(texts), 4), -0.5, dtype=np.float32)


def test_recoding_replaces_all_codings_and_keeps_the_codebook(workspace):
    add(workspace, coded("We accept the corridor agreement"))
    add(workspace, coded("We reject the grain agreement"))
    assert workspace.codebook() is None
    first = codebook("1", corridors=("corridor",))
    assert workspace.recode(Coder(first, FourWords())) == 2
    assert workspace.codebook() == first
    found = workspace.frames.codings()
    assert found[~found["suggested"]][["statement_id", "theme"]].values.tolist() == [[1, "corridors"]]
    second = codebook("2", grain=("grain",))
    workspace.recode(Coder(second, FourWords()))
    assert workspace.codebook() == second
    found = workspace.frames.codings()
    assert found[~found["suggested"]][["statement_id", "theme"]].values.tolist() == [[2, "grain"]]
    assert workspace.analysis(1).codebook == "test 2"
    assert np.array_equal(workspace.analysis(1).vectors, coded("We accept the corridor agreement").vectors)


def test_recoding_that_fails_leaves_the_old_codings(workspace):
    add(workspace, coded())
    before, change = workspace.frames.codings(), workspace.change

    class Broken(Coder):
        def recode(self, *_):
            raise RuntimeError("no memory")

    with pytest.raises(RuntimeError):
        workspace.recode(Broken(codebook("1", corridors=("corridor",)), FourWords()))
    assert workspace.frames.codings().equals(before)
    assert workspace.codebook() is None
    assert workspace.change == change
