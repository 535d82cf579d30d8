"""Who sits before the screen."""

from __future__ import annotations

import getpass


def current_user() -> str:
    """The name under which this user's visits, saved views and corrections are kept: that of the login."""
    return getpass.getuser()
