"""A workspace in a database on a server: one worker over all machines, told of changes, and no secret gets out."""

import os
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa

from analysis import home
from analysis.background import ensure_worker
from analysis.store import StoreError, UnavailableError, Workspace
from analysis.store.address import Address, address_of, place_of
from analysis.store.schemas import list_schemas
from analysis.store.worker_lock import WorkerBusyError, WorkerLock
from tests.store.samples import add, coded

NAMES = ["talks", "Talks", "talks 2025", "Переговоры", "Переговоры о мире", "x" * 60, "a-b", "a_b", "a.b"]


@pytest.fixture
def talks(make_address):
    with Workspace.open(make_address("talks")) as workspace:
        yield workspace


def test_every_name_has_a_schema_of_its_own_that_the_server_takes(make_address):
    schemas = {make_address(name).schema for name in NAMES}
    assert len(schemas) == len(NAMES)
    assert all(len(schema) < 64 and schema.replace("_", "").isalnum() and schema.isascii() for schema in schemas)


def test_the_home_lists_makes_and_opens_workspaces_of_the_database(make_address, server, monkeypatch):
    monkeypatch.setenv(home.DATABASE, server.render_as_string(hide_password=False))
    made = [home.create_workspace(name) for name in ("talks", "Переговоры")]
    assert made == [make_address("talks"), make_address("Переговоры")]
    assert home.list_workspaces() == ["talks", "Переговоры"]
    assert home.has_workspace(home.workspace_place("talks"))
    assert not home.has_workspace(home.workspace_place("other"))
    with pytest.raises(StoreError, match="There is a workspace 'talks' already"):
        home.create_workspace("talks")


def test_workspaces_of_one_database_know_nothing_of_each_other(make_address, talks):
    add(talks, coded())
    with Workspace.open(make_address("Talks")) as other:
        assert other.change == 0
        assert len(other.frames.articles()) == 0
        assert other.path.parent != talks.path.parent
        add(other, coded())
        assert len(other.frames.articles()) == 1
    assert talks.name == "talks"


def test_a_program_that_keeps_a_version_of_its_own_in_the_database_is_left_alone(make_address, server):
    engine = sa.create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE public.alembic_version (version_num text)")
        connection.exec_driver_sql("INSERT INTO public.alembic_version VALUES ('theirs')")
    try:
        Workspace.open(make_address("talks")).close()
        with engine.begin() as connection:
            rows = connection.exec_driver_sql("SELECT version_num FROM public.alembic_version").scalars().all()
        assert rows == ["theirs"]
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE public.alembic_version")
        engine.dispose()


def test_characters_that_the_server_refuses_keep_their_place(talks):
    article = add(talks, coded("We accept\0the corridor"))
    found = talks.analysis(article).analysis
    statement = found.statements[0]
    assert found.article.text[statement.start : statement.end] == statement.text
    assert "accept\ufffdthe" in statement.text


SAID = {
    "marks": "Lavrov said Café Zürich and naïve coöperation at Łódź",
    "hyphens": "A cease-fire, e-mail from a.b@example.com, U.S. troops, COVID-19 and 3.5 %",
    "cyrillic": "ЗЕЛЕНСКИЙ сказал, что й и ё остаются",
    "apostrophe": "Israel's army doesn't accept it",
    "chinese": "双方 同意 停火",
}
QUERIES = [
    "cafe", "CAFÉ", "zurich", "cooperation", "lodz", "łódź", "fire", '"cease fire"', "cease-fire", '"e mail"',
    "example", "covid", "19", '"covid 19"', "u.s.", '"3 5"', "зеленский", "и", "й", "е", "ё", "israel", "s",
    "doesn", "doesnt", "停火", "停*", "ca*", "хоть", "covid*", "accept_it", "_", '"army doesn"', "_ army",
    "'; DROP TABLE statements; --", "a & b", "!army", "<-> army", "army:*", "x" * 3000,
]  # fmt: skip


def test_words_are_the_same_words_on_both_databases(talks, path):
    with Workspace.open(path) as on_file:
        for workspace in (talks, on_file):
            for name, says in SAID.items():
                add(workspace, coded(says, speaker=name))
        for any_word in (False, True):
            found = [
                {query: {id_ for id_, _ in one.match_words(query, any_word=any_word)} for query in QUERIES}
                for one in (talks, on_file)
            ]
            assert found[0] == found[1]
        assert found[0]["cafe"] == {1}


def test_a_rare_word_counts_more_than_common_ones(talks):
    for number in range(12):
        add(talks, coded(f"They would talk with all who would listen, number {number}"))
    add(talks, coded("Norway would mediate"))
    scores = talks.match_words("who would mediate", any_word=True)
    assert scores[0][0] == 13
    assert [score for _, score in scores] == sorted((score for _, score in scores), reverse=True)


