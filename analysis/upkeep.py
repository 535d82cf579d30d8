"""The commands that keep a workspace safe: ``backup``, ``restore`` and ``check``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from filelock import Timeout

from analysis import command_line as line
from analysis.store import StoreError

_NAME = click.argument("workspace")


@click.command()
@_NAME
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def backup(workspace: str, file: Path | None) -> None:
    r"""Copy a workspace into FILE, while others work on it; beside the workspace if no FILE is given.

    The copy is whole, checked and on the disk when the command ends. What is beside a workspace, its log and the cache
    of its vectors, isn't part of it: both are made anew.

    \b
    Examples:
        python -m analysis backup talks
        python -m analysis backup talks /mnt/safe/talks.backup
    """
    from analysis.store.backup import backup as copy
    from analysis.store.backup import backup_beside

    path = _existing(workspace)
    try:
        if file is None:
            file = backup_beside(path)
        else:
            copy(path, file)
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{workspace} was backed up to {file}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@_NAME
@click.option("--replace", is_flag=True, help="Also where there is such a workspace; it is kept in a file beside it.")
def restore(file: Path, workspace: str, replace: bool) -> None:
    r"""Make a workspace from the backup FILE.

    A backup of an older Parley is brought up to date when it is opened.

    \b
    Examples:
        python -m analysis restore talks.backup talks
        python -m analysis restore /mnt/safe/talks.backup talks --replace
    """
    from analysis.store.backup import restore as put_back
    from analysis.store.worker_lock import worker_lock

    path = line.workspace_file(workspace)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with worker_lock(path):
            kept = put_back(file, path, replace)
    except Timeout as error:
        raise click.ClickException(
            f"The queue of {workspace} is being worked on. Wait until it is empty for two minutes; nothing was changed."
        ) from error
    except (StoreError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{workspace} was restored from {file}.")
    if kept:
        click.echo(f"What was there before is kept in {kept}.")


@click.command()
@_NAME
def check(workspace: str) -> None:
    r"""Look through a workspace for damage, and for anything that must not be.

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


def _existing(workspace: str) -> Path:
    """The file of a workspace that is there.

    Raises:
        click.ClickException: where it isn't.
    """
    line.open_workspace(workspace).close()
    return line.workspace_file(workspace)
