"""What an analyst says of actors shows in every frame at once, holds for new articles, and can be undone exactly."""

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model import ActorKind, Mention
from analysis.store import Filters, StoreError, UnknownIdError, Workspace
from tests.store.samples import add, coded

ALIYEV = "Ilham Aliyev"


@pytest.fixture
def talks(workspace):
    """Aliyev and Mirzoyan, the latter also as "Ararat Mirzoian" in another paper, who has no party there."""
    fill(workspace)
    return workspace


def fill(workspace):
    add(workspace, coded())
    add(workspace, coded("We reject the corridor", "Ararat Mirzoyan", "Armenia", published=dt.date(2023, 6, 1)))
    add(workspace, coded("We accept the prisoners' return", "Ararat Mirzoian", None, published=dt.date(2023, 7, 1)))


def speakers(workspace):
    return workspace.frames.statements()["speaker"].tolist()


def parties(workspace):
    return [None if pd.isna(party) else party for party in workspace.frames.statements()["party"]]


def test_merged_names_are_one_actor_of_one_party_in_every_frame(talks):
    talks.actors.merge(["Ararat Mirzoian"], "Ararat Mirzoyan", "ana")
    assert speakers(talks) == [ALIYEV, "Ararat Mirzoyan", "Ararat Mirzoyan"]
    assert parties(talks) == ["Azerbaijan", "Armenia", "Armenia"]
    assert talks.frames.codings()["party"].tolist() == ["Azerbaijan", "Armenia", "Armenia"]
    assert talks.frames.events()["actors"].tolist() == [[ALIYEV], ["Ararat Mirzoyan"], ["Ararat Mirzoyan"]]
    assert talks.frames.events()["parties"].tolist() == [["Azerbaijan"], ["Armenia"], ["Armenia"]]
    assert set(talks.frames.mentions()["name"]) == {ALIYEV, "Ararat Mirzoyan"}
    assert len(talks.frames.statements(Filters(actors=("Ararat Mirzoyan",)))) == 2
    assert talks.actors.aliases() == {"Ararat Mirzoyan": ("Ararat Mirzoian",)}


def test_a_change_holds_for_articles_that_come_later(talks):
    talks.actors.merge(["Ararat Mirzoian"], "Ararat Mirzoyan", "ana")
    add(talks, coded("We insist on the prisoners", "Ararat Mirzoian", None, published=dt.date(2023, 8, 1)))
    assert (speakers(talks)[-1], parties(talks)[-1]) == ("Ararat Mirzoyan", "Armenia")


def test_a_party_that_is_renamed_is_renamed_for_its_speakers_and_in_groups(talks):
    talks.actors.set_group("South Caucasus", ["Armenia", "Azerbaijan"], "ana")
    talks.actors.rename("Armenia", "Republic of Armenia", "ana")
    assert parties(talks) == ["Azerbaijan", "Republic of Armenia", None]
    assert talks.frames.events()["parties"].tolist()[1] == ["Republic of Armenia"]
    assert talks.actors.groups() == {"South Caucasus": ("Republic of Armenia", "Azerbaijan")}


def test_an_actor_moves_to_another_party_and_to_none(talks):
    talks.actors.move(ALIYEV, "Türkiye", "ana")
    assert parties(talks)[0] == "Türkiye"
    assert talks.frames.events()["parties"].tolist()[0] == ["Türkiye"]
    talks.actors.move(ALIYEV, None, "ana")
    assert parties(talks)[0] is None
    assert talks.frames.events()["parties"].tolist()[0] == []


def test_a_party_stays_in_an_event_while_another_actor_speaks_for_it(workspace):
    analysed = coded()
    event = replace(analysed.analysis.events[0], actors=(ALIYEV, "Baku", "Armenia"), parties=("Azerbaijan", "Armenia"))
    baku = Mention(13, 17, "Baku", "Baku", ActorKind.ORGANISATION, "Azerbaijan")
    analysis = replace(analysed.analysis, events=(event,), mentions=(*analysed.analysis.mentions, baku))
    add(workspace, replace(analysed, analysis=analysis))
    workspace.actors.move(ALIYEV, "Türkiye", "ana")
    assert workspace.frames.events()["parties"].tolist() == [["Türkiye", "Azerbaijan", "Armenia"]]


