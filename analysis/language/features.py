"""What is measured of a candidate, for the weights that benchmarks/learn_cues.py learns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.language.candidate import Candidate

_LENGTHS = (1, 2, 4, 7, 12, 20, 35)
_PRONOUNS = frozenset(
    ("i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "this", "these", "those", "what", "one")
)


def features(candidate: Candidate, quotations: list[Quotation]) -> list[str]:
    """The features that hold of a candidate, each a word that says what it is.

    Args:
        candidate: the candidate.
        quotations: the quotations of the article.
    """
    return [
        f"relation={candidate.key.pos}:{candidate.key.relation}",
        *_of_cue(candidate.cue),
        *_of_source(candidate.source, candidate.cue),
        *_of_content(candidate),
        f"quoted={_quoted(candidate.span, quotations)}",
    ]


def _of_cue(cue: Token) -> list[str]:
    children = {child.dep_: child for child in cue.children}
    found = [f"cue_tag={cue.tag_}", f"cue_place={cue.dep_}", f"cue_pos_place={cue.pos_}:{cue.dep_}"]
    modal = next((c.lower_ for c in cue.children if c.tag_ == "MD"), None)
    if modal is not None:
        found.append(f"modal={modal}")
    held = ("neg", "auxpass", "poss", "det", "mark", "dative", "prt", "nsubj")
    found += [f"cue_has={dep}" for dep in held if dep in children]
    if cue.pos_ == "NOUN":
        found.append(f"noun_under={cue.head.lemma_}" if cue.dep_ == "dobj" else f"noun_as={cue.dep_}")
    if cue.ent_type_:
        found.append("cue_is_name")
    return found


def _of_source(source: Token | None, cue: Token) -> list[str]:
    if source is None:
        return ["source=none"]
    found = [f"source={source.pos_}", f"source_name={source.ent_type_ or 'none'}"]
    if source.lower_ in _PRONOUNS:
        found.append(f"source_word={source.lower_}")
    found.append(f"source_place={source.dep_}" + ("" if source.head.i == cue.i else "_far"))
    return found


def _of_content(candidate: Candidate) -> list[str]:
    head = candidate.content
    first, last = candidate.places
    length, opening = last - first + 1, head.doc[first]
    found = [
        f"content={head.pos_}",
        f"content_tag={head.tag_}",
        f"length={sum(length > bound for bound in _LENGTHS)}",
        f"first={opening.tag_}",
        f"order={'after' if head.i > candidate.cue.i else 'before'}",
    ]
    if opening.lower_ in ("that", "to", "how", "whether", "if", "what", "why"):
        found.append(f"first_word={opening.lower_}")
    if head.ent_type_:
        found.append(f"content_name={head.ent_type_}")
    if any(child.dep_ == "nsubj" for child in head.children):
        found.append("content_has_subject")
    return found


def _quoted(span: tuple[int, int], quotations: list[Quotation]) -> str:
    inside = sum(max(0, min(b, span[1]) - max(a, span[0])) for q in quotations for a, b in q.parts)
    if not inside:
        return "none"
    return "most" if inside * 2 > span[1] - span[0] else "part"
