"""Who speaks and acts, what each of them was and when, whom they speak about, and what was said of them in words."""

import datetime as dt
from dataclasses import replace

import pytest

from analysis.model import ActorKind, Mention
from analysis.store import Filters
from analysis.store.actors_in_force import HeldRole
from analysis.views.actor_log import describe_change, involved
from analysis.views.actor_profile import is_outlet, profile
from analysis.views.actor_roles import role_lines
from analysis.views.actors import actor_table, joint_speakers, matching, speaks
from analysis.views.evidence import gather
from analysis.views.known_actors import known_actors
from analysis.views.options import options, parties_of
from analysis.views.spoken_about import ActorPlaces
from tests.store.samples import add, coded

ALIYEV, MIRZOYAN = "Ilham Aliyev", "Ararat Mirzoyan"


@pytest.fixture
def talks(workspace):
    """Aliyev speaks twice, once of Armenia, then both sides together; the Herald only reports."""
    spoken = coded("We accept what Armenia offers here")
    text = spoken.analysis.article.text
    at = text.index("Armenia")
    more = (
        Mention(at, at + 7, "Armenia", "Armenia", ActorKind.COUNTRY, "Armenia"),
        Mention(len(text) - 7, len(text) - 1, "Monday", "Herald", ActorKind.OUTLET),
    )
    add(workspace, replace(spoken, analysis=replace(spoken.analysis, mentions=(*spoken.analysis.mentions, *more))))
    add(workspace, coded("We reject it", MIRZOYAN, "Armenia", published=dt.date(2023, 6, 1)))
    joint = coded("We will meet again", f"{ALIYEV} and {MIRZOYAN}", None, published=dt.date(2023, 7, 1))
    add(workspace, replace(joint, analysis=replace(joint.analysis, mentions=())))
    return workspace


def drawn(workspace, filters=Filters()):  # noqa: B008
    evidence, mentions = gather(workspace, filters), workspace.frames.mentions()
    return evidence, mentions, ActorPlaces(mentions).within(evidence.statements)


def profile_of(workspace, name, filters=Filters()):  # noqa: B008
    return profile(workspace, *drawn(workspace, filters), name)


def test_the_list_has_speakers_with_what_they_said_and_no_outlet(talks):
    evidence, mentions, _ = drawn(talks)
    table = actor_table(evidence, known_actors(mentions)).set_index("name")
    assert "Herald" not in table.index
    assert table.loc[ALIYEV, ["kind", "party", "roles", "statements"]].tolist() == [
        "person",
        "Azerbaijan",
        "president",
        2,
    ]
    assert (table.loc[ALIYEV, "first"], table.loc[MIRZOYAN, "last"]) == (dt.date(2023, 5, 8), dt.date(2023, 7, 1))
    assert matching(table.reset_index(), "ARMENIA mirz")["name"].tolist() == [MIRZOYAN]


def test_joint_speakers_are_each_of_them_and_a_name_with_and_is_one(talks):
    assert joint_speakers("France, Germany and Poland", {"France", "Germany", "Poland"}) == (
        "France",
        "Germany",
        "Poland",
    )
    assert joint_speakers("Trinidad and Tobago", {"Trinidad and Tobago"}) == ("Trinidad and Tobago",)
    assert joint_speakers("Army and others", {"Army"}) == ("Army and others",)
    statements = talks.frames.statements()
    assert speaks(statements, ALIYEV).tolist() == [True, False, True]
    assert speaks(statements, "Armenia").tolist() == [False, True, False]


def test_a_page_says_what_an_actor_is_and_whom_it_speaks_about(talks):
    shown = profile_of(talks, ALIYEV)
    assert (shown.kind, shown.party, shown.is_party) == ("person", "Azerbaijan", False)
    assert [(one.party, one.when, one.statements) for one in shown.parties] == [("Azerbaijan", "14 May 2023", 1)]
    assert shown.statement_ids == (3, 1)
    assert shown.stances["theme"].tolist() == ["corridors"]
    assert shown.about[["name", "statements"]].values.tolist() == [["Armenia", 1]]
    assert shown.source_mentions == {ALIYEV: 1}
    assert shown.events["actors"].tolist() == [[ALIYEV]]
    about = profile_of(talks, "Armenia")
    assert (about.is_party, about.speakers) == (True, {MIRZOYAN: 1})
    assert about.by[["name", "statements"]].values.tolist() == [[ALIYEV, 1]]


