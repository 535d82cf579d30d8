"""The statement card: everything a page shows of one statement, as plain text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.views.days import in_words, span
from analysis.views.query import read_query
from analysis.views.style import LOW_CONFIDENCE, theme_name
from analysis.views.words import spans, stem

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace

_OF_CODING = ["statement_id", "theme", "stance", "score", "confidence", "condition", "suggested"]
UNKNOWN_SPEAKER, UNKNOWN_OUTLET = "unknown speaker", "unknown outlet"


@dataclass(frozen=True, slots=True)
class CardTheme:
    """The stance of the card's statement on one theme; ``name`` is the theme's name in words."""

    theme: str
    name: str
    stance: str
    score: float
    confidence: float
    condition: str | None
    suggested: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One statement. ``before``, ``words`` and ``after`` together are its sentence, white space collapsed.

    ``speaker`` is the name or, where nobody is known by it, the words that name the source in the text. ``party``,
    ``role`` and ``title`` are empty where unknown. ``date`` is in words ("17 April 2025"; "date unknown" where
    ``date_known`` is false); ``start`` and ``end`` are the offsets of the statement in its article; ``reprints`` are
    the other outlets that carry the same words; ``weak`` says that the extraction's confidence is below 0.5; ``actor``
    is the name of the speaker, empty where nobody is known.
    """

    statement_id: int
    article_id: int
    speaker: str
    party: str
    role: str
    kind: str
    date: str
    date_known: bool
    outlet: str
    title: str
    themes: tuple[CardTheme, ...]
    content: str
    before: str
    words: str
    after: str
    start: int
    end: int
    confidence: float
    reprints: tuple[str, ...]
    corrected: bool
    weak: bool
    reviewed: bool
    starred: bool
    note: str
    actor: str = ""


def cards(workspace: Workspace, statement_ids: Sequence[int], names: Mapping[str, str] | None = None) -> list[Card]:
    """The cards of the statements, in the order of the ids; an id that is gone is left out.

    Args:
        workspace: where the statements are.
        statement_ids: the statements wanted.
        names: theme id -> name (``options.theme_names``); an id without a name is shown with spaces for underscores.
    """
    some = workspace.frames.some(statement_ids)
    wanted, codings = workspace.frames.with_texts(some.statements), workspace.frames.with_texts(some.codings)
    themes, outlets = _themes(codings, names or {}), _outlets(some.same)
    made = {
        record["statement_id"]: _card(record, themes[record["statement_id"]], outlets[record["origin"]])
        for record in wanted.to_dict("records")
    }
    return [made[one] for one in statement_ids if one in made]


def lit(text: str, query: str) -> list[tuple[str, bool]]:
    """The text in pieces, true where a piece is a word of the query (or of a phrase in its quotation marks).

    The pieces joined are the text. Words match in any inflection that shares their stem.
    """
    wanted = {stem(word) for word in read_query(query).words}
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end, found in spans(text):
        if found in wanted:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]


def _card(record: Mapping[Any, Any], themes: Sequence[CardTheme], carried: Sequence[tuple[int, str]]) -> Card:
    others = (outlet for id_, outlet in carried if id_ != record["statement_id"])
    before, words, after = _in_sentence(record)
    return Card(
        statement_id=record["statement_id"],
        article_id=record["article_id"],
        speaker=_text(record["speaker"]) or _text(record["source_mention"]) or UNKNOWN_SPEAKER,
        party=_text(record["party"]),
        role=_text(record["role"]),
        kind=record["kind"],
        date=in_words(record["date"]),
        date_known=span(record["date"]) is not None,
        outlet=_text(record["source"]) or UNKNOWN_OUTLET,
        title=_text(record["title"]),
        themes=tuple(themes),
        content=record["content"],
        before=before,
        words=words,
        after=after,
        start=record["start"],
        end=record["end"],
        confidence=record["confidence"],
        reprints=tuple(dict.fromkeys(others)),
        corrected=bool(record["corrected"]),
        weak=record["confidence"] < LOW_CONFIDENCE and not record["reviewed"],
        reviewed=bool(record["reviewed"]),
        starred=bool(record["starred"]),
        note=_text(record["note"]),
        actor=_text(record["speaker"]),
    )


def _themes(codings: pd.DataFrame, names: Mapping[str, str]) -> dict[int, list[CardTheme]]:
    """The themes of statements by their ids, the surest first."""
    found: dict[int, list[CardTheme]] = defaultdict(list)
    for record in codings[_OF_CODING].sort_values("confidence", ascending=False, kind="stable").to_dict("records"):
        theme = CardTheme(
            theme=record["theme"],
            name=theme_name(record["theme"], names),
            stance=record["stance"],
            score=record["score"],
            confidence=record["confidence"],
            condition=_text(record["condition"]) or None,
            suggested=bool(record["suggested"]),
        )
        found[record["statement_id"]].append(theme)
    return found


def _outlets(carried: pd.DataFrame) -> dict[int, list[tuple[int, str]]]:
    """What statements go back to -> those that do, and the outlets that carry them."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    columns = (carried[name].tolist() for name in ("origin", "statement_id", "source"))
    for origin, id_, source in zip(*columns, strict=True):
        found[origin].append((id_, _text(source) or UNKNOWN_OUTLET))
    return found


def _in_sentence(record: Mapping[Any, Any]) -> tuple[str, str, str]:
    """The sentence before the statement, the statement, and the rest; a statement may run on over several sentences."""
    sentence, offset = record["sentence_text"], record["sentence_start"]
    before = sentence[: max(record["start"] - offset, 0)]
    after = sentence[max(record["end"] - offset, 0) :]
    return _one_line(before), _one_line(record["text"]), _one_line(after)


def _one_line(text: str) -> str:
    """The text with white space collapsed; a space at either end stays, so that pieces can be joined."""
    inner = " ".join(text.split())
    lead, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{lead}{inner}{tail}" if inner else " " * bool(text)


def _text(value: object) -> str:
    """A text of a frame, empty where it is missing."""
    return value if isinstance(value, str) else ""
