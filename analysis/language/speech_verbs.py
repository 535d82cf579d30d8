"""Which verbs tell that somebody speaks, writes or posts."""

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
    return key.lemma in _speech() or cue_lemma(verb) in _speech()


@cache
def _speech() -> frozenset[str]:
    return frozenset(tomllib.loads((DATA / "speech.toml").read_text(encoding="utf-8"))["verbs"])
