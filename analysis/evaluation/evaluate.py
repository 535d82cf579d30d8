"""The way of a gold set: its articles analysed, what was found measured against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.coding.encoder import HashingEncoder
from analysis.evaluation.attribution_figures import measure_attributions
from analysis.evaluation.date_figures import measure_dates
from analysis.evaluation.event_figures import measure_events
from analysis.evaluation.figures import Figure
from analysis.evaluation.gold_sets import GoldKind, GoldSet
from analysis.evaluation.misses import Measurement, Miss
from analysis.evaluation.statement_figures import measure_statements
from analysis.model import Analysis, Article, CodedAnalysis
from analysis.pipeline import AnalysisError, Setup, analyse_articles

_MEASURES: dict[GoldKind, Callable[[Sequence[Any]], Measurement]] = {
    GoldKind.STATEMENTS: measure_statements,
    GoldKind.ATTRIBUTIONS: measure_attributions,
    GoldKind.DATES: measure_dates,
    GoldKind.EVENTS: measure_events,
}
Done = Callable[[CodedAnalysis | AnalysisError], None]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How right Parley is on one gold set.

    Attributes:
        name: the set's name.
        kind: what is marked in it.
        articles: how many articles, sentences or queries it has.
        figures: the figures.
        misses: every difference behind them.
        failed: how many articles could not be analysed; they count as ones in which nothing was found.
    """

    name: str
    kind: GoldKind
    articles: int
    figures: tuple[Figure, ...]
    misses: tuple[Miss, ...] = ()
    failed: int = 0


def evaluate(gold: GoldSet, setup: Setup, executor: Executor | None = None, done: Done | None = None) -> Evaluation:
    """Analyse the articles of a gold set and compare.

    Args:
        gold: the gold.
        setup: the codebook and the encoder.
        executor: where to work; this process if not given.
        done: called with each article's outcome.
    """
    failed = 0
    if gold.claims:
        # Its module needs the views, which the other kinds can do without.
        from analysis.evaluation.search_figures import measure_search

        measured = measure_search(gold.claims, setup.encoder())
    else:
        # Only statements are coded by meaning; the other figures are the same with an encoder that costs nothing.
        needed = setup if gold.kind is GoldKind.STATEMENTS else replace(setup, encoder=HashingEncoder)
        articles = [item.article for item in gold.items]
        found = []
        for article, outcome in zip(articles, analyse_articles(articles, executor, needed), strict=True):
            if done:
                done(outcome)
            failed += isinstance(outcome, AnalysisError)
            found.append(_nothing(article) if isinstance(outcome, AnalysisError) else outcome)
        measured = _MEASURES[gold.kind](list(zip(gold.items, found, strict=True)))
    return Evaluation(gold.name, gold.kind, gold.size, measured.figures, measured.misses, failed)


def _nothing(article: Article) -> CodedAnalysis:
    return CodedAnalysis(Analysis(article), (), np.zeros((0, 0), dtype=np.float32), "none", "none")
