"""What is noted on the way from a term up its parse: turns of the direction, and grounds for a stance."""

from __future__ import annotations

from analysis.coding.grounds import Reading
from analysis.coding.idioms import Idiom, find_idioms
from analysis.coding.judgements import BLAME, LACKING, SUFFICING, judgement
from analysis.coding.modality import is_duty, is_imperative, is_intention, is_one_sort, negations
from analysis.coding.predicates import ACTS, ATTITUDES, list_of, predicates
from analysis.coding.sides import is_document, is_office, is_other
from analysis.coding.syntax import VERBS, Tree
from analysis.coding.term_sides import Place
from analysis.model import Statement, StatementKind

# Pronouns for things and for what was said.
NO_PERSONS = frozenset(
    {"that", "this", "these", "those", "there", "what", "which", "something", "anything", "everything"}
)
_OF_IT = frozenset({"be", "come", "take"})


def _damns(tree: Tree, token: int) -> bool:
    """Say whether a word damns what it stands with: "unfair subsidies", but "the subsidies are not unfair"."""
    return tree.lemmas[token] in predicates()["damning"] and tree.tokens[token].dep in {"amod", "advmod", "nmod"}


class Notes:
    """The reading at one term, as it grows.

    ``damned`` says that the term is named by a word that condemns it, ``left_open`` that the statement leaves open
    where its speaker stands, ``apart`` that a joined clause with a subject of its own was left, ``told`` which words
    only report what is below them, ``regretted`` that what is so, or is not, is called a pity, ``unlisted`` that a
    verb of no list does something to the term, and ``harms`` which verbs tell the harm that a thing does to it.
    """

    def __init__(self, tree: Tree, statement: Statement, place: Place) -> None:
        term, side = place.tokens, place.side
        self.tree, self.statement, self.term, self.side = tree, statement, frozenset(term), side
        # A phrase that takes a side takes it with its verb: "the embargo that we will lift".
        verbs = [i for i in term if tree.tokens[i].pos == "VERB"] if side else []
        self.top = tree.top(verbs or term)
        self.sign = place.sign
        self.reading = Reading(place.sign, used=set(term), path=[self.top])
        # What a term against calls by a name that damns it is not damned twice: "has lifted the unilateral sanctions".
        self.damned = bool(side) and any(_damns(tree, i) for i in term)
        # "talks on tariffs" are none for tariffs, where those are what the proposition is against.
        self.contrary = place.sign < 0 and not side
        self.apart = False
        self.regretted = False
        self.unlisted = False
        # "dismissed these reports as fakes" says what is not so, not what would be bad.
        self.left_open = tree.lemmas[self.top] in predicates()["hearsay"] or is_one_sort(tree, self.top)
        self.idioms = [idiom for idiom in find_idioms(tree) if not idiom.tokens & self.term]
        self.taken: set[Idiom] = set()
        self.told: set[int] = set()
        self.judged: set[int] = set()
        self.harms: set[int] = set()

    def add(self, kind: str, token: int) -> None:
        """Note a ground; of several of one kind the first counts."""
        self.reading.grounds.setdefault(kind, token)
        self.reading.used.add(token)

    def turn(self, token: int) -> None:
        """Turn the direction round."""
        self.reading.sign = -self.reading.sign
        self.reading.used.add(token)

    def judge(self, token: int, verdict: str) -> None:
        """Note that a word calls the term good or bad, or too little or enough."""
        if token in self.judged:
            return  # an adjective that the parser hangs on the term is also the name that "called" gives
        self.judged.add(token)
        if verdict in (LACKING, SUFFICING):
            self.reading.amount = (1 if verdict == SUFFICING else -1) * self.reading.sign * self.sign
            self.reading.used.add(token)
            return
        if verdict == BLAME:
            self.turn(token)
        self.add("judgement", token)

    def negate(self, token: int) -> None:
        """Turn the reading round for each negation that hangs on a token and is no part of the term."""
        for child in negations(self.tree, token, self.term):
            if child in self.reading.used or any(child in idiom.tokens for idiom in self.taken):
                continue
            if self.damned and token not in self.term:
                self.reading.used.add(child)  # "will not join the illegal sanctions" damns them no less
            else:
                self.turn(child)

    def share_negation(self, child: int, parent: int) -> None:
        """Take over the negation of the verb that a verb is joined to: "will not negotiate or sign a truce"."""
        joined = {self.tree.words[i] for i in self.tree.having(parent, {"cc"})}
        if joined & {"or", "nor"} and self.tree.tokens[child].pos in VERBS:
            self.negate(parent)

    def damn(self, token: int) -> None:
        """Note a judgement in an adjective of the term: "the illegal sanctions"."""
        for child in self.tree.having(token, {"amod"}):
            if child not in self.term and judgement(self.tree, child) == BLAME and not self.damned:
                self.damned = True
                if self.side >= 0:  # "reject a bad deal" is against it as it stands
                    self.judge(child, BLAME)

    def damn_endeavour(self, noun: int) -> None:
        """Note how an endeavour on the way is called: "the illegal decision to impose tariffs"."""
        if self.damned or self.tree.lemmas[noun] not in predicates()["endeavours"]:
            return
        for word in self.tree.having(noun, {"amod"}):
            if _damns(self.tree, word) or judgement(self.tree, word) == BLAME:
                self.damned = True
                self.turn(word)
                self.add("called", word)
                return

    def regret(self, verb: int) -> None:
        """Note what is said to be a pity: "unfortunately, no truce was reached"."""
        for word in self.tree.having(verb, {"advmod"}):
            if self.tree.words[word] in predicates()["regretting"]:
                self.turn(word)
                self.add("attitude", word)
                self.regretted = True

    def void_if_other(self, verb: int, subject: int | None) -> None:
        """Drop the grounds below a verb that another does, unless the speaker says that they must do it."""
        if self.is_others(verb, subject) and not is_duty(self.tree, verb) and "duty" not in self.reading.grounds:
            # What they do is told, what the speaker calls it stays: "they took the illegal decision".
            self.reading.grounds = {kind: word for kind, word in self.reading.grounds.items() if kind == "called"}

    def modality(self, verb: int) -> None:
        """Note a duty, or an intention of the speaker's own ("will", "going to")."""
        quoted = self.statement.kind in (StatementKind.DIRECT, StatementKind.TURN)
        if is_duty(self.tree, verb) or (quoted and is_imperative(self.tree, verb)):
            self.add("duty", verb)
        elif is_intention(self.tree, verb) and verb not in self.harms:
            subject = self.tree.subject(verb)
            if subject is None or not (self._permits(subject, verb) or is_other(self.tree, subject, self.statement)):
                self.add("intention", verb)

    def _permits(self, subject: int, verb: int) -> bool:
        """Say whether a thing will only let something be: "a deal that would allow more drilling"."""
        return self.is_thing(subject) and self.tree.lemmas[verb] in predicates()["permitting"]

    def is_thing(self, subject: int) -> bool:
        """Say whether a subject is no person and no body."""
        named = self.tree.tokens[subject].pos == "NOUN" and not is_office(self.tree, subject)
        return named or self.tree.words[subject] in NO_PERSONS

    def take(self, idiom: Idiom, verb: int) -> None:
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
        above = (verb, *(parent for _, parent in self.tree.path(verb)))
        carrier = next((i for i in above if self.tree.tokens[i].pos in VERBS), verb)
        left = self.tree.having(carrier, {"dative"}) if self.tree.lemmas[carrier] == "leave" else []
        subject = next(iter(left), self.tree.subject(verb))  # "leaves us no choice but to answer"
        if not self.is_others(carrier, subject):
            self.add("attitude", verb)

    def is_others(self, verb: int, subject: int | None) -> bool:
        """Say whether another than the speaker does what a verb says; that a text is good is said by the speaker."""
        if subject is None or subject in self.reading.path:
            return False
        called = is_document(self.tree, subject) or self._is_named(verb)
        return not (called and self.tree.lemmas[verb] == "be") and is_other(self.tree, subject, self.statement)

    def _is_named(self, verb: int) -> bool:
        """Say whether the speaker says what another is, not what it thinks: "the general is no partner for talks"."""
        names = self.tree.having(verb, {"attr"})
        return bool(names) and all(list_of(self.tree, i, ATTITUDES) is None for i in names)

    def own_act(self, token: int) -> bool:
        """Say whether the speaker does what a verb says: with a subject of their own, or as the reported act itself."""
        tree = self.tree
        if tree.tokens[token].pos not in VERBS:
            return False
        subject = tree.subject(token)
        if subject is None:
            return self.statement.kind is StatementKind.POSITION and tree.tokens[token].head == token
        if tree.words[subject] in NO_PERSONS or (tree.lemmas[token] in _OF_IT and tree.words[subject] == "it"):
            return False  # "that is a tough negotiation", "when it comes to chips"
        return tree.tokens[subject].pos in {"PRON", "PROPN"} and not is_other(tree, subject, self.statement)

    def names_act(self) -> bool:
        """Say whether the term's word is an act: the keeping of "a truce that we keep", or a whole position."""
        found = list_of(self.tree, self.top, (*ATTITUDES, *ACTS))
        whole = self.statement.kind is StatementKind.POSITION and self.tree.tokens[self.top].head == self.top
        return found == "bring_about" or (found is None and whole)
