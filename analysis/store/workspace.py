"""A workspace: the articles of one question and everything found in them, behind one interface."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sa

from analysis.access import Act, User, machine_user
from analysis.model import Article, Codebook, CodedAnalysis, DateOrigin, Statement
from analysis.store import schema
from analysis.store.actor_changes import ActorChanges
from analysis.store.acts import Acts, listed, record_act, require
from analysis.store.adding import NewArticle, add_articles, known_articles, record_copy
from analysis.store.address import Address, Place, place_of
from analysis.store.codebooks import Codebooks, insert_codebook, name_in_force, read_codebook
from analysis.store.corrections import Corrections
from analysis.store.database_vectors import DatabaseVectors
from analysis.store.databases import files_beside, match_words, open_database, searches_itself
from analysis.store.following import Follower
from analysis.store.frames import Frames
from analysis.store.jobs import finish_jobs, put_recode, put_stored
from analysis.store.queue import Queue
from analysis.store.reading import read_analysis, read_article, read_statements
from analysis.store.saved_views import SavedViews
from analysis.store.settings import count_change, read_change
from analysis.store.vectors import VectorIndex
from analysis.store.visits import Visits
from analysis.store.writing import delete_article, replace_findings, update_published

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from types import TracebackType

    from sqlalchemy.engine import Connection, Engine

    from analysis.coding.coder import Coder

# The most values that one query lists.
_AT_ONCE = 500


class Workspace:
    """One database. Threads and processes may share it: many read while one writes.

    Attributes:
        user: who acts through it, with the rights of their role; the user of this machine, its owner, at first.
        place: where it lies, a file or an address in a database.
        path: beside it lie the vectors' cache and the worker's lock and log; the database file, where there is one.
        writes: how often it was written to by this user, since it was opened for them.
    """

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self.path = files_beside(place, engine)
        self.engine = engine
        self.user = machine_user()
        self.writes = 0
        self._follower: Follower | None = None

    @classmethod
    def open(cls, place: Place | str) -> Self:
        """Open a workspace; a missing one is created, an older one brought to the newest schema.

        Args:
            place: a file, or the address of a workspace in a PostgreSQL database (see :class:`Address`).

        Raises:
            NewerWorkspaceError: where a newer Parley wrote it.
            StoreError: where it can't be opened or is no workspace.
        """
        place = place_of(place)
        return cls(place, open_database(place))

    @property
    def name(self) -> str:
        """What it is called."""
        return self.place.name if isinstance(self.place, Address) else self.place.stem

    def close(self) -> None:
        """Let the database go; the workspace can't be used after that."""
        if self._follower is not None:
            self._follower.close()
        self.engine.dispose()

    def follow(self) -> bool:
        """Have the database's server tell of changes from now on, so that :attr:`change` need not ask it.

        For processes that look often and for long, such as the app's; returns whether there is such a server.
        """
        if self._follower is None and self.engine.dialect.name == "postgresql":
            self._follower = Follower(self.engine)
        return self._follower is not None

    def as_user(self, user: User) -> Self:
        """The same workspace as another user may use it; what is loaded of it is shared.

        Raises:
            DeniedError: where the user may not even read it.
        """
        require(user, Act.READ)
        loaded = {"frames": self.frames, "vectors": self.vectors}
        other = copy.copy(self)
        bound = [name for name in vars(self) if isinstance(getattr(type(self), name, None), cached_property)]
        for name in bound:
            del other.__dict__[name]
        other.__dict__.update(loaded)
        other.user = user
        return other

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database until it ends."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, act: Act, **detail: Any) -> Iterator[Connection]:  # noqa: ANN401
        """A connection in one transaction, committed at the end or, after an error, rolled back whole.

        There is no other way to write, so that the right to it is always asked for, and the act always logged.

        Args:
            act: what is done.
            detail: to what, as JSON can hold it: numbers, and names of files and fields; never words of an article.

        Raises:
            DeniedError: where the user hasn't the right to it.
        """
        require(self.user, act)
        with self.engine.connect() as raw:
            connection = raw.execution_options(writes=True)
            with connection.begin():
                yield connection
                record_act(connection, self.user, act, detail)
                change = read_change(connection) if self._follower is not None else 0
        self.writes += 1
        if self._follower is not None:
            self._follower.note(change)

    @property
    def change(self) -> int:
        """A number that every change of articles, findings, codings or corrections raises; jobs don't."""
        if self._follower is not None and self._follower.change is not None:
            return self._follower.change
        with self.reading() as connection:
            return read_change(connection)

    def add(
        self,
        coded: CodedAnalysis,
        *,
        content_hash: str,
        signature: bytes,
        reprint_of: int | None = None,
        job: int | None = None,
    ) -> int:
        """Add an article with all that was found in it: whole, or not at all.

        The arguments are the fields of :class:`~analysis.store.adding.NewArticle`.

        Returns:
            The article's id.

        Raises:
            StoreError: where its vectors come from another encoder than the workspace's.
        """
        return self.add_all([NewArticle(coded, content_hash, signature, reprint_of, job)])[0]

    def add_all(self, articles: Sequence[NewArticle]) -> list[int]:
        """Add articles as :meth:`add` does, all or none.

        Returns:
            Their ids; that of an article which is there already, or earlier among them, where it is the same.

        Raises:
            StoreError: where vectors come from another encoder than the workspace's.
        """
        if not articles:
            return []
        jobs = [one.job for one in articles if one.job is not None]
        with self.writing(Act.STORE_ARTICLE, **listed([one.file for one in articles]), jobs=jobs) as connection:
            _recode_if_stale(connection, {one.coded.codebook for one in articles})
            return add_articles(connection, articles)

    def replace(self, article_id: int, coded: CodedAnalysis, job: int | None = None) -> None:
        """Put a new analysis of an article in the place of the old one, in one transaction; corrections stay.

        Args:
            article_id: the article.
            coded: its new analysis.
            job: the job that is done with it.
        """
        with self.writing(Act.REPLACE_FINDINGS, article=article_id, job=job) as connection:
            replace_findings(connection, article_id, coded, count_change(connection, vectors=True))
            _recode_if_stale(connection, {coded.codebook})
            if job is not None:
                finish_jobs(connection, {job: [article_id]})

    def add_copy(self, content_hash: str, file: str, job: int | None = None) -> int | None:
        """Record that an article which is there already came again.

        Args:
            content_hash: what makes it the same article.
            file: the name that it has this time.
            job: the job that is done with it.

        Returns:
            The article's id, or None where there is no such article, and nothing is recorded.
        """
        if self.find(content_hash) is None:
            return None
        with self.writing(Act.STORE_ARTICLE, file=file, job=job) as connection:
            known = known_articles(connection, [content_hash]).get(content_hash)
            if known is not None:
                record_copy(connection, known, file)
                if job is not None:
                    finish_jobs(connection, {job: [known]}, duplicates=1)
            return known

    def delete(self, article_id: int) -> None:
        """Delete an article with all that was found in it; its corrections stay, in case it comes back."""
        with self.writing(Act.DELETE_ARTICLE, article=article_id) as connection:
            count_change(connection, vectors=True)
            delete_article(connection, article_id)

    def set_published(self, article_id: int, published: dt.date | None) -> None:
        """Set the publication date as given by the analyst.

        Statements dated by the publication follow at once. What the text says relative to it ("on Thursday") needs a
        new analysis, which is queued in the same transaction.
        """
        day = published.isoformat() if published else None
        with self.writing(Act.SET_DATE, article=article_id, published=day) as connection:
            count_change(connection)
            origin = DateOrigin.GIVEN if published else DateOrigin.UNKNOWN
            update_published(connection, article_id, published, origin)
            put_stored(connection, article_id, read_article(connection, article_id).file)

    def find(self, content_hash: str) -> int | None:
        """The id of the article with this content, or None."""
        return self.find_all([content_hash]).get(content_hash)

    def find_all(self, content_hashes: Sequence[str]) -> dict[str, int]:
        """The ids of the articles that are there, by their content hashes."""
        with self.reading() as connection:
            return known_articles(connection, content_hashes)

    def signatures(self, after: int = 0, limit: int = 1_000) -> list[tuple[int, bytes]]:
        """The id and signature of the next articles with a higher id that are not reprints, by rising id."""
        columns = schema.articles.c
        originals = columns.reprint_of.is_(None) & (columns.id > after)
        query = sa.select(columns.id, columns.signature).where(originals).order_by(columns.id).limit(limit)
        with self.reading() as connection:
            return [(row.id, row.signature) for row in connection.execute(query)]

    def signatures_of(self, article_ids: Sequence[int]) -> list[tuple[int, bytes]]:
        """The id and signature of those of these articles that are there."""
        columns = schema.articles.c
        found: list[tuple[int, bytes]] = []
        with self.reading() as connection:
            for start in range(0, len(article_ids), _AT_ONCE):
                some = columns.id.in_(article_ids[start : start + _AT_ONCE])
                rows = connection.execute(sa.select(columns.id, columns.signature).where(some))
                found += [(row.id, row.signature) for row in rows]
        return found

    def copies(self, article_id: int) -> list[str]:
        """The other names under which the same article came."""
        columns = schema.copies.c
        query = sa.select(columns.file).where(columns.article_id == article_id).order_by(columns.id)
        with self.reading() as connection:
            return list(connection.scalars(query))

    def article(self, article_id: int) -> Article:
        """The article as it was read, with the publication date that it has now."""
        with self.reading() as connection:
            return read_article(connection, article_id)

    def analysis(self, article_id: int) -> CodedAnalysis:
        """The article with all that was found in it, without corrections."""
        with self.reading() as connection:
            return read_analysis(connection, article_id)

    def statements(self, statement_ids: Sequence[int]) -> dict[int, Statement]:
        """Statements with their parses, as they were found, by id; an id that is not there is left out."""
        with self.reading() as connection:
            return read_statements(connection, statement_ids)

    def codebook(self) -> Codebook | None:
        """The codebook that the workspace is coded with; None before its first article."""
        with self.reading() as connection:
            return read_codebook(connection)

    def save_codebook(self, codebook: Codebook) -> None:
        """Keep a codebook as the one in force; earlier ones stay. Codings follow with :meth:`recode`."""
        with self.writing(Act.SAVE_CODEBOOK, codebook=codebook.id) as connection:
            if read_codebook(connection) != codebook:
                count_change(connection)
                insert_codebook(connection, codebook)

    def recode(self, coder: Coder, processes: int = 1, progress: Callable[[float], None] = lambda _share: None) -> int:
        """Put a coder's codebook in force, if it isn't, and bring all codings to it from what is stored.

        Args:
            coder: made with the codebook.
            processes: how many work on it; 1 is this process alone. In others, stances are decided by the rules.
            progress: told the share that is done, in [0, 1].

        Returns:
            How many statements had to be coded anew.
        """
        from analysis.store.recoding import recode

        return recode(self, coder, processes, progress)

    @cached_property
    def codebooks(self) -> Codebooks:
        """The versions of the codebook."""
        return Codebooks(self)

    @cached_property
    def frames(self) -> Frames:
        """Tables of statements, codings, events and articles, with corrections in them."""
        return Frames(self)

    @cached_property
    def vectors(self) -> VectorIndex | DatabaseVectors:
        """Search by meaning: in a cache on this machine, or, as PARLEY_SEARCH says, by a database's server."""
        return DatabaseVectors(self) if searches_itself(self.engine) else VectorIndex(self)

    @cached_property
    def queue(self) -> Queue:
        """Files that wait for analysis, or had theirs."""
        return Queue(self)

    @cached_property
    def corrections(self) -> Corrections:
        """What analysts corrected."""
        return Corrections(self)

    @cached_property
    def saved_views(self) -> SavedViews:
        """Views that were saved under a name."""
        return SavedViews(self)

    @cached_property
    def visits(self) -> Visits:
        """When each user was here last."""
        return Visits(self)

    @cached_property
    def acts(self) -> Acts:
        """Who did what."""
        return Acts(self)

    @cached_property
    def actors(self) -> ActorChanges:
        """What analysts said of actors, and of groups of parties."""
        return ActorChanges(self)

    def match_words(self, query: str, limit: int = 100, any_word: bool = False) -> list[tuple[int, float]]:
        """Statements that hold the words of a query, best first, as (statement id, BM25 score) pairs.

        Phrases in double quotes must occur as they are, ``word*`` finds all words that begin so; the rest of the query
        is words, never an operator. All must occur unless ``any_word``.
        """
        with self.reading() as connection:
            return match_words(connection, query, limit, any_word)


def _recode_if_stale(connection: Connection, codebooks: set[str]) -> None:
    """Queue the coding where the codebook was changed while articles were being analysed by the one before."""
    in_force = name_in_force(connection)
    if in_force is not None and codebooks != {in_force}:
        put_recode(connection)
