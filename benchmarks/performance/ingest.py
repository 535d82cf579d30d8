"""How near an ingest comes to its floor: ``python -m benchmarks.performance.ingest --articles 384``.

The floor is spaCy's own pipeline over the same texts and the encoder over the same statements, on as many processes,
and nothing else: nothing is read, no rule applied, nothing stored. It is taken twice: with both libraries as they come,
and with texts encoded as Parley does, which on some processors takes less time. All run in turns over the same parts of
the articles, with models that are loaded, so that what else the machine does falls on each. How much memory an ingest
takes is measured over articles whose analyses are ready: the process that reads and stores could grow, those that
analyse hold only batches.
"""

from __future__ import annotations

import itertools
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import psutil
import sqlalchemy as sa

from analysis.ingest import ingest
from analysis.model import Article, CodedAnalysis
from analysis.pipeline import BATCH, Setup, analyse_batch, local_pool
from analysis.reading.files import read_path
from analysis.store import Workspace, schema
from benchmarks.performance.table import Table
from benchmarks.synthetic.stories import stories

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from spacy.language import Language

    from analysis.coding.encoder import Encoder

PROCESSES = 2
# Texts that the floor parses and encodes at once.
_FLOOR_BATCH = 2 * BATCH
# Articles of one turn: as many batches for each process.
_TURN = 6 * PROCESSES * BATCH


class Taken:
    """Seconds on the clock, and of the processors in this process and those of a pool."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._processes = [psutil.Process(), *(psutil.Process(pid) for pid in pool._processes)]
        self.wall = self.cpu = 0.0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what is done within."""
        wall, cpu = time.perf_counter(), self._cpu()
        yield
        self.wall += time.perf_counter() - wall
        self.cpu += self._cpu() - cpu

    def _cpu(self) -> float:
        return sum(sum(process.cpu_times()[:2]) for process in self._processes)


def measure(count: int) -> tuple[list[Taken], int, int]:
    """What the floors and the ingest take for so many articles; how many words and statements those have."""
    words = 0
    articles = stories(count)
    with tempfile.TemporaryDirectory() as folder, local_pool(PROCESSES) as pool:
        _warm(pool)
        floors, whole = [Taken(pool), Taken(pool)], Taken(pool)
        with Workspace.open(Path(folder) / "w.db") as workspace:
            last = 0
            while turn := list(itertools.islice(articles, _TURN)):
                words += sum(len(article.text.split()) for article in turn)
                files = [_written(article, Path(folder)) for article in turn]
                with whole.counted():
                    _ingest(workspace, files, pool)
                last, contents = _stored(workspace, last)
                for floor, as_parley in zip(floors, (False, True), strict=True):
                    with floor.counted():
                        _floor(pool, [article.text for article in turn], contents, as_parley)
    return [*floors, whole], words, last


def _ingest(workspace: Workspace, files: list[Path], pool: Executor) -> None:
    ingest(workspace, (found for file in files for found in read_path(file, None)), lambda: _Lent(pool))


def _written(article: Article, folder: Path) -> Path:
    """The file of an article."""
    head = {"title": article.title, "date": article.published, "source": article.source}
    lines = [f"{name}: {json.dumps(str(value))}" for name, value in head.items() if value]
    file = folder / article.file.replace(".txt", ".md")
    file.write_text("\n".join(["---", *lines, "---", "", article.text]))
    return file


