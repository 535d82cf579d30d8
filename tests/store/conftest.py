import pytest

from analysis.store import Workspace


@pytest.fixture
def path(tmp_path):
    return tmp_path / "talks.db"


@pytest.fixture
def workspace(path):
    with Workspace.open(path) as opened:
        yield opened
