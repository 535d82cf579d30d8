"""What a changed codebook would do, told before it is saved, is what saving it then does."""

from dataclasses import replace

import pytest

from analysis.coding.coder import Coder
from analysis.store import Filters, Workspace
from analysis.views.codebook_preview import preview
from analysis.views.evidence import gather
from tests.store.samples import add, coded
from tests.store.test_recoding import FourWords, codebook

FIRST = codebook("1", corridors=("corridor",))


@pytest.fixture
def workspace(tmp_path):
    """Two statements, coded by terms."""
    with Workspace.open(tmp_path / "talks.db") as opened:
        opened.save_codebook(FIRST)
        for says in ("We accept the corridor agreement", "We reject the grain agreement"):
            analysed = coded(says)
            codings = Coder(FIRST, FourWords()).recode(analysed.analysis.statements, analysed.vectors)
            add(opened, replace(analysed, codings=tuple(codings)))
        yield opened


def look(workspace, draft, encoder=None):
    return preview(workspace, draft, gather(workspace, Filters()), encoder)


def changes(found):
    return found.statements[["statement_id", "theme", "what"]].values.tolist()


def test_what_is_caught_and_lost_is_told_with_the_cells(workspace):
    found = look(workspace, codebook("1", grain=("grain",)))
    assert changes(found) == [[2, "grain", "caught"], [1, "corridors", "lost"]]
    lost = found.of("lost").iloc[0]
    assert (lost["before"], lost["after"]) == ("support", None)
    assert set(found.cells["theme"]) == {"corridors", "grain"}
    assert dict(zip(found.cells["theme"], found.cells["what"], strict=True))["corridors"] == "no longer"


def test_a_phrase_that_takes_a_side_turns_the_stance(workspace):
    theme = replace(FIRST.themes[0], terms_against=("accept the corridor",))
    assert changes(look(workspace, replace(FIRST, themes=(theme,)))) == [[1, "corridors", "turned"]]


def test_the_same_codebook_changes_nothing_and_nothing_is_written(workspace):
    change = workspace.change
    found = look(workspace, FIRST, FourWords())
    assert found.statements.empty
    assert found.cells.empty
    assert found.by_meaning
    assert workspace.change == change


def test_what_a_person_corrected_stays_and_is_counted_where_its_theme_would_be_gone(workspace):
    workspace.corrections.correct(1, "stance", "oppose", "ana", theme="corridors")
    theme = replace(FIRST.themes[0], terms=("agreement",))
    assert changes(look(workspace, replace(FIRST, themes=(theme,)))) == [[2, "corridors", "caught"]]
    gone = look(workspace, codebook("1", grain=("grain",)))
    assert gone.set_aside == 1


def test_saving_does_what_was_told(workspace):
    draft = codebook("1", grain=("grain",), corridors=("agreement",))
    told = {
        (id_, theme): after
        for id_, theme, after in look(workspace, draft).statements[["statement_id", "theme", "after"]].values
    }
    workspace.recode(Coder(replace(draft, version="2"), FourWords()))
    found = workspace.frames.codings().set_index(["statement_id", "theme"])["stance"].to_dict()
    for pair, after in told.items():
        assert found.get(pair) == after
