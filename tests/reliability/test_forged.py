"""Forged messages to a running team server: nobody and a viewer write nothing, and the server stays up."""

from __future__ import annotations

import os
import random
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from analysis.home import list_workspaces
from analysis.store import Workspace, schema
from pages.shared.navigation import page_names
from tests.browser.conftest import team_server
from tests.pages.material import NAME, fill
from tests.reliability.forged import SECRET, Drawn, Forger, cookie_of, set_all

pytestmark = pytest.mark.reliability
ROLES = '[users]\n"vera@example.org" = "viewer"\n"olga@example.org" = "owner"\n'
SECRETS = """
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "{secret}"
client_id = "parley"
client_secret = "canary-of-the-client"
server_metadata_url = "http://localhost:1/.well-known/openid-configuration"
"""
WORDS = ("truce", "Hamid", "Khartoum", "Jeddah")
ASKED = {"workspace": NAME, "article": "1", "statement": "1", "who": "Sudan", "q": "truce", "part": "One by one"}
# Read by a page as it is drawn, and no writing of what anybody decided.
_VISITS = {"visits"}


@pytest.fixture(scope="module")
def team(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """The address of an app with logins and roles, and the file of its workspace, which has a failed job."""
    home = tmp_path_factory.mktemp("team")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARLEY_HOME", str(home))
        path = fill()
        with Workspace.open(path) as workspace:
            workspace.queue.fail(workspace.queue.put("bad.pdf", b"%PDF"), "It holds nothing.")
            workspace.corrections.correct(1, "note", "Odd", "ana")
        with team_server(home, ROLES, SECRETS.replace("{secret}", SECRET)) as address:
            yield address, path


def logged_in(address, name, secret=SECRET, **claims):
    return cookie_of({"sub": name, "email": f"{name}@example.org", "email_verified": True} | claims, address, secret)


def everything(path):
    with Workspace.open(path) as workspace, workspace.reading() as connection:
        tables = {name: table for name, table in schema.metadata.tables.items() if name not in _VISITS}
        return {name: connection.execute(sa.select(table)).all() for name, table in tables.items()}


@pytest.fixture(scope="module")
def owners(team) -> dict[str, Drawn]:
    """What the owner is shown on each page: the widgets whose ids an attacker may know."""
    with Forger(team[0], logged_in(team[0], "olga")) as olga:
        return {page: olga.run(page, **ASKED) for page in page_names()}


@pytest.fixture
def untouched(team) -> Iterator[None]:
    """Nothing is written by what the test does, no workspace is made, and the server answers after it."""
    address, path = team
    before, workspaces = everything(path), list_workspaces()
    yield
    assert everything(path) == before
    assert list_workspaces() == workspaces
    with urllib.request.urlopen(f"{address}/_stcore/health") as answer:  # noqa: S310
        assert answer.read() == b"ok"


def test_the_owner_is_offered_what_writes(owners):
    ids = [id_ for drawn in owners.values() for kind, id_ in drawn.widgets]
    assert len(set(ids)) > 60
    assert any(kind == "file_uploader" for drawn in owners.values() for kind, _ in drawn.widgets)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("text", ["vera", "../../etc/passwd", "Another one", "", "a" * 10_000, "\0", "0"])
def test_a_viewer_who_clicks_every_button_of_the_owner_writes_nothing(team, owners, text):
    with Forger(team[0], logged_in(team[0], "vera")) as vera:
        for page in page_names():
            vera.run(page, **ASKED)
            vera.run(page, set_all(owners[page].widgets, text), **ASKED)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "cookie",
    [
        lambda _: None,
        lambda address: logged_in(address, "olga", secret="another secret that is long enough"),  # noqa: S106
        lambda _: logged_in("http://evil.example", "olga"),
        lambda address: logged_in(address, "olga", is_logged_in=False),
        lambda address: logged_in(address, "nina"),
        lambda address: logged_in(address, "nina", email="olga@example.org", email_verified=False),
        lambda address: logged_in(address, "olga@example.org", email="nina@example.org"),
        lambda _: "eyJzdWIiOiJvbGdhIn0=",
    ],
    ids=["none", "another secret", "another site", "logged out", "no role", "an address not verified", "a subject",
         "not signed"],
)  # fmt: skip
def test_who_has_no_login_or_no_role_sees_and_writes_nothing(team, owners, cookie):
    with Forger(team[0], cookie(team[0])) as nobody:
        for page in ("", "articles", "reader", "status", "export", "review"):
            seen = nobody.run(page, **ASKED)
            clicked = nobody.run(page, set_all(owners[page or "overview"].widgets, "olga"), **ASKED)
            shown = " ".join([*seen.texts, *clicked.texts])
            assert not [word for word in WORDS if word in shown]
            assert seen.files == clicked.files == []


