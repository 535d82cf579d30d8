"""Dates of an article, as the spaCy component "parley_dates"."""

from __future__ import annotations

import datetime as dt
import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.language.date_patterns import Expression, date_expressions
from analysis.language.date_surroundings import Resolved, Surroundings
from analysis.language.date_values import resolve
from analysis.language.date_words import date_words
from analysis.language.extensions import register_extensions, text_of
from analysis.language.periods import Period
from analysis.language.tense import TimeReference, modality_words, time_reference
from analysis.model import DateMention, Precision

# How far the text between a date and "the next day" may reach, in characters: about two sentences.
NARRATIVE_REACH = 350
# A dateline stands at the head of the text, and begins with the name of a place.
HEAD = 600
# "… and May 3, 2022": the year behind the second of two dates is the first one's too.
YEAR_FOLLOWS = re.compile(r"\s?(?:and|to|until|through|[-–])\s?[A-Z]?[a-z]*\.?\s?\d?\d?,?\s((?:19|20)\d\d)\b")
DATELINE = re.compile(r"(?:^|\n)\W*(?:[A-Z][\w.’'-]*[,/ ]{1,3}){0,4}\W{0,3}$")


@Language.factory("parley_dates")
class DatesComponent:
    """Fill ``doc._.dates``: exact spans with an ISO value, relative ones resolved against the publication date.

    Without a publication date, a full date in the text's dateline takes its place; without either, relative dates
    and dates without a year are left out: a date is never invented.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()
        self.nlp = nlp
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of a parsed document."""
        expressions = date_expressions(text_of(doc))
        anchor = _anchor(doc, expressions)
        found: list[Resolved] = []
        for expression in expressions:
            if found and expression.start < found[-1][1]:
                continue
            found.extend(resolve(expression, _surroundings(doc, expression, anchor, found)))
        doc._.dates = [
            DateMention(start, end, text_of(doc)[start:end], period.value, period.precision)
            for start, end, period in found
        ]
        return doc


def _anchor(doc: Doc, expressions: list[Expression]) -> dt.date | None:
    """The day of publication, or the full date of the dateline."""
    article = doc._.article
    if article is not None and article.published:
        return article.published  # type: ignore[no-any-return]
    for expression in expressions:
        if expression.start > HEAD or not (expression.kind == "day" and expression["year"]):
            continue
        if DATELINE.search(text_of(doc)[: expression.start]):
            return resolve(expression, Surroundings(None, TimeReference.OPEN))[0][2].start
    return None


def _surroundings(doc: Doc, expression: Expression, anchor: dt.date | None, found: list[Resolved]) -> Surroundings:
    span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    before = text_of(doc)[max(0, expression.start - 40) : expression.start].split()
    after = re.findall(r"[\w.]+", text_of(doc)[expression.end : expression.end + 40])
    return Surroundings(
        anchor=anchor,
        time=_time(span.root) if span is not None else TimeReference.OPEN,
        before=before[-1].lower().strip("(“\"'") if before else "",
        after=after[0].lower() if after else "",
        earlier=_narrated(expression, found),
        year=_year_beside(doc, span.root, expression, found) if span is not None else None,
    )


def _time(token: Token) -> TimeReference:
    """The tense that a date stands in; a deadline ("by Friday", "until 15:00 on Friday") lies ahead in any tense."""
    for node in token.ancestors:
        if node.lower_ in date_words().ahead:
            return TimeReference.FUTURE
        if node.pos_ in {"VERB", "AUX", "NOUN"}:
            break
    return time_reference(token)


def _narrated(expression: Expression, found: list[Resolved]) -> Period | None:
    """The date named last, where it is near enough for "the next day" to count from it."""
    near = found and expression.start - found[-1][1] <= NARRATIVE_REACH
    return found[-1][2] if near else None


def _year_beside(doc: Doc, token: Token, expression: Expression, found: list[Resolved]) -> int | None:
    """The year that another date of the same paragraph gives: "between April 2 and May 3, 2022", "in 2022, in May".

    A date on which somebody said something is of the day of writing, whatever year the text tells of.
    """
    if following := YEAR_FOLLOWS.match(text_of(doc), expression.end):
        return int(following[1])
    if any(node.lemma_.lower() in modality_words()["reporting"] for node in [token, *token.ancestors][:3]):
        return None
    for start, end, period in reversed(found):
        gap = text_of(doc)[end : expression.start]
        if len(gap) > NARRATIVE_REACH or "\n" in gap:
            break
        told = (
            period.precision is not Precision.YEAR
            or text_of(doc)[:start].lower().endswith((" in ", "\nin "))
            or start == len("In ")
        )
        if told and period.precision is not Precision.WEEK and text_of(doc)[start:end].endswith(str(period.start.year)):
            return period.start.year
    return None
