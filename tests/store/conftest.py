"""Every test that asks for a workspace runs on SQLite and on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from analysis.store import Workspace
from analysis.store.address import Address, Place
from analysis.store.schemas import drop_schema
from tests.postgres_server import postgres_server


@pytest.fixture(scope="session")
def server() -> Iterator[sa.URL]:
    """A PostgreSQL server of this test process."""
    with postgres_server() as url:
        yield url


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for a place on both databases; a test that asks for the file as well is about files."""
    if "place" in metafunc.fixturenames:
        databases = ["sqlite"] if "path" in metafunc.fixturenames else ["sqlite", "postgresql"]
        metafunc.parametrize("place", databases, indirect=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace's file that is not there yet."""
    return tmp_path / "talks.db"


@pytest.fixture
def make_address(request: pytest.FixtureRequest, monkeypatch, tmp_path) -> Iterator[Callable[[str], Address]]:
    """Addresses of workspaces that are not there yet; they are gone after the test."""
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path / "home"))
    made: list[Address] = []

    def make(name: str) -> Address:
        made.append(Address(request.getfixturevalue("server"), name))
        return made[-1]

    yield make
    for address in made:
        drop_schema(address)


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Place:
    """Where a workspace may be made, on either database."""
    if request.param == "sqlite":
        return request.getfixturevalue("path")
    return request.getfixturevalue("make_address")("talks")


@pytest.fixture
def workspace(place: Place) -> Iterator[Workspace]:
    """An empty workspace."""
    with Workspace.open(place) as opened:
        yield opened
