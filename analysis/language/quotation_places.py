"""Where the quotations of an article stand: their paragraphs, and the stretches before and after each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.language.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass
class Paragraph:
    """A paragraph with the quotations that touch it."""

    start: int
    end: int
    quotations: list[Quotation] = field(default_factory=list)


@dataclass
class Place:
    """Where a quotation stands: its paragraph and the stretches before and after it."""

    doc: Doc
    paragraphs: list[Paragraph]
    index: int
    number: int
    quotation: Quotation

    @property
    def before(self) -> int:
        """Where the stretch between the quotation and the one before it in the paragraph begins."""
        if self.number:
            return self.paragraphs[self.index].quotations[self.number - 1].end
        if len(self.quotation.parts) == 1:
            return self.paragraphs[self.index].start
        return next(int(a) for a, b in self.doc._.paragraphs if a <= self.quotation.start < b)

    def since(self, end: int) -> int:
        """Where the words before the quotation begin that no statement holds, of which the last ends at ``end``."""
        return max(self.paragraphs[self.index].start, end) if self.number else self.before

    @property
    def after(self) -> int:
        """Where the stretch between the quotation and the next one in the paragraph ends."""
        rest = self.paragraphs[self.index].quotations[self.number + 1 :]
        return rest[0].start if rest else self.paragraphs[self.index].end
