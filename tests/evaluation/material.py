"""Articles with what was found in them, made by hand: what a measure is asked to compare with gold."""

from __future__ import annotations

import numpy as np

from analysis.model import (
    Analysis,
    Article,
    CodedAnalysis,
    Coding,
    DateMention,
    Precision,
    Span,
    StanceLabel,
    Statement,
    StatementKind,
)  # fmt: skip

TEXT = (
    "Serbia's President Aleksandar Vučić said that Belgrade would attend the talks. Kosovo rejected the proposal. "
    "“We want the licence plates settled,” Albin Kurti said. The two met in Brussels on 27 February."
)


def statement(
    words: str, speaker: str | None, party: str | None, source: str | None = None, text: str = TEXT
) -> Statement:
    """An indirect statement at the place of its words."""
    start = text.index(words)
    span = (start, start + len(words))
    at = text.index(source) if source else 0
    mention = Span(at, at + len(source), source) if source else None
    return Statement(
        StatementKind.INDIRECT,
        *span,
        words,
        (0, len(text)),
        source=mention,
        speaker=speaker,
        party=party,
        parts=(span,),
    )


def coding(theme: str, stance: StanceLabel) -> Coding:
    """A coding; only its theme and stance are measured."""
    return Coding(theme, stance, 0.0, 0.5)


def found(
    *statements: tuple[Statement, tuple[Coding, ...]],
    dates: tuple[tuple[str, str], ...] = (),
    article: Article | None = None,
) -> CodedAnalysis:
    """What was found in an article: statements with their codings, and dates as words and value."""
    article = article or Article("kosovo.txt", "Talks", TEXT)
    text = article.text
    mentions = tuple(
        DateMention(text.index(words), text.index(words) + len(words), words, value, Precision.DAY)
        for words, value in dates
    )
    analysis = Analysis(article, statements=tuple(one for one, _ in statements), dates=mentions)
    codings = tuple(codings for _, codings in statements)
    return CodedAnalysis(analysis, codings, np.zeros((len(statements), 4), dtype=np.float32), "none", "none")