def test_a_name_is_split_by_its_source_mentions_or_by_article(talks):
    add(talks, coded("We accept the corridor", "Ararat Mirzoyan", "Armenia", published=dt.date(2023, 9, 1)))
    first = talks.actors.split("Ararat Mirzoyan", "Arman Mirzoyan", "ana", articles=[4])
    assert speakers(talks)[1::2] == ["Ararat Mirzoyan", "Arman Mirzoyan"]
    talks.actors.undo(first, "ana")
    talks.actors.split("Ararat Mirzoyan", "Arman Mirzoyan", "ana", mentions=["Mirzoyan"])
    assert "Arman Mirzoyan" not in speakers(talks)
    talks.actors.split("Ararat Mirzoyan", "Arman Mirzoyan", "ana", mentions=["Ararat Mirzoyan"])
    assert speakers(talks)[1::2] == ["Arman Mirzoyan", "Arman Mirzoyan"]
    assert talks.frames.events()["actors"].tolist()[1] == ["Arman Mirzoyan"]


def test_a_split_outlives_the_article_it_was_seen_in(talks):
    talks.actors.split(ALIYEV, "A double", "ana", articles=[1])
    talks.delete(1)
    add(talks, coded())
    assert speakers(talks)[-1] == "A double"


def test_a_role_holds_in_its_time_and_brings_its_party(talks):
    add(talks, coded("We accept it now", ALIYEV, "Azerbaijan", published=dt.date(2024, 2, 1)))
    talks.actors.add_role(ALIYEV, "chair of COP29", "ana", since="2024-01", until="2024-12", party="United Nations")
    roles = talks.frames.statements()["role"].tolist()
    assert (roles[0], roles[3]) == ("president", "chair of COP29")
    assert (parties(talks)[0], parties(talks)[3]) == ("Azerbaijan", "United Nations")
    assert [role.role for role in talks.actors.roles()[ALIYEV]] == ["chair of COP29"]


def test_an_alias_names_who_was_not_known(workspace):
    add(workspace, coded())
    analysed = coded("They accept the corridor", "the Armenian envoy", "Armenia", published=dt.date(2023, 6, 1))
    unknown = replace(analysed.analysis.statements[0], speaker=None, party=None)
    add(workspace, replace(analysed, analysis=replace(analysed.analysis, statements=(unknown,))))
    workspace.actors.add_alias("Ararat Mirzoyan", "the Armenian envoy", "ana")
    assert speakers(workspace) == [ALIYEV, "Ararat Mirzoyan"]


def test_a_correction_by_hand_wins_over_what_was_said_before_it(talks):
    talks.actors.merge(["Ararat Mirzoian"], "Ararat Mirzoyan", "ana")
    talks.corrections.correct(3, "speaker", "Ararat Mirzoian", "ben")
    talks.corrections.correct(3, "party", "Georgia", "ben")
    assert (speakers(talks)[2], parties(talks)[2]) == ("Ararat Mirzoian", "Georgia")
    # A new name is for all statements, those corrected before it too; whom a statement speaks for stays.
    talks.actors.rename("Ararat Mirzoian", "A. Mirzoian", "ana")
    talks.actors.move("A. Mirzoian", "Armenia", "ana")
    assert (speakers(talks)[2], parties(talks)[2]) == ("A. Mirzoian", "Georgia")


def test_changes_build_on_each_other_and_one_that_is_undone_was_never_made(talks):
    moved = talks.actors.move("Ararat Mirzoyan", "Georgia", "ana")
    talks.actors.rename("Ararat Mirzoyan", "A. Mirzoyan", "ana")
    talks.actors.merge(["Ararat Mirzoian"], "A. Mirzoyan", "ana")
    assert speakers(talks)[1:] == ["A. Mirzoyan", "A. Mirzoyan"]
    assert parties(talks)[1:] == ["Georgia", "Georgia"]
    # The text of a later article has the old name still.
    add(talks, coded("We insist on it", "Ararat Mirzoyan", "Armenia", published=dt.date(2023, 8, 1)))
    assert parties(talks)[3] == "Georgia"
    talks.actors.undo(moved, "ben")
    assert parties(talks)[1] == "Armenia"


def test_the_log_says_who_said_what_and_who_took_it_back(talks):
    first = talks.actors.rename(ALIYEV, "President Aliyev", "ana")
    talks.actors.set_group("Others", ["Armenia"], "ben")
    talks.actors.undo(first, "ben")
    log = talks.actors.log()
    assert log[["action", "name", "user", "undone_by"]].values.tolist() == [
        ["group", "Others", "ben", None],
        ["rename", ALIYEV, "ana", "ben"],
    ]
    assert log["value"].tolist() == [{"parties": ["Armenia"]}, {"to": "President Aliyev"}]
    assert log["undone"].isna().tolist() == [True, False]
    with pytest.raises(UnknownIdError):
        talks.actors.undo(99, "ana")


