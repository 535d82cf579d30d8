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
