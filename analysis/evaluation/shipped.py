"""The figures that Parley is shipped with, and what they mean."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.evaluation.figures import Figure, Measure
from analysis.evaluation.tables import as_object, in_items

if TYPE_CHECKING:
    from analysis.evaluation.evaluate import Evaluation

_DATA = Path(__file__).parent / "data"
FIGURES = _DATA / "figures.json"


@dataclass(frozen=True, slots=True)
class ShippedFigure:
    """A figure, what it tells an analyst, and how well two people agree on the same task, in [0, 1] (None: unknown)."""

    figure: Figure
    means: str
    people: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ShippedSet:
    """A gold set with its figures; ``items`` says how many articles, sentences or queries it has."""

    folder: str
    name: str
    what: str
    seen: str
    items: str
    figures: tuple[ShippedFigure, ...]


@dataclass(frozen=True, slots=True)
class Shipped:
    """All gold sets that Parley was measured on, and the day on which it was."""

    measured: dt.date
    sets: tuple[ShippedSet, ...]


def read_shipped(path: Path = FIGURES) -> Shipped:
    """Read what :func:`write_shipped` wrote, in the order of meanings.toml; figures without a meaning are left out."""
    data = json.loads(path.read_text(encoding="utf-8"))
    meanings = tomllib.loads((_DATA / "meanings.toml").read_text(encoding="utf-8"))
    by_folder = {one["name"]: one for one in data["sets"]}
    sets = (
        ShippedSet(folder, **about, items=by_folder[folder]["items"], figures=_figures(by_folder[folder], meanings))
        for folder, about in meanings["sets"].items()
        if folder in by_folder
    )
    return Shipped(dt.date.fromisoformat(data["measured"]), tuple(sets))


def write_shipped(evaluations: Sequence[Evaluation], measured: dt.date, path: Path = FIGURES) -> None:
    """Write figures down, to be shipped."""
    sets = [as_object(evaluation) | {"items": in_items(evaluation)} for evaluation in evaluations]
    text = json.dumps({"measured": measured.isoformat(), "sets": sets}, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def _figures(data: dict[str, Any], meanings: dict[str, Any]) -> tuple[ShippedFigure, ...]:
    figures = (Figure(**one | {"measure": Measure(one["measure"])}) for one in data["figures"])
    known = meanings["figures"]
    return tuple(ShippedFigure(figure, **known[figure.key]) for figure in figures if figure.key in known)
