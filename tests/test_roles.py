"""Who has which role, by what the login provider says and the file gives."""

import pytest

from analysis.access import Role
from analysis.roles import Roles, RolesError, read_roles, roles_expected

FILE = """
default = "viewer"
claim = "groups"
[users]
"Ann@Example.org" = "analyst"
"4711" = "owner"
"bob@example.org" = "none"
[claims]
desk = "analyst"
heads = "owner"
"""


@pytest.fixture
def roles(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    (tmp_path / "roles.toml").write_text(FILE, encoding="utf-8")
    return read_roles()


@pytest.mark.parametrize(
    ("said", "name", "role"),
    [
        ({"sub": "1", "email": "ann@example.org", "email_verified": True}, "ann@example.org", Role.ANALYST),
        ({"sub": "1", "email": "ANN@example.org", "email_verified": True}, "ann@example.org", Role.ANALYST),
        ({"sub": "4711"}, "4711", Role.OWNER),
        # An address that the provider hasn't verified is whatever its user typed.
        ({"sub": "1", "email": "ann@example.org"}, "1", Role.VIEWER),
        ({"sub": "1", "email": "ann@example.org", "email_verified": False}, "1", Role.VIEWER),
        ({"sub": "1", "email": "ann@example.org", "email_verified": "true"}, "1", Role.VIEWER),
        # A subject that looks like another's address is not that other.
        ({"sub": "ann@example.org"}, "ann@example.org", Role.VIEWER),
        ({"sub": "2", "groups": ["desk", "canteen"]}, "2", Role.ANALYST),
        ({"sub": "2", "groups": "heads"}, "2", Role.OWNER),
        ({"sub": "2", "groups": ["desk", "heads"]}, "2", Role.OWNER),
        ({"sub": "2", "groups": {"heads": 1}}, "2", Role.VIEWER),
        ({"sub": "2", "groups": [["heads"], None]}, "2", Role.VIEWER),
        # Who is named is what the file says, whatever the provider says.
        ({"sub": "3", "email": "bob@example.org", "email_verified": True, "groups": ["heads"]}, "bob@example.org", 0),
        ({}, "nobody", Role.NONE),
        ({"email": "ann@example.org"}, "nobody", Role.NONE),
    ],
)
def test_the_role_of_a_login(roles, said, name, role):
    user = roles.user_of(said)
    assert (user.name, user.role) == (name, role)


def test_addresses_count_unverified_where_the_file_says_so():
    roles = Roles(users={"ann@example.org": Role.ANALYST}, trust_email=True)
    assert roles.user_of({"sub": "1", "email": "ann@example.org"}).role is Role.ANALYST


def test_without_a_file_nobody_has_a_role(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    assert not roles_expected()
    assert read_roles() == Roles()
    assert read_roles().user_of({"sub": "1"}).role is Role.NONE


def test_the_file_may_lie_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_ROLES", str(tmp_path / "who.toml"))
    assert roles_expected()
    (tmp_path / "who.toml").write_text('default = "analyst"', encoding="utf-8")
    assert read_roles().default is Role.ANALYST


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('default = "admin"', "'admin' is no role; there are none, viewer, analyst, owner"),
        ('[users]\nann = "boss"', "'boss' is no role"),
        ("users = 3", "users is a table"),
        ('role = "viewer"', "'role', which means nothing"),
        ("claim = 1", "claim is a name"),
        ('trust_email = "yes"', "trust_email is true or false"),
        ("default = ", "can't be read"),
        ("\xff\xfe", "no role|can't be read|means nothing"),
    ],
)
def test_a_file_that_is_wrong_gives_nobody_a_role(tmp_path, monkeypatch, content, words):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    (tmp_path / "roles.toml").write_text(content, encoding="utf-8")
    with pytest.raises(RolesError, match=words):
        read_roles()
