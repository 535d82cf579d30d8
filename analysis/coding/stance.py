"""The stance of a statement on a theme: the protocol that a model of stance fulfils, and the rules as its default."""

from __future__ import annotations

from typing import Protocol

from analysis.coding.themes import Assignment
from analysis.model import Coding, StanceLabel, Statement, Theme


class StanceModel(Protocol):
    """Decides where a statement stands towards a theme's proposition."""

    def stance(self, statement: Statement, theme: Theme, found: Assignment) -> Coding:
        """Code the stance of a statement on a theme that was found in it."""


class RuleStance:
    """Rules on the statement's parse."""

    def stance(self, statement: Statement, theme: Theme, found: Assignment) -> Coding:
        """Code the stance by the side that the theme's terms take."""
        score = float(sum(match.side for match in found.matches))
        score = max(-1.0, min(1.0, score)) * 0.8
        label = StanceLabel.SUPPORT if score > 0 else StanceLabel.OPPOSE if score < 0 else StanceLabel.UNCLEAR
        evidence = tuple(dict.fromkeys(" ".join(statement.tokens[i].text for i in m.tokens) for m in found.matches))
        return Coding(theme.id, label, score, abs(score), suggested=found.suggested, evidence=evidence)
