"""What the commands share: their options, how they find a workspace and read files, and what they say."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from tqdm import tqdm

from analysis import home
from analysis.coding.codebook import CodebookError, find_codebook
from analysis.model import Article
from analysis.reading.coded_files import is_coded
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.reading_process import ReadingProcess
from analysis.store import Filters, StoreError, Workspace
from analysis.store.address import Place, place_of

Command = TypeVar("Command", bound=Callable[..., Any])
# Below so many files a second process takes longer to load its models than it saves.
_MANY = 8
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
METADATA = click.option(
    "--metadata",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What you know of the files: a CSV with the columns file, published, title, source, author; RIS; or CSL JSON.",
)
PROCESSES = click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="How many processes analyse; each needs about 1 GB of memory. By default 2 for many files, else 1.",
)
CLUSTER = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="The scheduler of a Dask cluster that analyses, such as tcp://10.0.0.1:8786, instead of this machine.",
)
WORKSPACE = click.option(
    "--workspace",
    "-w",
    default="main",
    show_default=True,
    help="A workspace's name, as the app lists them, or the path of its .db file.",
)
# What `export` writes; analysis/exchange/formats.py has them, and takes longer to load than --help may.
BINARY = ("xlsx", "parquet", "dna", "brief-docx")
FORMS = (
    "csv", "jsonl", *BINARY, "dna-events", "graphml-actors", "graphml-parties", "timelinejs", "plover", "ftm",
    "brief-html", "brief-md",
)  # fmt: skip
ADDRESS = "http://localhost:8501"
FILTERS = (
    click.option("--party", "parties", multiple=True, help="Only this party; may be given several times."),
    click.option("--theme", "themes", multiple=True, help="Only this theme, by its id; may be given several times."),
    click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only from this day on."),
    click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Only up to this day."),
)


CODEBOOK = click.option(
    "--codebook",
    help="What a new workspace is coded by: the name of a shipped codebook (war_and_peace_talks, trade_talks, "
    "climate_talks) or a TOML file.",
)


class Reading:
    """Reads the files of a command with its metadata, and says on stderr what went wrong.

    Attributes:
        failures: how many files could not be read or analysed.
    """

    def __init__(self, metadata: Path | None) -> None:
        """Read the metadata, if any.

        Raises:
            click.ClickException: where that is no table with a column for the file.
        """
        self.failures = 0
        self._files: list[str] = []
        try:
            with ReadingProcess() as process:
                self._table = process.table(metadata.name, metadata.read_bytes()) if metadata else None
        except UnreadableError as error:
            raise click.ClickException(str(error)) from error
        for problem in self._table.problems if self._table else ():
            say(problem)

    def outcomes(self, paths: Iterable[Path]) -> Iterator[Article | UnreadableError]:
        """What the files hold, and what can't be read; what was set aside is only said."""
        with ReadingProcess() as process:
            for path in paths:
                for found in process.path(path, self._table):
                    self._files.append(found.file)
                    if isinstance(found, SetAsideError):
                        say(str(found))
                    else:
                        yield found

    def articles(self, paths: Iterable[Path]) -> Iterator[Article]:
        """The articles of the files; what can't be read is said when its turn comes."""
        for found in self.outcomes(paths):
            if isinstance(found, Article):
                yield found
            else:
                self.failed(found.file, found.reason)

    def failed(self, file: str, reason: str) -> None:
        """Say that a file failed, and count it."""
        self.failures += 1
        say(f"{file}: {reason}")

    def say_missing(self) -> None:
        """Say which rows of the metadata name a file that was not read."""
        for problem in self._table.missing(self._files) if self._table else ():
            say(problem)


def say(sentence: str) -> None:
    """Write a line on stderr, above the progress bar."""
    tqdm.write(sentence, file=sys.stderr)


def default_processes(paths: tuple[Path, ...]) -> int:
    """How many processes pay for so many files on this machine."""
    many = len(paths) >= _MANY or any(path.is_dir() or path.suffix.lower() == ".zip" for path in paths)
    return min(2, os.cpu_count() or 1) if many else 1


