"""The words of a Doc without white space, accents folded: what names are looked up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.actor_tables import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POSSESSIVES = frozenset({"'s", "'", "s'"})
_HYPHENS = frozenset("-‑")


class Words:
    """The words of a Doc by their place among the words that are not white space, blank lines among them.

    Hard-wrapped text has line breaks inside names; here they don't part "United" from "States".
    """

    def __init__(self, doc: Doc) -> None:
        # spaCy joins a Doc's text anew at every access.
        self.doc_text: str = doc.text
        # A blank line stays, as a word that no table has: no name runs over it.
        self.tokens: list[Token] = [token for token in doc if not token.is_space or token.text.count("\n") > 1]
        self.texts: list[str] = [fold(token.text) for token in self.tokens]
        self.lower: list[str] = [text.lower() for text in self.texts]
        self._capitals: list[bool] = [text[:1].isupper() for text in self.texts]

    def __len__(self) -> int:
        return len(self.tokens)

    def text(self, i: int) -> str:
        """The folded word, or "" beyond the ends."""
        return self.texts[i] if 0 <= i < len(self.texts) else ""

    def low(self, i: int) -> str:
        """The folded word in lower case, or "" beyond the ends."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def possessive(self, i: int) -> bool:
        """Whether the word is a possessive ending."""
        return self.text(i) in POSSESSIVES

    def joined(self, i: int) -> bool:
        """Whether the word follows the one before without white space."""
        before, token = self.tokens[i - 1], self.tokens[i]
        return i > 0 and before.idx + len(before.text) == token.idx

    def hyphenated(self, i: int) -> bool:
        """Whether the word is a hyphen that joins its neighbours."""
        return self.text(i) in _HYPHENS and 0 < i < len(self) - 1 and self.joined(i) and self.joined(i + 1)

    def capitalised(self, i: int) -> bool:
        """Whether the word begins with a capital letter."""
        return 0 <= i < len(self._capitals) and self._capitals[i]

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """The characters from word ``start`` to before word ``end``."""
        last = self.tokens[end - 1]
        return self.tokens[start].idx, last.idx + len(last.text)

    def slice(self, start: int, end: int) -> str:
        """The text from word ``start`` to before word ``end``, white space collapsed."""
        first, last = self.offsets(start, end)
        return " ".join(self.doc_text[first:last].split())
