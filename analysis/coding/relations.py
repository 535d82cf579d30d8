"""Whom a statement accuses, praises, supports or threatens: its speaker's side towards another party that it names.

Precise rather than complete: a tone is read only where the words govern the party's name, where the speaker's side
does what they say or says it of the party, and where it is neither denied nor supposed. A mention alone is no tie.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.coding.clauses import Clauses, Named
from analysis.coding.syntax import VERBS, Tree
from analysis.coding.tones import DEMAND, grammar, telling_words, toned
from analysis.model import Statement

_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
_OBJECTS = frozenset({"dobj", "dative", "oprd", "npadvmod"})
_NO_COMPLEMENTS = frozenset({"nsubj", "punct", "aux"})
_RELATIVE = frozenset({"which", "who", "that"})
# Through these an act is its doer's: "the strikes by Israel", "the efforts of Egypt".
_BY = frozenset({"by", "of", "from"})


@dataclass(frozen=True, slots=True)
class Relation:
    """A tone of the statement's party towards another one; ``words`` are those that say so, as in the text."""

    party: str
    tone: str
    words: str


def relations(statement: Statement, named: Sequence[Named]) -> tuple[Relation, ...]:
    """The relations that a statement states, each party and tone once, in the order of the text.

    Args:
        statement: with its tokens, and the party that its speaker speaks for; without a party it has no relation.
        named: the mentions of actors within it.
    """
    if statement.party is None or not statement.tokens or statement.text.rstrip("”\"' ").endswith("?"):
        return ()
    if telling_words().isdisjoint(token.lemma.lower() for token in statement.tokens):
        return ()
    tree = Tree(statement.tokens)
    reader = _Reader(tree, Clauses(tree, statement, named))
    found: dict[tuple[str, str], Relation] = {}
    for one in named:
        if one.party is None or one.party == statement.party:
            continue
        for tone, at in reader.read(one):
            found.setdefault((one.party, tone), Relation(one.party, tone, tree.tokens[at].text))
    return tuple(found.values())


