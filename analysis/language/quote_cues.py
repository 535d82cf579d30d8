"""The cue of a quotation: the verb that attributes it, after it, before it or on the next line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.language.extensions import text_of
from analysis.language.spans import DASHES
from analysis.language.speech_verbs import is_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.language.quotations import Quotation

# A cue stands at most this many words from its quotation: "said X, the head of Y," can be long.
REACH = 40
_ENDS_IN_CLAUSE = re.compile(r"[,—–-]\W*$")
_ENDS_OPEN = re.compile(r"[,?!…—–-]\W*$")
_NOT_A_CLAUSE = ("relcl", "acl", "amod", "compound", "aux", "auxpass")


def words_between(doc: Doc, start: int, end: int) -> list[Token]:
    """The words of a stretch of the text, without white space."""
    span = doc.char_span(start, end, alignment_mode="contract") if end > start else None
    return [token for token in span or () if not token.is_space]


def cue_after(doc: Doc, quotation: Quotation, end: int) -> Token | None:
    """The cue between a quotation and an offset, as in '"A," he said' and '"A," according to Seoul'."""
    words = words_between(doc, quotation.end, end)[:REACH]
    if not words:
        return None
    if words[0].lower_ == "according" or (len(words) > 1 and words[0].text == "," and words[1].lower_ == "according"):
        return words[words[0].text == ","]
    if _ENDS_IN_CLAUSE.search(text_of(doc)[quotation.start : quotation.end]) or words[0].text == ",":
        return _first_clause(words)
    # The quotation may have ended its sentence, and another begun.
    cue = _first_clause(words if ends_open(doc, quotation) else words[:4])
    return cue if cue is not None and is_speech(cue) and is_sentence_like(doc, quotation) else None


def cue_after_clause(doc: Doc, quotation: Quotation, end: int) -> tuple[Token, int] | None:
    """The cue at the end of a sentence that goes on after its quotation, as in '"A trap" for both, he said'.

    Returns:
        The cue and the offset at which the content ends, before the comma; None where there is no such cue.
    """
    words = words_between(doc, quotation.end, end)[:REACH]
    for number, word in enumerate(words):
        if word.text in (".", ";", ":"):
            return None
        if word.pos_ == "VERB" and is_speech(word) and word.dep_ not in _NOT_A_CLAUSE:
            first = next((c.left_edge for c in word.children if c.dep_ == "nsubj" and c.i < word.i), word)
            place = number - (word.i - first.i)
            closes = all(c.dep_ not in ("ccomp", "xcomp", "dobj") or c.i < word.i for c in word.children)
            parted = place > 0 and words[place - 1].text == ","
            return (word, words[place - 1].idx) if parted and closes else None
    return None


def cue_of_line_after(doc: Doc, quotation: Quotation, line: tuple[int, int]) -> Token | None:
    """The cue of "he said" on a line of its own, after a line that was put in between."""
    if not re.search(r",\W*$", text_of(doc)[quotation.start : quotation.end]):
        return None
    return _first_clause(words_between(doc, *line)[:6])


def cue_before(doc: Doc, quotation: Quotation, start: int) -> Token | None:
    """The cue between an offset and a quotation, as in 'he said: "A."'."""
    words = _of_last_sentence(words_between(doc, start, quotation.start))
    if not words or not is_sentence_like(doc, quotation):
        return None
    return _last_clause(words)


def name_before(doc: Doc, quotation: Quotation, start: int) -> tuple[int, int] | None:
    """The (start, end) of the name that a colon parts from a quotation, as in 'No surprise to Ann Lee: "A."'."""
    words = _of_last_sentence(words_between(doc, start, quotation.start))
    if len(words) < 2 or words[-1].text != ":" or words[-2].ent_type_ != "PERSON":
        return None
    dash = max((word.i for word in words if word.text in ("-", *DASHES)), default=words[0].i - 1)
    name = words[-2]
    while name.dep_ in ("compound", "conj", "appos") and name.head.i > dash and name.head.pos_ in ("PROPN", "NOUN"):
        name = name.head
    first = max(name.left_edge.i, dash + 1)
    # "by Ann Lee:" names whose article is quoted.
    return (int(doc[first].idx), words[-1].idx) if first and doc[first - 1].lower_ != "by" else None


def cue_of_line_before(doc: Doc, line: tuple[int, int]) -> Token | None:
    """The cue of a line that ends with a colon and leads to a quotation."""
    if not text_of(doc)[line[0] : line[1]].rstrip().endswith(":"):
        return None
    return _last_clause(_of_last_sentence(words_between(doc, *line)))


def clause_marker(cue: Token, quotation: Quotation) -> Token | None:
    """The "that" between a cue and its quotation, as in 'said that, if attacked, "we will respond"'."""
    between = cue.doc[cue.i + 1 : cue.i + REACH]
    return next((t for t in between if t.lower_ == "that" and t.tag_ == "IN" and t.idx < quotation.start), None)


def ends_open(doc: Doc, quotation: Quotation) -> bool:
    """Whether a quotation ends with a sign after which its sentence may go on: "A," or "A?", and not "A."."""
    return bool(_ENDS_OPEN.search(text_of(doc)[quotation.start : quotation.end]))


def reports(words: list[Token]) -> bool:
    """Whether some words hold a verb of speech with a subject: what follows is its clause, not a quotation's own."""
    return any(
        w.pos_ == "VERB" and is_speech(w) and w.dep_ not in _NOT_A_CLAUSE and any(c.dep_ == "nsubj" for c in w.children)
        for w in words
    )


