"""The command that prints who did what: ``log``."""

from __future__ import annotations

import sys

import click

from analysis import command_line as line


@click.command()
@click.argument("workspace")
@click.option("--user", "users", multiple=True, help="Only what this user did; may be given several times.")
@click.option("--limit", type=click.IntRange(1), help="Only so many, the latest; all if not given.")
def log(workspace: str, users: tuple[str, ...], limit: int | None) -> None:
    """Print who changed what in a workspace, and when, as CSV, the latest first.

    Moments are in UTC. Articles are named by numbers and files, never quoted.

    \b
    Examples:
        python -m analysis log talks > log.csv
        python -m analysis log talks --user ann@example.org --limit 20
    """
    from analysis.exchange.tables import write_csv
    from analysis.views.status import acts_table

    with line.open_workspace(workspace) as opened:
        acts = acts_table(opened.acts.log())
    write_csv((acts[acts["who"].isin(users)] if users else acts).head(limit or len(acts)), sys.stdout)
