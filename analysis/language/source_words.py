"""The words in the text that name a source, from its head word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.spans import DASHES, end_of, run_around, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token


def source_words(head: Token) -> tuple[int, int]:
    """The (start, end) of the words that name a source, without its relative clauses."""
    cuts = [child for child in head.children if child.dep_ in ("relcl", "acl", "cc", "conj") and child.i > head.i]
    if any(child.dep_ == "conj" for child in cuts):
        cuts = [child for child in cuts if child.dep_ not in ("cc", "conj")]
    tokens = trimmed(run_around(head, subtree(head, cuts))) or [head]
    # A dateline hangs on the first noun: "KHARTOUM — The army".
    dash = next((n for n, t in enumerate(tokens[:8]) if t.text in DASHES), -1)
    tokens = tokens[dash + 1 :] if tokens[0].is_upper else tokens
    while len(tokens) > 1 and tokens[-1].ent_type_ == "DATE" and tokens[-1].pos_ == "PROPN":
        tokens = tokens[:-1]  # "The rebels Saturday"
    if len(tokens) > 1 and tokens[-1].lower_ in ("'s", "’s", "'", "’"):
        tokens = tokens[:-1]
    return int(tokens[0].idx), end_of(tokens[-1])
