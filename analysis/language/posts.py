"""Where the holder of an office is posted: "ambassador [to the UN]", "envoy [for Syria]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.gazetteer import Form
from analysis.language.role_words import Head, role_words
from analysis.model import ActorKind

if TYPE_CHECKING:
    from analysis.language.name_lookup import Hit
    from analysis.language.person_names import PersonNames
    from analysis.language.role_runs import RoleRun
    from analysis.language.words import Words

# The most words of a post between an office and the name: "envoy [for the Middle East] X".
_MAX_POST = 7


def post_end(words: Words, run: RoleRun, hits: dict[int, Hit]) -> int:
    """The end of a role with the post that follows it, where no name follows."""
    k = run.end
    if words.low(run.head) not in role_words().tails["posted"] or words.low(k) not in ("to", "for", "on"):
        return k
    k += 1 + (words.low(k + 1) == "the")
    hit = hits.get(k)
    if hit is None:
        return _noun_end(words, k, run.end)
    if hit.entry.actor.kind is ActorKind.PERSON:
        return run.end
    return _noun_end(words, hit.end + 1, hit.end) if words.possessive(hit.end) else hit.end


def _noun_end(words: Words, k: int, otherwise: int) -> int:
    """The end of a plain noun with its adjectives at word ``k``: "to the [talks]", "to the UN's [nuclear watchdog]"."""
    j = k
    while j < len(words) and words.tokens[j].pos_ in ("ADJ", "NOUN") and words.text(j).islower():
        j += 1
    return j if j > k else otherwise


def name_after_post(words: Words, k: int, hits: dict[int, Hit], people: PersonNames) -> int:
    """The place of the name after a post that begins at word ``k``, else ``k``: "to the UN Dorothy Shea".

    Who is named as whom somebody serves has no post: "an aide to Speaker Nabih Berri".
    """
    if words.low(k) not in ("to", "for", "on", "in", "at", "of"):
        return k
    first = j = k + 1 + (words.low(k + 1) == "the")
    while j < len(words) and j - k < _MAX_POST and words.capitalised(j):
        hit = hits.get(j)
        named = hit is not None and hit.entry.actor.kind is ActorKind.PERSON and hit.entry.form is Form.NAME
        if named or people.begins(j):
            return j if j > first else k
        if role_words().heads.get(words.low(j)) is Head.OFFICE:
            return k
        j = hit.end if hit is not None else j + 1
        j += words.low(j) == "in"  # "to the UN in Vienna Mikhail Ulyanov"
    return k
