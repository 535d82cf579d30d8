"""Articles in which nearly everything is in doubt, made by hand: what a page must not show as sure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from analysis.coding.codebook import load_codebook
from analysis.coding.encoder import HashingEncoder
from analysis.home import workspace_place
from analysis.model import (
    ActorKind,
    Analysis,
    Article,
    CodedAnalysis,
    Coding,
    DateOrigin,
    Event,
    EventType,
    Mention,
    Precision,
    Span,
    StanceLabel,
    Statement,
    StatementKind,
)  # fmt: skip
from analysis.reading.fingerprint import content_hash, signature
from analysis.store import Workspace
from tests.pages.material import CODEBOOK, NAME

# Nobody knows who said it, for whom, when, or in which outlet; the machine is 30 % sure that it is a statement at all.
NAMELESS = "An official said the truce would hold."
# Sudan's only statement, in one outlet, with a stance that the machine is 42 % sure of.
THIN = "Adel Hamid said the army would accept a ceasefire."
# The Rapid Support Forces' only statement: its stance is too unsure to count.
UNSURE = "The Rapid Support Forces said the ceasefire was another matter."
# Two statements by Egypt, both in one outlet.
ALONE = ("Badr Abdelatty said Egypt backed the ceasefire.", "Badr Abdelatty said the ceasefire was overdue.")
# A turn of Mali's and one of Chad's within the days of a contradiction: all from one outlet, little sure, Chad's by
# nobody in particular and little sure to be statements at all.
TURNS = (
    ("Mali", "Mali said it opposed the mediation.", "it opposed the mediation", -0.8, 3, 0.9, 0.42),
    ("Mali", "Mali said it backed the mediation.", "it backed the mediation", 0.8, 20, 0.9, 0.42),
    ("Chad", "Chad said it opposed the mediation.", "it opposed the mediation", -0.8, 8, 0.3, 0.7),
    ("Chad", "Chad said it backed the mediation.", "it backed the mediation", 0.8, 10, 0.3, 0.7),
    ("Egypt", "Egypt said it backed the mediation.", "it backed the mediation", 0.8, 20, 0.9, 0.42),
    ("Egypt", "Egypt said it would back the mediation.", "it would back the mediation", 0.8, 21, 0.9, 0.42),
)
# A deadline that is announced, and what came of it: both little sure.
FORETOLD = "Egypt said it would hold talks on border camps within ten days."
DONE = "Egypt held talks on border camps with Sudan."
ACCUSED = "Egypt accused Sudan of shelling."
# An event without a date, in one article, that the machine is 25 % sure of.
EVENT = "Envoys may have met somewhere."


def fill_doubtful() -> Path:
    """Make a workspace of them; returns its file."""
    path = workspace_place(NAME)
    with Workspace.open(path) as workspace:
        workspace.save_codebook(load_codebook())
        for coded in _articles():
            article = coded.analysis.article
            workspace.add(coded, content_hash=content_hash(article), signature=signature(article))
    return path


def _articles() -> list[CodedAnalysis]:
    day = dt.date(2025, 5, 7)
    hamid = {"speaker": "Adel Hamid", "party": "Sudan"}
    militia = {"speaker": "Rapid Support Forces", "party": "Rapid Support Forces"}
    egypt = {"speaker": "Badr Abdelatty", "party": "Egypt"}
    return [
        _coded("nameless.txt", NAMELESS, "the truce would hold", 0.3, coding=0.3, source=Span(0, 11, "An official")),
        _coded("thin.txt", THIN, "the army would accept a ceasefire", 0.9, 0.42, day, "Nile Post", **hamid),
        _coded("unsure.txt", UNSURE, "the ceasefire was another matter", 0.9, 0.2, day, "Nile Post", **militia),
        _coded("one.txt", ALONE[0], "Egypt backed the ceasefire", 0.9, 0.9, day, "Cairo Review", **egypt),
        _coded("two.txt", ALONE[1], "the ceasefire was overdue", 0.9, 0.9, day, "Cairo Review", **egypt),
        _event(EVENT, EventType.CONSULT),
        *(_turn(*turn) for turn in TURNS),
        _coded(
            "foretold.txt",
            FORETOLD,
            "it would hold talks on border camps within ten days",
            0.3,
            0.2,
            day,
            "Nile Post",
            theme="negotiations",
            party="Egypt",
        ),
        _event(DONE, EventType.CONSULT, "2025-05-12", "Egypt", "Sudan"),
        _event(ACCUSED, EventType.ACCUSE, "2025-05-13", "Egypt", "Sudan"),
    ]


def _turn(
    party: str, text: str, content: str, score: float, day: int, confidence: float, coding: float
) -> CodedAnalysis:
    published = dt.date(2025, 6, day)
    file = f"{party}-{day}.txt"
    return _coded(
        file, text, content, confidence, coding, published, "Sahel Wire", theme="mediation", score=score, party=party
    )


def _coded(
    file: str,
    text: str,
    content: str,
    confidence: float,
    coding: float,
    published: dt.date | None = None,
    outlet: str | None = None,
    theme: str = "ceasefire",
    score: float = 0.8,
    **who: object,
) -> CodedAnalysis:
    origin = DateOrigin.METADATA if published else DateOrigin.UNKNOWN
    article = Article(file, file, text, published, origin, outlet)
    start = text.index(content)
    statement = Statement(
        StatementKind.INDIRECT,
        start,
        start + len(content),
        content,
        (0, len(text)),
        confidence=confidence,
        parts=((start, start + len(content)),),
        **who,
    )
    stance = StanceLabel.SUPPORT if score > 0 else StanceLabel.OPPOSE
    found = Coding(theme, stance, score, coding, evidence=(theme,))
    vectors = HashingEncoder().encode([content])
    return CodedAnalysis(
        Analysis(article, statements=(statement,)), ((found,),), vectors, HashingEncoder().name, CODEBOOK
    )


def _event(text: str, type_: EventType, date: str | None = None, *parties: str) -> CodedAnalysis:
    """An article of one event, which the machine is 25 % sure of."""
    article = Article(f"{text[:9]}.txt", text[:12], text, dt.date(2025, 5, 7), DateOrigin.METADATA, "Nile Post")
    end = len(text) - 1
    event = Event(
        type_, 0, end, text[:end], (0, len(text)), date, Precision.DAY if date else None, parties, parties,
        confidence=0.25,
    )  # fmt: skip
    named = tuple(
        Mention(text.index(party), text.index(party) + len(party), party, party, ActorKind.COUNTRY, party)
        for party in parties
    )
    vectors = HashingEncoder().encode([])
    return CodedAnalysis(
        Analysis(article, mentions=named, events=(event,)), (), vectors, HashingEncoder().name, CODEBOOK
    )