@pytest.mark.usefixtures("untouched")
def test_states_of_widgets_that_do_not_exist_or_are_of_another_kind_do_nothing(team, owners):
    chance = random.Random(6)  # noqa: S311
    ids = [id_ for drawn in owners.values() for _, id_ in drawn.widgets]
    fields = ["trigger_value", "bool_value", "double_value", "int_value", "string_value", "json_value", "bytes_value",
              "string_trigger_value", "json_trigger_value"]  # fmt: skip
    values = [True, True, float("nan"), -(2**63), "x" * 1000, '{"selection": 7}', b"\xff" * 9, None, None]
    with Forger(team[0], logged_in(team[0], "vera")) as vera:
        for page in ("articles", "review", "codebook", "relations", "blocs"):
            states = []
            for id_ in [*chance.sample(ids, 30), "$$ID-0-None", "$$ID-0-workspace", "", "../..", "\x00"]:
                which = chance.randrange(len(fields) - 2)
                states.append(WidgetState(id=id_, **{fields[which]: values[which]}))
            vera.run(page, states, **ASKED)


@pytest.mark.usefixtures("untouched")
def test_a_workspace_that_is_not_there_is_not_made_by_asking_for_it(team, owners):
    (id_,) = {id_ for drawn in owners.values() for _, id_ in drawn.widgets if id_.endswith("-workspace")}
    with Forger(team[0], logged_in(team[0], "vera")) as vera:
        for name in ("Made by vera", "../evil", "/etc/evil"):
            vera.run("articles", [WidgetState(id=id_, string_value=name)])
            vera.run("articles", workspace=name)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "message",
    [b"", b"\x00", b"\xff" * 1000, b"\x5a\xff\xff\xff\xff\x0f", os.urandom(4096), b"a" * 60_000_000, "text",
     BackMsg(clear_cache=True).SerializeToString(), BackMsg(debug_shutdown_runtime=True).SerializeToString(),
     BackMsg(debug_disconnect_websocket=True).SerializeToString(), BackMsg(set_run_on_save=True).SerializeToString(),
     BackMsg(load_git_info=True).SerializeToString(), BackMsg(stop_script=True).SerializeToString()],
    ids=["empty", "zero", "ones", "cut off", "random", "60 MB", "text", "clear the caches", "shut down", "disconnect",
         "run on save", "git", "stop"],
)  # fmt: skip
def test_a_message_that_is_none_or_asks_for_too_much_does_no_harm(team, message):
    with Forger(team[0]) as nobody:
        try:
            for _ in range(3):
                nobody.send(message)
            nobody.run("articles", **ASKED)
        except (ConnectionClosed, ConnectionError, TimeoutError):
            pass  # it was thrown out
    with Forger(team[0], logged_in(team[0], "vera")) as vera:
        assert any("truce" in text for text in vera.run("articles", **ASKED).texts)


