"""The way of an article: read, language, coding, store; in this process, in many, or on a cluster.

Whatever runs it calls :func:`analyse_article`: it needs nothing but the article and a :class:`Setup`, both of which can
be pickled, and loads its models once a process.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from analysis.coding.codebook import load_codebook
from analysis.coding.encoder import load_encoder
from analysis.model import Article, Codebook, CodedAnalysis
from analysis.reading.fingerprint import content_hash, signature

if TYPE_CHECKING:
    from concurrent.futures import Future

    from spacy.language import Language

    from analysis.coding import Coder
    from analysis.coding.encoder import Encoder
    from analysis.store import Workspace
    from analysis.store.near_copies import NearCopies

# How many articles are handed out ahead of the one that is waited for: enough to keep all processes busy, few enough
# that a corpus of millions needs no memory.
AHEAD = 32


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
    try:
        from analysis.language.analysis import analyse

        nlp, coder = _language(), coder_of(setup)
    except Exception as error:
        reason = f"The models can't be loaded ({type(error).__name__}: {error}); install the requirements again."
        raise AnalysisError(article.file, reason) from error
    try:
        analysis = analyse(nlp, article)
        codings, vectors = coder.code(analysis.statements)
    except Exception as error:
        reason = f"The analysis failed at this text ({type(error).__name__}: {error})."
        raise AnalysisError(article.file, reason) from error
    return CodedAnalysis(analysis, tuple(codings), vectors, coder.encoder.name, codebook_name(setup.codebook))


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
            try:
                yield analyse_article(article, setup)
            except AnalysisError as error:
                yield error
        return
    rest = iter(articles)
    flight = deque((article, executor.submit(analyse_article, article, setup)) for article in islice(rest, AHEAD))
    while flight:
        article, future = flight.popleft()
        yield _outcome(article.file, future)
        flight.extend((article, executor.submit(analyse_article, article, setup)) for article in islice(rest, 1))


def _outcome(file: str, future: Future[CodedAnalysis]) -> CodedAnalysis | AnalysisError:
    """Wait for an analysis that an executor makes."""
    try:
        return future.result()
    except AnalysisError as error:
        return error
    except Exception as error:
        # Among others: the process died, or the cluster was lost.
        return AnalysisError(file, f"The process that analysed it ended ({type(error).__name__}); try it again.")


def local_pool(processes: int) -> ProcessPoolExecutor:
    """Processes of this machine, each of which computes on one core and loads its own models."""
    # Forked processes inherit locks that torch's and SQLite's threads may hold; spawned ones don't.
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_one_core)


def store(
    workspace: Workspace, coded: CodedAnalysis, near_copies: NearCopies | None = None, job: int | None = None
) -> int:
    """Put an analysis in a workspace, linked to the article that it is a near copy of.

    Args:
        workspace: where to.
        coded: the analysis.
        near_copies: the workspace's, to be kept from article to article; made for this one where not given.
        job: the job that is done with it, in the same transaction.

    Returns:
        The article's id; that of the same article where it is there already.
    """
    from analysis.store.near_copies import NearCopies

    article = coded.analysis.article
    digest, sign = content_hash(article), signature(article)
    known = workspace.find(digest)
    reprint_of = None if known else (near_copies or NearCopies(workspace)).original_of(sign)
    return workspace.add(coded, content_hash=digest, signature=sign, reprint_of=reprint_of, job=job)


def codebook_name(codebook: Codebook) -> str:
    """The id and version that a coding is stored with."""
    return f"{codebook.id} {codebook.version}"


def _one_core() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"


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
    from analysis.coding import Coder

    return Coder(setup.codebook, _encoder(setup.encoder))
