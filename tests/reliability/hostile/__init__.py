"""Files that strangers might send to do harm, made when they are needed and never stored.

Each module has ``FILES``: name of the case -> (name of the file, what makes its bytes). ``SLOW`` are those of megabytes
or of seconds, which only the long run reads.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.reliability.hostile import documents, markup, mutations, packed, tables, texts

Made = tuple[str, Callable[[], bytes]]
MODULES = (packed, documents, markup, tables, texts)
FILES: dict[str, Made] = {name: made for module in MODULES for name, made in module.FILES.items()} | mutations.FILES
SLOW = {name for module in MODULES for name in module.SLOW}
# What a file must never bring along: the content of a file beside it on the machine.
CANARY = texts.CANARY
