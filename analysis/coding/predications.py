"""What a verb says of the object and of the subject that a term's path leads through."""

from __future__ import annotations

from analysis.coding.idioms import idiom_at
from analysis.coding.judgements import (
    BLAME,
    complements,
    does_only,
    is_named,
    is_the_only,
    judgement,
    name_given,
    needed_so,
)
from analysis.coding.modality import is_duty, is_intention, is_never_done, is_topic, negations
from analysis.coding.notes import Notes
from analysis.coding.predicates import ACTS, AGAINST, ATTITUDES, WEAK, list_of, predicates
from analysis.coding.sides import is_other
from analysis.coding.syntax import SUBJECTS, joined_verbs

_PERFECT = frozenset({"had", "has", "have"})
_PAST = _PERFECT | {"was", "were", "been"}


class Predications(Notes):
    """Notes of predicates."""

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
        name = list_of(self.tree, token, (*ATTITUDES, *ACTS), child)
        if name is not None:
            self._govern(name, token)
        elif self._is_parley(token, child):
            self.left_open = True
        elif is_topic(self.tree, child, token) and not any(child in idiom.tokens for idiom in self.taken):
            self.reading.grounds.clear()
            self.told.add(token)

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
        if (name in AGAINST or self._second_choice(token)) and not self.damned:
            self.turn(token)
        subject = self.tree.owner(token) or self.tree.subject(token)
        if subject is not None and is_other(self.tree, subject, self.statement):
            return
        nobody = subject is None and self.tree.tokens[token].pos == "NOUN" and self.tree.tokens[token].dep in SUBJECTS
        if name in WEAK or (nobody and name in ATTITUDES):  # "the proposal for a truce has failed"
            self.add("weak", token)
        elif name in ATTITUDES:
            self.add("attitude", token)
        elif self.own_act(token):
            self.add("act", token)

    def _second_choice(self, verb: int) -> bool:
        """Say whether the path leads to what a verb of choice puts second: the truce of "peace rather than a truce"."""
        tree, choices = self.tree, predicates()["preferring"]
        links = (i for i in self.reading.path if tree.tokens[i].dep == "prep")
        return any(f"{tree.lemmas[verb]} {tree.words[i]}" in choices for i in links)

    def said_of(self, subject: int, verb: int, *, passive: bool) -> None:
        """Apply what a verb says of its subject, else what the verbs joined to it say."""
        if self.tree.words[verb] == "going" and (after := self.tree.having(verb, {"xcomp"})):
            self.negate(verb)  # "are not going to be easy"
            verb = after[0]
        if self.of_subject(verb, passive=passive) and is_duty(self.tree, verb):
            self.add("duty", verb)
        if is_the_only(self.tree, subject, verb):
            self.add("judgement", verb)
        for other in joined_verbs(self.tree, verb):
            if self.reading.grounds:
                return
            self.negate(other)
            if idiom := idiom_at(self.tree, self.idioms, other, subject):
                self.take(idiom, other)
                continue
            passive = bool(self.tree.having(other, {"auxpass"}))
            if self.of_subject(other, passive=passive) and is_duty(self.tree, other):
                self.add("duty", other)

    def of_subject(self, verb: int, *, passive: bool) -> bool:
        """Apply what is said of a subject: "is necessary", "must be lifted"; False where the verb is unknown."""
        tree = self.tree
        if self._called(verb):
            return True
        if passive:
            self._undergoes(verb)
            return True
        if does_only(tree, verb):
            self.judge(verb, BLAME)
            return True
        if tree.lemmas[verb] in predicates()["happenings"] and tree.auxiliaries(verb) <= _PERFECT:
            self.left_open = True
            return False
        return self._acts(verb) or tree.lemmas[verb] in {"be", "have", "become"}

    def _called(self, verb: int) -> bool:
        """Apply what a verb calls its subject: "is necessary", "would be a pause that helps nobody"."""
        tree = self.tree
        if (need := needed_so(tree, verb)) is not None:
            self.negate(need)
            self.add("attitude", need)
            return True
        for complement in complements(tree, verb):
            if complement in self.term:
                continue
            if verdict := judgement(tree, complement):
                self.negate(complement)
                self.judge(complement, verdict)
                return True
            for clause in tree.having(complement, {"relcl"}):
                if self._acts(clause):
                    self.negate(clause)
                    return True
        return False

    def _undergoes(self, verb: int) -> None:
        """Apply what is done to the subject of a passive."""
        known = set(self.reading.grounds)
        self.of_object(verb, verb)
        if "attitude" in self.reading.grounds and "attitude" not in known and self._is_told(verb):
            del self.reading.grounds["attitude"]
            self.add("weak", verb)
        if list_of(self.tree, verb, ("bring_about", "undo")):
            # "could be signed" doesn't say by whom, "will not be signed" is said by those who decide.
            self.add("intention" if is_intention(self.tree, verb) else "weak", verb)

    def _is_told(self, verb: int) -> bool:
        """Say whether a passive only tells what was done by those who are not named: "the truce had been agreed"."""
        needed = self.tree.lemmas[verb] in predicates()["needing"]
        return not needed and self.tree.auxiliaries(verb) <= _PAST and not self.tree.having(verb, {"agent"})

    def _acts(self, verb: int) -> bool:
        """Apply what a subject does: "talks would help", "the monitors will leave"."""
        tree, words = self.tree, predicates()
        name = next((name for name in self._lists(verb) if tree.lemmas[verb] in words[name]), None)
        if name is None:
            return False
        if name.endswith("against"):
            self.turn(verb)
        meant = is_intention(tree, verb) and tree.lemmas[verb] in words["lasting"]
        meant = meant and not tree.having(verb, {"attr", "acomp"})
        self.add("effect" if name.startswith("effects") else "intention" if meant else "weak", verb)
        return True

    def _lists(self, verb: int) -> tuple[str, ...]:
        # What ends something else doesn't end itself: "diplomacy can end the war", "the talks end with a treaty"; and
        # who goes somewhere is not gone: "soldiers will not go to the front".
        tree = self.tree
        ends = tree.having(verb, {"dobj"}) or any(tree.words[i] == "with" for i in tree.having(verb, {"prep"}))
        ends = ends or (tree.lemmas[verb] == "go" and bool(tree.having(verb, {"prep", "prt", "advmod"})))
        return ("effects_against", "effects_for", *(() if ends else ("subject_against",)), "subject_for")
