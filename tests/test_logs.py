"""Logs say what happened to which file, and hold neither words of articles nor secrets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.access import Role, User
from analysis.logs import error_fields
from analysis.store import Workspace

ROOT = Path(__file__).resolve().parents[1]
SECRET = "canary-of-the-password"  # noqa: S105
WORDS = ("Quillifarth", "zarbomite", "Vexholm")
SAYS = "“Vexholm will sign the zarbomite accord,” Foreign Minister Ada Quillifarth said on Monday in Geneva."
TRY = """
import logging, warnings
from analysis.logs import about, set_up_logs
set_up_logs("worker")
own, other = logging.getLogger("analysis.trial"), logging.getLogger("somelibrary.parser")
try:
    try:
        {}["Quillifarth said"]
    except KeyError as error:
        raise ValueError("zarbomite accord") from error
except ValueError as error:
    own.warning("a file failed", extra=about(job=7, file="memo\\n.pdf"), exc_info=error)
    own.warning("%s", error)
    own.warning(error)
    other.exception("Vexholm %s", "will sign")
warnings.warn("Vexholm")
own.debug("below the level")
raise RuntimeError("Vexholm")
"""


def _run(*command, **settings):
    """The standard error of a Python process."""
    environment = os.environ | settings | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.stderr


def test_a_line_says_what_happened_and_no_message_of_an_error_or_a_library():
    lines = [json.loads(line) for line in _run("-c", TRY).splitlines()]
    first = lines[0] | {"at": ""}
    assert first == {
        "at": "", "level": "warning", "program": "worker", "from": "analysis.trial", "event": "a file failed", "job": 7,
        "file": "memo .pdf", "error": ["ValueError", "KeyError"], "where": ["<string>:10 <module>"],
    }  # fmt: skip
    assert [line["event"] for line in lines[1:]] == [
        "ValueError", "ValueError", "a message of somelibrary.parser", "a message of py.warnings", "ended by an error",
    ]  # fmt: skip
    assert lines[3]["error"] == ["ValueError", "KeyError"]
    assert not [word for word in WORDS if word in json.dumps(lines)]


def test_the_level_is_set_from_outside():
    assert "below the level" in _run("-c", TRY, PARLEY_LOG="debug")
    assert len(_run("-c", TRY, PARLEY_LOG="error").splitlines()) == 2


def test_an_error_in_parley_is_named_by_its_place_there(tmp_path):
    with pytest.raises(Exception) as caught, Workspace.open(tmp_path / "a.db") as workspace:
        workspace.article(1)
    fields = error_fields(caught.value)
    assert fields["error"][0] == "UnknownIdError"
    assert fields["where"][-1].startswith("analysis/store/")


@pytest.mark.reliability
def test_an_ingest_leaves_no_word_of_its_articles_in_the_log_nor_among_the_acts(tmp_path):
    """By the worker as the app starts it: one article that is read, one that can't be, and corrections."""
    path = tmp_path / "talks.db"
    with Workspace.open(path) as opened:
        workspace = opened.as_user(User("ana", Role.OWNER))
        workspace.queue.put("good.txt", SAYS.encode())
        workspace.queue.put("bad.docx", b"PK\x03\x04 Vexholm zarbomite Quillifarth")
        workspace.queue.put("bad.pdf", b"%PDF-1.7\n1 0 obj << /Vexholm (zarbomite Quillifarth) >>")
        log = _run("-m", "analysis", "work", str(path), PARLEY_LOG="debug", PGPASSWORD=SECRET, PARLEY_TOKEN=SECRET)
        assert workspace.queue.counts() == {"queued": 0, "running": 0, "done": 1, "failed": 2}
        statements = workspace.frames.statements()
        assert len(statements) == 1
        workspace.corrections.correct(int(statements["statement_id"][0]), "speaker", "Quillifarth the Elder", "ana")
        acts = repr(workspace.acts.log().to_dict("records"))
    failed = [json.loads(line) for line in log.splitlines() if "a file failed" in line]
    assert [line["file"] for line in failed] == ["bad.docx", "bad.pdf"]
    assert "good.txt" in acts and "worker" in acts and "ana" in acts
    for word in (*WORDS, SECRET):
        assert word not in log
        assert word not in acts
    assert all(SECRET.encode() not in file.read_bytes() for file in tmp_path.iterdir())
