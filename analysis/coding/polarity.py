"""Which way a statement's words point at the place of a theme's term, and how much that says.

From the term up to the root of the parse: the polarity of each predicate on the way, times negation, times reversal
("stop", "violation of"). The sign alone is no stance: a stance needs grounds, that is a predicate of attitude, a
judgement, a term that takes a side, a duty ("must"), an intention ("will sign") or an act, and these must be the
speaker's own.
"""

from __future__ import annotations

from analysis.coding.attachment import SECOND, steps
from analysis.coding.grounds import Reading
from analysis.coding.idioms import Idiom, asked, find_idioms, idiom_at
from analysis.coding.judgements import BLAME, complements, extraposed, judgement, name_given
from analysis.coding.modality import (
    is_aside,
    is_duty,
    is_imperative,
    is_intention,
    is_left_open,
    is_purpose,
    is_topic,
    negations,
)
from analysis.coding.predicates import ACTS, AGAINST, ATTITUDES, WEAK, list_of, predicates
from analysis.coding.sides import is_other
from analysis.coding.syntax import VERBS, Tree
from analysis.model import Statement, StatementKind

_SUBJECT = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
# Words that deny what hangs on them: "did nothing to break the truce".
_NO_THING = frozenset({"nothing", "none", "nobody", "no-one"})
# Relations that join clauses or names to one another without governing them.
_JOINING = frozenset({"conj", "appos", "acl", "relcl", "parataxis", "advcl"})


def read_polarity(
    tree: Tree, statement: Statement, term: tuple[int, ...], side: int, within: frozenset[int] | None = None
) -> Reading:
    """Follow the parse from a term up to its root.

    Args:
        tree: the statement's parse.
        statement: whose it is, for telling the speaker's own acts from those of others.
        term: the indices of the term's tokens.
        side: 1 where the term itself supports the proposition, -1 where it opposes it, 0 where it only names the issue.
        within: the tokens to stay in, where the term stands in a condition.
    """
    return _Walk(tree, statement, term, side).follow(within)


