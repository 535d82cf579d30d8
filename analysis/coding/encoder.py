"""Texts -> vectors: the encoder's protocol, how one is loaded, one in a process of its own, and a fake for tests."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

PACKAGED = "all-MiniLM-L6-v2"
SETTING = "PARLEY_ENCODER"


class EncoderError(RuntimeError):
    """An encoder that can't be loaded, or whose process can't be kept alive."""


class Encoder(Protocol):
    """Turns texts into vectors; two encoders with the same ``name`` give the same vectors."""

    @property
    def name(self) -> str:
        """The name that is stored beside the vectors."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length 1 a text: float32 of shape (texts, dimensions)."""


class HashingEncoder:
    """A bag of words whose scores a person can work out; for tests, and where no model is wanted.

    A text's vector counts its lower-case words; the cosine of two texts of different words each is therefore
    shared / sqrt(n * m) for n and m words (but for words that chance puts on the same place).
    """

    def __init__(self, dimensions: int = 4096) -> None:
        self.name = f"hashing-{dimensions}"
        self.dimensions = dimensions

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length 1 a text; a text without words lies on the first axis."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, zlib.crc32(word.encode()) % self.dimensions] += 1
            if not vectors[row].any():
                vectors[row, 0] = 1
        return normalised(vectors)


def encoder_name(name: str | None = None) -> str:
    """Give the name of the encoder that :func:`load_encoder` would load, without loading it."""
    return name or os.environ.get(SETTING) or PACKAGED


def load_encoder(name: str | None = None) -> Encoder:
    """Load an encoder into this process; takes seconds, as torch is imported.

    Args:
        name: a path or hub name of a sentence-transformers model; where not given, what the environment variable
            PARLEY_ENCODER names, or the packaged all-MiniLM-L6-v2.

    Raises:
        EncoderError: where the model is missing, can't be read, or isn't the one that it should be.
    """
    from analysis.coding.sentence_encoder import SentenceEncoder

    return SentenceEncoder(encoder_name(name))


class EncoderProcess:
    """An encoder in a process of its own, so that the process that uses it never imports torch.

    The process is ``python -m analysis.coding.encoder_worker``. (A spawned process of ``multiprocessing`` would run the
    main module again, which under Streamlit is the page.) It ends with the process that uses it, is started again where
    it died, and takes one request at a time from any number of threads.
    """

    def __init__(self, name: str | None = None) -> None:
        self.name = encoder_name(name)
        self._process: subprocess.Popen[bytes] | None = None
        self._dimensions: int | None = None
        self._lock = threading.Lock()

    @property
    def dimensions(self) -> int:
        """The length of a vector; waits until the model is loaded."""
        if self._dimensions is None:
            self.encode([])
        return self._dimensions or 0

    @property
    def warm_now(self) -> bool:
        """Whether the model is loaded, so that the next encoding takes milliseconds."""
        return self._dimensions is not None and self._process is not None and self._process.poll() is None

    def warm(self) -> None:
        """Start loading the model and return at once."""
        with self._lock:
            self._running()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length 1 a text: float32 of shape (texts, dimensions).

        Raises:
            EncoderError: where the model can't be loaded, or the process dies twice on these texts.
        """
        request = json.dumps(list(texts)).encode() + b"\n"
        with self._lock:
            try:
                return self._ask(self._running(), request)
            except (BrokenPipeError, EOFError):
                self._stop()
            try:
                return self._ask(self._running(), request)
            except (BrokenPipeError, EOFError) as error:
                self._stop()
                raise EncoderError(
                    f"The process of the encoder {self.name!r} died twice on {len(texts)} texts."
                ) from error

    def close(self) -> None:
        """End the process; a later encoding starts another."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "analysis.coding.encoder_worker", self.name]
            root = str(Path(__file__).parents[2])
            path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
            self._process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
            )
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, process: subprocess.Popen[bytes], request: bytes) -> NDArray[np.float32]:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101 (opened as pipes above)
        process.stdin.write(request)
        process.stdin.flush()
        head = process.stdout.readline()
        if not head:
            raise EOFError
        answer = json.loads(head)
        if "error" in answer:
            self._stop()
            raise EncoderError(answer["error"])
        rows, self._dimensions = answer["shape"]
        data = process.stdout.read(rows * answer["shape"][1] * 4)
        if len(data) < rows * answer["shape"][1] * 4:
            raise EOFError
        return np.frombuffer(data, dtype=np.float32).reshape(answer["shape"])


def normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale each row to length 1; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return scaled
