"""Article -> Analysis: the paragraphs are parsed one by one, then Parley's components see the whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from analysis.language.pipeline import COMPONENTS
from analysis.model import Analysis, Article
from analysis.reading.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def analyse(nlp: Language, article: Article) -> Analysis:
    """Find the actors, dates, statements and events of an article.

    Args:
        nlp: what :func:`analysis.language.pipeline.load_language` gave.
        article: the article; its text is not changed, all offsets are into it.
    """
    return found_in(nlp, parse(nlp, article))


def found_in(nlp: Language, doc: Doc) -> Analysis:
    """What Parley's components find in a parsed article."""
    for name, component in nlp.pipeline:
        if name in COMPONENTS:
            doc = component(doc)
    return Analysis(
        article=doc._.article,
        mentions=tuple(doc._.mentions),
        statements=tuple(doc._.statements),
        dates=tuple(doc._.dates),
        events=tuple(doc._.events),
    )


def parse(nlp: Language, article: Article) -> Doc:
    """Parse each paragraph by itself and join the parses into one Doc with ``doc.text == article.text``.

    A paragraph by itself keeps headings and captions from being read as part of the next sentence, and a dateline
    from being read as its subject.
    """
    return parse_all(nlp, [article])[0]


def parse_all(nlp: Language, articles: Sequence[Article]) -> list[Doc]:
    """Parse articles as :func:`parse` does, all their paragraphs in one go: large batches cost the parser less."""
    from analysis.language.extensions import register_extensions

    register_extensions()
    spans = [paragraphs(article.text) for article in articles]
    pieces = [_stretches(article, own) for article, own in zip(articles, spans, strict=True)]
    with nlp.select_pipes(disable=[name for name in COMPONENTS if name in nlp.pipe_names]):
        parsed = nlp.pipe([piece for own in pieces for piece in own])
        docs = [_joined(nlp, list(islice(parsed, len(own)))) for own in pieces]
    for doc, article, own in zip(docs, articles, spans, strict=True):
        doc._.article = article
        doc._.paragraphs = own
    return docs


def _joined(nlp: Language, docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    joined = Doc.from_docs(docs, ensure_whitespace=False) if docs else None
    return nlp.make_doc("") if joined is None else joined


def _stretches(article: Article, spans: list[tuple[int, int]]) -> list[str]:
    """Cut the text where paragraphs start and datelines end, so that the pieces joined are the text again."""
    ends = [piece.end for piece in article.furniture if piece.kind == "dateline"]
    starts = sorted([*(start for start, _ in spans), *ends])
    cuts = [0, *starts[1:], len(article.text)]
    return [article.text[a:b] for a, b in pairwise(cuts) if b > a]
