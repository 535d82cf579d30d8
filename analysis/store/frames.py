"""Statements, codings, events and articles as DataFrames, corrected and filtered: what every view is made from.

A missing text (no speaker, no date) is NaN, to be asked for with ``isna``. Offsets count characters of the article's
text, confidences lie in [0, 1]. ``published`` and ``date`` are ISO 8601 text; a statement without a date of its own has
that of its article's publication. ``first_day`` and ``last_day`` are the days which ``date`` covers (datetime64, NaT
where undated). ``reprint_of`` is the article of which the row's article is a near copy, ``repeats`` the earliest
statement, in another article, of the same words by the same speaker: it is counted there, and listed here.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.store import tables
from analysis.store.actors_followed import by_hand, follow_events, follow_mentions, follow_statements
from analysis.store.actors_in_force import actors_in_force
from analysis.store.codebooks import read_codebook
from analysis.store.corrected import correct_codings, correct_events, correct_statements, mark_reviewed, of_codebook
from analysis.store.correction_fields import Target
from analysis.store.errors import UnknownIdError
from analysis.store.filters import Filters
from analysis.store.located import corrections_table, in_force, locate
from analysis.store.outlets import outlet_names
from analysis.store.settings import read_change

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.workspace import Workspace

_OF_STATEMENT = [
    "statement_id", "article_id", "party", "speaker", "date", "first_day", "last_day", "source", "kind", "reprint_of",
    "repeats",
]  # fmt: skip


_EVERYTHING = Filters()


class Frames:
    """The tables, each read once a change and shared by all threads; what is returned is the caller's own."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._tables: dict[str, pd.DataFrame] = {}
        self._change = -1

    def statements(self, filters: Filters = _EVERYTHING) -> pd.DataFrame:
        """Statements in the order of their articles' texts.

        Columns: statement_id, article_id, title, source (outlet), published, published_origin, kind, start, end, text,
        content (the speaker's words, for display), cue, source_mention, speaker, party, role, confidence, date,
        sentence_start, sentence_end, sentence_text, reprint_of, repeats, corrected, reviewed (a person corrected it,
        or accepted it as it stands), starred, note, first_day, last_day.
        """
        current = self._current()
        frame = current["statements"]
        passing = _common(frame, filters) & _one_of(frame["party"], filters.parties)
        passing &= _one_of(frame["speaker"], filters.actors) & _one_of(frame["kind"], filters.kinds)
        if filters.themes:
            codings = current["codings"]
            themed = codings.loc[codings["theme"].isin(filters.themes), "statement_id"]
            passing &= frame["statement_id"].isin(themed).to_numpy()
        return frame[passing].reset_index(drop=True)

    def codings(self, filters: Filters = _EVERYTHING) -> pd.DataFrame:
        """Codings, a row a statement and theme.

        Columns: statement_id, theme, stance, score in [-1, 1], confidence (of the coding), condition, suggested,
        evidence (list of words), corrected, and of the statement: article_id, party, speaker, date, first_day,
        last_day, source, kind, reprint_of, repeats. ``min_confidence`` asks for the statement's and the coding's.
        """
        statements = self.statements(filters)
        frame = self._current()["codings"]
        passing = _one_of(frame["theme"], filters.themes) & (frame["confidence"] >= filters.min_confidence).to_numpy()
        return frame[passing].merge(statements[_OF_STATEMENT], on="statement_id", how="inner")

    def events(self, filters: Filters = _EVERYTHING) -> pd.DataFrame:
        """Events in the order of their articles' texts; themes and kinds don't filter them.

        Columns: event_id, article_id, title, source, published, published_origin, reprint_of, type, start, end, text,
        sentence_start, sentence_end, sentence_text, date, precision, planned, place, actors (list), parties (list),
        confidence, corrected, reviewed, starred, note, first_day, last_day.
        """
        frame = self._current()["events"]
        passing = _common(frame, filters)
        passing &= _any_of(frame["parties"], filters.parties) & _any_of(frame["actors"], filters.actors)
        return frame[passing].reset_index(drop=True)

    def mentions(self) -> pd.DataFrame:
        """Mentions of actors, and of outlets, in the order of their articles' texts; read when first asked for.

        Columns: article_id, start, end, text, name, kind, party, role, date (of the article's publication), first_day,
        last_day. Corrections of statements say nothing of mentions; changes of actors do.
        """
        current = self._current()
        with self._lock, self._workspace.reading() as connection:
            if "mentions" not in current:
                found = tables.with_days(tables.mentions_table(connection))
                current["mentions"] = follow_mentions(found, actors_in_force(connection))
        return current["mentions"].copy(deep=False)

    def articles(self) -> pd.DataFrame:
        """Articles, the last added first.

        Columns: article_id, file, title, source, author, published, published_origin, url, added (UTC), reprint_of,
        statements, events, characters (counts).
        """
        return self._current()["articles"].copy()

    def found(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Statements, codings and events as the machine found them, without corrections, with what was rejected."""
        current = self._current()
        statements, events = (current[name].reset_index(drop=True) for name in ("found statements", "found events"))
        return statements, current["found codings"].copy(), events

    def corrections(self) -> pd.DataFrame:
        """The corrections that aren't undone, in the order they were made, of what still stands at their places.

        Columns: those of :meth:`Corrections.log`.
        """
        return self._current()["corrections"].copy()

    def statement(self, statement_id: int) -> dict[str, Any]:
        """One statement as a dict of the columns of :meth:`statements`; what is missing is None.

        Raises:
            UnknownIdError: where there is no such statement, or it was rejected.
        """
        frame = self._current()["statements"]
        if statement_id not in frame.index:
            raise UnknownIdError("statement", statement_id)
        return _plain(frame.loc[[statement_id]].iloc[0])

    def _current(self) -> dict[str, pd.DataFrame]:
        with self._lock, self._workspace.reading() as connection:
            change = read_change(connection)
            if change != self._change:
                located = locate(connection)
                of_statements, of_events = (in_force(located, of) for of in (Target.STATEMENT, Target.EVENT))
                found, found_codings = tables.statements_table(connection), tables.codings_table(connection)
                codings = of_codebook(correct_codings(found_codings, of_statements), read_codebook(connection))
                statements = correct_statements(connection, found, of_statements)
                statements = mark_reviewed(statements, codings, of_statements)
                found_events = tables.events_table(connection)
                events = correct_events(connection, found_events, of_events)
                said, outlets = actors_in_force(connection), outlet_names(connection)
                fixed = [by_hand(located, Target.STATEMENT, field) for field in ("speaker", "party")]
                fixed_events = [by_hand(located, Target.EVENT, field) for field in ("actors", "parties")]
                self._tables = {
                    "statements": follow_statements(tables.with_days(statements), said, outlets, *fixed),
                    "codings": codings,
                    "events": follow_events(connection, tables.with_days(events), said, *fixed_events),
                    "articles": tables.articles_table(connection),
                    "found statements": found,
                    "found codings": found_codings,
                    "found events": found_events,
                    "corrections": corrections_table(located),
                }
                self._change = change
            return self._tables


def _common(frame: pd.DataFrame, filters: Filters) -> NDArray[np.bool_]:
    """Which rows pass the filters of outlet, confidence and time."""
    passing = _one_of(frame["source"], filters.sources) & (frame["confidence"] >= filters.min_confidence).to_numpy(
        dtype=bool
    )
    dated = frame["first_day"].notna().to_numpy()
    within = dated.copy()
    if filters.since:
        within &= (frame["last_day"] >= _day(filters.since)).to_numpy()
    if filters.until:
        within &= (frame["first_day"] <= _day(filters.until)).to_numpy()
    result: NDArray[np.bool_] = passing & (within | (~dated & filters.include_undated))
    return result


def _day(day: dt.date) -> np.datetime64:
    return np.datetime64(day, "s")


def _one_of(values: pd.Series[Any], wanted: tuple[str, ...]) -> NDArray[np.bool_]:
    return values.isin(wanted).to_numpy(dtype=bool, copy=True) if wanted else np.ones(len(values), dtype=bool)


def _any_of(lists: pd.Series[Any], wanted: tuple[str, ...]) -> NDArray[np.bool_]:
    chosen = set(wanted)
    return np.array([not chosen or not chosen.isdisjoint(values) for values in lists], dtype=bool)


def _plain(row: pd.Series[Any]) -> dict[str, Any]:
    """The values of a row as Python's own types, missing ones as None."""
    missing = row.isna()
    plain = {str(name): value.item() if isinstance(value, np.generic) else value for name, value in row.items()}
    return {name: None if missing[name] else value for name, value in plain.items()}
