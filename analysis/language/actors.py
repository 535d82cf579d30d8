"""Actors of an article, as the spaCy component "parley_actors"."""

from __future__ import annotations

import datetime as dt

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.actor_phrases import Phrase, PhraseReader
from analysis.language.appositions import join_appositions
from analysis.language.extensions import register_extensions
from analysis.language.name_lookup import NameLookup
from analysis.language.person_names import PersonNames
from analysis.language.words import Words
from analysis.model import Mention


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
        introduced = self._introductions(article.title, on) if article and article.title else []
        doc._.mentions = find_mentions(doc, self._lookup, on, introduced)
        return doc

    def _introductions(self, title: str, on: dt.date | None) -> list[Phrase]:
        """The persons whom the title names, as if they stood before the text."""
        words = Words(self._tokenizer(title))
        phrases = read_phrases(words, self._lookup, on, [])
        return [phrase for phrase in phrases if phrase.named]


def find_mentions(doc: Doc, lookup: NameLookup, on: dt.date | None, introduced: list[Phrase]) -> list[Mention]:
    """The mentions of actors in a Doc.

    Args:
        doc: the parsed article.
        lookup: the names of the tables.
        on: the article's date, which decides who holds an office; None where it is unknown.
        introduced: persons whom the title introduces.
    """
    words = Words(doc)
    return [_mention(words, phrase) for phrase in read_phrases(words, lookup, on, introduced) if not phrase.place]


def read_phrases(words: Words, lookup: NameLookup, on: dt.date | None, introduced: list[Phrase]) -> list[Phrase]:
    """The phrases that name an actor: read once for the persons introduced, then again with their surnames known."""
    hits = lookup.find(words)
    people = PersonNames(words, on)
    people.introduce(introduced)
    reader = PhraseReader(words, hits, people, on)
    people.introduce(join_appositions(words, reader.read(), hits))
    return join_appositions(words, reader.read(), hits)


def _mention(words: Words, phrase: Phrase) -> Mention:
    start, end = words.offsets(phrase.start, phrase.end)
    return Mention(start, end, words.doc.text[start:end], phrase.name, phrase.kind, phrase.party, phrase.role)
