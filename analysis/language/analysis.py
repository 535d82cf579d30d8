"""Article -> Analysis: the paragraphs are parsed one by one, then Parley's components see the whole."""

from __future__ import annotations

from itertools import pairwise
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
    doc = parse(nlp, article)
    for name, component in nlp.pipeline:
        if name in COMPONENTS:
            doc = component(doc)
    return Analysis(
        article=article,
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
    from spacy.tokens import Doc

    from analysis.language.extensions import register_extensions

    register_extensions()
    spans = paragraphs(article.text)
    starts = [*(start for start, _ in spans), *(piece.end for piece in article.furniture if piece.kind == "dateline")]
    with nlp.select_pipes(disable=[name for name in COMPONENTS if name in nlp.pipe_names]):
        docs = list(nlp.pipe(_stretches(article.text, sorted(starts))))
    doc = Doc.from_docs(docs, ensure_whitespace=False) if docs else None
    if doc is None:
        doc = nlp.make_doc(article.text)
    doc._.article = article
    doc._.paragraphs = spans
    return doc


def _stretches(text: str, starts: list[int]) -> list[str]:
    """Cut the text where paragraphs start and datelines end, so that the pieces joined are the text again."""
    cuts = [0, *starts[1:], len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if b > a]
