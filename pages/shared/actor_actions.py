"""What can be said of an actor, in place: each a small form behind a button, to be taken back in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from analysis.access import Act
from analysis.store import Filters, StoreError
from analysis.store.actor_changes import ActorChanges
from analysis.views.actor_profile import Profile
from pages.shared.actor_evidence import list_actors
from pages.shared.evidence import current_options, gather
from pages.shared.kept import kept
from pages.shared.text import label, shorten
from pages.shared.user import current_user, may, told
from pages.shared.workspace import current_workspace

_MADE, _PROBLEM = "actor-changes-made", "actor-problem"
NO_PARTY = "no party"
# The most names, and titles, that a list to choose from holds.
_OFFERED, _OFFERED_ARTICLES = 1000, 200

# Makes a change of the actors as the user of this name, from the fields of its form.
Change = Callable[[ActorChanges, str], int]


def show_actions(shown: Profile) -> None:
    """The buttons, and what stands against the last change, if anything does; nothing for who may change none."""
    if not may(Act.CHANGE_ACTOR):
        return
    with st.container(horizontal=True, gap="small", key="actor-actions"):
        _rename(shown.name)
        _merge(shown.name)
        _split(shown)
        _move(shown)
        _add_role(shown.name)
        _add_alias(shown.name)
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(label(problem))


def _rename(name: str) -> None:
    with _form("Rename", "edit"):
        st.text_input("Its name", value=name, key=_key("name"))
        _submit("Rename", lambda actors, user: actors.rename(name, _value("name"), user), opens="name")


def _merge(name: str) -> None:
    others = [other for other in list_actors(Filters())["name"].head(_OFFERED + 1) if other != name]
    with _form("Merge with…", "merge"):
        st.multiselect(
            f"Other names of {label(name)}", others, key=_key("others"), placeholder="Choose or type names",
            accept_new_options=True, help=f"Offered are the {_OFFERED:,} that speak most; any other name can be typed.",
        )  # fmt: skip
        st.caption("Their statements, mentions and events become this actor’s, its party theirs.")
        _submit("Merge", lambda actors, user: actors.merge(_value("others"), name, user))


def _split(shown: Profile) -> None:
    titles = kept(lambda: _articles_with(shown.name), "articles with", shown.name)
    words = list(dict.fromkeys((*shown.source_mentions, *shown.names)))
    with _form("Split…", "call_split"):
        st.text_input("Name of the other actor", key=_key("other"))
        st.multiselect("Where the text says", words, key=_key("words"), placeholder="Any words")
        st.multiselect(
            "In the articles",
            titles,
            key=_key("in"),
            format_func=titles.__getitem__,
            placeholder="All articles",
            help=f"Offered are the {_OFFERED_ARTICLES} added last." if len(titles) == _OFFERED_ARTICLES else None,
        )
        st.caption("Such statements, mentions and events become the other actor’s. With words and articles, both fit.")
        _submit(
            "Split",
            lambda actors, user: actors.split(
                shown.name, _value("other"), user, mentions=_value("words"), articles=_value("in")
            ),
        )


def _move(shown: Profile) -> None:
    if shown.is_party:
        return
    parties = [NO_PARTY, *current_options().parties]
    at = parties.index(shown.party) if shown.party in parties else 0
    with _form("Move to party", "swap_horiz"):
        st.selectbox("It speaks for", parties, index=at, key=_key("party"), accept_new_options=True)
        st.caption("At all times; for some time only, add a role with its party.")
        _submit("Move", lambda actors, user: actors.move(shown.name, _party("party"), user))


def _add_role(name: str) -> None:
    with _form("Add a role", "badge"):
        st.text_input("What it was", key=_key("role"), placeholder="Secretary of State")
        first, last = st.columns(2)
        first.text_input("From", key=_key("since"), placeholder="2025-01-21", help="Or 2025-01, or 2025; empty: open")
        last.text_input("Until", key=_key("until"), placeholder="2025-12-31", help="This day too; empty: still")
        st.selectbox(
            "For which party at that time", current_options().parties, index=None, key=_key("for"),
            placeholder="As it is", accept_new_options=True,
        )  # fmt: skip
        _submit(
            "Add",
            lambda actors, user: actors.add_role(
                name, _value("role"), user, since=_value("since").strip(), until=_value("until").strip(),
                party=_value("for"),
            ),
        )  # fmt: skip


def _add_alias(name: str) -> None:
    statements = gather(Filters()).statements
    nobody = statements["source_mention"][statements["speaker"].isna()].dropna()
    with _form("Add an alias", "alternate_email"):
        st.selectbox(
            "Words that mean this actor", [*nobody.value_counts().head(_OFFERED).index], index=None, key=_key("alias"),
            placeholder="Choose or type", accept_new_options=True,
            help="Offered are words that name a source of whom Parley does not know who it is.",
        )  # fmt: skip
        _submit("Add", lambda actors, user: actors.add_alias(name, _value("alias") or "", user))


@contextmanager
def _form(words: str, icon: str) -> Iterator[None]:
    """A form behind a button. One of another key is closed and empty: it closes once a change was made."""
    key = f"{words}-{st.session_state.get(_MADE, 0)}"
    with st.popover(words, icon=f":material/{icon}:", key=f"say-{key}"), st.form(f"form-{key}", border=False):
        yield


def _submit(words: str, change: Change, opens: str = "") -> None:
    """The form's button; ``opens`` is the field that names the actor whose page is shown after it."""
    st.form_submit_button(words, type="primary", on_click=_try, args=(change, opens))


def _try(change: Change, opens: str) -> None:
    """Make a change, or keep what stands against it for the page to say."""
    try:
        change(current_workspace().actors, current_user())
    except StoreError as problem:
        st.session_state[_PROBLEM] = told(problem)
        return
    if opens:
        st.query_params["who"] = " ".join(_value(opens).split())
    st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1
    st.toast("Said. Every view follows; the log below can take it back.")


def _key(field: str) -> str:
    return f"actor-{field}-{st.session_state.get(_MADE, 0)}"


def _value(field: str) -> Any:
    return st.session_state[_key(field)]


def _party(field: str) -> str | None:
    chosen = _value(field)
    return None if chosen == NO_PARTY else chosen


def _articles_with(name: str) -> dict[int, str]:
    """The last added of the articles that name the actor or quote it: id -> title."""
    frames, evidence = current_workspace().frames, gather(Filters())
    mentions = frames.mentions()
    ids = {*mentions.loc[mentions["name"] == name, "article_id"]}
    ids |= {*evidence.statements["article_id"][evidence.statements["speaker"] == name]}
    articles = evidence.articles[evidence.articles["article_id"].isin(ids)]
    articles = frames.with_texts(articles.head(_OFFERED_ARTICLES))
    names = articles["title"].where(articles["title"] != "", articles["file"])
    return {int(id_): shorten(name, 80) for id_, name in zip(articles["article_id"], names, strict=True)}
