"""Synthetic articles as they are before anything is found in them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from analysis.model import Article, DateOrigin
from benchmarks.synthetic.articles import write_article
from benchmarks.synthetic.world import World

# Of statements an article; the same spread as in the synthetic workspaces.
_SHAPE, _SCALE = 2, 4.7


def stories(count: int, seed: int = 1) -> Iterator[Article]:
    """So many articles, the same for the same seed."""
    world, dice = World(seed), random.Random(seed)  # noqa: S311  (no secret)
    for number in range(1, count + 1):
        draft = write_article(world, dice, number, 1 + int(dice.gammavariate(_SHAPE, _SCALE)))
        row = draft.article
        published = dt.date.fromisoformat(row["published"]) if row["published"] else None
        origin = DateOrigin.METADATA if published else DateOrigin.UNKNOWN
        yield Article(f"{number}.txt", row["title"], draft.text, published, origin, row["source"])