def executor_maker(
    paths: tuple[Path, ...], processes: int | None, cluster: str | None
) -> Callable[[], Executor] | None:
    """What makes the executor that a command analyses on; None for this process.

    Raises:
        click.ClickException: where the cluster can't be used, or processes are asked for beside it.
    """
    from analysis.cluster import Cluster, ClusterError
    from analysis.pipeline import local_pool

    if cluster is None:
        processes = processes or default_processes(paths)
        return partial(local_pool, processes) if processes > 1 else None
    if processes is not None:
        raise click.UsageError("Give either --processes or --cluster: a cluster's processes are its workers.")
    try:
        # Said before anything is read; the workers are asked again when there is something to analyse.
        Cluster(cluster).shutdown()
    except ClusterError as error:
        raise click.ClickException(str(error)) from error
    return partial(Cluster, cluster)


def workspace_place(workspace: str) -> Place:
    """Where a workspace lies that is given by its name, its path or its address in a database.

    Raises:
        click.ClickException: where the name or the address can't be used.
    """
    try:
        if workspace.endswith(".db") or os.sep in workspace:
            return place_of(workspace)
        return home.workspace_place(workspace)
    except StoreError as error:
        raise click.ClickException(str(error)) from error


def open_workspace(workspace: str, create: bool = False) -> Workspace:
    """Open a workspace given by name, path or address.

    Raises:
        click.ClickException: where it is not there, unless it may be created, or can't be opened.
    """
    place = workspace_place(workspace)
    try:
        if not create and not home.has_workspace(place):
            names = ", ".join(home.list_workspaces()) or "none yet"
            raise click.ClickException(f"There is no workspace {workspace!r}; there are: {names}. `ingest` makes one.")
        return Workspace.open(place)
    except StoreError as error:
        raise click.ClickException(str(error)) from error


def filtered(command: Command) -> Command:
    """Give a command the options of ``FILTERS``."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


def filters(
    parties: tuple[str, ...], themes: tuple[str, ...], since: dt.datetime | None, until: dt.datetime | None
) -> tuple[Filters, tuple[str, ...]]:
    """The filters of a command, and what is filtered by in words."""
    first, last = since and since.date(), until and until.date()
    days = [f"since {first}"] * bool(first) + [f"until {last}"] * bool(last)
    return Filters(parties, themes=themes, since=first, until=last), (*parties, *themes, *days)


def take_over_codings(workspace: Workspace, paths: Iterable[Path]) -> None:
    """Take over what people coded in DNA files among the paths, and say what could not be."""
    from analysis.exchange.coded_by_hand import place_codings

    for path in paths:
        if not path.is_file() or path.suffix.lower() not in (".dna", ".csv") or not is_coded(data := path.read_bytes()):
            continue
        try:
            with ReadingProcess() as process:
                placed = place_codings(workspace, process.codings(path.name, data), f"coded in {path.name}")
        except UnreadableError as error:
            say(str(error))
            continue
        say(f"{path.name}: {placed.placed} codings taken over, {len(placed.unplaced)} not.")
        for one in placed.unplaced:
            say(f"{one.document}, {one.statement}: {one.reason}")


def set_codebook(workspace: Workspace, name: str | None) -> None:
    """Have a workspace that has no codebook yet coded by the one of this name or file.

    Raises:
        click.ClickException: where that can't be used, or the workspace has another one.
    """
    if name is None:
        return
    try:
        codebook = find_codebook(name)
    except CodebookError as error:
        raise click.ClickException(str(error)) from error
    current = workspace.codebook()
    if current is not None and current.id != codebook.id:
        raise click.ClickException(
            f"The workspace is coded by the codebook {current.id!r}. Leave --codebook out, or change it in the app."
        )
    if current is None:
        workspace.save_codebook(codebook)


def in_words(statement: Mapping[str, Any]) -> str:
    """A statement as two lines: who, when and where, then the words."""
    who = statement["speaker"] or statement["source_mention"] or "unknown speaker"
    party = f" ({statement['party']})" if statement["party"] else ""
    where = ", ".join(filter(None, [statement["date"] or "date unknown", statement["source"], statement["title"]]))
    return f"{who}{party}, {where}\n    {statement['content']}"
