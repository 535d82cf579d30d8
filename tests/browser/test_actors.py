"""One minister under two names: merged by an analyst, seen so in every view, and taken apart again."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from analysis.coding.encoder import HashingEncoder
from analysis.home import create_workspace
from analysis.model import (
    ActorKind,
    Analysis,
    Article,
    CodedAnalysis,
    Coding,
    DateOrigin,
    Mention,
    Span,
    StanceLabel,
    Statement,
    StatementKind,
    Token,
)  # fmt: skip
from analysis.reading.fingerprint import content_hash, signature
from analysis.store import Workspace
from tests.browser.steps import PATIENCE, cards, click_point, open_in_article, open_page, settle

CLARE, KLAR = "Clare Amode", "Klar Amodé"


@pytest.fixture
def merging(app):  # noqa: ARG001 (its data folder must be set first)
    """A workspace with the same minister under two names, one of them of no known party."""
    path = create_workspace("merging")
    with Workspace.open(path) as workspace:
        for number, (speaker, party) in enumerate([(CLARE, "Kenya"), (KLAR, None)]):
            coded = said(speaker, party, number)
            article = coded.analysis.article
            workspace.add(coded, content_hash=content_hash(article), signature=signature(article))
    return "merging"


def said(speaker: str, party: str | None, number: int) -> CodedAnalysis:
    """An article in which a speaker accuses Ethiopia of refusing a ceasefire."""
    words = f"accused Ethiopia of refusing a ceasefire for the {number + 1}. time"
    text = f"{speaker} {words}."
    start, at = len(speaker) + 1, text.index("Ethiopia")
    statement = Statement(
        StatementKind.POSITION,
        start,
        len(text) - 1,
        words,
        (0, len(text)),
        cue=Span(start, start + len("accused"), "accused"),
        speaker=speaker,
        party=party,
        confidence=0.9,
        parts=((start, len(text) - 1),),
        tokens=parse(words, start),
    )
    mentions = (
        Mention(0, len(speaker), speaker, speaker, ActorKind.PERSON, party),
        Mention(at, at + len("Ethiopia"), "Ethiopia", "Ethiopia", ActorKind.COUNTRY, "Ethiopia"),
    )
    day = dt.date(2025, 3, 1 + number)
    article = Article(f"{number}.txt", f"Talks {number}", text, day, DateOrigin.METADATA, "Herald")
    coding = Coding("ceasefire", StanceLabel.SUPPORT, 0.8, 0.9)
    encoder = HashingEncoder()
    return CodedAnalysis(
        Analysis(article, mentions, (statement,)), ((coding,),), encoder.encode([words]), encoder.name, "test 1"
    )


def parse(words: str, start: int) -> tuple[Token, ...]:
    accused, ethiopia, *rest = words.split()
    tokens = [
        Token(accused, "accuse", "VERB", "ROOT", 0, start),
        Token(ethiopia, "Ethiopia", "PROPN", "dobj", 0, start + len(accused) + 1),
    ]
    return (*tokens, *(Token(word, word, "X", "dep", 0, start + words.index(word)) for word in rest))


@pytest.mark.slow
def test_two_names_are_merged_seen_in_every_view_and_taken_apart_again(app, merging, tab):
    open_page(tab, app, "relations", workspace=merging)
    expect(tab.get_by_text("1 tie between 2 parties.").last).to_be_visible(timeout=PATIENCE)
    open_page(tab, app, "actors", workspace=merging, who=CLARE)
    expect(tab.get_by_text("speaks for Kenya: 1 statement,")).to_be_visible(timeout=PATIENCE)
    merge_with(tab, KLAR)
    expect(tab.get_by_text("speaks for Kenya: 2 statements,")).to_be_visible(timeout=PATIENCE)
    expect(cards(tab)).to_have_count(2, timeout=PATIENCE)

    open_page(tab, app, "matrix", workspace=merging)
    expect(tab.get_by_text("from 2 statements").last).to_be_visible(timeout=PATIENCE)
    open_page(tab, app, "relations", workspace=merging)
    expect(tab.get_by_text("2 ties between 2 parties.").last).to_be_visible(timeout=PATIENCE)
    click_point(tab)
    expect(tab.get_by_text("Kenya accuses 2")).to_be_visible(timeout=PATIENCE)
    open_in_article(tab, cards(tab).first)

    open_page(tab, app, "actors", workspace=merging, who=CLARE)
    expect(tab.get_by_text(f"{KLAR} is {CLARE}")).to_be_visible(timeout=PATIENCE)
    tab.get_by_role("button", name="Undo").click()
    expect(tab.get_by_text("speaks for Kenya: 1 statement,")).to_be_visible(timeout=PATIENCE)
    open_page(tab, app, "relations", workspace=merging)
    expect(tab.get_by_text("1 tie between 2 parties.").last).to_be_visible(timeout=PATIENCE)


def merge_with(tab, name):
    """Merge the actor of this page with another name."""
    tab.get_by_role("button", name="Merge with").click()
    tab.get_by_role("combobox", name=f"Other names of {CLARE}").fill(name)
    tab.get_by_role("option", name=name).click()
    tab.keyboard.press("Tab")  # closes the list of names, which lies over the button
    tab.get_by_role("button", name="Merge", exact=True).click()
    settle(tab)