def is_sentence_like(doc: Doc, quotation: Quotation) -> bool:
    """Whether the quoted words can be a sentence: they begin with a capital or a figure and run on."""
    inside = text_of(doc)[quotation.start + quotation.mark : quotation.end]
    if not re.match(r"\W*[A-Z0-9]", inside):
        return False
    return len(inside.split()) >= 4 or bool(re.search(r"[.!?]\W*$", inside))


def _first_clause(words: list[Token]) -> Token | None:
    """The verb of the clause that begins with the first word."""
    first = words[0].i if words else 0
    for number, word in enumerate(words):
        if word.text in (".", ";", ":", *DASHES) or word.lower_ in ("which", "where", "when"):
            return None
        if word.pos_ != "VERB" or _modifies(word, first) or (word.tag_ == "VB" and not _is_finite(word, first)):
            continue
        # What the parser hangs on the verb from within the quotation says nothing of the verb's own clause.
        children = [child for child in word.children if child.i >= first]
        # "Ann Lee, a top adviser, said": the parser misses a subject behind its apposition.
        parted = words[number - 1].text == "," and is_speech(word)
        near = number <= 3 or parted or _is_finite_acl(word) or any(c.dep_ in ("nsubj", "nsubjpass") for c in children)
        # "as stated by the envoy" attributes; "after the envoy spoke" does not.
        named = is_speech(word) and any(c.dep_ == "agent" for c in children)
        marked = not named and any(c.dep_ == "mark" or c.tag_ == "WRB" for c in children)
        return word if near and not marked and (is_speech(word) or number <= 3) else None
    return None


def _modifies(verb: Token, first: int) -> bool:
    """Whether a verb tells of a noun, as in "Ann Lee, who has studied it, said"; what begins at ``first`` counts."""
    if _is_finite_acl(verb):
        return False
    if verb.dep_ in ("relcl", "acl") and is_speech(verb):
        # The parser takes '"A," the minister said' for a minister of whom A is said.
        return not any(c.dep_ == "nsubj" and c.i >= first and c.tag_ not in ("WP", "WDT") for c in verb.children)
    return verb.dep_ in _NOT_A_CLAUSE or any(a.dep_ in ("relcl", "acl") and a.i >= first for a in verb.ancestors)


def _is_finite_acl(verb: Token) -> bool:
    """Whether a verb that the parser hangs on a noun is the noun's own clause: "a statement by the army read"."""
    return verb.dep_ == "acl" and verb.tag_ == "VBD" and is_speech(verb)


def _is_finite(verb: Token, first: int) -> bool:
    """Whether a verb in its base form is one that attributes: "will say", and "read" before its subject."""
    return is_speech(verb) and (verb.i == first or any(child.tag_ == "MD" for child in verb.children))


def _last_clause(words: list[Token]) -> Token | None:
    if len(words) > 1 and words[-1].text in (":", ",") and words[-2].tag_ == "VBG" and is_speech(words[-2]):
        return words[-2]  # "a statement saying:"
    verbs = [w for w in words[-REACH:] if w.pos_ in ("VERB", "AUX") and w.dep_ not in _NOT_A_CLAUSE]
    if not verbs:
        return None
    if words[-1].text == ":":
        return next((v for v in reversed(verbs) if is_speech(v)), verbs[-1])
    if words[-1].text == ",":
        return next((v for v in reversed(verbs) if is_speech(v)), None)
    return verbs[-1] if verbs[-1].i == words[-1].i and is_speech(verbs[-1]) else None


def _of_last_sentence(words: list[Token]) -> list[Token]:
    starts = [number for number, word in enumerate(words) if word.is_sent_start and number]
    for number in reversed(starts):
        if words[number - 1].text in (".", "!", "?", "”", '"', "''"):
            return words[number:]
    return words


def is_title(doc: Doc, quotation: Quotation) -> bool:
    """Whether a quotation is a title or a name within a sentence: every word of weight has a capital."""
    before = text_of(doc)[: quotation.start].rstrip(" ")[-1:]
    words = text_of(doc)[quotation.start + quotation.mark : quotation.end].split()
    heavy = [word for word in words if len(word) > 3]
    named = len(words) <= 8 and all(word[:1].isupper() for word in heavy) and words[:1] != []
    return named and (before.isalnum() or before in "’'") and bool(heavy)


def sentence_before(doc: Doc, start: int, end: int) -> list[Token]:
    """The words before a quotation that belong to its sentence, if that begins after ``start``."""
    words = words_between(doc, start, end)
    if not words or words[-1].text in (".", "!", "?"):
        return []
    starts = [number for number, word in enumerate(words) if word.is_sent_start]
    return words[starts[-1] :] if starts else []
