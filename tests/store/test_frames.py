"""The tables obey the filters, and count what is repeated once."""

import datetime as dt

import pytest

from analysis.store import Filters
from tests.store.samples import add, coded


@pytest.fixture
def filled(workspace):
    add(workspace, coded("We accept the corridor", published=dt.date(2023, 5, 14)))
    add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia", source="Mirror", date="2023-04"))
    add(workspace, coded("We accept prisoners", "Nikol Pashinyan", "Armenia", source=None, published=None))
    return workspace


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(), [1, 2, 3]),
        (Filters(parties=("Armenia",)), [2, 3]),
        (Filters(actors=("Ilham Aliyev",)), [1]),
        (Filters(parties=("Armenia",), actors=("Ilham Aliyev",)), []),
        (Filters(sources=("Mirror", "Herald")), [1, 2]),
        (Filters(themes=("corridors",)), [1, 2, 3]),
        (Filters(themes=("grain",)), []),
        (Filters(kinds=("turn",)), []),
        (Filters(min_confidence=0.91), []),
        (Filters(include_undated=False), [1, 2]),
        # A month passes where any of its days lies between the two.
        (Filters(since=dt.date(2023, 4, 30), include_undated=False), [1, 2]),
        (Filters(since=dt.date(2023, 5, 1), include_undated=False), [1]),
        (Filters(until=dt.date(2023, 4, 1), include_undated=False), [2]),
        (Filters(until=dt.date(2023, 5, 14)), [1, 2, 3]),
        (Filters(since=dt.date(2024, 1, 1)), [3]),
    ],
)
def test_filters(filled, filters, articles):
    assert filled.frames.statements(filters)["article_id"].tolist() == articles
    codings = filled.frames.codings(filters)
    # The codings' own confidence is 0.6.
    assert codings["article_id"].tolist() == ([] if filters.min_confidence > 0.6 else articles)


def test_events_are_filtered_by_those_who_take_part(filled):
    assert filled.frames.events(Filters(parties=("Armenia",)))["article_id"].tolist() == [2, 3]
    assert filled.frames.events(Filters(actors=("Ilham Aliyev",)))["article_id"].tolist() == [1]
    assert len(filled.frames.events(Filters(until=dt.date(2023, 5, 7)))) == 0


def test_what_is_returned_is_the_callers_own(filled):
    frame = filled.frames.statements()
    frame["party"] = "nobody"
    articles = filled.frames.articles()
    articles["source"] = "nothing"
    assert filled.frames.statements()["party"].tolist() == ["Azerbaijan", "Armenia", "Armenia"]
    assert set(filled.frames.articles()["source"].dropna()) == {"Herald", "Mirror"}


def test_only_the_texts_that_are_wanted_are_read(filled):
    statements = filled.frames.statements()
    whole, some = (filled.frames.with_texts(statements, *only) for only in ((), ("content", "cue")))
    assert set(whole) - set(some) == {"title", "text", "sentence_text"}
    assert some[["content", "cue"]].equals(whole[["content", "cue"]])


def test_one_statement_has_none_where_something_is_missing(filled):
    row = filled.frames.statement(3)
    assert (row["date"], row["source"], row["published"], row["first_day"]) == (None, None, None, None)
    assert row["content"] == "We accept prisoners."
    assert isinstance(row["start"], int)
    assert isinstance(row["confidence"], float)


def test_an_empty_workspace_has_the_columns_of_a_full_one(workspace):
    empty = [
        list(frame) for frame in (workspace.frames.statements(), workspace.frames.codings(), workspace.frames.events())
    ]
    workspace_types = workspace.frames.statements().dtypes["speaker"]
    add(workspace, coded())
    full = [
        list(frame) for frame in (workspace.frames.statements(), workspace.frames.codings(), workspace.frames.events())
    ]
    assert empty == full
    assert type(workspace.frames.statements().dtypes["speaker"]) is type(workspace_types)


def repeats(workspace):
    frame = workspace.frames.statements()
    return dict(
        zip(frame["article_id"], frame["repeats"].astype(object).where(frame["repeats"].notna(), None), strict=True)
    )


def test_the_same_words_of_the_same_speaker_elsewhere_are_linked_to_the_earliest(workspace):
    words = "Every corridor needs the consent of both sides"
    add(workspace, coded(words, published=dt.date(2023, 5, 16)))
    add(workspace, coded(words.upper(), published=dt.date(2023, 5, 14), source="Mirror"))
    add(workspace, coded(words, "Nikol Pashinyan", "Armenia", published=dt.date(2023, 5, 15)))
    add(workspace, coded(words + "!", published=None, source="Wire"))
    # Two months later they are said again.
    add(workspace, coded(words + "...", published=dt.date(2023, 7, 15)))
    assert repeats(workspace) == {1: 2, 2: None, 3: None, 4: 2, 5: None}
    workspace.delete(2)
    assert repeats(workspace) == {1: None, 3: None, 4: 1, 5: None}
    workspace.set_published(4, dt.date(2023, 5, 15))
    assert repeats(workspace) == {1: 4, 3: None, 4: None, 5: None}


def test_a_few_words_repeat_each_other_in_reprints_only(workspace):
    first = add(workspace, coded("We will see"))
    add(workspace, coded("We will see!", source="Mirror"))
    add(workspace, coded("We will see...", source="Wire"), reprint_of=first)
    assert repeats(workspace) == {1: None, 2: None, 3: 1}
    assert workspace.frames.articles()["reprint_of"].tolist()[0] == first
