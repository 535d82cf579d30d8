"""Who may do what is asked in the store: for every method that writes, found by looking at the code, not by a list."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
from functools import cached_property
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
import sqlalchemy as sa

import analysis.store
from analysis.access import PARLEY, UNLOGGED, WORKER, Act, Role, User, lowest_role
from analysis.coding.codebook import load_codebook
from analysis.coding.coder import Coder
from analysis.coding.encoder import HashingEncoder
from analysis.store import DeniedError, StoreError, Workspace, schema
from analysis.store.adding import NewArticle
from analysis.store.correction_fields import Correction
from tests.store.samples import add, coded

SOURCES = Path(analysis.store.__file__).parent
VERA, ANA, OLGA = User("vera", Role.VIEWER), User("ana", Role.ANALYST), User("olga", Role.OWNER)
FORMS = [("a.txt", b"Words.", None)]

# Every method that writes, with a call of it. One that is missing here fails test_every_method_that_writes_is_tried.
CALLS = {
    "Workspace.add": lambda w: add(w, coded("another thing")),
    "Workspace.add_all": lambda w: w.add_all([NewArticle(coded("another thing"), "another hash", bytes(512))]),
    "Workspace.add_copy": lambda w: w.add_copy(w.digest, "b.txt"),
    "Workspace.delete": lambda w: w.delete(1),
    "Workspace.recode": lambda w: w.recode(Coder(load_codebook(), HashingEncoder(4))),
    "Workspace.replace": lambda w: w.replace(1, coded()),
    "Workspace.save_codebook": lambda w: w.save_codebook(load_codebook()),
    "Workspace.set_published": lambda w: w.set_published(1, dt.date(2025, 5, 7)),
    "Workspace.writing": lambda w: _write(w),
    "ActorChanges.add_alias": lambda w: w.actors.add_alias("Ilham Aliyev", "he", "x"),
    "ActorChanges.add_role": lambda w: w.actors.add_role("Ilham Aliyev", "President", "x"),
    "ActorChanges.delete_group": lambda w: w.actors.delete_group("Both", "x"),
    "ActorChanges.merge": lambda w: w.actors.merge(["Armenia"], "Azerbaijan", "x"),
    "ActorChanges.move": lambda w: w.actors.move("Ilham Aliyev", "Armenia", "x"),
    "ActorChanges.rename": lambda w: w.actors.rename("Azerbaijan", "Baku", "x"),
    "ActorChanges.set_group": lambda w: w.actors.set_group("Pair", ["Azerbaijan"], "x"),
    "ActorChanges.split": lambda w: w.actors.split("Ilham Aliyev", "Aliyev", "x", articles=[1]),
    "ActorChanges.undo": lambda w: w.actors.undo(1, "x"),
    "Codebooks.restore": lambda w: w.codebooks.restore(1),
    "Codebooks.save": lambda w: w.codebooks.save(load_codebook()),
    "Corrections.correct": lambda w: w.corrections.correct(1, "speaker", "X", "x"),
    "Corrections.make": lambda w: w.corrections.make([Correction(1, "speaker", "X")], "x"),
    "Corrections.redo_batch": lambda w: w.corrections.redo_batch("b", "x"),
    "Corrections.undo": lambda w: w.corrections.undo(1, "x"),
    "Corrections.undo_batch": lambda w: w.corrections.undo_batch("b", "x"),
    "Queue.claim": lambda w: w.queue.claim("me"),
    "Queue.claim_many": lambda w: w.queue.claim_many("me", 2),
    "Queue.clear": lambda w: w.queue.clear(),
    "Queue.count_attempt": lambda w: w.queue.count_attempt(1),
    "Queue.done": lambda w: w.queue.done(1, []),
    "Queue.fail": lambda w: w.queue.fail(1, "Because."),
    "Queue.hand_out": lambda w: w.queue.hand_out([1], "reading"),
    "Queue.keep": lambda w: w.queue.keep("me"),
    "Queue.note": lambda w: w.queue.note(1, "A note."),
    "Queue.progress": lambda w: w.queue.progress(1, 0.5, "reading"),
    "Queue.put": lambda w: w.queue.put(*FORMS[0]),
    "Queue.put_all": lambda w: w.queue.put_all(FORMS),
    "Queue.put_articles": lambda w: w.queue.put_articles([coded().analysis.article]),
    "Queue.recover": lambda w: w.queue.recover(),
    "Queue.release": lambda w: w.queue.release("me"),
    "Queue.retry": lambda w: w.queue.retry(1),
    "Queue.retry_all": lambda w: w.queue.retry_all(),
    "Queue.split": lambda w: w.queue.split(1, [], []),
    "SavedViews.delete": lambda w: w.saved_views.delete(1),
    "SavedViews.rename": lambda w: w.saved_views.rename(1, "Other"),
    "SavedViews.save": lambda w: w.saved_views.save("Mine", "matrix", {}, "x"),
    "Visits.note": lambda w: w.visits.note("x"),
}
OF_VIEWERS = {"Visits.note"}
OF_OWNERS = {
    "Workspace.add", "Workspace.add_all", "Workspace.add_copy", "Workspace.delete", "Workspace.recode",
    "Workspace.replace", "Workspace.writing", "Queue.clear", "Queue.retry_all",
    *(f"Queue.{name}" for name in ("claim", "claim_many", "count_attempt", "done", "fail", "hand_out", "keep", "note",
                                   "progress", "recover", "release", "split")),
}  # fmt: skip


@pytest.fixture
def filled(path):
    with Workspace.open(path) as workspace:
        add(workspace, coded())
        workspace.digest = _digest(workspace)
        workspace.queue.put(*FORMS[0])
        workspace.save_codebook(load_codebook())
        workspace.actors.set_group("Both", ["Azerbaijan", "Armenia"], "olga")
        workspace.saved_views.save("Kept", "matrix", {}, "olga")
        yield workspace


def _write(workspace):
    with workspace.writing(Act.DELETE_ARTICLE):
        pass


def _digest(workspace):
    with workspace.reading() as connection:
        return connection.scalar(sa.select(schema.articles.c.content_hash))


def _everything(workspace):
    """All rows of all tables."""
    with workspace.reading() as connection:
        return {name: connection.execute(sa.select(table)).all() for name, table in schema.metadata.tables.items()}


def _classes():
    """The workspace and what hangs on it, by the names of their classes."""
    parts = [value for value in vars(Workspace).values() if isinstance(value, cached_property)]
    names = vars(inspect.getmodule(Workspace))
    hints = [get_type_hints(part.func, names)["return"] for part in parts]
    return {cls.__name__: cls for cls in (Workspace, *(one for hint in hints for one in get_args(hint) or (hint,)))}


def _calls(function):
    """What a function calls: names as they are, attributes by their last part."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _writers():
    """The public methods, as Class.method, from which a call of ``writing`` is reached."""
    classes, functions = _classes(), {}
    for file in SOURCES.glob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                functions[node.name] = set(_calls(node))
            elif isinstance(node, ast.ClassDef) and node.name in classes:
                for method in node.body:
                    if isinstance(method, ast.FunctionDef):
                        functions[f"{node.name}.{method.name}"] = set(_calls(method))
    writing = {"Workspace.writing"}
    while True:
        reached = writing | {name for name, calls in functions.items() if _reaches(name, calls, writing)}
        if reached == writing:
            return {name for name in writing if "." in name and not name.partition(".")[2].startswith("_")}
        writing = reached


