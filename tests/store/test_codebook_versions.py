"""Versions of a codebook: numbered, kept, restored; codings follow, and corrections stay whatever happens."""

from dataclasses import replace

import pytest

from analysis.coding.coder import Coder
from analysis.pipeline import Setup
from analysis.store import UnknownIdError
from analysis.worker import Worker
from tests.store.samples import add, coded
from tests.store.test_recoding import FourWords, codebook

FIRST = codebook("1", corridors=("corridor",))
SECOND = codebook("1", grain=("grain",), corridors=("corridor",))
WITHOUT = codebook("1", grain=("grain",))


@pytest.fixture
def filled(workspace):
    """A workspace of two statements, coded by the first codebook."""
    workspace.save_codebook(FIRST)
    for says in ("We accept the corridor agreement", "We reject the grain agreement"):
        add(workspace, by_first(says))
    return workspace


def by_first(says):
    """An analysis as the first codebook codes it."""
    analysed = coded(says)
    codings = Coder(FIRST, FourWords()).recode(analysed.analysis.statements, analysed.vectors)
    return replace(analysed, codings=tuple(codings))


def work(workspace):
    """Do what waits in the queue."""
    Worker(workspace, Setup(FIRST, FourWords)).run()


def themes(workspace):
    found = workspace.frames.codings()
    return found[~found["suggested"]][["statement_id", "theme"]].values.tolist()


def test_a_saved_codebook_gets_the_next_version_and_is_coded_by_the_worker(filled):
    saved = filled.codebooks.save(SECOND)
    assert saved.version == "2"
    assert filled.codebooks.waiting() == 2
    work(filled)
    assert filled.codebooks.waiting() == 0
    assert [2, "grain"] in themes(filled)
    assert filled.queue.list().iloc[0][["payload", "state"]].tolist() == ["codebook", "done"]


def test_saving_what_is_in_force_makes_no_version(filled):
    assert filled.codebooks.save(FIRST).version == "1"
    assert len(filled.codebooks.versions()) == 1
    assert filled.queue.counts()["queued"] == 0


def test_every_version_is_kept_and_an_earlier_one_restored_as_a_new_one(filled):
    before = filled.frames.codings()
    filled.codebooks.save(SECOND)
    work(filled)
    assert not filled.frames.codings().equals(before)
    oldest = filled.codebooks.versions()[-1]
    assert filled.codebooks.restore(oldest.id) == replace(FIRST, version="3")
    work(filled)
    assert filled.frames.codings().equals(before)
    assert [saved.codebook.version for saved in filled.codebooks.versions()] == ["3", "2", "1"]
    with pytest.raises(UnknownIdError, match="version of the codebook 99"):
        filled.codebooks.restore(99)


def test_an_article_analysed_while_the_codebook_changes_is_coded_by_the_new_one(filled):
    filled.recode(Coder(replace(SECOND, version="2"), FourWords()))
    # Its analysis began before, so that it comes with the codings of version 1.
    add(filled, by_first("We doubt the grain agreement"))
    assert filled.codebooks.waiting() == 1
    assert filled.queue.counts()["queued"] == 1
    work(filled)
    assert filled.codebooks.waiting() == 0
    assert [3, "grain"] in themes(filled)


def test_an_article_added_while_statements_are_being_coded_is_taken_in(filled):
    class Slow(Coder):
        late = True

        def recode(self, statements, vectors):
            if self.late:
                self.late = False
                add(filled, by_first("We doubt the grain agreement"))
                filled.delete(1)
            return super().recode(statements, vectors)

    filled.recode(Slow(replace(SECOND, version="2"), FourWords()))
    assert themes(filled) == [[2, "grain"], [3, "grain"]]


def test_a_failed_coding_says_so_and_can_be_tried_again(filled):
    filled.codebooks.save(SECOND)
    job = filled.queue.claim("somebody")
    assert job.codebook
    filled.queue.fail(job.id, "No memory.")
    filled.queue.retry(job.id)
    work(filled)
    assert filled.codebooks.waiting() == 0


def test_a_correction_waits_while_its_theme_is_gone(filled):
    filled.corrections.correct(1, "stance", "oppose", "ana", theme="corridors")
    corrected = filled.frames.codings()
    filled.codebooks.save(WITHOUT)
    work(filled)
    assert "corridors" not in set(filled.frames.codings()["theme"])
    assert filled.corrections.log()["theme"].tolist() == ["corridors"]
    filled.codebooks.restore(filled.codebooks.versions()[-1].id)
    work(filled)
    assert filled.frames.codings().equals(corrected)


def test_a_correction_a_new_codebook_and_a_new_analysis_then_undo_gives_the_old_state(filled):
    before = filled.frames.codings()
    correction = filled.corrections.correct(1, "stance", "oppose", "ana", theme="corridors")
    filled.codebooks.save(SECOND)
    work(filled)
    for id_ in (1, 2):
        known = filled.analysis(id_)
        again, _ = Coder(filled.codebook(), FourWords()).code(known.analysis.statements)
        filled.replace(id_, replace(known, codings=tuple(again)))
    stances = filled.frames.codings().set_index(["statement_id", "theme"])["stance"]
    assert stances[1, "corridors"] == "oppose"
    assert (2, "grain") in stances.index
    filled.corrections.undo(correction, "ana")
    filled.codebooks.restore(filled.codebooks.versions()[-1].id)
    work(filled)
    assert filled.frames.codings().equals(before)
