import pytest

from analysis.exchange.selection import select
from analysis.store import Filters, Workspace
from tests.exchange.material import fill


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(tmp_path / "kosovo.db") as opened:
        fill(opened)
        yield opened


@pytest.fixture
def selection(workspace):
    """Everything in the workspace."""
    return select(workspace, Filters())
