"""Stances by a natural-language-inference model, for those who have one; the rules need none."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.coding.encoder import EncoderError
from analysis.coding.themes import Assignment
from analysis.coding.wording import content
from analysis.model import Coding, StanceLabel, Statement, Theme
from analysis.weights import keep_quiet, require_safetensors

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# The difference of the chances of entailment and contradiction below which a stance is unclear.
LEAST = 0.4


class CrossEncoderStance:
    """A ``StanceModel`` on any sentence-transformers CrossEncoder for NLI.

    The statement is the premise and the theme's proposition the hypothesis: entailed is support, contradicted is oppose
    (Yin, Hay and Roth, Benchmarking zero-shot text classification, 2019, use NLI models so). Such a model knows no
    conditional stance.
    """

    def __init__(self, name: str) -> None:
        """Name a model: a path or hub name whose labels are entailment, contradiction and, if any, neutral."""
        self.name = name

    @cached_property
    def _model(self) -> CrossEncoder:
        local = Path(self.name).is_dir()
        keep_quiet(offline=local)
        from sentence_transformers import CrossEncoder

        try:
            if local:
                require_safetensors(Path(self.name))
            model: CrossEncoder = CrossEncoder(
                self.name, device="cpu", trust_remote_code=False, model_kwargs={"use_safetensors": True}
            )
        except Exception as error:
            raise EncoderError(
                f"The NLI model {self.name!r} can't be loaded: {error}. Give a path or hub name."
            ) from error
        return model

    @cached_property
    def _columns(self) -> tuple[int, int]:
        """The columns of entailment and contradiction in the model's scores."""
        named = getattr(self._model.config, "id2label", None) or {}
        labels = {str(label).lower(): int(column) for column, label in named.items()}
        try:
            return labels["entailment"], labels["contradiction"]
        except KeyError as error:
            raise EncoderError(
                f"The model {self.name!r} is no NLI model: its labels are {', '.join(sorted(labels))}, "
                "not entailment and contradiction."
            ) from error

    def stance(self, statement: Statement, theme: Theme, found: Assignment) -> Coding:
        """Code the stance of a statement on a theme that was found in it.

        Raises:
            EncoderError: where the model can't be loaded or is not one for NLI.
        """
        chances = np.asarray(self._model.predict([(content(statement), theme.proposition)], apply_softmax=True))[0]
        entailment, contradiction = self._columns
        score = float(chances[entailment] - chances[contradiction])
        label = StanceLabel.SUPPORT if score > 0 else StanceLabel.OPPOSE
        if abs(score) < LEAST:
            label = StanceLabel.UNCLEAR
        return Coding(theme.id, label, round(score, 3), round(abs(score), 3), suggested=found.suggested)
