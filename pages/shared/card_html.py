"""The statement card, and the card of an event's report, as HTML; every text in it is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.model import StanceLabel
from analysis.views.cards import UNKNOWN_SPEAKER, Card, CardTheme, lit
from analysis.views.days import in_words
from analysis.views.palette import party_colour, stance_colour, stance_sign
from analysis.views.style import LOW_CONFIDENCE, LOW_STANCE_CONFIDENCE
from pages.shared.text import escape

KIND_WORDS = {"direct": "quoted", "indirect": "reported", "position": "position", "turn": "transcript"}
_KIND_HELP = {
    "direct": "In quotation marks",
    "indirect": "Reported in the outlet's words",
    "position": "A position that the party is reported to have taken",
    "turn": "A speaker's turn in a transcript",
}
_WEAK = "<span class='note weak'>check this one</span>"


def card_html(card: Card, query: str = "") -> str:
    """A statement: who, party, kind, date, outlet, its words within their sentence, themes with stance, confidence.

    Args:
        card: the statement.
        query: words to light in it.
    """
    return (
        f'<article class="parley-card">{_edge(card.party)}'
        f"<header>{_who(card)}<span class='where'>{_where(card)}</span></header>"
        f"<p class='words'>{escape(card.before)}<mark>{_lit(card.words, query)}</mark>{escape(card.after)}</p>"
        f"{_conditions(card)}{_remark(card.note)}"
        f"<footer>{''.join(map(theme_chip, card.themes))}{_notes(card)}</footer></article>"
    )


def report_html(report: Mapping[Any, Any]) -> str:
    """One sentence that reports an event, with its outlet, its date of publication, and the event's words lit."""
    sentence, offset = report["sentence_text"], report["sentence_start"]
    start, end = max(report["start"] - offset, 0), max(report["end"] - offset, 0)
    parts = (escape(part) for part in (sentence[:start], sentence[start:end], sentence[end:]))
    before, words, after = parts
    outlet = report["source"] if isinstance(report["source"], str) else "unknown outlet"
    parties = "".join(_party(party) for party in report["parties"])
    weak = report["confidence"] < LOW_CONFIDENCE and not (report["corrected"] or report["reviewed"])
    marks = review_marks(report["corrected"], report["reviewed"], report["starred"])
    return (
        f'<article class="parley-card">{_edge(next(iter(report["parties"]), ""))}'
        f"<header><span class='who'>{escape(outlet)}</span>{parties}"
        f"<span class='where'>published {escape(in_words(report['published']))}</span></header>"
        f"<p class='words'>{before}<mark>{words}</mark>{after}</p>"
        f"{_remark(report['note'] if isinstance(report['note'], str) else '')}<footer>"
        f"{confidence(report['confidence'])}{_WEAK * weak}{marks}"
        f"<span class='note'>{escape(report['title'] or '')}</span></footer></article>"
    )


def theme_chip(theme: CardTheme) -> str:
    """A theme with the statement's stance on it: sign, colour and word; with how sure it is where that is little."""
    colour = stance_colour(None if theme.stance == StanceLabel.UNCLEAR else theme.score)
    # That a stance is unclear says already that nothing is sure.
    unsure = theme.confidence < LOW_STANCE_CONFIDENCE and theme.stance != StanceLabel.UNCLEAR
    kind = " suggested" * theme.suggested + " unsure" * unsure
    doubt = f"? {theme.confidence:.0%} sure" if unsure else ""
    help_ = f"{theme.name}: {theme.stance}, score {theme.score:+.2f}, confidence {theme.confidence:.0%}"
    help_ += "; found by meaning, no term of the theme occurs" if theme.suggested else ""
    return (
        f"<span class='chip{kind}' title='{escape(help_)}'><b style='background:{colour}'>"
        f"{stance_sign(theme.stance)}</b>{escape(theme.name)} <i>{escape(theme.stance)}{doubt}</i></span>"
    )


def confidence(share: float) -> str:
    """How sure the extraction is, as a small bar with its number."""
    return (
        f"<span class='confidence' title='How sure Parley is of what it found here'><i><b style='width:{share:.0%}'>"
        f"</b></i>{share:.0%} sure</span>"
    )


def review_marks(corrected: bool, reviewed: bool, starred: bool) -> str:
    """What people did with a statement or a report: corrected or confirmed it, starred it."""
    star = "<span class='note star' title='Starred' aria-label='starred'>★</span>" if starred else ""
    if corrected:
        return f"{star}<span class='note corrected' title='A person corrected it'>corrected</span>"
    confirmed = "<span class='note corrected' title='A person confirmed it as it stands'>reviewed</span>"
    return star + (confirmed if reviewed else "")


def _remark(note: str) -> str:
    return f"<p class='remark'><b>Note</b> {escape(note)}</p>" if note else ""


def _edge(party: str) -> str:
    return f"<span class='parley-edge' style='background:{party_colour(party or None)}'></span>"


def _who(card: Card) -> str:
    role = f"<span class='role'>{escape(card.role)}</span>" if card.role else ""
    if not card.actor:
        return f"<span class='who unresolved'>{escape(card.speaker)}</span>{role}{_unresolved(card)}"
    if card.speaker == card.party:
        dot = f"<i class='dot' style='background:{party_colour(card.party)}'></i>"
        return f"<span class='who'>{dot}{escape(card.speaker)}</span>{role}"
    return f"<span class='who'>{escape(card.speaker)}</span>{role}{_party_of(card)}"


def _unresolved(card: Card) -> str:
    """What is said of a speaker whom only the text's words name, or nobody."""
    known = "" if card.speaker == UNKNOWN_SPEAKER else "<span class='party none'>not identified</span>"
    return known + _party_of(card)


def _party_of(card: Card) -> str:
    return _party(card.party) if card.party else "<span class='party none'>party unknown</span>"


def _party(party: str) -> str:
    return f"<span class='party'><i style='background:{party_colour(party)}'></i>{escape(party)}</span>"


def _where(card: Card) -> str:
    date = escape(card.date) if card.date_known else "<em>date unknown</em>"
    return f"{date}, {escape(card.outlet)}"


def _conditions(card: Card) -> str:
    conditions = dict.fromkeys(theme.condition for theme in card.themes if theme.condition)
    return "".join(f"<p class='condition'><b>Condition</b> {escape(condition)}</p>" for condition in conditions)


def _notes(card: Card) -> str:
    kind = f"<span class='note' title='{_KIND_HELP.get(card.kind, '')}'>{KIND_WORDS.get(card.kind, card.kind)}</span>"
    also = f"<span class='note'>also in {escape(', '.join(card.reprints))}</span>" if card.reprints else ""
    marks = review_marks(card.corrected, card.reviewed, card.starred)
    return f"{kind}{confidence(card.confidence)}{_WEAK * card.weak}{marks}{also}"


def _lit(words: str, query: str) -> str:
    if not query:
        return escape(words)
    return "".join(f"<em>{escape(text)}</em>" if found else escape(text) for text, found in lit(words, query))
