"""Abbreviations that an article gives in brackets: "AA" after "Arakan Army (AA)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.gazetteer import Entry, Form
from analysis.language.name_lookup import Hit
from analysis.model import Actor, ActorKind

if TYPE_CHECKING:
    from analysis.language.phrases import Phrase
    from analysis.language.words import Words


def after_brackets(words: Words, k: int) -> int:
    """The place after an abbreviation in brackets that begins at word ``k``, else ``k``."""
    given = words.text(k) == "(" and words.text(k + 2) == ")" and words.text(k + 1).isupper()
    return k + 3 if given else k


def abbreviated(words: Words, phrases: list[Phrase], hits: dict[int, Hit]) -> dict[int, Hit]:
    """The places of the abbreviations that a text gives for some of its phrases, where no table has them.

    Args:
        words: the words of the text.
        phrases: the phrases that name an actor.
        hits: the names of the tables.
    """
    given = {
        words.text(phrase.end + 1): Entry(Actor(phrase.name, phrase.kind, phrase.party), Form.NAME)
        for phrase in phrases
        if _may_be_abbreviated(phrase) and after_brackets(words, phrase.end) > phrase.end
    }
    return {
        i: Hit(i, i + 1, given[text])
        for i, text in enumerate(words.texts)
        if text in given and i not in hits and words.text(i - 1) != "("
    }


def _may_be_abbreviated(phrase: Phrase) -> bool:
    """Whether brackets behind a phrase hold its abbreviation; behind a city they name an agency: "CARACAS (EFE)"."""
    return phrase.kind is not ActorKind.PERSON and phrase.form is not Form.SEAT and not phrase.place