def test_groups_are_made_changed_and_deleted(talks):
    talks.actors.set_group("South Caucasus", ["Armenia", "Azerbaijan"], "ana")
    talks.actors.set_group("South Caucasus", ["Armenia", "Azerbaijan", "Georgia"], "ana")
    talks.actors.set_group("Neighbours", ["Georgia"], "ana")
    assert talks.actors.groups() == {
        "Neighbours": ("Georgia",),
        "South Caucasus": ("Armenia", "Azerbaijan", "Georgia"),
    }
    deleted = talks.actors.delete_group("South Caucasus", "ana")
    assert list(talks.actors.groups()) == ["Neighbours"]
    talks.actors.undo(deleted, "ana")
    assert list(talks.actors.groups()) == ["Neighbours", "South Caucasus"]


def test_an_outlet_is_no_actor(workspace):
    analysed = coded("We accept it all", "The Herald", "Armenia")
    outlet = Mention(0, 10, "The Herald", "The Herald", ActorKind.OUTLET)
    add(workspace, replace(analysed, analysis=replace(analysed.analysis, mentions=(outlet,))))
    row = workspace.frames.statement(1)
    assert (row["speaker"], row["party"], row["role"]) == (None, None, None)
    assert row["source_mention"] == "The Herald"
    with pytest.raises(StoreError, match="The Herald is an outlet"):
        workspace.actors.move("The Herald", "Armenia", "ana")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda actors: actors.rename(ALIYEV, "Ararat Mirzoyan", "ana"), "already. Merge"),
        (lambda actors: actors.rename(ALIYEV, " ", "ana"), "can't be empty"),
        (lambda actors: actors.merge([ALIYEV], ALIYEV, "ana"), "at least one actor"),
        (lambda actors: actors.split(ALIYEV, "Another", "ana"), "which source mentions or which articles"),
        (lambda actors: actors.add_role(ALIYEV, "chair", "ana", since="2025", until="2024"), "before it begins"),
        (lambda actors: actors.add_role(ALIYEV, "chair", "ana", since="in May"), "dates of the role"),
        (lambda actors: actors.set_group("Armenia", ["Azerbaijan"], "ana"), "is an actor"),
        (lambda actors: actors.set_group("All", [], "ana"), "at least one party"),
        (lambda actors: actors.delete_group("All", "ana"), "no group named All"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(talks, change, message):
    with pytest.raises(StoreError, match=message):
        change(talks.actors)
    assert talks.actors.log().empty


NAMES = st.sampled_from([ALIYEV, "Ararat Mirzoyan", "Ararat Mirzoian", "Armenia", "Azerbaijan", "New name", "Other"])
CHANGES = st.one_of(
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("merge"), st.lists(NAMES, min_size=1, max_size=2), NAMES),
    st.tuples(st.just("split"), NAMES, NAMES),
    st.tuples(st.just("move"), NAMES, st.one_of(st.none(), NAMES)),
    st.tuples(st.just("add_role"), NAMES, st.just("envoy")),
    st.tuples(st.just("add_alias"), NAMES, NAMES),
    st.tuples(st.just("set_group"), st.sampled_from(["Us", "Them"]), st.lists(NAMES, min_size=1, max_size=2)),
)


def everything(workspace):
    frames, actors = workspace.frames, workspace.actors
    tables = (frames.statements(), frames.codings(), frames.events(), frames.mentions(), frames.articles())
    return tables, (actors.groups(), actors.roles(), actors.aliases())


@given(st.lists(CHANGES, max_size=6), st.randoms())
@settings(max_examples=12, deadline=None)
def test_all_changes_undone_in_any_order_give_the_state_before_exactly(changes, order):
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "talks.db") as workspace:
        fill(workspace)
        workspace.corrections.correct(2, "speaker", "Armenia", "ben")
        tables, said = everything(workspace)
        made = []
        for action, *what in changes:
            more = {"articles": [2, 3]} if action == "split" else {}
            try:
                made.append(getattr(workspace.actors, action)(*what, "ana", **more))
            except StoreError:
                continue  # refused, such as a rename to a name that is there
        order.shuffle(made)
        for change in made:
            workspace.actors.undo(change, "ben")
        tables_after, said_after = everything(workspace)
        for before, after in zip(tables, tables_after, strict=True):
            pd.testing.assert_frame_equal(before, after)
        assert said == said_after
