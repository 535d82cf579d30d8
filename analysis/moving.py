"""The command that moves a workspace between a file and a database: ``copy``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from tqdm import tqdm

from analysis import command_line as line
from analysis.store import StoreError, Workspace
from analysis.store.address import Place, address_of, is_address


@click.command()
@click.argument("source")
@click.argument("target")
def copy(source: str, target: str) -> None:
    """Copy the workspace SOURCE into a new one, TARGET: from a file into a PostgreSQL database, or back.

    Each is a workspace's name, the path of its .db file, or the address of a database, with ?workspace=NAME at its end;
    where TARGET names none, the workspace keeps its name. Everything is copied, with its numbers, so that links and
    corrections stay right, and compared row by row. What is broken off leaves nothing, and can be started again.

    Others can see what is typed here: give a password in the environment variable PGPASSWORD or in ~/.pgpass instead.

    \b
    Examples:
        python -m analysis copy talks postgresql://parley@db.example/parley
        python -m analysis copy postgresql://parley@db.example/parley?workspace=talks talks.db
    """
    from analysis.store.copying import copy_workspace

    origin = line.workspace_place(source)
    place = _target(target, origin)
    if origin == place:
        raise click.UsageError("SOURCE and TARGET are the same workspace.")
    try:
        with (
            line.open_workspace(source) as opened,
            Workspace.open(place) as made,
            tqdm(unit=" rows", disable=None, file=sys.stderr) as bar,
        ):

            def tell(_table: str, rows: int) -> None:
                bar.update(rows)

            counts = copy_workspace(opened, made, tell)
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{sum(counts.values())} rows in {len(counts)} tables, {counts['articles']} articles among them, were copied "
        f"to {place} and compared."
    )


def _target(text: str, origin: Place) -> Place:
    """The place of the new workspace.

    Raises:
        click.ClickException: where it can't be read.
    """
    if not is_address(text):
        return line.workspace_place(text)
    name = origin.stem if isinstance(origin, Path) else origin.name
    try:
        return address_of(text, name)
    except StoreError as error:
        raise click.ClickException(str(error)) from error
