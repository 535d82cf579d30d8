"""What a word says of what it governs: "accepted the truce", "must not be dragged out", "the harm to the talks"."""

from __future__ import annotations

from analysis.coding.judgements import is_named, name_given
from analysis.coding.modality import is_duty, is_intention, is_never_done, is_topic, negations
from analysis.coding.notes import Notes
from analysis.coding.predicates import ACTS, AGAINST, ATTITUDES, WEAK, list_of, predicates
from analysis.coding.sides import is_other
from analysis.coding.syntax import SUBJECTS, VERBS


class Governing(Notes):
    """Notes of words that have the term as an object."""

    def of_object(self, token: int, child: int) -> None:
        """Apply a predicate to what it governs."""
        if found := name_given(self.tree, token, child, self.reading.path):
            self.judge(*found)
            return
        lemma = self.tree.lemmas[token]
        if lemma in predicates()["naming"] and is_named(self.tree, token):
            self.left_open = True  # "regards them as a party to the war": no list knows whether that is bad
        if lemma in predicates()["accusing"]:
            self.reading.grounds.clear()
        if self._only_says(token, child):
            return
        if self._punishes(token, child):
            self.turn(token)
            self.add("attitude", token)
            return
        if (name := self._list_of(token, child)) is not None:
            self._govern(name, token)
        else:
            self._govern_unlisted(token, child)

    def _list_of(self, token: int, child: int) -> str | None:
        """Give the list of a word, where what it is depends on what it governs and on who does it."""
        lemma, infinitive = self.tree.lemmas[token], self.tree.tokens[child].dep == "xcomp"
        if infinitive and lemma in predicates()["requesting"]:
            return "attitude_for"
        if not infinitive and lemma in predicates()["menacing"] and self._is_told_harm(token):
            return "undo"
        return list_of(self.tree, token, (*ATTITUDES, *ACTS), child)

    def _govern_unlisted(self, token: int, child: int) -> None:
        """Apply a word of no list of attitudes or acts."""
        changed = child == token or self.tree.tokens[child].dep == "dobj"
        if changed and self.tree.lemmas[token] in predicates()["changing"]:
            self._change(token)
        elif self._is_unknown_denied(token, child) or self._is_parley(token, child):
            self.left_open = True
        elif is_topic(self.tree, child, token) and not any(child in idiom.tokens for idiom in self.taken):
            self.reading.grounds.clear()
            self.told.add(token)
        else:
            self.unlisted |= self.tree.tokens[token].pos == "VERB" and self.tree.tokens[child].dep == "dobj"

    def _change(self, verb: int) -> None:
        """Apply a verb of change: what must not be changed is to stay; what is to be, is neither kept nor lost."""
        if any(True for _ in negations(self.tree, verb, self.term)):
            self._govern("undo", verb)
        else:
            self.left_open = True

    def _is_unknown_denied(self, verb: int, child: int) -> bool:
        """Say whether what is not to be done to the term is a verb of no list: "must not be rushed", "won't stage"."""
        tree = self.tree
        if tree.tokens[verb].pos != "VERB" or (child != verb and tree.tokens[child].pos in VERBS):
            return False
        meant = is_duty(tree, verb) or is_intention(tree, verb)
        denied = any(True for _ in negations(tree, verb, self.term))
        return meant and denied and tree.lemmas[verb] not in predicates()["neutral"]

    def _is_parley(self, noun: int, child: int) -> bool:
        """Say whether a noun names talks on what the proposition is against: "negotiations on tariffs"."""
        words = predicates()
        return (
            self.contrary and self.tree.lemmas[noun] in words["parleys"] and self.tree.words[child] in words["topics"]
        )

    def _punishes(self, token: int, child: int) -> bool:
        """Say whether who does what the path leads from is to suffer: "those who break the truce will be punished"."""
        doers = (i for i in self.reading.path if self.tree.having(i, {"relcl", "acl"}))
        done = any(set(self.tree.having(i, {"relcl", "acl"})).intersection(self.reading.path) for i in doers)
        return done and list_of(self.tree, token, ("punishing",), child) is not None

    def _only_says(self, verb: int, clause: int) -> bool:
        """Say whether a verb only says that a clause is so, or is not: "confirmed that the truce had begun"."""
        tree, words = self.tree, predicates()
        if tree.tokens[clause].dep != "ccomp" or clause == verb:
            return False
        if tree.lemmas[verb] in words["foretelling"] and any(True for _ in negations(tree, verb, ())):
            self.left_open = True
            return True
        if tree.lemmas[verb] in words["denying"]:
            # "denied that it had left the talks" tells where it stands, "that the talks had failed" what is so.
            self.left_open |= not (is_intention(tree, clause) or self.own_act(clause))
            return self.left_open
        wanted = (tree.words[clause] == tree.lemmas[clause] and not tree.auxiliaries(clause)) or is_duty(tree, clause)
        return tree.lemmas[verb] in words["asserting"] and not wanted

    def _govern(self, name: str, token: int) -> None:
        """Apply a word of one of the lists."""
        if name not in AGAINST and is_never_done(self.tree, token):
            self.left_open = True
        if name in ATTITUDES and name in AGAINST and self.unlisted:
            self.left_open = True  # "criticized attempts to restage the talks" may be against what is done to them
        if (name in AGAINST or self._second_choice(token)) and not self.damned:
            self.turn(token)
        if name == "undo" and self._is_told_harm(token):
            self._regret_harm(token)
        subject = self.tree.owner(token) or self.tree.subject(token)
        if subject is not None and is_other(self.tree, subject, self.statement):
            if subject == self.tree.owner(token) and name in ATTITUDES:
                self.reading.grounds = {}  # "Baku's demand for a corridor"
            return
        nobody = subject is None and self.tree.tokens[token].pos == "NOUN" and self.tree.tokens[token].dep in SUBJECTS
        if name in WEAK or (nobody and name in ATTITUDES):  # "the proposal for a truce has failed"
            self.add("weak", token)
        elif name in ATTITUDES:
            self.add("attitude", token)
        elif self.own_act(token) and not self._is_beyond_clause(token):
            self.add("act", token)

    def _regret_harm(self, verb: int) -> None:
        """Apply what a thing does to the term: whoever says that raids endanger a truce speaks for it."""
        self.reading.grounds = {}
        self.harms.add(verb)
        named = self.tree.tokens[verb].dep in {"relcl", "acl"}  # "acts that endanger a truce" are not the claim
        if not named and self.tree.lemmas[verb] in predicates()["harming"]:
            self.turn(verb)
            self.add("effect", verb)

    def _is_told_harm(self, verb: int) -> bool:
        """Say whether a thing does harm, as is told: "the raids limited the progress towards a truce"."""
        tree, subject = self.tree, self.tree.subject(verb)
        if is_duty(tree, verb):
            return False
        if subject is None:  # the parser takes the subject "that" for a conjunction
            return verb > 0 and tree.words[verb - 1] == "that" and not tree.words[verb].endswith("ing")
        return self.is_thing(subject)

    def _is_beyond_clause(self, verb: int) -> bool:
        """Say whether the term stands in a clause below a verb's object: "have evidence that the truce was broken"."""
        tokens = self.tree.tokens
        clauses = (i for i in self.reading.path if tokens[i].dep == "ccomp" and self.tree.having(i, SUBJECTS))
        return any(verb not in (i, tokens[i].head) for i in clauses)

    def _second_choice(self, verb: int) -> bool:
        """Say whether the path leads to what a verb of choice puts second: the truce of "peace rather than a truce"."""
        tree, choices = self.tree, predicates()["preferring"]
        links = (i for i in self.reading.path if tree.tokens[i].dep == "prep")
        return any(f"{tree.lemmas[verb]} {tree.words[i]}" in choices for i in links)
