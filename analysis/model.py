"""The words of the field as frozen dataclasses; every stage of Parley speaks in these.

Offsets are counts of Unicode characters into ``Article.text``; ``end`` is one past the last character. Confidences
lie in [0, 1], scores of stances in [-1, 1]. Dates of statements, events and mentions are ISO 8601 strings of the
precision that the text gives: ``2025``, ``2025-04``, ``2025-W16``, ``2025-04-17``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class DateOrigin(StrEnum):
    """How the publication date of an article was found."""

    GIVEN = "given"  # by the analyst, in the app
    METADATA = "metadata"  # metadata.csv, or the column of a CSV or JSONL row
    FRONT_MATTER = "front matter"
    PAGE = "page"  # the HTML page, the mail's header, the document's properties
    FILE_NAME = "file name"
    DATELINE = "dateline"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class StatementKind(StrEnum):
    """How a statement is reported."""

    DIRECT = "direct"  # in quotation marks
    INDIRECT = "indirect"  # a reported clause
    POSITION = "position"  # a reported act: accepted, rejected, called for
    TURN = "turn"  # a speaker's turn in a transcript


class StanceLabel(StrEnum):
    """Where a statement stands towards the proposition of a theme."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    CONDITIONAL = "conditional"
    UNCLEAR = "unclear"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"  # a ministry, a delegation, a company
    COUNTRY = "country"
    ALLIANCE = "alliance"  # NATO, the European Union, the United Nations
    ARMED_GROUP = "armed group"
    OUTLET = "outlet"  # reports what others say; speaks for no party


class EventType(StrEnum):
    """The sixteen event types of PLOVER (Open Event Data Alliance, PLOVER manual, 2023)."""

    ACCUSE = "ACCUSE"
    AGREE = "AGREE"
    AID = "AID"
    ASSAULT = "ASSAULT"
    COERCE = "COERCE"
    CONCEDE = "CONCEDE"
    CONSULT = "CONSULT"
    COOPERATE = "COOPERATE"
    MOBILIZE = "MOBILIZE"
    PROTEST = "PROTEST"
    REJECT = "REJECT"
    REQUEST = "REQUEST"
    RETREAT = "RETREAT"
    SANCTION = "SANCTION"
    SUPPORT = "SUPPORT"
    THREATEN = "THREATEN"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the text that is not reporting: a byline, a photo credit, "Read also"."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """One document. ``text`` is never changed after reading, so that offsets into it hold.

    ``file`` names where it came from as its user knows it; a member of an archive is ``archive.zip/member.txt``,
    a row of a table ``table.csv#3``.
    """

    file: str
    title: str
    text: str
    published: dt.date | None = None
    published_origin: DateOrigin = DateOrigin.UNKNOWN
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or an organisation, and the party that it speaks for."""

    name: str
    kind: ActorKind
    party: str | None = None
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names an actor; ``name`` is the actor's name, ``role`` the role given there."""

    start: int
    end: int
    text: str
    name: str
    kind: ActorKind
    party: str | None = None
    role: str | None = None


class Token(NamedTuple):
    """One word of a parse, kept with its statement so that coding never needs the parser again.

    A tuple, as it is made, sent between processes and stored some hundred times an article.

    ``head`` is the index of the governing token in the same tuple (its own index for a root); ``dep`` and ``pos``
    are spaCy's English labels (ClearNLP dependencies, Universal POS); ``start`` is an offset into the article.
    """

    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    start: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What one speaker is reported to have said, or the position that they are reported to have taken.

    ``start`` to ``end`` is the whole content, with quotation marks and "that"; ``parts`` are the stretches of it that
    are the speaker's (without an inserted "he said"), as (start, end) pairs. ``tokens`` is the parse of the cue and the
    content, in the order of the text. ``context`` is the sentence before, for words such as "the proposal".
    """

    kind: StatementKind
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    party: str | None = None
    role: str | None = None
    confidence: float = 0.5
    parts: tuple[tuple[int, int], ...] = ()
    date: str | None = None
    context: str = ""
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text, resolved against the publication date."""

    start: int
    end: int
    text: str
    value: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is planned, as one sentence reports it; ``text`` is that report."""

    type: EventType
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    date: str | None = None
    precision: Precision | None = None
    actors: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    place: str | None = None
    planned: bool = False
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Coding:
    """The stance of one statement on one theme.

    ``suggested`` marks a theme that only the encoder found; ``evidence`` are the words it was coded from,
    ``condition`` the words of the condition of a conditional stance.
    """

    theme: str
    stance: StanceLabel
    score: float
    confidence: float
    condition: str | None = None
    suggested: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """An issue of the codebook. ``terms`` name the issue without taking a side; the others take one."""

    id: str
    name: str
    definition: str
    proposition: str
    terms: tuple[str, ...] = ()
    terms_for: tuple[str, ...] = ()
    terms_against: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """The themes that statements are coded by."""

    id: str
    name: str
    version: str
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that the language stage found in one article."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedAnalysis:
    """An analysis with its statements coded: what the store takes, whole.

    ``codings`` runs parallel to ``analysis.statements``; ``vectors`` is float32 of shape (statements, dimensions), each
    row of length 1, made by the encoder named ``encoder``; ``codebook`` is the id and version coded with.
    """

    analysis: Analysis
    codings: tuple[tuple[Coding, ...], ...]
    vectors: NDArray[np.float32] = field(repr=False, compare=False)
    encoder: str
    codebook: str
