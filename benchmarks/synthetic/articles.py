"""Synthetic articles as rows of the tables: sentences put together, each found in place with its offsets."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import re
import zlib
from dataclasses import dataclass, field
from typing import Any

from analysis.store.rows import content_key
from benchmarks.synthetic.world import FIRST_DAY, UNDATED, Speaker, World

Row = dict[str, Any]

_SUPPORTED = {"support": 1.0, "oppose": -1.0, "conditional": 0.4, "unclear": 0.0}


@dataclass
class Draft:
    """An article being written. ``codings`` runs parallel to ``statements``, as do ``parses`` and ``themes``."""

    id: int
    day: int | None
    text: str = ""
    statements: list[Row] = field(default_factory=list)
    parses: list[Row] = field(default_factory=list)
    codings: list[list[Row]] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    dates: list[Row] = field(default_factory=list)
    article: Row = field(default_factory=dict)

    def date(self, before: int = 0) -> str | None:
        """The day of publication, or so many days before, as ISO 8601."""
        return None if self.day is None else (FIRST_DAY + dt.timedelta(self.day - before)).isoformat()


def write_article(world: World, dice: random.Random, id_: int, statements: int) -> Draft:
    """An article of so many statements, with an event in between now and then."""
    draft = Draft(id_, None if dice.random() < UNDATED else world.days.draw(dice))
    # An article is about one or two issues and what stands beside them.
    issues = [world.themes[min(int(dice.expovariate(0.2)), len(world.themes) - 1)] for _ in range(2)]
    for number in range(statements):
        if number:
            draft.text += "\n\n" if dice.random() < 0.4 else " "
        if dice.random() < 0.3:
            _write_event(world, dice, draft)
            draft.text += " "
        _write_statement(world, dice, draft, issues)
    _head(world, dice, draft)
    return draft


def _head(world: World, dice: random.Random, draft: Draft) -> None:
    first, second = world.parties.draw(dice), world.parties.draw(dice)
    title = f"{first} and {second} at odds over {dice.choice(world.words['objects'][dice.choice(world.themes)])}"
    source, published = world.outlets.draw(dice), draft.date()
    slug = re.sub(r"\W+", "-", title.casefold())
    draft.article = {
        "id": draft.id,
        "content_hash": hashlib.sha256(draft.text.encode()).hexdigest(),
        "signature": dice.randbytes(512),
        "file": f"{published or 'undated'}-{slug}-{draft.id}.txt",
        "title": title,
        "published": published,
        "published_origin": "metadata" if published else "unknown",
        "source": source,
        "author": None,
        "url": f"https://{re.sub(r'[^a-z]+', '-', source.casefold())}.example/{draft.id}",
        "language": "en",
        "characters": len(draft.text),
        "reprint_of": None,
    }


def _write_statement(world: World, dice: random.Random, draft: Draft, issues: list[str]) -> None:
    speaker, party, mention = _source(world, dice)
    chance = dice.random()
    themes = [] if chance > 0.66 else [dice.choice(issues)] if chance > 0.04 else list(dict.fromkeys(issues))
    stances = [world.stance(party, theme, draft.day or 0, dice) for theme in themes]
    objects = [dice.choice(world.words["objects"][theme]) for theme in themes or [""]]
    condition = dice.choice(world.words["conditions"]) if stances[:1] == ["conditional"] else None
    what = f"the {dice.choice(world.words['adjectives'])} {' and the '.join(objects)} in {world.cities.draw(dice)}"
    more = condition or dice.choice(world.words["ends"])
    chance, side = dice.random(), (stances or ["unclear"])[0]
    if chance < 0.28:
        row = _position(draft, mention, dice.choice(world.words["positions"][side]), f"{what} {more}")
    else:
        verb = dice.choice(world.words["verbs"][side])
        words = f"{dice.choice(world.words['subjects'])} would {verb} {what} {more}"
        cue, end = dice.choice(world.words["cues"]), dice.choice(world.words["cue_ends"])
        row = (_indirect if chance < 0.74 else _direct)(draft, mention, cue, end, words)
    own = dice.random() < 0.12
    row |= {
        "content_key": content_key(row["content"], speaker.name if speaker else None, draft.id),
        "speaker": speaker and speaker.name,
        "party": party,
        "role": (speaker and speaker.role) or None,
        "confidence": round(0.4 + 0.6 * dice.random() ** 0.5, 3),
        "date": draft.date(before=int(dice.random() * 6)) if own else None,
        "repeats": None,
        "article_id": draft.id,
    }
    draft.statements.append(row)
    draft.parses.append(_parse(draft, row))
    draft.themes.append(themes[0] if themes else "")
    coded = zip(themes, stances, objects[: len(themes)], strict=True)
    draft.codings.append([_coding(theme, stance, words, condition, dice) for theme, stance, words in coded])
    if speaker and row["source_mention"] not in ("He", "She"):
        kind = "person" if speaker.role else "country"
        _mention(draft, row["source_start"], row["source_mention"], speaker.name, kind, party, speaker.role or None)


def _source(world: World, dice: random.Random) -> tuple[Speaker | None, str | None, str]:
    """Who speaks, for whom, and how the sentence calls them."""
    chance = dice.random()
    if chance < 0.05:
        return None, None, dice.choice(world.words["unnamed"]).capitalize()
    party = world.parties.draw(dice)
    if chance < 0.2:
        return Speaker(party, party, ""), party, party
    speaker = world.speakers[party].draw(dice)
    if chance < 0.5:
        return speaker, party, f"{party} {speaker.role} {speaker.name}"
    return speaker, party, speaker.name if chance < 0.65 else speaker.name.split()[-1] if chance < 0.9 else "He"


def _indirect(draft: Draft, mention: str, cue: str, end: str, words: str) -> Row:
    start = len(draft.text)
    cue_start = start + len(mention) + 1
    begin = cue_start + len(cue) + len(end) + 1
    draft.text += f"{mention} {cue}{end} that {words}."
    return _found(draft, "indirect", start, begin, begin + 5 + len(words), words, (cue_start, cue), (start, mention))


def _direct(draft: Draft, mention: str, cue: str, end: str, words: str) -> Row:
    start = len(draft.text)
    words = words[0].upper() + words[1:]
    text = f"“{words},”"
    source = start + len(text) + 1
    cue_start = source + len(mention) + 1
    draft.text += f"{text} {mention} {cue}{end}."
    return _found(draft, "direct", start, start, start + len(text), words, (cue_start, cue), (source, mention))


def _position(draft: Draft, mention: str, cue: str, words: str) -> Row:
    start = len(draft.text)
    cue_start = start + len(mention) + 1
    begin = cue_start + len(cue) + 1
    draft.text += f"{mention} {cue} {words}."
    content = f"{cue} {words}"
    return _found(draft, "position", start, begin, begin + len(words), content, (cue_start, cue), (start, mention))


def _found(
    draft: Draft, kind: str, sentence: int, start: int, end: int, content: str, cue: tuple[int, str],
    source: tuple[int, str],
) -> Row:  # fmt: skip
    """The row of a statement in the sentence that was just written."""
    return {
        "kind": kind,
        "start": start,
        "end": end,
        "text": draft.text[start:end],
        "content": content,
        "sentence_start": sentence,
        "sentence_end": len(draft.text),
        "sentence_text": draft.text[sentence:],
        "cue": cue[1],
        "cue_start": cue[0],
        "cue_end": cue[0] + len(cue[1]),
        "source_mention": source[1],
        "source_start": source[0],
        "source_end": source[0] + len(source[1]),
    }


def _parse(draft: Draft, row: Row) -> Row:
    """Tokens of which the second governs the others; the sentence before as context."""
    tokens, at = [], row["start"]
    for number, word in enumerate(row["text"].split()):
        at = draft.text.index(word, at)
        verb = number == 1
        tokens.append((word, word.lower(), "VERB" if verb else "NOUN", "ROOT" if verb else "dobj", 1, at))
    packed = zlib.compress(json.dumps(tokens, separators=(",", ":")).encode(), 1)
    context = draft.statements[-2]["sentence_text"] if len(draft.statements) > 1 else ""
    return {"parts": [(row["start"], row["end"])], "context": context, "tokens": packed}


def _coding(theme: str, stance: str, evidence: str, condition: str | None, dice: random.Random) -> Row:
    return {
        "theme": theme,
        "stance": stance,
        "score": round(_SUPPORTED[stance] * (0.45 + 0.5 * dice.random()), 3),
        "confidence": round(0.35 + 0.6 * dice.random(), 3),
        "condition": condition if stance == "conditional" else None,
        "suggested": dice.random() < 0.05,
        "evidence": evidence.split(),
    }


def _write_event(world: World, dice: random.Random, draft: Draft) -> None:
    kind, first, second = world.events.draw(dice), world.parties.draw(dice), world.parties.draw(dice)
    place, start = world.cities.draw(dice), len(draft.text)
    words = dice.choice(kind["templates"])
    filled = words.format(first, second, place=place)
    named = [party for party, mark in ((first, "{0}"), (second, "{1}")) if mark in words]
    date, precision, said = _event_date(world, dice, draft)
    text = f"{filled}{said}"
    draft.text += f"{text}."
    if said:
        begin = start + len(text) - len(said.split(" on ")[-1])
        row = {"start": begin, "end": start + len(text), "text": draft.text[begin : start + len(text)]}
        draft.dates.append(row | {"value": date, "precision": precision, "article_id": draft.id})
    for party in dict.fromkeys(named):
        alliance = party in world.words["alliances"]
        _mention(
            draft, draft.text.index(party, start), party, party, "alliance" if alliance else "country", party, None
        )
    draft.events.append(
        {
            "type": kind["type"], "start": start, "end": start + len(text), "text": text, "sentence_start": start,
            "sentence_end": len(draft.text), "sentence_text": draft.text[start:], "date": date, "precision": precision,
            "planned": dice.random() < 0.12, "place": place if "{place}" in words else None,
            "actors": list(dict.fromkeys(named)), "parties": list(dict.fromkeys(named)),
            "confidence": round(0.5 + 0.45 * dice.random(), 3), "article_id": draft.id,
        }
    )  # fmt: skip


def _event_date(world: World, dice: random.Random, draft: Draft) -> tuple[str | None, str | None, str]:
    """The date of an event, its precision, and how the sentence says it."""
    chance = dice.random()
    if chance < 0.25:
        return None, None, ""
    day = draft.day if draft.day is not None else world.days.draw(dice)
    date = FIRST_DAY + dt.timedelta(day - int(dice.random() * 10))
    if chance < 0.35:
        return date.isoformat()[:7], "month", f" on a day in {date:%B %Y}"
    return date.isoformat(), "day", f" on {date.day} {date:%B %Y}"


def _mention(draft: Draft, start: int, text: str, name: str, kind: str, party: str | None, role: str | None) -> None:
    row = {"start": start, "end": start + len(text), "text": text, "name": name, "kind": kind}
    draft.mentions.append(row | {"party": party, "role": role, "article_id": draft.id})