def answer_of(address, path, method="GET", data=None, **headers):
    request = urllib.request.Request(address + path, data, headers, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.usefixtures("untouched")
def test_files_are_taken_from_sessions_only_and_never_without_their_token(team):
    address, _ = team
    form = b'--b\r\nContent-Disposition: form-data; name="file"; filename="../../x.txt"\r\n\r\nA truce.\r\n--b--\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    with Forger(address) as nobody:
        nobody.run("articles")
        token = {"Cookie": nobody.cookies, "X-Xsrftoken": nobody.token}
        own = f"/_stcore/upload_file/{nobody.session}/1"
        assert answer_of(address, own, "PUT", form, **kind) == 403
        assert answer_of(address, own, "PUT", form, **kind, Cookie=nobody.cookies) == 403
        for path in ("/_stcore/upload_file/none/1", "/_stcore/upload_file/..%2f..%2fetc/1"):
            assert answer_of(address, path, "PUT", form, **kind, **token) in (400, 404, 405)
        assert answer_of(address, own, "DELETE") in (403, 404)


def asked_for(file_id="", session="", **payload):
    request = BackendOperationRequest(session_id=session, **payload)
    if file_id:
        request.deferred_file.file_id = file_id
    return request


@pytest.mark.usefixtures("untouched")
def test_a_file_is_given_to_who_asks_for_it_at_an_address_that_its_content_does_not_tell(team):
    address, _ = team
    with Forger(address, logged_in(address, "olga")) as olga, Forger(address, logged_in(address, "vera")) as vera:
        files = olga.run("export", **ASKED).files
        assert len(set(files)) == len(files) == 14
        own = set(vera.run("export", **ASKED).files)
        assert own.isdisjoint(files)
        path = olga.ask(asked_for(files[1])).deferred_file.url
        assert vera.ask(asked_for(files[1], session=olga.session)).error_msg  # in another's name
        for guessed in ("0" * 32, "", "../../etc/passwd", path, path.rpartition("/")[2]):
            assert vera.ask(asked_for(deferred_file={"file_id": guessed})).error_msg
        again = olga.ask(asked_for(files[1])).deferred_file.url
        other = next(vera.ask(asked_for(one)).deferred_file.url for one in vera.run("export", **ASKED).files[1:2])
        with urllib.request.urlopen(address + path) as answer:  # noqa: S310
            content, kind = answer.read(), answer.headers["Content-Type"]
        assert b"truce" in content
        assert kind.startswith("text/csv; mark=")
        # The same content under an address of its own for each, which the content alone does not tell.
        assert again == path != other
        kept = MemoryMediaFileStorage("/media")
        told = kept.load_and_get_id(content, "text/csv", MediaFileKind.DOWNLOADABLE, f"{NAME}-statements.csv")
        assert told not in path
        assert answer_of(address, f"/media/{'0' * 32}.csv") == 404


@pytest.mark.usefixtures("untouched")
def test_what_a_browser_may_ask_the_server_for_beside_pages_writes_and_tells_nothing(team):
    address, _ = team
    with Forger(address, logged_in(address, "vera")) as vera:
        vera.run("actors", **ASKED)
        assert "not available" in vera.ask(asked_for(install_skills={})).error_msg
        assert "not available" in vera.ask(asked_for(dismiss_skills_nudge={})).error_msg
        assert vera.ask(asked_for(dataframe_chunk={"source_id": "0" * 32, "limit": 10})).error_msg
        assert vera.ask(asked_for()).error_msg


@pytest.mark.usefixtures("untouched")
def test_no_other_site_or_name_gets_a_connection(team):
    address, _ = team
    for origin in ("http://evil.example", "null", address.replace("localhost", "localhost.evil.example")):
        with pytest.raises(InvalidStatus):
            connect(address.replace("http", "ws") + "/_stcore/stream", origin=origin).__enter__()


def test_the_owner_can_write_by_the_same_messages(team, owners):
    address, path = team
    before = everything(path)
    buttons = [(kind, id_) for kind, id_ in owners["articles"].widgets if kind == "button" and "retry" in id_]
    with Forger(address, logged_in(address, "olga")) as olga:
        olga.run("articles", **ASKED)
        olga.run("articles", set_all(buttons, ""), **ASKED)
    assert len(everything(path)["acts"]) > len(before["acts"])
