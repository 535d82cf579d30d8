"""Who a cue attributes to: the words in the text that name the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.acts import is_issued, is_state, may_be_act
from analysis.language.missed_names import closing_name, name_before
from analysis.language.role_words import role_words
from analysis.language.speech_verbs import is_adding, is_asking, is_speech

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "csubj")
_CHAIN = ("conj", "xcomp", "acomp", "advcl", "pcomp", "ccomp", "dep", "parataxis")


def subject_of(verb: Token) -> Token | None:
    """The head word of the subject that governs a verb, through conjunctions, participles and infinitives.

    Returns None where the sentence names nobody: "it was said that", "asked whether". Who is asked or told something is
    no source of it.
    """
    if _is_passive(verb) and not is_state(verb):
        return verb.head if _governs_all(verb) else _agent(verb)
    if (said := _quoted_as(verb)) is not None:
        return said
    seen: set[int] = set()
    token = _reporting(verb)
    while token.i not in seen:
        seen.add(token.i)
        subject = _own_subject(token)
        if subject is not None:
            return subject
        if token.dep_ == "acl" and is_parted(token):
            token = token.head.head
            continue
        if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _noun_of(token)
        if token.dep_ != "prep" and token.dep_ not in _CHAIN:
            return closing_name(verb) if token.i == verb.i else None
        token = token.head
        if token.dep_ == "prep" and (said := _quoted_as(token.head)) is not None:
            return said
    return None


def _noun_of(verb: Token) -> Token:
    """Who a verb that hangs on a noun has for its source: the noun, its owner, or who issued what it names."""
    noun, root = verb.head, verb.sent.root
    if verb.dep_ == "acl" and verb.tag_ == "VBD" and root.pos_ in ("PROPN", "NOUN"):
        return root  # "Ann Lee, who met the envoys, said": the parser finds no verb that governs all
    issuer = _issuer(noun) if verb.tag_ == "VBG" else None
    return issuer or (_owner(noun) if verb.tag_ == "TO" else noun)


def _governs_all(verb: Token) -> bool:
    """Whether a participle is the verb of a sentence without another: "The envoy, Ann Lee, called for"."""
    head = verb.head
    nominal = head.dep_ == "ROOT" and head.pos_ in ("NOUN", "PROPN") and head.i < verb.i
    return verb.dep_ == "acl" and verb.tag_ in ("VBD", "VBN") and nominal and verb.nbor(-1).text == ","


def says_besides(verb: Token) -> bool:
    """Whether a verb that joins a passive clause has another subject: "denied a deal was reached and said ..."."""
    return verb.dep_ == "conj" and is_speech(verb) and _is_passive(verb.head) and not _is_passive(verb)


def _quoted_as(verb: Token) -> Token | None:
    """Whom somebody else tells of: Lavrov in "TASS quoted Lavrov as saying"."""
    quoted = next((child for child in verb.children if child.dep_ == "dobj"), None)
    link = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as"), None)
    said = link is not None and any(child.dep_ == "pcomp" and is_speech(child) for child in link.children)
    somebody = quoted is not None and (quoted.ent_type_ in ("PERSON", "ORG") or quoted.lower_ in role_words().heads)
    named = somebody and verb.lemma_.lower() == "quote"
    return quoted if said or named else None


def _reporting(verb: Token) -> Token:
    """The verb whose subject a verb of saying shares with it, where the parser hangs it on what is reported.

    "Lavrov told TASS that Kyiv had no plan, adding ..." adds to what Lavrov told, "He said the law was made by Bratton
    and said ..." to what he said: Kyiv and Bratton say nothing.
    """
    head = verb.head
    while head.dep_ == "xcomp":
        head = head.head
    says_on = is_adding(verb) or (is_speech(verb) and not _may_speak(_own_subject(head)))
    adds = verb.dep_ == "advcl" and verb.tag_ == "VBG" and says_on
    joins = says_besides(verb)
    if head.dep_ != "ccomp" or not (adds or joins):
        return verb
    while head.dep_ == "ccomp" and head.head.i < head.i:
        head = head.head
    return head


def _may_speak(subject: Token | None) -> bool:
    """Whether a subject can be somebody who speaks: a name, a pronoun or a role."""
    if subject is None or subject.pos_ in ("PRON", "PROPN") or subject.ent_type_:
        return True
    return subject.lower_ in role_words().heads


def is_parted(participle: Token) -> bool:
    """Whether a participle is parted from an object: "denied the report, accusing the army", "in turn accusing"."""
    if participle.tag_ != "VBG" or not (is_speech(participle) or may_be_act(participle)):
        return False
    if participle.head.dep_ != "dobj":
        return participle.head.lower_ == "turn"
    first = participle.left_edge
    return any(token.text == "," for token in participle.doc[participle.head.i : first.i + 1])


def source_of_noun(noun: Token) -> Token | None:
    """The head word of the source of a noun: "Tehran's claim", "the claim by Tehran", "Tehran made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            # "Maduro announced his decision" is Maduro's; "Maduro criticised his decision" is somebody else's.
            announced = child.tag_ == "PRP$" and noun.dep_ == "dobj" and is_speech(noun.head)
            return (_governing_subject(noun) if announced else None) or child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            named = next((t for t in child.children if t.dep_ == "pobj"), None)
            if named is not None:
                return named
    if noun.dep_ in ("dobj", "attr", "pobj", "conj", "nsubjpass", "oprd", "dative"):
        return _governing_subject(noun)
    return None


def object_of_according(word: Token) -> Token | None:
    """The head word of who "according to" names."""
    link = next((child for child in word.children if child.lower_ == "to"), word)
    return next((child for child in link.children if child.dep_ == "pobj"), None)


def _own_subject(verb: Token) -> Token | None:
    # Of two before a verb the nearer one: "DAKAR (Reuters) - Rebels said", "vice-minister Russ Hill said".
    subject = next((child for child in reversed(list(verb.lefts)) if child.dep_ in _SUBJECTS), None)
    subject = subject or next((child for child in verb.rights if child.dep_ in _SUBJECTS), None)
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return subject or _agent(verb) or passive or name_before(verb)


def _agent(verb: Token) -> Token | None:
    """Who a passive names with "by"."""
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None


def _is_passive(verb: Token) -> bool:
    helpers = {child.dep_ for child in verb.children}
    bare = verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and "aux" not in helpers
    return bare or "auxpass" in helpers or "nsubjpass" in helpers


def is_asked(verb: Token) -> bool:
    """Whether a verb that looks active tells what its subject was asked, as in "Ann Lee, asked about it, said"."""
    if not is_asking(verb):
        return False
    if verb.tag_ == "VBN" and verb.dep_ == "advcl":
        return True  # "Asked how it went, she said"
    if not verb.i or verb.nbor(-1).text != ",":
        return False
    return any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children)


def _owner(noun: Token) -> Token:
    return next((child for child in noun.children if child.dep_ == "poss"), noun)


def _issuer(vehicle: Token) -> Token | None:
    """Who issued the statement that a participle hangs on, as in "signed a letter condemning the raid"."""
    issued = vehicle.dep_ == "dobj" and is_issued(vehicle.lemma_.lower(), vehicle.head.lemma_.lower())
    return _governing_subject(vehicle) if issued else None


def _governing_subject(noun: Token) -> Token | None:
    token = noun
    while (
        token.dep_ in ("pobj", "prep", "dobj", "attr", "conj", "nsubjpass", "oprd", "dative")
        and token.head.i != token.i
    ):
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return subject_of(token)
    return None
