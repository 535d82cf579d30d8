"""Actors who act together: "Britain, France and Germany", and "they", "both" or "the two leaders" afterwards."""

from __future__ import annotations

from analysis.language.anaphors import anaphor_words, last_pair
from analysis.language.salience import Salience, head_of, is_subject
from analysis.language.voice import Voice
from analysis.model import Mention

# "They" is whoever acted together in one of so many sentences before.
_SENTENCES_BACK = 2


class JointActors:
    """The actors of one article who are named together, and the pairs that a phrase can stand for."""

    def __init__(self, salience: Salience) -> None:
        self._salience = salience
        # spaCy joins a Doc's text anew at every access.
        self._text: str = salience.doc.text
        self._mentions: list[Mention] = salience.doc._.mentions

    def chain(self, governing: Mention, mentions: list[Mention]) -> list[Mention]:
        """A mention with those of the others that are joined to it, in the order of the text."""
        first = last = mentions.index(governing)
        while first > 0 and self._joined(mentions[first - 1], mentions[first]):
            first -= 1
        while last + 1 < len(mentions) and self._joined(mentions[last], mentions[last + 1]):
            last += 1
        chain = mentions[first : last + 1]
        while len(chain) > 1 and not self._conjoined(chain[-2], chain[-1]):
            chain.pop()  # a comma alone parts an apposition
        return chain if governing in chain else [governing]

    def together(self, offset: int) -> Voice | None:
        """Who acted together shortly before an offset: "they" and "both"."""
        last = self._salience.last.within(_SENTENCES_BACK, offset)
        if last is not None and " and " in last.name:
            return voice_of_many_again(last)
        chain = self._last_chain(offset)
        return voice_of_many(chain, 0.8) if chain else None

    def phrase(self, words: list[str], offset: int) -> Voice | None:
        """Who a phrase such as "the two leaders", "both sides" or "the four ministers" stands for.

        Args:
            words: the phrase in lower case, with its determiner.
            offset: where it stands.
        """
        lists, head = anaphor_words().words, words[-1]
        counted = set(words) & (lists["pairing"] | lists["numbers"])
        is_noun = head in lists["pair_of_persons"] or head in lists["pair_of_sides"]
        if (
            len(words) > 4
            or not (counted or (is_noun and words[0] == "the"))
            or not (is_noun or head in lists["pairing"])
        ):
            return None
        again = self.together(offset)
        if again is not None or not set(words) & lists["pairing"]:
            return again
        of_persons = head in lists["pair_of_persons"]
        pair = last_pair(offset, self._salience, of_persons)
        pair = pair or last_pair(offset, self._salience, not of_persons)
        return voice_of_many(pair, 0.65) if len(pair) == 2 else None

    def _last_chain(self, offset: int) -> list[Mention]:
        """The joined actors that are the subject of one of the last sentences."""
        here = self._salience.sentence_of(offset)
        before = [
            m
            for m in self._mentions
            if m.end <= offset and here - self._salience.sentence_of(m.start) <= _SENTENCES_BACK
        ]
        for mention in reversed(before):
            chain = self.chain(mention, before)
            head = head_of(self._salience.doc, chain[0].start, chain[0].end)
            if len({m.name for m in chain}) > 1 and head is not None and is_subject(head):
                return chain
        return []

    def _joined(self, first: Mention, other: Mention) -> bool:
        between = self._between(first, other)
        return 0 < len(between) < 5 and set(between) <= anaphor_words().grammar["joints"]

    def _conjoined(self, first: Mention, other: Mention) -> bool:
        return bool(set(self._between(first, other)) & anaphor_words().grammar["conjunctions"])

    def _between(self, first: Mention, other: Mention) -> list[str]:
        return self._text[first.end : other.start].replace(",", " , ").lower().split()


def voice_of_many(mentions: list[Mention], certainty: float) -> Voice:
    """Several actors as one voice, of the party of the first: the statement is that one's too."""
    names = list(dict.fromkeys(m.name for m in mentions))
    same = len({m.party for m in mentions}) == 1
    role = mentions[0].role if len(names) == 1 else None
    return Voice(_listed(names), mentions[0].party, role, certainty if same else certainty * 0.8)


def voice_of_many_again(voice: Voice) -> Voice:
    """The same voice, less sure."""
    return Voice(voice.name, voice.party, None, 0.8 * voice.certainty)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