class _Reader:
    """Reads the tones towards one named party after the other."""

    def __init__(self, tree: Tree, clauses: Clauses) -> None:
        self._tree, self._clauses = tree, clauses

    def read(self, one: Named) -> Iterator[tuple[str, int]]:
        """Tones, each with the token that says it."""
        name = self._head(one)
        if name is None:
            return
        yield from self._governed(name)
        yield from self._doing(name)
        yield from self._deeds(name)

    def _head(self, one: Named) -> int | None:
        """The word of a name that the sentence hangs it on; of joined names the first: "Egypt and Qatar"."""
        tokens = self._tree.tokens
        own = [i for i, token in enumerate(tokens) if one.start <= token.start < one.end]
        if not own:
            return None
        head = self._tree.top(own)
        while tokens[head].dep in {"conj", "appos"} and tokens[tokens[head].head].pos in {"NOUN", "PROPN", "ADJ"}:
            head = tokens[head].head
        return head

    def _governed(self, name: int) -> Iterator[tuple[str, int]]:
        """What the speaker does to the party, or to a thing of the party's."""
        for at, phrase in self._governors(name):
            yield from self._act(at, phrase, "does")
        for thing in self._things(name):
            for at, phrase in self._governors(thing):
                yield from self._act(at, phrase, "works")

    def _act(self, at: int, phrase: str, kind: str) -> Iterator[tuple[str, int]]:
        done, undone = toned(kind, phrase), toned(kind, f"not {phrase}")
        announced = toned("announced", phrase) if kind == "does" else ()
        clauses = self._clauses
        if not (done or undone or announced) or not clauses.is_own(at):
            return
        if clauses.is_supposed(at) or not clauses.is_said(at):
            return
        if clauses.is_denied(at):
            found = [tone.name for tone in undone] + [tone.negated for tone in done if tone.negated]
        else:
            found = [tone.name for tone in (*done, *(announced if clauses.is_ahead(at) else ()))]
        yield from ((name, at) for name in found)

    def _governors(self, word: int) -> Iterator[tuple[int, str]]:
        """The words that govern one, each with the phrase to look up: a verb, or a word and its preposition."""
        tree = self._tree
        dep, head = tree.tokens[word].dep, tree.tokens[word].head
        if dep in _OBJECTS and tree.tokens[head].pos in VERBS:
            yield head, tree.lemmas[head]
            for child in tree.having(head, {"oprd", "acomp", "ccomp", "xcomp", "prt"}):
                yield head, f"{tree.lemmas[head]} {tree.lemmas[child]}"
        if dep != "pobj":
            return
        link = tree.words[head]
        above = tree.tokens[head].head
        yield above, f"{tree.lemmas[above]} {link}"
        if tree.tokens[above].dep in {"dobj", "pobj"} and tree.tokens[above].pos == "NOUN":
            verb = tree.tokens[above].head
            yield verb, f"{tree.lemmas[verb]} {link}"
            yield verb, f"{tree.lemmas[verb]} {tree.lemmas[above]} {link}"
        for noun in tree.having(above, {"dobj"}):
            yield above, f"{tree.lemmas[above]} {tree.lemmas[noun]} {link}"

    def _things(self, name: int) -> Iterator[int]:
        """What belongs to a party or comes from it: "Egypt's efforts", "the Israeli strikes", "the strikes by"."""
        tree = self._tree
        dep, head = tree.tokens[name].dep, tree.tokens[name].head
        if dep in _OWNERS and tree.tokens[head].pos == "NOUN":
            yield head
        elif dep == "pobj" and tree.words[head] in _BY and tree.tokens[tree.tokens[head].head].pos == "NOUN":
            yield tree.tokens[head].head

    def _doing(self, name: int) -> Iterator[tuple[str, int]]:
        """What the party does or must do, and what it is called."""
        tree, clauses = self._tree, self._clauses
        for verb in self._verbs(name):
            if clauses.is_supposed(verb) or not clauses.is_said(verb):
                continue
            above = tree.tokens[verb].head
            wanting = toned("wanted", tree.lemmas[above]) if tree.tokens[verb].dep in {"ccomp", "xcomp"} else ()
            if self._is_due(verb):
                yield DEMAND, verb
            elif wanting and clauses.is_own(above) and not clauses.is_denied(above):
                yield wanting[0].name, above
            elif not clauses.is_guessed(verb):
                yield from self._done(verb)

    def _done(self, verb: int) -> Iterator[tuple[str, int]]:
        tree = self._tree
        chain = [verb]
        while tree.lemmas[chain[-1]] in grammar("passing") and (after := tree.having(chain[-1], {"xcomp"})):
            chain.append(after[0])
        no = "not " if self._clauses.is_denied(verb) else ""
        for at in chain:
            found = [tone for phrase in self._phrases(at) for tone in toned("done_by", no + phrase)]
            if not no:
                called = (tree.lemmas[child] for child in tree.having(at, {"attr"}))
                found += [tone for word in called for tone in toned("called", word)]
            if found:
                yield found[0].name, at
                return

    def _phrases(self, verb: int) -> list[str]:
        """A verb, with each word that completes it, and with what its object is like: "play a constructive role"."""
        tree = self._tree
        more = [child for child in tree.children[verb] if tree.tokens[child].dep not in _NO_COMPLEMENTS]
        more += [kind for child in more if tree.tokens[child].dep == "dobj" for kind in tree.having(child, {"amod"})]
        complements = [tree.lemmas[child] for child in more if tree.tokens[child].dep == "acomp"]
        return [tree.lemmas[verb], *(f"{tree.lemmas[verb]} {tree.lemmas[child]}" for child in more), *complements]

    def _verbs(self, name: int) -> Iterator[int]:
        """The verbs whose doer the party is: "they violated", "violated by them", "they, who violated"."""
        tree = self._tree
        dep, head = tree.tokens[name].dep, tree.tokens[name].head
        if dep == "nsubj" and tree.tokens[head].pos in VERBS:
            yield head
            yield from (verb for verb in tree.having(head, {"conj"}) if not tree.having(verb, {"nsubj", "nsubjpass"}))
        elif dep == "pobj" and tree.tokens[head].dep == "agent":
            yield tree.tokens[head].head
        for verb in tree.having(name, {"relcl"}):
            if all(tree.words[subject] in _RELATIVE for subject in tree.having(verb, {"nsubj"})):
                yield verb

    def _is_due(self, verb: int) -> bool:
        tree = self._tree
        if tree.auxiliaries(verb) & grammar("duty"):
            return True
        return tree.lemmas[verb] in {"have", "need"} and any(
            tree.words[child] == "to" for after in tree.having(verb, {"xcomp"}) for child in tree.children[after]
        )

    def _deeds(self, name: int) -> Iterator[tuple[str, int]]:
        """What the party is reproached with, by a noun that hangs on its name."""
        tree, clauses = self._tree, self._clauses
        for noun in self._things(name):
            found = toned("deeds", tree.lemmas[noun])
            doubted = any(tree.words[child] in grammar("doubting") for child in tree.children[noun])
            if found and not doubted and not clauses.is_denied(noun) and not clauses.is_supposed(noun):
                yield found[0].name, noun
