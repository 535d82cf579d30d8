"""Measure Parley on every gold set of a folder: ``python -m benchmarks.accuracy GOLD_ROOT``.

Writes the figures that the app's page Accuracy shows, and the tables of docs/accuracy.md between its two marks. The
project's own gold, tests/gold on the demo's dispatches, is always among them. A folder of GOLD_ROOT has the name that
``analysis/evaluation/data/meanings.toml`` knows it by: own, polnear, dates, events, claims.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import click
from tqdm import tqdm

from analysis.evaluation.evaluate import Evaluation, evaluate
from analysis.evaluation.gold_sets import GoldKind, GoldSet, read_gold
from analysis.evaluation.shipped import read_shipped, write_shipped
from analysis.evaluation.tables import as_markdown
from analysis.model import CodedAnalysis
from analysis.pipeline import AnalysisError, Setup, local_pool

ROOT = Path(__file__).resolve().parents[1]
DOC = ROOT / "docs" / "accuracy.md"
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"


def read_sets(root: Path, sample: int) -> list[GoldSet]:
    """The project's own gold, and that of every folder below the root; of attributions only a sample."""
    own = replace(read_gold(ROOT / "tests" / "gold", ROOT / "demo"), name="demo")
    found = [read_gold(folder) for folder in sorted(root.iterdir()) if folder.is_dir()]
    return [own, *(gold.sample(sample) if gold.kind is GoldKind.ATTRIBUTIONS else gold for gold in found)]


def measure(sets: list[GoldSet], processes: int) -> list[Evaluation]:
    """The figures of all sets.

    Raises:
        click.ClickException: where an article could not be analysed: such figures are not to be shipped.
    """
    with local_pool(processes) as pool, tqdm(total=sum(len(gold.items) for gold in sets), unit=" articles") as bar:

        def done(outcome: CodedAnalysis | AnalysisError) -> None:
            bar.update()
            if isinstance(outcome, AnalysisError):
                raise click.ClickException(f"Nothing was written. {outcome}")

        return [evaluate(gold, Setup(), pool, done) for gold in sets]


def tables(command: str) -> str:
    """The shipped figures as Markdown, each set under a heading with what was measured and when."""
    shipped = read_shipped()
    parts = [f"Measured on {shipped.measured:%-d %B %Y} with `{command}`."]
    for one in shipped.sets:
        table = as_markdown(entry.figure for entry in one.figures)
        parts.append(f"### {one.name} (`{one.folder}`, {one.items})\n\n{one.what} {one.seen}\n\n{table}")
    return "\n\n".join(parts)


@click.command()
@click.argument("root", metavar="GOLD_ROOT", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--sample", default=60, show_default=True, help="How many articles of attributions, evenly spaced.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 64))
def main(root: Path, sample: int, processes: int) -> None:
    """Measure, and write the figures down for the app and for the documentation."""
    write_shipped(measure(read_sets(root, sample), processes), dt.datetime.now(tz=dt.UTC).date())
    written = tables(f"python -m benchmarks.accuracy GOLD_ROOT --sample {sample}")
    click.echo(written)
    if DOC.exists():
        text = DOC.read_text(encoding="utf-8")
        marked = re.compile(f"{_BEGIN}.*{_END}", re.DOTALL)
        DOC.write_text(marked.sub(lambda _: f"{_BEGIN}\n\n{written}\n\n{_END}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
