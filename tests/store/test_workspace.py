"""An article goes in whole or not at all, and comes out as it went in."""

import datetime as dt
import multiprocessing
from dataclasses import replace

import numpy as np
import pytest
import sqlalchemy as sa

from analysis.model import DateOrigin, StanceLabel
from analysis.store import StoreError, UnknownIdError, Workspace
from analysis.store.adding import NewArticle
from tests.store.samples import SAYS, add, coded, vector, with_furniture


def row_counts(workspace):
    with workspace.reading() as connection:
        names = sa.inspect(connection).get_table_names()
        kept = [name for name in names if not name.startswith(("statement_words", "alembic", "sqlite"))]
        return {
            name: connection.scalar(sa.text(f"SELECT count(*) FROM {name}"))  # noqa: S608
            for name in kept
        }


def test_what_goes_in_comes_out(workspace):
    analysed = with_furniture(coded(author="A. Writer", url="https://herald.example/1"))
    article_id = add(workspace, analysed)
    found = workspace.analysis(article_id)
    assert found == analysed
    assert np.array_equal(found.vectors, analysed.vectors)
    assert workspace.article(article_id) == analysed.analysis.article


def test_the_same_article_is_one_article_and_its_other_name_is_kept(workspace):
    first = add(workspace, coded())
    assert add(workspace, coded(file="copy.html")) == first
    assert add(workspace, coded(file="copy.html")) == first
    assert workspace.copies(first) == ["copy.html"]
    assert len(workspace.frames.articles()) == 1


def new(says, digest, **fields):
    job = fields.pop("job", None)
    return NewArticle(coded(says, **fields), digest, bytes(512), job=job)


def test_articles_that_are_added_together_are_as_those_added_one_by_one(workspace):
    jobs = workspace.queue.put_articles([coded(file=name).analysis.article for name in ("a", "b", "c", "d")])
    first = workspace.add(coded(), content_hash="one", signature=bytes(512))
    together = [
        new("We reject it all and for ever and ever", "two", file="b.txt", job=jobs[0]),
        new(SAYS, "one", file="copy.txt", job=jobs[1]),
        new("Prisoners come first", "three", file="c.txt", job=jobs[2]),
        new("We reject it all and for ever and ever", "two", file="d.txt", job=jobs[3]),
    ]
    second, known, third, again = workspace.add_all(together)
    assert (known, again) == (first, second)
    assert workspace.copies(first) == ["copy.txt"]
    assert workspace.copies(second) == ["d.txt"]
    assert workspace.analysis(second) == together[0].coded
    assert workspace.analysis(third) == together[2].coded
    done = workspace.queue.list().set_index("job_id").loc[jobs]
    assert done["state"].tolist() == ["done"] * 4
    assert done["article_ids"].tolist() == [[second], [first], [third], [second]]
    assert done["duplicates"].tolist() == [0, 1, 0, 1]


def test_of_articles_that_are_added_together_all_go_in_or_none(workspace):
    add(workspace, coded())
    other = replace(coded("They reject every one of our proposals"), encoder="another")
    job = workspace.queue.put("b.txt", b"b")
    fine = new("Prisoners come first", "two", job=job)
    with pytest.raises(StoreError, match=r"four words.*another"):
        workspace.add_all([fine, NewArticle(other, "three", bytes(512))])
    assert len(workspace.frames.articles()) == 1
    assert workspace.queue.unfinished() == {job}


def run_raw(workspace, *statements):
    with workspace.engine.connect().execution_options(writes=True) as connection, connection.begin():
        for statement in statements:
            connection.exec_driver_sql(statement)


def on(workspace, table):
    return f" ON {table}" if workspace.engine.dialect.name == "postgresql" else ""


def break_inserts(workspace, table):
    """Let every insert into a table fail."""
    before = f"CREATE TRIGGER broken BEFORE INSERT ON {table}"
    if workspace.engine.dialect.name == "sqlite":
        run_raw(workspace, f"{before} BEGIN SELECT RAISE(ABORT, 'disk gone'); END")
        return
    body = "LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''disk gone''; END'"
    run_raw(
        workspace,
        f"CREATE OR REPLACE FUNCTION break() RETURNS trigger {body}",
        f"{before} FOR EACH ROW EXECUTE FUNCTION break()",
    )


@pytest.mark.parametrize("table", ["texts", "events", "parses", "vectors", "codings"])
def test_a_write_that_fails_in_the_middle_leaves_nothing(workspace, table):
    add(workspace, coded("We reject it all and for ever and ever"))
    before, change = row_counts(workspace), workspace.change
    break_inserts(workspace, table)
    with pytest.raises(sa.exc.DatabaseError, match="disk gone"):
        add(workspace, coded())
    assert row_counts(workspace) == before
    assert workspace.change == change
    assert workspace.match_words("corridor") == []
    run_raw(workspace, f"DROP TRIGGER broken{on(workspace, table)}")
    add(workspace, coded())
    assert len(workspace.frames.articles()) == 2


