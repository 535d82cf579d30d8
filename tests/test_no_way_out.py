"""Parley opens no connection: all that it does works where there is no network, and nothing of it tries to."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent
_BODY = (
    "GENEVA, March 3, 2024 (Blue Wire) — The army would accept a truce, General Adel Hamid said on Sunday. "
    "The Rapid Support Forces rejected the ceasefire, their spokesman told reporters in the Swiss city."
)


def _cut() -> list[str]:
    """What runs a command in a network of its own, with nothing but itself in it; empty where that isn't permitted."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return []
    for command in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        started = [*command, "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
        if subprocess.run([*started, "true"], capture_output=True, check=False).returncode == 0:
            return started
    return []


CUT = _cut()


@pytest.fixture
def guard(tmp_path):
    """The folder whose ``attempts`` names what tried to leave the machine, and the environment that sees to it."""
    folder = tmp_path / "guard"
    shutil.copytree(ROOT / "tests" / "guard", folder, ignore=shutil.ignore_patterns("__pycache__"))
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}
    return folder, quiet | {
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        "PARLEY_HOME": str(tmp_path / "home"),
        "OMP_NUM_THREADS": "1",
    }


def attempts(folder: Path) -> str:
    notes = folder / "attempts"
    return notes.read_text() if notes.exists() else ""


@pytest.mark.reliability
def test_articles_are_read_analysed_and_found_without_a_network(guard, tmp_path):
    folder, environment = guard
    files = tmp_path / "news"
    files.mkdir()
    (files / "a.txt").write_text(_BODY)
    (files / "b.html").write_text(
        f'<html><head><title>Talks</title><link rel="stylesheet" href="https://evil.invalid/x.css"></head>'
        f'<body><img src="https://evil.invalid/x.png"><p>{_BODY.replace("Sunday", "Monday")}</p></body></html>'
    )
    (files / "c.rss").write_text(
        '<?xml version="1.0"?><rss><channel><item><title>t</title>'
        f"<description>{_BODY.replace('Sunday', 'Friday')}</description></item></channel></rss>"
    )
    command = [*CUT, sys.executable, "-m", "analysis"]
    put = subprocess.run(
        [*command, "ingest", str(files), "--processes", "1"],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert attempts(folder) == ""
    assert "3 articles added, 0 were there already, 0 failed." in put.stdout, put.stderr
    asked = ["search", "who rejected a ceasefire", "--mode", "meaning"]
    found = subprocess.run(
        [*command, *asked], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False
    )
    assert "Rapid Support Forces" in found.stdout, found.stderr
    assert attempts(folder) == ""
    seen = (folder / "guarded").read_text()
    assert "reading_worker" in seen or seen.count("\n") >= 3  # the guard was in the processes that were started too


def test_the_app_answers_without_a_network(guard, tmp_path):
    folder, environment = guard
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.headless", "true"]
    with (tmp_path / "app.log").open("wb") as log:
        app = subprocess.Popen(
            [*command, "--server.port", str(port)], env=environment, cwd=ROOT, stdout=log, stderr=log
        )
    try:
        for _ in range(240):
            try:
                with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                    assert answer.read() == b"ok"
                break
            except OSError:
                time.sleep(0.25)
        with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert not re.search(rb'(?:src|href)="(?:https?:)?//', answer.read())
    finally:
        app.send_signal(signal.SIGTERM)
        app.wait(20)
    assert attempts(folder) == ""
    assert (folder / "guarded").exists()


@pytest.mark.reliability
@pytest.mark.skipif(not CUT, reason="a network of its own needs more rights than there are")
@pytest.mark.parametrize("tests", ["test_app.py", "test_brief.py", "test_codebook.py"])
def test_every_page_works_in_a_browser_without_a_network(guard, tests):
    folder, environment = guard
    done = subprocess.run(
        [*CUT, sys.executable, "-m", "pytest", "-q", "-m", "browser", "-n", "0", f"tests/browser/{tests}"],
        env=environment | {"PARLEY_HOME": ""}, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3_000:]
    assert attempts(folder) == ""


def test_the_app_is_set_to_keep_to_itself():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert settings["server"]["address"] == "127.0.0.1"
    assert set(settings["server"]["allowedHosts"]) <= {"127.0.0.1", "localhost", "::1"}
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["enableCORS"] is True
    assert settings["server"]["enableAgentApi"] is False
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert "fontFaces" not in settings["theme"]
    assert not any("://" in str(value) for value in settings["theme"].values())
