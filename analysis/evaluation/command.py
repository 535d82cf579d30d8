"""The command ``python -m analysis evaluate``."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from analysis import command_line as line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.evaluation.evaluate import Evaluation
    from analysis.evaluation.gold_sets import GoldSet
    from analysis.model import Codebook, CodedAnalysis
    from analysis.pipeline import AnalysisError

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="GOLD_DIR...")
@click.option("--articles", type=FOLDER, help="Where the articles of statements lie, if not beside their gold.")
@click.option("--codebook", type=FILE, help="Code by this codebook (TOML) instead of the shipped one.")
@click.option("--sample", type=click.IntRange(1), help="Only so many articles (or queries) of each, evenly spaced.")
@click.option("--misses", is_flag=True, help="List every miss, wrong speaker, wrong coding and extra statement.")
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures to this file.")
@line.PROCESSES
def evaluate(
    folders: tuple[Path, ...],
    articles: Path | None,
    codebook: Path | None,
    sample: int | None,
    misses: bool,
    out: Path | None,
    processes: int | None,
) -> None:
    r"""Measure how right Parley is, against gold: what people marked in articles.

    The kind of gold is recognised: Parley's own JSON (statements, speakers, parties, stances, dates), PolNeAR's folders
    text and attributions, TimeML's .tml files, PLOVER's records, CheckThat!'s queries and claims. A figure comes with
    the interval in which it would lie 95 times of 100 on other articles of the kind. An article that can't be analysed
    is named on stderr and counts as one in which nothing was found; the exit status is then 1.

    \b
    Examples:
        python -m analysis evaluate tests/gold --articles demo
        python -m analysis evaluate gold/polnear gold/dates --sample 60 --json figures.json
        python -m analysis evaluate gold/own --misses
    """
    from analysis.evaluation.tables import as_object, as_text, miss_lines

    sets = list(_read(folders, articles, sample))
    evaluations = []
    for evaluation in _evaluations(sets, _codebook(codebook), processes or line.default_processes(folders)):
        click.echo(as_text(evaluation) + "\n")
        if misses:
            click.echo("".join(f"{words}\n" for words in miss_lines(evaluation.misses)))
        evaluations.append(evaluation)
    if out:
        objects = [as_object(evaluation, misses) for evaluation in evaluations]
        try:
            out.write_text(json.dumps(objects, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"{out} can't be written: {error.strerror}.") from error
    sys.exit(1 if any(evaluation.failed for evaluation in evaluations) else 0)


def _read(folders: Sequence[Path], articles: Path | None, sample: int | None) -> Iterator[GoldSet]:
    from analysis.evaluation.errors import GoldError
    from analysis.evaluation.gold_sets import read_gold

    for folder in folders:
        try:
            gold = read_gold(folder, articles)
        except GoldError as error:
            raise click.ClickException(str(error)) from error
        yield gold.sample(sample) if sample else gold


def _codebook(path: Path | None) -> Codebook:
    from analysis.coding.codebook import CodebookError, load_codebook

    try:
        return load_codebook(path)
    except CodebookError as error:
        raise click.ClickException(str(error)) from error


def _evaluations(sets: Sequence[GoldSet], codebook: Codebook, processes: int) -> Iterator[Evaluation]:
    """Evaluate the sets one by one, with what goes wrong said on stderr."""
    from analysis.evaluation.evaluate import evaluate as evaluate_set
    from analysis.pipeline import Setup, local_pool

    with ExitStack() as stack:
        pool = stack.enter_context(local_pool(processes)) if processes > 1 else None
        for gold in sets:
            if lacking := gold.lacking(codebook):
                themes = ", ".join(lacking)
                line.say(
                    f"{gold.name}: the codebook “{codebook.name}” lacks themes of this gold: {themes}. "
                    "They count as missed; give the codebook that has them with --codebook."
                )
            with tqdm(total=len(gold.items), unit=" articles", disable=None, file=sys.stderr) as bar:
                evaluation = evaluate_set(gold, Setup(codebook), pool, partial(_follow, bar))
            yield evaluation


def _follow(bar: tqdm[Any], outcome: CodedAnalysis | AnalysisError) -> None:
    bar.update()
    if isinstance(outcome, Exception):
        line.say(str(outcome))
