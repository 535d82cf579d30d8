"""Actors of an article, as the spaCy component "parley_actors"."""

from __future__ import annotations

import datetime as dt

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.abbreviations import abbreviated
from analysis.language.actor_phrases import PhraseReader
from analysis.language.appositions import join_appositions
from analysis.language.extensions import register_extensions
from analysis.language.name_lookup import NameLookup
from analysis.language.person_names import PersonNames
from analysis.language.phrases import Phrase
from analysis.language.words import Words
from analysis.model import Mention

# Where the mentions of the title are left, which is not part of the text.
TITLE_MENTIONS = "parley_title_mentions"


@Language.factory("parley_actors")
class ActorsComponent:
    """Fill ``doc._.mentions`` with every mention of an actor, in the order of the text; none overlap."""

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()
        self.name = name
        self._lookup = NameLookup(nlp.tokenizer)
        self._tokenizer = nlp.tokenizer

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.mentions``; the article's date decides who holds an office."""
        article = doc._.article
        on = article.published if article else None
        title = Words(self._tokenizer(article.title if article else ""))
        introduced = read_phrases(title, self._lookup, on, [])
        doc.user_data[TITLE_MENTIONS] = _mentions(title, introduced)
        words = Words(doc)
        doc._.mentions = _mentions(words, read_phrases(words, self._lookup, on, introduced))
        return doc


def read_phrases(words: Words, lookup: NameLookup, on: dt.date | None, introduced: list[Phrase]) -> list[Phrase]:
    """The phrases that name an actor: read once for the persons introduced, then again with their surnames known.

    Args:
        words: the words of the text.
        lookup: the names of the tables.
        on: the article's date, which decides who holds an office; None where it is unknown.
        introduced: the phrases of the title, which may introduce persons too.
    """
    hits = lookup.find(words)
    people = PersonNames(words, on)
    people.introduce(introduced)
    reader = PhraseReader(words, hits, people, on)
    phrases = reader.read()
    if given := abbreviated(words, phrases, hits):
        hits.update(given)
        phrases = reader.read()
    people.introduce(join_appositions(words, phrases, hits))
    return join_appositions(words, reader.read(), hits)


def _mentions(words: Words, phrases: list[Phrase]) -> list[Mention]:
    found = []
    for phrase in phrases:
        if not phrase.place:
            start, end = words.offsets(phrase.start, phrase.end)
            text = words.doc_text[start:end]
            found.append(Mention(start, end, text, phrase.name, phrase.kind, phrase.party, phrase.role))
    return found