class _Lent(Executor):
    """A pool that stays when the ingest is over, with its models."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def submit(self, work: Callable[..., Any], /, *args: object, **kwargs: object) -> Future[Any]:
        """Have the pool do a piece of work."""
        return self._pool.submit(work, *args, **kwargs)


def _warm(pool: Executor) -> None:
    """Load all models in every process, and what reads and stores in this one."""
    batch = list(stories(BATCH, seed=2))
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "w.db") as workspace:
        _ingest(workspace, [_written(article, Path(folder)) for article in batch], pool)
    texts = [article.text for article in batch]
    wait([pool.submit(analyse_batch, batch, Setup()) for _ in range(4 * PROCESSES)])
    for as_parley in (False, True):
        wait([pool.submit(_least, texts, texts, as_parley) for _ in range(4 * PROCESSES)])


def _stored(workspace: Workspace, after: int) -> tuple[int, list[str]]:
    """The last statement, and the contents of those after one."""
    columns = schema.statements.c
    query = sa.select(columns.id, columns.content).where(columns.id > after).order_by(columns.id)
    with workspace.reading() as connection:
        rows = connection.execute(query).all()
    return (rows[-1].id if rows else after), [row.content for row in rows]


def _floor(pool: Executor, texts: list[str], contents: list[str], as_parley: bool) -> None:
    parts = -(-len(texts) // _FLOOR_BATCH)
    given = [(texts[number::parts], contents[number::parts]) for number in range(parts)]
    wait([pool.submit(_least, *part, as_parley) for part in given])


def _least(texts: list[str], contents: list[str], as_parley: bool) -> None:
    nlp, plain, own = _models()
    for _ in nlp.pipe(texts):
        pass
    if as_parley:
        own.encode(contents)
    else:
        plain.encode(contents, show_progress_bar=False)


@cache
def _models() -> tuple[Language, SentenceTransformer, Encoder]:
    import spacy
    from sentence_transformers import SentenceTransformer

    from analysis.coding.encoder import load_encoder
    from analysis.coding.sentence_encoder import packaged_model
    from analysis.language.pipeline import DEFAULT_PIPELINE

    own = load_encoder()
    return spacy.load(DEFAULT_PIPELINE), SentenceTransformer(str(packaged_model()), device="cpu"), own


class _Ready(Executor):
    """Gives articles analyses that are ready, as if a process had made them."""

    def __init__(self, coded: list[CodedAnalysis]) -> None:
        self._coded = itertools.cycle(coded)

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: object) -> Future[Any]:  # noqa: ANN401, ARG002
        """The analyses of a batch of articles."""
        outcome: Future[Any] = Future()
        outcome.set_result([self._of(article) for article in args[0]])
        return outcome

    def _of(self, article: Article) -> CodedAnalysis:
        coded = next(self._coded)
        return replace(coded, analysis=replace(coded.analysis, article=article))


def memory(counts: Sequence[int]) -> list[tuple[str, float, float, float]]:
    """For each number of articles, rising: MiB of this process, seconds and MiB of the database so far."""
    rows: list[tuple[str, float, float, float]] = []
    coded = [one for one in analyse_batch(list(stories(BATCH, seed=2)), Setup()) if isinstance(one, CodedAnalysis)]
    articles, done, begin = stories(max(counts)), 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "w.db") as workspace:
        for count in counts:
            ingest(workspace, itertools.islice(articles, count - done), lambda: _Ready(coded))
            done = count
            size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 2**20
            resident = psutil.Process().memory_info().rss / 2**20
            rows.append((f"{count:,}", resident, time.perf_counter() - begin, size))
    return rows


def tables(articles: int = 2 * _TURN, sizes: Sequence[int] = (300, 3_000)) -> Iterator[Table]:
    """How near an ingest comes to its floor, and how its memory grows.

    Args:
        articles: how many are ingested beside the floor.
        sizes: the numbers of articles to show the memory at.
    """
    yield _beside_floor(articles)
    # In a process of its own, where nothing else was done.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        rows = alone.submit(memory, sorted(sizes)).result()
    columns = ("articles", "memory, MiB", "seconds", "database, MiB")
    yield Table("Memory of the process that reads and stores", columns, rows)


def _beside_floor(articles: int) -> Table:
    taken, words, statements = measure(articles)
    names = ("floor", "floor, encoding as Parley", "ingest")
    whole = taken[-1]
    rows: list[list[str | float | None]] = [
        [name, articles / one.wall, one.wall, one.cpu, f"{one.cpu / one.wall / PROCESSES:.0%}"]
        for name, one in zip(names, taken, strict=True)
    ]
    for name, one in zip(names[:-1], taken, strict=False):
        rows.append([f"seconds of the {name} / of the ingest", None, one.wall / whole.wall, one.cpu / whole.cpu, None])
    return Table(
        f"Ingest of {articles:,} articles in {PROCESSES} processes, beside its floor",
        ("", "articles a second", "seconds", "processor seconds", "cores busy"),
        rows,
        f"{words:,} words, {statements:,} statements. The floor is spaCy's pipeline over the same texts and the "
        "encoder over the same statements, both as they come, in as many processes, and nothing else.",
    )


@click.command()
@click.option("--articles", default=2 * _TURN, show_default=True, help="How many to ingest beside the floor.")
@click.option("--memory", "sizes", multiple=True, type=int, default=(300, 3_000), show_default=True, help="Articles.")
def main(articles: int, sizes: tuple[int, ...]) -> None:
    """Print how near an ingest comes to its floor, and its memory at numbers of articles."""
    for table in tables(articles, sizes):
        click.echo("\n".join(table.lines()))


if __name__ == "__main__":
    main()
