"""A team’s Parley with a real OpenID provider: nobody sees anything before a login, and all see what their role may."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from analysis.home import workspace_place
from analysis.store import Workspace
from tests.browser.conftest import team_server
from tests.browser.steps import PATIENCE, settle
from tests.pages.material import NAME, fill

pytestmark = pytest.mark.reliability
ROLES = """
[users]
"vera@example.org" = "viewer"
"ana@example.org" = "analyst"
olga = "owner"
"""
SECRETS = """
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "canary-of-the-cookies-0123456789"
client_id = "parley"
client_secret = "canary-of-the-client"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""
PAGES = ("timeline", "", "reader", "articles", "status", "export")
WORDS = ("truce", "Hamid", "sudan", "Khartoum", "Workspace")


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    """The port of an OpenID provider that knows four people."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own use of Authlib
        oidc = pytest.importorskip("oidc_provider_mock")
    people = [
        oidc.User(sub=name, claims={"email": f"{name}@example.org", "email_verified": True}) for name in ("vera", "ana")
    ]
    with oidc.run_server_in_thread(user_claims=[*people, oidc.User(sub="olga"), oidc.User(sub="nina")]) as server:
        yield server.server_port


@pytest.fixture(scope="module")
def team(provider, tmp_path_factory) -> Iterator[str]:
    """The address of an app with logins, roles and a workspace with three articles."""
    home = tmp_path_factory.mktemp("team")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARLEY_HOME", str(home))
        fill()
        with team_server(home, ROLES, SECRETS.replace("{provider}", str(provider))) as address:
            yield address
        _no_secret_in(home)


def _no_secret_in(home):
    """What lies in the data folder, the log of the app among it, holds no secret and no word of an article's."""
    for file in home.rglob("*"):
        if file.is_file() and file.name != "secrets.toml":
            assert b"canary-of-the" not in file.read_bytes(), file
    log = (home / "app.log").read_text()
    assert '"event": "a session began"' in log
    assert not [word for word in ("truce", "Hamid", "Jeddah", "canary") if word in log]
    for line in log.splitlines():
        if line.startswith("{"):
            assert {"at", "level", "program", "from", "event"} <= set(json.loads(line))


def _open(tab: Page, team: str, page: str = "", **parameters: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in ({"workspace": NAME} | parameters).items())
    tab.goto(f"{team}/{page}?{query}", timeout=2 * PATIENCE)
    settle(tab)


def _log_in(tab: Page, team: str, subject: str) -> None:
    _open(tab, team)
    tab.get_by_role("button", name="Log in").click()
    tab.locator("input[name=sub]").fill(subject)
    tab.get_by_role("button", name="Authorize", exact=True).click()
    tab.wait_for_url(f"{team}/**", timeout=PATIENCE)
    settle(tab)


def test_nobody_sees_anything_before_a_login(team, tab):
    for page in PAGES:  # the first one as the first page that this server ever draws
        _open(tab, team, page, article="1", statement="1")
        expect(tab.get_by_role("button", name="Log in")).to_be_visible(timeout=PATIENCE)
        shown = tab.content()
        assert not [word for word in WORDS if word in shown], page


def test_no_address_gives_out_what_a_login_guards(team):
    answers = {}
    for path in ("/_stcore/health", "/media/0123456789abcdef.csv", "/roles.toml", "/app/static/secrets.toml"):
        try:
            with urllib.request.urlopen(team + path) as answer:  # noqa: S310
                answers[path] = answer.read().decode()
        except urllib.error.HTTPError as error:
            answers[path] = error.code
    assert answers["/_stcore/health"] == "ok"
    assert answers["/media/0123456789abcdef.csv"] == 404
    assert not any("owner" in str(answer) or "canary" in str(answer) for answer in answers.values())


def test_who_has_no_role_is_told_so_and_sees_nothing(team, tab):
    _log_in(tab, team, "nina")
    for page in ("", "articles"):
        _open(tab, team, page)
        expect(tab.get_by_text("You are logged in as nina, and have no role here")).to_be_visible(timeout=PATIENCE)
        assert not [word for word in WORDS if word in tab.content()]


def test_a_viewer_reads_all_and_is_offered_no_write(team, tab):
    _log_in(tab, team, "vera")
    for page, there, absent in (
        ("articles", "A truce is refused", ("Drop files here", "Delete", "Set its publication date", "Paste a text")),
        ("search", "truce", ("Correct",)),
        ("review", "Agreement", ("Accept", "One by one")),
        ("codebook", "Ceasefire", ("Save",)),
        ("status", "Versions", ("Who did what", "Try all again")),
        ("export", "Tables", ("Coded by hand",)),
    ):
        _open(tab, team, page, part="One+by+one", q="truce")
        expect(tab.get_by_text(there).first).to_be_visible(timeout=PATIENCE)
        expect(tab.get_by_text("Logged in as vera@example.org, viewer")).to_be_visible(timeout=PATIENCE)
        for words in (*absent, "New workspace"):
            expect(tab.get_by_text(words, exact=True)).to_have_count(0)
    _open(tab, team, "articles", workspace="made-by-address")  # an address makes no workspace: see the last test


def test_an_analyst_puts_in_and_an_owner_sees_who_it_was(team, tab, browser):
    _log_in(tab, team, "ana")
    _open(tab, team, "articles")
    expect(tab.get_by_text("Delete", exact=True)).to_have_count(0)
    chooser = tab.locator("input[type=file]").first
    chooser.set_input_files([{"name": "by-ana.txt", "mimeType": "text/plain", "buffer": b"Nothing was agreed."}])
    expect(tab.get_by_text("by-ana.txt").first).to_be_visible(timeout=PATIENCE)

    context = browser.new_context(viewport={"width": 1400, "height": 900})
    owner = context.new_page()
    owner.set_default_timeout(PATIENCE)
    _log_in(owner, team, "olga")
    _open(owner, team, "status")
    expect(owner.get_by_text("Who did what", exact=True)).to_be_visible(timeout=PATIENCE)
    _open(owner, team, "articles")
    expect(owner.get_by_role("button", name="Delete").first).to_be_visible(timeout=PATIENCE)
    owner.get_by_role("button", name="Log out").click()
    owner.get_by_role("button", name="End session").click(timeout=PATIENCE)  # the provider asks, too
    expect(owner.get_by_role("button", name="Log in")).to_be_visible(timeout=PATIENCE)
    _open(owner, team, "articles")
    expect(owner.get_by_role("button", name="Log in")).to_be_visible(timeout=PATIENCE)
    context.close()
    with Workspace.open(workspace_place(NAME)) as workspace:
        acts = workspace.acts.log()
    by_ana = acts[acts["user"] == "ana@example.org"]
    assert list(by_ana["act"]) == ["add files"]
    assert list(by_ana["role"]) == ["analyst"]
    assert by_ana["detail"].iloc[0] == {"names": ["by-ana.txt"], "count": 1}
    assert not (workspace_place("made-by-address")).exists()
