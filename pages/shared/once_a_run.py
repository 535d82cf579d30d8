"""What is found out once in a run of a page, however often it is asked for, such as who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from streamlit.runtime.scriptrunner import get_script_run_ctx

_Found = TypeVar("_Found")
_KEPT = "parley_found"


def once_a_run(what: str, find: Callable[[], _Found]) -> _Found:
    """What a function finds, kept until the run ends; a run begins with the callbacks of what was clicked.

    Args:
        what: it is; a name of its own.
        find: called where it is not known yet.
    """
    context = get_script_run_ctx()
    if context is None:
        return find()
    run, found = getattr(context, _KEPT, (None, {}))
    # Streamlit uses a context for one run after the other, and gives each new cursors.
    if run is not context.cursors:
        found = {}
        setattr(context, _KEPT, (context.cursors, found))
    if what not in found:
        found[what] = find()
    known: _Found = found[what]
    return known
