"""Three articles on talks over Sudan with what is to be found in them, made by hand, and a page to run on them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analysis.coding.codebook import load_codebook
from analysis.coding.encoder import HashingEncoder
from analysis.home import has_workspace, workspace_place
from analysis.model import (
    Analysis,
    Article,
    CodedAnalysis,
    Coding,
    DateOrigin,
    Event,
    EventType,
    Precision,
    StanceLabel,
    Statement,
    StatementKind,
)  # fmt: skip
from analysis.reading.fingerprint import content_hash, signature
from analysis.store import Workspace

NAME = "sudan"
CODEBOOK = "war_and_peace_talks 1"
ROOT = Path(__file__).resolve().parents[2]
HOSTILE_TITLE = "<script>window.hacked = 1</script> ![x](http://example.invalid/x.png) :red[**Talks**]"
_FIRST = "General Adel Hamid said the army would accept a truce. The two sides met in Jeddah on Tuesday."
_SECOND = "The Rapid Support Forces rejected a truce. <img src=x onerror=alert(1)> They marched on Tuesday."
_THIRD = "Nobody knows when the envoys meet."


def fill() -> Path:
    """Make the workspace of the tests; returns its file."""
    path = workspace_place(NAME)
    with Workspace.open(path) as workspace:
        workspace.save_codebook(load_codebook())
        for coded in (_army(), _militia(), _undated()):
            article = coded.analysis.article
            workspace.add(coded, content_hash=content_hash(article), signature=signature(article))
    return path


def run_page(name: str, state: dict[str, object] | None = None, **address: str) -> AppTest:
    """Run one page within the app's navigation.

    Args:
        name: the page.
        state: values of the frame's widgets, such as filters.
        address: the parameters that it is opened with.
    """
    if not has_workspace(place := workspace_place(NAME)):
        Workspace.open(place).close()
    test = AppTest.from_function(_page, args=(name, str(ROOT)), default_timeout=30)
    test.session_state["workspace"] = NAME
    for key, value in (state or {}).items():
        test.session_state[key] = value
    for key, value in address.items():
        test.query_params[key] = value
    return test.run()


def shown(test: AppTest) -> str:
    """All HTML of a page that was run, but for its own scripts and styles."""
    bodies = [element.proto.body for element in test.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<script>", "<style>")))


def _page(name, root):
    import runpy

    import streamlit as st

    from pages.shared.frame import note_frame
    from pages.shared.navigation import all_pages
    from pages.shared.saved_views import show_saved_views

    note_frame()
    st.navigation(all_pages(), position="hidden")
    with st.sidebar:
        show_saved_views(name)
    runpy.run_path(f"{root}/pages/{name}.py")


def _army() -> CodedAnalysis:
    article = Article("army.txt", HOSTILE_TITLE, _FIRST, dt.date(2025, 5, 7), DateOrigin.DATELINE, "Khartoum Herald")
    content = "the army would accept a truce"
    statement = _statement(_FIRST, content, StatementKind.INDIRECT, "Adel Hamid", "Sudan", "2025-05-07")
    start = _FIRST.index("The two sides")
    event = Event(
        EventType.CONSULT, start, len(_FIRST) - 1, _FIRST[start:-1], (start, len(_FIRST)), "2025-05-06", Precision.DAY,
        parties=("Sudan", "Rapid Support Forces"), place="Jeddah", confidence=0.8,
    )  # fmt: skip
    return _coded(article, statement, StanceLabel.SUPPORT, 0.7, event)


def _militia() -> CodedAnalysis:
    article = Article("rsf.txt", "A truce is refused", _SECOND, dt.date(2025, 6, 2), DateOrigin.METADATA, "Nile Post")
    statement = _statement(
        _SECOND, "a truce", StatementKind.POSITION, "Rapid Support Forces", "Rapid Support Forces", "2025-06-02"
    )
    return _coded(article, statement, StanceLabel.OPPOSE, -0.8)


def _undated() -> CodedAnalysis:
    event = Event(EventType.CONSULT, 18, 33, _THIRD[18:33], (0, len(_THIRD)), planned=True)
    vectors = HashingEncoder().encode([])
    analysis = Analysis(Article("envoys.txt", "Envoys to meet", _THIRD), events=(event,))
    return CodedAnalysis(analysis, (), vectors, HashingEncoder().name, CODEBOOK)


def _statement(text: str, content: str, kind: StatementKind, speaker: str, party: str, date: str) -> Statement:
    start = text.index(content)
    end = start + len(content)
    sentence = (0, text.index(".") + 1)
    return Statement(
        kind,
        start,
        end,
        content,
        sentence,
        speaker=speaker,
        party=party,
        confidence=0.9,
        parts=((start, end),),
        date=date,
    )


def _coded(article: Article, statement: Statement, stance: StanceLabel, score: float, *events: Event) -> CodedAnalysis:
    coding = Coding("ceasefire", stance, score, 0.9, evidence=("truce",))
    vectors = HashingEncoder().encode([statement.text])
    return CodedAnalysis(
        Analysis(article, statements=(statement,), events=events),
        ((coding,),),
        vectors,
        HashingEncoder().name,
        CODEBOOK,
    )
