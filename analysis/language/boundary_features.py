"""What is measured of the boundaries of a candidate's content, for the weights that benchmarks/learn_cues.py learns."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.language.boundaries import Boundary
    from analysis.language.candidate import Candidate

_SIGNS = {"(": "bracket", ")": "bracket", "[": "bracket", "]": "bracket"} | dict.fromkeys(".!?", "stop")
_SIGNS |= dict.fromkeys(("-", "–", "—", "--"), "dash") | dict.fromkeys(('"', "“", "”", "''", "``"), "mark")
# A measure counts by the step of its scale that it reaches.
_LENGTH = (1, 2, 3, 5, 8, 12, 18, 26, 40)
_DISTANCE = (-20, -8, -3, -1, 1, 2, 3, 5, 8, 15)
_REST = (0, 1, 2, 4, 8, 16)
_CHANGE = (1, 2, 4, 7, 12, 20)
_LIKELIHOOD = (0.1, 0.3, 0.5, 0.7, 0.9)
_LIKELY = (0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_GAP = (0.0, 0.02, 0.1, 0.2, 0.4, 0.6)
_SHARE = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9)
_DEPTH = (0, 1, 2, 3, 5, 7)


class Rivals(NamedTuple):
    """How likely the other candidates are: of the same cue the best, of other cues those that it touches or lies in."""

    of_cue: float
    touched: float
    around: float


def relation_of(candidate: Candidate) -> str:
    """The part of speech of the cue and the relation of its content."""
    return f"{candidate.key.pos}:{candidate.key.relation}"


def surroundings(candidate: Candidate, own: float) -> list[str]:
    """The features of a candidate's cue and source among their neighbours, whatever the boundary.

    Args:
        candidate: the candidate.
        own: how likely the ranking takes it for an attribution, in [0, 1].
    """
    cue, sentence, source = candidate.cue, candidate.cue.sent, candidate.source
    place = (cue.i - sentence.start) / len(sentence)
    found = [f"likely~{bisect_left(_LIKELY, own)}", f"place~{bisect_left(_SHARE, place)}"]
    found.append(f"depth~{bisect_left(_DEPTH, sum(1 for _ in cue.ancestors))}")
    found += [f"cue_under={cue.head.pos_}:{cue.dep_}", f"content_place={candidate.content.dep_}"]
    found += [f"helped={child.lower_}" for child in cue.children if child.dep_ in ("aux", "auxpass")]
    if cue.i + 1 < len(cue.doc):
        found.append(f"cue_next={_sign(cue.nbor(1))}")
    if source is not None:
        found.append(f"source_tag={source.tag_}")
        found.append(f"source_distance~{bisect_left(_DISTANCE, cue.i - source.i)}")
        found.append(f"source_length~{bisect_left(_LENGTH, source.right_edge.i - source.left_edge.i + 1)}")
    return found


def boundary_features(
    candidate: Candidate, boundary: Boundary, parsed: Boundary, rivals: Rivals, own: float
) -> list[str]:
    """The features that hold of one boundary of a candidate's content.

    Args:
        candidate: the candidate.
        boundary: the boundary.
        parsed: the boundary of the parse.
        rivals: the other candidates.
        own: how likely the ranking takes the candidate for an attribution, in [0, 1].
    """
    kind, relation = boundary.kind, relation_of(candidate)
    found = [f"kind={kind}", f"{relation}&{kind}", f"cue={candidate.key.lemma}&{kind}"]
    for name in _edges(candidate.cue.doc, boundary):
        found += [name, f"{kind}&{name}", f"{relation}&{name}"]
    found += [f"{kind}&{name}" for name in _measures(candidate, boundary, parsed, rivals, own)]
    phrase = boundary.phrase
    if phrase is not None:
        found += [f"{kind}_tag={phrase.tag_}", f"{kind}_name={phrase.ent_type_}", f"{kind}_place={phrase.dep_}"]
        found += [f"{relation}&{kind}_place={phrase.dep_}", f"{kind}_first={phrase.left_edge.tag_}"]
    return found


def _edges(doc: Doc, boundary: Boundary) -> list[str]:
    before = _sign(doc[boundary.first - 1]) if boundary.first else "start"
    found = [f"before={before}", f"opens={doc[boundary.first].tag_}", f"closes={_sign(doc[boundary.last])}"]
    if boundary.last + 1 < len(doc):
        after = doc[boundary.last + 1]
        found += [f"after={_sign(after)}", f"after_place={after.dep_}"]
        if after.text == "," and boundary.last + 2 < len(doc):
            further = doc[boundary.last + 2]
            found += [f"after_comma={further.tag_}", f"after_comma_place={further.dep_}"]
    return found


def _measures(candidate: Candidate, boundary: Boundary, parsed: Boundary, rivals: Rivals, own: float) -> list[str]:
    cue, sentence = candidate.cue, candidate.cue.sent
    near = boundary.first if boundary.first > cue.i else boundary.last
    length = boundary.last - boundary.first + 1
    changed = abs(boundary.first - parsed.first) + abs(boundary.last - parsed.last)
    return [
        f"length~{bisect_left(_LENGTH, length)}",
        f"share~{bisect_left(_SHARE, changed / (length + changed))}",
        f"distance~{bisect_left(_DISTANCE, near - cue.i)}",
        f"rest~{bisect_left(_REST, sentence.end - 1 - boundary.last)}",
        f"change~{bisect_left(_CHANGE, changed)}",
        f"touched~{bisect_left(_LIKELIHOOD, rivals.touched)}",
        f"around~{bisect_left(_LIKELIHOOD, rivals.around)}",
        f"gap~{bisect_left(_GAP, rivals.of_cue - own)}",
    ]


def _sign(token: Token) -> str:
    return "space" if token.is_space else _SIGNS.get(token.text, token.tag_)
