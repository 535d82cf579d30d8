"""Whose words a name is: whether the subject of a clause is the speaker's own side or another."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from analysis.coding.syntax import Tree
from analysis.model import Statement, StatementKind

_ACTORS = Path(__file__).parents[1] / "language" / "data" / "actors"
_COLUMNS = ("name", "names", "adjectives", "people", "capitals", "aliases")
_FIRST = frozenset({"i", "we", "us", "me", "our", "ours", "ourselves"})
_OTHERS = frozenset({"he", "she", "they", "you", "him", "her", "them", "his", "their", "your"})


def is_other(tree: Tree, subject: int, statement: Statement) -> bool:
    """Say whether a subject is another than the speaker's side; "both sides" and those not named are none.

    A document is no one's side unless it is called so: what "the draft offers" is not what its critic offers.
    """
    word = tree.words[subject]
    if word in _FIRST:
        return False
    if word in _OTHERS:
        # In reported speech "he" is the speaker as a rule, in a quotation never.
        return statement.kind in (StatementKind.DIRECT, StatementKind.TURN)
    own_words = _own_words(statement)
    if tree.lemmas[subject] in _lists()["others"]:
        return not own_words.intersection((word, tree.lemmas[subject]))
    phrase = [i for i in tree.subtree(subject) if tree.tokens[i].dep not in {"relcl", "acl", "advcl"}]
    if tree.lemmas[subject] in _lists()["documents"]:
        return not any(tree.words[i] in _FIRST or tree.words[i] in own_words for i in phrase)
    names = [i for i in phrase if tree.tokens[i].pos in {"PROPN", "ADJ"} or i == subject]
    known = [i for i in names if tree.words[i] in own_words or tree.words[i] in _parties()]
    if any(tree.words[i] in own_words or statement.party in _parties().get(tree.words[i], ()) for i in known):
        return False
    return bool(known) or (tree.tokens[subject].pos == "PROPN" and tree.lemmas[subject] not in _lists()["offices"])


def is_office(tree: Tree, subject: int) -> bool:
    """Say whether a subject is a title or a body that may stand for the speaker's own side."""
    return tree.lemmas[subject] in _lists()["offices"]


def is_document(tree: Tree, subject: int) -> bool:
    """Say whether a subject is a text: who says that it is good says it of their own."""
    return tree.lemmas[subject] in _lists()["documents"]


def _own_words(statement: Statement) -> frozenset[str]:
    texts = (statement.party, statement.speaker, statement.source.text if statement.source else None)
    return frozenset(word for text in texts if text for word in _words(text))


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Give the titles that are the speaker's own without a country ("the President wants"), and names of others."""
    with (Path(__file__).parent / "data" / "offices.toml").open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[\w.'’-]+", text.lower()) if word not in {"the", "of", "and", "for"})


@cache
def _parties() -> dict[str, frozenset[str]]:
    """Give the parties that a word may stand for, from the names, adjectives and capitals of the actors' data."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(_ACTORS.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(line for line in lines if not line.startswith("#")):
                party = row.get("party", "=").strip()
                party = row["name"] if party == "=" else party
                for name in ";".join(row.get(column) or "" for column in _COLUMNS).split(";"):
                    # Of a person's name the surname alone may stand; of other names, one that is a single word.
                    words = name.strip().lower().removeprefix("the ").split()
                    if party and words and ("roles" in row or len(words) == 1):
                        found[words[-1]].add(party)
    return {word: frozenset(parties) for word, parties in found.items()}
