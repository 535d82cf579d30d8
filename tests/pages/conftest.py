import sys
from collections.abc import Iterator

import pytest

from tests.pages.material import fill


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A data folder of its own."""
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def filled(home):  # noqa: ARG001 (the folder must be set first)
    """The file of a workspace with three articles, in a data folder of its own."""
    return fill()


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Put ``__main__`` back: AppTest leaves its script there, and processes that a later test spawns would run it."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
