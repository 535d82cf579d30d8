"""A table of figures, and how it is written."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under a title.

    Attributes:
        title: what was measured.
        columns: their names, the first that of the rows.
        rows: of texts, or numbers, or None where there is no figure.
        note: what a reader must know.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | float | None]]
    note: str = ""

    def lines(self) -> Iterator[str]:
        """The table as Markdown."""
        yield f"### {self.title}"
        yield ""
        yield f"| {' | '.join(self.columns)} |"
        yield f"|{'---|' * len(self.columns)}"
        for row in self.rows:
            yield f"| {' | '.join(_in_words(cell) for cell in row)} |"
        yield ""
        if self.note:
            yield self.note
            yield ""


def is_installed(package: str) -> bool:
    """Whether a package that a comparison needs is there."""
    return importlib.util.find_spec(package) is not None


def _in_words(cell: str | float | None) -> str:
    """A number to three digits; a dash where there is none."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.3g}"
