"""Articles in which nearly everything is in doubt, made by hand: what a page must not show as sure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from analysis.coding.codebook import load_codebook
from analysis.coding.encoder import HashingEncoder
from analysis.home import workspace_place
from analysis.model import (
    Analysis,
    Article,
    CodedAnalysis,
    Coding,
    DateOrigin,
    Event,
    EventType,
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
        _event(),
    ]


def _coded(
    file: str,
    text: str,
    content: str,
    confidence: float,
    coding: float,
    published: dt.date | None = None,
    outlet: str | None = None,
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
    found = Coding("ceasefire", StanceLabel.SUPPORT, 0.8, coding, evidence=("ceasefire",))
    vectors = HashingEncoder().encode([content])
    return CodedAnalysis(
        Analysis(article, statements=(statement,)), ((found,),), vectors, HashingEncoder().name, CODEBOOK
    )


def _event() -> CodedAnalysis:
    article = Article("envoys.txt", "Envoys", EVENT, dt.date(2025, 5, 7), DateOrigin.METADATA, "Nile Post")
    event = Event(EventType.CONSULT, 0, 20, EVENT[:20], (0, len(EVENT)), confidence=0.25)
    vectors = HashingEncoder().encode([])
    return CodedAnalysis(Analysis(article, events=(event,)), (), vectors, HashingEncoder().name, CODEBOOK)
