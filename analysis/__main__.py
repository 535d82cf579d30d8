"""The command line: ``python -m analysis --help``."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from analysis import command_line as line
from analysis.acts_command import log
from analysis.evaluation.command import evaluate
from analysis.moving import copy
from analysis.store import StoreError
from analysis.upkeep import backup, check, restore


class Commands(click.Group):
    """The commands; what a workspace can't do is said in its sentence, not as a traceback."""

    def invoke(self, context: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(context)
        except StoreError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Parley finds who said what on which issue in news articles.

    \b
    See what it finds in one article, without keeping anything:
        python -m analysis analyse article.txt
    Put a folder into a workspace, then ask it:
        python -m analysis ingest articles/ --workspace talks
        python -m analysis search "who would mediate" --workspace talks
        python -m analysis export talks --format xlsx --out talks.xlsx

    Workspaces lie in your user data folder; the environment variable PARLEY_HOME moves them, PARLEY_DATABASE keeps
    them in a PostgreSQL database.
    """


@cli.command()
@line.PATHS
@line.METADATA
@line.PROCESSES
def analyse(paths: tuple[Path, ...], metadata: Path | None, processes: int | None) -> None:
    """Print what is in articles: a line of JSON each, in the order of the files.

    A line has the statements with their speakers, parties, themes and stances, the dates and the events, each with its
    place in the text. A file that can't be read is named on stderr, and the others go on; the exit
    status is then 1.

    \b
    Examples:
        python -m analysis analyse article.txt
        python -m analysis analyse *.html --metadata metadata.csv > found.jsonl
    """
    from contextlib import ExitStack

    from analysis.exchange.json_lines import analysis_object
    from analysis.pipeline import AnalysisError, analyse_articles, local_pool

    reading = line.Reading(metadata)
    processes = processes or line.default_processes(paths)
    with ExitStack() as stack:
        pool = stack.enter_context(local_pool(processes)) if processes > 1 else None
        found = analyse_articles(reading.articles(paths), pool)
        for result in tqdm(found, unit=" articles", disable=None, file=sys.stderr):
            if isinstance(result, AnalysisError):
                reading.failed(result.file, result.reason)
            else:
                click.echo(json.dumps(analysis_object(result), ensure_ascii=False))
    reading.say_missing()
    sys.exit(1 if reading.failures else 0)


@cli.command()
@line.PATHS
@line.WORKSPACE
@line.METADATA
@line.PROCESSES
@line.CLUSTER
@line.CODEBOOK
def ingest(
    paths: tuple[Path, ...],
    workspace: str,
    metadata: Path | None,
    processes: int | None,
    cluster: str | None,
    codebook: str | None,
) -> None:
    """Put articles into a workspace: files, folders with all below them, and archives.

    The workspace is made if it isn't there. Broken off at any time, it goes on when the same command is given again;
    what is there already isn't analysed twice.

    \b
    Examples:
        python -m analysis ingest articles/ --workspace talks
        python -m analysis ingest a.pdf b.docx batch.zip -w talks --metadata metadata.csv
        python -m analysis ingest articles/ --workspace tariffs --codebook trade_talks
        python -m analysis ingest archive/ --workspace talks --cluster tcp://10.0.0.1:8786
    """
    from analysis.cluster import ClusterError
    from analysis.ingest import ingest as ingest_outcomes

    make_executor = line.executor_maker(paths, processes, cluster)
    reading = line.Reading(metadata)
    with line.open_workspace(workspace, create=True) as opened, tqdm(unit=" articles", file=sys.stderr) as bar:
        line.set_codebook(opened, codebook)

        def progress(done: int, total: int) -> None:
            bar.total, bar.n = total, done
            bar.refresh()

        try:
            result = ingest_outcomes(opened, reading.outcomes(paths), make_executor, progress=progress)
        except ClusterError as error:
            raise click.ClickException(f"{error} What is added is kept; then give the same command again.") from error
        line.take_over_codings(opened, paths)
    reading.say_missing()
    for file, reason in result.failures:
        reading.failed(file, reason)
    counts = (result.added, result.duplicates, len(result.failures))
    click.echo("{} articles added, {} were there already, {} failed.".format(*counts))
    sys.exit(1 if reading.failures else 0)


@cli.command()
@click.argument("query")
@line.WORKSPACE
@click.option("--mode", type=click.Choice(["meaning", "words", "both"]), default="both", show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many hits at most.")
@click.option("--json", "as_json", is_flag=True, help="Print the hits as JSON lines.")
def search(query: str, workspace: str, mode: str, limit: int, as_json: bool) -> None:
    """Find statements by meaning, by exact words, or both.

    A phrase in double quotation marks must occur as it is.

    \b
    Examples:
        python -m analysis search "who would mediate" --workspace talks
        python -m analysis search '"security guarantees"' --mode words -w talks
    """
    from analysis.coding.encoder import load_encoder
    from analysis.views.search import Mode
    from analysis.views.search import search as find

    with line.open_workspace(workspace) as opened:
        # The encoder takes seconds to load, which a search by words need not wait for.
        hits = find(opened, lambda texts: load_encoder().encode(texts), query, Mode(mode), limit=limit)
        for hit in hits:
            statement = opened.frames.statement(hit.statement_id)
            if as_json:
                click.echo(json.dumps({"score": hit.score} | statement, ensure_ascii=False, default=str))
            else:
                click.echo(line.in_words(statement))
    if not hits:
        click.echo("Nothing was found. Try other words, or --mode meaning.", err=True)


@cli.command()
@click.argument("name", required=False, metavar="[WORKSPACE]")
@line.WORKSPACE
@click.option(
    "--what",
    type=click.Choice(["statements", "codings", "events", "matrix", "articles"]),
    help="The table, for csv, jsonl, xlsx and parquet; by default statements, all in xlsx and parquet.",
)
@click.option("--format", "form", type=click.Choice(line.FORMS), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; stdout if not given.")
@click.option("--address", default=line.ADDRESS, show_default=True, help="Where the app runs, for links to its cards.")
@line.filtered
def export(
    name: str | None,
    workspace: str,
    what: str | None,
    form: str,
    out: Path | None,
    address: str,
    **filters: Any,  # noqa: ANN401
) -> None:
    """Write what is in a workspace for other tools, with corrections in it.

    csv, xlsx, jsonl and parquet are tables of statements, codings (stances by theme), events, the matrix or articles;
    parquet without --what writes all of them into the folder --out, a file each; dna is a
    database for the Discourse Network Analyzer, dna-events its event list; graphml-actors and graphml-parties are
    two-mode networks; timelinejs, plover and ftm (FollowTheMoney) are events and entities as JSON; brief-docx,
    brief-html and brief-md are a brief.

    \b
    Examples:
        python -m analysis export talks --format dna --out talks.dna
        python -m analysis export talks --format brief-docx --since 2025-01-01 --out brief.docx
        python -m analysis export --workspace talks --what statements --format xlsx --out statements.xlsx
        python -m analysis export talks --what codings > codings.csv
        python -m analysis export talks --format parquet --out tables/
    """
    from analysis.exchange.formats import export_bytes
    from analysis.exchange.parquet import write_folder
    from analysis.exchange.selection import select
    from analysis.exchange.tables import ExportError
    from analysis.whole_file import write_whole

    if form in line.BINARY and out is None:
        raise click.UsageError(f"{form} needs a file: add --out NAME.{form.removeprefix('brief-')}.")
    chosen, words = line.filters(**filters)
    try:
        with line.open_workspace(name or workspace) as opened:
            selection = replace(select(opened, chosen), scope=words, address=address)
            if form == "parquet" and out is not None and what is None:
                write_folder(selection, out)
                return
            data = export_bytes(selection, form, what)
        if out is None:
            click.echo(data, nl=False)
        else:
            write_whole(out, data)
    except BrokenPipeError:
        raise  # the reader, such as `head`, has seen enough: click ends quietly
    except (ExportError, OSError) as error:
        raise click.ClickException(f"{out or 'stdout'} can't be written: {error}") from error


@cli.command()
@click.argument("workspace")
@click.option("--idle", type=float, default=0.0, show_default=True, help="Seconds to wait for more before it ends.")
def work(workspace: str, idle: float) -> None:
    """Work through a workspace's queue, such as what was broken off.

    The app starts this by itself. One such process works on a workspace at a time; a second one ends at once.

    \b
    Example:
        python -m analysis work talks
    """
    from analysis.logs import set_up_logs
    from analysis.work_command import work as work_through

    set_up_logs("worker")
    if not work_through(line.workspace_place(workspace), idle):
        click.echo("Another process works on this workspace already.", err=True)


for command in (backup, restore, check, copy, log, evaluate):
    cli.add_command(command)

if __name__ == "__main__":
    cli(prog_name="python -m analysis")