def test_a_page_obeys_the_filters_and_follows_a_merge(talks):
    assert profile_of(talks, MIRZOYAN, Filters(parties=("Azerbaijan",))).statement_ids == ()
    talks.actors.merge([ALIYEV], MIRZOYAN, "ana")
    assert profile_of(talks, ALIYEV) is None or not profile_of(talks, ALIYEV).names
    merged = profile_of(talks, MIRZOYAN)
    assert 1 in merged.statement_ids and 2 in merged.statement_ids
    assert next(iter(merged.names)) == ALIYEV
    assert merged.party == "Armenia"


def test_a_workspace_without_events_has_pages_too(workspace):
    spoken = coded()
    add(workspace, replace(spoken, analysis=replace(spoken.analysis, events=())))
    assert profile_of(workspace, ALIYEV).statement_ids == (1,)
    assert profile_of(workspace, ALIYEV).events.empty
    evidence, mentions, _ = drawn(workspace)
    assert actor_table(evidence, known_actors(mentions))["events"].tolist() == [0]


def test_an_outlet_and_a_name_that_nobody_knows_have_no_page(talks):
    assert profile_of(talks, "Nobody") is None
    assert is_outlet(talks.frames.mentions(), "Herald")
    assert not is_outlet(talks.frames.mentions(), ALIYEV)


def test_roles_say_when_and_who_knows_them(talks):
    mentions = talks.frames.mentions()
    said = (HeldRole("chair of COP29", "2024-01-01", "2024-12", "United Nations"), HeldRole("envoy"))
    lines = role_lines(ALIYEV, (), mentions[mentions["name"] == ALIYEV], said)
    assert (lines[0].role, lines[0].when, lines[0].party) == (
        "chair of COP29", "1 January 2024 – December 2024", "United Nations",
    )  # fmt: skip
    assert lines[1].when == "any time"
    assert [line.origin for line in lines[:2]] == ["an analyst", "an analyst"]
    assert (lines[-1].role, lines[-1].when, lines[-1].origin) == ("president", "14 May 2023", "articles")


def test_offices_of_the_shipped_tables_are_known_by_name():
    import pandas as pd

    nowhere = pd.DataFrame({"role": [], "party": [], "first_day": [], "last_day": []}, dtype="str")
    lines = role_lines("Condoleezza Rice", (), nowhere, ())
    assert [(line.role, line.when) for line in lines] == [("secretary of state", "26 January 2005 – 20 January 2009")]


@pytest.mark.parametrize(
    ("action", "name", "value", "words"),
    [
        ("rename", "A", {"to": "B"}, "A is named B"),
        ("merge", "A", {"names": ["B", "C"], "party": None}, "B and C are A"),
        ("split", "A", {"to": "B", "mentions": ["the general"], "articles": ["x"]},
         "A is B where the text says “the general” in 1 article"),
        ("move", "A", {"party": None}, "A speaks for no party"),
        ("role", "A", {"role": "envoy", "since": "2025-01-21", "until": None, "party": "Oman"},
         "A was envoy from 21 January 2025, for Oman"),
        ("alias", "A", {"alias": "the general"}, "“the general” means A"),
        ("group", "Us", {"parties": ["Oman", "Qatar"]}, "Group Us: Oman, Qatar"),
        ("group", "Us", {"parties": []}, "Group Us is deleted"),
    ],
)  # fmt: skip
def test_a_change_reads_as_a_sentence(action, name, value, words):
    assert describe_change(action, name, value) == words


def test_the_log_of_an_actor_has_all_that_speaks_of_it(talks):
    talks.actors.move(ALIYEV, "Türkiye", "ana")
    talks.actors.merge([ALIYEV], MIRZOYAN, "ana")
    talks.actors.set_group("Others", ["Armenia"], "ana")
    assert involved(talks.actors.log(), ALIYEV)["action"].tolist() == ["merge", "move"]
    assert involved(talks.actors.log(), "Armenia")["action"].tolist() == ["group", "merge"]


def test_a_group_in_the_filter_stands_for_its_parties(talks):
    talks.actors.set_group("Both", ["Armenia", "Azerbaijan"], "ana")
    groups = options(talks).groups
    assert parties_of(["Both", "Georgia", "Armenia"], groups) == ("Armenia", "Azerbaijan", "Georgia")
