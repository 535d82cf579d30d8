"""Which way a statement's words point at the place of a theme's term, and how much that says.

From the term up to the root of the parse: the polarity of each predicate on the way, times negation, times reversal
("stop", "violation of"). The sign alone is no stance: a stance needs grounds, that is a predicate of attitude, a term that
takes a side, a duty ("must"), an intention ("will sign") or an act, and these must be the speaker's own.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from analysis.coding.sides import is_other
from analysis.coding.syntax import SUBJECTS, Tree
from analysis.model import Statement, StatementKind

_DATA = Path(__file__).parent / "data" / "predicates.toml"
# What each kind of ground adds to the strength of a stance; of several of one kind the first counts.
STRENGTH = {"attitude": 0.7, "duty": 0.55, "judgement": 0.65, "side": 0.6, "intention": 0.5, "act": 0.45, "weak": 0.25}
_PASSING = frozenset({"conj", "appos", "acl", "relcl", "parataxis"})
_LINKS = frozenset({"prep", "prt", "dative", "agent", "advmod"})
_LIGHT = frozenset({"be", "have", "make", "take", "give", "get", "become", "remain", "stay", "seem", "express", "voice", "show", "call", "do", "come"})


@dataclass(slots=True)
class Reading:
    """The direction at one term: ``sign`` is 1 or -1, ``grounds`` the kinds of ground found, with their words."""

    sign: int
    grounds: dict[str, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    steps: int = 0

    def add(self, kind: str, token: int) -> None:
        """Note a ground."""
        self.grounds.setdefault(kind, token)
        self.used.add(token)

    def turn(self, token: int) -> None:
        """Turn the direction round."""
        self.sign = -self.sign
        self.used.add(token)

    @property
    def strength(self) -> float:
        """How much the grounds say together, in [0, 1]."""
        rest = 1.0
        for kind in self.grounds:
            rest *= 1 - STRENGTH[kind]
        return 1 - rest


@cache
def predicates() -> dict[str, frozenset[str]]:
    """Give the lists of ``data/predicates.toml``."""
    with _DATA.open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


def read_polarity(tree: Tree, statement: Statement, term: tuple[int, ...], side: int) -> Reading:
    """Follow the parse from a term up to its root.

    Args:
        tree: the statement's parse.
        statement: whose it is, for telling the speaker's own acts from those of others.
        term: the indices of the term's tokens.
        side: 1 where the term itself supports the proposition, -1 where it opposes it, 0 where it only names the issue.
    """
    top = tree.top(term)
    reading = Reading(side or 1, used=set(term))
    if side:
        reading.add("side", top)
    for token in term:
        _negate(tree, reading, token, term)
    _predicate(tree, statement, reading, top, top, own=True)
    for child, parent in tree.path(top):
        relation = tree.tokens[child].dep
        reading.steps += 1
        if relation in {"advcl"} and not _purpose(tree, child):
            break
        if parent in reading.used and parent in term:
            continue
        if relation in _PASSING:
            _share(tree, reading, child, parent)
            if relation == "conj":
                continue
            if relation == "parataxis":
                break
        else:
            _negate(tree, reading, parent, term)
        _predicate(tree, statement, reading, parent, child, own=False)
    return reading


def _purpose(tree: Tree, verb: int) -> bool:
    return any(tree.words[child] == "to" for child in tree.having(verb, {"aux"}))


def _negate(tree: Tree, reading: Reading, token: int, term: tuple[int, ...]) -> None:
    """Turn the reading round for each negation that hangs on a token."""
    words = predicates()
    for child in tree.children[token]:
        if child in term or child in reading.used:
            continue
        negative = tree.words[child] in words["negations"]
        nobody = tree.tokens[child].dep in SUBJECTS and any(tree.words[i] in words["negations"] for i in tree.children[child])
        following = tree.words[child + 1] if child + 1 < len(tree.words) else ""
        if (negative and following not in words["not_negating"]) or nobody:
            reading.turn(child)


def _share(tree: Tree, reading: Reading, child: int, parent: int) -> None:
    """Take over the negation of the verb that a verb is joined to: "will not negotiate or sign a truce"."""
    joined = [tree.words[i] for i in tree.having(parent, {"cc"})]
    if tree.tokens[child].dep == "conj" and joined and joined[0] in {"or", "nor"} and tree.tokens[child].pos in {"VERB", "AUX"}:
        _negate(tree, reading, parent, ())


def _predicate(tree: Tree, statement: Statement, reading: Reading, token: int, child: int, *, own: bool) -> None:
    """Apply what one word of the path says: its polarity, its duty or intention, and whose it is."""
    relation = "" if own else tree.tokens[child].dep
    if tree.tokens[token].pos in {"VERB", "AUX"}:
        _void_if_other(tree, statement, reading, token)
    if relation in {"nsubj", "csubj", "nsubjpass"} and not own:
        _of_subject(tree, reading, token, passive=relation == "nsubjpass")
    elif not own or tree.tokens[token].pos in {"VERB", "NOUN", "PROPN", "ADJ"}:
        _of_object(tree, statement, reading, token, child, own=own)
    _modality(tree, statement, reading, token)


def _void_if_other(tree: Tree, statement: Statement, reading: Reading, token: int) -> None:
    """Drop the grounds below a verb that another does, unless the speaker says that they must do it."""
    subject = next(iter(tree.having(token, {"nsubj", "csubj"})), None)
    if subject is None:
        return
    if is_other(tree, subject, statement) and not tree.auxiliaries(token) & (predicates()["obligation"] - {"have"}):
        if "have" in tree.lemmas[token] and "duty" in reading.grounds:
            return
        reading.grounds.clear()


def _key(tree: Tree, token: int) -> list[str]:
    """Give the names under which a word may stand in the lists: with its particle or preposition first."""
    lemma = tree.lemmas[token]
    links = [tree.words[child] for child in tree.children[token] if tree.tokens[child].dep in _LINKS]
    after = tree.words[token + 1] if token + 1 < len(tree.words) else ""
    return [*(f"{lemma} {link}" for link in links), f"{lemma} {after}", lemma]


def _list_of(tree: Tree, token: int, names: tuple[str, ...]) -> str | None:
    words = predicates()
    for key in _key(tree, token):
        for name in names:
            if key in words[name]:
                return name
    return None


_OBJECT_LISTS = ("attitude_for", "attitude_against", "attitude_for_weak", "attitude_against_weak", "bring_about", "undo")


def _of_object(tree: Tree, statement: Statement, reading: Reading, token: int, child: int, *, own: bool) -> None:
    """Apply a predicate to what it governs."""
    if own and "side" in reading.grounds:
        return
    name = _list_of(tree, token, _OBJECT_LISTS)
    if name is None:
        return
    subject = tree.subject(token)
    other = subject is not None and is_other(tree, subject, statement)
    if name in {"attitude_against", "attitude_against_weak", "undo"}:
        reading.turn(token)
    if other:
        return
    if name.endswith("weak"):
        reading.add("weak", token)
    elif name.startswith("attitude"):
        reading.add("attitude", token)
    elif tree.tokens[token].pos == "VERB" and _own_act(tree, statement, token, subject):
        reading.add("act", token)
    _ = child


def _own_act(tree: Tree, statement: Statement, token: int, subject: int | None) -> bool:
    """Say whether a verb of doing is done by the speaker: as the reported act itself, or with a subject of their own."""
    if subject is not None:
        return tree.tokens[subject].pos in {"PRON", "PROPN"} or tree.tokens[token].dep in {"xcomp", "conj"}
    return statement.kind is StatementKind.POSITION and tree.tokens[token].head == token


def _of_subject(tree: Tree, reading: Reading, token: int, *, passive: bool) -> None:
    """Apply what is said of a subject: "is necessary", "would be a mistake", "must be lifted", "hurts"."""
    words = predicates()
    for complement in tree.having(token, {"acomp", "attr", "oprd", "xcomp", "prep"}):
        key = tree.lemmas[complement]
        if key in words["praise"] or key in words["blame"]:
            _negate(tree, reading, complement, ())
            if key in words["blame"]:
                reading.turn(complement)
            reading.add("judgement", complement)
            return
    if passive:
        name = _list_of(tree, token, _OBJECT_LISTS)
        if name in {"attitude_against", "attitude_against_weak", "undo"}:
            reading.turn(token)
        if name and name.startswith("attitude"):
            reading.add("weak", token)
        return
    if tree.lemmas[token] in words["subject_against"]:
        reading.turn(token)
        reading.add("weak", token)
    elif tree.lemmas[token] in words["subject_for"]:
        reading.add("weak", token)


def _modality(tree: Tree, statement: Statement, reading: Reading, token: int) -> None:
    """Note a duty ("must", "have to", "it is time to") or an intention ("will") on a verb of the path."""
    words = predicates()
    auxiliaries = tree.auxiliaries(token)
    duties = words["obligation"] - {"have", "need"}
    if auxiliaries & duties or (auxiliaries & {"need"}):
        reading.add("duty", token)
    elif tree.lemmas[token] in {"have", "need"} and tree.having(token, {"xcomp"}):
        reading.add("duty", token)
    elif auxiliaries & {"will", "'ll", "wo", "shall", "would", "'d"} or tree.lemmas[token] == "go" and tree.having(token, {"xcomp"}):
        subject = tree.subject(token)
        if subject is None or not is_other(tree, subject, statement):
            reading.add("intention", token)
    elif tree.lemmas[token] == "be" and any(tree.lemmas[i] in words["obligation_nouns"] for i in tree.having(token, {"attr", "acomp"})):
        reading.add("duty", token)
