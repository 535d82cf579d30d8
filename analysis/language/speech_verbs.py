"""Which verbs tell that somebody speaks, writes or posts, and which nouns name those who pass it on."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from analysis.language.cues import DATA, CueKey, cue_lemma, load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

# A verb of which this share of that-clauses are attributed is a verb of speech.
SPEECH = 0.5


def is_speech(verb: Token) -> bool:
    """Whether a verb usually reports what somebody said."""
    lexicon, key = load_lexicon(), CueKey(verb.lemma_.lower(), "VERB", "ccomp")
    if lexicon.count(key):
        return lexicon.score(key) >= SPEECH
    return key.lemma in _lists()["verbs"] or cue_lemma(verb) in _lists()["verbs"]


def is_adding(verb: Token) -> bool:
    """Whether a verb says that whoever spoke goes on: "adding", "noting"."""
    return verb.lemma_.lower() in _lists()["adding"]


def is_asking(verb: Token) -> bool:
    """Whether a verb asks for an answer."""
    return verb.lemma_.lower() in _lists()["asking"]


def passes_on(noun: Token) -> bool:
    """Whether a noun names what passes on the words of others, as "newspaper" and "readout" do."""
    return noun.lower_ in _lists()["passing_on"] or noun.lemma_.lower() in _lists()["passing_on"]


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = tomllib.loads((DATA / "speech.toml").read_text(encoding="utf-8"))
    return {name: frozenset(verbs) for name, verbs in lists.items()}
