"""Which way a statement's words point at the place of a theme's term, and how much that says.

From the term up to the root of the parse: the polarity of each predicate on the way, times negation, times reversal
("stop", "violation of"). The sign alone is no stance: a stance needs grounds, that is a predicate of attitude, a
judgement, a term that takes a side, a duty ("must"), an intention ("will sign") or an act, and these must be the
speaker's own.
"""

from __future__ import annotations

from analysis.coding.attachment import SECOND, completes, gerund_before, steps
from analysis.coding.grounds import Reading
from analysis.coding.idioms import asked, idiom_at
from analysis.coding.judgements import BLAME, extraposed, judged_subject, needed_so
from analysis.coding.modality import denied_means, is_aside, is_left_open, is_purpose
from analysis.coding.predicates import predicates
from analysis.coding.predications import Predications
from analysis.coding.syntax import SUBJECTS, VERBS, Tree
from analysis.coding.term_sides import Place
from analysis.model import Statement

_SUBJECT = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
# Relations that join clauses or names to one another without governing them.
_JOINING = frozenset({"conj", "appos", "acl", "relcl", "parataxis", "advcl"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
# Words that deny what hangs on them: "did nothing to break the truce".
_NO_THING = frozenset({"nothing", "none", "nobody", "no-one"})


def read_polarity(tree: Tree, statement: Statement, place: Place, within: frozenset[int] | None = None) -> Reading:
    """Follow the parse from a term up to its root.

    Args:
        tree: the statement's parse.
        statement: whose it is, for telling the speaker's own acts from those of others.
        place: the term's words, and whether they take a side themselves.
        within: the tokens to stay in, where the term stands in a condition.
    """
    return _Walk(tree, statement, place).follow(within)


class _Walk(Predications):
    def follow(self, within: frozenset[int] | None) -> Reading:
        self._start()
        for child, parent, relation in steps(self.tree, self.top):
            leaves = within is not None and parent not in within
            apart = relation == "advcl" and not is_purpose(self.tree, child)
            # "Without guarantees a truce is a trap" asks for guarantees, whatever it says of the truce.
            asked_for = self.side and self.tree.words[self.top] == "without"
            if apart and self._says_another(parent):
                self.reading.grounds.clear()
            if leaves or apart or asked_for or self._runs_on(child, parent, relation):
                break
            if is_aside(self.tree, child, parent):
                self.left_open = True
                break
            self.reading.path.append(parent)
            if relation == "conj":
                self.share_negation(child, parent)
                self.apart |= bool(self.tree.having(child, SUBJECTS))
            elif parent not in self.term:
                self._step(child, parent, relation)
        self._ask()
        self.reading.left_open = self.left_open
        if self.left_open and not self.regretted:
            self.reading.grounds.clear()
        return self.reading

    def _says_another(self, verb: int) -> bool:
        """Say whether the clause that hangs on a verb is another's: "accused them of delay, disavowing the truce"."""
        if self.tree.lemmas[verb] in predicates()["accusing"]:
            return True
        return bool(self.tree.having(verb, {"agent"})) and self.is_others(verb, self.tree.subject(verb))

    def _runs_on(self, child: int, parent: int, relation: str) -> bool:
        """Say whether a clause only stands before another, as in "we must negotiate, their troops must leave"."""
        if relation != "ccomp" or child > parent:
            return relation == "parataxis"
        cue, start = self.statement.cue, self.tree.tokens[parent].start
        return not (cue and cue.start <= start < cue.end) and any(i > child for i in self.tree.having(parent, SUBJECTS))

    def _start(self) -> None:
        if (gerund := gerund_before(self.tree, self.top)) is not None and gerund not in self.term:
            self.of_object(gerund, self.top)
        for token in sorted(self.term):
            self.negate(token)
            self.damn(token)
        if self.tree.tokens[self.top].dep == "attr":
            if (need := needed_so(self.tree, self.tree.tokens[self.top].head)) is not None:
                self.negate(need)
                self.add("attitude", need)
            for verb in self.tree.having(self.top, {"relcl"}):  # "is an agreement that is dangerous for farmers"
                self.of_subject(verb, passive=False)
        if self.side and not self._is_report():
            self.add("side", self.top)
        elif self.names_act() and self.own_act(self.top):
            self.add("act", self.top)
        if self.tree.tokens[self.top].pos in VERBS:
            self.modality(self.top)
            subject = self.tree.subject(self.top)
            self.void_if_other(self.top, None if subject in self.term else subject)

    def _is_report(self) -> bool:
        """Say whether a term's verb only tells what was done: "the tariffs were raised twice"."""
        verb = self.tree.tokens[self.top].pos == "VERB" and self.tree.having(self.top, {"auxpass"})
        return bool(verb) and self.is_told(self.top)

    def _step(self, child: int, parent: int, relation: str) -> None:
        if idiom := idiom_at(self.tree, self.idioms, parent, child):
            self.take(idiom, parent)
            self.negate(parent)
            if self.tree.tokens[parent].pos in VERBS:
                self.modality(parent)
            return
        if (means := denied_means(self.tree, parent)) is not None:
            if child == means:
                self.judge(parent, BLAME)
            return
        self.negate(parent)
        if self.tree.words[parent] in _NO_THING and self.tree.words[parent + 1 : parent + 2] != ["but"]:
            self.turn(parent)
        self.damn_endeavour(parent)
        self.regret(parent)
        if relation == SECOND:
            self.judge(child, BLAME)
        elif relation in _SUBJECT:
            if child not in self.told:
                self.said_of(child, parent, passive=relation == "nsubjpass")
        else:
            self._complete(child, parent, relation)

    def _complete(self, child: int, parent: int, relation: str) -> None:
        """Apply a word to what it governs, and whose it is."""
        verb = extraposed(self.tree, child, parent) if relation in _CLAUSES else None
        if verb is not None:
            self.of_subject(verb, passive=False)
        elif judged := judged_subject(self.tree, child, parent):
            self.judge(*judged)
        if relation not in _JOINING or (relation == "acl" and completes(self.tree, child, parent)):
            self.of_object(parent, child)
        if self.tree.tokens[parent].pos in VERBS and parent not in self.told:
            self.void_if_other(parent, next(iter(self.tree.having(parent, {"nsubj", "csubj"})), None))
            if not self.apart:
                self.modality(parent)
            if relation == "xcomp" and self._names_aim(parent):
                self.add("attitude", parent)

    def _names_aim(self, verb: int) -> bool:
        """Say whether a verb says what the aim is: "the next step is to sign a truce"."""
        subjects = self.tree.having(verb, {"nsubj"}) if self.tree.lemmas[verb] == "be" else []
        return any(
            self.tree.lemmas[i] in predicates()["aims"] and not self.is_others(verb, self.tree.owner(i))
            for i in subjects
        )

    def _ask(self) -> None:
        """Turn a rhetorical question round; an open one says nothing."""
        question = asked(self.tree, self.top)
        if question == "rhetorical":
            if self.tree.words[self.top] != "without":
                self.judge(self.top, BLAME)
        elif question or any(is_left_open(self.tree, i) and needed_so(self.tree, i) is None for i in self.reading.path):
            self.reading.grounds.clear()
