"""Figures as tables: for the terminal, as Markdown, and as what JSON can hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from analysis.evaluation.figures import Figure, Measure

if TYPE_CHECKING:
    from analysis.evaluation.evaluate import Evaluation
    from analysis.evaluation.misses import Miss

HEAD = ("what", "figure", "95 % interval", "counts")
# What a gold set is counted in, by its kind; the others are counted in articles.
_UNITS = {"events": ("sentence", "sentences"), "claims": ("query", "queries")}


def as_text(evaluation: Evaluation) -> str:
    """A gold set's figures, for the terminal."""
    rows = [HEAD, *map(row, evaluation.figures)]
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(HEAD))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip() for cells in rows)
    failed = f"; {evaluation.failed:,} failed and count as empty" if evaluation.failed else ""
    return "\n".join((f"{evaluation.name}: {evaluation.kind}, {in_items(evaluation)}{failed}", *lines))


def as_markdown(figures: Iterable[Figure]) -> str:
    """Figures as a table in Markdown."""
    rows = [HEAD, tuple("---" for _ in HEAD), *map(row, figures)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def as_object(evaluation: Evaluation, misses: bool = False) -> dict[str, Any]:
    """A gold set's figures, and its misses where wanted, as what JSON can hold."""
    head = {"name": evaluation.name, "kind": evaluation.kind.value, "articles": evaluation.articles}
    head |= {"failed": evaluation.failed}
    figures = [asdict(figure) | {"measure": figure.measure.value} for figure in evaluation.figures]
    listed = [asdict(miss) | {"kind": miss.kind.value} for miss in evaluation.misses]
    return head | {"figures": figures} | ({"misses": listed} if misses else {})


def in_items(evaluation: Evaluation) -> str:
    """How many articles, sentences or queries a gold set has, in words."""
    one, several = _UNITS.get(evaluation.kind, ("article", "articles"))
    return f"{evaluation.articles:,} {one if evaluation.articles == 1 else several}"


def row(figure: Figure) -> tuple[str, str, str, str]:
    """A figure as the cells of a table: what, the figure, its interval, the counts behind it."""
    return figure.name, headline(figure), interval(figure), counts(figure)


def headline(figure: Figure) -> str:
    """The figure itself, with what it is where that isn't plain: F1 82.1, 92.6 %, MAP@5 0.864."""
    kind = "" if figure.measure is Measure.SHARE else f"{figure.measure} "
    return kind + in_words(figure, figure.value)


def in_words(figure: Figure, value: float) -> str:
    """A value as figures of its kind are written: 82.1 for an F1, 92.6 % for a share, 0.864 for a MAP."""
    match figure.measure:
        case Measure.F1:
            return f"{100 * value:.1f}"
        case Measure.SHARE:
            return f"{100 * value:.1f} %"
        case Measure.MAP:
            return f"{value:.3f}"


def interval(figure: Figure) -> str:
    """The interval of a figure, or what stands where there is none."""
    if figure.low is None or figure.high is None:
        return "–"
    return f"{in_words(figure, figure.low)} to {in_words(figure, figure.high)}"


def counts(figure: Figure) -> str:
    """The counts behind a figure, in words."""
    match figure.measure:
        case Measure.F1:
            precision, recall = (f"{100 * part:.1f}" for part in (figure.precision, figure.recall))
            return f"P {precision}, R {recall} (gold {figure.gold:,}, found {figure.found:,})"
        case Measure.SHARE:
            return f"{figure.right:,.0f} of {figure.gold:,}"
        case Measure.MAP:
            return f"{figure.gold:,} queries"


def miss_lines(misses: Sequence[Miss]) -> Iterable[str]:
    """A line each: how they differ, where, at which words, and what the two say."""
    for miss in misses:
        said = "; ".join(filter(None, (miss.gold and f"gold: {miss.gold}", miss.found and f"found: {miss.found}")))
        words = " ".join(miss.text.split())
        yield f"{miss.kind:<10} {miss.file}: “{words}”" + (f"  ({said})" if said else "")
