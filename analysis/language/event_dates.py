"""Which date of the sentence an event has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.event_grammar import is_verb
from analysis.language.event_triggers import classes
from analysis.language.tense import modality_words
from analysis.model import DateMention, EventType, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from analysis.language.event_verbs import Trigger


# The words that may stand between a noun's last word and the head of its date: "on", "early on".
GAP = 2


def dates_within(sentence: Span, dates: Sequence[DateMention]) -> list[tuple[Token, DateMention]]:
    """The dates of a sentence, each by the token that heads it."""
    found = []
    for date in dates:
        if sentence.start_char <= date.start < sentence.end_char:
            span = sentence.doc.char_span(date.start, date.end, alignment_mode="expand")
            if span is not None:
                found.append((span.root, date))
    return found


def date_of(trigger: Trigger, dates: Sequence[tuple[Token, DateMention]]) -> DateMention | None:
    """The date that grammar ties to the trigger, the nearest where there are several; None where none is."""
    for token, date in sorted(dates, key=lambda pair: (-_days(pair[1]), abs(pair[0].i - trigger.token.i))):
        if _is_limit(token):
            continue
        if _stands_by(token, trigger.token) or _is_near(token, date, trigger):
            return date
    return None


def _is_near(token: Token, date: DateMention, trigger: Trigger) -> bool:
    """Tied by grammar; a noun behind "after" or "before" has only the date that comes right behind it."""
    aside = trigger.verb is None and trigger.token.head.lower_ in classes().occurrences["relating_prepositions"]
    return follows(token, trigger.token) if aside else _tied(token, date, trigger)


def follows(token: Token, noun: Token) -> bool:
    """Whether the date comes right behind the noun's words: "after the invasion of Kuwait on 2 August 1990"."""
    return 0 < token.left_edge.i - noun.right_edge.i <= GAP


def _is_limit(token: Token) -> bool:
    """Whether the date stands as in "until Friday": when something ends, not when it was."""
    limits = classes().occurrences["limiting_prepositions"]
    return any(node.lower_ in limits for node in token.ancestors if node.i < token.i)


def _stands_by(token: Token, word: Token) -> bool:
    """As in "Thursday's meeting", "met Thursday", "the talks on 3 May", "2014, when the government fell"."""
    return token in word.children or _reaches(token, word) or (word.dep_ == "relcl" and word.head == token)


def is_dated(noun: Token, dates: Sequence[tuple[Token, DateMention]], loosely: bool) -> bool:
    """Whether a date stands by the noun itself: "Thursday's meeting", "the talks on 3 May".

    Args:
        noun: the noun.
        dates: the dates of its sentence.
        loosely: whether it is enough that the date comes right behind the noun, though the parser ties it to the verb.
    """
    return any(
        (_reaches(token, noun) or (loosely and follows(token, noun)))
        and not (date.precision is Precision.YEAR and token.dep_ in {"nummod", "amod", "compound"})
        for token, date in dates
    )


def _reaches(token: Token, noun: Token) -> bool:
    for node in token.ancestors:
        if node == noun:
            return True
        if node.dep_ != "prep":
            return False
    return False


def _days(date: DateMention) -> bool:
    return date.precision is Precision.DAY


def _tied(token: Token, date: DateMention, trigger: Trigger) -> bool:
    """Whether the way up from the date comes to the trigger before it comes to another verb or to a noun of its own."""
    through_noun = False
    for node in token.ancestors:
        if node == trigger.token:
            return True
        if node.dep_ == "prep" or node.pos_ in {"ADP", "SCONJ", "ADV", "NUM", "PART"}:
            continue
        if is_verb(node):
            return _shares(node, token, trigger) and not (through_noun and date.precision is not Precision.DAY)
        if _belongs(token, node):
            return False
        through_noun = True
    return False


def _belongs(token: Token, noun: Token) -> bool:
    """A date that is part of a noun is the noun's: "the 2015 deal", "Sunday's vote", "the war of 1999"."""
    return (
        token.head == noun and token.dep_ in {"poss", "compound", "amod", "nummod", "nmod"}
    ) or token.head.lower_ == "of"


def _shares(verb: Token, token: Token, trigger: Trigger) -> bool:
    """Whether a date of ``verb`` is the trigger's too: it stands before verbs joined to it, or above an infinitive."""
    own = trigger.verb if trigger.verb is not None else trigger.token
    refused = trigger.type is EventType.REJECT and verb.dep_ == "xcomp" and verb.head == own
    if verb == own or refused:
        return True
    if verb.lemma_.lower() in modality_words()["reporting"]:
        return False
    for node in (own, *own.ancestors):
        if node == verb:
            return True
        joined = node.dep_ == "conj" and is_verb(node) and token.i < verb.i
        open_clause = node.dep_ == "xcomp" or (node.dep_ == "advcl" and node.tag_ in {"VB", "VBG"})
        inside = not is_verb(node) and trigger.verb is None
        if not (joined or open_clause or inside):
            return False
    return False
