"""The statements of ``statements.csv`` and its like, parsed as the language stage parses them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.language.pipeline import DEFAULT_PIPELINE
from analysis.language.tokens import tokens_of
from analysis.model import Span, Statement, StatementKind

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class Case:
    """A marked sentence and how an analyst codes it: theme -> stance."""

    kind: StatementKind
    text: str
    themes: dict[str, str]
    party: str | None = None
    context: str = ""
    known: str = ""
    codebook: str = "war_and_peace_talks"


@cache
def cases(file: str = "statements.csv") -> list[Case]:
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return [
        Case(
            kind=StatementKind(row["kind"]),
            text=row["text"],
            themes=dict(code.split("=") for code in row["codes"].split()),
            party=row["party"] or None,
            context=row["context"],
            known=row["known"],
            codebook=row.get("codebook") or Case.codebook,
        )
        for row in rows
    ]


@cache
def language() -> Language:
    import spacy

    return spacy.load(DEFAULT_PIPELINE)


def case_statement(case: Case) -> Statement:
    return statement(case.text, case.kind, case.party, case.context)


def statement(text: str, kind: str = "indirect", party: str | None = None, context: str = "") -> Statement:
    """Parse a marked sentence and cut its statement out, as the language stage does."""
    marks: dict[str, int] = {}
    plain = ""
    for character in text:
        if character in "{}<>":
            marks[character] = len(plain)
        else:
            plain += character
    start, end = marks["{"], marks["}"]
    cue = Span(marks["<"], marks[">"], plain[marks["<"] : marks[">"]]) if "<" in marks else None
    stretches = [(start, end)] + ([(cue.start, cue.end)] if cue else [])
    return Statement(
        kind=StatementKind(kind),
        start=start,
        end=end,
        text=plain[start:end],
        sentence=(0, len(plain)),
        cue=cue,
        party=party,
        parts=((start, end),),
        context=context,
        tokens=tokens_of(language()(plain), stretches),
    )
