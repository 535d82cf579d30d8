"""The way of an article: read, language, coding, store; in this process, in many, or on a cluster.

Whatever runs it calls :func:`analyse_batch`: it needs nothing but the articles and a :class:`Setup`, both of which can
be pickled, and loads its models once a process.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

from analysis.coding.codebook import load_codebook, name_of
from analysis.coding.encoder import load_encoder
from analysis.logs import set_up_logs
from analysis.model import Article, Codebook, CodedAnalysis
from analysis.reading.fingerprint import content_hash, signature
from analysis.time_limit import TimeLimitError, time_limit

if TYPE_CHECKING:
    from concurrent.futures import Future

    from spacy.language import Language

    from analysis.coding.coder import Coder
    from analysis.coding.encoder import Encoder
    from analysis.store import Workspace
    from analysis.store.near_copies import NearCopies

# How many batches are handed out ahead of the one that is waited for: enough to keep all processes busy, few enough
# that a corpus of millions needs no memory.
AHEAD = 8
# A batch takes a few seconds: long enough for the parser and the encoder to run at their best, short enough that little
# is lost with a process that dies.
BATCH, BATCH_CHARACTERS = 16, 50_000
# Of the processor, for a batch or an article: many times what the longest transcripts take.
MAX_SECONDS = 300
_TOO_LONG = (
    f"The analysis was ended after {MAX_SECONDS} seconds: the text is too long, or repeats itself in a way that no "
    "article does. Split it, or leave out what is no reporting."
)


class AnalysisError(Exception):
    """An article could not be analysed.

    Attributes:
        file: the article's file.
        reason: a sentence for its user.
    """

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason

    def __reduce__(self) -> tuple[type[AnalysisError], tuple[str, str]]:
        """Pickle by the two arguments, so that the error crosses from a worker process whole."""
        return type(self), (self.file, self.reason)


@dataclass(frozen=True, slots=True)
class Setup:
    """What to analyse with; ``encoder`` makes the encoder and is called once a process."""

    codebook: Codebook = field(default_factory=load_codebook)
    encoder: Callable[[], Encoder] = load_encoder


def analyse_article(article: Article, setup: Setup) -> CodedAnalysis:
    """Analyse and code one article; the first call in a process takes seconds, as models are loaded.

    Raises:
        AnalysisError: where anything goes wrong, with the reason as a sentence.
    """
    (outcome,) = analyse_batch([article], setup)
    if isinstance(outcome, AnalysisError):
        raise outcome
    return outcome


def analyse_batch(articles: Sequence[Article], setup: Setup) -> list[CodedAnalysis | AnalysisError]:
    """Analyse and code articles together: in large batches, the parser and the encoder take less time for each.

    Raises:
        AnalysisError: where the models can't be loaded; what goes wrong with an article is its outcome.
    """
    try:
        from analysis.language.analysis import found_in, parse_all

        nlp, coder = _language(), coder_of(setup)
    except Exception as error:
        reason = f"The models can't be loaded ({type(error).__name__}: {error}); install the requirements again."
        raise AnalysisError(articles[0].file, reason) from error
    try:
        with time_limit(MAX_SECONDS):
            analyses = [found_in(nlp, doc) for doc in parse_all(nlp, articles)]
            coded = coder.code_all([analysis.statements for analysis in analyses])
    except (Exception, TimeLimitError) as error:
        if len(articles) > 1:
            return [outcome for article in articles for outcome in analyse_batch([article], setup)]
        reason = f"The analysis failed at this text ({type(error).__name__}: {error})."
        return [AnalysisError(articles[0].file, _TOO_LONG if isinstance(error, TimeLimitError) else reason)]
    codebook = name_of(setup.codebook)
    return [
        CodedAnalysis(analysis, tuple(codings), vectors, coder.encoder.name, codebook)
        for analysis, (codings, vectors) in zip(analyses, coded, strict=True)
    ]


def analyse_articles(
    articles: Iterable[Article], executor: Executor | None = None, setup: Setup | None = None
) -> Iterator[CodedAnalysis | AnalysisError]:
    """Analyse and code articles, in their order; one that fails doesn't stop the others.

    Args:
        articles: any number; no more are taken ahead than keep the executor busy.
        executor: where to work: a :func:`local_pool`, a Dask client's ``get_executor()``; this process if not given.
        setup: the codebook and encoder; the shipped ones if not given.
    """
    setup = setup or Setup()
    if executor is None:
        for article in articles:
            yield from analyse_batch([article], setup)
        return
    rest = batches(articles)
    flight = deque((batch, executor.submit(analyse_batch, batch, setup)) for batch in islice(rest, AHEAD))
    while flight:
        batch, future = flight.popleft()
        yield from _outcomes(batch, future)
        flight.extend((batch, executor.submit(analyse_batch, batch, setup)) for batch in islice(rest, 1))


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in their order, as many together as make a batch; a long one is a batch of its own."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (len(batch) == BATCH or size + len(article.text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch


def _outcomes(
    batch: Sequence[Article], future: Future[list[CodedAnalysis | AnalysisError]]
) -> Sequence[CodedAnalysis | AnalysisError]:
    """Wait for the analyses that an executor makes."""
    try:
        return future.result()
    except AnalysisError as error:
        return [AnalysisError(article.file, error.reason) for article in batch]
    except Exception as error:
        # Among others: the process died, or the cluster was lost.
        reason = f"The process that analysed it ended ({type(error).__name__}); try it again."
        return [AnalysisError(article.file, reason) for article in batch]


def local_pool(processes: int) -> ProcessPoolExecutor:
    """Processes of this machine, each of which computes on one core and loads its own models."""
    # Forked processes inherit locks that torch's and SQLite's threads may hold; spawned ones don't.
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start_process)


def store(
    workspace: Workspace, found: Sequence[tuple[CodedAnalysis, int | None]], near_copies: NearCopies | None = None
) -> list[int]:
    """Put analyses in a workspace, each linked to the article that it is a near copy of.

    Args:
        workspace: where to.
        found: the analyses, each with the job that is done with it, in the same transaction.
        near_copies: the workspace's, to be kept from article to article; made for these where not given.

    Returns:
        The articles' ids; that of the same article where it is there already.

    Raises:
        StoreError: where vectors come from another encoder than the workspace's; what was stored before stays.
    """
    from analysis.store.adding import NewArticle
    from analysis.store.near_copies import NearCopies, apart

    near, ids = near_copies or NearCopies(workspace), list[int]()
    new = [
        NewArticle(coded, content_hash(coded.analysis.article), signature(coded.analysis.article), job=job)
        for coded, job in found
    ]
    for together in apart(new):
        originals = near.originals_of([one.signature for one in together])
        ids += workspace.add_all(
            [replace(one, reprint_of=original) for one, original in zip(together, originals, strict=True)]
        )
    return ids


def _start_process() -> None:
    set_up_logs("analyser")
    os.environ["OMP_NUM_THREADS"] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End with the process that started this one: killed, it can't say that there is nothing more to do."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@lru_cache(maxsize=1)
def _language() -> Language:
    from analysis.language.pipeline import load_language

    return load_language()


@lru_cache(maxsize=1)
def _encoder(make: Callable[[], Encoder]) -> Encoder:
    return make()


@lru_cache(maxsize=1)
def coder_of(setup: Setup) -> Coder:
    """The coder of a setup, made once a process; the first call takes seconds, as the encoder is loaded."""
    from analysis.coding.coder import Coder

    return Coder(setup.codebook, _encoder(setup.encoder))
