"""The app on a port and in a data folder of its own, three articles uploaded through it, and a Chromium to drive it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis.home import create_workspace

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on the PATH"))


@pytest.fixture(scope="session")
def app(tmp_path_factory) -> Iterator[str]:
    """The address of the app, which has an empty workspace named talks."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    patch.setenv("PARLEY_HOME", str(home))
    create_workspace("talks")
    with app_server(home) as address:
        yield address
    _end_workers(home)
    patch.undo()


@contextmanager
def app_server(home: Path, **environment: str) -> Iterator[str]:
    """The app in a process with this data folder and these environment variables; its address."""
    port = _free_port()
    with _running(home, port, **environment):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def team_server(home: Path, roles: str, secrets: str) -> Iterator[str]:
    """The app with logins and roles, in a process that must outlive its use; its address.

    Args:
        home: the data folder.
        roles: what roles.toml says.
        secrets: what secrets.toml says, with ``{port}`` for the app's port.
    """
    port = _free_port()
    (home / "roles.toml").write_text(roles, encoding="utf-8")
    (home / "secrets.toml").write_text(secrets.replace("{port}", str(port)), encoding="utf-8")
    with _running(home, port, "--secrets.files", str(home / "secrets.toml")) as process:
        yield f"http://localhost:{port}"
        assert process.poll() is None
    _end_workers(home)


@contextmanager
def _running(home: Path, port: int, *options: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.headless", "true"]
    variables = os.environ | {"PARLEY_HOME": str(home)} | environment
    with (home / "app.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--server.port", str(port), *options], cwd=ROOT, stdout=log, stderr=log, env=variables
        )
    try:
        _wait(port)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:  # a page that is being drawn is drawn to its end
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def browser():
    """A Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser):
    """A page of the browser, in a session of its own."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(120):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionError:
            time.sleep(0.5)
    raise TimeoutError(f"The app does not answer at port {port}.")


def _end_workers(home: Path) -> None:
    """End the workers of this data folder; they would go by themselves after a while."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode()
        except OSError:
            continue
        if str(home) in command and "analysis" in command:
            os.kill(int(folder.name), signal.SIGTERM)