class _Walk:
    def __init__(self, tree: Tree, statement: Statement, term: tuple[int, ...], side: int) -> None:
        self.tree, self.statement, self.term, self.side = tree, statement, frozenset(term), side
        # A phrase that takes a side takes it with its verb: "the embargo that we will lift".
        verbs = [i for i in term if tree.tokens[i].pos == "VERB"] if side else []
        self.top = tree.top(verbs or term)
        self.reading = Reading(side or 1, used=set(term), path=[self.top])
        self.damned = self.left_open = False
        self.idioms = [idiom for idiom in find_idioms(tree) if not idiom.tokens & self.term]
        self.taken: set[Idiom] = set()
        self.told: set[int] = set()

    def follow(self, within: frozenset[int] | None) -> Reading:
        self._start()
        for child, parent, relation in steps(self.tree, self.top):
            leaves = within is not None and parent not in within
            apart = relation == "advcl" and not is_purpose(self.tree, child)
            if leaves or relation == "parataxis" or apart:
                break
            if is_aside(self.tree, child, parent):
                self.reading.grounds.clear()
                break
            self.reading.path.append(parent)
            if relation == "conj":
                self._share_negation(child, parent)
            elif parent not in self.term:
                self._step(child, parent, relation)
        self._ask()
        if self.left_open:
            self.reading.grounds.clear()
        return self.reading

    def _start(self) -> None:
        # What a term against calls by a name that damns it is not damned twice: "has lifted the unilateral sanctions".
        self.damned = self.side < 0 and any(self.tree.lemmas[i] in predicates()["damning"] for i in self.term)
        for token in sorted(self.term):
            self._negate(token)
            self._damn(token)
        if self.side:
            self._add("side", self.top)
        elif list_of(self.tree, self.top, ("bring_about",)) and self._own_act(self.top):
            self._add("act", self.top)
        if self.tree.tokens[self.top].pos in VERBS:
            self._modality(self.top)
            subject = self.tree.subject(self.top)
            self._void_if_other(self.top, None if subject in self.term else subject)

    def _ask(self) -> None:
        """Turn a rhetorical question round; an open one says nothing."""
        question = asked(self.tree, self.top)
        if question == "rhetorical":
            self._judge(self.top, BLAME)
        elif question or any(is_left_open(self.tree, verb) for verb in self.reading.path):
            self.reading.grounds.clear()

    def _take(self, idiom: Idiom, verb: int) -> None:
        """Apply an idiom that the path leads into, once."""
        if idiom in self.taken:
            return
        self.taken.add(idiom)
        self.reading.used |= idiom.tokens
        if not idiom.side:
            self.left_open = True
            return
        if idiom.side < 0 and not self.damned:
            self.reading.sign = -self.reading.sign
        subject = self.tree.subject(verb)
        if subject is None or subject in self.reading.path or not is_other(self.tree, subject, self.statement):
            self._add("attitude", verb)

    def _step(self, child: int, parent: int, relation: str) -> None:
        verb = self.tree.tokens[parent].pos in VERBS
        if idiom := idiom_at(self.tree, self.idioms, parent, child):
            self._take(idiom, parent)
            self._negate(parent)
            if verb:
                self._modality(parent)
            return
        self._negate(parent)
        if self.tree.words[parent] in _NO_THING and self.tree.words[parent + 1 : parent + 2] != ["but"]:
            self._turn(parent)
        if relation == SECOND:
            self._judge(child, BLAME)
            return
        if relation in {"xcomp", "ccomp", "acl", "advcl"} and (verb_of := extraposed(self.tree, child, parent)) is not None:
            self._of_subject(verb_of, passive=False)
        if relation in _SUBJECT:
            if self._of_subject(parent, passive=relation == "nsubjpass") and is_duty(self.tree, parent):
                self._add("duty", parent)
            return
        if relation not in _JOINING:
            self._of_object(parent, child)
        if verb and parent not in self.told:
            self._void_if_other(parent, next(iter(self.tree.having(parent, {"nsubj", "csubj"})), None))
            self._modality(parent)

    def _add(self, kind: str, token: int) -> None:
        self.reading.grounds.setdefault(kind, token)
        self.reading.used.add(token)

    def _turn(self, token: int) -> None:
        self.reading.sign = -self.reading.sign
        self.reading.used.add(token)

    def _negate(self, token: int) -> None:
        """Turn the reading round for each negation that hangs on a token and is no part of the term."""
        for child in negations(self.tree, token, self.term):
            if child not in self.reading.used and not any(child in idiom.tokens for idiom in self.taken):
                self._turn(child)

    def _damn(self, token: int) -> None:
        """Note a judgement in an adjective of the term: "the illegal sanctions"."""
        for child in self.tree.having(token, {"amod"}):
            if child not in self.term and judgement(self.tree, child) == BLAME and not self.damned:
                self.damned = True
                self._judge(child, BLAME)

    def _judge(self, token: int, verdict: str) -> None:
        if verdict == BLAME:
            self._turn(token)
        self._add("judgement", token)

    def _share_negation(self, child: int, parent: int) -> None:
        """Take over the negation of the verb that a verb is joined to: "will not negotiate or sign a truce"."""
        joined = {self.tree.words[i] for i in self.tree.having(parent, {"cc"})}
        if joined & {"or", "nor"} and self.tree.tokens[child].pos in VERBS:
            self._negate(parent)

    def _void_if_other(self, verb: int, subject: int | None) -> None:
        """Drop the grounds below a verb that another does, unless the speaker says that they must do it."""
        if subject is None or subject in self.reading.path or not is_other(self.tree, subject, self.statement):
            return
        if not is_duty(self.tree, verb) and "duty" not in self.reading.grounds:
            self.reading.grounds.clear()

    def _of_object(self, token: int, child: int) -> None:
        """Apply a predicate to what it governs."""
        if found := name_given(self.tree, token, child, self.reading.path):
            self._judge(*found)
            return
        name = list_of(self.tree, token, (*ATTITUDES, *ACTS), child)
        if name is None:
            if is_topic(self.tree, child, token) and not any(child in idiom.tokens for idiom in self.taken):
                self.reading.grounds.clear()
                self.told.add(token)
            return
        if (name in AGAINST or self._second_choice(token)) and not self.damned:
            self._turn(token)
        subject = self.tree.subject(token)
        if subject is not None and is_other(self.tree, subject, self.statement):
            return
        if name in WEAK:
            self._add("weak", token)
        elif name in ATTITUDES:
            self._add("attitude", token)
        elif self._own_act(token):
            self._add("act", token)

    def _second_choice(self, verb: int) -> bool:
        """Say whether the path leads to what a verb of choice puts second: the truce of "peace rather than a truce"."""
        tree, choices = self.tree, predicates()["preferring"]
        links = (i for i in self.reading.path if tree.tokens[i].dep == "prep")
        return any(f"{tree.lemmas[verb]} {tree.words[i]}" in choices for i in links)

    def _own_act(self, token: int) -> bool:
        """Say whether the speaker does what a verb says: with a subject of their own, or as the reported act itself."""
        tree = self.tree
        if tree.tokens[token].pos not in VERBS:
            return False
        subject = tree.subject(token)
        if subject is None:
            return self.statement.kind is StatementKind.POSITION and tree.tokens[token].head == token
        return tree.tokens[subject].pos in {"PRON", "PROPN"} and not is_other(tree, subject, self.statement)

    def _of_subject(self, verb: int, *, passive: bool) -> bool:
        """Apply what is said of a subject: "is necessary", "must be lifted"; False where the verb is unknown."""
        words, tree = predicates(), self.tree
        for complement in complements(tree, verb):
            verdict = judgement(tree, complement)
            if verdict and complement not in self.term:
                self._negate(complement)
                self._judge(complement, verdict)
                return True
        if passive:
            self._of_object(verb, verb)
            if list_of(tree, verb, ("bring_about", "undo")):
                # "could be signed" doesn't say by whom, "will not be signed" is said by those who decide.
                self._add("intention" if is_intention(tree, verb) else "weak", verb)
            return True
        # What ends something else doesn't end itself: "diplomacy can end the war", "the talks end with a treaty".
        ends = tree.having(verb, {"dobj"}) or any(tree.words[i] == "with" for i in tree.having(verb, {"prep"}))
        names = ("effects_against", "effects_for", *(() if ends else ("subject_against",)), "subject_for")
        for name in names:
            if tree.lemmas[verb] in words[name]:
                if name.endswith("against"):
                    self._turn(verb)
                self._add("effect" if name.startswith("effects") else "weak", verb)
                return True
        return tree.lemmas[verb] in {"be", "have", "become"}

    def _modality(self, verb: int) -> None:
        """Note a duty, or an intention of the speaker's own ("will", "going to")."""
        quoted = self.statement.kind in (StatementKind.DIRECT, StatementKind.TURN)
        if is_duty(self.tree, verb) or (quoted and is_imperative(self.tree, verb)):
            self._add("duty", verb)
            return
        if is_intention(self.tree, verb):
            subject = self.tree.subject(verb)
            if subject is None or not is_other(self.tree, subject, self.statement):
                self._add("intention", verb)
