"""Who has which role, once they have logged in: from a TOML file, or from what the login provider says of them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.access import Role, User
from analysis.folders import data_folder

SETTING = "PARLEY_ROLES"
_FILE = "roles.toml"
_KEYS = {"default", "claim", "trust_email", "users", "claims"}


class RolesError(Exception):
    """The roles can't be read, so that nobody has one; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Who has which role.

    Attributes:
        default: the role of everyone who is named nowhere.
        users: e-mail address or subject -> role; it counts before any claim.
        claim: the claim of the login provider that gives roles, such as ``groups``; its values are one or many.
        claims: a value of that claim -> role. The highest counts.
        trust_email: whether an e-mail address counts that the provider doesn't say it verified.
    """

    default: Role = Role.NONE
    users: Mapping[str, Role] = field(default_factory=dict)
    claim: str | None = None
    claims: Mapping[str, Role] = field(default_factory=dict)
    trust_email: bool = False

    def user_of(self, said: Mapping[str, Any]) -> User:
        """The user of whom a login provider said this, named by e-mail address, or else by subject.

        Args:
            said: the claims of the login.
        """
        subject, email = str(said.get("sub") or ""), self._email(said)
        name = email or subject
        if not name:
            return User("nobody", Role.NONE)
        named = self.users.get(email) if email else None
        if named is None and "@" not in subject:  # one whose subject is another's address is not that other
            named = self.users.get(subject)
        return User(name, named if named is not None else self._claimed(said))

    def _email(self, said: Mapping[str, Any]) -> str:
        """The address, where it is the user's: in many directories, people write in what they like."""
        certain = self.trust_email or said.get("email_verified") is True
        return str(said.get("email") or "").strip().casefold() if certain else ""

    def _claimed(self, said: Mapping[str, Any]) -> Role:
        values = said.get(self.claim) if self.claim else None
        given = [values] if isinstance(values, str) else values if isinstance(values, list) else []
        found = [self.claims[value] for value in given if isinstance(value, str) and value in self.claims]
        return max(found, default=self.default)


def roles_file() -> Path:
    """The file with the roles: the one that PARLEY_ROLES names, or roles.toml in the data folder. It may be missing."""
    given = os.environ.get(SETTING)
    return Path(given).expanduser() if given else data_folder() / _FILE


def roles_expected() -> bool:
    """Whether whoever runs this Parley gave out roles, so that nobody may come in without a login."""
    return SETTING in os.environ or roles_file().exists()


def read_roles() -> Roles:
    """The roles as the file has them now; without a file nobody has one.

    Raises:
        RolesError: where it can't be read, or holds what is no role.
    """
    path = roles_file()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Roles()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RolesError(f"{path.name} can't be read: {error}.") from error
    if unknown := sorted(set(content) - _KEYS):
        raise RolesError(
            f"{path.name} has {unknown[0]!r}, which means nothing; it may have {', '.join(sorted(_KEYS))}."
        )
    claim, trust = content.get("claim"), content.get("trust_email", False)
    if not (claim is None or isinstance(claim, str)) or not isinstance(trust, bool):
        raise RolesError(f"{path.name}: claim is a name in quotation marks, and trust_email is true or false.")
    users = {_key(name): role for name, role in _table(path, content, "users").items()}
    default = _role(path, content.get("default", "none"))
    return Roles(default, users, claim, _table(path, content, "claims"), trust)


def _table(path: Path, content: Mapping[str, Any], name: str) -> dict[str, Role]:
    table = content.get(name, {})
    if not isinstance(table, dict):
        raise RolesError(f'{path.name}: {name} is a table, [{name}], with lines such as "ann@example.org" = "analyst".')
    return {key: _role(path, value) for key, value in table.items()}


def _role(path: Path, name: object) -> Role:
    try:
        return Role[str(name).upper()]
    except KeyError:
        roles = ", ".join(role.name.lower() for role in Role)
        raise RolesError(f"{path.name}: {name!r} is no role; there are {roles}.") from None


def _key(name: str) -> str:
    """Addresses are the same in capitals and in small letters; subjects are not."""
    return name.strip().casefold() if "@" in name else name