def _reaches(name, calls, writing):
    own = name.partition(".")[0]
    return "writing" in calls or any(call in writing or f"{own}.{call}" in writing for call in calls)


def test_every_method_that_writes_is_tried():
    assert _writers() == set(CALLS)


def test_every_write_names_its_act_and_every_act_is_written():
    named = set()
    for file in SOURCES.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "writing":
                act = node.args[0]
                assert isinstance(act, ast.Attribute) and act.value.id == "Act", file
                named.add(Act[act.attr])
    assert named == set(Act) - {Act.READ, Act.READ_ACTS}


def test_a_viewer_writes_nothing(filled):
    workspace = filled.as_user(VERA)
    workspace.digest = filled.digest
    before = _everything(filled)
    for name in set(CALLS) - OF_VIEWERS:
        with pytest.raises(
            DeniedError, match=r"^vera \(viewer\) may not .+: that takes the role (analyst|owner)\. Ask"
        ):
            CALLS[name](workspace)
        assert _everything(filled) == before, name


@pytest.mark.parametrize(("user", "denied"), [(ANA, OF_OWNERS), (OLGA, set())], ids=["analyst", "owner"])
def test_an_analyst_and_an_owner_do_what_is_theirs(filled, user, denied):
    workspace = filled.as_user(user)
    workspace.digest = filled.digest
    for name in sorted(CALLS):
        try:
            CALLS[name](workspace)
        except DeniedError:
            assert name in denied
        except StoreError:  # such as: there is no correction 1
            assert name not in denied
        else:
            assert name not in denied


