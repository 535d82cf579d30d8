"""Actors of an article, as the spaCy component "parley_actors"."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.extensions import register_extensions


@Language.factory("parley_actors")
class ActorsComponent:
    """Fill ``doc._.mentions``."""

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        return doc
