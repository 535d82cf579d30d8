"""What tests of several folders share."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.fixture(scope="session")
def language() -> Language:
    """The whole pipeline, loaded once a test process."""
    from analysis.language.pipeline import load_language

    return load_language()