def test_nobody_reads_without_a_role(filled):
    with pytest.raises(DeniedError, match="nina"):
        filled.as_user(User("nina", Role.NONE))


def test_programs_do_their_work_and_nothing_else(filled):
    for program in (WORKER, PARLEY):
        workspace = filled.as_user(program)
        workspace.queue.claim("me")
        for name in ("Workspace.delete", "Corrections.correct", "Queue.clear", "SavedViews.save"):
            with pytest.raises(DeniedError):
                CALLS[name](workspace)


def test_whoever_reads_cannot_write(workspace):
    with pytest.raises((sa.exc.DBAPIError, StoreError)), workspace.reading() as connection:
        connection.execute(sa.insert(schema.counters), {"name": "x", "value": 1})
    with workspace.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(schema.counters)) == 0


def test_an_act_and_what_it_did_are_there_together_or_not_at_all(workspace):
    ana = workspace.as_user(ANA)
    with pytest.raises(StoreError):
        ana.corrections.make([Correction(99, "speaker", "X")], "ana")
    assert workspace.acts.log().empty


def test_acts_say_who_did_what_in_which_role_and_hold_no_words(filled):
    filled.as_user(ANA).corrections.make(
        [Correction(1, "speaker", "Nobody Known"), Correction(1, "note", "Odd")], "ana"
    )
    filled.as_user(OLGA).delete(1)
    log = filled.acts.log()
    assert list(log["act"][:2]) == ["delete an article", "correct"]
    assert list(log["user"][:2]) == ["olga", "ana"]
    assert list(log["role"][:2]) == ["owner", "analyst"]
    assert log["detail"][0] == {"article": 1}
    batch = log["detail"][1].pop("batch")
    assert len(batch) == 32
    assert log["detail"][1] == {"names": ["statement 1"] * 2, "count": 2, "fields": ["note", "speaker"]}
    assert dt.datetime.fromisoformat(log["moment"][0]).tzinfo is dt.UTC


def test_only_owners_read_who_did_what(filled):
    for user in (VERA, ANA):
        with pytest.raises(DeniedError, match="owner"):
            filled.as_user(user).acts.log()


def test_what_is_loaded_is_shared_between_users(filled):
    ana = filled.as_user(ANA)
    assert ana.frames is filled.frames
    assert ana.vectors is filled.vectors
    assert ana.corrections is not filled.corrections


def test_roles_of_acts():
    assert {act for act in Act if lowest_role(act) is Role.VIEWER} == {Act.READ, Act.VISIT}
    assert {act for act in Act if ANA.may(act) and not VERA.may(act)} == {
        Act.ADD_FILES, Act.RETRY, Act.SET_DATE, Act.CORRECT, Act.UNDO_CORRECTION, Act.REDO_CORRECTION,
        Act.CHANGE_ACTOR, Act.UNDO_ACTOR_CHANGE, Act.SAVE_CODEBOOK, Act.SAVE_VIEW, Act.RENAME_VIEW, Act.DELETE_VIEW,
    }  # fmt: skip
    assert all(OLGA.may(act) for act in Act)
    assert {Act.VISIT, Act.WORK} == UNLOGGED
