"""Profile one ingest: ``python -m benchmarks.profile_ingest --articles 200`` prints which part takes what.

Each part is done by itself over synthetic articles, on one core, in batches as an ingest has them; seconds are those of
the processor, so that what else runs on the machine counts little.
"""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.coding.wording import content
from analysis.language.analysis import parse_all
from analysis.language.pipeline import COMPONENTS, load_language
from analysis.model import Article, CodedAnalysis
from analysis.pipeline import BATCH, Setup, analyse_batch, batches, coder_of, store
from analysis.reading.files import read_articles
from analysis.reading.fingerprint import content_hash, signature
from analysis.store import Workspace
from analysis.store.near_copies import NearCopies
from benchmarks.synthetic.stories import stories

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Profile:
    """Seconds of the processor by the name of the part, in the order in which the parts come."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count what is done within to a part."""
        begin = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begin


def profile(count: int) -> tuple[Profile, int, int]:
    """The seconds of each part over so many articles; how many words they have, and how many statements were found."""
    found, setup = Profile(), Setup()
    # Once over, so that what is loaded at its first use is loaded.
    _store(Profile(), _code(Profile(), _read(Profile(), BATCH), setup))
    articles = _read(found, count)
    nlp, coded = load_language(), []
    for batch in batches(articles):
        for doc in _parse(found, nlp, batch):
            for name in COMPONENTS:
                with found.part(name):
                    nlp.get_pipe(name)(doc)
        coded += _code(found, batch, setup)
    _store(found, coded)
    statements = sum(len(one.analysis.statements) for one in coded)
    return found, sum(len(article.text.split()) for article in articles), statements


def _read(found: Profile, count: int) -> list[Article]:
    given = [(story.file, f"{story.title}\n\n{story.text}".encode()) for story in stories(count)]
    with found.part("reading"):
        articles = [one for name, data in given for one in read_articles(name, data) if isinstance(one, Article)]
    with found.part("fingerprints"):
        for article in articles:
            content_hash(article), signature(article)
    return articles


def _parse(found: Profile, nlp: Language, batch: list[Article]) -> list[Doc]:
    """Parse a batch; spaCy's components are then run once more by themselves, to count each."""
    docs = parse_all(nlp, batch)
    with found.part("tokens"):
        again = [nlp.make_doc(piece) for doc in docs for piece in _pieces(doc)]
    for name, component in nlp.pipeline:
        if name not in COMPONENTS:
            with found.part(name):
                again = list(component.pipe(again)) if hasattr(component, "pipe") else [component(doc) for doc in again]
    with found.part("joining paragraphs"):
        type(docs[0]).from_docs(again, ensure_whitespace=False)
    return docs


def _pieces(doc: Doc) -> list[str]:
    text = doc._.article.text
    starts = [start for start, _ in doc._.paragraphs]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _code(found: Profile, batch: list[Article], setup: Setup) -> list[CodedAnalysis]:
    outcomes = [one for one in analyse_batch(batch, setup) if isinstance(one, CodedAnalysis)]
    statements = [statement for one in outcomes for statement in one.analysis.statements]
    coder = coder_of(setup)
    with found.part("encoder"):
        vectors = coder.encoder.encode([content(statement) for statement in statements])
    with found.part("themes and stances"):
        coder.recode(statements, vectors)
    with found.part("between processes"):
        pickle.loads(pickle.dumps(outcomes))  # noqa: S301 (what was dumped here)
    return outcomes


def _store(found: Profile, coded: list[CodedAnalysis]) -> None:
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "w.db") as workspace:
        near = NearCopies(workspace)
        with found.part("store"):
            for at in range(0, len(coded), BATCH):
                store(workspace, [(one, None) for one in coded[at : at + BATCH]], near)


@click.command()
@click.option("--articles", default=200, show_default=True, help="How many.")
def main(articles: int) -> None:
    """Print the parts of an ingest, with the time that each takes."""
    import torch

    torch.set_num_threads(1)
    found, words, statements = profile(articles)
    total = sum(found.seconds.values())
    click.echo(
        f"{articles:,} articles, {words:,} words, {statements:,} statements; milliseconds an article, one core\n"
    )
    click.echo("| part | ms | share |\n|---|---:|---:|")
    for name, seconds in [*found.seconds.items(), ("all", total)]:
        click.echo(f"| {name} | {1000 * seconds / articles:.1f} | {seconds / total:.1%} |")


if __name__ == "__main__":
    main()
