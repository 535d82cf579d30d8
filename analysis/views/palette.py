"""Colours and signs: one colour a party on every page, one scale and one sign a stance.

The scale runs blue - grey - orange, which readers with any of the common colour blindnesses can tell apart (Okabe and
Ito, Color Universal Design, 2008). Every colour has a contrast of at least 3 : 1 with white and with Streamlit's dark
background (WCAG 2.2, success criterion 1.4.11).
"""

from __future__ import annotations

OPPOSE, NEUTRAL, SUPPORT = "#d9660a", "#8c8c8c", "#1f77c8"
STANCE_SCALE: list[tuple[float, str]] = [(0.0, OPPOSE), (0.5, NEUTRAL), (1.0, SUPPORT)]
UNKNOWN_PARTY = "#8c8c8c"


def party_colour(party: str | None) -> str:
    """The colour of a party as ``#rrggbb``: picked by hand for frequent parties, from the name's hash for the others."""
    raise NotImplementedError


def stance_colour(score: float | None) -> str:
    """The colour of a score in [-1, 1] as ``#rrggbb``; grey where there is none."""
    raise NotImplementedError


def stance_sign(label: str) -> str:
    """The sign of support, oppose, conditional, mixed or unclear, for readers who can't go by colour."""
    raise NotImplementedError
