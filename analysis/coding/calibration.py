"""How often a coding of some strength is right: the confidence that a person reads."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

CALIBRATION = Path(__file__).parent / "data" / "calibration.toml"


@lru_cache(maxsize=4096)
def share_right(strength: float) -> float:
    """Give the share of codings of a strength that were right where it was measured, between points by a line.

    Args:
        strength: what the rules give, in [0, 1].
    """
    points = _points()
    for (low, low_share), (high, high_share) in pairwise(points):
        if low <= strength <= high:
            return low_share + (high_share - low_share) * (strength - low) / (high - low)
    return points[0][1] if strength < points[0][0] else points[-1][1]


@cache
def _points() -> tuple[tuple[float, float], ...]:
    with CALIBRATION.open("rb") as file:
        return tuple((strength, share) for strength, share in tomllib.load(file)["points"])
