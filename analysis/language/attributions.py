"""One attribution, on its way to becoming a Statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.model import StatementKind


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content with its cue and source, all as (start, end) character offsets.

    ``parts`` are the stretches of the content in the order of the text; ``anchor`` is the cue's main word.
    """

    kind: StatementKind
    parts: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    confidence: float
    anchor: Token | None = None

    @property
    def start(self) -> int:
        """The offset of the content's first character."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """The offset one past the content's last character."""
        return self.parts[-1][1]
