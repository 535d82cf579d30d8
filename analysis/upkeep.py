"""The commands that keep a workspace safe: ``backup``, ``restore`` and ``check``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
from filelock import Timeout

from analysis import command_line as line
from analysis import home
from analysis.store import StoreError, Workspace
from analysis.store.address import Address, Place

_NAME = click.argument("workspace")


@click.command()
@_NAME
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def backup(workspace: str, file: Path | None) -> None:
    """Copy a workspace into FILE, while others work on it; beside the workspace if no FILE is given.

    The copy is whole, checked and on the disk when the command ends. What is beside a workspace, its log and the cache
    of its vectors, isn't part of it: both are made anew. A workspace on a PostgreSQL server is copied by pg_dump.

    \b
    Examples:
        python -m analysis backup talks
        python -m analysis backup talks /mnt/safe/talks.backup
    """
    from analysis.store.backup import backup as copy
    from analysis.store.backup import backup_beside
    from analysis.store.server_backup import dump

    line.open_workspace(workspace).close()
    place = line.workspace_place(workspace)
    if file is None and isinstance(place, Address):
        raise click.UsageError("A workspace on a server has nothing beside it: add the FILE to write.")
    try:
        if isinstance(place, Address):
            dump(place, file or Path())
        elif file is None:
            file = backup_beside(place)
        else:
            copy(place, file)
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{workspace} was backed up to {file}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@_NAME
@click.option("--replace", is_flag=True, help="Also where there is such a workspace; it is kept in a file beside it.")
def restore(file: Path, workspace: str, replace: bool) -> None:
    """Make a workspace from the backup FILE.

    A backup of an older Parley is brought up to date when it is opened.

    \b
    Examples:
        python -m analysis restore talks.backup talks
        python -m analysis restore /mnt/safe/talks.backup talks --replace
    """
    from analysis.store.backup import restore as put_back
    from analysis.store.server_backup import restore_dump

    place = line.workspace_place(workspace)
    with _nobody_at_work(workspace, place):
        kept = restore_dump(file, place, replace) if isinstance(place, Address) else put_back(file, place, replace)
    click.echo(f"{workspace} was restored from {file}.")
    if kept:
        click.echo(f"What was there before is kept in {kept}.")


@click.command()
@_NAME
def check(workspace: str) -> None:
    """Look through a workspace for damage, and for anything that must not be.

    That is SQLite's own check, and that all words stand in the texts where they are said to, nothing stands twice,
    every statement can be found by words and by meaning, and every job can be worked on. The exit status is 1 where
    anything is wrong.

    \b
    Example:
        python -m analysis check talks
    """
    from analysis.store.invariants import find_problems

    with line.open_workspace(workspace) as opened:
        problems = find_problems(opened)
        counts = opened.queue.counts()
    for problem in problems:
        click.echo(problem, err=True)
    jobs = ", ".join(f"{number} {state}" for state, number in counts.items())
    found = "1 problem" if len(problems) == 1 else f"{len(problems) or 'no'} problems"
    click.echo(f"{workspace}: {found}. Jobs: {jobs}.")
    sys.exit(1 if problems else 0)


@contextmanager
def _nobody_at_work(workspace: str, place: Place) -> Iterator[None]:
    """See to it that no worker writes meanwhile.

    Raises:
        click.ClickException: where one does, or anything can't be done.
    """
    from analysis.store.worker_lock import WorkerBusyError, WorkerLock, worker_lock

    try:
        with ExitStack() as stack:
            if isinstance(place, Path):
                place.parent.mkdir(parents=True, exist_ok=True)
                stack.enter_context(worker_lock(place))
            elif home.has_workspace(place):
                stack.enter_context(WorkerLock(stack.enter_context(Workspace.open(place))))
            yield
    except (Timeout, WorkerBusyError) as error:
        raise click.ClickException(
            f"The queue of {workspace} is being worked on. Wait until it is empty for two minutes; nothing was changed."
        ) from error
    except (StoreError, OSError) as error:
        raise click.ClickException(str(error)) from error
