"""Colours and signs: one colour a party on every page, one scale and one sign a stance.

The scale runs orange - grey - blue, which readers with any of the common colour blindnesses can tell apart (Okabe and
Ito, Color Universal Design, 2008). Every colour has a contrast of at least 3 : 1 with white and with a dark background
(WCAG 2.2, success criterion 1.4.11).
"""

from __future__ import annotations

import colorsys
import csv
import hashlib
import math
from functools import cache
from importlib.resources import files

OPPOSE, NEUTRAL, SUPPORT = "#d9660a", "#8c8c8c", "#1f77c8"
# Where colour says how many or how much, and nothing of a stance.
COUNT = "#7a5aa6"
STANCE_SCALE: list[tuple[float, str]] = [(0.0, OPPOSE), (0.5, NEUTRAL), (1.0, SUPPORT)]
STANCE_SIGNS = {"support": "+", "oppose": "−", "conditional": "◐", "mixed": "±", "unclear": "?"}
DISAGREEMENT_SIGN = "≠"
UNKNOWN_PARTY = NEUTRAL
# The relative luminance midway between white and black in contrast: 4.6 : 1 with either.
_MIDDLE_LUMINANCE = 0.18


@cache
def party_colour(party: str | None) -> str:
    """The colour of a party as ``#rrggbb``: picked by hand for frequent parties, else from its name."""
    if not party:
        return UNKNOWN_PARTY
    return _picked().get(party) or _from_name(party)


def stance_colour(score: float | None) -> str:
    """The colour of a score in [-1, 1] as ``#rrggbb``; grey where there is none."""
    if score is None or math.isnan(score):
        return NEUTRAL
    strength = min(abs(score), 1.0)
    end = SUPPORT if score > 0 else OPPOSE
    mixed = (round(a + (b - a) * strength) for a, b in zip(_channels(NEUTRAL), _channels(end), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def stance_sign(label: str) -> str:
    """The sign of support, oppose, conditional, mixed or unclear, for readers who can't go by colour."""
    return STANCE_SIGNS.get(label, STANCE_SIGNS["unclear"])


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb`` in [0, 1] (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache
def _picked() -> dict[str, str]:
    text = (files("analysis.views") / "data" / "party_colours.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["party"]: row["colour"] for row in csv.DictReader(lines)}


def _from_name(party: str) -> str:
    """A colour of middle luminance whose hue and saturation come from the name."""
    digest = hashlib.sha256(party.encode()).digest()
    hue, saturation = int.from_bytes(digest[:2]) / 65536, (0.4, 0.55, 0.7)[digest[2] % 3]
    dark, light = 0.0, 1.0
    for _ in range(12):
        middle = (dark + light) / 2
        colour = "#" + "".join(f"{round(c * 255):02x}" for c in colorsys.hls_to_rgb(hue, middle, saturation))
        dark, light = (middle, light) if luminance(colour) < _MIDDLE_LUMINANCE else (dark, middle)
    return colour


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
