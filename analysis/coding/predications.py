"""What a verb says of the subject that a term's path leads through: "a truce would help", "talks are needed"."""

from __future__ import annotations

from analysis.coding.governing import Governing
from analysis.coding.idioms import idiom_at
from analysis.coding.judgements import (
    BLAME,
    SUFFICING,
    complements,
    does_only,
    is_enough,
    is_the_only,
    judgement,
    needed_so,
)
from analysis.coding.modality import is_duty, is_intention
from analysis.coding.predicates import list_of, predicates
from analysis.coding.sides import is_other
from analysis.coding.syntax import joined_verbs

_PERFECT = frozenset({"had", "has", "have"})
_PAST = _PERFECT | {"was", "were", "been"}


class Predications(Governing):
    """Notes of words that have the term as a subject."""

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
            if verdict := SUFFICING if is_enough(tree, verb, complement) else judgement(tree, complement):
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
        if self._by_another(verb):
            self.reading.grounds = {}
            return
        known = set(self.reading.grounds)
        self.of_object(verb, verb)
        if "attitude" in self.reading.grounds and "attitude" not in known and self.is_told(verb):
            del self.reading.grounds["attitude"]
            self.add("weak", verb)
        if list_of(self.tree, verb, ("bring_about", "undo")):
            # "could be signed" doesn't say by whom, "will not be signed" is said by those who decide.
            self.add("intention" if is_intention(self.tree, verb) else "weak", verb)

    def _by_another(self, verb: int) -> bool:
        """Say whether a passive tells what another did: "the talks were stalled by Baku"."""
        doers = [i for by in self.tree.having(verb, {"agent"}) for i in self.tree.having(by, {"pobj"})]
        return not is_duty(self.tree, verb) and any(is_other(self.tree, i, self.statement) for i in doers)

    def is_told(self, verb: int) -> bool:
        """Say whether a passive only tells what was done by those who are not named: "the truce had been agreed"."""
        needed = self.tree.lemmas[verb] in predicates()["needing"]
        return not needed and self.tree.auxiliaries(verb) <= _PAST and not self.tree.having(verb, {"agent"})

    def _acts(self, verb: int) -> bool:
        """Apply what a subject does: "talks would help", "the monitors will leave"."""
        tree, words = self.tree, predicates()
        name = next((name for name in self._lists(verb) if tree.lemmas[verb] in words[name]), None)
        if name is None:
            return False
        if name.endswith("against") and not self.damned:
            self.turn(verb)
        meant = is_intention(tree, verb) and tree.lemmas[verb] in words["lasting"]
        meant = meant and not tree.having(verb, {"attr", "acomp"})
        self.add("effect" if name.startswith("effects") else "intention" if meant else "weak", verb)
        return True

    def _lists(self, verb: int) -> tuple[str, ...]:
        # What ends something else doesn't end itself: "diplomacy can end the war", "the talks end with a treaty"; and
        # who goes somewhere is not gone: "soldiers will not go to the front".
        tree = self.tree
        ends = tree.having(verb, {"dobj", "xcomp"}) or any(tree.words[i] == "with" for i in tree.having(verb, {"prep"}))
        ends = ends or (tree.lemmas[verb] == "go" and bool(tree.having(verb, {"prep", "prt", "advmod"})))
        return ("effects_against", "effects_for", *(() if ends else ("subject_against",)), "subject_for")
