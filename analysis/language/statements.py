"""Statements of an article, as the spaCy component "parley_statements"."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.language.attributions import Attribution
from analysis.language.direct import direct_statements
from analysis.language.extensions import register_extensions, text_of
from analysis.language.quotations import find_quotations
from analysis.language.reported import reported_statements
from analysis.language.spans import overlap, span_of
from analysis.language.tokens import tokens_of
from analysis.language.turns import find_turns, transcript_start
from analysis.model import DateMention, Statement, StatementKind


@Language.factory("parley_statements")
class StatementsComponent:
    """Fill ``doc._.statements``; who speaks and for which party stays open for "parley_speakers"."""

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()
        self.nlp, self.name = nlp, name

    def __call__(self, doc: Doc) -> Doc:
        """Find the statements of a parsed article; what is furniture or repeats its title holds none."""
        skipped = skipped_stretches(doc)
        turns = find_turns(doc)
        if turns:
            # What stands before the first turn is an introduction, reported like any article.
            skipped.append((transcript_start(doc) or 0, len(text_of(doc))))
        quotations = find_quotations(text_of(doc), doc._.paragraphs)
        direct = direct_statements(doc, quotations, skipped)
        found = turns + direct + reported_statements(doc, quotations, direct, skipped)
        doc._.statements = [_statement(doc, a) for a in sorted(found, key=lambda a: (a.start, a.end))]
        return doc


def skipped_stretches(doc: Doc) -> list[tuple[int, int]]:
    """The furniture of the article and its title where the text repeats it."""
    article = doc._.article
    if article is None:
        return []
    skipped = [(f.start, f.end) for f in article.furniture]
    title = " ".join(article.title.split()).lower()
    for start, end in doc._.paragraphs[:3]:
        if title and " ".join(text_of(doc)[start:end].split()).lower() == title:
            skipped.append((start, end))
    return skipped


def _statement(doc: Doc, found: Attribution) -> Statement:
    sentence = _sentence(doc, found)
    stretches = [*found.parts] + ([found.cue] if found.cue else [])
    return Statement(
        kind=found.kind,
        start=found.start,
        end=found.end,
        text=text_of(doc)[found.start : found.end],
        sentence=sentence,
        cue=span_of(doc, *found.cue) if found.cue else None,
        source=span_of(doc, *found.source) if found.source else None,
        confidence=round(found.confidence, 3),
        parts=found.parts,
        date=_date_of_saying(doc, found),
        context=_sentence_before(doc, sentence[0]),
        tokens=tokens_of(doc, stretches),
    )


def _date_of_saying(doc: Doc, found: Attribution) -> str | None:
    """The date that hangs on the cue or follows it, "said on Thursday"; dates within the content are the content's."""
    if found.anchor is None:
        return None
    sentence = found.anchor.sent
    start, end = sentence.start_char, sentence.end_char
    for mention in doc._.dates:
        if any(overlap((mention.start, mention.end), part) for part in found.parts):
            continue
        between = found.cue is not None and found.cue[1] <= mention.start and mention.end <= found.start
        # Most dates of an article stand elsewhere, which costs less to see than what they hang on.
        if between or (start <= mention.start < end and _hangs_on(mention, found.anchor)):
            return str(mention.value)
    return None


def _hangs_on(mention: DateMention, word: Token) -> bool:
    span = word.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    head = span.root.head.head if span.root.head.dep_ == "prep" else span.root.head
    return bool(head.i == word.i)


def _sentence(doc: Doc, found: Attribution) -> tuple[int, int]:
    """The sentence that holds the cue or, without one, the content's first words."""
    if found.kind is StatementKind.TURN:
        end = found.start + 1
        span = doc.char_span(found.start, end, alignment_mode="expand")
    else:
        start = min(found.start, found.cue[0]) if found.cue else found.start
        span = doc.char_span(start, max(found.end, found.cue[1] if found.cue else 0), alignment_mode="expand")
    if span is None:
        return found.start, found.end
    first, last = span[0].sent, span[-1].sent
    return int(first.start_char), int(last.start_char + len(last.text.rstrip()))


def _sentence_before(doc: Doc, start: int) -> str:
    at = doc.char_span(start, start + 1, alignment_mode="expand")
    number = at[0].i - 1 if at is not None else -1
    while number > 0 and doc[number].is_space:
        number -= 1
    return " ".join(doc[number].sent.text.split()) if number >= 0 else ""
