import pytest

from analysis.store import Workspace


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(tmp_path / "talks.db") as opened:
        yield opened
