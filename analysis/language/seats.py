"""Whether a city or a country is where something happens, or a government that acts: "in Moscow", "Moscow said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.gazetteer import Form
from analysis.language.name_words import name_words
from analysis.model import ActorKind

if TYPE_CHECKING:
    from analysis.language.name_lookup import Hit
    from analysis.language.words import Words


def is_place(words: Words, hit: Hit) -> bool:
    """Whether a name of the tables is only a place here.

    Args:
        words: the words of the text.
        hit: where the name stands.
    """
    form, kind = hit.entry.form, hit.entry.actor.kind
    if form not in (Form.SEAT, Form.NAME) or (kind is not ActorKind.COUNTRY and form is not Form.SEAT):
        return False
    if words.possessive(hit.end):
        return False
    known, k = name_words(), hit.start - 1
    while words.low(k) in known.place_modifiers:
        k -= 1
    if words.low(k) == "of" and words.low(k - 1) in known.place_nouns:
        return True
    if words.low(k) == "to":
        before = {words.tokens[j].lemma_.lower() for j in range(max(0, k - 4), k)}
        return bool(before & known.motion)
    return words.low(k) in known.place_prepositions