def test_deleting_an_article_deletes_all_that_was_found_in_it(workspace):
    empty = row_counts(workspace)
    article_id = add(workspace, coded())
    workspace.delete(article_id)
    left = {name: count for name, count in row_counts(workspace).items() if count != empty[name]}
    assert set(left) <= {"counters", "settings", "acts"}
    assert workspace.match_words("corridor") == []
    with pytest.raises(UnknownIdError, match=f"no article {article_id}"):
        workspace.analysis(article_id)


def test_a_new_analysis_takes_the_place_of_the_old_and_keeps_ids(workspace):
    article_id = add(workspace, coded())
    before = workspace.frames.statements()
    better = coded(speaker="Ilham Aliyev", party="Azerbaijan", stance=StanceLabel.OPPOSE)
    workspace.replace(article_id, better)
    assert workspace.analysis(article_id) == better
    assert workspace.frames.statements()["statement_id"].tolist() == before["statement_id"].tolist()
    assert workspace.frames.codings()["stance"].tolist() == ["oppose"]


def test_ids_are_never_given_twice(workspace):
    first = add(workspace, coded())
    statement = int(workspace.frames.statements()["statement_id"][0])
    workspace.delete(first)
    assert add(workspace, coded()) > first
    assert int(workspace.frames.statements()["statement_id"][0]) > statement


def test_a_given_publication_date_reaches_statements_at_once_and_queues_a_new_analysis(workspace):
    undated = add(workspace, coded(published=None, published_origin=DateOrigin.UNKNOWN))
    dated = add(workspace, coded("We reject the corridor as long as we live", date="2023-04", published=None))
    assert workspace.frames.statements()["date"].isna().tolist() == [True, False]
    for article_id in (undated, undated, dated):
        workspace.set_published(article_id, dt.date(2023, 5, 14))
    frame = workspace.frames.statements()
    assert frame["date"].tolist() == ["2023-05-14", "2023-04"]
    assert frame["published_origin"].tolist() == ["given", "given"]
    assert workspace.article(undated).published == dt.date(2023, 5, 14)
    # Once an article, however often its date is set before the worker comes to it.
    assert sorted(map(tuple, workspace.queue.list()["article_ids"])) == [(undated,), (dated,)]


def test_vectors_of_another_encoder_are_refused(workspace):
    add(workspace, coded())
    other = replace(coded("They reject every one of our proposals"), encoder="another")
    with pytest.raises(StoreError, match=r"four words.*another"):
        add(workspace, other)
    assert len(workspace.frames.articles()) == 1


def test_every_change_raises_the_counter_and_a_job_does_not(workspace):
    changes = [workspace.change]
    article_id = add(workspace, coded())
    changes.append(workspace.change)
    statement = int(workspace.frames.statements()["statement_id"][0])
    correction = workspace.corrections.correct(statement, "party", "Armenia", "ana")
    changes.append(workspace.change)
    workspace.corrections.undo(correction, "ana")
    changes.append(workspace.change)
    workspace.set_published(article_id, None)
    changes.append(workspace.change)
    workspace.delete(article_id)
    changes.append(workspace.change)
    assert changes == sorted(set(changes))
    workspace.queue.put("a.txt", b"text")
    assert workspace.change == changes[-1]


def test_words_are_found_as_typed_and_nothing_in_a_query_is_an_operator(workspace):
    add(workspace, coded())
    add(workspace, coded("We reject the corridor agreement for good", speaker="Nikol Pashinyan", party="Armenia"))
    first, second = workspace.frames.statements()["statement_id"]
    assert [found for found, _ in workspace.match_words("accept corridor")] == [first]
    assert {found for found, _ in workspace.match_words("accept reject", any_word=True)} == {first, second}
    assert [found for found, _ in workspace.match_words('"agreement for good"')] == [second]
    assert {found for found, _ in workspace.match_words("corr*")} == {first, second}
    for query in ["", "  ", '"', "NEAR(", "content:accept", "a AND OR NOT", "-x ^y", "' --", '"""', "*"]:
        workspace.match_words(query)
    assert workspace.match_words("corridor)") != []


def _read_for_a_while(place, results):
    with Workspace.open(place) as workspace:
        for _ in range(15):
            # Read one after the other while articles come in: a later table has at least what an earlier one had.
            articles = set(workspace.frames.articles()["article_id"])
            statements = set(workspace.frames.statements()["article_id"])
            found = len(workspace.vectors.search(vector(SAYS), k=1000)[0])
            results.put(articles <= statements and len(statements) <= found)


def test_two_processes_read_while_one_writes(workspace):
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    readers = [context.Process(target=_read_for_a_while, args=(workspace.place, results)) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(20):
        add(workspace, coded(f"We accept corridor number {number} in this agreement"))
    seen = [results.get(timeout=60) for _ in range(30)]
    for reader in readers:
        reader.join(timeout=60)
        assert reader.exitcode == 0
    assert all(seen)