def test_one_worker_works_over_all_processes_and_the_server_frees_its_lock(talks):
    holder = (
        "import sys, time\n"
        "from analysis.store import Workspace\n"
        "from analysis.store.worker_lock import WorkerLock\n"
        "with Workspace.open(sys.stdin.readline().strip()) as workspace, WorkerLock(workspace):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(600)\n"
    )
    talks.queue.put("a.txt", b"text")
    command = [sys.executable, "-c", holder]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        other.stdin.write(f"{full(talks.place)}\n")
        other.stdin.flush()
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WorkerBusyError, match="works on the workspace 'talks' already"), WorkerLock(talks, 0):
            pass
        assert not ensure_worker(talks)
    finally:
        other.kill()
        other.communicate()
    with WorkerLock(talks) as lock:
        assert lock.is_held()
        kill_connections(talks)
        assert not lock.is_held()


def full(place):
    """An address with its secrets, as a process is given it."""
    return place.database.update_query_dict({"workspace": place.name}).render_as_string(hide_password=False)


def kill_connections(workspace):
    """End all other sessions, as a restart of the server does."""
    engine = sa.create_engine(workspace.place.database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
        connection.exec_driver_sql(others + "current_database() AND application_name = 'parley'")
    engine.dispose()


def eventually(condition, seconds=2.0):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def test_a_follower_is_told_of_what_others_change_and_knows_at_once_what_it_changed_itself(talks):
    with Workspace.open(talks.place) as follower:
        assert follower.follow()
        assert eventually(lambda: follower._follower.change == 0, 10)
        add(talks, coded())
        assert eventually(lambda: follower.change == 1)
        article = add(follower, coded("We reject the corridor"))
        assert follower.change == 2
        follower.delete(article)
        assert follower.change == 3


def test_a_follower_whose_connection_is_lost_asks_until_it_has_another(talks):
    with Workspace.open(talks.place) as follower:
        follower.follow()
        assert eventually(lambda: follower._follower.change == 0, 10)
        kill_connections(talks)
        add(talks, coded())
        assert eventually(lambda: follower.change == 1, 5)
        assert eventually(lambda: follower._follower.change == 1, 10)


def test_a_writer_waits_for_another_one_and_a_reader_for_none(talks):
    add(talks, coded())
    with Workspace.open(talks.place) as other, talks.reading() as before:
        assert before.scalar(sa.text("SELECT count(*) FROM articles")) == 1
        add(other, coded("We reject the corridor"))
        # One state until it ends.
        assert before.scalar(sa.text("SELECT count(*) FROM articles")) == 1
        with pytest.raises(UnavailableError, match="may not be written to"):
            before.execute(sa.text("DELETE FROM articles"))


SECRET = "correct-horse"  # noqa: S105


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://ana:{SECRET}@127.0.0.1:1/parley",
        f"postgresql://ana:{SECRET}@no-such-host.invalid/parley",
        f"postgresql://ana@127.0.0.1:1/parley?password={SECRET}",
        f"postgresql://ana:{SECRET}@127.0.0.1:port/parley",
        f"postgresql://ana:{SECRET}@127.0.0.1",
    ],
)
def test_what_is_wrong_with_a_server_is_said_without_its_password(address, monkeypatch):
    with pytest.raises(StoreError) as raised:
        Workspace.open(address)
    assert str(raised.value).endswith(".")
    error = raised.value
    while error is not None:
        assert SECRET not in f"{error} {error!r}"
        error = error.__cause__
    monkeypatch.setenv(home.DATABASE, address)
    with pytest.raises(StoreError):
        home.list_workspaces()


def test_an_address_hides_its_password_wherever_it_is_shown():
    place = place_of(f"postgresql://ana:{SECRET}@db.example:5433/parley?workspace=talks&sslmode=require")
    assert str(place) == "postgresql://ana@db.example:5433/parley?sslmode=require&workspace=talks"
    assert SECRET not in repr(place)
    assert place.database.password == SECRET
    assert place_of(place) is place
    assert address_of("postgres://db.example/parley").name == "main"


def test_the_password_reaches_the_worker_but_not_its_arguments(talks, monkeypatch):
    started = {}
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: started.update(command=command, **more) or FakePid)
    talks.place = Address(talks.place.database.set(password=SECRET), "talks")
    from analysis.background import start_worker

    start_worker(talks)
    assert SECRET not in " ".join(started["command"])
    assert SECRET in started["env"][home.DATABASE]
    monkeypatch.setattr(os, "environ", started["env"])
    assert home.workspace_place(started["command"][-1]).database.password == SECRET


class FakePid:
    pid = 0


def test_a_server_that_goes_away_is_said_in_a_sentence(talks):
    add(talks, coded())
    with Workspace.open(talks.place) as other:
        other.engine.dispose()
        other.engine.pool = sa.create_engine("postgresql+psycopg://ana@127.0.0.1:1/parley").pool
        with pytest.raises(UnavailableError, match="doesn't answer"):
            _ = other.change


@pytest.mark.usefixtures("talks")
def test_only_parleys_own_schemas_are_workspaces(server):
    assert list_schemas(server) == ["talks"]
