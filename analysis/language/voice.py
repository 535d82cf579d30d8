"""Who speaks in a statement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: name, party and role, and in [0, 1] how sure that is."""

    name: str
    party: str | None = None
    role: str | None = None
    certainty: float = 1.0
