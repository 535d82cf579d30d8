"""How fast a changed codebook codes a workspace anew: ``python -m benchmarks.retag [--statements 100000]``.

The statements are those of the demo, analysed once and repeated in articles of their own with other numbers and names
in them, so that no two are the same text. Prints the seconds and the statements a second for each kind of change.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from analysis.coding.codebook import load_codebook
from analysis.coding.coder import Coder
from analysis.coding.encoder import load_encoder
from analysis.coding.known_texts import KnownTexts
from analysis.home import DEMO_FOLDER
from analysis.model import Analysis, Article, Codebook, CodedAnalysis, Statement
from analysis.pipeline import AnalysisError, analyse_articles
from analysis.reading.files import read_path
from analysis.store import Workspace

_NUMBERS = ("one", "two", "three", "several", "many", "most", "all")


def main() -> None:
    """Fill a workspace and change its codebook."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--statements", type=int, default=100_000)
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    encoder = KnownTexts(load_encoder())
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "retag.db") as workspace:
        _fill(workspace, given.statements)
        for number, (what, codebook) in enumerate(_changes(load_codebook()), 2):
            coder = Coder(replace(codebook, version=str(number)), encoder)
            begin = time.perf_counter()
            coded = workspace.recode(coder, given.processes)
            seconds = time.perf_counter() - begin
            print(f"{what:42} {seconds:6.1f} s  {given.statements / seconds:9,.0f} statements/s  {coded:7,} coded anew")


def _changes(codebook: Codebook) -> Iterator[tuple[str, Codebook]]:
    """What an analyst changes, one after the other."""
    first, *others = codebook.themes
    term = replace(first, terms=(*first.terms, "winter break"))
    yield "a term that is rare", replace(codebook, themes=(term, *others))
    term = replace(term, terms=(*term.terms, "war"))
    yield "a term that is frequent", replace(codebook, themes=(term, *others))
    term = replace(term, proposition="The guns should fall silent at once, everywhere and for good.")
    yield "a proposition", replace(codebook, themes=(term, *others))
    yield "a theme deleted", replace(codebook, themes=tuple(others))
    yield "themes in another order: everything", replace(codebook, themes=tuple(reversed(others)))


def _fill(workspace: Workspace, statements: int) -> None:
    """Put the demo's analyses in, again and again, with something else in each statement."""
    articles = [found for found in read_path(DEMO_FOLDER) if isinstance(found, Article)]
    coded = [found for found in analyse_articles(articles) if not isinstance(found, AnalysisError)]
    workspace.save_codebook(load_codebook())
    written, turn = 0, 0
    while written < statements:
        for analysis in coded:
            varied = _varied(analysis, turn)
            digest = f"{turn} {analysis.analysis.article.file}"
            workspace.add(varied, content_hash=digest, signature=bytes(512))
            written += len(varied.codings)
        turn += 1


def _varied(coded: CodedAnalysis, turn: int) -> CodedAnalysis:
    """An analysis with another word in the place of each statement's first noun."""
    statements = tuple(
        _with_word(found, f"{_NUMBERS[turn % len(_NUMBERS)]}{turn}") for found in coded.analysis.statements
    )
    vectors = np.ascontiguousarray(coded.vectors)
    analysis = Analysis(coded.analysis.article, statements=statements)
    return replace(coded, analysis=analysis, vectors=vectors)


def _with_word(statement: Statement, word: str) -> Statement:
    tokens = list(statement.tokens)
    at = next((i for i, token in enumerate(tokens) if token.pos == "PROPN"), None)
    if at is not None:
        tokens[at] = replace(tokens[at], text=word, lemma=word)
    return replace(statement, tokens=tuple(tokens), text=f"{statement.text} {word}")


if __name__ == "__main__":
    main()
