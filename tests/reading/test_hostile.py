"""What is made to do harm does none, and takes no more of the machine than it may; the long run has hundreds more."""

import time
from pathlib import Path

import pytest

from analysis.model import Article
from analysis.reading.errors import UnreadableError
from analysis.reading.reading_process import ReadingProcess
from tests.reading.made import BODY, zip_of
from tests.reliability import hostile
from tests.reliability.hostile.check import GOOD, endless, outcomes, reads_good_members
from tests.reliability.hostile.packed import PATHS, renamed

_LEADING_OUT = {"parent", "parents", "absolute", "drive", "drive back", "unc", "back parent", "middle"}
# Each seventh of those that take milliseconds: some of every module.
_FEW = [case for case in hostile.FILES if case not in hostile.SLOW][::7]


@pytest.fixture(scope="module")
def process():
    with ReadingProcess(seconds=10) as process:
        yield process


@pytest.mark.parametrize("case", _FEW)
def test_a_hostile_file_gives_articles_or_a_sentence(process, tmp_path, case):
    name, make = hostile.FILES[case]
    (tmp_path / "secret").write_text(hostile.CANARY)
    outcomes(process, name, make().replace(b"file:///CANARY", f"file://{tmp_path}/secret".encode()))


@pytest.mark.parametrize(
    "case", ["docx entity of a file", "xhtml entity of a file", "feed entity of a file", "feed xinclude"]
)
def test_no_other_file_of_the_machine_is_read(process, tmp_path, case):
    name, make = hostile.FILES[case]
    (tmp_path / "secret").write_text(hostile.CANARY)
    data = make()
    members = data.replace(b"file:///CANARY", f"file://{tmp_path}/secret".encode())
    assert all(hostile.CANARY not in str(found) for found in outcomes(process, name, members))


@pytest.mark.parametrize("path", PATHS)
def test_a_name_of_a_member_does_no_harm_and_the_other_is_read(process, path):
    found = outcomes(process, "a.zip", renamed(PATHS[path]))
    assert reads_good_members([one for one in found if one.file == "a.zip/good.txt"])
    refused = [one for one in found if isinstance(one, UnreadableError) and "leads out of the archive" in one.reason]
    assert len(refused) == (path in _LEADING_OUT)


def test_a_file_that_takes_too_long_is_ended_and_named_and_the_others_are_read():
    with ReadingProcess(seconds=1) as process:
        archive = zip_of({"a.txt": BODY, "b.html": endless(), "c.txt": BODY.replace("Sunday", "Monday")})
        before = time.process_time()
        found = list(process.articles("a.zip", archive))
        assert time.process_time() - before < 5
        assert [one.file for one in found] == ["a.zip/a.txt", "a.zip/b.html", "a.zip/c.txt"]
        assert [type(one) for one in found] == [Article, UnreadableError, Article]
        assert "took too long" in found[1].reason
        assert "save it in another format" in found[1].reason


def test_a_folder_goes_on_behind_a_file_that_breaks_the_process(tmp_path):
    for name, data in {"a.txt": BODY.encode(), "b.html": endless(), "c.txt": GOOD}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "metadata.csv").write_text("file,title,published\nc.txt,Truce,2024-13-13\ngone.txt,x,\n")
    with ReadingProcess(seconds=1) as process:
        found = list(process.path(tmp_path))
    assert [one.title for one in found if isinstance(one, Article)][1:] == ["Truce"]
    said = [(one.file.split("/")[-1], one.reason) for one in found if isinstance(one, UnreadableError)]
    assert [file for file, _ in said] == ["metadata.csv", "b.html", "metadata.csv"]  # each is said once


def test_a_file_that_takes_too_much_memory_is_named_and_the_next_is_read():
    with ReadingProcess(memory=300_000_000) as process:
        (found,) = process.articles("large.json", b"[" + b"{}," * 3_000_000 + b"{}]")
        assert isinstance(found, UnreadableError)
        assert "too much memory" in found.reason
        assert "split it" in found.reason
        assert [one.text for one in process.articles("good.txt", GOOD)] == [GOOD.decode()]


def test_a_link_out_of_a_folder_is_not_followed(process, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(hostile.CANARY)
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "b.txt").write_bytes(GOOD)
    (folder / "c.txt").symlink_to(folder / "b.txt")
    found = list(process.path(folder))
    assert [(one.file, isinstance(one, Article)) for one in found] == [
        ("news/a.txt", False), ("news/b.txt", True), ("news/c.txt", True),
    ]  # fmt: skip
    assert "leads out of the folder" in found[0].reason


def test_a_device_is_no_file(process):
    (found,) = process.path(Path("/dev/zero"))
    assert "no file but a device" in found.reason


def test_the_process_gets_no_secret_of_the_environment(monkeypatch):
    monkeypatch.setenv("PARLEY_SECRET_OF_THE_TEST", "x")
    with ReadingProcess() as process:
        list(process.articles("good.txt", GOOD))
        assert process._process is not None
        environment = Path(f"/proc/{process._process.pid}/environ")
        if environment.exists():
            assert b"PARLEY_SECRET_OF_THE_TEST" not in environment.read_bytes()
