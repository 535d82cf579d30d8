"""Statements, codings, events and articles as DataFrames, corrected and filtered: what every view is made from.

The frames are slim: no text is held in memory, but for those of few values, which are categorical columns. ``texts``
fetches the texts of the rows that are shown. A missing value (no speaker, no date) is NaN, to be asked for with
``isna``. Offsets count characters of the article's text, confidences lie in [0, 1]. ``published`` and ``date`` are ISO
8601 text; a statement without a date of its own has that of its article's publication. ``first_day`` and ``last_day``
are the days which ``date`` covers (datetime64, NaT where undated). ``reprint_of`` is the article of which the row's
article is a near copy, ``repeats`` the earliest statement, in another article, of the same words by the same speaker.
``counts_as`` is the first statement, of those that the filters leave, that says the same in another outlet, or the
statement itself: it is counted there, and listed here.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.store.chosen import Chosen
from analysis.store.current_tables import current_mentions, current_tables
from analysis.store.errors import UnknownIdError
from analysis.store.filters import Filters
from analysis.store.found import Found, follow_found
from analysis.store.found_cache import FoundCache
from analysis.store.linked_tables import LinkedTables, linked_tables
from analysis.store.passing import Passing, Sieve
from analysis.store.row_places import RowGroups
from analysis.store.selected import Selected
from analysis.store.settings import read_change
from analysis.store.texts import conditions, titled, with_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.selected import Table
    from analysis.store.workspace import Workspace

_EVERYTHING = Filters()
# So many filters' statements are remembered until the next change.
_REMEMBERED = 8


class SomeStatements(NamedTuple):
    """Statements, their codings, and all statements of the same ``origin``: those that say the same elsewhere, too."""

    statements: pd.DataFrame
    codings: pd.DataFrame
    same: pd.DataFrame


class _State:
    """The tables at one change, and what was made of them since."""

    def __init__(self, connection: Connection, found: Found, linked: LinkedTables, change: int) -> None:
        self.found, self.linked, self.change = found, linked, change
        self.tables = current_tables(connection, linked)
        self.sieve = Sieve(self.tables)
        self.mentions: pd.DataFrame | None = None
        self._left: dict[Filters, Passing] = {}

    @cached_property
    def same(self) -> RowGroups:
        """The statements by what they go back to."""
        return RowGroups(self.tables.origin)

    @cached_property
    def codings_of(self) -> RowGroups:
        """The codings by their statements."""
        return RowGroups(self.tables.codings["statement_id"].to_numpy())

    def left(self, filters: Filters) -> Passing:
        """What filters leave of the statements; remembered for the last few."""
        found = self._left.get(filters)
        if found is None:
            found = self.sieve.statements(filters)
            # A dictionary of its own, so that no other thread sees it change.
            self._left = dict([*self._left.items(), (filters, found)][-_REMEMBERED:])
        return found


class Cut:
    """What filters leave of the tables at one change, to be read only."""

    def __init__(self, state: _State, filters: Filters) -> None:
        self._state, self._filters = state, filters

    def statements(self) -> Selected:
        """Statements in the order of their articles' texts.

        Columns: statement_id, article_id, source (outlet), published, published_origin, kind, start, end,
        source_mention, speaker, party, role, confidence, date, sentence_start, sentence_end, reprint_of, repeats,
        counts_as, corrected, reviewed (a person corrected it, or accepted it as it stands), starred, note, first_day,
        last_day. With texts: title, text, content (the speaker's words, for display), cue, sentence_text.
        """
        left = self._state.left(self._filters)
        return _selected(self._state.tables.statements, left.places, lambda rows: left.counts_as[rows])

    def codings(self) -> Selected:
        """Codings, a row a statement and theme.

        Columns: statement_id, theme, stance, score in [-1, 1], confidence (of the coding), suggested, corrected, and of
        the statement: article_id, party, speaker, date, first_day, last_day, source, kind, reprint_of, repeats,
        counts_as, statement_confidence (1 where a person reviewed it). ``min_confidence`` asks for the statement's and
        the coding's. With texts: condition, evidence (list of words).
        """
        current, left = self._state.tables, self._state.left(self._filters)
        passing = self._state.sieve.codings(self._filters, left)
        return _selected(current.codings, passing, lambda rows: left.counts_as[current.statement_of[rows]])

    def events(self) -> Selected:
        """Events in the order of their articles' texts; themes and kinds don't filter them.

        Columns: event_id, article_id, source, published, published_origin, reprint_of, type, start, end,
        sentence_start, sentence_end, date, precision, planned, place, actors (list), parties (list), confidence,
        corrected, reviewed, starred, note, first_day, last_day. With texts: title, text, sentence_text.
        """
        return _selected(self._state.tables.events, self._state.sieve.events(self._filters))

    def articles(self) -> Selected:
        """Articles, the last added first.

        Columns: article_id, source, published, published_origin, added (UTC), reprint_of, statements, events,
        characters (counts). With texts: file, title, author, url.
        """
        return Selected(self._state.tables.articles)


class Frames:
    """The tables, followed change by change and shared by all threads; what is returned is the caller's own."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._cache = FoundCache(workspace)

    def cut(self, filters: Filters = _EVERYTHING) -> Cut:
        """What filters leave of the tables as they are now."""
        return Cut(self._current(), filters)

    def statements(self, filters: Filters = _EVERYTHING) -> pd.DataFrame:
        """The columns of :meth:`Cut.statements`."""
        return self.cut(filters).statements().whole()

    def chosen(self, filters: Filters = _EVERYTHING) -> Chosen:
        """The same statements as arrays, for what asks of many and shows few."""
        state = self._current()
        current, left = state.tables, state.left(filters)
        return Chosen(current.statements, current.statement_places, left.places, left)

    def codings(self, filters: Filters = _EVERYTHING) -> pd.DataFrame:
        """The columns of :meth:`Cut.codings`."""
        return self.cut(filters).codings().whole()

    def events(self, filters: Filters = _EVERYTHING) -> pd.DataFrame:
        """The columns of :meth:`Cut.events`."""
        return self.cut(filters).events().whole()

    def mentions(self) -> pd.DataFrame:
        """Mentions of actors, and of outlets, in the order of their articles' texts.

        Columns: article_id, start, end, text, name, kind, party, role, date (of the article's publication), first_day,
        last_day. Corrections of statements say nothing of mentions; changes of actors do.
        """
        with self._lock, self._workspace.reading() as connection:
            state = self._followed(connection)
            if state.mentions is None:
                state.mentions = current_mentions(connection, state.found)
            return state.mentions.copy(deep=False)

    def articles(self) -> pd.DataFrame:
        """The columns of :meth:`Cut.articles`."""
        return self.cut().articles().whole()

    def found(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Statements, codings and events as the machine found them, without corrections, with what was rejected.

        Their columns are those of the database but for texts; the lists of events are JSON.
        """
        found = self._current().found
        statements, events = (found[name].copy(deep=False) for name in ("statements", "events"))
        return statements, found["codings"].drop(columns="coding_id"), events

    def corrections(self) -> pd.DataFrame:
        """The corrections that aren't undone, in the order they were made, of what still stands at their places.

        Columns: those of :meth:`Corrections.log`.
        """
        return self._current().tables.corrections.copy(deep=False)

    def statement(self, statement_id: int) -> dict[str, Any]:
        """One statement as a dict of the columns of :meth:`statements`, with its texts; what is missing is None.

        Raises:
            UnknownIdError: where there is no such statement, or it was rejected.
        """
        state = self._current()
        current, left = state.tables, state.left(_EVERYTHING)
        (place,) = current.statement_places.of([statement_id])
        if place < 0:
            raise UnknownIdError("statement", statement_id)
        row = current.statements.iloc[[place]].assign(counts_as=left.counts_as[[place]])
        return _plain(self.with_texts(row).iloc[0])

    def some(self, statement_ids: Sequence[int]) -> SomeStatements:
        """A few statements with what belongs to them, found without looking through all; ids not there are left out.

        Their columns are those of :meth:`statements` and :meth:`codings`, but for ``counts_as``.
        """
        state = self._current()
        current = state.tables
        places = current.statement_places.of(list(statement_ids))
        places = np.unique(places[places >= 0])
        same = state.same.of(current.origin[places])
        own = state.codings_of.of(np.array(statement_ids, dtype=np.int64))
        statements = current.statements.take(same).assign(origin=current.origin[same])
        wanted = statements["statement_id"].isin(statement_ids)
        return SomeStatements(statements[wanted], current.codings.take(own), statements)

    def with_texts(self, frame: Table, *only: str) -> pd.DataFrame:
        """Rows of any of these frames with their texts, as corrected: a query for each 500 rows.

        Args:
            frame: the rows.
            only: of statements and events the texts that are wanted, in the order of the frames' texts; without any
                all of them.
        """
        spans = self._current().tables.spans
        with self._workspace.reading() as connection:
            return with_texts(connection, frame.whole() if isinstance(frame, Selected) else frame, spans, only)

    def conditions(self, statement_ids: Sequence[int]) -> dict[tuple[int, str], str]:
        """The conditions that statements set, by statement and theme; most set none."""
        with self._workspace.reading() as connection:
            return conditions(connection, statement_ids)

    def titled(self, words: str) -> list[int]:
        """The ids of the articles whose title holds some words, in any case."""
        with self._workspace.reading() as connection:
            return titled(connection, words)

    def _current(self) -> _State:
        with self._lock, self._workspace.reading() as connection:
            return self._followed(connection)

    def _followed(self, connection: Connection) -> _State:
        change, state = read_change(connection), self._state
        if state is None or state.change != change:
            found = (
                self._cache.found(connection) if state is None else follow_found(connection, state.found, state.change)
            )
            same = state is not None and found is state.found
            linked = state.linked if state is not None and same else linked_tables(found)
            state = self._state = _State(connection, found, linked, change)
            self._cache.keep(found, change)
        return state


def _selected(
    frame: pd.DataFrame,
    rows: NDArray[np.intp] | None,
    counts_as: Callable[[NDArray[np.intp] | slice], NDArray[np.int64]] | None = None,
) -> Selected:
    """The rows that pass, with what each counts as."""
    at = slice(None) if rows is None else rows
    return Selected(frame, rows, {"counts_as": lambda: counts_as(at)} if counts_as else {})


def _plain(row: pd.Series[Any]) -> dict[str, Any]:
    """The values of a row as Python's own types, missing ones as None."""
    missing = row.isna()
    plain = {str(name): value.item() if isinstance(value, np.generic) else value for name, value in row.items()}
    return {name: None if missing[name] else value for name, value in plain.items()}
